//! Everything, for programs: flat rows, every key in each. docs/check.md tells the keys; they are a promise, and
//! `readout-diff schema check` prints what these structs promise.

use crate::check::Report;
use crate::check::outcome::Outcome;
use crate::check::policy::{Expectation, Severity};
use crate::check::row::{self, Row};
use crate::input::Notice;
use crate::report::TOOL;
use crate::report::json::LexiconId;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use std::io::{self, Write};

/// Raised when a key goes or changes its meaning; an addition does not change it.
pub const SCHEMA_VERSION: u32 = 1;

/// A run of `check`.
#[derive(Serialize, JsonSchema)]
struct Document<'r> {
    /// Raised when a key goes or changes its meaning.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// Name and version of the program.
    tool: &'static str,
    /// What the topics were searched with.
    lexicon: LexiconId<'r>,
    /// The policy's path.
    policy: &'r str,
    /// From which level on findings make the run fail.
    #[schemars(extend("enum" = ["error", "warning", "note", "never"]))]
    fail_on: &'static str,
    /// Whether they do.
    failed: bool,
    /// Texts that are reported on.
    texts: usize,
    /// Texts that were read.
    texts_read: usize,
    /// Talks that the texts reported on belong to.
    talks: usize,
    /// Findings of level error.
    errors: usize,
    /// Findings of level warning.
    warnings: usize,
    /// Findings of level note.
    notes: usize,
    /// Findings that the baseline knows, which are in no table.
    in_baseline: usize,
    /// What was expected, and what each came to.
    expectations: Vec<ExpectationRow<'r>>,
    /// What was found.
    findings: Vec<FindingRow<'r>>,
    /// What was found and is suppressed.
    suppressed: Vec<FindingRow<'r>>,
    /// Further places of the findings.
    related: Vec<RelatedRow<'r>>,
    /// What to know beside.
    notices: Vec<NoticeRow<'r>>,
}

/// An expectation, and what it came to.
#[derive(Serialize, JsonSchema)]
struct ExpectationRow<'r> {
    /// Its id.
    expectation: &'r str,
    /// Its rule.
    rule: &'static str,
    /// How grave its findings are.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    level: &'static str,
    /// Why it is expected.
    reason: &'r str,
    /// Texts that it judged.
    judged: usize,
    /// Texts that it could not judge.
    not_judged: usize,
    /// Why not.
    not_judged_because: Vec<&'static str>,
    /// What it found and is neither suppressed nor in the baseline.
    findings: usize,
}

/// A finding.
#[derive(Serialize, JsonSchema)]
struct FindingRow<'r> {
    /// Its fingerprint: the same from run to run, however lines move.
    finding: &'r str,
    /// The expectation's id.
    expectation: &'r str,
    /// The expectation's rule.
    rule: &'static str,
    /// How grave.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    level: &'static str,
    /// Side and language of the text; null for a file that is not there.
    source: Option<&'r str>,
    /// The topic, where it is about one.
    topic: Option<&'r str>,
    /// The expectation's own message, where it has one.
    headline: Option<&'r str>,
    /// What was found.
    message: &'r str,
    /// Why it is expected.
    reason: &'r str,
    /// The suppression's reason; null for what is not suppressed.
    suppressed_because: Option<&'r str>,
    #[serde(flatten)]
    place: PlaceKeys<'r>,
}

/// A further place of a finding.
#[derive(Serialize, JsonSchema)]
struct RelatedRow<'r> {
    /// The finding's fingerprint.
    finding: &'r str,
    /// What stands there.
    message: &'r str,
    #[serde(flatten)]
    place: PlaceKeys<'r>,
}

/// A place; all but the path is null for a text as a whole.
#[derive(Serialize, JsonSchema)]
struct PlaceKeys<'r> {
    /// The file, from where the command was typed.
    path: &'r str,
    /// The first line, from 1.
    line: Option<usize>,
    /// The first column, from 1, in code points.
    column: Option<usize>,
    /// The last line.
    end_line: Option<usize>,
    /// The column behind the last character.
    end_column: Option<usize>,
    /// The first byte, from 0, in the text as read (UTF-8, front matter included, BOM excluded).
    byte_start: Option<usize>,
    /// One past the last byte.
    byte_end: Option<usize>,
    /// The first code point, from 0.
    char_start: Option<usize>,
    /// One past the last code point.
    char_end: Option<usize>,
    /// The words there: exactly that slice of the text.
    words: Option<&'r str>,
    /// The sentence with them.
    quote: Option<String>,
}

/// A notice.
#[derive(Serialize, JsonSchema)]
struct NoticeRow<'r> {
    /// The file that it is about.
    path: Option<&'r str>,
    /// The line, from 1.
    line: Option<usize>,
    /// The column, from 1, in code points.
    column: Option<usize>,
    /// What to know.
    message: &'r str,
}

/// Writes the document.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &document(report))?;
    out.write_all(b"\n")
}

/// The JSON Schema of the document, as text. Keys that are not in it are allowed, since additions do not change the version.
///
/// # Errors
/// None in practice: the schema is made in memory.
pub fn schema() -> io::Result<String> {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Document<'_>>();
    schema.insert("title".into(), "readout-diff check".into());
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}

fn document(report: &Report) -> Document<'_> {
    let [name, version, sha256] = &report.lexicon;
    let why = |by: usize| report.policy.suppressions.get(by).map(|own| own.reason.as_str());
    Document {
        schema_version: SCHEMA_VERSION,
        tool: TOOL,
        lexicon: LexiconId { name, version, sha256 },
        policy: &report.policy.path,
        fail_on: report.policy.fail_on.map_or("never", Severity::word),
        failed: report.failed(),
        texts: report.texts.0,
        texts_read: report.texts.1,
        talks: report.talks,
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        notes: report.count(Severity::Note),
        in_baseline: report.known,
        expectations: report.expectations().map(|(own, outcome)| expectation(own, outcome)).collect(),
        findings: report.rows.iter().map(|row| finding(row, None)).collect(),
        suppressed: report.suppressed.iter().map(|(row, by)| finding(row, why(*by))).collect(),
        related: report.rows.iter().flat_map(related).collect(),
        notices: report.notices.iter().map(notice).collect(),
    }
}

fn expectation<'r>(expectation: &'r Expectation, outcome: &'r Outcome) -> ExpectationRow<'r> {
    ExpectationRow {
        expectation: &expectation.id.value,
        rule: expectation.rule.name().word(),
        level: expectation.level.word(),
        reason: &expectation.reason,
        judged: outcome.tally.judged.len(),
        not_judged: outcome.not_judged,
        not_judged_because: outcome.tally.not_judged.keys().copied().collect(),
        findings: outcome.findings,
    }
}

fn finding<'r>(row: &'r Row, suppressed: Option<&'r str>) -> FindingRow<'r> {
    FindingRow {
        finding: &row.fingerprint,
        expectation: &row.id,
        rule: row.rule.word(),
        level: row.level.word(),
        source: row.source.as_deref(),
        topic: row.topic.as_deref(),
        headline: row.headline.as_deref(),
        message: &row.message,
        reason: &row.reason,
        suppressed_because: suppressed,
        place: place(&row.place),
    }
}

fn related(row: &Row) -> impl Iterator<Item = RelatedRow<'_>> {
    let finding = &row.fingerprint;
    row.others.iter().map(move |(other, message)| RelatedRow { finding, message, place: place(other) })
}

fn place(place: &row::Place) -> PlaceKeys<'_> {
    let region = place.region;
    PlaceKeys {
        path: &place.path,
        line: region.map(|r| r.line),
        column: region.map(|r| r.column),
        end_line: region.map(|r| r.end_line),
        end_column: region.map(|r| r.end_column),
        byte_start: region.map(|r| r.bytes.start),
        byte_end: region.map(|r| r.bytes.end),
        char_start: region.map(|r| r.char_start),
        char_end: region.map(|r| r.char_end),
        words: region.map(|_| place.words.as_str()),
        quote: region.map(|_| place.quote()),
    }
}

fn notice(notice: &Notice) -> NoticeRow<'_> {
    NoticeRow {
        path: Some(notice.path.as_str()).filter(|path| !path.is_empty()),
        line: notice.place.as_ref().map(|place| place.line),
        column: notice.place.as_ref().map(|place| place.column),
        message: &notice.message,
    }
}
