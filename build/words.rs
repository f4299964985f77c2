//! jieba's dictionary as an automaton: word → frequency.

use std::collections::BTreeMap;

/// What `src/text/word.rs` embeds.
pub struct Words {
    /// An `fst::Map`, word → frequency.
    pub automaton: Vec<u8>,
    /// Rust source: the sum of all frequencies.
    pub constants: String,
    /// Two numbers of four bytes for each character of [`FIRST`], in order: the node of the automaton behind it, and what
    /// the way there adds to a word's frequency; [`NO_WORD`] twice where no word begins with it.
    pub first: Vec<u8>,
}

/// The characters that nearly all words begin with.
const FIRST: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';
const NO_WORD: u64 = u32::MAX as u64;

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
    let first = FIRST.flat_map(|c| behind(&automaton, c).unwrap_or([NO_WORD; 2]));
    let first = first.flat_map(|number| u32::try_from(number).expect("four bytes are enough").to_le_bytes());
    Words { first: first.collect(), automaton, constants }
}

/// The node behind a character, and what the way there adds.
fn behind(automaton: &[u8], c: char) -> Option<[u64; 2]> {
    let automaton = fst::raw::Fst::new(automaton).expect("an automaton");
    let mut node = automaton.root();
    let mut frequency = 0;
    for byte in c.to_string().bytes() {
        let transition = node.transition(node.find_input(byte)?);
        frequency += transition.out.value();
        node = automaton.node(transition.addr);
    }
    Some([node.addr() as u64, frequency])
}
