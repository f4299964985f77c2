//! What each sentence of an account says: its clauses with voice, act and sign, its topics, and whether it tells of
//! the talk itself.

use super::profile::{Kind, Side};
use super::voices::{Speaker, speaker};
use crate::claims::{Act, Claims, Level, Polarity};
use crate::lexicon::Lexicon;
use crate::readout::Rule;
use std::collections::{BTreeMap, BTreeSet};

/// A clause, or a whole sentence.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub tokens: Vec<usize>,
    pub speaker: Speaker,
    pub act: Act,
    /// Whether it is for what it is about: opposing and negation turn the sign, opposing a negation turns it back.
    pub sign: bool,
}

/// The talk that the text reports, or one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Talk {
    This,
    Earlier,
}

/// A sentence.
#[derive(Clone, Debug)]
pub(crate) struct Statement<'l> {
    /// The whole sentence (with the voice and act of its weightiest clause), then its clauses where it has several.
    pub clauses: Vec<Clause>,
    /// Its topics and how each stands, headings and commentary left out.
    pub levels: BTreeMap<usize, Level>,
    /// Its topics that are not general.
    pub specific: BTreeSet<usize>,
    /// Its concepts.
    pub concepts: BTreeSet<String>,
    /// Tokens of its topics' terms, and its names.
    pub topical: BTreeSet<usize>,
    /// It tells that the talk took place.
    pub is_event: bool,
    /// It tells that another talk took place than the one the other account is of.
    pub is_other_event: bool,
    /// It names the talk, and somebody.
    names_talk: bool,
    /// The talk that it judges.
    pub verdict: Option<Talk>,
    /// Where the visits that it speaks of lead.
    pub leads_to: BTreeSet<&'l str>,
}

/// An account: its sentences as they are compared.
#[derive(Clone, Debug)]
pub(crate) struct Account<'l> {
    pub sentences: Vec<Statement<'l>>,
}

/// How many sentences at the head of an account may tell that the talk took place.
const OPENING: usize = 3;

impl<'l> Account<'l> {
    /// The account of the units that are kept; `side` holds their profiles in the same order, and those of all claims.
    pub fn of(claims: &Claims, kept: &[usize], side: &Side, lexicon: &'l Lexicon) -> Account<'l> {
        let sentences =
            kept.iter().enumerate().map(|(place, unit)| sentence(claims, *unit, place, side, lexicon));
        let mut sentences: Vec<Statement<'l>> = sentences.collect();
        // The talk itself is told once, at the head; who else took part may be told as an event too, at the foot.
        let head = || sentences.iter().take(OPENING);
        let first = head()
            .position(|sentence| sentence.is_event)
            .or_else(|| head().position(|sentence| sentence.names_talk))
            .or_else(|| sentences.iter().position(|sentence| sentence.is_event));
        for (place, sentence) in sentences.iter_mut().enumerate() {
            sentence.is_event = Some(place) == first;
        }
        Account { sentences }
    }

    /// The other account is of a talk between others: that each took place, and how it went, is not one fact.
    pub fn tell_other_talks(&mut self) {
        for sentence in &mut self.sentences {
            sentence.is_other_event = std::mem::take(&mut sentence.is_event);
            sentence.verdict = None;
        }
    }
}

fn sentence<'l>(
    claims: &Claims,
    unit: usize,
    place: usize,
    side: &Side,
    lexicon: &'l Lexicon,
) -> Statement<'l> {
    let words = &lexicon.alignment;
    let own: Vec<(usize, &crate::claims::Claim)> =
        claims.places_of_unit(unit).zip(claims.of_unit(unit)).collect();
    let clause = |(at, claim): &(usize, &crate::claims::Claim)| Clause {
        tokens: side.claims.get(*at).map(|profile| profile.tokens.clone()).unwrap_or_default(),
        speaker: speaker(claims, claim),
        act: claim.act,
        sign: (claim.polarity == Polarity::Positive) != matches!(claim.act, Act::Oppose),
    };
    let tokens = side.units.get(place).map(|profile| profile.tokens.clone()).unwrap_or_default();
    let parts: Vec<Clause> = own.iter().map(clause).collect();
    let main = parts.iter().max_by_key(|part| part.tokens.len()).cloned();
    let whole = match main {
        Some(main) => Clause { tokens, ..main },
        None => Clause { tokens, speaker: Speaker::Neutral, act: Act::State, sign: true },
    };
    let mut levels: BTreeMap<usize, Level> = BTreeMap::new();
    for mention in
        own.iter().flat_map(|(_, claim)| &claim.topics).filter(|mention| mention.level > Level::Commentary)
    {
        let level = levels.entry(mention.topic).or_insert(mention.level);
        *level = (*level).max(mention.level);
    }
    let is_specific =
        |topic: &usize| lexicon.topics.get(*topic).is_some_and(|t| !words.is_general_topic(&t.id));
    let specific = levels.keys().copied().filter(is_specific).collect();
    let concepts: BTreeSet<&str> = whole
        .tokens
        .iter()
        .filter_map(|t| side.vocabulary.get(*t))
        .filter(|token| token.kind == Kind::Concept)
        .map(|token| token.text.as_str())
        .collect();
    let tells = |list: &[String]| list.iter().any(|id| concepts.contains(id.as_str()));
    let names = whole
        .tokens
        .iter()
        .filter(|t| side.vocabulary.get(**t).is_some_and(|token| token.kind == Kind::Name))
        .count();
    let called = own.iter().any(|(_, claim)| claim.rule == Rule::Event);
    let talk = tells(&words.events);
    let is_earlier =
        |topic: &usize| lexicon.topics.get(*topic).is_some_and(|t| words.earlier_topics.contains(&t.id));
    let earlier = levels.keys().any(is_earlier);
    Statement {
        is_event: called,
        is_other_event: false,
        names_talk: talk && names > 0,
        verdict: (talk && tells(&words.verdicts)).then_some(if earlier { Talk::Earlier } else { Talk::This }),
        leads_to: concepts.iter().filter_map(|id| words.directions.get(*id)).map(String::as_str).collect(),
        concepts: concepts.iter().map(|id| id.to_string()).collect(),
        topical: side.topical.get(unit).cloned().unwrap_or_default(),
        clauses: if parts.len() > 1 { std::iter::once(whole).chain(parts).collect() } else { vec![whole] },
        levels,
        specific,
    }
}
