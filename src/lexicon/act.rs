//! The closed list of acts of the codebook.

use serde::Serialize;

/// What is done in saying something (the closed list of the codebook).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the codebook defines each; the words are the definition's keys")]
pub enum Act {
    Narrate,
    State,
    Stress,
    Assess,
    Praise,
    Thank,
    Congratulate,
    Hope,
    Urge,
    Support,
    Oppose,
    Commit,
    Agree,
    Invite,
    Accept,
    Understand,
    Discuss,
    Inform,
    Ask,
    Decline,
    Deny,
}

impl Act {
    /// Every act, in the codebook's order.
    pub const ALL: [Act; 21] = [
        Act::Narrate,
        Act::State,
        Act::Stress,
        Act::Assess,
        Act::Praise,
        Act::Thank,
        Act::Congratulate,
        Act::Hope,
        Act::Urge,
        Act::Support,
        Act::Oppose,
        Act::Commit,
        Act::Agree,
        Act::Invite,
        Act::Accept,
        Act::Understand,
        Act::Discuss,
        Act::Inform,
        Act::Ask,
        Act::Decline,
        Act::Deny,
    ];

    /// The codebook's word.
    pub fn word(self) -> &'static str {
        match self {
            Act::Narrate => "narrate",
            Act::State => "state",
            Act::Stress => "stress",
            Act::Assess => "assess",
            Act::Praise => "praise",
            Act::Thank => "thank",
            Act::Congratulate => "congratulate",
            Act::Hope => "hope",
            Act::Urge => "urge",
            Act::Support => "support",
            Act::Oppose => "oppose",
            Act::Commit => "commit",
            Act::Agree => "agree",
            Act::Invite => "invite",
            Act::Accept => "accept",
            Act::Understand => "understand",
            Act::Discuss => "discuss",
            Act::Inform => "inform",
            Act::Ask => "ask",
            Act::Decline => "decline",
            Act::Deny => "deny",
        }
    }

    /// Reads the codebook's word.
    pub fn from_word(word: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.word() == word)
    }
}
