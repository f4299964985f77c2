//! What is found: an expectation that is not met, where, and the words that show it.

use crate::text::span::Span;

/// Most words of a text that stand in a message, in code points; a place has them all.
const QUOTED: usize = 120;

/// Words of a text in a message: in quotation marks, on one line, the end of long ones left out.
pub fn quoted(words: &str) -> String {
    let even = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match even.char_indices().nth(QUOTED) {
        None => format!("“{even}”"),
        Some((end, _)) => format!("“{}…”", even[..end].trim_end()),
    }
}

/// A place in a text, or a text as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The text, as an index into the texts of the run.
    pub text: usize,
    /// Where in it.
    pub span: Option<Span>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Where.
    pub spot: Spot,
    /// What stands there.
    pub message: String,
    /// Whether a change of that text can make the finding: it is then reported with that text, too.
    pub party: bool,
}

/// An expectation that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub spot: Spot,
    /// What was found.
    pub message: String,
    /// What it is about, the same from run to run however lines move: a topic, a key, words.
    pub key: String,
    /// The topic's id, where it is about one.
    pub topic: Option<String>,
    /// Further places.
    pub others: Vec<Other>,
}

impl Finding {
    /// A finding about a whole text.
    pub fn new(text: usize, key: impl Into<String>, message: impl Into<String>) -> Finding {
        let spot = Spot { text, span: None };
        Finding { spot, message: message.into(), key: key.into(), topic: None, others: Vec::new() }
    }

    /// At a place in it.
    pub fn at(mut self, span: Option<Span>) -> Finding {
        self.spot.span = span;
        self
    }

    /// About a topic.
    pub fn on(mut self, topic: &str) -> Finding {
        self.topic = Some(topic.into());
        self
    }

    /// With another place.
    pub fn with(mut self, text: usize, span: Option<Span>, message: impl Into<String>) -> Finding {
        self.others.push(Other { spot: Spot { text, span }, message: message.into(), party: false });
        self
    }

    /// With a place in another text that has a part in it.
    pub fn and(mut self, text: usize, span: Option<Span>, message: impl Into<String>) -> Finding {
        self.others.push(Other { spot: Spot { text, span }, message: message.into(), party: true });
        self
    }

    /// The texts that have a part in it.
    pub fn parties(&self) -> impl Iterator<Item = usize> {
        let others = self.others.iter().filter(|other| other.party).map(|other| other.spot.text);
        std::iter::once(self.spot.text).chain(others)
    }
}
