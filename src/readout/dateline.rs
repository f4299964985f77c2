//! Place, date and agency before the first sentence of a paragraph.

use crate::lexicon::Lexicon;
use crate::lexicon::words::Words;
use crate::text::fold::{Folded, fold_term};
use crate::text::span::Span;

/// A dateline ends within this many characters of the paragraph's start.
const LONGEST_DATELINE: usize = 90;

/// How many bytes at the start of a paragraph are place, date and agency: `新华社北京11月24日电（记者…）`,
/// `央视网消息（新闻联播）：`, `BEIJING, Nov. 24 (Xinhua) --`, `MOSCOW, April 27. /TASS/.`. `outlets` are those that the language knows.
pub(super) fn dateline(line: &str, primary: &str, outlets: &Words, lexicon: &Lexicon) -> usize {
    match primary {
        "zh" => chinese_dateline(line, outlets, lexicon),
        "en" => english_dateline(line, lexicon),
        _ => 0,
    }
}

fn chinese_dateline(line: &str, outlets: &Words, lexicon: &Lexicon) -> usize {
    let head = Span::new(0, line.char_indices().nth(LONGEST_DATELINE).map_or(line.len(), |(at, _)| at));
    let folded = Folded::of(line, head);
    let text = folded.text();
    let begins = text.trim_start_matches(['(', '[', '【', ' ', '（']);
    let offset = text.len() - begins.len();
    let Some(agency) = outlets.longest_at(begins) else { return 0 };
    let words = &lexicon.boilerplate.dateline;
    let Some(end) = words
        .marks
        .iter()
        .filter_map(|mark| {
            let at = begins[agency..].find(mark)? + agency;
            let after = begins[at + mark.len()..].chars().next();
            let between = &begins[agency..at];
            let plain = !between.contains([',', '。', ';']) && between.chars().count() <= 24;
            let longer = after.is_some_and(|c| words.not_before.iter().any(|next| next.starts_with(c)));
            (plain && !longer).then_some(at + mark.len())
        })
        .min()
    else {
        return 0;
    };
    let mut end = offset + end;
    let blank = text[end..].len() - text[end..].trim_start().len();
    if text[end + blank..].starts_with('(') {
        let Some(close) = text[end..].find(')') else { return 0 };
        end += close + 1;
    }
    while let Some(c) =
        text[end..].chars().next().filter(|c| matches!(c, ':' | ',' | ' ' | ')' | ']' | '】' | '-'))
    {
        end += c.len_utf8();
    }
    folded.origin(end).min(line.len())
}

fn english_dateline(line: &str, lexicon: &Lexicon) -> usize {
    let limit = line.char_indices().nth(LONGEST_DATELINE).map_or(line.len(), |(at, _)| at);
    let head = &line[..limit];
    let first = head.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let capitals = first.chars().count() >= 3 && first.chars().all(char::is_uppercase);
    let mark = [" -- ", " — ", " – ", "--", "—", "/. ", "/ -- ", "/ - ", " - "]
        .iter()
        .filter_map(|mark| {
            let at = head.find(mark)?;
            Some((at, at + mark.len()))
        })
        .min();
    let Some((at, end)) = mark else { return 0 };
    let before = &head[..at];
    let folded = fold_term(before);
    let agency =
        before.contains(['(', '/']) && lexicon.forms.outlets.en.iter().any(|outlet| folded.contains(outlet));
    let words = before.split_whitespace().count();
    let short = words <= 8 && !before.contains(['“', '"', ':']);
    if short && (agency || (capitals && words <= 6)) { end } else { 0 }
}
