//! A finding as it is shown: with path, lines, words and a fingerprint; printers only print.

use super::finding::{Finding, Spot};
use super::policy::{Expectation, Severity};
use super::rules::RuleName;
use super::texts::Texts;
use super::texts::scope::Scope;
use crate::lexicon::load::hex;
use crate::text::span::{CodePoints, Span};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A stretch of a text; lines and columns from 1, columns in code points, the end behind the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column behind the last character.
    pub end_column: usize,
    /// The first code point of the file, from 0.
    pub char_start: usize,
    /// One past the last.
    pub char_end: usize,
    /// The bytes of the text as read.
    pub bytes: Span,
}

/// A place, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path from where the command was typed.
    pub path: String,
    /// The path from the policy's folder.
    pub relative: String,
    /// Where in the file; none for the file as a whole.
    pub region: Option<Region>,
    /// What stands before the words in their sentence.
    pub before: String,
    /// The words there.
    pub words: String,
    /// What stands behind them in their sentence.
    pub after: String,
}

impl Place {
    /// A file as a whole.
    fn whole(path: String, relative: &str) -> Place {
        Place { path, relative: relative.into(), ..Place::default() }
    }

    /// The sentence with the words.
    pub fn quote(&self) -> String {
        [self.before.as_str(), &self.words, &self.after].concat()
    }
}

/// A finding, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The expectation, as an index into the policy's.
    pub expectation: usize,
    /// Its id.
    pub id: String,
    /// Its rule.
    pub rule: RuleName,
    /// How grave.
    pub level: Severity,
    /// The side and language of the text; none of a file that is not there.
    pub source: Option<String>,
    /// Where.
    pub place: Place,
    /// The expectation's own message, where it has one.
    pub headline: Option<String>,
    /// What was found.
    pub message: String,
    /// Why it matters.
    pub reason: String,
    /// The topic's id, where it is about one.
    pub topic: Option<String>,
    /// Further places.
    pub others: Vec<(Place, String)>,
    /// The same from run to run: of expectation, path and what it is about, not of lines.
    pub fingerprint: String,
    key: String,
}

impl Row {
    /// What to say in one line.
    pub fn sentence(&self) -> String {
        match &self.headline {
            Some(headline) => format!("{headline} ({})", self.message),
            None => self.message.clone(),
        }
    }
}

/// Turns findings into rows; fingerprints are still to be set.
pub struct Maker<'a> {
    /// The texts.
    pub texts: &'a Texts<'a>,
    /// How paths are named.
    pub scope: &'a Scope,
    /// For each text, its lines; made at the first finding.
    lines: BTreeMap<usize, Lines<'a>>,
}

struct Lines<'a> {
    starts: Vec<usize>,
    points: CodePoints<'a>,
}

impl<'a> Maker<'a> {
    /// A maker of rows.
    pub fn new(texts: &'a Texts<'a>, scope: &'a Scope) -> Maker<'a> {
        Maker { texts, scope, lines: BTreeMap::new() }
    }

    /// The row of a finding.
    pub fn row(&mut self, index: usize, expectation: &Expectation, finding: Finding) -> Row {
        let others =
            finding.others.into_iter().map(|other| (self.place(other.spot), other.message)).collect();
        Row {
            expectation: index,
            id: expectation.id.value.clone(),
            rule: expectation.rule.name(),
            level: expectation.level,
            source: Some(self.texts.label(finding.spot.text).to_string()),
            place: self.place(finding.spot),
            headline: expectation.message.clone(),
            message: finding.message,
            reason: expectation.reason.clone(),
            topic: finding.topic,
            others,
            fingerprint: String::new(),
            key: finding.key,
        }
    }

    /// The row of a file that is no text of the run.
    pub fn absent(&self, index: usize, expectation: &Expectation, relative: &str) -> Row {
        Row {
            expectation: index,
            id: expectation.id.value.clone(),
            rule: expectation.rule.name(),
            level: expectation.level,
            source: None,
            place: Place::whole(self.scope.shown(relative), relative),
            headline: expectation.message.clone(),
            message: "is recorded and not there".into(),
            reason: expectation.reason.clone(),
            topic: None,
            others: Vec::new(),
            fingerprint: String::new(),
            key: "gone".into(),
        }
    }

    fn place(&mut self, spot: Spot) -> Place {
        let Some(text) = self.texts.all.get(spot.text) else { return Place::default() };
        let place = Place::whole(text.source.path.clone(), &text.relative);
        let Some(span) = spot.span else { return place };
        let (content, sentence) = (text.source.text.as_str(), self.sentence(spot.text, span));
        Place {
            region: Some(self.region(spot.text, span)),
            before: Span::new(sentence.start.min(span.start), span.start).of(content).into(),
            words: span.of(content).into(),
            after: Span::new(span.end, sentence.end.max(span.end)).of(content).into(),
            ..place
        }
    }

    /// The sentences that a span touches.
    fn sentence(&self, text: usize, span: Span) -> Span {
        let Some(reading) = self.texts.reading(text) else { return span };
        let units = &reading.claims.readout.units;
        let mut touched = units.iter().filter(|unit| unit.span.meets(span)).map(|unit| unit.span);
        match touched.next() {
            Some(first) => Span::new(first.start, touched.next_back().unwrap_or(first).end),
            None => span,
        }
    }

    fn region(&mut self, text: usize, span: Span) -> Region {
        let texts = self.texts;
        let content = texts.all.get(text).map_or("", |own| own.source.text.as_str());
        let lines = self.lines.entry(text).or_insert_with(|| Lines {
            starts: std::iter::once(0).chain(content.match_indices('\n').map(|(at, _)| at + 1)).collect(),
            points: CodePoints::of(content),
        });
        let (line, column) = lines.at(span.start);
        let (end_line, end_column) = lines.at(span.end);
        let (char_start, char_end) = (lines.points.at(span.start), lines.points.at(span.end));
        Region { line, column, end_line, end_column, char_start, char_end, bytes: span }
    }
}

impl Lines<'_> {
    fn at(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, self.points.at(byte) - self.points.at(start) + 1)
    }
}

/// Sorts rows by path, place and expectation, and gives each its fingerprint.
pub fn settle(rows: &mut Vec<Row>) {
    rows.sort_by(|a, b| {
        (&a.place.relative, a.place.region, a.expectation, &a.key).cmp(&(
            &b.place.relative,
            b.place.region,
            b.expectation,
            &b.key,
        ))
    });
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let about = [row.id.as_str(), row.rule.word(), &row.place.relative, &row.key].join("\0");
        let count = seen.entry(about.clone()).or_default();
        *count += 1;
        let hash = hex(&Sha256::digest(format!("{about}\0{count}")));
        row.fingerprint = hash.get(..32).unwrap_or(&hash).to_string();
    }
}
