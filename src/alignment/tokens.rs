//! Gives equal tokens of a text one number.

use super::profile::{Kind, Token};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A token found in a stretch of text, with its place in the folded text where that matters.
pub(crate) struct Found {
    place: Option<Range<usize>>,
    token: Number,
}

/// The number of a token, or as long as it has none, what it is.
enum Number {
    Known(usize),
    New(Token, Weights),
}

/// How much a token tells beside its rarity in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    /// The weight of a concept.
    pub factor: f64,
    /// From its rarity in the genre.
    pub rarity: f64,
}

/// The tokens of a text with their numbers.
#[derive(Default)]
pub(crate) struct Interner {
    /// For each kind the numbers of its tokens.
    numbers: [BTreeMap<Arc<str>, usize>; 4],
    pub tokens: Vec<Token>,
    pub weights: Vec<Weights>,
}

impl Interner {
    /// A token at a place; `weights` is asked when the text has none like it yet.
    pub fn find(
        &self,
        kind: Kind,
        text: &str,
        place: Option<Range<usize>>,
        weights: impl FnOnce() -> Weights,
    ) -> Found {
        let known = self.numbers.get(kind as usize).and_then(|numbers| numbers.get(text));
        let token = match known {
            Some(number) => Number::Known(*number),
            None => Number::New(Token { kind, text: text.into() }, weights()),
        };
        Found { place, token }
    }

    /// Numbers what was found: what is new in the order of kind and text.
    pub fn settle(&mut self, found: Vec<Found>) -> Vec<(Option<Range<usize>>, usize)> {
        let mut settled = Vec::with_capacity(found.len());
        let mut new: Vec<(Token, Weights, Option<Range<usize>>)> = Vec::new();
        for Found { place, token } in found {
            match token {
                Number::Known(number) => settled.push((place, number)),
                Number::New(token, weights) => new.push((token, weights, place)),
            }
        }
        new.sort_unstable_by(|x, y| x.0.cmp(&y.0));
        for (token, weights, place) in new {
            if self.tokens.last() != Some(&token) {
                if let Some(numbers) = self.numbers.get_mut(token.kind as usize) {
                    numbers.insert(token.text.clone(), self.tokens.len());
                }
                self.tokens.push(token);
                self.weights.push(weights);
            }
            settled.push((place, self.tokens.len() - 1));
        }
        settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_tokens_have_one_number_and_new_ones_come_by_kind_and_text() {
        let mut interner = Interner::default();
        let mut read = |tokens: &[(Kind, &str)]| -> Vec<usize> {
            let weights = || Weights { factor: 1.0, rarity: 1.0 };
            let found = tokens.iter().map(|(kind, text)| interner.find(*kind, text, None, weights));
            let found = found.collect();
            let mut numbers: Vec<usize> = interner.settle(found).into_iter().map(|(_, n)| n).collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(read(&[(Kind::Name, "a"), (Kind::Word, "b"), (Kind::Word, "a")]), [0, 1, 2]);
        assert_eq!(read(&[(Kind::Word, "c"), (Kind::Word, "b"), (Kind::Word, "c")]), [1, 3, 3]);
        let texts: Vec<&str> = interner.tokens.iter().map(|token| &*token.text).collect();
        assert_eq!(texts, ["a", "b", "a", "c"]);
    }
}
