//! The finished page: everything sorted, quoted and worded. Printers lay it out and compute nothing.
//!
//! Texts of a view are plain text; each printer makes the readouts' words harmless in its own way (see `escape`).

mod absences;
mod build;
mod cards;
mod shared;

use crate::comparison::{Comparison, Standing, Status};
use crate::lexicon::Lexicon;

/// A section of the page, in the page's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What was compared.
    Sources,
    /// Topics by sources.
    Topics,
    /// Topics that some sources mention and others do not.
    Only,
    /// Linked sentences side by side.
    Shared,
    /// How shared points are worded.
    Wording,
    /// The attribution ledger.
    Ledger,
    /// Numbers and dates that clash.
    Conflicts,
    /// The protocol card.
    Protocol,
    /// What was searched for and not found.
    Absent,
}

impl Section {
    /// Every section, in the page's order.
    pub const ALL: [Section; 9] = [
        Section::Sources,
        Section::Topics,
        Section::Only,
        Section::Shared,
        Section::Wording,
        Section::Ledger,
        Section::Conflicts,
        Section::Protocol,
        Section::Absent,
    ];

    /// The name by which `--only` picks it.
    pub fn word(self) -> &'static str {
        match self {
            Section::Sources => "sources",
            Section::Topics => "topics",
            Section::Only => "only",
            Section::Shared => "shared",
            Section::Wording => "wording",
            Section::Ledger => "ledger",
            Section::Conflicts => "conflicts",
            Section::Protocol => "protocol",
            Section::Absent => "absent",
        }
    }

    /// The section of a name.
    pub fn from_word(word: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.word() == word)
    }

    /// The title on the page.
    pub fn title(self) -> &'static str {
        match self {
            Section::Sources => "Compared",
            Section::Topics => "Topics",
            Section::Only => "Mentioned by some, not by others",
            Section::Shared => "In common",
            Section::Wording => "Wording of shared points",
            Section::Ledger => "Words and acts attributed to another side",
            Section::Conflicts => "Numbers and dates that clash",
            Section::Protocol => "Protocol",
            Section::Absent => "Not mentioned",
        }
    }
}

/// Words of a readout with where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The source's label and the units: `cn.zh u4`.
    pub place: String,
    /// Who speaks, where that is told: `xi`, `both`; empty otherwise.
    pub voice: String,
    /// The words, as read.
    pub text: String,
    /// BCP 47 tag of the words.
    pub language: &'static str,
}

/// A source on the page.
#[derive(Clone, Debug)]
pub struct SourceView {
    /// The label.
    pub label: String,
    /// Side, issuer, kind, language, date; what is detected is marked so.
    pub facts: String,
    /// The path, and how much was read.
    pub extent: String,
}

/// A topic in a source.
#[derive(Clone, Debug)]
pub struct CellView {
    /// The level.
    pub standing: Standing,
    /// Claims, first unit, share; empty when there is nothing to count.
    pub detail: String,
}

/// A row of the matrix.
#[derive(Clone, Debug)]
pub struct TopicView {
    /// The topic's name.
    pub name: String,
    /// One cell a source, in the order of columns.
    pub cells: Vec<CellView>,
}

/// A topic that some sources mention and others do not.
#[derive(Clone, Debug)]
pub struct OnlyView {
    /// The topic's name.
    pub name: String,
    /// The sources that mention it.
    pub by: String,
    /// Those that do not, with how they stand to it.
    pub not_by: String,
    /// What is said.
    pub quotes: Vec<Quote>,
    /// How many claims more there are than quotes.
    pub more: usize,
}

/// Linked sentences. On a page that quotes each sentence in full once, `known` tells which were quoted before.
#[derive(Clone, Debug)]
pub struct SharedView {
    /// same or related.
    pub relation: &'static str,
    /// The topics in common, named.
    pub about: String,
    /// How alike they are.
    pub score: String,
    /// Side by side, in the order of columns.
    pub quotes: [Quote; 2],
    /// Whether a link before has quoted the sentence.
    pub known: [bool; 2],
}

/// Two sources' links.
#[derive(Clone, Debug)]
pub struct PairView {
    /// Both labels, how the texts are related, what shows it, and how many sentences are linked.
    pub summary: String,
    /// The links, `same` before `related`.
    pub links: Vec<SharedView>,
}

/// A difference in wording.
#[derive(Clone, Debug)]
pub struct WordingView {
    /// The concept, or `words`.
    pub what: String,
    /// The words on each side; empty text where there are none.
    pub quotes: [Quote; 2],
}

/// A row of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerView {
    /// What the other side's text has of it.
    pub status: Status,
    /// The status in words, with the other text.
    pub words: String,
    /// What is attributed.
    pub quote: Quote,
    /// What the other side's text says, where it confirms.
    pub other: Vec<Quote>,
}

/// Two numbers or dates that clash.
#[derive(Clone, Debug)]
pub struct ConflictView {
    /// The kind of quantity.
    pub kind: &'static str,
    /// The words on both sides, in the order of columns.
    pub quotes: [Quote; 2],
}

/// A field of the protocol card.
#[derive(Clone, Debug)]
pub struct ProtocolView {
    /// The field's name.
    pub name: &'static str,
    /// What each source says, in the order of columns; none when it is not stated.
    pub cells: Vec<Option<String>>,
}

/// What was searched for in a source and not found.
#[derive(Clone, Debug)]
pub struct AbsentView {
    /// The source.
    pub label: String,
    /// One line a topic: its name, how it stands, terms searched, near misses.
    pub topics: Vec<AbsentTopic>,
}

/// A topic that a source does not mention.
#[derive(Clone, Debug)]
pub struct AbsentTopic {
    /// The topic's name.
    pub name: String,
    /// In words.
    pub standing: &'static str,
    /// How many terms were searched for.
    pub searched: usize,
    /// What came near, and hits in headings and commentary.
    pub near: Vec<String>,
}

/// The certificate of one topic.
#[derive(Clone, Debug)]
pub struct ExplainView {
    /// The topic's name.
    pub name: String,
    /// For each source in the order of columns: label, level, the terms searched for, what came near, what hit.
    pub sources: Vec<ExplainSource>,
}

/// The certificate of one topic in one source.
#[derive(Clone, Debug)]
pub struct ExplainSource {
    /// The source.
    pub label: String,
    /// The level in words.
    pub standing: &'static str,
    /// The terms searched for.
    pub searched: Vec<String>,
    /// What stood there without counting.
    pub near: Vec<String>,
    /// What hit, with the term.
    pub hits: Vec<(String, Quote)>,
}

/// The finished page.
#[derive(Clone, Debug)]
pub struct View {
    /// The sources in the order of columns.
    pub sources: Vec<SourceView>,
    /// Whether they report the same talk, a line for each pair that does not.
    pub talks: Vec<String>,
    /// The matrix.
    pub topics: Vec<TopicView>,
    /// Under the matrix: claims on none of the topics, topics mentioned by no source.
    pub remarks: Vec<String>,
    /// Topics that some mention and others do not.
    pub only: Vec<OnlyView>,
    /// Linked sentences, pair by pair.
    pub shared: Vec<PairView>,
    /// Differences in wording.
    pub wording: Vec<WordingView>,
    /// The ledger.
    pub ledger: Vec<LedgerView>,
    /// Clashes.
    pub conflicts: Vec<ConflictView>,
    /// The protocol card.
    pub protocol: Vec<ProtocolView>,
    /// What was not found.
    pub absent: Vec<AbsentView>,
    /// The certificate that was asked for.
    pub explain: Option<ExplainView>,
    /// Tool, lexicon and its hash.
    pub method: String,
}

impl View {
    /// Makes the page of a comparison; `explain` is a topic by index.
    pub fn of(comparison: &Comparison, lexicon: &Lexicon, explain: Option<usize>) -> View {
        build::Builder::new(comparison, lexicon).view(explain)
    }
}
