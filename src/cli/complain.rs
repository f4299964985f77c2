//! What went wrong, for people: the error, its place with a caret, its cause, a way out. And notices.

use super::args::ReadingArgs;
use anstyle::{AnsiColor, Style};
use readout_diff::input::{Notice, Place};
use readout_diff::pipeline::{Error, Step};
use readout_diff::report::escape::visible;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use unicode_width::UnicodeWidthStr;

/// Longest line shown above a caret, in columns.
const LONGEST: usize = 100;

/// Prints an error to standard error. If that cannot be written there is nobody left to tell.
pub fn error(error: &Error) {
    if let Error::Strict(notices) = error {
        notices.iter().for_each(notice);
    }
    print("error", AnsiColor::Red, &describe(error));
}

/// Prints a notice to standard error.
pub fn notice(notice: &Notice) {
    let mut text = visible(&notice.to_string());
    caret(&mut text, notice.place.as_ref());
    print("note", AnsiColor::Yellow, &text);
}

/// Texts from which on a run may be long enough for somebody to wonder.
const MANY: usize = 8;

/// What tells how far a run has come: a line on standard error that is written over and over, when that is a terminal.
pub fn progress(args: &ReadingArgs) -> Option<fn(Step)> {
    let wanted = !args.quiet && io::stderr().is_terminal();
    wanted.then_some(|step: Step| {
        if step.total >= MANY {
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K{} {} of {}", step.what, step.done, step.total);
        }
    })
}

/// Clears that line, before anything else is printed.
pub fn progress_done(progress: Option<fn(Step)>) {
    if progress.is_some() {
        let _ = write!(io::stderr().lock(), "\r\u{1b}[K");
    }
}

/// Prints a line to standard error as it is.
pub fn plain(text: &str) {
    // A build log of GitHub takes `##[` anywhere for a command.
    let _ = writeln!(io::stderr().lock(), "{}", text.replace("##[", "\\u{23}#["));
}

fn print(word: &str, color: AnsiColor, text: &str) {
    let style = match io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
    {
        true => Style::new().bold().fg_color(Some(color.into())),
        false => Style::new(),
    };
    plain(&format!("{style}{word}{style:#}: {text}"));
}

fn describe(error: &Error) -> String {
    let mut text = visible(&error.to_string());
    match error {
        Error::Input(input) => {
            caret(&mut text, input.place.as_ref());
            add(&mut text, "caused by", input.cause.as_deref());
            add(&mut text, "hint", input.hint.as_deref());
        }
        Error::Lexicon(lexicon) => {
            let place =
                Place { line: lexicon.line, column: lexicon.column, excerpt: lexicon.excerpt.clone() };
            caret(&mut text, (lexicon.line > 0).then_some(&place));
            add(
                &mut text,
                "hint",
                Some("`readout-diff lexicon dump` prints topics in the form that is read"),
            );
        }
        Error::Write(cause) => add(&mut text, "caused by", Some(&cause.to_string())),
        Error::Usage(_, hint) => add(&mut text, "hint", Some(hint)),
        Error::Strict(_) => {}
    }
    text
}

fn add(text: &mut String, word: &str, detail: Option<&str>) {
    if let Some(detail) = detail {
        let _ = write!(text, "\n{word}: {}", visible(detail));
    }
}

/// The line with the trouble and a caret under its column, counted in terminal columns.
fn caret(text: &mut String, place: Option<&Place>) {
    let Some(place) = place.filter(|place| !place.excerpt.is_empty()) else { return };
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let before: String = place.excerpt.chars().take(place.column.saturating_sub(1)).collect();
    let indent = visible(&before).width();
    let line: String = visible(&place.excerpt).chars().take(indent.max(LONGEST)).collect();
    let _ = write!(text, "\n{margin} |\n{number} | {line}\n{margin} | {}^", " ".repeat(indent));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_wide_characters() {
        let mut text = String::new();
        caret(&mut text, Some(&Place { line: 12, column: 6, excerpt: "日期（：明天".into() }));
        assert_eq!(text, format!("\n   |\n12 | 日期（：明天\n   | {}^", " ".repeat(10)));
    }
}
