//! Maximum-weight assignment of a sparse graph: connected parts apart, each by Kuhn and Munkres.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::BTreeMap;

/// A possible pair and what it is worth.
pub(crate) type Edge = (usize, usize, f64);

/// A connected part with more rows is solved greedily: Kuhn–Munkres takes the cube of its size (400: some 0.1 s).
const LARGEST: usize = 400;

/// The pairs that are worth most together, each row and column in one pair at most, sorted. Edges worth nothing are left out.
pub(crate) fn assign(edges: &[Edge]) -> Vec<(usize, usize)> {
    let mut edges: Vec<Edge> = edges.iter().copied().filter(|edge| edge.2 > 0.0).collect();
    edges.sort_by_key(|edge| (edge.0, edge.1));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for part in parts(&edges) {
        let mut rows: Vec<usize> = part.iter().map(|edge| edge.0).collect();
        rows.dedup();
        match rows.len() > LARGEST {
            true => chosen.extend(greedy(&part)),
            false => chosen.extend(optimal(&part, &rows)),
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The connected parts of the graph, in the order of their first rows; edges stay sorted.
fn parts(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let mut parent: Vec<usize> = (0..edges.len()).collect();
    let (mut of_row, mut of_column) = (BTreeMap::new(), BTreeMap::new());
    for (k, (row, column, _)) in edges.iter().enumerate() {
        for first in [*of_row.entry(*row).or_insert(k), *of_column.entry(*column).or_insert(k)] {
            let (x, y) = (root(&mut parent, k), root(&mut parent, first));
            if let Some(slot) = parent.get_mut(x.max(y)) {
                *slot = x.min(y);
            }
        }
    }
    let mut grouped: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for (k, edge) in edges.iter().enumerate() {
        grouped.entry(root(&mut parent, k)).or_default().push(*edge);
    }
    grouped.into_values().collect()
}

/// The root of a set, with the path to it halved.
pub(crate) fn root(parent: &mut [usize], mut at: usize) -> usize {
    while let Some(up) = parent.get(at).copied().filter(|up| *up != at) {
        let above = parent.get(up).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at) {
            *slot = above;
        }
        at = above;
    }
    at
}

fn optimal(part: &[Edge], rows: &[usize]) -> Vec<(usize, usize)> {
    if let [(row, column, _)] = part {
        return vec![(*row, *column)];
    }
    let mut columns: Vec<usize> = part.iter().map(|edge| edge.1).collect();
    columns.sort_unstable();
    columns.dedup();
    let flip = rows.len() > columns.len();
    let (short, long) = if flip { (columns.as_slice(), rows) } else { (rows, columns.as_slice()) };
    let mut weights = Matrix::new(short.len(), long.len(), 0_i64);
    for (row, column, weight) in part {
        let (x, y) = if flip { (column, row) } else { (row, column) };
        if let (Ok(x), Ok(y)) = (short.binary_search(x), long.binary_search(y))
            && let Some(slot) = weights.get_mut((x, y))
        {
            // Whole numbers, so that the sum does not depend on the order of adding.
            *slot = (weight * 1e6).round() as i64;
        }
    }
    let (_, partners) = kuhn_munkres(&weights);
    let pairs = partners.iter().enumerate().filter(|(x, y)| weights.get((*x, **y)).is_some_and(|w| *w > 0));
    pairs
        .filter_map(|(x, y)| Some((*short.get(x)?, *long.get(*y)?)))
        .map(|(x, y)| if flip { (y, x) } else { (x, y) })
        .collect()
}

/// The best edge, then the best that is left, and so on; of equal ones the first.
pub(crate) fn greedy(edges: &[Edge]) -> Vec<(usize, usize)> {
    let mut order: Vec<&Edge> = edges.iter().filter(|edge| edge.2 > 0.0).collect();
    order.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let (mut rows, mut columns) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    let mut chosen = Vec::new();
    for (row, column, _) in order {
        if !rows.contains(row) && !columns.contains(column) {
            rows.insert(*row);
            columns.insert(*column);
            chosen.push((*row, *column));
        }
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_counts_not_the_best_pair() {
        let edges = [(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.8), (5, 5, 0.1), (6, 6, 0.0)];
        assert_eq!(assign(&edges), [(0, 1), (1, 0), (5, 5)]);
        assert_eq!(greedy(&edges), [(0, 0), (5, 5)]);
    }

    #[test]
    fn more_rows_than_columns() {
        assert_eq!(assign(&[(0, 3, 0.2), (1, 3, 0.5), (2, 3, 0.4)]), [(1, 3)]);
        assert!(assign(&[]).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn optimal_is_no_worse_than_greedy_and_pairs_are_unique(
            edges in proptest::collection::btree_map((0..7_usize, 0..7_usize), 1..1000_u32, 0..30)
        ) {
            let edges: Vec<Edge> = edges.into_iter().map(|((x, y), w)| (x, y, f64::from(w) / 1000.0)).collect();
            let sum = |pairs: &[(usize, usize)]| -> f64 {
                pairs.iter().filter_map(|p| edges.iter().find(|e| (e.0, e.1) == *p)).map(|e| e.2).sum()
            };
            let (best, plain) = (assign(&edges), greedy(&edges));
            proptest::prop_assert!(sum(&best) >= sum(&plain) - 1e-5);
            let rows: std::collections::BTreeSet<_> = best.iter().map(|p| p.0).collect();
            let columns: std::collections::BTreeSet<_> = best.iter().map(|p| p.1).collect();
            proptest::prop_assert!(rows.len() == best.len() && columns.len() == best.len());
        }
    }
}
