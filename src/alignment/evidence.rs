//! How much more likely two sentences are as translations of each other than by chance, in nats.
//!
//! The model is that of Moore (2002), "Fast and accurate sentence alignment of bilingual corpora": IBM model 1 for the
//! words, with dictionary ties in place of trained probabilities, summed over both directions.

use super::bead::Gaps;
use super::bridge::{Bridge, Tie};
use super::profile::{Kind, Side};
use std::sync::Arc;

/// Share of a translation that is not in its original's words. This and the next numbers are set by hand, not tuned, save
/// `LONG`.
const FREE: f64 = 0.3;
/// Chance that a token that can be translated by a tie is so translated.
const TIED: f64 = 0.5;
/// Tokens of the language at large beside those of the text: keeps chance low in short texts.
const BACKGROUND: f64 = 2000.0;
/// A sentence spreads its chance over at least so much weight, however short it is.
const LEAST_MASS: f64 = 3.0;
/// What a token without any tie into a long text of another language counts: the dictionary, not the translator, may
/// lack it. In a short text, or one of the same language, that it has no tie does say something.
const UNTIED: f64 = 0.35;
/// The sentences at which half of that is so.
const LONG: f64 = 3.0;
/// A concept repeats what its words have said.
const CONCEPT: f64 = 0.6;

/// What the tokens of one text say in a comparison with another.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    /// How much each token counts.
    pub weight: Vec<f64>,
    /// The chance of each token in any sentence of this text.
    pub chance: Vec<f64>,
}

impl Scale {
    /// The scale of a text whose tokens have these ties.
    pub fn of(side: &Side, ties: &[Vec<Tie>], other: &Side) -> Scale {
        let sentences = other.units.len() as f64;
        let doubt = if side.primary == other.primary { 0.0 } else { sentences / (sentences + LONG) };
        let untied = 1.0 - (1.0 - UNTIED) * doubt;
        let total: f64 = side.frequency.iter().map(|f| *f as f64).sum::<f64>() + BACKGROUND;
        let chance = side.frequency.iter().map(|f| (*f as f64 + 0.5) / total).collect();
        let weight =
            side.weight.iter().zip(side.vocabulary.iter()).zip(ties).map(|((weight, token), ties)| {
                let kind = if token.kind == Kind::Concept { CONCEPT } else { 1.0 };
                weight * kind * if ties.is_empty() { untied } else { 1.0 }
            });
        Scale { weight: weight.collect(), chance }
    }

    /// The weight of a sentence.
    pub fn mass(&self, tokens: &[usize]) -> f64 {
        tokens.iter().filter_map(|t| self.weight.get(*t)).sum::<f64>()
    }

    /// What it says for the pair that a token is tied with this strength to a block of this mass.
    pub fn gain(&self, token: usize, strength: f64, mass: f64) -> f64 {
        let (Some(weight), Some(chance)) = (self.weight.get(token), self.chance.get(token)) else {
            return 0.0;
        };
        let ratio = FREE + (1.0 - FREE) * TIED * strength / (mass.max(LEAST_MASS) * chance);
        weight * ratio.ln()
    }
}

/// Two texts, ready to be compared. A copy shares what is large.
#[derive(Clone, Debug)]
pub(crate) struct Bitext<'s> {
    pub a: &'s Side,
    pub b: &'s Side,
    pub bridge: Arc<Bridge>,
    pub scale_a: Arc<Scale>,
    pub scale_b: Arc<Scale>,
    pub length: LengthModel,
    pub gaps: Gaps,
}

impl<'s> Bitext<'s> {
    /// Two texts under the ties between them.
    pub fn new(a: &'s Side, b: &'s Side, bridge: Bridge, length: LengthModel, gaps: Gaps) -> Self {
        let (scale_a, scale_b) = (Scale::of(a, &bridge.forward, b), Scale::of(b, &bridge.backward, a));
        let (bridge, scale_a, scale_b) = (Arc::new(bridge), Arc::new(scale_a), Arc::new(scale_b));
        Bitext { a, b, bridge, scale_a, scale_b, length, gaps }
    }

    /// The tokens of a sentence of a.
    pub fn tokens_a(&self, unit: usize) -> &[usize] {
        self.a.units.get(unit).map_or(&[], |u| &u.tokens)
    }

    /// The tokens of a sentence of b.
    pub fn tokens_b(&self, unit: usize) -> &[usize] {
        self.b.units.get(unit).map_or(&[], |u| &u.tokens)
    }

    /// The evidence of the words alone that two blocks say the same.
    pub fn words(&self, units_a: &[usize], units_b: &[usize]) -> f64 {
        let forward = one_way(
            units_a.iter().map(|u| self.tokens_a(*u)),
            units_b.iter().map(|u| self.tokens_b(*u)),
            &self.bridge.forward,
            &self.scale_a,
            &self.scale_b,
        );
        let backward = one_way(
            units_b.iter().map(|u| self.tokens_b(*u)),
            units_a.iter().map(|u| self.tokens_a(*u)),
            &self.bridge.backward,
            &self.scale_b,
            &self.scale_a,
        );
        0.5 * (forward + backward)
    }

    /// The lengths of a block on both sides.
    pub fn lengths(&self, units_a: &[usize], units_b: &[usize]) -> (f64, f64) {
        let sum = |side: &Side, units: &[usize]| {
            units.iter().filter_map(|u| side.units.get(*u)).map(|u| u.length).sum()
        };
        (sum(self.a, units_a), sum(self.b, units_b))
    }
}

/// The evidence for the tokens of the blocks `to`, given those of the blocks `from`.
fn one_way<'t>(
    from: impl Iterator<Item = &'t [usize]>,
    to: impl Iterator<Item = &'t [usize]>,
    ties: &[Vec<Tie>],
    own: &Scale,
    other: &Scale,
) -> f64 {
    let mut strength: std::collections::BTreeMap<usize, f64> = std::collections::BTreeMap::new();
    let mut mass = 0.0;
    for token in from.flatten() {
        mass += own.weight.get(*token).copied().unwrap_or_default();
        for (e, s) in ties.get(*token).into_iter().flatten() {
            let known = strength.entry(*e).or_default();
            *known = known.max(*s);
        }
    }
    to.flatten().map(|token| other.gain(*token, strength.get(token).copied().unwrap_or_default(), mass)).sum()
}

/// How the length of a sentence predicts that of its translation: the logarithm of their ratio is about normal.
///
/// After Gale and Church (1993), with the spread growing for short sentences.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LengthModel {
    /// Logarithm of letters of b for each letter of a.
    pub log_ratio: f64,
    /// Variance of long sentences.
    pub spread: f64,
    /// Variance times letters of the shorter-written side, for short ones.
    pub short: f64,
}

impl LengthModel {
    /// What to expect of two languages in which so many letters say the same.
    pub fn between(a: f64, b: f64) -> LengthModel {
        LengthModel { log_ratio: (b / a).ln(), spread: 0.08, short: 2.0 }
    }

    /// Lengths that tell nothing.
    pub fn flat(self) -> LengthModel {
        LengthModel { spread: f64::INFINITY, ..self }
    }

    /// The evidence of two lengths: about 0.7 when they fit, down to −5 when they do not.
    pub fn evidence(&self, a: f64, b: f64) -> f64 {
        if a < 1.0 || b < 1.0 {
            return 0.0;
        }
        let deviation = (b / a).ln() - self.log_ratio;
        let shorter = a.min(b / self.log_ratio.exp().max(1e-6)).max(1.0);
        let variance = self.spread + self.short / shorter;
        0.7 - (deviation * deviation / (2.0 * variance)).min(5.7)
    }
}
