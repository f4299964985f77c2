//! Makes a readout's text harmless where it is shown: nothing in it moves a cursor, turns a line round or starts a formula.

use std::fmt::Write as _;

/// The text for a terminal: control, bidi and invisible characters as escapes (`\u{1b}`), line breaks and tabs as blanks.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if is_hidden(c) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

/// The text for Markdown: as [`visible`], and nothing in it becomes markup, a link or a formula.
pub fn markdown(text: &str) -> String {
    let visible = visible(text);
    let mut escaped = String::with_capacity(visible.len());
    for c in visible.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Addresses become links even without markup, and a backslash does not stop that.
            '@' | '$' => {
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '^' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    let escaped =
        escaped.replace("://", "&#58;//").replace("mailto:", "mailto&#58;").replace("xmpp:", "xmpp&#58;");
    // "www." alone begins a link too, and a dash at a line's start a list.
    let escaped = escaped.replace("www.", "www&#46;").replace("WWW.", "WWW&#46;");
    match escaped.strip_prefix('-') {
        Some(rest) => format!("\\-{rest}"),
        None => escaped,
    }
}

/// Whether a character acts on its surroundings instead of showing itself.
pub fn is_hidden(c: char) -> bool {
    // Most of what is shown: plain ASCII, and Chinese and Japanese.
    let plain = matches!(c, ' '..='~' | '\u{3000}'..='\u{9fff}');
    !plain
        && (c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}'
            ))
}

/// Whether a spreadsheet would take a cell for a formula. A lone sign is none.
pub fn is_formula(cell: &str) -> bool {
    let mut chars = cell.chars();
    let opens = chars
        .next()
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    opens && chars.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mred\u{202e}x\u{9b}\nb"), "a\\u{1b}[31mred\\u{202e}x\\u{9b} b");
        assert_eq!(visible("习近平同特朗普通电话。é🙂"), "习近平同特朗普通电话。é🙂");
    }

    #[test]
    fn markdown_stays_text() {
        assert_eq!(markdown("*a* <b>|[x](y)"), "\\*a\\* &lt;b&gt;\\|\\[x\\](y)");
        assert_eq!(markdown("https://x.org www.x.org @me"), "https&#58;//x.org www&#46;x.org &#64;me");
        assert_eq!(markdown("- 和平\u{202e}"), "\\- 和平\\\\u\\{202e\\}");
    }

    #[test]
    fn formulas_are_told_from_signs() {
        assert!(
            is_formula("=cmd|' /C calc'!A0")
                && is_formula("@SUM(1)")
                && is_formula("-1+2")
                && is_formula("\t=1")
        );
        assert!(!is_formula("-") && !is_formula("+") && !is_formula("a=b") && !is_formula(""));
    }
}
