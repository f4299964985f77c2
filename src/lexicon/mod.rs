//! Ground floor: what the tool knows, read from the YAML files under `data/`.
//!
//! `entry` has the entries as written, `load` reads and checks them, `find` seeks many terms at once. Everything a
//! political scientist may want to change is in the files; see docs/lexicon.md.

pub mod act;
pub mod alignment;
pub mod entry;
pub mod find;
pub mod label;
pub mod load;
pub mod names;
pub mod pack;
pub mod quantities;
pub mod terms;
pub mod trie;
pub mod verbs;

use crate::text::sentence::Abbreviations;
use entry::{
    Actors, Boilerplate, Concept, Grammar, KindWords, PerLanguage, PersonEntry, ProtocolWords, SideEntry,
    Topic,
};
use names::NameIndex;
use quantities::QuantityWords;
use std::sync::OnceLock;
use terms::TermIndex;
use verbs::Verbs;

/// All knowledge files, checked and compiled.
#[derive(Debug)]
pub struct Lexicon {
    /// Its name: `default`, or the name of a user's file behind a plus sign.
    pub name: String,
    /// The version of the default lexicon (the crate's).
    pub version: String,
    /// SHA-256 over all knowledge files in use, lower-case hexadecimal.
    pub sha256: String,
    /// The topics, in the order of the file.
    pub topics: Vec<Topic>,
    /// The topics' terms, ready to be sought.
    pub topic_index: PerLanguage<TermIndex>,
    /// Names of sides, persons, roles and outlets, ready to be sought.
    pub names: PerLanguage<NameIndex>,
    /// Sides, in the order of the file.
    pub sides: Vec<SideEntry>,
    /// Persons, in the order of the file.
    pub persons: Vec<PersonEntry>,
    /// Roles, joint subjects, outlets, commentators, labels.
    pub actors: Actors,
    /// Text without content.
    pub boilerplate: Boilerplate,
    /// Acts and their words, ready to be sought.
    pub verbs: Verbs,
    /// Grammar by language.
    pub grammar: PerLanguage<Grammar>,
    /// Words for the kinds of text.
    pub kinds: Vec<KindWords>,
    /// Concepts of the bilingual glossary.
    pub concepts: Vec<Concept>,
    /// What the protocol card looks for.
    pub protocol: ProtocolWords,
    /// Words of quantities and dates.
    pub quantities: QuantityWords,
    /// What alignment knows about words, acts and concepts.
    pub alignment: alignment::AlignmentWords,
    abbreviations: Abbreviations,
    function_words: Vec<String>,
}

impl Lexicon {
    /// The lexicon in the binary, compiled once a process.
    pub fn default_lexicon() -> &'static Lexicon {
        static DEFAULT: OnceLock<Lexicon> = OnceLock::new();
        DEFAULT.get_or_init(|| match load::default_files() {
            Ok(lexicon) => lexicon,
            // tests/housekeeper.rs loads these very bytes, which are part of the binary.
            Err(error) => unreachable!("the embedded lexicon is broken: {error}"),
        })
    }

    /// The abbreviations for cutting sentences.
    pub fn abbreviations(&self) -> &Abbreviations {
        &self.abbreviations
    }

    /// The commonest English words, lower case.
    pub fn function_words(&self) -> &[String] {
        &self.function_words
    }

    /// The index of a topic by id.
    pub fn topic(&self, id: &str) -> Option<usize> {
        self.topics.iter().position(|topic| topic.id == id)
    }

    /// The entry of a side by id.
    pub fn side(&self, id: &str) -> Option<&SideEntry> {
        self.sides.iter().find(|side| side.id == id)
    }
}
