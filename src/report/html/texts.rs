//! The texts of the HTML page in full: sentences with their claims and the way to their partners.

use super::BREAK;
use crate::report::escape::visible;
use crate::report::view::{FullText, FullUnit};
use maud::{Markup, html};

/// The texts in columns.
pub(super) fn texts(texts: &[FullText]) -> Markup {
    html! {
        div.columns.texts {
            @for (column, text) in texts.iter().enumerate() { (self::text(column, text)) }
        }
    }
}

fn text(column: usize, text: &FullText) -> Markup {
    html! {
        article.card id={ "s" (column) } aria-labelledby={ "s" (column) "h" } {
            h3 id={ "s" (column) "h" } { (visible(&text.label)) }
            @if let Some(title) = &text.title {
                p.title lang=(text.language) dir="auto" { (visible(title)) }
            }
            @for paragraph in &text.paragraphs {
                div.paragraph { (BREAK) @for unit in paragraph { (self::unit(column, text.language, unit)) } }
            }
        }
        (BREAK)
    }
}

/// A sentence: its words cut at its claims, below them its number, its partners and what its claims are.
fn unit(column: usize, language: &str, unit: &FullUnit) -> Markup {
    html! {
        div.unit.aside[unit.aside].alone[!unit.alone.is_empty()] id={ "s" (column) "u" (unit.unit) } tabindex="-1" {
            p.words lang=(language) dir="auto" {
                @for piece in &unit.pieces {
                    @if piece.claim.is_empty() { (visible(&piece.text)) }
                    @else {
                        span.claim id={ "s" (column) (piece.claim) } title=(visible(&piece.about)) {
                            (visible(&piece.text))
                        }
                    }
                }
            }
            div.meta {
                a.id href={ "#s" (column) "u" (unit.unit) } { (unit.id) }
                @for partner in &unit.partners {
                    " "
                    a.partner.{ @if partner.same { "same" } @else { "related" } }
                        href={ "#s" (partner.column) "u" (partner.units.first().copied().unwrap_or_default()) } {
                        (visible(&partner.words))
                    }
                }
                @if !unit.alone.is_empty() { " " span.faint { (visible(&unit.alone)) } }
                @if !unit.said.is_empty() {
                    details {
                        summary { (unit.said) }
                        ol {
                            @for piece in &unit.pieces {
                                @if !piece.claim.is_empty() {
                                    li { a href={ "#s" (column) (piece.claim) } { (piece.claim) } " " (visible(&piece.about)) }
                                }
                            }
                        }
                    }
                }
            }
        }
        (BREAK)
    }
}
