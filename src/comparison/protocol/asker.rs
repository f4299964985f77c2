//! Who asked for the talk: finds the phrase that says so and resolves the side, person, office or pronoun in it.

use super::account::Account;
use crate::lexicon::Lexicon;
use crate::lexicon::names::{Name, NameHit};
use crate::lexicon::protocol::{Filled, Slot};
use crate::lexicon::terms::Sentence;
use crate::lexicon::words::Words;
use crate::readout::{Person, Readout, Voice};
use crate::text::span::Span;
use std::ops::Range;

/// The side that asked (a person's key where the side is not known), and the words that say so.
pub(super) fn find(account: &Account<'_>, lexicon: &Lexicon) -> Option<(String, Span)> {
    let talks =
        account.told.iter().filter(|unit| !account.event.contains(unit) && account.names_the_talk(**unit));
    account.event.iter().chain(talks).find_map(|unit| {
        let filled = account.words.initiator.find(account.folded_text(*unit));
        filled.into_iter().find_map(|filled| {
            let side = resolve(account, lexicon, *unit, &filled)?;
            Some((side, account.span(*unit, &filled.phrase).trimmed(account.text)))
        })
    })
}

fn resolve(account: &Account<'_>, lexicon: &Lexicon, unit: usize, filled: &Filled) -> Option<String> {
    let named = Resolver { account, lexicon, unit }.side_in(filled)?;
    if filled.slot != Slot::Invited {
        return Some(named);
    }
    // The one who is asked is not the one who asks: with two sides at the talk it is the other.
    let mut others = account.claims.readout.parties.iter().filter(|side| **side != named);
    let other = others.next()?.clone();
    others.next().is_none().then_some(other)
}

struct Resolver<'a> {
    account: &'a Account<'a>,
    lexicon: &'a Lexicon,
    unit: usize,
}

impl Resolver<'_> {
    fn readout(&self) -> &Readout {
        &self.account.claims.readout
    }

    fn names(&self) -> Vec<NameHit> {
        let readout = self.readout();
        let index = self.lexicon.names.get(readout.source.language.value.primary());
        let folded = self.account.folded.get(self.unit);
        match (index, folded) {
            (Some(index), Some(folded)) => {
                index.find(Sentence { text: self.account.text, folded, parties: &readout.parties })
            }
            _ => Vec::new(),
        }
    }

    /// The side that the content of a slot stands for: the name nearest to the phrase that is one of a party to the talk, else a
    /// person found in the text, else a pronoun.
    fn side_in(&self, filled: &Filled) -> Option<String> {
        let slot = &filled.content;
        let names = self.names();
        let inside: Vec<&NameHit> =
            names.iter().filter(|hit| hit.range.start < slot.end && slot.start < hit.range.end).collect();
        let mut sides: Vec<String> = inside.iter().filter_map(|hit| self.side_of(hit.name)).collect();
        if !filled.open_end {
            sides.reverse();
        }
        let party = sides.iter().find(|side| self.readout().parties.contains(side)).or(sides.first());
        if let Some(side) = party {
            return Some(side.clone());
        }
        let content = self.account.folded_text(self.unit).get(slot.clone()).unwrap_or_default();
        let written = |person: &&Person| {
            person.forms.iter().any(|form| !form.is_empty() && content.contains(form.as_str()))
        };
        if let Some(person) = self.readout().persons.iter().find(written) {
            return Some(side_or_key(person));
        }
        self.pronoun(content, slot, &names)
    }

    fn side_of(&self, name: Name) -> Option<String> {
        let side = |i: usize| self.lexicon.sides.get(i).map(|side| side.id.clone());
        match name {
            Name::Side(i) | Name::Party(i) | Name::Adjective(i) | Name::Plural(i) | Name::Place(i) => side(i),
            Name::Person(i) => {
                let entry = self.lexicon.persons.get(i)?;
                let here = self.readout().persons.iter().find(|person| person.key == entry.key);
                here.and_then(|person| person.side.clone()).or(Some(entry.side.clone()))
            }
            Name::Role(i) => {
                let role = &self.lexicon.roles.get(i)?.id;
                let mut holders =
                    self.readout().persons.iter().filter(|p| p.participant && p.role.as_ref() == Some(role));
                let holder = holders.next()?;
                holders.next().is_none().then(|| side_or_key(holder))
            }
            Name::Joint | Name::Outlet(_) | Name::Commentator => None,
        }
    }

    /// "At his request": the person named last before, of that pronoun, who is not the speaker; "at our request": the
    /// speaker's side.
    fn pronoun(&self, content: &str, slot: &Range<usize>, names: &[NameHit]) -> Option<String> {
        let readout = self.readout();
        let grammar = self.lexicon.grammar.get(readout.source.language.value.primary())?;
        let has = |list: &Words| {
            let cjk = readout.source.language.value.is_cjk();
            let words: Vec<&str> = content.split(|c: char| !c.is_alphanumeric()).collect();
            list.iter().any(|form| if cjk { content.contains(form) } else { words.contains(&form) })
        };
        let here = self.account.span(self.unit, slot);
        let speaker = self.account.claim_at(self.unit, here).map(|claim| &claim.voice);
        let own = match speaker {
            Some(Voice::Person(i)) => readout.persons.get(*i),
            _ => None,
        };
        if has(&grammar.first_singular) || has(&grammar.first_plural) {
            let publisher = || readout.source.side.as_ref().map(|side| side.value.clone());
            return own.map(side_or_key).or_else(publisher);
        }
        let wanted = match (has(&grammar.he), has(&grammar.she)) {
            (true, _) => "he",
            (_, true) => "she",
            _ => return None,
        };
        let fits = |person: &Person| {
            person.pronoun.as_deref().unwrap_or("he") == wanted && own.is_none_or(|own| own.key != person.key)
        };
        let before = names.iter().rev().filter(|hit| hit.range.end <= slot.start);
        let named = before.filter_map(|hit| match hit.name {
            Name::Person(i) => {
                let key = &self.lexicon.persons.get(i)?.key;
                readout.persons.iter().find(|person| person.key == *key)
            }
            _ => None,
        });
        let mut others = readout.persons.iter().filter(|person| person.participant && fits(person));
        let named = named.into_iter().find(|person| fits(person));
        let person = named.or_else(|| others.next().filter(|_| others.next().is_none()))?;
        Some(side_or_key(person))
    }
}

fn side_or_key(person: &Person) -> String {
    person.side.clone().unwrap_or_else(|| person.key.clone())
}
