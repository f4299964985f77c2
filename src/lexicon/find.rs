//! Finds many terms in one pass over folded text: literals by one automaton, wildcards and gaps checked at each hit.

use crate::text::fold::{fold_term, is_cjk};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
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

/// Collects terms before the automaton is built.
#[derive(Debug, Default)]
pub struct FinderBuilder {
    patterns: Vec<Pattern>,
}

/// Seeks all its terms at once. Cost: one pass over the text, whatever the number of terms.
#[derive(Debug)]
pub struct Finder {
    automaton: AhoCorasick,
    /// For each literal of the automaton, the patterns that begin with it.
    starts: Vec<Vec<usize>>,
    patterns: Vec<Pattern>,
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

    /// Builds the automaton.
    ///
    /// # Errors
    /// When the terms together are too many for one automaton (some 2³¹ bytes).
    pub fn build(self) -> Result<Finder, String> {
        let mut literals: Vec<&str> = self.patterns.iter().filter_map(Pattern::anchor).collect();
        literals.sort_unstable();
        literals.dedup();
        let mut starts = vec![Vec::new(); literals.len()];
        for (i, pattern) in self.patterns.iter().enumerate() {
            let slot = pattern.anchor().and_then(|anchor| literals.binary_search(&anchor).ok());
            if let Some(list) = slot.and_then(|slot| starts.get_mut(slot)) {
                list.push(i);
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&literals)
            .map_err(|e| e.to_string())?;
        Ok(Finder { automaton, starts, patterns: self.patterns })
    }
}

impl Finder {
    /// All hits, overlapping ones included, sorted by start, longest first, then key.
    pub fn find(&self, folded: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(folded) {
            let Some(candidates) = self.starts.get(found.pattern().as_usize()) else { continue };
            for pattern in candidates.iter().filter_map(|i| self.patterns.get(*i)) {
                if let Some(end) = pattern.match_at(folded, found.start()) {
                    hits.push(Hit { key: pattern.key, range: found.start()..end });
                }
            }
        }
        hits.sort_by(|a, b| {
            (a.range.start, std::cmp::Reverse(a.range.end), a.key).cmp(&(
                b.range.start,
                std::cmp::Reverse(b.range.end),
                b.key,
            ))
        });
        hits.dedup();
        hits
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
    fn anchor(&self) -> Option<&str> {
        Some(self.parts.first()?.words.first()?.literal.as_str())
    }

    fn match_at(&self, text: &str, start: usize) -> Option<usize> {
        let (first, rest) = self.parts.split_first()?;
        let mut end = first.match_at(text, start)?;
        for part in rest {
            end = part.match_after(text, end)?;
        }
        Some(end)
    }
}

impl Part {
    fn parse(raw: &str) -> Result<Part, String> {
        let folded = fold_term(raw.trim());
        if folded.is_empty() {
            return Err("a term, or a part of it beside …, is empty".into());
        }
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
        Ok(Part { words })
    }

    /// Where the part ends if it stands at `start`, on word boundaries where it begins or ends with a Latin letter.
    fn match_at(&self, text: &str, start: usize) -> Option<usize> {
        let opens_in_word = text[..start].chars().next_back().is_some_and(is_word_char);
        if opens_in_word && text[start..].starts_with(is_word_char) {
            return None;
        }
        let mut at = start;
        for (i, word) in self.words.iter().enumerate() {
            if i > 0 {
                at += text[at..].strip_prefix(' ').map(|_| 1)?;
            }
            text[at..].starts_with(&word.literal).then_some(())?;
            at += word.literal.len();
            if word.open {
                at += text[at..].find(|c| !is_word_char(c)).unwrap_or(text.len() - at);
            } else if text[..at].ends_with(is_word_char) && text[at..].starts_with(is_word_char) {
                return None;
            }
        }
        Some(at)
    }

    /// Where the part ends if it stands at or after `from`, within the widest gap, in the same clause.
    fn match_after(&self, text: &str, from: usize) -> Option<usize> {
        let first = &self.words.first()?.literal;
        let cjk = first.starts_with(is_cjk);
        let rest = &text[from..];
        let mut spent = 0;
        let mut in_word = false;
        for (at, c) in rest.char_indices() {
            if rest[at..].starts_with(first.as_str())
                && let Some(end) = self.match_at(text, from + at)
            {
                return Some(end);
            }
            let dot_in_word =
                c == '.' && (rest[at + 1..].starts_with(is_word_char) || ends_abbreviation(&rest[..at]));
            if matches!(c, '。' | '!' | '?' | ';') || (c == '.' && !dot_in_word) || (cjk && c == ',') {
                return None;
            }
            match cjk {
                true => spent += 1,
                false => {
                    let word = is_word_char(c);
                    spent += usize::from(word && !in_word);
                    in_word = word;
                }
            }
            if spent > if cjk { GAP_CHARS } else { GAP_WORDS } {
                return None;
            }
        }
        None
    }
}

/// Whether a single letter stands before a full stop, as in "U.S. and".
fn ends_abbreviation(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(is_word_char) && back.next().is_none_or(|c| !is_word_char(c))
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
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
