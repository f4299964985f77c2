//! JUnit XML as the XSD of Jenkins's xUnit plug-in (`junit-10.xsd`) has it: an expectation is a suite, a text judged is a case.
//!
//! Written by hand: the form has five elements, and the crate that writes it brings a clock and random identifiers.

use super::escape::xml;
use super::text::place;
use crate::check::policy::{Expectation, Severity};
use crate::check::row::Row;
use crate::check::{Report, Tally};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the document. A finding that makes the run fail is a failure; any other is told in the case's output.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, fail_on: Option<Severity>, out: &mut impl Write) -> io::Result<()> {
    let fails = |row: &&Row| fail_on.is_some_and(|least| row.level >= least);
    let cases: usize =
        report.policy.expectations.iter().zip(&report.tallies).map(|(e, t)| suite(report, e, t).len()).sum();
    let failures = report.rows.iter().filter(fails).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"readout-diff check\" tests=\"{cases}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    for (expectation, tally) in report.policy.expectations.iter().zip(&report.tallies) {
        let cases = suite(report, expectation, tally);
        let id = xml(&expectation.id.value);
        let failures = cases.values().flatten().copied().filter(|row| fails(row)).count();
        writeln!(
            out,
            "  <testsuite name=\"{id}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
            cases.len()
        )?;
        for (path, rows) in cases {
            case(&id, path, &rows, fails, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// The cases of an expectation: each text that was judged, with what was found in it.
fn suite<'r>(
    report: &'r Report,
    expectation: &Expectation,
    tally: &'r Tally,
) -> BTreeMap<&'r str, Vec<&'r Row>> {
    let mut cases: BTreeMap<&str, Vec<&Row>> =
        tally.judged.iter().map(|path| (path.as_str(), Vec::new())).collect();
    for row in report.rows.iter().filter(|row| row.id == expectation.id.value) {
        cases.entry(&row.place.path).or_default().push(row);
    }
    cases
}

fn case(
    id: &str,
    path: &str,
    rows: &[&Row],
    fails: impl Fn(&&Row) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = xml(path);
    if rows.is_empty() {
        return writeln!(out, "    <testcase classname=\"{id}\" name=\"{name}\"/>");
    }
    writeln!(out, "    <testcase classname=\"{id}\" name=\"{name}\">")?;
    let (failing, other): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| fails(row));
    for row in failing {
        let (message, kind) = (xml(&row.sentence()), row.level.word());
        writeln!(
            out,
            "      <failure message=\"{message}\" type=\"{kind}\">{}</failure>",
            xml(&detail(row))
        )?;
    }
    for row in other {
        writeln!(out, "      <system-out>{}: {}</system-out>", row.level.word(), xml(&detail(row)))?;
    }
    writeln!(out, "    </testcase>")
}

fn detail(row: &Row) -> String {
    let quote = if row.place.quote.is_empty() { String::new() } else { format!(" | {}", row.place.quote) };
    format!("{}: {}{quote} | why: {}", place(&row.place), row.sentence(), row.reason)
}
