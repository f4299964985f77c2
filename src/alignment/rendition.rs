//! Renderings in free order: the assignment with the greatest evidence, then leftovers attached where they add to it.

use super::assignment::{Edge, assign};
use super::evidence::Bitext;
use super::parallel::Bead;
use std::collections::BTreeSet;

/// Least evidence of a pair, in nats. Chosen on the development pairs from 0, 1, 2, 3.
const LEAST: f64 = 1.0;
/// Least evidence of a pair among what an alignment in order has left over.
const LEAST_LEFT: f64 = 4.0;
/// Least evidence that a leftover must add to the bead it joins.
const LEAST_ADDED: f64 = 1.0;
/// A bead has at most so many sentences on the side that grows.
const WIDEST: usize = 4;

/// Pairs the sentences `of_a` and `of_b` (sorted), whatever their order; those without a partner are left out.
/// Leftovers join only where these are the `first` beads; else they had their chance in order.
pub(crate) fn beads(
    bitext: &Bitext<'_>,
    of_a: &[usize],
    of_b: &[usize],
    vetoes: &BTreeSet<(usize, usize)>,
    first: bool,
) -> Vec<Bead> {
    let least = if first { LEAST } else { LEAST_LEFT };
    let mut edges: Vec<Edge> = Vec::new();
    for i in of_a {
        for j in of_b.iter().filter(|j| !vetoes.contains(&(*i, **j))) {
            let evidence = bitext.words(&[*i], &[*j]);
            if evidence > least {
                edges.push((*i, *j, evidence));
            }
        }
    }
    let mut beads: Vec<Bead> =
        assign(&edges).into_iter().map(|(i, j)| Bead { a: vec![i], b: vec![j] }).collect();
    if first {
        attach(bitext, of_a, of_b, &mut beads);
    }
    beads
}

/// Lets leftovers join the bead to which each adds most, the greatest addition first.
fn attach(bitext: &Bitext<'_>, of_a: &[usize], of_b: &[usize], beads: &mut [Bead]) {
    loop {
        let free_a: Vec<usize> =
            of_a.iter().copied().filter(|i| !beads.iter().any(|bead| bead.a.contains(i))).collect();
        let free_b: Vec<usize> =
            of_b.iter().copied().filter(|j| !beads.iter().any(|bead| bead.b.contains(j))).collect();
        let mut best: Option<(f64, usize, Bead)> = None;
        for (k, bead) in beads.iter().enumerate() {
            let known = total(bitext, bead);
            let grown_a = free_a
                .iter()
                .filter(|_| bead.b.len() == 1 && bead.a.len() < WIDEST)
                .map(|i| Bead { a: with(&bead.a, *i), b: bead.b.clone() });
            let grown_b = free_b
                .iter()
                .filter(|_| bead.a.len() == 1 && bead.b.len() < WIDEST)
                .map(|j| Bead { a: bead.a.clone(), b: with(&bead.b, *j) });
            for grown in grown_a.chain(grown_b) {
                let added = total(bitext, &grown) - known;
                if added > LEAST_ADDED && best.as_ref().is_none_or(|(most, ..)| added > *most) {
                    best = Some((added, k, grown));
                }
            }
        }
        let Some((_, k, grown)) = best else { return };
        if let Some(bead) = beads.get_mut(k) {
            *bead = grown;
        }
    }
}

/// The evidence of words and lengths.
fn total(bitext: &Bitext<'_>, bead: &Bead) -> f64 {
    let (a, b) = bitext.lengths(&bead.a, &bead.b);
    bitext.words(&bead.a, &bead.b) + bitext.length.evidence(a, b)
}

fn with(units: &[usize], unit: usize) -> Vec<usize> {
    let mut units: Vec<usize> = units.iter().copied().chain([unit]).collect();
    units.sort_unstable();
    units
}
