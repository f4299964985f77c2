//! Gives the knowledge files: ours as the build has compiled them, a user's read here, errors as file:line:column.

use super::entry::{PerLanguage, Spelling, Topic, TopicHead};
use super::find::Finder;
use super::genre::Genre;
use super::names::NameIndex;
use super::protocol::ProtocolIndex;
use super::rows::Rows;
use super::stems::Stems;
use super::terms::{Group, TermIndex};
use super::verbs::VerbIndex;
use super::{LANGUAGES, Lexicon, Part, Verbs};
use crate::text::sentence::Abbreviations;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
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

/// What the build made of a knowledge file.
macro_rules! made {
    ($($name:literal),+) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/lexicon/", $($name),+))
    };
}

/// An index in each language, read in place.
macro_rules! indexes {
    ($name:literal, $read:expr) => {{
        let read = $read;
        PerLanguage {
            en: lazily(move || read(made!($name, ".en"))),
            zh: lazily(move || read(made!($name, ".zh"))),
            ja: lazily(move || read(made!($name, ".ja"))),
        }
    }};
}

fn lazily<T>(make: impl FnOnce() -> T + Send + Sync + 'static) -> Part<T> {
    Part::new(Box::new(make))
}

/// A file in the form in which the build embeds it.
fn file<T: DeserializeOwned + 'static>(bytes: &'static [u8]) -> Part<T> {
    lazily(move || sound(postcard::from_bytes(bytes)))
}

/// Entries that are read one by one.
fn rows<T: DeserializeOwned + 'static>(bytes: &'static [u8]) -> Part<Rows<T>> {
    lazily(move || sound(Rows::in_place(bytes)))
}

/// A test reads every embedded file.
fn sound<T, E: fmt::Display>(read: Result<T, E>) -> T {
    match read {
        Ok(value) => value,
        Err(error) => unreachable!("the embedded lexicon is broken: {error}"),
    }
}

/// The lexicon in the binary; each part is made when it is first needed.
pub fn default_files() -> Lexicon {
    let terms = |mut bytes: &'static [u8]| TermIndex::in_place(&mut bytes);
    let finder = |mut bytes: &'static [u8]| Finder::in_place(&mut bytes);
    Lexicon {
        name: "default".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        sha256: include_str!(concat!(env!("OUT_DIR"), "/lexicon/sha256")).into(),
        topics: file(made!("topics")),
        topic_entries: lazily(|| sound(read(embedded("topics.yaml")))),
        topic_index: indexes!("topics", terms),
        names: indexes!("names", |bytes: &'static [u8]| NameIndex::in_place(bytes)),
        sides: rows(made!("sides")),
        side_entries: lazily(|| sound(read(embedded("sides.yaml")))),
        issuers: file(made!("issuers")),
        persons: rows(made!("persons")),
        roles: rows(made!("roles")),
        outlets: rows(made!("outlets")),
        boilerplate: file(made!("boilerplate")),
        forms: file(made!("forms")),
        verbs: Verbs { index: indexes!("verbs", |bytes: &'static [u8]| VerbIndex::in_place(bytes)) },
        grammar: file(made!("grammar")),
        kinds: file(made!("kinds")),
        concepts: rows(made!("concepts")),
        concept_index: indexes!("concepts", terms),
        variants: indexes!("variants", finder),
        declining: indexes!("declining", finder),
        denying: indexes!("denying", finder),
        alignment: file(made!("alignment")),
        stems: lazily(|| Stems::in_place(made!("stems"))),
        genre: indexes!("genre", Genre::in_place),
        protocol: indexes!("protocol", ProtocolIndex::in_place),
        quantities: file(made!("quantities")),
        spelling: lazily(|| {
            let spelling: Spelling = sound(postcard::from_bytes(made!("spelling")));
            let abbreviations = Abbreviations {
                open: spelling.open,
                before_number: spelling.before_number,
                doubtful: spelling.doubtful,
                closing: spelling.closing,
                starters: spelling.starters,
            };
            (abbreviations, spelling.function_words)
        }),
    }
}

fn embedded(name: &str) -> Embedded {
    FILES.iter().copied().chain([SPELLING]).find(|(n, _)| *n == name).unwrap_or_default()
}

/// The default lexicon with a user's topics: a topic with an id of ours replaces ours, any other is added. Only the
/// user's file is read and compiled.
///
/// # Errors
/// The user's file is not well formed; place and cause are in the error.
pub fn with_topics(path: &str, yaml: &str) -> Result<Lexicon, LexiconError> {
    let mut lexicon = default_files();
    let mut hash = Sha256::new();
    for (_, text) in FILES.iter().chain([&SPELLING]) {
        hash.update(text.as_bytes());
    }
    hash.update(yaml.as_bytes());
    lexicon.sha256 = hex(&hash.finalize());
    let stem = std::path::Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned());
    let _ = write!(lexicon.name, "+{}", stem.unwrap_or_default());
    let mut heads: Vec<TopicHead> = lexicon.topics.clone();
    // The place among all topics → the topic that stands there.
    let mut user: BTreeMap<usize, Topic> = BTreeMap::new();
    let topics = read::<Vec<Topic>>((path, yaml))?;
    if topics.is_empty() {
        return Err(at_mention(path, yaml, "", "the file has no topics".into()));
    }
    for topic in topics {
        for primary in LANGUAGES {
            topic_terms([&topic], primary)
                .map_err(|(_, message)| at_mention(path, yaml, &topic.id, message))?;
        }
        let head = TopicHead::from(&topic);
        let place = heads.iter().position(|known| known.id == topic.id).unwrap_or(heads.len());
        match heads.get_mut(place) {
            Some(known) => *known = head,
            None => heads.push(head),
        }
        let id = topic.id.clone();
        if user.insert(place, topic).is_some() {
            return Err(at_mention(path, yaml, &id, format!("the topic `{id}` stands twice in the file")));
        }
    }
    let places: Vec<usize> = user.keys().copied().collect();
    let over = |primary: &str, base: fn(&'static [u8]) -> TermIndex, bytes: &'static [u8]| {
        let over = topic_terms(user.values(), primary).map_err(|(i, message)| {
            let id = user.values().nth(i).map_or("", |topic| &topic.id);
            at_mention(path, yaml, id, message)
        })?;
        let places = places.clone();
        Ok(lazily(move || base(bytes).with(over, &places)))
    };
    let base = |mut bytes: &'static [u8]| TermIndex::in_place(&mut bytes);
    lexicon.topic_index = PerLanguage {
        en: over("en", base, made!("topics.en"))?,
        zh: over("zh", base, made!("topics.zh"))?,
        ja: over("ja", base, made!("topics.ja"))?,
    };
    lexicon.topics = lazily(|| heads);
    lexicon.topic_entries = lazily(|| {
        let mut topics: Vec<Topic> = sound(read(embedded("topics.yaml")));
        for (place, topic) in user {
            match topics.get_mut(place) {
                Some(known) => *known = topic,
                None => topics.push(topic),
            }
        }
        topics
    });
    Ok(lexicon)
}

fn topic_terms<'t>(
    topics: impl IntoIterator<Item = &'t Topic>,
    primary: &str,
) -> Result<TermIndex, (usize, String)> {
    TermIndex::build(topics.into_iter().map(|topic| Group {
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

/// An error about a topic, placed at the line where its id stands (the last one, if two do).
fn at_mention(path: &str, yaml: &str, id: &str, message: String) -> LexiconError {
    let is_id = |line: &str| {
        line.split_once("id:").is_some_and(|(_, value)| value.trim().trim_matches(['"', '\'']) == id)
    };
    let found = yaml.lines().enumerate().filter(|(_, line)| is_id(line)).last();
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
