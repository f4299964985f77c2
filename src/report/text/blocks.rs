//! The page's blocks of quotes: only-here points, links side by side, wording, ledger, conflicts.

use super::Page;
use crate::comparison::Status;
use crate::report::escape::visible;
use crate::report::layout::{beside, clip, pad};
use crate::report::style::Label;
use crate::report::view::{ConflictView, LedgerView, OnlyView, Quote, SharedView, WordingView};
use std::io;

/// Lines that a quote takes at most.
const LINES: usize = 6;

impl Page<'_> {
    /// A quote under its place and voice.
    pub(super) fn quote(&mut self, indent: usize, quote: &Quote) -> io::Result<()> {
        self.line(Label::Source, indent, &quote.head())?;
        for line in clip(&quoted(&quote.text), self.width.saturating_sub(indent + 2), LINES) {
            let line = format!("{}{}", " ".repeat(indent + 2), self.painter.paint(Label::Quote, &line));
            self.raw(&line)?;
        }
        Ok(())
    }

    pub(super) fn only(&mut self, only: &OnlyView) -> io::Result<()> {
        self.line(Label::Head, 2, &format!("{}: {} ({})", only.name, only.by, only.not_by))?;
        only.quotes.iter().try_for_each(|quote| self.quote(4, quote))?;
        match only.more.is_empty() {
            true => Ok(()),
            false => self.line(Label::Faint, 4, &only.more),
        }
    }

    pub(super) fn link(&mut self, link: &SharedView) -> io::Result<()> {
        let label = if link.relation == "same" { Label::Present } else { Label::Partly };
        self.line(label, 2, &link.head)?;
        self.side_by_side(&link.quotes, link.known)
    }

    /// Two quotes in two columns, under their places; of a known one, only the beginning.
    fn side_by_side(&mut self, [left, right]: &[Quote; 2], known: [bool; 2]) -> io::Result<()> {
        let column = self.width.saturating_sub(4 + 3) / 2;
        let head = |quote: &Quote| clip(&visible(&quote.head()), column, 1);
        let body = |quote: &Quote, known: bool| match quote.text.is_empty() {
            true => vec!["–".to_string()],
            false => clip(&quoted(&quote.text), column, if known { 1 } else { LINES + 4 }),
        };
        for (label, left, right) in [
            (Label::Source, head(left), head(right)),
            (Label::Quote, body(left, known[0]), body(right, known[1])),
        ] {
            for (left, right) in beside(&left, &right, column) {
                let line = format!(
                    "    {} {} {}",
                    self.painter.paint(label, &left),
                    self.painter.paint(Label::Faint, "│"),
                    self.painter.paint(label, &right)
                );
                self.raw(&line)?;
            }
        }
        Ok(())
    }

    pub(super) fn wording(&mut self, row: &WordingView) -> io::Result<()> {
        self.line(Label::Head, 2, &row.what)?;
        self.side_by_side(&row.quotes, [false; 2])
    }

    pub(super) fn ledger(&mut self, row: &LedgerView) -> io::Result<()> {
        let label = match row.status {
            Status::Confirmed => Label::Present,
            Status::TopicOnly => Label::Partly,
            Status::NotCarried => Label::Absent,
            Status::NoText => Label::Faint,
        };
        self.line(label, 2, &row.words)?;
        self.quote(4, &row.quote)?;
        row.other.iter().try_for_each(|quote| self.quote(4, quote))
    }

    pub(super) fn conflict(&mut self, row: &ConflictView) -> io::Result<()> {
        let label = self.painter.paint(Label::Clash, row.kind);
        self.raw(&format!("  {label}"))?;
        let width = row.quotes.iter().map(|quote| quote.place.len()).max().unwrap_or_default();
        for quote in &row.quotes {
            let place = pad(&visible(&quote.place), width);
            self.line(Label::Quote, 4, &format!("{place}  {}", quoted(&quote.text)))?;
        }
        Ok(())
    }
}

/// A readout's words in quotation marks, harmless.
fn quoted(text: &str) -> String {
    format!("“{}”", visible(text))
}
