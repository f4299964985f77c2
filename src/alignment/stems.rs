//! English words to comparable stems: irregular forms to their base, then Snowball.

use crate::lexicon::alignment::AlignmentWords;
use crate::text::word;
use std::collections::{BTreeMap, BTreeSet};

/// English words to comparable stems: irregular forms to their base, then Snowball.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems {
    irregular: BTreeMap<String, String>,
    stop: BTreeSet<String>,
}

impl Stems {
    /// The stems under the irregular forms and empty words of a lexicon.
    pub fn new(words: &AlignmentWords) -> Stems {
        let mut irregular = BTreeMap::new();
        for row in &words.irregular {
            let mut forms = row.split(' ');
            let Some(base) = forms.next() else { continue };
            for form in forms {
                irregular.insert(form.to_string(), word::stem(base));
            }
        }
        Stems { irregular, stop: words.stop.en.iter().cloned().collect() }
    }

    /// The stem of a lower-case word; none for a word without content.
    pub fn stem(&self, word: &str) -> Option<String> {
        let word = word.strip_suffix("'s").unwrap_or(word);
        if self.stop.contains(word) {
            return None;
        }
        Some(self.irregular.get(word).cloned().unwrap_or_else(|| word::stem(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stems = Stems::new(&Lexicon::default_lexicon().alignment);
        for (x, y) in
            [("met", "meeting"), ("said", "says"), ("countries", "country's"), ("children", "child")]
        {
            assert_eq!(stems.stem(x), stems.stem(y), "{x} {y}");
        }
        assert_eq!(stems.stem("the"), None);
    }
}
