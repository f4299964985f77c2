//! JUnit XML as the XSD of Jenkins's xUnit plug-in (`junit-10.xsd`) has it: an expectation is a suite, a text judged is a case.
//!
//! Written by hand: the form has five elements, and the crate that writes it brings a clock and random identifiers.

use super::escape::xml;
use super::text::place;
use crate::check::Report;
use crate::check::row::Row;
use std::io::{self, Write};

/// Writes the document. A finding that makes the run fail is a failure; any other is told in the case's output.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let (tests, failures) = (report.cases(), report.failures);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"readout-diff check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    for (expectation, outcome) in report.expectations() {
        let (id, tests, failures) = (xml(&expectation.id.value), outcome.cases.len(), outcome.failures);
        writeln!(
            out,
            "  <testsuite name=\"{id}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
        )?;
        for (path, rows) in &outcome.cases {
            case(report, &id, path, rows, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(report: &Report, id: &str, path: &str, rows: &[usize], out: &mut impl Write) -> io::Result<()> {
    let name = xml(path);
    if rows.is_empty() {
        return writeln!(out, "    <testcase classname=\"{id}\" name=\"{name}\"/>");
    }
    writeln!(out, "    <testcase classname=\"{id}\" name=\"{name}\">")?;
    for row in rows.iter().filter_map(|row| report.rows.get(*row)) {
        let (message, kind, detail) = (xml(&row.sentence()), row.level.word(), xml(&detail(row)));
        match report.fails(row) {
            true => writeln!(out, "      <failure message=\"{message}\" type=\"{kind}\">{detail}</failure>")?,
            false => writeln!(out, "      <system-out>{kind}: {detail}</system-out>")?,
        }
    }
    writeln!(out, "    </testcase>")
}

fn detail(row: &Row) -> String {
    let quote = row.place.quote();
    let quote = if quote.is_empty() { quote } else { format!(" | {quote}") };
    format!("{}: {}{quote} | why: {}", place(&row.place), row.sentence(), row.reason)
}
