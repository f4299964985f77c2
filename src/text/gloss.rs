//! What a Chinese word may mean in English, from CC-CEDICT (`data/cedict`, CC BY-SA 4.0).

use std::ops::Range;
use std::sync::LazyLock;

use fst::Map;

/// An automaton in the binary, read in place.
type Automaton = LazyLock<Map<&'static [u8]>>;

/// What the build has written under a name.
macro_rules! automaton {
    ($name:literal) => {
        LazyLock::new(|| {
            let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/", $name));
            Map::new(bytes).expect("build.rs wrote this automaton")
        })
    };
}

/// Headword → byte offset of its line in [`LINES`].
static GLOSSES: Automaton = automaton!("glosses.fst");

/// A line for each headword, senses separated by tabs.
static LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/glosses.txt"));

/// Headword → place of what the build has made of its senses. A comparison looks up these, and never the text of senses.
static HEADWORDS: Automaton = automaton!("headwords.fst");

/// The English senses of a Chinese word written in simplified characters; none for a word the dictionary lacks.
///
/// All senses of all readings, in the dictionary's order, each once, in lower case: without notes in parentheses,
/// pinyin, measure words and surnames, without "to" and articles in front. Of a name only the name ("beijing"). A mere variant has the senses of the word it stands
/// for. Every sense has at least one letter or digit.
///
/// ```
/// # use readout_diff::text::gloss::senses;
/// assert_eq!(senses("大豆").unwrap().collect::<Vec<_>>(), ["soybean"]);
/// assert!(senses("soybean").is_none());
/// ```
pub fn senses(word: &str) -> Option<impl Iterator<Item = &'static str> + use<>> {
    let start = usize::try_from(GLOSSES.get(word)?).ok()?;
    let line = LINES[start..].lines().next()?;
    Some(line.split('\t'))
}

/// The place of a headword among what the build has made of all senses; none for a word the dictionary lacks.
pub fn headword(word: &str) -> Option<usize> {
    HEADWORDS.get(word).and_then(|place| usize::try_from(place).ok())
}

/// Joins neighbouring tokens of one character each that together are a headword, the longest first from the left:
/// 共 赢 → 共赢, 两 国 → 两国. Particles are never joined (中 的 is not 中的, "to hit the target").
///
/// `tokens` are byte ranges of `text` as [`cut`](crate::text::word::cut) gives them; the result covers the
/// same bytes.
pub fn join(text: &str, tokens: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut joined = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let run = rest.iter().take(LONGEST).take_while(|&token| may_join(&text[token.clone()])).count();
        let is_headword = |count: &usize| HEADWORDS.contains_key(&text[first.start..rest[count - 1].end]);
        let count = (2..=run).rev().find(is_headword).unwrap_or(1);
        joined.push(first.start..rest[count - 1].end);
        rest = &rest[count..];
    }
    joined
}

/// Tokens that [`join`] joins at most: names of persons have two to four characters, longer headwords are in jieba's
/// dictionary already.
const LONGEST: usize = 6;

/// Characters that stand beside others in any sentence without being a word with them.
const PARTICLES: [char; 4] = ['的', '了', '是', '都'];

/// Whether `token` is a single Chinese character and no particle.
fn may_join(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(|c| is_han(c) && !PARTICLES.contains(&c)) && chars.next().is_none()
}

/// The headwords that make up a word which is none itself, as byte ranges of `word`, longest first from the left:
/// 两国人民 → 两国 人民, 高水平 → 高 水平.
///
/// Empty unless they cover the whole word and one of them has two characters or more, so that a transliterated
/// name (卡耶夫) does not fall into meanings of its characters.
pub fn parts(word: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < word.len() {
        let mut ends = word[start..].char_indices().map(|(at, c)| start + at + c.len_utf8());
        let Some(end) = ends.rfind(|&end| HEADWORDS.contains_key(&word[start..end])) else {
            return Vec::new();
        };
        parts.push(start..end);
        start = end;
    }
    if parts.iter().all(|part| word[part.clone()].chars().nth(1).is_none()) {
        parts.clear();
    }
    parts
}

/// Chinese characters, the compatibility ones excepted.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
