//! Makes words of a text harmless where they are shown: on a terminal or log, in workflow commands, Markdown, XML, SARIF, URIs.

use crate::report::escape::{self, visible};
use std::fmt::Write as _;

/// The longest piece of a text that a page shows, in code points.
const LONGEST: usize = 240;

/// For a line of a terminal or of a build log: nothing acts on it, and `##[` opens no command of an old runner.
pub fn line(text: &str) -> String {
    visible(&clip(text)).replace("##[", "\\u{23}#[")
}

/// At most as much as a page shows, evened out to one line.
pub fn clip(text: &str) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(LONGEST + 1));
        if words.chars().count() > LONGEST {
            return words.chars().take(LONGEST).chain(['…']).collect();
        }
    }
    words
}

/// For the message of a workflow command.
pub fn command_data(text: &str) -> String {
    line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// For a property of a workflow command.
pub fn command_property(text: &str) -> String {
    command_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// For a cell of a Markdown table: no markup, no link, no mention of anybody.
pub fn markdown(text: &str) -> String {
    escape::markdown(&line(text))
}

/// For XML, in text and in attributes; what XML 1.0 cannot hold is written as an escape.
pub fn xml(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
    out
}

/// For a message of SARIF: no link and no placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6).
pub fn sarif(text: &str) -> String {
    let mut out = String::new();
    for c in visible(&clip(text)).chars() {
        match c {
            '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '{' => out.push_str("{{"),
            '}' => out.push_str("}}"),
            c => out.push(c),
        }
    }
    out
}

/// A path as a URI reference.
pub fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    match path.starts_with('/') {
        true => format!("file://{out}"),
        false => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts() {
        let hostile = "::error::x\r\n##[set-env]100%\u{1b}[31m";
        assert_eq!(line(hostile), "::error::x \\u{23}#[set-env]100%\\u{1b}[31m");
        assert_eq!(command_data("50%\n::x"), "50%25 ::x");
        assert_eq!(command_property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(markdown("|<b>@you #1 [x](y)"), "\\|&lt;b&gt;&#64;you \\#1 \\[x\\](y)");
        assert_eq!(xml("<a b=\"&'\">\u{0}\u{FFFE}"), "&lt;a b=&quot;&amp;&apos;&quot;&gt;\\u{0}\\u{fffe}");
        assert_eq!(sarif("[x](http://y) {0}"), "\\[x\\](http://y) {{0}}");
        assert_eq!(uri("读出/a b#?.txt"), "%E8%AF%BB%E5%87%BA/a%20b%23%3F.txt");
    }

    #[test]
    fn long_words_are_clipped() {
        assert_eq!(clip(&"x".repeat(1_000_000)).chars().count(), LONGEST + 1);
        assert_eq!(clip("a \n b"), "a b");
    }
}
