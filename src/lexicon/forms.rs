//! Forms of the entries as folded texts hold them: folded and written out once, by the build.

use super::entry::{Actors, Boilerplate, PerLanguage, SideEntry, Term};
use super::words::Words;
use crate::text::fold::fold_term;
use serde::{Deserialize, Serialize};

/// Forms that are compared with whole lines, labels and openings, where a finder would be too much.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forms {
    /// Site furniture, without signs around it.
    pub furniture: PerLanguage<Words>,
    /// Closing formulas, without signs around them.
    pub closing: PerLanguage<Words>,
    /// Agencies and papers.
    pub outlets: PerLanguage<Words>,
    /// Labels of those who ask.
    pub journalists: PerLanguage<Words>,
    /// Phrases in running text that report their asking, as they are written.
    pub asks: PerLanguage<Words>,
    /// Labels of those who answer without being named.
    pub answers: PerLanguage<Words>,
    /// Whose words are commentary; open forms as far as they are written.
    pub commentators: PerLanguage<Words>,
}

/// A shorter name, in bytes, is in too many others (US, UN).
const SHORTEST_ISSUER: usize = 4;

impl Forms {
    /// Folds and writes out the forms of the entries.
    pub fn of(actors: &Actors, boilerplate: &Boilerplate) -> Forms {
        let outlets = |primary| {
            actors
                .outlets
                .iter()
                .flat_map(|outlet| outlet.forms(primary))
                .map(|term| fold_term(term.form()))
                .collect()
        };
        Forms {
            furniture: each(&boilerplate.furniture, bare),
            closing: each(&boilerplate.closing, bare),
            outlets: PerLanguage { en: outlets("en"), zh: outlets("zh"), ja: outlets("ja") },
            journalists: each(&actors.journalists.labels, |list| folded(list)),
            asks: each(&actors.journalists.asks, |list| list.iter().map(Term::form).collect()),
            answers: each(&actors.answers.labels, |list| folded(list)),
            commentators: each(&actors.commentators, |list| {
                list.iter().map(|term| fold_term(term.form().trim_end_matches('*'))).collect()
            }),
        }
    }
}

fn each<T, U>(columns: &PerLanguage<T>, make: impl Fn(&T) -> U) -> PerLanguage<U> {
    PerLanguage { en: make(&columns.en), zh: make(&columns.zh), ja: make(&columns.ja) }
}

fn folded(terms: &[Term]) -> Words {
    terms.iter().map(|term| fold_term(term.form())).collect()
}

/// Names and places of a side as folded texts hold them: by them an issuer's side is told.
pub fn issuers(side: &SideEntry) -> Words {
    let names =
        [&side.en, &side.zh, &side.ja].into_iter().flat_map(|names| names.names.iter().chain(&names.places));
    names.map(|name| fold_term(name.form())).filter(|name| name.len() >= SHORTEST_ISSUER).collect()
}

fn bare(forms: &Words) -> Words {
    forms
        .iter()
        .map(|form| fold_term(form).trim_matches(|c: char| !c.is_alphanumeric()).to_string())
        .collect()
}
