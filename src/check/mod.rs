//! `check`: a reader of the pipeline's values that holds the texts of a folder against what is expected of them.
//!
//! `policy` reads `readout-diff.yaml`, `texts` the folder; `rules` judge one text after the other, `row` makes what they find
//! ready to be shown, `accept` takes out what is known, `outcome` counts and groups, and `print` prints.

pub mod accept;
pub mod explain;
pub mod finding;
pub mod outcome;
pub mod policy;
pub mod print;
pub mod row;
pub mod rules;
pub mod texts;
pub mod verify;

use crate::input::{InputError, Notice};
use crate::lexicon::Lexicon;
use crate::pipeline::{Error, Options};
use accept::Baseline;
use outcome::Tally;
use policy::Policy;
use row::{Maker, Row};
use rules::{Case, Rule, Verdict};
use texts::Texts;
use texts::scope::Scope;

pub use outcome::Report;

/// Holds the texts of a folder against a policy. `files` are the paths below the scope's folder.
///
/// # Errors
/// Texts that cannot be read; a policy that can never match.
pub fn run(
    mut policy: Policy,
    scope: &Scope,
    files: &[String],
    baseline: Option<&Baseline>,
    options: &Options,
    lexicon: &Lexicon,
) -> Result<Report, Vec<Error>> {
    let one = |error: InputError| vec![Error::Input(error)];
    let mut notices = Vec::new();
    let readouts = readouts(&policy, scope, files, &mut notices).map_err(one)?;
    let texts = Texts::read(&policy, scope, &readouts, options, lexicon, &mut notices)?;
    let whole = !readouts.is_empty() && texts.all.iter().all(|text| text.reported);
    if !readouts.is_empty() {
        verify::can_match(&policy, files, &readouts, &texts).map_err(one)?;
    }
    if whole {
        let of_talks = policy.expectations.iter().any(|e| e.rule.name().needs_comparison());
        texts.understand_all(of_talks);
        verify::can_match_claims(&policy, &texts).map_err(one)?;
    }
    prepare(&mut policy, scope, &texts).map_err(one)?;
    let (mut rows, tallies) = judge(&policy, scope, &texts);
    if whole {
        rows.extend(gone(&policy, scope, files, &texts));
    }
    row::settle(&mut rows);
    let reported = texts.all.iter().filter(|text| text.reported);
    let paths: Vec<&str> = reported.clone().map(|text| text.relative.as_str()).collect();
    let (rows, suppressed) = accept::suppress(&policy, rows, whole, &mut notices);
    let (rows, known) = accept::subtract(baseline, rows, whole, &paths, &mut notices);
    let talks = (0..texts.talks.len()).filter(|talk| texts.is_reported(*talk)).count();
    let lexicon = [&lexicon.name, &lexicon.version, &lexicon.sha256].map(String::clone);
    let texts = (reported.count(), texts.all.len());
    let outcomes = outcome::outcomes(&policy, tallies, &rows);
    let failures = outcome::failures(&policy, &rows);
    Ok(Report { policy, lexicon, texts, talks, outcomes, rows, failures, suppressed, known, notices })
}

/// Of the files of a folder, those that the policy takes for readouts; that there is none is an error, or a notice where files are
/// named that need not be readouts.
fn readouts(
    policy: &Policy,
    scope: &Scope,
    files: &[String],
    notices: &mut Vec<Notice>,
) -> Result<Vec<String>, InputError> {
    let readouts: Vec<String> = files.iter().filter(|file| policy.takes(file)).cloned().collect();
    if readouts.is_empty() && !scope.may_be_empty {
        return Err(verify::no_readout(policy, files));
    }
    if readouts.is_empty() {
        let message = "no file that is named is a readout: .txt and .md files are, but for README";
        notices.push(Notice::new("", message));
    }
    Ok(readouts)
}

fn prepare(policy: &mut Policy, scope: &Scope, texts: &Texts<'_>) -> Result<(), InputError> {
    let (path, text) = (policy.path.clone(), policy.text.clone());
    let file = policy::node::File { path: &path, text: &text };
    let prepare = |e: &mut policy::Expectation| e.rule.prepare(&file, &scope.root, texts, &e.select);
    policy.expectations.iter_mut().try_for_each(prepare)
}

/// Judges every text that is reported, and those whose talk has one.
fn judge(policy: &Policy, scope: &Scope, texts: &Texts<'_>) -> (Vec<Row>, Vec<Tally>) {
    let mut maker = Maker::new(texts, scope);
    let (mut rows, mut tallies) = (Vec::new(), Vec::new());
    let is_reported = |text: usize| texts.all.get(text).is_some_and(|own| own.reported);
    for (index, expectation) in policy.expectations.iter().enumerate() {
        let of_talks = expectation.rule.name().is_of_talks();
        let wanted = |text: &usize| {
            let talk = texts.all.get(*text).map_or(0, |own| own.talk);
            is_reported(*text) || of_talks && texts.is_reported(talk)
        };
        // What only the claims tell (`with`) is asked of others when a rule looks at them.
        let chosen: Vec<usize> =
            (0..texts.all.len()).filter(|text| texts.takes(&expectation.select, *text)).collect();
        let mut tally = Tally::default();
        let judged: Vec<usize> = chosen.iter().copied().filter(wanted).collect();
        for (done, text) in judged.iter().copied().enumerate() {
            texts.tell("judging", done, judged.len());
            let mut found = Vec::new();
            match expectation.rule.judge(Case { texts, text, chosen: &chosen }, &mut found) {
                Verdict::Judged => {
                    tally.judged.push(texts.all.get(text).map_or("", |own| &own.source.path).into())
                }
                Verdict::Not(why) => *tally.not_judged.entry(why).or_default() += 1,
            }
            found.retain(|finding| finding.parties().any(is_reported));
            rows.extend(found.into_iter().map(|finding| maker.row(index, expectation, finding)));
        }
        tallies.push(tally);
    }
    (rows, tallies)
}

/// Rows for files that are recorded and not there.
fn gone(policy: &Policy, scope: &Scope, files: &[String], texts: &Texts<'_>) -> Vec<Row> {
    let maker = Maker::new(texts, scope);
    let mut rows = Vec::new();
    for (index, expectation) in policy.expectations.iter().enumerate() {
        if let Rule::Recorded(rule) = &expectation.rule {
            rows.extend(rule.gone(files).iter().map(|file| maker.absent(index, expectation, file)));
        }
    }
    rows
}
