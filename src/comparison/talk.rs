//! Tells whether two texts report the same talk: the participants agree and the dates differ by at most a day.

use super::people::may_be_one;
use crate::claims::Claims;
use crate::claims::quantity::{DatePrecision, Quantity, QuantityKind};
use crate::lexicon::Lexicon;
use crate::readout::{Person, Readout, Rule};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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
pub fn pairs(sources: &[Claims], lexicon: &Lexicon) -> Vec<TalkPair> {
    let mut pairs = Vec::new();
    for (a, one) in sources.iter().enumerate() {
        for (b, other) in sources.iter().enumerate().skip(a + 1) {
            pairs.push(TalkPair { a, b, talk: judge(one, other, lexicon) });
        }
    }
    pairs
}

/// Whether the texts `a` and `b` count as being of the same talk.
pub fn same(talks: &[TalkPair], a: usize, b: usize) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    talks.iter().any(|pair| pair.a == low && pair.b == high && !matches!(pair.talk, Talk::Other(_)))
}

/// The sources in groups: two whose verdict joins them, directly or by way of others, stand together. Sorted.
pub fn groups(sources: usize, talks: &[TalkPair], joins: impl Fn(&Talk) -> bool) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..sources).collect();
    for pair in talks.iter().filter(|pair| joins(&pair.talk)) {
        let (Some(a), Some(b)) = (group.get(pair.a).copied(), group.get(pair.b).copied()) else { continue };
        group.iter_mut().filter(|own| **own == a.max(b)).for_each(|own| *own = a.min(b));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    group.into_iter().enumerate().for_each(|(source, group)| groups.entry(group).or_default().push(source));
    groups.into_values().collect()
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
pub fn judge(a: &Claims, b: &Claims, lexicon: &Lexicon) -> Talk {
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
        let apart = !ours.iter().any(|one| theirs.iter().any(|other| may_be_one(one, other, lexicon)));
        if !ours.is_empty() && !theirs.is_empty() && apart {
            return Talk::Other(format!("{side} is represented by {} and by {}", keys(&ours), keys(&theirs)));
        }
    }
    Talk::Same
}

/// The sides that take part; an outlet is no party.
fn parties(readout: &Readout) -> BTreeSet<String> {
    readout.parties.iter().filter(|side| *side != "media").cloned().collect()
}

/// The participants of a side.
fn principals<'a>(readout: &'a Readout, side: &str) -> Vec<&'a Person> {
    readout.persons.iter().filter(|p| p.participant && p.side.as_deref() == Some(side)).collect()
}

fn keys(persons: &[&Person]) -> String {
    words(&persons.iter().map(|person| person.key.clone()).collect())
}

fn words(set: &BTreeSet<String>) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join(" and ")
}
