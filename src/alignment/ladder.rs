//! A pair as a ladder: one line a bead, `a-indices<TAB>b-indices`.

use super::{Pair, Relation};
use std::collections::BTreeSet;

/// The `same` links of a pair and its gaps as lines of 1-based indices, comma-separated, empty on the side of a gap,
/// sorted by `a`; a gap of `b` stands where the sentence before it in `b` does. `units` says how many units `a` and
/// `b` have; `skip` leaves out units (blank lines).
pub fn ladder(pair: &Pair, units: (usize, usize), skip: impl Fn(usize, usize) -> bool) -> String {
    let mut beads: Vec<(Vec<usize>, Vec<usize>)> = pair
        .links
        .iter()
        .filter(|link| link.relation == Relation::Same)
        .map(|link| (link.a_units.clone(), link.b_units.clone()))
        .collect();
    let linked_a: BTreeSet<usize> = beads.iter().flat_map(|bead| bead.0.iter().copied()).collect();
    let linked_b: BTreeSet<usize> = beads.iter().flat_map(|bead| bead.1.iter().copied()).collect();
    beads.extend(
        (0..units.0).filter(|u| !linked_a.contains(u) && !skip(pair.a, *u)).map(|u| (vec![u], Vec::new())),
    );
    beads.sort();
    for unit in (0..units.1).filter(|u| !linked_b.contains(u) && !skip(pair.b, *u)) {
        let before =
            beads.iter().rposition(|bead| bead.1.last().is_some_and(|last| *last < unit && last + 1 >= unit));
        let place = match before {
            Some(at) => at + 1,
            None => beads
                .iter()
                .enumerate()
                .filter(|(_, bead)| bead.1.last().is_some_and(|last| *last < unit))
                .max_by_key(|(_, bead)| bead.1.last())
                .map_or(0, |(at, _)| at + 1),
        };
        beads.insert(place, (Vec::new(), vec![unit]));
    }
    let list = |units: &[usize]| units.iter().map(|u| (u + 1).to_string()).collect::<Vec<_>>().join(",");
    beads.iter().map(|(a, b)| format!("{}\t{}\n", list(a), list(b))).collect()
}
