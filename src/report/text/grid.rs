//! The page's tables: the matrix of topics by sources, and the protocol card.

use super::Page;
use crate::comparison::Standing;
use crate::report::escape::visible;
use crate::report::layout::pieces;
use crate::report::style::{Label, sign, words};
use crate::report::view::{CellView, NOT_STATED, View};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets::NOTHING};
use std::io;
use unicode_width::UnicodeWidthStr;

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

    /// A table with a column for names and one for each source. Where the page is too narrow for the words of all
    /// sources, their columns stand in groups one under another.
    fn grid(
        &mut self,
        view: &View,
        rows: Vec<(String, Vec<String>)>,
        standings: &[Standing],
    ) -> io::Result<()> {
        let labels = view.sources.iter().map(|source| visible(&source.label));
        let mut columns: Vec<Vec<String>> = labels.map(|label| vec![label]).collect();
        let mut names = vec![String::new()];
        for (name, cells) in rows {
            names.push(visible(&name));
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
        }
        let width = self.width.saturating_sub(1);
        let names = Column::of(names);
        let columns: Vec<Column> = columns.into_iter().map(Column::of).collect();
        for (i, group) in groups(&names, &columns, width).into_iter().enumerate() {
            if i > 0 {
                self.blank()?;
            }
            self.table(&names, group, width, standings)?;
        }
        Ok(())
    }

    /// One table; the first cell of each column is its head.
    fn table(
        &mut self,
        names: &Column,
        columns: &[Column],
        width: usize,
        standings: &[Standing],
    ) -> io::Result<()> {
        let mut table = Table::new();
        table
            .load_style(NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(narrow(width));
        let row = |at: usize| {
            let all = std::iter::once(names).chain(columns);
            all.map(move |column| column.cells.get(at).map(String::as_str).unwrap_or_default())
        };
        table.set_header(row(0));
        (1..names.cells.len()).for_each(|at| {
            table.add_row(row(at));
        });
        let least = std::iter::once(names).chain(columns).map(|column| column.least);
        for (column, least) in table.column_iter_mut().zip(least) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(narrow(least))));
        }
        for (i, line) in table.lines().enumerate() {
            let line = match i {
                0 => self.painter.paint(Label::Source, &line),
                _ => self.paint_signs(&line, standings),
            };
            self.raw(&format!(" {line}"))?;
        }
        Ok(())
    }
}

/// A column of the table.
struct Column {
    /// Its head, then a cell for each row.
    cells: Vec<String>,
    /// The columns of the terminal that it needs so that no word is broken, and the blanks at its sides.
    least: usize,
}

impl Column {
    fn of(cells: Vec<String>) -> Column {
        let words = cells.iter().flat_map(|cell| cell.lines()).flat_map(pieces);
        let longest = words.map(|word| word.trim_end().width()).max().unwrap_or_default();
        Column { least: longest.min(LONGEST_WORD) + 2, cells }
    }
}

/// The columns of sources in groups that fit the width beside the names, as many as fit in each.
fn groups<'c>(names: &Column, columns: &'c [Column], width: usize) -> Vec<&'c [Column]> {
    let room = width.saturating_sub(names.least);
    let mut groups = Vec::new();
    let (mut from, mut used) = (0, 0);
    for (i, column) in columns.iter().enumerate() {
        if i > from && used + column.least > room {
            groups.push(&columns[from..i]);
            (from, used) = (i, 0);
        }
        used += column.least;
    }
    groups.extend(Some(&columns[from..]).filter(|rest| !rest.is_empty()));
    groups
}

/// A word that takes more columns than this may be broken.
const LONGEST_WORD: usize = 20;

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// The level by sign and word, what can be counted below.
fn cell(cell: &CellView) -> String {
    let level = format!("{} {}", sign(cell.standing), words(cell.standing));
    match cell.detail.is_empty() {
        true => level,
        false => format!("{level}\n{}", cell.detail),
    }
}
