//! Cuts the body into blocks (heading, dateline, paragraph, turn, furniture) and sentence units.

use super::dateline::dateline;
use super::furniture::Site;
use super::{Block, BlockKind, Unit};
use crate::input::{Kind, Source};
use crate::lexicon::Lexicon;
use crate::lexicon::label::label;
use crate::text::fold::{Folded, fold_term, is_cjk};
use crate::text::sentence::{self, Abbreviations};
use crate::text::span::Span;

/// A headline is at most this long, in characters.
const LONGEST_HEADING: usize = 160;
/// What stands in a list of other stories is at most this long, in characters.
const LONGEST_STORY: usize = 60;
/// A line behind all prose that a site put there is at most this long, in characters.
const LONGEST_TAIL: usize = 24;
/// A section's title is at most this long, in characters.
const LONGEST_SECTION: usize = 60;

/// The blocks and units of a source, both in the text's order, and each unit's words, folded.
///
/// A line is a paragraph: readouts circulate with one line break or two between paragraphs.
pub fn split(source: &Source, lexicon: &Lexicon) -> (Vec<Block>, Vec<Unit>, Vec<Folded>) {
    let lines = lines_of(&source.text, source.body);
    let mut cutter = Cutter::new(source, lexicon, &lines);
    for (paragraph, line) in lines.iter().enumerate() {
        cutter.line(paragraph, *line);
    }
    let (units, folded) = units(source, &cutter.blocks, cutter.site, lexicon);
    (cutter.blocks, units, folded)
}

/// Cuts lines into blocks, one after the other.
struct Cutter<'a> {
    source: &'a Source,
    lexicon: &'a Lexicon,
    lines: &'a [Span],
    site: Site<'a>,
    /// Whether labels of turns are sought.
    conversation: bool,
    blocks: Vec<Block>,
    speaker: Option<Span>,
    /// Whether prose has begun.
    told: bool,
    /// Whether a site's list of other stories has begun.
    other_stories: bool,
    /// The last line that ends like prose.
    last_prose: usize,
}

impl<'a> Cutter<'a> {
    fn new(source: &'a Source, lexicon: &'a Lexicon, lines: &'a [Span]) -> Self {
        let text = &source.text;
        let primary = source.language.value.primary();
        let site = Site::new(lexicon, primary, source.kind.value == Kind::News);
        // One labelled line may be a headline ("X: we shall see"); two make a conversation.
        let labelled = || {
            let known = |l: &&Span| label(lexicon, l.of(text), primary).is_some_and(|l| l.known);
            lines.iter().filter(known).take(2).count()
        };
        let conversation = source.kind.value.has_turns() || labelled() >= 2;
        let last_prose = lines.iter().rposition(|line| ends_like_prose(line.of(text))).unwrap_or(lines.len());
        Cutter {
            source,
            lexicon,
            lines,
            site,
            conversation,
            blocks: Vec::new(),
            speaker: None,
            told: false,
            other_stories: false,
            last_prose,
        }
    }

    fn put(&mut self, kind: BlockKind, span: Span, label: Option<Span>, paragraph: usize) {
        self.blocks.push(Block { kind, span, label, paragraph });
    }

    fn line(&mut self, paragraph: usize, line: Span) {
        let words = line.of(&self.source.text);
        let marked = words.trim_start_matches('#');
        if marked.len() < words.len() && marked.starts_with(' ') {
            // A heading of Markdown.
            return self.put(BlockKind::Heading, line, None, paragraph);
        }
        if self.is_furniture(words, paragraph) {
            return self.put(BlockKind::Furniture, line, None, paragraph);
        }
        if self.turn(words, paragraph, line) {
            return;
        }
        let width = dateline(words, self.site.primary, self.site.outlets, self.lexicon);
        if width > 0 && words.get(width..).is_some_and(|rest| rest.trim().is_empty()) {
            // A dateline on a line of its own, which has the shape of a heading.
            return self.put(BlockKind::Dateline, line, None, paragraph);
        }
        if self.is_heading(words, paragraph) {
            return self.put(BlockKind::Heading, line, None, paragraph);
        }
        let text = &self.source.text;
        self.told = true;
        let mut rest = line;
        if width > 0 {
            let dateline = Span::new(line.start, line.start + width).trimmed(text);
            self.put(BlockKind::Dateline, dateline, None, paragraph);
            rest = Span::new(line.start + width, line.end).trimmed(text);
        }
        let kind = if self.speaker.is_some() { BlockKind::Turn } else { BlockKind::Paragraph };
        self.put(kind, rest, self.speaker, paragraph);
    }

    /// Whether a site put a line round the text: by its words, or because it stands among other stories or behind all
    /// prose.
    fn is_furniture(&mut self, words: &str, paragraph: usize) -> bool {
        let folded = fold_term(words);
        if self.site.opens_other_stories(&folded) {
            self.other_stories = true;
            return true;
        }
        self.other_stories &= !(ends_like_prose(words) && words.chars().count() > LONGEST_STORY);
        let behind = self.site.news && paragraph > self.last_prose && words.chars().count() <= LONGEST_TAIL;
        self.other_stories
            || self.site.is_furniture(words, &folded)
            || (behind && self.site.is_bare(words, &folded))
    }

    /// Puts a turn, if the line begins with the label of one.
    fn turn(&mut self, words: &str, paragraph: usize, line: Span) -> bool {
        let turns = self.source.kind.value.has_turns();
        let found = label(self.lexicon, words, self.site.primary);
        let Some(label) = found.filter(|l| self.conversation && (l.known || turns)) else { return false };
        let name = Span::new(line.start, line.start + label.text.len());
        let rest = Span::new((line.start + label.width).min(line.end), line.end);
        self.speaker = Some(name);
        self.told = true;
        if !rest.is_empty() {
            self.put(BlockKind::Turn, rest, self.speaker, paragraph);
        }
        true
    }

    fn is_heading(&self, words: &str, paragraph: usize) -> bool {
        let before_prose = !self.told && self.lines.get(paragraph + 1..).is_some_and(|rest| !rest.is_empty());
        let next = self.lines.get(paragraph + 1).map(|l| l.of(&self.source.text));
        is_heading(words, before_prose, self.source.kind.value, next, self.lexicon.abbreviations())
    }
}

/// The sentences of all blocks, as read and folded; datelines are none.
fn units(source: &Source, blocks: &[Block], site: Site<'_>, lexicon: &Lexicon) -> (Vec<Unit>, Vec<Folded>) {
    let text = &source.text;
    let (mut units, mut all) = (Vec::new(), Vec::new());
    for (b, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Dateline) {
        for span in sentence::split(text, block.span, lexicon.abbreviations()) {
            let folded = Folded::of(text, span);
            let closing = block.kind != BlockKind::Heading && site.closes(span.of(text), folded.text());
            let kind = if closing { BlockKind::Furniture } else { block.kind };
            units.push(Unit { span, block: b, kind });
            all.push(folded);
        }
    }
    (units, all)
}

/// Whether a line ends as a sentence does, a closing bracket or quotation mark behind it included.
fn ends_like_prose(line: &str) -> bool {
    line.ends_with(|c: char| ".。!！?？…”\"』」)）".contains(c))
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
