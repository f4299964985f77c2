//! Builds the view: header, matrix, and the topics that some mention and others do not.

use super::{CellView, OnlyView, Quote, SourceView, TopicView, View, Whole};
use crate::claims::{Claim, Level};
use crate::comparison::people::VoiceKeys;
use crate::comparison::{Comparison, Coverage, Standing};
use crate::input::Known;
use crate::lexicon::Lexicon;
use crate::readout::BlockKind;
use crate::report::style::{count, words};
use crate::report::tables::{unit_id, unit_ids};
use crate::text::span::Span;

/// Quotes shown for a topic and source.
const QUOTES: usize = 2;

/// What all parts of the view are made from.
pub(super) struct Builder<'a> {
    pub comparison: &'a Comparison,
    pub lexicon: &'a Lexicon,
    pub keys: VoiceKeys,
    pub columns: Vec<usize>,
}

impl<'a> Builder<'a> {
    pub fn new(comparison: &'a Comparison, lexicon: &'a Lexicon) -> Builder<'a> {
        let keys = VoiceKeys::of(&comparison.sources, &comparison.talks, lexicon);
        Builder { comparison, lexicon, keys, columns: comparison.columns() }
    }

    pub fn view(&self, explain: Option<usize>) -> View {
        let reported = self.reported();
        let mut view = View {
            title: format!("Readouts compared: {}", joined(&self.labels())),
            brief: Vec::new(),
            sources: self.columns.iter().filter_map(|source| self.source(*source)).collect(),
            talks: self.talks(),
            topics: reported.iter().map(|topic| self.topic(*topic)).collect(),
            remarks: self.remarks(&reported),
            only: merged(reported.iter().filter_map(|topic| self.only(*topic)).collect()),
            shared: self.shared(),
            wording: self.wording(),
            ledger: self.ledger(),
            conflicts: self.conflicts(),
            protocol: self.protocol(),
            absent: self.absent(&reported),
            explain: explain.map(|topic| self.explain(topic)),
            whole: None,
            hints: self.hints(&reported),
            method: self.method(),
            caveat: "“Not mentioned” means that none of the terms searched for stands in the text.",
        };
        view.brief = self.brief(&reported, &view);
        view
    }

    /// The view with the texts in full and the evidence of every topic of the matrix.
    pub fn whole(&self) -> View {
        let evidence = self.reported().iter().map(|topic| self.explain(*topic)).collect();
        let texts = self.columns.iter().filter_map(|source| self.full_text(*source)).collect();
        View { whole: Some(Whole { texts, evidence }), ..self.view(None) }
    }

    /// Core topics, and all that any source mentions or raises.
    fn reported(&self) -> Vec<usize> {
        let raised = |topic: usize| self.cells(topic).any(|cell| cell.standing > Standing::Omitted);
        let topics = self.lexicon.topics.iter().enumerate();
        topics.filter(|(i, topic)| topic.core || raised(*i)).map(|(i, _)| i).collect()
    }

    /// The cells of a topic, in the order of columns.
    pub fn cells(&self, topic: usize) -> impl Iterator<Item = &'a Coverage> {
        let comparison = self.comparison;
        self.columns.iter().filter_map(move |source| comparison.cell(topic, *source))
    }

    pub fn name(&self, topic: usize) -> String {
        self.lexicon.topics.get(topic).map(|topic| topic.label.en.clone()).unwrap_or_default()
    }

    /// The claim's words with place and voice.
    pub fn claim_quote(&self, source: usize, claim: &Claim) -> Quote {
        let voice = self.keys.key(source, &claim.voice).to_string();
        Quote { voice, ..self.quote(source, &[claim.unit], claim.span) }
    }

    /// Words of some units.
    pub fn quote(&self, source: usize, units: &[usize], span: Span) -> Quote {
        let readout = self.comparison.sources.get(source).map(|claims| &claims.readout);
        Quote {
            place: format!("{} {}", self.comparison.label(source), ids(units)),
            voice: String::new(),
            text: readout.map(|r| span.of(&r.source.text).to_string()).unwrap_or_default(),
            language: readout.map_or("und", |r| r.source.language.value.tag()),
            column: self.column(source),
            units: units.to_vec(),
        }
    }

    /// The labels in the order of columns.
    fn labels(&self) -> Vec<String> {
        self.columns.iter().map(|column| self.comparison.label(*column).into()).collect()
    }

    /// The column of a source, from 0.
    pub fn column(&self, source: usize) -> usize {
        self.columns.iter().position(|column| *column == source).unwrap_or_default()
    }

    fn source(&self, index: usize) -> Option<SourceView> {
        let claims = self.comparison.sources.get(index)?;
        let source = &claims.readout.source;
        let mut facts = Vec::new();
        facts.push(match &source.side {
            Some(side) => marked(side, &side.value),
            None => "side not known".into(),
        });
        facts.extend(source.issuer.clone());
        facts.push(marked(&source.kind, source.kind.value.word()));
        facts.push(marked(&source.language, source.language.value.tag()));
        facts.extend(source.translation.as_ref().map(|kind| format!("{kind} translation")));
        facts.push(match &source.date {
            Some(date) => marked(date, &date.value.to_string()),
            None => "date not known".into(),
        });
        let sentences = claims.readout.units.iter().filter(|unit| unit.kind != BlockKind::Furniture).count();
        let extent = format!(
            "{} · {} · {}",
            source.path,
            count(sentences, "sentence"),
            count(claims.claims.len(), "claim")
        );
        let language = source.language.value.tag();
        Some(SourceView { label: source.label.clone(), facts: facts.join(" · "), extent, language })
    }

    pub(super) fn talks(&self) -> Vec<String> {
        self.comparison.talks_in_words().into_iter().map(|words| format!("{}.", capital(&words))).collect()
    }

    fn topic(&self, topic: usize) -> TopicView {
        let cell = |cell: &Coverage| CellView {
            standing: cell.standing,
            detail: match cell.first() {
                Some(first) => {
                    let percent = (cell.share * 100.0).round();
                    format!("{}, from {}, {percent} %", count(cell.claims.len(), "claim"), unit_id(first))
                }
                None => String::new(),
            },
        };
        TopicView { name: self.name(topic), cells: self.cells(topic).map(cell).collect() }
    }

    fn remarks(&self, reported: &[usize]) -> Vec<String> {
        let mut remarks = Vec::new();
        let silent = self.lexicon.topics.len() - reported.len();
        if silent > 0 {
            remarks.push(format!("{} of the lexicon mentioned by no source.", count(silent, "other topic")));
        }
        let on_none: Vec<String> = self
            .columns
            .iter()
            .filter_map(|source| {
                let claims = &self.comparison.sources.get(*source)?.claims;
                let none = claims.iter().filter(|claim| claim.topics.is_empty()).count();
                Some(format!("{} {none} of {}", self.comparison.label(*source), claims.len()))
            })
            .collect();
        remarks.push(format!("Claims on none of the topics: {}.", on_none.join(", ")));
        remarks
    }

    fn only(&self, topic: usize) -> Option<OnlyView> {
        let (with, without): (Vec<_>, Vec<_>) =
            self.cells(topic).partition(|cell| cell.standing.is_mention());
        if with.is_empty() || without.is_empty() {
            return None;
        }
        let label = |cell: &&Coverage| self.comparison.label(cell.source).to_string();
        let not_by = without.iter().map(|cell| format!("{}: {}", label(cell), words(cell.standing)));
        let quotes: Vec<Quote> = with.iter().flat_map(|cell| self.best_quotes(cell)).collect();
        let claims: usize = with.iter().map(|cell| cell.claims.len()).sum();
        Some(OnlyView {
            name: self.name(topic),
            by: with.iter().map(label).collect::<Vec<_>>().join(", "),
            not_by: not_by.collect::<Vec<_>>().join(", "),
            more: match claims.saturating_sub(quotes.len()) {
                0 => String::new(),
                more => format!("… and {} more", count(more, "claim")),
            },
            quotes,
        })
    }

    /// The claims that say most on a topic, one of each voice before a second of any; in the text's order.
    fn best_quotes(&self, cell: &Coverage) -> Vec<Quote> {
        let Some(claims) = self.comparison.sources.get(cell.source) else { return Vec::new() };
        let level = |claim: &Claim| {
            let levels = claim.topics.iter().filter(|m| m.topic == cell.topic).map(|m| m.level);
            levels.max().unwrap_or(Level::Heading)
        };
        let mut ranked: Vec<(usize, &Claim)> =
            cell.claims.iter().filter_map(|i| claims.claims.get(*i).map(|claim| (*i, claim))).collect();
        // Each voice is heard once before any is heard twice.
        let heard_before = |i: usize, claim: &Claim| {
            cell.claims
                .iter()
                .any(|j| *j < i && claims.claims.get(*j).is_some_and(|c| c.voice == claim.voice))
        };
        ranked.sort_by_key(|(i, claim)| (heard_before(*i, claim), std::cmp::Reverse(level(claim)), *i));
        ranked.truncate(QUOTES);
        ranked.sort_by_key(|(i, _)| *i);
        ranked.iter().map(|(_, claim)| self.claim_quote(cell.source, claim)).collect()
    }

    fn method(&self) -> String {
        let lexicon = self.lexicon;
        let hash: String = lexicon.sha256.chars().take(12).collect();
        format!("{} · lexicon {} {} (sha256 {hash}…)", crate::report::TOOL, lexicon.name, lexicon.version)
    }
}

/// Topics of the very same words become one entry: a list of fields is quoted once.
fn merged(entries: Vec<OnlyView>) -> Vec<OnlyView> {
    let mut merged: Vec<OnlyView> = Vec::with_capacity(entries.len());
    for entry in entries {
        let same = |known: &&mut OnlyView| {
            (&known.by, &known.not_by, &known.quotes, &known.more)
                == (&entry.by, &entry.not_by, &entry.quotes, &entry.more)
        };
        match merged.iter_mut().find(same) {
            Some(known) => known.name = format!("{}; {}", known.name, entry.name),
            None => merged.push(entry),
        }
    }
    merged
}

/// What is not stated is marked as detected.
fn marked<T>(known: &Known<T>, word: &str) -> String {
    if known.stated { word.into() } else { format!("{word} (detected)") }
}

/// Several things in a row: `a, b and c`.
pub(super) fn joined(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A sentence begins with a capital, unless it begins with a label.
fn capital(words: &str) -> String {
    match words.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => words.into(),
    }
}

/// Units that a list names; the rest is counted.
const NAMED: usize = 3;

/// Some units out of many: `u3, u5 and 4 more`.
pub(super) fn some_ids(units: &[usize]) -> String {
    let ids = unit_ids(units);
    match ids.get(..NAMED.saturating_sub(1)) {
        Some(first) if ids.len() > NAMED => {
            format!("{} and {} more", first.join(", "), ids.len() - first.len())
        }
        _ => joined(&ids),
    }
}

/// Units as the page names them: `u3`, `u3+u4`.
pub(super) fn ids(units: &[usize]) -> String {
    unit_ids(units).join("+")
}
