//! Ties that a first alignment teaches: words that stand together in beads far more often than apart.

use super::bead::Bead;
use super::evidence::{Bitext, LengthModel};
use super::profile::Kind;

/// A text with fewer beads teaches too little.
const LEAST_BEADS: usize = 30;
/// Tokens that stand together in fewer beads than this may do so by chance.
const LEAST_TOGETHER: u32 = 2;
/// Least association (Dice 1945) of a tie. Set by hand, not tuned.
const LEAST_DICE: f64 = 0.4;

/// The ties learned from beads, as (token of a, token of b, strength); none from a short text.
///
/// As Varga et al. (2005, hunalign) do between their two passes.
pub(crate) fn ties(bitext: &Bitext<'_>, beads: &[Bead]) -> Vec<(usize, usize, f64)> {
    let good: Vec<&Bead> = beads
        .iter()
        .filter(|bead| {
            !bead.a.is_empty() && bead.a.len() + bead.b.len() <= 3 && bitext.words(&bead.a, &bead.b) > 0.0
        })
        .collect();
    if good.len() < LEAST_BEADS {
        return Vec::new();
    }
    let mut alone_a = vec![0_u32; bitext.a.vocabulary.len()];
    let mut alone_b = vec![0_u32; bitext.b.vocabulary.len()];
    let mut together: Vec<(usize, usize)> = Vec::new();
    for bead in &good {
        let own = distinct(bead.a.iter().map(|u| bitext.tokens_a(*u)), &bitext.a.vocabulary);
        let other = distinct(bead.b.iter().map(|u| bitext.tokens_b(*u)), &bitext.b.vocabulary);
        for (counts, tokens) in [(&mut alone_a, &own), (&mut alone_b, &other)] {
            for token in tokens {
                if let Some(count) = counts.get_mut(*token) {
                    *count += 1;
                }
            }
        }
        together.extend(own.iter().flat_map(|z| other.iter().map(move |e| (*z, *e))));
    }
    together.sort_unstable();
    let mut learned = Vec::new();
    for group in together.chunk_by(|x, y| x == y) {
        let (Some((z, e)), Ok(count)) = (group.first(), u32::try_from(group.len())) else { continue };
        let total =
            alone_a.get(*z).copied().unwrap_or_default() + alone_b.get(*e).copied().unwrap_or_default();
        let dice = 2.0 * f64::from(count) / f64::from(total.max(1));
        if count >= LEAST_TOGETHER && dice >= LEAST_DICE {
            learned.push((*z, *e, dice));
        }
    }
    learned
}

/// Words and names of a block, each once.
fn distinct<'t>(
    units: impl Iterator<Item = &'t [usize]>,
    vocabulary: &[super::profile::Token],
) -> Vec<usize> {
    let is_word =
        |t: &usize| vocabulary.get(*t).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Name));
    let mut tokens: Vec<usize> = units.flatten().copied().filter(is_word).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// The lengths' ratio and spread that beads of one sentence a side show; what was known where they are too few.
pub(crate) fn lengths(bitext: &Bitext<'_>, beads: &[Bead]) -> LengthModel {
    let known = bitext.length;
    let ratios: Vec<(f64, f64)> = beads
        .iter()
        .filter(|bead| bead.a.len() == 1 && bead.b.len() == 1)
        .map(|bead| bitext.lengths(&bead.a, &bead.b))
        .filter(|(a, b)| *a >= 8.0 && *b >= 8.0)
        .map(|(a, b)| ((b / a).ln(), a))
        .collect();
    if ratios.len() < LEAST_BEADS {
        return known;
    }
    let mut sorted: Vec<f64> = ratios.iter().map(|(ratio, _)| *ratio).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: usize| sorted.get(sorted.len() * share / 100).copied().unwrap_or(known.log_ratio);
    // Median and the half-width of the middle 68 %, which strays do not move.
    let sigma = (at(84) - at(16)) / 2.0;
    LengthModel { log_ratio: at(50), spread: (sigma * sigma * 0.8).clamp(0.03, 0.3), short: known.short }
}
