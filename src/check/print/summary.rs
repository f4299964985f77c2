//! The table for the summary of a job, in Markdown.

use super::escape::markdown;
use super::text::place;
use super::{checked, found};
use crate::check::Report;
use crate::report::style::count;
use std::fmt::Write as _;

/// Most findings in the table; a summary has a largest size.
const ROWS: usize = 500;

/// The table, the worst first.
pub fn markdown_table(report: &Report) -> String {
    let mut text = format!("### readout-diff check\n\n{}: {}\n\n", markdown(&checked(report)), found(report));
    if report.rows.is_empty() {
        return text;
    }
    text.push_str("| level | expectation | place | finding | why |\n| --- | --- | --- | --- | --- |\n");
    for row in report.worst_first().take(ROWS) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            row.level.word(),
            row.id,
            markdown(&place(&row.place)),
            markdown(&row.sentence()),
            markdown(&row.reason)
        );
    }
    if let Some(more) = report.rows.len().checked_sub(ROWS).filter(|more| *more > 0) {
        let _ = writeln!(text, "\n{} more", count(more, "finding"));
    }
    text.push('\n');
    text
}
