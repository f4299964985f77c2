//! The six calls in a row: paths in, a page out; and what can go wrong on the way.

use crate::alignment::{self, AlignOptions};
use crate::claims::{self, Claims};
use crate::comparison::{self, Comparison};
use crate::cores;
use crate::input::{self, InputError, InputOptions, Notice, Source};
use crate::lexicon::Lexicon;
use crate::lexicon::load::{self, LexiconError};
use crate::readout;
use crate::report::style::count;
use crate::report::{self, Format};
use std::convert::Infallible;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};

/// How far a long run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done at present.
    pub what: &'static str,
    /// How many texts are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// What is meant by a command line, or by a program that calls the library.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How inputs are read that do not say themselves.
    pub input: InputOptions,
    /// Take each line as one sentence.
    pub lines: bool,
    /// How sentences are aligned.
    pub align: AlignOptions,
    /// A topic by index, whose certificate the page adds.
    pub explain: Option<usize>,
    /// Notices are errors.
    pub strict: bool,
    /// Is told how far a run has come; the library itself prints nothing.
    pub progress: Option<fn(Step)>,
}

impl Options {
    /// Tells how far a run has come, where somebody wants to know.
    pub fn tell(&self, what: &'static str, done: usize, total: usize) {
        if let Some(progress) = self.progress {
            progress(Step { what, done, total });
        }
    }
}

/// Why there is no page.
#[derive(Debug)]
pub enum Error {
    /// An input cannot be read.
    Input(InputError),
    /// A knowledge file cannot be used.
    Lexicon(LexiconError),
    /// The result cannot be written.
    Write(io::Error),
    /// What was asked for makes no sense: what, and a way out.
    Usage(String, String),
    /// There are notices, and they are to be errors.
    Strict(Vec<Notice>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Input(error) => error.fmt(f),
            Error::Lexicon(error) => error.fmt(f),
            Error::Write(_) => f.write_str("the result cannot be written"),
            Error::Usage(what, _) => f.write_str(what),
            Error::Strict(notices) => {
                write!(f, "{}, and --strict makes notices errors", count(notices.len(), "notice"))
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Write(error) => Some(error),
            _ => None,
        }
    }
}

impl From<InputError> for Error {
    fn from(error: InputError) -> Error {
        Error::Input(error)
    }
}

impl From<LexiconError> for Error {
    fn from(error: LexiconError) -> Error {
        Error::Lexicon(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}

/// Reads, compares and writes two texts or more. What a reader should know beside the page is added to `notices`.
///
/// # Errors
/// Fewer than two paths, an input that cannot be read, notices where they are errors; then nothing is written.
pub fn run(
    paths: &[String],
    options: &Options,
    format: Format,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<(Comparison, Vec<u8>), Error> {
    let comparison = compare(paths, options, lexicon, notices)?;
    let mut page = Vec::new();
    report::write(&comparison, lexicon, format, options.explain, &mut page)?;
    Ok((comparison, page))
}

/// Everything but the page.
///
/// # Errors
/// As [`run`].
pub fn compare(
    paths: &[String],
    options: &Options,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Comparison, Error> {
    let (comparison, own) = related(paths, options, lexicon, notices)?;
    notices.extend(own);
    each_once(notices);
    strictly(options, notices)?;
    Ok(comparison)
}

/// As [`compare`] for those who want the links alone: what must be known of a comparison is no notice of theirs.
///
/// # Errors
/// As [`run`].
pub fn align(
    paths: &[String],
    options: &Options,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Comparison, Error> {
    let (comparison, _) = related(paths, options, lexicon, notices)?;
    each_once(notices);
    strictly(options, notices)?;
    Ok(comparison)
}

/// The comparison, and apart from the notices of reading what must be known of it.
fn related(
    paths: &[String],
    options: &Options,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<(Comparison, Vec<Notice>), Error> {
    at_least_two(paths)?;
    once_from_standard_input(paths)?;
    let sources = read(paths, options, lexicon, notices)?;
    let (sources, given) = by_label(sources);
    let claims = extract_all(sources, options, lexicon);
    options.tell("aligning", claims.len(), claims.len());
    let alignment = alignment::align(&claims, &options.align, lexicon);
    options.tell("comparing", claims.len(), claims.len());
    let mut own = Vec::new();
    let comparison = comparison::compare(claims, given, alignment, lexicon, &mut own);
    Ok((comparison, own))
}

/// A file that is given twice is told of once.
fn each_once(notices: &mut Vec<Notice>) {
    let mut told: Vec<Notice> = Vec::with_capacity(notices.len());
    for notice in notices.drain(..) {
        if !told.contains(&notice) {
            told.push(notice);
        }
    }
    *notices = told;
}

/// One text alone, as far as its claims.
///
/// # Errors
/// It cannot be read.
pub fn claims_of(
    path: &str,
    options: &Options,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Claims, Error> {
    let mut source = [input::read(path, &options.input, lexicon, notices)?];
    input::label_all(&mut source);
    let [source] = source;
    Ok(extract(source, options, lexicon))
}

/// Bytes of text below which a thread is not worth starting.
const LITTLE: usize = 100_000;

/// The claims of all sources, on all cores if there is enough to do.
fn extract_all(sources: Vec<Source>, options: &Options, lexicon: &Lexicon) -> Vec<Claims> {
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let threads = if bytes < LITTLE { 1 } else { cores::count() };
    let sources: Vec<Mutex<Option<Source>>> =
        sources.into_iter().map(|source| Mutex::new(Some(source))).collect();
    let mut done = Vec::with_capacity(sources.len());
    options.tell("understanding", 0, sources.len());
    let Ok(()) = cores::in_order(
        &sources,
        threads,
        |source| {
            let source = source.lock().unwrap_or_else(PoisonError::into_inner).take();
            source.map(|source| extract(source, options, lexicon))
        },
        |claims| {
            done.extend(claims);
            options.tell("understanding", done.len(), sources.len());
            Ok::<(), Infallible>(())
        },
    );
    done
}

/// A source's claims.
pub fn extract(source: Source, options: &Options, lexicon: &Lexicon) -> Claims {
    match options.lines {
        true => alignment::lines::claims(source, lexicon),
        false => claims::extract(readout::parse(source, lexicon), lexicon),
    }
}

/// The default lexicon, or one with a user's topics.
///
/// # Errors
/// The user's file cannot be read or is not well formed.
pub fn lexicon_with(topics: &str) -> Result<Lexicon, Error> {
    let bytes = std::fs::read(topics).map_err(|e| {
        InputError::io(topics, &e).hint("give a file of topics; `readout-diff lexicon dump` prints one")
    })?;
    let yaml = String::from_utf8(bytes)
        .map_err(|_| InputError::new(topics, "is not UTF-8 text").hint("save the lexicon as UTF-8"))?;
    Ok(load::with_topics(topics, &yaml)?)
}

/// Fails when there are notices and they are to be errors.
///
/// # Errors
/// There are notices, and `options` says so.
pub fn strictly(options: &Options, notices: &[Notice]) -> Result<(), Error> {
    match options.strict && !notices.is_empty() {
        true => Err(Error::Strict(notices.to_vec())),
        false => Ok(()),
    }
}

fn read(
    paths: &[String],
    options: &Options,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::with_capacity(paths.len());
    for (done, path) in paths.iter().enumerate() {
        options.tell("reading", done, paths.len());
        sources.push(input::read(path, &options.input, lexicon, notices)?);
    }
    input::label_all(&mut sources);
    Ok(sources)
}

/// Sorts sources by label and keeps the place of each among the arguments.
fn by_label(sources: Vec<Source>) -> (Vec<Source>, Vec<usize>) {
    let mut placed: Vec<(usize, Source)> = sources.into_iter().enumerate().collect();
    placed.sort_by(|(i, a), (j, b)| (&a.label, i).cmp(&(&b.label, j)));
    let given = placed.iter().map(|(i, _)| *i).collect();
    (placed.into_iter().map(|(_, source)| source).collect(), given)
}

fn at_least_two(paths: &[String]) -> Result<(), Error> {
    let hint = "give two readouts or more, as in `readout-diff china.txt us.txt`";
    match paths {
        [] => Err(Error::Usage("there is nothing to compare".into(), hint.into())),
        [one] => Err(Error::Usage(
            format!("{one}: one text alone cannot be compared"),
            format!("{hint}; for the claims of one text, `readout-diff claims {one}`"),
        )),
        _ => Ok(()),
    }
}

/// Standard input can be read once.
///
/// # Errors
/// `-` is given twice.
pub fn once_from_standard_input(paths: &[String]) -> Result<(), Error> {
    match paths.iter().filter(|path| *path == "-").count() {
        0 | 1 => Ok(()),
        _ => Err(Error::Usage(
            "`-` is given twice, and standard input can be read only once".into(),
            "save one of the texts to a file".into(),
        )),
    }
}
