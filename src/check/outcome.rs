//! What a run found, counted and grouped once; printers only print.

use super::policy::{Policy, Severity};
use super::row::Row;
use crate::input::Notice;
use std::collections::BTreeMap;

/// What an expectation judged.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The texts that were judged, as paths.
    pub judged: Vec<String>,
    /// Why others were not, and how many.
    pub not_judged: BTreeMap<&'static str, usize>,
}

/// What an expectation came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What it judged.
    pub tally: Tally,
    /// How many texts it could not judge.
    pub not_judged: usize,
    /// How many findings it made that are not known.
    pub findings: usize,
    /// How many of them make the run fail.
    pub failures: usize,
    /// By path, the texts that it judged and those with findings, each with its findings as indices into [`Report::rows`].
    pub cases: BTreeMap<String, Vec<usize>>,
}

/// All that a run found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The policy.
    pub policy: Policy,
    /// The lexicon's name, version and hash.
    pub lexicon: [String; 3],
    /// How many texts are reported on, of how many that were read.
    pub texts: (usize, usize),
    /// How many talks these make.
    pub talks: usize,
    /// For each expectation what it came to.
    pub outcomes: Vec<Outcome>,
    /// What was found and is not known, by path and place.
    pub rows: Vec<Row>,
    /// How many of these make the run fail.
    pub failures: usize,
    /// What is suppressed, each with the suppression's place among the policy's.
    pub suppressed: Vec<(Row, usize)>,
    /// How many findings the baseline knows.
    pub known: usize,
    /// What to know beside.
    pub notices: Vec<Notice>,
}

impl Report {
    /// The findings of a level, by path and place.
    pub fn of_level(&self, level: Severity) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.level == level)
    }

    /// How many findings there are of a level.
    pub fn count(&self, level: Severity) -> usize {
        self.of_level(level).count()
    }

    /// All findings, the gravest first.
    pub fn worst_first(&self) -> impl Iterator<Item = &Row> {
        Severity::ALL.into_iter().flat_map(|level| self.of_level(level))
    }

    /// Whether a finding makes the run fail.
    pub fn fails(&self, row: &Row) -> bool {
        fails(&self.policy, row)
    }

    /// Whether the run fails.
    pub fn failed(&self) -> bool {
        self.failures > 0
    }

    /// How many texts were judged, counted once for each expectation.
    pub fn cases(&self) -> usize {
        self.outcomes.iter().map(|outcome| outcome.cases.len()).sum()
    }

    /// Each expectation with what it came to.
    pub fn expectations(&self) -> impl Iterator<Item = (&super::policy::Expectation, &Outcome)> {
        self.policy.expectations.iter().zip(&self.outcomes)
    }
}

fn fails(policy: &Policy, row: &Row) -> bool {
    policy.fail_on.is_some_and(|least| row.level >= least)
}

/// Groups findings by expectation and text; a tally for each expectation.
pub fn outcomes(policy: &Policy, tallies: Vec<Tally>, rows: &[Row]) -> Vec<Outcome> {
    let empty = |tally: Tally| Outcome {
        not_judged: tally.not_judged.values().sum(),
        cases: tally.judged.iter().map(|path| (path.clone(), Vec::new())).collect(),
        tally,
        ..Outcome::default()
    };
    let mut outcomes: Vec<Outcome> = tallies.into_iter().map(empty).collect();
    for (i, row) in rows.iter().enumerate() {
        if let Some(outcome) = outcomes.get_mut(row.expectation) {
            outcome.findings += 1;
            outcome.failures += usize::from(fails(policy, row));
            outcome.cases.entry(row.place.path.clone()).or_default().push(i);
        }
    }
    outcomes
}

/// How many findings make the run fail.
pub fn failures(policy: &Policy, rows: &[Row]) -> usize {
    rows.iter().filter(|row| fails(policy, row)).count()
}
