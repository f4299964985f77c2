//! For each headword of CC-CEDICT the English stems that its senses are made of, as numbers.

use crate::english;
use crate::glosses::Glosses;
use crate::pack;
use crate::stems::Stems;
use fst::Streamer as _;
use std::collections::BTreeMap;

/// Longer senses, in words with content, are explanations, not translations.
const LONGEST_SENSE: usize = 3;

/// What `src/text/gloss.rs` embeds.
pub struct Meanings {
    /// An `fst::Map`, headword → place in `lists`.
    pub headwords: Vec<u8>,
    /// An `fst::Map`, stem → its number. Frequent stems have low numbers, which take fewer bytes.
    pub stems: Vec<u8>,
    /// For each headword how many meanings it has, and for each the number of the stem times four plus the words of the
    /// shortest sense in which it stands.
    pub lists: Vec<u8>,
}

/// A stem → the words of the shortest sense in which it stands.
type Shortest = BTreeMap<usize, usize>;

/// Looks up the stems of all senses.
pub fn build(glosses: &Glosses, stems: &Stems) -> Meanings {
    let mut names = Numbering::default();
    let mut entries: Vec<(String, Shortest)> = Vec::new();
    let headwords = fst::Map::new(glosses.automaton.as_slice()).expect("an automaton");
    let mut stream = headwords.stream();
    while let Some((word, place)) = stream.next() {
        let place = usize::try_from(place).expect("a place in a text");
        let line = glosses.text[place..].lines().next().unwrap_or_default();
        let word = String::from_utf8(word.to_vec()).expect("headwords are text");
        entries.push((word, shortest(line, stems, &mut names)));
    }
    let ranks = names.ranks();
    let mut lists = Vec::new();
    let mut places = Vec::with_capacity(entries.len());
    for (word, shortest) in entries {
        places.push((word, lists.len() as u64));
        let mut list: Vec<usize> =
            shortest.into_iter().map(|(stem, words)| 4 * ranks[stem] + words).collect();
        list.sort_unstable();
        pack::put(&mut lists, list.len());
        list.into_iter().for_each(|meaning| pack::put(&mut lists, meaning));
    }
    let numbers = names.numbers.iter().map(|(stem, number)| (stem, ranks[*number] as u64));
    Meanings { headwords: map(places), stems: map(numbers), lists }
}

/// The stems of the senses in a line.
fn shortest(line: &str, stems: &Stems, names: &mut Numbering) -> Shortest {
    let mut shortest = Shortest::new();
    for sense in line.split('\t') {
        let content: Vec<usize> =
            english::words(sense).filter_map(|range| names.of(&sense[range], stems)).collect();
        if content.len() <= LONGEST_SENSE {
            for stem in &content {
                let known = shortest.entry(*stem).or_insert(content.len());
                *known = (*known).min(content.len());
            }
        }
    }
    shortest.keys().for_each(|stem| names.counts[*stem] += 1);
    shortest
}

/// Stems, in the order in which they came, and how many headwords have each.
#[derive(Default)]
struct Numbering {
    /// Words seen before: most senses are of the same words.
    words: BTreeMap<String, Option<usize>>,
    numbers: BTreeMap<String, usize>,
    counts: Vec<usize>,
}

impl Numbering {
    /// The number of a word's stem; none for a word without content.
    fn of(&mut self, word: &str, stems: &Stems) -> Option<usize> {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let number = stems.stem(word).map(|stem| {
            let next = self.numbers.len();
            *self.numbers.entry(stem.into_owned()).or_insert(next)
        });
        self.counts.resize(self.numbers.len(), 0);
        self.words.insert(word.to_owned(), number);
        number
    }

    /// For each stem its place among all, the one that most headwords have first.
    fn ranks(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.counts.len()).collect();
        order.sort_by_key(|stem| (std::cmp::Reverse(self.counts[*stem]), *stem));
        let mut ranks = vec![0; order.len()];
        order.into_iter().enumerate().for_each(|(rank, stem)| ranks[stem] = rank);
        ranks
    }
}

fn map<K: AsRef<[u8]>>(sorted: impl IntoIterator<Item = (K, u64)>) -> Vec<u8> {
    fst::Map::from_iter(sorted).expect("sorted").into_fst().into_inner()
}
