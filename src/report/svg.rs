//! SVG: the matrix as a card for slides and posts, with its words for those who don't see it.

use super::escape::visible;
use super::layout::clip;
use super::style::{sign, words};
use super::view::View;
use crate::comparison::Standing;
use maud::{Markup, PreEscaped, html};
use std::io::{self, Write};

/// Fonts of every system, among them those that have Chinese and Japanese.
const FONTS: &str = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'PingFang SC', 'Hiragino Sans GB', \
                     'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

/// Space around everything.
const EDGE: usize = 24;
/// Width of the column of topics, and the terminal columns that it holds.
const NAMES: (usize, usize) = (250, 34);
/// Width of a source's column, and the terminal columns that it holds.
const COLUMN: (usize, usize) = (220, 30);
/// Height of a row.
const ROW: usize = 44;
/// Lines for what is known of a source.
const FACTS: usize = 3;
/// Where the rows begin.
const TOP: usize = 146;

const INK: &str = "#1b1f24";
const FAINT: &str = "#59626d";

/// Writes the card.
///
/// # Errors
/// `out` cannot be written.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let width = 2 * EDGE + NAMES.0 + COLUMN.0 * view.sources.len();
    let height = TOP + ROW * view.topics.len() + 72;
    let heading = view.sources.iter().enumerate().map(|(column, source)| (column_at(column), source));
    let card = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) }
            role="img" aria-labelledby="title desc" font-family=(FONTS) font-size="14" {
            (BREAK)
            title id="title" { (visible(&view.title)) } (BREAK)
            desc id="desc" { (visible(&view.matrix_in_words())) } (BREAK)
            rect width=(width) height=(height) fill="#ffffff" {} (BREAK)
            text x=(EDGE) y="44" font-size="22" font-weight="600" fill=(INK) { (fit(&view.title, width / 14)) } (BREAK)
            @for (x, source) in heading {
                text x=(x + 10) y="80" font-weight="600" fill=(INK) { (fit(&source.label, COLUMN.1)) }
                @for (line, facts) in clip(&visible(&source.facts), COLUMN.1 + 4, FACTS).iter().enumerate() {
                    text x=(x + 10) y=(98 + 15 * line) font-size="11" fill=(FAINT) { (facts) }
                }
                (BREAK)
            }
            @for row in 0..view.topics.len() { (self::row(view, row)) (BREAK) }
            text x=(EDGE) y=(height - 38) font-size="11" fill=(FAINT) { (fit(&view.method, (width - 2 * EDGE) / 6)) }
            text x=(EDGE) y=(height - 20) font-size="11" fill=(FAINT) { (fit(view.caveat, (width - 2 * EDGE) / 6)) }
            (BREAK)
        }
        (BREAK)
    };
    out.write_all(card.into_string().as_bytes())
}

/// A line end between the parts of the card.
const BREAK: PreEscaped<&str> = PreEscaped("\n");

fn column_at(column: usize) -> usize {
    EDGE + NAMES.0 + COLUMN.0 * column
}

fn row(view: &View, row: usize) -> Markup {
    let y = TOP + ROW * row;
    let Some(topic) = view.topics.get(row) else { return html! {} };
    let names = clip(&visible(&topic.name), NAMES.1, 2);
    let first = if names.len() == 1 { y + 26 } else { y + 18 };
    html! {
        @for (line, name) in names.iter().enumerate() {
            text x=(EDGE) y=(first + 17 * line) fill=(INK) { (name) }
        }
        @for (column, cell) in topic.cells.iter().enumerate() {
            rect x=(column_at(column) + 2) y=(y + 2) width=(COLUMN.0 - 4) height=(ROW - 4) rx="4"
                fill=(fill(cell.standing)) stroke="#d0d7de" {}
            text x=(column_at(column) + 10) y=(if cell.detail.is_empty() { y + 27 } else { y + 19 }) fill=(INK) {
                (sign(cell.standing)) " " (fit(words(cell.standing), COLUMN.1))
            }
            @if !cell.detail.is_empty() {
                text x=(column_at(column) + 10) y=(y + 35) font-size="11" fill=(INK) { (fit(&cell.detail, COLUMN.1 + 6)) }
            }
        }
    }
}

/// The colour under a level; sign and word say the same.
fn fill(standing: Standing) -> &'static str {
    match standing {
        Standing::Elaborated => "#9ecae9",
        Standing::Named => "#dcedf8",
        Standing::Denied => "#f6dfa8",
        Standing::Declined | Standing::Asked => "#ece7f5",
        Standing::Omitted => "#ffffff",
        Standing::NotSearchable => "#e4e6e9",
    }
}

/// What fits one line of so many terminal columns.
fn fit(text: &str, columns: usize) -> String {
    clip(&visible(text), columns, 1).concat()
}
