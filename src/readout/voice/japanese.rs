//! Cues of Japanese sentences, as far as は, が, から and the verb at the end of a clause carry.

use super::super::scan::{Mention, Scan, Who};
use super::super::{Confidence, Rule, Voice};
use super::{Clause, Context, Frame, remember};
use crate::lexicon::act::Act;
use crate::lexicon::verbs::{Use, VerbHit};
use std::ops::Range;

/// The clauses of a Japanese sentence: one for each subject with a verb of its own, with the voice of that subject.
pub(super) fn clauses(context: &Context<'_>, scan: &Scan, frame: &mut Frame) -> Vec<Clause> {
    let text = scan.folded.text();
    let subjects: Vec<&Mention> = scan.mentions.iter().filter(|m| is_subject(context, scan, m)).collect();
    let mut starts: Vec<(usize, Option<&Mention>)> = Vec::new();
    for subject in subjects {
        let start = clause_start(text, subject.range.start);
        let spoken = starts.last().is_none_or(|(from, _)| verb_in(scan, &(*from..start)).is_some());
        match starts.last_mut() {
            // Before its verb a sentence may name an outlet and then who speaks: the later one counts.
            Some(last) if !spoken => last.1 = Some(subject),
            None => starts.push((0, Some(subject))),
            Some(_) => starts.push((start, Some(subject))),
        }
    }
    if starts.is_empty() {
        starts.push((0, None));
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect::<Vec<_>>();
    let list = starts
        .iter()
        .zip(ends)
        .map(|((start, subject), end)| clause(context, scan, frame, *subject, *start..end));
    let list: Vec<Clause> = list.collect();
    remember(frame, None, &scan.mentions);
    list
}

/// One clause with its last verb.
fn clause(
    context: &Context<'_>,
    scan: &Scan,
    frame: &mut Frame,
    subject: Option<&Mention>,
    range: Range<usize>,
) -> Clause {
    let verb = verb_in(scan, &range);
    let told = verb.is_some_and(|v| matches!(v.act, Act::Narrate | Act::Discuss));
    let start = range.start;
    let mut clause = match (subject.map(|m| m.who), verb) {
        (_, Some(_)) if told => Clause::new(start, Voice::Narrator, Rule::Event, Confidence::Medium),
        (Some(Who::Person(p)), Some(_)) => {
            frame.carried = Some(Voice::Person(p));
            frame.spoke = frame.carried.clone();
            Clause::new(start, Voice::Person(p), Rule::CueBefore, Confidence::High)
        }
        (Some(Who::Joint), Some(_)) => Clause::new(start, Voice::Both, Rule::Joint, Confidence::High),
        // In news a report without a subject is still of whoever spoke last.
        (None, Some(_)) if context.is_news() && frame.carried.is_none() && frame.spoke.is_some() => {
            let voice = frame.spoke.clone().unwrap_or(Voice::Narrator);
            Clause::new(start, voice, Rule::Carried, Confidence::Low)
        }
        _ => context.going_on(frame, start),
    };
    clause.cue = verb.map(|v| context.cue(scan, v, false));
    clause
}

/// Whether a mention is marked as a subject and stands outside quotation marks.
fn is_subject(context: &Context<'_>, scan: &Scan, mention: &Mention) -> bool {
    let text = scan.folded.text();
    let behind = &text[mention.range.end..];
    let marked = context.grammar.subject_marks.iter().any(|mark| behind.starts_with(mark));
    let before = &text[..mention.range.start];
    let quoted =
        before.matches('「').count() > before.matches('」').count() || before.matches('"').count() % 2 == 1;
    marked && !quoted && !context.grammar.prepositions.iter().any(|p| behind.starts_with(p))
}

/// Where the comma clause begins in which a byte stands.
fn clause_start(text: &str, at: usize) -> usize {
    let sign = |c: char| matches!(c, '、' | ',' | '。');
    text[..at].rfind(sign).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8))
}

/// The last verb of saying in a stretch.
fn verb_in<'s>(scan: &'s Scan, range: &Range<usize>) -> Option<&'s VerbHit> {
    scan.verbs_in(range).filter(|v| v.usage == Use::Cue).last()
}
