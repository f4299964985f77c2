//! Whether two quantities of a linked pair say the same.

use super::{DatePrecision, Quantity, QuantityKind};
use crate::lexicon::quantities::PeriodUnit;

/// How two quantities of one kind stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accord {
    /// They say the same.
    Same,
    /// One is a rounder way to say the other: "three weeks" and 25 days, "early December" and 3 December, "more than
    /// 20 million" and 25 million.
    Rounded,
    /// They cannot both be so.
    Conflict,
}

/// How far apart two numbers may be, as a share of the greater, when one is the other rounded.
const ROUNDING: f64 = 0.03;
/// The same when one of them is said to be rough (about, nearly).
const ROUGH: f64 = 0.1;

/// Compares two quantities; none if they are not comparable: of different kinds or units, garbled, without a value
/// or an edge.
pub fn accord(a: &Quantity, b: &Quantity) -> Option<Accord> {
    if a.kind != b.kind || a.uncertain || b.uncertain {
        return None;
    }
    match a.kind {
        QuantityKind::Date => dates(a, b),
        // Lengths of time in different units can be compared; what a number counts, or its money, must be the same.
        QuantityKind::Duration => numbers(a, b, tolerance(a).max(tolerance(b))),
        _ if a.unit != b.unit || a.unit.is_none() => None,
        _ => numbers(a, b, 0.0),
    }
}

/// Whether two quantities conflict; none if they are not comparable (see [`accord`]).
pub fn clash(a: &Quantity, b: &Quantity) -> Option<bool> {
    accord(a, b).map(|accord| accord == Accord::Conflict)
}

/// Ranges that share a day agree; so do two days that are neighbours, because a call crosses the date line.
fn dates(a: &Quantity, b: &Quantity) -> Option<Accord> {
    let (a_lo, a_hi, b_lo, b_hi) = (a.lo?, a.hi?, b.lo?, b.hi?);
    if (a_lo, a_hi) == (b_lo, b_hi) {
        return Some(Accord::Same);
    }
    if a_lo <= b_hi && b_lo <= a_hi {
        return Some(Accord::Rounded);
    }
    let days = a.precision == Some(DatePrecision::Day) && b.precision == Some(DatePrecision::Day);
    let gap = a_hi.tomorrow().is_ok_and(|d| d == b_lo) || b_hi.tomorrow().is_ok_and(|d| d == a_lo);
    Some(if days && gap { Accord::Rounded } else { Accord::Conflict })
}

/// In minutes, by the unit in which it was said.
fn tolerance(q: &Quantity) -> f64 {
    let minutes: f64 = match q.unit.as_deref() {
        Some(u) if u == PeriodUnit::Minute.word() => 2.0,
        Some(u) if u == PeriodUnit::Hour.word() => 15.0,
        Some(u) if u == PeriodUnit::Day.word() => 1440.0,
        Some(u) if u == PeriodUnit::Week.word() => 4.0 * 1440.0,
        Some(u) if u == PeriodUnit::Month.word() => 10.0 * 1440.0,
        Some(u) if u == PeriodUnit::Year.word() => 183.0 * 1440.0,
        _ => 0.0,
    };
    let whole = q.value.unwrap_or_default();
    // "30 days" is no rougher than a month, "two hours" no rougher than a fifth of itself.
    minutes.min(whole * 0.25) * if q.about { 2.0 } else { 1.0 }
}

fn numbers(a: &Quantity, b: &Quantity, tolerance: f64) -> Option<Accord> {
    if let (Some(x), Some(y)) = (a.value, b.value)
        && a.low.is_none()
        && a.high.is_none()
        && b.low.is_none()
        && b.high.is_none()
    {
        let most = x.abs().max(y.abs());
        let gap = (x - y).abs();
        return Some(match () {
            () if gap <= most * 1e-9 => Accord::Same,
            () if gap <= tolerance => Accord::Rounded,
            () if (a.about || b.about) && gap <= most * ROUGH => Accord::Rounded,
            () if gap <= most * ROUNDING && gap < quantum(x).max(quantum(y)) / 2.0 => Accord::Rounded,
            () => Accord::Conflict,
        });
    }
    let ((a_low, a_high), (b_low, b_high)) = (edges(a)?, edges(b)?);
    if (a_low, a_high) == (b_low, b_high) {
        return Some(Accord::Same);
    }
    let slack =
        tolerance + if a.about || b.about { ROUNDING * a_low.abs().max(b_low.abs()).min(1e300) } else { 0.0 };
    let meet = a_low <= b_high + slack && b_low <= a_high + slack;
    Some(if meet { Accord::Rounded } else { Accord::Conflict })
}

fn edges(q: &Quantity) -> Option<(f64, f64)> {
    match (q.low, q.high, q.value) {
        (None, None, None) => None,
        (None, None, Some(value)) => Some((value, value)),
        (low, high, _) => Some((low.unwrap_or(0.0), high.unwrap_or(f64::INFINITY))),
    }
}

/// The place of the last digit that is not zero: 10 for 2,350, a million for 25 million.
fn quantum(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return 0.0;
    }
    let mut place = 10f64.powf(x.abs().log10().floor());
    for _ in 0..6 {
        let steps = x / place;
        if (steps - steps.round()).abs() < 1e-6 {
            break;
        }
        place /= 10.0;
    }
    place
}
