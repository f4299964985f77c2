//! What a sentence is made of, for comparison: words, concepts, numbers and names, interned.

use crate::text::fold::is_cjk;
use std::collections::BTreeSet;

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
    pub text: String,
}

/// One sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Its tokens, each once, as sorted indexes into the vocabulary.
    pub tokens: Vec<usize>,
    /// Its length in letters and digits.
    pub length: f64,
}

/// One text, ready for comparison with others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    /// The language's primary subtag.
    pub primary: &'static str,
    /// Its sentences.
    pub units: Vec<Profile>,
    /// Its claims.
    pub claims: Vec<Profile>,
    /// For each unit, the tokens of its topics' terms, and its names.
    pub topical: Vec<BTreeSet<usize>>,
    /// Its tokens.
    pub vocabulary: Vec<Token>,
    /// In how many sentences each token stands.
    pub frequency: Vec<usize>,
    /// How much each token says, from 0 to 1: the rarer in the text the more.
    pub weight: Vec<f64>,
    /// The same, the rarer in the genre the more as well.
    pub telling: Vec<f64>,
}

impl Side {
    /// A text of these sentences and claims; `factor` weighs tokens beside their rarity.
    pub fn new(
        primary: &'static str,
        units: Vec<Profile>,
        claims: Vec<Profile>,
        vocabulary: Vec<Token>,
        factor: impl Fn(&Token) -> f64,
    ) -> Side {
        let mut frequency = vec![0_usize; vocabulary.len()];
        for token in units.iter().flat_map(|unit| &unit.tokens) {
            if let Some(count) = frequency.get_mut(*token) {
                *count += 1;
            }
        }
        let n = units.len().max(1) as f64;
        let rarity = |f: &usize| (1.0 + n / (*f).max(1) as f64).ln() / (1.0 + n).ln();
        let weight = frequency.iter().zip(&vocabulary).map(|(f, token)| rarity(f) * factor(token)).collect();
        Side {
            primary,
            units,
            claims,
            topical: Vec::new(),
            vocabulary,
            frequency,
            weight,
            telling: Vec::new(),
        }
    }
}

/// Han characters, without kana.
pub(crate) fn is_han(c: char) -> bool {
    is_cjk(c) && !matches!(c, '\u{3040}'..='\u{30FF}')
}
