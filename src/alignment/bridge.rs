//! Which tokens of two texts can mean the same: by the dictionary, the glossary, or because they are the same.

use super::profile::{Kind, Side, Token, is_han};
use crate::lexicon::alignment::AlignmentWords;
use crate::lexicon::meanings::{meanings, stem_number};
use crate::text::gloss;
use std::collections::BTreeMap;

/// A token on the other side, and how surely it means the same, from 0 to 1.
pub(crate) type Tie = (usize, f64);

/// The ties between the vocabularies of two texts, both ways, each list sorted by token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bridge {
    /// For each token of a, tokens of b.
    pub forward: Vec<Vec<Tie>>,
    /// For each token of b, tokens of a.
    pub backward: Vec<Vec<Tie>>,
}

/// A single character has many meanings, most of them wrong. This and the next numbers are set by hand; `KIN` may as well
/// be 0.8.
const SINGLE: f64 = 0.7;
/// A meaning put together from the parts of a word that the dictionary lacks.
const PARTS: f64 = 0.6;
/// Words of Chinese and Japanese that share half of their characters (通话, 电话) are ties this strong at most.
const SHARED: f64 = 0.7;
/// Concepts that can stand for each other.
const KIN: f64 = 0.6;

impl Bridge {
    /// The ties between two texts.
    pub fn between(a: &Side, b: &Side, words: &AlignmentWords) -> Bridge {
        let (told, kin) = (Bridge::told(a, b), kin(a, b, words));
        if kin.is_empty() { told } else { told.with(&kin) }
    }

    fn told(a: &Side, b: &Side) -> Bridge {
        match (a.primary == "en", b.primary == "en") {
            (false, true) => Bridge::new(dictionary(a, b), b.vocabulary.len()),
            (true, false) => {
                let back = Bridge::new(dictionary(b, a), a.vocabulary.len());
                Bridge { forward: back.backward, backward: back.forward }
            }
            (true, true) => Bridge::new(identity(a, b), b.vocabulary.len()),
            (false, false) => Bridge::new(characters(a, b), b.vocabulary.len()),
        }
    }

    /// From the ties of one direction, those of both.
    pub fn new(mut forward: Vec<Vec<Tie>>, size_b: usize) -> Bridge {
        let mut backward = vec![Vec::new(); size_b];
        for (z, ties) in forward.iter_mut().enumerate() {
            ties.sort_by_key(|(e, _)| *e);
            for (e, strength) in ties.iter() {
                if let Some(list) = backward.get_mut(*e) {
                    list.push((z, *strength));
                }
            }
        }
        Bridge { forward, backward }
    }

    /// The same with further ties; where both know one, the stronger holds.
    pub fn with(mut self, further: &[(usize, usize, f64)]) -> Bridge {
        for (z, e, strength) in further {
            let Some(ties) = self.forward.get_mut(*z) else { continue };
            match ties.binary_search_by_key(e, |(e, _)| *e) {
                Ok(at) => {
                    if let Some((_, known)) = ties.get_mut(at) {
                        *known = known.max(*strength);
                    }
                }
                Err(at) => ties.insert(at, (*e, *strength)),
            }
        }
        Bridge::new(self.forward, self.backward.len())
    }
}

/// Ties between concepts that can stand for each other.
fn kin(a: &Side, b: &Side, words: &AlignmentWords) -> Vec<(usize, usize, f64)> {
    fn places(side: &Side) -> BTreeMap<&str, usize> {
        let concepts = side.vocabulary.iter().zip(0..).filter(|(token, _)| token.kind == Kind::Concept);
        concepts.map(|(token, at)| (&*token.text, at)).collect()
    }
    let (of_a, of_b) = (places(a), places(b));
    let mut ties = Vec::new();
    for group in &words.kin {
        for own in group.iter().filter_map(|id| of_a.get(id)) {
            ties.extend(group.iter().filter_map(|id| of_b.get(id)).map(|other| (*own, *other, KIN)));
        }
    }
    ties
}

/// Equal tokens.
fn identity(a: &Side, b: &Side) -> Vec<Vec<Tie>> {
    fn sorted(side: &Side) -> Vec<(&Token, usize)> {
        let mut tokens: Vec<(&Token, usize)> = side.vocabulary.iter().zip(0..).collect();
        tokens.sort_unstable();
        tokens
    }
    let (of_a, of_b) = (sorted(a), sorted(b));
    let mut ties = vec![Vec::new(); of_a.len()];
    let mut rest = of_b.iter().peekable();
    for (token, z) in &of_a {
        while rest.next_if(|(other, _)| other < token).is_some() {}
        let equal = rest.peek().filter(|(other, _)| other == token);
        if let Some(list) = ties.get_mut(*z) {
            list.extend(equal.map(|(_, e)| (*e, 1.0)));
        }
    }
    ties
}

/// Equal tokens, and words that share characters.
fn characters(a: &Side, b: &Side) -> Vec<Vec<Tie>> {
    let mut holding: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (e, token) in b.vocabulary.iter().enumerate().filter(|(_, t)| t.kind == Kind::Word) {
        for c in token.text.chars().filter(|c| is_han(*c)) {
            holding.entry(c).or_default().push(e);
        }
    }
    let equal = identity(a, b);
    let sharing = a.vocabulary.iter().zip(equal).map(|(token, equal)| {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        if token.kind == Kind::Word && equal.is_empty() {
            for e in token.text.chars().filter_map(|c| holding.get(&c)).flatten() {
                *shared.entry(*e).or_default() += 1.0;
            }
        }
        let own = token.text.chars().count() as f64;
        let ties = shared.into_iter().filter_map(|(e, common)| {
            let other = b.vocabulary.get(e)?.text.chars().count() as f64;
            let dice = (2.0 * common / (own + other)).min(1.0);
            (dice >= 0.5).then_some((e, SHARED * dice))
        });
        equal.into_iter().chain(ties).collect()
    });
    sharing.collect()
}

/// Chinese (or Japanese) to English: equal concepts, numbers, names and Latin words; words by all their senses.
fn dictionary(zh: &Side, en: &Side) -> Vec<Vec<Tie>> {
    let words = en.vocabulary.iter().zip(0..).filter(|(token, _)| token.kind == Kind::Word);
    let mut index: Vec<(usize, usize)> =
        words.filter_map(|(token, e)| Some((stem_number(&token.text)?, e))).collect();
    index.sort_unstable();
    let mut ties = identity(zh, en);
    for (token, list) in zh.vocabulary.iter().zip(&mut ties).filter(|(t, _)| t.kind == Kind::Word) {
        if token.text.contains(is_han) {
            list.extend(translations(&token.text, &index));
        }
    }
    ties
}

/// The tokens of the other side with which a Chinese word may be translated. A sense of several words gives each its
/// share. `index` has the other side's tokens by the numbers of their stems, sorted.
fn translations(word: &str, index: &[(usize, usize)]) -> BTreeMap<usize, f64> {
    let single = if word.chars().count() == 1 { SINGLE } else { 1.0 };
    let mut ties = BTreeMap::new();
    let mut add = |word: &str, strength: f64| {
        let mut any = false;
        for meaning in meanings(word) {
            any = true;
            if let Ok(at) = index.binary_search_by_key(&meaning.stem, |(stem, _)| *stem) {
                let known = ties.entry(index[at].1).or_insert(0.0_f64);
                *known = known.max(strength / (meaning.words as f64).sqrt());
            }
        }
        any
    };
    if !add(word, single) {
        for part in gloss::parts(word) {
            add(&word[part], PARTS);
        }
    }
    ties
}
