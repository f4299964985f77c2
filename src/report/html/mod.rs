//! HTML: the page as one file that needs no network and no script. Matrix and quotes lead to the sentences.
//!
//! Anchors: `s0` is a text, `s0u4` its sentence, `s0c5` its claim; `t3` a topic, `t3s0` its evidence in a text. Numbers
//! count from 0 and are made here, so nothing from a text is in an address.

mod parts;
mod style;
mod texts;

use super::escape::visible;
use super::view::{EVIDENCE, EVIDENCE_NOTE, Line, Section, TEXTS, TEXTS_NOTE, View};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::io::{self, Write};

/// The section after which the texts stand in full.
const BEFORE_TEXTS: Section = Section::Topics;

/// A line end between the parts of the page, so that two pages can be compared line by line.
const BREAK: PreEscaped<&str> = PreEscaped("\n");

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let style = style::sheet(view);
    let policy = format!(
        "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'",
        style::fingerprint(&style)
    );
    let page = html! {
        (DOCTYPE) (BREAK)
        html lang="en" {
            head {
                meta charset="utf-8"; (BREAK)
                meta http-equiv="Content-Security-Policy" content=(policy); (BREAK)
                meta name="viewport" content="width=device-width, initial-scale=1"; (BREAK)
                meta name="referrer" content="no-referrer"; (BREAK)
                meta name="generator" content=(super::TOOL); (BREAK)
                title { (visible(&view.title)) } (BREAK)
                style { (PreEscaped(&style)) } (BREAK)
            }
            body { (BREAK) (header(view)) (main(view)) (footer(view)) }
        }
        (BREAK)
    };
    out.write_all(page.into_string().as_bytes())
}

fn header(view: &View) -> Markup {
    html! {
        header {
            h1 { (visible(&view.title)) } (BREAK)
            ul.brief { @for line in &view.brief { li { (self::line(line)) } (BREAK) } }
            nav aria-label="Sections" {
                @for (id, title) in contents(view) { a href={ "#" (id) } { (title) } " " }
            }
        }
        (BREAK)
    }
}

/// A line whose quotes say in which language they are.
fn line(line: &Line) -> Markup {
    html! {
        @for (words, language) in &line.parts {
            @match language {
                Some(tag) => span lang=(tag) dir="auto" { (visible(words)) },
                None => (visible(words)),
            }
        }
    }
}

/// Anchor and title of every section of this page, in its order.
fn contents(view: &View) -> Vec<(&'static str, &'static str)> {
    let mut contents = Vec::new();
    for section in shown(view) {
        contents.push((section.word(), section.title()));
        contents.extend((view.whole.is_some() && section == BEFORE_TEXTS).then_some(("texts", TEXTS)));
    }
    contents.extend(view.whole.is_some().then_some(("evidence", EVIDENCE)));
    contents
}

/// The sections that have something to show, and the one after which the texts stand.
fn shown(view: &View) -> impl Iterator<Item = Section> {
    Section::ALL.into_iter().filter(|section| *section == BEFORE_TEXTS || !view.is_empty(*section))
}

fn main(view: &View) -> Markup {
    html! {
        main {
            @for part in shown(view) {
                (section(part.word(), part.title(), part.note(), &parts::part(view, part)))
                @if let Some(whole) = view.whole.as_ref().filter(|_| part == BEFORE_TEXTS) {
                    (section("texts", TEXTS, TEXTS_NOTE, &texts::texts(&whole.texts)))
                }
            }
            @if let Some(whole) = &view.whole {
                (section("evidence", EVIDENCE, EVIDENCE_NOTE, &parts::evidence(&whole.evidence)))
            }
        }
        (BREAK)
    }
}

fn section(id: &str, title: &str, note: &str, body: &Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ "h-" (id) } {
            h2 id={ "h-" (id) } { (title) }
            p.note { (note) } (BREAK)
            (body)
        }
        (BREAK)
    }
}

fn footer(view: &View) -> Markup {
    html! { footer { p { (visible(&view.method)) ". " (view.caveat) } } (BREAK) }
}
