//! A report as a page for people or for programs: one enum, one file per printer.

pub mod escape;
pub mod github;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod summary;
pub mod text;

use super::Report;
use super::policy::Severity;
use crate::report::style::count;
use std::io::{self, Write};

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text {
        /// Whether in colour.
        color: bool,
        /// Columns.
        width: usize,
    },
    /// Everything, for programs.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// JUnit XML.
    Junit,
}

/// Writes a report.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Text { color, width } => text::write(report, color, width, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Github => github::write(report, out),
        Format::Junit => junit::write(report, out),
    }
}

/// What was checked, in one line: always said, findings or not.
pub fn checked(report: &Report) -> String {
    let (reported, read) = report.texts;
    let beside = if read > reported { format!(" (of {read})") } else { String::new() };
    format!(
        "checked {}{beside} in {} against {} of {}",
        count(reported, "text"),
        count(report.talks, "talk"),
        count(report.policy.expectations.len(), "expectation"),
        report.policy.path
    )
}

/// How much was found, in one line.
pub fn found(report: &Report) -> String {
    let levels = Severity::ALL.map(|level| count(report.count(level), level.word()));
    let mut line = levels.join(", ");
    if !report.suppressed.is_empty() {
        line.push_str(&format!("; {} suppressed", report.suppressed.len()));
    }
    if report.known > 0 {
        line.push_str(&format!("; {} in the baseline", report.known));
    }
    line
}
