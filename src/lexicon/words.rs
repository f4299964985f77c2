//! A list of words in one piece, so that reading a long one from the binary costs no more allocations than a short one.

use super::list::ListMarks;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::OnceLock;

/// A list of words. In the knowledge files it is a sequence of texts, in the binary one text with lengths.
#[derive(Clone, Default)]
pub struct Words {
    text: String,
    /// Where each word ends in `text`, in bytes.
    ends: Vec<u32>,
    /// Made when somebody first asks for them.
    marks: OnceLock<Box<ListMarks>>,
}

static NONE: Words = Words { text: String::new(), ends: Vec::new(), marks: OnceLock::new() };

impl PartialEq for Words {
    fn eq(&self, other: &Words) -> bool {
        self.ends == other.ends && self.text == other.text
    }
}

impl Eq for Words {}

impl Words {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The words, in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { words: self, from: 0, to: self.len() }
    }

    /// One of them, by its place.
    #[inline]
    pub fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..end as usize)
    }

    /// The first.
    pub fn first(&self) -> Option<&str> {
        self.get(0)
    }

    /// Whether a word is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.iter().any(|own| own == word)
    }

    /// How many words at the front pass a test, in a list where those that do stand before those that do not.
    pub fn partition_point(&self, test: impl Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.get(middle).is_some_and(&test) {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        from
    }

    /// How they begin and end, for seeking them.
    pub fn marks(&self) -> &ListMarks {
        self.marks.get_or_init(|| Box::new(ListMarks::of(self)))
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }
}

/// Gives the words of a list in order.
#[derive(Clone, Debug)]
pub struct Iter<'w> {
    words: &'w Words,
    from: usize,
    to: usize,
}

impl<'w> Iterator for Iter<'w> {
    type Item = &'w str;

    #[inline]
    fn next(&mut self) -> Option<&'w str> {
        let word = self.words.get(self.from).filter(|_| self.from < self.to)?;
        self.from += 1;
        Some(word)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.to - self.from;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let last = self.to.checked_sub(1).filter(|last| *last >= self.from)?;
        self.to = last;
        self.words.get(last)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'w> IntoIterator for &'w Words {
    type Item = &'w str;
    type IntoIter = Iter<'w>;

    fn into_iter(self) -> Iter<'w> {
        self.iter()
    }
}

impl Default for &Words {
    fn default() -> Self {
        &NONE
    }
}

impl<S: AsRef<str>> FromIterator<S> for Words {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Words {
        let mut list = Words::default();
        words.into_iter().for_each(|word| list.push(word.as_ref()));
        list
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_seq(self);
        }
        let lengths: Vec<u32> = self.iter().map(|word| word.len() as u32).collect();
        (&self.text, lengths).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_seq(Sequence);
        }
        let (text, mut ends) = <(String, Vec<u32>)>::deserialize(deserializer)?;
        let mut end = 0;
        for length in &mut ends {
            end += *length;
            *length = end;
        }
        if ends.iter().any(|end| !text.is_char_boundary(*end as usize)) {
            return Err(de::Error::custom("the lengths of a list of words do not fit its text"));
        }
        Ok(Words { text, ends, marks: OnceLock::new() })
    }
}

struct Sequence;

impl<'de> Visitor<'de> for Sequence {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<Words, A::Error> {
        let mut list = Words::default();
        while let Some(word) = words.next_element::<String>()? {
            list.push(&word);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_same_in_both_forms() {
        let words: Words = serde_yaml::from_str("[双方, both, \"\", 两国]").unwrap();
        assert_eq!(words.iter().collect::<Vec<_>>(), ["双方", "both", "", "两国"]);
        assert_eq!(words.iter().rev().collect::<Vec<_>>(), ["两国", "", "both", "双方"]);
        assert_eq!((words.len(), words.first(), words.get(4)), (4, Some("双方"), None));
        assert!(words.contains("both") && !words.contains("bot"));
        let bytes = postcard::to_allocvec(&words).unwrap();
        assert_eq!(postcard::from_bytes::<Words>(&bytes).unwrap(), words);
        assert_eq!(serde_json::to_string(&words).unwrap(), r#"["双方","both","","两国"]"#);
    }

    #[test]
    fn lengths_that_cut_a_character_are_an_error() {
        let bytes = postcard::to_allocvec(&("双方", vec![2_u32, 4])).unwrap();
        assert!(postcard::from_bytes::<Words>(&bytes).is_err());
    }
}
