//! Translations and renderings: in order first, then what is left over, run by run, at last in any order.

use super::anchors::{self, Anchor};
use super::band::Band;
use super::bead::{Bead, Gaps};
use super::bridge::Bridge;
use super::evidence::Bitext;
use super::likeness::Likeness;
use super::mode::Mode;
use super::pair::Found;
use super::profile::Side;
use super::{Relation, learn, parallel, plain, rendition};
use std::collections::BTreeSet;

/// Leftovers up to this product of their numbers are assigned pair by pair.
const ASSIGNABLE: usize = 250_000;
/// An anchor among what is left over must be this good, and so many of them must stand in order, for a run.
const SURE: f64 = 0.45;
const RUN: usize = 4;

/// The links of a translation or rendering.
///
/// Both begin in order, twice, since the first pass teaches something; what is left over on both sides (rearranged
/// stretches) is aligned again among itself while there is an order in it, and at last assigned where it is beyond doubt.
/// In a rendering, sentences then may still move.
pub(crate) fn links(
    bitext: &Bitext<'_>,
    anchors: &[Anchor],
    mode: Mode,
    vetoes: &BTreeSet<(usize, usize)>,
    plain: bool,
) -> Vec<Found> {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    let (mut beads, taught) = in_order(bitext, anchors, plain);
    let bitext = taught.as_ref().unwrap_or(bitext);
    if mode == Mode::Rendition {
        beads = rearranged(bitext, beads);
        beads = rendition::uncross(bitext, beads);
    }
    beads.retain(|bead| !is_vetoed(bead, vetoes));
    while let Some(run) = next_run(bitext, &beads, vetoes) {
        beads.extend(run);
    }
    let (left_a, left_b) = left_over(&beads, n, m);
    if left_a.len().saturating_mul(left_b.len()) <= ASSIGNABLE {
        beads.extend(rendition::pairs(bitext, &left_a, &left_b, vetoes));
    }
    if mode == Mode::Rendition {
        let (left_a, left_b) = left_over(&beads, n, m);
        rendition::repair(bitext, &mut beads, &left_a, &left_b, vetoes);
    }
    beads.into_iter().map(|bead| told(bitext, bead)).collect()
}

/// The beads of a text whose sentences stand in another order: b is put into the order of a by its anchors, and aligned
/// in that order. Where that is worth no more, `known` stays.
fn rearranged(bitext: &Bitext<'_>, known: Vec<Bead>) -> Vec<Bead> {
    let order = rendition::order(bitext, &anchors::mutual(bitext));
    let side = reduced(bitext.b, &order);
    let turned = Bitext { b: &side, ..bitext.clone() };
    let chain = anchors::chain(&anchors::mutual(&turned));
    let found = parallel::beads(&turned, &Band::along(&chain, turned.a.units.len(), turned.b.units.len()));
    let back = |bead: Bead| {
        let mut b: Vec<usize> = bead.b.iter().filter_map(|j| order.get(*j).copied()).collect();
        b.sort_unstable();
        Bead { a: bead.a, b }
    };
    let whole = |bead: &Bead| !bead.a.is_empty() && !bead.b.is_empty();
    let found: Vec<Bead> = found.into_iter().filter(whole).map(back).collect();
    let gain = rendition::worth(bitext, &found) - rendition::worth(bitext, &known);
    if gain > rendition::LEAST_GAIN { found } else { known }
}

/// Beads in order among what is left over, where anchors show such an order.
fn next_run(bitext: &Bitext<'_>, beads: &[Bead], vetoes: &BTreeSet<(usize, usize)>) -> Option<Vec<Bead>> {
    let (left_a, left_b) = left_over(beads, bitext.a.units.len(), bitext.b.units.len());
    let (side_a, side_b) = (reduced(bitext.a, &left_a), reduced(bitext.b, &left_b));
    let part = Bitext { a: &side_a, b: &side_b, ..bitext.clone() };
    let sure: Vec<Anchor> =
        anchors::mutual(&part).into_iter().filter(|anchor| anchor.score >= SURE).collect();
    let chain = anchors::chain(&sure);
    if chain.len() < RUN {
        return None;
    }
    let whole = |units: &[usize], left: &[usize]| {
        units.iter().filter_map(|u| left.get(*u).copied()).collect::<Vec<usize>>()
    };
    let found = parallel::beads(&part, &Band::along(&chain, left_a.len(), left_b.len()));
    let run: Vec<Bead> = found
        .into_iter()
        .map(|bead| Bead { a: whole(&bead.a, &left_a), b: whole(&bead.b, &left_b) })
        .filter(|bead| !bead.a.is_empty() && !bead.b.is_empty() && !is_vetoed(bead, vetoes))
        .filter(|bead| bitext.words(&bead.a, &bead.b) > 0.0)
        .collect();
    (!run.is_empty()).then_some(run)
}

/// The monotone beads, and the bitext with what the first pass taught, if it taught anything.
fn in_order<'s>(bitext: &Bitext<'s>, anchors: &[Anchor], plain: bool) -> (Vec<Bead>, Option<Bitext<'s>>) {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    let whole = |bead: &Bead| !bead.a.is_empty() && !bead.b.is_empty();
    if plain {
        return (plain::beads(bitext).into_iter().filter(whole).collect(), None);
    }
    let first = parallel::beads(bitext, &Band::along(&anchors::chain(anchors), n, m));
    let ties = learn::ties(bitext, &first);
    let taught = Bitext::new(
        bitext.a,
        bitext.b,
        Bridge::clone(&bitext.bridge).with(&ties),
        learn::lengths(bitext, &first),
        Gaps::seen(&first),
    );
    let chain = anchors::chain(&anchors::mutual(&taught));
    let second = parallel::beads(&taught, &Band::along(&chain, n, m));
    (second.into_iter().filter(whole).collect(), Some(taught))
}

/// Whether a bead of two sentences cannot be.
fn is_vetoed(bead: &Bead, vetoes: &BTreeSet<(usize, usize)>) -> bool {
    matches!((bead.a.as_slice(), bead.b.as_slice()), ([i], [j]) if vetoes.contains(&(*i, *j)))
}

/// The sentences that are in no bead.
fn left_over(beads: &[Bead], n: usize, m: usize) -> (Vec<usize>, Vec<usize>) {
    let used_a: BTreeSet<usize> = beads.iter().flat_map(|bead| bead.a.iter().copied()).collect();
    let used_b: BTreeSet<usize> = beads.iter().flat_map(|bead| bead.b.iter().copied()).collect();
    ((0..n).filter(|i| !used_a.contains(i)).collect(), (0..m).filter(|j| !used_b.contains(j)).collect())
}

/// A text reduced to some of its sentences.
pub(crate) fn reduced(side: &Side, kept: &[usize]) -> Side {
    if kept.iter().copied().eq(0..side.units.len()) {
        return side.clone();
    }
    Side { units: kept.iter().filter_map(|unit| side.units.get(*unit).cloned()).collect(), ..side.clone() }
}

/// A bead with its score: how sure it is that both sides say the same, from the evidence a token.
fn told(bitext: &Bitext<'_>, bead: Bead) -> Found {
    let tokens = |units: &[usize], of: &dyn Fn(usize) -> Vec<usize>| {
        let all: BTreeSet<usize> = units.iter().flat_map(|unit| of(*unit)).collect();
        all.into_iter().collect::<Vec<usize>>()
    };
    let of_a = tokens(&bead.a, &|unit| bitext.tokens_a(unit).to_vec());
    let of_b = tokens(&bead.b, &|unit| bitext.tokens_b(unit).to_vec());
    let evidence = bitext.words(&bead.a, &bead.b);
    let mut parts = Likeness::of(bitext, &of_a, &of_b).parts();
    let (a, b) = bitext.lengths(&bead.a, &bead.b);
    parts.push(("length", (bitext.length.evidence(a, b) - 0.7).exp()));
    // Nats a unit of weight: about 0.9 in translations, 0 at chance.
    let mass = bitext.scale_a.mass(&of_a) + bitext.scale_b.mass(&of_b);
    let score = 1.0 - (-1.5 * evidence.max(0.0) / mass.max(1.0)).exp();
    Found { bead, score, parts, relation: Relation::Same }
}
