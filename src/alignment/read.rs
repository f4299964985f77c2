//! Reads texts into profiles: cuts words, and seeks concepts, names and quantities.

use super::Evidence;
use super::concepts::ConceptFinder;
use super::profile::{Kind, Profile, Side, Token, is_han};
use super::stems::Stems;
use super::voices::identities;
use crate::claims::quantity::Quantity;
use crate::claims::{Claim, Claims};
use crate::lexicon::Lexicon;
use crate::lexicon::names::Name;
use crate::lexicon::terms::Sentence;
use crate::readout::Readout;
use crate::text::fold::{Folded, is_cjk};
use crate::text::gloss;
use crate::text::span::Span;
use crate::text::word::{self, Cutter};
use std::collections::{BTreeMap, BTreeSet};

/// How much a word tells that stands in every fourth readout, and in every eighth.
const FREQUENT: f64 = 0.3;
const COMMON: f64 = 0.6;

/// Reads texts into profiles; keeps what can be shared between texts.
pub(crate) struct Profiler<'l> {
    lexicon: &'l Lexicon,
    stop: BTreeMap<&'static str, BTreeSet<String>>,
    genre: BTreeMap<&'static str, BTreeMap<Token, f64>>,
    pub dictionary: Stems,
    cutter: Cutter,
    without: Option<Kind>,
}

impl<'l> Profiler<'l> {
    /// A profiler with the knowledge of a lexicon.
    pub fn new(lexicon: &'l Lexicon, without: Option<Evidence>) -> Self {
        let without = without.and_then(|evidence| match evidence {
            Evidence::Words => Some(Kind::Word),
            Evidence::Concepts => Some(Kind::Concept),
            Evidence::Numbers => Some(Kind::Number),
            Evidence::Names => Some(Kind::Name),
            Evidence::Length => None,
        });
        Profiler {
            lexicon,
            stop: BTreeMap::new(),
            genre: BTreeMap::new(),
            dictionary: Stems::new(&lexicon.alignment),
            cutter: Cutter::new(),
            without,
        }
    }

    /// Reads one text.
    pub fn read(&mut self, claims: &Claims) -> Side {
        let readout = &claims.readout;
        let primary = readout.source.language.value.primary();
        self.prepare(primary);
        let mut quantities: Vec<&Quantity> =
            claims.claims.iter().flat_map(|claim| &claim.quantities).collect();
        quantities.sort_by_key(|q| q.span.start);
        let finder = ConceptFinder::of(self.lexicon, primary);
        let persons = self.persons(claims);
        let mut reading = Reading {
            profiler: self,
            readout,
            primary,
            finder,
            persons,
            quantities,
            interner: Interner::default(),
        };
        let units: Vec<Profile> = readout.units.iter().map(|unit| reading.profile(unit.span)).collect();
        let whole = |claim: &Claim| readout.units.get(claim.unit).filter(|unit| unit.span == claim.span);
        let clauses = claims.claims.iter().map(|claim| match whole(claim) {
            Some(_) => units.get(claim.unit).cloned().unwrap_or_default(),
            None => reading.profile(claim.span),
        });
        let clauses: Vec<Profile> = clauses.collect();
        let topical = reading.topical(claims, &units);
        let vocabulary = reading.interner.tokens;
        let concepts = &self.lexicon.concepts;
        let factor = |token: &Token| match token.kind {
            Kind::Concept => concepts.with_key(&token.text).next().map_or(1.0, |concept| concept.weight),
            _ => 1.0,
        };
        let mut side = Side::new(primary, units, clauses, vocabulary, factor);
        side.telling =
            side.weight.iter().zip(&side.vocabulary).map(|(w, t)| w * self.rarity(primary, t)).collect();
        Side { topical, ..side }
    }

    fn prepare(&mut self, primary: &'static str) {
        let words = self.lexicon.alignment.stop.get(primary);
        self.stop.entry(primary).or_insert_with(|| words.into_iter().flatten().cloned().collect());
        if !self.genre.contains_key(primary) {
            let genre = self.genre_of(primary);
            self.genre.insert(primary, genre);
        }
    }

    /// How little the words and concepts of the genre tell, by their tokens.
    fn genre_of(&self, primary: &str) -> BTreeMap<Token, f64> {
        let words = &self.lexicon.alignment;
        let word = |word: &String| {
            let text = if primary == "en" { self.dictionary.stem(word) } else { Some(word.clone()) };
            text.map(|text| Token { kind: Kind::Word, text })
        };
        let mut genre = BTreeMap::new();
        for (list, ids, weight) in [
            (&words.common, &words.common_concepts, COMMON),
            (&words.frequent, &words.frequent_concepts, FREQUENT),
        ] {
            genre.extend(
                list.get(primary).into_iter().flatten().filter_map(word).map(|token| (token, weight)),
            );
            let concept = |id: &String| Token { kind: Kind::Concept, text: id.clone() };
            genre.extend(ids.iter().map(concept).map(|token| (token, weight)));
        }
        genre
    }

    /// How much a token tells by its rarity in the genre.
    fn rarity(&self, primary: &str, token: &Token) -> f64 {
        if token.kind == Kind::Concept && token.text.ends_with(&self.lexicon.alignment.pair_suffix) {
            return FREQUENT;
        }
        self.genre.get(primary).and_then(|genre| genre.get(token)).copied().unwrap_or(1.0)
    }

    fn english(&self, folded: &str, found: &mut BTreeSet<Token>) {
        for range in word::words(folded) {
            let word = &folded[range];
            match number(word) {
                Some(number) => found.insert(Token { kind: Kind::Number, text: number }),
                None => match self.dictionary.stem(word) {
                    Some(text) => found.insert(Token { kind: Kind::Word, text }),
                    None => false,
                },
            };
        }
    }

    /// Chinese, and what Japanese writes with Chinese characters.
    fn chinese(&mut self, folded: &str, primary: &str, found: &mut BTreeSet<Token>) {
        let tokens = gloss::join(folded, &self.cutter.cut(folded));
        let stop = self.stop.get(primary);
        for (i, range) in tokens.iter().enumerate() {
            let word = &folded[range.clone()];
            if !word.contains(char::is_alphanumeric) || stop.is_some_and(|s| s.contains(word)) {
                continue;
            }
            if let Some(number) = number(word) {
                let next = tokens.get(i + 1).map(|next| &folded[next.clone()]);
                if let Some(month) = next.and_then(|next| self.month(&number, next)) {
                    found.insert(Token { kind: Kind::Word, text: month });
                    continue;
                }
                found.insert(Token { kind: Kind::Number, text: number });
            } else if word.is_ascii() {
                if let Some(text) = self.dictionary.stem(word) {
                    found.insert(Token { kind: Kind::Word, text });
                }
            } else if word.contains(is_han) {
                found.insert(Token { kind: Kind::Word, text: word.into() });
            }
        }
        for katakana in folded.split(|c: char| !is_katakana(c)).filter(|run| run.chars().count() > 1) {
            found.insert(Token { kind: Kind::Word, text: katakana.into() });
        }
    }

    /// The Chinese name of a month written with a digit, which the dictionary translates: `10`, 月 → 十月.
    fn month(&self, number: &str, next: &str) -> Option<String> {
        let place: usize = number.parse().ok()?;
        let name = self.lexicon.alignment.months.get(place.checked_sub(1)?)?;
        name.chars().last().is_some_and(|last| next.starts_with(last)).then(|| name.clone())
    }

    /// Concepts, without those that only name a country: names say that better.
    fn concepts_of(&self, finder: &ConceptFinder<'_>, sentence: Sentence<'_>, found: &mut BTreeSet<Token>) {
        let concepts = finder.find(sentence).into_iter().filter_map(|at| self.lexicon.concepts.get(at));
        let suffix = self.lexicon.alignment.naming_suffix.as_str();
        let concepts = concepts.filter(|concept| !concept.id.ends_with(suffix));
        found.extend(concepts.map(|concept| Token { kind: Kind::Concept, text: concept.id.clone() }));
    }

    /// Persons and sides named in a sentence. A form that several sides share means those that take part, if any does.
    fn names_of(
        &self,
        primary: &str,
        sentence: Sentence<'_>,
        persons: &[(Vec<String>, Vec<String>)],
        found: &mut BTreeSet<Token>,
    ) {
        if let Some(index) = self.lexicon.names.get(primary) {
            let hits = index.find(sentence);
            for hit in &hits {
                let Some(side) = self.side(hit.name) else { continue };
                let shared = hits
                    .iter()
                    .filter(|other| other.range == hit.range)
                    .filter_map(|other| self.side(other.name));
                let mut party = shared.filter(|id| sentence.parties.iter().any(|p| p == id)).peekable();
                if party.peek().is_none() || party.any(|id| id == side) {
                    found.insert(Token { kind: Kind::Name, text: side.to_string() });
                }
            }
        }
        for (keys, forms) in persons {
            if forms.iter().any(|form| names(sentence.folded.text(), form)) {
                found.extend(keys.iter().map(|key| Token { kind: Kind::Name, text: key.clone() }));
            }
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

    /// The persons of a text as names that join across languages, with the forms under which the text names them.
    fn persons(&self, claims: &Claims) -> Vec<(Vec<String>, Vec<String>)> {
        claims.readout.persons.iter().map(|person| (identities(person), person.forms.clone())).collect()
    }
}

/// One text as it is read.
struct Reading<'r, 'l> {
    profiler: &'r mut Profiler<'l>,
    readout: &'r Readout,
    primary: &'static str,
    finder: ConceptFinder<'l>,
    /// Persons as names that join across languages, with the forms under which the text names them.
    persons: Vec<(Vec<String>, Vec<String>)>,
    /// All quantities of the text, by place.
    quantities: Vec<&'r Quantity>,
    interner: Interner,
}

impl Reading<'_, '_> {
    /// What a stretch of the text is made of.
    fn profile(&mut self, span: Span) -> Profile {
        let text = &self.readout.source.text;
        let folded = Folded::of(text, span);
        let sentence = Sentence { text, folded: &folded, parties: &self.readout.parties };
        let mut found: BTreeSet<Token> = BTreeSet::new();
        match self.primary {
            "en" => self.profiler.english(folded.text(), &mut found),
            _ => self.profiler.chinese(folded.text(), self.primary, &mut found),
        }
        let from = self.quantities.partition_point(|q| q.span.start < span.start);
        let inside = self.quantities.get(from..).unwrap_or_default().iter();
        let inside = inside.take_while(|q| q.span.start <= span.end).filter(|q| span.holds(q.span));
        found.extend(inside.filter_map(|q| measured(q)));
        self.profiler.concepts_of(&self.finder, sentence, &mut found);
        self.profiler.names_of(self.primary, sentence, &self.persons, &mut found);
        found.retain(|token| self.profiler.without != Some(token.kind));
        let length = folded.text().chars().filter(|c| c.is_alphanumeric()).count() as f64;
        let tokens: BTreeSet<usize> = found.into_iter().map(|token| self.interner.intern(token)).collect();
        Profile { tokens: tokens.into_iter().collect(), length }
    }

    /// For each unit, the tokens of its topics' terms, and its names.
    fn topical(&mut self, claims: &Claims, units: &[Profile]) -> Vec<BTreeSet<usize>> {
        let mut topical: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); units.len()];
        for claim in &claims.claims {
            for mention in &claim.topics {
                if let Some(tokens) = topical.get_mut(claim.unit) {
                    tokens.extend(self.profile(mention.span).tokens);
                }
            }
        }
        let is_name = |token: &usize| self.interner.tokens.get(*token).is_some_and(|t| t.kind == Kind::Name);
        for (tokens, unit) in topical.iter_mut().zip(units) {
            tokens.extend(unit.tokens.iter().copied().filter(is_name));
        }
        topical
    }
}

/// Whether a folded sentence holds a folded name, on word boundaries where the name is Latin.
fn names(sentence: &str, name: &str) -> bool {
    let latin = name.starts_with(|c: char| !is_cjk(c));
    let is_part = |c: char| latin && c.is_alphanumeric() && !is_cjk(c);
    !name.is_empty()
        && sentence.match_indices(name).any(|(at, _)| {
            !sentence[..at].ends_with(is_part) && !sentence[at + name.len()..].starts_with(is_part)
        })
}

/// A quantity as a token that is the same in every language: its kind and value, or its days.
fn measured(quantity: &Quantity) -> Option<Token> {
    let text = match (quantity.value, quantity.lo, quantity.hi) {
        (Some(value), ..) => format!("{} {value}", quantity.kind.word()),
        (None, Some(first), Some(last)) => format!("{first}/{last}"),
        _ => return None,
    };
    Some(Token { kind: Kind::Number, text })
}

/// Gives equal tokens one index.
#[derive(Default)]
struct Interner {
    index: BTreeMap<Token, usize>,
    tokens: Vec<Token>,
}

impl Interner {
    fn intern(&mut self, token: Token) -> usize {
        let next = self.tokens.len();
        let at = *self.index.entry(token.clone()).or_insert(next);
        if at == next {
            self.tokens.push(token);
        }
        at
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
