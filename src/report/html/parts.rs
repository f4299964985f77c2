//! The sections of the HTML page that stand on the terminal's page too, and the evidence of each topic.

use super::{BREAK, line};
use crate::comparison::{Standing, Status};
use crate::report::escape::visible;
use crate::report::style::{sign, words};
use crate::report::view::{
    ExplainSource, ExplainView, LedgerView, NOT_STATED, OnlyView, PairView, Quote, Section, StatedView, View,
};
use maud::{Markup, html};

/// The body of a section.
pub(super) fn part(view: &View, section: Section) -> Markup {
    match section {
        Section::Sources => sources(view),
        Section::Topics => topics(view),
        Section::Only => html! { @for only in &view.only { (self::only(only)) (BREAK) } },
        Section::Shared => html! { @for pair in &view.shared { (self::pair(pair)) (BREAK) } },
        Section::Wording => html! {
            @for row in &view.wording { div.row { h3 { (visible(&row.what)) } (beside(&row.quotes)) } (BREAK) }
        },
        Section::Ledger => html! { @for row in &view.ledger { (ledger(row)) (BREAK) } },
        Section::Conflicts => html! {
            @for row in &view.conflicts { div.row.clash { h3 { (row.kind) } (beside(&row.quotes)) } (BREAK) }
        },
        Section::Protocol => protocol(view),
        Section::Absent => absent(view),
    }
}

fn sources(view: &View) -> Markup {
    html! {
        div.columns {
            @for (column, source) in view.sources.iter().enumerate() {
                div.card {
                    h3 { a href={ "#s" (column) } { (visible(&source.label)) } }
                    p dir="auto" { (visible(&source.facts)) }
                    p.faint dir="auto" { (visible(&source.extent)) }
                }
                (BREAK)
            }
        }
        @for talk in &view.talks { p.warn { (visible(talk)) } }
    }
}

/// The matrix as a heat map; each cell leads to its evidence.
fn topics(view: &View) -> Markup {
    html! {
        div.scroll role="region" aria-label=(Section::Topics.title()) tabindex="0" {
            table.matrix {
                (columns(view))
                tbody {
                    @for (row, topic) in view.topics.iter().enumerate() {
                        tr {
                            th scope="row" { a href={ "#t" (row) } { (visible(&topic.name)) } }
                            @for (column, cell) in topic.cells.iter().enumerate() {
                                td.{ "l-" (cell.standing.word()) } {
                                    a href={ "#t" (row) "s" (column) } {
                                        span aria-hidden="true" { (sign(cell.standing)) }
                                        " " (words(cell.standing))
                                    }
                                    @if !cell.detail.is_empty() { small { (visible(&cell.detail)) } }
                                }
                            }
                        }
                        (BREAK)
                    }
                }
            }
        }
        ul { @for remark in &view.remarks { li { (visible(remark)) } } }
    }
}

fn columns(view: &View) -> Markup {
    html! {
        thead {
            tr {
                td {}
                @for (column, source) in view.sources.iter().enumerate() {
                    th scope="col" { a href={ "#s" (column) } { (visible(&source.label)) } }
                }
            }
        }
        (BREAK)
    }
}

fn protocol(view: &View) -> Markup {
    html! {
        div.scroll role="region" aria-label=(Section::Protocol.title()) tabindex="0" {
            table {
                (columns(view))
                tbody {
                    @for field in &view.protocol {
                        tr {
                            th scope="row" { (field.name) }
                            @for (cell, source) in field.cells.iter().zip(&view.sources) {
                                @match cell {
                                    Some(stated) => td { (self::stated(stated, source.language)) },
                                    None => td.faint { (NOT_STATED) },
                                }
                            }
                        }
                        (BREAK)
                    }
                }
            }
        }
    }
}

fn stated(stated: &StatedView, language: &str) -> Markup {
    html! {
        @if stated.verbatim { span lang=(language) dir="auto" { (visible(&stated.value)) } }
        @else { (visible(&stated.value)) }
        @for quote in &stated.quotes { q lang=(language) dir="auto" { (visible(quote)) } }
    }
}

fn only(only: &OnlyView) -> Markup {
    html! {
        div.row {
            h3 { (visible(&only.name)) }
            p.faint { (visible(&only.by)) " (" (visible(&only.not_by)) ")" }
            @for quote in &only.quotes { (self::quote(quote)) }
            @if !only.more.is_empty() { p.faint { (only.more) } }
        }
    }
}

fn pair(pair: &PairView) -> Markup {
    html! {
        p { (visible(&pair.summary)) } (BREAK)
        @for link in &pair.links {
            div.row.{ "r-" (link.relation) } { h3 { (visible(&link.head)) } (beside(&link.quotes)) } (BREAK)
        }
    }
}

fn ledger(row: &LedgerView) -> Markup {
    let class = match row.status {
        Status::Confirmed => "confirmed",
        Status::TopicOnly => "topic-only",
        Status::NotCarried => "not-carried",
        Status::NoText => "no-text",
    };
    html! {
        div.row.{ "k-" (class) } {
            h3 { (visible(&row.words)) }
            div.pair {
                (quote(&row.quote))
                div { @for other in &row.other { (quote(other)) } }
            }
        }
    }
}

fn absent(view: &View) -> Markup {
    html! {
        div.columns {
            @for source in &view.absent {
                div.card {
                    h3 { (visible(&source.label)) }
                    ul {
                        @for topic in &source.topics {
                            li {
                                a href={ "#t" (topic.row) "s" (source.column) } { (visible(&topic.name)) }
                                ": " (visible(&topic.words))
                                @for near in &topic.near { small { (line(near)) } }
                            }
                            (BREAK)
                        }
                    }
                }
            }
        }
    }
}

/// What hit and what was searched for, topic by topic.
pub(super) fn evidence(topics: &[ExplainView]) -> Markup {
    html! {
        @for (row, topic) in topics.iter().enumerate() {
            div.topic id={ "t" (row) } {
                h3 { (visible(&topic.name)) }
                div.columns {
                    @for (column, source) in topic.sources.iter().enumerate() {
                        div.card id={ "t" (row) "s" (column) } tabindex="-1" { (found(source)) }
                        (BREAK)
                    }
                }
            }
        }
    }
}

/// The evidence of a topic in a text; the terms searched for where the text does not mention it.
fn found(source: &ExplainSource) -> Markup {
    html! {
        h4.{ "l-" (source.level.word()) } {
            (visible(&source.label)) ": " span aria-hidden="true" { (sign(source.level)) } " " (source.standing)
        }
        @for (term, quote) in &source.hits { p.term { (line(term)) } (self::quote(quote)) }
        @if !source.near.is_empty() {
            ul.near { @for near in &source.near { li { (line(near)) } } }
        }
        @if !source.level.is_mention() && source.level != Standing::NotSearchable {
            details {
                summary { (source.count) }
                p lang=(source.language) { (visible(&source.searched.join(" · "))) }
            }
        }
    }
}

/// Two quotes side by side.
fn beside(quotes: &[Quote; 2]) -> Markup {
    html! { div.pair { @for quote in quotes { (self::quote(quote)) } } }
}

/// A quote that leads to its sentence; a dash where there are no words.
pub(super) fn quote(quote: &Quote) -> Markup {
    let text = quote.text.trim();
    html! {
        figure {
            figcaption {
                @match quote.units.first() {
                    Some(unit) => a href={ "#s" (quote.column) "u" (unit) } { (visible(&quote.head())) },
                    None => (visible(&quote.head())),
                }
            }
            @if text.is_empty() { p.faint { "–" } }
            @else { blockquote lang=(quote.language) dir="auto" { (visible(text)) } }
        }
    }
}
