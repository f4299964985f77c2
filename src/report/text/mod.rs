//! The page for a terminal: sections one under the other, nothing wider than the width given.

mod blocks;
mod grid;
mod listing;

pub use listing::{write_alignment, write_claims};

use super::escape::visible;
use super::layout::{pad, wrap};
use super::style::{Label, Painter, label, sign};
use super::view::{NOTHING, PairView, Section, View};
use crate::comparison::Standing;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// How a page is laid out.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// Columns.
    pub width: usize,
    /// Whether to use colours.
    pub color: bool,
    /// Only this section.
    pub only: Option<Section>,
    /// Whether to say at the end where to look next.
    pub hints: bool,
}

impl Default for TextOptions {
    fn default() -> Self {
        TextOptions { width: 80, color: false, only: None, hints: true }
    }
}

/// Links that a page shows of a pair; the rest is counted.
const LINKS: usize = 40;

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn write(view: &View, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(options, out);
    for section in Section::ALL {
        let wanted = options.only.is_none_or(|only| only == section);
        if !wanted || (view.is_empty(section) && options.only.is_none()) {
            continue;
        }
        page.title(section.title())?;
        match view.is_empty(section) {
            true => page.line(Label::Faint, 2, NOTHING)?,
            false => page.section(view, section)?,
        }
    }
    page.explain(view)?;
    if options.only.is_none() {
        page.blank()?;
        page.line(Label::Faint, 0, &view.method)?;
        if options.hints {
            page.hints(view)?;
        }
    }
    Ok(())
}

/// Writes only the certificate of the topic that the view explains.
///
/// # Errors
/// `out` cannot be written.
pub fn write_explanation(view: &View, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    Page::new(options, out).explain(view)
}

/// A page in the making.
pub(super) struct Page<'a> {
    pub painter: Painter,
    pub width: usize,
    out: &'a mut dyn Write,
    begun: bool,
}

impl<'a> Page<'a> {
    pub fn new(options: TextOptions, out: &'a mut dyn Write) -> Page<'a> {
        Page { painter: Painter { color: options.color }, width: options.width.max(40), out, begun: false }
    }

    pub fn raw(&mut self, line: &str) -> io::Result<()> {
        self.begun = true;
        writeln!(self.out, "{}", line.trim_end())
    }

    pub fn blank(&mut self) -> io::Result<()> {
        if self.begun { writeln!(self.out) } else { Ok(()) }
    }

    pub fn title(&mut self, title: &str) -> io::Result<()> {
        self.blank()?;
        self.line(Label::Title, 0, title)
    }

    /// A text of one label, wrapped and indented.
    pub fn line(&mut self, label: Label, indent: usize, text: &str) -> io::Result<()> {
        for line in wrap(&visible(text), self.width.saturating_sub(indent)) {
            let line = format!("{}{}", " ".repeat(indent), self.painter.paint(label, &line));
            self.raw(&line)?;
        }
        Ok(())
    }

    fn section(&mut self, view: &View, section: Section) -> io::Result<()> {
        match section {
            Section::Sources => self.sources(view),
            Section::Topics => self.topics(view),
            Section::Only => view.only.iter().try_for_each(|only| self.only(only)),
            Section::Shared => view.shared.iter().try_for_each(|pair| self.pair(pair)),
            Section::Wording => view.wording.iter().try_for_each(|row| self.wording(row)),
            Section::Ledger => view.ledger.iter().try_for_each(|row| self.ledger(row)),
            Section::Conflicts => view.conflicts.iter().try_for_each(|row| self.conflict(row)),
            Section::Protocol => self.protocol(view),
            Section::Absent => self.absent(view),
        }
    }

    fn sources(&mut self, view: &View) -> io::Result<()> {
        for source in &view.sources {
            self.line(Label::Source, 2, &source.label)?;
            self.line(Label::Quote, 4, &source.facts)?;
            self.line(Label::Faint, 4, &source.extent)?;
        }
        view.talks.iter().try_for_each(|talk| self.line(Label::Head, 2, talk))
    }

    fn pair(&mut self, pair: &PairView) -> io::Result<()> {
        self.line(Label::Faint, 2, &pair.summary)?;
        for link in pair.links.iter().take(LINKS) {
            self.link(link)?;
        }
        let more = pair.links.len().saturating_sub(LINKS);
        match more {
            0 => Ok(()),
            more => self.line(Label::Faint, 2, &format!("… and {more} more; `readout-diff align` lists all")),
        }
    }

    fn absent(&mut self, view: &View) -> io::Result<()> {
        for source in &view.absent {
            self.line(Label::Source, 2, &source.label)?;
            for topic in &source.topics {
                let text = format!("{}: {}", topic.name, topic.words);
                self.line(Label::Quote, 4, &text)?;
                topic.near.iter().try_for_each(|near| self.line(Label::Faint, 6, &near.plain()))?;
            }
        }
        Ok(())
    }

    fn explain(&mut self, view: &View) -> io::Result<()> {
        let Some(explain) = &view.explain else { return Ok(()) };
        self.title(&explain.title)?;
        for source in &explain.sources {
            self.line(Label::Source, 2, &format!("{}: {}", source.label, source.standing))?;
            for (term, quote) in &source.hits {
                self.line(Label::Head, 4, &format!("hit: {}", term.plain()))?;
                self.quote(6, quote)?;
            }
            source
                .near
                .iter()
                .try_for_each(|near| self.line(Label::Partly, 4, &format!("near miss: {}", near.plain())))?;
            let terms = format!("{}: {}", source.count, source.searched.join(" · "));
            self.line(Label::Faint, 4, &terms)?;
        }
        Ok(())
    }

    /// Where to look next: what for in one column, how in the other.
    fn hints(&mut self, view: &View) -> io::Result<()> {
        let column = view.hints.iter().map(|(what, _)| what.width()).max().unwrap_or_default() + 2;
        view.hints.iter().try_for_each(|(what, how)| {
            self.line(Label::Faint, 0, &format!("{}{how}", pad(&format!("{what}:"), column)))
        })
    }

    /// Paints the signs of levels in a line that is laid out already; no topic and no label holds one.
    pub fn paint_signs(&self, line: &str, standings: &[Standing]) -> String {
        let mut painted = line.to_string();
        let mut done: Vec<&str> = Vec::new();
        for standing in standings {
            let sign = sign(*standing);
            if !done.contains(&sign) {
                painted = painted.replace(sign, &self.painter.paint(label(*standing), sign));
                done.push(sign);
            }
        }
        painted
    }
}
