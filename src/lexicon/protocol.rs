//! The protocol card's phrases in one language, compiled; a phrase may have a slot for a side or a place.

use super::entry::{Named, PerLanguage, ProtocolWords, Term};
use super::find::{Finder, FinderBuilder, expand, leftmost_longest};
use super::pack;
use crate::text::fold::fold_term;
use std::ops::Range;

/// Characters that a slot at the end of a phrase looks ahead or back, in bytes of folded text.
const SLOT: usize = 60;

/// Plain terms.
#[derive(Debug, Default)]
pub struct Terms(Finder);

impl Terms {
    /// Where they stand, leftmost longest.
    pub fn find(&self, folded: &str) -> Vec<Range<usize>> {
        leftmost_longest(self.0.find(folded)).into_iter().map(|hit| hit.range).collect()
    }
}

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
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
pub struct Filled {
    /// What the slot takes.
    pub slot: Slot,
    /// The phrase and its slot's content.
    pub phrase: Range<usize>,
    /// The slot's content alone.
    pub content: Range<usize>,
    /// The content's end is open: it may end earlier.
    pub open_end: bool,
}

/// Phrases with slots.
#[derive(Debug, Default)]
pub struct Slotted {
    finder: Finder,
    shapes: Vec<(Slot, Lie)>,
}

impl Slotted {
    fn build(forms: &[String]) -> Result<Slotted, String> {
        let mut shapes = Vec::new();
        let mut builder = FinderBuilder::default();
        for form in forms {
            for variant in expand(form)? {
                let (term, lies) =
                    shape(&variant).ok_or_else(|| format!("`{form}`: not a phrase with one slot"))?;
                builder.add(shapes.len(), &term)?;
                shapes.push(lies);
            }
        }
        Ok(Slotted { finder: builder.build()?, shapes })
    }

    fn in_place(bytes: &mut &'static [u8]) -> Slotted {
        let finder = Finder::in_place(bytes);
        let count = pack::take(bytes);
        Slotted { finder, shapes: (0..count).map(|_| take_shape(bytes)).collect() }
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        self.finder.write(bytes);
        pack::put(bytes, self.shapes.len());
        self.shapes.iter().for_each(|shape| put_shape(bytes, *shape));
    }

    /// All places where a phrase stands, by place.
    pub fn find(&self, folded: &str) -> Vec<Filled> {
        let filled = self.finder.find(folded).into_iter().filter_map(|hit| {
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
pub fn ends_clause(c: char) -> bool {
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

const SLOTS: [Slot; 3] = [Slot::Side, Slot::Invited, Slot::Place];

fn put_shape(bytes: &mut Vec<u8>, (slot, lie): (Slot, Lie)) {
    pack::put(bytes, SLOTS.iter().position(|s| *s == slot).unwrap_or_default());
    let (kind, before, behind) = match lie {
        Lie::Behind => (0, 0, 0),
        Lie::Before => (1, 0, 0),
        Lie::Between(before, behind) => (2, before, behind),
    };
    [kind, before, behind].into_iter().for_each(|number| pack::put(bytes, number));
}

fn take_shape(bytes: &mut &[u8]) -> (Slot, Lie) {
    let slot = SLOTS.get(pack::take(bytes)).copied().unwrap_or(Slot::Side);
    let (kind, before, behind) = (pack::take(bytes), pack::take(bytes), pack::take(bytes));
    let lie = match kind {
        0 => Lie::Behind,
        1 => Lie::Before,
        _ => Lie::Between(before, behind),
    };
    (slot, lie)
}

/// All that the card seeks in one language, ready to be sought.
#[derive(Debug, Default)]
pub struct ProtocolIndex {
    /// Who asked for the talk.
    pub initiator: Slotted,
    /// Medium ids with their words, in the order in which they decide.
    pub medium: Vec<(String, Terms)>,
    /// The talk itself.
    pub talk: Terms,
    /// Its tone.
    pub tone: Terms,
    /// The talk that is told of, in whichever sentence.
    pub at_hand: Terms,
    /// An earlier talk.
    pub earlier: Terms,
    /// Words in the clause of such a phrase by which it means the talk itself, or one to come.
    pub not_earlier: Terms,
    /// Where a talk was held.
    pub place: Slotted,
}

impl ProtocolIndex {
    /// Compiles the words of one language.
    ///
    /// # Errors
    /// The first phrase that is not well formed, or has no slot where one must be.
    pub fn build(words: &ProtocolWords, primary: &str) -> Result<ProtocolIndex, String> {
        let list = |column: &PerLanguage<Vec<String>>| column.get(primary).cloned().unwrap_or_default();
        let plain = |column| Finder::of(list(column)).map(Terms);
        let medium = |medium: &Named| {
            let terms = Finder::of(medium.forms(primary).iter().map(Term::form))?;
            Ok::<_, String>((medium.id.clone(), Terms(terms)))
        };
        Ok(ProtocolIndex {
            initiator: Slotted::build(&list(&words.initiator))?,
            medium: words.medium.iter().map(medium).collect::<Result<_, _>>()?,
            talk: plain(&words.talk)?,
            tone: plain(&words.tone)?,
            at_hand: plain(&words.at_hand)?,
            earlier: plain(&words.earlier)?,
            not_earlier: plain(&words.not_earlier)?,
            place: Slotted::build(&list(&words.place))?,
        })
    }

    /// An index laid out before.
    pub fn in_place(mut bytes: &'static [u8]) -> ProtocolIndex {
        let bytes = &mut bytes;
        let initiator = Slotted::in_place(bytes);
        let count = pack::take(bytes);
        let id = |bytes: &mut &'static [u8]| String::from_utf8_lossy(pack::take_slice(bytes)).into_owned();
        let medium = (0..count).map(|_| (id(bytes), Terms(Finder::in_place(bytes)))).collect();
        let mut terms = || Terms(Finder::in_place(bytes));
        let (talk, tone, at_hand, earlier, not_earlier) = (terms(), terms(), terms(), terms(), terms());
        let place = Slotted::in_place(bytes);
        ProtocolIndex { initiator, medium, talk, tone, at_hand, earlier, not_earlier, place }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        self.initiator.write(bytes);
        pack::put(bytes, self.medium.len());
        for (id, terms) in &self.medium {
            pack::put_slice(bytes, id.as_bytes());
            terms.0.write(bytes);
        }
        [&self.talk, &self.tone, &self.at_hand, &self.earlier, &self.not_earlier]
            .into_iter()
            .for_each(|terms| terms.0.write(bytes));
        self.place.write(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_lie_before_between_and_behind() {
        let phrases = ["应{side}请求", "{invited}应约", "in {place}"].map(String::from);
        let built = Slotted::build(&phrases).unwrap();
        let mut bytes = Vec::new();
        built.write(&mut bytes);
        let read = Slotted::in_place(&mut &*bytes.leak());
        let content = |text: &str| {
            let found = read.find(text);
            found.iter().map(|f| (f.slot, text[f.content.clone()].to_string())).collect::<Vec<_>>()
        };
        assert_eq!(content("应美方请求,通话"), [(Slot::Side, "美方".to_string())]);
        assert_eq!(content("当晚,习近平应约同他通话"), [(Slot::Invited, "习近平".to_string())]);
        assert_eq!(content("they met in south korea, then"), [(Slot::Place, " south korea".to_string())]);
        assert!(Slotted::build(&["no slot".to_string()]).is_err());
    }
}
