//! Draws the edges of dates. The conventions:
//!
//! - n days before or after the talk: one day either way; n weeks: four days; n months: ten days; n years (below ten):
//!   half a year; ten years and more have no edge.
//! - A bare month, day of a month or weekday: the next one for a plan, the last one for a fact. A fact may lie one day
//!   behind the talk, because a call crosses the date line.
//! - Weeks run from Monday to Sunday.

use super::DatePrecision;
use crate::lexicon::quantities::{PartPrecision, PeriodUnit, Side, YearPart};
use jiff::civil::Date;

/// A date as far as the words and the day of the talk fix it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct When {
    pub lo: Option<Date>,
    pub hi: Option<Date>,
    pub precision: DatePrecision,
}

impl When {
    pub fn vague() -> When {
        When { lo: None, hi: None, precision: DatePrecision::Vague }
    }

    fn open(precision: DatePrecision) -> When {
        When { lo: None, hi: None, precision }
    }

    fn between(lo: Option<Date>, hi: Option<Date>, precision: DatePrecision) -> When {
        match (lo, hi) {
            (Some(lo), Some(hi)) if lo <= hi => When { lo: Some(lo), hi: Some(hi), precision },
            _ => When::open(precision),
        }
    }

    fn day(date: Option<Date>) -> When {
        When::between(date, date, DatePrecision::Day)
    }

    /// From the beginning of this to the end of the other.
    pub fn through(self, other: When) -> When {
        When::between(self.lo, other.hi, other.precision)
    }
}

/// A year: named or counted from the talk; none if it is counted and the talk's day is not known.
pub(super) type Year = Option<i16>;

/// The day of the talk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    pub reference: Option<Date>,
}

impl Calendar {
    pub fn year(self, offset: i32) -> Year {
        let year = i32::from(self.reference?.year()) + offset;
        i16::try_from(year).ok()
    }

    /// Whether the day exists in some year.
    pub fn exists(month: i64, day: i64) -> bool {
        (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && Date::new(2024, month as i8, day as i8).is_ok()
    }

    pub fn whole_year(self, year: Year) -> When {
        self.months(year, [1, 12], DatePrecision::Year)
    }

    pub fn year_part(self, year: Year, part: YearPart) -> When {
        let precision = match part.precision {
            PartPrecision::Half => DatePrecision::Half,
            PartPrecision::Season => DatePrecision::Season,
        };
        self.months(year, part.months, precision)
    }

    pub fn month(self, year: Year, month: i8) -> When {
        self.months(year, [month, month], DatePrecision::Month)
    }

    /// Months beyond 12 are those of the next year.
    pub fn months(self, year: Year, months: [i8; 2], precision: DatePrecision) -> When {
        let first = |m: i8| {
            let year = year?.checked_add(i16::from((m - 1) / 12))?;
            Date::new(year, (m - 1) % 12 + 1, 1).ok()
        };
        When::between(first(months[0]), first(months[1]).map(Date::last_of_month), precision)
    }

    pub fn month_part(self, year: Year, month: i8, days: [i8; 2]) -> When {
        let first = year.and_then(|y| Date::new(y, month, 1).ok());
        let on = |d: i8| first.and_then(|f| Date::new(f.year(), month, d.min(f.days_in_month())).ok());
        When::between(on(days[0]), on(days[1]), DatePrecision::Week)
    }

    pub fn day(self, year: Year, month: i8, day: i8) -> When {
        When::day(year.and_then(|y| Date::new(y, month, day).ok()))
    }

    /// The year of a bare month. `context` is the year told of just before in the same sentence.
    pub fn year_of_month(self, month: i8, plan: bool, context: Year) -> Year {
        let reference = self.reference;
        if let (Some(year), Some(r)) = (context, reference) {
            let this = (year, month);
            let now = (r.year(), r.month());
            if if plan { this >= now } else { this <= now } {
                return context;
            }
        }
        let Some(r) = reference else { return context };
        match plan {
            true if month < r.month() => self.year(1),
            false if month > r.month() => self.year(-1),
            _ => self.year(0),
        }
    }

    /// The year of a bare month and day.
    pub fn year_of_day(self, month: i8, day: i8, plan: bool, context: Year) -> Year {
        let Some(r) = self.reference else { return context };
        let fits = |year: Year| {
            let date = year.and_then(|y| Date::new(y, month, day).ok());
            date.is_some_and(|d| if plan { d >= r } else { r.tomorrow().map_or(d <= r, |t| d <= t) })
        };
        if context.is_some() && fits(context) {
            return context;
        }
        match (plan, fits(self.year(0))) {
            (_, true) => self.year(0),
            (true, false) => self.year(1),
            (false, false) => self.year(-1),
        }
    }

    /// A bare day of the month: 24日, on the 24th. `context`: a day told of just before in the same sentence.
    pub fn day_of_month(self, day: i8, plan: bool, context: Option<Date>) -> When {
        let Some(r) = self.reference else { return When::open(DatePrecision::Day) };
        let of = |month: Date| Date::new(month.year(), month.month(), day).ok();
        if let Some(before) = context
            && let Some(date) = of(before)
            && date >= before
            && (plan || r.tomorrow().is_ok_and(|t| date <= t))
        {
            return When::day(Some(date));
        }
        let mut month = r.first_of_month();
        for _ in 0..4 {
            let date = of(month);
            let fits =
                date.is_some_and(|d| if plan { d >= r } else { r.tomorrow().map_or(d <= r, |t| d <= t) });
            if fits {
                // The talk's next day may be the first of the next month.
                return When::day(date);
            }
            let next = if plan { month.last_of_month().tomorrow() } else { month.yesterday() };
            let Ok(next) = next else { break };
            month = next.first_of_month();
        }
        When::open(DatePrecision::Day)
    }

    pub fn relative_day(self, offset: i32) -> When {
        When::day(self.reference.and_then(|r| add(r, i64::from(offset))))
    }

    /// Monday is 1. A bare weekday.
    pub fn weekday(self, weekday: i8, plan: bool) -> When {
        let Some(r) = self.reference else { return When::open(DatePrecision::Day) };
        let ahead = i64::from(weekday - r.weekday().to_monday_one_offset()).rem_euclid(7);
        let offset = match (plan, ahead) {
            (true, _) | (false, 0 | 1) => ahead,
            (false, _) => ahead - 7,
        };
        When::day(add(r, offset))
    }

    /// A weekday of the week that is `weeks` from the talk's.
    pub fn weekday_of_week(self, weekday: i8, weeks: i32) -> When {
        When::day(self.monday().and_then(|m| add(m, i64::from(weeks) * 7 + i64::from(weekday) - 1)))
    }

    /// The last such weekday before the talk.
    pub fn last_weekday(self, weekday: i8) -> When {
        let back = self.reference.map(|r| {
            let ahead = i64::from(weekday - r.weekday().to_monday_one_offset()).rem_euclid(7);
            add(r, ahead - 7)
        });
        When::day(back.flatten())
    }

    fn monday(self) -> Option<Date> {
        self.reference.and_then(|r| add(r, -i64::from(r.weekday().to_monday_zero_offset())))
    }

    /// This week, next month, last year.
    pub fn period(self, unit: PeriodUnit, offset: i32) -> When {
        let days = |from: i64, to: i64, precision| {
            let monday = self.monday();
            let on = |n: i64| monday.and_then(|m| add(m, i64::from(offset) * 7 + n));
            When::between(on(from), on(to), precision)
        };
        match unit {
            PeriodUnit::Minute | PeriodUnit::Hour | PeriodUnit::Day => self.relative_day(offset),
            PeriodUnit::Week => days(0, 6, DatePrecision::Week),
            PeriodUnit::Weekend => days(5, 6, DatePrecision::Week),
            PeriodUnit::Month => {
                let (year, month) = self.month_at(offset);
                self.month(year, month)
            }
            PeriodUnit::Quarter => {
                let (year, month) = self.month_at(offset.saturating_mul(3));
                let first = (month - 1) / 3 * 3 + 1;
                self.months(year, [first, first + 2], DatePrecision::Season)
            }
            PeriodUnit::Year => self.whole_year(self.year(offset)),
        }
    }

    /// The year and month that lie `offset` months from the talk.
    pub fn month_at(self, offset: i32) -> (Year, i8) {
        let Some(r) = self.reference else { return (None, 1) };
        let months = i64::from(r.year()) * 12 + i64::from(r.month()) - 1 + i64::from(offset);
        (i16::try_from(months.div_euclid(12)).ok(), (months.rem_euclid(12) + 1) as i8)
    }

    /// "Three weeks ago", "in ten days".
    pub fn shift(self, count: f64, unit: PeriodUnit, back: bool) -> When {
        let (precision, slack) = match unit {
            PeriodUnit::Minute | PeriodUnit::Hour | PeriodUnit::Day => (DatePrecision::Day, 1),
            PeriodUnit::Week | PeriodUnit::Weekend => (DatePrecision::Week, 4),
            PeriodUnit::Month => (DatePrecision::Month, 10),
            PeriodUnit::Quarter => (DatePrecision::Season, 30),
            PeriodUnit::Year => (DatePrecision::Year, 183),
        };
        let centre = self.moved(count, unit, back);
        if unit == PeriodUnit::Year && count >= 10.0 {
            return When::vague();
        }
        let edge = |n: i64| centre.and_then(|c| add(c, n));
        When::between(edge(-slack), edge(slack), precision)
    }

    /// "The past ten years", 未来三个月: from or to the talk.
    pub fn stretch(self, count: f64, unit: PeriodUnit, back: bool) -> When {
        let (other, here) = (self.moved(count, unit, back), self.reference);
        if back {
            When::between(other, here, DatePrecision::Vague)
        } else {
            When::between(here, other, DatePrecision::Vague)
        }
    }

    fn moved(self, count: f64, unit: PeriodUnit, back: bool) -> Option<Date> {
        let days = match unit {
            PeriodUnit::Minute | PeriodUnit::Hour => 0.0,
            PeriodUnit::Day => count,
            PeriodUnit::Week | PeriodUnit::Weekend => count * 7.0,
            PeriodUnit::Month => count * 30.4375,
            PeriodUnit::Quarter => count * 91.3125,
            PeriodUnit::Year => count * 365.25,
        };
        if !(0.0..=1_000_000.0).contains(&days) {
            return None;
        }
        let days = days.round() as i64;
        add(self.reference?, if back { -days } else { days })
    }

    /// What is left of a period on one side of the talk; the whole period if the talk is outside.
    pub fn rest(self, whole: When, side: Side) -> When {
        let (Some(lo), Some(hi), Some(r)) = (whole.lo, whole.hi, self.reference) else { return whole };
        match side {
            _ if r < lo || r > hi => whole,
            Side::After => When { lo: Some(r), ..whole },
            Side::Before => When { hi: Some(r), ..whole },
        }
    }
}

pub(super) fn add(date: Date, days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    date.checked_add(span).ok()
}
