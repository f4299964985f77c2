//! The attribution ledger: what a text has another side say or do, and what that side's own text carries of it.

use super::coverage::Coverage;
use super::talk::{self, TalkPair};
use crate::alignment::{Alignment, Relation};
use crate::claims::{Claim, Claims};
use crate::lexicon::Lexicon;
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
    /// Where only topics are shared: which, in the lexicon's order.
    pub shared: Vec<usize>,
}

/// A claim attributed to a side, held against all texts of that side together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed<'a> {
    /// The most that any text of the side has of it.
    pub status: Status,
    /// The rows, one for each text of the side; those with the status first.
    pub rows: Vec<&'a LedgerRow>,
}

/// Folds the ledger: one entry for each claim and side, in the ledger's order.
pub fn fold(ledger: &[LedgerRow]) -> Vec<Attributed<'_>> {
    let one = |a: &LedgerRow, b: &LedgerRow| (a.source, a.claim, &a.side) == (b.source, b.claim, &b.side);
    let groups = ledger.chunk_by(one).map(|group| {
        let mut rows: Vec<&LedgerRow> = group.iter().collect();
        rows.sort_by_key(|row| row.status);
        Attributed { status: rows.first().map_or(Status::NoText, |row| row.status), rows }
    });
    groups.collect()
}

/// Keeps the ledger of all sources, sorted by source, position, side and other source.
pub fn keep(
    sources: &[Claims],
    alignment: &Alignment,
    talks: &[TalkPair],
    coverage: &[Coverage],
    lexicon: &Lexicon,
) -> Vec<LedgerRow> {
    let mut rows = Vec::new();
    let book = Book { sources, alignment, coverage, lexicon };
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
                    let (other_units, shared) = (Vec::new(), Vec::new());
                    rows.push(LedgerRow { source, claim, side, status, other: None, other_units, shared });
                    continue;
                }
                for other in texts {
                    let (status, other_units, shared) = book.status(source, value, other);
                    let (side, other) = (side.clone(), Some(other));
                    rows.push(LedgerRow { source, claim, side, status, other, other_units, shared });
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

/// What the ledger is kept from.
struct Book<'a> {
    sources: &'a [Claims],
    alignment: &'a Alignment,
    coverage: &'a [Coverage],
    lexicon: &'a Lexicon,
}

impl Book<'_> {
    /// What another text has of a claim: the status, the sentences that show it, the topics where only topics are shared.
    fn status(&self, source: usize, claim: &Claim, other: usize) -> (Status, Vec<usize>, Vec<usize>) {
        let mut confirming = BTreeSet::new();
        for (ours, theirs) in same_links(self.alignment, source, other) {
            if ours.contains(&claim.unit) && self.about_the_claim(source, claim, other, theirs) {
                confirming.extend(theirs.iter().copied());
            }
        }
        if !confirming.is_empty() {
            return (Status::Confirmed, confirming.into_iter().collect(), Vec::new());
        }
        let topics = self.specific(claim);
        let cells = self.coverage.iter().filter(|cell| {
            cell.source == other && topics.contains(&cell.topic) && cell.standing.is_mention()
        });
        let shared: Vec<usize> = cells.clone().map(|cell| cell.topic).collect();
        let mentioning: BTreeSet<usize> = cells.flat_map(|cell| cell.units.iter().copied()).collect();
        match shared.is_empty() {
            true => (Status::NotCarried, Vec::new(), Vec::new()),
            false => (Status::TopicOnly, mentioning.into_iter().collect(), shared),
        }
    }

    /// A link joins sentences; whether it speaks for this claim of the sentence: the only one, or a topic is common, or, where
    /// the claim has no topic, the act is. Never when roles are swapped.
    fn about_the_claim(&self, source: usize, claim: &Claim, other: usize, theirs: &[usize]) -> bool {
        let (Some(here), Some(there)) = (self.sources.get(source), self.sources.get(other)) else {
            return false;
        };
        let mut linked = theirs
            .iter()
            .flat_map(|unit| there.of_unit(*unit))
            .filter(|their| !self.is_swapped((here, claim), (there, their)));
        match (here.of_unit(claim.unit).len() <= 1, claim.topics.is_empty()) {
            (true, _) => linked.next().is_some(),
            (_, true) => linked.any(|their| their.act == claim.act),
            (_, false) => linked.any(|their| {
                their.topics.iter().any(|m| claim.topics.iter().any(|own| own.topic == m.topic))
            }),
        }
    }

    /// Whether each of two claims gives the same act between participants to another side: A informs B, B informs A.
    fn is_swapped(&self, (here, claim): (&Claims, &Claim), (there, their): (&Claims, &Claim)) -> bool {
        let own = here.readout.voice_side(&claim.voice);
        let other = there.readout.voice_side(&their.voice);
        claim.act == their.act
            && self.lexicon.alignment.is_exchanged(claim.act)
            && own.zip(other).is_some_and(|(own, other)| own != other)
    }

    /// The topics of a claim without those that its other topics are a part of, and without general ones beside specific
    /// ones: who mentions trade mentions nothing of a claim about soybeans.
    fn specific(&self, claim: &Claim) -> BTreeSet<usize> {
        let topics: BTreeSet<usize> = claim.topics.iter().map(|mention| mention.topic).collect();
        let id = |topic: usize| self.lexicon.topics.get(topic).map_or("", |topic| topic.id.as_str());
        let words = &self.lexicon.alignment;
        let wider = |wide: usize| topics.iter().any(|topic| words.is_part(id(*topic), id(wide)));
        let narrow: BTreeSet<usize> = topics.iter().copied().filter(|topic| !wider(*topic)).collect();
        let specific = narrow.iter().copied().filter(|topic| !words.is_general_topic(id(*topic)));
        let specific: BTreeSet<usize> = specific.collect();
        if specific.is_empty() { narrow } else { specific }
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
