//! English words to comparable stems: irregular forms to their base, then Snowball.

use super::alignment::CommonWords;
use super::pack;
use super::trie::Trie;
use crate::text::english;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// English words to comparable stems. Made at build time and read in place.
#[derive(Clone, Debug, Default)]
pub struct Stems {
    /// Words that Snowball is not asked about: those without content (0), and irregular forms with the place of
    /// their stem in `bases`.
    known: Trie,
    /// The stems of irregular forms, each behind its length.
    bases: Cow<'static, [u8]>,
}

impl Stems {
    /// The stems under the irregular forms and empty words of the lists.
    pub fn build(lists: &CommonWords) -> Stems {
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut bases = vec![0]; // No stem stands at place 0.
        for row in &lists.irregular {
            let mut forms = row.split(' ');
            let Some(base) = forms.next() else { continue };
            known.extend(forms.map(|form| (form, bases.len())));
            pack::put_slice(&mut bases, english::stem(base).as_bytes());
        }
        known.extend(lists.stop.en.iter().map(|word| (word.as_str(), 0)));
        let known: Vec<(&[u8], u32)> = known
            .iter()
            .map(|(word, place)| (word.as_bytes(), u32::try_from(*place).unwrap_or_default()))
            .collect();
        Stems { known: Trie::build(&known), bases: Cow::Owned(bases) }
    }

    /// Stems laid out before.
    pub fn in_place(mut bytes: &'static [u8]) -> Stems {
        let known = Trie::in_place(&mut bytes);
        Stems { known, bases: Cow::Borrowed(bytes) }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        self.known.write(bytes);
        bytes.extend_from_slice(&self.bases);
    }

    /// The stem of a lower-case word; none for a word without content.
    pub fn stem(&self, word: &str) -> Option<Cow<'_, str>> {
        let word = word.strip_suffix("'s").unwrap_or(word);
        match self.known.get(word.as_bytes()) {
            None => Some(Cow::Owned(english::stem(word))),
            Some(0) => None,
            Some(place) => {
                let mut bases = self.bases.get(usize::try_from(place).ok()?..)?;
                str::from_utf8(pack::take_slice(&mut bases)).ok().map(Cow::Borrowed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stems = &Lexicon::default_lexicon().stems;
        for (x, y) in
            [("met", "meeting"), ("said", "says"), ("countries", "country's"), ("children", "child")]
        {
            assert_eq!(stems.stem(x), stems.stem(y), "{x} {y}");
        }
        assert_eq!(stems.stem("the"), None);
    }
}
