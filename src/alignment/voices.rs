//! Who speaks in a sentence, as an identity that joins across languages.

use crate::claims::Claim;
use crate::lexicon::Lexicon;
use crate::readout::{Person, Readout, Voice};
use crate::text::word;
use std::sync::Arc;

/// What a person is known by, the surest first: key (and given name), then side and role. Two persons are one when
/// they share the key, or when the lexicon lacks one of them and they share side and role.
pub(crate) fn identities(person: &Person) -> Vec<String> {
    let key = match person.given.is_empty() {
        true => person.key.clone(),
        false => format!("{}/{}", person.key, person.given),
    };
    let office = person.side.as_ref().zip(person.role.as_ref()).map(|(side, role)| format!("{side}/{role}"));
    std::iter::once(key).chain(office).collect()
}

/// What somebody is known by, told once for all comparisons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    keys: Vec<String>,
    known: bool,
}

impl Identity {
    fn of(person: &Person) -> Identity {
        Identity { keys: identities(person), known: person.known }
    }

    /// Whether two persons are one, across languages.
    fn is(&self, other: &Identity) -> bool {
        match self.known && other.known {
            true => self.keys.first() == other.keys.first(),
            false => self.keys.iter().any(|key| other.keys.contains(key)),
        }
    }
}

/// A voice for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Somebody.
    Principal(Arc<Identity>),
    /// The participants together, or the text itself.
    Neutral,
    /// A journalist or commentator.
    Outsider,
}

/// The persons of a text as speakers, by their places.
pub(crate) fn principals(readout: &Readout) -> Vec<Speaker> {
    let speaker = |person: &Person| Speaker::Principal(Arc::new(Identity::of(person)));
    readout.persons.iter().map(speaker).collect()
}

/// The voice of a claim; `principals` are the persons of its text.
pub(crate) fn speaker(claim: &Claim, principals: &[Speaker]) -> Speaker {
    match &claim.voice {
        Voice::Person(i) => principals.get(*i).cloned().unwrap_or(Speaker::Neutral),
        Voice::Both | Voice::Narrator => Speaker::Neutral,
        Voice::Journalist | Voice::Commentator => Speaker::Outsider,
    }
}

/// Whether the participants of two texts can have met in one talk: as many as the shorter list has, two at most, are
/// common. A text that names none says nothing against it; one told by an "I" whose name is not known need not name
/// that one.
pub(crate) fn meet(a: &Readout, b: &Readout, lexicon: &Lexicon) -> bool {
    let taking_part = |readout: &Readout| -> Vec<Identity> {
        readout.persons.iter().filter(|person| person.participant).map(Identity::of).collect()
    };
    let (own, other) = (taking_part(a), taking_part(b));
    let common = own.iter().filter(|one| other.iter().any(|another| one.is(another))).count();
    let most = if [a, b].into_iter().any(|readout| is_told_by_an_unknown(readout, lexicon)) { 1 } else { 2 };
    common >= own.len().min(other.len()).min(most)
}

/// Whether a text speaks as "I" and does not say who that is.
fn is_told_by_an_unknown(readout: &Readout, lexicon: &Lexicon) -> bool {
    let grammar = lexicon.grammar.get(readout.source.language.value.primary());
    let says_i = |text: &str| {
        let mut words = word::words(text).map(|range| text[range].to_lowercase());
        words.any(|word| grammar.is_some_and(|grammar| grammar.first_singular.contains(&word)))
    };
    let mut opening = 0..readout.units.len().min(OPENING);
    readout.author.is_none() && opening.any(|unit| says_i(readout.unit_text(unit)))
}

/// So many sentences at the head of a text show whether it speaks as "I".
const OPENING: usize = 3;

impl Speaker {
    /// Whether the words are a journalist's or commentator's.
    pub fn is_outsider(&self) -> bool {
        *self == Speaker::Outsider
    }
}

/// How well two voices go together: 1 when they are one, `neutral` when one is not somebody's, else `different`.
pub(crate) fn factor(a: &Speaker, b: &Speaker, neutral: f64, different: f64) -> f64 {
    match (a, b) {
        (Speaker::Principal(x), Speaker::Principal(y)) if !x.is(y) => different,
        (Speaker::Principal(_), Speaker::Principal(_)) => 1.0,
        _ if a == b => 1.0,
        _ => neutral,
    }
}

/// Whether both are somebody's, and not the same person's.
pub(crate) fn differ(a: &Speaker, b: &Speaker) -> bool {
    matches!((a, b), (Speaker::Principal(x), Speaker::Principal(y)) if !x.is(y))
}
