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
pub use ledger::{Attributed, LedgerRow, Status};
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
    let talks = talk::pairs(&sources, lexicon);
    let coverage = coverage::cover(&sources, lexicon);
    let same_text = all_one_text(&sources);
    let ledger = match same_text {
        true => Vec::new(),
        false => ledger::keep(&sources, &alignment, &talks, &coverage, lexicon),
    };
    let wording = wording::differences(&sources, &alignment, lexicon);
    let conflicts = conflicts::clashes(&sources, &alignment, &talks);
    let protocol = protocol::cards(&sources, lexicon);
    let comparison = Comparison {
        sources,
        given,
        alignment,
        talks,
        coverage,
        ledger,
        wording,
        conflicts,
        protocol,
        same_text,
    };
    notices.extend(comparison.notices());
    comparison
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

    /// The ledger by claim and side, whatever the number of texts of that side.
    pub fn attributed(&self) -> Vec<Attributed<'_>> {
        ledger::fold(&self.ledger)
    }

    /// The sources in whose language the lexicon has no terms for any topic.
    pub fn not_searchable(&self) -> Vec<usize> {
        let none = |source: &usize| {
            let mut cells = self.coverage.iter().filter(|cell| cell.source == *source).peekable();
            cells.peek().is_some() && cells.all(|cell| cell.standing == Standing::NotSearchable)
        };
        (0..self.sources.len()).filter(none).collect()
    }

    /// Whether there is something that `--exit-code` reports: a topic that one source mentions and another does not, a
    /// claim that no text of the side it is attributed to carries, a conflict; or a text that cannot be searched, of which
    /// nobody can say that it does not differ.
    pub fn differs(&self) -> bool {
        let topic_differs = self.coverage.chunks(self.sources.len().max(1)).any(|row| {
            row.iter().any(|c| c.standing.is_mention())
                && row.iter().any(|c| !c.standing.is_mention() && c.standing != Standing::NotSearchable)
        });
        topic_differs
            || !self.conflicts.is_empty()
            || self.attributed().iter().any(|claim| claim.status == Status::NotCarried)
            || (!self.same_text && !self.not_searchable().is_empty())
    }
}

fn all_one_text(sources: &[Claims]) -> bool {
    let body =
        |claims: &Claims| claims.readout.source.body.of(&claims.readout.source.text).trim().to_string();
    let Some((first, rest)) = sources.split_first() else { return false };
    let first = body(first);
    !rest.is_empty() && rest.iter().all(|other| body(other) == first)
}

/// Pairs of texts of different talks that are told one by one.
const FEW: usize = 3;

impl Comparison {
    /// Which texts are one text and which do not report the same talk, in sentences; of many, the talks.
    pub fn talks_in_words(&self) -> Vec<String> {
        let labels = |group: &Vec<usize>| group.iter().map(|source| self.label(*source)).collect::<Vec<_>>();
        let of_one_text = talk::groups(self.sources.len(), &self.talks, |talk| *talk == Talk::OneText);
        let mut told: Vec<String> = of_one_text
            .iter()
            .filter_map(|group| {
                labels(group).split_last().map(|(last, most)| (most.join(", "), last.to_string()))
            })
            .filter(|(most, _)| !most.is_empty())
            .map(|(most, last)| format!("{most} and {last} are the same text"))
            .collect();
        let apart: Vec<String> = self
            .talks
            .iter()
            .filter_map(|pair| match &pair.talk {
                Talk::Same | Talk::OneText => None,
                Talk::Other(why) => {
                    let (a, b) = (self.label(pair.a), self.label(pair.b));
                    Some(format!("{a} and {b} do not report the same talk: {why}"))
                }
            })
            .collect();
        if apart.len() <= FEW {
            told.extend(apart);
            return told;
        }
        let talks = talk::groups(self.sources.len(), &self.talks, |talk| !matches!(talk, Talk::Other(_)));
        told.push(match talks.len() {
            1 => {
                format!("{} of {} pairs of texts do not report the same talk", apart.len(), self.talks.len())
            }
            number => {
                let talks: Vec<String> = talks.iter().map(|group| labels(group).join(", ")).collect();
                format!("the texts report {number} talks: {}", talks.join("; "))
            }
        });
        told
    }

    /// What a reader must know of the comparison as a whole.
    fn notices(&self) -> Vec<Notice> {
        let message = |words: String| match words.ends_with("the same text") {
            true => format!("{words}; nothing can differ"),
            false => format!("{words}; they are compared all the same"),
        };
        let mut notices: Vec<Notice> =
            self.talks_in_words().into_iter().map(|words| Notice::new("", message(words))).collect();
        let not_searchable = self.not_searchable();
        for (i, claims) in self.sources.iter().enumerate() {
            let source = &claims.readout.source;
            if source.side.is_none() {
                let message = "no side is stated or detected, so the attribution ledger leaves this text out; \
                               write `side:` in its front matter";
                notices.push(Notice::new(&source.path, message));
            }
            if not_searchable.contains(&i) {
                let message = "the lexicon has no terms in this text's language, so that no topic can be found in it or \
                               said to be missing; if it is English, Chinese or Japanese, write `language:` in its front \
                               matter";
                notices.push(Notice::new(&source.path, message));
            }
        }
        notices
    }
}
