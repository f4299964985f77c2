//! Voice keys that are unique in a comparison: two persons of one family name get their given names.

use super::talk::{self, TalkPair};
use crate::claims::Claims;
use crate::lexicon::Lexicon;
use crate::readout::{Person, Readout, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// The key of every person of every source.
#[derive(Clone, Debug, Default)]
pub struct VoiceKeys {
    keys: Vec<Vec<String>>,
}

impl VoiceKeys {
    /// Gives the keys for sources in order. Somebody whom a text knows only by office gets the key of the one person whom
    /// another text of the same talk names in that office.
    pub fn of(sources: &[Claims], talks: &[TalkPair], lexicon: &Lexicon) -> VoiceKeys {
        let mut keys = VoiceKeys::unjoined(sources);
        let mut named: Vec<(usize, usize, String)> = Vec::new();
        for (s, claims) in sources.iter().enumerate() {
            for (p, person) in claims.readout.persons.iter().enumerate().filter(|(_, p)| by_office(p)) {
                named
                    .extend(name_elsewhere(sources, talks, lexicon, &keys, s, person).map(|key| (s, p, key)));
            }
        }
        for (source, person, key) in named {
            if let Some(slot) = keys.keys.get_mut(source).and_then(|keys| keys.get_mut(person)) {
                *slot = key;
            }
        }
        keys
    }

    /// The keys of one text alone.
    pub fn of_one(claims: &Claims) -> VoiceKeys {
        VoiceKeys::unjoined(std::slice::from_ref(claims))
    }

    fn unjoined(sources: &[Claims]) -> VoiceKeys {
        let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for person in sources.iter().flat_map(|s| &s.readout.persons).filter(|p| !p.given.is_empty()) {
            given.entry(&person.key).or_default().insert(&person.given);
        }
        let shared = |person: &Person| given.get(person.key.as_str()).is_some_and(|names| names.len() > 1);
        let key = |person: &Person| match shared(person) && !person.given.is_empty() {
            true => format!("{}-{}", person.key, person.given),
            false => person.key.clone(),
        };
        let of_source = |claims: &Claims| claims.readout.persons.iter().map(key).collect();
        VoiceKeys { keys: sources.iter().map(of_source).collect() }
    }

    /// The key of a voice in a source.
    pub fn key(&self, source: usize, voice: &Voice) -> &str {
        match voice {
            Voice::Person(i) => self.person(source, *i),
            Voice::Both => "both",
            Voice::Narrator => "narrator",
            Voice::Journalist => "journalist",
            Voice::Commentator => "commentator",
        }
    }

    /// The key of a person of a source.
    pub fn person(&self, source: usize, person: usize) -> &str {
        self.keys.get(source).and_then(|keys| keys.get(person)).map_or("narrator", String::as_str)
    }
}

/// Whether a text tells of a person only the office, so that the key is side and office.
pub fn by_office(person: &Person) -> bool {
    let office = person.side.as_ref().zip(person.role.as_ref());
    !person.known
        && office.is_some_and(|(side, role)| person.key == format!("{}-{role}", side.to_lowercase()))
}

/// The one key that texts of the same talk give to whoever holds the office; none when they name nobody, or several.
fn name_elsewhere(
    sources: &[Claims],
    talks: &[TalkPair],
    lexicon: &Lexicon,
    keys: &VoiceKeys,
    source: usize,
    person: &Person,
) -> Option<String> {
    let others = (0..sources.len()).filter(|other| *other != source && talk::same(talks, source, *other));
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for other in others {
        let persons = sources.get(other).map(|claims| claims.readout.persons.as_slice()).unwrap_or_default();
        let fitting = persons.iter().enumerate().filter(|(_, p)| {
            p.participant
                && !by_office(p)
                && p.side == person.side
                && may_hold(p, person.role.as_deref(), lexicon)
        });
        names.extend(fitting.map(|(p, _)| keys.person(other, p)));
    }
    let mut names = names.into_iter();
    names.next().filter(|_| names.next().is_none()).map(String::from)
}

/// Whether two persons of one side can be one: two names must agree, and an office must be one that the other can hold.
pub fn may_be_one(a: &Person, b: &Person, lexicon: &Lexicon) -> bool {
    let full = |person: &Person| format!("{}-{}", person.key, person.given);
    match (by_office(a), by_office(b)) {
        (false, false) => {
            // Names in two scripts cannot be held against each other.
            a.key == b.key || a.key == full(b) || b.key == full(a) || a.key.is_ascii() != b.key.is_ascii()
        }
        (true, _) => may_hold(b, a.role.as_deref(), lexicon),
        (false, true) => may_hold(a, b.role.as_deref(), lexicon),
    }
}

/// Whether a person can hold an office: one is known that is it, or a wider or a narrower word for it; or none is known.
fn may_hold(person: &Person, office: Option<&str>, lexicon: &Lexicon) -> bool {
    let mut namesakes = lexicon.persons.with_key(&person.key);
    let entry = namesakes.find(|entry| person.known && entry.given == person.given);
    let mut roles: Vec<&str> =
        entry.map(|e| e.roles.iter().map(String::as_str).collect()).unwrap_or_default();
    roles.extend(person.role.as_deref());
    let Some(office) = office.filter(|_| !roles.is_empty()) else { return true };
    let covers = |wide: &str, narrow: &str| {
        lexicon.roles.with_key(wide).any(|role| role.covers.iter().any(|id| id == narrow))
    };
    roles.iter().any(|role| {
        role.contains(office) || office.contains(role) || covers(role, office) || covers(office, role)
    })
}

/// The voice as the text writes it first; none for voices that are no person.
pub fn voice_name(readout: &Readout, voice: &Voice) -> Option<String> {
    match voice {
        Voice::Person(i) => readout.persons.get(*i).map(|person| person.name.clone()),
        _ => None,
    }
}
