//! Everything, for programs: flat rows, every key in each. docs/check.md tells the keys.

use crate::check::Report;
use crate::check::policy::Severity;
use crate::check::row::{Place, Row};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Raised when a key goes or changes its meaning.
const SCHEMA_VERSION: u32 = 1;

/// Writes the document.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, fail_on: Option<Severity>, out: &mut impl Write) -> io::Result<()> {
    let [name, version, sha256] = &report.lexicon;
    let (reported, read) = report.texts;
    let document = json!({
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "readout-diff", "version": env!("CARGO_PKG_VERSION")},
        "lexicon": {"name": name, "version": version, "sha256": sha256},
        "policy": report.policy.path,
        "fail_on": fail_on.map_or("never", Severity::word),
        "failed": report.fails(fail_on),
        "texts": reported,
        "texts_read": read,
        "talks": report.talks,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "notes": report.count(Severity::Note),
        "in_baseline": report.known,
        "expectations": expectations(report),
        "findings": report.rows.iter().map(|row| finding(row, None)).collect::<Vec<_>>(),
        "suppressed": report.suppressed.iter().map(|(row, by)| {
            finding(row, report.policy.suppressions.get(*by).map(|own| own.reason.as_str()))
        }).collect::<Vec<_>>(),
        "related": related(report),
        "notices": report.notices.iter().map(|notice| json!({
            "path": notice.path,
            "line": notice.place.as_ref().map(|place| place.line),
            "column": notice.place.as_ref().map(|place| place.column),
            "message": notice.message,
        })).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn expectations(report: &Report) -> Vec<Value> {
    let rows = report.policy.expectations.iter().zip(&report.tallies);
    rows.map(|(expectation, tally)| {
        json!({
            "expectation": expectation.id.value,
            "rule": expectation.rule.name().word(),
            "level": expectation.level.word(),
            "reason": expectation.reason,
            "judged": tally.judged.len(),
            "not_judged": tally.not_judged.values().sum::<usize>(),
            "not_judged_because": tally.not_judged.keys().collect::<Vec<_>>(),
            "findings": report.rows.iter().filter(|row| row.id == expectation.id.value).count(),
        })
    })
    .collect()
}

fn finding(row: &Row, suppressed: Option<&str>) -> Value {
    let mut map = Map::new();
    map.insert("finding".into(), json!(row.fingerprint));
    map.insert("expectation".into(), json!(row.id));
    map.insert("rule".into(), json!(row.rule.word()));
    map.insert("level".into(), json!(row.level.word()));
    map.insert("source".into(), json!(row.source));
    map.insert("topic".into(), json!(row.topic));
    map.insert("headline".into(), json!(row.headline));
    map.insert("message".into(), json!(row.message));
    map.insert("reason".into(), json!(row.reason));
    map.insert("suppressed_because".into(), json!(suppressed));
    place(&row.place, &mut map);
    Value::Object(map)
}

/// Further places, each with its finding's fingerprint.
fn related(report: &Report) -> Vec<Value> {
    let mut rows = Vec::new();
    for row in &report.rows {
        for (other, message) in &row.others {
            let mut map = Map::new();
            map.insert("finding".into(), json!(row.fingerprint));
            map.insert("message".into(), json!(message));
            place(other, &mut map);
            rows.push(Value::Object(map));
        }
    }
    rows
}

fn place(place: &Place, map: &mut Map<String, Value>) {
    let region = place.region;
    map.insert("path".into(), json!(place.path));
    map.insert("line".into(), json!(region.map(|r| r.line)));
    map.insert("column".into(), json!(region.map(|r| r.column)));
    map.insert("end_line".into(), json!(region.map(|r| r.end_line)));
    map.insert("end_column".into(), json!(region.map(|r| r.end_column)));
    map.insert("char_start".into(), json!(region.map(|r| r.char_start)));
    map.insert("char_end".into(), json!(region.map(|r| r.char_end)));
    map.insert("words".into(), json!(place.words));
    map.insert("quote".into(), json!(place.quote));
}
