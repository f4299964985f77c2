//! `topic-one-sided`: one side's text mentions a topic, no text of another side about the same talk does.

use super::carried::is_meant;
use super::history::{cell, first};
use super::topic::{label, meant};
use super::{Case, Finding, Verdict};
use crate::check::policy::fields::Fields;
use crate::check::policy::node::Located;
use crate::check::policy::read::topic_ids;
use crate::check::policy::select::sides;
use crate::comparison::Standing;
use crate::input::InputError;
use crate::lexicon::Lexicon;
use crate::report::style::words;
use std::collections::BTreeMap;

/// Which topics, and which other sides.
#[derive(Clone, Debug)]
pub struct OneSided {
    topics: Vec<String>,
    other: Vec<Located<String>>,
}

impl OneSided {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// An unknown topic or side.
    pub fn read(fields: &Fields<'_>, lexicon: &Lexicon) -> Result<OneSided, InputError> {
        Ok(OneSided {
            topics: topic_ids(fields, "topics", lexicon)?,
            other: sides(fields, "other", lexicon)?,
        })
    }

    /// The other sides that are named.
    pub fn other(&self) -> &[Located<String>] {
        &self.other
    }

    /// Judges a text: the one that mentions.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let texts = case.texts;
        let Some(side) = texts.side(case.text) else { return Verdict::Not("no side is stated or detected") };
        let fellows = texts.fellows(case.text);
        let mut others: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for fellow in fellows {
            let Some(other) = texts.side(*fellow).filter(|other| *other != side) else { continue };
            if is_meant(&self.other, other) {
                others.entry(other).or_default().push(*fellow);
            }
        }
        if others.is_empty() {
            return Verdict::Not("no text of another side about the same talk");
        }
        for topic in meant(&self.topics, texts.lexicon) {
            let Some(own) = cell(texts, case.text, topic).filter(|cell| cell.standing.is_mention()) else {
                continue;
            };
            // A side with several texts says it once, in the first that mentions the topic.
            let said = |fellow: &usize| {
                *fellow < case.text
                    && case.chosen.contains(fellow)
                    && texts.side(*fellow) == Some(side)
                    && cell(texts, *fellow, topic).is_some_and(|cell| cell.standing.is_mention())
            };
            if fellows.iter().any(said) {
                continue;
            }
            let name = label(texts.lexicon, topic);
            let id = texts.lexicon.topics.get(topic).map_or("", |topic| topic.id.as_str());
            for (other, members) in &others {
                let standings: Vec<Standing> = members
                    .iter()
                    .filter_map(|text| cell(texts, *text, topic))
                    .map(|cell| cell.standing)
                    .collect();
                let searchable = standings.iter().any(|standing| *standing != Standing::NotSearchable);
                let Some(highest) = standings.iter().max().filter(|s| !s.is_mention() && searchable) else {
                    continue;
                };
                let message =
                    format!("{name}: {} by {side}, {} by {other}", words(own.standing), words(*highest));
                let finding = Finding::new(case.text, format!("{id} {other}"), message).on(id);
                let finding = finding.at(first(texts, case.text, own));
                found.push(members.iter().fold(finding, |finding, text| {
                    let standing = cell(texts, *text, topic).map_or(Standing::Omitted, |cell| cell.standing);
                    finding.and(*text, None, words(standing))
                }));
            }
        }
        Verdict::Judged
    }
}
