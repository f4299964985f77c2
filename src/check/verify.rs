//! What can never match is an error, not silence: globs without files, a `where` that no text fits, a voice nobody has.

use super::policy::node::At;
use super::policy::{Expectation, Grouping, Policy};
use super::texts::Texts;
use crate::input::InputError;

const GLOBS: &str = "globs are relative to the folder of this file; `**/` stands for any folders";

/// Why there is no readout among the files of a folder, at the place that says so.
pub fn no_readout(policy: &Policy, files: &[String]) -> InputError {
    const WHAT: &str = "there is no readout to check";
    let Some(named) = &policy.readouts else {
        let hint = "the .txt and .md files of a folder are readouts, but for README and hidden files; \
                    `readouts:` in a readout-diff.yaml names others";
        return InputError::new(&policy.path, WHAT).hint(hint);
    };
    let file = policy.file();
    match (named.idle(files.iter().map(String::as_str)), &policy.exclude) {
        (Some((glob, at)), _) => file.error(at, format!("{WHAT}: no file fits `{glob}`")).hint(GLOBS),
        (None, Some(left_out)) => file
            .error(left_out.at(), format!("{WHAT}: `exclude` takes out every file that `readouts` names"))
            .hint("make these globs narrower"),
        (None, None) => file
            .error(named.at(), format!("{WHAT}: only README files fit"))
            .hint("a README is about its folder, and never a readout"),
    }
}

/// Looks through a policy for what no text of the folder can ever meet; `files` are all files of the folder, `readouts` those
/// that the policy takes for readouts.
///
/// # Errors
/// The first such thing, at its place.
pub fn can_match(
    policy: &Policy,
    files: &[String],
    readouts: &[String],
    texts: &Texts<'_>,
) -> Result<(), InputError> {
    let paths = || readouts.iter().map(String::as_str);
    globs(policy, policy.exclude.as_ref().and_then(|own| own.idle(files.iter().map(String::as_str))))?;
    globs(policy, policy.readouts.as_ref().and_then(|own| own.idle(paths())))?;
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
        other_sides(policy, expectation, texts)?;
    }
    Ok(())
}

/// Every other side that an expectation names must have a text, and one of its texts must be of another side than that.
fn other_sides(policy: &Policy, expectation: &Expectation, texts: &Texts<'_>) -> Result<(), InputError> {
    let numbers = || 0..texts.all.len();
    let chosen = |text: &usize| {
        texts.all.get(*text).is_some_and(|own| expectation.select.takes(&own.source, &own.relative))
    };
    for other in expectation.rule.other() {
        let side = other.value.as_str();
        let message = match numbers().any(|text| texts.side(text) == Some(side)) {
            false => format!("can never match: no text is of {side}"),
            true if numbers().filter(chosen).all(|text| texts.side(text).is_none_or(|own| own == side)) => {
                format!("can never match: no text that is meant is of another side than {side}")
            }
            true => continue,
        };
        let hint = "look at `other`, at `where` and at the texts' front matter";
        return Err(policy.file().error(other.at, message).hint(hint));
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
    match idle {
        None => Ok(()),
        Some((glob, at)) => {
            Err(policy.file().error(at, format!("can never match: no file fits `{glob}`")).hint(GLOBS))
        }
    }
}
