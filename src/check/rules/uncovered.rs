//! `claims-uncovered`: the share of claims in which the lexicon finds no topic.

use super::{Case, Finding, Verdict};
use crate::check::policy::fields::Fields;
use crate::claims::{Claim, Claims};
use crate::input::InputError;
use crate::readout::{BlockKind, Rule, Voice};

/// How large a share is too large.
#[derive(Clone, Debug)]
pub struct Uncovered {
    above: f64,
}

/// How many of the claims are shown.
const SHOWN: usize = 5;

impl Uncovered {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// No share.
    pub fn read(fields: &Fields<'_>) -> Result<Uncovered, InputError> {
        fields.need("above", "this rule")?;
        Ok(Uncovered { above: fields.share("above")?.unwrap_or_default() })
    }

    /// Judges a text.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let Some(reading) = case.texts.reading(case.text) else { return Verdict::Not("unreadable") };
        let claims = &reading.claims;
        if case.texts.lexicon.topic_index.get(claims.readout.source.language.value.primary()).is_none() {
            return Verdict::Not("the lexicon has no terms in its language");
        }
        let counted: Vec<&Claim> = claims.claims.iter().filter(|claim| counts(claims, claim)).collect();
        let bare: Vec<&&Claim> = counted.iter().filter(|claim| claim.topics.is_empty()).collect();
        if counted.is_empty() || bare.len() as f64 <= self.above * counted.len() as f64 {
            return Verdict::Judged;
        }
        let (count, all) = (bare.len(), counted.len());
        let message =
            format!("no topic covers {count} of {all} claims, more than the share of {}", self.above);
        let finding = Finding::new(case.text, "share", message).at(bare.first().map(|claim| claim.span));
        found.push(bare.iter().skip(1).take(SHOWN).fold(finding, |finding, claim| {
            finding.with(case.text, Some(claim.span), "no topic covers this either")
        }));
        Verdict::Judged
    }
}

/// Claims of the body, but for the call itself and for what journalists and commentators say.
fn counts(claims: &Claims, claim: &Claim) -> bool {
    let kind = claims.readout.units.get(claim.unit).map(|unit| unit.kind);
    matches!(kind, Some(BlockKind::Paragraph | BlockKind::Turn))
        && claim.rule != Rule::Event
        && !matches!(claim.voice, Voice::Journalist | Voice::Commentator)
}
