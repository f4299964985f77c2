//! Voice keys that are unique in a comparison: two persons of one family name get their given names.

use crate::claims::Claims;
use crate::readout::{Person, Readout, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// The key of every person of every source.
#[derive(Clone, Debug, Default)]
pub struct VoiceKeys {
    keys: Vec<Vec<String>>,
}

impl VoiceKeys {
    /// Gives the keys for sources in order.
    pub fn of(sources: &[Claims]) -> VoiceKeys {
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

/// The voice as the text writes it first; none for voices that are no person.
pub fn voice_name(readout: &Readout, voice: &Voice) -> Option<String> {
    match voice {
        Voice::Person(i) => readout.persons.get(*i).map(|person| person.name.clone()),
        _ => None,
    }
}
