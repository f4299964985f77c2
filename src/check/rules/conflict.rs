//! `numbers-conflict`: numbers or dates that cannot both hold, in texts about the same talk.

use super::carried::TOO_MANY;
use super::{Case, Finding, Verdict, quoted};
use crate::check::policy::fields::Fields;
use crate::claims::quantity::QuantityKind;
use crate::input::InputError;

/// Which kinds of numbers.
#[derive(Clone, Debug)]
pub struct Conflict {
    quantities: Vec<String>,
}

impl Conflict {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// An unknown kind of quantity.
    pub fn read(fields: &Fields<'_>) -> Result<Conflict, InputError> {
        let words =
            fields.words("quantities", &QuantityKind::ALL.map(QuantityKind::word))?.unwrap_or_default();
        Ok(Conflict { quantities: words.into_iter().map(|word| word.value).collect() })
    }

    /// Judges a text. A clash is told once, of the text with the lower label that is chosen.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let texts = case.texts;
        if texts.fellows(case.text).is_empty() {
            return Verdict::Not("no other text about the same talk");
        }
        let Some((compared, source)) = texts.compared(case.text) else { return Verdict::Not(TOO_MANY) };
        for clash in &compared.comparison.conflicts {
            if !self.quantities.is_empty() && !self.quantities.iter().any(|kind| kind == clash.kind) {
                continue;
            }
            let text_of = |source: usize| compared.texts.get(source).copied().unwrap_or_default();
            let (a, b) = (text_of(clash.a), text_of(clash.b));
            let (own, other) = match source {
                _ if source == clash.a => ((a, clash.a_span), (b, clash.b_span)),
                _ if source == clash.b && !case.chosen.contains(&a) => ((b, clash.b_span), (a, clash.a_span)),
                _ => continue,
            };
            let words = |(text, span): (usize, crate::text::span::Span)| {
                texts.all.get(text).map_or("", |own| span.of(&own.source.text))
            };
            let message = format!(
                "{}: {} has {}, {} has {}",
                clash.kind,
                texts.label(own.0),
                quoted(words(own)),
                texts.label(other.0),
                quoted(words(other))
            );
            let key = format!("{} {} {}", clash.kind, words(own), words(other));
            found.push(Finding::new(case.text, key, message).at(Some(own.1)).and(
                other.0,
                Some(other.1),
                quoted(words(other)),
            ));
        }
        Verdict::Judged
    }
}
