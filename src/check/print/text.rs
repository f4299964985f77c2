//! For people: a finding a paragraph, then what was checked.

use super::escape::line;
use super::{checked, found};
use crate::check::Report;
use crate::check::policy::Severity;
use crate::check::row::{Place, Row};
use crate::report::style::{Label, Painter, count};
use std::io::{self, Write};

/// Writes the page.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, color: bool, out: &mut impl Write) -> io::Result<()> {
    let painter = Painter { color };
    for row in &report.rows {
        finding(row, painter, out)?;
    }
    writeln!(out, "{}", line(&checked(report)))?;
    writeln!(out, "{}", found(report))?;
    let wide = report.policy.expectations.iter().map(|e| e.id.value.len()).max().unwrap_or_default();
    for (expectation, tally) in report.policy.expectations.iter().zip(&report.tallies) {
        let of = report.rows.iter().filter(|row| row.id == expectation.id.value).count();
        let judged = count(tally.judged.len(), "text");
        write!(out, "  {:wide$}  {judged} judged, {}", expectation.id.value, count(of, "finding"))?;
        for (why, number) in &tally.not_judged {
            write!(out, "; {number} not judged: {why}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn finding(row: &Row, painter: Painter, out: &mut impl Write) -> io::Result<()> {
    let label = match row.level {
        Severity::Error => Label::Clash,
        Severity::Warning => Label::Partly,
        Severity::Note => Label::Source,
    };
    let level = painter.paint(label, &format!("{}[{}]", row.level.word(), row.id));
    writeln!(out, "{}: {level} {}", place(&row.place), line(&row.sentence()))?;
    quote(&row.place, "    ", painter, out)?;
    for (other, message) in &row.others {
        writeln!(out, "    {}: {}", place(other), line(message))?;
        quote(other, "        ", painter, out)?;
    }
    writeln!(out, "    {}\n", painter.paint(Label::Faint, &format!("why: {}", line(&row.reason))))
}

fn quote(place: &Place, indent: &str, painter: Painter, out: &mut impl Write) -> io::Result<()> {
    match place.quote.is_empty() {
        true => Ok(()),
        false => writeln!(out, "{indent}| {}", painter.paint(Label::Quote, &line(&place.quote))),
    }
}

/// `path:line:column`, as editors read it.
pub fn place(place: &Place) -> String {
    match place.region {
        Some(region) => format!("{}:{}:{}", line(&place.path), region.line, region.column),
        None => line(&place.path),
    }
}
