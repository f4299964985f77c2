//! `topic-mentioned`, `topic-not-mentioned`: by level, and by voice.

use super::{Case, Finding, Verdict};
use crate::check::policy::fields::Fields;
use crate::check::policy::node::Located;
use crate::check::policy::read::topic_ids;
use crate::check::texts::Reading;
use crate::claims::{Level, TopicMention};
use crate::comparison::Standing;
use crate::input::InputError;
use crate::lexicon::Lexicon;
use crate::report::style::words;

/// What is expected of topics.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Whether they must be mentioned, or must not.
    pub wanted: bool,
    topics: Vec<String>,
    at_least: Level,
    voice: Option<Located<String>>,
}

impl Topic {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// An unknown topic or level.
    pub fn read(fields: &Fields<'_>, lexicon: &Lexicon, wanted: bool) -> Result<Topic, InputError> {
        fields.need("topics", "this rule")?;
        let elaborated = fields.word("at-least", &["named", "elaborated"])?;
        Ok(Topic {
            wanted,
            topics: topic_ids(fields, "topics", lexicon)?,
            at_least: match elaborated.as_deref() {
                None => Level::Denied,
                Some("named") => Level::Named,
                Some(_) => Level::Elaborated,
            },
            voice: fields.text("voice")?,
        })
    }

    /// The voice that is meant.
    pub fn voice(&self) -> Option<&Located<String>> {
        self.voice.as_ref()
    }

    /// ` in the words of …`, where a voice is meant.
    fn by(&self) -> String {
        self.voice.as_ref().map_or(String::new(), |voice| format!(" in the words of {}", voice.value))
    }

    /// Judges a text.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let Some(reading) = case.texts.reading(case.text) else { return Verdict::Not("unreadable") };
        let mut searchable = false;
        for id in &self.topics {
            let Some(topic) = case.texts.lexicon.topic(id) else { continue };
            let Some(cell) = reading.coverage.get(topic).filter(|c| c.standing != Standing::NotSearchable)
            else {
                continue;
            };
            searchable = true;
            let mentions = self.mentions(reading, topic);
            let name = label(case.texts.lexicon, topic);
            match (self.wanted, mentions.first()) {
                (true, None) => {
                    let message = format!("{name}: {}", self.what_there_is(words(cell.standing)));
                    found.push(Finding::new(case.text, id, message).on(id));
                }
                (false, Some(first)) => {
                    let (standing, by) = (words(cell.standing), self.by());
                    let message = format!("{name}: {standing}{by}, {}", times(mentions.len()));
                    found.push(Finding::new(case.text, id, message).on(id).at(Some(first.span)));
                }
                _ => {}
            }
        }
        if searchable { Verdict::Judged } else { Verdict::Not("the lexicon has no terms in its language") }
    }

    /// The mentions that count.
    fn mentions<'r>(&self, reading: &'r Reading, topic: usize) -> Vec<&'r TopicMention> {
        let readout = &reading.claims.readout;
        let speaks =
            |voice| self.voice.as_ref().is_none_or(|wanted| readout.voice_key(voice) == wanted.value);
        let claims = reading.claims.claims.iter().filter(|claim| speaks(&claim.voice));
        let mentions = claims.flat_map(|claim| &claim.topics).filter(|mention| mention.topic == topic);
        mentions.filter(|mention| mention.level >= self.at_least).collect()
    }

    fn what_there_is(&self, standing: &str) -> String {
        let by = self.by();
        match self.at_least {
            Level::Denied if by.is_empty() => standing.to_string(),
            Level::Denied => format!("not mentioned{by} (the text as a whole: {standing})"),
            level => format!("not {}{by} (the text as a whole: {standing})", level.word()),
        }
    }
}

/// The name of a topic.
pub fn label(lexicon: &Lexicon, topic: usize) -> &str {
    lexicon.topics.get(topic).map_or("", |topic| topic.label.en.as_str())
}

fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        _ => format!("{count} times"),
    }
}

/// The topics that are meant: those named, or all.
pub fn meant(topics: &[String], lexicon: &Lexicon) -> Vec<usize> {
    match topics.is_empty() {
        true => (0..lexicon.topics.len()).collect(),
        false => topics.iter().filter_map(|id| lexicon.topic(id)).collect(),
    }
}
