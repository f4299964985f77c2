//! What a sentence is made of, for comparison: words, concepts, numbers and names, interned.

use super::tokens::Weights;
use crate::text::fold::is_cjk;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A content word: an English stem, a Chinese or Japanese word in simplified characters.
    Word,
    /// A concept of the glossary, by id.
    Concept,
    /// A number.
    Number,
    /// A person or side.
    Name,
}

/// A token as it stands in a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Token {
    pub kind: Kind,
    pub text: Arc<str>,
}

/// One sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Its tokens, each once, as sorted indexes into the vocabulary.
    pub tokens: Vec<usize>,
    /// Its length in letters and digits.
    pub length: f64,
}

/// One text, ready for comparison with others. What views of it have in common is shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// The language's primary subtag.
    pub primary: &'static str,
    /// Its sentences.
    pub units: Arc<[Profile]>,
    /// The tokens of its claims, as those of a sentence.
    pub claims: Arc<[Vec<usize>]>,
    /// For each unit, the tokens of its topics' terms, and its names.
    pub topical: Arc<[BTreeSet<usize>]>,
    /// Its tokens.
    pub vocabulary: Arc<[Token]>,
    /// In how many sentences each token stands.
    pub frequency: Arc<[usize]>,
    /// How much each token says, from 0 to 1: the rarer in the text the more.
    pub weight: Arc<[f64]>,
    /// The same, the rarer in the genre the more as well.
    pub telling: Arc<[f64]>,
}

impl Side {
    /// A text of these sentences and claims; `weights` weigh tokens beside their rarity.
    pub fn new(
        primary: &'static str,
        units: Vec<Profile>,
        claims: Vec<Vec<usize>>,
        topical: Vec<BTreeSet<usize>>,
        vocabulary: Vec<Token>,
        weights: &[Weights],
    ) -> Side {
        let mut frequency = vec![0_usize; vocabulary.len()];
        for token in units.iter().flat_map(|unit| &unit.tokens) {
            if let Some(count) = frequency.get_mut(*token) {
                *count += 1;
            }
        }
        let n = units.len().max(1) as f64;
        let rarity = |f: &usize| (1.0 + n / (*f).max(1) as f64).ln() / (1.0 + n).ln();
        let weight: Arc<[f64]> =
            frequency.iter().zip(weights).map(|(f, weights)| rarity(f) * weights.factor).collect();
        let telling = weight.iter().zip(weights).map(|(weight, weights)| weight * weights.rarity).collect();
        Side {
            primary,
            units: units.into(),
            claims: claims.into(),
            topical: topical.into(),
            vocabulary: vocabulary.into(),
            frequency: frequency.into(),
            weight,
            telling,
        }
    }
}

/// Han characters, without kana.
pub(crate) fn is_han(c: char) -> bool {
    is_cjk(c) && !matches!(c, '\u{3040}'..='\u{30FF}')
}
