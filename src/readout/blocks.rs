//! Cuts the body into blocks (heading, dateline, paragraph, turn, furniture) and sentence units.

use super::{Block, BlockKind, Unit};
use crate::input::{Kind, Source};
use crate::lexicon::Lexicon;
use crate::lexicon::label::label;
use crate::text::fold::{Folded, fold_term, is_cjk};
use crate::text::sentence::{self, Abbreviations};
use crate::text::span::Span;

/// A headline is at most this long, in characters.
const LONGEST_HEADING: usize = 160;
/// A section's title is at most this long, in characters.
const LONGEST_SECTION: usize = 60;
/// Behind words of furniture stands at most so much (来源：新华社), in characters; a sentence at most so much.
const LONGEST_REST: usize = 40;
const SHORT_REST: usize = 12;
/// A dateline ends within this many characters of the paragraph's start.
const LONGEST_DATELINE: usize = 90;

/// The blocks and units of a source, both in the text's order.
///
/// A line is a paragraph: readouts circulate with one line break or two between paragraphs.
pub fn split(source: &Source, lexicon: &Lexicon) -> (Vec<Block>, Vec<Unit>) {
    let text = &source.text;
    let primary = source.language.value.primary();
    let lines = lines_of(text, source.body);
    // One labelled line may be a headline ("X: we shall see"); two make a conversation.
    let labelled = || {
        lines.iter().filter(|l| label(lexicon, l.of(text), primary).is_some_and(|l| l.known)).take(2).count()
    };
    let turns = source.kind.value.has_turns();
    let conversation = turns || labelled() >= 2;
    let mut blocks: Vec<Block> = Vec::new();
    let mut speaker: Option<Span> = None;
    let mut told = false;
    for (i, line) in lines.iter().enumerate() {
        let paragraph = i;
        let words = line.of(text);
        let marked = words.trim_start_matches('#');
        if marked.len() < words.len() && marked.starts_with(' ') {
            // A heading of Markdown.
            blocks.push(Block { kind: BlockKind::Heading, span: *line, label: None, paragraph });
            continue;
        }
        if is_furniture(words, primary, lexicon) {
            blocks.push(Block { kind: BlockKind::Furniture, span: *line, label: None, paragraph });
            continue;
        }
        let found = label(lexicon, words, primary).filter(|l| conversation && (l.known || turns));
        if let Some(label) = found {
            let name = Span::new(line.start, line.start + label.text.len());
            let rest = Span::new((line.start + label.width).min(line.end), line.end);
            speaker = Some(name);
            told = true;
            if !rest.is_empty() {
                blocks.push(Block { kind: BlockKind::Turn, span: rest, label: speaker, paragraph });
            }
            continue;
        }
        let width = dateline(words, primary, lexicon);
        if width > 0 && words.get(width..).is_some_and(|rest| rest.trim().is_empty()) {
            // A dateline on a line of its own, which has the shape of a heading.
            blocks.push(Block { kind: BlockKind::Dateline, span: *line, label: None, paragraph });
            continue;
        }
        let before_prose = !told && lines.get(i + 1..).is_some_and(|rest| !rest.is_empty());
        if is_heading(
            words,
            before_prose,
            source.kind.value,
            lines.get(i + 1).map(|l| l.of(text)),
            lexicon.abbreviations(),
        ) {
            blocks.push(Block { kind: BlockKind::Heading, span: *line, label: None, paragraph });
            continue;
        }
        told = true;
        let mut rest = *line;
        if width > 0 {
            let dateline = Span::new(line.start, line.start + width).trimmed(text);
            blocks.push(Block { kind: BlockKind::Dateline, span: dateline, label: None, paragraph });
            rest = Span::new(line.start + width, line.end).trimmed(text);
        }
        let kind = if speaker.is_some() { BlockKind::Turn } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span: rest, label: speaker, paragraph });
    }
    let mut units = Vec::new();
    for (b, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Dateline) {
        for span in sentence::split(text, block.span, lexicon.abbreviations()) {
            let closing = block.kind != BlockKind::Heading && is_closing(span.of(text), primary, lexicon);
            let kind = if closing { BlockKind::Furniture } else { block.kind };
            units.push(Unit { span, block: b, kind });
        }
    }
    (blocks, units)
}

/// The lines of a text that are not blank, without white space at their ends.
fn lines_of(text: &str, body: Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = body.start;
    for piece in
        body.of(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'])
    {
        let line = Span::new(start, start + piece.len()).trimmed(text);
        start += piece.len();
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// A line that a site puts round a text: it begins with, or is nothing but, words of furniture.
fn is_furniture(line: &str, primary: &str, lexicon: &Lexicon) -> bool {
    if line.chars().count() > LONGEST_HEADING {
        return false;
    }
    let folded = fold_term(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if is_stamp(line, bare, lexicon) {
        return true;
    }
    let forms = lexicon.forms.furniture.get(primary).map(Vec::as_slice).unwrap_or_default();
    bare.is_empty()
        || forms.iter().any(|form| {
            let Some(rest) = bare.strip_prefix(form.as_str()).filter(|_| !form.is_empty()) else {
                return false;
            };
            // "Share this article" is furniture, "share the view that …" is not: what follows must be short.
            let sentence =
                line.ends_with(|c: char| ".。!！?？".contains(c)) && rest.chars().count() > SHORT_REST;
            let short = !rest.starts_with(char::is_alphanumeric) && rest.chars().count() <= LONGEST_REST;
            rest.is_empty() || (short && !sentence)
        })
}

/// A line that is nothing but a time, an address or an outlet's name.
fn is_stamp(line: &str, bare: &str, lexicon: &Lexicon) -> bool {
    let dated = bare.contains(|c: char| c.is_ascii_digit()) && {
        let letters = bare.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        letters.into_iter().all(|word| lexicon.boilerplate.clock.iter().any(|sign| sign == word))
    };
    let address = !line.contains(char::is_whitespace)
        && lexicon.boilerplate.addresses.iter().any(|start| line.starts_with(start.as_str()));
    let outlets = &lexicon.forms.outlets;
    let mut outlets = outlets.en.iter().chain(&outlets.zh).chain(&outlets.ja);
    dated || address || outlets.any(|name| name == bare)
}

/// A sentence that only closes a text ("Thank you for your attention to this matter!").
fn is_closing(sentence: &str, primary: &str, lexicon: &Lexicon) -> bool {
    if sentence.chars().count() > LONGEST_HEADING {
        return false;
    }
    let folded = fold_term(sentence);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let forms = lexicon.forms.closing.get(primary).map(Vec::as_slice).unwrap_or_default();
    forms.iter().any(|form| bare == form)
}

/// A headline stands before the first prose, a section's title before more of it; neither ends like a sentence. When in doubt a line
/// is prose: a topic that only a heading mentions counts as not mentioned.
fn is_heading(
    line: &str,
    before_prose: bool,
    kind: Kind,
    next: Option<&str>,
    abbreviations: &Abbreviations,
) -> bool {
    let Some(next) = next else { return false };
    if kind == Kind::Post {
        return false;
    }
    let length = line.chars().count();
    let ends_like_prose = line.ends_with(|c: char| ".。!！?？…;；:：,，、\"”」』)）".contains(c));
    let bullet = line.starts_with(['-', '•', '·', '*', '–', '—', '●', '○', '▪', '◦']);
    let numbered = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(['.', ')', '、']);
    if ends_like_prose
        || bullet
        || numbered
        || sentence::split(line, Span::new(0, line.len()), abbreviations).len() > 1
    {
        return false;
    }
    let longest = if before_prose { LONGEST_HEADING } else { LONGEST_SECTION };
    let next_is_prose =
        next.chars().count() > length || next.ends_with(|c: char| ".。!！?？”\"…".contains(c));
    let cjk = line.chars().any(is_cjk);
    let wordy = if cjk {
        !line.contains(['，', ',', '；']) || before_prose
    } else {
        line.split_whitespace().count() <= 24
    };
    let titled = before_prose || cjk || {
        let capitals = line.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
        capitals * 2 >= line.split_whitespace().count()
    };
    length <= longest && next_is_prose && wordy && titled
}

/// How many bytes at the start of a paragraph are place, date and agency: `新华社北京11月24日电（记者…）`,
/// `央视网消息（新闻联播）：`, `BEIJING, Nov. 24 (Xinhua) --`, `MOSCOW, April 27. /TASS/.`.
fn dateline(line: &str, primary: &str, lexicon: &Lexicon) -> usize {
    match primary {
        "zh" => chinese_dateline(line, lexicon),
        "en" => english_dateline(line, lexicon),
        _ => 0,
    }
}

fn chinese_dateline(line: &str, lexicon: &Lexicon) -> usize {
    let head = Span::new(0, line.char_indices().nth(LONGEST_DATELINE).map_or(line.len(), |(at, _)| at));
    let folded = Folded::of(line, head);
    let text = folded.text();
    let begins = text.trim_start_matches(['(', '[', '【', ' ', '（']);
    let offset = text.len() - begins.len();
    let agency = lexicon
        .forms
        .outlets
        .zh
        .iter()
        .filter(|form| begins.starts_with(form.as_str()))
        .map(|form| form.len())
        .max();
    let Some(agency) = agency else { return 0 };
    let Some(end) = ["电", "讯", "消息", "报道"]
        .iter()
        .filter_map(|mark| {
            let at = begins[agency..].find(mark)? + agency;
            let after = begins[at + mark.len()..].chars().next();
            let between = &begins[agency..at];
            let plain = !between.contains([',', '。', ';']) && between.chars().count() <= 24;
            (plain && !after.is_some_and(|c| matches!(c, '话' | '视' | '子' | '邀' | '贺' | '称')))
                .then_some(at + mark.len())
        })
        .min()
    else {
        return 0;
    };
    let mut end = offset + end;
    if text[end..].starts_with('(') {
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
    let agency = before.contains(['(', '/'])
        && lexicon.forms.outlets.en.iter().any(|outlet| folded.contains(outlet.as_str()));
    let words = before.split_whitespace().count();
    let short = words <= 8 && !before.contains(['“', '"', ':']);
    if short && (agency || (capitals && words <= 6)) { end } else { 0 }
}
