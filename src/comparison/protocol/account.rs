//! The part of a text that tells of the talk itself, and what stands in it: medium, place, earlier talk, tone.

use super::{Answer, one};
use crate::claims::quantity::{Quantity, QuantityKind};
use crate::claims::{Claim, Claims};
use crate::lexicon::Lexicon;
use crate::lexicon::protocol::{ProtocolIndex, ends_clause};
use crate::readout::{BlockKind, Entity, Rule, Voice};
use crate::text::fold::{Folded, is_cjk};
use crate::text::span::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// A word of tone stands at most this many bytes of folded text from the word for the talk.
const BESIDE: usize = 48;

/// A text, read for its account of the talk.
pub(super) struct Account<'a> {
    pub claims: &'a Claims,
    pub text: &'a str,
    pub words: &'a ProtocolIndex,
    /// Every unit, folded.
    pub folded: Vec<Folded>,
    /// The units that say that the talk took place.
    pub event: Vec<usize>,
    /// The units that the text itself or a participant tells: no headings, questions, commentary, furniture.
    pub told: Vec<usize>,
    /// The topics that are about an earlier talk.
    earlier_topics: Vec<usize>,
    /// What `medium` has found.
    medium: OnceCell<Option<(String, Span)>>,
    /// What `earlier` has found.
    earlier: OnceCell<Option<(usize, Span)>>,
}

impl<'a> Account<'a> {
    pub fn read(claims: &'a Claims, words: &'a ProtocolIndex, lexicon: &Lexicon) -> Account<'a> {
        let readout = &claims.readout;
        let text = readout.source.text.as_str();
        let folded: Vec<Folded> = readout.units.iter().map(|unit| Folded::of(text, unit.span)).collect();
        let content = |unit: &usize| {
            let kind = readout.units.get(*unit).map(|u| u.kind);
            matches!(kind, Some(BlockKind::Paragraph | BlockKind::Turn))
        };
        let told = |unit: &usize| {
            let mut voices = claims.of_unit(*unit).iter().map(|c| &c.voice);
            voices.any(|voice| !matches!(voice, Voice::Journalist | Voice::Commentator))
        };
        let told: Vec<usize> = (0..readout.units.len()).filter(content).filter(told).collect();
        let by_rule = |unit: &usize| claims.of_unit(*unit).iter().any(|c| c.rule == Rule::Event);
        let ids = &lexicon.alignment.earlier_topics;
        let earlier_topics = ids.iter().filter_map(|id| lexicon.topic(id)).collect();
        let mut account = Account {
            claims,
            text,
            words,
            folded,
            event: Vec::new(),
            told,
            earlier_topics,
            medium: OnceCell::new(),
            earlier: OnceCell::new(),
        };
        account.event = account.told.iter().copied().filter(by_rule).collect();
        if account.event.is_empty() {
            let with_medium = account.told.iter().copied().find(|unit| account.medium_in(*unit).is_some());
            account.event = with_medium.or(account.told.first().copied()).into_iter().collect();
        }
        account
    }

    pub fn folded_text(&self, unit: usize) -> &str {
        self.folded.get(unit).map_or("", Folded::text)
    }

    pub fn span(&self, unit: usize, range: &Range<usize>) -> Span {
        self.folded.get(unit).map(|folded| folded.span(range.start, range.end)).unwrap_or_default()
    }

    /// The claim that holds a place of a unit.
    pub fn claim_at(&self, unit: usize, span: Span) -> Option<&'a Claim> {
        let of_unit = self.claims.of_unit(unit).iter();
        of_unit.into_iter().find(|claim| claim.span.start <= span.start && span.start < claim.span.end)
    }

    pub fn quantities(&self, unit: usize) -> impl Iterator<Item = &'a Quantity> {
        self.claims.of_unit(unit).iter().flat_map(|claim| &claim.quantities)
    }

    pub fn names_the_talk(&self, unit: usize) -> bool {
        !self.words.talk.find(self.folded_text(unit)).is_empty()
    }

    /// The medium that the account of the talk names, else one in a phrase that means this talk.
    pub fn medium(&self) -> Option<(String, Span)> {
        let told = || self.told.iter().find_map(|unit| self.medium_at_hand(*unit));
        let find = || self.event.iter().find_map(|unit| self.medium_in(*unit)).or_else(told);
        self.medium.get_or_init(find).clone()
    }

    fn medium_at_hand(&self, unit: usize) -> Option<(String, Span)> {
        let text = self.folded_text(unit);
        let at_hand = self.words.at_hand.find(text);
        if at_hand.is_empty() || self.earlier_in(unit).is_some() {
            return None;
        }
        self.words.medium.iter().find_map(|(id, words)| {
            let meets =
                |hit: &Range<usize>| at_hand.iter().any(|own| own.start < hit.end && hit.start < own.end);
            let hit = words.find(text).into_iter().find(meets)?;
            Some((id.clone(), self.span(unit, &hit)))
        })
    }

    /// The first medium, in the data's order, that a unit names for the talk itself.
    fn medium_in(&self, unit: usize) -> Option<(String, Span)> {
        let text = self.folded_text(unit);
        let earlier = self.words.earlier.find(text);
        self.words.medium.iter().find_map(|(id, words)| {
            let hit = words.find(text).into_iter().find(|hit| !inside(hit, &earlier))?;
            Some((id.clone(), self.span(unit, &hit)))
        })
    }

    pub fn place(&self) -> Answer {
        let apart = self.medium().is_some_and(|(id, _)| id != "meeting");
        let found = self.event.iter().find_map(|unit| self.place_in(*unit, 0..usize::MAX));
        found.filter(|_| !apart).map(|span| one(span.of(self.text), span)).unwrap_or_default()
    }

    /// The first place that a stretch of a unit names.
    fn place_in(&self, unit: usize, within: Range<usize>) -> Option<Span> {
        let mut found = self.words.place.find(self.folded_text(unit));
        // Of phrases that begin together, the one that leaves least to the place: 在…成功举行 before 在…举行.
        found.sort_by_key(|filled| (filled.content.start, filled.content.end));
        found.into_iter().find_map(|filled| {
            if !within.contains(&filled.content.start) || self.is_in_a_name(unit, filled.phrase.start) {
                return None;
            }
            let span = self.span(unit, &filled.content).trimmed(self.text);
            let span = if filled.open_end { capitalised(self.text, span) } else { span };
            let dated = self.quantities(unit).any(|q| q.kind == QuantityKind::Date && q.span.meets(span));
            (!span.is_empty() && !dated).then_some(span)
        })
    }

    /// Whether a phrase begins inside somebody's name (在 in 李在明).
    fn is_in_a_name(&self, unit: usize, at: usize) -> bool {
        let place = self.span(unit, &(at..at)).start;
        self.claims.readout.named.iter().any(|named| {
            named.unit == unit
                && matches!(named.what, Entity::Person(_))
                && named.span.start < place
                && place < named.span.end
        })
    }

    /// The first phrase that names an earlier talk, else what the topic of earlier talks hits: its unit and place.
    pub fn earlier(&self) -> Option<(usize, Span)> {
        *self.earlier.get_or_init(|| self.find_earlier())
    }

    fn find_earlier(&self) -> Option<(usize, Span)> {
        let phrase = |unit: &usize| {
            let text = self.folded_text(*unit);
            let hits = self.words.earlier.find(text);
            let hit = hits.into_iter().find(|hit| !self.is_no_earlier_talk(text, hit))?;
            Some((*unit, self.span(*unit, &hit)))
        };
        let topic = |unit: &usize| Some((*unit, self.earlier_in(*unit)?));
        self.told.iter().find_map(phrase).or_else(|| self.told.iter().find_map(topic))
    }

    /// What the topic of earlier talks hits in a unit.
    fn earlier_in(&self, unit: usize) -> Option<Span> {
        let mentions = self.claims.of_unit(unit).iter().flat_map(|claim| &claim.topics);
        let about = mentions.filter(|mention| self.earlier_topics.contains(&mention.topic));
        about.map(|mention| mention.span).min()
    }

    /// Whether a phrase for an earlier talk means the talk itself or one to come, by words of its clause.
    fn is_no_earlier_talk(&self, text: &str, hit: &Range<usize>) -> bool {
        let start = text[..hit.start].rfind(ends_clause).unwrap_or_default();
        !self.words.not_earlier.find(&text[start..hit.end]).is_empty()
    }

    /// The date in the earlier talk's sentence that stands nearest to its phrase.
    pub fn earlier_date(&self) -> Answer {
        let Some((unit, phrase)) = self.earlier() else { return Answer::default() };
        let dates = self.quantities(unit).filter(|q| q.kind == QuantityKind::Date);
        let nearest = dates.min_by_key(|q| {
            let (behind, before) =
                (q.span.start.saturating_sub(phrase.end), phrase.start.saturating_sub(q.span.end));
            (behind + before, q.span)
        });
        let Some(quantity) = nearest else { return Answer::default() };
        let value = match (quantity.lo, quantity.hi) {
            (Some(lo), Some(hi)) if lo == hi => lo.to_string(),
            (Some(lo), Some(hi)) => format!("{lo}..{hi}"),
            _ => quantity.span.of(self.text).to_string(),
        };
        one(value, quantity.span)
    }

    pub fn earlier_place(&self) -> Answer {
        let Some((unit, phrase)) = self.earlier() else { return Answer::default() };
        let from = self.folded.get(unit).map_or(0, |folded| folded.folded_at(phrase.start));
        // Places that follow in the sentence, else one before.
        let found = self.place_in(unit, from..usize::MAX).or_else(|| self.place_in(unit, 0..from));
        found.map(|span| one(span.of(self.text), span)).unwrap_or_default()
    }

    /// Words of tone beside a word for the talk, in the words of the text itself or of its publisher.
    pub fn tone(&self) -> Answer {
        let (mut values, mut spans): (Vec<String>, Vec<Span>) = Answer::default();
        for unit in &self.told {
            let text = self.folded_text(*unit);
            let earlier = self.words.earlier.find(text);
            let talks: Vec<_> =
                self.words.talk.find(text).into_iter().filter(|hit| !inside(hit, &earlier)).collect();
            if talks.is_empty() {
                continue;
            }
            for tone in self.words.tone.find(text) {
                let span = self.span(*unit, &tone);
                let value = text.get(tone.clone()).unwrap_or_default();
                if self.is_own_account(*unit, span)
                    && talks.iter().any(|talk| beside(text, &tone, talk))
                    && !values.iter().any(|v| v == value)
                {
                    values.push(value.into());
                    spans.push(span);
                }
            }
        }
        (values, spans)
    }

    fn is_own_account(&self, unit: usize, span: Span) -> bool {
        let readout = &self.claims.readout;
        let own = readout.source.side.as_ref().map(|side| side.value.as_str());
        self.claim_at(unit, span).is_some_and(|claim| match claim.voice {
            Voice::Narrator | Voice::Both => true,
            Voice::Person(_) => own.is_some() && readout.voice_side(&claim.voice) == own && !reported(claim),
            Voice::Journalist | Voice::Commentator => false,
        })
    }
}

/// Whether a cue gives the claim to its voice, so that it is a position and not the account.
fn reported(claim: &Claim) -> bool {
    matches!(claim.rule, Rule::CueBefore | Rule::CueAfter | Rule::CueShared | Rule::Nested)
}

fn inside(hit: &Range<usize>, others: &[Range<usize>]) -> bool {
    others.iter().any(|other| other.start <= hit.start && hit.end <= other.end)
}

/// Whether a word of tone stands close before the word for the talk, or behind it, in the same clause. Before it, a comma
/// between English adjectives ends nothing ("candid, in-depth and constructive talks").
fn beside(text: &str, tone: &Range<usize>, talk: &Range<usize>) -> bool {
    let before = tone.end <= talk.start;
    let range = if before { tone.end..talk.start } else { talk.end..tone.start };
    let Some(between) = text.get(range) else { return false };
    let comma_joins = before && !between.contains(is_cjk);
    between.len() <= BESIDE && !between.contains(|c: char| ends_clause(c) && !(c == ',' && comma_joins))
}

/// The run of capitalised words at the start of a stretch: `South Korea`, `the Great Hall of the People`.
fn capitalised(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let mut end = 0;
    let mut at = 0;
    for word in part.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let capital = bare.starts_with(|c: char| c.is_uppercase());
        let particle = bare.chars().all(char::is_lowercase) && bare.chars().count() <= 3;
        if !capital && !particle {
            break;
        }
        if capital {
            end = at + bare.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        }
        at += word.len();
        if bare.ends_with([',', ';', ':']) {
            break;
        }
    }
    Span::new(span.start, span.start + end)
}
