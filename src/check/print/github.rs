//! Workflow commands of GitHub Actions: at most ten per level, which is what a step shows, the worst first; the rest is counted.

use super::escape::{command_data, command_property, line};
use super::{checked, found};
use crate::check::Report;
use crate::check::policy::Severity;
use crate::check::row::Row;
use crate::report::style::count;
use std::io::{self, Write};

/// How many annotations of a level GitHub shows of a step.
pub const SHOWN: usize = 10;

/// Writes the commands, and what was checked.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    for level in Severity::ALL {
        for row in report.of_level(level).take(SHOWN) {
            command(row, out)?;
        }
        if let Some(more) = report.count(level).checked_sub(SHOWN).filter(|more| *more > 0) {
            writeln!(out, "{} more, not shown as annotations", count(more, level.word()))?;
        }
    }
    writeln!(out, "{}", line(&checked(report)))?;
    writeln!(out, "{}", found(report))
}

fn command(row: &Row, out: &mut impl Write) -> io::Result<()> {
    let word = if row.level == Severity::Note { "notice" } else { row.level.word() };
    write!(out, "::{word} file={}", command_property(&row.place.path))?;
    if let Some(region) = row.place.region {
        write!(out, ",line={},endLine={}", region.line, region.end_line)?;
        // GitHub takes columns only of one line.
        if region.line == region.end_line {
            write!(out, ",col={},endColumn={}", region.column, region.end_column)?;
        }
    }
    let title = command_property(&format!("{} ({})", row.id, row.rule.word()));
    let data = command_data(&format!("{}; {}", row.sentence(), row.reason));
    writeln!(out, ",title={title}::{data}")
}
