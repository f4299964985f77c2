//! `topic-dropped`, `topic-new`: what this side's last texts mention, held against this one.

use super::topic::{label, meant};
use super::{Case, Finding, Verdict};
use crate::check::policy::fields::Fields;
use crate::check::policy::read::topic_ids;
use crate::check::texts::Texts;
use crate::comparison::{Coverage, Standing};
use crate::input::InputError;
use crate::lexicon::Lexicon;
use crate::report::style::words;
use crate::text::span::Span;

/// How many texts back one looks when nothing is said.
const LAST: usize = 3;
/// How far back one may look.
const FARTHEST: usize = 1000;

/// What is expected of topics over time.
#[derive(Clone, Debug)]
pub struct History {
    /// Whether going is looked for, or coming.
    pub dropped: bool,
    topics: Vec<String>,
    last: usize,
    least: usize,
}

impl History {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// An unknown topic, a number that makes no sense.
    pub fn read(fields: &Fields<'_>, lexicon: &Lexicon, dropped: bool) -> Result<History, InputError> {
        let last = fields.count("last", 1, FARTHEST)?.unwrap_or(LAST);
        let least = fields.count("in", 1, last)?.unwrap_or(last);
        Ok(History { dropped, topics: topic_ids(fields, "topics", lexicon)?, last, least })
    }

    /// Judges a text.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let texts = case.texts;
        if texts.side(case.text).is_none() {
            return Verdict::Not("no side is stated or detected");
        }
        if texts.day(case.text).is_none() {
            return Verdict::Not("no date is stated or detected");
        }
        let before = earlier(case, self.last);
        if before.len() < self.last {
            return Verdict::Not("too few earlier texts of this side in this language");
        }
        for topic in meant(&self.topics, texts.lexicon) {
            let Some(now) = cell(texts, case.text, topic) else { continue };
            let past: Vec<(usize, &Coverage)> =
                before.iter().filter_map(|text| Some((*text, cell(texts, *text, topic)?))).collect();
            let mentioning = past.iter().filter(|(_, cell)| cell.standing.is_mention()).count();
            let searchable = now.standing != Standing::NotSearchable
                && past.iter().all(|(_, cell)| cell.standing != Standing::NotSearchable);
            let is_dropped = self.dropped && !now.standing.is_mention() && mentioning >= self.least;
            let is_new = !self.dropped && now.standing.is_mention() && mentioning == 0;
            if searchable && (is_dropped || is_new) {
                found.push(self.finding(case, topic, now, &past));
            }
        }
        Verdict::Judged
    }

    fn finding(&self, case: Case<'_>, topic: usize, now: &Coverage, past: &[(usize, &Coverage)]) -> Finding {
        let texts = case.texts;
        let id = texts.lexicon.topics.get(topic).map_or("", |topic| topic.id.as_str());
        let name = label(texts.lexicon, topic);
        let side = texts.side(case.text).unwrap_or_default();
        let count = past.iter().filter(|(_, cell)| cell.standing.is_mention()).count();
        let standing = words(now.standing);
        let message = match self.dropped {
            true => format!(
                "{name}: {standing}, and mentioned in {count} of the last {} texts of {side}",
                past.len()
            ),
            false => {
                format!("{name}: {standing}, and not mentioned in the last {} texts of {side}", past.len())
            }
        };
        let mut finding = Finding::new(case.text, id, message).on(id).at(first(texts, case.text, now));
        for (text, cell) in past.iter().filter(|(_, cell)| cell.standing.is_mention() || !self.dropped) {
            let day = texts.day(*text).map(|day| format!("{day}: ")).unwrap_or_default();
            finding =
                finding.with(*text, first(texts, *text, cell), format!("{day}{}", words(cell.standing)));
        }
        finding
    }
}

/// What is known of a topic in a text.
pub fn cell<'t>(texts: &'t Texts<'_>, text: usize, topic: usize) -> Option<&'t Coverage> {
    texts.reading(text)?.coverage.get(topic)
}

/// The first sentence of a text that mentions a topic.
pub fn first(texts: &Texts<'_>, text: usize, cell: &Coverage) -> Option<Span> {
    let reading = texts.reading(text)?;
    let claim = reading.claims.claims.get(*cell.claims.first()?)?;
    claim.topics.iter().find(|mention| mention.topic == cell.topic).map(|mention| mention.span)
}

/// The last texts of the same side and language before a text, of other talks, the latest first.
fn earlier(case: Case<'_>, count: usize) -> Vec<usize> {
    let texts = case.texts;
    let of = |text: usize| {
        let own = texts.all.get(text)?;
        Some((own.talk, texts.side(text)?, own.source.language.value.primary()))
    };
    let (Some((talk, side, language)), Some(day)) = (of(case.text), texts.day(case.text)) else {
        return Vec::new();
    };
    let before = |other: &usize| of(*other).is_some_and(|(t, s, l)| t != talk && s == side && l == language);
    let mut dated: Vec<_> = case
        .chosen
        .iter()
        .copied()
        .filter(before)
        .filter_map(|other| Some((texts.day(other)?, other)))
        .filter(|(other_day, _)| *other_day < day)
        .collect();
    dated.sort();
    dated.into_iter().rev().take(count).map(|(_, text)| text).collect()
}
