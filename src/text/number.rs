//! Reads numerals: Arabic digits, English number words, Chinese and Japanese numerals, with their scales.
//!
//! Works on folded text (lower case, half width, simplified characters; see [`super::fold`]); byte offsets are
//! those of the text given. Ordinals are no numbers here.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words that numbers are made of; data, from `lexicon/data/quantities.yaml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWords {
    /// English.
    pub en: EnglishNumbers,
    /// Chinese, and Japanese in the same characters.
    pub zh: ChineseNumbers,
}

/// English number words, lower case.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnglishNumbers {
    /// zero to ninety.
    pub words: BTreeMap<String, f64>,
    /// hundred, thousand, dozen, million, bn.
    pub scales: BTreeMap<String, f64>,
    /// Scales that count only when they are glued to digits: 5m, 3b.
    pub glued_scales: BTreeMap<String, f64>,
    /// Other endings that may be glued to digits: 10kg, 3pm.
    pub glued: Vec<String>,
    /// half, quarter, in "two and a half".
    pub fractions: BTreeMap<String, f64>,
    /// Parts of a whole, in "two thirds": into how many it is cut.
    pub parts: BTreeMap<String, f64>,
    /// Words for an unknown number of some size: dozens, thousands.
    pub vague: Vec<String>,
    /// Words for an unknown small number: several, few.
    pub loose: Vec<String>,
    /// a, an.
    pub articles: Vec<String>,
    /// and.
    pub and: Vec<String>,
    /// of.
    pub of: Vec<String>,
    /// point, in "three point five".
    pub point: Vec<String>,
}

/// Chinese and Japanese numerals, simplified.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChineseNumbers {
    /// 零 to 九, 两.
    pub digits: BTreeMap<char, f64>,
    /// 十, 百, 千.
    pub small: BTreeMap<char, f64>,
    /// 万, 亿, 兆.
    pub big: BTreeMap<char, f64>,
    /// 多, 余: somewhat more.
    pub more: Vec<char>,
    /// 几, 数, 上: make the scale that follows vague.
    pub vague: Vec<char>,
    /// 几, 数: an unknown small number by themselves.
    pub loose: Vec<char>,
    /// 点, in 三点五.
    pub point: Vec<char>,
    /// 半: a half.
    pub half: Vec<char>,
    /// 分之, in 三分之一.
    pub fraction: String,
    /// 第: makes the number that follows an ordinal.
    pub ordinal: Vec<char>,
}

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it says; none if it is vague (十几, dozens) or a span of numbers (三四十).
    pub value: Option<f64>,
    /// The least it may be, when the words say so (三十多, 三四十).
    pub low: Option<f64>,
    /// The most it may be, when the words say so (三四十).
    pub high: Option<f64>,
    /// The product of the scales at its end: a million in "twenty million", 1 in "25".
    pub scale: f64,
    /// Arabic digits and nothing else: no separator, no fraction, no scale.
    pub plain: bool,
    /// How many digits, when it is plain or a string of Chinese digits (二〇二五).
    pub digits: usize,
    /// Vague and small (several, 几).
    pub loose: bool,
}

impl Number {
    fn exact(start: usize, end: usize, value: f64) -> Self {
        Number {
            start,
            end,
            value: Some(value),
            low: None,
            high: None,
            scale: 1.0,
            plain: false,
            digits: 0,
            loose: false,
        }
    }

    fn vague(start: usize, end: usize, loose: bool) -> Self {
        Number { value: None, loose, ..Number::exact(start, end, 0.0) }
    }

    /// Whether it has neither a value nor an edge.
    pub fn is_vague(&self) -> bool {
        self.value.is_none() && self.low.is_none() && self.high.is_none()
    }

    /// The whole number it is, if it is one between `from` and `to` without a scale.
    pub fn whole(&self, from: i64, to: i64) -> Option<i64> {
        let value = self.value.filter(|v| self.scale == 1.0 && self.low.is_none() && v.fract() == 0.0)?;
        (from as f64 <= value && value <= to as f64).then_some(value as i64)
    }

    /// The year it can be: four digits without separators, 1900 to 2100.
    pub fn year(&self) -> Option<i16> {
        if self.digits != 4 {
            return None;
        }
        self.whole(1900, 2100).map(|y| y as i16)
    }
}

/// A word, number or mark of an English text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TokenKind {
    /// A word; `u.s.` and `g20` are one.
    Word,
    /// Arabic digits.
    Number(Number),
    /// 24th.
    Ordinal(u32),
    /// Anything else but a blank.
    Mark(char),
}

/// Cuts a folded English text into tokens, in order. A number that is part of a name (`f-16`, `covid-19`) is a word.
pub fn tokens(text: &str, words: &NumberWords) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = match c {
            ' ' => {
                at += 1;
                continue;
            }
            '0'..='9' => push_digits(text, at, words, &mut tokens),
            c if c.is_alphanumeric() => {
                let end = word_end(text, at);
                tokens.push(Token { start: at, end, kind: TokenKind::Word });
                // The last full stop of u.s. belongs to it.
                let dotted = text.get(at..end).is_some_and(|w| w.contains('.'));
                end + usize::from(dotted && bytes.get(end) == Some(&b'.'))
            }
            // A hyphen between letters and digits ties them together: f-16.
            '-' if is_name_hyphen(bytes, at, &tokens) => {
                let end = word_end(text, at + 1);
                tokens.push(Token { start: at + 1, end, kind: TokenKind::Word });
                end
            }
            c => {
                let end = at + c.len_utf8();
                tokens.push(Token { start: at, end, kind: TokenKind::Mark(c) });
                end
            }
        };
        at = end.max(at + 1);
    }
    tokens
}

/// Four digits after a hyphen may be a year (mid-2026).
fn is_name_hyphen(bytes: &[u8], at: usize, tokens: &[Token]) -> bool {
    let after_word = tokens.last().is_some_and(|t| t.end == at && t.kind == TokenKind::Word);
    let digits = bytes.iter().skip(at + 1).take(5).take_while(|b| b.is_ascii_digit()).count();
    after_word && digits > 0 && digits != 4
}

/// Letters and digits; single letters may be tied by full stops (u.s., p.m.), the last of which is left out.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let run = |s: &str| s.find(|c: char| !c.is_alphanumeric()).unwrap_or(s.len());
    let mut end = run(rest);
    let mut letter = rest.get(..end).is_some_and(|s| s.chars().count() == 1);
    while letter {
        let Some(more) = rest.get(end..).and_then(|s| s.strip_prefix('.')) else { break };
        let len = run(more);
        letter = more.get(..len).is_some_and(|s| s.chars().count() == 1);
        if !letter {
            break;
        }
        end += 1 + len;
    }
    at + end
}

fn push_digits(text: &str, at: usize, words: &NumberWords, tokens: &mut Vec<Token>) -> usize {
    let Some(number) = arabic(text, at) else {
        let end = word_end(text, at);
        tokens.push(Token { start: at, end, kind: TokenKind::Word });
        return end;
    };
    let rest = text.get(number.end..).unwrap_or_default();
    let letters = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let ending = &rest[..letters];
    let end = number.end + letters;
    if letters == 0 {
        tokens.push(Token { start: at, end, kind: TokenKind::Number(number) });
    } else if matches!(ending, "st" | "nd" | "rd" | "th") && number.plain && number.digits <= 4 {
        let ordinal = number.value.unwrap_or_default() as u32;
        tokens.push(Token { start: at, end, kind: TokenKind::Ordinal(ordinal) });
    } else if words.en.glued_scales.contains_key(ending)
        || words.en.scales.contains_key(ending)
        || words.en.glued.iter().any(|g| g == ending)
    {
        tokens.push(Token { start: at, end: number.end, kind: TokenKind::Number(number) });
        tokens.push(Token { start: number.end, end, kind: TokenKind::Word });
    } else {
        tokens.push(Token { start: at, end, kind: TokenKind::Word });
    }
    end
}

/// More digits than this are no number that anybody means.
const MOST_DIGITS: usize = 15;

/// Arabic digits at byte `at`: groups of three behind commas, a decimal point.
pub fn arabic(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let lead = run(at);
    if lead == 0 {
        return None;
    }
    let mut end = at + lead;
    let mut plain = true;
    if lead <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
            plain = false;
        }
    }
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
        plain = false;
        // 3.1.2 is a version or a date, not a number.
        if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
            return None;
        }
    }
    if end - at > MOST_DIGITS + 5 {
        return None;
    }
    let value: f64 = text.get(at..end)?.replace(',', "").parse().ok()?;
    Some(Number { plain, digits: if plain { lead } else { 0 }, ..Number::exact(at, end, value) })
}

/// The English number that begins at token `i`, and the token behind it.
pub fn english(text: &str, tokens: &[Token], i: usize, words: &NumberWords) -> Option<(Number, usize)> {
    let reader = English { text, tokens, words: &words.en };
    reader.vague(i).or_else(|| reader.part_of_scale(i)).or_else(|| reader.number(i))
}

struct English<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a EnglishNumbers,
}

impl English<'_> {
    fn word(&self, i: usize) -> &str {
        match self.tokens.get(i) {
            Some(Token { start, end, kind: TokenKind::Word }) => {
                self.text.get(*start..*end).unwrap_or_default()
            }
            _ => "",
        }
    }

    fn is(&self, list: &[String], i: usize) -> bool {
        let word = self.word(i);
        !word.is_empty() && list.iter().any(|w| w == word)
    }

    fn scale(&self, i: usize) -> Option<f64> {
        let glued = i > 0
            && self.tokens.get(i - 1).zip(self.tokens.get(i)).is_some_and(|(a, b)| a.end == b.start)
            && matches!(self.tokens[i - 1].kind, TokenKind::Number(_));
        let word = self.word(i);
        let short = if glued { self.words.glued_scales.get(word) } else { None };
        self.words.scales.get(word).or(short).copied()
    }

    fn bounds(&self, i: usize, next: usize) -> (usize, usize) {
        let start = self.tokens.get(i).map_or(0, |t| t.start);
        let end = next.checked_sub(1).and_then(|n| self.tokens.get(n)).map_or(start, |t| t.end);
        (start, end)
    }

    /// several, a few, dozens of, hundreds of thousands of, tens of millions of, several hundred.
    fn vague(&self, i: usize) -> Option<(Number, usize)> {
        let mut next = i + usize::from(self.is(&self.words.articles, i));
        let mut loose = true;
        if self.is(&self.words.loose, next) {
            next += 1;
            if self.is(&self.words.of, next) {
                next += 1;
            }
        } else if next == i && self.is(&self.words.vague, i) {
            loose = false;
            next += 1;
            while self.is(&self.words.of, next) {
                next += 1;
                if !self.is(&self.words.vague, next) {
                    break;
                }
                next += 1;
            }
        } else {
            return None;
        }
        while self.scale(next).is_some() {
            loose = false;
            next += 1;
        }
        let (start, end) = self.bounds(i, next);
        Some((Number::vague(start, end, loose), next))
    }

    /// half a million, a quarter of a million, half a dozen.
    fn part_of_scale(&self, i: usize) -> Option<(Number, usize)> {
        let mut next = i + usize::from(self.is(&self.words.articles, i));
        let part = *self.words.fractions.get(self.word(next))?;
        next += 1;
        next += usize::from(self.is(&self.words.of, next));
        if !self.is(&self.words.articles, next) {
            return None;
        }
        let scale = self.scale(next + 1)?;
        next += 2;
        let (start, end) = self.bounds(i, next);
        Some((Number { scale, ..Number::exact(start, end, part * scale) }, next))
    }

    fn number(&self, i: usize) -> Option<(Number, usize)> {
        let mut next = i;
        let mut total = 0.0;
        let mut current: Option<f64> = None;
        let mut last = Last::Nothing;
        let mut scale = 1.0;
        if self.is(&self.words.articles, i) && self.scale(i + 1).is_some() {
            current = Some(1.0);
            next += 1;
        }
        // No number has more words than this; it bounds the work on a text of nothing else.
        while next < i + 24 {
            let Some(token) = self.tokens.get(next) else { break };
            if let TokenKind::Number(n) = token.kind {
                if current.is_some() || last != Last::Nothing {
                    break;
                }
                current = n.value;
                last = Last::Digits;
                next += 1;
                continue;
            }
            if let Some(&value) = self.words.words.get(self.word(next)) {
                let joins = match last {
                    Last::Nothing => current.is_none(),
                    Last::Digits | Last::Ones => false,
                    Last::Tens => (1.0..10.0).contains(&value),
                    Last::Hundred => value > 0.0 && value < 100.0,
                    Last::Scale => value > 0.0 && scale < 1e12,
                };
                if !joins {
                    break;
                }
                current = Some(current.unwrap_or_default() + value);
                last = if value >= 20.0 { Last::Tens } else { Last::Ones };
                next += 1;
                if last == Last::Ones && self.is(&self.words.point, next) {
                    let (decimals, after) = self.decimals(next + 1);
                    if after > next + 1 {
                        current = current.map(|c| c + decimals);
                        last = Last::Digits;
                        next = after;
                    }
                }
                continue;
            }
            if let Some(s) = self.scale(next) {
                match (current, last) {
                    (Some(value), _) if s == 100.0 => {
                        current = Some(value * s);
                        last = Last::Hundred;
                    }
                    (Some(value), _) => {
                        total += value * s;
                        current = None;
                        scale = s;
                        last = Last::Scale;
                    }
                    (None, Last::Scale) => {
                        total *= s;
                        scale *= s;
                    }
                    _ => break,
                }
                next += 1;
                continue;
            }
            if self.is(&self.words.and, next) {
                let behind = next + 1 + usize::from(self.is(&self.words.articles, next + 1));
                let half = self.words.fractions.get(self.word(behind));
                if let (Some(half), Some(value)) = (half, current) {
                    current = Some(value + half);
                    last = Last::Digits;
                    next = behind + 1;
                    continue;
                }
                let tail = self.words.words.get(self.word(next + 1)).is_some_and(|v| *v > 0.0 && *v < 100.0);
                let carries = last == Last::Hundred || (last == Last::Scale && scale == 1000.0);
                if tail && carries {
                    next += 1;
                    continue;
                }
            }
            break;
        }
        if next == i || (last == Last::Nothing) {
            return None;
        }
        if current.is_some() {
            // "two thousand five hundred": the last scale is behind us.
            scale = if last == Last::Hundred && total == 0.0 { 100.0 } else { 1.0 };
        }
        let value = total + current.unwrap_or_default();
        let (start, end) = self.bounds(i, next);
        if let (1, Some(Token { kind: TokenKind::Number(n), .. })) = (next - i, self.tokens.get(i)) {
            return Some((*n, next));
        }
        value.is_finite().then(|| (Number { scale, ..Number::exact(start, end, value) }, next))
    }

    /// point five, point two five.
    fn decimals(&self, mut i: usize) -> (f64, usize) {
        let (mut sum, mut place) = (0.0, 0.1);
        while let Some(&digit) = self.words.words.get(self.word(i)).filter(|d| **d < 10.0 && place > 1e-6) {
            sum += digit * place;
            place /= 10.0;
            i += 1;
        }
        (sum, i)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Digits,
    Ones,
    Tens,
    Hundred,
    Scale,
}

/// The Chinese or Japanese number at byte `at` of a folded text: 2500万, 3.5亿, 两千五百, 三十多, 十几, 三四十, 二〇二五.
///
/// Nothing for 第三, for a bare 百 or 万, and for a run of numerals that is no number (十五五).
pub fn chinese(text: &str, at: usize, words: &NumberWords) -> Option<Number> {
    let zh = &words.zh;
    let before = text.get(..at)?.chars().next_back();
    if before.is_some_and(|c| zh.ordinal.contains(&c)) {
        return None;
    }
    let first = text.get(at..)?.chars().next()?;
    let number = match first {
        '0'..='9' => chinese_from_digits(text, at, zh)?,
        c if zh.digits.contains_key(&c) || zh.small.get(&c) == Some(&10.0) => chinese_words(text, at, zh)?,
        c if zh.vague.contains(&c) || zh.loose.contains(&c) => return chinese_vague(text, at, zh),
        _ => return None,
    };
    let next = text.get(number.end..).and_then(|rest| rest.chars().next());
    let goes_on =
        next.is_some_and(|c| zh.digits.get(&c).is_some_and(|d| *d > 0.0) || zh.small.contains_key(&c));
    (!goes_on).then_some(number)
}

/// One past the run of numerals at byte `at`, for those who step over what is no number.
pub fn chinese_run(text: &str, at: usize, words: &NumberWords) -> usize {
    let zh = &words.zh;
    let rest = text.get(at..).unwrap_or_default();
    let is_numeral = |c: char| {
        c.is_ascii_digit()
            || zh.digits.contains_key(&c)
            || zh.small.contains_key(&c)
            || zh.big.contains_key(&c)
    };
    at + rest.find(|c| !is_numeral(c)).unwrap_or(rest.len())
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// 2500万, 3千万, 5万亿, 300多亿, 3亿5000万.
fn chinese_from_digits(text: &str, at: usize, zh: &ChineseNumbers) -> Option<Number> {
    let first = arabic(text, at)?;
    let mut number = first;
    let mut total = 0.0;
    let mut value = first.value?;
    let mut least = f64::INFINITY;
    let mut more = false;
    loop {
        let mut end = number.end;
        if char_at(text, end).is_some_and(|c| zh.loose.contains(&c)) {
            return Some(Number::vague(at, end + '几'.len_utf8(), false));
        }
        // One blank may stand between digits and scale: 2500 万.
        if char_at(text, end) == Some(' ') && char_at(text, end + 1).is_some_and(|c| zh.big.contains_key(&c))
        {
            end += 1;
        }
        if let Some(c) = char_at(text, end).filter(|c| zh.more.contains(c)) {
            more = true;
            end += c.len_utf8();
        }
        let mut scale = 1.0;
        while let Some(c) = char_at(text, end) {
            let Some(s) = zh.big.get(&c).or_else(|| zh.small.get(&c)) else { break };
            scale *= s;
            end += c.len_utf8();
            if scale > 1e20 {
                return None;
            }
        }
        if scale >= least {
            return None;
        }
        total += value * scale;
        number.end = if scale > 1.0 || more { end } else { number.end };
        if scale == 1.0 {
            break;
        }
        least = scale;
        number.scale = scale;
        number.plain = false;
        number.digits = 0;
        if let Some(c) = char_at(text, end).filter(|c| zh.more.contains(c)) {
            more = true;
            number.end += c.len_utf8();
            break;
        }
        match arabic(text, end).filter(|_| !more) {
            Some(tail) if tail.value.is_some_and(|v| v > 0.0 && v < scale) => {
                value = tail.value?;
                number.end = tail.end;
            }
            _ => break,
        }
    }
    number.start = at;
    number.value = Some(total);
    number.plain &= !more;
    if more {
        number.low = Some(total);
        number.digits = 0;
    }
    Some(number)
}

/// Numerals beyond this many characters are no number that anybody means.
const MOST_NUMERALS: usize = 24;

fn chinese_words(text: &str, at: usize, zh: &ChineseNumbers) -> Option<Number> {
    if let Some(number) = digit_string(text, at, zh) {
        return Some(number);
    }
    let (mut total, mut section) = (0.0, 0.0);
    let mut digit: Option<f64> = None;
    // Of two digits in a row (三四十), how much the second is above the first.
    let mut spread: Option<f64> = None;
    let mut last_scale = 0.0;
    let mut zero = false;
    let mut more = false;
    let mut end = at;
    let mut scale = 1.0;
    for _ in 0..MOST_NUMERALS {
        let Some(c) = char_at(text, end) else { break };
        if let Some(&value) = zh.digits.get(&c) {
            match digit {
                Some(before) if value == before + 1.0 && spread.is_none() => spread = Some(1.0),
                Some(_) => return None,
                None if value == 0.0 => zero = true,
                None => digit = Some(value),
            }
        } else if let Some(&s) = zh.small.get(&c) {
            let count = match digit {
                Some(value) => value,
                None if s == 10.0 => 1.0,
                None => break,
            };
            section += count * s;
            spread = spread.map(|x| x * s);
            digit = None;
            last_scale = s;
            zero = false;
            scale = s;
        } else if let Some(&s) = zh.big.get(&c) {
            let part = section + digit.unwrap_or_default();
            if part == 0.0 && total == 0.0 {
                break;
            }
            total = if part == 0.0 || (total > 0.0 && s > last_scale.max(1e4)) {
                (total + part) * s
            } else {
                total + part * s
            };
            spread = spread.map(|x| x * s);
            section = 0.0;
            digit = None;
            last_scale = s;
            zero = false;
            scale = s;
        } else if zh.loose.contains(&c) && last_scale == 10.0 && digit.is_none() {
            return Some(Number::vague(at, end + c.len_utf8(), false));
        } else if zh.more.contains(&c) && !more && end > at {
            // 三百多, 三十多万.
            more = true;
        } else if zh.point.contains(&c) && last_scale == 0.0 {
            let (decimals, after) = chinese_decimals(text, end + c.len_utf8(), zh);
            if after == end + c.len_utf8() {
                break;
            }
            digit = Some(digit.unwrap_or_default() + decimals);
            end = after;
            continue;
        } else {
            break;
        }
        end += c.len_utf8();
    }
    if end == at {
        return None;
    }
    if let Some(value) = digit {
        // 两万五, 一百五: the digit stands one place below the scale before it.
        section +=
            if last_scale >= 100.0 && !zero && spread.is_none() { value * last_scale / 10.0 } else { value };
        scale = 1.0;
    }
    let value = total + section;
    let mut number = Number { scale, ..Number::exact(at, end, value) };
    if more {
        number.low = Some(value);
    }
    if let Some(spread) = spread {
        (number.value, number.low, number.high) = (None, Some(value), Some(value + spread));
    }
    Some(number)
}

/// 二〇二五: three digits or more in a row.
fn digit_string(text: &str, at: usize, zh: &ChineseNumbers) -> Option<Number> {
    let (mut end, mut value, mut digits) = (at, 0.0, 0);
    while let Some(c) = char_at(text, end) {
        let Some(d) = zh.digits.get(&c) else { break };
        value = value * 10.0 + d;
        digits += 1;
        end += c.len_utf8();
        if digits > MOST_DIGITS {
            return None;
        }
    }
    (digits >= 3).then(|| Number { digits, ..Number::exact(at, end, value) })
}

fn chinese_decimals(text: &str, mut at: usize, zh: &ChineseNumbers) -> (f64, usize) {
    let (mut sum, mut place) = (0.0, 0.1);
    while let Some(c) = char_at(text, at) {
        let Some(d) = zh.digits.get(&c).filter(|_| place > 1e-6) else { break };
        sum += d * place;
        place /= 10.0;
        at += c.len_utf8();
    }
    (sum, at)
}

/// 数十, 几百万, 上千, 几.
fn chinese_vague(text: &str, at: usize, zh: &ChineseNumbers) -> Option<Number> {
    let first = char_at(text, at)?;
    let mut end = at + first.len_utf8();
    let mut scaled = false;
    while let Some(c) = char_at(text, end).filter(|_| end < at + 16) {
        if !(zh.small.contains_key(&c) || zh.big.contains_key(&c) || scaled && zh.more.contains(&c)) {
            break;
        }
        scaled = true;
        end += c.len_utf8();
    }
    let stands = scaled && zh.vague.contains(&first) || !scaled && zh.loose.contains(&first);
    stands.then(|| Number::vague(at, end, !scaled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> NumberWords {
        let yaml = include_str!("../lexicon/data/quantities.yaml");
        crate::lexicon::quantities::QuantityWords::from_yaml(yaml).unwrap().numbers
    }

    /// The number at the head of a text: its words, and its value or edges.
    fn shown(text: &str, number: Number) -> String {
        let quote = &text[number.start..number.end];
        match (number.value, number.low, number.high) {
            (Some(v), None, None) => format!("{quote} = {v}"),
            (Some(v), Some(_), _) => format!("{quote} > {v}"),
            (None, Some(low), Some(high)) => format!("{quote} = {low}..{high}"),
            _ => format!("{quote} ?"),
        }
    }

    #[test]
    fn english_numbers() {
        let words = words();
        for (text, expected) in [
            ("twenty five tons", "twenty five = 25"),
            ("two and a half hours", "two and a half = 2.5"),
            ("one and a half million", "one and a half million = 1500000"),
            ("half a million", "half a million = 500000"),
            ("a quarter of a million", "a quarter of a million = 250000"),
            ("a dozen ships", "a dozen = 12"),
            ("two dozen", "two dozen = 24"),
            ("a hundred and fifty", "a hundred and fifty = 150"),
            ("three hundred thousand", "three hundred thousand = 300000"),
            ("two thousand five hundred", "two thousand five hundred = 2500"),
            (
                "one million two hundred thousand and six",
                "one million two hundred thousand and six = 1200006",
            ),
            ("three point five billion", "three point five billion = 3500000000"),
            ("1,234,567.5 tons", "1,234,567.5 = 1234567.5"),
            ("3.5 million", "3.5 million = 3500000"),
            ("25mn", "25mn = 25000000"),
            ("12,5", "12 = 12"),
            ("seven 80", "seven = 7"),
            ("ten and twenty", "ten = 10"),
            ("dozens of", "dozens of ?"),
            ("hundreds of thousands of", "hundreds of thousands of ?"),
            ("several hundred", "several hundred ?"),
            ("a few", "a few ?"),
            ("24th", ""),
            ("g20", ""),
            ("f-16", ""),
            ("1.2.3", ""),
            ("a ship", ""),
            ("million", ""),
        ] {
            let tokens = tokens(text, &words);
            let found = english(text, &tokens, 0, &words);
            assert_eq!(found.map_or(String::new(), |(n, _)| shown(text, n)), expected, "{text}");
        }
    }

    #[test]
    fn chinese_numbers() {
        let words = words();
        for (text, expected) in [
            ("两千五百", "两千五百 = 2500"),
            ("两千五", "两千五 = 2500"),
            ("两万五千人", "两万五千 = 25000"),
            ("两万零五", "两万零五 = 20005"),
            ("一百零五", "一百零五 = 105"),
            ("二十五", "二十五 = 25"),
            ("十", "十 = 10"),
            ("十二亿三千万", "十二亿三千万 = 1230000000"),
            ("三万亿", "三万亿 = 3000000000000"),
            ("3.5亿", "3.5亿 = 350000000"),
            ("2500万", "2500万 = 25000000"),
            ("3千万", "3千万 = 30000000"),
            ("5万亿", "5万亿 = 5000000000000"),
            ("3亿5000万", "3亿5000万 = 350000000"),
            ("2500 万吨", "2500 万 = 25000000"),
            ("三点五", "三点五 = 3.5"),
            ("二〇二五年", "二〇二五 = 2025"),
            ("三四十", "三四十 = 30..40"),
            ("两三个", "两三 = 2..3"),
            ("三百多", "三百多 > 300"),
            ("300多万", "300多万 > 3000000"),
            ("十几个", "十几 ?"),
            ("数十", "数十 ?"),
            ("几百万", "几百万 ?"),
            ("上千名", "上千 ?"),
            ("百年", ""),
            ("万", ""),
            ("十五五", ""),
            ("三百百", ""),
        ] {
            let found = chinese(text, 0, &words);
            assert_eq!(found.map_or(String::new(), |n| shown(text, n)), expected, "{text}");
        }
        assert_eq!(chinese("第三", "第".len(), &words), None);
    }

    #[test]
    fn whole_numbers_and_years() {
        let number = |text: &str| arabic(text, 0).unwrap();
        assert_eq!(number("2025").year(), Some(2025));
        assert_eq!(number("2,025").year(), None);
        assert_eq!(number("20250").year(), None);
        assert_eq!(number("31").whole(1, 31), Some(31));
        assert_eq!(number("3.5").whole(1, 31), None);
        assert_eq!(arabic(&"9".repeat(400), 0), None);
    }
}
