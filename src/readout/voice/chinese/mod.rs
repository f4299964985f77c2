//! Cues of Chinese sentences: subject and verb of saying at the head of a clause, shared subjects, nested reports.
//!
//! `cue` finds the subject and the verb of a comma clause, `judge` decides whose words they make of it, `carry` follows
//! words over the end of a paragraph, `news` tells an outlet's background from the talk, and `acts` cuts a speaker's
//! words into acts.

mod acts;
mod carry;
mod cue;
mod judge;
mod news;

use super::super::scan::{Mention, Scan, Who};
use super::super::{Confidence, Rule, Voice};
use super::{Clause, Context, Frame, remember};
use crate::lexicon::act::Act;
use crate::lexicon::verbs::{Use, VerbHit};
use acts::split_acts;
use cue::{is_speech_about_both, only_adverbs};
use std::ops::Range;

/// Widest stretch between a subject and a verb that is also an ordinary predicate (希望, 支持), in characters.
const TIGHT: usize = 10;
/// A stretch before a cue of at most so many characters makes no clause of its own (比如, 其中).
const SHORT: usize = 6;
/// The particle that makes an attribute of what stands before it.
const OF: char = '的';
/// The preposition of time and place.
const AT: char = '在';

/// A subject with the verb that goes with it.
struct Subject<'s> {
    mention: &'s Mention,
    /// Whether another person is joined to it (习近平和普京).
    pair: bool,
    verb: &'s VerbHit,
}

/// A cue in a clause.
struct Found {
    clause: Clause,
    who: Who,
    /// Folded byte behind the verb and the punctuation after it.
    end: usize,
}

/// What holds where a clause begins: where the last cue's own words end and who spoke, the last cue's subject, and the
/// frame.
struct State<'f> {
    last: Option<&'f (usize, Voice)>,
    subject: Option<usize>,
    frame: &'f Frame,
}

/// The clauses that a sentence's cues begin.
#[derive(Default)]
struct Cues {
    clauses: Vec<Clause>,
    /// Where the last cue's own words end, and who it was.
    last: Option<(usize, Voice)>,
    subject: Option<usize>,
}

/// The clauses of a Chinese sentence with their voices.
pub(super) fn clauses(context: &Context<'_>, scan: &Scan, frame: &mut Frame) -> Vec<Clause> {
    if is_question(context, scan.folded.text(), frame) {
        frame.carried = Some(Voice::Journalist);
        return vec![Clause::new(0, Voice::Journalist, Rule::Label, Confidence::Medium)];
    }
    let via = channel(context, scan);
    let mut found = cues(context, scan, frame, via.as_ref());
    if found.clauses.is_empty() {
        let clause = without_a_cue(context, scan, frame, via);
        remember(frame, None, &scan.mentions);
        return split_acts(context, scan, vec![clause]);
    }
    remember(frame, found.subject, &scan.mentions);
    frame.carried = match &found.last {
        Some((_, Voice::Narrator)) | None => None,
        Some((_, voice)) => Some(voice.clone()),
    };
    if let Some(voice @ (Voice::Person(_) | Voice::Commentator)) = &frame.carried {
        frame.spoke = Some(voice.clone());
    }
    news::set_background_apart(context, scan, frame, &mut found.clauses);
    split_acts(context, scan, found.clauses)
}

/// Whether a sentence is a reporter's question, or goes on with one.
fn is_question(context: &Context<'_>, text: &str, frame: &Frame) -> bool {
    let words = text.trim_end_matches('"');
    let asking = || words.ends_with('?') || context.grammar.questions.ends(words);
    frame.base == Voice::Journalist
        || (frame.carried == Some(Voice::Journalist) && asking())
        || asks(context, text)
}

/// The cues of a sentence's comma clauses, one after the other.
fn cues(context: &Context<'_>, scan: &Scan, frame: &mut Frame, via: Option<&String>) -> Cues {
    let text = scan.folded.text();
    let mut cues = Cues::default();
    // Somebody through whom the words came (据发言人介绍，…), and a subject that waits for its verb.
    let (mut channelled, mut waiting) = (None, None);
    for part in parts(text) {
        let head = skip_openers(text, part.start, part.end);
        let state = State { last: cues.last.as_ref(), subject: cues.subject, frame };
        if let Some(behind) = behind_channel(context, &text[head..part.end]).filter(|_| state.last.is_none())
        {
            let found = cue::with_subject(context, scan, head + behind..part.end, &state);
            let found = found.filter(|f| !matches!(f.clause.rule, Rule::Event | Rule::Discussed));
            if found.is_some() {
                channelled = found.map(|found| (found, part));
                continue;
            }
        }
        let found = cue::with_subject(context, scan, head..part.end, &state)
            .or_else(|| cue::without_subject(context, scan, head..part.end, &state))
            .or_else(|| cue::with_pronoun(context, scan, head..part.end, &state))
            .or_else(|| cue::with_subject_before(context, scan, head..part.end, waiting?, &state));
        waiting = match (&found, &cues.last) {
            (None, None) => cue::waiting_subject(context, scan, &part)
                .or(waiting.filter(|_| is_adverbial(context, scan, &part))),
            _ => None,
        };
        if let Some(found) = found {
            take(context, scan, frame, &mut cues, found, &part, via);
        }
    }
    if cues.clauses.is_empty()
        && let Some((found, part)) = channelled
    {
        take(context, scan, frame, &mut cues, found, &part, via);
    }
    cues
}

/// Adds a cue's clause, and, before the first, what stands in front of it.
fn take(
    context: &Context<'_>,
    scan: &Scan,
    frame: &mut Frame,
    cues: &mut Cues,
    mut cue: Found,
    part: &Range<usize>,
    via: Option<&String>,
) {
    let text = scan.folded.text();
    let unsaid = |end: usize| {
        text.get(end..cue.clause.start).unwrap_or_default().chars().all(|c| !c.is_alphanumeric())
    };
    // A ministry that only relays what follows (外交部称，X表示…) has no words of its own.
    let relayed = cues.clauses.last().is_some_and(|c| c.rule == Rule::CueBefore)
        && cues.last.as_ref().is_some_and(|(end, voice)| *voice == Voice::Narrator && unsaid(*end));
    let relay = if relayed { cues.clauses.pop() } else { None };
    // A report right inside a report, with nothing said between them, is nested.
    if let Some((end, outer)) = &cues.last
        && *outer != cue.clause.voice
        && matches!(cue.clause.voice, Voice::Person(_) | Voice::Both)
        && matches!(outer, Voice::Person(_))
        && unsaid(*end)
    {
        cue.clause.reporters.push(outer.clone());
        cue.clause.rule = Rule::Nested;
    } else {
        cues.last = Some((cue.end, cue.clause.voice.clone()));
    }
    cues.subject = if let Who::Person(p) = cue.who { Some(p) } else { cues.subject };
    frame.joint = cue.who == Who::Joint;
    cue.clause.via = via.cloned();
    cue.clause.start = relay.as_ref().map_or(part.start, |relay| relay.start);
    if cues.clauses.is_empty() && relay.is_none() {
        let front = before_the_cue(context, scan, frame, &cue, part);
        cue.clause.start = if front.is_some() { part.start } else { 0 };
        cues.clauses.extend(front.map(|clause| Clause { via: via.cloned(), ..clause }));
    }
    cues.clauses.push(cue.clause);
}

/// The one clause of a sentence that has no cue: the voice that carries on, or the text itself.
fn without_a_cue(context: &Context<'_>, scan: &Scan, frame: &mut Frame, via: Option<String>) -> Clause {
    if carry::goes_on_speaking(context, scan, frame) {
        frame.carried = frame.before.clone();
    }
    let narrated = goes_back_to_narration(context, scan, frame);
    // What news has from an outlet is no longer the speaker's.
    let reported = via.is_some() || is_reported(context, scan.folded.text());
    if narrated || (reported && context.is_news()) {
        frame.carried = None;
    }
    let mut clause = context.going_on(frame, 0);
    if narrated && !frame.first_person && !news::is_background(context, scan, frame) {
        clause = Clause::new(0, Voice::Narrator, Rule::Default, Confidence::Medium);
    }
    clause.via = via;
    clause
}

/// What stands before a sentence's first cue, where it is more than an adverbial (会谈后, 关于台湾问题) or words that
/// the cue closes (“…”，他说。): a clause of the voice that carries on.
fn before_the_cue(
    context: &Context<'_>,
    scan: &Scan,
    frame: &Frame,
    cue: &Found,
    part: &Range<usize>,
) -> Option<Clause> {
    let text = scan.folded.text();
    let front = &text[..part.start];
    let quotation = is_quotation(&text[..skip_openers(text, part.start, part.end)]);
    let closes = text[cue.end..].chars().all(|c| !c.is_alphanumeric());
    if closes || quotation || matches!(cue.clause.rule, Rule::Event | Rule::Discussed) {
        return None;
    }
    let adverbial = parts(front).into_iter().all(|part| is_adverbial(context, scan, &part));
    let clause = context.going_on(frame, 0);
    (!adverbial && clause.voice != cue.clause.voice).then_some(clause)
}

/// Whether a stretch is one quotation, opened and closed (“…，”他说).
fn is_quotation(front: &str) -> bool {
    let words = front.trim().trim_end_matches(',');
    let marked = words.matches('"').count() == 2 && words.starts_with('"') && words.ends_with('"');
    let cornered = words.matches('「').count() == 1 && words.starts_with('「') && words.ends_with('」');
    marked || cornered
}

/// Whether what ends at a byte is an attribute of what follows (…强调的).
fn is_attribute(text: &str, end: usize) -> bool {
    text[end..].starts_with(OF)
}

/// Where, in a comma clause that begins with a word for a channel (据, 根据), the words behind it begin.
fn behind_channel(context: &Context<'_>, words: &str) -> Option<usize> {
    context.grammar.channels.longest_at(words)
}

/// Whether a comma clause tells only when, where or of what: 当天, 会谈后, 在谈到…时, 关于….
fn is_adverbial(context: &Context<'_>, scan: &Scan, part: &Range<usize>) -> bool {
    let grammar = context.grammar;
    let head = skip_openers(scan.folded.text(), part.start, part.end);
    let words = scan.folded.text()[head..part.end].trim_end_matches(|c: char| !c.is_alphanumeric());
    let dated = words.contains(|c: char| c.is_ascii_digit()) && grammar.date_ends.ends(words);
    let channel = scan.mentions_in(part).iter().any(|m| matches!(m.who, Who::Outlet(_)));
    words.chars().count() <= SHORT
        || channel
        || dated
        || only_adverbs(words, &grammar.adverbs)
        || grammar.settings.ends(words)
        || grammar.prepositions.begins(words)
        || grammar.fronting.begins(words)
}

/// Whether a paragraph opens with a reporter's question (有记者问：).
fn asks(context: &Context<'_>, text: &str) -> bool {
    let front = &text[..text.char_indices().nth(14).map_or(text.len(), |(at, _)| at)];
    let asks = |phrase: &str| {
        front.find(phrase).is_some_and(|at| {
            text[at + phrase.len()..].starts_with([',', ':', '"'])
                && !context.grammar.prepositions.ends(&front[..at])
        })
    };
    context.asks.is_in(front) && context.lexicon.forms.asks.zh.iter().any(asks)
}

/// The comma clauses of a sentence.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
        let number = matches!(c, ',' | ':') && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if matches!(c, ',' | ';' | ':' | '。' | '!' | '?') && !number {
            list.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    if start < text.len() {
        list.push(start..text.len());
    }
    list
}

fn skip_openers(text: &str, start: usize, end: usize) -> usize {
    let part = &text[start..end];
    start + (part.len() - part.trim_start_matches(|c: char| !c.is_alphanumeric()).len()).min(part.len())
}

/// Whether a sentence goes back from somebody's words to what the text itself tells: it begins with words of narration
/// (会谈后, 两国元首还), or with the bare name of a participant as its subject.
fn goes_back_to_narration(context: &Context<'_>, scan: &Scan, frame: &Frame) -> bool {
    let text = scan.folded.text();
    let start = skip_openers(text, 0, text.len());
    let front = &text[start..];
    let front = &front[..front.char_indices().nth(16).map_or(front.len(), |(at, _)| at)];
    let joint = scan.mentions.first().filter(|m| m.who == Who::Joint && m.range.start <= start);
    if joint.is_some_and(|m| is_speech_about_both(context, &text[m.range.end..])) {
        return false;
    }
    if context.grammar.narration.begins(front) {
        return true;
    }
    let first = scan.mentions.first();
    first.is_some_and(|m| {
        matches!(m.who, Who::Person(p) if !m.titled_behind
            && context.readout.persons.get(p).is_some_and(|x| x.participant)
            && (frame.carried.as_ref() == Some(&Voice::Person(p)) || !frame.first_person))
            && only_adverbs(&text[start..m.range.start.max(start)], &context.grammar.adverbs)
            && !is_attribute(text, m.range.end)
    }) || context.grammar.narration.ends(text.trim_end_matches('。'))
}

/// An outlet behind words that introduce a channel (据新华社报道), or as what reports (路透社报道，…).
fn channel(context: &Context<'_>, scan: &Scan) -> Option<String> {
    let text = scan.folded.text();
    let grammar = context.grammar;
    scan.mentions.iter().find_map(|m| {
        let Who::Outlet(outlet) = m.who else { return None };
        let front = &text[..m.range.start];
        let behind = text[m.range.end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        let introduced = context.grammar.channels.ends(front);
        let reports = front.chars().all(|c| !c.is_alphanumeric())
            && grammar.reports.iter().any(|word| reports_soon(behind, word));
        let form = || context.lexicon.outlets.get(outlet)?.zh.first().map(|t| t.form().to_string());
        (introduced || reports).then(form).flatten()
    })
}

/// Whether a sentence begins with an outlet, known or not, as its channel (据…报道，).
fn is_reported(context: &Context<'_>, text: &str) -> bool {
    let Some(first) = parts(text).into_iter().next() else { return false };
    let words = &text[skip_openers(text, first.start, first.end)..first.end];
    behind_channel(context, words).is_some() && context.grammar.reports.is_in(words)
}

/// Whether a word stands within a few characters (报道, 16日报道).
fn reports_soon(behind: &str, word: &str) -> bool {
    behind.find(word).is_some_and(|at| behind[..at].chars().count() <= SHORT)
}
