//! Stage 6, [`Comparison`] → page: one enum of formats, one file per printer.
//!
//! Data formats print [`tables`], pages print a finished [`view`]; a printer computes nothing.

pub mod csv;
pub mod escape;
pub mod html;
pub mod json;
pub mod layout;
pub mod markdown;
pub mod ndjson;
pub mod newsletter;
mod pairs;
pub mod rows;
pub mod schema;
pub mod style;
pub mod svg;
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
use view::{Section, View};

/// The tool's name and version, as documents give it.
pub const TOOL: &str = concat!("readout-diff ", env!("CARGO_PKG_VERSION"));

/// A form of the result.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// A page for a terminal.
    Text(TextOptions),
    /// A page of headings, lists and tables; or one section of it.
    Markdown(Option<Section>),
    /// Five plain lines and a method line.
    Newsletter,
    /// A page for a browser, in one file.
    Html,
    /// The matrix as a picture.
    Svg,
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
    let view = || View::of(comparison, lexicon, explain);
    match format {
        Format::Text(options) => text::write(&view(), options, out),
        Format::Markdown(only) => markdown::write(&view(), only, out),
        Format::Newsletter => newsletter::write(&view(), out),
        Format::Html => html::write(&View::whole(comparison, lexicon), out),
        Format::Svg => svg::write(&view(), out),
        Format::Json => json::write(&tables(), &Table::ALL, lexicon, out),
        Format::Ndjson(table) => ndjson::write(&tables(), table, out),
        Format::Csv(table, options) => csv::write(&tables(), table, options, out),
    }
}
