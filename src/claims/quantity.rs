//! Finds dates, durations, masses, money, percents and counts in a stretch of text, with their exact place.
//!
//! Right rather than many: what is garbled is marked, what is only vague has no value, and what a number counts must be
//! worth counting. How the edges of dates are drawn stands in `calendar`; the words stand in
//! `lexicon/data/quantities.yaml`.

mod accord;
mod calendar;
mod chinese;
mod english;

pub use accord::{Accord, accord, clash};

use crate::lexicon::quantities::{Bound, BoundWord, Mark, QuantityWords};
use crate::text::fold::Folded;
use crate::text::language::Language;
use crate::text::number::Number;
use crate::text::span::Span;
use calendar::{Calendar, When, Year};
use jiff::civil::Date;
use serde::Serialize;
use std::borrow::Cow;

/// What kind of thing a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuantityKind {
    /// A day, or a stretch of days on the calendar.
    Date,
    /// A length of time that no calendar fixes.
    Duration,
    /// A mass.
    Mass,
    /// An amount of money.
    Money,
    /// A share of a hundred, or a difference of such.
    Percent,
    /// How many of something worth counting.
    Count,
}

impl QuantityKind {
    /// All kinds.
    pub const ALL: [QuantityKind; 6] = [
        QuantityKind::Date,
        QuantityKind::Duration,
        QuantityKind::Mass,
        QuantityKind::Money,
        QuantityKind::Percent,
        QuantityKind::Count,
    ];

    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            QuantityKind::Date => "date",
            QuantityKind::Duration => "duration",
            QuantityKind::Mass => "mass",
            QuantityKind::Money => "money",
            QuantityKind::Percent => "percent",
            QuantityKind::Count => "count",
        }
    }
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePrecision {
    /// A day.
    Day,
    /// About a week: also a third of a month and a weekend.
    Week,
    /// A month.
    Month,
    /// A season, a quarter, or the beginning or end of a year.
    Season,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Whatever the words mean; edges only if they fix some ("the past ten years").
    Vague,
}

/// A quantity and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What it measures.
    pub kind: QuantityKind,
    /// Its words, in the text as read; without "about" and "more than".
    pub span: Span,
    /// Tonnes, minutes, units of the currency, percent or a number; none for a date, for a range, for what is vague or
    /// garbled, and for units that depend on the goods (bushels).
    pub value: Option<f64>,
    /// Mass: `t`, or `bu` without a value. Duration: the unit it was said in (`minute` to `year`; the value is in
    /// minutes all the same). Money: the ISO 4217 code, none for ¥. Percent: `%` or `pp`, percentage points. Count: what
    /// is counted, by its name in the lexicon. None for a date.
    pub unit: Option<String>,
    /// The least it may be: of a range, or of "more than …"; in the units of `value`.
    pub low: Option<f64>,
    /// The most it may be: of a range, or of "up to …".
    pub high: Option<f64>,
    /// Said to be rough: about, nearly, 左右.
    pub about: bool,
    /// First day of a date.
    pub lo: Option<Date>,
    /// Last day of a date; there whenever `lo` is.
    pub hi: Option<Date>,
    /// How fine a date is; none for what is no date.
    pub precision: Option<DatePrecision>,
    /// The number cannot be read: several compete, or it is vague (dozens, 十几). Then there is no value.
    pub uncertain: bool,
}

impl Quantity {
    /// Whether it counts or measures something, rather than dating it.
    pub fn counts_things(&self) -> bool {
        self.kind != QuantityKind::Date
    }
}

/// The quantities in the part of `text` under `span`, by position, none overlapping.
///
/// `reference` is the day of the talk: what "three weeks ago", 明年 and bare months count from. Without it such dates
/// have a kind and no edges. A text in a language other than Chinese and Japanese is read as English.
pub fn find(
    text: &str,
    span: Span,
    language: Language,
    reference: Option<Date>,
    words: &QuantityWords,
) -> Vec<Quantity> {
    find_in(text, &Folded::of(text, span), language, reference, words)
}

/// The same in a part of `text` that is folded already.
pub fn find_in(
    text: &str,
    folded: &Folded,
    language: Language,
    reference: Option<Date>,
    words: &QuantityWords,
) -> Vec<Quantity> {
    let plain = readable(text, folded);
    let finder = Finder {
        source: text,
        folded,
        text: &plain,
        words,
        language,
        calendar: Calendar { reference },
        context: None,
        drafts: Vec::new(),
    };
    let finder = if language.is_cjk() { chinese::read(finder) } else { english::read(finder) };
    finder.finish()
}

/// The folded text with two signs put back that folding hides and numbers need: hyphens before digits (20-25, F-16),
/// and a full-width comma behind a half-width digit, which ends a clause and groups no digits. No offset moves.
fn readable<'f>(source: &str, folded: &'f Folded) -> Cow<'f, str> {
    let text = folded.text();
    let bytes = text.as_bytes();
    if !bytes.windows(2).any(|pair| matches!(pair, [b' ' | b',', b'0'..=b'9'])) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let digit_next = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let original = || folded.span(at, at + 1).of(source);
        out.push(match c {
            ' ' if digit_next
                && original().chars().any(|o| matches!(o, '-' | '\u{2010}' | '\u{2011}' | '－')) =>
            {
                '-'
            }
            ',' if digit_next && original() == "，" && at > 0 && folded.span(at - 1, at).len() == 1 => ';',
            c => c,
        });
    }
    Cow::Owned(out)
}

/// A quantity in folded offsets.
#[derive(Clone, Debug)]
struct Draft {
    start: usize,
    end: usize,
    kind: QuantityKind,
    value: Option<f64>,
    unit: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    about: bool,
    when: Option<When>,
    uncertain: bool,
}

impl Draft {
    fn date(start: usize, end: usize, when: When) -> Draft {
        Draft { when: Some(when), ..Draft::amount(start, end, QuantityKind::Date, None) }
    }

    fn amount(start: usize, end: usize, kind: QuantityKind, unit: Option<String>) -> Draft {
        let (value, low, high) = (None, None, None);
        Draft { start, end, kind, value, unit, low, high, about: false, when: None, uncertain: false }
    }

    /// Takes over a number, times what a unit is worth.
    fn with(mut self, number: &Number, factor: Option<f64>) -> Draft {
        let times = |x: Option<f64>| x.zip(factor).map(|(x, f)| round(x * f)).filter(|x| x.is_finite());
        (self.value, self.low, self.high) = (times(number.value), times(number.low), times(number.high));
        self.uncertain = number.is_vague();
        self
    }

    fn bound(mut self, word: Option<BoundWord>) -> Draft {
        let time = self.kind == QuantityKind::Duration;
        match word.filter(|word| !(time && word.not_time)).map(|word| word.bound) {
            Some(Bound::Low) if self.high.is_none() => self.low = self.low.or(self.value),
            Some(Bound::High) if self.low.is_none() => self.high = self.high.or(self.value),
            Some(_) => self.about = true,
            None => {}
        }
        self
    }
}

/// Drops the noise of binary fractions: 1.1 million is 1,100,000.
fn round(x: f64) -> f64 {
    let whole = x.round();
    if (x - whole).abs() <= whole.abs() * 1e-12 { whole } else { x }
}

/// The competing, ranging or listed numbers before one unit.
enum Run {
    /// One number.
    One(Number),
    /// From one to the other.
    Range(Number),
    /// Several, each with the unit that follows.
    List(Vec<Number>),
    /// Tries at one number: it cannot be read.
    Garbled,
}

/// What ties a number to the one before it.
#[derive(Clone, Copy, PartialEq)]
enum Tie {
    Range,
    List,
    Loose,
}

/// Makes one of numbers and the ties between them; the scale of the last counts for those before it.
fn join(numbers: &[Number], ties: &[Tie]) -> Run {
    let Some((last, before)) = numbers.split_last() else { return Run::Garbled };
    if before.is_empty() {
        return Run::One(*last);
    }
    if numbers.iter().any(|n| n.value.is_none()) {
        return Run::Garbled;
    }
    let shared = |n: &Number| {
        let (value, end) = (n.value.unwrap_or_default(), last.value.unwrap_or_default());
        let alike = end > 0.0 && (0.01..=100.0).contains(&(value * last.scale / end));
        if n.scale == 1.0 && last.scale > 1.0 && alike { value * last.scale } else { value }
    };
    match ties {
        [Tie::Range] => {
            let (a, b) = (shared(&before[0]), last.value.unwrap_or_default());
            Run::Range(Number {
                start: before[0].start,
                value: None,
                low: Some(a.min(b)),
                high: Some(a.max(b)),
                plain: false,
                ..*last
            })
        }
        [.., Tie::List] if !ties.contains(&Tie::Range) => {
            let mut list: Vec<Number> =
                before.iter().map(|n| Number { value: Some(shared(n)), ..*n }).collect();
            list.push(*last);
            Run::List(list)
        }
        _ => Run::Garbled,
    }
}

/// A sign around a bare date.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Mark(Mark),
    Comma,
    Stop,
}

/// Whether a bare date lies ahead; `before` and `after` begin with the nearest sign.
///
/// What is settled in the clause is a fact; else the nearest mark before the date decides, else the nearest behind,
/// first in the clause, then in the sentence; without any it is a fact.
fn lies_ahead(before: &[Sign], after: &[Sign]) -> bool {
    let sentence =
        |signs: &[Sign]| -> Vec<Sign> { signs.iter().copied().take_while(|s| *s != Sign::Stop).collect() };
    let (before, after) = (sentence(before), sentence(after));
    fn clause(signs: &[Sign]) -> &[Sign] {
        signs.split(|s| *s == Sign::Comma).next().unwrap_or_default()
    }
    let mark = |signs: &[Sign]| {
        signs.iter().find_map(|s| match s {
            Sign::Mark(mark) => Some(*mark),
            _ => None,
        })
    };
    let (near_before, near_after) = (clause(&before), clause(&after));
    if near_before.iter().chain(near_after).any(|s| *s == Sign::Mark(Mark::Settled)) {
        return false;
    }
    let found = [near_before, near_after, &before, &after].into_iter().find_map(mark);
    found == Some(Mark::Plan)
}

/// How far around a date its tense is looked for, in bytes of folded text.
const WINDOW: usize = 300;

struct Finder<'a> {
    source: &'a str,
    folded: &'a Folded,
    text: &'a str,
    words: &'a QuantityWords,
    language: Language,
    calendar: Calendar,
    /// The last date with edges, and where it ends.
    context: Option<(usize, When)>,
    drafts: Vec<Draft>,
}

impl Finder<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn head(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    /// Whether the text as read has a capital letter at folded byte `at`.
    fn is_capital(&self, at: usize) -> bool {
        let origin = self.folded.origin(at);
        let first = self.source.get(origin..).and_then(|rest| rest.chars().next());
        first.is_some_and(|c| c.is_uppercase() || ('Ａ'..='Ｚ').contains(&c))
    }

    /// Whether a sentence ends with the mark at byte `at`.
    fn is_stop(&self, at: usize) -> bool {
        match self.rest(at).chars().next() {
            Some('。' | '!' | '?' | '…' | '｡') => true,
            Some('.') => {
                let open = self.rest(at + 1).chars().next().is_none_or(|c| c == ' ' || c == '"' || c == ')');
                let head = self.head(at);
                let word = head.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '.').map_or(0, |i| i + 1);
                let word = head.get(word..).unwrap_or(head);
                let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
                open && !letter && word.len() < 64 && !self.words.abbreviations.iter().any(|a| a == word)
            }
            _ => false,
        }
    }

    /// The date told of just before in the same sentence.
    fn context(&self, at: usize) -> Option<When> {
        let (end, when) = self.context?;
        if at < end || at - end > WINDOW {
            return None;
        }
        let between = self.text.get(end..at)?;
        let stopped = between.char_indices().any(|(i, c)| is_stop_char(c) && self.is_stop(end + i));
        (!stopped).then_some(when)
    }

    fn context_year(&self, at: usize) -> Year {
        self.context(at)
            .and_then(|w| w.lo.zip(w.hi))
            .filter(|(lo, hi)| lo.year() == hi.year())
            .map(|(lo, _)| lo.year())
    }

    fn context_day(&self, at: usize) -> Option<Date> {
        self.context(at).filter(|w| w.precision == DatePrecision::Day).and_then(|w| w.hi)
    }

    fn push(&mut self, draft: Draft) {
        if let Some(when) = draft.when.filter(|w| w.lo.is_some()) {
            self.context = Some((draft.end, when));
        }
        if let Some(last) = self.drafts.last_mut()
            && last.end <= draft.start
            && let Some(joined) = ranged(last, &draft)
            && self.ties_range(self.drafts.last().map_or(0, |d| d.end), draft.start)
        {
            self.drafts.pop();
            self.drafts.push(joined);
            return;
        }
        self.drafts.push(draft);
    }

    /// Whether nothing but a range word stands between.
    fn ties_range(&self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to).unwrap_or_default().trim();
        if between.is_empty() || between.len() > 12 {
            return false;
        }
        if self.language.is_cjk() {
            let table = self.words.range_words.cjk(self.language);
            return table.at(between).is_some_and(|(len, ())| len == between.len());
        }
        let tokens = crate::text::number::tokens(between, &self.words.numbers);
        let dash = between == "-";
        dash || self.words.range_words.en.at(between, &tokens, 0).is_some_and(|(n, ())| n == tokens.len())
    }

    fn finish(self) -> Vec<Quantity> {
        let mut found: Vec<Quantity> = Vec::with_capacity(self.drafts.len());
        for draft in self.drafts {
            let span = self.folded.span(draft.start, draft.end);
            let fits = !span.is_empty() && found.last().is_none_or(|last| last.span.end <= span.start);
            if !fits {
                continue;
            }
            let when = draft.when;
            found.push(Quantity {
                kind: draft.kind,
                span,
                value: draft.value.filter(|_| !draft.uncertain),
                unit: draft.unit,
                low: draft.low.filter(|_| !draft.uncertain),
                high: draft.high.filter(|_| !draft.uncertain),
                about: draft.about,
                lo: when.and_then(|w| w.lo),
                hi: when.and_then(|w| w.hi),
                precision: when.map(|w| w.precision),
                uncertain: draft.uncertain,
            });
        }
        found
    }
}

fn is_stop_char(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '…' | '｡' | '.')
}

/// Two quantities that a range word ties, as one.
fn ranged(a: &Draft, b: &Draft) -> Option<Draft> {
    if a.kind != b.kind || a.unit != b.unit || a.uncertain || b.uncertain {
        return None;
    }
    let mut joined = Draft { end: b.end, about: a.about || b.about, ..a.clone() };
    if let (Some(x), Some(y)) = (a.when, b.when) {
        let when = x.through(y);
        when.lo?;
        joined.when = Some(when);
        return Some(joined);
    }
    let open = a.low.is_none() && a.high.is_none() && b.low.is_none() && b.high.is_none();
    let (x, y) = a.value.zip(b.value).filter(|_| open)?;
    (joined.value, joined.low, joined.high) = (None, Some(x.min(y)), Some(x.max(y)));
    Some(joined)
}

#[cfg(test)]
mod tests;
