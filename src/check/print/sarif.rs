//! SARIF 2.1.0: columns in code points, fingerprints that do not move with lines. The words of a text stand in snippets
//! only, which are shown as they are; messages, in which links could be, are escaped.

use super::escape::{sarif as message, uri};
use crate::check::Report;
use crate::check::policy::Expectation;
use crate::check::row::{Place, Row};
use crate::input::Notice;
use crate::report::escape::visible;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Where the schema is published.
pub const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the fingerprint, with the version of how it is made.
const FINGERPRINT: &str = "readoutDiff/v1";

/// Writes the log.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let [name, version, sha256] = &report.lexicon;
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "readout-diff",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": report.policy.expectations.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "defaultEncoding": "UTF-8",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": report.notices.iter().map(notification).collect::<Vec<_>>(),
            }],
            "results": report.rows.iter().map(result).collect::<Vec<_>>(),
            "properties": {
                "texts": report.texts.0,
                "talks": report.talks,
                "suppressed": report.suppressed.len(),
                "inBaseline": report.known,
                "lexicon": {"name": name, "version": version, "sha256": sha256},
            },
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn rule(expectation: &Expectation) -> Value {
    let word = expectation.rule.name().word();
    let short = expectation.message.as_deref().unwrap_or(&expectation.reason);
    json!({
        "id": expectation.id.value,
        "name": word,
        "shortDescription": {"text": message(short)},
        "fullDescription": {"text": message(&expectation.reason)},
        "help": {"text": format!("readout-diff check --explain-rule {word}")},
        "defaultConfiguration": {"level": expectation.level.word()},
        "properties": {"tags": [word]},
    })
}

fn notification(notice: &Notice) -> Value {
    let text = message(&notice.message);
    match notice.path.is_empty() {
        true => json!({"level": "note", "message": {"text": text}}),
        false => {
            let artifact = json!({"artifactLocation": {"uri": uri(&notice.path)}});
            json!({"level": "note", "message": {"text": text}, "locations": [{"physicalLocation": artifact}]})
        }
    }
}

fn result(row: &Row) -> Value {
    let mut related = Vec::new();
    for (id, (place, text)) in row.others.iter().enumerate() {
        related
            .push(json!({"id": id, "message": {"text": message(text)}, "physicalLocation": physical(place)}));
    }
    json!({
        "ruleId": row.id,
        "ruleIndex": row.expectation,
        "level": row.level.word(),
        "message": {"text": message(&row.sentence())},
        "locations": [{"physicalLocation": physical(&row.place)}],
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT: row.fingerprint},
        "properties": {"rule": row.rule.word(), "topic": row.topic, "source": row.source},
    })
}

/// The longest snippet, in code points.
const LONGEST: usize = 1000;

/// Words of a text as a viewer may show them.
fn snippet(words: &str) -> String {
    visible(&words.chars().take(LONGEST).collect::<String>())
}

fn physical(place: &Place) -> Value {
    let artifact = json!({"uri": uri(&place.path)});
    match place.region {
        None => json!({"artifactLocation": artifact}),
        Some(region) => json!({
            "artifactLocation": artifact,
            "region": {
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
                "charOffset": region.char_start,
                "charLength": region.char_end - region.char_start,
                "snippet": {"text": snippet(&place.words)},
            },
        }),
    }
}
