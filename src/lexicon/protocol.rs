//! The protocol card's phrases in one language, compiled; a phrase may have a slot for a side or a place.

use crate::lexicon::entry::ProtocolWords;
use crate::lexicon::find::{Finder, FinderBuilder, expand, leftmost_longest};
use crate::text::fold::fold_term;
use std::ops::Range;

/// Characters that a slot at the end of a phrase looks ahead or back, in bytes of folded text.
const SLOT: usize = 60;

/// Plain terms.
#[derive(Debug, Default)]
pub(super) struct Terms(Option<Finder>);

impl Terms {
    /// Compiles terms. One that is not well formed is left out; a test below keeps such terms out of the data.
    pub fn of(forms: &[String]) -> Terms {
        let mut builder = FinderBuilder::default();
        let added = forms.iter().filter(|form| builder.add(0, form).is_ok()).count();
        Terms(if added > 0 { builder.build().ok() } else { None })
    }

    /// Where they stand, leftmost longest.
    pub fn find(&self, folded: &str) -> Vec<Range<usize>> {
        let hits = self.0.as_ref().map(|finder| leftmost_longest(finder.find(folded))).unwrap_or_default();
        hits.into_iter().map(|hit| hit.range).collect()
    }
}

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The one who asked.
    Side,
    /// The one who was asked.
    Invited,
    /// A place.
    Place,
}

/// Where a slot lies in its phrase; the lengths are of the words before and behind it.
#[derive(Clone, Copy, Debug)]
enum Lie {
    Between(usize, usize),
    Behind,
    Before,
}

/// A phrase that stands in a text, with the stretch where its slot's content stands.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    pub slot: Slot,
    /// The phrase and its slot's content.
    pub phrase: Range<usize>,
    pub content: Range<usize>,
    /// The content's end is open: it may end earlier.
    pub open_end: bool,
}

/// Phrases with slots.
#[derive(Debug, Default)]
pub(super) struct Slotted {
    finder: Option<Finder>,
    shapes: Vec<(Slot, Lie)>,
}

impl Slotted {
    pub fn of(forms: &[String]) -> Slotted {
        let mut slotted = Slotted::default();
        let mut builder = FinderBuilder::default();
        for variant in forms.iter().flat_map(|form| expand(form).unwrap_or_default()) {
            if let Some((term, shape)) = shape(&variant)
                && builder.add(slotted.shapes.len(), &term).is_ok()
            {
                slotted.shapes.push(shape);
            }
        }
        slotted.finder = if slotted.shapes.is_empty() { None } else { builder.build().ok() };
        slotted
    }

    /// All places where a phrase stands, by place.
    pub fn find(&self, folded: &str) -> Vec<Filled> {
        let hits = self.finder.as_ref().map(|finder| finder.find(folded)).unwrap_or_default();
        let filled = hits.into_iter().filter_map(|hit| {
            let (slot, lie) = *self.shapes.get(hit.key)?;
            let Range { start, end } = hit.range;
            Some(match lie {
                Lie::Between(before, behind) => {
                    let content = start + before..end.saturating_sub(behind).max(start + before);
                    Filled { slot, phrase: start..end, content, open_end: false }
                }
                Lie::Behind => {
                    let stop = clause_end(folded, end);
                    Filled { slot, phrase: start..stop, content: end..stop, open_end: true }
                }
                Lie::Before => {
                    let from = clause_start(folded, start);
                    Filled { slot, phrase: from..end, content: from..start, open_end: false }
                }
            })
        });
        filled.collect()
    }
}

/// The term to seek for a phrase with one slot, and how the slot lies in it.
fn shape(variant: &str) -> Option<(String, (Slot, Lie))> {
    let (before, rest) = variant.split_once('{')?;
    let (name, behind) = rest.split_once('}')?;
    let slot = match name {
        "side" => Slot::Side,
        "invited" => Slot::Invited,
        "place" => Slot::Place,
        _ => return None,
    };
    let (before, behind) = (before.trim(), behind.trim());
    Some(match (before.is_empty(), behind.is_empty()) {
        (true, true) => return None,
        (false, true) => (before.into(), (slot, Lie::Behind)),
        (true, false) => (behind.into(), (slot, Lie::Before)),
        (false, false) => {
            let lie = Lie::Between(fold_term(before).len(), fold_term(behind).len());
            (format!("{before}…{behind}"), (slot, lie))
        }
    })
}

/// Marks that end a clause in folded text.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '。' | '!' | '?' | '(' | ')')
}

fn clause_end(folded: &str, from: usize) -> usize {
    let rest = folded.get(from..).unwrap_or_default();
    let stop =
        rest.char_indices().find(|(at, c)| ends_clause(*c) || *at > SLOT).map_or(rest.len(), |(at, _)| at);
    from + stop
}

fn clause_start(folded: &str, to: usize) -> usize {
    let head = folded.get(..to).unwrap_or_default();
    let mark = head.char_indices().rev().find(|(at, c)| ends_clause(*c) || to - at > SLOT);
    mark.map_or(0, |(at, c)| at + c.len_utf8())
}

/// All that the card seeks in one language.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub initiator: Slotted,
    /// Medium ids with their words, in the order in which they decide.
    pub medium: Vec<(String, Terms)>,
    pub talk: Terms,
    pub tone: Terms,
    pub at_hand: Terms,
    pub earlier: Terms,
    pub place: Slotted,
}

impl Words {
    pub fn of(words: &ProtocolWords, primary: &str) -> Words {
        let list = |column: Option<&Vec<String>>| column.cloned().unwrap_or_default();
        let media = words.medium.iter();
        Words {
            initiator: Slotted::of(&list(words.initiator.get(primary))),
            medium: media.map(|medium| (medium.id.clone(), Terms::of(&forms(medium, primary)))).collect(),
            talk: Terms::of(&list(words.talk.get(primary))),
            tone: Terms::of(&list(words.tone.get(primary))),
            at_hand: Terms::of(&list(words.at_hand.get(primary))),
            earlier: Terms::of(&list(words.earlier.get(primary))),
            place: Slotted::of(&list(words.place.get(primary))),
        }
    }
}

fn forms(medium: &crate::lexicon::entry::Named, primary: &str) -> Vec<String> {
    medium.forms(primary).iter().map(|form| form.form().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_phrase_of_the_data_compiles() {
        let protocol = &Lexicon::default_lexicon().protocol;
        for primary in ["en", "zh", "ja"] {
            for plain in [&protocol.talk, &protocol.tone, &protocol.at_hand, &protocol.earlier] {
                for form in plain.get(primary).unwrap() {
                    assert!(FinderBuilder::default().add(0, form).is_ok(), "{form}");
                }
            }
            for slotted in [&protocol.initiator, &protocol.place] {
                for form in slotted.get(primary).unwrap() {
                    let variants = expand(form).unwrap();
                    assert!(variants.iter().all(|v| shape(v).is_some()), "{form}");
                }
            }
        }
    }

    #[test]
    fn slots_lie_before_between_and_behind() {
        let phrases = ["应{side}请求", "{invited}应约", "in {place}"].map(String::from);
        let content = |text: &str| {
            let found = Slotted::of(&phrases).find(text);
            found.iter().map(|f| (f.slot, text[f.content.clone()].to_string())).collect::<Vec<_>>()
        };
        assert_eq!(content("应美方请求,通话"), [(Slot::Side, "美方".to_string())]);
        assert_eq!(content("当晚,习近平应约同他通话"), [(Slot::Invited, "习近平".to_string())]);
        assert_eq!(content("they met in south korea, then"), [(Slot::Place, " south korea".to_string())]);
    }
}
