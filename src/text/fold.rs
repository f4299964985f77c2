//! Folds a text for matching (width, 繁→简, case, invisible characters, pinyin glosses, ligatures) and keeps
//! the way back to the text as read.

use super::simplify::{is_simple, simplify};
use super::span::Span;
use unicode_normalization::UnicodeNormalization;

/// A folded stretch of text, and for each of its bytes the place in the text as read.
///
/// Downstream code searches [`Folded::text`] and turns what it finds into spans with [`Folded::span`]; no folded
/// offset leaves the stage that made it.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    runs: Vec<Run>,
}

/// From folded byte `at` on, the original begins at `from`. A `direct` run maps byte by byte; any other
/// run is one original stretch `from..to`, whatever its folded length.
#[derive(Clone, Copy, Debug)]
struct Run {
    at: usize,
    from: usize,
    to: usize,
    direct: bool,
}

impl Folded {
    /// Folds the part of `source` under `span`.
    pub fn of(source: &str, span: Span) -> Self {
        let part = span.of(source);
        let mut folded = Folded { text: String::with_capacity(part.len()), runs: Vec::new() };
        let mut at = 0;
        while let Some(byte) = part.as_bytes().get(at) {
            let (rest, from) = (&part[at..], span.start + at);
            at += if is_plain(*byte) { folded.put_plain(rest, from) } else { folded.put_other(rest, from) };
        }
        folded
    }

    /// Puts the plain characters that `rest` begins with, with the single blanks between them: how many bytes.
    fn put_plain(&mut self, rest: &str, from: usize) -> usize {
        let mut before = 0;
        let mut length = 0;
        for byte in rest.as_bytes() {
            if !(is_plain(*byte) || (*byte == b' ' && before != b' ')) {
                break;
            }
            before = *byte;
            length += 1;
        }
        self.go_on(from);
        let start = self.text.len();
        self.text.push_str(&rest[..length]);
        if let Some(put) = self.text.get_mut(start..) {
            put.make_ascii_lowercase();
        }
        length
    }

    /// Puts the characters written without blanks that `rest` begins with, up to the first that has another form or a
    /// gloss, which is left out: how many bytes all have.
    fn put_cjk(&mut self, rest: &str, c: char, from: usize) -> usize {
        let mut done = simple_han(rest.as_bytes());
        if done > 0 {
            self.go_on(from);
            self.text.push_str(&rest[..done]);
        } else {
            done = c.len_utf8();
            match simplify(c) {
                simple if simple.len_utf8() == done => self.put_same_width(simple, c, from),
                simple => self.put_char(simple, from, from + done),
            }
        }
        done + pinyin_gloss(&rest[done..]).unwrap_or(0)
    }

    /// Puts the character that `rest` begins with: how many bytes.
    fn put_other(&mut self, rest: &str, from: usize) -> usize {
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return rest.len() };
        let to = from + c.len_utf8();
        if is_cjk(c) {
            return self.put_cjk(rest, c, from);
        }
        match fold_char(c) {
            Fold::Drop => {}
            Fold::Blank => self.put_blank(from, to),
            Fold::Hyphen => {
                let before = self.text.chars().next_back().is_some_and(is_alphanumeric);
                let after = chars.next().is_some_and(is_alphanumeric);
                match before && after {
                    true => self.put_blank(from, to),
                    false => self.put_char('-', from, to),
                }
            }
            Fold::Char(n) if n.len_utf8() == c.len_utf8() => self.put_same_width(n, c, from),
            Fold::Char(n) => self.put_char(n, from, to),
            Fold::Str(s) => {
                self.runs.push(Run { at: self.text.len(), from, to, direct: false });
                self.text.push_str(s);
            }
        }
        c.len_utf8()
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Folded bytes `start..end` as a span of the text as read.
    pub fn span(&self, start: usize, end: usize) -> Span {
        if start >= end {
            let at = self.origin(start);
            return Span::new(at, at);
        }
        let last = self.run(end - 1);
        let stop = match last {
            Some(run) if run.direct => run.from + (end - run.at),
            Some(run) => run.to,
            None => 0,
        };
        Span::new(self.origin(start), stop)
    }

    /// Where in the text as read folded byte `at` comes from.
    pub fn origin(&self, at: usize) -> usize {
        match self.run(at) {
            Some(run) if run.direct => run.from + (at - run.at),
            Some(run) if at >= self.text.len() => run.to,
            Some(run) => run.from,
            None => 0,
        }
    }

    /// The folded byte at which the character that covers original byte `origin` begins (or the next kept one).
    pub fn folded_at(&self, origin: usize) -> usize {
        let after = self.runs.partition_point(|run| run.from <= origin);
        let Some(run) = after.checked_sub(1).and_then(|i| self.runs.get(i)) else { return 0 };
        let next = self.runs.get(after).map_or(self.text.len(), |run| run.at);
        match run.direct {
            true => (run.at + (origin - run.from)).min(next),
            false if origin < run.to => run.at,
            false => next,
        }
    }

    fn run(&self, at: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.at <= at);
        after.checked_sub(1).and_then(|i| self.runs.get(i)).copied()
    }

    fn put_same_width(&mut self, folded: char, original: char, from: usize) {
        if folded.len_utf8() != original.len_utf8() {
            return self.put_char(folded, from, from + original.len_utf8());
        }
        self.go_on(from);
        self.text.push(folded);
    }

    /// What is put next is a direct run from `from` on.
    #[inline]
    fn go_on(&mut self, from: usize) {
        let at = self.text.len();
        if !self.runs.last().is_some_and(|run| run.direct && run.from + (at - run.at) == from) {
            self.runs.push(Run { at, from, to: from, direct: true });
        }
    }

    fn put_char(&mut self, folded: char, from: usize, to: usize) {
        self.runs.push(Run { at: self.text.len(), from, to, direct: false });
        self.text.push(folded);
    }

    /// Runs of blanks fold to one.
    fn put_blank(&mut self, from: usize, to: usize) {
        if !self.text.ends_with(' ') {
            return match to - from {
                1 => self.put_same_width(' ', ' ', from),
                _ => self.put_char(' ', from, to),
            };
        }
        let at = self.text.len() - 1;
        match self.runs.last_mut() {
            Some(last) if last.direct && last.at < at => {
                let from = last.from + (at - last.at);
                self.runs.push(Run { at, from, to, direct: false });
            }
            Some(last) => (last.to, last.direct) = (to, false),
            None => {}
        }
    }
}

/// The folded form of a term or name, without a way back.
pub fn fold_term(term: &str) -> String {
    Folded::of(term, Span::new(0, term.len())).text
}

/// Whether a character is written without spaces between words: Han, kana and their marks.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '々' | '〇')
}

/// As `char::is_alphanumeric`, quickly for what Chinese texts are made of.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        '\u{4E00}'..='\u{9FFC}' => true,
        c => c.is_alphanumeric(),
    }
}

/// Whether a character is invisible and changes nothing but how others are shown: zero-width characters, soft
/// hyphens, bidirectional controls, a BOM inside the text.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a byte is an ASCII sign, letter or digit that folding leaves as it is, but for its case.
#[inline]
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~') && byte != b'-'
}

/// How many bytes at the front are ordinary Chinese characters (U+4E00 to U+9FFF) that have no simpler form.
fn simple_han(bytes: &[u8]) -> usize {
    let mut length = 0;
    while let Some(&[a @ 0xE4..=0xE9, b, c]) = bytes.get(length..).and_then(<[u8]>::first_chunk) {
        let code = usize::from(a & 0xF) << 12 | usize::from(b & 0x3F) << 6 | usize::from(c & 0x3F);
        if code < 0x4E00 || !is_simple(code) {
            break;
        }
        length += 3;
    }
    length
}

enum Fold {
    Drop,
    Blank,
    Hyphen,
    Char(char),
    Str(&'static str),
}

fn fold_char(c: char) -> Fold {
    match c {
        'a'..='z' | '0'..='9' | '\u{3001}'..='\u{3020}' => Fold::Char(c),
        'A'..='Z' => Fold::Char(c.to_ascii_lowercase()),
        '-' | '\u{2010}' | '\u{2011}' => Fold::Hyphen,
        '\u{2012}'..='\u{2015}' | '\u{2212}' => Fold::Char('-'),
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{FF07}' => Fold::Char('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '«' | '»' | '\u{FF02}' => Fold::Char('"'),
        'ﬀ' => Fold::Str("ff"),
        'ﬁ' => Fold::Str("fi"),
        'ﬂ' => Fold::Str("fl"),
        'ﬃ' => Fold::Str("ffi"),
        'ﬄ' => Fold::Str("ffl"),
        'ß' => Fold::Str("ss"),
        'æ' | 'Æ' => Fold::Str("ae"),
        'œ' | 'Œ' => Fold::Str("oe"),
        'ø' | 'Ø' => Fold::Char('o'),
        'ł' | 'Ł' => Fold::Char('l'),
        'đ' | 'Đ' => Fold::Char('d'),
        'ı' | 'İ' => Fold::Char('i'),
        // Full-width Latin letters, digits and signs stand 0xFEE0 above their ASCII forms.
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(narrow) => fold_char(narrow),
            None => Fold::Char(c),
        },
        c if is_invisible(c) || ('\u{300}'..='\u{36F}').contains(&c) => Fold::Drop,
        c if c.is_whitespace() || c.is_control() => Fold::Blank,
        // Latin letters with marks fold to their base letter: Erdoğan, São, Orbán.
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            Fold::Char(base.to_ascii_lowercase())
        }
        c => Fold::Char(c.to_lowercase().next().unwrap_or(c)),
    }
}

/// Length in bytes of a pinyin gloss in parentheses at the start of `rest`, as scraped pages carry them inside
/// words: `國(guó)家`. It has one to seven letters and a tone mark, and nothing else.
fn pinyin_gloss(rest: &str) -> Option<usize> {
    // Brackets: one byte, or three that begin with EF.
    if !matches!(rest.as_bytes().first(), Some(b'(' | 0xEF)) {
        return None;
    }
    let mut chars = rest.char_indices();
    let close = match chars.next()?.1 {
        '(' => ')',
        '（' => '）',
        _ => return None,
    };
    let mut letters = 0;
    let mut toned = false;
    for (at, c) in chars.take(10) {
        match c {
            c if c == close => return (toned && letters > 0).then_some(at + c.len_utf8()),
            'a'..='z' => letters += 1,
            'ü' => letters += 1,
            c if is_toned(c) => {
                letters += 1;
                toned = true;
            }
            _ => return None,
        }
    }
    None
}

/// Vowels with a tone mark of Hanyu Pinyin (ISO 7098).
fn is_toned(c: char) -> bool {
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> Folded {
        Folded::of(text, Span::new(0, text.len()))
    }

    fn find<'t>(text: &'t str, needle: &str) -> &'t str {
        let folded = fold(text);
        let at = folded.text().find(needle).unwrap();
        folded.span(at, at + needle.len()).of(text)
    }

    #[test]
    fn alphanumeric_is_what_it_is_elsewhere() {
        assert!(('\0'..='\u{FFFF}').all(|c| is_alphanumeric(c) == c.is_alphanumeric()));
    }

    #[test]
    fn folds_what_readers_do_not_see() {
        assert_eq!(fold("ＡＩ，國際　“Ｑ”").text(), "ai,国际 \"q\"");
        assert_eq!(fold("military-to-military").text(), "military to military");
        assert_eq!(fold("a \u{a0}\n b").text(), "a b");
        assert_eq!(fold("Erdoğan, ﬁnance").text(), "erdogan, finance");
    }

    #[test]
    fn every_span_leads_back_to_the_text_as_read() {
        assert_eq!(find("國(guó)家主席習(xí)近平", "国家主席习近平"), "國(guó)家主席習(xí)近平");
        assert_eq!(find("對台\u{200b}灣，的", "台湾"), "台\u{200b}灣");
        assert_eq!(find("（ＡＩ）", "ai"), "ＡＩ");
        assert_eq!(find("co\u{ad}op rose", "coop"), "co\u{ad}op");
        assert_eq!(find("x  of \n  y", "of y"), "of \n  y");
        assert_eq!(find("«Erdoğan»", "erdogan"), "Erdoğan");
    }

    #[test]
    fn offsets_go_both_ways() {
        let text = "a，b（ﬁ）台\u{200b}灣 - x";
        let folded = fold(text);
        for (at, _) in folded.text().char_indices() {
            assert_eq!(folded.folded_at(folded.origin(at)).min(at), folded.folded_at(folded.origin(at)));
            assert!(text.is_char_boundary(folded.origin(at)));
        }
    }
}
