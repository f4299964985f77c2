//! Stage 1, paths → [`Source`]: what is this text, whose is it, and how sure are we?

pub mod decode;
pub mod detect;
pub mod error;
pub mod folder;
mod frame;
pub mod header;

pub use error::{InputError, Notice, Place};

use crate::lexicon::Lexicon;
use crate::text::language::{self, Language};
use crate::text::span::Span;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;

/// What a text is, by how its voices are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A government's own account in the third person.
    Readout,
    /// A first-person post.
    Post,
    /// Questions and answers, or statements by turns.
    PressConference,
    /// Turns of one interviewer and one interviewed.
    Interview,
    /// A news report, which may wrap a readout.
    News,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] =
        [Kind::Readout, Kind::Post, Kind::PressConference, Kind::Interview, Kind::News];

    /// The word used in front matter and output.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Readout => "readout",
            Kind::Post => "post",
            Kind::PressConference => "press-conference",
            Kind::Interview => "interview",
            Kind::News => "news",
        }
    }

    /// Reads the word used in front matter.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the text consists of labelled turns.
    pub fn has_turns(self) -> bool {
        matches!(self, Kind::PressConference | Kind::Interview)
    }
}

/// A value and whether the front matter stated it or the text showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// True when stated in the front matter (or on the command line), false when detected.
    pub stated: bool,
}

impl<T> Known<T> {
    /// A stated value.
    pub fn stated(value: T) -> Self {
        Known { value, stated: true }
    }

    /// A detected value.
    pub fn detected(value: T) -> Self {
        Known { value, stated: false }
    }
}

/// A text as read, with what is known about it before its sentences are looked at.
#[derive(Clone, Debug)]
pub struct Source {
    /// Side and language (`cn.zh`), or the file's stem when no side is known; unique within a comparison once
    /// [`label_all`] has run.
    pub label: String,
    /// The path as typed; `-` for standard input.
    pub path: String,
    /// SHA-256 of the bytes as read, lower-case hexadecimal.
    pub sha256: String,
    /// Whose text it is (ISO 3166-1 alpha-2, or EU, UN, NATO, media).
    pub side: Option<Known<String>>,
    /// The publishing office, as the front matter writes it.
    pub issuer: Option<String>,
    /// Who "I" is, as the front matter writes it.
    pub author: Option<String>,
    /// What kind of text it is.
    pub kind: Known<Kind>,
    /// The language.
    pub language: Known<Language>,
    /// The day of the talk, or of publication where the text tells no other.
    pub date: Option<Known<Date>>,
    /// The event, as the front matter writes it.
    pub event: Option<String>,
    /// The title, which is no part of the body.
    pub title: Option<String>,
    /// official, provisional or unofficial, when the text is a translation.
    pub translation: Option<String>,
    /// Where the text was published.
    pub url: Option<String>,
    /// The day it was retrieved.
    pub retrieved: Option<String>,
    /// The encoding the bytes were decoded from, by its WHATWG name.
    pub encoding: String,
    /// The whole decoded file, front matter included, BOM excluded. Every span counts in it.
    pub text: String,
    /// The part of `text` after the front matter.
    pub body: Span,
}

/// How inputs are read when they don't say themselves.
#[derive(Clone, Debug, Default)]
pub struct InputOptions {
    /// A WHATWG encoding label that overrides detection.
    pub encoding: Option<String>,
    /// A BCP 47 tag for inputs whose front matter has none.
    pub language: Option<Language>,
    /// Read no front matter: every line is text.
    pub plain: bool,
}

/// Reads one path; `-` is standard input.
///
/// # Errors
/// [`InputError`] with the path (and line, where there is one): missing, a directory, empty, binary, not decodable,
/// a broken front matter.
pub fn read(
    path: &str,
    options: &InputOptions,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Source, InputError> {
    let bytes = decode::slurp(path)?;
    read_bytes(path, &bytes, options, lexicon, notices)
}

/// Reads a text that is already in memory; `path` is only its name.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    path: &str,
    bytes: &[u8],
    options: &InputOptions,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Source, InputError> {
    let decoded = decode::decode(path, bytes, options.encoding.as_deref(), notices)?;
    let text = decoded.text;
    let header = match options.plain {
        true => header::Header::none(),
        false => header::read(path, &text, lexicon, notices)?,
    };
    let body = Span::new(header.end, text.len());
    if body.of(&text).trim().is_empty() {
        return Err(InputError::new(path, "the file has no text")
            .hint("give the text of a readout, not only its front matter"));
    }
    let language = match header.language.or(options.language) {
        Some(stated) => Known::stated(stated),
        None => Known::detected(language::detect(body.of(&text), lexicon.function_words())),
    };
    let kind = match header.kind {
        Some(kind) => Known::stated(kind),
        None => Known::detected(detect::detect_kind(
            body.of(&text),
            header.author.is_some(),
            language.value,
            lexicon,
        )),
    };
    let mut source = Source {
        label: String::new(),
        path: path.into(),
        sha256: decoded.sha256,
        side: header.side.map(Known::stated),
        issuer: header.issuer,
        author: header.author,
        kind,
        language,
        date: header.date.map(Known::stated),
        event: header.event,
        title: header.title,
        translation: header.translation,
        url: header.url,
        retrieved: header.retrieved,
        encoding: decoded.encoding,
        text,
        body,
    };
    detect::detect_rest(&mut source, lexicon);
    source.label = own_label(&source);
    Ok(source)
}

fn own_label(source: &Source) -> String {
    match &source.side {
        Some(side) => format!("{}.{}", side.value.to_lowercase(), source.language.value.primary()),
        None if source.path == "-" => "stdin".into(),
        None => Path::new(&source.path)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .filter(|stem| !stem.is_empty())
            .unwrap_or_else(|| "source".into()),
    }
}

/// Makes labels unique: equal ones are numbered in the order of the texts' SHA-256 (then path), past numbers that another
/// label already is, so that the order of the arguments changes nothing.
pub fn label_all(sources: &mut [Source]) {
    let mut order: Vec<(String, String, String, usize)> = sources
        .iter()
        .enumerate()
        .map(|(i, s)| (s.label.clone(), s.sha256.clone(), s.path.clone(), i))
        .collect();
    order.sort();
    let mut taken: BTreeSet<String> = order.iter().map(|(label, ..)| label.clone()).collect();
    for group in order.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let mut numbers = 1usize..;
        for (label, .., i) in group {
            let free =
                numbers.by_ref().map(|n| format!("{label}-{n}")).find(|name| taken.insert(name.clone()));
            if let (Some(source), Some(name)) = (sources.get_mut(*i), free) {
                source.label = name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(paths: &[&str]) -> Vec<String> {
        let read = |path: &&str| {
            let text = format!("The leaders of {path} spoke.");
            read_bytes(
                path,
                text.as_bytes(),
                &InputOptions::default(),
                Lexicon::default_lexicon(),
                &mut Vec::new(),
            )
        };
        let mut sources: Vec<Source> = paths.iter().map(|path| read(path).unwrap()).collect();
        label_all(&mut sources);
        sources.into_iter().map(|source| source.label).collect()
    }

    #[test]
    fn a_number_never_makes_a_label_that_is_taken() {
        let mut given = labels(&["a/x.txt", "b/x.txt", "x-1.txt"]);
        let mut turned = labels(&["x-1.txt", "b/x.txt", "a/x.txt"]);
        turned.reverse();
        assert_eq!(given, turned);
        given.sort();
        assert_eq!(given, ["x-1", "x-2", "x-3"]);
    }
}
