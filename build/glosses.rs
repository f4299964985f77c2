//! CC-CEDICT as an automaton: headword → place of its English senses in one text.

use std::collections::BTreeMap;

/// What `src/text/gloss.rs` embeds.
pub struct Glosses {
    /// An `fst::Map`, headword → byte offset of its line in `text`.
    pub automaton: Vec<u8>,
    /// A line for each headword, senses separated by tabs.
    pub text: String,
}

/// The senses of one headword, and the headwords it points at ("variant of …").
#[derive(Default)]
struct Entry {
    senses: Vec<String>,
    pointers: Vec<String>,
}

/// Headwords stand in the dictionary's simplified form, and as `simplify` folds it where that differs (乾隆, 干隆).
pub fn build(cedict: &str, simplify: impl Fn(char) -> char) -> Glosses {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (number, line) in cedict.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let Some((headword, pinyin, glosses)) = fields(line) else {
            panic!("data/cedict/cedict_ts.u8:{}: not an entry: {line:?}", number + 1)
        };
        let entry = entries.entry(headword.to_owned()).or_default();
        let is_name = pinyin.starts_with(|c: char| c.is_ascii_uppercase());
        for gloss in glosses.split('/') {
            entry.pointers.extend(pointer(gloss, headword));
            for sense in senses(gloss, is_name) {
                if !entry.senses.contains(&sense) {
                    entry.senses.push(sense);
                }
            }
        }
    }

    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for headword in entries.keys() {
        let senses = resolve(&entries, headword, 3);
        if !senses.is_empty() {
            lines.insert(headword.clone(), senses.join("\t"));
        }
    }
    for (headword, line) in lines.clone() {
        lines.entry(headword.chars().map(&simplify).collect()).or_insert(line);
    }

    let mut text = String::new();
    let mut offsets = Vec::with_capacity(lines.len());
    for (headword, line) in &lines {
        offsets.push((headword, text.len() as u64));
        text.push_str(line);
        text.push('\n');
    }
    let automaton = fst::Map::from_iter(offsets).expect("a BTreeMap is sorted").into_fst().into_inner();
    Glosses { automaton, text }
}

/// The senses of `headword`, or, if it has none of its own, those of the words it points at.
fn resolve(entries: &BTreeMap<String, Entry>, headword: &str, depth: usize) -> Vec<String> {
    let Some(entry) = entries.get(headword) else { return Vec::new() };
    if !entry.senses.is_empty() || depth == 0 {
        return entry.senses.clone();
    }
    let mut senses: Vec<String> = Vec::new();
    for pointer in &entry.pointers {
        for sense in resolve(entries, pointer, depth - 1) {
            if !senses.contains(&sense) {
                senses.push(sense);
            }
        }
    }
    senses
}

/// `繁體 简体 [pin1 yin1] /sense/sense/` → simplified headword, pinyin, senses.
fn fields(line: &str) -> Option<(&str, &str, &str)> {
    let (headwords, rest) = line.split_once(" [")?;
    let (pinyin, rest) = rest.split_once("] ")?;
    let (_, simplified) = headwords.split_once(' ')?;
    Some((simplified, pinyin, rest.trim().trim_matches('/')))
}

/// Openings of a sense that only points at another headword.
const POINTERS: [&str; 24] = [
    "abbr. for",
    "abbr. of",
    "abbr. to",
    "also called",
    "also known as",
    "also transliterated as",
    "also written",
    "archaic variant of",
    "colloquial variant of",
    "contraction of",
    "equivalent to",
    "equivalent of",
    "erhua variant of",
    "euphemistic variant of",
    "japanese variant of",
    "nonstandard simplified variant of",
    "old variant of",
    "popular variant of",
    "same as",
    "see also",
    "see",
    "unofficial variant of",
    "used in",
    "variant of",
];

/// The headword (simplified) that a sense such as `variant of 臺灣|台湾[Tai2 wan1]` points at.
fn pointer(gloss: &str, headword: &str) -> Option<String> {
    let gloss = without_notes(gloss).to_lowercase();
    let rest = after_pointer(&gloss)?;
    let word: String =
        rest.chars().skip_while(|&c| !is_han(c)).take_while(|&c| is_han(c) || c == '|').collect();
    let word = word.rsplit('|').next()?;
    (!word.is_empty() && word != headword).then(|| word.to_owned())
}

/// What follows the opening of a pointer; none if the gloss is no pointer.
fn after_pointer(gloss: &str) -> Option<&str> {
    if !gloss.contains(is_han) {
        return None;
    }
    POINTERS
        .iter()
        .find_map(|opening| gloss.trim().strip_prefix(opening))
        .filter(|rest| rest.starts_with(' '))
}

/// The text of one gloss that an English translation may carry: lower-case, without notes in parentheses, pinyin,
/// Chinese, measure words, surnames and pointers; one for each part between semicolons. Of a name's gloss
/// only what stands before the first comma ("Beijing, capital of …").
fn senses(gloss: &str, is_name: bool) -> Vec<String> {
    let gloss = without_notes(gloss).to_lowercase();
    let mut senses = Vec::new();
    for part in gloss.split(';') {
        let part = part.trim();
        let part = without_chinese(after_pointer(part).unwrap_or(part));
        let part = trim(&part);
        let part = match part.split_once(',') {
            Some((name, _)) if is_name => trim(name),
            _ => part,
        };
        let part = OPENINGS.iter().find_map(|opening| part.strip_prefix(opening)).unwrap_or(part);
        let part = trim(part);
        let is_note = NOTES.iter().any(|opening| part.starts_with(opening)) || NOTHING.contains(&part);
        if !is_note && part.contains(char::is_alphanumeric) {
            senses.push(part.to_owned());
        }
    }
    senses
}

/// Openings of what is a note on the word, not a sense of it.
const NOTES: [&str; 9] = [
    "also pr",
    "beijing pr",
    "classifier for",
    "kangxi radical",
    "old pr",
    "pr.",
    "radical ",
    "surname ",
    "taiwan pr",
];

/// Openings that say nothing about the word: the infinitive's "to", articles, and the kind of a reading.
const OPENINGS: [&str; 8] = ["to ", "a ", "an ", "the ", "fig. ", "lit. ", "refers to ", "abbr. for "];

/// What is left of a pointer, a measure word (`CL:個|个[ge4]`) or a note when the Chinese is gone, and is no sense.
const NOTHING: [&str; 9] = ["also written", "and", "cf", "cl", "etc", "or", "see", "used in", "variant of"];

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';' | '-' | '…' | '"' | '!' | '?' | '=')
    })
}

/// `gloss` without what stands in parentheses or brackets, nested ones included.
fn without_notes(gloss: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::with_capacity(gloss.len());
    for c in gloss.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// `text` without Chinese characters and with single spaces.
fn without_chinese(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if is_han(c) || matches!(c, '|' | '·' | '，' | '。' | '、' | '〇') { ' ' } else { c })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// Chinese characters as CC-CEDICT writes them.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
