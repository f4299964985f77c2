//! Tells whether two texts report the same talk: the participants agree and the dates differ by at most a day.

use crate::claims::Claims;
use crate::claims::quantity::{DatePrecision, Quantity, QuantityKind};
use crate::readout::{Readout, Rule};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Whether two texts report the same talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Talk {
    /// They do, as far as the texts tell.
    Same,
    /// The two are one text.
    OneText,
    /// They do not; why.
    Other(String),
}

/// The verdict on two sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkPair {
    /// The source with the lower label.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The verdict.
    pub talk: Talk,
}

/// A call crosses the date line.
const LONGEST_SHIFT: i32 = 1;

/// The verdicts on all pairs of sources, sorted.
pub fn pairs(sources: &[Claims]) -> Vec<TalkPair> {
    let mut pairs = Vec::new();
    for (a, one) in sources.iter().enumerate() {
        for (b, other) in sources.iter().enumerate().skip(a + 1) {
            pairs.push(TalkPair { a, b, talk: judge(one, other) });
        }
    }
    pairs
}

/// Whether the texts `a` and `b` count as being of the same talk.
pub fn same(talks: &[TalkPair], a: usize, b: usize) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    talks.iter().any(|pair| pair.a == low && pair.b == high && !matches!(pair.talk, Talk::Other(_)))
}

/// The day of a text's talk: the one stated or detected for the source, else the first whole day that its account of the
/// talk fixes.
pub fn day(claims: &Claims) -> Option<Date> {
    if let Some(date) = &claims.readout.source.date {
        return Some(date.value);
    }
    let events = claims.claims.iter().filter(|claim| claim.rule == Rule::Event);
    let whole = |q: &&Quantity| {
        q.kind == QuantityKind::Date && q.precision == Some(DatePrecision::Day) && !q.uncertain
    };
    events.flat_map(|claim| &claim.quantities).find(whole)?.lo
}

/// Whether two days are too far apart to be of one talk.
pub fn days_apart(a: Date, b: Date) -> bool {
    (a - b).get_days().abs() > LONGEST_SHIFT
}

/// Whether two texts report the same talk, and if not, why.
pub fn judge(a: &Claims, b: &Claims) -> Talk {
    let days = (day(a), day(b));
    let (a, b) = (&a.readout, &b.readout);
    let body = |r: &Readout| r.source.body.of(&r.source.text).trim().to_string();
    if body(a) == body(b) {
        return Talk::OneText;
    }
    if let (Some(a_day), Some(b_day)) = days
        && days_apart(a_day, b_day)
    {
        return Talk::Other(format!("dated {a_day} and {b_day}"));
    }
    let (a_sides, b_sides) = (parties(a), parties(b));
    // A text that tells only its publisher's side agrees with any talk of that side.
    if a_sides.len() > 1 && b_sides.len() > 1 && a_sides != b_sides
        || a_sides.is_disjoint(&b_sides) && !a_sides.is_empty() && !b_sides.is_empty()
    {
        return Talk::Other(format!("between {} and between {}", words(&a_sides), words(&b_sides)));
    }
    // A common name for the talk outweighs names of persons, which two texts may write so that they are not joined.
    let event = |r: &Readout| r.source.event.as_deref().map(str::trim).unwrap_or_default().to_string();
    if !event(a).is_empty() && event(a) == event(b) {
        return Talk::Same;
    }
    for side in &a_sides {
        let (ours, theirs) = (principals(a, side), principals(b, side));
        if !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs) {
            return Talk::Other(format!(
                "{side} is represented by {} and by {}",
                words(&ours),
                words(&theirs)
            ));
        }
    }
    Talk::Same
}

/// The sides that take part; an outlet is no party.
fn parties(readout: &Readout) -> BTreeSet<String> {
    readout.parties.iter().filter(|side| *side != "media").cloned().collect()
}

/// The keys of the participants of a side.
fn principals(readout: &Readout, side: &str) -> BTreeSet<String> {
    let of_side = readout.persons.iter().filter(|p| p.participant && p.side.as_deref() == Some(side));
    of_side.map(|person| person.key.clone()).collect()
}

fn words(set: &BTreeSet<String>) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join(" and ")
}
