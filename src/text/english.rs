//! English words by Unicode's rules, and their stems.

use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// The words of an English text as byte ranges, in order, by Unicode's word boundaries (UAX #29): `U.S` and `don't`
/// are one word each, `long-term` is two; whatever has no letter or digit is left out.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.unicode_word_indices().map(|(start, word)| start..start + word.len())
}

/// The stem of an English word by Snowball's English algorithm (Porter 2), in lower case: `Purchases` → `purchas`.
///
/// Only for comparison with other stems, not for display. A typographic apostrophe counts as a plain one.
pub fn stem(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));
    let word = word.to_lowercase();
    let word = if word.contains('’') {
        Cow::Owned(word.replace('’', "'"))
    } else {
        Cow::Borrowed(word.as_str())
    };
    STEMMER.stem(&word).into_owned()
}
