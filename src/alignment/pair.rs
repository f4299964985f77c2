//! Two sources: finds their mode, aligns them accordingly, and accounts for every sentence.

use super::anchors::{self, Anchor};
use super::assignment::root;
use super::band::Band;
use super::bridge::Bridge;
use super::content::Account;
use super::evidence::{Bitext, LengthModel};
use super::likeness::Likeness;
use super::mode::{self, Finding, Mode, Publishers};
use super::parallel::{self, Bead};
use super::profile::{Side, Stems};
use super::{
    AlignOptions, Gap, Group, Link, Pair, Reason, Relation, independent, learn, plain, rendition, veto,
};
use crate::claims::Claims;
use crate::lexicon::Lexicon;
use crate::readout::{BlockKind, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// One of the two sources.
pub(crate) struct One<'c> {
    pub index: usize,
    pub claims: &'c Claims,
    pub side: &'c Side,
}

/// A pair found, before it is written as a link.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub bead: Bead,
    pub score: f64,
    pub parts: Vec<super::Part>,
    pub relation: Relation,
}

/// Aligns two sources; `a` has the lower label.
pub(crate) fn align(
    a: &One<'_>,
    b: &One<'_>,
    options: &AlignOptions,
    lexicon: &Lexicon,
    stems: &Stems,
) -> Pair {
    let (kept_a, side_a) = content(a);
    let (kept_b, side_b) = content(b);
    let bridge = Bridge::between(&side_a, &side_b, stems, &lexicon.alignment);
    let length = LengthModel::between(side_a.primary, side_b.primary);
    let bitext = Bitext::new(&side_a, &side_b, bridge, length);
    let anchors = anchors::mutual(&bitext);
    let detected = mode::detect(mode::shape(&bitext, &anchors), publishers(a.claims, b.claims));
    let mode = match options.mode {
        Some(mode) => Finding { mode, stated: true, evidence: detected.evidence },
        None => detected,
    };
    let account = |one: &One<'_>, kept: &[usize], side: &Side| Account::of(one.claims, kept, side, lexicon);
    let (account_a, account_b) = (account(a, &kept_a, &side_a), account(b, &kept_b, &side_b));
    let vetoes = veto::vetoes(&account_a, &account_b, side_a.primary == side_b.primary, &lexicon.alignment);
    let found = match mode.mode {
        Mode::Independent => {
            independent::links(&bitext, [&account_a, &account_b], &vetoes, &lexicon.alignment)
        }
        mode => translations(&bitext, &anchors, mode, &vetoes, options.plain),
    };
    let links = found.into_iter().map(|found| Link {
        a: a.index,
        b: b.index,
        a_units: found.bead.a.iter().filter_map(|i| kept_a.get(*i).copied()).collect(),
        b_units: found.bead.b.iter().filter_map(|j| kept_b.get(*j).copied()).collect(),
        score: rounded(found.score),
        parts: found.parts.into_iter().map(|(name, part)| (name, rounded(part))).collect(),
        relation: found.relation,
    });
    let mut links: Vec<Link> = links.collect();
    links.sort_by(|x, y| (&x.a_units, &x.b_units, x.relation).cmp(&(&y.a_units, &y.b_units, y.relation)));
    let gaps = gaps(a, b, &links);
    Pair { a: a.index, b: b.index, mode, links, gaps }
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Whether one government published both.
fn publishers(a: &Claims, b: &Claims) -> Publishers {
    let side = |claims: &Claims| claims.readout.source.side.as_ref().map(|side| side.value.clone());
    match (side(a), side(b)) {
        (Some(own), Some(other)) if own == other => Publishers::One,
        (Some(_), Some(_)) => Publishers::Two,
        _ => Publishers::Unknown,
    }
}

/// The units that are compared at all, and the text reduced to them.
fn content(one: &One<'_>) -> (Vec<usize>, Side) {
    let kept: Vec<usize> =
        (0..one.claims.readout.units.len()).filter(|unit| left_out(one.claims, *unit).is_none()).collect();
    let side = reduced(one.side, &kept);
    (kept, side)
}

/// Why a unit is not compared, if it is not.
fn left_out(claims: &Claims, unit: usize) -> Option<Reason> {
    match claims.readout.units.get(unit)?.kind {
        BlockKind::Heading => return Some(Reason::Heading),
        BlockKind::Furniture | BlockKind::Dateline => return Some(Reason::Furniture),
        BlockKind::Paragraph | BlockKind::Turn => {}
    }
    let mut voices =
        claims.claims.iter().filter(|claim| claim.unit == unit).map(|claim| &claim.voice).peekable();
    voices.peek()?;
    let all: Vec<&Voice> = voices.collect();
    if all.iter().all(|voice| **voice == Voice::Journalist) {
        return Some(Reason::Question);
    }
    all.iter()
        .all(|voice| matches!(voice, Voice::Journalist | Voice::Commentator))
        .then_some(Reason::Commentary)
}

/// Rearranged texts up to this product of their lengths are assigned pair by pair, longer ones only run by run.
const ASSIGNABLE: usize = 250_000;

/// The beads of a translation or rendering.
///
/// A translation is aligned in order, twice where the first pass teaches something. What is left over on both sides
/// (rearranged stretches) is aligned again among itself, in order while there is an order, at last in any order. A
/// rendering begins with the last step unless it is too long for it.
fn translations(
    bitext: &Bitext<'_>,
    anchors: &[Anchor],
    mode: Mode,
    vetoes: &BTreeSet<(usize, usize)>,
    plain: bool,
) -> Vec<Found> {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    let assignable = n.saturating_mul(m) <= ASSIGNABLE;
    let mut beads: Vec<Bead> = Vec::new();
    let taught = (!assignable || mode == Mode::Parallel).then(|| {
        let (found, taught) = in_order(bitext, anchors, plain);
        beads = found;
        taught
    });
    let bitext = taught.as_ref().and_then(Option::as_ref).unwrap_or(bitext);
    beads.retain(|bead| !is_vetoed(bead, vetoes));
    loop {
        let (left_a, left_b) = left_over(&beads, n, m);
        if left_a.is_empty() || left_b.is_empty() {
            break;
        }
        if left_a.len().saturating_mul(left_b.len()) <= ASSIGNABLE {
            let first = beads.is_empty();
            beads.extend(rendition::beads(bitext, &left_a, &left_b, vetoes, first));
            break;
        }
        let (side_a, side_b) = (reduced(bitext.a, &left_a), reduced(bitext.b, &left_b));
        let part = Bitext { a: &side_a, b: &side_b, ..bitext.clone() };
        let anchors: Vec<Anchor> =
            anchors::mutual(&part).into_iter().filter(|anchor| anchor.score >= SURE).collect();
        let found =
            parallel::beads(&part, &Band::along(&anchors::chain(&anchors), left_a.len(), left_b.len()));
        let whole = |units: &[usize], left: &[usize]| {
            units.iter().filter_map(|u| left.get(*u).copied()).collect::<Vec<usize>>()
        };
        let found: Vec<Bead> = found
            .into_iter()
            .map(|bead| Bead { a: whole(&bead.a, &left_a), b: whole(&bead.b, &left_b) })
            .filter(|bead| !bead.a.is_empty() && !bead.b.is_empty() && bitext.words(&bead.a, &bead.b) > 0.0)
            .collect();
        if found.is_empty() {
            break;
        }
        beads.extend(found);
    }
    beads.into_iter().map(|bead| told(bitext, bead)).collect()
}

/// An anchor among what is left over must be this good.
const SURE: f64 = 0.45;

/// The monotone beads, and the bitext with what the first pass taught, if it taught anything.
fn in_order<'s>(bitext: &Bitext<'s>, anchors: &[Anchor], plain: bool) -> (Vec<Bead>, Option<Bitext<'s>>) {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    let whole = |bead: &Bead| !bead.a.is_empty() && !bead.b.is_empty();
    if plain {
        return (plain::beads(bitext).into_iter().filter(whole).collect(), None);
    }
    let first = parallel::beads(bitext, &Band::along(&anchors::chain(anchors), n, m));
    let ties = learn::ties(bitext, &first);
    if ties.is_empty() {
        return (first.into_iter().filter(whole).collect(), None);
    }
    let taught = Bitext::new(bitext.a, bitext.b, bitext.bridge.with(&ties), learn::lengths(bitext, &first));
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
fn reduced(side: &Side, kept: &[usize]) -> Side {
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

/// The units that are in no link.
fn gaps(a: &One<'_>, b: &One<'_>, links: &[Link]) -> Vec<Gap> {
    let linked_a: BTreeSet<usize> = links.iter().flat_map(|link| link.a_units.iter().copied()).collect();
    let linked_b: BTreeSet<usize> = links.iter().flat_map(|link| link.b_units.iter().copied()).collect();
    let mut gaps = Vec::new();
    for (own, other, linked) in [(a, b, &linked_a), (b, a, &linked_b)] {
        for unit in (0..own.claims.readout.units.len()).filter(|unit| !linked.contains(unit)) {
            let reason = left_out(own.claims, unit).unwrap_or(Reason::NoCounterpart);
            gaps.push(Gap { source: own.index, other: other.index, unit, reason });
        }
    }
    gaps
}

/// The units that `same` links join across sources. `order` has the sources by label.
pub(crate) fn groups(pairs: &[Pair], order: &[usize]) -> Vec<Group> {
    let mut number: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let rank: BTreeMap<usize, usize> = order.iter().copied().zip(0..).collect();
    let of = |source: usize| rank.get(&source).copied().unwrap_or(source);
    let same: Vec<&Link> =
        pairs.iter().flat_map(|pair| &pair.links).filter(|link| link.relation == Relation::Same).collect();
    for link in &same {
        for member in
            link.a_units.iter().map(|u| (of(link.a), *u)).chain(link.b_units.iter().map(|u| (of(link.b), *u)))
        {
            let next = number.len();
            number.entry(member).or_insert(next);
        }
    }
    let mut parent: Vec<usize> = (0..number.len()).collect();
    for link in &same {
        let members = link
            .a_units
            .iter()
            .map(|u| (of(link.a), *u))
            .chain(link.b_units.iter().map(|u| (of(link.b), *u)));
        let sets: Vec<usize> =
            members.filter_map(|m| number.get(&m).copied()).map(|k| root(&mut parent, k)).collect();
        let lowest = sets.iter().copied().min().unwrap_or_default();
        for set in sets {
            if let Some(slot) = parent.get_mut(set) {
                *slot = lowest;
            }
        }
    }
    let mut grouped: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (member, k) in &number {
        grouped.entry(root(&mut parent, *k)).or_default().push(*member);
    }
    let mut groups: Vec<Vec<(usize, usize)>> = grouped.into_values().collect();
    groups.sort();
    groups
        .into_iter()
        .map(|members| Group {
            members: members.into_iter().filter_map(|(r, u)| Some((*order.get(r)?, u))).collect(),
        })
        .collect()
}
