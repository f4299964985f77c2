//! What each sentence of an account says: its clauses with voice, act and sign, its topics, and whether it tells of
//! the talk itself.

use super::profile::{Kind, Side};
use super::voices::{Speaker, principals, speaker};
use crate::claims::{Act, Claim, Claims, Level, Polarity};
use crate::lexicon::Lexicon;
use crate::lexicon::alignment::AlignmentWords;
use crate::lexicon::words::Words;
use crate::readout::Rule;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A clause, or a whole sentence.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub tokens: Vec<usize>,
    pub speaker: Speaker,
    pub act: Act,
    /// The act's group.
    pub group: usize,
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
    pub concepts: BTreeSet<Arc<str>>,
    /// Tokens of its topics' terms, and its names.
    pub topical: BTreeSet<usize>,
    /// It tells that the talk took place.
    pub is_event: bool,
    /// It tells that another talk took place than the one the other account is of.
    pub is_other_event: bool,
    /// It names the talk, and somebody.
    names_talk: bool,
    /// The text tells of somebody's doing, and names somebody: at the head of an account that is the talk.
    opens: bool,
    /// It tells that something was talked about: the text does, or a participant of "we discussed".
    pub is_talked_about: bool,
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
        let persons = principals(&claims.readout);
        let sentences = kept
            .iter()
            .enumerate()
            .map(|(place, unit)| sentence(claims, *unit, place, side, lexicon, &persons));
        let mut sentences: Vec<Statement<'l>> = sentences.collect();
        // The talk itself is told once, at the head; who else took part may be told as an event too, at the foot.
        let head = || sentences.iter().take(OPENING);
        let first = head()
            .position(|sentence| sentence.is_event)
            .or_else(|| head().take(1).position(|sentence| sentence.opens || sentence.names_talk))
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
    persons: &[Speaker],
) -> Statement<'l> {
    let words = &lexicon.alignment;
    let own: Vec<(usize, &Claim)> = claims.places_of_unit(unit).zip(claims.of_unit(unit)).collect();
    let tokens = side.units.get(place).map(|profile| profile.tokens.as_slice()).unwrap_or_default();
    let of_kind =
        |kind: Kind| tokens.iter().filter_map(move |t| side.vocabulary.get(*t).filter(|t| t.kind == kind));
    let concepts: BTreeSet<Arc<str>> = of_kind(Kind::Concept).map(|token| token.text.clone()).collect();
    let tells = |list: &Words| list.iter().any(|id| concepts.contains(id));
    let levels = levels(&own);
    let topic = |at: &usize| lexicon.topics.get(*at).map(|topic| topic.id.as_str()).unwrap_or_default();
    let talk = tells(&words.events);
    let names = of_kind(Kind::Name).next().is_some();
    let clauses = clauses(&own, tokens, side, words, persons);
    let is_telling = |clause: &Clause| {
        clause.speaker == Speaker::Neutral && words.talking_acts.contains(clause.act.word())
    };
    let is_praise = |clause: &Clause| clause.speaker == Speaker::Neutral && tells(&words.verdicts);
    let judges = clauses.iter().any(|clause| {
        let holds = |list: &Words| {
            let tokens = clause.tokens.iter().filter_map(|t| side.vocabulary.get(*t));
            tokens.filter(|t| t.kind == Kind::Concept).any(|t| list.contains(&t.text))
        };
        words.judging_acts.contains(clause.act.word()) && holds(&words.events) && holds(&words.verdicts)
    });
    let earlier = levels.keys().any(|at| words.earlier_topics.contains(topic(at)));
    Statement {
        is_event: own.iter().any(|(_, claim)| claim.rule == Rule::Event),
        is_other_event: false,
        names_talk: talk && names,
        opens: names && clauses.first().is_some_and(|first| is_telling(first) || is_praise(first)),
        is_talked_about: clauses.first().is_some_and(|first| is_telling(first) || first.act == Act::Discuss),
        verdict: judges.then_some(if earlier { Talk::Earlier } else { Talk::This }),
        leads_to: concepts.iter().filter_map(|id| words.directions.get(&**id)).map(String::as_str).collect(),
        specific: levels.keys().copied().filter(|at| !words.is_general_topic(topic(at))).collect(),
        concepts,
        topical: side.topical.get(unit).cloned().unwrap_or_default(),
        clauses,
        levels,
    }
}

/// The whole sentence with the voice and act of its weightiest clause, then its clauses where it has several.
fn clauses(
    own: &[(usize, &Claim)],
    tokens: &[usize],
    side: &Side,
    words: &AlignmentWords,
    persons: &[Speaker],
) -> Vec<Clause> {
    let clause = |(at, claim): &(usize, &Claim)| Clause {
        tokens: side.claims.get(*at).cloned().unwrap_or_default(),
        speaker: speaker(claim, persons),
        act: claim.act,
        group: words.group(claim.act),
        sign: (claim.polarity == Polarity::Positive) != matches!(claim.act, Act::Oppose),
    };
    let parts: Vec<Clause> = own.iter().map(clause).collect();
    let tokens = tokens.to_vec();
    let whole = match parts.iter().max_by_key(|part| part.tokens.len()).cloned() {
        Some(main) => Clause { tokens, ..main },
        None => {
            let group = words.group(Act::State);
            Clause { tokens, speaker: Speaker::Neutral, act: Act::State, group, sign: true }
        }
    };
    match parts.len() {
        0 | 1 => vec![whole],
        _ => std::iter::once(whole).chain(parts).collect(),
    }
}

/// The topics of some claims, each at its highest level; headings and commentary count for nothing.
fn levels(own: &[(usize, &Claim)]) -> BTreeMap<usize, Level> {
    let mut levels: BTreeMap<usize, Level> = BTreeMap::new();
    let mentions = own.iter().flat_map(|(_, claim)| &claim.topics);
    for mention in mentions.filter(|mention| mention.level > Level::Commentary) {
        let level = levels.entry(mention.topic).or_insert(mention.level);
        *level = (*level).max(mention.level);
    }
    levels
}
