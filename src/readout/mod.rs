//! Stage 2, [`Source`] → [`Readout`]: which blocks and sentences does it have, who takes part, and who speaks where?

pub mod blocks;
mod dateline;
mod discover;
mod furniture;
mod office;
pub mod participants;
mod scan;
pub mod voice;

use crate::input::Source;
use crate::lexicon::Lexicon;
use crate::lexicon::act::Act;
use crate::lexicon::verbs::VerbHit;
use crate::text::fold::Folded;
use crate::text::span::Span;
use serde::Serialize;

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A headline or a section's title.
    Heading,
    /// Running text.
    Paragraph,
    /// What one speaker says in a press conference, interview or transcript.
    Turn,
    /// Place, date and agency before the first sentence.
    Dateline,
    /// Closing formulas, bylines, links, captions: no content.
    Furniture,
}

/// A stretch of the text of one kind. Blocks don't overlap and stand in the text's order.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// The label of a turn, without its colon, and where the words begin after it.
    pub label: Option<Span>,
    /// Blocks of one paragraph share a number; a new paragraph is a new frame for the voice.
    pub paragraph: usize,
}

/// A sentence: what alignment pairs. Numbered from 0 in the text's order.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Which block it is in.
    pub block: usize,
    /// Heading, Paragraph, Turn or Furniture.
    pub kind: BlockKind,
}

/// Who, according to the text, says something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// Somebody by name, as an index into [`Readout::persons`].
    Person(usize),
    /// The participants together.
    Both,
    /// The text itself.
    Narrator,
    /// Somebody who asks a question.
    Journalist,
    /// An analyst, an outlet's own background, an unnamed official.
    Commentator,
}

/// Somebody named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The voice key: lower-case ASCII family name where one is known, else role or the name as written.
    pub key: String,
    /// The given name, lower-case ASCII, or empty: tells two of one key apart.
    pub given: String,
    /// The name as the text writes it first.
    pub name: String,
    /// Further forms under which the text names the person (folded).
    pub forms: Vec<String>,
    /// The side spoken for, where known.
    pub side: Option<String>,
    /// The role id of actors.yaml, where known.
    pub role: Option<String>,
    /// The English pronoun: he or she, where known.
    pub pronoun: Option<String>,
    /// Whether this person takes part in the talk that the text reports.
    pub participant: bool,
    /// Whether the lexicon knows the person.
    pub known: bool,
}

/// How sure an attribution is. Ordered, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A default, or a guess.
    Low,
    /// An inference that is mostly right.
    Medium,
    /// The text says so.
    High,
}

/// Which rule of attribution gave a voice. The words appear in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The headline, coded apart.
    Heading,
    /// The call or meeting itself.
    Event,
    /// A turn's label.
    Label,
    /// A report inside a report.
    Nested,
    /// A cue before the words ("X said that …", X表示，).
    CueBefore,
    /// A cue behind the words ("…", said X).
    CueAfter,
    /// A cue without a subject takes the one before (…，强调…).
    CueShared,
    /// The participants together agree.
    Joint,
    /// The participants discussed, met, exchanged views.
    Discussed,
    /// "I" and "we" of the author.
    FirstPerson,
    /// The voice carries on from the sentence before.
    Carried,
    /// A trailing cue covers the sentences before it.
    CarriedBack,
    /// No rule: the text itself.
    Default,
}

impl Rule {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Rule::Heading => "heading",
            Rule::Event => "event",
            Rule::Label => "label",
            Rule::Nested => "nested",
            Rule::CueBefore => "cue-before",
            Rule::CueAfter => "cue-after",
            Rule::CueShared => "cue-shared",
            Rule::Joint => "joint",
            Rule::Discussed => "discussed",
            Rule::FirstPerson => "first-person",
            Rule::Carried => "carried",
            Rule::CarriedBack => "carried-back",
            Rule::Default => "default",
        }
    }
}

/// A clause of a unit with one voice: what `claims` turns into a claim.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The unit it is in.
    pub unit: usize,
    /// Where it stands; the segments of a unit follow each other and cover it.
    pub span: Span,
    /// Who says it.
    pub voice: Voice,
    /// Those through whom the words came, outermost first (王毅 in 王毅说，鲁比奥表示…).
    pub reporters: Vec<Voice>,
    /// Who is spoken to, where the cue says so.
    pub addressee: Option<usize>,
    /// An outlet the words came through.
    pub via: Option<String>,
    /// The act of the cue's verb, where there is a cue.
    pub cue: Option<Cue>,
    /// Which rule gave the voice.
    pub rule: Rule,
    /// How sure it is.
    pub confidence: Confidence,
}

/// The words that show a voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb.
    pub span: Span,
    /// The act it shows.
    pub act: Act,
    /// How strongly, 0 to 3.
    pub strength: u8,
    /// Whether the verb itself is negated ("did not discuss").
    pub negated: bool,
}

/// Somebody or something named in a text, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The unit it stands in.
    pub unit: usize,
    /// Where.
    pub span: Span,
    /// Who.
    pub what: Entity,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// A person, as an index into [`Readout::persons`].
    Person(usize),
    /// A side by its id.
    Side(String),
    /// The participants together.
    Joint,
}

/// A text with its structure: blocks, sentences, people and voices.
#[derive(Clone, Debug)]
pub struct Readout {
    /// The text it was read from.
    pub source: Source,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its sentences, in order.
    pub units: Vec<Unit>,
    /// Everybody named, participants first, then in order of appearance.
    pub persons: Vec<Person>,
    /// The sides that take part, sorted.
    pub parties: Vec<String>,
    /// Who "I" is in a first-person text, as an index into `persons`.
    pub author: Option<usize>,
    /// Who is named where, in the text's order.
    pub named: Vec<Named>,
    /// The clauses of all units, in order.
    pub segments: Vec<Segment>,
    /// All units folded, in order, for the next stage, which takes them.
    pub folded: Vec<FoldedUnit>,
}

/// A unit as the next stage reads it on.
#[derive(Clone, Debug, Default)]
pub struct FoldedUnit {
    /// The sentence, folded.
    pub folded: Folded,
    /// Verbs of saying and predicates of acts, sorted by place.
    pub verbs: Vec<VerbHit>,
}

impl FoldedUnit {
    /// Folds a stretch of a readout, and seeks its verbs.
    pub fn read(readout: &Readout, span: Span, lexicon: &Lexicon) -> FoldedUnit {
        let folded = Folded::of(&readout.source.text, span);
        let index = lexicon.verbs.index.get(readout.source.language.value.primary());
        let verbs = index.map(|verbs| verbs.find(folded.text())).unwrap_or_default();
        FoldedUnit { folded, verbs }
    }
}

/// Reads the structure of a source. Total: any text has blocks, sentences and voices, if only the narrator's.
pub fn parse(source: Source, lexicon: &Lexicon) -> Readout {
    let (blocks, units, folded) = blocks::split(&source, lexicon);
    let publisher: Vec<String> = source.side.iter().map(|s| s.value.clone()).collect();
    let primary = source.language.value.primary();
    let mut scans = scan::all(&source.text, folded, primary, &publisher, lexicon);
    let people = participants::find(&source, &blocks, &units, &mut scans, lexicon);
    let named = scan::named(&scans, lexicon);
    let mut readout = Readout {
        source,
        blocks,
        units,
        persons: people.persons,
        parties: people.parties,
        author: people.author,
        named,
        segments: Vec::new(),
        folded: Vec::new(),
    };
    readout.segments = voice::attribute(&readout, &scans, lexicon);
    readout.folded =
        scans.into_iter().map(|scan| FoldedUnit { folded: scan.folded, verbs: scan.verbs }).collect();
    readout
}

impl Readout {
    /// The voice key of a voice, as output writes it.
    pub fn voice_key<'a>(&'a self, voice: &Voice) -> &'a str {
        match voice {
            Voice::Person(i) => self.persons.get(*i).map_or("narrator", |p| &p.key),
            Voice::Both => "both",
            Voice::Narrator => "narrator",
            Voice::Journalist => "journalist",
            Voice::Commentator => "commentator",
        }
    }

    /// The side of a voice: a person's, none for the others.
    pub fn voice_side(&self, voice: &Voice) -> Option<&str> {
        match voice {
            Voice::Person(i) => self.persons.get(*i)?.side.as_deref(),
            _ => None,
        }
    }

    /// The text of a unit.
    pub fn unit_text(&self, unit: usize) -> &str {
        self.units.get(unit).map_or("", |u| u.span.of(&self.source.text))
    }
}
