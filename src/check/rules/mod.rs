//! The rules, a closed list: what can be expected of a text. `docs/check.md` tells each with an example.

mod carried;
mod conflict;
mod formula;
mod front_matter;
mod history;
mod one_sided;
mod recorded;
mod topic;
mod uncovered;

use super::finding::{Finding, quoted};
use super::policy::fields::Fields;
use super::policy::node::{File, Located};
use super::policy::select::Select;
use super::texts::Texts;
use crate::input::InputError;
use crate::lexicon::Lexicon;

/// The names of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleName {
    /// A topic must be mentioned.
    TopicMentioned,
    /// A topic must not be mentioned.
    TopicNotMentioned,
    /// A formula must occur, in any of its forms.
    FormulaPresent,
    /// A formula must occur word for word.
    FormulaWordForWord,
    /// A topic of this side's last texts is not mentioned now.
    TopicDropped,
    /// A topic that this side's last texts do not mention is mentioned now.
    TopicNew,
    /// One side mentions a topic, another does not.
    TopicOneSided,
    /// A claim attributed to another side is not carried by that side's text.
    ClaimNotCarried,
    /// Numbers or dates clash.
    NumbersConflict,
    /// The front matter lacks a key.
    FrontMatterComplete,
    /// A text is not the one that was recorded.
    TextUnchanged,
    /// Too many claims that no topic covers.
    ClaimsUncovered,
}

impl RuleName {
    /// All, in the order of docs/check.md.
    pub const ALL: [RuleName; 12] = [
        RuleName::TopicMentioned,
        RuleName::TopicNotMentioned,
        RuleName::FormulaPresent,
        RuleName::FormulaWordForWord,
        RuleName::TopicDropped,
        RuleName::TopicNew,
        RuleName::TopicOneSided,
        RuleName::ClaimNotCarried,
        RuleName::NumbersConflict,
        RuleName::FrontMatterComplete,
        RuleName::TextUnchanged,
        RuleName::ClaimsUncovered,
    ];

    /// The word used in files and output.
    pub fn word(self) -> &'static str {
        match self {
            RuleName::TopicMentioned => "topic-mentioned",
            RuleName::TopicNotMentioned => "topic-not-mentioned",
            RuleName::FormulaPresent => "formula-present",
            RuleName::FormulaWordForWord => "formula-word-for-word",
            RuleName::TopicDropped => "topic-dropped",
            RuleName::TopicNew => "topic-new",
            RuleName::TopicOneSided => "topic-one-sided",
            RuleName::ClaimNotCarried => "claim-not-carried",
            RuleName::NumbersConflict => "numbers-conflict",
            RuleName::FrontMatterComplete => "front-matter-complete",
            RuleName::TextUnchanged => "text-unchanged",
            RuleName::ClaimsUncovered => "claims-uncovered",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<RuleName> {
        RuleName::ALL.into_iter().find(|rule| rule.word() == word)
    }

    /// The keys that an expectation of this rule may have beside those of all.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            RuleName::TopicMentioned | RuleName::TopicNotMentioned => &["topics", "at-least", "voice"],
            RuleName::FormulaPresent | RuleName::FormulaWordForWord => &["formula"],
            RuleName::TopicDropped => &["topics", "last", "in"],
            RuleName::TopicNew => &["topics", "last"],
            RuleName::TopicOneSided => &["topics", "other"],
            RuleName::ClaimNotCarried => &["topics", "other", "confidence"],
            RuleName::NumbersConflict => &["quantities"],
            RuleName::FrontMatterComplete => &["keys"],
            RuleName::TextUnchanged => &["sums"],
            RuleName::ClaimsUncovered => &["above"],
        }
    }

    /// Whether it needs the sentences of a talk's texts to be aligned.
    pub fn needs_comparison(self) -> bool {
        matches!(self, RuleName::ClaimNotCarried | RuleName::NumbersConflict)
    }

    /// Whether it looks at the texts of a talk together.
    pub fn is_of_talks(self) -> bool {
        matches!(self, RuleName::TopicOneSided | RuleName::ClaimNotCarried | RuleName::NumbersConflict)
    }
}

/// A rule with what an expectation says of it.
#[derive(Clone, Debug)]
pub enum Rule {
    /// A topic must, or must not, be mentioned.
    Topic(topic::Topic),
    /// A formula must occur.
    Formula(formula::Formula),
    /// A topic must not come or go.
    History(history::History),
    /// A topic must be on all sides.
    OneSided(one_sided::OneSided),
    /// Claims must be carried.
    Carried(carried::Carried),
    /// Numbers must agree.
    Conflict(conflict::Conflict),
    /// Keys must be there.
    FrontMatter(front_matter::FrontMatter),
    /// Bytes must be those recorded.
    Recorded(recorded::Recorded),
    /// Topics must cover the text.
    Uncovered(uncovered::Uncovered),
}

/// Whether a text could be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It was; findings, if any, are written down.
    Judged,
    /// It was not; why.
    Not(&'static str),
}

/// A text that is judged, and all that it may be held against.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// All texts.
    pub texts: &'a Texts<'a>,
    /// The text, as an index.
    pub text: usize,
    /// The texts that the expectation's `where` takes, sorted.
    pub chosen: &'a [usize],
}

impl Rule {
    /// Reads what an expectation says of its rule.
    ///
    /// # Errors
    /// A key that is missing or has a value that it does not take.
    pub fn read(name: RuleName, fields: &Fields<'_>, lexicon: &Lexicon) -> Result<Rule, InputError> {
        Ok(match name {
            RuleName::TopicMentioned => Rule::Topic(topic::Topic::read(fields, lexicon, true)?),
            RuleName::TopicNotMentioned => Rule::Topic(topic::Topic::read(fields, lexicon, false)?),
            RuleName::FormulaPresent => Rule::Formula(formula::Formula::read(fields, false)?),
            RuleName::FormulaWordForWord => Rule::Formula(formula::Formula::read(fields, true)?),
            RuleName::TopicDropped => Rule::History(history::History::read(fields, lexicon, true)?),
            RuleName::TopicNew => Rule::History(history::History::read(fields, lexicon, false)?),
            RuleName::TopicOneSided => Rule::OneSided(one_sided::OneSided::read(fields, lexicon)?),
            RuleName::ClaimNotCarried => Rule::Carried(carried::Carried::read(fields, lexicon)?),
            RuleName::NumbersConflict => Rule::Conflict(conflict::Conflict::read(fields)?),
            RuleName::FrontMatterComplete => Rule::FrontMatter(front_matter::FrontMatter::read(fields)?),
            RuleName::TextUnchanged => Rule::Recorded(recorded::Recorded::read(fields)?),
            RuleName::ClaimsUncovered => Rule::Uncovered(uncovered::Uncovered::read(fields)?),
        })
    }

    /// Its name.
    pub fn name(&self) -> RuleName {
        match self {
            Rule::Topic(rule) if rule.wanted => RuleName::TopicMentioned,
            Rule::Topic(_) => RuleName::TopicNotMentioned,
            Rule::Formula(rule) if rule.word_for_word => RuleName::FormulaWordForWord,
            Rule::Formula(_) => RuleName::FormulaPresent,
            Rule::History(rule) if rule.dropped => RuleName::TopicDropped,
            Rule::History(_) => RuleName::TopicNew,
            Rule::OneSided(_) => RuleName::TopicOneSided,
            Rule::Carried(_) => RuleName::ClaimNotCarried,
            Rule::Conflict(_) => RuleName::NumbersConflict,
            Rule::FrontMatter(_) => RuleName::FrontMatterComplete,
            Rule::Recorded(_) => RuleName::TextUnchanged,
            Rule::Uncovered(_) => RuleName::ClaimsUncovered,
        }
    }

    /// The voice that it asks for.
    pub fn voice(&self) -> Option<&Located<String>> {
        match self {
            Rule::Topic(rule) => rule.voice(),
            _ => None,
        }
    }

    /// The other sides that it asks for.
    pub fn other(&self) -> &[Located<String>] {
        match self {
            Rule::OneSided(rule) => rule.other(),
            Rule::Carried(rule) => rule.other(),
            _ => &[],
        }
    }

    /// The file of sums that it names, as a path from the policy's folder.
    pub fn sums(&self) -> Option<&str> {
        match self {
            Rule::Recorded(rule) => Some(rule.sums()),
            _ => None,
        }
    }

    /// Makes ready what the rule needs from outside the texts.
    ///
    /// # Errors
    /// A file that cannot be read; something that can never match, at its place.
    pub fn prepare(
        &mut self,
        file: &File<'_>,
        folder: &std::path::Path,
        texts: &Texts<'_>,
        select: &Select,
    ) -> Result<(), InputError> {
        match self {
            Rule::Formula(rule) => rule.can_match(file, texts, select),
            Rule::Recorded(rule) => rule.load(file, folder),
            _ => Ok(()),
        }
    }

    /// Judges a text and writes down what is found.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        match self {
            Rule::Topic(rule) => rule.judge(case, found),
            Rule::Formula(rule) => rule.judge(case, found),
            Rule::History(rule) => rule.judge(case, found),
            Rule::OneSided(rule) => rule.judge(case, found),
            Rule::Carried(rule) => rule.judge(case, found),
            Rule::Conflict(rule) => rule.judge(case, found),
            Rule::FrontMatter(rule) => rule.judge(case, found),
            Rule::Recorded(rule) => rule.judge(case, found),
            Rule::Uncovered(rule) => rule.judge(case, found),
        }
    }
}
