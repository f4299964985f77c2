//! Markdown: the page as headings, lists and tables, for notes, issues and wikis.

use super::escape::markdown;
use super::style::{sign, words};
use super::view::{
    CellView, ConflictView, ExplainView, LedgerView, NOT_STATED, NOTHING, OnlyView, PairView, Quote, Section,
    View,
};
use std::io::{self, Write};

/// Writes the page, or one section of it.
///
/// # Errors
/// `out` cannot be written.
pub fn write(view: &View, only: Option<Section>, out: &mut dyn Write) -> io::Result<()> {
    if only.is_none() {
        writeln!(out, "# {}", markdown(&view.title))?;
    }
    let mut page = Page { view, out };
    for section in Section::ALL {
        let wanted = only.is_none_or(|only| only == section);
        if !wanted || (view.is_empty(section) && only.is_none()) {
            continue;
        }
        page.heading(section.title())?;
        match view.is_empty(section) {
            true => writeln!(page.out, "{NOTHING}")?,
            false => page.section(section)?,
        }
    }
    view.explain.iter().try_for_each(|explain| page.explain(explain))?;
    match only {
        Some(_) => Ok(()),
        None => writeln!(page.out, "\n{}. {}", markdown(&view.method), view.caveat),
    }
}

struct Page<'a> {
    view: &'a View,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn heading(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out, "\n## {}\n", markdown(title))
    }

    fn section(&mut self, section: Section) -> io::Result<()> {
        let view = self.view;
        match section {
            Section::Sources => self.sources(),
            Section::Topics => self.topics(),
            Section::Only => view.only.iter().try_for_each(|only| self.only(only)),
            Section::Shared => view.shared.iter().try_for_each(|pair| self.pair(pair)),
            Section::Wording => {
                view.wording.iter().try_for_each(|row| self.side_by_side(&row.what, &row.quotes))
            }
            Section::Ledger => view.ledger.iter().try_for_each(|row| self.ledger(row)),
            Section::Conflicts => view.conflicts.iter().try_for_each(|row| self.conflict(row)),
            Section::Protocol => self.protocol(),
            Section::Absent => self.absent(),
        }
    }

    fn sources(&mut self) -> io::Result<()> {
        for source in &self.view.sources {
            self.item(0, &format!("**{}**", markdown(&source.label)))?;
            self.item(1, &markdown(&source.facts))?;
            self.item(1, &markdown(&source.extent))?;
        }
        self.view.talks.iter().try_for_each(|talk| self.item(0, &markdown(talk)))
    }

    fn topics(&mut self) -> io::Result<()> {
        let rows = self.view.topics.iter().map(|topic| (&topic.name, topic.cells.iter().map(cell).collect()));
        self.table(rows.map(|(name, cells)| (markdown(name), cells)).collect())?;
        writeln!(self.out)?;
        self.view.remarks.iter().try_for_each(|remark| self.item(0, &markdown(remark)))
    }

    fn protocol(&mut self) -> io::Result<()> {
        let rows = self.view.protocol.iter().map(|field| {
            let cells = field.cells.iter().map(|cell| match cell {
                Some(stated) => markdown(&stated.line()),
                None => NOT_STATED.into(),
            });
            (markdown(field.name), cells.collect())
        });
        self.table(rows.collect())
    }

    /// A table with a column for names and one for each source; its cells are Markdown already.
    fn table(&mut self, rows: Vec<(String, Vec<String>)>) -> io::Result<()> {
        let labels: Vec<String> = self.view.sources.iter().map(|source| markdown(&source.label)).collect();
        writeln!(self.out, "| | {} |", labels.join(" | "))?;
        writeln!(self.out, "| --- |{}", " --- |".repeat(labels.len()))?;
        rows.iter().try_for_each(|(name, cells)| writeln!(self.out, "| {name} | {} |", cells.join(" | ")))
    }

    fn only(&mut self, only: &OnlyView) -> io::Result<()> {
        let head =
            format!("**{}**: {} ({})", markdown(&only.name), markdown(&only.by), markdown(&only.not_by));
        self.item(0, &head)?;
        only.quotes.iter().try_for_each(|quote| self.item(1, &quoted(quote)))?;
        if only.more.is_empty() { Ok(()) } else { self.item(1, &markdown(&only.more)) }
    }

    fn pair(&mut self, pair: &PairView) -> io::Result<()> {
        writeln!(self.out, "{}\n", markdown(&pair.summary))?;
        pair.links.iter().try_for_each(|link| self.side_by_side(&link.head, &link.quotes))?;
        writeln!(self.out)
    }

    fn side_by_side(&mut self, head: &str, quotes: &[Quote; 2]) -> io::Result<()> {
        self.item(0, &format!("**{}**", markdown(head)))?;
        quotes.iter().try_for_each(|quote| self.item(1, &quoted(quote)))
    }

    fn ledger(&mut self, row: &LedgerView) -> io::Result<()> {
        self.item(0, &format!("**{}**", markdown(&row.words)))?;
        self.item(1, &quoted(&row.quote))?;
        row.other.iter().try_for_each(|quote| self.item(1, &quoted(quote)))
    }

    fn conflict(&mut self, row: &ConflictView) -> io::Result<()> {
        self.side_by_side(row.kind, &row.quotes)
    }

    fn absent(&mut self) -> io::Result<()> {
        for source in &self.view.absent {
            self.item(0, &format!("**{}**", markdown(&source.label)))?;
            for topic in &source.topics {
                self.item(1, &format!("{}: {}", markdown(&topic.name), markdown(&topic.words)))?;
                topic.near.iter().try_for_each(|near| self.item(2, &markdown(&near.plain())))?;
            }
        }
        Ok(())
    }

    fn explain(&mut self, explain: &ExplainView) -> io::Result<()> {
        self.heading(&explain.title)?;
        for source in &explain.sources {
            self.item(0, &format!("**{}**: {}", markdown(&source.label), source.standing))?;
            for (term, quote) in &source.hits {
                self.item(1, &format!("{}: {}", markdown(&term.plain()), quoted(quote)))?;
            }
            source.near.iter().try_for_each(|near| self.item(1, &markdown(&near.plain())))?;
            self.item(1, &format!("{}: {}", source.count, markdown(&source.searched.join(" · "))))?;
        }
        Ok(())
    }

    /// An item of a list; its words are Markdown already.
    fn item(&mut self, depth: usize, words: &str) -> io::Result<()> {
        writeln!(self.out, "{}- {words}", "  ".repeat(depth))
    }
}

/// The level by sign and word, with what can be counted.
fn cell(cell: &CellView) -> String {
    let level = format!("{} {}", sign(cell.standing), words(cell.standing));
    match cell.detail.is_empty() {
        true => level,
        false => format!("{level} ({})", markdown(&cell.detail)),
    }
}

/// A quote after its place; a dash where there are no words.
fn quoted(quote: &Quote) -> String {
    match quote.text.trim() {
        "" => format!("{}: –", markdown(&quote.head())),
        text => format!("{}: “{}”", markdown(&quote.head()), markdown(text)),
    }
}
