//! Which tokens of two texts can mean the same: by the dictionary, the glossary, or because they are the same.

use super::profile::{Kind, Side, Token, is_han};
use super::stems::Stems;
use crate::lexicon::alignment::AlignmentWords;
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
/// Longer senses are explanations, not translations.
const LONGEST_SENSE: usize = 3;

impl Bridge {
    /// The ties between two texts.
    pub fn between(a: &Side, b: &Side, stems: &Stems, words: &AlignmentWords) -> Bridge {
        let bridge = Bridge::told(a, b, stems);
        bridge.with(&kin(a, b, words))
    }

    fn told(a: &Side, b: &Side, stems: &Stems) -> Bridge {
        match (a.primary == "en", b.primary == "en") {
            (false, true) => Bridge::new(dictionary(a, b, stems), b.vocabulary.len()),
            (true, false) => {
                let back = Bridge::new(dictionary(b, a, stems), a.vocabulary.len());
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
    pub fn with(&self, further: &[(usize, usize, f64)]) -> Bridge {
        let mut maps: Vec<BTreeMap<usize, f64>> =
            self.forward.iter().map(|t| t.iter().copied().collect()).collect();
        for (z, e, strength) in further {
            if let Some(map) = maps.get_mut(*z) {
                let known = map.entry(*e).or_insert(*strength);
                *known = known.max(*strength);
            }
        }
        Bridge::new(maps.into_iter().map(|map| map.into_iter().collect()).collect(), self.backward.len())
    }
}

/// Ties between concepts that can stand for each other.
fn kin(a: &Side, b: &Side, words: &AlignmentWords) -> Vec<(usize, usize, f64)> {
    let places = |side: &Side| -> BTreeMap<String, usize> {
        let concepts = side.vocabulary.iter().zip(0..).filter(|(token, _)| token.kind == Kind::Concept);
        concepts.map(|(token, at)| (token.text.clone(), at)).collect()
    };
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
    let index: BTreeMap<&Token, usize> = b.vocabulary.iter().zip(0..).collect();
    a.vocabulary.iter().map(|token| index.get(token).map(|e| (*e, 1.0)).into_iter().collect()).collect()
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
fn dictionary(zh: &Side, en: &Side, stems: &Stems) -> Vec<Vec<Tie>> {
    let index: BTreeMap<&str, usize> = en
        .vocabulary
        .iter()
        .zip(0..)
        .filter(|(t, _)| t.kind == Kind::Word)
        .map(|(t, e)| (t.text.as_str(), e))
        .collect();
    let mut ties = identity(zh, en);
    for (token, list) in zh.vocabulary.iter().zip(&mut ties).filter(|(t, _)| t.kind == Kind::Word) {
        if !token.text.contains(is_han) {
            continue;
        }
        let mut strengths: BTreeMap<usize, f64> = BTreeMap::new();
        for (stem, strength) in meanings(&token.text, stems) {
            if let Some(e) = index.get(stem.as_str()) {
                let known = strengths.entry(*e).or_default();
                *known = known.max(strength);
            }
        }
        list.extend(strengths);
    }
    ties
}

/// The stems that a Chinese word may be translated with. A sense of several words gives each its share.
fn meanings(word: &str, stems: &Stems) -> Vec<(String, f64)> {
    let single = if word.chars().count() == 1 { SINGLE } else { 1.0 };
    let direct = senses(word, single, stems);
    if !direct.is_empty() {
        return direct;
    }
    gloss::parts(word).into_iter().flat_map(|part| senses(&word[part], PARTS, stems)).collect()
}

fn senses(word: &str, strength: f64, stems: &Stems) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for sense in gloss::senses(word).into_iter().flatten() {
        let content: Vec<String> =
            crate::text::word::words(sense).filter_map(|range| stems.stem(&sense[range])).collect();
        if content.is_empty() || content.len() > LONGEST_SENSE {
            continue;
        }
        let share = strength / (content.len() as f64).sqrt();
        found.extend(content.into_iter().map(|stem| (stem, share)));
    }
    found
}
