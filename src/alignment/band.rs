//! Which cells of the table of a monotone alignment are looked at: a band along the anchors.

use super::anchors::Anchor;

/// For each row, the columns that are looked at, both ends included. Rows and columns are boundaries between
/// sentences, so that a text of n has n + 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    rows: Vec<(usize, usize)>,
}

/// A table of at most so many cells is looked at whole.
const WHOLE: usize = 60_000;
/// Never more cells than this, so that memory does not grow with the product of the lengths.
const LIMIT: usize = 4_000_000;
/// A band reaches to the second anchor before and behind, so that no single anchor decides, and this much further.
const REACH: usize = 2;
const SLACK: usize = 6;

impl Band {
    /// The band along a chain of anchors between texts of `n` and `m` sentences.
    pub fn along(chain: &[Anchor], n: usize, m: usize) -> Band {
        if (n + 1).saturating_mul(m + 1) <= WHOLE {
            return Band { rows: vec![(0, m); n + 1] };
        }
        let widest = (LIMIT / (n + 1)).max(2 * SLACK);
        let mut rows = Vec::with_capacity(n + 1);
        for row in 0..=n {
            // Anchors of sentences that end before this boundary, and that begin behind it.
            let behind = chain.partition_point(|anchor| anchor.a < row);
            let low = behind.checked_sub(REACH).and_then(|k| chain.get(k)).map_or(0, |anchor| anchor.b);
            let high = chain.get(behind + REACH - 1).map_or(m, |anchor| anchor.b + 1);
            let (mut low, mut high) = (low.saturating_sub(SLACK), (high + SLACK).min(m));
            if high - low > widest {
                let centre =
                    between(behind.checked_sub(1).and_then(|k| chain.get(k)), chain.get(behind), row, n, m);
                low = low.max(centre.saturating_sub(widest / 2));
                high = high.min(centre + widest / 2);
            }
            rows.push((low, high.max(low)));
        }
        Band { rows: connected(rows, m) }
    }

    /// The columns of a row; an empty range for a row that does not exist.
    pub fn row(&self, row: usize) -> (usize, usize) {
        self.rows.get(row).copied().unwrap_or((1, 0))
    }
}

/// The column on the straight line between two anchors (or corners) at a row.
fn between(before: Option<&Anchor>, after: Option<&Anchor>, row: usize, n: usize, m: usize) -> usize {
    let (a0, b0) = before.map_or((0, 0), |anchor| (anchor.a + 1, anchor.b + 1));
    let (a1, b1) = after.map_or((n, m), |anchor| (anchor.a, anchor.b));
    let share = row.saturating_sub(a0) as f64 / (a1.saturating_sub(a0)).max(1) as f64;
    b0 + (share * b1.saturating_sub(b0) as f64).round() as usize
}

/// Makes both ends rise from corner to corner and each row meet the next.
fn connected(mut rows: Vec<(usize, usize)>, m: usize) -> Vec<(usize, usize)> {
    if let Some(first) = rows.first_mut() {
        first.0 = 0;
    }
    if let Some(last) = rows.last_mut() {
        last.1 = m;
    }
    let mut reached = 0;
    for (_, high) in &mut rows {
        reached = reached.max(*high);
        *high = reached;
    }
    let mut reached = m;
    for (low, _) in rows.iter_mut().rev() {
        reached = reached.min(*low);
        *low = reached;
    }
    for k in 1..rows.len() {
        if let [.., before, own] = &mut rows[..=k] {
            own.0 = own.0.min(before.1);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagonal(n: usize) -> Vec<Anchor> {
        (0..n).map(|k| Anchor { a: k, b: k, score: 1.0 }).collect()
    }

    fn cells(band: &Band, n: usize) -> usize {
        (0..=n).map(|row| band.row(row)).map(|(low, high)| high - low + 1).sum()
    }

    #[test]
    fn small_tables_are_looked_at_whole() {
        assert_eq!(Band::along(&diagonal(3), 20, 30).row(7), (0, 30));
    }

    #[test]
    fn good_anchors_make_a_narrow_band() {
        let band = Band::along(&diagonal(5000), 5000, 5000);
        assert!(cells(&band, 5000) < 5001 * 20);
        assert_eq!((band.row(0).0, band.row(5000).1), (0, 5000));
    }

    #[test]
    fn memory_does_not_grow_with_the_product() {
        let band = Band::along(&[], 20_000, 20_000);
        assert!(cells(&band, 20_000) < 2 * LIMIT);
        let stray = [Anchor { a: 5, b: 19_000, score: 1.0 }];
        for band in [band, Band::along(&stray, 20_000, 20_000)] {
            for row in 1..=20_000 {
                let (before, own) = (band.row(row - 1), band.row(row));
                assert!(
                    before.0 <= own.0 && before.1 <= own.1 && own.0 <= before.1,
                    "row {row}: {before:?} {own:?}"
                );
            }
        }
    }
}
