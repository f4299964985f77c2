//! Texts of any size that read like readouts, the same in every run.

/// A small generator of numbers (xorshift).
pub struct Random(u64);

impl Random {
    /// A generator; the same seed gives the same numbers.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or(0)
    }

    fn one<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }
}

/// The language of a generated text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Chinese, simplified.
    Chinese,
    /// English.
    English,
}

const TOPICS_ZH: [&str; 16] = [
    "双边贸易",
    "购买大豆",
    "台湾问题",
    "乌克兰危机",
    "气候变化",
    "人工智能",
    "芬太尼",
    "南海",
    "关税",
    "稀土出口",
    "人文交流",
    "经贸磋商",
    "元首外交",
    "芯片出口管制",
    "农产品",
    "能源合作",
];
const TOPICS_EN: [&str; 16] = [
    "bilateral trade",
    "purchases of soybeans",
    "Taiwan",
    "the war in Ukraine",
    "climate change",
    "artificial intelligence",
    "fentanyl",
    "the South China Sea",
    "tariffs",
    "rare earth exports",
    "people-to-people exchanges",
    "economic consultations",
    "high-level contacts",
    "export controls on chips",
    "farm products",
    "energy cooperation",
];

/// A sentence without its full stop.
pub fn sentence(random: &mut Random, language: Language) -> String {
    let list = |random: &mut Random, topics: &[&str], comma: &str| {
        let count = 1 + random.below(4);
        (0..count).map(|_| random.one(topics).to_string()).collect::<Vec<_>>().join(comma)
    };
    match language {
        Language::Chinese => {
            let who = random.one(&["习近平", "特朗普", "王毅", "双方", "中方", "美方", "鲁比奥", "我"]);
            let cue = random.one(&["指出", "强调", "表示", "重申", "欢迎", "赞赏"]);
            let inner = random.one(&["愿同对方", "应当", "反对", "支持", "希望", "将"]);
            let verb = random.one(&["加强", "推动", "讨论", "落实", "深化"]);
            let topics = list(random, &TOPICS_ZH, "、");
            let number = match random.below(4) {
                0 => format!("约{}万吨", 1 + random.below(90)),
                1 => format!("{}亿美元", 1 + random.below(900)),
                2 => format!("{}月{}日", 1 + random.below(12), 1 + random.below(28)),
                _ => String::new(),
            };
            let end = random.one(&["合作", "问题", "，保持沟通", "，妥善处理分歧"]);
            format!("{who}{cue}，{inner}{verb}{topics}{number}{end}")
        }
        Language::English => {
            let who = random.one(&[
                "President Xi",
                "President Trump",
                "Secretary Rubio",
                "The two sides",
                "The President",
                "He",
                "Foreign Minister Wang Yi",
                "We",
                "I",
            ]);
            let cue = random.one(&["stressed", "said", "noted", "reaffirmed", "welcomed", "hoped"]);
            let inner =
                random.one(&["both should", "they will", "the United States would", "China hopes to"]);
            let verb = random.one(&["strengthen", "discuss", "support", "oppose", "advance"]);
            let topics = list(random, &TOPICS_EN, ", ");
            let number = match random.below(4) {
                0 => format!(" about {} million tons", 1 + random.below(90)),
                1 => format!(" worth ${} billion", 1 + random.below(900)),
                2 => format!(" on November {}", 1 + random.below(28)),
                _ => String::new(),
            };
            format!("{who} {cue} that {inner} {verb} {topics}{number}")
        }
    }
}

/// Sentences in paragraphs of five.
pub fn text(language: Language, sentences: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut text = String::new();
    for i in 1..=sentences {
        text.push_str(&sentence(&mut random, language));
        text.push_str(match (language, i % 5 == 0) {
            (Language::Chinese, false) => "。",
            (Language::Chinese, true) => "。\n",
            (Language::English, false) => ". ",
            (Language::English, true) => ".\n",
        });
    }
    text.push('\n');
    text
}

/// One sentence of at least so many bytes.
pub fn one_sentence(language: Language, bytes: usize, seed: u64) -> String {
    let mut random = Random::new(seed);
    let (joint, stop) = if language == Language::Chinese { ("，", "。\n") } else { (", and ", ".\n") };
    let mut text = sentence(&mut random, language);
    while text.len() < bytes {
        text.push_str(joint);
        text.push_str(&sentence(&mut random, language));
    }
    text.push_str(stop);
    text
}

/// A text with the front matter of a readout of a talk.
pub fn readout(language: Language, body: &str) -> String {
    let (side, tag) = if language == Language::Chinese { ("CN", "zh") } else { ("US", "en") };
    format!("---\nside: {side}\nlanguage: {tag}\ndate: 2025-11-24\n---\n{body}")
}
