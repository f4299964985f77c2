//! Stage 6, [`Comparison`] → page: one enum of formats, one file per printer.
//!
//! Data formats print [`tables`], pages print a finished [`view`]; a printer computes nothing.

pub mod csv;
pub mod escape;
pub mod json;
pub mod layout;
pub mod ndjson;
mod pairs;
pub mod rows;
pub mod style;
pub mod tables;
pub mod text;
mod texts;
pub mod view;

use crate::comparison::Comparison;
use crate::lexicon::Lexicon;
use csv::CsvOptions;
use std::io::{self, Write};
use tables::{Table, Tables};
use text::TextOptions;
use view::View;

/// The tool's name and version, as documents give it.
pub const TOOL: &str = concat!("readout-diff ", env!("CARGO_PKG_VERSION"));

/// A form of the result.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// A page for a terminal.
    Text(TextOptions),
    /// All tables in one document.
    Json,
    /// One table, a row a line.
    Ndjson(Table),
    /// One table for spreadsheets.
    Csv(Table, CsvOptions),
}

/// Writes a comparison; `explain` is a topic whose certificate a page adds.
///
/// # Errors
/// `out` cannot be written.
pub fn write(
    comparison: &Comparison,
    lexicon: &Lexicon,
    format: Format,
    explain: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let tables = || Tables::of(comparison, lexicon);
    match format {
        Format::Text(options) => text::write(&View::of(comparison, lexicon, explain), options, out),
        Format::Json => json::write(&tables(), &Table::ALL, lexicon, out),
        Format::Ndjson(table) => ndjson::write(&tables(), table, out),
        Format::Csv(table, options) => csv::write(&tables(), table, options, out),
    }
}
