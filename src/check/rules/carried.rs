//! `claim-not-carried`: what a text has another side say or do, and that side's own text does not carry.

use super::topic::meant;
use super::{Case, Finding, Verdict, quoted};
use crate::check::policy::fields::Fields;
use crate::check::policy::node::Located;
use crate::check::policy::read::topic_ids;
use crate::check::policy::select::sides;
use crate::claims::Claim;
use crate::comparison::{Attributed, Status};
use crate::input::InputError;
use crate::lexicon::Lexicon;
use crate::readout::Confidence;

/// Which claims.
#[derive(Clone, Debug)]
pub struct Carried {
    topics: Vec<String>,
    other: Vec<Located<String>>,
    confidence: Confidence,
}

impl Carried {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// An unknown topic, side or confidence.
    pub fn read(fields: &Fields<'_>, lexicon: &Lexicon) -> Result<Carried, InputError> {
        let confidence = match fields.word("confidence", &["low", "medium", "high"])?.as_deref() {
            None | Some("medium") => Confidence::Medium,
            Some("low") => Confidence::Low,
            Some(_) => Confidence::High,
        };
        let topics = topic_ids(fields, "topics", lexicon)?;
        Ok(Carried { topics, other: sides(fields, "other", lexicon)?, confidence })
    }

    /// The other sides that are named.
    pub fn other(&self) -> &[Located<String>] {
        &self.other
    }

    /// Judges a text: the one that attributes.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let Some((compared, source)) = case.texts.compared(case.text) else { return Verdict::Not(TOO_MANY) };
        let mut attributed = compared.comparison.attributed();
        attributed.retain(|claim| {
            claim.status != Status::NoText
                && claim
                    .rows
                    .first()
                    .is_some_and(|row| row.source == source && is_meant(&self.other, &row.side))
        });
        if attributed.is_empty() && !has_other_side(case, &self.other) {
            return Verdict::Not("no text of another side about the same talk");
        }
        let Some(claims) = compared.comparison.sources.get(source) else { return Verdict::Judged };
        let topics = meant(&self.topics, case.texts.lexicon);
        for Attributed { status, rows } in attributed {
            let Some(row) = rows.first() else { continue };
            let Some(claim) = claims.claims.get(row.claim) else { continue };
            let on_topic = self.topics.is_empty() || claim.topics.iter().any(|m| topics.contains(&m.topic));
            if on_topic && status == Status::NotCarried && claim.confidence >= self.confidence {
                let others = rows.iter().filter_map(|row| compared.texts.get(row.other?).copied());
                found.push(finding(case, claim, &row.side, others));
            }
        }
        Verdict::Judged
    }
}

fn finding(case: Case<'_>, claim: &Claim, side: &str, others: impl Iterator<Item = usize>) -> Finding {
    let text = case.texts.all.get(case.text).map_or("", |own| own.source.text.as_str());
    let words: Vec<&str> = claim.span.of(text).split_whitespace().collect();
    let words = words.join(" ");
    let message = format!("attributed to {side} and not carried by the text of {side}: {}", quoted(&words));
    let finding = Finding::new(case.text, format!("{side} {words}"), message).at(Some(claim.span));
    let finding = match claim.topics.first().and_then(|m| case.texts.lexicon.topics.get(m.topic)) {
        Some(topic) => finding.on(&topic.id),
        None => finding,
    };
    others.fold(finding, |finding, other| finding.and(other, None, "does not carry it"))
}

/// Said of a text in a talk that is too large.
pub const TOO_MANY: &str = "more than 40 texts of one talk; tell by `talks` which belong together";

/// Whether a side is among those that are meant: all, when none is named.
pub fn is_meant(other: &[Located<String>], side: &str) -> bool {
    other.is_empty() || other.iter().any(|wanted| wanted.value == side)
}

/// Whether there is a text of another side that is meant, about the same talk.
fn has_other_side(case: Case<'_>, meant: &[Located<String>]) -> bool {
    let own = case.texts.side(case.text);
    let other =
        |text: &usize| case.texts.side(*text).is_some_and(|side| Some(side) != own && is_meant(meant, side));
    own.is_some() && case.texts.fellows(case.text).iter().any(other)
}
