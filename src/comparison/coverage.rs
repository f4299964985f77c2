//! Coverage: at which level each source mentions each topic, and what was searched where it does not.

use crate::claims::{Claims, Level};
use crate::lexicon::Lexicon;
use crate::readout::{BlockKind, Readout};
use std::collections::BTreeSet;

/// How a text as a whole stands to a topic (CODEBOOK: from mentions to a level of the text). Ordered, highest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The lexicon has no terms for the topic in the text's language: nothing can be said.
    NotSearchable,
    /// Nothing in the body is about the topic.
    Omitted,
    /// Only a question raises it.
    Asked,
    /// A question on it is answered without substance.
    Declined,
    /// The text says it was not discussed.
    Denied,
    /// Listed, or said to have been discussed.
    Named,
    /// Something is said about it.
    Elaborated,
}

impl Standing {
    /// The codebook's word.
    pub fn word(self) -> &'static str {
        match self {
            Standing::NotSearchable => "not-searchable",
            Standing::Omitted => "omitted",
            Standing::Asked => "asked",
            Standing::Declined => "declined",
            Standing::Denied => "denied",
            Standing::Named => "named",
            Standing::Elaborated => "elaborated",
        }
    }

    /// Whether the government mentions the topic: named, elaborated or denied.
    pub fn is_mention(self) -> bool {
        self >= Standing::Denied
    }

    /// The standing that one mention gives its text; none for headings and commentary.
    fn of(level: Level) -> Option<Standing> {
        match level {
            Level::Heading | Level::Commentary => None,
            Level::Asked => Some(Standing::Asked),
            Level::Declined => Some(Standing::Declined),
            Level::Denied => Some(Standing::Denied),
            Level::Named => Some(Standing::Named),
            Level::Elaborated => Some(Standing::Elaborated),
        }
    }
}

/// What one source has on one topic.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Index of the topic in the lexicon.
    pub topic: usize,
    /// Index of the source.
    pub source: usize,
    /// The level of the text.
    pub standing: Standing,
    /// The claims that mention it outside headings and commentary, as indexes, in the text's order.
    pub claims: Vec<usize>,
    /// The units of these claims' mentions, in the text's order.
    pub units: Vec<usize>,
    /// Length of these units as a share of the text outside headings and furniture, from 0 to 1.
    pub share: f64,
    /// Claims that mention it in headings or commentary only, as indexes.
    pub outside: Vec<usize>,
    /// Terms that stood in the text without counting, as indexes into the source's near misses.
    pub near_misses: Vec<usize>,
}

impl Coverage {
    /// The first unit that mentions the topic.
    pub fn first(&self) -> Option<usize> {
        self.units.first().copied()
    }
}

/// The terms that were searched for a topic in a source's language.
pub fn searched<'l>(lexicon: &'l Lexicon, topic: usize, readout: &Readout) -> &'l [String] {
    let index = lexicon.topic_index.get(readout.source.language.value.primary());
    index.map(|index| index.forms(topic)).unwrap_or_default()
}

/// Covers every topic × source: topics in the lexicon's order, in each the sources in order.
pub fn cover(sources: &[Claims], lexicon: &Lexicon) -> Vec<Coverage> {
    let mut rows = Vec::with_capacity(lexicon.topics.len() * sources.len());
    let lengths: Vec<Vec<usize>> = sources.iter().map(|s| unit_lengths(&s.readout)).collect();
    for topic in 0..lexicon.topics.len() {
        for (source, (claims, lengths)) in sources.iter().zip(&lengths).enumerate() {
            rows.push(cell(topic, source, claims, lengths, lexicon));
        }
    }
    rows
}

fn cell(topic: usize, source: usize, claims: &Claims, lengths: &[usize], lexicon: &Lexicon) -> Coverage {
    let index = lexicon.topic_index.get(claims.readout.source.language.value.primary());
    let mut standing = match index.is_some_and(|index| index.seeks(topic)) {
        true => Standing::Omitted,
        false => Standing::NotSearchable,
    };
    let (mut inside, mut outside, mut units) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (c, claim) in claims.claims.iter().enumerate() {
        let levels: Vec<Level> = claim.topics.iter().filter(|m| m.topic == topic).map(|m| m.level).collect();
        match levels.iter().filter_map(|level| Standing::of(*level)).max() {
            Some(highest) => {
                standing = standing.max(highest);
                inside.push(c);
                units.insert(claim.unit);
            }
            None if !levels.is_empty() => outside.push(c),
            None => {}
        }
    }
    let total: usize = lengths.iter().sum();
    let told: usize = units.iter().filter_map(|u| lengths.get(*u)).sum();
    let share = if total == 0 { 0.0 } else { told as f64 / total as f64 };
    let misses = claims.near_misses.iter().enumerate().filter(|(_, miss)| miss.topic == topic);
    Coverage {
        topic,
        source,
        standing,
        claims: inside,
        units: units.into_iter().collect(),
        share,
        outside,
        near_misses: misses.map(|(i, _)| i).collect(),
    }
}

/// The length of each unit in code points; headings and furniture count nothing.
fn unit_lengths(readout: &Readout) -> Vec<usize> {
    let length = |unit: &crate::readout::Unit| match unit.kind {
        BlockKind::Heading | BlockKind::Furniture | BlockKind::Dateline => 0,
        BlockKind::Paragraph | BlockKind::Turn => unit.span.of(&readout.source.text).chars().count(),
    };
    readout.units.iter().map(length).collect()
}
