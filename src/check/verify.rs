//! What can never match is an error, not silence: globs without files, a `where` that no text fits, a voice nobody has.

use super::policy::node::At;
use super::policy::{Grouping, Policy};
use super::texts::Texts;
use crate::input::InputError;

/// Looks through a policy for what no text of the folder can ever meet.
///
/// # Errors
/// The first such thing, at its place.
pub fn can_match(policy: &Policy, files: &[String], texts: &Texts<'_>) -> Result<(), InputError> {
    let paths = || files.iter().map(String::as_str);
    globs(policy, policy.readouts.idle(paths()))?;
    if let Grouping::Named(talks) = &policy.talks {
        talks.iter().try_for_each(|(_, own)| globs(policy, own.idle(paths())))?;
    }
    for suppression in &policy.suppressions {
        globs(policy, suppression.files.as_ref().and_then(|own| own.idle(paths())))?;
    }
    for expectation in &policy.expectations {
        globs(policy, expectation.select.files.as_ref().and_then(|own| own.idle(paths())))?;
        if !texts.all.iter().any(|text| expectation.select.takes(&text.source, &text.relative)) {
            let at = expectation.select.place.unwrap_or(expectation.id.at);
            let message = format!("`{}` can never match: no text fits its `where`", expectation.id.value);
            let hint = "`readout-diff claims FILE` shows side, language and kind of a text";
            return Err(policy.file().error(at, message).hint(hint));
        }
    }
    Ok(())
}

/// What only the texts' claims can tell: talks with a side, voices. Asks for every text, so it is left out where only some are reported.
///
/// # Errors
/// As [`can_match`].
pub fn can_match_claims(policy: &Policy, texts: &Texts<'_>) -> Result<(), InputError> {
    for expectation in &policy.expectations {
        let chosen = || (0..texts.all.len()).filter(|text| texts.takes(&expectation.select, *text));
        let at = expectation.select.place.unwrap_or(expectation.id.at);
        if chosen().next().is_none() {
            let sides = expectation.select.with.join(" or ");
            let message = format!(
                "`{}` can never match: {sides} takes part in no talk that is meant",
                expectation.id.value
            );
            return Err(policy.file().error(at, message).hint("look at `with`"));
        }
        if let Some(voice) = expectation.rule.voice() {
            let speaks = |text: usize| {
                texts.reading(text).is_some_and(|reading| {
                    let readout = &reading.claims.readout;
                    reading.claims.claims.iter().any(|claim| readout.voice_key(&claim.voice) == voice.value)
                })
            };
            if !chosen().any(speaks) {
                let message =
                    format!("can never match: no text that is meant has the voice `{}`", voice.value);
                let hint = "voices are family names in lower case (xi, von-der-leyen), both, narrator; \
                            `readout-diff claims FILE` lists them";
                return Err(policy.file().error(voice.at, message).hint(hint));
            }
        }
    }
    Ok(())
}

fn globs(policy: &Policy, idle: Option<(&str, At)>) -> Result<(), InputError> {
    match idle.filter(|(_, at)| at.line > 0) {
        None => Ok(()),
        Some((glob, at)) => Err(policy
            .file()
            .error(at, format!("can never match: no file fits `{glob}`"))
            .hint("globs are relative to the folder of this file; `**/` stands for any folders")),
    }
}
