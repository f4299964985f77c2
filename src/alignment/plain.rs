//! The plain monotone aligner: every cell of the table, every bead weighed on its own. Slow; the oracle of
//! [`parallel`](super::parallel).

use super::bead::{Bead, KINDS, price};
use super::evidence::Bitext;

/// The best sum up to a cell, and the step that reached it.
type Cell = (f64, Option<(usize, usize)>);

/// The best sequence of beads.
pub(crate) fn beads(bitext: &Bitext<'_>) -> Vec<Bead> {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    let mut table: Vec<Vec<Cell>> = vec![vec![(f64::NEG_INFINITY, None); m + 1]; n + 1];
    for row in 0..=n {
        for column in 0..=m {
            let mut best = (if row + column == 0 { 0.0 } else { f64::NEG_INFINITY }, None);
            for kind in KINDS {
                let (down, right, _) = kind;
                if down > row || right > column {
                    continue;
                }
                let before = table
                    .get(row - down)
                    .and_then(|cells| cells.get(column - right))
                    .map_or(f64::NEG_INFINITY, |c| c.0);
                let margin =
                    (right == 0 && (column == 0 || column == m)) || (down == 0 && (row == 0 || row == n));
                let sum = before
                    + price(kind, margin, bitext.gaps)
                    + evidence(bitext, row - down..row, column - right..column);
                if sum > best.0 {
                    best = (sum, Some((down, right)));
                }
            }
            if let Some(cell) = table.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (n, m);
    let mut beads = Vec::new();
    while let Some((down, right)) = table.get(row).and_then(|cells| cells.get(column)).and_then(|cell| cell.1)
    {
        beads.push(Bead { a: (row - down..row).collect(), b: (column - right..column).collect() });
        (row, column) = (row - down, column - right);
    }
    beads.reverse();
    beads
}

fn evidence(bitext: &Bitext<'_>, a: std::ops::Range<usize>, b: std::ops::Range<usize>) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (a, b): (Vec<usize>, Vec<usize>) = (a.collect(), b.collect());
    let (letters_a, letters_b) = bitext.lengths(&a, &b);
    bitext.words(&a, &b) + bitext.length.evidence(letters_a, letters_b)
}
