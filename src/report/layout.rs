//! Lines of a given width, counted in terminal columns: wrapping, indenting and two columns side by side.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks a text into lines of at most `width` columns: at blanks, and between Chinese or Japanese characters, but
/// never before closing punctuation. A word that is too long for a line is broken anywhere.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(4);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let bare = piece.trim_end();
        if line.width() + bare.width() > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_string());
        }
        if bare.width() <= width {
            line.push_str(piece);
            continue;
        }
        for grapheme in piece.graphemes(true) {
            if line.width() + grapheme.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(grapheme);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// The stretches between which a line may break, each with the blanks that follow it.
pub fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let may_break = before.is_some_and(|b| {
            (b == ' ' && c != ' ') || (c != ' ' && (is_wide(b) || is_wide(c)) && !closes(c) && !opens(b))
        });
        if may_break {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

fn closes(c: char) -> bool {
    "，。、；：！？）】》」』”’,.;:!?)]}…%".contains(c)
}

fn opens(c: char) -> bool {
    "（【《「『“‘([{".contains(c)
}

/// At most `lines` lines of `width` columns; what is left out shows as `…`.
pub fn clip(text: &str, width: usize, lines: usize) -> Vec<String> {
    // A line holds at most `width` characters and their blanks; reading no more keeps a megabyte cheap.
    let most = width.saturating_mul(lines + 1).saturating_mul(2);
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let mut wrapped = wrap(&text[..end], width);
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
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
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
