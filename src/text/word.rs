//! Words: Chinese as jieba cuts them, and beside them the English ones.

pub use super::english::{stem, words};

use std::ops::Range;
use std::sync::LazyLock;

use fst::raw::{Fst, Node};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// jieba's dictionary, word → frequency; read in place.
static DICTIONARY: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
    Fst::new(bytes).expect("build.rs wrote this automaton")
});

/// For each character from 4E00 to 9FFF the node of the dictionary behind it, and what the way there adds to a word's
/// frequency.
static FIRST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.first"));

/// The tokens of a Chinese text as byte ranges, in order and without gaps: words, runs of ASCII letters and digits,
/// single punctuation marks and spaces (`\r\n` is one). Exactly as jieba with its whole dictionary cuts:
/// `Jieba::new().cut(text, false)`, but read in place, without the tables that jieba fills when it is made.
///
/// `text` is in simplified characters; traditional ones are hardly in the dictionary and stay single.
///
/// # Guesses
///
/// jieba can join characters that its dictionary leaves single, by a hidden Markov model; that is left out. In 171 Chinese
/// readouts (102,377 tokens) the model made 3,412 words of 657 kinds; CC-CEDICT knows 411 of the 3,412 (王毅, 共赢, 减贫,
/// 新冠), and [`gloss::join`](crate::text::gloss::join) finds those without it. The commonest guess of all is wrong and
/// hides two words that matter, 愿同 (339 times); so are 我同, 日晚, 这是, 两国要, 同塞方. What is lost without the model are
/// names and 巴方, 中塞 and their like: they stay single characters.
pub fn cut(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::with_capacity((text.len() / 4).min(1 << 12));
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match rest.find(|c| !is_of_words(c)).unwrap_or(rest.len()) {
            0 if rest.starts_with("\r\n") => 2,
            0 => c.len_utf8(),
            run => {
                cut_run(&rest[..run], at, &mut tokens);
                at += run;
                continue;
            }
        };
        tokens.push(at..at + length);
        at += length;
    }
    tokens
}

/// Whether words of the dictionary can hold a character: Chinese, and the ASCII signs that jieba counts in. Where one
/// that they cannot hold stands, a text can be parted, and its parts are cut as the whole is.
pub fn is_of_words(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '#' | '&' | '.' | '_' | '%' | '-'
        | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2EBEF}'
        | '\u{2F800}'..='\u{2FA1F}')
}

/// The likeliest way through a run from one of its bytes on: the logarithm of its probability, and where its first
/// word ends.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    likelihood: f64,
    end: usize,
}

/// Cuts a run of characters that words can hold into the likeliest words; of equal ones the longer first. `offset` is
/// where the run stands.
fn cut_run(run: &str, offset: usize, tokens: &mut Vec<Range<usize>>) {
    let dictionary = &*DICTIONARY;
    let all = (TOTAL as f64).ln();
    let mut ways = vec![Way::default(); run.len() + 1];
    let mut next = run.len();
    for (at, _) in run.char_indices().rev() {
        let mut best: Option<Way> = None;
        words_at(dictionary, &run[at..], |length, frequency| {
            let end = at + length;
            let likelihood = (frequency as f64).ln() - all + ways[end].likelihood;
            if best.is_none_or(|best| likelihood >= best.likelihood) {
                best = Some(Way { likelihood, end });
            }
        });
        // A character that no word begins with counts as a word seen once.
        ways[at] = best.unwrap_or(Way { likelihood: -all + ways[next].likelihood, end: next });
        next = at;
    }
    let mut at = 0;
    // Where single ASCII letters and digits began, which are one token.
    let mut first: Option<usize> = None;
    while at < run.len() {
        let end = ways[at].end;
        if end == at + 1 && run.as_bytes()[at].is_ascii_alphanumeric() {
            first.get_or_insert(at);
        } else {
            tokens.extend(first.take().map(|first| offset + first..offset + at));
            tokens.push(offset + at..offset + end);
        }
        at = end;
    }
    tokens.extend(first.map(|first| offset + first..offset + at));
}

/// Calls `found` with the length in bytes and the frequency of every dictionary word at the start of `text`.
fn words_at(dictionary: &Fst<&[u8]>, text: &str, mut found: impl FnMut(usize, u64)) {
    let Some((mut node, mut frequency, begun)) = first_step(dictionary, text) else { return };
    if begun > 0 && node.is_final() {
        found(begun, frequency + node.final_output().value());
    }
    for (position, &byte) in text.as_bytes().iter().enumerate().skip(begun) {
        let Some(index) = node.find_input(byte) else { return };
        let transition = node.transition(index);
        frequency += transition.out.value();
        node = dictionary.node(transition.addr);
        if node.is_final() {
            found(position + 1, frequency + node.final_output().value());
        }
    }
}

/// The node behind the first character of `text`, what the way there adds to a word's frequency, and the bytes it takes;
/// the root where [`FIRST`] lacks the character, none where no word begins with it.
fn first_step<'d>(dictionary: &'d Fst<&[u8]>, text: &str) -> Option<(Node<'d>, u64, usize)> {
    let place = match text.chars().next() {
        Some(c @ '\u{4E00}'..='\u{9FFF}') => (c as usize - 0x4E00) * 8,
        _ => return Some((dictionary.root(), 0, 0)),
    };
    let [a, b, c, d, e, f, g, h] = *FIRST.get(place..)?.first_chunk()?;
    let (node, frequency) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
    let node = usize::try_from(node).ok().filter(|_| frequency != u32::MAX)?;
    Some((dictionary.node(node), frequency.into(), 3))
}
