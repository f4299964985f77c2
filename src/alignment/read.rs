//! Reads texts into profiles: cuts words, and seeks concepts, names and quantities.

use super::Evidence;
use super::concepts::ConceptFinder;
use super::profile::{Kind, Profile, Side, is_han};
use super::tokens::{Found, Interner, Weights};
use super::voices::identities;
use crate::claims::quantity::Quantity;
use crate::claims::{Claim, Claims};
use crate::lexicon::Lexicon;
use crate::lexicon::genre::{Frequency, Genre};
use crate::lexicon::names::{Name, NameHit};
use crate::lexicon::terms::Sentence;
use crate::readout::Readout;
use crate::text::fold::{Folded, is_alphanumeric, is_cjk};
use crate::text::gloss;
use crate::text::span::Span;
use crate::text::word;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How much a word tells that stands in every fourth readout, and in every eighth.
const FREQUENT: f64 = 0.3;
const COMMON: f64 = 0.6;

/// Reads a text into profiles, without one kind of evidence if so told.
pub(crate) fn read(claims: &Claims, lexicon: &Lexicon, without: Option<Evidence>) -> Side {
    let readout = &claims.readout;
    let primary = readout.source.language.value.primary();
    let mut quantities: Vec<&Quantity> = claims.claims.iter().flat_map(|claim| &claim.quantities).collect();
    quantities.sort_by_key(|q| q.span.start);
    let without = without.and_then(|evidence| match evidence {
        Evidence::Words => Some(Kind::Word),
        Evidence::Concepts => Some(Kind::Concept),
        Evidence::Numbers => Some(Kind::Number),
        Evidence::Names => Some(Kind::Name),
        Evidence::Length => None,
    });
    let mut reading = Reading {
        lexicon,
        without,
        readout,
        primary,
        genre: lexicon.genre.get(primary).map(|genre| &**genre),
        concepts: ConceptFinder::of(lexicon, primary),
        persons: readout.persons.iter().map(|p| (identities(p), p.forms.as_slice())).collect(),
        quantities,
        interner: Interner::default(),
        mentions: BTreeMap::new(),
    };
    let units: Vec<Unit> = readout.units.iter().map(|unit| reading.unit(unit.span)).collect();
    let clause = |claim: &Claim| reading.clause(claim.span, units.get(claim.unit));
    let clauses: Vec<Vec<usize>> = claims.claims.iter().map(clause).collect();
    let units: Vec<Profile> = units.into_iter().map(|unit| unit.profile).collect();
    let topical = reading.topical(claims, &units);
    let Interner { tokens, weights, .. } = reading.interner;
    Side::new(primary, units, clauses, topical, tokens, &weights)
}

/// A sentence as it was read.
struct Unit {
    span: Span,
    folded: Folded,
    /// Its words and numbers by their places in the folded text.
    words: Vec<(Range<usize>, usize)>,
    profile: Profile,
}

impl Unit {
    /// The words and numbers of a part, where it is sure that they are what the part alone would be cut into: it is
    /// folded alike, and no word can reach over its ends.
    fn part(&self, span: Span, folded: &Folded, primary: &str) -> Option<&[(Range<usize>, usize)]> {
        let whole = self.folded.text();
        let start = self.folded.folded_at(span.start);
        let end = start + folded.text().len();
        let sure = whole.get(start..end) == Some(folded.text())
            && parts_words(whole, start, primary)
            && parts_words(whole, end, primary);
        let at = |place: usize| self.words.partition_point(|(word, _)| word.start < place);
        if sure { self.words.get(at(start)..at(end)) } else { None }
    }
}

/// Whether no word reaches over a place, nor depends on what stands beyond it.
fn parts_words(text: &str, at: usize, primary: &str) -> bool {
    let mut behind = text[at..].chars();
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), behind.next()) else { return true };
    match primary {
        // Blanks part words, and so does punctuation that does not stand between two letters or digits (UAX #29).
        "en" => {
            after == ' '
                || (before == ' ' && after.is_ascii())
                || (after.is_ascii_punctuation()
                    && after != '_'
                    && before.is_ascii()
                    && behind.next().is_none_or(|c| c == ' '))
        }
        _ => {
            let joins = |c: char| word::is_of_words(c) || is_cjk(c);
            !(joins(before) && joins(after))
        }
    }
}

/// One text as it is read.
struct Reading<'r, 'l> {
    lexicon: &'l Lexicon,
    without: Option<Kind>,
    readout: &'r Readout,
    primary: &'static str,
    genre: Option<&'l Genre>,
    concepts: ConceptFinder<'l>,
    /// Persons as names that join across languages, with the forms under which the text names them.
    persons: Vec<(Vec<String>, &'r [String])>,
    /// All quantities of the text, by place.
    quantities: Vec<&'r Quantity>,
    interner: Interner,
    /// Mentions read so far, by their words; quantities are left out.
    mentions: BTreeMap<&'r str, Vec<usize>>,
}

impl<'r> Reading<'r, '_> {
    /// Reads a whole sentence.
    fn unit(&mut self, span: Span) -> Unit {
        let folded = Folded::of(&self.readout.source.text, span);
        let mut found = self.words(folded.text());
        self.add_terms(&folded, &mut found);
        self.add_quantities(span, &mut found);
        let settled = self.interner.settle(found);
        let length = folded.text().chars().filter(|c| is_alphanumeric(*c)).count() as f64;
        let profile = Profile { tokens: distinct(settled.iter().map(|(_, token)| *token)), length };
        let mut words: Vec<(Range<usize>, usize)> =
            settled.into_iter().filter_map(|(place, token)| Some((place?, token))).collect();
        words.sort_unstable_by_key(|(place, token)| (place.start, *token));
        Unit { span, folded, words, profile }
    }

    /// The tokens of a clause of a sentence.
    fn clause(&mut self, span: Span, unit: Option<&Unit>) -> Vec<usize> {
        if let Some(whole) = unit.filter(|unit| unit.span == span) {
            return whole.profile.tokens.clone();
        }
        let folded = Folded::of(&self.readout.source.text, span);
        let known = unit.and_then(|unit| unit.part(span, &folded, self.primary));
        let mut found = if known.is_some() { Vec::new() } else { self.words(folded.text()) };
        self.add_terms(&folded, &mut found);
        self.add_quantities(span, &mut found);
        let settled = self.interner.settle(found);
        let known = known.into_iter().flatten().map(|(_, token)| *token);
        distinct(known.chain(settled.into_iter().map(|(_, token)| token)))
    }

    /// The tokens of a mention.
    fn mention(&mut self, span: Span) -> Vec<usize> {
        let text = &self.readout.source.text;
        let written = span.of(text);
        let terms = match self.mentions.get(written) {
            Some(known) => known.clone(),
            None => {
                let folded = Folded::of(text, span);
                let mut found = self.words(folded.text());
                self.add_terms(&folded, &mut found);
                let terms = distinct(self.interner.settle(found).into_iter().map(|(_, token)| token));
                self.mentions.insert(written, terms.clone());
                terms
            }
        };
        let mut found = Vec::new();
        self.add_quantities(span, &mut found);
        let numbers = self.interner.settle(found);
        distinct(terms.into_iter().chain(numbers.into_iter().map(|(_, token)| token)))
    }

    /// For each unit, the tokens of its topics' terms, and its names.
    fn topical(&mut self, claims: &Claims, units: &[Profile]) -> Vec<BTreeSet<usize>> {
        let mut topical: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); units.len()];
        for claim in &claims.claims {
            for mention in &claim.topics {
                if let Some(tokens) = topical.get_mut(claim.unit) {
                    tokens.extend(self.mention(mention.span));
                }
            }
        }
        let is_name = |token: &usize| self.interner.tokens.get(*token).is_some_and(|t| t.kind == Kind::Name);
        for (tokens, unit) in topical.iter_mut().zip(units) {
            tokens.extend(unit.tokens.iter().copied().filter(is_name));
        }
        topical
    }

    /// The words and numbers of a folded text.
    fn words(&self, folded: &str) -> Vec<Found> {
        let mut found = Vec::new();
        match self.primary {
            "en" => self.add_english(folded, &mut found),
            _ => self.add_chinese(folded, &mut found),
        }
        found
    }

    fn add_english(&self, folded: &str, found: &mut Vec<Found>) {
        for place in word::words(folded) {
            let word = &folded[place.clone()];
            match number(word) {
                Some(number) => self.add(Kind::Number, &number, Some(place), found),
                None => self.add_stem(word, place, found),
            }
        }
    }

    /// Chinese, and what Japanese writes with Chinese characters.
    fn add_chinese(&self, folded: &str, found: &mut Vec<Found>) {
        let tokens = gloss::join(folded, &word::cut(folded));
        for (i, place) in tokens.iter().cloned().enumerate() {
            let word = &folded[place.clone()];
            let is_empty = || self.genre.is_some_and(|genre| genre.is_empty_word(word));
            if !word.contains(is_alphanumeric) || is_empty() {
                continue;
            }
            if let Some(number) = number(word) {
                let next = tokens.get(i + 1).map(|next| &folded[next.clone()]);
                match next.and_then(|next| self.month(&number, next)) {
                    Some(month) => self.add(Kind::Word, month, Some(place), found),
                    None => self.add(Kind::Number, &number, Some(place), found),
                }
            } else if word.is_ascii() {
                self.add_stem(word, place, found);
            } else if word.contains(is_han) {
                self.add(Kind::Word, word, Some(place), found);
            }
        }
        for katakana in folded.split(|c: char| !is_katakana(c)).filter(|run| run.chars().count() > 1) {
            let start = katakana.as_ptr().addr() - folded.as_ptr().addr();
            self.add(Kind::Word, katakana, Some(start..start + katakana.len()), found);
        }
    }

    fn add_stem(&self, word: &str, place: Range<usize>, found: &mut Vec<Found>) {
        if let Some(stem) = self.lexicon.stems.stem(word) {
            self.add(Kind::Word, &stem, Some(place), found);
        }
    }

    /// The Chinese name of a month written with a digit, which the dictionary translates: `10`, 月 → 十月.
    fn month(&self, number: &str, next: &str) -> Option<&str> {
        let place: usize = number.parse().ok()?;
        let name = self.lexicon.alignment.months.get(place.checked_sub(1)?)?;
        name.chars().last().is_some_and(|last| next.starts_with(last)).then_some(name)
    }

    /// A token of any kind but concepts.
    fn add(&self, kind: Kind, text: &str, place: Option<Range<usize>>, found: &mut Vec<Found>) {
        if self.without == Some(kind) {
            return;
        }
        let rarity = || match (kind, self.genre) {
            (Kind::Word, Some(genre)) => told_by(genre.of_word(text)),
            _ => 1.0,
        };
        found.push(self.interner.find(kind, text, place, || Weights { factor: 1.0, rarity: rarity() }));
    }

    /// Numbers and dates that stand within a span.
    fn add_quantities(&self, span: Span, found: &mut Vec<Found>) {
        let from = self.quantities.partition_point(|q| q.span.start < span.start);
        let inside = self.quantities.get(from..).unwrap_or_default().iter();
        let inside = inside.take_while(|q| q.span.start <= span.end).filter(|q| span.holds(q.span));
        for number in inside.filter_map(|q| measured(q)) {
            self.add(Kind::Number, &number, None, found);
        }
    }

    /// Concepts and names.
    fn add_terms(&self, folded: &Folded, found: &mut Vec<Found>) {
        let readout = self.readout;
        let sentence = Sentence { text: &readout.source.text, folded, parties: &readout.parties };
        if self.without != Some(Kind::Concept) {
            self.add_concepts(sentence, found);
        }
        if let Some(index) = self.lexicon.names.get(self.primary) {
            for hits in index.find(sentence).chunk_by(|one, other| one.range == other.range) {
                self.add_sides(hits, found);
            }
        }
        for (keys, forms) in &self.persons {
            if forms.iter().any(|form| names(folded.text(), form)) {
                keys.iter().for_each(|key| self.add(Kind::Name, key, None, found));
            }
        }
    }

    /// Concepts, without those that only name a country: names say that better.
    fn add_concepts(&self, sentence: Sentence<'_>, found: &mut Vec<Found>) {
        for at in self.concepts.find(sentence) {
            let frequency = self.genre.map_or(Frequency::Rare, |genre| genre.of_concept(at));
            if let Some(concept) = self.lexicon.concepts.get(at).filter(|_| frequency != Frequency::Name) {
                let weights = || Weights { factor: concept.weight, rarity: told_by(frequency) };
                found.push(self.interner.find(Kind::Concept, &concept.id, None, weights));
            }
        }
    }

    /// The sides named at one place. A form that several sides share means those that take part, if any does.
    fn add_sides(&self, hits: &[NameHit], found: &mut Vec<Found>) {
        let sides = || hits.iter().filter_map(|hit| self.side(hit.name));
        let takes_part = |side: &&str| self.readout.parties.iter().any(|party| party == side);
        let any = sides().any(|side| takes_part(&side));
        for side in sides().filter(|side| !any || takes_part(side)) {
            self.add(Kind::Name, side, None, found);
        }
    }

    fn side(&self, name: Name) -> Option<&str> {
        match name {
            Name::Side(i) | Name::Party(i) | Name::Adjective(i) | Name::Plural(i) | Name::Place(i) => {
                self.lexicon.sides.get(i).map(|side| side.id.as_str())
            }
            _ => None,
        }
    }
}

/// How much a word or concept tells by its rarity in the genre.
fn told_by(frequency: Frequency) -> f64 {
    match frequency {
        Frequency::Frequent => FREQUENT,
        Frequency::Common => COMMON,
        Frequency::Rare | Frequency::Name => 1.0,
    }
}

/// Each token once, rising.
fn distinct(tokens: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut tokens: Vec<usize> = tokens.collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Whether a folded sentence holds a folded name, on word boundaries where the name is Latin.
fn names(sentence: &str, name: &str) -> bool {
    let latin = name.starts_with(|c: char| !is_cjk(c));
    let is_part = |c: char| latin && c.is_alphanumeric() && !is_cjk(c);
    !name.is_empty()
        && sentence.contains(name) // the quick way to say no
        && sentence.match_indices(name).any(|(at, _)| {
            !sentence[..at].ends_with(is_part) && !sentence[at + name.len()..].starts_with(is_part)
        })
}

/// A quantity as a token that is the same in every language: its kind and value, or its days.
fn measured(quantity: &Quantity) -> Option<String> {
    match (quantity.value, quantity.lo, quantity.hi) {
        (Some(value), ..) => Some(format!("{} {value}", quantity.kind.word())),
        (None, Some(first), Some(last)) => Some(format!("{first}/{last}")),
        _ => None,
    }
}

/// A number in ASCII digits, without separators of thousands and ordinal endings: `1,000` → `1000`, `21st` → `21`.
fn number(word: &str) -> Option<String> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let ending = &word[end..];
    let ordinal = ending.len() == 2 && ending.bytes().all(|b| b.is_ascii_lowercase());
    (ending.is_empty() || ordinal).then(|| word[..end].replace(',', ""))
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}')
}
