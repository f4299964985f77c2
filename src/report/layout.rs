//! Lines of a given width, counted in terminal columns: wrapping, indenting and two columns side by side.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks a text into lines of at most `width` columns: at blanks, and between Chinese or Japanese characters, but
/// never before closing punctuation. A word that is too long for a line is broken anywhere.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    first_lines(text, width, usize::MAX)
}

/// The same, but no line behind the first `most`.
fn first_lines(text: &str, width: usize, most: usize) -> Vec<String> {
    let width = width.max(4);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    for piece in pieces(text) {
        if lines.len() >= most {
            return lines;
        }
        let bare = piece.trim_end();
        let columns = width_of(bare);
        if filled + columns > width && !line.is_empty() {
            lines.push(line.trim_end().to_string());
            line.clear();
            filled = 0;
        }
        if columns <= width {
            line.push_str(piece);
            filled += columns + width_of(&piece[bare.len()..]);
            continue;
        }
        for grapheme in piece.graphemes(true) {
            if filled + grapheme.width() > width {
                lines.push(std::mem::take(&mut line));
                filled = 0;
            }
            line.push_str(grapheme);
            filled += grapheme.width();
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// The columns that a text takes.
fn width_of(text: &str) -> usize {
    match text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => text.len(),
        false => text.width(),
    }
}

/// The stretches between which a line may break, each with the blanks that follow it.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut start = Some(0);
    let mut before: Option<(char, bool)> = None;
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        let from = start?;
        for (at, c) in rest.by_ref() {
            let wide = is_wide(c);
            let may_break = before.is_some_and(|(b, was_wide)| {
                c != ' ' && (b == ' ' || ((was_wide || wide) && !closes(c) && !opens(b)))
            });
            before = Some((c, wide));
            if may_break {
                start = Some(at);
                return Some(&text[from..at]);
            }
        }
        start = None;
        Some(&text[from..])
    })
}

fn is_wide(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(2)
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '】'
            | '》'
            | '」'
            | '』'
            | '”'
            | '’'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '…'
            | '%'
    )
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '【' | '《' | '「' | '『' | '“' | '‘' | '(' | '[' | '{')
}

/// At most `lines` lines of `width` columns; what is left out shows as `…`.
pub fn clip(text: &str, width: usize, lines: usize) -> Vec<String> {
    // A line holds at most `width` characters and their blanks; reading no more keeps a megabyte cheap.
    let most = width.saturating_mul(lines + 1).saturating_mul(2);
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let mut wrapped = first_lines(&text[..end], width, lines + 1);
    if wrapped.len() > lines || end < text.len() {
        wrapped.truncate(lines);
        if let Some(last) = wrapped.last_mut() {
            while last.width() + 1 > width && last.pop().is_some() {}
            last.push('…');
        }
    }
    wrapped
}

/// A text filled up with blanks to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(width_of(text))))
}

/// Two blocks of lines side by side; the left one is filled up to `left_width` columns.
pub fn beside(left: &[String], right: &[String], left_width: usize) -> Vec<(String, String)> {
    let empty = String::new();
    let rows = 0..left.len().max(right.len());
    let at = |lines: &[String], row: usize| lines.get(row).unwrap_or(&empty).clone();
    rows.map(|row| (pad(&at(left, row), left_width), at(right, row))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_width_and_their_words() {
        let text = "习近平强调，中方支持一切致力于和平的努力。We agreed to communicate often.";
        for width in [4, 10, 20, 80] {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            let joined: String = lines.concat().split_whitespace().collect();
            assert_eq!(joined, text.split_whitespace().collect::<String>());
        }
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("和平，和平", 4), ["和", "平，", "和平"].map(String::from));
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn long_texts_are_clipped() {
        let lines = clip(&"a ".repeat(1_000_000), 20, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…') && lines[2].width() <= 20);
        assert_eq!(clip("short", 20, 3), ["short"]);
    }
}
