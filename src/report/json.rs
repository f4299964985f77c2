//! JSON: one document, a table a key, a row a line.

use super::rows::Row;
use super::tables::{Table, Tables, Visit};
use crate::lexicon::Lexicon;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// Changes when a key is removed or means something else; an addition does not change it.
pub const SCHEMA_VERSION: u32 = 1;

/// What the topics were searched with.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct LexiconId<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// SHA-256 of all its terms.
    pub sha256: &'a str,
}

/// Writes the tables named as one document.
///
/// # Errors
/// `out` cannot be written.
pub fn write(tables: &Tables, wanted: &[Table], lexicon: &Lexicon, out: &mut dyn Write) -> io::Result<()> {
    let id = LexiconId { name: &lexicon.name, version: &lexicon.version, sha256: &lexicon.sha256 };
    writeln!(out, "{{\n\"schema_version\": {SCHEMA_VERSION},")?;
    writeln!(out, "\"tool\": {},", serde_json::to_string(super::TOOL)?)?;
    write!(out, "\"lexicon\": {}", serde_json::to_string(&id)?)?;
    let mut printer = Printer { out };
    for table in wanted {
        tables.visit(*table, &mut printer)?;
    }
    writeln!(printer.out, "\n}}")
}

struct Printer<'a> {
    out: &'a mut dyn Write,
}

impl Visit for Printer<'_> {
    fn rows<R: Row>(&mut self, table: Table, rows: &[R]) -> io::Result<()> {
        write!(self.out, ",\n\"{}\": [", table.word())?;
        for (i, row) in rows.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(self.out, "{comma}\n{}", serde_json::to_string(row)?)?;
        }
        write!(self.out, "{}]", if rows.is_empty() { "" } else { "\n" })
    }
}
