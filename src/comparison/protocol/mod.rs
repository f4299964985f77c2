//! The protocol card: who asked for the talk, medium, date, duration, place, participants, the earlier talk named, tone.
//!
//! "Not stated" is a value: a card has a row for every field of every source.

mod account;
mod asker;

use crate::claims::Claims;
use crate::claims::quantity::{DatePrecision, Quantity, QuantityKind};
use crate::lexicon::Lexicon;
use crate::lexicon::protocol::ProtocolIndex;
use crate::readout::Entity;
use crate::text::span::Span;
use account::Account;

/// A field of the protocol card, in the card's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The side that asked for the talk.
    Initiator,
    /// Phone, video, meeting or letter.
    Medium,
    /// The day of the talk.
    Date,
    /// How long it took.
    Duration,
    /// Where it was held.
    Place,
    /// Who took part.
    Participants,
    /// The earlier talk that the text names.
    Earlier,
    /// How the text dates that earlier talk.
    EarlierDate,
    /// Where the text places that earlier talk.
    EarlierPlace,
    /// Words for the tone of the talk.
    Tone,
}

impl Field {
    /// Every field, in the card's order.
    pub const ALL: [Field; 10] = [
        Field::Initiator,
        Field::Medium,
        Field::Date,
        Field::Duration,
        Field::Place,
        Field::Participants,
        Field::Earlier,
        Field::EarlierDate,
        Field::EarlierPlace,
        Field::Tone,
    ];

    /// The word used in data.
    pub fn word(self) -> &'static str {
        match self {
            Field::Initiator => "initiator",
            Field::Medium => "medium",
            Field::Date => "date",
            Field::Duration => "duration",
            Field::Place => "place",
            Field::Participants => "participants",
            Field::Earlier => "earlier",
            Field::EarlierDate => "earlier-date",
            Field::EarlierPlace => "earlier-place",
            Field::Tone => "tone",
        }
    }
}

/// What one text says on one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolRow {
    /// The field.
    pub field: Field,
    /// The source.
    pub source: usize,
    /// What the text says, in words that can be compared; empty when it is not stated.
    pub values: Vec<String>,
    /// The words that say so, one stretch for each value, in the text's order; empty when the front matter says it.
    pub spans: Vec<Span>,
    /// Whether the value is the front matter's; with words, the text names it only in relation to that ("today").
    pub front_matter: bool,
}

/// The cards of all sources: fields in the card's order, in each the sources in order.
pub fn cards(sources: &[Claims], lexicon: &Lexicon) -> Vec<ProtocolRow> {
    let none = ProtocolIndex::default();
    let mut rows = Vec::with_capacity(sources.len() * Field::ALL.len());
    for (source, claims) in sources.iter().enumerate() {
        let primary = claims.readout.source.language.value.primary();
        let words = lexicon.protocol.get(primary).map_or(&none, |index| &**index);
        let account = Account::read(claims, words, lexicon);
        for field in Field::ALL {
            let (values, spans) = account.answer(field, lexicon);
            let text = &claims.readout.source.text;
            let dated = claims.readout.source.date.is_some() && field == Field::Date && !values.is_empty();
            // "Today" and "Sunday" name a day only beside the date of the front matter.
            let number = |span: &Span| span.of(text).contains(char::is_numeric);
            let front_matter = dated && !spans.iter().any(number);
            rows.push(ProtocolRow { field, source, values, spans, front_matter });
        }
    }
    rows.sort_by_key(|row| (row.field, row.source));
    rows
}

/// Values with their words.
type Answer = (Vec<String>, Vec<Span>);

fn one(value: impl Into<String>, span: Span) -> Answer {
    (vec![value.into()], vec![span])
}

impl Account<'_> {
    fn answer(&self, field: Field, lexicon: &Lexicon) -> Answer {
        match field {
            Field::Initiator => {
                asker::find(self, lexicon).map(|(side, span)| one(side, span)).unwrap_or_default()
            }
            Field::Medium => self.medium().map(|(id, span)| one(id, span)).unwrap_or_default(),
            Field::Date => self.date(),
            Field::Duration => self.duration(),
            Field::Place => self.place(),
            Field::Participants => self.participants(),
            Field::Earlier => {
                self.earlier().map(|(_, span)| one(span.of(self.text), span)).unwrap_or_default()
            }
            Field::EarlierDate => self.earlier_date(),
            Field::EarlierPlace => self.earlier_place(),
            Field::Tone => self.tone(),
        }
    }

    /// The day that the account of the talk names, else the source's.
    fn date(&self) -> Answer {
        let whole_day = |q: &&Quantity| {
            q.kind == QuantityKind::Date
                && q.precision == Some(DatePrecision::Day)
                && !q.uncertain
                && q.lo.is_some()
        };
        let named = self.event.iter().flat_map(|unit| self.quantities(*unit)).find(whole_day);
        if let Some((quantity, day)) = named.and_then(|q| Some((q, q.lo?))) {
            return one(day.to_string(), quantity.span);
        }
        if let Some(date) = &self.claims.readout.source.date {
            return (vec![date.value.to_string()], Vec::new());
        }
        // Month and day of a year that nothing tells: the words are all there is.
        let bare = |q: &&Quantity| {
            q.kind == QuantityKind::Date
                && q.precision == Some(DatePrecision::Day)
                && q.span.of(self.text).contains(char::is_numeric)
        };
        let bare = self.event.iter().flat_map(|unit| self.quantities(*unit)).find(bare);
        bare.map(|q| one(q.span.of(self.text), q.span)).unwrap_or_default()
    }

    /// A length of time in the account of the talk, or beside a word for the talk elsewhere.
    fn duration(&self) -> Answer {
        let others =
            self.told.iter().filter(|unit| !self.event.contains(unit) && self.names_the_talk(**unit));
        let length = |q: &&Quantity| q.kind == QuantityKind::Duration && !q.uncertain && q.value.is_some();
        let minutes = |q: &&Quantity| length(q) && q.value.is_some_and(|minutes| minutes <= LONGEST_TALK);
        let found = self.event.iter().chain(others).flat_map(|unit| self.quantities(*unit)).find(minutes);
        match found.and_then(|q| Some((q, q.value?))) {
            Some((quantity, minutes)) => {
                let about = if quantity.about { "about " } else { "" };
                one(format!("{about}{minutes} min"), quantity.span)
            }
            None => Answer::default(),
        }
    }

    fn participants(&self) -> Answer {
        let readout = &self.claims.readout;
        let (mut values, mut spans) = (Vec::new(), Vec::new());
        for (i, person) in readout.persons.iter().enumerate().filter(|(_, person)| person.participant) {
            values.push(match &person.side {
                Some(side) => format!("{} ({side})", person.key),
                None => person.key.clone(),
            });
            spans.extend(self.named(i, &person.name));
        }
        if values.is_empty() {
            values = readout.parties.clone();
        }
        (values, spans)
    }

    /// Where the account names a person first, else the rest of the text: the name, or title and name where the text
    /// writes it otherwise.
    fn named(&self, person: usize, name: &str) -> Option<Span> {
        let readout = &self.claims.readout;
        let places = || readout.named.iter().filter(|named| named.what == Entity::Person(person));
        let first = places()
            .find(|named| self.event.contains(&named.unit))
            .or_else(|| places().find(|named| self.told.contains(&named.unit)))
            .or_else(|| places().next())?;
        let words = first.span.of(self.text);
        Some(match words.find(name).filter(|_| !name.is_empty()) {
            Some(at) => Span::new(first.span.start + at, first.span.start + at + name.len()),
            None => first.span,
        })
    }
}

/// No talk lasts longer than this many minutes; a longer time is another matter's.
const LONGEST_TALK: f64 = 1440.0;
