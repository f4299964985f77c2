//! Words: Chinese as jieba cuts them, English by Unicode's rules, and English stems.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use fst::Streamer as _;
use fst::raw::{Fst, Node};
use jieba_rs::Jieba;
use unicode_segmentation::UnicodeSegmentation;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// jieba's dictionary, word → frequency; read in place.
static DICTIONARY: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
    Fst::new(bytes).expect("build.rs wrote this automaton")
});

/// Bytes of text, over a cutter's life, after which it loads the whole dictionary: that takes about 260 ms and 60 MB,
/// to look for words in the text about 40 ns a byte.
const WHOLE: usize = 6_000_000;

/// A word that no text holds for jieba, which looks for words in runs of Chinese and ASCII letters only.
const FILLER: &str = "\u{0}";

/// Cuts Chinese text into words, exactly as jieba with its whole dictionary does.
///
/// jieba only ever asks for dictionary words that stand in the text. So this starts with an empty jieba, adds the
/// words that stand in the text, and gives all frequency that is left to one word that never stands anywhere:
/// every probability is what it would be, at a fraction of the time and memory. What a cutter has seen before is of no
/// influence on what it cuts; keeping one for many texts saves adding known words again.
///
/// # Guesses
///
/// jieba can join characters that its dictionary leaves single, by a hidden Markov model. [`cut`](Self::cut) does not
/// let it. In 171 Chinese readouts (102,377 tokens) the model made 3,412 words of 657 kinds; CC-CEDICT knows 411 of
/// the 3,412 (王毅, 共赢, 减贫, 新冠), and [`gloss::join`](crate::text::gloss::join) finds those without it. The
/// commonest guess of all is wrong and hides two words that matter, 愿同 (339 times); so are 我同, 日晚, 这是, 两国要,
/// 同塞方. What is lost without the model are names and 巴方, 中塞 and their like: they stay single characters.
/// [`cut_guessing`](Self::cut_guessing) is there to compare.
#[derive(Debug)]
pub struct Cutter {
    jieba: Jieba,
    /// The frequency of the words not added yet.
    rest: usize,
    /// Bytes searched for words so far.
    searched: usize,
    /// Whether all words are added.
    whole: bool,
}

impl Default for Cutter {
    fn default() -> Self {
        Self::new()
    }
}

impl Cutter {
    /// A cutter that has seen no text; costs nothing.
    pub fn new() -> Self {
        Self { jieba: Jieba::empty(), rest: TOTAL, searched: 0, whole: false }
    }

    /// The tokens of `text` as byte ranges, in order and without gaps: words, runs of ASCII letters and digits,
    /// single punctuation marks and spaces (`\r\n` is one). As `Jieba::new().cut(text, false)`.
    ///
    /// `text` is in simplified characters; traditional ones are hardly in the dictionary and stay single.
    pub fn cut(&mut self, text: &str) -> Vec<Range<usize>> {
        self.cut_with(text, false)
    }

    /// The same with jieba's guesses at words that its dictionary lacks. As `Jieba::new().cut(text, true)`.
    pub fn cut_guessing(&mut self, text: &str) -> Vec<Range<usize>> {
        self.cut_with(text, true)
    }

    fn cut_with(&mut self, text: &str, guess: bool) -> Vec<Range<usize>> {
        self.learn(text);
        self.jieba.cut(text, guess).into_iter().map(|token| token.byte_start..token.byte_end).collect()
    }

    /// Adds the dictionary words that stand in `text`.
    fn learn(&mut self, text: &str) {
        if self.whole {
            return;
        }
        self.searched += text.len();
        if self.searched > WHOLE {
            self.learn_all();
        } else {
            let dictionary = &*DICTIONARY;
            let root = dictionary.root();
            for (start, _) in text.char_indices() {
                let tail = &text[start..];
                words_at(dictionary, &root, tail.as_bytes(), |len, frequency| {
                    self.add(&tail[..len], frequency)
                });
            }
        }
        self.jieba.add_word(FILLER, Some(self.rest), None);
    }

    /// Adds every word of the dictionary.
    fn learn_all(&mut self) {
        let mut words = DICTIONARY.stream();
        while let Some((word, frequency)) = words.next() {
            if let Ok(word) = str::from_utf8(word) {
                self.add(word, frequency.value());
            }
        }
        self.whole = true;
    }

    fn add(&mut self, word: &str, frequency: u64) {
        if !self.jieba.has_word(word) {
            let frequency = usize::try_from(frequency).unwrap_or(usize::MAX);
            self.jieba.add_word(word, Some(frequency), None);
            self.rest -= frequency;
        }
    }
}

/// Calls `found` with the length in bytes and the frequency of every dictionary word at the start of `text`.
fn words_at(dictionary: &Fst<&[u8]>, root: &Node<'_>, text: &[u8], mut found: impl FnMut(usize, u64)) {
    let mut node = *root;
    let mut frequency = 0;
    for (position, &byte) in text.iter().enumerate() {
        let Some(index) = node.find_input(byte) else { return };
        let transition = node.transition(index);
        frequency += transition.out.value();
        node = dictionary.node(transition.addr);
        if node.is_final() {
            found(position + 1, frequency + node.final_output().value());
        }
    }
}

/// The tokens of one Chinese text; for several, keep a [`Cutter`].
pub fn cut(text: &str) -> Vec<Range<usize>> {
    Cutter::new().cut(text)
}

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
