//! NDJSON: the rows of one table, one a line.

use super::rows::Row;
use super::tables::{Table, Tables, Visit};
use std::io::{self, Write};

/// Writes the rows of a table.
///
/// # Errors
/// `out` cannot be written.
pub fn write(tables: &Tables, table: Table, out: &mut dyn Write) -> io::Result<()> {
    tables.visit(table, &mut Printer { out })
}

struct Printer<'a> {
    out: &'a mut dyn Write,
}

impl Visit for Printer<'_> {
    fn rows<R: Row>(&mut self, _table: Table, rows: &[R]) -> io::Result<()> {
        let mut line = Vec::new();
        rows.iter().try_for_each(|row| {
            line.clear();
            serde_json::to_writer(&mut line, row)?;
            line.push(b'\n');
            self.out.write_all(&line)
        })
    }
}
