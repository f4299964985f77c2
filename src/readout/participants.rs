//! Finds everybody named in a text and who of them takes part.

use super::{Block, Person, Unit};
use crate::input::Source;
use crate::lexicon::Lexicon;

/// Who is named, and which sides take part.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Participants first, then in order of appearance.
    pub persons: Vec<Person>,
    /// The sides that take part, sorted.
    pub parties: Vec<String>,
}

/// Finds the people of a text.
pub fn find(source: &Source, _blocks: &[Block], _units: &[Unit], _lexicon: &Lexicon) -> People {
    People { persons: Vec::new(), parties: source.side.iter().map(|s| s.value.clone()).collect() }
}
