//! What is known and accepted: suppressions, each with a reason, and a baseline; both are told when they no longer match.

use super::policy::Policy;
use super::row::Row;
use crate::input::{InputError, Notice, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The findings of an earlier run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The form of the file.
    pub version: u32,
    /// The findings, by path.
    pub findings: Vec<Known>,
    /// Its path; not in the file.
    #[serde(skip)]
    pub path: String,
}

/// A finding of an earlier run. Only the fingerprint counts; the rest is for readers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// What it is about, as a hash.
    pub fingerprint: String,
    /// The expectation's id.
    pub expectation: String,
    /// The path from the policy's folder.
    pub path: String,
    /// What was found.
    pub message: String,
}

const VERSION: u32 = 1;

impl Baseline {
    /// The baseline of some findings.
    pub fn of(rows: &[Row]) -> Baseline {
        let known = |row: &Row| Known {
            fingerprint: row.fingerprint.clone(),
            expectation: row.id.clone(),
            path: row.place.relative.clone(),
            message: row.message.clone(),
        };
        Baseline { version: VERSION, findings: rows.iter().map(known).collect(), path: String::new() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// No file, or not one that `--write-baseline` wrote.
    pub fn read(path: &str) -> Result<Baseline, InputError> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            InputError::new(path, "the baseline cannot be read")
                .cause(error.to_string())
                .hint("--write-baseline writes one")
        })?;
        let broken = |at: Place, cause: String| {
            InputError::new(path, "is no baseline").at(at).cause(cause).hint("--write-baseline writes one")
        };
        let read: Baseline = serde_json::from_str(&text).map_err(|error| {
            broken(Place::at_line(&text, error.line(), error.column()), error.to_string())
        })?;
        match read.version {
            VERSION => Ok(Baseline { path: path.into(), ..read }),
            other => {
                Err(broken(Place::at_line(&text, 1, 1), format!("it has version {other}, not {VERSION}")))
            }
        }
    }

    /// The file's text.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).map(|json| json + "\n").unwrap_or_default()
    }
}

/// Takes out what the policy suppresses; `whole` when all texts are reported, so that an idle suppression can be told.
pub fn suppress(
    policy: &Policy,
    rows: Vec<Row>,
    whole: bool,
    notices: &mut Vec<Notice>,
) -> (Vec<Row>, Vec<(Row, usize)>) {
    let fits = |row: &Row| {
        policy.suppressions.iter().position(|own| {
            own.expectation.value == row.id
                && own.files.as_ref().is_none_or(|files| files.matches(&row.place.relative))
                && (own.topics.is_empty()
                    || row.topic.as_ref().is_some_and(|topic| own.topics.contains(topic)))
        })
    };
    let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
    for row in rows {
        match fits(&row) {
            Some(by) => suppressed.push((row, by)),
            None => kept.push(row),
        }
    }
    for (i, idle) in policy.suppressions.iter().enumerate().filter(|_| whole) {
        if !suppressed.iter().any(|(_, by)| *by == i) {
            let message = format!(
                "the suppression of `{}` matches no finding any more; take it out",
                idle.expectation.value
            );
            let place = Place::at_line(&policy.text, idle.at.line, idle.at.column);
            notices.push(Notice::new(&policy.path, message).at(place));
        }
    }
    (kept, suppressed)
}

/// Takes out what the baseline knows, and tells its entries about these paths (all, when `whole`) that match nothing any more.
pub fn subtract(
    baseline: Option<&Baseline>,
    rows: Vec<Row>,
    whole: bool,
    paths: &[&str],
    notices: &mut Vec<Notice>,
) -> (Vec<Row>, usize) {
    let Some(baseline) = baseline else { return (rows, 0) };
    let mut left: BTreeMap<&str, &Known> =
        baseline.findings.iter().map(|known| (known.fingerprint.as_str(), known)).collect();
    let count = rows.len();
    let known: Vec<String> = left.keys().map(|key| key.to_string()).collect();
    rows.iter().for_each(|row| {
        left.remove(row.fingerprint.as_str());
    });
    let rows: Vec<Row> =
        rows.into_iter().filter(|row| known.binary_search(&row.fingerprint).is_err()).collect();
    let mut stale: Vec<&&Known> =
        left.values().filter(|known| whole || paths.contains(&known.path.as_str())).collect();
    stale.sort_by_key(|known| (&known.path, &known.expectation, &known.fingerprint));
    for known in stale {
        let message = format!(
            "the finding `{}` in {} is gone; write the baseline again",
            known.expectation, known.path
        );
        notices.push(Notice::new(&baseline.path, message));
    }
    let found = count - rows.len();
    (rows, found)
}
