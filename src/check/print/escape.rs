//! Makes words of a text harmless where they are shown: on a terminal or log, in workflow commands, Markdown, XML, SARIF, URIs.

use crate::report::escape::{self, visible};
use std::fmt::Write as _;

/// The longest piece of a text that a page shows, in code points.
const LONGEST: usize = 240;

/// For a line of a terminal or of a build log: nothing acts on it, and `##[` opens no command of an old runner.
pub fn line(text: &str) -> String {
    harmless(&clip(text))
}

fn harmless(text: &str) -> String {
    visible(text).replace("##[", "\\u{23}#[")
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

/// Words with what stands before and behind them in their sentence, for a line of a terminal: together at most as much as a page
/// shows. The words come first; on either side stands as much as there is room for.
pub fn around(before: &str, words: &str, after: &str) -> [String; 3] {
    let words = evened(words.chars(), LONGEST);
    let room = LONGEST - words.len().min(LONGEST);
    let mut before = evened(before.chars().rev(), room);
    let after = evened(after.chars(), room);
    let half = room / 2;
    let lead = before.len().min(half.max(room - after.len().min(room)));
    let rest = after.len().min(room - lead);
    let (more_before, more_after) = (before.len() > lead, after.len() > rest);
    before.truncate(lead);
    let dots = |more: bool| if more { "…" } else { "" };
    let (before, after): (String, String) = (before.iter().rev().collect(), after[..rest].iter().collect());
    let cut = words.len() > LONGEST;
    let words: String = words.iter().take(LONGEST).collect();
    let shown = [
        format!("{}{before}", dots(more_before)),
        format!("{words}{}", dots(cut)),
        format!("{after}{}", dots(more_after && !cut)),
    ]
    .map(|part| harmless(&part));
    // What only two parts together make harmful is shown without telling them apart.
    let whole = shown.concat();
    match harmless(&whole) == whole {
        true => shown,
        false => [harmless(&whole), String::new(), String::new()],
    }
}

/// Characters with every run of white space as one blank; no more than one above `most`.
fn evened(chars: impl Iterator<Item = char>, most: usize) -> Vec<char> {
    let mut even = Vec::new();
    for c in chars {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || even.last() != Some(&' ') {
            even.push(c);
        }
        if even.len() > most {
            break;
        }
    }
    even
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
    fn words_are_shown_with_what_stands_around_them() {
        assert_eq!(around("a  ", "b\nc", " d"), ["a ", "b c", " d"]);
        let long = "x".repeat(1_000_000);
        let [before, words, after] = around(&format!("{long} "), "words", &format!(" {long}"));
        assert_eq!(words, "words");
        assert!(
            before.starts_with("…x") && before.ends_with("x ") && after.ends_with("x…"),
            "{before} {after}"
        );
        assert_eq!(
            [&before, &words, &after].map(|part| part.chars().count()).iter().sum::<usize>(),
            LONGEST + 2
        );
        let [before, words, after] = around("a", &long, "b");
        assert_eq!((before.as_str(), words.chars().count(), after.as_str()), ("…", LONGEST + 1, ""));
        assert!(!around("#", "#[x", "").concat().contains("##["));
        assert!(!around("a\u{1b}", "[31m", "").concat().contains('\u{1b}'));
    }

    #[test]
    fn long_words_are_clipped() {
        assert_eq!(clip(&"x".repeat(1_000_000)).chars().count(), LONGEST + 1);
        assert_eq!(clip("a \n b"), "a b");
    }
}
