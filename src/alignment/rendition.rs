//! Renderings in free order: sentences move from where an alignment in order left them to where they fit better, and
//! what is left over is assigned by the greatest evidence.

use super::anchors::Anchor;
use super::assignment::{Edge, assign};
use super::bead::Bead;
use super::evidence::Bitext;
use std::collections::BTreeSet;

/// Least evidence of a pair among what an alignment in order has left over, in nats. Of 3 and 4 the one with fewer wrong
/// pairs on the development renderings.
const LEAST: f64 = 4.0;
/// A sentence moves to one that is free only if it gains so much. Set by hand, not tuned.
pub(crate) const LEAST_GAIN: f64 = 3.0;

/// The best pairs among sentences that are left over, `of_a` and `of_b`, whatever their order.
pub(crate) fn pairs(
    bitext: &Bitext<'_>,
    of_a: &[usize],
    of_b: &[usize],
    vetoes: &BTreeSet<(usize, usize)>,
) -> Vec<Bead> {
    let mut edges: Vec<Edge> = Vec::new();
    for i in of_a {
        for j in of_b.iter().filter(|j| !vetoes.contains(&(*i, **j))) {
            let evidence = bitext.words(&[*i], &[*j]);
            if evidence > LEAST {
                edges.push((*i, *j, evidence));
            }
        }
    }
    assign(&edges).into_iter().map(|(i, j)| Bead { a: vec![i], b: vec![j] }).collect()
}

/// An anchor that moves a sentence shares at least this much. Set by hand, not tuned.
const SURE: f64 = 0.25;

/// The sentences of b in the order of their anchors in a; one without an anchor stays behind the one before it.
pub(crate) fn order(bitext: &Bitext<'_>, anchors: &[Anchor]) -> Vec<usize> {
    let mut place: Vec<Option<usize>> = vec![None; bitext.b.units.len()];
    for anchor in anchors.iter().filter(|anchor| anchor.score >= SURE) {
        if let Some(slot) = place.get_mut(anchor.b) {
            *slot = Some(anchor.a);
        }
    }
    let mut last = place.iter().flatten().next().copied().unwrap_or_default();
    let mut keyed: Vec<(usize, usize)> = Vec::with_capacity(place.len());
    for (unit, own) in place.into_iter().enumerate() {
        last = own.unwrap_or(last);
        keyed.push((last, unit));
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, unit)| unit).collect()
}

/// What beads are worth together.
pub(crate) fn worth(bitext: &Bitext<'_>, beads: &[Bead]) -> f64 {
    beads.iter().map(|bead| total(bitext, bead)).sum()
}

/// Splits beads of two and two whose sentences fit better one by one, in order or crossed.
pub(crate) fn uncross(bitext: &Bitext<'_>, beads: Vec<Bead>) -> Vec<Bead> {
    beads.into_iter().flat_map(|bead| split(bitext, &bead).unwrap_or_else(|| vec![bead])).collect()
}

fn split(bitext: &Bitext<'_>, bead: &Bead) -> Option<Vec<Bead>> {
    let (&[a, x], &[b, y]) = (bead.a.as_slice(), bead.b.as_slice()) else { return None };
    let evidence =
        |pairs: [(usize, usize); 2]| pairs.iter().map(|(i, j)| bitext.words(&[*i], &[*j])).sum::<f64>();
    let (straight, crossed) = ([(a, b), (x, y)], [(a, y), (x, b)]);
    let best = if evidence(crossed) > evidence(straight) { crossed } else { straight };
    let beads = best.iter().map(|(i, j)| Bead { a: vec![*i], b: vec![*j] });
    (evidence(best) > bitext.words(&bead.a, &bead.b)).then(|| beads.collect())
}

/// Takes sentences out of beads of several and pairs them with free ones that fit much better.
///
/// A sentence that was moved to another place, such as the lead of a news report, leaves a gap where it went and a
/// neighbour swallowed where it was.
pub(crate) fn repair(
    bitext: &Bitext<'_>,
    beads: &mut Vec<Bead>,
    of_a: &[usize],
    of_b: &[usize],
    vetoes: &BTreeSet<(usize, usize)>,
) {
    let (mut free_a, mut free_b) = (of_a.to_vec(), of_b.to_vec());
    for k in 0..beads.len() {
        let Some(bead) = beads.get(k).cloned() else { continue };
        let known = total(bitext, &bead);
        let mut best: Option<(f64, Bead, Bead)> = None;
        let mut offer = |rest: Bead, moved: Bead| {
            let gain = bitext.words(&moved.a, &moved.b) + total(bitext, &rest) - known;
            if gain > LEAST_GAIN && best.as_ref().is_none_or(|(most, ..)| gain > *most) {
                best = Some((gain, rest, moved));
            }
        };
        for i in bead.a.iter().filter(|_| bead.a.len() > 1) {
            for j in free_b.iter().filter(|j| !vetoes.contains(&(*i, **j))) {
                offer(Bead { a: without(&bead.a, *i), b: bead.b.clone() }, Bead { a: vec![*i], b: vec![*j] });
            }
        }
        for j in bead.b.iter().filter(|_| bead.b.len() > 1) {
            for i in free_a.iter().filter(|i| !vetoes.contains(&(**i, *j))) {
                offer(Bead { a: bead.a.clone(), b: without(&bead.b, *j) }, Bead { a: vec![*i], b: vec![*j] });
            }
        }
        if let (Some((_, rest, moved)), Some(place)) = (best, beads.get_mut(k)) {
            free_a.retain(|i| !moved.a.contains(i));
            free_b.retain(|j| !moved.b.contains(j));
            *place = rest;
            beads.push(moved);
        }
    }
}

/// The evidence of words and lengths.
fn total(bitext: &Bitext<'_>, bead: &Bead) -> f64 {
    let (a, b) = bitext.lengths(&bead.a, &bead.b);
    bitext.words(&bead.a, &bead.b) + bitext.length.evidence(a, b)
}

fn without(units: &[usize], unit: usize) -> Vec<usize> {
    units.iter().copied().filter(|u| *u != unit).collect()
}
