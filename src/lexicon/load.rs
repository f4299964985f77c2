//! Reads the knowledge files: one reader for ours and the user's, errors as file:line:column.

use super::Lexicon;
use super::alignment::AlignmentWords;
use super::entry::{
    ActEntry, Actors, Boilerplate, Concept, Grammar, KindWords, PerLanguage, PersonEntry, ProtocolWords,
    SideEntry, Spelling, Topic,
};
use super::names::NameIndex;
use super::quantities::QuantityWords;
use super::terms::{Group, TermIndex};
use super::verbs::Verbs;
use crate::text::sentence::Abbreviations;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt;
use std::fmt::Write as _;

/// Why a knowledge file could not be used.
#[derive(Debug, PartialEq, Eq)]
pub struct LexiconError {
    /// The file.
    pub path: String,
    /// Line from 1, 0 where there is none.
    pub line: usize,
    /// Column from 1 in code points, 0 where there is none.
    pub column: usize,
    /// The line's text.
    pub excerpt: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            _ => write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message),
        }
    }
}

impl std::error::Error for LexiconError {}

/// A knowledge file in the binary: its name and text.
pub type Embedded = (&'static str, &'static str);

/// The knowledge files in the binary, in the order in which they are hashed.
pub const FILES: [Embedded; 12] = [
    ("kinds.yaml", include_str!("data/kinds.yaml")),
    ("topics.yaml", include_str!("data/topics.yaml")),
    ("sides.yaml", include_str!("data/sides.yaml")),
    ("persons.yaml", include_str!("data/persons.yaml")),
    ("actors.yaml", include_str!("data/actors.yaml")),
    ("boilerplate.yaml", include_str!("data/boilerplate.yaml")),
    ("verbs.yaml", include_str!("data/verbs.yaml")),
    ("grammar.yaml", include_str!("data/grammar.yaml")),
    ("glossary.yaml", include_str!("data/glossary.yaml")),
    ("protocol.yaml", include_str!("data/protocol.yaml")),
    ("alignment.yaml", include_str!("data/alignment.yaml")),
    ("quantities.yaml", include_str!("data/quantities.yaml")),
];
const SPELLING: Embedded = ("spelling.yaml", include_str!("data/spelling.yaml"));

/// The lexicon in the binary.
///
/// # Errors
/// An embedded file that is not well formed, which the housekeeper test rules out.
pub fn default_files() -> Result<Lexicon, LexiconError> {
    build(None)
}

/// The default lexicon with a user's topics: a topic with an id of ours replaces ours, any other is added.
///
/// # Errors
/// The user's file is not well formed; place and cause are in the error.
pub fn with_topics(path: &str, yaml: &str) -> Result<Lexicon, LexiconError> {
    build(Some((path, yaml)))
}

fn build(user: Option<(&str, &str)>) -> Result<Lexicon, LexiconError> {
    let file =
        |name: &str| FILES.iter().copied().chain([SPELLING]).find(|(n, _)| *n == name).unwrap_or_default();
    let mut topics: Vec<Topic> = read(file("topics.yaml"))?;
    let mut name = "default".to_string();
    let mut hash = Sha256::new();
    for (_, text) in FILES.iter().chain([&SPELLING]) {
        hash.update(text.as_bytes());
    }
    if let Some((path, yaml)) = user {
        hash.update(yaml.as_bytes());
        let stem = std::path::Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned());
        let _ = write!(name, "+{}", stem.unwrap_or_default());
        for topic in read::<Vec<Topic>>((path, yaml))? {
            for primary in LANGUAGES {
                topic_terms(std::slice::from_ref(&topic), primary)
                    .map_err(|(_, message)| at_mention(path, yaml, &topic.id, message))?;
            }
            match topics.iter_mut().find(|known| known.id == topic.id) {
                Some(known) => *known = topic,
                None => topics.push(topic),
            }
        }
    }
    let broken = |file: &str| {
        let path = file.to_string();
        move |message| LexiconError { path, line: 0, column: 0, excerpt: String::new(), message }
    };
    let index = |primary| {
        topic_terms(&topics, primary).map_err(|(i, message)| {
            let id = topics.get(i).map_or("", |topic| &topic.id);
            broken("topics.yaml")(format!("topic {id}: {message}"))
        })
    };
    let topic_index = PerLanguage { en: index("en")?, zh: index("zh")?, ja: index("ja")? };
    let sides: Vec<SideEntry> = read(file("sides.yaml"))?;
    let persons: Vec<PersonEntry> = read(file("persons.yaml"))?;
    let actors: Actors = read(file("actors.yaml"))?;
    let names = |primary| NameIndex::build(primary, &sides, &persons, &actors).map_err(broken("names"));
    let names = PerLanguage { en: names("en")?, zh: names("zh")?, ja: names("ja")? };
    let grammar: PerLanguage<Grammar> = read(file("grammar.yaml"))?;
    let verbs =
        Verbs::build(read::<Vec<ActEntry>>(file("verbs.yaml"))?, &grammar).map_err(broken("verbs.yaml"))?;
    let spelling: Spelling = read(SPELLING)?;
    let (quantities_name, quantities_text) = file("quantities.yaml");
    Ok(Lexicon {
        name,
        version: env!("CARGO_PKG_VERSION").into(),
        sha256: hex(&hash.finalize()),
        topic_index,
        topics,
        names,
        sides,
        persons,
        actors,
        boilerplate: read::<Boilerplate>(file("boilerplate.yaml"))?,
        verbs,
        grammar,
        kinds: read::<Vec<KindWords>>(file("kinds.yaml"))?,
        concepts: read::<Vec<Concept>>(file("glossary.yaml"))?,
        alignment: read::<AlignmentWords>(file("alignment.yaml"))?,
        protocol: read::<ProtocolWords>(file("protocol.yaml"))?,
        quantities: QuantityWords::from_yaml(quantities_text)
            .map_err(|e| from_yaml(quantities_name, quantities_text, &e))?,
        abbreviations: Abbreviations {
            open: spelling.open,
            before_number: spelling.before_number,
            doubtful: spelling.doubtful,
            closing: spelling.closing,
            starters: spelling.starters,
        },
        function_words: spelling.function_words,
    })
}

const LANGUAGES: [&str; 3] = ["en", "zh", "ja"];

fn topic_terms(topics: &[Topic], primary: &str) -> Result<TermIndex, (usize, String)> {
    TermIndex::build(topics.iter().map(|topic| Group {
        terms: topic.terms.get(primary).map(Vec::as_slice).unwrap_or_default(),
        block: topic.block.get(primary).map(Vec::as_slice).unwrap_or_default(),
        anaphora: topic.anaphora.get(primary).map(Vec::as_slice).unwrap_or_default(),
    }))
}

/// Reads one knowledge file. A BOM is skipped.
///
/// # Errors
/// Not YAML, an unknown or missing or doubled key, a value of the wrong kind.
pub fn read<T: DeserializeOwned>((path, yaml): (&str, &str)) -> Result<T, LexiconError> {
    let yaml = yaml.trim_start_matches('\u{FEFF}');
    serde_yaml::from_str(yaml).map_err(|error| from_yaml(path, yaml, &error))
}

fn from_yaml(path: &str, yaml: &str, error: &serde_yaml::Error) -> LexiconError {
    let (line, column) = error.location().map_or((0, 0), |l| (l.line(), l.column()));
    let excerpt = yaml.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let message = error.to_string();
    // The parser ends its message with the place, which the error carries of its own.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(m, _)| m).to_string();
    LexiconError { path: path.into(), line, column, excerpt: excerpt.into(), message }
}

/// An error about a topic, placed at the line where its id stands.
fn at_mention(path: &str, yaml: &str, id: &str, message: String) -> LexiconError {
    let found = yaml.lines().enumerate().find(|(_, l)| l.contains("id:") && l.contains(id));
    let (line, excerpt) = found.map_or((0, ""), |(i, l)| (i + 1, l));
    let column = excerpt.find(id).map_or(0, |at| excerpt[..at].chars().count() + 1);
    LexiconError { path: path.into(), line, column, excerpt: excerpt.into(), message }
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
