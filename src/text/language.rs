//! Which language a text is in, by counting scripts (and, for Latin script, function words).

use super::fold::is_cjk;
use super::simplify::simplify;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A language that the tool tells apart. Written as a BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese in simplified characters.
    #[serde(rename = "zh-Hans")]
    Simplified,
    /// Chinese in traditional characters.
    #[serde(rename = "zh-Hant")]
    Traditional,
    /// Japanese.
    #[serde(rename = "ja")]
    Japanese,
    /// Any other language, or none: what the lexicon has no terms for.
    #[serde(rename = "und")]
    Unknown,
}

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Simplified => "zh-Hans",
            Language::Traditional => "zh-Hant",
            Language::Japanese => "ja",
            Language::Unknown => "und",
        }
    }

    /// The primary subtag, as labels and lexicon columns use it: `en`, `zh`, `ja`, `und`.
    pub fn primary(self) -> &'static str {
        match self {
            Language::Simplified | Language::Traditional => "zh",
            other => other.tag(),
        }
    }

    /// Its English name; none for a language that the lexicon has no terms for.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Language::English => Some("English"),
            Language::Simplified | Language::Traditional => Some("Chinese"),
            Language::Japanese => Some("Japanese"),
            Language::Unknown => None,
        }
    }

    /// Reads a BCP 47 tag by its primary subtag and script or region; tags of other languages are `Unknown`.
    pub fn from_tag(tag: &str) -> Language {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match parts.next().unwrap_or_default() {
            "en" => Language::English,
            "ja" => Language::Japanese,
            "zh" | "cmn" => match parts.any(|p| matches!(p, "hant" | "tw" | "hk" | "mo")) {
                true => Language::Traditional,
                false => Language::Simplified,
            },
            _ => Language::Unknown,
        }
    }

    /// Whether words are written without spaces between them.
    pub fn is_cjk(self) -> bool {
        matches!(self, Language::Simplified | Language::Traditional | Language::Japanese)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// How many characters of a text are looked at. Enough to be sure, and constant for a gigabyte.
const SAMPLE: usize = 20_000;

/// Detects the language of a text.
///
/// Kana decide for Japanese, Han for Chinese (a character counts as two letters, about the weight of a word),
/// traditional forms among more than one in twenty for traditional
/// (running text has about one in three; a simplified text keeps a few, as in 著名). Latin text is English when at least one word in
/// twelve is among `function_words` (lower case); running English has about one in three, French or German
/// next to none. Too short a Latin text to tell (under eight words) counts as English.
pub fn detect(text: &str, function_words: &[String]) -> Language {
    let (mut han, mut kana, mut latin, mut other, mut traditional) = (0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        match c {
            '\u{3040}'..='\u{30FF}' => kana += 1,
            c if is_cjk(c) => {
                han += 1;
                traditional += usize::from(simplify(c) != c);
            }
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => latin += 1,
            _ => other += 1,
        }
    }
    let ideographic = 2 * (han + kana);
    if other > latin.max(ideographic) {
        return Language::Unknown;
    }
    if ideographic > latin {
        return match () {
            () if kana * 10 > han => Language::Japanese,
            () if traditional * 20 > han => Language::Traditional,
            () => Language::Simplified,
        };
    }
    if latin == 0 {
        return Language::Unknown;
    }
    let (mut words, mut function) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(SAMPLE / 5) {
        words += 1;
        let lower = word.to_lowercase();
        function += usize::from(function_words.contains(&lower));
    }
    match words < 8 || function * 12 >= words {
        true => Language::English,
        false => Language::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect_here(text: &str) -> Language {
        let words: Vec<String> = ["the", "of", "and", "to", "in", "that", "with"].map(String::from).into();
        detect(text, &words)
    }

    #[test]
    fn scripts_decide() {
        assert_eq!(detect_here("双方就经贸问题进行了会谈。"), Language::Simplified);
        assert_eq!(detect_here("雙方就經貿問題進行了會談。"), Language::Traditional);
        assert_eq!(detect_here("両首脳は電話会談を行いました。"), Language::Japanese);
        assert_eq!(
            detect_here("The two leaders spoke about trade and the state of relations."),
            Language::English
        );
        assert_eq!(
            detect_here("Les deux présidents ont évoqué la situation au Proche-Orient et sont convenus."),
            Language::Unknown
        );
        assert_eq!(detect_here("Президенты обсудили вопросы сотрудничества."), Language::Unknown);
        assert_eq!(detect_here(""), Language::Unknown);
    }

    #[test]
    fn a_few_latin_names_do_not_make_a_chinese_text_english() {
        assert_eq!(
            detect_here("习近平同 Donald J. Trump 通电话，就经贸等问题交换意见。"),
            Language::Simplified
        );
    }
}
