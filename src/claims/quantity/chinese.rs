//! Quantities of a text without blanks between words: Chinese and Japanese.

use super::calendar::{Calendar, When, Year};
use super::{Draft, Finder, QuantityKind, Run, Sign, Tie, WINDOW, is_stop_char, join, lies_ahead};
use crate::lexicon::quantities::{CountForm, DurationUnit, Mark, PeriodUnit, Prefixes, Table};
use crate::text::number::{self, Number};

/// Reads the finder's text.
pub(super) fn read(finder: Finder<'_>) -> Finder<'_> {
    let mut reader = Chinese { f: finder };
    let mut at = 0;
    while let Some(c) = reader.f.rest(at).chars().next() {
        let next = if reader.f.words.starts.cjk.char(c) { reader.step(at) } else { at };
        at = next.max(at + c.len_utf8());
    }
    reader.f
}

struct Chinese<'a> {
    f: Finder<'a>,
}

/// A date and the byte behind it.
type Dated = Option<(When, usize)>;

/// What a number measures.
struct Unit {
    kind: QuantityKind,
    unit: Option<String>,
    factor: Option<f64>,
    end: usize,
}

impl<'a> Chinese<'a> {
    fn step(&mut self, at: usize) -> usize {
        if let Some(len) = self.at(&self.f.words.names, at) {
            return at + len;
        }
        if let Some(end) = self.part_of_name(at).or_else(|| self.clock(at)) {
            return end;
        }
        if let Some((when, end)) = self.date(at) {
            self.f.push(Draft::date(at, end, when));
            return end;
        }
        let (drafts, end) = self.amount(at);
        for draft in drafts {
            self.f.push(draft);
        }
        end
    }

    // ---- the text

    fn table<T>(&self, table: &'a Table<T>) -> &'a Prefixes<T> {
        table.cjk(self.f.language)
    }

    fn at<T>(&self, table: &'a Table<T>, at: usize) -> Option<usize> {
        self.table(table).at(self.f.rest(at)).map(|(len, _)| len)
    }

    /// What stands at `at`, and the byte behind it.
    fn value<T>(&self, table: &'a Table<T>, at: usize) -> Option<(&'a T, usize)> {
        self.table(table).at(self.f.rest(at)).map(|(len, value)| (value, at + len))
    }

    fn ends<T: Copy>(&self, table: &'a Table<T>, at: usize) -> Option<(usize, T)> {
        self.table(table).before(self.f.head(at)).map(|(len, value)| (len, *value))
    }

    fn char(&self, at: usize) -> Option<char> {
        self.f.rest(at).chars().next()
    }

    fn is(&self, at: usize, c: char) -> bool {
        self.char(at) == Some(c)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.f.head(at).chars().next_back()
    }

    /// Behind one blank, if there is one: 10 月 30 日.
    fn skip_blank(&self, at: usize) -> usize {
        at + usize::from(self.is(at, ' '))
    }

    fn number(&self, at: usize) -> Option<Number> {
        number::chinese(self.f.text, at, &self.f.words.numbers)
    }

    fn in_list(&self, list: &[char], at: usize) -> Option<usize> {
        self.char(at).filter(|c| list.contains(c)).map(|c| at + c.len_utf8())
    }

    fn calendar(&self) -> Calendar {
        self.f.calendar
    }

    // ---- what is no quantity

    /// Digits that letters, a plus sign or a label tie to a name: G20, COVID-19, 3+3, 第2758号.
    fn part_of_name(&self, at: usize) -> Option<usize> {
        let numeral = self.char(at).is_some_and(|c| c.is_ascii_digit());
        if !numeral {
            return None;
        }
        let end = number::chinese_run(self.f.text, at, &self.f.words.numbers);
        let before = self.before(at);
        let tied = match before {
            Some(c) if c.is_ascii_alphabetic() => {
                self.table(&self.f.words.currencies_before).before(self.f.head(at)).is_none()
            }
            Some('-' | '+' | '.' | '/') => {
                self.f.head(at - 1).chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
            }
            _ => false,
        };
        let plus = self.is(end, '+') && self.char(end + 1).is_some_and(|c| c.is_ascii_digit());
        let labelled = self.ends(&self.f.words.labels, at).is_some();
        (tied || plus || labelled).then_some(end)
    }

    /// 10时30分, 3点.
    fn clock(&self, at: usize) -> Option<usize> {
        let number = self.number(at)?;
        let end = self.skip_blank(number.end);
        if let (Some(':'), Some(_), Some(minutes)) =
            (self.char(end), number.whole(0, 24), number::arabic(self.f.text, end + 1))
        {
            return minutes.whole(0, 59).map(|_| minutes.end);
        }
        number.whole(0, 24)?;
        if self.at(&self.f.words.not_clock, end).is_some() {
            return None;
        }
        let mut end = end + self.at(&self.f.words.clock, end)?;
        let next = self.skip_blank(end);
        if let Some(minutes) = self.number(next).filter(|n| n.whole(0, 59).is_some())
            && self.is(self.skip_blank(minutes.end), MINUTE)
        {
            end = self.skip_blank(minutes.end) + MINUTE.len_utf8();
        }
        Some(end)
    }

    // ---- dates

    fn date(&self, at: usize) -> Dated {
        self.era(at)
            .or_else(|| self.year_pair(at))
            .or_else(|| self.relative_day(at))
            .or_else(|| self.period(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.part_alone(at))
            .or_else(|| self.vague(at))
            .or_else(|| self.iso(at))
            .or_else(|| self.numbered(at))
    }

    fn era(&self, at: usize) -> Dated {
        let (&before_first, next) = self.value(&self.f.words.eras, at)?;
        let number = self.number(next)?;
        let year = i16::try_from(number.whole(1, 150)?).ok()?.checked_add(before_first)?;
        let end = self.skip_blank(number.end);
        self.is(end, YEAR).then(|| self.behind_year(Some(year), at, end + YEAR.len_utf8()))
    }

    fn year_pair(&self, at: usize) -> Dated {
        let (&(from, to), end) = self.value(&self.f.words.year_pairs, at)?;
        let calendar = self.calendar();
        Some((calendar.whole_year(calendar.year(from)).through(calendar.whole_year(calendar.year(to))), end))
    }

    fn vague(&self, at: usize) -> Dated {
        self.at(&self.f.words.vague_dates, at).map(|len| (When::vague(), at + len))
    }

    fn relative_day(&self, at: usize) -> Dated {
        let (day, end) = self.value(&self.f.words.days, at)?;
        let (head, rest) = (self.f.head(at), self.f.rest(end));
        let figure = day.not_after.iter().any(|w| head.ends_with(w))
            || day.not_before.iter().any(|w| rest.starts_with(w));
        (!figure).then(|| (self.calendar().relative_day(day.offset), self.behind_day(end)))
    }

    /// 晚, 上午 behind a day.
    fn behind_day(&self, end: usize) -> usize {
        end + self.at(&self.f.words.day_parts, end).unwrap_or(0)
    }

    /// 今年, 上个月, 下周一.
    fn period(&self, at: usize) -> Dated {
        let (period, end) = self.value(&self.f.words.periods, at)?;
        let calendar = self.calendar();
        match period.unit {
            PeriodUnit::Year => Some(self.behind_year(calendar.year(period.offset), at, end)),
            PeriodUnit::Month => {
                let (year, month) = calendar.month_at(period.offset);
                match calendar.reference {
                    Some(_) => self.behind_month(Some(year), month, at, end),
                    None => Some((calendar.period(period.unit, period.offset), end)),
                }
            }
            PeriodUnit::Week => {
                // 下周一: the weekday shares 周 with the week.
                let day = self.f.text.get(at..end)?.char_indices().skip(1).find_map(|(i, _)| {
                    self.value(&self.f.words.weekdays, at + i).filter(|(_, behind)| *behind > end)
                });
                match day.filter(|(_, behind)| self.at(&self.f.words.not_days, *behind).is_none()) {
                    Some((&day, behind)) => {
                        Some((calendar.weekday_of_week(day, period.offset), self.behind_day(behind)))
                    }
                    None => Some((calendar.period(period.unit, period.offset), end)),
                }
            }
            unit => Some((calendar.period(unit, period.offset), end)),
        }
    }

    fn weekday(&self, at: usize) -> Dated {
        let (&day, end) = self.value(&self.f.words.weekdays, at)?;
        let zh = &self.f.words.numbers.zh;
        let counted = self.before(at).is_some_and(|c| {
            c.is_ascii_digit()
                || zh.digits.contains_key(&c)
                || zh.small.contains_key(&c)
                || zh.loose.contains(&c)
                || c == '每'
        });
        if counted || self.at(&self.f.words.not_days, end).is_some() {
            return None;
        }
        if let Some(found) = self.date_in_brackets(end) {
            return Some(found);
        }
        let when = self.calendar().weekday(day, self.lies_ahead(at, end));
        Some((when, self.behind_day(end)))
    }

    /// The date in brackets right behind a weekday tells which one it is: 周五(19日).
    fn date_in_brackets(&self, at: usize) -> Dated {
        let inside = at + '('.len_utf8();
        if !self.is(at, '(') {
            return None;
        }
        let (when, end) = self.numbered(self.skip_blank(inside))?;
        let close = self.skip_blank(end);
        (self.is(close, ')') && when.lo.is_some()).then(|| (when, close + ')'.len_utf8()))
    }

    /// 年底, 上半年, 月底, 年内 without a year or month before them.
    fn part_alone(&self, at: usize) -> Dated {
        let behind_number = self.before(at).is_some_and(|c| {
            c.is_ascii_digit()
                || self.f.words.numbers.zh.digits.contains_key(&c)
                || matches!(c, YEAR | MONTH | '十' | '周')
        });
        if behind_number {
            return None;
        }
        let calendar = self.calendar();
        let long = |end: usize| self.f.text.get(at..end).is_some_and(|form| form.chars().count() >= 2);
        if let Some((&side, end)) = self.value(&self.f.words.rests, at).filter(|(_, end)| long(*end))
            && self.is(at, YEAR)
        {
            return Some((calendar.rest(calendar.whole_year(calendar.year(0)), side), end));
        }
        if let Some((&part, end)) =
            self.value(&self.f.words.year_parts, at).filter(|(p, end)| p.alone && long(*end))
        {
            let this = calendar.year_part(calendar.year(0), part);
            let past = this.hi.zip(calendar.reference).is_some_and(|(hi, r)| hi < r);
            let year = match self.f.context_year(at) {
                Some(year) => Some(year),
                None if past && self.led_ahead(at) => calendar.year(1),
                None => calendar.year(0),
            };
            return Some((calendar.year_part(year, part), end));
        }
        let (&days, end) = self.value(&self.f.words.month_parts, at).filter(|(_, end)| long(*end))?;
        if !self.is(at, MONTH) {
            return None;
        }
        let (year, month) = calendar.month_at(0);
        Some((calendar.month_part(year, month, days), end))
    }

    /// 2025-11-24, 2025/11/24, 2025.11.24.
    fn iso(&self, at: usize) -> Dated {
        let bytes = self.f.text.as_bytes();
        let read = |from: usize, least: usize, most: usize| {
            let len = bytes.iter().skip(from).take(most + 1).take_while(|b| b.is_ascii_digit()).count();
            let value = self.f.text.get(from..from + len)?.parse::<i16>().ok();
            value.filter(|_| (least..=most).contains(&len)).map(|v| (v, from + len))
        };
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let (year, end) = read(at, 4, 4).filter(|(y, _)| (1900..=2100).contains(y))?;
        let sign = *bytes.get(end).filter(|b| b"-/.".contains(b))?;
        let (month, end) = read(end + 1, 1, 2)?;
        let (day, end) = read(end + 1, 1, 2).filter(|_| bytes.get(end) == Some(&sign))?;
        if !Calendar::exists(i64::from(month), i64::from(day)) {
            return None;
        }
        let when = self.calendar().day(Some(year), month as i8, day as i8);
        when.lo.map(|_| (when, end))
    }

    /// 2026年, 11月, 24日 and what follows them.
    fn numbered(&self, at: usize) -> Dated {
        let number = self.number(at)?;
        let end = self.skip_blank(number.end);
        if let Some(year) = number.year() {
            if self.is(end, YEAR) {
                let behind = end + YEAR.len_utf8();
                if self.at(&self.f.words.not_durations, behind).is_some_and(|_| self.is(behind, '代')) {
                    return None;
                }
                let found = self.behind_year(Some(year), at, behind);
                return Some(self.through_year(found, behind));
            }
            // 2024至2026年
            let to = self
                .range_word(number.end)
                .and_then(|next| self.number(next))
                .filter(|n| n.year().is_some())?;
            let behind = self.skip_blank(to.end);
            let calendar = self.calendar();
            let when = calendar.whole_year(Some(year)).through(calendar.whole_year(to.year()));
            if self.is(behind, YEAR) {
                return Some((when, behind + YEAR.len_utf8()));
            }
            // 行动计划（2022-2026）
            return (self.before(at) == Some('(') && self.is(to.end, ')') && when.lo.is_some())
                .then_some((when, to.end));
        }
        let whole = number.whole(1, 31)?;
        if number.digits > 2 {
            return None;
        }
        if self.is(end, MONTH) && whole <= 12 {
            return self.behind_month(None, whole as i8, at, end + MONTH.len_utf8());
        }
        if self.is(end, DAY) {
            return self.bare_day(whole as i8, at, end + DAY.len_utf8());
        }
        // 24至26日, 3至5月
        let next = self.range_word(number.end)?;
        let to = self.number(next).filter(|n| n.digits <= 2)?;
        let last = to.whole(whole + 1, 31)? as i8;
        let behind = self.skip_blank(to.end);
        if self.is(behind, DAY) {
            let (from, _) = self.bare_day(whole as i8, at, behind + DAY.len_utf8())?;
            let (year, month) = (from.lo.map(|d| d.year()), from.lo.map_or(1, |d| d.month()));
            return Some((from.through(self.calendar().day(year, month, last)), behind + DAY.len_utf8()));
        }
        if self.is(behind, MONTH) && last <= 12 {
            let end = behind + MONTH.len_utf8();
            let (from, _) = self.month_from(None, whole as i8, at, end);
            let year = from.lo.map(|d| d.year());
            return Some((from.through(self.calendar().month(year, last)), end));
        }
        None
    }

    /// The byte behind 至, 到, -.
    fn range_word(&self, at: usize) -> Option<usize> {
        let at = self.skip_blank(at);
        self.at(&self.f.words.range_words, at).map(|len| self.skip_blank(at + len))
    }

    /// …年至2026年.
    fn through_year(&self, found: (When, usize), behind: usize) -> (When, usize) {
        let (when, end) = found;
        if end != behind {
            return found;
        }
        let to = self.range_word(end).and_then(|next| self.number(next)).filter(|n| n.year().is_some());
        let Some(to) = to else { return found };
        let stop = self.skip_blank(to.end);
        if !self.is(stop, YEAR) || self.number(stop + YEAR.len_utf8()).is_some() {
            return found;
        }
        (when.through(self.calendar().whole_year(to.year())), stop + YEAR.len_utf8())
    }

    /// A year, and the month, part or rest of it that follows.
    fn behind_year(&self, year: Year, at: usize, end: usize) -> (When, usize) {
        let calendar = self.calendar();
        let next = self.skip_blank(end);
        if let Some(number) = self.number(next).filter(|n| n.digits <= 2) {
            let behind = self.skip_blank(number.end);
            if let Some(month) = number.whole(1, 12).filter(|_| self.is(behind, MONTH))
                && let Some(found) = self.behind_month(Some(year), month as i8, at, behind + MONTH.len_utf8())
            {
                return found;
            }
        }
        if self.at(&self.f.words.names, next).is_some() {
            return (calendar.whole_year(year), end);
        }
        // 今年前4个月
        if let Some(first) = self.at(&self.f.words.ago, next)
            && let Some(number) = self.number(next + first)
            && let Some(last) = number.whole(1, 12)
            && let Some((unit, behind, (0.0, false))) = self.duration_unit(number.end)
            && unit.unit == PeriodUnit::Month
        {
            let precision = super::DatePrecision::Season;
            return (calendar.months(year, [1, last as i8], precision), behind);
        }
        if let Some((&side, behind)) = self.value(&self.f.words.rests, next) {
            let whole = calendar.whole_year(year);
            return (calendar.rest(whole, side), behind);
        }
        if let Some((&part, behind)) = self.value(&self.f.words.year_parts, next) {
            return (calendar.year_part(year, part), behind);
        }
        (calendar.whole_year(year), end)
    }

    fn month_from(&self, year: Option<Year>, month: i8, at: usize, end: usize) -> (When, usize) {
        let calendar = self.calendar();
        let year = year.unwrap_or_else(|| {
            calendar.year_of_month(month, self.lies_ahead(at, end), self.f.context_year(at))
        });
        (calendar.month(year, month), end)
    }

    /// A month, and the day or part of it that follows. The outer none of `year`: it is not said.
    fn behind_month(&self, year: Option<Year>, month: i8, at: usize, end: usize) -> Dated {
        let calendar = self.calendar();
        let next = self.skip_blank(end);
        if let Some(number) = self.number(next).filter(|n| n.digits <= 2) {
            let behind = self.skip_blank(number.end);
            let day = number.whole(1, 31).filter(|d| Calendar::exists(i64::from(month), *d));
            if let Some(day) = day {
                let unit = self.in_list(&[DAY, NUMBER], behind);
                let ranged = || self.range_word(number.end).and_then(|next| self.day_number(next));
                if unit.is_some() || ranged().is_some() {
                    let stop = unit.unwrap_or(number.end);
                    let given = year.is_some();
                    let year = year.unwrap_or_else(|| {
                        let ahead = self.day_lies_ahead(at, stop);
                        calendar.year_of_day(month, day as i8, ahead, self.f.context_year(at))
                    });
                    let when = calendar.day(year, month, day as i8);
                    if given && year.is_some() && when.lo.is_none() {
                        return None;
                    }
                    return Some(self.through_day(when, year, month, stop));
                }
            }
        }
        if self.at(&self.f.words.names, next).is_none()
            && let Some((&days, behind)) = self.value(&self.f.words.month_parts, next)
        {
            let (when, _) = self.month_from(year, month, at, behind);
            return Some((calendar.month_part(when.lo.map(|d| d.year()), month, days), behind));
        }
        let end = if self.is(end, SHARE) { end + SHARE.len_utf8() } else { end };
        Some(self.month_from(year, month, at, end))
    }

    /// 26日 and the byte behind it.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let number = self.number(at).filter(|n| n.digits <= 2)?;
        let day = number.whole(1, 31)?;
        let end = self.in_list(&[DAY, NUMBER], self.skip_blank(number.end))?;
        Some((day as i8, end))
    }

    /// …日至26日, …日至12月1日, and the part of the day.
    fn through_day(&self, when: When, year: Year, month: i8, end: usize) -> (When, usize) {
        let calendar = self.calendar();
        let Some(next) = self.range_word(end) else { return (when, self.behind_day(end)) };
        if let Some((day, stop)) = self.day_number(next) {
            return (when.through(calendar.day(year, month, day)), self.behind_day(stop));
        }
        if let Some(number) = self.number(next)
            && let Some(second) = number.whole(1, 12)
            && self.is(self.skip_blank(number.end), MONTH)
            && let Some((day, stop)) =
                self.day_number(self.skip_blank(self.skip_blank(number.end) + MONTH.len_utf8()))
        {
            let year = year.and_then(|y| y.checked_add(i16::from((second as i8) < month)));
            return (when.through(calendar.day(year, second as i8, day)), self.behind_day(stop));
        }
        (when, self.behind_day(end))
    }

    fn bare_day(&self, day: i8, at: usize, end: usize) -> Dated {
        if self.at(&self.f.words.not_days, end).is_some() {
            return None;
        }
        let calendar = self.calendar();
        let when = calendar.day_of_month(day, self.day_lies_ahead(at, end), self.f.context_day(at));
        let (year, month) = (when.lo.map(|d| d.year()), when.lo.map_or(1, |d| d.month()));
        Some(self.through_day(when, year, month, end))
    }

    /// Whether the bare date of bytes `at..end` lies ahead.
    fn lies_ahead(&self, at: usize, end: usize) -> bool {
        let tense = self.table(&self.f.words.tense);
        if tense.before(self.f.head(at)).is_some_and(|(_, mark)| *mark == Mark::Deadline) {
            return true;
        }
        let (before, after) = self.signs(at, end);
        lies_ahead(&before, &after)
    }

    /// The same for a bare day, which only words of its clause move ahead.
    fn day_lies_ahead(&self, at: usize, end: usize) -> bool {
        let (before, after) = self.signs(at, end);
        let clause =
            |signs: Vec<Sign>| -> Vec<Sign> { signs.into_iter().take_while(|s| *s != Sign::Comma).collect() };
        lies_ahead(&clause(before), &clause(after))
    }

    /// Whether the words before it in the clause alone move it ahead.
    fn led_ahead(&self, at: usize) -> bool {
        let (before, _) = self.signs(at, at);
        let clause: Vec<Sign> = before.into_iter().take_while(|s| *s != Sign::Comma).collect();
        lies_ahead(&clause, &[])
    }

    /// What tells the tense around bytes `at..end`, nearest first.
    fn signs(&self, at: usize, end: usize) -> (Vec<Sign>, Vec<Sign>) {
        let tense = self.table(&self.f.words.tense);
        let sign = |at: usize, c: char, stop: usize| match c {
            ',' | ';' | ':' => Some(Sign::Comma),
            c if is_stop_char(c) && self.f.is_stop(at) => Some(Sign::Stop),
            _ => {
                let (len, mark) = tense.at(self.f.rest(at))?;
                (*mark != Mark::Deadline && at + len <= stop).then_some(Sign::Mark(*mark))
            }
        };
        let head = self.f.head(at);
        let before = head.char_indices().rev().take_while(|(i, _)| i + WINDOW >= at);
        let before: Vec<Sign> = before.filter_map(|(i, c)| sign(i, c, at)).collect();
        let after = self.f.rest(end).char_indices().take_while(|(i, _)| *i <= WINDOW);
        (before, after.filter_map(|(i, c)| sign(end + i, c, usize::MAX)).collect())
    }

    // ---- amounts

    /// The amounts that begin at `at`, and the byte to go on with.
    fn amount(&self, at: usize) -> (Vec<Draft>, usize) {
        let words = self.f.words;
        if let Some((&factor, next)) = self.value(&words.percent_before, at) {
            return self.percent_before(at, next, factor);
        }
        if let Some(found) = self.half(at) {
            return found;
        }
        let money = self
            .value(&words.currencies_before, at)
            .map(|(code, next)| (code.clone(), self.skip_blank(next)));
        let from = money.as_ref().map_or(at, |(_, next)| *next);
        let Some(first) = self.number(from) else {
            return (Vec::new(), number::chinese_run(self.f.text, at, &words.numbers));
        };
        if let Some(found) = self.fraction(at, &first).filter(|_| money.is_none()) {
            return found;
        }
        let (mut numbers, mut ties) = (vec![first], Vec::new());
        let mut end = first.end;
        while let Some((tie, number)) =
            self.next_of_run(end, numbers.len() == 1 && self.is_enumerator(&first))
        {
            let next = self.skip_blank(number.end);
            let own = money.is_some() && tie == Tie::Loose && self.mass_or_money(next).is_some();
            if own || number.year().is_some() || numbers.last().is_some_and(|n| n.year().is_some()) {
                break;
            }
            end = number.end;
            numbers.push(number);
            ties.push(tie);
        }
        if let Some((code, _)) = money {
            let next = self.skip_blank(end);
            let name = self.value(&words.currencies, next).filter(|(c, _)| code.is_none() || **c == code);
            let code = code.or_else(|| name.and_then(|(c, _)| c.clone()));
            let end = name.map_or(end, |(_, behind)| behind);
            let unit = Unit { kind: QuantityKind::Money, unit: code, factor: Some(1.0), end };
            return (self.drafts(at, &numbers, &ties, &unit), end);
        }
        let next = self.skip_blank(end);
        if self.at(&words.names, next).is_some() {
            return (Vec::new(), end);
        }
        if let Some(unit) = self.percent(&numbers, next).or_else(|| self.mass_or_money(next)) {
            let end = unit.end;
            return (self.drafts(at, &numbers, &ties, &unit), end);
        }
        if let Some(found) = self.duration(at, &numbers, &ties, next) {
            return found;
        }
        match self.counted(&numbers, next) {
            Some(unit) => (self.drafts(at, &numbers, &ties, &unit), unit.end),
            None => (Vec::new(), end),
        }
    }

    /// 一、 at the head of a clause numbers it.
    fn is_enumerator(&self, number: &Number) -> bool {
        let head = matches!(
            self.before(number.start),
            None | Some(' ' | '。' | ';' | ':' | '!' | '?' | '(' | '"' | '“')
        );
        head && number.whole(1, 30).is_some()
    }

    fn next_of_run(&self, at: usize, enumerator: bool) -> Option<(Tie, Number)> {
        let words = self.f.words;
        let read = |tie: Tie, k: usize| {
            let k = self.skip_blank(k);
            let number = self.number(k).filter(|n| !n.is_vague())?;
            (self.date(k).is_none() && self.clock(k).is_none()).then_some((tie, number))
        };
        if let Some(next) = self.range_word(at) {
            return read(Tie::Range, next);
        }
        if let Some(len) = self.at(&words.list_words, at) {
            return read(Tie::List, at + len);
        }
        let mut k = at;
        for _ in 0..6 {
            match self.char(k) {
                Some('、' | ',' | ' ') if !enumerator => k += self.char(k).map_or(0, char::len_utf8),
                _ => match self.at(&words.fillers, k) {
                    Some(len) if !enumerator => k += len,
                    _ => break,
                },
            }
        }
        (k > at).then(|| read(Tie::Loose, k)).flatten()
    }

    fn drafts(&self, at: usize, numbers: &[Number], ties: &[Tie], unit: &Unit) -> Vec<Draft> {
        let empty = |start, end| Draft::amount(start, end, unit.kind, unit.unit.clone());
        let before = self.ends(&self.f.words.bounds_before, at).map(|(_, bound)| bound);
        let after = self.value(&self.f.words.bounds_after, unit.end).map(|(bound, _)| *bound);
        match join(numbers, ties) {
            Run::One(number) | Run::Range(number) => {
                vec![empty(at, unit.end).with(&number, unit.factor).bound(before).bound(after)]
            }
            Run::Garbled => vec![Draft { uncertain: true, ..empty(at, unit.end) }],
            Run::List(list) => {
                let last = list.len().saturating_sub(1);
                let each = list.iter().enumerate().map(|(n, number)| {
                    let start = if n == 0 { at } else { number.start };
                    empty(start, if n == last { unit.end } else { number.end }).with(number, unit.factor)
                });
                each.collect()
            }
        }
    }

    /// 百分之十, 百分之十至十五.
    fn percent_before(&self, at: usize, next: usize, factor: f64) -> (Vec<Draft>, usize) {
        let next = self.skip_blank(next);
        let Some(first) = self.number(next) else {
            return (Vec::new(), number::chinese_run(self.f.text, next, &self.f.words.numbers));
        };
        let (mut numbers, mut ties, mut end) = (vec![first], Vec::new(), first.end);
        if let Some(next) = self.range_word(end)
            && let Some(to) = self.number(next)
        {
            end = to.end;
            numbers.push(to);
            ties.push(Tie::Range);
        }
        let unit =
            Unit { kind: QuantityKind::Percent, unit: Some("%".to_owned()), factor: Some(factor), end };
        (self.drafts(at, &numbers, &ties, &unit), end)
    }

    /// 三分之二.
    fn fraction(&self, at: usize, number: &Number) -> Option<(Vec<Draft>, usize)> {
        let sign = &self.f.words.numbers.zh.fraction;
        if sign.is_empty() || !self.f.rest(number.end).starts_with(sign.as_str()) {
            return None;
        }
        let over = self.number(number.end + sign.len())?;
        // 四分之三个世纪
        if self.is(over.end, PIECE) {
            return Some((Vec::new(), over.end));
        }
        let mut draft = Draft::amount(at, over.end, QuantityKind::Percent, Some("%".to_owned()));
        let parts = number.value.filter(|p| *p > 0.0);
        draft.value = over.value.zip(parts).map(|(n, p)| n / p * 100.0);
        draft.uncertain = draft.value.is_none();
        Some((vec![draft], over.end))
    }

    fn percent(&self, numbers: &[Number], at: usize) -> Option<Unit> {
        let (percent, end) = self.value(&self.f.words.percents, at)?;
        if self.at(&self.f.words.not_percents, at).is_some() {
            return None;
        }
        if let Some(most) = percent.up_to {
            let fits = |n: &Number| n.value.or(n.high).is_some_and(|v| v > 0.0 && v <= most);
            if !numbers.iter().all(fits) {
                return None;
            }
        }
        let unit = Some(percent.unit.clone());
        Some(Unit { kind: QuantityKind::Percent, unit, factor: Some(percent.factor), end })
    }

    fn mass_or_money(&self, at: usize) -> Option<Unit> {
        let mass = self.value(&self.f.words.masses, at).map(|(mass, end)| Unit {
            kind: QuantityKind::Mass,
            unit: Some(mass.unit.clone()),
            factor: mass.tonnes,
            end,
        });
        mass.or_else(|| {
            let (code, end) = self.value(&self.f.words.currencies, at)?;
            Some(Unit { kind: QuantityKind::Money, unit: code.clone(), factor: Some(1.0), end })
        })
    }

    /// 半小时, 半个月, 半年.
    fn half(&self, at: usize) -> Option<(Vec<Draft>, usize)> {
        let behind = self.in_list(&self.f.words.numbers.zh.half, at)?;
        let (unit, end, _) = self.duration_unit(behind)?;
        if self.at(&self.f.words.not_durations, end).is_some() {
            return None;
        }
        let number = Number {
            start: at,
            end: behind,
            value: Some(0.5),
            low: None,
            high: None,
            scale: 1.0,
            plain: false,
            digits: 0,
            loose: false,
        };
        if let Some((when, end)) = self.led_to(at, &number, unit, end) {
            return Some((vec![Draft::date(at, end, when)], end));
        }
        let made = Unit {
            kind: QuantityKind::Duration,
            unit: Some(unit.unit.word().to_owned()),
            factor: Some(unit.minutes),
            end,
        };
        Some((self.drafts(at, &[number], &[], &made), end))
    }

    /// A unit of time, behind 个 and 个半: the unit, the byte behind it, and what 半 and 多 before it add.
    fn duration_unit(&self, at: usize) -> Option<(&'a DurationUnit, usize, (f64, bool))> {
        let words = self.f.words;
        if let Some((unit, end)) = self.value(&words.durations, at) {
            return Some((unit, end, (0.0, false)));
        }
        let mut next = at;
        let counted = self.is(at, PIECE);
        if counted {
            next += PIECE.len_utf8();
        }
        let more = self.in_list(&words.numbers.zh.more, next);
        next = more.unwrap_or(next);
        let half = self.in_list(&words.numbers.zh.half, next);
        next = half.unwrap_or(next);
        let plus = (if half.is_some() { 0.5 } else { 0.0 }, more.is_some());
        if let Some((unit, end)) = self.value(&words.durations, next) {
            return Some((unit, end, plus));
        }
        // 三个半月, 两个多月: the unit is 个月, cut in two.
        if !counted || !self.is(next, MONTH) {
            return None;
        }
        let whole: String = [PIECE, MONTH].iter().collect();
        let (_, unit) = self.table(&words.durations).at(&whole)?;
        Some((unit, next + MONTH.len_utf8(), plus))
    }

    fn duration(
        &self,
        at: usize,
        numbers: &[Number],
        ties: &[Tie],
        next: usize,
    ) -> Option<(Vec<Draft>, usize)> {
        let words = self.f.words;
        let (unit, mut end, (mut half, mut more)) = self.duration_unit(next)?;
        // 3周前往: the unit stands, whatever begins behind it.
        let nothing = Some((Vec::new(), end));
        // 建交50年, 建交近50年
        let about = self.ends(&words.bounds_before, at).map_or(0, |(len, _)| len);
        let blocked = |at: usize| self.ends(&words.not_after_durations, at).is_some();
        if self.at(&words.not_durations, end).is_some() || blocked(at) || blocked(at - about) {
            return nothing;
        }
        let zh = &words.numbers.zh;
        if let Some(behind) = self.in_list(&zh.half, end).filter(|_| half == 0.0) {
            half = 0.5;
            end = behind;
        }
        if let Some(behind) = self.in_list(&zh.more, end) {
            more = true;
            end = behind;
        }
        let mut joined = match join(numbers, ties) {
            Run::One(number) | Run::Range(number) => Some(number),
            Run::List(_) | Run::Garbled => None,
        };
        if let Some(number) = &mut joined {
            number.value = number.value.map(|v| v + half);
            if more {
                number.low = number.low.or(number.value);
            }
            if let Some((when, end)) = self.led_to(at, number, unit, end) {
                return Some((vec![Draft::date(at, end, when)], end));
            }
            // 一年, 一天 are words more often than lengths.
            let followed = self.at(&words.ago, end).is_some() || self.at(&words.since, end).is_some();
            let digits = self.char(at).is_some_and(|c| c.is_ascii_digit());
            let bare = number.value == Some(1.0) && unit.minutes >= 1440.0 && !more;
            if bare && !followed && !digits {
                return nothing;
            }
        }
        let mut made = Unit {
            kind: QuantityKind::Duration,
            unit: Some(unit.unit.word().to_owned()),
            factor: Some(unit.minutes),
            end,
        };
        let Some(number) = joined else { return Some((self.drafts(at, numbers, ties, &made), end)) };
        // 1小时30分
        let mut extra = 0.0;
        if number.value.is_some() && half == 0.0 && !more {
            let mut smallest = unit.minutes;
            while let Some((count, small, stop)) = self.smaller(made.end, smallest) {
                extra += count * small.0;
                smallest = small.0;
                made.unit = Some(small.1.word().to_owned());
                made.end = stop;
            }
        }
        let mut drafts = self.drafts(at, &[number], &[], &made);
        for draft in &mut drafts {
            for x in [&mut draft.value, &mut draft.low, &mut draft.high].into_iter().flatten() {
                *x += extra;
            }
        }
        Some((drafts, made.end))
    }

    /// A number of a smaller unit, directly behind a larger one; 分 may stand for 分钟 there.
    fn smaller(&self, at: usize, than: f64) -> Option<(f64, (f64, PeriodUnit), usize)> {
        let next = self.skip_blank(at);
        let next = if self.is(next, '零') || self.is(next, '又') { next + '零'.len_utf8() } else { next };
        let number = self.number(next)?;
        let count = number.value.filter(|_| number.low.is_none())?;
        let behind = self.skip_blank(number.end);
        if let Some((unit, end, (half, more))) = self.duration_unit(behind) {
            let fits = unit.minutes < than && !more && self.at(&self.f.words.not_durations, end).is_none();
            return fits.then_some((count + half, (unit.minutes, unit.unit), end));
        }
        let minutes = self.is(behind, MINUTE) && than > 1.0 && !self.f.rest(behind).starts_with("分之");
        minutes.then_some((count, (1.0, PeriodUnit::Minute), behind + MINUTE.len_utf8()))
    }

    /// 三周前, 过去十年, 近三年来, 未来三个月: a date that a length of time leads to.
    fn led_to(&self, at: usize, number: &Number, unit: &DurationUnit, end: usize) -> Dated {
        let words = self.f.words;
        if matches!(unit.unit, PeriodUnit::Minute | PeriodUnit::Hour) {
            return None;
        }
        let calendar = self.calendar();
        let edges = |count: Option<f64>| count.filter(|_| number.high.is_none());
        if self.at(&words.not_ago, end).is_none()
            && let Some(len) = self.at(&words.ago, end)
        {
            let when = match edges(number.value).filter(|_| number.low.is_none()) {
                Some(count) => calendar.shift(count, unit.unit, true),
                None => When::vague(),
            };
            return Some((when, end + len));
        }
        let since = self.at(&words.since, end);
        let past = self.ends(&words.past, at).filter(|(len, ())| *len > 3 || since.is_some()).map(|_| true);
        let back = past.or_else(|| self.ends(&words.coming, at).map(|_| false))?;
        let when = match edges(number.value) {
            Some(count) => calendar.stretch(count, unit.unit, back),
            None => When::vague(),
        };
        Some((when, end + since.unwrap_or(0)))
    }

    fn counted(&self, numbers: &[Number], at: usize) -> Option<Unit> {
        let words = self.f.words;
        let rest = self.f.rest(at);
        let forms = words.counts_cjk(self.f.language);
        let named = forms.all_at(rest).filter(|(_, form)| !form.noun.is_empty());
        let named = named.filter_map(|(len, form)| noun_behind(rest, len, &form.noun).map(|end| (end, form)));
        let named = named.min_by_key(|(end, _)| *end);
        let bare = || {
            let found = forms.all_at(rest).find(|(_, form)| form.noun.is_empty());
            found.filter(|(len, _)| self.at(&words.not_counts, at + len).is_none())
        };
        let (len, CountForm { count, .. }) = named.or_else(bare)?;
        let enough = |n: &Number| match n.value.or(n.low) {
            Some(value) => value >= count.min && value > 1.0 && value.fract() == 0.0,
            None => !n.loose,
        };
        let counts = numbers.last().is_some_and(enough) && self.at(&words.not_counts, at + len).is_none();
        let unit = Some(count.unit.clone());
        counts.then_some(Unit { kind: QuantityKind::Count, unit, factor: Some(1.0), end: at + len })
    }
}

/// Where the noun ends that stands within eight characters behind a classifier of `len` bytes.
fn noun_behind(rest: &str, len: usize, noun: &str) -> Option<usize> {
    let gap = rest.get(len..)?;
    for (i, c) in gap.char_indices().take(9) {
        if gap.get(i..).is_some_and(|tail| tail.starts_with(noun)) {
            return Some(len + i + noun.len());
        }
        if c.is_ascii_digit() || !c.is_alphanumeric() {
            return None;
        }
    }
    None
}

/// The signs that make a numeral a date, a clock time or a count.
const YEAR: char = '年';
const MONTH: char = '月';
const DAY: char = '日';
const NUMBER: char = '号';
const MINUTE: char = '分';
const SHARE: char = '份';
const PIECE: char = '个';
