//! CSV (RFC 4180) of one table, safe to open in a spreadsheet.

use super::escape::is_formula;
use super::rows::{Cell, Row};
use super::tables::{Table, Tables, Visit};
use std::io::{self, Write};

/// How the CSV is written.
#[derive(Clone, Copy, Debug)]
pub struct CsvOptions {
    /// Begin with a byte order mark, for Excel.
    pub bom: bool,
    /// Put `'` before a cell that a spreadsheet would take for a formula, and say so in the row.
    pub guard: bool,
    /// Write the line of keys; false for the second file of a stream.
    pub header: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        CsvOptions { bom: false, guard: true, header: true }
    }
}

/// Writes a table with a header line; the last column tells whether a cell of the row was guarded.
///
/// # Errors
/// `out` cannot be written.
pub fn write(tables: &Tables, table: Table, options: CsvOptions, out: &mut dyn Write) -> io::Result<()> {
    tables.visit(table, &mut Printer { out, options })
}

struct Printer<'a> {
    out: &'a mut dyn Write,
    options: CsvOptions,
}

impl Visit for Printer<'_> {
    fn rows<R: Row>(&mut self, _table: Table, rows: &[R]) -> io::Result<()> {
        if self.options.header {
            let bom = if self.options.bom { "\u{feff}" } else { "" };
            write!(self.out, "{bom}{},escaped\r\n", R::COLUMNS.join(","))?;
        }
        for row in rows {
            let mut escaped = false;
            for cell in row.cells() {
                let text = match cell {
                    Cell::Empty => String::new(),
                    Cell::Plain(text) => text,
                    Cell::Text(text) if self.options.guard && is_formula(&text) => {
                        escaped = true;
                        format!("'{text}")
                    }
                    Cell::Text(text) => text,
                };
                write!(self.out, "{},", quoted(&text))?;
            }
            write!(self.out, "{escaped}\r\n")?;
        }
        Ok(())
    }
}

fn quoted(cell: &str) -> String {
    let needs = cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::GapRow;

    #[test]
    fn cells_are_quoted_and_guarded() {
        let row = GapRow {
            source: "=cmd|x".into(),
            other_source: "a \"b\", c".into(),
            unit: "u1".into(),
            reason: "two\nlines".into(),
        };
        let tables = Tables { gaps: vec![row], ..Tables::default() };
        let print = |options| {
            let mut out = Vec::new();
            write(&tables, Table::Gaps, options, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let safe = print(CsvOptions::default());
        assert_eq!(
            safe,
            "source,other_source,unit,reason,escaped\r\n'=cmd|x,\"a \"\"b\"\", c\",u1,\"two\nlines\",true\r\n"
        );
        let exact = print(CsvOptions { bom: true, guard: false, header: true });
        assert!(exact.starts_with('\u{feff}') && exact.contains("\n=cmd|x,") && exact.ends_with("false\r\n"));
    }
}
