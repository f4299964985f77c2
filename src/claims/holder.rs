//! Whose attitude or act a clause tells: the side that is its grammatical subject, else the voice's own.

use super::{Act, named_in};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Grammar;
use crate::lexicon::words::Words;
use crate::readout::{Entity, Readout, Rule, Segment, Voice};
use crate::text::fold::Folded;
use crate::text::span::Span;

/// The side whose attitude or act a segment tells; none for the narrator, and for what both say together.
pub(super) fn find(readout: &Readout, segment: &Segment, act: Act, lexicon: &Lexicon) -> Option<String> {
    let Voice::Person(_) = segment.voice else { return None };
    let own = readout.voice_side(&segment.voice).map(String::from);
    // What somebody hopes, thanks for or opposes by the cue itself is the speaker's own, whomever it is about.
    let reported =
        segment.cue.as_ref().is_none_or(|cue| is_report(cue.act) || segment.rule == Rule::CueAfter);
    // So are demands and praise. A plain statement about the other side is no attitude of that side.
    let attitude = matches!(
        act,
        Act::Understand
            | Act::Support
            | Act::Oppose
            | Act::Commit
            | Act::Agree
            | Act::Accept
            | Act::Invite
            | Act::Hope
            | Act::Thank
    );
    match reported && attitude {
        true => content_subject(readout, segment, lexicon).or(own),
        false => own,
    }
}

/// Whether a verb of saying leaves open what is done in saying it.
fn is_report(act: Act) -> bool {
    matches!(act, Act::State | Act::Stress | Act::Inform | Act::Assess | Act::Narrate | Act::Discuss)
}

/// The side that is the subject of the words reported: it opens them, but for adverbs.
fn content_subject(readout: &Readout, segment: &Segment, lexicon: &Lexicon) -> Option<String> {
    let text = &readout.source.text;
    let from = match (&segment.cue, segment.rule) {
        (Some(cue), rule) if rule != Rule::CueAfter => cue.span.end,
        _ => segment.span.start,
    };
    let content = Span::new(from.min(segment.span.end), segment.span.end);
    let language = readout.source.language.value;
    let grammar = lexicon.grammar.get(language.primary())?;
    let folded = Folded::of(text, content);
    let mut words = folded.text().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let they =
        !language.is_cjk() && words.by_ref().take(2).any(|w| grammar.they.first().is_some_and(|t| t == w));
    if they {
        let own = readout.voice_side(&segment.voice)?;
        return readout.parties.iter().find(|side| *side != own).cloned();
    }
    let first =
        named_in(readout, segment.unit, content).find(|named| !matches!(named.what, Entity::Person(_)))?;
    let Entity::Side(side) = &first.what else { return None };
    // Only who takes part has attitudes here; others are what is talked about.
    if !readout.parties.contains(side) {
        return None;
    }
    let behind = &text[first.span.end..];
    let attribute = behind.starts_with(['的', '\'', '’', '-']) || behind.starts_with("'s");
    let front = Folded::of(text, Span::new(content.start, first.span.start));
    (!attribute && opens(front.text(), grammar, language.is_cjk())).then(|| side.clone())
}

/// Whether nothing stands before a subject but adverbs and what joins a report to its verb.
fn opens(front: &str, grammar: &Grammar, cjk: bool) -> bool {
    if cjk {
        let mut rest = front.trim_start_matches(|c: char| !c.is_alphanumeric());
        while !rest.is_empty() {
            let longest = grammar.adverbs.iter().filter(|a| rest.starts_with(a)).map(str::len).max();
            let Some(length) = longest else { return false };
            rest = rest[length..].trim_start_matches(|c: char| !c.is_alphanumeric());
        }
        return true;
    }
    let mut words = front.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let is = |list: &Words, word: &str| list.iter().any(|w| w == word);
    words.all(|word| {
        let article = is(&grammar.determiners, word)
            && !is(&grammar.prepositions, word)
            && !is(&grammar.negators, word);
        article || is(&grammar.subordinators, word) || is(&grammar.adverbs, word) || word.ends_with("ly")
    })
}
