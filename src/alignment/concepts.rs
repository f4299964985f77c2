//! The concepts of the glossary in a sentence.

use crate::lexicon::Lexicon;
use crate::lexicon::terms::{Sentence, TermIndex};

/// Finds the concepts that stand in the sentences of one language.
pub(crate) struct ConceptFinder<'l> {
    index: Option<&'l TermIndex>,
}

impl<'l> ConceptFinder<'l> {
    /// A finder for a language, which finds nothing in one without a lexicon.
    pub fn of(lexicon: &'l Lexicon, primary: &str) -> ConceptFinder<'l> {
        ConceptFinder { index: lexicon.concept_index.get(primary).map(|index| &**index) }
    }

    /// The places in the glossary of the concepts in a sentence, as they stand there; one may come several times.
    pub fn find(&self, sentence: Sentence<'_>) -> Vec<usize> {
        let hits = self.index.map(|index| index.search(sentence).0).unwrap_or_default();
        hits.into_iter().map(|hit| hit.group).collect()
    }
}
