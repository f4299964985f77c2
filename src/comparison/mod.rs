//! Stage 5, links → [`Comparison`]: who mentions what, who does not, who confirms, what clashes.
//!
//! Sources stand in the order of their labels here and in every table; the order in which they were given is only
//! kept in [`Comparison::given`].

pub mod conflicts;
pub mod coverage;
pub mod ledger;
pub mod people;
pub mod protocol;
pub mod talk;
pub mod wording;

use crate::alignment::Alignment;
use crate::claims::Claims;
use crate::input::Notice;
use crate::lexicon::Lexicon;

pub use conflicts::Conflict;
pub use coverage::{Coverage, Standing};
pub use ledger::{LedgerRow, Status};
pub use protocol::{Field, ProtocolRow};
pub use talk::{Talk, TalkPair};
pub use wording::WordingRow;

/// All that is found between two or more sources.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The sources with their claims, sorted by label.
    pub sources: Vec<Claims>,
    /// For each source, its place among the arguments, from 0.
    pub given: Vec<usize>,
    /// Links and gaps between their sentences.
    pub alignment: Alignment,
    /// For each pair of sources, whether they report the same talk.
    pub talks: Vec<TalkPair>,
    /// Every topic × source, topics in the lexicon's order.
    pub coverage: Vec<Coverage>,
    /// Claims attributed to another side than the publisher's.
    pub ledger: Vec<LedgerRow>,
    /// How linked sentences differ in wording.
    pub wording: Vec<WordingRow>,
    /// Numbers and dates that clash in linked sentences.
    pub conflicts: Vec<Conflict>,
    /// One row per field of the protocol card and source.
    pub protocol: Vec<ProtocolRow>,
    /// Whether all sources are one and the same text.
    pub same_text: bool,
}

/// Compares sources that are sorted by label; `given` tells each one's place among the arguments.
///
/// Total: whatever is missing in a text is a value of the comparison. What a reader must know of it is added
/// to `notices`.
pub fn compare(
    sources: Vec<Claims>,
    given: Vec<usize>,
    alignment: Alignment,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Comparison {
    let talks = talk::pairs(&sources);
    let coverage = coverage::cover(&sources, lexicon);
    let same_text = all_one_text(&sources);
    let ledger = match same_text {
        true => Vec::new(),
        false => ledger::keep(&sources, &alignment, &talks, &coverage),
    };
    let wording = wording::differences(&sources, &alignment, lexicon);
    let conflicts = conflicts::clashes(&sources, &alignment, &talks);
    let protocol = protocol::cards(&sources, lexicon);
    notices.extend(notices_of(&sources, &talks));
    Comparison { sources, given, alignment, talks, coverage, ledger, wording, conflicts, protocol, same_text }
}

impl Comparison {
    /// The indexes of the sources in the order in which they were given: the order of columns.
    pub fn columns(&self) -> Vec<usize> {
        let mut columns: Vec<usize> = (0..self.sources.len()).collect();
        columns.sort_by_key(|source| self.given.get(*source).copied().unwrap_or(*source));
        columns
    }

    /// The label of a source.
    pub fn label(&self, source: usize) -> &str {
        self.sources.get(source).map_or("", |claims| claims.readout.source.label.as_str())
    }

    /// What is known of a topic in a source.
    pub fn cell(&self, topic: usize, source: usize) -> Option<&Coverage> {
        // `cover` writes the rows topic by topic, in each the sources in order.
        self.coverage.get(topic * self.sources.len() + source)
    }

    /// Whether there is something that `--exit-code` reports: a topic that one source mentions and another does not, a
    /// ledger row that is not carried, or a conflict.
    pub fn differs(&self) -> bool {
        let topic_differs = self.coverage.chunks(self.sources.len().max(1)).any(|row| {
            row.iter().any(|c| c.standing.is_mention())
                && row.iter().any(|c| !c.standing.is_mention() && c.standing != Standing::NotSearchable)
        });
        topic_differs
            || !self.conflicts.is_empty()
            || self.ledger.iter().any(|row| row.status == Status::NotCarried)
    }
}

fn all_one_text(sources: &[Claims]) -> bool {
    let body =
        |claims: &Claims| claims.readout.source.body.of(&claims.readout.source.text).trim().to_string();
    let Some((first, rest)) = sources.split_first() else { return false };
    let first = body(first);
    !rest.is_empty() && rest.iter().all(|other| body(other) == first)
}

fn notices_of(sources: &[Claims], talks: &[TalkPair]) -> Vec<Notice> {
    let label = |i: usize| sources.get(i).map_or("", |claims| claims.readout.source.label.as_str());
    let mut notices = Vec::new();
    for pair in talks {
        let names = format!("{} and {}", label(pair.a), label(pair.b));
        match &pair.talk {
            Talk::OneText => {
                notices.push(Notice::new("", format!("{names} are the same text; nothing can differ")))
            }
            Talk::Other(why) => {
                let message =
                    format!("{names} do not report the same talk ({why}); they are compared all the same");
                notices.push(Notice::new("", message));
            }
            Talk::Same => {}
        }
    }
    for claims in sources {
        let source = &claims.readout.source;
        if source.side.is_none() {
            let message = "no side is stated or detected, so the attribution ledger leaves this text out; \
                           write `side:` in its front matter";
            notices.push(Notice::new(&source.path, message));
        }
    }
    notices
}
