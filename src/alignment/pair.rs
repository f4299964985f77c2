//! Two sources: finds their mode, aligns them accordingly, and accounts for every sentence.

use super::anchors;
use super::assignment::root;
use super::bead::{Bead, GAPS};
use super::bridge::Bridge;
use super::content::Account;
use super::evidence::{Bitext, LengthModel};
use super::mode::{self, Finding, Mode, Publishers};
use super::profile::Side;
use super::translation::{self, reduced};
use super::{AlignOptions, Evidence, Gap, Group, Link, Pair, Reason, Relation, independent, veto, voices};
use crate::claims::Claims;
use crate::lexicon::Lexicon;
use crate::readout::{BlockKind, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// One of the two sources.
pub(crate) struct One<'c> {
    pub index: usize,
    pub claims: &'c Claims,
    pub side: &'c Side,
}

/// A pair found, before it is written as a link.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub bead: Bead,
    pub score: f64,
    pub parts: Vec<super::Part>,
    pub relation: Relation,
}

/// Aligns two sources; `a` has the lower label.
pub(crate) fn align(a: &One<'_>, b: &One<'_>, options: &AlignOptions, lexicon: &Lexicon) -> Pair {
    let (kept_a, side_a) = content(a);
    let (kept_b, side_b) = content(b);
    let bridge = Bridge::between(&side_a, &side_b, &lexicon.alignment);
    let density = |side: &Side| lexicon.alignment.density(side.primary);
    let length = LengthModel::between(density(&side_a), density(&side_b));
    let length = if options.without == Some(Evidence::Length) { length.flat() } else { length };
    let bitext = Bitext::new(&side_a, &side_b, bridge, length, GAPS);
    let anchors = anchors::mutual(&bitext);
    let detected = mode::detect(mode::shape(&bitext, &anchors), publishers(a.claims, b.claims));
    let mode = match options.mode {
        Some(mode) => Finding { mode, stated: true, evidence: detected.evidence },
        None => detected,
    };
    let account = |one: &One<'_>, kept: &[usize], side: &Side| Account::of(one.claims, kept, side, lexicon);
    let (mut account_a, mut account_b) = (account(a, &kept_a, &side_a), account(b, &kept_b, &side_b));
    if !voices::meet(&a.claims.readout, &b.claims.readout, lexicon) {
        account_a.tell_other_talks();
        account_b.tell_other_talks();
    }
    let vetoes = veto::vetoes(&bitext, &account_a, &account_b, &lexicon.alignment, mode.mode);
    let found = match mode.mode {
        Mode::Independent => independent::links(&bitext, [&account_a, &account_b], &vetoes),
        mode => translation::links(&bitext, &anchors, mode, &vetoes, options.plain),
    };
    let links = found.into_iter().map(|found| Link {
        a: a.index,
        b: b.index,
        a_units: found.bead.a.iter().filter_map(|i| kept_a.get(*i).copied()).collect(),
        b_units: found.bead.b.iter().filter_map(|j| kept_b.get(*j).copied()).collect(),
        score: rounded(found.score),
        parts: found.parts.into_iter().map(|(name, part)| (name, rounded(part))).collect(),
        relation: found.relation,
    });
    let mut links: Vec<Link> = links.collect();
    links.sort_by(|x, y| (&x.a_units, &x.b_units, x.relation).cmp(&(&y.a_units, &y.b_units, y.relation)));
    let gaps = gaps(a, b, &links);
    Pair { a: a.index, b: b.index, mode, links, gaps }
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Whether one government published both.
fn publishers(a: &Claims, b: &Claims) -> Publishers {
    let side = |claims: &Claims| claims.readout.source.side.as_ref().map(|side| side.value.clone());
    let language = |claims: &Claims| claims.readout.source.language.value.primary();
    let bare = |claims: &Claims| claims.readout.segments.is_empty();
    match (side(a), side(b)) {
        _ if bare(a) && bare(b) => Publishers::Lines,
        (Some(own), Some(other)) if own == other && language(a) != language(b) => Publishers::OneInTwo,
        (Some(own), Some(other)) if own == other => Publishers::One,
        (Some(_), Some(_)) => Publishers::Two,
        _ => Publishers::Unknown,
    }
}

/// The units that are compared at all, and the text reduced to them.
fn content(one: &One<'_>) -> (Vec<usize>, Side) {
    let kept: Vec<usize> =
        (0..one.claims.readout.units.len()).filter(|unit| left_out(one.claims, *unit).is_none()).collect();
    let side = reduced(one.side, &kept);
    (kept, side)
}

/// Why a unit is not compared, if it is not.
fn left_out(claims: &Claims, unit: usize) -> Option<Reason> {
    match claims.readout.units.get(unit)?.kind {
        BlockKind::Heading => return Some(Reason::Heading),
        BlockKind::Furniture | BlockKind::Dateline => return Some(Reason::Furniture),
        BlockKind::Paragraph | BlockKind::Turn => {}
    }
    let mut voices = claims.of_unit(unit).iter().map(|claim| &claim.voice).peekable();
    voices.peek()?;
    let all: Vec<&Voice> = voices.collect();
    if all.iter().all(|voice| **voice == Voice::Journalist) {
        return Some(Reason::Question);
    }
    all.iter()
        .all(|voice| matches!(voice, Voice::Journalist | Voice::Commentator))
        .then_some(Reason::Commentary)
}

/// The units that are in no link.
fn gaps(a: &One<'_>, b: &One<'_>, links: &[Link]) -> Vec<Gap> {
    let linked_a: BTreeSet<usize> = links.iter().flat_map(|link| link.a_units.iter().copied()).collect();
    let linked_b: BTreeSet<usize> = links.iter().flat_map(|link| link.b_units.iter().copied()).collect();
    let mut gaps = Vec::new();
    for (own, other, linked) in [(a, b, &linked_a), (b, a, &linked_b)] {
        for unit in (0..own.claims.readout.units.len()).filter(|unit| !linked.contains(unit)) {
            let reason = left_out(own.claims, unit).unwrap_or(Reason::NoCounterpart);
            gaps.push(Gap { source: own.index, other: other.index, unit, reason });
        }
    }
    gaps
}

/// The units that `same` links join across sources. `order` has the sources by label.
pub(crate) fn groups(pairs: &[Pair], order: &[usize]) -> Vec<Group> {
    let mut number: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let rank: BTreeMap<usize, usize> = order.iter().copied().zip(0..).collect();
    let of = |source: usize| rank.get(&source).copied().unwrap_or(source);
    let same: Vec<&Link> =
        pairs.iter().flat_map(|pair| &pair.links).filter(|link| link.relation == Relation::Same).collect();
    for link in &same {
        for member in
            link.a_units.iter().map(|u| (of(link.a), *u)).chain(link.b_units.iter().map(|u| (of(link.b), *u)))
        {
            let next = number.len();
            number.entry(member).or_insert(next);
        }
    }
    let mut parent: Vec<usize> = (0..number.len()).collect();
    for link in &same {
        let members = link
            .a_units
            .iter()
            .map(|u| (of(link.a), *u))
            .chain(link.b_units.iter().map(|u| (of(link.b), *u)));
        let sets: Vec<usize> =
            members.filter_map(|m| number.get(&m).copied()).map(|k| root(&mut parent, k)).collect();
        let lowest = sets.iter().copied().min().unwrap_or_default();
        for set in sets {
            if let Some(slot) = parent.get_mut(set) {
                *slot = lowest;
            }
        }
    }
    let mut grouped: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (member, k) in &number {
        grouped.entry(root(&mut parent, *k)).or_default().push(*member);
    }
    let mut groups: Vec<Vec<(usize, usize)>> = grouped.into_values().collect();
    groups.sort();
    groups
        .into_iter()
        .map(|members| Group {
            members: members.into_iter().filter_map(|(r, u)| Some((*order.get(r)?, u))).collect(),
        })
        .collect()
}
