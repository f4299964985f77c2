//! Entries that lie in the binary one behind the other and are read one by one, when somebody asks for one: a run names a
//! few persons and concepts of the hundreds that the lexicon knows.

use super::words::Words;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// An entry with an id.
pub trait Keyed {
    /// The id. Several entries may share one, such as a family name.
    fn key(&self) -> &str;
}

/// Entries by place and by id.
#[derive(Debug)]
pub struct Rows<T> {
    keys: Words,
    /// The places of the entries, sorted by id.
    sorted: Vec<u32>,
    /// Where each entry ends in `bytes`.
    ends: Vec<u32>,
    bytes: &'static [u8],
    read: Vec<OnceLock<Box<T>>>,
}

/// Rows as the build lays them out.
#[derive(Serialize, Deserialize)]
struct Laid<'b> {
    keys: Words,
    sorted: Vec<u32>,
    ends: Vec<u32>,
    #[serde(borrow)]
    bytes: &'b [u8],
}

/// Lays out entries.
///
/// # Errors
/// An entry cannot be written.
pub fn lay_out<T: Serialize + Keyed>(entries: &[T]) -> Result<Vec<u8>, postcard::Error> {
    let mut bytes = Vec::new();
    let mut ends = Vec::new();
    for entry in entries {
        bytes.extend(postcard::to_allocvec(entry)?);
        ends.push(bytes.len() as u32);
    }
    let keys: Words = entries.iter().map(Keyed::key).collect();
    let mut sorted: Vec<u32> = (0..entries.len() as u32).collect();
    sorted.sort_by_key(|place| keys.get(*place as usize));
    postcard::to_allocvec(&Laid { keys, sorted, ends, bytes: &bytes })
}

impl<T: DeserializeOwned> Rows<T> {
    /// What the build has laid out.
    ///
    /// # Errors
    /// The bytes are not what [`lay_out`] writes.
    pub fn in_place(bytes: &'static [u8]) -> Result<Rows<T>, postcard::Error> {
        let Laid { keys, sorted, ends, bytes } = postcard::from_bytes(bytes)?;
        let read = std::iter::repeat_with(OnceLock::new).take(ends.len()).collect();
        Ok(Rows { keys, sorted, ends, bytes, read })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// The entry at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        let cell = self.read.get(place)?;
        Some(cell.get_or_init(|| Box::new(self.make(place))))
    }

    fn make(&self, place: usize) -> T {
        let end_of = |place: usize| self.ends.get(place).map(|end| *end as usize);
        let start = place.checked_sub(1).and_then(end_of).unwrap_or(0);
        let bytes = end_of(place).and_then(|end| self.bytes.get(start..end)).unwrap_or_default();
        match postcard::from_bytes(bytes) {
            Ok(entry) => entry,
            // A test reads every entry.
            Err(error) => unreachable!("the embedded lexicon is broken: {error}"),
        }
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// Those with an id, in the order of the file.
    pub fn with_key(&self, key: &str) -> impl Iterator<Item = &T> {
        self.places(key).filter_map(|place| self.get(place))
    }

    /// The place of the first with an id.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.places(key).next()
    }

    fn places(&self, key: &str) -> impl Iterator<Item = usize> {
        let key_of = |place: &u32| self.keys.get(*place as usize).unwrap_or_default();
        let from = self.sorted.partition_point(|place| key_of(place) < key);
        let behind = self.sorted.iter().skip(from);
        behind.take_while(move |place| key_of(place) == key).map(|place| *place as usize)
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn entries_are_found_by_place_and_by_id() {
        let persons = &Lexicon::default_lexicon().persons;
        for (place, person) in persons.iter().enumerate() {
            let namesakes: Vec<_> = persons.iter().filter(|other| other.key == person.key).collect();
            assert_eq!(persons.with_key(&person.key).collect::<Vec<_>>(), namesakes);
            assert_eq!(persons.get(place), Some(person));
            assert!(persons.position(&person.key).is_some_and(|first| first <= place));
        }
        assert_eq!((persons.get(persons.len()), persons.position("nobody")), (None, None));
    }
}
