//! The page's tables: the matrix of topics by sources, and the protocol card.

use super::Page;
use crate::comparison::Standing;
use crate::report::escape::visible;
use crate::report::style::{Label, sign, words};
use crate::report::view::{CellView, NOT_STATED, View};
use comfy_table::{ContentArrangement, Table, presets::NOTHING};
use std::io;

impl Page<'_> {
    pub(super) fn topics(&mut self, view: &View) -> io::Result<()> {
        let rows = view.topics.iter().map(|topic| {
            let cells = topic.cells.iter().map(cell);
            (topic.name.clone(), cells.collect())
        });
        let mut standings: Vec<Standing> =
            view.topics.iter().flat_map(|t| &t.cells).map(|c| c.standing).collect();
        standings.sort();
        standings.dedup();
        self.grid(view, rows.collect(), &standings)?;
        self.blank()?;
        view.remarks.iter().try_for_each(|remark| self.line(Label::Faint, 2, remark))
    }

    pub(super) fn protocol(&mut self, view: &View) -> io::Result<()> {
        let rows = view.protocol.iter().map(|field| {
            let cells = field.cells.iter().map(|cell| match cell {
                Some(stated) => visible(&stated.line()),
                None => NOT_STATED.into(),
            });
            (field.name.to_string(), cells.collect())
        });
        self.grid(view, rows.collect(), &[])
    }

    /// A table with a column for names and one for each source.
    fn grid(
        &mut self,
        view: &View,
        rows: Vec<(String, Vec<String>)>,
        standings: &[Standing],
    ) -> io::Result<()> {
        let mut table = Table::new();
        let width = u16::try_from(self.width.saturating_sub(2)).unwrap_or(u16::MAX);
        table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        let mut header = vec![String::new()];
        header.extend(view.sources.iter().map(|source| visible(&source.label)));
        table.set_header(header);
        for (name, cells) in rows {
            let mut row = vec![visible(&name)];
            row.extend(cells);
            table.add_row(row);
        }
        for (i, line) in table.lines().enumerate() {
            let line = if i == 0 {
                self.painter.paint(Label::Source, &line)
            } else {
                self.paint_signs(&line, standings)
            };
            self.raw(&format!(" {line}"))?;
        }
        Ok(())
    }
}

/// The level by sign and word, what can be counted below.
fn cell(cell: &CellView) -> String {
    let level = format!("{} {}", sign(cell.standing), words(cell.standing));
    match cell.detail.is_empty() {
        true => level,
        false => format!("{level}\n{}", cell.detail),
    }
}
