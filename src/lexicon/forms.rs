//! Forms of the entries as folded texts hold them: folded and written out once, by the build.

use super::entry::{Actors, Boilerplate, Grammar, PerLanguage, Term};
use super::find::expand;
use crate::text::fold::fold_term;
use serde::{Deserialize, Serialize};

/// Forms that are compared with whole lines, labels and openings, where a finder would be too much.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forms {
    /// Site furniture, without signs around it.
    pub furniture: PerLanguage<Vec<String>>,
    /// Closing formulas, without signs around them.
    pub closing: PerLanguage<Vec<String>>,
    /// Agencies and papers.
    pub outlets: PerLanguage<Vec<String>>,
    /// Labels of those who ask.
    pub journalists: PerLanguage<Vec<String>>,
    /// Labels of those who answer without being named.
    pub answers: PerLanguage<Vec<String>>,
    /// Whose words are commentary; open forms as far as they are written.
    pub commentators: PerLanguage<Vec<String>>,
    /// Words that answer a question without substance, alternatives written out.
    pub declining: PerLanguage<Vec<String>>,
    /// Words that say something was not discussed, alternatives written out.
    pub denying: PerLanguage<Vec<String>>,
}

impl Forms {
    /// Folds and writes out the forms of the entries.
    pub fn of(actors: &Actors, boilerplate: &Boilerplate, grammar: &PerLanguage<Grammar>) -> Forms {
        let outlets =
            |primary| actors.outlets.iter().flat_map(|outlet| folded(outlet.forms(primary))).collect();
        Forms {
            furniture: each(&boilerplate.furniture, |list| bare(list)),
            closing: each(&boilerplate.closing, |list| bare(list)),
            outlets: PerLanguage { en: outlets("en"), zh: outlets("zh"), ja: outlets("ja") },
            journalists: each(&actors.journalists.labels, |list| folded(list)),
            answers: each(&actors.answers.labels, |list| folded(list)),
            commentators: each(&actors.commentators, |list| {
                list.iter().map(|term| fold_term(term.form().trim_end_matches('*'))).collect()
            }),
            declining: each(grammar, |grammar| expanded(&grammar.declining)),
            denying: each(grammar, |grammar| expanded(&grammar.denying)),
        }
    }
}

fn each<T, U>(columns: &PerLanguage<T>, make: impl Fn(&T) -> U) -> PerLanguage<U> {
    PerLanguage { en: make(&columns.en), zh: make(&columns.zh), ja: make(&columns.ja) }
}

fn folded(terms: &[Term]) -> Vec<String> {
    terms.iter().map(|term| fold_term(term.form())).collect()
}

fn bare(forms: &[String]) -> Vec<String> {
    forms
        .iter()
        .map(|form| fold_term(form).trim_matches(|c: char| !c.is_alphanumeric()).to_string())
        .collect()
}

/// A form that is not well formed is left out; the housekeeper keeps such forms out of the files.
fn expanded(forms: &[String]) -> Vec<String> {
    forms.iter().filter_map(|form| expand(form).ok()).flatten().collect()
}
