//! A list of words with marks of how they begin and end, so that most places of a text are told from them without a
//! comparison.

use super::marks::Marks;
use super::words::Words;
use std::ops::Range;

/// How the words of a list begin and end; made when the list is first sought for.
#[derive(Clone, Debug)]
pub struct ListMarks {
    heads: Marks,
    tails: Marks,
    wholes: Marks,
    /// Whether a word has less than three bytes.
    short: bool,
}

impl ListMarks {
    /// The marks of some words, none of them empty.
    pub fn of(words: &Words) -> ListMarks {
        let [mut heads, mut tails, mut wholes] = [Marks::default(); 3];
        for word in words.iter().map(str::as_bytes) {
            heads.set(head(word));
            tails.set(tail(word));
            wholes.set(whole(word));
        }
        let short = words.iter().any(|word| word.len() < MARKED);
        ListMarks { heads, tails, wholes, short }
    }
}

/// Words, none of them empty, sought in folded text.
impl Words {
    /// Whether a text begins with one of the words.
    #[inline]
    pub fn begins(&self, text: &str) -> bool {
        let text = text.as_bytes();
        self.may_begin(text) && self.iter().any(|word| stands(text, word.as_bytes()))
    }

    /// The length of the longest of the words that a text begins with.
    #[inline]
    pub fn longest_at(&self, text: &str) -> Option<usize> {
        let text = text.as_bytes();
        if !self.may_begin(text) {
            return None;
        }
        self.iter().filter(|word| stands(text, word.as_bytes())).map(str::len).max()
    }

    /// Whether a text ends with one of the words.
    #[inline]
    pub fn ends(&self, text: &str) -> bool {
        let marks = self.marks();
        let may_end = marks.short || marks.tails.is_set(tail(text.as_bytes()));
        may_end && self.iter().any(|word| text.ends_with(word))
    }

    /// Whether a text is one of the words.
    #[inline]
    pub fn holds(&self, text: &str) -> bool {
        self.marks().wholes.is_set(whole(text.as_bytes())) && self.contains(text)
    }

    /// Whether one of the words stands in a text, anywhere.
    pub fn is_in(&self, text: &str) -> bool {
        let bytes = if self.is_empty() { &[] } else { text.as_bytes() };
        let mut rests = (0..bytes.len()).filter_map(|at| bytes.get(at..)).filter(|rest| is_start(rest));
        rests.any(|rest| self.may_begin(rest) && self.iter().any(|word| stands(rest, word.as_bytes())))
    }

    /// All places where the words stand, those inside another included, sorted, each with its word; those of one place in
    /// the order of the list.
    pub fn places<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let bytes = if self.is_empty() { &[] } else { text.as_bytes() };
        let rests = (0..bytes.len()).filter_map(move |at| Some((at, bytes.get(at..)?)));
        rests.filter(move |(_, rest)| is_start(rest) && self.may_begin(rest)).flat_map(move |(at, rest)| {
            let here = self.iter().filter(move |word| stands(rest, word.as_bytes()));
            here.filter_map(move |word| Some((at, text.get(at..at + word.len())?)))
        })
    }

    /// Whether the marks allow that a text, whose mark is given, begins with a word.
    #[inline]
    fn may_begin_with(&self, mark: u16, text: &[u8]) -> bool {
        let marks = self.marks();
        let begins_short = || {
            let head = |length: usize| head(text.get(..length).unwrap_or(text));
            marks.heads.is_set(head(1)) || marks.heads.is_set(head(2))
        };
        marks.heads.is_set(mark) || (marks.short && begins_short())
    }

    #[inline]
    fn may_begin(&self, text: &[u8]) -> bool {
        self.may_begin_with(head(text), text)
    }
}

/// The places of several lists' words in a text, in one pass: for each list the ranges, sorted by start, those of one
/// start in the order of the list.
pub fn places_of<const N: usize>(lists: [&Words; N], text: &str) -> [Vec<Range<usize>>; N] {
    let bytes = text.as_bytes();
    let mut found = [const { Vec::new() }; N];
    let rests = (0..bytes.len()).filter_map(|at| Some((at, bytes.get(at..)?)));
    for (at, rest) in rests.filter(|(_, rest)| is_start(rest)) {
        let mark = head(rest);
        let asked = lists.iter().zip(&mut found).filter(|(list, _)| list.may_begin_with(mark, rest));
        for (list, found) in asked {
            let here = list.iter().filter(|word| stands(rest, word.as_bytes()));
            found.extend(here.map(|word| at..at + word.len()));
        }
    }
    found
}

/// Whether a character begins with the first byte.
#[inline]
fn is_start(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|byte| byte & 0xC0 != 0x80)
}

/// Whether a text begins with a word; the second and third bytes tell most words apart.
#[inline]
fn stands(text: &[u8], word: &[u8]) -> bool {
    match (text, word) {
        ([_, a, b, ..], [_, c, d, ..]) => a == c && b == d && text.starts_with(word),
        _ => text.starts_with(word),
    }
}

/// As many bytes at either end of a word make its marks.
const MARKED: usize = 3;

/// The mark of the first three bytes, with 0 for those that are not there.
#[inline]
fn head(text: &[u8]) -> u16 {
    match text {
        [a, b, c, ..] => Marks::of([*a, *b, *c]),
        [a, b] => Marks::of([*a, *b, 0]),
        [a] => Marks::of([*a, 0, 0]),
        [] => Marks::of([0; MARKED]),
    }
}

/// The mark of the last three bytes; that of nothing if there are less.
#[inline]
fn tail(text: &[u8]) -> u16 {
    Marks::of(text.last_chunk().copied().unwrap_or_default())
}

/// The mark of a whole word: its length, and the bytes at its ends.
#[inline]
fn whole(word: &[u8]) -> u16 {
    let (first, last) = (word.first().copied().unwrap_or_default(), word.last().copied().unwrap_or_default());
    Marks::of([first, last, word.len().to_le_bytes()[0]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_comparing_each_word_finds() {
        let lists = [vec!["和", "以及", "and", "an"], vec!["a", "，", "aa"], vec![]];
        let texts =
            ["", "a", "和", "中和以及", "以及", "and an", "sand", "n", "，a，", "an", "aaa𠀀a", "é和"];
        for words in lists {
            let list: Words = words.iter().collect();
            for text in texts {
                assert_eq!(list.begins(text), words.iter().any(|w| text.starts_with(*w)), "{text}");
                assert_eq!(list.ends(text), words.iter().any(|w| text.ends_with(*w)), "{text}");
                assert_eq!(list.holds(text), words.contains(&text), "{text}");
                assert_eq!(list.is_in(text), words.iter().any(|w| text.contains(*w)), "{text}");
                let longest = words.iter().filter(|w| text.starts_with(**w)).map(|w| w.len()).max();
                assert_eq!(list.longest_at(text), longest, "{text}");
                let places = |w: &'static str| {
                    let rests = text.char_indices().map(|(at, _)| (at, &text[at..]));
                    rests.filter(move |(_, rest)| rest.starts_with(w))
                };
                let mut places: Vec<(usize, &str)> = words.iter().copied().flat_map(places).collect();
                places.sort_by_key(|(at, _)| *at);
                assert_eq!(
                    list.places(text).map(|(at, _)| at).collect::<Vec<_>>(),
                    places.iter().map(|p| p.0).collect::<Vec<_>>()
                );
            }
        }
    }
}
