//! The finished page: everything sorted, quoted and worded. Printers lay it out and compute nothing.
//!
//! Texts of a view are plain text; each printer makes the readouts' words harmless in its own way (see `escape`).

mod absences;
mod brief;
mod build;
mod cards;
mod full;
mod names;
mod shared;

use crate::comparison::{Comparison, Standing, Status};
use crate::lexicon::Lexicon;
use crate::report::style::words;

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

    /// What the section tells, in a sentence, for pages that have room.
    pub fn note(self) -> &'static str {
        match self {
            Section::Sources => "The texts as read; what no front matter states is marked as detected.",
            Section::Topics => "How far each text goes into each topic.",
            Section::Only => "The words of the texts that mention a topic where another does not.",
            Section::Shared => "Sentences that say the same, then sentences about the same specific thing.",
            Section::Wording => "How sentences that say the same differ in words.",
            Section::Ledger => {
                "What a text has another side say or do, held against that side's own text. A claim that is not \
                 carried may be true or not."
            }
            Section::Conflicts => "Two numbers or dates of linked sentences that cannot both hold.",
            Section::Protocol => "What each text states of the talk itself.",
            Section::Absent => {
                "No term of the lexicon was found in the text. The topic may have been discussed or not."
            }
        }
    }
}

/// The title of the texts in full, on pages that have them.
pub const TEXTS: &str = "The texts side by side";

/// What it tells.
pub const TEXTS_NOTE: &str = "Each sentence leads to those of the other texts that it is linked with.";

/// The title of the evidence of each topic, on pages that have it.
pub const EVIDENCE: &str = "Evidence for each topic";

/// What it tells.
pub const EVIDENCE_NOTE: &str =
    "What hit, with its term; where nothing did, the terms that were searched for and what came near.";

/// What a page says where a section has nothing to show.
pub const NOTHING: &str = "nothing";

/// What a page says for a field of the protocol card that a text leaves open.
pub const NOT_STATED: &str = "not stated";

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
    /// The source's column, from 0.
    pub column: usize,
    /// The units, from 0.
    pub units: Vec<usize>,
}

impl Quote {
    /// The place, and who speaks where that is told.
    pub fn head(&self) -> String {
        match self.voice.is_empty() {
            true => self.place.clone(),
            false => format!("{} · {}", self.place, self.voice),
        }
    }
}

/// A plain line: words of the page, and words of a readout with their language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The words in order; with a BCP 47 tag those of a readout.
    pub parts: Vec<(String, Option<&'static str>)>,
}

impl Line {
    /// The words without their languages.
    pub fn plain(&self) -> String {
        self.parts.iter().map(|(words, _)| words.as_str()).collect()
    }
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
    /// BCP 47 tag of the text.
    pub language: &'static str,
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
    /// How many claims more there are than quotes, in words; empty when there are none.
    pub more: String,
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
    /// Relation, score and topics in a line.
    pub head: String,
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
    pub cells: Vec<Option<StatedView>>,
}

/// What a source states of the talk.
#[derive(Clone, Debug)]
pub struct StatedView {
    /// The value; empty where only words of the text are shown.
    pub value: String,
    /// Whether the value is words of the text.
    pub verbatim: bool,
    /// Words of the text that say so.
    pub quotes: Vec<String>,
}

impl StatedView {
    /// Value and words in one line.
    pub fn line(&self) -> String {
        match (self.value.is_empty(), self.quotes.is_empty()) {
            (true, _) => self.quotes.join(", "),
            (_, true) => self.value.clone(),
            _ => format!("{} “{}”", self.value, self.quotes.join("”, “")),
        }
    }
}

/// What was searched for in a source and not found.
#[derive(Clone, Debug)]
pub struct AbsentView {
    /// The source.
    pub label: String,
    /// Its column, from 0.
    pub column: usize,
    /// One line a topic: its name, how it stands, terms searched, near misses.
    pub topics: Vec<AbsentTopic>,
}

/// A topic that a source does not mention.
#[derive(Clone, Debug)]
pub struct AbsentTopic {
    /// The topic's name.
    pub name: String,
    /// The topic's row in the matrix, from 0.
    pub row: usize,
    /// How it stands where that is not plain omission, how many terms were searched for, how many came near.
    pub words: String,
    /// What came near, and hits in headings and commentary.
    pub near: Vec<Line>,
}

/// The certificate of one topic.
#[derive(Clone, Debug)]
pub struct ExplainView {
    /// The topic's name.
    pub name: String,
    /// The title of the certificate.
    pub title: String,
    /// For each source in the order of columns: label, level, the terms searched for, what came near, what hit.
    pub sources: Vec<ExplainSource>,
}

/// The certificate of one topic in one source.
#[derive(Clone, Debug)]
pub struct ExplainSource {
    /// The source.
    pub label: String,
    /// The level.
    pub level: Standing,
    /// The level in words.
    pub standing: &'static str,
    /// How many terms were searched for, in words.
    pub count: String,
    /// BCP 47 tag of the terms.
    pub language: &'static str,
    /// The terms searched for.
    pub searched: Vec<String>,
    /// What stood there without counting.
    pub near: Vec<Line>,
    /// What hit, with the term.
    pub hits: Vec<(Line, Quote)>,
}

/// A text in full, sentence by sentence.
#[derive(Clone, Debug)]
pub struct FullText {
    /// The source's label.
    pub label: String,
    /// The title of its front matter.
    pub title: Option<String>,
    /// BCP 47 tag.
    pub language: &'static str,
    /// Paragraphs of sentences.
    pub paragraphs: Vec<Vec<FullUnit>>,
}

/// A sentence of a text in full.
#[derive(Clone, Debug)]
pub struct FullUnit {
    /// The unit, from 0.
    pub unit: usize,
    /// Its id: `u3`.
    pub id: String,
    /// Whether it is a heading, dateline or furniture.
    pub aside: bool,
    /// How many claims it holds, in words; empty when there are none.
    pub said: String,
    /// Its words, cut at its claims.
    pub pieces: Vec<Piece>,
    /// Sentences of other texts that it is linked with.
    pub partners: Vec<Partner>,
    /// The texts in which it has no counterpart, in words; empty when it has one in each.
    pub alone: String,
}

/// Words of a sentence: a claim, or what stands between claims.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The claim's id, or empty.
    pub claim: String,
    /// Who says it, doing what, on which topics; empty where there is no claim.
    pub about: String,
    /// The words, as read.
    pub text: String,
}

/// A linked sentence of another text.
#[derive(Clone, Debug)]
pub struct Partner {
    /// The other text's column, from 0.
    pub column: usize,
    /// The units there.
    pub units: Vec<usize>,
    /// Relation and place: `same us.en u4`.
    pub words: String,
    /// Whether it says the same.
    pub same: bool,
}

/// What only long pages show.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The texts in the order of columns.
    pub texts: Vec<FullText>,
    /// For each row of the matrix, what hit, and what was searched for where nothing did.
    pub evidence: Vec<ExplainView>,
}

/// The finished page.
#[derive(Clone, Debug)]
pub struct View {
    /// What is compared, as a title.
    pub title: String,
    /// The findings in five plain lines.
    pub brief: Vec<Line>,
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
    /// Texts in full and evidence of every topic, where they are wanted.
    pub whole: Option<Whole>,
    /// Where to look next: what for, and the arguments that show it.
    pub hints: Vec<(String, String)>,
    /// Tool, lexicon and its hash.
    pub method: String,
    /// What "not mentioned" means.
    pub caveat: &'static str,
}

impl View {
    /// Makes the page of a comparison; `explain` is a topic by index.
    pub fn of(comparison: &Comparison, lexicon: &Lexicon, explain: Option<usize>) -> View {
        build::Builder::new(comparison, lexicon).view(explain)
    }

    /// The page with the texts in full and the evidence of every topic.
    pub fn whole(comparison: &Comparison, lexicon: &Lexicon) -> View {
        build::Builder::new(comparison, lexicon).whole()
    }

    /// The matrix in words, for those who don't see a picture of it.
    pub fn matrix_in_words(&self) -> String {
        let rows = self.topics.iter().map(|topic| {
            let cells = self.sources.iter().zip(&topic.cells);
            let cells: Vec<String> =
                cells.map(|(source, cell)| format!("{} {}", source.label, words(cell.standing))).collect();
            format!("{}: {}.", topic.name, cells.join(", "))
        });
        rows.collect::<Vec<_>>().join(" ")
    }

    /// Whether a section has nothing to show.
    pub fn is_empty(&self, section: Section) -> bool {
        match section {
            Section::Sources => self.sources.is_empty(),
            Section::Topics => self.topics.is_empty(),
            Section::Only => self.only.is_empty(),
            Section::Shared => self.shared.is_empty(),
            Section::Wording => self.wording.is_empty(),
            Section::Ledger => self.ledger.is_empty(),
            Section::Conflicts => self.conflicts.is_empty(),
            Section::Protocol => self.protocol.is_empty(),
            Section::Absent => self.absent.is_empty(),
        }
    }
}
