//! Builds the ledger and the protocol card of the view.

use super::build::{Builder, ids, joined, some_ids};
use super::{LedgerView, ProtocolView, StatedView};
use crate::comparison::{Field, LedgerRow, Status};

impl Builder<'_> {
    pub(super) fn ledger(&self) -> Vec<LedgerView> {
        self.comparison.ledger.iter().filter_map(|row| self.ledger_row(row)).collect()
    }

    fn ledger_row(&self, row: &LedgerRow) -> Option<LedgerView> {
        let claim = self.comparison.sources.get(row.source)?.claims.get(row.claim)?;
        let other = row.other.map(|other| self.comparison.label(other)).unwrap_or_default();
        let words = match row.status {
            Status::Confirmed => format!("confirmed by {other} {}", ids(&row.other_units)),
            Status::TopicOnly => {
                let topics: Vec<String> = row.shared.iter().map(|topic| self.name(*topic)).collect();
                format!(
                    "topic only: {other} mentions {}, not this ({})",
                    joined(&topics),
                    some_ids(&row.other_units)
                )
            }
            Status::NotCarried => format!("not carried by {other}"),
            Status::NoText => format!("no text of {} about the same talk", row.side),
        };
        let quotes = match (row.status, row.other) {
            (Status::Confirmed, Some(other)) => vec![self.units_quote(other, &row.other_units)],
            _ => Vec::new(),
        };
        Some(LedgerView {
            status: row.status,
            words,
            quote: self.claim_quote(row.source, claim),
            other: quotes,
        })
    }

    pub(super) fn protocol(&self) -> Vec<ProtocolView> {
        Field::ALL.into_iter().map(|field| self.field(field)).collect()
    }

    fn field(&self, field: Field) -> ProtocolView {
        let cell = |source: &usize| {
            let row =
                self.comparison.protocol.iter().find(|row| row.field == field && row.source == *source)?;
            let text =
                self.comparison.sources.get(*source).map(|claims| claims.readout.source.text.as_str())?;
            if row.values.is_empty() {
                return None;
            }
            let value = row.values.join(", ").replace("..", " to ");
            let words: Vec<&str> = row.spans.iter().map(|span| span.of(text)).collect();
            let verbatim = words.contains(&value.as_str());
            let quotes: Vec<String> =
                words.into_iter().filter(|words| *words != value).map(String::from).collect();
            Some(match field {
                Field::Participants => StatedView { value, verbatim, quotes: Vec::new() },
                Field::Tone if !quotes.is_empty() => StatedView { value: String::new(), verbatim, quotes },
                // A day of the week, or "today", is counted from the date that the front matter states.
                _ if row.front_matter => {
                    let counted = if row.spans.is_empty() { "" } else { "counted from the " };
                    StatedView { value: format!("{value} ({counted}front matter)"), verbatim: false, quotes }
                }
                _ => StatedView { value, verbatim, quotes },
            })
        };
        ProtocolView { name: name(field), cells: self.columns.iter().map(cell).collect() }
    }
}

/// The page's word for a field.
fn name(field: Field) -> &'static str {
    match field {
        Field::Initiator => "asked for by",
        Field::Medium => "medium",
        Field::Date => "date",
        Field::Duration => "duration",
        Field::Place => "place",
        Field::Participants => "participants",
        Field::Earlier => "earlier talk named",
        Field::EarlierDate => "… dated",
        Field::EarlierPlace => "… placed",
        Field::Tone => "tone",
    }
}
