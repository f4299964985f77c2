//! One pass over each sentence: the names and verbs that voices are found by.

use super::{Entity, Named};
use crate::lexicon::Lexicon;
use crate::lexicon::names::{Name, NameHit};
use crate::lexicon::terms::Sentence;
use crate::lexicon::verbs::VerbHit;
use crate::text::fold::Folded;
use std::ops::Range;

/// A sentence with what was found in it. Ranges are folded bytes.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The sentence, folded.
    pub folded: Folded,
    /// Names, sorted by place.
    pub names: Vec<NameHit>,
    /// Verbs of saying and predicates of acts, sorted by place.
    pub verbs: Vec<VerbHit>,
    /// Who is mentioned, once persons are known; sorted by place, no two overlapping.
    pub mentions: Vec<Mention>,
}

impl Scan {
    /// The mentions that lie in a stretch of the folded sentence. They are sorted and don't overlap, so this reads no
    /// others.
    pub fn mentions_in(&self, range: &Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.range.start < range.start);
        let rest = self.mentions.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|m| m.range.end <= range.end)).unwrap_or_default()
    }

    /// The mention that ends at a folded byte.
    pub fn mention_ending(&self, byte: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|m| m.range.end < byte);
        self.mentions.get(after).filter(|m| m.range.end == byte)
    }

    /// The mention that covers a folded byte.
    pub fn mention_at(&self, byte: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|m| m.range.end <= byte);
        self.mentions.get(after).filter(|m| m.range.start <= byte)
    }

    /// The verbs that lie in a stretch of the folded sentence, by place.
    pub fn verbs_in(&self, range: &Range<usize>) -> impl Iterator<Item = &VerbHit> + use<'_> {
        let from = self.verbs.partition_point(|v| v.range.start < range.start);
        let end = range.end;
        let rest = self.verbs.get(from..).unwrap_or_default().iter();
        rest.take_while(move |v| v.range.start < end).filter(move |v| v.range.end <= end)
    }
}

/// Somebody or something named in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Who.
    pub who: Who,
    /// Where, titles before and behind the name included.
    pub range: Range<usize>,
    /// Whether a title stands behind the name (习近平主席), as participants address each other.
    pub titled_behind: bool,
}

/// Whom a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A person of the readout.
    Person(usize),
    /// A side as an actor: an index into the lexicon's sides.
    Side(usize),
    /// The participants together.
    Joint,
    /// An outlet: an index into the lexicon's outlets.
    Outlet(usize),
    /// A commentator.
    Commentator,
    /// An office without a name: an index into the lexicon's roles, and into its sides where one is named.
    Role(usize, Option<usize>),
}

/// Scans all units of a text, which are folded.
pub fn all(
    text: &str,
    units: Vec<Folded>,
    primary: &str,
    parties: &[String],
    lexicon: &Lexicon,
) -> Vec<Scan> {
    let names = lexicon.names.get(primary);
    let verbs = lexicon.verbs.index.get(primary);
    units
        .into_iter()
        .map(|folded| {
            let sentence = Sentence { text, folded: &folded, parties };
            let mut found = names.map(|names| names.find(sentence)).unwrap_or_default();
            found.retain(|hit| match hit.name {
                // A name has a capital where the script has capitals.
                Name::Person(_) | Name::Outlet(_) | Name::Side(_) | Name::Place(_) => {
                    let written = folded.span(hit.range.start, hit.range.end).of(text);
                    !written.starts_with(|c: char| c.is_ascii_lowercase())
                        || written.contains(char::is_uppercase)
                }
                _ => true,
            });
            as_adjectives(folded.text(), &mut found);
            let verbs = verbs.map(|verbs| verbs.find(folded.text())).unwrap_or_default();
            Scan { folded, names: found, verbs, mentions: Vec::new() }
        })
        .collect()
}

/// "The Chinese" is a people, but before an office or a name it is an adjective: "the Chinese President".
fn as_adjectives(text: &str, names: &mut [NameHit]) {
    for i in 0..names.len() {
        let (Some(hit), Some(next)) = (names.get(i), names.get(i + 1)) else { return };
        let Name::Plural(side) = hit.name else { continue };
        let titled = matches!(next.name, Name::Role(_) | Name::Person(_));
        let joined = text.get(hit.range.end..next.range.start).is_some_and(|between| between == " ");
        let words = text.get(hit.range.clone()).unwrap_or_default();
        if let Some(article) = words.rfind(' ').filter(|_| titled && joined) {
            let range = hit.range.start + article + 1..hit.range.end;
            names[i] = NameHit { name: Name::Adjective(side), range };
        }
    }
}

/// Persons, sides and joint subjects of all scans with their places, in the text's order.
pub fn named(scans: &[Scan], lexicon: &Lexicon) -> Vec<Named> {
    let mut list = Vec::new();
    for (unit, scan) in scans.iter().enumerate() {
        let mut add = |range: &Range<usize>, what: Entity| {
            list.push(Named { unit, span: scan.folded.span(range.start, range.end), what });
        };
        for mention in &scan.mentions {
            match mention.who {
                Who::Person(p) => add(&mention.range, Entity::Person(p)),
                Who::Joint => add(&mention.range, Entity::Joint),
                _ => {}
            }
        }
        let mut persons = scan.mentions.iter().filter(|m| matches!(m.who, Who::Person(_))).peekable();
        let mut titles_end = 0;
        for hit in &scan.names {
            while let Some(person) = persons.next_if(|m| m.range.start <= hit.range.start) {
                titles_end = titles_end.max(person.range.end);
            }
            if let Name::Side(i) | Name::Party(i) | Name::Plural(i) = hit.name
                && let Some(side) = lexicon.sides.get(i)
                // A side inside somebody's title is no actor of its own.
                && titles_end < hit.range.end
            {
                add(&hit.range, Entity::Side(side.id.clone()));
            }
        }
    }
    list.sort_by(|a, b| (a.unit, a.span, &a.what).cmp(&(b.unit, b.span, &b.what)));
    list.dedup();
    list
}
