//! Half-open byte spans into a text as read.

use serde::Serialize;

/// A half-open range of UTF-8 bytes, `start..end`, into the text as read.
///
/// Both ends stand on character boundaries of the text they were made for, so [`Span::of`] is an exact slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an `end` before `start` gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text under the span; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether `other` lies inside.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at either end.
    pub fn trimmed(self, text: &str) -> Span {
        let s = self.of(text);
        let start = self.start + (s.len() - s.trim_start().len());
        Span::new(start, start + s.trim().len())
    }
}

/// Turns byte offsets of one text into code-point offsets, in rising order or not.
///
/// Keeps a mark every 64 bytes, so that a look-up reads at most that much of the text.
pub struct CodePoints<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'t> CodePoints<'t> {
    /// Reads the text once.
    pub fn of(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut seen = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(seen);
            seen += chunk.iter().filter(|b| !is_continuation(**b)).count();
        }
        CodePoints { text, marks }
    }

    /// How many code points stand before byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = (at / STRIDE).min(self.marks.len().saturating_sub(1));
        let Some(before) = self.marks.get(block) else { return 0 };
        let rest = self.text.as_bytes().get(block * STRIDE..at).unwrap_or_default();
        before + rest.iter().filter(|b| !is_continuation(**b)).count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "中a🙂é".repeat(700);
        let points = CodePoints::of(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at), n);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::of("").at(0), 0);
    }

    #[test]
    fn trimming_moves_both_ends() {
        assert_eq!(Span::new(0, 7).trimmed("  ab   ").of("  ab   "), "ab");
        assert!(Span::new(0, 3).trimmed("   ").is_empty());
    }
}
