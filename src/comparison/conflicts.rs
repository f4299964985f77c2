//! Conflicts: numbers and dates that cannot both hold, in sentences that are linked.

use super::talk::{self, TalkPair};
use crate::alignment::{Alignment, Relation};
use crate::claims::quantity::{Quantity, clash};
use crate::claims::{Claim, Claims};
use crate::text::span::Span;

/// Two numbers or dates that clash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What kind of quantity: date, duration, mass, money, percent, count.
    pub kind: &'static str,
    /// The source with the lower label.
    pub a: usize,
    /// The other source.
    pub b: usize,
    /// The unit in `a`.
    pub a_unit: usize,
    /// The unit in `b`.
    pub b_unit: usize,
    /// The words in `a`.
    pub a_span: Span,
    /// The words in `b`.
    pub b_span: Span,
}

/// The clashes in all linked sentences of texts about the same talk, sorted by sources and place.
pub fn clashes(sources: &[Claims], alignment: &Alignment, talks: &[TalkPair]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let links = alignment.pairs.iter().flat_map(|pair| &pair.links);
    for link in links.filter(|link| link.relation == Relation::Same && talk::same(talks, link.a, link.b)) {
        let (a, b) = (quantities(sources, link.a, &link.a_units), quantities(sources, link.b, &link.b_units));
        for (a_claim, a_quantity) in &a {
            let comparable: Vec<_> = b
                .iter()
                .filter(|(b_claim, _)| about_one_thing(a_claim, b_claim))
                .filter_map(|(claim, quantity)| Some((claim, quantity, clash(a_quantity, quantity)?)))
                .collect();
            // One that agrees with something on the other side clashes with nothing there.
            if comparable.iter().any(|(.., clashes)| !clashes) {
                continue;
            }
            for (b_claim, b_quantity, _) in comparable {
                if a.iter().any(|(_, other)| clash(other, b_quantity) == Some(false)) {
                    continue;
                }
                conflicts.push(Conflict {
                    kind: a_quantity.kind.word(),
                    a: link.a,
                    b: link.b,
                    a_unit: a_claim.unit,
                    b_unit: b_claim.unit,
                    a_span: a_quantity.span,
                    b_span: b_quantity.span,
                });
            }
        }
    }
    conflicts.sort_by_key(|c| (c.a, c.b, c.a_span, c.b_span));
    conflicts.dedup();
    conflicts
}

/// The quantities of some units, each with its claim.
fn quantities<'a>(sources: &'a [Claims], source: usize, units: &[usize]) -> Vec<(&'a Claim, &'a Quantity)> {
    let Some(claims) = sources.get(source) else { return Vec::new() };
    let of_units = units.iter().flat_map(|unit| claims.of_unit(*unit));
    of_units.flat_map(|claim| claim.quantities.iter().map(move |quantity| (claim, quantity))).collect()
}

/// Claims with topics must have one in common: a linked sentence may go on to another matter.
fn about_one_thing(a: &Claim, b: &Claim) -> bool {
    a.topics.is_empty()
        || b.topics.is_empty()
        || a.topics.iter().any(|m| b.topics.iter().any(|o| o.topic == m.topic))
}
