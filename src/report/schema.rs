//! JSON Schema of the documents, made from the rows themselves.

use super::json::SCHEMA_VERSION;
use super::rows::Row;
use super::tables::{Table, Tables, Visit};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::io;

/// A JSON document by the command that prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// Of a comparison.
    Comparison,
    /// Of `claims`.
    Claims,
    /// Of `align`.
    Alignment,
}

impl Document {
    /// Every document.
    pub const ALL: [Document; 3] = [Document::Comparison, Document::Claims, Document::Alignment];

    /// The name.
    pub fn word(self) -> &'static str {
        match self {
            Document::Comparison => "comparison",
            Document::Claims => "claims",
            Document::Alignment => "alignment",
        }
    }

    /// The document of a name.
    pub fn from_word(word: &str) -> Option<Document> {
        Document::ALL.into_iter().find(|document| document.word() == word)
    }

    /// Its tables, in order.
    pub fn tables(self) -> &'static [Table] {
        match self {
            Document::Comparison => &Table::ALL,
            Document::Claims => &Table::OF_TEXTS,
            Document::Alignment => &Table::OF_ALIGNMENT,
        }
    }
}

/// The schema of a document, as text. Every key is required; keys that are not in it are allowed, since additions do
/// not change the version.
///
/// # Errors
/// None in practice: the schema is made in memory.
pub fn schema(document: Document) -> io::Result<String> {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut collected = Collected { generator, tables: Map::new() };
    let tables = Tables::default();
    for table in document.tables() {
        tables.visit(*table, &mut collected)?;
    }
    let text = |about: &str| json!({"type": "string", "description": about});
    let lexicon = json!({
        "type": "object",
        "description": "What the topics were searched with.",
        "properties": {
            "name": text("Its name."),
            "version": text("Its version."),
            "sha256": text("SHA-256 of all its terms."),
        },
        "required": ["name", "version", "sha256"],
    });
    let mut properties = Map::new();
    properties.insert("schema_version".into(), json!({"const": SCHEMA_VERSION}));
    properties.insert("tool".into(), text("Name and version of the program."));
    properties.insert("lexicon".into(), lexicon);
    properties.append(&mut collected.tables);
    let required: Vec<&String> = properties.keys().collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("readout-diff {}", document.word()),
        "type": "object",
        "required": required,
        "properties": properties,
        "$defs": collected.generator.take_definitions(true),
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}

/// Takes the type of each table's rows.
struct Collected {
    generator: SchemaGenerator,
    tables: Map<String, Value>,
}

impl Visit for Collected {
    fn rows<R: Row>(&mut self, table: Table, _rows: &[R]) -> io::Result<()> {
        let row = self.generator.subschema_for::<R>();
        self.tables.insert(table.word().into(), json!({"type": "array", "items": row}));
        Ok(())
    }
}
