//! The concepts of the glossary in one text: only terms that can stand in the text are compiled, since compiling all
//! of them takes ten times as long as all the rest of aligning two readouts.

use crate::lexicon::entry::{Concept, Term};
use crate::lexicon::terms::{Group, Sentence, TermIndex};
use crate::text::fold::{Folded, is_cjk};
use crate::text::simplify::simplify;
use crate::text::span::Span;

/// The concepts that may stand in a text.
pub(crate) struct ConceptFinder {
    index: TermIndex,
}

impl ConceptFinder {
    /// Compiles what may stand in the body of a text in a language.
    pub fn of(text: &str, body: Span, concepts: &[Concept], primary: &str) -> ConceptFinder {
        let folded = Folded::of(text, body);
        let openings = Openings::of(folded.text());
        let mut able: Vec<Vec<Term>> = concepts
            .iter()
            .map(|concept| {
                concept.forms(primary).iter().filter(|term| openings.may_open(term)).cloned().collect()
            })
            .collect();
        // The housekeeper knows that every term is well formed; should one not be, its concept alone is lost.
        loop {
            match TermIndex::build(able.iter().map(|terms| Group { terms, ..Group::default() })) {
                Ok(index) => return ConceptFinder { index },
                Err((broken, _)) => match able.get_mut(broken).filter(|terms| !terms.is_empty()) {
                    Some(terms) => terms.clear(),
                    None => return ConceptFinder { index: TermIndex::default() },
                },
            }
        }
    }

    /// The places in the glossary of the concepts in a sentence, as they stand there; one may come several times.
    pub fn find(&self, sentence: Sentence<'_>) -> Vec<usize> {
        self.index.search(sentence).0.into_iter().map(|hit| hit.group).collect()
    }
}

/// With what a term in a text can begin.
struct Openings<'t> {
    /// Its Latin words, sorted.
    words: Vec<&'t str>,
    /// Its pairs of neighbouring characters, sorted; the second is a blank at the end.
    pairs: Vec<(char, char)>,
}

impl<'t> Openings<'t> {
    fn of(folded: &'t str) -> Openings<'t> {
        let mut words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric() || is_cjk(c))
            .filter(|word| !word.is_empty())
            .collect();
        words.sort_unstable();
        words.dedup();
        let next = folded.chars().skip(1).chain([' ']);
        let mut pairs: Vec<(char, char)> = folded.chars().zip(next).filter(|(c, _)| is_cjk(*c)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Openings { words, pairs }
    }

    /// Whether a term may stand in the text, by how it begins.
    fn may_open(&self, term: &Term) -> bool {
        let form = term.form().trim_start();
        match form.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((options, _)) => options.split('|').any(|option| self.may_begin(option)),
            None => self.may_begin(form),
        }
    }

    fn may_begin(&self, form: &str) -> bool {
        let mut chars = form.chars();
        match chars.next() {
            Some(first) if is_cjk(first) => {
                let first = simplify(first);
                let second = chars.next().filter(|c| is_cjk(*c)).map(simplify);
                let from = self.pairs.partition_point(|pair| *pair < (first, second.unwrap_or('\0')));
                self.pairs.get(from).is_some_and(|pair| pair.0 == first && second.is_none_or(|c| pair.1 == c))
            }
            Some(first) if first.is_alphanumeric() => {
                let end = form.find(|c: char| !c.is_alphanumeric() || is_cjk(c)).unwrap_or(form.len());
                let head = form[..end].to_lowercase();
                let from = self.words.partition_point(|word| *word < head.as_str());
                // A letter that folding changes (é) is beyond this short way.
                !head.is_ascii() || self.words.get(from).is_some_and(|word| word.starts_with(&head))
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn nothing_is_lost_on_the_short_way() {
        let lexicon = Lexicon::default_lexicon();
        let texts = [
            ("zh", "國家主席習近平同美國總統特朗普通電話。雙方同意保持經常性聯繫，歡迎再次訪華，合作共贏。"),
            (
                "en",
                "I had a very good phone call with President Xi: win-win, G20, U.S.-China ties, self-reliance.",
            ),
            ("ja", "両首脳は、日米同盟の一層の強化で一致し、ウクライナ情勢について意見交換を行いました。"),
        ];
        for (primary, text) in texts {
            let span = Span::new(0, text.len());
            let folded = Folded::of(text, span);
            let sentence = Sentence { text, folded: &folded, parties: &[] };
            let groups =
                lexicon.concepts.iter().map(|c| Group { terms: c.forms(primary), ..Group::default() });
            let whole = TermIndex::build(groups).unwrap();
            let all: Vec<usize> = whole.search(sentence).0.into_iter().map(|hit| hit.group).collect();
            assert!(all.len() > 3, "{primary}: {all:?}");
            assert_eq!(ConceptFinder::of(text, span, &lexicon.concepts, primary).find(sentence), all);
        }
    }
}
