//! What is wrong with topics: samples answered wrongly, and terms that never match.

use super::entry::{Term, Topic};
use super::find::expand;
use super::terms::Sentence;
use super::{LANGUAGES, Lexicon};
use crate::text::fold::Folded;
use crate::text::span::Span;
use std::fmt;

/// Something to mend in a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The topic's id.
    pub topic: String,
    /// The column, by primary subtag.
    pub language: &'static str,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What can be wrong with a topic; each with the sentence or the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A sentence of `tests: hit` in which the topic is not found.
    MustHit(String),
    /// A sentence of `tests: miss` in which the topic is found.
    MustMiss(String),
    /// A term that is not found in its own words, even beside what it needs: blocked, or a slip.
    NeverMatches(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): ", self.topic, self.language)?;
        match &self.trouble {
            Trouble::MustHit(sentence) => write!(f, "must hit and does not: {sentence}"),
            Trouble::MustMiss(sentence) => write!(f, "must not hit and does: {sentence}"),
            Trouble::NeverMatches(term) => write!(f, "never matches: {term}"),
        }
    }
}

/// Everything to mend, in the order of the topics.
pub fn lint(lexicon: &Lexicon) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, topic) in lexicon.topic_entries.iter().enumerate() {
        for language in LANGUAGES {
            let troubles = troubles(lexicon, index, topic, language);
            findings.extend(troubles.map(|trouble| Finding { topic: topic.id.clone(), language, trouble }));
        }
    }
    findings
}

fn troubles<'a>(
    lexicon: &'a Lexicon,
    index: usize,
    topic: &'a Topic,
    language: &'static str,
) -> impl Iterator<Item = Trouble> + 'a {
    let hit = move |sentence: &str| hits(lexicon, index, language, sentence);
    let samples = topic.tests.get(language);
    let must = samples.map(|samples| samples.hit.as_slice()).unwrap_or_default();
    let must_not = samples.map(|samples| samples.miss.as_slice()).unwrap_or_default();
    let terms = topic.terms.get(language).map(Vec::as_slice).unwrap_or_default();
    let missed = must.iter().filter(move |s| !hit(s)).cloned().map(Trouble::MustHit);
    let wrong = must_not.iter().filter(move |s| hit(s)).cloned().map(Trouble::MustMiss);
    let dead = terms.iter().filter(move |term| !own_words(term).any(|s| hit(&s)));
    missed.chain(wrong).chain(dead.map(|term| Trouble::NeverMatches(term.form().into())))
}

/// Sentences made of a term's own words, each way it can be written, beside each word that it needs near.
fn own_words(term: &Term) -> impl Iterator<Item = String> {
    let literal = term.guards().is_some_and(|guards| guards.literal);
    let written = |form: &str| -> Vec<String> {
        expand(form).unwrap_or_default().iter().map(|way| way.replace('…', " ").replace('*', "")).collect()
    };
    let ways = if literal { vec![term.form().to_string()] } else { written(term.form()) };
    let near = term.guards().map(|guards| guards.near.as_slice()).unwrap_or_default();
    let mut beside: Vec<String> = near.iter().flat_map(|form| written(form)).collect();
    if beside.is_empty() {
        beside.push(String::new());
    }
    ways.into_iter().flat_map(move |way| beside.clone().into_iter().map(move |near| format!("{way} {near}")))
}

/// Whether a topic is found in a sentence standing alone, with no side taking part.
fn hits(lexicon: &Lexicon, topic: usize, language: &str, sentence: &str) -> bool {
    let Some(index) = lexicon.topic_index.get(language) else { return false };
    let folded = Folded::of(sentence, Span::new(0, sentence.len()));
    let (hits, _) = index.search(Sentence { text: sentence, folded: &folded, parties: &[] });
    hits.iter().any(|hit| hit.group == topic && !hit.anaphora)
}
