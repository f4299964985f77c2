//! Cuts a paragraph into sentences: 。！？ and . ! ?, never inside U.S., Mr., No. 3 or 3.5.

use super::fold::is_cjk;
use super::span::Span;

/// The abbreviations that a full stop may belong to; data, from `lexicon/data/abbreviations.yaml`. Lower case,
/// without the last full stop.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// Never end a sentence: what follows belongs to them (mr, dr, gen).
    pub open: Vec<String>,
    /// Never end a sentence before a number (no, nov, art).
    pub before_number: Vec<String>,
    /// May end a sentence; do so only before a word of `starters` (u.s, u.n, jr).
    pub doubtful: Vec<String>,
    /// May end a sentence; do so before any capital letter (etc, p.m).
    pub closing: Vec<String>,
    /// Words that begin sentences and hardly ever follow an abbreviation as its noun (they, the, he).
    pub starters: Vec<String>,
}

/// The sentences of the part of `text` under `paragraph`, in order, without white space at their ends.
///
/// Together they hold every character of the paragraph that is not white space. Closing quotation marks and
/// brackets belong to the sentence they close.
pub fn split(text: &str, paragraph: Span, abbreviations: &Abbreviations) -> Vec<Span> {
    let part = paragraph.of(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end_mark(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next_at, next)) = chars.next_if(|(_, n)| is_end_mark(*n) || is_closer(*n)) {
            end = next_at + next.len_utf8();
        }
        if ends(part, start, at, c, end, abbreviations) {
            push(&mut sentences, text, paragraph.start, start, end);
            start = end;
        }
    }
    push(&mut sentences, text, paragraph.start, start, part.len());
    sentences
}

/// A trailing bit without a letter or digit (a doubled full stop, a stray bracket) joins the sentence before it.
fn push(sentences: &mut Vec<Span>, text: &str, base: usize, start: usize, end: usize) {
    let span = Span::new(base + start, base + end).trimmed(text);
    if span.is_empty() {
        return;
    }
    match sentences.last_mut() {
        Some(last) if !span.of(text).contains(char::is_alphanumeric) => last.end = span.end,
        _ => sentences.push(span),
    }
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '.' | '!' | '?' | '．' | '｡' | '…')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '」' | '』' | '»' | ')' | '）' | ']' | '】' | '》')
}

/// Longest word that may follow a lost blank, in characters; what is longer is an address or a run of names.
const LONGEST_WORD: usize = 200;

/// Whether a text begins with one word: no full stop stands in it but at its end.
fn is_one_word(text: &str) -> bool {
    let mut word = text.chars().take(LONGEST_WORD + 1).take_while(|c| !c.is_whitespace());
    match word.by_ref().find(|c| *c == '.') {
        Some(_) => word.last().is_none_or(|c| c == '.'),
        None => true,
    }
}

/// Whether the end mark `mark` at `at` (with what closes after it, up to `end`) ends the sentence begun at `start`.
fn ends(part: &str, start: usize, at: usize, mark: char, end: usize, abbreviations: &Abbreviations) -> bool {
    let rest = &part[end..];
    let mut after = rest.chars();
    let next = after.next();
    let Some(next) = next else { return true };
    // A comma or a case particle right behind the closing quotation mark carries the sentence on.
    if matches!(next, '，' | '、' | '；' | ',' | ';' | '的' | 'と' | ')') {
        return false;
    }
    match mark {
        '…' => return false,
        '。' | '！' | '？' | '．' | '｡' => return true,
        _ => {}
    }
    let before = part[..at].chars().next_back();
    let blank = next.is_whitespace();
    let follower = rest.trim_start();
    let first = follower.chars().find(|c| !is_opener(*c));
    if first.is_some_and(is_cjk) && (before.is_some_and(|b| is_cjk(b) || is_closer(b)) || mark != '.') {
        return true;
    }
    if !blank {
        // "request.Xi noted": a lost blank, told from "U.S.A" and "site.Name" by the small letters around it.
        let mut ahead = follower.chars();
        let capital = ahead.next().is_some_and(char::is_uppercase);
        let small = ahead.next().is_some_and(char::is_lowercase);
        let word_before = part[start..at].chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3;
        return capital && small && word_before && is_one_word(follower);
    }
    let lower = first.is_some_and(char::is_lowercase);
    if lower {
        return false;
    }
    if mark != '.' {
        return true;
    }
    if part[..at].ends_with('.') {
        return true;
    }
    let word_start = part[start..at]
        .char_indices()
        .rev()
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '&' | '-')))
        .map_or(0, |(i, c)| i + c.len_utf8());
    let word = part[start..at][word_start..].to_lowercase();
    let next_word: String = follower
        .chars()
        .skip_while(|c| is_opener(*c))
        .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
        .collect::<String>()
        .to_lowercase();
    // Behind a hyphen an abbreviation stands like a word of its own: Japan-U.S.
    let tail = word.rsplit('-').next().unwrap_or_default().to_string();
    let known = |list: &[String]| list.contains(&word) || list.contains(&tail);
    let starter = abbreviations.starters.contains(&next_word);
    if known(&abbreviations.open) {
        return false;
    }
    if known(&abbreviations.before_number) && next_word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if known(&abbreviations.closing) {
        return true;
    }
    let initials =
        word.chars().enumerate().all(|(i, c)| if i % 2 == 0 { c.is_alphabetic() } else { c == '.' });
    if known(&abbreviations.doubtful)
        || (initials && !word.is_empty() && is_upper_word(&part[start..at], &word))
    {
        return starter;
    }
    true
}

/// Whether the word that ends `text` is written with a capital letter ("J", "U.S"), unlike a closing "a".
fn is_upper_word(text: &str, word: &str) -> bool {
    text.chars().rev().take(word.chars().count()).any(char::is_uppercase)
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '「' | '『' | '«' | '(' | '（' | '[' | '【' | '《')
        || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_here(text: &str) -> Vec<&str> {
        let list = |words: &[&str]| words.iter().map(|w| w.to_string()).collect();
        let abbreviations = Abbreviations {
            open: list(&["mr", "dr"]),
            before_number: list(&["no", "nov"]),
            doubtful: list(&["u.s", "u.n"]),
            closing: list(&["etc", "p.m"]),
            starters: list(&["they", "the", "he", "both", "it"]),
        };
        split(text, Span::new(0, text.len()), &abbreviations).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_sentences() {
        assert_eq!(split_here("Mr. Li met Dr. Wu. They spoke.").len(), 2);
        assert_eq!(split_here("Held in the U.S. They spoke at 3.5 p.m. Both left.").len(), 3);
        assert_eq!(split_here("U.S. President J. Q. Smith cited No. 3 and Nov. 4 of it.").len(), 1);
        assert_eq!(split_here("A Japan-U.S. Summit was held.").len(), 1);
        assert_eq!(split_here("On soy, beef, etc. Big steps... more to come.").len(), 2);
    }

    #[test]
    fn quotation_marks_close_with_their_sentence() {
        assert_eq!(split_here("他说:“算数的。”对方赞同。"), ["他说:“算数的。”", "对方赞同。"]);
        assert_eq!(split_here("他说“好！”，然后离开。").len(), 1);
        assert_eq!(split_here("\"It works,\" he said. \"Really?\" she asked. Yes!!!").len(), 3);
    }

    #[test]
    fn damage_is_survived() {
        assert_eq!(split_here("It was at his request.Xi noted it.").len(), 2);
        assert_eq!(split_here("双方同意。。 双方强调！！").len(), 2);
        assert_eq!(split_here("通话很好.习近平说").len(), 2);
        assert_eq!(split_here("。"), ["。"]);
        assert!(split_here("  \n ").is_empty());
    }
}
