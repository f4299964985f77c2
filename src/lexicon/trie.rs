//! A trie in arrays that are read in place: the build makes it, nothing is unpacked.
//!
//! A node is eight bytes: its base, and the node it belongs to. The child of a node under a byte lies at base XOR byte,
//! and is one only if it names the node as its own. A value hangs under byte 0, which no term has. Under byte 1
//! ([`OPEN`]) a term goes on behind whatever else the word has. Where only one term goes on, its last bytes stand in a
//! row of their own, and the node tells where.

use super::pack;
use std::borrow::Cow;

/// Bytes of a node.
const NODE: usize = 8;
/// Set in the base of a node at which a term ends.
const ENDS: u32 = 1 << 31;
/// Set in the base of a node at which a word of a term is open.
const OPENS: u32 = 1 << 30;
/// Set in the base of a node from which one term goes on, whose tail is at the place that the base tells.
const TAIL: u32 = 1 << 29;
/// The number of a place without what is set in it.
const PLACE: u32 = TAIL - 1;
/// The byte that stands for the rest of a word, in terms.
pub const OPEN: u8 = 1;

/// A place in the trie: a node's number and base.
type Node = (u32, u32);

/// Terms with a number each.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    nodes: Cow<'static, [u8]>,
    /// For each tail the term's number, how many bytes are left of the term, and these.
    tails: Cow<'static, [u8]>,
}

/// A place of a text that is walked from.
#[derive(Clone, Copy)]
struct Reached {
    /// How far terms were followed.
    end: usize,
    /// Whether the last word so far is open.
    open: bool,
}

impl Trie {
    /// A trie laid out before, at the front of `bytes`, which are moved on.
    pub fn in_place(bytes: &mut &'static [u8]) -> Trie {
        let nodes = Cow::Borrowed(pack::take_slice(bytes));
        Trie { nodes, tails: Cow::Borrowed(pack::take_slice(bytes)) }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        pack::put_slice(bytes, &self.nodes);
        pack::put_slice(bytes, &self.tails);
    }

    /// Lays out terms, which are sorted, each there once, and without byte 0. Numbers are below 2³⁰, and so many bytes
    /// have all terms together.
    pub fn build(terms: &[(&[u8], u32)]) -> Trie {
        let mut layout = Layout::default();
        if !terms.is_empty() {
            layout.grow(1);
            // The root is nobody's child.
            layout.nodes.iter_mut().take(1).for_each(|root| root.1 = u32::MAX);
            let mut open: Vec<Open<'_>> = vec![(0, terms, 0)];
            while let Some((node, terms, depth)) = open.pop() {
                layout.lay(node, terms, depth, &mut open);
            }
        }
        let mut nodes = Vec::with_capacity(layout.nodes.len() * NODE);
        for (base, owner) in layout.nodes {
            nodes.extend_from_slice(&base.to_le_bytes());
            nodes.extend_from_slice(&owner.to_le_bytes());
        }
        Trie { nodes: Cow::Owned(nodes), tails: Cow::Owned(layout.tails) }
    }

    /// The number of a term.
    pub fn get(&self, term: &[u8]) -> Option<u32> {
        let (mut at, mut base) = (0, self.node(0)?.0);
        let mut rest = term;
        while base & TAIL == 0 {
            let Some((byte, behind)) = rest.split_first() else {
                return (base & ENDS != 0).then(|| self.node(base & PLACE))?.map(|(number, _)| number);
            };
            let next = (base & PLACE) ^ u32::from(*byte);
            let (below, owner) = self.node(next)?;
            (owner == at + 1 && *byte > OPEN).then_some(())?;
            (at, base, rest) = (next, below, behind);
        }
        let (number, tail) = self.tail_of(base);
        (tail == rest).then_some(number)
    }

    /// Calls `found` for each term that stands at `start`, with its number, its end, and whether its last word is open.
    /// `word_end` tells where the word ends that holds a place.
    #[inline]
    pub fn walk(
        &self,
        text: &[u8],
        start: usize,
        word_end: &impl Fn(usize) -> usize,
        found: &mut impl FnMut(u32, usize, bool),
    ) {
        if let Some((base, _)) = self.node(0) {
            self.walk_from((0, base), text, Reached { end: start, open: false }, word_end, found);
        }
    }

    fn walk_from(
        &self,
        (mut at, mut base): Node,
        text: &[u8],
        mut reached: Reached,
        word_end: &impl Fn(usize) -> usize,
        found: &mut impl FnMut(u32, usize, bool),
    ) {
        loop {
            if base & TAIL != 0 {
                return self.tail(base, text, reached, word_end, found);
            }
            if base & ENDS != 0
                && let Some((value, _)) = self.node(base & PLACE)
            {
                found(value, reached.end, reached.open);
            }
            if base & OPENS != 0
                && let open = (base & PLACE) ^ u32::from(OPEN)
                && let Some((base, _)) = self.node(open)
            {
                let behind = Reached { end: word_end(reached.end), open: true };
                self.walk_from((open, base), text, behind, word_end, found);
            }
            let Some(byte) = text.get(reached.end).filter(|byte| **byte > OPEN) else { return };
            let next = (base & PLACE) ^ u32::from(*byte);
            match self.node(next) {
                Some((below, owner)) if owner == at + 1 => (at, base) = (next, below),
                _ => return,
            }
            reached = Reached { end: reached.end + 1, open: false };
        }
    }

    /// Follows the only term from a node on.
    fn tail(
        &self,
        base: u32,
        text: &[u8],
        mut reached: Reached,
        word_end: &impl Fn(usize) -> usize,
        found: &mut impl FnMut(u32, usize, bool),
    ) {
        let (value, tail) = self.tail_of(base);
        for byte in tail {
            reached = match *byte {
                OPEN => Reached { end: word_end(reached.end), open: true },
                byte if text.get(reached.end) == Some(&byte) => Reached { end: reached.end + 1, open: false },
                _ => return,
            };
        }
        found(value, reached.end, reached.open);
    }

    /// The number of the only term that goes on from a node, and its last bytes.
    fn tail_of(&self, base: u32) -> (u32, &[u8]) {
        let from = usize::try_from(base & PLACE).unwrap_or(usize::MAX);
        let mut tail = self.tails.get(from..).unwrap_or_default();
        let number = u32::try_from(pack::take(&mut tail)).unwrap_or(u32::MAX);
        (number, pack::take_slice(&mut tail))
    }

    #[inline]
    fn node(&self, at: u32) -> Option<(u32, u32)> {
        let from = usize::try_from(at).ok()? * NODE;
        let bytes: &[u8; NODE] = self.nodes.get(from..from + NODE)?.first_chunk()?;
        let [a, b, c, d, e, f, g, h] = *bytes;
        Some((u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])))
    }
}

/// A trie in the making.
#[derive(Default)]
struct Layout {
    /// Base and owner (the owning node's place, plus one) of each node; an owner of 0 is a free place.
    nodes: Vec<(u32, u32)>,
    /// No place before this one is free.
    free: usize,
    tails: Vec<u8>,
}

/// Terms with their numbers, sorted.
type Terms<'t> = &'t [(&'t [u8], u32)];
/// A node to be laid out: its place, its terms, and how many bytes lead to it.
type Open<'t> = (usize, Terms<'t>, usize);

impl Layout {
    fn lay<'t>(&mut self, node: usize, terms: Terms<'t>, depth: usize, open: &mut Vec<Open<'t>>) {
        if let [(term, value)] = terms {
            return self.lay_tail(node, term.get(depth..).unwrap_or_default(), *value);
        }
        let byte = |term: &(&[u8], u32)| term.0.get(depth).copied().unwrap_or(0);
        let mut groups: Vec<(u8, Terms<'t>)> = Vec::new();
        let mut rest = terms;
        while let Some(first) = rest.first() {
            let label = byte(first);
            let (group, behind) = rest.split_at(rest.partition_point(|term| byte(term) <= label));
            groups.push((label, group));
            rest = behind;
        }
        let labels: Vec<u8> = groups.iter().map(|(label, _)| *label).collect();
        let base = self.base_for(&labels);
        let ends = if labels.contains(&0) { ENDS } else { 0 };
        let opens = if labels.contains(&OPEN) { OPENS } else { 0 };
        if let Some(slot) = self.nodes.get_mut(node) {
            slot.0 = to_u32(base) | ends | opens;
        }
        for (label, _) in &groups {
            self.own(base ^ usize::from(*label), node);
        }
        for (label, group) in groups {
            let child = base ^ usize::from(label);
            match (label, group.first()) {
                (0, Some((_, value))) => {
                    if let Some(slot) = self.nodes.get_mut(child) {
                        slot.0 = *value;
                    }
                }
                _ => open.push((child, group, depth + 1)),
            }
        }
    }

    fn lay_tail(&mut self, node: usize, rest: &[u8], value: u32) {
        if let Some(slot) = self.nodes.get_mut(node) {
            slot.0 = to_u32(self.tails.len()) | TAIL;
        }
        pack::put(&mut self.tails, usize::try_from(value).unwrap_or(usize::MAX));
        pack::put_slice(&mut self.tails, rest);
    }

    /// A base under which the places of all labels are free.
    fn base_for(&mut self, labels: &[u8]) -> usize {
        while self.nodes.get(self.free).is_some_and(|(_, owner)| *owner != 0) {
            self.free += 1;
        }
        let first = usize::from(labels.first().copied().unwrap_or_default());
        // Far behind the first free place there is room soon enough; the holes left behind are few.
        let from = self.free.max(self.nodes.len().saturating_sub(SEARCHED));
        let mut at = if labels.len() == 1 { self.free } else { from };
        loop {
            let base = at ^ first;
            // Places of one base lie within one block of 256.
            self.grow((base | 0xFF) + 1);
            let free = |label: &u8| {
                let place = base ^ usize::from(*label);
                place != 0 && self.nodes.get(place).is_some_and(|(_, owner)| *owner == 0)
            };
            if labels.iter().all(free) {
                return base;
            }
            at += 1;
        }
    }

    fn own(&mut self, place: usize, owner: usize) {
        if let Some(slot) = self.nodes.get_mut(place) {
            slot.1 = to_u32(owner) + 1;
        }
    }

    fn grow(&mut self, places: usize) {
        if self.nodes.len() < places {
            self.nodes.resize(places.next_multiple_of(256), (0, 0));
        }
    }
}

/// How far back from the end a place for several labels is sought.
const SEARCHED: usize = 4096;

fn to_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(0) & PLACE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(trie: &Trie, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let word_end = |at: usize| text[at..].find(' ').map_or(text.len(), |blank| at + blank);
        trie.walk(text.as_bytes(), 0, &word_end, &mut |number, _, _| found.push(number));
        found
    }

    #[test]
    fn open_words_take_what_is_left_of_a_word() {
        let terms: [(&[u8], u32); 4] = [(b"a\x01", 1), (b"a\x01 b", 2), (b"ab", 3), (b"ab\x01 b\x01", 4)];
        let trie = Trie::build(&terms);
        let found = |text: &str| {
            let mut found = numbers(&trie, text);
            found.sort_unstable();
            found
        };
        assert_eq!(found("a"), [1]);
        assert_eq!(found("abc"), [1, 3]);
        assert_eq!(found("abc bcd"), [1, 2, 3, 4]);
        assert_eq!(found("a\u{1}"), [1]);
    }

    #[test]
    fn finds_what_a_text_begins_with() {
        let terms = ["a", "ab", "abcd", "b", "中", "中国", "中国人民", "丰"];
        let mut numbered: Vec<(&[u8], u32)> = terms.iter().map(|t| t.as_bytes()).zip(1..).collect();
        numbered.sort_unstable();
        let trie = Trie::build(&numbered);
        for text in ["abcx", "abcd", "x", "", "中国人", "中国人民", "丰", "ba", "\0", "a\0"] {
            let found = numbers(&trie, text);
            let wanted: Vec<u32> =
                terms.iter().zip(1..).filter(|(t, _)| text.starts_with(**t)).map(|(_, n)| n).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn an_empty_trie_finds_nothing() {
        assert!(numbers(&Trie::build(&[]), "text").is_empty());
        assert!(numbers(&Trie::default(), "text").is_empty());
        assert_eq!(Trie::default().get(b"text"), None);
    }

    #[test]
    fn many_terms_keep_their_numbers() {
        let mut terms: Vec<String> =
            (0..5000u32).map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761))).collect();
        terms.sort_unstable();
        terms.dedup();
        let numbered: Vec<(&[u8], u32)> = terms.iter().map(|t| t.as_bytes()).zip(0..).collect();
        let trie = Trie::build(&numbered);
        for (term, number) in &numbered {
            assert_eq!(numbers(&trie, str::from_utf8(term).unwrap()).last(), Some(number));
            assert_eq!(trie.get(term), Some(*number));
            assert_eq!(trie.get(&[*term, b"x"].concat()), None);
        }
        assert!(trie.nodes.len() < NODE * 8_000);
    }
}
