//! What alignment knows beyond the glossary: words without content, irregular forms, directions, opposites, act groups.

use super::act::Act;
use super::entry::PerLanguage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file `alignment.yaml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlignmentWords {
    /// Words that stand in any sentence and say nothing about what it is about.
    pub stop: PerLanguage<Vec<String>>,
    /// Words that stand in many readouts, and tell little in independent accounts.
    pub frequent: PerLanguage<Vec<String>>,
    /// Words that stand in some readouts.
    pub common: PerLanguage<Vec<String>>,
    /// English words with forms that no stemmer finds: the base form, then the others.
    pub irregular: Vec<String>,
    /// The months in Chinese, as the dictionary has them.
    pub months: Vec<String>,
    /// Letters and digits that say what one Chinese character says, by language; English stands for all others.
    pub density: BTreeMap<String, f64>,
    /// How the ids of concepts end that only name a country.
    pub naming_suffix: String,
    /// How the ids of concepts end that only name two countries.
    pub pair_suffix: String,
    /// Topics so general that sharing one is no link.
    pub general_topics: Vec<String>,
    /// Acts of one participant towards another: done by the other, it is another act, and confirms nothing.
    pub exchanged_acts: Vec<String>,
    /// Topics with those that are a part of them: who mentions the one need not mention the other.
    #[serde(default)]
    pub parts: BTreeMap<String, Vec<String>>,
    /// Concepts that stand in many readouts, and tell little in independent accounts.
    pub frequent_concepts: Vec<String>,
    /// Concepts that stand in some readouts.
    pub common_concepts: Vec<String>,
    /// Topics that are about an earlier talk.
    pub earlier_topics: Vec<String>,
    /// Concepts that tell that the talk took place.
    pub events: Vec<String>,
    /// Acts that tell that something was talked about.
    pub talking_acts: Vec<String>,
    /// Acts that can judge a talk.
    pub judging_acts: Vec<String>,
    /// Concepts that judge the talk itself.
    pub verdicts: Vec<String>,
    /// Concept → where it leads. Two that lead to different places are never the same.
    pub directions: BTreeMap<String, String>,
    /// Pairs of concepts of which one excludes the other.
    pub opposites: Vec<[String; 2]>,
    /// Groups of concepts that can stand for each other.
    pub kin: Vec<Vec<String>>,
    /// Acts of one kind: within a group they can be the same act.
    pub act_groups: Vec<Vec<String>>,
    /// Acts that go from one side to the other: who does them to whom matters.
    pub directed_acts: Vec<String>,
}

impl AlignmentWords {
    /// The number of an act's group; an act of no group is a group of its own.
    pub fn group(&self, act: Act) -> usize {
        let named = self.act_groups.iter().position(|group| group.iter().any(|word| word == act.word()));
        named.unwrap_or(self.act_groups.len() + Act::ALL.iter().position(|a| *a == act).unwrap_or_default())
    }

    /// Letters and digits that say what one Chinese character says.
    pub fn density(&self, primary: &str) -> f64 {
        let known = self.density.get(primary).or_else(|| self.density.get("en"));
        known.copied().unwrap_or(1.0)
    }

    /// Whether an act goes from one side to the other.
    pub fn is_directed(&self, act: Act) -> bool {
        self.directed_acts.iter().any(|word| word == act.word())
    }

    /// Whether an act is done by one participant to another.
    pub fn is_exchanged(&self, act: Act) -> bool {
        self.exchanged_acts.iter().any(|word| word == act.word())
    }

    /// Whether one topic is a part of another.
    pub fn is_part(&self, narrow: &str, wide: &str) -> bool {
        self.parts.get(wide).is_some_and(|parts| parts.iter().any(|part| part == narrow))
    }

    /// Whether a topic is too general to link sentences.
    pub fn is_general_topic(&self, id: &str) -> bool {
        self.general_topics.iter().any(|general| general == id)
    }
}
