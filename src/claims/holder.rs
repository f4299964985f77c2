//! Whose attitude or act a clause tells: the side that is its grammatical subject, else the voice's own.

use super::{Act, named_in};
use crate::lexicon::Lexicon;
use crate::readout::{Entity, Readout, Rule, Segment, Voice};
use crate::text::fold::Folded;

/// How far into the words reported their subject may stand, in characters.
const SUBJECT_REACH: usize = 24;

/// The side whose attitude or act a segment tells; none for the narrator, and for what both say together.
pub(super) fn find(readout: &Readout, segment: &Segment, act: Act, lexicon: &Lexicon) -> Option<String> {
    let own = readout.voice_side(&segment.voice).map(String::from);
    match segment.voice {
        Voice::Person(_) => {}
        _ => return None,
    }
    // A wish, a demand, thanks and praise are the speaker's own, whomever they are about.
    if matches!(
        act,
        Act::Hope | Act::Urge | Act::Thank | Act::Praise | Act::Congratulate | Act::Invite | Act::Ask
    ) {
        return own;
    }
    content_subject(readout, segment, lexicon).or(own)
}

/// The side that is the subject of the words reported.
fn content_subject(readout: &Readout, segment: &Segment, lexicon: &Lexicon) -> Option<String> {
    let text = &readout.source.text;
    let from = match (&segment.cue, segment.rule) {
        (Some(cue), rule) if rule != Rule::CueAfter => cue.span.end,
        _ => segment.span.start,
    };
    let content = crate::text::span::Span::new(from.min(segment.span.end), segment.span.end);
    let language = readout.source.language.value;
    let grammar = lexicon.grammar.get(language.primary())?;
    let folded = Folded::of(text, content);
    let words: Vec<&str> =
        folded.text().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let they =
        !language.is_cjk() && words.iter().take(2).any(|w| grammar.they.first().is_some_and(|t| t == w));
    if they {
        let own = readout.voice_side(&segment.voice)?;
        return readout.parties.iter().find(|side| *side != own).cloned();
    }
    let first = named_in(readout, segment.unit)
        .iter()
        .filter(|named| content.holds(named.span))
        .find(|named| !matches!(named.what, Entity::Person(_)))?;
    let Entity::Side(side) = &first.what else { return None };
    // Only who takes part has attitudes here; others are what is talked about.
    if !readout.parties.contains(side) {
        return None;
    }
    let front = crate::text::span::Span::new(content.start, first.span.start).of(text);
    if front.chars().count() > SUBJECT_REACH {
        return None;
    }
    let behind = &text[first.span.end..];
    let attribute = behind.starts_with(['的', '\'', '’', '-']) || behind.starts_with("'s");
    let folded_front = Folded::of(text, crate::text::span::Span::new(content.start, first.span.start));
    let bare = folded_front.text().trim_end().trim_end_matches(" the");
    let governed = match language.is_cjk() {
        true => grammar.prepositions.iter().any(|p| bare.ends_with(p.as_str())),
        false => bare.rsplit(' ').next().is_some_and(|w| grammar.prepositions.iter().any(|p| p == w)),
    };
    (!attribute && !governed).then(|| side.clone())
}
