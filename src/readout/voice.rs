//! Gives every clause its voice.

use super::{Confidence, Readout, Rule, Segment, Voice};
use crate::lexicon::Lexicon;

/// The segments of all units.
pub fn attribute(readout: &Readout, _lexicon: &Lexicon) -> Vec<Segment> {
    readout
        .units
        .iter()
        .enumerate()
        .map(|(unit, u)| Segment {
            unit,
            span: u.span,
            voice: Voice::Narrator,
            reporters: Vec::new(),
            addressee: None,
            via: None,
            cue: None,
            rule: Rule::Default,
            confidence: Confidence::Low,
        })
        .collect()
}
