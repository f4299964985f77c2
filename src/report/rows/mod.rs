//! The rows of the data formats: one struct a table, the same keys in the same order in JSON, NDJSON and CSV.
//!
//! These names are a promise to other programs; the values inside the tool may change without them.

macro_rules! row {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, ::serde::Serialize, ::schemars::JsonSchema)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl $crate::report::rows::Row for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn cells(&self) -> Vec<$crate::report::rows::Cell> {
                use $crate::report::rows::ToCell as _;
                vec![$(self.$field.to_cell()),*]
            }
        }
    };
}

mod comparison;
mod text;

pub use comparison::{ConflictRow, GapRow, LedgerRow, LinkRow, ProtocolRow, WordingRow};
pub use text::{ClaimRow, CoverageRow, MentionRow, SourceRow, UnitRow};

use schemars::JsonSchema;
use serde::Serialize;

/// A table cell as CSV shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// No value.
    Empty,
    /// A number or a truth value: never a formula.
    Plain(String),
    /// Text.
    Text(String),
}

/// Words that are joined by ` | ` in CSV.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Terms(pub Vec<String>);

/// Turns a value into a cell.
pub trait ToCell {
    /// The cell.
    fn to_cell(&self) -> Cell;
}

impl ToCell for String {
    fn to_cell(&self) -> Cell {
        Cell::Text(self.clone())
    }
}

impl ToCell for &'static str {
    fn to_cell(&self) -> Cell {
        Cell::Text((*self).into())
    }
}

impl ToCell for usize {
    fn to_cell(&self) -> Cell {
        Cell::Plain(self.to_string())
    }
}

impl ToCell for u8 {
    fn to_cell(&self) -> Cell {
        Cell::Plain(self.to_string())
    }
}

impl ToCell for f64 {
    fn to_cell(&self) -> Cell {
        // With a point even where it is whole: readers that guess a column's type from its first rows guess right.
        Cell::Plain(format!("{self:?}"))
    }
}

impl ToCell for bool {
    fn to_cell(&self) -> Cell {
        Cell::Plain(self.to_string())
    }
}

impl<T: ToCell> ToCell for Option<T> {
    fn to_cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Empty, ToCell::to_cell)
    }
}

/// Ids are joined by a blank.
impl ToCell for Vec<String> {
    fn to_cell(&self) -> Cell {
        if self.is_empty() { Cell::Empty } else { Cell::Text(self.join(" ")) }
    }
}

impl ToCell for Terms {
    fn to_cell(&self) -> Cell {
        if self.0.is_empty() { Cell::Empty } else { Cell::Text(self.0.join(" | ")) }
    }
}

/// A row of a table.
pub trait Row: Serialize + JsonSchema {
    /// The keys, in order.
    const COLUMNS: &'static [&'static str];
    /// The values, in the order of the keys.
    fn cells(&self) -> Vec<Cell>;
}
