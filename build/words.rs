//! jieba's dictionary as an automaton: word → frequency.

use std::collections::BTreeMap;

/// What `src/text/word.rs` embeds.
pub struct Words {
    /// An `fst::Map`, word → frequency.
    pub automaton: Vec<u8>,
    /// Rust source: the sum of all frequencies.
    pub constants: String,
}

/// Reads lines of `word frequency tag`. As in jieba, of a word that stands twice the last frequency is the one that
/// counts, while the total holds both.
pub fn build(dict: &str) -> Words {
    let mut frequencies: BTreeMap<&str, u64> = BTreeMap::new();
    let mut total = 0u64;
    for (number, line) in dict.lines().enumerate() {
        let mut fields = line.split_ascii_whitespace();
        let Some(word) = fields.next() else { continue };
        let frequency: u64 = match fields.next().map(str::parse) {
            Some(Ok(frequency)) => frequency,
            _ => panic!("data/jieba/dict.txt:{}: no frequency in {line:?}", number + 1),
        };
        frequencies.insert(word, frequency);
        total += frequency;
    }
    let automaton = fst::Map::from_iter(frequencies).expect("a BTreeMap is sorted").into_fst().into_inner();
    let constants =
        format!("/// The sum of all frequencies in jieba's dictionary.\nconst TOTAL: usize = {total};\n");
    Words { automaton, constants }
}
