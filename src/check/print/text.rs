//! For people: a finding a paragraph, then what was checked. The line with a finding's place stays whole, as editors read it; all
//! others fit the width.

use super::escape::{around, line};
use super::{checked, found};
use crate::check::Report;
use crate::check::policy::Severity;
use crate::check::row::{Place, Row};
use crate::report::layout::wrap;
use crate::report::style::{Label, Painter, count};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// Writes the page, `width` columns wide.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(report: &Report, color: bool, width: usize, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page { painter: Painter { color }, width, out };
    for row in &report.rows {
        page.finding(row)?;
    }
    page.lines("", "  ", Label::Quote, &line(&checked(report)))?;
    page.lines("", "  ", Label::Quote, &found(report))?;
    let wide = report.policy.expectations.iter().map(|e| e.id.value.len()).max().unwrap_or_default();
    for (expectation, outcome) in report.expectations() {
        let judged = count(outcome.tally.judged.len(), "text");
        let mut text = format!("{judged} judged, {}", count(outcome.findings, "finding"));
        for (why, number) in &outcome.tally.not_judged {
            text.push_str(&format!("; {number} not judged: {why}"));
        }
        let first = format!("  {:wide$}  ", expectation.id.value);
        page.lines(&first, &" ".repeat(first.len()), Label::Quote, &text)?;
    }
    Ok(())
}

struct Page<'o, W: Write> {
    painter: Painter,
    width: usize,
    out: &'o mut W,
}

impl<W: Write> Page<'_, W> {
    fn finding(&mut self, row: &Row) -> io::Result<()> {
        let label = match row.level {
            Severity::Error => Label::Clash,
            Severity::Warning => Label::Partly,
            Severity::Note => Label::Source,
        };
        let level = self.painter.paint(label, &format!("{}[{}]", row.level.word(), row.id));
        writeln!(self.out, "{}: {level} {}", place(&row.place), line(&row.sentence()))?;
        self.quote(&row.place, "    | ")?;
        for (other, message) in &row.others {
            self.lines("    ", "      ", Label::Quote, &format!("{}: {}", place(other), line(message)))?;
            self.quote(other, "        | ")?;
        }
        self.lines("    ", "      ", Label::Faint, &format!("why: {}", line(&row.reason)))?;
        writeln!(self.out)
    }

    /// A text, wrapped; `first` stands before its first line, `next` before the others.
    fn lines(&mut self, first: &str, next: &str, label: Label, text: &str) -> io::Result<()> {
        for (i, line) in wrap(text, self.width.saturating_sub(next.width())).iter().enumerate() {
            let before = if i == 0 { first } else { next };
            writeln!(self.out, "{before}{}", self.painter.paint(label, line))?;
        }
        Ok(())
    }

    /// The sentence with the words of a place, and carets under these where they are not all of it.
    fn quote(&mut self, place: &Place, before: &str) -> io::Result<()> {
        let shown = around(&place.before, &place.words, &place.after);
        let text = shown.concat();
        let [lead, words, _] = shown.map(|part| part.len());
        let marked = if words < text.len() { lead..lead + words } else { 0..0 };
        let mut at = 0;
        for line in wrap(&text, self.width.saturating_sub(before.width())).iter().filter(|l| !l.is_empty()) {
            // A line is a stretch of the text; the blanks between two are in neither.
            at += text[at..].find(line.as_str()).unwrap_or_default();
            let (start, end) = (marked.start.max(at), marked.end.min(at + line.len()));
            writeln!(self.out, "{before}{}", self.painter.paint(Label::Quote, line))?;
            if let Some(under) = text.get(start..end).filter(|words| !words.trim().is_empty()) {
                let indent = " ".repeat(text.get(at..start).map_or(0, |lead| lead.width()));
                let carets = self.painter.paint(Label::Head, &"^".repeat(under.trim_end().width()));
                writeln!(self.out, "{before}{indent}{carets}")?;
            }
            at += line.len();
        }
        Ok(())
    }
}

/// `path:line:column`, as editors read it.
pub fn place(place: &Place) -> String {
    match place.region {
        Some(region) => format!("{}:{}:{}", line(&place.path), region.line, region.column),
        None => line(&place.path),
    }
}
