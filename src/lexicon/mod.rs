//! Ground floor: what the tool knows, read from the YAML files under `data/`.
//!
//! `entry` has the entries as written, `load` reads and checks them, `find` seeks many terms at once. Everything a
//! political scientist may want to change is in the files; see docs/lexicon.md.

pub mod act;
pub mod alignment;
pub mod entry;
pub mod find;
pub mod forms;
pub mod front;
pub mod genre;
pub mod label;
pub mod lint;
pub mod list;
pub mod load;
pub mod marks;
pub mod meanings;
pub mod names;
pub mod pack;
pub mod protocol;
pub mod quantities;
pub mod rows;
pub mod stems;
pub mod terms;
pub mod trie;
pub mod verbs;
pub mod words;

use crate::text::sentence::Abbreviations;
use entry::{
    Boilerplate, ConceptHead, Grammar, KindWords, KnownPerson, KnownSide, Named, PerLanguage, SideEntry,
    Topic, TopicHead,
};
use find::Finder;
use genre::Genre;
use names::NameIndex;
use protocol::ProtocolIndex;
use quantities::QuantityWords;
use rows::Rows;
use std::sync::{LazyLock, OnceLock};
use stems::Stems;
use terms::TermIndex;
use verbs::VerbIndex;
use words::Words;

/// A part of the lexicon that is made when it is first needed: an English text needs no Chinese terms.
pub type Part<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync>>;

/// All knowledge files, checked and compiled; the build has done most of it.
#[derive(Debug)]
pub struct Lexicon {
    /// Its name: `default`, or the name of a user's file behind a plus sign.
    pub name: String,
    /// The version of the default lexicon (the crate's).
    pub version: String,
    /// SHA-256 over all knowledge files in use, lower-case hexadecimal.
    pub sha256: String,
    /// The topics, in the order of the file.
    pub topics: Part<Vec<TopicHead>>,
    /// The topics with their terms, as the files write them; the stages need only what is compiled from them.
    pub topic_entries: Part<Vec<Topic>>,
    /// The topics' terms, ready to be sought.
    pub topic_index: PerLanguage<Part<TermIndex>>,
    /// Names of sides, persons, roles and outlets, ready to be sought.
    pub names: PerLanguage<Part<NameIndex>>,
    /// Sides, in the order of the file.
    pub sides: Part<Rows<KnownSide>>,
    /// The sides with their names, as the file writes them, in the same order.
    pub side_entries: Part<Vec<SideEntry>>,
    /// What issuers of texts are called that speak for a side, for each side in the same order.
    pub issuers: Part<Vec<Words>>,
    /// Persons, in the order of the file.
    pub persons: Part<Rows<KnownPerson>>,
    /// Offices, in the order of the file.
    pub roles: Part<Rows<Named>>,
    /// Agencies and papers, in the order of the file.
    pub outlets: Part<Rows<Named>>,
    /// Text without content.
    pub boilerplate: Part<Boilerplate>,
    /// Forms that are compared as they stand in folded texts.
    pub forms: Part<forms::Forms>,
    /// Acts and their words, ready to be sought.
    pub verbs: Verbs,
    /// Grammar by language.
    pub grammar: Part<PerLanguage<Grammar>>,
    /// Words that answer a question without substance, ready to be sought.
    pub declining: PerLanguage<Part<Finder>>,
    /// Words that say something was not discussed, ready to be sought.
    pub denying: PerLanguage<Part<Finder>>,
    /// Words for the kinds of text.
    pub kinds: Part<Vec<KindWords>>,
    /// Concepts of the bilingual glossary.
    pub concepts: Part<Rows<ConceptHead>>,
    /// The concepts' forms, ready to be sought.
    pub concept_index: PerLanguage<Part<TermIndex>>,
    /// The forms of the concepts whose wording matters, ready to be sought; keys are places in `concepts`.
    pub variants: PerLanguage<Part<Finder>>,
    /// What the protocol card looks for, ready to be sought.
    pub protocol: PerLanguage<Part<ProtocolIndex>>,
    /// Words of quantities and dates.
    pub quantities: Part<QuantityWords>,
    /// What alignment knows about words, acts and concepts.
    pub alignment: Part<alignment::AlignmentWords>,
    /// English words to comparable stems.
    pub stems: Part<Stems>,
    /// Words and concepts that tell little.
    pub genre: PerLanguage<Part<Genre>>,
    spelling: Part<(Abbreviations, Vec<String>)>,
}

/// Acts and their words.
#[derive(Debug)]
pub struct Verbs {
    /// Ready to be sought.
    pub index: PerLanguage<Part<VerbIndex>>,
}

/// Languages with a column in the knowledge files, by primary subtag.
pub const LANGUAGES: [&str; 3] = ["en", "zh", "ja"];

impl Lexicon {
    /// The lexicon in the binary, compiled once a process.
    pub fn default_lexicon() -> &'static Lexicon {
        static DEFAULT: OnceLock<Lexicon> = OnceLock::new();
        DEFAULT.get_or_init(load::default_files)
    }

    /// The abbreviations for cutting sentences.
    pub fn abbreviations(&self) -> &Abbreviations {
        &self.spelling.0
    }

    /// The commonest English words, lower case.
    pub fn function_words(&self) -> &[String] {
        &self.spelling.1
    }

    /// The index of a topic by id.
    pub fn topic(&self, id: &str) -> Option<usize> {
        self.topics.iter().position(|topic| topic.id == id)
    }

    /// The entry of a side by id.
    pub fn side(&self, id: &str) -> Option<&KnownSide> {
        self.sides.with_key(id).next()
    }
}
