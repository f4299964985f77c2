//! The words that quantities are made of, as compiled from `data/quantities.yaml`.

use super::words::Words;
use crate::text::fold::fold_term;
use crate::text::language::Language;
use crate::text::number::{NumberWords, Token, TokenKind};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Word lists for one kind of thing, ready to be looked up in each language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table<T> {
    /// English phrases.
    pub en: Phrases<T>,
    zh: Prefixes<T>,
    ja: Prefixes<T>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { en: Phrases::default(), zh: Prefixes::default(), ja: Prefixes::default() }
    }
}

impl<T> Table<T> {
    /// The forms of a language written without blanks; Chinese unless it is Japanese.
    pub fn cjk(&self, language: Language) -> &Prefixes<T> {
        match language {
            Language::Japanese => &self.ja,
            _ => &self.zh,
        }
    }
}

/// Marks of the words, or the characters, at which a quantity may begin: where none is set none begins, and no table need
/// be asked. A mark may be set by chance.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Starts(Vec<u64>);

impl Starts {
    /// How many marks there are.
    const MARKS: usize = 1 << 13;

    /// Whether one may begin with this English word or sign.
    pub fn word(&self, word: &str) -> bool {
        self.is_set(Self::of_word(word))
    }

    /// Whether one may begin with this character, in a text without blanks.
    #[inline]
    pub fn char(&self, c: char) -> bool {
        c.is_ascii_digit() || self.is_set(c as usize)
    }

    fn of_word(word: &str) -> usize {
        word.bytes().fold(0, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)))
    }

    #[inline]
    fn is_set(&self, key: usize) -> bool {
        let key = key % Self::MARKS;
        self.0.get(key / 64).is_some_and(|marks| marks >> (key % 64) & 1 == 1)
    }

    fn set(&mut self, key: usize) {
        let key = key % Self::MARKS;
        self.0.resize(Self::MARKS / 64, 0);
        self.0.iter_mut().skip(key / 64).take(1).for_each(|marks| *marks |= 1 << (key % 64));
    }
}

/// Where a quantity may begin, in English and in languages without blanks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AllStarts {
    /// English words and signs.
    pub en: Starts,
    /// Characters.
    pub cjk: Starts,
}

impl AllStarts {
    /// The tables that a reader of quantities asks at the very place where it stands; one that it comes to ask there must
    /// be added here.
    fn of(words: &QuantityWords) -> AllStarts {
        let mut starts = AllStarts::default();
        starts.table(&words.names);
        starts.table(&words.eras);
        starts.table(&words.year_pairs);
        starts.table(&words.days);
        starts.table(&words.periods);
        starts.table(&words.pointers);
        starts.table(&words.weekdays);
        starts.table(&words.months);
        starts.table(&words.rests);
        starts.table(&words.year_parts);
        starts.table(&words.month_parts);
        starts.table(&words.vague_dates);
        starts.table(&words.past);
        starts.table(&words.coming);
        starts.table(&words.percent_before);
        starts.table(&words.whole_counts);
        starts.table(&words.currencies_before);
        starts.numbers(&words.numbers);
        starts
    }

    fn table<T>(&mut self, table: &Table<T>) {
        table.en.forms.iter().for_each(|form| self.en.set(Starts::of_word(first_word(form))));
        let firsts = table.zh.forms.iter().chain(&table.ja.forms).filter_map(|form| form.chars().next());
        firsts.for_each(|c| self.cjk.set(c as usize));
    }

    fn numbers(&mut self, numbers: &NumberWords) {
        let (en, zh) = (&numbers.en, &numbers.zh);
        let words =
            en.words.keys().chain(en.fractions.keys()).chain(&en.vague).chain(&en.loose).chain(&en.articles);
        words.for_each(|word| self.en.set(Starts::of_word(word)));
        let numerals = zh.digits.keys().chain(zh.small.keys()).chain(zh.big.keys());
        let more = zh.vague.iter().chain(&zh.loose).chain(&zh.half);
        numerals.chain(more).for_each(|c| self.cjk.set(*c as usize));
    }
}

/// Phrases of words, sorted by their first word; the longest wins.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrases<T> {
    /// Marks of their first words.
    marks: Marks,
    /// Their words with blanks between them; of those with one first word, the longest first.
    forms: Words,
    /// What each stands for.
    values: Vec<T>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { marks: Marks::default(), forms: Words::default(), values: Vec::new() }
    }
}

/// Marks of what stands first in the forms of a table, so that most places are told without a look at the table. A mark
/// may be set by chance.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Marks([u64; 4]);

impl Marks {
    fn of(keys: impl Iterator<Item = u8>) -> Marks {
        let mut marks = [0u64; 4];
        for key in keys {
            marks.iter_mut().skip(usize::from(key / 64)).take(1).for_each(|marks| *marks |= 1 << (key % 64));
        }
        Marks(marks)
    }

    #[inline]
    fn is_set(self, key: u8) -> bool {
        self.0.get(usize::from(key / 64)).is_some_and(|marks| marks >> (key % 64) & 1 == 1)
    }

    /// The mark of a word: its length, and the letters at its ends.
    #[inline]
    fn of_word(word: &[u8]) -> u8 {
        let letter = |at: Option<&u8>, factor: u8| at.copied().unwrap_or_default().wrapping_mul(factor);
        let length = word.len().to_le_bytes()[0];
        letter(word.first(), 7) ^ letter(word.last(), 53) ^ length.wrapping_mul(29)
    }

    /// The mark of a character.
    #[inline]
    fn of_char(c: char) -> u8 {
        u32::from(c).to_le_bytes()[0]
    }
}

impl<T> Phrases<T> {
    /// The longest phrase that begins at token `i`: how many tokens it has, and what it stands for.
    pub fn at(&self, text: &str, tokens: &[Token], i: usize) -> Option<(usize, &T)> {
        let token = tokens.get(i)?;
        if !self.marks.is_set(Marks::of_word(text.as_bytes().get(token.start..token.end)?)) {
            return None;
        }
        let first = token_text(text, tokens, i)?;
        let from = self.forms.partition_point(|form| first_word(form) < first);
        for place in from..self.forms.len() {
            let form = self.forms.get(place)?;
            if first_word(form) != first {
                return None;
            }
            if let Some(count) = stands(form, text, tokens, i) {
                return Some((count, self.values.get(place)?));
            }
        }
        None
    }

    /// The longest phrase that ends just before token `i`: how many tokens it has, and what it stands for.
    pub fn before(&self, text: &str, tokens: &[Token], i: usize) -> Option<(usize, &T)> {
        (1..=LONGEST_PHRASE.min(i))
            .rev()
            .find_map(|n| self.at(text, tokens, i - n).filter(|(len, _)| *len == n))
    }
}

/// How many words a phrase has, if it stands at token `i`.
fn stands(phrase: &str, text: &str, tokens: &[Token], i: usize) -> Option<usize> {
    let mut rest = phrase;
    for at in i.. {
        let word = first_word(rest);
        if token_text(text, tokens, at)? != word {
            return None;
        }
        match rest.get(word.len() + 1..) {
            Some(behind) => rest = behind,
            None => return Some(at + 1 - i),
        }
    }
    None
}

fn first_word(phrase: &str) -> &str {
    let end = phrase.bytes().position(|byte| byte == b' ');
    end.and_then(|end| phrase.get(..end)).unwrap_or(phrase)
}

/// No English phrase of the lexicon has more words.
const LONGEST_PHRASE: usize = 6;

fn token_text<'t>(text: &'t str, tokens: &[Token], i: usize) -> Option<&'t str> {
    let token = tokens.get(i)?;
    text.get(token.start..token.end)
}

/// Strings to be found at a place of a text without blanks, sorted by their first character; the longest wins.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prefixes<T> {
    /// Marks of their first characters.
    marks: Marks,
    /// Of those with one first character, the longest first.
    forms: Words,
    /// What each stands for.
    values: Vec<T>,
}

impl<T> Default for Prefixes<T> {
    fn default() -> Self {
        Prefixes { marks: Marks::default(), forms: Words::default(), values: Vec::new() }
    }
}

impl<T> Prefixes<T> {
    /// The longest form that `rest` begins with: its length in bytes, and what it stands for.
    pub fn at(&self, rest: &str) -> Option<(usize, &T)> {
        let first = rest.chars().next()?;
        if self.marks.is_set(Marks::of_char(first)) { self.all_at(rest).next() } else { None }
    }

    /// The longest form that `head` ends with: its length in bytes, and what it stands for.
    pub fn before(&self, head: &str) -> Option<(usize, &T)> {
        let mut best = None;
        for (at, _) in head.char_indices().rev().take(8) {
            let rest = &head[at..];
            if let Some(found) = self.at(rest).filter(|(len, _)| *len == rest.len()) {
                best = Some(found);
            }
        }
        best
    }

    /// All forms that `rest` begins with, longest first.
    pub fn all_at(&self, rest: &str) -> impl Iterator<Item = (usize, &T)> {
        let first = rest.chars().next();
        let from = self.forms.partition_point(|form| form.chars().next() < first);
        let behind =
            (from..self.forms.len()).map_while(|place| self.forms.get(place).zip(self.values.get(place)));
        let alike = behind.take_while(move |(form, _)| first.is_some() && form.chars().next() == first);
        alike.filter(move |(form, _)| rest.starts_with(*form)).map(|(form, value)| (form.len(), value))
    }
}

/// A thing worth counting, in Chinese and Japanese: a classifier, and the noun that must follow within eight characters.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CountForm {
    /// What is counted.
    pub count: Count,
    /// Behind the gap; empty if there is none.
    pub noun: String,
}

/// A month of the year.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Month {
    /// 1 to 12.
    pub month: i8,
    /// Also an everyday word (may, march).
    pub doubtful: bool,
}

/// A day counted from that of the talk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Day {
    /// 0 is today, −1 yesterday.
    pub offset: i32,
    /// It is a figure of speech behind one of these.
    pub not_after: Words,
    /// It is a figure of speech before one of these.
    pub not_before: Words,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodUnit {
    /// Minutes; only as a length.
    Minute,
    /// Hours; only as a length.
    Hour,
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// Three months from January, April, July or October on.
    Quarter,
    /// A year.
    Year,
}

impl PeriodUnit {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            PeriodUnit::Minute => "minute",
            PeriodUnit::Hour => "hour",
            PeriodUnit::Day => "day",
            PeriodUnit::Week => "week",
            PeriodUnit::Weekend => "weekend",
            PeriodUnit::Month => "month",
            PeriodUnit::Quarter => "quarter",
            PeriodUnit::Year => "year",
        }
    }
}

/// A week, month or year counted from that of the talk.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Period {
    /// How long.
    pub unit: PeriodUnit,
    /// 0 is this one, −1 the last.
    pub offset: i32,
    /// The one told of just before ("the year"), else that of the talk.
    pub of_context: bool,
}

/// How fine a date is, in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartPrecision {
    /// Half a year.
    Half,
    /// A season or a quarter.
    Season,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct YearPart {
    /// First and last month; beyond 12 it is the next year's.
    pub months: [i8; 2],
    /// How fine it is.
    pub precision: PartPrecision,
    /// May stand without a year.
    pub alone: bool,
}

/// The side of the day of the talk on which the rest of a period lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// From the talk to the period's end.
    After,
    /// From the period's beginning to the talk.
    Before,
}

/// What the words around a bare date tell about its tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It lies ahead.
    Plan,
    /// It lies behind.
    Fact,
    /// It lies behind, whatever else is said.
    Settled,
    /// Directly before the date, it lies ahead.
    Deadline,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DurationUnit {
    /// Which.
    pub unit: PeriodUnit,
    /// Its length in minutes.
    pub minutes: f64,
    /// How far apart two statements in it may be and still agree, in minutes.
    pub tolerance: f64,
}

/// A unit of mass.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MassUnit {
    /// The unit as printed.
    pub unit: String,
    /// Tonnes in it; none where it depends on the goods.
    pub tonnes: Option<f64>,
}

/// A unit of percent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PercentUnit {
    /// `%`, or `pp` for percentage points.
    pub unit: String,
    /// Percent in it.
    pub factor: f64,
    /// The most that is counted in it.
    pub up_to: Option<f64>,
}

/// A thing worth counting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Count {
    /// Its name across languages.
    pub unit: String,
    /// From how many on it is a quantity.
    pub min: f64,
}

/// What the words around a number say about its exactness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// At least so much.
    Low,
    /// At most so much.
    High,
    /// Roughly so much.
    About,
}

/// A word around a number that says how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundWord {
    /// How exact.
    pub bound: Bound,
    /// Says nothing before a length of time.
    pub not_time: bool,
}

macro_rules! quantity_words {
    ($($(#[$doc:meta])* $name:ident: $row:ty => $value:ty,)*) => {
        /// Everything that reading quantities knows of words.
        ///
        /// The build compiles it; the program reads it as it lies in the binary.
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        pub struct QuantityWords {
            /// Number words.
            pub numbers: NumberWords,
            /// Where a quantity may begin.
            pub starts: AllStarts,
            /// Things worth counting, in English.
            pub counts: Phrases<Count>,
            counts_zh: Prefixes<CountForm>,
            counts_ja: Prefixes<CountForm>,
            /// Signs and words of money that stand before the number; none for ¥, which is the yuan or the yen.
            pub currencies_before: Table<Option<String>>,
            /// A full stop behind one of these ends no sentence.
            pub abbreviations: Words,
            $($(#[$doc])* pub $name: Table<$value>,)*
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            numbers: NumberWords,
            counts: Vec<CountRow>,
            abbreviations: Words,
            $($name: Vec<$row>,)*
        }

        impl QuantityWords {
            /// Compiles a file of the form of `data/quantities.yaml`; an unknown field is an error.
            pub fn from_yaml(yaml: &str) -> Result<Self, serde_yaml::Error> {
                let file: File = serde_yaml::from_str(yaml.trim_start_matches('\u{FEFF}'))?;
                Ok(Self::of(file))
            }

            fn of(file: File) -> Self {
                let mut words = QuantityWords {
                    numbers: folded_numbers(file.numbers),
                    abbreviations: file.abbreviations,
                    currencies_before: before(&file.currencies),
                    $($name: table(file.$name),)*
                    ..QuantityWords::default()
                };
                words.put_counts(file.counts);
                words.starts = AllStarts::of(&words);
                words
            }
        }
    };
}

quantity_words! {
    /// Words and names with a number in them that is none.
    names: PlainRow => (),
    /// Words before a number that make it a label.
    labels: PlainRow => (),
    /// English months.
    months: MonthRow => Month,
    /// Weekdays; Monday is 1.
    weekdays: WeekdayRow => i8,
    /// Days counted from that of the talk.
    days: DayRow => Day,
    /// Weeks, months and years counted from that of the talk.
    periods: PeriodRow => Period,
    /// This, last, next: before a weekday, a month, a season.
    pointers: PointerRow => i32,
    /// Several years in one word: the first and the last, counted from that of the talk.
    year_pairs: PairRow => (i32, i32),
    /// Parts of a year.
    year_parts: YearPartRow => YearPart,
    /// Parts of a month: first and last day.
    month_parts: MonthPartRow => [i8; 2],
    /// What is behind or before the day of the talk in a period.
    rests: RestRow => Side,
    /// Words for a time without edges.
    vague_dates: PlainRow => (),
    /// Parts of a day.
    day_parts: PlainRow => (),
    /// Behind the number of a clock time.
    clock: PlainRow => (),
    /// What begins like a clock time and is none.
    not_clock: PlainRow => (),
    /// What a bare day number must not be followed by.
    not_days: PlainRow => (),
    /// Eras: the year before their first.
    eras: EraRow => i16,
    /// So long before the talk.
    ago: PlainRow => (),
    /// So long after the talk.
    from_now: PlainRow => (),
    /// Words that begin like those of `ago`.
    not_ago: PlainRow => (),
    /// Before a duration: it ends with the talk.
    past: PlainRow => (),
    /// Before a duration: it begins with the talk.
    coming: PlainRow => (),
    /// Behind a duration: it ends with the talk.
    since: PlainRow => (),
    /// What tells the tense of a bare date.
    tense: TenseRow => Mark,
    /// Before an English date.
    date_prepositions: PlainRow => (),
    /// Units of time.
    durations: DurationRow => DurationUnit,
    /// Behind a duration: then it is none.
    not_durations: PlainRow => (),
    /// Before a duration: then it is none.
    not_after_durations: PlainRow => (),
    /// Before "a year": then it is a duration.
    for_a_while: PlainRow => (),
    /// Units of mass.
    masses: MassRow => MassUnit,
    /// Currencies, as ISO 4217 codes; none for ¥.
    currencies: CurrencyRow => Option<String>,
    /// Units of percent.
    percents: PercentRow => PercentUnit,
    /// Before a number of percent; the factor is percent.
    percent_before: PercentBeforeRow => f64,
    /// Words that begin like a unit of percent.
    not_percents: PlainRow => (),
    /// Behind a count: then it is none.
    not_counts: PlainRow => (),
    /// Words that count by themselves.
    whole_counts: WholeCountRow => (String, f64),
    /// Words that may not stand between an English number and what it counts.
    not_between: PlainRow => (),
    /// Before a number.
    bounds_before: BoundRow => BoundWord,
    /// Behind a unit.
    bounds_after: BoundRow => BoundWord,
    /// Between the ends of a range.
    range_words: PlainRow => (),
    /// Between the last two members of a list.
    list_words: PlainRow => (),
    /// Before a range whose ends are tied by a list word.
    between_words: PlainRow => (),
    /// Between two tries at a number.
    fillers: PlainRow => (),
}

impl QuantityWords {
    /// Things worth counting, in a language written without blanks.
    pub fn counts_cjk(&self, language: Language) -> &Prefixes<CountForm> {
        match language {
            Language::Japanese => &self.counts_ja,
            _ => &self.counts_zh,
        }
    }

    fn put_counts(&mut self, rows: Vec<CountRow>) {
        let mut en = Vec::new();
        let (mut zh, mut ja) = (Vec::new(), Vec::new());
        for row in rows {
            let count = Count { unit: row.unit, min: row.min };
            en.extend(row.forms.en.into_iter().map(|form| (form, count.clone())));
            for (list, forms) in [(&mut zh, row.forms.zh), (&mut ja, row.forms.ja)] {
                for form in forms {
                    let (class, noun) = form.split_once('…').unwrap_or((&form, ""));
                    list.push((class.to_owned(), CountForm { count: count.clone(), noun: fold_term(noun) }));
                }
            }
        }
        self.counts = phrases(en);
        self.counts_zh = prefixes(zh);
        self.counts_ja = prefixes(ja);
    }
}

/// The forms of a row, by language.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Forms {
    en: Vec<String>,
    zh: Vec<String>,
    ja: Vec<String>,
}

trait Row {
    type Value: Clone;
    fn open(self) -> (Self::Value, Forms);
}

macro_rules! rows {
    ($($name:ident { $($(#[$meta:meta])* $field:ident: $type:ty),* } => $value:ty, $make:expr;)*) => {
        $(
            #[derive(Clone, Deserialize)]
            #[serde(deny_unknown_fields)]
            struct $name {
                $($(#[$meta])* $field: $type,)*
                forms: Forms,
            }

            impl Row for $name {
                type Value = $value;
                fn open(self) -> (Self::Value, Forms) {
                    let make: fn(&$name) -> $value = $make;
                    (make(&self), self.forms)
                }
            }
        )*
    };
}

rows! {
    PlainRow {} => (), |_| ();
    MonthRow { month: i8, #[serde(default)] doubtful: bool } => Month,
        |r| Month { month: r.month, doubtful: r.doubtful };
    WeekdayRow { day: i8 } => i8, |r| r.day;
    DayRow { offset: i32, #[serde(default)] not_after: Words, #[serde(default)] not_before: Words } => Day,
        |r| Day { offset: r.offset, not_after: r.not_after.clone(), not_before: r.not_before.clone() };
    PeriodRow { unit: PeriodUnit, offset: i32, #[serde(default)] of_context: bool } => Period,
        |r| Period { unit: r.unit, offset: r.offset, of_context: r.of_context };
    PointerRow { offset: i32 } => i32, |r| r.offset;
    PairRow { from: i32, to: i32 } => (i32, i32), |r| (r.from, r.to);
    YearPartRow { months: [i8; 2], precision: PartPrecision, #[serde(default)] alone: bool } => YearPart,
        |r| YearPart { months: r.months, precision: r.precision, alone: r.alone };
    MonthPartRow { days: [i8; 2] } => [i8; 2], |r| r.days;
    RestRow { side: Side } => Side, |r| r.side;
    EraRow { year: i16 } => i16, |r| r.year;
    TenseRow { mark: Mark } => Mark, |r| r.mark;
    DurationRow { unit: PeriodUnit, minutes: f64, tolerance: f64 } => DurationUnit,
        |r| DurationUnit { unit: r.unit, minutes: r.minutes, tolerance: r.tolerance };
    MassRow { unit: String, #[serde(default)] tonnes: Option<f64> } => MassUnit,
        |r| MassUnit { unit: r.unit.clone(), tonnes: r.tonnes };
    CurrencyRow { #[serde(default)] code: Option<String>, #[serde(default)] before: Vec<String> } => Option<String>,
        |r| r.code.clone();
    PercentRow { unit: String, factor: f64, #[serde(default)] up_to: Option<f64> } => PercentUnit,
        |r| PercentUnit { unit: r.unit.clone(), factor: r.factor, up_to: r.up_to };
    PercentBeforeRow { factor: f64 } => f64, |r| r.factor;
    WholeCountRow { unit: String, value: f64 } => (String, f64), |r| (r.unit.clone(), r.value);
    BoundRow { bound: Bound, #[serde(default)] not_time: bool } => BoundWord,
        |r| BoundWord { bound: r.bound, not_time: r.not_time };
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountRow {
    unit: String,
    #[serde(default = "two")]
    min: f64,
    forms: Forms,
}

fn two() -> f64 {
    2.0
}

fn table<R: Row>(rows: Vec<R>) -> Table<R::Value> {
    let (mut en, mut zh, mut ja) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let (value, forms) = row.open();
        for (list, forms) in [(&mut en, forms.en), (&mut zh, forms.zh), (&mut ja, forms.ja)] {
            list.extend(forms.into_iter().map(|form| (form, value.clone())));
        }
    }
    Table { en: phrases(en), zh: prefixes(zh), ja: prefixes(ja) }
}

fn before(rows: &[CurrencyRow]) -> Table<Option<String>> {
    let forms = || rows.iter().flat_map(|r| r.before.iter().map(|form| (form.clone(), r.code.clone())));
    Table { en: phrases(forms().collect()), zh: prefixes(forms().collect()), ja: prefixes(forms().collect()) }
}

/// The phrase as the tokens of the text would be: folded, and cut where a word ends.
fn phrases<T>(forms: Vec<(String, T)>) -> Phrases<T> {
    let words = |form: &str| -> Vec<String> {
        let form = fold_term(form);
        let tokens = crate::text::number::tokens(&form, &NumberWords::default());
        let word = |t: &Token| form.get(t.start..t.end).unwrap_or_default().to_owned();
        tokens.iter().filter(|t| t.kind != TokenKind::Mark('.') || tokens.len() == 1).map(word).collect()
    };
    let mut list: Vec<(Vec<String>, T)> =
        forms.into_iter().map(|(form, value)| (words(&form), value)).collect();
    list.retain(|(words, _)| !words.is_empty());
    list.sort_by(|(x, _), (y, _)| x.first().cmp(&y.first()).then(y.len().cmp(&x.len())));
    let (forms, values): (Vec<String>, Vec<T>) =
        list.into_iter().map(|(words, value)| (words.join(" "), value)).unzip();
    let marks = Marks::of(forms.iter().map(|form| Marks::of_word(first_word(form).as_bytes())));
    Phrases { marks, forms: forms.iter().collect(), values }
}

fn prefixes<T>(forms: Vec<(String, T)>) -> Prefixes<T> {
    let mut list: Vec<(String, T)> =
        forms.into_iter().map(|(form, value)| (fold_term(&form), value)).collect();
    list.retain(|(form, _)| !form.is_empty());
    list.sort_by_key(|(form, _)| (form.chars().next(), Reverse(form.len())));
    let (forms, values): (Vec<String>, Vec<T>) = list.into_iter().unzip();
    let firsts = forms.iter().filter_map(|form| form.chars().next());
    let marks = Marks::of(firsts.map(Marks::of_char));
    Prefixes { marks, forms: forms.iter().collect(), values }
}

/// The numerals as folding leaves them (亿 for 億).
fn folded_numbers(mut words: NumberWords) -> NumberWords {
    let fold = |c: &char| fold_term(&c.to_string()).chars().next().unwrap_or(*c);
    let zh = &mut words.zh;
    for map in [&mut zh.digits, &mut zh.small, &mut zh.big] {
        *map = map.iter().map(|(c, v)| (fold(c), *v)).collect();
    }
    for list in [&mut zh.more, &mut zh.vague, &mut zh.loose, &mut zh.point, &mut zh.half, &mut zh.ordinal] {
        *list = list.iter().map(fold).collect();
    }
    zh.fraction = fold_term(&zh.fraction);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_compiles_and_an_unknown_field_does_not() {
        let yaml = include_str!("data/quantities.yaml");
        let words = QuantityWords::from_yaml(yaml).unwrap();
        assert!(words.numbers.en.words.contains_key("twenty"));
        assert!(QuantityWords::from_yaml(&format!("{yaml}\nmistake: 1\n")).is_err());
        assert!(QuantityWords::from_yaml(&yaml.replace("offset: -2,", "offsett: -2,")).is_err());
    }

    #[test]
    fn no_form_of_a_table_stands_twice_and_none_is_too_long() {
        let words = QuantityWords::from_yaml(include_str!("data/quantities.yaml")).unwrap();
        let mut forms: Vec<&str> = words.tense.en.forms.iter().collect();
        assert!(forms.iter().all(|form| form.split(' ').count() <= LONGEST_PHRASE));
        let all = forms.len();
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(forms.len(), all);
    }
}
