//! With which English stems a Chinese word may be translated.

use super::pack;
use crate::text::gloss;
use fst::Map;
use std::sync::LazyLock;

/// Stem → its number; read in place.
static STEMS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stems.fst"));
    Map::new(bytes).expect("build.rs wrote this automaton")
});

/// For each headword of the dictionary how many meanings it has, then these.
static MEANINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/meanings"));

/// An English stem with which a Chinese word may be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The stem's number.
    pub stem: usize,
    /// How many words with content the shortest sense has in which it stands.
    pub words: usize,
}

/// The stems of all senses of a Chinese word that have at most three words with content, each stem once.
pub fn meanings(word: &str) -> impl Iterator<Item = Meaning> + use<> {
    let list = gloss::headword(word).and_then(|place| MEANINGS.get(place..));
    let mut list = list.unwrap_or_default();
    let count = pack::take(&mut list);
    (0..count).map(move |_| {
        let packed = pack::take(&mut list);
        Meaning { stem: packed / 4, words: packed % 4 }
    })
}

/// The number of an English stem; none for one with which no Chinese word is translated.
pub fn stem_number(stem: &str) -> Option<usize> {
    STEMS.get(stem).and_then(|number| usize::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// The words of the shortest sense of a Chinese word in which an English one stands.
    fn words(chinese: &str, english: &str) -> Option<usize> {
        let stem = Lexicon::default_lexicon().stems.stem(english)?;
        let number = stem_number(&stem)?;
        meanings(chinese).find(|meaning| meaning.stem == number).map(|meaning| meaning.words)
    }

    #[test]
    fn the_build_keeps_the_stems_of_senses() {
        assert_eq!(words("大豆", "soybeans"), Some(1));
        assert_eq!(words("外长", "ministers"), Some(2));
        assert_eq!(words("会晤", "met"), Some(1), "irregular forms have their base's stem");
        assert_eq!(words("大豆", "tariff"), None);
        assert_eq!(meanings("不存在的词").count(), 0);
        assert_eq!(stem_number("the"), None);
    }
}
