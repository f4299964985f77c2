//! Stage 3, [`Readout`] → [`Claims`]: what is claimed in each clause: act, polarity, topics, numbers, holder.

pub mod act;
mod fields;
mod holder;
pub mod level;
pub mod quantity;
pub mod topic;

use crate::lexicon::Lexicon;
pub use crate::lexicon::act::Act;
use crate::readout::{Confidence, Entity, FoldedUnit, Named, Readout, Rule, Voice};
use crate::text::span::Span;
use quantity::Quantity;
use serde::Serialize;
use std::ops::Range;

/// How a mention stands in the text (CODEBOOK: levels). Ordered: a text's level is the highest of its mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Only in a heading, which makes no mention.
    Heading,
    /// Only in commentary, which makes no mention.
    Commentary,
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

impl Level {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Level::Heading => "heading",
            Level::Commentary => "commentary",
            Level::Asked => "asked",
            Level::Declined => "declined",
            Level::Denied => "denied",
            Level::Named => "named",
            Level::Elaborated => "elaborated",
        }
    }
}

/// A topic in a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicMention {
    /// Index of the topic in the lexicon.
    pub topic: usize,
    /// The term of the lexicon that hit.
    pub term: String,
    /// Where the words stand.
    pub span: Span,
    /// How it stands in the text.
    pub level: Level,
    /// Taken up from the sentence before (这场危机).
    pub inherited: bool,
}

/// A term that stood in the text and did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Index of the topic in the lexicon.
    pub topic: usize,
    /// The term.
    pub term: String,
    /// Where it stands.
    pub span: Span,
    /// Why it did not count: `blocked by …`, `needs … near`, `not near …`, `… takes part`.
    pub reason: String,
}

/// Whether the clause's own predicate is negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Polarity {
    /// Not negated.
    #[serde(rename = "+")]
    Positive,
    /// Negated.
    #[serde(rename = "-")]
    Negative,
}

/// How the clause's content is put: as a fact, as a duty, as a wish, as an intention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As it is or was.
    Fact,
    /// As it should be.
    Duty,
    /// As one wishes.
    Wish,
    /// As one will do.
    Will,
}

/// A clause with one voice and one act.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Unique within its source: `c` and a number from 1, in the text's order.
    pub id: String,
    /// The unit it is in.
    pub unit: usize,
    /// Where it stands.
    pub span: Span,
    /// Who says it.
    pub voice: Voice,
    /// The side whose attitude or act it tells; none for the narrator.
    pub holder: Option<String>,
    /// Those through whom the words came, outermost first.
    pub reporters: Vec<Voice>,
    /// Who is spoken to: an index into the readout's persons.
    pub addressee: Option<usize>,
    /// An outlet the words came through.
    pub via: Option<String>,
    /// What is done in saying it.
    pub act: Act,
    /// How strongly, 0 (plain) to 3 (the genre's strongest form).
    pub strength: u8,
    /// Whether its own predicate is negated.
    pub polarity: Polarity,
    /// How its content is put.
    pub modality: Modality,
    /// Its topics.
    pub topics: Vec<TopicMention>,
    /// Its numbers and dates.
    pub quantities: Vec<Quantity>,
    /// Sides and persons it names: ids and keys, sorted.
    pub entities: Vec<String>,
    /// Which rule gave the voice.
    pub rule: Rule,
    /// How sure the voice is.
    pub confidence: Confidence,
}

/// All that one readout claims.
#[derive(Clone, Debug)]
pub struct Claims {
    /// The readout.
    pub readout: Readout,
    /// Its claims, in the text's order, which is that of their units.
    pub claims: Vec<Claim>,
    /// Terms that stood in the text and did not count.
    pub near_misses: Vec<NearMiss>,
}

impl Claims {
    /// The claims of a unit.
    pub fn of_unit(&self, unit: usize) -> &[Claim] {
        self.claims.get(self.places_of_unit(unit)).unwrap_or_default()
    }

    /// The places in [`Claims::claims`] of the claims of a unit.
    pub fn places_of_unit(&self, unit: usize) -> Range<usize> {
        let from = self.claims.partition_point(|claim| claim.unit < unit);
        let rest = self.claims.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|claim| claim.unit == unit)
    }
}

/// Extracts the claims of a readout. Total: each segment is a claim.
pub fn extract(mut readout: Readout, lexicon: &Lexicon) -> Claims {
    let mut words = std::mem::take(&mut readout.folded);
    if words.len() != readout.units.len() {
        // Somebody has taken them before.
        words = readout.units.iter().map(|unit| FoldedUnit::read(&readout, unit.span, lexicon)).collect();
    }
    let mut claims: Vec<Claim> = Vec::with_capacity(readout.segments.len());
    for (i, segment) in readout.segments.iter().enumerate() {
        let unit = readout.units.get(segment.unit).zip(words.get(segment.unit));
        let whole = unit.filter(|(unit, _)| unit.span == segment.span).map(|(_, words)| words);
        let (act, strength, polarity) = act::judge(&readout, segment, whole, lexicon);
        claims.push(Claim {
            id: format!("c{}", i + 1),
            unit: segment.unit,
            span: segment.span,
            voice: segment.voice.clone(),
            holder: holder::find(&readout, segment, act, lexicon),
            reporters: segment.reporters.clone(),
            addressee: segment.addressee,
            via: segment.via.clone(),
            act,
            strength,
            polarity,
            modality: act::modality(act),
            topics: Vec::new(),
            quantities: Vec::new(),
            entities: entities(&readout, segment.unit, segment.span),
            rule: segment.rule,
            confidence: segment.confidence,
        });
    }
    measure(&readout, &words, &mut claims, lexicon);
    let near_misses = topic::mention(&readout, &words, &mut claims, lexicon);
    Claims { readout, claims, near_misses }
}

/// Gives each claim its numbers and dates. A sentence is read whole, since a date may lean on the one before it.
fn measure(readout: &Readout, words: &[FoldedUnit], claims: &mut [Claim], lexicon: &Lexicon) {
    let source = &readout.source;
    let reference = source.date.as_ref().map(|date| date.value);
    let mut claims = claims.iter_mut().peekable();
    for (u, FoldedUnit { folded, .. }) in words.iter().enumerate() {
        let language = source.language.value;
        let found = quantity::find_in(&source.text, folded, language, reference, &lexicon.quantities);
        let mut found = found.into_iter().peekable();
        while let Some(claim) = claims.next_if(|claim| claim.unit <= u) {
            let last = claims.peek().is_none_or(|next| next.unit > u);
            while let Some(quantity) = found.next_if(|q| last || q.span.start < claim.span.end) {
                claim.quantities.push(quantity);
            }
        }
    }
}

/// Keys of persons and ids of sides named in a claim, sorted.
fn entities(readout: &Readout, unit: usize, span: Span) -> Vec<String> {
    let mut list: Vec<String> = named_in(readout, unit, span)
        .filter_map(|named| match &named.what {
            Entity::Person(p) => readout.persons.get(*p).map(|p| p.key.clone()),
            Entity::Side(side) => Some(side.clone()),
            Entity::Joint => None,
        })
        .collect();
    list.sort();
    list.dedup();
    list
}

/// Who is named in a stretch of a unit.
fn named_in(readout: &Readout, unit: usize, span: Span) -> impl Iterator<Item = &Named> {
    let from = readout.named.partition_point(|n| (n.unit, n.span.start) < (unit, span.start));
    let to = readout.named.partition_point(|n| (n.unit, n.span.start) <= (unit, span.end));
    let near = readout.named.get(from..to).unwrap_or_default().iter();
    near.filter(move |named| span.holds(named.span))
}
