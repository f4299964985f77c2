//! The attribution ledger: what a text has another side say or do, and what that side's own text carries of it.

use super::coverage::Coverage;
use super::talk::{self, TalkPair};
use crate::alignment::{Alignment, Relation};
use crate::claims::{Claim, Claims};
use crate::readout::{BlockKind, Voice};
use std::collections::BTreeSet;

/// What the other side's text has of a claim attributed to that side. Ordered, the most said first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A sentence there says the same.
    Confirmed,
    /// The text mentions the topic and not this.
    TopicOnly,
    /// The text has nothing of it.
    NotCarried,
    /// There is no text of that side about the same talk.
    NoText,
}

impl Status {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::TopicOnly => "topic only",
            Status::NotCarried => "not carried",
            Status::NoText => "no text",
        }
    }
}

/// A claim attributed to another side, held against one text of that side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The source that attributes.
    pub source: usize,
    /// The claim, as an index.
    pub claim: usize,
    /// The side it is attributed to.
    pub side: String,
    /// What that side's text has of it.
    pub status: Status,
    /// The text of that side; none when there is none about the same talk.
    pub other: Option<usize>,
    /// The sentences there that say the same, or that mention the topic.
    pub other_units: Vec<usize>,
}

/// Keeps the ledger of all sources, sorted by source, position, side and other source.
pub fn keep(
    sources: &[Claims],
    alignment: &Alignment,
    talks: &[TalkPair],
    coverage: &[Coverage],
) -> Vec<LedgerRow> {
    let mut rows = Vec::new();
    for (source, claims) in sources.iter().enumerate() {
        for (claim, value) in claims.claims.iter().enumerate() {
            for side in attributed(claims, value) {
                let of_side = |other: &usize| {
                    let stated = sources.get(*other).and_then(|s| s.readout.source.side.as_ref());
                    stated.is_some_and(|s| s.value == side) && talk::same(talks, source, *other)
                };
                let texts: Vec<usize> = (0..sources.len()).filter(|o| *o != source).filter(of_side).collect();
                if texts.is_empty() {
                    let status = Status::NoText;
                    let row = LedgerRow { source, claim, side, status, other: None, other_units: Vec::new() };
                    rows.push(row);
                    continue;
                }
                for other in texts {
                    let (status, other_units) = status(sources, alignment, coverage, source, value, other);
                    rows.push(LedgerRow {
                        source,
                        claim,
                        side: side.clone(),
                        status,
                        other: Some(other),
                        other_units,
                    });
                }
            }
        }
    }
    rows
}

/// The other sides that a claim is attributed to, sorted; none when it is the publisher's own, or when the publisher's
/// side is not known.
fn attributed(claims: &Claims, claim: &Claim) -> BTreeSet<String> {
    let readout = &claims.readout;
    let Some(publisher) = readout.source.side.as_ref().map(|side| side.value.as_str()) else {
        return BTreeSet::new();
    };
    let furniture = readout.units.get(claim.unit).is_none_or(|unit| {
        matches!(unit.kind, BlockKind::Heading | BlockKind::Furniture | BlockKind::Dateline)
    });
    if furniture || matches!(claim.voice, Voice::Journalist | Voice::Commentator) {
        return BTreeSet::new();
    }
    let mut sides: BTreeSet<String> = BTreeSet::new();
    if claim.voice == Voice::Both {
        sides.extend(readout.parties.iter().cloned());
    }
    sides.extend(readout.voice_side(&claim.voice).map(String::from));
    // A state that the talk is only about attributes nothing to anybody at the talk.
    sides.extend(claim.holder.iter().filter(|holder| readout.parties.contains(holder)).cloned());
    sides.remove(publisher);
    sides.remove("media");
    sides
}

fn status(
    sources: &[Claims],
    alignment: &Alignment,
    coverage: &[Coverage],
    source: usize,
    claim: &Claim,
    other: usize,
) -> (Status, Vec<usize>) {
    let mut confirming = BTreeSet::new();
    for (ours, theirs) in same_links(alignment, source, other) {
        if ours.contains(&claim.unit) && about_the_claim(sources, source, claim, other, theirs) {
            confirming.extend(theirs.iter().copied());
        }
    }
    if !confirming.is_empty() {
        return (Status::Confirmed, confirming.into_iter().collect());
    }
    let topics: BTreeSet<usize> = claim.topics.iter().map(|mention| mention.topic).collect();
    let mentioning: BTreeSet<usize> = coverage
        .iter()
        .filter(|cell| cell.source == other && topics.contains(&cell.topic) && cell.standing.is_mention())
        .flat_map(|cell| cell.units.iter().copied())
        .collect();
    match mentioning.is_empty() {
        true => (Status::NotCarried, Vec::new()),
        false => (Status::TopicOnly, mentioning.into_iter().collect()),
    }
}

/// The `same` links between two sources: units here, units there.
fn same_links(
    alignment: &Alignment,
    source: usize,
    other: usize,
) -> impl Iterator<Item = (&[usize], &[usize])> {
    let pairs = alignment.pairs.iter();
    let links = pairs.flat_map(|pair| &pair.links).filter(|link| link.relation == Relation::Same);
    links.filter_map(move |link| match (link.a, link.b) {
        (a, b) if a == source && b == other => Some((link.a_units.as_slice(), link.b_units.as_slice())),
        (a, b) if a == other && b == source => Some((link.b_units.as_slice(), link.a_units.as_slice())),
        _ => None,
    })
}

/// A link joins sentences; whether it speaks for this claim of the sentence: the only one, or a topic is common, or, where the claim
/// has no topic, the act is.
fn about_the_claim(sources: &[Claims], source: usize, claim: &Claim, other: usize, theirs: &[usize]) -> bool {
    if sources.get(source).is_none_or(|ours| ours.of_unit(claim.unit).len() <= 1) {
        return true;
    }
    let Some(there) = sources.get(other) else { return false };
    let mut linked = theirs.iter().flat_map(|unit| there.of_unit(*unit));
    match claim.topics.is_empty() {
        true => linked.any(|c| c.act == claim.act),
        false => linked.any(|c| c.topics.iter().any(|m| claim.topics.iter().any(|own| own.topic == m.topic))),
    }
}
