//! The cuts are those of jieba with its whole dictionary, whatever the cutter has seen before.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use jieba_rs::Jieba;
use readout_diff::text::word::{Cutter, cut};

static ORACLE: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Texts of the kind the program reads, and such as might break the trick.
const TEXTS: [&str; 16] = [
    "",
    "\r\n\u{0}\n",
    "国家主席同总统通电话。两国元首就中美关系和共同关心的问题交换意见。",
    "应约同外长通电话，双方就半岛局势、乌克兰危机等交换了看法。",
    "中方愿同美方一道，落实好两国元首达成的重要共识，推动中美关系稳定、健康、可持续发展。",
    "双边贸易额达到3.5亿美元，同比增长12%，占百分之五。",
    "他说：“台湾问题是中国核心利益中的核心。”（完）",
    "C++和AT&T、4S店、T恤、3G网络、WES-5.4.5，e-mail: a.b@c.de",
    "国家主席國家主席對話關係",
    "一千五百八十二万零三百四十四点五",
    "南京市长江大桥参加研究生命起源",
    "ＡＢＣ１２３，㐀㐁𠀀𠀁豈𦡦",
    "👪中👨‍👩‍👧国🇨🇳人",
    "11月24日晚，中国国家主席同美国总统通电话。",
    "\u{feff}我同你\u{200b}日晚",
    "中国\u{0}人民",
];

type Tokens = Vec<Range<usize>>;

/// What jieba with its whole dictionary cuts: without guesses and with them.
fn oracle(text: &str) -> (Tokens, Tokens) {
    let cut =
        |guess| ORACLE.cut(text, guess).into_iter().map(|token| token.byte_start..token.byte_end).collect();
    (cut(false), cut(true))
}

/// The same by a cutter that may have seen other texts.
fn by(cutter: &mut Cutter, text: &str) -> (Tokens, Tokens) {
    (cutter.cut(text), cutter.cut_guessing(text))
}

/// The same by a new cutter.
fn alone(text: &str) -> (Tokens, Tokens) {
    (cut(text), Cutter::new().cut_guessing(text))
}

/// A small generator (xorshift), so that the texts are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or(0)
    }
}

/// `words` dictionary words, single characters and scraps in a row.
fn generated(random: &mut Random, words: usize) -> String {
    static DICTIONARY: LazyLock<Vec<&str>> = LazyLock::new(|| {
        include_str!("../data/jieba/dict.txt").lines().filter_map(|l| l.split(' ').next()).collect()
    });
    let scraps = ["，", "。", "12.5%", " ", "US", "-", "\n", "的", "和", "了", "同"];
    let mut text = String::new();
    for _ in 0..words {
        match random.below(8) {
            0 => text.push_str(scraps[random.below(scraps.len())]),
            1 => text.extend(char::from_u32(0x4E00 + u32::try_from(random.below(0x5200)).unwrap_or(0))),
            2 => text.extend(DICTIONARY[random.below(DICTIONARY.len())].chars().next()),
            3 => text.extend(DICTIONARY[random.below(DICTIONARY.len())].chars().last()),
            _ => text.push_str(DICTIONARY[random.below(DICTIONARY.len())]),
        }
    }
    text
}

#[test]
fn written_texts() {
    let mut cutter = Cutter::new();
    for text in TEXTS {
        assert_eq!(alone(text), oracle(text), "{text}");
        assert_eq!(by(&mut cutter, text), oracle(text), "{text}, after others");
    }
}

#[test]
fn generated_texts_in_any_history() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut cutter = Cutter::new();
    for _ in 0..300 {
        let words = 1 + random.below(120);
        let text = generated(&mut random, words);
        let expected = oracle(&text);
        assert_eq!(alone(&text), expected, "{text}");
        assert_eq!(by(&mut cutter, &text), expected, "{text}, after others");
    }
}

#[test]
fn tokens_leave_no_gap() {
    let mut random = Random(7);
    let text = generated(&mut random, 2_000);
    let mut end = 0;
    for token in cut(&text) {
        assert_eq!(token.start, end);
        end = token.end;
    }
    assert_eq!(end, text.len());
}

#[test]
fn much_text_loads_everything_and_cuts_the_same() {
    let mut random = Random(42);
    let text = generated(&mut random, 200_000);
    let expected = oracle(&text);
    let mut cutter = Cutter::new();
    let mut bytes = 0;
    while bytes < 7_000_000 {
        assert!(by(&mut cutter, &text) == expected, "after {bytes} bytes");
        bytes += 2 * text.len();
    }
    for text in TEXTS {
        assert_eq!(by(&mut cutter, text), oracle(text), "{text}, after everything");
    }
}

/// `READOUT_CORPUS=folder cargo test --release --test same_words -- --nocapture` compares the cuts of every
/// file there.
#[test]
fn corpus() {
    let Some(folder) = env::var_os("READOUT_CORPUS") else { return };
    let mut paths: Vec<_> =
        fs::read_dir(Path::new(&folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut cutter = Cutter::new();
    let (mut files, mut tokens, mut same) = (0, 0, 0);
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        files += 1;
        let (expected, new, used) = (oracle(&text), alone(&text), by(&mut cutter, &text));
        for (expected, new, used) in [(expected.0, new.0, used.0), (expected.1, new.1, used.1)] {
            tokens += expected.len();
            same += expected.iter().filter(|&token| has(&new, token) && has(&used, token)).count();
        }
    }
    println!("{files} files, {tokens} tokens without and with guesses, {same} the same");
    assert_eq!(same, tokens);
}

fn has(tokens: &[Range<usize>], token: &Range<usize>) -> bool {
    tokens.binary_search_by_key(&token.start, |range| range.start).is_ok_and(|place| tokens[place] == *token)
}
