//! Quantities of a text with words between blanks.

use super::calendar::{Calendar, When, Year};
use super::{DatePrecision, Draft, Finder, QuantityKind, Run, Sign, Tie, WINDOW, join, lies_ahead};
use crate::lexicon::quantities::{DurationUnit, Mark, PeriodUnit, Phrases};
use crate::text::number::{self, Number, Token, TokenKind};

/// Reads the finder's text.
pub(super) fn read(finder: Finder<'_>) -> Finder<'_> {
    let tokens = number::tokens(finder.text, &finder.words.numbers);
    let mut reader = English { f: finder, tokens };
    let mut i = 0;
    while i < reader.tokens.len() {
        i = reader.step(i).max(i + 1);
    }
    reader.f
}

struct English<'a> {
    f: Finder<'a>,
    tokens: Vec<Token>,
}

/// A date and the token behind it.
type Dated = Option<(When, usize)>;

/// What a number measures.
struct Unit {
    kind: QuantityKind,
    unit: Option<String>,
    factor: Option<f64>,
    duration: Option<DurationUnit>,
    next: usize,
}

impl English<'_> {
    fn step(&mut self, i: usize) -> usize {
        if !self.may_begin(i) {
            return i + 1;
        }
        if let Some(n) = self.at(&self.f.words.names.en, i) {
            return i + n;
        }
        if let Some(next) = self.label(i).or_else(|| self.clock(i)) {
            return next;
        }
        if let Some((when, next)) = self.date(i) {
            self.f.push(Draft::date(self.start(i), self.end(next), when));
            return next;
        }
        let (drafts, next) = self.amount(i);
        for draft in drafts {
            self.f.push(draft);
        }
        next
    }

    /// Whether a quantity can begin at a token.
    fn may_begin(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else { return false };
        match token.kind {
            TokenKind::Number(_) | TokenKind::Ordinal(_) => true,
            TokenKind::Word | TokenKind::Mark(_) => {
                let words = &self.f.words.starts.en;
                self.f.text.get(token.start..token.end).is_some_and(|word| words.word(word))
            }
        }
    }

    // ---- tokens

    fn word(&self, i: usize) -> &str {
        match self.tokens.get(i) {
            Some(Token { start, end, kind: TokenKind::Word }) => {
                self.f.text.get(*start..*end).unwrap_or_default()
            }
            _ => "",
        }
    }

    fn mark(&self, i: usize, c: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Mark(c))
    }

    fn digits(&self, i: usize) -> Option<Number> {
        match self.tokens.get(i)?.kind {
            TokenKind::Number(n) => Some(n),
            _ => None,
        }
    }

    fn start(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.f.text.len(), |t| t.start)
    }

    /// Where the token before `next` ends.
    fn end(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |t| t.end)
    }

    fn at<T>(&self, table: &Phrases<T>, i: usize) -> Option<usize> {
        table.at(self.f.text, &self.tokens, i).map(|(n, _)| n)
    }

    fn value<'p, T>(&self, table: &'p Phrases<T>, i: usize) -> Option<(&'p T, usize)> {
        table.at(self.f.text, &self.tokens, i).map(|(n, value)| (value, i + n))
    }

    fn ends<T: Copy>(&self, table: &Phrases<T>, i: usize) -> Option<T> {
        table.before(self.f.text, &self.tokens, i).map(|(_, value)| *value)
    }

    fn number(&self, i: usize) -> Option<(Number, usize)> {
        number::english(self.f.text, &self.tokens, i, &self.f.words.numbers)
    }

    fn is_and(&self, i: usize) -> bool {
        self.f.words.numbers.en.and.iter().any(|w| w == self.word(i))
    }

    fn is_of(&self, i: usize) -> bool {
        self.f.words.numbers.en.of.iter().any(|w| w == self.word(i))
    }

    fn is_article(&self, i: usize) -> bool {
        self.f.words.numbers.en.articles.iter().any(|w| w == self.word(i))
    }

    // ---- what is no quantity

    /// A number behind Article, Resolution, No.
    fn label(&self, i: usize) -> Option<usize> {
        let (_, next) = self.digits(i).map(|n| (n, i + 1)).or_else(|| self.number(i))?;
        let numbered = i >= 2 && self.mark(i - 1, '.') && self.word(i - 2) == "no";
        let labelled = self.ends(&self.f.words.labels.en, i).is_some();
        // What has a unit is a quantity all the same: "phase 20 percent".
        (numbered || labelled && self.unit(next).is_none()).then_some(next)
    }

    /// 10:30, 10 a.m., 10:00 p.m.
    fn clock(&self, i: usize) -> Option<usize> {
        self.digits(i)?.whole(0, 24)?;
        let mut next = i + 1;
        let minutes = self.mark(next, ':') && self.digits(next + 1).is_some_and(|n| n.whole(0, 59).is_some());
        if minutes {
            next += 2;
        }
        match self.at(&self.f.words.clock.en, next) {
            Some(n) => Some(next + n),
            None => minutes.then_some(next),
        }
    }

    // ---- dates

    fn date(&self, i: usize) -> Dated {
        let first = self.tokens.get(i)?;
        match first.kind {
            TokenKind::Number(_) => self.iso(i).or_else(|| self.day_month(i)).or_else(|| self.bare_year(i)),
            TokenKind::Ordinal(_) => self.day_month(i).or_else(|| self.bare_ordinal(i)),
            TokenKind::Mark(_) => None,
            TokenKind::Word => self
                .vague(i)
                .or_else(|| self.relative_day(i))
                .or_else(|| self.rest(i))
                .or_else(|| self.year_part(i))
                .or_else(|| self.month_part(i))
                .or_else(|| self.weekday(i))
                .or_else(|| self.month_day(i))
                .or_else(|| self.month_alone(i))
                .or_else(|| self.stretch(i))
                .or_else(|| self.year_pair(i))
                .or_else(|| self.period(i).filter(|(_, _, of_context)| !of_context).map(|(w, n, _)| (w, n))),
        }
    }

    fn calendar(&self) -> Calendar {
        self.f.calendar
    }

    fn vague(&self, i: usize) -> Dated {
        self.at(&self.f.words.vague_dates.en, i).map(|n| (When::vague(), i + n))
    }

    fn relative_day(&self, i: usize) -> Dated {
        let (day, next) = self.value(&self.f.words.days.en, i)?;
        let before = i.checked_sub(1).and_then(|b| self.tokens.get(b)).map(|t| (t.start, t.end));
        let before = before.and_then(|(a, b)| self.f.text.get(a..b)).unwrap_or_default();
        let behind = self.f.rest(self.end(next));
        let figure =
            day.not_after.iter().any(|w| w == before) || day.not_before.iter().any(|w| behind.starts_with(w));
        (!figure).then(|| (self.calendar().relative_day(day.offset), next))
    }

    fn year_pair(&self, i: usize) -> Dated {
        let (&(from, to), next) = self.value(&self.f.words.year_pairs.en, i)?;
        let calendar = self.calendar();
        Some((calendar.whole_year(calendar.year(from)).through(calendar.whole_year(calendar.year(to))), next))
    }

    /// This week, next month, the year; whether it is the one of the context.
    fn period(&self, i: usize) -> Option<(When, usize, bool)> {
        let (period, next) = self.value(&self.f.words.periods.en, i)?;
        let calendar = self.calendar();
        let context = self.f.context(self.start(i)).and_then(|w| w.lo).filter(|_| period.of_context);
        let when = match (context, period.unit) {
            (Some(day), PeriodUnit::Year) => calendar.whole_year(Some(day.year())),
            (Some(day), PeriodUnit::Month) => calendar.month(Some(day.year()), day.month()),
            _ => calendar.period(period.unit, period.offset),
        };
        Some((when, next, period.of_context))
    }

    /// 2026, next year, the year; the inner none means that the talk's day is not known.
    fn year(&self, i: usize) -> Option<(Year, usize)> {
        if let Some(year) = self.digits(i).and_then(|n| n.year()) {
            return Some((Some(year), i + 1));
        }
        let (period, next) = self.value(&self.f.words.periods.en, i)?;
        if period.unit != PeriodUnit::Year {
            return None;
        }
        let context = self.f.context(self.start(i)).and_then(|w| w.lo).filter(|_| period.of_context);
        Some((context.map(|d| d.year()).or_else(|| self.calendar().year(period.offset)), next))
    }

    /// What ties a part to its year: of, in, a comma, a hyphen.
    fn skip_ties(&self, mut i: usize) -> usize {
        if self.mark(i, '-') || self.mark(i, ',') {
            i += 1;
        }
        if self.is_of(i) || self.word(i) == "in" {
            i += 1;
        }
        i
    }

    /// A year, month or week as a whole, for parts and rests of it.
    fn whole(&self, i: usize) -> Dated {
        if let Some((year, next)) = self.year(i) {
            return Some((self.calendar().whole_year(year), next));
        }
        if let Some((when, next, _)) = self.period(i) {
            return Some((when, next));
        }
        self.month_alone(i)
    }

    /// Later this year, by the end of next month.
    fn rest(&self, i: usize) -> Dated {
        let (side, next) = self.value(&self.f.words.rests.en, i)?;
        let (when, next) = self.whole(next)?;
        let behind_context =
            self.f.context(self.start(i)).and_then(|w| w.hi).filter(|_| self.is_context_year(next));
        let rest = match (behind_context, when.hi) {
            // "in April … later in the year": behind that April.
            (Some(day), Some(hi)) if *side == crate::lexicon::quantities::Side::After && day < hi => {
                When { lo: Some(day), ..when }
            }
            _ => self.calendar().rest(when, *side),
        };
        Some((rest, next))
    }

    /// Whether the phrase before `next` is "the year".
    fn is_context_year(&self, next: usize) -> bool {
        let found = self.f.words.periods.en.before(self.f.text, &self.tokens, next);
        found.is_some_and(|(_, period)| period.of_context)
    }

    /// First half of 2026, early next year, next spring, mid-2026.
    fn year_part(&self, i: usize) -> Dated {
        let calendar = self.calendar();
        if let Some((&offset, next)) = self.value(&self.f.words.pointers.en, i)
            && let Some((&part, next)) = self.value(&self.f.words.year_parts.en, next)
            && !part.alone
        {
            let mut year = calendar.year(0);
            let when = calendar.year_part(year, part);
            if let (Some(lo), Some(hi), Some(r)) = (when.lo, when.hi, calendar.reference) {
                let shift = match offset {
                    1 if lo <= r => 1,
                    -1 if hi >= r => -1,
                    _ => 0,
                };
                year = calendar.year(shift);
            }
            return Some((calendar.year_part(year, part), next));
        }
        let (&part, next) = self.value(&self.f.words.year_parts.en, i)?;
        let (year, next) = self.year(self.skip_ties(next))?;
        Some((calendar.year_part(year, part), next))
    }

    /// Early April, the end of next month, early next week.
    fn month_part(&self, i: usize) -> Dated {
        let (&days, next) = self.value(&self.f.words.month_parts.en, i)?;
        let next = self.skip_ties(next);
        if let Some((period, behind)) = self.value(&self.f.words.periods.en, next) {
            let (when, _, _) = self.period(next)?;
            return match (period.unit, when.lo) {
                (PeriodUnit::Month, Some(lo)) => {
                    Some((self.calendar().month_part(Some(lo.year()), lo.month(), days), behind))
                }
                (PeriodUnit::Month | PeriodUnit::Week, _) => Some((when, behind)),
                _ => None,
            };
        }
        let (month, _) = self.month_name(next)?;
        let (when, behind) = self.month_alone(next)?;
        let year = when.lo.map(|d| d.year());
        Some((self.calendar().month_part(year, month, days), behind))
    }

    /// A month's name and the token behind it.
    fn month_name(&self, i: usize) -> Option<(i8, usize)> {
        let (month, mut next) = self.value(&self.f.words.months.en, i)?;
        let short = self.f.words.abbreviations.iter().any(|a| a == self.word(i));
        if short && self.mark(next, '.') && self.end(next) == self.start(next) {
            next += 1;
        }
        if month.doubtful {
            let day = |i: usize| self.day_number(i).is_some();
            let before = i.checked_sub(1);
            let led =
                before.is_some_and(|b| day(b) || self.at(&self.f.words.date_prepositions.en, b) == Some(1));
            let followed = day(next) || self.digits(next).is_some_and(|n| n.year().is_some());
            if !self.f.is_capital(self.start(i)) || !(led || followed) {
                return None;
            }
        }
        Some((month.month, next))
    }

    /// A number that can be a day of the month.
    fn day_number(&self, i: usize) -> Option<i8> {
        match self.tokens.get(i)?.kind {
            TokenKind::Ordinal(n) if (1..=31).contains(&n) => Some(n as i8),
            TokenKind::Number(n) if n.plain && n.digits <= 2 => {
                let clock = self.clock(i).is_some();
                let scaled = self.number(i).is_some_and(|(_, next)| next > i + 1);
                (!clock && !scaled).then(|| n.whole(1, 31).map(|d| d as i8)).flatten()
            }
            _ => None,
        }
    }

    /// The same, where no unit follows: "in April 20 students" names no day.
    fn day_behind(&self, i: usize) -> Option<i8> {
        let day = self.day_number(i)?;
        let ordinal = self.digits(i).is_none();
        (ordinal || self.unit(i + 1).is_none()).then_some(day)
    }

    /// A second day: -26, to 26.
    fn day_range(&self, i: usize) -> Option<(i8, usize)> {
        let tied = self.mark(i, '-') || self.at(&self.f.words.range_words.en, i) == Some(1) || self.is_and(i);
        let day = tied.then(|| self.day_behind(i + 1)).flatten()?;
        Some((day, i + 2))
    }

    /// The year behind a month or a day.
    fn year_behind(&self, i: usize) -> Option<(Year, usize)> {
        let next = if self.mark(i, ',') { i + 1 } else { i };
        let next = if self.is_of(next) { next + 1 } else { next };
        let (year, behind) = self.year(next)?;
        // "in April, 2000 students", "April, this year's" are two things.
        let named = self.digits(next).is_some();
        let counted = named && self.unit(next + 1).is_some();
        (!counted && (named || !self.mark(i, ','))).then_some((year, behind))
    }

    /// November 24, 2025; Nov. 24-26; November 24th.
    fn month_day(&self, i: usize) -> Dated {
        let (month, at) = self.month_name(i)?;
        let day = self.day_behind(at)?;
        let mut next = at + 1;
        let mut last = (month, day);
        if let Some((to, behind)) = self.day_range(next).filter(|(to, _)| *to > day) {
            last = (month, to);
            next = behind;
        }
        self.dated(i, (month, day), last, next)
    }

    /// 24 November 2025; the 24th of November; 24-26 November.
    fn day_month(&self, i: usize) -> Dated {
        let day = self.day_number(i)?;
        let mut next = i + 1;
        let mut to = day;
        if let Some((second, behind)) = self.day_range_loose(next).filter(|(second, _)| *second > day) {
            to = second;
            next = behind;
        }
        if self.is_of(next) {
            next += 1;
        }
        let (month, next) = self.month_name(next)?;
        // "20 May 24" would be anybody's guess; a month's own day wins.
        self.dated(i, (month, day), (month, to), next)
    }

    fn day_range_loose(&self, i: usize) -> Option<(i8, usize)> {
        let tied = self.mark(i, '-') || self.at(&self.f.words.range_words.en, i) == Some(1) || self.is_and(i);
        tied.then(|| self.day_number(i + 1)).flatten().map(|d| (d, i + 2))
    }

    fn dated(&self, i: usize, first: (i8, i8), last: (i8, i8), next: usize) -> Dated {
        let real = |(m, d): (i8, i8)| Calendar::exists(i64::from(m), i64::from(d));
        if !real(first) || !real(last) {
            return None;
        }
        let calendar = self.calendar();
        let (year, next) = match self.year_behind(next) {
            Some(found) => found,
            None => {
                let ahead = self.lies_ahead(i, next);
                let context = self.f.context_year(self.start(i));
                (calendar.year_of_day(first.0, first.1, ahead, context), next)
            }
        };
        let from = calendar.day(year, first.0, first.1);
        let when = if first == last { from } else { from.through(calendar.day(year, last.0, last.1)) };
        Some((when, next))
    }

    /// In April; April 2026; next April.
    fn month_alone(&self, i: usize) -> Dated {
        let calendar = self.calendar();
        if let Some((&offset, at)) = self.value(&self.f.words.pointers.en, i)
            && let Some((month, next)) = self.month_name(at)
        {
            let year = calendar.reference.and_then(|r| {
                let shift = match offset {
                    1 if month <= r.month() => 1,
                    -1 if month >= r.month() => -1,
                    _ => 0,
                };
                calendar.year(shift)
            });
            return Some((calendar.month(year, month), next));
        }
        let (month, next) = self.month_name(i)?;
        if let Some((year, next)) = self.year_behind(next) {
            return Some((calendar.month(year, month), next));
        }
        let ahead = self.lies_ahead(i, next);
        let year = calendar.year_of_month(month, ahead, self.f.context_year(self.start(i)));
        Some((calendar.month(year, month), next))
    }

    /// Monday; last Monday; Monday evening; Monday, November 24.
    fn weekday(&self, i: usize) -> Dated {
        let pointer = self.value(&self.f.words.pointers.en, i).map(|(offset, next)| (*offset, next));
        let at = pointer.map_or(i, |(_, next)| next);
        let (&day, mut next) = self.value(&self.f.words.weekdays.en, at)?;
        let calendar = self.calendar();
        let comma = usize::from(self.mark(next, ','));
        if let Some(found) = self.month_day(next + comma).or_else(|| self.day_month(next + comma)) {
            return Some(found);
        }
        let when = match pointer {
            Some((-1, _)) => calendar.last_weekday(day),
            Some((offset, _)) => calendar.weekday_of_week(day, offset),
            None => calendar.weekday(day, self.lies_ahead(i, next)),
        };
        if let Some(n) = self.at(&self.f.words.day_parts.en, next) {
            next += n;
        }
        Some((when, next))
    }

    /// On the 24th.
    fn bare_ordinal(&self, i: usize) -> Dated {
        let day = self.day_number(i)?;
        let led = i >= 2
            && self.word(i - 1) == "the"
            && self.at(&self.f.words.date_prepositions.en, i - 2) == Some(1)
            && !self.is_of(i - 2);
        // "on the 80th anniversary" names what the number orders.
        let free = match self.tokens.get(i + 1).map(|t| t.kind) {
            Some(TokenKind::Word) => self.at(&self.f.words.not_between.en, i + 1).is_some(),
            _ => true,
        };
        if !led || !free {
            return None;
        }
        let ahead = self.lies_ahead(i, i + 1);
        Some((self.calendar().day_of_month(day, ahead, self.f.context_day(self.start(i))), i + 1))
    }

    /// 2025-11-24, 2025/11/24.
    fn iso(&self, i: usize) -> Dated {
        let year = self.digits(i)?.year()?;
        let same = |c: char| self.mark(i + 1, c) && self.mark(i + 3, c);
        if !same('-') && !same('/') {
            return None;
        }
        let month = self.digits(i + 2)?.whole(1, 12)?;
        let day = self.digits(i + 4)?.whole(1, 31)?;
        let when = self.calendar().day(Some(year), month as i8, day as i8);
        when.lo.map(|_| (when, i + 5))
    }

    /// In 2026; from 2024 to 2026; (2024-2027).
    fn bare_year(&self, i: usize) -> Dated {
        let year = self.digits(i)?.year()?;
        let calendar = self.calendar();
        if self.mark(i + 1, '-')
            && let Some(to) = self.digits(i + 2).and_then(|n| n.year()).filter(|to| *to > year)
            && self.unit(i + 3).is_none()
        {
            return Some((calendar.whole_year(Some(year)).through(calendar.whole_year(Some(to))), i + 3));
        }
        let led = i.checked_sub(1).is_some_and(|b| self.at(&self.f.words.date_prepositions.en, b) == Some(1));
        let tied = i.checked_sub(1).is_some_and(|b| self.mark(b, '-'));
        // In 2026, 2027 and 2028: a year in a list of years.
        let listed = i >= 2
            && self.digits(i - 2).is_some_and(|n| n.year().is_some())
            && (self.mark(i - 1, ',') || self.is_and(i - 1));
        let scaled = self.number(i).is_some_and(|(_, next)| next > i + 1);
        let free = !scaled && self.unit(i + 1).is_none() && !self.mark(i + 1, '-');
        ((led || listed) && !tied && free).then(|| (calendar.whole_year(Some(year)), i + 1))
    }

    /// The past ten years, the next three months.
    fn stretch(&self, i: usize) -> Dated {
        let back = self.value(&self.f.words.past.en, i).map(|(_, next)| (true, next));
        let (back, at) =
            back.or_else(|| self.value(&self.f.words.coming.en, i).map(|(_, next)| (false, next)))?;
        let (number, next) = self.number(at)?;
        let (unit, next) = self.value(&self.f.words.durations.en, next)?;
        if matches!(unit.unit, PeriodUnit::Minute | PeriodUnit::Hour)
            || self.at(&self.f.words.ago.en, next).is_some()
        {
            return None;
        }
        let when = match number.value {
            Some(count) => self.calendar().stretch(count, unit.unit, back),
            None => When::vague(),
        };
        Some((when, next))
    }

    /// Whether the bare date of tokens `i..next` lies ahead.
    fn lies_ahead(&self, i: usize, next: usize) -> bool {
        let tense = &self.f.words.tense.en;
        if tense.before(self.f.text, &self.tokens, i).is_some_and(|(_, mark)| *mark == Mark::Deadline) {
            return true;
        }
        let (from, to) = (self.start(i).saturating_sub(WINDOW), self.end(next) + WINDOW);
        let sign = |k: usize| -> Option<Sign> {
            let token = self.tokens.get(k)?;
            match token.kind {
                TokenKind::Mark(',' | ';' | ':') => Some(Sign::Comma),
                TokenKind::Mark(_) if self.f.is_stop(token.start) => Some(Sign::Stop),
                TokenKind::Number(_) | TokenKind::Ordinal(_) => None,
                _ => {
                    let (mark, _) = self.value(tense, k)?;
                    let month =
                        self.value(&self.f.words.months.en, k).is_some() && self.month_name(k).is_some();
                    (*mark != Mark::Deadline && !month).then_some(Sign::Mark(*mark))
                }
            }
        };
        let before = (0..i).rev().take_while(|k| self.start(*k) >= from).filter_map(sign).collect::<Vec<_>>();
        let after = (next..self.tokens.len())
            .take_while(|k| self.start(*k) <= to)
            .filter_map(sign)
            .collect::<Vec<_>>();
        lies_ahead(&before, &after)
    }

    // ---- amounts

    /// The amounts that begin at token `i`, and the token to go on with.
    fn amount(&self, i: usize) -> (Vec<Draft>, usize) {
        let nothing = (Vec::new(), i + 1);
        if let Some(found) = self.whole_count(i).or_else(|| self.part_of_unit(i)) {
            return (vec![found.0], found.1);
        }
        let money =
            self.value(&self.f.words.currencies_before.en, i).map(|(code, next)| (code.clone(), next));
        let at = money.as_ref().map_or(i, |(_, next)| *next);
        let Some((first, mut next)) = self.number(at) else { return nothing };
        if self.part_of_name(at) {
            return (Vec::new(), next);
        }
        let (mut numbers, mut ties) = (vec![first], Vec::new());
        let yearly = first.year().is_some();
        while let Some((tie, number, behind)) = self.next_of_run(next, money.as_ref().map(|(code, _)| code)) {
            let loose = tie == Tie::Loose;
            // Behind "RMB 100 million, 3 trillion yen" are two amounts.
            let own = loose && money.is_some() && self.unit(behind).is_some();
            if own || number.year().is_some() || loose && yearly {
                break;
            }
            numbers.push(number);
            ties.push(tie);
            next = behind;
        }
        if let Some((code, _)) = money {
            let name =
                self.value(&self.f.words.currencies.en, next).filter(|(c, _)| **c == code || code.is_none());
            let code = code.or_else(|| name.and_then(|(c, _)| c.clone()));
            let next = name.map_or(next, |(_, behind)| behind);
            let unit =
                Unit { kind: QuantityKind::Money, unit: code, factor: Some(1.0), duration: None, next };
            return (self.drafts(i, &numbers, &ties, &unit), next);
        }
        if let Some(draft) = self.fraction(at, &first, next).filter(|_| numbers.len() == 1) {
            return draft;
        }
        let Some(unit) = self.unit_of(&numbers, next) else { return (Vec::new(), next) };
        if let Some(duration) = unit.duration {
            return self.duration(i, &numbers, &ties, unit, duration);
        }
        let next = unit.next;
        (self.drafts(i, &numbers, &ties, &unit), next)
    }

    /// A number behind a hyphen or a plus sign belongs to a name: F-16, 3+3.
    fn part_of_name(&self, i: usize) -> bool {
        let tied = |c: char| {
            i.checked_sub(1).is_some_and(|b| self.mark(b, c) && self.end(i) == self.start(i))
                && i.checked_sub(2)
                    .is_some_and(|b| self.tokens.get(b).is_some_and(|t| t.end == self.start(i - 1)))
        };
        let plus = self.mark(i + 1, '+') && self.digits(i + 2).is_some();
        tied('-') || tied('+') || tied('/') || plus
    }

    /// The number that goes on a run, with what ties it: "20 to 25", "20 and 25", "eight, 80, uh, seven".
    fn next_of_run(&self, i: usize, money: Option<&Option<String>>) -> Option<(Tie, Number, usize)> {
        let words = self.f.words;
        let signed = |k: usize| match money {
            Some(code) => match self.value(&words.currencies_before.en, k) {
                Some((c, next)) if c == code => next,
                _ => k,
            },
            None => k,
        };
        let read = |tie: Tie, k: usize| {
            let k = signed(k);
            let free = self.date(k).is_none() && self.clock(k).is_none();
            self.number(k).filter(|_| free).map(|(number, next)| (tie, number, next))
        };
        if self.mark(i, '-') {
            return read(Tie::Range, i + 1);
        }
        if let Some(n) = self.at(&words.range_words.en, i) {
            return read(Tie::Range, i + n);
        }
        if self.at(&words.list_words.en, i).is_some() {
            return read(Tie::List, i + 1);
        }
        let mut k = i;
        while k < i + 6 && (self.mark(k, ',') || self.mark(k, '…') || self.at(&words.fillers.en, k).is_some())
        {
            k += 1;
        }
        if k > i && self.at(&words.list_words.en, k).is_some() {
            return read(Tie::List, k + 1);
        }
        // A sign of money begins an amount of its own.
        if k > i && self.at(&words.currencies_before.en, k).is_some() {
            return None;
        }
        read(Tie::Loose, k)
    }

    /// What the words at token `i` measure, whatever the number before them.
    fn unit(&self, i: usize) -> Option<Unit> {
        let words = self.f.words;
        if let Some((p, next)) = self.value(&words.percents.en, i) {
            let (unit, factor) = (Some(p.unit.clone()), Some(p.factor));
            return Some(Unit { kind: QuantityKind::Percent, unit, factor, duration: None, next });
        }
        if let Some((m, next)) = self.value(&words.masses.en, i) {
            let unit = Some(m.unit.clone());
            return Some(Unit { kind: QuantityKind::Mass, unit, factor: m.tonnes, duration: None, next });
        }
        if let Some((code, next)) = self.value(&words.currencies.en, i) {
            let factor = Some(1.0);
            return Some(Unit {
                kind: QuantityKind::Money,
                unit: code.clone(),
                factor,
                duration: None,
                next,
            });
        }
        if let Some((d, next)) = self.value(&words.durations.en, i) {
            let unit = Some(d.unit.word().to_owned());
            return Some(Unit {
                kind: QuantityKind::Duration,
                unit,
                factor: Some(d.minutes),
                duration: Some(*d),
                next,
            });
        }
        self.counted(i).map(|(count, next)| Unit {
            kind: QuantityKind::Count,
            unit: Some(count.unit.clone()),
            factor: Some(1.0),
            duration: None,
            next,
        })
    }

    /// A thing worth counting, at most three words on.
    fn counted(&self, i: usize) -> Option<(&crate::lexicon::quantities::Count, usize)> {
        let words = self.f.words;
        let i = if self.is_of(i) { i + 1 } else { i };
        for k in i..i + 4 {
            if let Some((count, next)) = self.value(&words.counts, k) {
                let none = self.at(&words.not_counts.en, next).is_some();
                return (!none).then_some((count, next));
            }
            if self.word(k).is_empty() || self.at(&words.not_between.en, k).is_some() {
                return None;
            }
        }
        None
    }

    /// The unit, if the numbers can be counted in it.
    fn unit_of(&self, numbers: &[Number], i: usize) -> Option<Unit> {
        let unit = self.unit(i)?;
        if unit.kind != QuantityKind::Count {
            return Some(unit);
        }
        let (count, _) = self.counted(i)?;
        let vague_of = numbers.iter().all(Number::is_vague) && numbers.iter().all(|n| !n.loose);
        // Only what is vague goes with "of": "dozens of ships", not "20 of ships".
        if self.is_of(i) && !vague_of {
            return None;
        }
        let enough = |n: &Number| match n.value.or(n.low) {
            Some(value) => value >= count.min && value > 1.0 && value.fract() == 0.0,
            None => !n.loose,
        };
        numbers.last().is_some_and(enough).then_some(unit)
    }

    fn drafts(&self, i: usize, numbers: &[Number], ties: &[Tie], unit: &Unit) -> Vec<Draft> {
        let (start, end) = (self.start(i), self.end(unit.next));
        let empty = |start, end| Draft::amount(start, end, unit.kind, unit.unit.clone());
        let words = self.f.words;
        let before = self.ends(&words.bounds_before.en, i);
        let after = self.value(&words.bounds_after.en, unit.next).map(|(bound, _)| *bound);
        match join(numbers, ties) {
            Run::One(number) => vec![empty(start, end).with(&number, unit.factor).bound(before).bound(after)],
            Run::Range(number) => vec![empty(start, end).with(&number, unit.factor).bound(before)],
            Run::Garbled => vec![Draft { uncertain: true, ..empty(start, end) }],
            Run::List(list) => {
                let last = list.len().saturating_sub(1);
                let between = words.between_words.en.before(self.f.text, &self.tokens, i).is_some();
                if let (true, [a, b]) = (between, list.as_slice()) {
                    let (low, high) = (a.value, b.value);
                    return vec![
                        empty(start, end).with(&Number { value: None, low, high, ..*b }, unit.factor),
                    ];
                }
                let each = list.iter().enumerate().map(|(n, number)| {
                    let (from, to) = (number.start, if n == last { end } else { number.end });
                    empty(if n == 0 { start } else { from }, to).with(number, unit.factor)
                });
                each.collect()
            }
        }
    }

    /// Two thirds, one quarter.
    fn fraction(&self, i: usize, number: &Number, next: usize) -> Option<(Vec<Draft>, usize)> {
        let parts = *self.f.words.numbers.en.parts.get(self.word(next))?;
        let value = number.whole(1, 9)? as f64;
        if value >= parts {
            return None;
        }
        let mut draft =
            Draft::amount(self.start(i), self.end(next + 1), QuantityKind::Percent, Some("%".to_owned()));
        draft.value = Some(value / parts * 100.0);
        Some((vec![draft], next + 1))
    }

    /// Twice.
    fn whole_count(&self, i: usize) -> Option<(Draft, usize)> {
        let ((unit, value), next) = self.value(&self.f.words.whole_counts.en, i)?;
        if self.is_article(next) || self.at(&self.f.words.not_counts.en, next).is_some() {
            return None;
        }
        let mut draft = Draft::amount(self.start(i), self.end(next), QuantityKind::Count, Some(unit.clone()));
        draft.value = Some(*value);
        Some((draft, next))
    }

    /// Half an hour; an hour and a half; a week ago.
    fn part_of_unit(&self, i: usize) -> Option<(Draft, usize)> {
        let words = self.f.words;
        let half = words.numbers.en.fractions.get(self.word(i));
        let at = i + usize::from(half.is_some());
        if !self.is_article(at) {
            return None;
        }
        let (unit, mut next) = self.value(&words.durations.en, at + 1)?;
        let mut count = half.copied().unwrap_or(1.0);
        if half.is_none()
            && let Some((more, behind)) = self.and_a_half(next)
        {
            count += more;
            next = behind;
        }
        let whole = half.is_none() && count == 1.0;
        let led = self.ends(&words.for_a_while.en, i).is_some();
        let number = Number {
            start: self.start(i),
            end: self.end(next),
            value: Some(count),
            low: None,
            high: None,
            scale: 1.0,
            plain: false,
            digits: 0,
            loose: false,
        };
        if let Some((when, behind)) = self.ago(&number, unit, i, next) {
            return Some((Draft::date(self.start(i), self.end(behind), when), behind));
        }
        // "100 miles an hour", "twice a year" are rates.
        if whole && !led || self.at(&words.not_durations.en, next).is_some() {
            return None;
        }
        let name = Some(unit.unit.word().to_owned());
        let draft = Draft::amount(self.start(i), self.end(next), QuantityKind::Duration, name);
        let before = self.ends(&words.bounds_before.en, i);
        Some((draft.with(&number, Some(unit.minutes)).bound(before), next))
    }

    /// "And a half", behind a unit.
    fn and_a_half(&self, i: usize) -> Option<(f64, usize)> {
        if !self.is_and(i) {
            return None;
        }
        let at = i + 1 + usize::from(self.is_article(i + 1));
        self.f.words.numbers.en.fractions.get(self.word(at)).map(|part| (*part, at + 1))
    }

    /// A length of time; or the date it leads to from the day of the talk.
    fn duration(
        &self,
        i: usize,
        numbers: &[Number],
        ties: &[Tie],
        unit: Unit,
        length: DurationUnit,
    ) -> (Vec<Draft>, usize) {
        let words = self.f.words;
        let mut next = unit.next;
        if self.at(&words.not_durations.en, next).is_some()
            || self.ends(&words.not_after_durations.en, i).is_some()
        {
            return (Vec::new(), next);
        }
        let joined = match join(numbers, ties) {
            Run::One(number) | Run::Range(number) => Some(number),
            Run::List(_) | Run::Garbled => None,
        };
        if let Some((when, behind)) = joined.and_then(|number| self.ago(&number, &length, i, next)) {
            return (vec![Draft::date(self.start(i), self.end(behind), when)], behind);
        }
        let mut extra = 0.0;
        if let Some((more, behind)) = self.and_a_half(next).filter(|_| numbers.len() == 1) {
            extra += more * length.minutes;
            next = behind;
        }
        // Two hours and 30 minutes.
        let mut smallest = length.minutes;
        while numbers.len() == 1 {
            let tie = usize::from(self.is_and(next) || self.mark(next, ','));
            let Some((number, at)) = self.number(next + tie) else { break };
            let Some((small, behind)) = self.value(&words.durations.en, at) else { break };
            let Some(count) = number.value.filter(|_| small.minutes < smallest) else { break };
            extra += count * small.minutes;
            smallest = small.minutes;
            next = behind;
        }
        let mut drafts = self.drafts(i, numbers, ties, &Unit { next, ..unit });
        for draft in &mut drafts {
            for x in [&mut draft.value, &mut draft.low, &mut draft.high].into_iter().flatten() {
                *x += extra;
            }
            if smallest < length.minutes
                && let Some((_, d)) = self.smallest_unit(next)
            {
                draft.unit = Some(d.unit.word().to_owned());
            }
        }
        (drafts, next)
    }

    fn smallest_unit(&self, next: usize) -> Option<(usize, &DurationUnit)> {
        self.f.words.durations.en.before(self.f.text, &self.tokens, next)
    }

    /// "Three weeks ago", "two days from now", and in a plan "in three weeks".
    fn ago(&self, number: &Number, unit: &DurationUnit, i: usize, next: usize) -> Dated {
        let words = self.f.words;
        if matches!(unit.unit, PeriodUnit::Minute | PeriodUnit::Hour) {
            return None;
        }
        let back = self.at(&words.ago.en, next).map(|n| (true, next + n));
        let ahead = || self.at(&words.from_now.en, next).map(|n| (false, next + n));
        let planned = || {
            let led = i.checked_sub(1).is_some_and(|b| self.word(b) == "in");
            (led && self.lies_ahead(i, next)).then_some((false, next))
        };
        let (back, behind) = back.or_else(ahead).or_else(planned)?;
        let calendar = self.calendar();
        let when = match (number.value, number.low, number.high) {
            (Some(count), ..) => calendar.shift(count, unit.unit, back),
            (None, Some(low), Some(high)) => {
                let (near, far) =
                    (calendar.shift(low, unit.unit, back), calendar.shift(high, unit.unit, back));
                if back { far.through(near) } else { near.through(far) }
            }
            _ => When { precision: DatePrecision::Vague, ..When::vague() },
        };
        Some((when, behind))
    }
}
