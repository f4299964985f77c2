//! The tables of the data formats, filled from what was found; printers only print them.

use super::rows::{
    ClaimRow, ConflictRow, CoverageRow, GapRow, LedgerRow, LinkRow, MentionRow, ProtocolRow, Row, SourceRow,
    UnitRow, WordingRow,
};
use super::{pairs, texts};
use crate::claims::{Claim, Claims};
use crate::comparison::people::VoiceKeys;
use crate::comparison::{Comparison, coverage};
use crate::lexicon::Lexicon;
use crate::readout::Voice;
use std::collections::BTreeSet;
use std::io;

/// A table by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is documented with its row")]
pub enum Table {
    Sources,
    Units,
    Claims,
    Mentions,
    Coverage,
    Links,
    Gaps,
    Ledger,
    Wording,
    Conflicts,
    Protocol,
}

impl Table {
    /// Every table of a comparison, in the document's order.
    pub const ALL: [Table; 11] = [
        Table::Sources,
        Table::Units,
        Table::Claims,
        Table::Mentions,
        Table::Coverage,
        Table::Links,
        Table::Gaps,
        Table::Ledger,
        Table::Wording,
        Table::Conflicts,
        Table::Protocol,
    ];

    /// The tables that tell of one text.
    pub const OF_TEXTS: [Table; 5] =
        [Table::Sources, Table::Units, Table::Claims, Table::Mentions, Table::Coverage];

    /// The tables of an alignment alone.
    pub const OF_ALIGNMENT: [Table; 4] = [Table::Sources, Table::Units, Table::Links, Table::Gaps];

    /// The name.
    pub fn word(self) -> &'static str {
        match self {
            Table::Sources => "sources",
            Table::Units => "units",
            Table::Claims => "claims",
            Table::Mentions => "mentions",
            Table::Coverage => "coverage",
            Table::Links => "links",
            Table::Gaps => "gaps",
            Table::Ledger => "ledger",
            Table::Wording => "wording",
            Table::Conflicts => "conflicts",
            Table::Protocol => "protocol",
        }
    }

    /// The table of a name.
    pub fn from_word(word: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.word() == word)
    }
}

/// All rows.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is documented with its row")]
pub struct Tables {
    pub sources: Vec<SourceRow>,
    pub units: Vec<UnitRow>,
    pub claims: Vec<ClaimRow>,
    pub mentions: Vec<MentionRow>,
    pub coverage: Vec<CoverageRow>,
    pub links: Vec<LinkRow>,
    pub gaps: Vec<GapRow>,
    pub ledger: Vec<LedgerRow>,
    pub wording: Vec<WordingRow>,
    pub conflicts: Vec<ConflictRow>,
    pub protocol: Vec<ProtocolRow>,
}

/// Takes the rows of a table.
pub trait Visit {
    /// Takes them.
    ///
    /// # Errors
    /// Where they go cannot be written.
    fn rows<R: Row>(&mut self, table: Table, rows: &[R]) -> io::Result<()>;
}

impl Tables {
    /// Hands a table's rows to `visit`.
    ///
    /// # Errors
    /// As `visit` does.
    pub fn visit(&self, table: Table, visit: &mut impl Visit) -> io::Result<()> {
        match table {
            Table::Sources => visit.rows(table, &self.sources),
            Table::Units => visit.rows(table, &self.units),
            Table::Claims => visit.rows(table, &self.claims),
            Table::Mentions => visit.rows(table, &self.mentions),
            Table::Coverage => visit.rows(table, &self.coverage),
            Table::Links => visit.rows(table, &self.links),
            Table::Gaps => visit.rows(table, &self.gaps),
            Table::Ledger => visit.rows(table, &self.ledger),
            Table::Wording => visit.rows(table, &self.wording),
            Table::Conflicts => visit.rows(table, &self.conflicts),
            Table::Protocol => visit.rows(table, &self.protocol),
        }
    }

    /// The tables of a comparison.
    pub fn of(comparison: &Comparison, lexicon: &Lexicon) -> Tables {
        let mut tables = Tables::default();
        let keys = VoiceKeys::of(&comparison.sources, &comparison.talks, lexicon);
        for (i, claims) in comparison.sources.iter().enumerate() {
            let order = comparison.given.get(i).copied().unwrap_or(i) + 1;
            let text = Voiced { claims, index: i, keys: &keys };
            texts::add(&mut tables, text, order, &Table::OF_TEXTS, lexicon);
        }
        for cell in &comparison.coverage {
            if let Some(claims) = comparison.sources.get(cell.source) {
                tables.coverage.push(texts::coverage_row(cell, claims, lexicon));
            }
        }
        pairs::add(&mut tables, comparison, lexicon, &keys);
        tables
    }

    /// Those of the tables of one text that are wanted; `order` counts the arguments from 1.
    pub fn of_text(claims: &Claims, order: usize, wanted: &[Table], lexicon: &Lexicon) -> Tables {
        let mut tables = Tables::default();
        let alone = std::slice::from_ref(claims);
        let keys = VoiceKeys::of_one(claims);
        texts::add(&mut tables, Voiced { claims, index: 0, keys: &keys }, order, wanted, lexicon);
        if wanted.contains(&Table::Coverage) {
            let cells = coverage::cover(alone, lexicon);
            tables.coverage = cells.iter().map(|cell| texts::coverage_row(cell, claims, lexicon)).collect();
        }
        tables
    }

    /// Adds the rows of another text.
    pub fn append(&mut self, mut other: Tables) {
        self.sources.append(&mut other.sources);
        self.units.append(&mut other.units);
        self.claims.append(&mut other.claims);
        self.mentions.append(&mut other.mentions);
        self.coverage.append(&mut other.coverage);
    }
}

/// A text with the keys of its voices.
#[derive(Clone, Copy)]
pub(super) struct Voiced<'a> {
    pub claims: &'a Claims,
    pub index: usize,
    pub keys: &'a VoiceKeys,
}

impl<'a> Voiced<'a> {
    pub fn key(self, voice: &Voice) -> String {
        self.keys.key(self.index, voice).into()
    }
}

/// How output names a unit.
pub(super) fn unit_id(unit: usize) -> String {
    format!("u{}", unit + 1)
}

pub(super) fn unit_ids(units: &[usize]) -> Vec<String> {
    units.iter().map(|unit| unit_id(*unit)).collect()
}

pub(super) fn topic_id(lexicon: &Lexicon, topic: usize) -> String {
    lexicon.topics.get(topic).map(|topic| topic.id.clone()).unwrap_or_default()
}

/// The topics of a claim, each once, in the lexicon's order.
pub(super) fn topic_ids(claim: &Claim, lexicon: &Lexicon) -> Vec<String> {
    let topics: BTreeSet<usize> = claim.topics.iter().map(|mention| mention.topic).collect();
    topics.into_iter().map(|topic| topic_id(lexicon, topic)).collect()
}

/// To four decimals, so that the last bit of a sum is no difference.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
