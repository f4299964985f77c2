//! Builds what only long pages show: the texts in full, each sentence cut at its claims and led to its partners.

use super::build::{Builder, ids, joined};
use super::{FullText, FullUnit, Partner, Piece};
use crate::alignment::Relation;
use crate::claims::{Claim, Claims, Polarity};
use crate::readout::BlockKind;
use crate::report::pairs::relation_word;
use crate::report::style::count;
use crate::report::tables::unit_id;
use std::collections::BTreeMap;

/// The partners of each unit, and the sources in which it has none.
#[derive(Default)]
struct Ties {
    partners: BTreeMap<usize, Vec<Partner>>,
    alone: BTreeMap<usize, Vec<(usize, String)>>,
}

impl Builder<'_> {
    /// A source from its first sentence to its last.
    pub(super) fn full_text(&self, source: usize) -> Option<FullText> {
        let claims = self.comparison.sources.get(source)?;
        let readout = &claims.readout;
        let mut ties = self.ties(source);
        let mut said: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
        claims.claims.iter().for_each(|claim| said.entry(claim.unit).or_default().push(claim));
        let mut paragraphs: Vec<(usize, Vec<FullUnit>)> = Vec::new();
        for (index, unit) in readout.units.iter().enumerate().filter(|(_, unit)| !unit.span.is_empty()) {
            let mut alone = ties.alone.remove(&index).unwrap_or_default();
            alone.sort();
            let labels: Vec<String> = alone.into_iter().map(|(_, label)| label).collect();
            let own = said.get(&index).map(Vec::as_slice).unwrap_or_default();
            let full = FullUnit {
                unit: index,
                id: unit_id(index),
                aside: !matches!(unit.kind, BlockKind::Paragraph | BlockKind::Turn),
                said: if own.is_empty() { String::new() } else { count(own.len(), "claim") },
                pieces: self.pieces(source, claims, index, own),
                partners: ties.partners.remove(&index).unwrap_or_default(),
                alone: match labels.is_empty() {
                    true => String::new(),
                    false => format!("no counterpart found in {}", joined(&labels)),
                },
            };
            let paragraph = readout.blocks.get(unit.block).map_or(0, |block| block.paragraph);
            match paragraphs.last_mut() {
                Some((last, units)) if *last == paragraph => units.push(full),
                _ => paragraphs.push((paragraph, vec![full])),
            }
        }
        Some(FullText {
            label: self.comparison.label(source).into(),
            title: readout.source.title.clone(),
            language: readout.source.language.value.tag(),
            paragraphs: paragraphs.into_iter().map(|(_, units)| units).collect(),
        })
    }

    fn ties(&self, source: usize) -> Ties {
        let mut ties = Ties::default();
        for pair in &self.comparison.alignment.pairs {
            for link in &pair.links {
                let (ours, other, theirs) = match (link.a == source, link.b == source) {
                    (true, _) => (&link.a_units, link.b, &link.b_units),
                    (_, true) => (&link.b_units, link.a, &link.a_units),
                    _ => continue,
                };
                let partner = Partner {
                    column: self.column(other),
                    units: theirs.clone(),
                    words: format!(
                        "{} {} {}",
                        relation_word(link.relation),
                        self.comparison.label(other),
                        ids(theirs)
                    ),
                    same: link.relation == Relation::Same,
                };
                ours.iter().for_each(|unit| ties.partners.entry(*unit).or_default().push(partner.clone()));
            }
            let gaps = pair.gaps.iter().filter(|gap| gap.source == source);
            for gap in gaps.filter(|gap| gap.reason == crate::alignment::Reason::NoCounterpart) {
                let label = self.comparison.label(gap.other).to_string();
                ties.alone.entry(gap.unit).or_default().push((self.column(gap.other), label));
            }
        }
        for partners in ties.partners.values_mut() {
            partners.sort_by(|a, b| (!a.same, a.column, &a.units).cmp(&(!b.same, b.column, &b.units)));
        }
        ties
    }

    /// The words of a unit, cut where its claims begin and end.
    fn pieces(&self, source: usize, claims: &Claims, unit: usize, said: &[&Claim]) -> Vec<Piece> {
        let Some(unit) = claims.readout.units.get(unit) else { return Vec::new() };
        let text = &claims.readout.source.text;
        let mut pieces = Vec::new();
        let mut at = unit.span.start;
        let between = |from: usize, to: usize| Piece {
            claim: String::new(),
            about: String::new(),
            text: text.get(from..to).unwrap_or_default().into(),
        };
        for claim in said {
            let start = claim.span.start.max(at);
            if claim.span.end <= start || claim.span.end > unit.span.end {
                continue;
            }
            pieces.push(between(at, start));
            pieces.push(Piece {
                claim: claim.id.clone(),
                about: self.about(source, claim),
                ..between(start, claim.span.end)
            });
            at = claim.span.end;
        }
        pieces.push(between(at, unit.span.end));
        pieces.retain(|piece| !piece.text.is_empty());
        pieces
    }

    /// Who says it, doing what, on which topics.
    fn about(&self, source: usize, claim: &Claim) -> String {
        let holder = claim.holder.as_ref().map(|side| format!(" for {side}")).unwrap_or_default();
        let negated = if claim.polarity == Polarity::Negative { " (negated)" } else { "" };
        let mut parts = vec![
            format!("{}{holder}", self.keys.key(source, &claim.voice)),
            format!("{}{negated}", claim.act.word()),
        ];
        for mention in &claim.topics {
            let topic = format!("{} {}", self.name(mention.topic), mention.level.word());
            if !parts.contains(&topic) {
                parts.push(topic);
            }
        }
        parts.join(" · ")
    }
}
