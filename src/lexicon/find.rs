//! Finds many terms in one pass over folded text: literals by one trie, wildcards and gaps checked at each hit.

use super::front::Front;
use super::marks::Marks;
use super::pack;
use super::trie::{OPEN, Trie};
use crate::text::fold::{fold_term, is_alphanumeric, is_cjk};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Widest gap `…` may span in Chinese and Japanese, in characters.
pub const GAP_CHARS: usize = 12;
/// Widest gap `…` may span between Latin words, in words.
pub const GAP_WORDS: usize = 6;

/// A term as a finder seeks it: literal parts with gaps between them.
#[derive(Clone, Debug)]
struct Pattern {
    key: usize,
    parts: Vec<Part>,
}

/// A literal stretch; each word may end in a wildcard.
#[derive(Clone, Debug)]
struct Part {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    literal: String,
    /// Any further Latin letters may follow.
    open: bool,
}

/// One place where a term stands, in folded bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The key under which the term was added.
    pub key: usize,
    /// Folded bytes from the term's first to its last part, gaps included.
    pub range: Range<usize>,
}

/// Collects terms before the finder is laid out.
#[derive(Debug, Default)]
pub struct FinderBuilder {
    patterns: Vec<Pattern>,
}

/// Seeks all its terms at once. Cost: one pass over the text, whatever the number of terms.
///
/// It is made at build time and read in place, or made from terms that are known only at run time.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// How the first parts of terms begin.
    front: Front,
    /// The first parts of terms → where in `patterns` the terms stand that begin so.
    beginnings: Trie,
    /// Lists of patterns: their number, then each with its length in bytes, its key and its further parts; a part is
    /// the sign of its first word (two bytes), whether that is written without blanks, its length in bytes and its
    /// words; a word is twice its length, plus one if it is open, and the literal.
    patterns: Cow<'static, [u8]>,
}

impl FinderBuilder {
    /// Adds a term (syntax: docs/lexicon.md) under a key; a term with alternatives is added once for each.
    ///
    /// # Errors
    /// Says what is wrong with the term: empty, a stray bracket, a wildcard that is not at the end of a word, more
    /// than 200 alternatives.
    pub fn add(&mut self, key: usize, term: &str) -> Result<(), String> {
        self.add_variants(key, expand(term)?)
    }

    /// Adds a term whose brackets are part of it.
    ///
    /// # Errors
    /// As [`FinderBuilder::add`].
    pub fn add_literal(&mut self, key: usize, term: &str) -> Result<(), String> {
        self.add_variants(key, vec![term.to_string()])
    }

    fn add_variants(&mut self, key: usize, variants: Vec<String>) -> Result<(), String> {
        for variant in variants {
            let parts = variant.split('…').map(Part::parse).collect::<Result<Vec<_>, _>>()?;
            self.patterns.push(Pattern { key, parts });
        }
        Ok(())
    }

    /// Lays out the finder.
    ///
    /// # Errors
    /// When the terms together are too many for one finder (some 2³⁰ bytes).
    pub fn build(self) -> Result<Finder, String> {
        let mut beginnings: BTreeMap<Vec<u8>, Vec<&Pattern>> = BTreeMap::new();
        for pattern in &self.patterns {
            beginnings.entry(pattern.beginning()).or_default().push(pattern);
        }
        let mut patterns = Vec::new();
        let mut places: Vec<(&[u8], u32)> = Vec::with_capacity(beginnings.len());
        for (beginning, list) in &beginnings {
            let place = u32::try_from(patterns.len()).ok().filter(|place| *place < 1 << 29);
            places.push((beginning.as_slice(), place.ok_or("the terms are too many")?));
            pack::put(&mut patterns, list.len());
            list.iter().for_each(|pattern| pack::put_slice(&mut patterns, &pattern.packed()));
        }
        let front = Front::of(places.iter().map(|(beginning, _)| *beginning));
        Ok(Finder { front, beginnings: Trie::build(&places), patterns: Cow::Owned(patterns) })
    }
}

impl Finder {
    /// A finder of terms that need not be told apart.
    ///
    /// # Errors
    /// As [`FinderBuilder::add`] and [`FinderBuilder::build`].
    pub fn of<T: AsRef<str>>(terms: impl IntoIterator<Item = T>) -> Result<Finder, String> {
        let mut builder = FinderBuilder::default();
        terms.into_iter().try_for_each(|term| builder.add(0, term.as_ref()))?;
        builder.build()
    }

    /// A finder laid out before, at the front of `bytes`, which are moved on.
    pub fn in_place(bytes: &mut &'static [u8]) -> Finder {
        let front = Front::in_place(bytes);
        let beginnings = Trie::in_place(bytes);
        Finder { front, beginnings, patterns: Cow::Borrowed(pack::take_slice(bytes)) }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        self.front.write(bytes);
        self.beginnings.write(bytes);
        pack::put_slice(bytes, &self.patterns);
    }

    /// All hits, overlapping ones included, sorted by start, longest first, then key.
    pub fn find(&self, folded: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let signs = OnceCell::new();
        for start in self.beginnings_in(folded) {
            let first = hits.len();
            self.at(folded, start, &signs, &mut hits);
            if let Some(here) = hits.get_mut(first..).filter(|here| here.len() > 1) {
                here.sort_by_key(|hit| (std::cmp::Reverse(hit.range.end), hit.key));
            }
        }
        hits.dedup();
        hits
    }

    /// Whether any of the terms stands in a text.
    pub fn hits(&self, folded: &str) -> bool {
        let mut hits = Vec::new();
        let signs = OnceCell::new();
        self.beginnings_in(folded).any(|start| {
            self.at(folded, start, &signs, &mut hits);
            !hits.is_empty()
        })
    }

    /// The places of a text where a term may stand.
    fn beginnings_in<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = usize> + 't {
        starts(folded).filter(|start| self.front.may_begin(folded.as_bytes(), *start))
    }

    /// Adds the terms that stand at one place.
    fn at(&self, folded: &str, start: usize, signs: &OnceCell<Signs>, hits: &mut Vec<Hit>) {
        let word_end = |at: usize| end_of_word(folded, at);
        self.beginnings.walk(folded.as_bytes(), start, &word_end, &mut |place, end, open| {
            if !open && in_word(folded, end) {
                return;
            }
            let from = usize::try_from(place).unwrap_or(usize::MAX);
            let mut list = self.patterns.get(from..).unwrap_or_default();
            let gap = Gap::behind(folded, end, signs);
            for _ in 0..pack::take(&mut list) {
                let mut pattern = pack::take_slice(&mut list);
                let key = pack::take(&mut pattern);
                let end = if pattern.is_empty() { Some(end) } else { gap.end_of(pattern) };
                hits.extend(end.map(|end| Hit { key, range: start..end }));
            }
        });
    }
}

/// Keeps of hits sorted as [`Finder::find`] gives them the leftmost, and of those that start together the longest,
/// so that no two overlap.
pub fn leftmost_longest(hits: Vec<Hit>) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if kept.last().is_none_or(|last| last.range.end <= hit.range.start) {
            kept.push(hit);
        }
    }
    kept
}

impl Pattern {
    /// The first part, as the trie has it.
    fn beginning(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (i, word) in self.parts.iter().take(1).flat_map(|part| &part.words).enumerate() {
            if i > 0 {
                bytes.push(b' ');
            }
            bytes.extend_from_slice(word.literal.as_bytes());
            if word.open {
                bytes.push(OPEN);
            }
        }
        bytes
    }

    fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        pack::put(&mut bytes, self.key);
        for part in self.parts.iter().skip(1) {
            let mut words = Vec::new();
            for word in &part.words {
                pack::put(&mut words, 2 * word.literal.len() + usize::from(word.open));
                words.extend_from_slice(word.literal.as_bytes());
            }
            let first = part.words.first().map_or("", |word| &word.literal);
            bytes.extend_from_slice(&sign_of_part(first.as_bytes()).to_le_bytes());
            bytes.push(u8::from(first.starts_with(is_cjk)));
            pack::put_slice(&mut bytes, &words);
        }
        bytes
    }
}

impl Part {
    fn parse(raw: &str) -> Result<Part, String> {
        let folded = fold_term(raw.trim());
        let mut words = Vec::new();
        for word in folded.split(' ').filter(|w| !w.is_empty()) {
            let (literal, open) = match word.strip_suffix('*') {
                Some(stem) => (stem, true),
                None => (word, false),
            };
            if literal.is_empty() || literal.contains('*') {
                return Err(format!("`{raw}`: * may stand only at the end of a word"));
            }
            words.push(Word { literal: literal.into(), open });
        }
        if words.is_empty() {
            return Err("a term, or a part of it beside …, is empty".into());
        }
        Ok(Part { words })
    }
}

/// The sign of a part that is too short to have one.
const ANY: u16 = u16::MAX;

/// How words begin: the first character of one written without blanks, else the first two bytes, as one of a thousand
/// signs. Different beginnings may have one sign.
#[inline]
fn sign(a: u8, b: u8, c: u8) -> u16 {
    Marks::of([a, b, if a < 0xE0 { 0 } else { c }])
}

fn sign_of_part(literal: &[u8]) -> u16 {
    match *literal {
        [a, b, ref rest @ ..] => sign(a, b, rest.first().copied().unwrap_or_default()),
        _ => ANY,
    }
}

/// Which signs stand in a text, at the places where a part of a term may begin.
struct Signs(Marks);

impl Signs {
    fn of(text: &str) -> Signs {
        let mut marks = Marks::default();
        let bytes = text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        starts(text).for_each(|at| marks.set(sign(byte(at), byte(at + 1), byte(at + 2))));
        Signs(marks)
    }

    #[inline]
    fn may_hold(&self, sign: u16) -> bool {
        sign == ANY || self.0.is_set(sign)
    }
}

/// What follows a term's first part: where further parts may begin, sought once for all terms that begin so.
struct Gap<'t> {
    text: &'t str,
    /// Where the part before the gap ends.
    from: usize,
    /// The signs of the text, sought once for all gaps.
    signs: &'t OnceCell<Signs>,
    cjk: OnceCell<Vec<Opening>>,
    latin: OnceCell<Vec<Opening>>,
}

/// A place and the first four bytes that stand there.
type Opening = (usize, u32);

impl<'t> Gap<'t> {
    fn behind(text: &'t str, from: usize, signs: &'t OnceCell<Signs>) -> Gap<'t> {
        Gap { text, from, signs, cjk: OnceCell::new(), latin: OnceCell::new() }
    }

    /// Where a term ends whose further parts, packed, stand behind the gap.
    fn end_of(&self, parts: &[u8]) -> Option<usize> {
        let (sign, mut parts) = parts.split_first_chunk::<2>()?;
        if !self.signs.get_or_init(|| Signs::of(self.text)).may_hold(u16::from_le_bytes(*sign)) {
            return None;
        }
        let cjk = pack::take(&mut parts) == 1;
        let part = PackedPart { words: pack::take_slice(&mut parts) };
        let (first, _) = PackedPart::word(&mut { part.words });
        let length = first.len().clamp(1, 4);
        let (head, counts) = (four_bytes(first), u32::MAX >> (32 - 8 * length));
        let mut openings = self.openings(cjk).iter().filter(|(_, here)| (here ^ head) & counts == 0);
        let end = openings.find_map(|(at, _)| part.match_at(self.text, *at))?;
        if parts.is_empty() { Some(end) } else { Gap::behind(self.text, end, self.signs).end_of(parts) }
    }

    fn openings(&self, cjk: bool) -> &[Opening] {
        let openings = if cjk { &self.cjk } else { &self.latin };
        openings.get_or_init(|| openings_behind(self.text, self.from, cjk))
    }
}

/// The first four bytes as a number, with 0 for those that are not there.
#[inline]
fn four_bytes(bytes: &[u8]) -> u32 {
    let four = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut four = [0; 4];
        four.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        four
    });
    u32::from_le_bytes(four)
}

/// The places at or behind `from` where a part of a term may begin: within the widest gap, in the same clause.
fn openings_behind(text: &str, from: usize, cjk: bool) -> Vec<Opening> {
    let mut openings = Vec::with_capacity(GAP_CHARS + 2);
    let rest = &text[from..];
    let mut spent = 0;
    let mut in_word = false;
    let mut opens_in_word = text[..from].ends_with(is_word_char);
    for (at, c) in rest.char_indices() {
        let word = is_word_char(c);
        if !(opens_in_word && word) {
            openings.push((from + at, four_bytes(rest.as_bytes().get(at..).unwrap_or_default())));
        }
        opens_in_word = word;
        let dot_in_word =
            c == '.' && (rest[at + 1..].starts_with(is_word_char) || ends_abbreviation(&rest[..at]));
        if matches!(c, '。' | '!' | '?' | ';') || (c == '.' && !dot_in_word) || (cjk && c == ',') {
            break;
        }
        match cjk {
            true => spent += 1,
            false => {
                spent += usize::from(word && !in_word);
                in_word = word;
            }
        }
        if spent > if cjk { GAP_CHARS } else { GAP_WORDS } {
            break;
        }
    }
    openings
}

/// A part of a term as the finder keeps it.
#[derive(Clone, Copy)]
struct PackedPart<'p> {
    words: &'p [u8],
}

impl<'p> PackedPart<'p> {
    /// The next word: its literal, and whether it is open.
    fn word(words: &mut &'p [u8]) -> (&'p [u8], bool) {
        let head = pack::take(words);
        let (literal, rest) = words.split_at_checked(head / 2).unwrap_or_default();
        *words = rest;
        (literal, head % 2 == 1)
    }

    /// Where the part ends if it stands at `start`, on word boundaries where it begins or ends with a Latin letter.
    fn match_at(self, text: &str, start: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut words = self.words;
        let mut at = start;
        while !words.is_empty() {
            if at > start {
                (bytes.get(at) == Some(&b' ')).then_some(())?;
                at += 1;
            }
            let (literal, open) = Self::word(&mut words);
            bytes.get(at..)?.starts_with(literal).then_some(())?;
            at += literal.len();
            if open {
                at = end_of_word(text, at);
            } else if in_word(text, at) {
                return None;
            }
        }
        Some(at)
    }
}

/// Whether a single letter stands before a full stop, as in "U.S. and".
fn ends_abbreviation(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(is_word_char) && back.next().is_none_or(|c| !is_word_char(c))
}

/// Whether a character is of a word between blanks.
#[inline]
fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_cjk(c) && is_alphanumeric(c) }
}

/// The places where a term may begin: one that begins with a Latin letter begins where a word begins.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let (mut at, mut in_word) = (0, false);
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let here = at;
            let word = match byte {
                0..=0x7F => {
                    at += 1;
                    byte.is_ascii_alphanumeric()
                }
                // U+5000 to U+9FFF: Chinese characters.
                0xE5..=0xE9 => {
                    at += 3;
                    false
                }
                _ => {
                    let c = text.get(at..)?.chars().next()?;
                    at += c.len_utf8();
                    is_word_char(c)
                }
            };
            let inside = std::mem::replace(&mut in_word, word);
            if !(word && inside) {
                return Some(here);
            }
        }
        None
    })
}

/// Where the word ends that holds a place; the place itself if none does.
fn end_of_word(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c| !is_word_char(c)).unwrap_or(rest.len())
}

/// Whether a place lies inside a word.
fn in_word(text: &str, at: usize) -> bool {
    text[at..].starts_with(is_word_char) && text[..at].ends_with(is_word_char)
}

/// Writes out the alternatives `(a|b)` of a term.
///
/// # Errors
/// A bracket without its partner, brackets inside brackets, or more than 200 variants.
pub fn expand(term: &str) -> Result<Vec<String>, String> {
    let mut variants = vec![String::new()];
    let mut rest = term;
    while let Some(open) = rest.find(['(', ')']) {
        let (before, tail) = rest.split_at(open);
        let inner = tail.strip_prefix('(').ok_or_else(|| format!("`{term}`: ) without ("))?;
        let close = inner.find(['(', ')']).filter(|at| inner[*at..].starts_with(')'));
        let close = close.ok_or_else(|| format!("`{term}`: ( without ), or brackets inside brackets"))?;
        let options: Vec<&str> = inner[..close].split('|').collect();
        variants = variants
            .iter()
            .flat_map(|v| options.iter().map(move |option| format!("{v}{before}{option}")))
            .collect();
        if variants.len() > 200 {
            return Err(format!("`{term}` stands for more than 200 terms"));
        }
        rest = &inner[close + 1..];
    }
    for variant in &mut variants {
        variant.push_str(rest);
    }
    Ok(variants)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hits<'t>(terms: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut builder = FinderBuilder::default();
        for (i, term) in terms.iter().enumerate() {
            builder.add(i, term).unwrap();
        }
        leftmost_longest(builder.build().unwrap().find(text)).into_iter().map(|h| &text[h.range]).collect()
    }

    #[test]
    fn latin_terms_are_whole_words() {
        assert_eq!(hits(&["chip"], "chipmakers want chip, chips"), ["chip"]);
        assert_eq!(hits(&["chip*"], "chipmakers want chip"), ["chipmakers", "chip"]);
        assert_eq!(hits(&["farm* product*"], "farm products"), ["farm products"]);
        assert_eq!(hits(&["u.s."], "the u.s. side"), ["u.s."]);
        assert_eq!(hits(&["ai"], "发展ai技术, said"), ["ai"]);
    }

    #[test]
    fn gaps_stay_inside_a_clause() {
        assert_eq!(hits(&["加强…沟通"], "加强各层级沟通"), ["加强各层级沟通"]);
        assert!(hits(&["加强…沟通"], "加强合作,保持沟通").is_empty());
        assert_eq!(hits(&["keep*…touch"], "kept, keeping in close touch"), ["keeping in close touch"]);
        assert!(hits(&["keep…touch"], "keep it. the touch").is_empty());
        assert!(hits(&["a…b"], "a 1 2 3 4 5 6 7 b").is_empty());
    }

    #[test]
    fn short_parts_are_found_at_the_end_of_a_text() {
        for part in ["b", "bc", "bcd", "和", "和平"] {
            let (term, text) = (format!("a…{part}"), format!("a x {part}"));
            assert_eq!(hits(&[&term], &text), [&text], "{part}");
        }
        assert!(hits(&["a…\u{200B}\u{3000}\u{200B}b"], "a x b").len() == 1);
        assert!(Finder::of(["a…\u{200B}\u{3000}\u{200B}"]).is_err());
    }

    fn text_of(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(pieces), 1..most).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        /// No mark and no table hides a term that stands in a text.
        #[test]
        fn finds_what_comparing_at_every_place_finds(
            terms in prop::collection::vec(text_of(&["a", "b", "ab", "和", "平", "𠀀", "1"], 6), 1..5),
            text in text_of(&["a", "b", "ab", "和", "平", "𠀀", "1", " ", ",", "é", "和平", "。"], 30),
        ) {
            let stands = |term: &str, at: usize| {
                text[at..].starts_with(term)
                    && !(term.starts_with(is_word_char) && in_word(&text, at))
                    && !(term.ends_with(is_word_char) && in_word(&text, at + term.len()))
            };
            let found = Finder::of(&terms).unwrap().find(&text);
            let mut starts: Vec<Range<usize>> = found.into_iter().map(|hit| hit.range).collect();
            let places = || text.char_indices().map(|(at, _)| at);
            let of = |term: &String| {
                places().filter(|at| stands(term, *at)).map(|at| at..at + term.len()).collect::<Vec<_>>()
            };
            let mut expected: Vec<Range<usize>> = terms.iter().flat_map(of).collect();
            for list in [&mut starts, &mut expected] {
                list.sort_by_key(|range| (range.start, range.end));
                list.dedup();
            }
            prop_assert_eq!(starts, expected);
        }
    }

    #[test]
    fn alternatives_and_the_longest_win() {
        assert_eq!(
            hits(&["(arms|weapons) sale*", "arms"], "arms sales, weapons sale, arms"),
            ["arms sales", "weapons sale", "arms"]
        );
        assert_eq!(expand("对(台|)军售").unwrap(), ["对台军售", "对军售"]);
        assert!(expand("a(b").is_err() && expand("a)b").is_err() && expand("((a))").is_err());
        assert!(FinderBuilder::default().add(0, "").is_err());
        assert!(FinderBuilder::default().add(0, "a*b").is_err());
    }
}
