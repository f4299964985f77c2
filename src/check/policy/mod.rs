//! What is expected of the texts: `readout-diff.yaml`, read and checked.

pub mod fields;
pub mod glob;
pub mod node;
pub mod read;
pub mod select;

use super::rules::Rule;
use crate::input::folder;
use glob::Globs;
use node::{At, File, Located};
use select::Select;

/// The name of the file.
pub const NAME: &str = "readout-diff.yaml";

/// The file that `check --init` writes, which is also what is expected where there is no file.
pub const START: &str = include_str!("start.yaml");

/// How grave a finding is. Ordered, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// To be known.
    Note,
    /// To be looked at.
    Warning,
    /// To be mended or explained.
    Error,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word used in files and output.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// Something expected of texts.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Its name, unique in the file.
    pub id: Located<String>,
    /// How grave it is when it is not met.
    pub level: Severity,
    /// What to say when it is not met; else the rule says it.
    pub message: Option<String>,
    /// Why it is expected.
    pub reason: String,
    /// Of which texts.
    pub select: Select,
    /// What.
    pub rule: Rule,
}

/// Findings that are known and accepted.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// The expectation's id.
    pub expectation: Located<String>,
    /// In which files; all, when none are named.
    pub files: Option<Globs>,
    /// On which topics; all, when none are named.
    pub topics: Vec<String>,
    /// Why they are accepted.
    pub reason: String,
    /// Where it stands.
    pub at: At,
}

/// Which files make one talk.
#[derive(Clone, Debug)]
pub enum Grouping {
    /// Those of one folder.
    Folder,
    /// Those with the same `event` in their front matter.
    FrontMatter,
    /// Those named; any other is a talk of its own.
    Named(Vec<(String, Globs)>),
}

/// All that the file says.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its path, as output names it.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Which files are readouts; all texts, when none are named.
    pub readouts: Option<Globs>,
    /// Which are left out.
    pub exclude: Option<Globs>,
    /// Which make one talk.
    pub talks: Grouping,
    /// A file of topics, from the file's folder.
    pub lexicon: Option<String>,
    /// From which level on findings make the run fail; none for never.
    pub fail_on: Option<Severity>,
    /// What is expected.
    pub expectations: Vec<Expectation>,
    /// What is accepted.
    pub suppressions: Vec<Suppression>,
}

impl Policy {
    /// Whether a file, by its path from the policy's folder, is a readout.
    pub fn takes(&self, file: &str) -> bool {
        let named = self.readouts.as_ref().map_or(folder::is_text(file), |globs| globs.matches(file));
        let left_out = self.exclude.as_ref().is_some_and(|globs| globs.matches(file));
        named && !left_out && !folder::is_readme(file)
    }

    /// The files of sums, as paths from the policy's folder.
    pub fn sums(&self) -> impl Iterator<Item = &str> {
        self.expectations.iter().filter_map(|expectation| expectation.rule.sums())
    }

    /// The file, for complaints.
    pub fn file(&self) -> File<'_> {
        File { path: &self.path, text: &self.text }
    }
}
