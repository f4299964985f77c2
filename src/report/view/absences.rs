//! Builds what the view tells of topics not mentioned: terms searched, near misses, the certificate of one topic.

use super::build::Builder;
use super::{AbsentTopic, AbsentView, ExplainSource, ExplainView, Line};
use crate::comparison::{Coverage, Standing, coverage};
use crate::report::style::{count, words};
use crate::report::tables::unit_id;
use crate::text::language::Language;
use crate::text::span::Span;

impl Builder<'_> {
    /// For each source, the reported topics that it does not mention. The same text given twice omits nothing.
    pub(super) fn absent(&self, reported: &[usize]) -> Vec<AbsentView> {
        if self.comparison.same_text {
            return Vec::new();
        }
        let of_source = |source: &usize| {
            let rows = reported.iter().enumerate();
            let cells = rows.filter_map(|(row, topic)| Some((row, self.comparison.cell(*topic, *source)?)));
            let topics: Vec<AbsentTopic> = cells
                .filter(|(_, cell)| !cell.standing.is_mention())
                .map(|(row, cell)| self.absent_topic(row, cell))
                .collect();
            let label = self.comparison.label(*source).into();
            AbsentView { label, column: self.column(*source), topics }
        };
        self.columns.iter().map(of_source).filter(|view| !view.topics.is_empty()).collect()
    }

    fn absent_topic(&self, row: usize, cell: &Coverage) -> AbsentTopic {
        let near = self.near(cell);
        let misses = match near.len() {
            0 => "no near miss".to_string(),
            1 => "1 near miss".to_string(),
            more => format!("{more} near misses"),
        };
        let standing = match cell.standing {
            Standing::Omitted => String::new(),
            other => format!("{}; ", words(other)),
        };
        let words = format!("{standing}{}, {misses}", terms(self.searched(cell).len(), self.language(cell)));
        AbsentTopic { name: self.name(cell.topic), row, words, near }
    }

    fn language(&self, cell: &Coverage) -> Language {
        let source = self.comparison.sources.get(cell.source);
        source.map_or(Language::Unknown, |claims| claims.readout.source.language.value)
    }

    fn searched(&self, cell: &Coverage) -> Vec<String> {
        let readout = self.comparison.sources.get(cell.source).map(|claims| &claims.readout);
        readout.map(|r| coverage::searched(self.lexicon, cell.topic, r).to_vec()).unwrap_or_default()
    }

    /// Terms that stood in the text without counting, and hits in headings and commentary.
    fn near(&self, cell: &Coverage) -> Vec<Line> {
        let Some(claims) = self.comparison.sources.get(cell.source) else { return Vec::new() };
        let misses = cell.near_misses.iter().filter_map(|i| claims.near_misses.get(*i));
        let readout = &claims.readout;
        let language = Some(readout.source.language.value.tag());
        let line = |unit: Option<usize>, span: Span, reason: &str| {
            let place = unit.map_or(String::new(), |unit| format!("{}: ", unit_id(unit)));
            let words = span.of(&readout.source.text).to_string();
            Line { parts: vec![(place, None), (words, language), (format!(" ({reason})"), None)] }
        };
        let unit_of = |span: Span| readout.units.iter().position(|unit| unit.span.holds(span));
        let mut near: Vec<Line> =
            misses.map(|miss| line(unit_of(miss.span), miss.span, &miss.reason)).collect();
        for claim in cell.outside.iter().filter_map(|i| claims.claims.get(*i)) {
            for mention in claim.topics.iter().filter(|m| m.topic == cell.topic) {
                let reason = format!("in {}", mention.level.word());
                near.push(line(Some(claim.unit), mention.span, &reason));
            }
        }
        near
    }

    pub(super) fn explain(&self, topic: usize) -> ExplainView {
        let sources = self.cells(topic).map(|cell| self.explain_source(cell)).collect();
        let name = self.name(topic);
        ExplainView { title: format!("What was searched for: {name}"), name, sources }
    }

    fn explain_source(&self, cell: &Coverage) -> ExplainSource {
        let claims = self.comparison.sources.get(cell.source);
        let all = claims.map(|c| c.claims.as_slice()).unwrap_or_default();
        let language = self.language(cell).tag();
        let hit = |claim| {
            let claim: &crate::claims::Claim = claim;
            let own = claim.topics.iter().filter(|mention| mention.topic == cell.topic);
            own.map(|mention| {
                let level = format!(" ({})", mention.level.word());
                let term = Line { parts: vec![(mention.term.clone(), Some(language)), (level, None)] };
                (term, self.claim_quote(cell.source, claim))
            })
        };
        let searched = self.searched(cell);
        ExplainSource {
            label: self.comparison.label(cell.source).into(),
            level: cell.standing,
            count: terms(searched.len(), self.language(cell)),
            language,
            standing: match cell.standing {
                Standing::Asked => "asked",
                Standing::Declined => "declined",
                other => words(other),
            },
            searched,
            near: self.near(cell),
            hits: cell.claims.iter().filter_map(|i| all.get(*i)).flat_map(hit).collect(),
        }
    }
}

/// How many terms were searched for: those of the text's own language.
fn terms(number: usize, language: Language) -> String {
    match language.name() {
        Some(name) => format!("{} searched", count(number, &format!("{name} term"))),
        None => "no terms in its language".into(),
    }
}
