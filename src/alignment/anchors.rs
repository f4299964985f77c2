//! Pairs of sentences that prefer each other, found without comparing all with all, and the longest chain among them.

use super::evidence::Bitext;

/// A pair of sentences that are each other's best partners.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Anchor {
    /// The sentence of a.
    pub a: usize,
    /// The sentence of b.
    pub b: usize,
    /// How much of both is shared, from 0 to about 1.
    pub score: f64,
}

/// A token of more than this many sentences (and one in twenty) does not find partners.
const COMMON: usize = 40;

/// All pairs of sentences that are each other's best partners by shared weight, sorted by a.
pub(crate) fn mutual(bitext: &Bitext<'_>) -> Vec<Anchor> {
    let mut best_a: Vec<Best> = vec![Best::default(); bitext.a.units.len()];
    let mut best_b: Vec<Best> = vec![Best::default(); bitext.b.units.len()];
    let mut sharing = Sharing::of(bitext);
    for (i, own) in best_a.iter_mut().enumerate() {
        for (j, score) in sharing.with(i) {
            own.offer(j, score);
            if let Some(best) = best_b.get_mut(j) {
                best.offer(i, score);
            }
        }
    }
    best_a
        .iter()
        .enumerate()
        .filter_map(|(i, best)| {
            let b = best.partner?;
            let back = best_b.get(b)?;
            (back.partner == Some(i)).then_some(Anchor { a: i, b, score: best.score })
        })
        .collect()
}

/// For each sentence of a the sentences of b, at most `few`, with which it shares most.
pub(crate) fn closest(bitext: &Bitext<'_>, few: usize) -> Vec<(usize, usize)> {
    let mut sharing = Sharing::of(bitext);
    let mut pairs = Vec::new();
    for i in 0..bitext.a.units.len() {
        let mut scores = sharing.with(i);
        scores.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        pairs.extend(scores.into_iter().take(few).map(|(j, _)| (i, j)));
    }
    pairs
}

/// Finds what sentences share without comparing all with all: by the sentences in which each token stands.
struct Sharing<'t> {
    bitext: &'t Bitext<'t>,
    /// For each token of b, its sentences; none for a common one.
    postings: Vec<Vec<usize>>,
    norm_b: Vec<f64>,
    /// What each sentence of b shares with the one in hand.
    sums: Vec<f64>,
}

impl<'t> Sharing<'t> {
    fn of(bitext: &'t Bitext<'t>) -> Self {
        let m = bitext.b.units.len();
        let mut postings: Vec<Vec<usize>> = vec![Vec::new(); bitext.b.vocabulary.len()];
        for (j, unit) in bitext.b.units.iter().enumerate() {
            for token in &unit.tokens {
                if let Some(list) = postings.get_mut(*token) {
                    list.push(j);
                }
            }
        }
        for list in postings.iter_mut().filter(|list| list.len() > COMMON.max(m / 20)) {
            list.clear();
        }
        let norm_b = (0..m).map(|j| bitext.scale_b.mass(bitext.tokens_b(j)).max(1.0)).collect();
        Sharing { bitext, postings, norm_b, sums: vec![0.0; m] }
    }

    /// The sentences of b that share something with sentence `i` of a, rising, and the share of both that it is.
    fn with(&mut self, i: usize) -> Vec<(usize, f64)> {
        let bitext = self.bitext;
        let norm_a = bitext.scale_a.mass(bitext.tokens_a(i)).max(1.0);
        let mut touched: Vec<usize> = Vec::new();
        for token in bitext.tokens_a(i) {
            let own = bitext.scale_a.weight.get(*token).copied().unwrap_or_default();
            for (e, strength) in bitext.bridge.forward.get(*token).into_iter().flatten() {
                let other = bitext.scale_b.weight.get(*e).copied().unwrap_or_default();
                for j in self.postings.get(*e).into_iter().flatten() {
                    if let Some(sum) = self.sums.get_mut(*j) {
                        if *sum == 0.0 {
                            touched.push(*j);
                        }
                        *sum += strength * (own * other).sqrt();
                    }
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let mut scores = Vec::with_capacity(touched.len());
        for j in touched {
            if let (Some(sum), Some(norm)) = (self.sums.get_mut(j), self.norm_b.get(j)) {
                scores.push((j, std::mem::take(sum) / (norm_a * norm).sqrt()));
            }
        }
        scores
    }
}

/// The best partner so far; of equal ones the first.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    partner: Option<usize>,
    score: f64,
}

impl Best {
    fn offer(&mut self, partner: usize, score: f64) {
        if score > self.score {
            (self.partner, self.score) = (Some(partner), score);
        }
    }
}

/// The chain of anchors that rise on both sides with the greatest sum of scores.
///
/// The longest increasing subsequence, weighted, by a tree of prefix maxima (Fenwick 1994): n log n.
pub(crate) fn chain(anchors: &[Anchor]) -> Vec<Anchor> {
    let size = anchors.iter().map(|anchor| anchor.b + 1).max().unwrap_or(0);
    // tree[k]: the best sum of a chain that ends in its stretch of b, and the anchor it ends with.
    let mut tree: Vec<(f64, Option<usize>)> = vec![(0.0, None); size + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(anchors.len());
    let mut last: (f64, Option<usize>) = (0.0, None);
    for (k, anchor) in anchors.iter().enumerate() {
        let mut best = (0.0, None);
        let mut at = anchor.b;
        while at > 0 {
            if let Some(known) = tree.get(at).filter(|known| known.0 > best.0) {
                best = *known;
            }
            at &= at - 1;
        }
        before.push(best.1);
        let sum = (best.0 + anchor.score, Some(k));
        if sum.0 > last.0 {
            last = sum;
        }
        let mut at = anchor.b + 1;
        while let Some(known) = tree.get_mut(at) {
            if sum.0 > known.0 {
                *known = sum;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chained = Vec::new();
    let mut next = last.1;
    while let Some(k) = next {
        chained.extend(anchors.get(k).copied());
        next = before.get(k).copied().flatten();
    }
    chained.reverse();
    chained
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(a: usize, b: usize, score: f64) -> Anchor {
        Anchor { a, b, score }
    }

    #[test]
    fn the_chain_rises_and_leaves_strays_out() {
        let all =
            [anchor(0, 0, 0.5), anchor(1, 9, 0.6), anchor(2, 1, 0.5), anchor(3, 2, 0.5), anchor(4, 0, 0.1)];
        let chained: Vec<usize> = chain(&all).iter().map(|anchor| anchor.b).collect();
        assert_eq!(chained, [0, 1, 2]);
        assert!(chain(&[]).is_empty());
    }

    #[test]
    fn one_good_anchor_beats_two_bad_ones() {
        let all = [anchor(0, 5, 0.9), anchor(1, 1, 0.2), anchor(2, 2, 0.2)];
        assert_eq!(chain(&all), [anchor(0, 5, 0.9)]);
    }
}
