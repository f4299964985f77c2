//! Labels, not colours: a printer says what a word is, and one table says how that looks.

use crate::comparison::Standing;
use anstyle::{AnsiColor, Style};

/// What a stretch of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The title of a section.
    Title,
    /// A source's label, with a unit or not.
    Source,
    /// A topic's name, or a status.
    Head,
    /// What matters less.
    Faint,
    /// Words of a readout.
    Quote,
    /// Something a topic's level, agreement or confirmation shows as present.
    Present,
    /// Something not mentioned, not carried.
    Absent,
    /// Something between the two.
    Partly,
    /// Something that clashes.
    Clash,
}

/// Puts labels into escape codes, or leaves them out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Painter {
    /// Whether colours are wanted.
    pub color: bool,
}

impl Painter {
    /// The text as the label looks.
    pub fn paint(self, label: Label, text: &str) -> String {
        match self.color && !text.is_empty() {
            true => {
                let style = look(label);
                format!("{style}{text}{style:#}")
            }
            false => text.into(),
        }
    }
}

fn look(label: Label) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match label {
        Label::Title => Style::new().bold().underline(),
        Label::Source => color(AnsiColor::Cyan),
        Label::Head => Style::new().bold(),
        Label::Faint => Style::new().dimmed(),
        Label::Quote => Style::new(),
        Label::Present => color(AnsiColor::Green),
        Label::Absent => color(AnsiColor::Red),
        Label::Partly => color(AnsiColor::Yellow),
        Label::Clash => color(AnsiColor::Magenta),
    }
}

/// The sign of a level: readable without colour, and never a letter of a text.
pub fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Elaborated => "●",
        Standing::Named => "○",
        Standing::Denied => "⊘",
        Standing::Declined | Standing::Asked => "?",
        Standing::Omitted => "–",
        Standing::NotSearchable => "~",
    }
}

/// The label of a level.
pub fn label(standing: Standing) -> Label {
    match standing {
        Standing::Elaborated => Label::Present,
        Standing::Named | Standing::Denied => Label::Partly,
        Standing::Declined | Standing::Asked | Standing::NotSearchable => Label::Faint,
        Standing::Omitted => Label::Absent,
    }
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The page's words for a level: only what is omitted is "not mentioned".
pub fn words(standing: Standing) -> &'static str {
    match standing {
        Standing::Elaborated => "elaborated",
        Standing::Named => "named",
        Standing::Denied => "said not to have been discussed",
        Standing::Declined | Standing::Asked => "raised by a reporter, not answered",
        Standing::Omitted => "not mentioned",
        Standing::NotSearchable => "not searchable in this language",
    }
}
