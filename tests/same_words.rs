//! The cuts are those of jieba with its whole dictionary.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use jieba_rs::Jieba;
use readout_diff::text::word::cut;

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

/// What jieba with its whole dictionary cuts.
fn oracle(text: &str) -> Tokens {
    ORACLE.cut(text, false).into_iter().map(|token| token.byte_start..token.byte_end).collect()
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
    for text in TEXTS {
        assert_eq!(cut(text), oracle(text), "{text}");
    }
}

#[test]
fn generated_texts() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..300 {
        let words = 1 + random.below(120);
        let text = generated(&mut random, words);
        assert_eq!(cut(&text), oracle(&text), "{text}");
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
fn much_text() {
    let text = generated(&mut Random(42), 200_000);
    assert!(cut(&text) == oracle(&text));
}

/// `READOUT_CORPUS=folder cargo test --release --test same_words -- --nocapture` compares the cuts of every
/// file there.
#[test]
fn corpus() {
    let Some(folder) = env::var_os("READOUT_CORPUS") else { return };
    let mut paths: Vec<_> =
        fs::read_dir(Path::new(&folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut files, mut tokens, mut same) = (0, 0, 0);
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        files += 1;
        let (expected, own) = (oracle(&text), cut(&text));
        tokens += expected.len();
        same += expected.iter().filter(|&token| has(&own, token)).count();
    }
    println!("{files} files, {tokens} tokens, {same} the same");
    assert_eq!(same, tokens);
}

fn has(tokens: &[Range<usize>], token: &Range<usize>) -> bool {
    tokens.binary_search_by_key(&token.start, |range| range.start).is_ok_and(|place| tokens[place] == *token)
}
