//! Which words and concepts tell little: they stand in any sentence, or in very many readouts.

use super::alignment::CommonWords;
use super::stems::Stems;
use super::trie::Trie;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How often a word or concept stands in readouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// In few, as most do.
    Rare,
    /// In every eighth or more.
    Common,
    /// In every fourth or more.
    Frequent,
    /// A concept that only names a country.
    Name,
}

/// The words and concepts of one language that tell little. Made at build time and read in place.
#[derive(Clone, Debug, Default)]
pub struct Genre {
    stop: Trie,
    words: Trie,
    /// A number for each concept, by its place in the glossary.
    concepts: Cow<'static, [u8]>,
}

impl Frequency {
    const ALL: [Frequency; 4] = [Frequency::Rare, Frequency::Common, Frequency::Frequent, Frequency::Name];

    fn of(number: usize) -> Frequency {
        Self::ALL.get(number).copied().unwrap_or(Frequency::Rare)
    }
}

impl Genre {
    /// The genre by the lists; English words are compared after stemming. `concepts` are the ids of the glossary.
    pub fn build(lists: &CommonWords, primary: &str, stems: &Stems, concepts: &[&str]) -> Genre {
        let mut words: BTreeMap<Cow<'_, str>, u32> = BTreeMap::new();
        for (list, frequency) in [(&lists.common, Frequency::Common), (&lists.frequent, Frequency::Frequent)]
        {
            let own = list.get(primary).into_iter().flatten();
            let keys = own.filter_map(|word| match primary {
                "en" => stems.stem(word),
                _ => Some(Cow::Borrowed(word.as_str())),
            });
            words.extend(keys.map(|key| (key, frequency as u32)));
        }
        let stop = lists.stop.get(primary).into_iter().flatten();
        let stop: BTreeMap<&str, u32> = stop.map(|word| (word.as_str(), 0)).collect();
        let concepts = concepts.iter().map(|id| of_concept(lists, id) as u8).collect();
        Genre {
            stop: trie(stop.iter().map(|(word, number)| (*word, *number))),
            words: trie(words.iter().map(|(word, number)| (&**word, *number))),
            concepts: Cow::Owned(concepts),
        }
    }

    /// A genre laid out before.
    pub fn in_place(mut bytes: &'static [u8]) -> Genre {
        let (stop, words) = (Trie::in_place(&mut bytes), Trie::in_place(&mut bytes));
        Genre { stop, words, concepts: Cow::Borrowed(bytes) }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        self.stop.write(bytes);
        self.words.write(bytes);
        bytes.extend_from_slice(&self.concepts);
    }

    /// Whether a word stands in any sentence and says nothing about what it is about.
    pub fn is_empty_word(&self, word: &str) -> bool {
        self.stop.get(word.as_bytes()).is_some()
    }

    /// How often a word stands in readouts: in English, a stem.
    pub fn of_word(&self, word: &str) -> Frequency {
        let number = self.words.get(word.as_bytes()).and_then(|number| usize::try_from(number).ok());
        Frequency::of(number.unwrap_or_default())
    }

    /// How often a concept stands in readouts, by its place in the glossary.
    pub fn of_concept(&self, concept: usize) -> Frequency {
        Frequency::of(self.concepts.get(concept).copied().map_or(0, usize::from))
    }
}

/// A concept that only names two countries tells as little as a frequent one.
fn of_concept(lists: &CommonWords, id: &str) -> Frequency {
    let stands_in = |list: &[String]| list.iter().any(|other| other == id);
    if id.ends_with(&lists.naming_suffix) {
        Frequency::Name
    } else if id.ends_with(&lists.pair_suffix) || stands_in(&lists.frequent_concepts) {
        Frequency::Frequent
    } else if stands_in(&lists.common_concepts) {
        Frequency::Common
    } else {
        Frequency::Rare
    }
}

fn trie<'w>(words: impl Iterator<Item = (&'w str, u32)>) -> Trie {
    let words: Vec<(&[u8], u32)> = words.map(|(word, number)| (word.as_bytes(), number)).collect();
    Trie::build(&words)
}
