//! What alignment knows beyond the glossary: directions, opposites, act groups, and lists of words that tell little.

use super::act::Act;
use super::entry::PerLanguage;
use super::words::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The lists of `alignment.yaml` of which the build makes [`Stems`](super::stems::Stems) and [`Genre`](super::genre::Genre).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CommonWords {
    /// Words that stand in any sentence and say nothing about what it is about.
    pub stop: PerLanguage<Vec<String>>,
    /// Words that stand in many readouts, and tell little in independent accounts.
    pub frequent: PerLanguage<Vec<String>>,
    /// Words that stand in some readouts.
    pub common: PerLanguage<Vec<String>>,
    /// English words with forms that no stemmer finds: the base form, then the others.
    pub irregular: Vec<String>,
    /// How the ids of concepts end that only name a country.
    pub naming_suffix: String,
    /// How the ids of concepts end that only name two countries.
    pub pair_suffix: String,
    /// Concepts that stand in many readouts, and tell little in independent accounts.
    pub frequent_concepts: Vec<String>,
    /// Concepts that stand in some readouts.
    pub common_concepts: Vec<String>,
}

/// What else `alignment.yaml` says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AlignmentWords {
    /// The months in Chinese, as the dictionary has them.
    pub months: Words,
    /// Letters and digits that say what one Chinese character says, by language; English stands for all others.
    pub density: BTreeMap<String, f64>,
    /// Topics so general that sharing one is no link.
    pub general_topics: Words,
    /// Acts of one participant towards another: done by the other, it is another act, and confirms nothing.
    pub exchanged_acts: Words,
    /// Topics with those that are a part of them: who mentions the one need not mention the other.
    pub parts: BTreeMap<String, Words>,
    /// Topics that are about an earlier talk.
    pub earlier_topics: Words,
    /// Concepts that tell that the talk took place.
    pub events: Words,
    /// Acts that tell that something was talked about.
    pub talking_acts: Words,
    /// Acts that can judge a talk.
    pub judging_acts: Words,
    /// Concepts that judge the talk itself.
    pub verdicts: Words,
    /// Concept → where it leads. Two that lead to different places are never the same.
    pub directions: BTreeMap<String, String>,
    /// Pairs of concepts of which one excludes the other.
    pub opposites: Vec<[String; 2]>,
    /// Groups of concepts that can stand for each other.
    pub kin: Vec<Words>,
    /// Acts of one kind: within a group they can be the same act.
    pub act_groups: Vec<Words>,
    /// Acts that go from one side to the other: who does them to whom matters.
    pub directed_acts: Words,
}

impl AlignmentWords {
    /// The number of an act's group; an act of no group is a group of its own.
    pub fn group(&self, act: Act) -> usize {
        let named = self.act_groups.iter().position(|group| group.contains(act.word()));
        named.unwrap_or(self.act_groups.len() + Act::ALL.iter().position(|a| *a == act).unwrap_or_default())
    }

    /// Letters and digits that say what one Chinese character says.
    pub fn density(&self, primary: &str) -> f64 {
        let known = self.density.get(primary).or_else(|| self.density.get("en"));
        known.copied().unwrap_or(1.0)
    }

    /// Whether an act goes from one side to the other.
    pub fn is_directed(&self, act: Act) -> bool {
        self.directed_acts.contains(act.word())
    }

    /// Whether an act is done by one participant to another.
    pub fn is_exchanged(&self, act: Act) -> bool {
        self.exchanged_acts.contains(act.word())
    }

    /// Whether one topic is a part of another.
    pub fn is_part(&self, narrow: &str, wide: &str) -> bool {
        self.parts.get(wide).is_some_and(|parts| parts.contains(narrow))
    }

    /// Whether a topic is too general to link sentences.
    pub fn is_general_topic(&self, id: &str) -> bool {
        self.general_topics.contains(id)
    }
}
