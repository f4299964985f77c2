//! The rows that tell of two texts or more, and the protocol card.

use super::rows::{ConflictRow, GapRow, LedgerRow, LinkRow, ProtocolRow, Terms, WordingRow};
use super::tables::{Tables, rounded, topic_ids, unit_id, unit_ids};
use crate::alignment::Relation;
use crate::comparison::people::VoiceKeys;
use crate::comparison::{self, Comparison};
use crate::lexicon::Lexicon;
use crate::text::span::{CodePoints, Span};

/// Adds links, gaps, ledger, wording, conflicts and protocol.
pub(super) fn add(tables: &mut Tables, comparison: &Comparison, lexicon: &Lexicon, keys: &VoiceKeys) {
    let places = Places::of(comparison);
    for pair in &comparison.alignment.pairs {
        for link in &pair.links {
            tables.links.push(LinkRow {
                a_source: comparison.label(link.a).into(),
                b_source: comparison.label(link.b).into(),
                a_units: unit_ids(&link.a_units),
                b_units: unit_ids(&link.b_units),
                score: rounded(link.score),
                relation: relation_word(link.relation),
                parts: Terms(link.parts.iter().map(|part| format!("{} {}", part.0, part.1)).collect()),
                mode: pair.mode.mode.word(),
            });
        }
        for gap in &pair.gaps {
            tables.gaps.push(GapRow {
                source: comparison.label(gap.source).into(),
                other_source: comparison.label(gap.other).into(),
                unit: unit_id(gap.unit),
                reason: gap.reason.word().into(),
            });
        }
    }
    tables.ledger =
        comparison.ledger.iter().filter_map(|row| ledger_row(comparison, row, lexicon, keys)).collect();
    tables.wording =
        comparison.wording.iter().map(|row| wording_row(comparison, row, lexicon, &places)).collect();
    tables.conflicts =
        comparison.conflicts.iter().map(|row| conflict_row(comparison, row, &places)).collect();
    tables.protocol = comparison.protocol.iter().map(|row| protocol_row(comparison, row, &places)).collect();
}

/// A span in bytes and code points, with its words.
struct Place {
    bytes: Span,
    chars: Span,
    quote: String,
}

/// Finds places in every source.
struct Places<'a> {
    texts: Vec<(&'a str, CodePoints<'a>)>,
}

impl<'a> Places<'a> {
    fn of(comparison: &'a Comparison) -> Places<'a> {
        let texts = comparison.sources.iter().map(|claims| claims.readout.source.text.as_str());
        Places { texts: texts.map(|text| (text, CodePoints::of(text))).collect() }
    }

    fn at(&self, source: usize, span: Span) -> Place {
        let (chars, quote) = match self.texts.get(source) {
            Some((text, points)) => {
                (Span::new(points.at(span.start), points.at(span.end)), span.of(text).to_string())
            }
            None => (Span::default(), String::new()),
        };
        Place { bytes: span, chars, quote }
    }
}

fn ledger_row(
    comparison: &Comparison,
    row: &comparison::LedgerRow,
    lexicon: &Lexicon,
    keys: &VoiceKeys,
) -> Option<LedgerRow> {
    let claims = comparison.sources.get(row.source)?;
    let claim = claims.claims.get(row.claim)?;
    Some(LedgerRow {
        source: comparison.label(row.source).into(),
        claim: claim.id.clone(),
        unit: unit_id(claim.unit),
        voice: keys.key(row.source, &claim.voice).into(),
        holder: claim.holder.clone(),
        side: row.side.clone(),
        status: row.status.word(),
        other_source: row.other.map(|other| comparison.label(other).into()),
        other_units: unit_ids(&row.other_units),
        topics: topic_ids(claim, lexicon),
        quote: claim.span.of(&claims.readout.source.text).into(),
    })
}

fn wording_row(
    comparison: &Comparison,
    row: &comparison::WordingRow,
    lexicon: &Lexicon,
    places: &Places<'_>,
) -> WordingRow {
    let a = row.a_span.map(|span| places.at(row.a, span));
    let b = row.b_span.map(|span| places.at(row.b, span));
    let (a, b) = (a.as_ref(), b.as_ref());
    WordingRow {
        a_source: comparison.label(row.a).into(),
        b_source: comparison.label(row.b).into(),
        a_units: unit_ids(&row.a_units),
        b_units: unit_ids(&row.b_units),
        concept: row.concept.and_then(|i| lexicon.concepts.get(i)).map(|concept| concept.id.clone()),
        a_byte_start: a.map(|p| p.bytes.start),
        a_byte_end: a.map(|p| p.bytes.end),
        a_char_start: a.map(|p| p.chars.start),
        a_char_end: a.map(|p| p.chars.end),
        a_quote: a.map(|p| p.quote.clone()),
        b_byte_start: b.map(|p| p.bytes.start),
        b_byte_end: b.map(|p| p.bytes.end),
        b_char_start: b.map(|p| p.chars.start),
        b_char_end: b.map(|p| p.chars.end),
        b_quote: b.map(|p| p.quote.clone()),
    }
}

fn conflict_row(comparison: &Comparison, row: &comparison::Conflict, places: &Places<'_>) -> ConflictRow {
    let (a, b) = (places.at(row.a, row.a_span), places.at(row.b, row.b_span));
    ConflictRow {
        kind: row.kind,
        a_source: comparison.label(row.a).into(),
        b_source: comparison.label(row.b).into(),
        a_unit: unit_id(row.a_unit),
        b_unit: unit_id(row.b_unit),
        a_byte_start: a.bytes.start,
        a_byte_end: a.bytes.end,
        a_char_start: a.chars.start,
        a_char_end: a.chars.end,
        a_quote: a.quote,
        b_byte_start: b.bytes.start,
        b_byte_end: b.bytes.end,
        b_char_start: b.chars.start,
        b_char_end: b.chars.end,
        b_quote: b.quote,
    }
}

fn protocol_row(comparison: &Comparison, row: &comparison::ProtocolRow, places: &Places<'_>) -> ProtocolRow {
    let place = row.spans.first().map(|span| places.at(row.source, *span));
    let place = place.as_ref();
    ProtocolRow {
        field: row.field.word(),
        source: comparison.label(row.source).into(),
        value: (!row.values.is_empty()).then(|| row.values.join(" | ")),
        stated_in: match (row.values.is_empty(), row.front_matter, row.spans.is_empty()) {
            (true, ..) => None,
            (false, true, true) => Some("front-matter"),
            (false, true, false) => Some("text and front-matter"),
            (false, false, _) => Some("text"),
        },
        byte_start: place.map(|p| p.bytes.start),
        byte_end: place.map(|p| p.bytes.end),
        char_start: place.map(|p| p.chars.start),
        char_end: place.map(|p| p.chars.end),
        quote: place.map(|p| p.quote.clone()),
    }
}

/// The codebook's word.
pub(super) fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Same => "same",
        Relation::Related => "related",
    }
}
