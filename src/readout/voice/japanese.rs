//! Cues of Japanese sentences, as far as は, が, から and the verb at the end carry.

use super::super::scan::{Scan, Who};
use super::super::{Confidence, Rule, Voice};
use super::{Clause, Context, Frame, remember};
use crate::lexicon::act::Act;
use crate::lexicon::verbs::Use;

/// The clauses of a Japanese sentence: one, with the voice of its subject and last verb.
pub(super) fn clauses(context: &Context<'_>, scan: &Scan, frame: &mut Frame) -> Vec<Clause> {
    let text = scan.folded.text();
    let verb = scan.verbs.iter().rev().find(|v| v.usage == Use::Cue);
    let told = verb.is_some_and(|v| matches!(v.act, Act::Narrate | Act::Discuss));
    let subject = scan.mentions.iter().find(|m| {
        let behind = &text[m.range.end..];
        let marked = context.grammar.subject_marks.iter().any(|mark| behind.starts_with(mark.as_str()));
        marked && !context.grammar.prepositions.iter().any(|p| behind.starts_with(p.as_str()))
    });
    let mut clause = match (subject.map(|m| m.who), verb) {
        (_, Some(_)) if told => Clause::new(0, Voice::Narrator, Rule::Event, Confidence::Medium),
        (Some(Who::Person(p)), Some(_)) => {
            frame.carried = Some(Voice::Person(p));
            Clause::new(0, Voice::Person(p), Rule::CueBefore, Confidence::High)
        }
        (Some(Who::Joint), Some(_)) => Clause::new(0, Voice::Both, Rule::Joint, Confidence::High),
        _ => context.going_on(frame, 0),
    };
    clause.cue = verb.map(|v| context.cue(scan, v, false));
    remember(frame, None, &scan.mentions);
    vec![clause]
}
