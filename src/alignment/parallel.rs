//! Translations: the best monotone sequence of beads (1-1, 1-2, 2-1 … and gaps), by dynamic programming in a band.

use super::band::Band;
use super::bead::{Bead, KINDS, price};
use super::evidence::Bitext;

/// A bead has at most so many sentences on a side.
const WIDEST: usize = 4;

/// The best sequence of beads through a band.
pub(crate) fn beads(bitext: &Bitext<'_>, band: &Band) -> Vec<Bead> {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    let mut table = Table::new(bitext, band, n, m);
    for row in 0..=n {
        table.fill(row);
    }
    table.trace(n, m)
}

/// The table as it is filled row by row: only the last rows' scores are kept, of all cells one byte.
struct Table<'t> {
    bitext: &'t Bitext<'t>,
    band: &'t Band,
    n: usize,
    m: usize,
    /// Per row, what each cell of the band was reached by: a place in [`KINDS`], or [`UNREACHED`].
    steps: Vec<Vec<u8>>,
    /// Best sums of the last rows, over all columns of their band.
    sums: Vec<Vec<f64>>,
    /// Backward evidence of the last rows: see [`Table::backward`].
    backward: Vec<Strip>,
    /// Strength of tie of every token of b to the block of a in hand.
    strength: Vec<f64>,
    /// Letters before each sentence of b, and weight before it.
    letters_b: Vec<f64>,
    letters_a: Vec<f64>,
    mass_b: Vec<f64>,
    mass_a: Vec<f64>,
}

const UNREACHED: u8 = u8::MAX;

/// For one sentence of a and each sentence end of b in a stretch: the evidence for the sentence given the last one,
/// two, three or four sentences of b.
#[derive(Clone, Debug, Default)]
struct Strip {
    start: usize,
    sums: Vec<[f64; WIDEST]>,
}

impl Strip {
    fn get(&self, column: usize, width: usize) -> f64 {
        let cell = column.checked_sub(self.start).and_then(|k| self.sums.get(k));
        cell.and_then(|sums| sums.get(width.wrapping_sub(1))).copied().unwrap_or(f64::NEG_INFINITY)
    }
}

impl<'t> Table<'t> {
    fn new(bitext: &'t Bitext<'t>, band: &'t Band, n: usize, m: usize) -> Self {
        let letters = |units: &[super::profile::Profile]| prefix(units.iter().map(|u| u.length));
        Table {
            bitext,
            band,
            n,
            m,
            steps: Vec::with_capacity(n + 1),
            sums: vec![Vec::new(); WIDEST + 1],
            backward: vec![Strip::default(); WIDEST],
            strength: vec![0.0; bitext.b.vocabulary.len()],
            letters_a: letters(&bitext.a.units),
            letters_b: letters(&bitext.b.units),
            mass_a: prefix(bitext.a.units.iter().map(|u| bitext.scale_a.mass(&u.tokens))),
            mass_b: prefix(bitext.b.units.iter().map(|u| bitext.scale_b.mass(&u.tokens))),
        }
    }

    fn fill(&mut self, row: usize) {
        let (low, high) = self.band.row(row);
        let forward = self.forward(row, low, high);
        if row > 0 {
            let strip = self.strip(row - 1);
            self.backward.rotate_right(1);
            if let Some(first) = self.backward.first_mut() {
                *first = strip;
            }
        }
        self.sums.rotate_right(1);
        let mut own = vec![f64::NEG_INFINITY; high - low + 1];
        let mut steps = vec![UNREACHED; high - low + 1];
        for column in low..=high {
            let mut best = if row == 0 && column == 0 { 0.0 } else { f64::NEG_INFINITY };
            let mut step = UNREACHED;
            for (kind, step_kind) in KINDS.iter().enumerate() {
                let (down, right, _) = step_kind;
                if *down > row || *right > column {
                    continue;
                }
                let before = match down {
                    0 => (column - right).checked_sub(low).and_then(|k| own.get(k)).copied(),
                    _ => self.before(row - down, column - right, *down),
                };
                let Some(before) = before.filter(|sum| *sum > f64::NEG_INFINITY) else { continue };
                let sum = before
                    + price(*step_kind, self.is_margin(row, column, *down, *right), self.bitext.gaps)
                    + self.evidence(row, column, *down, *right, &forward, low);
                if sum > best {
                    (best, step) = (sum, kind as u8);
                }
            }
            if let (Some(sum), Some(slot)) = (own.get_mut(column - low), steps.get_mut(column - low)) {
                (*sum, *slot) = (best, step);
            }
        }
        if let Some(first) = self.sums.first_mut() {
            *first = own;
        }
        self.steps.push(steps);
    }

    /// Whether a gap stands before the first or behind the last bead.
    fn is_margin(&self, row: usize, column: usize, down: usize, right: usize) -> bool {
        (right == 0 && (column == 0 || column == self.m)) || (down == 0 && (row == 0 || row == self.n))
    }

    /// The best sum of a cell `down` rows up.
    fn before(&self, row: usize, column: usize, down: usize) -> Option<f64> {
        let (low, high) = self.band.row(row);
        (low..=high)
            .contains(&column)
            .then(|| self.sums.get(down).and_then(|sums| sums.get(column - low)).copied())
            .flatten()
    }

    fn evidence(
        &self,
        row: usize,
        column: usize,
        down: usize,
        right: usize,
        forward: &[Vec<f64>],
        low: usize,
    ) -> f64 {
        if down == 0 || right == 0 {
            return 0.0;
        }
        let base = low.saturating_sub(WIDEST);
        let to_b = forward
            .get(down - 1)
            .and_then(|sums| Some(sums.get(column - base)? - sums.get(column - right - base)?));
        let to_a: f64 = self.backward.iter().take(down).map(|strip| strip.get(column, right)).sum();
        let letters = |sums: &[f64], end: usize, width: usize| {
            sums.get(end).copied().unwrap_or_default() - sums.get(end - width).copied().unwrap_or_default()
        };
        let length = self
            .bitext
            .length
            .evidence(letters(&self.letters_a, row, down), letters(&self.letters_b, column, right));
        0.5 * (to_b.unwrap_or(f64::NEG_INFINITY) + to_a) + length
    }

    /// For the blocks of a that end at `row`, of one to four sentences: running sums over the sentences of b of the
    /// evidence for each, given the block. The first sum belongs to boundary `low − 4`.
    fn forward(&mut self, row: usize, low: usize, high: usize) -> Vec<Vec<f64>> {
        let base = low.saturating_sub(WIDEST);
        let mut all = Vec::with_capacity(WIDEST);
        let mut touched: Vec<usize> = Vec::new();
        for width in 1..=WIDEST.min(row) {
            for token in self.bitext.tokens_a(row - width) {
                for (e, tie) in self.bitext.bridge.forward.get(*token).into_iter().flatten() {
                    if let Some(known) = self.strength.get_mut(*e) {
                        *known = known.max(*tie);
                        touched.push(*e);
                    }
                }
            }
            let mass = difference(&self.mass_a, row - width, row);
            let mut sum = 0.0;
            let mut sums = vec![0.0];
            for unit in base..high {
                let gain = |token: &usize| {
                    self.bitext.scale_b.gain(
                        *token,
                        self.strength.get(*token).copied().unwrap_or_default(),
                        mass,
                    )
                };
                sum += self.bitext.tokens_b(unit).iter().map(gain).sum::<f64>();
                sums.push(sum);
            }
            all.push(sums);
        }
        for e in touched {
            if let Some(known) = self.strength.get_mut(e) {
                *known = 0.0;
            }
        }
        all
    }

    /// The backward evidence of one sentence of a, over all columns that a bead with it may end at.
    fn strip(&self, unit: usize) -> Strip {
        let (low, _) = self.band.row(unit + 1);
        let (_, high) = self.band.row((unit + WIDEST).min(self.n));
        let tokens = self.bitext.tokens_a(unit);
        let mut tied: Vec<(usize, usize, f64)> = Vec::new();
        for (k, token) in tokens.iter().enumerate() {
            tied.extend(
                self.bitext.bridge.forward.get(*token).into_iter().flatten().map(|(e, tie)| (*e, k, *tie)),
            );
        }
        tied.sort_by_key(|tie| (tie.0, tie.1));
        // For each sentence of b that matters, how strongly it is tied to each token.
        let first = low.saturating_sub(WIDEST);
        let rows: Vec<Vec<f64>> = (first..high.min(self.m))
            .map(|j| strengths(self.bitext.tokens_b(j), &tied, tokens.len()))
            .collect();
        let mut sums = Vec::with_capacity(high - low + 1);
        for column in low..=high {
            let mut cell = [f64::NEG_INFINITY; WIDEST];
            let mut strongest = vec![0.0_f64; tokens.len()];
            for (width, slot) in (1..=WIDEST.min(column)).zip(&mut cell) {
                for (known, own) in
                    strongest.iter_mut().zip(rows.get(column - width - first).into_iter().flatten())
                {
                    *known = known.max(*own);
                }
                let mass = difference(&self.mass_b, column - width, column);
                *slot = tokens
                    .iter()
                    .zip(&strongest)
                    .map(|(token, s)| self.bitext.scale_a.gain(*token, *s, mass))
                    .sum();
            }
            sums.push(cell);
        }
        Strip { start: low, sums }
    }

    fn trace(&self, n: usize, m: usize) -> Vec<Bead> {
        let (mut row, mut column) = (n, m);
        let mut beads = Vec::new();
        while row > 0 || column > 0 {
            let (low, _) = self.band.row(row);
            let step = column
                .checked_sub(low)
                .and_then(|k| self.steps.get(row)?.get(k))
                .copied()
                .unwrap_or(UNREACHED);
            // A cell that nothing reaches cannot be on the way back; a gap keeps the walk total all the same.
            let (down, right, _) = KINDS.get(usize::from(step)).copied().unwrap_or((
                usize::from(row > 0),
                usize::from(row == 0),
                0.0,
            ));
            beads.push(Bead { a: (row - down..row).collect(), b: (column - right..column).collect() });
            (row, column) = (row - down, column - right);
        }
        beads.reverse();
        beads
    }
}

/// How strongly a sentence of b is tied to each of some tokens of a. `tied` is sorted by token of b.
fn strengths(tokens_b: &[usize], tied: &[(usize, usize, f64)], count: usize) -> Vec<f64> {
    let mut strongest = vec![0.0_f64; count];
    for token in tokens_b {
        let from = tied.partition_point(|(e, ..)| e < token);
        for (_, k, tie) in tied.get(from..).into_iter().flatten().take_while(|(e, ..)| e == token) {
            if let Some(known) = strongest.get_mut(*k) {
                *known = known.max(*tie);
            }
        }
    }
    strongest
}

fn prefix(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(values.map(|value| {
            sum += value;
            sum
        }))
        .collect()
}

fn difference(sums: &[f64], from: usize, to: usize) -> f64 {
    sums.get(to).copied().unwrap_or_default() - sums.get(from).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::bead::GAPS;
    use super::super::bridge::Bridge;
    use super::super::evidence::LengthModel;
    use super::super::profile::{Kind, Profile, Side, Token};
    use super::*;
    use proptest::prelude::*;

    /// A text of sentences of numbered words.
    fn side(sentences: &[Vec<usize>]) -> Side {
        let vocabulary = (0..12).map(|k| Token { kind: Kind::Word, text: format!("w{k}").into() }).collect();
        let units = sentences.iter().map(|words| {
            let tokens: std::collections::BTreeSet<usize> = words.iter().copied().collect();
            Profile { length: 5.0 * tokens.len() as f64, tokens: tokens.into_iter().collect() }
        });
        let mut side = Side { primary: "en", units: units.collect(), vocabulary, ..Side::default() };
        side.frequency = vec![1; 12].into();
        side.weight = vec![1.0; 12].into();
        side
    }

    /// What a sequence of beads is worth, counted afresh.
    fn worth(bitext: &Bitext<'_>, beads: &[Bead]) -> f64 {
        let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
        let (mut row, mut column, mut sum) = (0, 0, 0.0);
        for bead in beads {
            let kind =
                KINDS.into_iter().find(|kind| (kind.0, kind.1) == (bead.a.len(), bead.b.len())).unwrap();
            (row, column) = (row + kind.0, column + kind.1);
            let margin =
                (kind.1 == 0 && (column == 0 || column == m)) || (kind.0 == 0 && (row == 0 || row == n));
            sum += price(kind, margin, bitext.gaps);
            if kind.0 > 0 && kind.1 > 0 {
                let (a, b) = bitext.lengths(&bead.a, &bead.b);
                sum += bitext.words(&bead.a, &bead.b) + bitext.length.evidence(a, b);
            }
        }
        assert_eq!((row, column), (n, m), "every sentence is in one bead");
        sum
    }

    fn text() -> impl Strategy<Value = Vec<Vec<usize>>> {
        proptest::collection::vec(proptest::collection::vec(0..12_usize, 1..5), 0..9)
    }

    proptest! {
        #[test]
        fn the_fast_way_finds_what_the_plain_way_finds(a in text(), b in text()) {
            let (a, b) = (side(&a), side(&b));
            let bridge = Bridge::new((0..12).map(|k| vec![(k, 1.0)]).collect(), 12);
            let bitext = Bitext::new(&a, &b, bridge, LengthModel::between(1.0, 1.0), GAPS);
            let band = Band::along(&[], a.units.len(), b.units.len());
            let (fast, plain) = (beads(&bitext, &band), super::super::plain::beads(&bitext));
            prop_assert!((worth(&bitext, &fast) - worth(&bitext, &plain)).abs() < 1e-9);
        }
    }
}
