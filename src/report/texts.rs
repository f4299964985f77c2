//! The rows that tell of one text.

use super::rows::{ClaimRow, CoverageRow, MentionRow, SourceRow, Terms, UnitRow};
use super::tables::{Table, Tables, Voiced, rounded, topic_id, topic_ids, unit_id};
use crate::claims::{Claim, Claims, Modality, NearMiss, Polarity};
use crate::comparison::people::voice_name;
use crate::comparison::{Coverage, coverage};
use crate::lexicon::Lexicon;
use crate::readout::{BlockKind, Confidence, Readout};
use crate::text::span::{CodePoints, Span};

/// Adds of a source, its units, claims and mentions what is wanted.
pub(super) fn add(tables: &mut Tables, text: Voiced<'_>, order: usize, wanted: &[Table], lexicon: &Lexicon) {
    let readout = &text.claims.readout;
    let claims = &text.claims.claims;
    let points = CodePoints::of(&readout.source.text);
    if wanted.contains(&Table::Sources) {
        tables.sources.push(source_row(readout, order, &points));
    }
    if wanted.contains(&Table::Units) {
        tables.units.extend((0..readout.units.len()).filter_map(|unit| unit_row(readout, unit, &points)));
    }
    if wanted.contains(&Table::Claims) {
        tables.claims.extend(claims.iter().map(|claim| claim_row(text, claim, lexicon, &points)));
    }
    if wanted.contains(&Table::Mentions) {
        let mentions = claims.iter().flat_map(|claim| mention_rows(readout, claim, lexicon, &points));
        tables.mentions.extend(mentions);
    }
}

fn source_row(readout: &Readout, order: usize, points: &CodePoints<'_>) -> SourceRow {
    let source = &readout.source;
    SourceRow {
        source: source.label.clone(),
        order,
        path: source.path.clone(),
        sha256: source.sha256.clone(),
        side: source.side.as_ref().map(|side| side.value.clone()),
        side_stated: source.side.as_ref().map(|side| side.stated),
        issuer: source.issuer.clone(),
        author: source.author.clone(),
        kind: source.kind.value.word(),
        kind_stated: source.kind.stated,
        language: source.language.value.tag(),
        language_stated: source.language.stated,
        date: source.date.as_ref().map(|date| date.value.to_string()),
        date_stated: source.date.as_ref().map(|date| date.stated),
        event: source.event.clone(),
        title: source.title.clone(),
        translation: source.translation.clone(),
        url: source.url.clone(),
        retrieved: source.retrieved.clone(),
        encoding: source.encoding.clone(),
        parties: readout.parties.clone(),
        bytes: source.text.len(),
        chars: points.at(source.text.len()),
    }
}

fn unit_row(readout: &Readout, unit: usize, points: &CodePoints<'_>) -> Option<UnitRow> {
    let value = readout.units.get(unit)?;
    let Span { start, end } = value.span;
    Some(UnitRow {
        source: readout.source.label.clone(),
        unit: unit_id(unit),
        kind: kind_word(value.kind),
        paragraph: readout.blocks.get(value.block).map_or(0, |block| block.paragraph) + 1,
        byte_start: start,
        byte_end: end,
        char_start: points.at(start),
        char_end: points.at(end),
        quote: value.span.of(&readout.source.text).into(),
    })
}

fn kind_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Turn => "turn",
        BlockKind::Dateline => "dateline",
        BlockKind::Furniture => "furniture",
    }
}

fn claim_row(text: Voiced<'_>, claim: &Claim, lexicon: &Lexicon, points: &CodePoints<'_>) -> ClaimRow {
    let readout = &text.claims.readout;
    let words = &readout.source.text;
    ClaimRow {
        source: readout.source.label.clone(),
        claim: claim.id.clone(),
        unit: unit_id(claim.unit),
        voice: text.key(&claim.voice),
        voice_name: voice_name(readout, &claim.voice),
        voice_side: readout.voice_side(&claim.voice).map(String::from),
        holder: claim.holder.clone(),
        reporters: claim.reporters.iter().map(|voice| text.key(voice)).collect(),
        addressee: claim.addressee.map(|person| text.keys.person(text.index, person).into()),
        via: claim.via.clone(),
        act: claim.act.word(),
        strength: claim.strength,
        polarity: match claim.polarity {
            Polarity::Positive => "+",
            Polarity::Negative => "-",
        },
        modality: match claim.modality {
            Modality::Fact => "fact",
            Modality::Duty => "duty",
            Modality::Wish => "wish",
            Modality::Will => "will",
        },
        topics: topic_ids(claim, lexicon),
        quantities: Terms(claim.quantities.iter().map(|q| q.span.of(words).to_string()).collect()),
        entities: claim.entities.clone(),
        rule: claim.rule.word(),
        confidence: confidence_word(claim.confidence),
        byte_start: claim.span.start,
        byte_end: claim.span.end,
        char_start: points.at(claim.span.start),
        char_end: points.at(claim.span.end),
        quote: claim.span.of(words).into(),
    }
}

/// The word used in output.
pub(super) fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

fn mention_rows(
    readout: &Readout,
    claim: &Claim,
    lexicon: &Lexicon,
    points: &CodePoints<'_>,
) -> impl Iterator<Item = MentionRow> {
    claim.topics.iter().map(|mention| MentionRow {
        source: readout.source.label.clone(),
        claim: claim.id.clone(),
        unit: unit_id(claim.unit),
        topic: topic_id(lexicon, mention.topic),
        level: mention.level.word(),
        term: mention.term.clone(),
        inherited: mention.inherited,
        byte_start: mention.span.start,
        byte_end: mention.span.end,
        char_start: points.at(mention.span.start),
        char_end: points.at(mention.span.end),
        quote: mention.span.of(&readout.source.text).into(),
    })
}

/// The row of a topic in a source.
pub(super) fn coverage_row(cell: &Coverage, claims: &Claims, lexicon: &Lexicon) -> CoverageRow {
    let topic = lexicon.topics.get(cell.topic);
    let readout = &claims.readout;
    let misses = cell.near_misses.iter().filter_map(|i| claims.near_misses.get(*i));
    let outside = cell.outside.iter().filter_map(|c| claims.claims.get(*c));
    CoverageRow {
        topic: topic_id(lexicon, cell.topic),
        label: topic.map(|topic| topic.label.en.clone()).unwrap_or_default(),
        core: topic.is_some_and(|topic| topic.core),
        source: readout.source.label.clone(),
        level: cell.standing.word(),
        claims: cell.claims.len(),
        first: cell.first().map(unit_id),
        share: rounded(cell.share),
        searched: Terms(coverage::searched(lexicon, cell.topic, readout).to_vec()),
        near_misses: Terms(misses.map(|miss| near_miss(readout, miss)).collect()),
        outside: outside.map(|claim| claim.id.clone()).collect(),
    }
}

/// A near miss in one line: unit, words, reason.
pub(super) fn near_miss(readout: &Readout, miss: &NearMiss) -> String {
    let after = readout.units.partition_point(|unit| unit.span.start <= miss.span.start);
    let last = after.checked_sub(1).and_then(|at| Some((at, readout.units.get(at)?)));
    let unit = last.filter(|(_, unit)| unit.span.holds(miss.span)).map(|(at, _)| at);
    let place = unit.map_or(String::new(), |unit| format!("{}: ", unit_id(unit)));
    format!("{place}{} ({})", miss.span.of(&readout.source.text), miss.reason)
}
