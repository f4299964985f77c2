//! Cues of Chinese sentences: subject and verb of saying at the head of a clause, shared subjects, nested reports.

use super::super::scan::{Mention, Scan, Who};
use super::super::{Confidence, Rule, Voice};
use super::{Clause, Context, Frame, remember};
use crate::input::Kind;
use crate::lexicon::act::Act;
use crate::lexicon::entry::Grammar;
use crate::lexicon::verbs::{Use, VerbHit};
use crate::text::fold::is_alphanumeric;
use std::ops::Range;

/// Widest stretch between a subject and its verb of saying, in characters.
const WIDEST: usize = 44;
/// Widest stretch before a subject (adverbials of time and place), in characters.
const WIDEST_FRONT: usize = 40;
/// Widest stretch between a subject and a verb that is also an ordinary predicate (希望, 支持), in characters.
const TIGHT: usize = 10;
/// More bytes than any verb of saying has, gaps included.
const LONGEST_VERB: usize = 256;

/// A stretch before a cue of at most so many characters makes no clause of its own (比如, 其中).
const SHORT: usize = 6;
/// A title between 《 and 》 is at most this long, in characters.
const LONGEST_TITLE: usize = 120;

/// The clauses of a Chinese sentence with their voices.
pub(super) fn clauses(context: &Context<'_>, scan: &Scan, frame: &mut Frame) -> Vec<Clause> {
    let text = scan.folded.text();
    let mut found: Vec<Clause> = Vec::new();
    // Where the last cue's own words end, whether it was shared, and who it was.
    let mut last: Option<(usize, Voice)> = None;
    let mut subject = None;
    let via = channel(context, scan);
    let asking =
        frame.carried == Some(Voice::Journalist) && text.trim_end_matches('"').ends_with(['?', '吗', '呢']);
    if frame.base == Voice::Journalist || asking || asks(context, text) {
        frame.carried = Some(Voice::Journalist);
        return vec![Clause::new(0, Voice::Journalist, Rule::Label, Confidence::Medium)];
    }
    for part in parts(text) {
        let head = skip_openers(text, part.start, part.end);
        let cue = with_subject(context, scan, head..part.end, frame, last.as_ref())
            .or_else(|| without_subject(context, scan, head..part.end, last.as_ref(), frame.joint));
        let Some(mut cue) = cue else { continue };
        // A report right inside a report, with nothing said between them, is nested.
        if let Some((end, outer)) = &last
            && *outer != cue.clause.voice
            && matches!(cue.clause.voice, Voice::Person(_) | Voice::Both)
            && matches!(outer, Voice::Person(_))
            && text.get(*end..cue.clause.start).unwrap_or_default().chars().all(|c| !is_alphanumeric(c))
        {
            cue.clause.reporters.push(outer.clone());
            cue.clause.rule = Rule::Nested;
        } else {
            last = Some((cue.end, cue.clause.voice.clone()));
        }
        if let Who::Person(p) = cue.who {
            subject = Some(p);
        }
        frame.joint = cue.who == Who::Joint;
        cue.clause.via = via.clone();
        cue.clause.start = part.start;
        if found.is_empty() {
            let front = before_the_cue(context, scan, frame, &cue, part.start);
            cue.clause.start = if front.is_some() { part.start } else { 0 };
            found.extend(front.map(|clause| Clause { via: via.clone(), ..clause }));
        }
        found.push(cue.clause);
    }
    if found.is_empty() {
        let narrated = goes_back_to_narration(context, scan, frame);
        // What news has from an outlet is no longer the speaker's.
        let reported = via.is_some() && context.readout.source.kind.value == Kind::News;
        if narrated || reported {
            frame.carried = None;
        }
        let mut clause = context.going_on(frame, 0);
        if narrated && !frame.first_person {
            clause = Clause::new(0, Voice::Narrator, Rule::Default, Confidence::Medium);
        }
        clause.via = via;
        remember(frame, None, &scan.mentions);
        return split_acts(context, scan, vec![clause]);
    }
    remember(frame, subject, &scan.mentions);
    frame.carried = match &last {
        Some((_, Voice::Narrator)) | None => None,
        Some((_, voice)) => Some(voice.clone()),
    };
    split_acts(context, scan, found)
}

/// What stands before a sentence's first cue, where it is more than an adverbial (会谈后, 关于台湾问题) or words that
/// the cue closes (“…”，他说。): a clause of the voice that carries on.
fn before_the_cue(
    context: &Context<'_>,
    scan: &Scan,
    frame: &Frame,
    cue: &Found,
    start: usize,
) -> Option<Clause> {
    let text = scan.folded.text();
    let front = &text[..start];
    let closes = text[cue.end..].chars().all(|c| !is_alphanumeric(c));
    if closes || matches!(cue.clause.rule, Rule::Event | Rule::Discussed) {
        return None;
    }
    let adverbial = parts(front).into_iter().all(|part| is_adverbial(context, scan, &part));
    let clause = context.going_on(frame, 0);
    (!adverbial && clause.voice != cue.clause.voice).then_some(clause)
}

/// Whether a comma clause tells only when, where or of what: 当天, 会谈后, 在谈到…时, 关于….
fn is_adverbial(context: &Context<'_>, scan: &Scan, part: &Range<usize>) -> bool {
    let grammar = context.grammar;
    let head = skip_openers(scan.folded.text(), part.start, part.end);
    let words = scan.folded.text()[head..part.end].trim_end_matches(|c| !is_alphanumeric(c));
    let governed = [&grammar.prepositions, &grammar.fronting].into_iter().flatten();
    let dated = words.contains(|c: char| c.is_ascii_digit())
        && grammar.date_ends.iter().any(|end| words.ends_with(end.as_str()));
    let channel = scan.mentions_in(part).iter().any(|m| matches!(m.who, Who::Outlet(_)));
    words.chars().count() <= SHORT
        || channel
        || dated
        || only_adverbs(words, &grammar.adverbs)
        || grammar.settings.iter().any(|end| words.ends_with(end.as_str()))
        || governed.into_iter().any(|word| words.starts_with(word.as_str()))
}

/// How a comma clause begins: with which side as its subject, and with which act as its predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Lead {
    side: Option<usize>,
    act: Act,
}

/// Cuts a speaker's words where a comma clause begins with another side as its subject (中国…，美方理解…) or with
/// another act (支持…，希望…): a claim has one voice and one act.
fn split_acts(context: &Context<'_>, scan: &Scan, clauses: Vec<Clause>) -> Vec<Clause> {
    let text = scan.folded.text();
    let parts = parts(text);
    let mut cut: Vec<Clause> = Vec::with_capacity(clauses.len());
    let mut coming = clauses.into_iter().peekable();
    let mut current: Option<Lead> = None;
    // Whether the clause has told something without an act of its own.
    let mut told = false;
    for part in parts {
        let mut begins = false;
        while let Some(clause) = coming.next_if(|clause| clause.start <= part.start) {
            current = clause
                .cue
                .as_ref()
                .filter(|cue| !only_reports(cue.act))
                .map(|cue| Lead { side: None, act: cue.act });
            cut.push(clause);
            begins = true;
            told = false;
        }
        let head = skip_openers(text, part.start, part.end);
        let Some(lead) = lead(context, scan, head..part.end) else {
            let said = cut.last().and_then(|clause| clause.cue.as_ref()).map(|cue| cue.span.end);
            let behind =
                said.map_or(part.start, |end| scan.folded.folded_at(end)).clamp(part.start, part.end);
            told |= !is_adverbial(context, scan, &(behind..part.end));
            continue;
        };
        let Some(open) = cut.last().filter(|clause| matches!(clause.voice, Voice::Person(_))) else {
            continue;
        };
        let differs = current.is_some_and(|was| {
            let sides = lead.side.is_some() && lead.side != was.side;
            sides || (lead.act != was.act && lead.act != Act::State && was.act != Act::State)
        }) || (current.is_none() && told && stands_alone(lead.act));
        if differs && !begins {
            let (rule, confidence) = (open.rule, open.confidence);
            let rule = if open.cue.is_some() { Rule::CueShared } else { rule };
            let mut clause = Clause::new(part.start, open.voice.clone(), rule, confidence);
            clause.reporters = open.reporters.clone();
            clause.via = open.via.clone();
            cut.push(clause);
        }
        // A plain statement of the same side goes on with what was said.
        if lead.act != Act::State || differs || current.is_none() {
            current = Some(lead);
        }
    }
    cut.extend(coming);
    cut
}

/// Acts that are claims of their own behind a plain statement (…非常愉快，完全赞同…); wishes and promises mostly go on
/// with what was stated.
fn stands_alone(act: Act) -> bool {
    matches!(act, Act::Agree | Act::Oppose | Act::Understand | Act::Invite | Act::Accept | Act::Thank)
}

/// The lead of a comma clause: adverbs, perhaps a side, then a predicate that makes an act.
fn lead(context: &Context<'_>, scan: &Scan, range: Range<usize>) -> Option<Lead> {
    let text = scan.folded.text();
    let side = scan.mentions_in(&range).iter().find_map(|m| match m.who {
        Who::Side(s) if m.range.start >= range.start && m.range.end <= range.end => {
            only_adverbs(&text[range.start..m.range.start], &context.grammar.adverbs)
                .then_some((s, m.range.end))
        }
        _ => None,
    });
    let behind = side.map_or(range.start, |(_, end)| end);
    let predicate = scan.verbs_in(&range).find(|verb| {
        let inside = verb.range.start >= behind && verb.range.end <= range.end;
        inside && verb.usage == Use::Inner && verb.act != Act::Assess && {
            let between = text.get(behind..verb.range.start).unwrap_or_default();
            only_adverbs(between, &context.grammar.adverbs) && !text[verb.range.end..].starts_with('的')
        }
    });
    let subject = side.filter(|(_, end)| !text[*end..].starts_with('的')).map(|(s, _)| s);
    match (subject, predicate) {
        (None, None) => None,
        (side, predicate) => Some(Lead { side, act: predicate.map_or(Act::State, |verb| verb.act) }),
    }
}

/// Whether a paragraph opens with a reporter's question (有记者问：).
fn asks(context: &Context<'_>, text: &str) -> bool {
    let front: String = text.chars().take(14).collect();
    let asks = &context.lexicon.actors.journalists.asks.zh;
    asks.iter().any(|term| {
        front.find(term.form()).is_some_and(|at| {
            text[at + term.form().len()..].starts_with([',', ':', '"'])
                && context.grammar.prepositions.iter().all(|p| !front[..at].ends_with(p.as_str()))
        })
    })
}

/// A cue in a clause.
struct Found {
    clause: Clause,
    who: Who,
    /// Folded byte behind the verb and the punctuation after it.
    end: usize,
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
    start + (part.len() - part.trim_start_matches(|c| !is_alphanumeric(c)).len()).min(part.len())
}

/// A verb that is a cue and no attribute (…强调的).
fn usable<'s>(
    context: &'s Context<'_>,
    scan: &'s Scan,
    range: &Range<usize>,
) -> impl Iterator<Item = &'s VerbHit> + use<'s> {
    let text = scan.folded.text();
    let Grammar { negators, double_negations, settings, .. } = context.grammar;
    let range = range.clone();
    scan.verbs_in(&range).filter(move |verb| {
        verb.usage == Use::Cue
            && range.start <= verb.range.start
            && verb.range.end <= range.end
            && !text[verb.range.end..].starts_with('的')
            && !in_title(text, verb.range.start)
            && !((verb.act == Act::Narrate || text[range.start..verb.range.start].contains('在'))
                && settings.iter().any(|w| text[verb.range.end..].starts_with(w.as_str())))
            && !(verb.act != Act::Deny && verb.act != Act::Oppose && {
                let before = &text[range.start..verb.range.start];
                negators.iter().any(|n| before.ends_with(n.as_str()))
                    && !double_negations.iter().any(|d| before.ends_with(d.as_str()))
            })
    })
}

/// Whether a place lies between 《 and 》.
fn in_title(text: &str, at: usize) -> bool {
    let before = tail(&text[..at], LONGEST_TITLE);
    before.rfind('《').is_some_and(|open| !before[open..].contains('》'))
}

/// The last characters of a text.
fn tail(text: &str, most: usize) -> &str {
    let from = text.char_indices().rev().nth(most).map_or(0, |(at, _)| at);
    &text[from..]
}

/// Verbs that report speech and nothing else; the others are ordinary predicates too.
fn only_reports(act: Act) -> bool {
    matches!(act, Act::State | Act::Stress | Act::Inform | Act::Ask)
}

fn with_subject(
    context: &Context<'_>,
    scan: &Scan,
    range: Range<usize>,
    frame: &Frame,
    last: Option<&(usize, Voice)>,
) -> Option<Found> {
    let text = scan.folded.text();
    let inside: Vec<&Mention> = scan.mentions_in(&range).iter().collect();
    for (i, mention) in inside.iter().enumerate() {
        let front = &text[range.start..mention.range.start];
        if front.chars().count() > WIDEST_FRONT {
            break;
        }
        let after = &text[mention.range.end..];
        let owner = matches!(mention.who, Who::Person(_) | Who::Role(..))
            && context.grammar.possessed.iter().any(|word| after.starts_with(word.as_str()));
        if governed(context, front, &mention.who) || after.starts_with('的') || owner {
            continue;
        }
        if usable(context, scan, &(range.start..mention.range.start)).any(|v| only_reports(v.act)) {
            break;
        }
        let rivals: Vec<&&Mention> = inside[i + 1..].iter().collect();
        let behind = text.get(mention.range.end..range.end).unwrap_or_default();
        if mention.who == Who::Joint && is_speech_about_both(context, behind) {
            continue;
        }
        // 双方一致 is a joint subject whose last word begins the verb 一致同意.
        let from = if mention.who == Who::Joint { mention.range.start } else { mention.range.end };
        let reach = text[mention.range.end..].char_indices().nth(WIDEST.max(TIGHT) + 1);
        // A verb beyond the widest gap is not looked at, wherever in the clause it stands.
        let reach = reach.map_or(text.len(), |(at, _)| mention.range.end + at + LONGEST_VERB).min(range.end);
        let verb = usable(context, scan, &(from..reach)).find(|verb| {
            if verb.range.end <= mention.range.end {
                return false;
            }
            let between = text.get(mention.range.end..verb.range.start).unwrap_or_default();
            let width = between.chars().count();
            let rival = rivals.iter().any(|m| {
                m.range.end <= verb.range.start
                    && matches!(m.who, Who::Person(_) | Who::Joint)
                    && !governed(context, stretch(text, mention, m), &m.who)
                    && !in_time_clause(context, between)
                    && !joined(stretch(text, mention, m))
            });
            if mention.who == Who::Joint && narrated(verb.act) && has_modal(context, between) {
                return false;
            }
            let limit = if only_reports(verb.act) || narrated(verb.act) { WIDEST } else { TIGHT };
            let loose = !only_reports(verb.act)
                && !narrated(verb.act)
                && (between.contains(['的', '是', '得', '受', '被']) || between.ends_with('与'));
            width <= limit && !rival && !loose
        });
        let Some(verb) = verb else { continue };
        let pair =
            rivals.iter().find(|m| matches!(m.who, Who::Person(_)) && joined(stretch(text, mention, m)));
        if let Some(found) = judge(context, scan, mention, pair.is_some(), verb, frame, last, &range) {
            return Some(found);
        }
    }
    None
}

/// The text between two mentions.
fn stretch<'t>(text: &'t str, from: &Mention, to: &Mention) -> &'t str {
    text.get(from.range.end..to.range.start).unwrap_or_default()
}

/// 双方要…, 双方应…, 双方将…: somebody speaks of both, they don't speak.
fn is_speech_about_both(context: &Context<'_>, behind: &str) -> bool {
    let mut rest = behind;
    let grammar = context.grammar;
    loop {
        let modal = [&grammar.duty, &grammar.wish, &grammar.will]
            .iter()
            .any(|l| l.iter().any(|w| rest.starts_with(w.as_str())));
        if modal {
            return true;
        }
        let adverb = grammar.adverbs.iter().filter(|a| rest.starts_with(a.as_str())).map(String::len).max();
        match adverb {
            Some(length) => rest = &rest[length..],
            None => return false,
        }
    }
}

/// Whether a stretch holds a duty or an intention (在…方面应加强), not by chance in a longer word (重要, 将来).
fn has_modal(context: &Context<'_>, between: &str) -> bool {
    let grammar = context.grammar;
    [&grammar.duty, &grammar.will].into_iter().flatten().any(|word| {
        between.match_indices(word.as_str()).any(|(at, _)| {
            let masked = |mask: &String| {
                between
                    .match_indices(mask.as_str())
                    .any(|(m, _)| m <= at && at + word.len() <= m + mask.len())
            };
            !grammar.masks.iter().any(masked)
        })
    })
}

fn narrated(act: Act) -> bool {
    matches!(act, Act::Narrate | Act::Discuss | Act::Agree | Act::Deny)
}

/// 习近平和普京 are one subject.
fn joined(between: &str) -> bool {
    matches!(between.trim(), "和" | "与" | "同" | "、" | "及" | "以及")
}

/// 在…后, 在…时: what stands inside is no subject of what follows.
fn in_time_clause(context: &Context<'_>, between: &str) -> bool {
    between.contains('在') && context.grammar.settings.iter().any(|end| between.contains(end.as_str()))
}

/// Whether a preposition or a verb before a name makes it no subject: 同特朗普, 应美方, 感谢习近平.
fn governed(context: &Context<'_>, front: &str, who: &Who) -> bool {
    let front = front.trim_end_matches(['"', ' ']);
    if *who == Who::Joint && front.is_empty() {
        return false;
    }
    context.grammar.prepositions.iter().any(|p| front.ends_with(p.as_str()))
        && !context.grammar.settings.iter().any(|w| front.ends_with(w.as_str()))
}

#[expect(clippy::too_many_arguments, reason = "one decision with everything it rests on")]
fn judge(
    context: &Context<'_>,
    scan: &Scan,
    mention: &Mention,
    pair: bool,
    verb: &VerbHit,
    frame: &Frame,
    last: Option<&(usize, Voice)>,
    range: &Range<usize>,
) -> Option<Found> {
    let text = scan.folded.text();
    let carried =
        last.map(|(_, voice)| voice).or(frame.carried.as_ref()).or(frame.first_person.then_some(&frame.base));
    let speech = carried.is_some_and(|v| matches!(v, Voice::Person(_)));
    let fresh = last.is_some_and(|(end, _)| {
        text.get(*end..mention.range.start).unwrap_or_default().chars().all(|c| !is_alphanumeric(c))
    });
    let opens = last.is_none();
    let mut end = verb.range.end;
    end += text[end..].len() - text[end..].trim_start_matches([',', ':', ' ', '"', '了']).len();
    let done = |clause: Clause, who: Who| {
        let cue = Some(context.cue(scan, verb, false));
        Some(Found { clause: Clause { cue, ..clause }, who, end })
    };
    let at = mention.range.start;
    match mention.who {
        Who::Person(p) if pair => match verb.act {
            Act::Narrate | Act::Discuss => {
                done(Clause::new(at, Voice::Narrator, Rule::Event, Confidence::High), Who::Person(p))
            }
            _ => done(Clause::new(at, Voice::Both, Rule::Joint, Confidence::High), Who::Joint),
        },
        Who::Person(p) => {
            let voice = Voice::Person(p);
            // Participants call each other by title; the narrator uses bare names. So a titled name inside another's
            // words is content, unless a report begins with it.
            if mention.titled_behind
                && speech
                && carried != Some(&voice)
                && !fresh
                && !(opens && frame.carried.is_none())
            {
                return None;
            }
            if matches!(verb.act, Act::Narrate | Act::Discuss | Act::Deny) {
                if speech && !opens {
                    return None;
                }
                let rule = if verb.act == Act::Narrate { Rule::Event } else { Rule::Discussed };
                return done(Clause::new(at, Voice::Narrator, rule, Confidence::High), mention.who);
            }
            let mut clause = Clause::new(at, voice, Rule::CueBefore, Confidence::High);
            clause.addressee = addressee(scan, verb, range);
            done(clause, mention.who)
        }
        Who::Side(s) => {
            let person = context.participant_of(s)?;
            let own = carried == Some(&Voice::Person(person));
            if speech || own || !opens {
                return None;
            }
            if matches!(verb.act, Act::Narrate | Act::Discuss | Act::Deny) {
                return done(Clause::new(at, Voice::Narrator, Rule::Event, Confidence::Medium), mention.who);
            }
            if context.readout.source.kind.value == Kind::News {
                // In news a government speaks through its readout.
                let told = Clause::new(at, Voice::Narrator, Rule::CueBefore, Confidence::Medium);
                return if only_reports(verb.act) { done(told, mention.who) } else { None };
            }
            done(
                Clause::new(at, Voice::Person(person), Rule::CueBefore, Confidence::Medium),
                Who::Person(person),
            )
        }
        Who::Joint => {
            // Of both, "touched on" tells what was talked about.
            let touched = context.grammar.courtesy.iter().any(|word| word == &text[verb.range.clone()]);
            let told = matches!(verb.act, Act::Narrate | Act::Discuss | Act::Deny) || touched;
            let firmly = matches!(verb.act, Act::Agree) && verb.strength > 0;
            let returns = goes_back_to_narration(context, scan, frame);
            if speech && (!opens || (!firmly && !returns)) {
                return None;
            }
            if told {
                return done(Clause::new(at, Voice::Narrator, Rule::Discussed, Confidence::High), Who::Joint);
            }
            let reports = only_reports(verb.act) || verb.act == Act::Agree || verb.act == Act::Oppose;
            let tight =
                text.get(mention.range.end..verb.range.start).unwrap_or_default().chars().count() <= TIGHT;
            if !reports && !tight {
                return None;
            }
            done(Clause::new(at, Voice::Both, Rule::Joint, Confidence::High), Who::Joint)
        }
        Who::Commentator => {
            done(Clause::new(at, Voice::Commentator, Rule::CueBefore, Confidence::High), mention.who)
        }
        Who::Role(r, s) => {
            let person = context.office_holder(r, s);
            let new_clause = text[..mention.range.start].trim_end().ends_with([';', '。', '!', '?']);
            if speech && !fresh && !new_clause {
                return None;
            }
            match person {
                Some(p) if only_reports(verb.act) => done(
                    Clause::new(at, Voice::Person(p), Rule::CueBefore, Confidence::Medium),
                    Who::Person(p),
                ),
                _ => None,
            }
        }
        Who::Outlet(_) => None,
    }
}

/// Who is told or asked: a person right behind the verb.
fn addressee(scan: &Scan, verb: &VerbHit, range: &Range<usize>) -> Option<usize> {
    scan.mentions_in(range).iter().find_map(|m| match m.who {
        Who::Person(p)
            if m.range.start >= verb.range.end
                && m.range.start <= verb.range.end + 3
                && m.range.end <= range.end =>
        {
            Some(p)
        }
        _ => None,
    })
}

/// A verb of saying at the head of a clause, its subject left out: the last subject goes on.
fn without_subject(
    context: &Context<'_>,
    scan: &Scan,
    range: Range<usize>,
    last: Option<&(usize, Voice)>,
    joint: bool,
) -> Option<Found> {
    let text = scan.folded.text();
    let (_, voice) = last?;
    let verb = usable(context, scan, &range).next()?;
    let front = &text[range.start..verb.range.start];
    if !only_adverbs(front, &context.grammar.adverbs) {
        return None;
    }
    // 双方就…交换意见，重申…: told of both, then said by both.
    let said = *voice == Voice::Narrator && !matches!(verb.act, Act::Discuss | Act::Narrate);
    if said && !joint {
        return None;
    }
    let voice = if said { &Voice::Both } else { voice };
    let mut end = verb.range.end;
    end += text[end..].len() - text[end..].trim_start_matches([',', ':', ' ', '"']).len();
    let mut clause = Clause::new(range.start, voice.clone(), Rule::CueShared, Confidence::High);
    clause.cue = Some(context.cue(scan, verb, false));
    clause.addressee = addressee(scan, verb, &range);
    Some(Found { clause, who: Who::Commentator, end })
}

/// Whether a stretch consists of adverbs alone.
fn only_adverbs(front: &str, adverbs: &[String]) -> bool {
    let mut rest = front.trim_start();
    while !rest.is_empty() {
        let longest = adverbs.iter().filter(|a| rest.starts_with(a.as_str())).map(String::len).max();
        match longest {
            Some(length) => rest = rest[length..].trim_start(),
            None => return false,
        }
    }
    true
}

/// Whether a sentence goes back from somebody's words to what the text itself tells: it begins with words of narration
/// (会谈后, 两国元首还), or with the bare name of a participant as its subject.
fn goes_back_to_narration(context: &Context<'_>, scan: &Scan, frame: &Frame) -> bool {
    let text = scan.folded.text();
    let start = skip_openers(text, 0, text.len());
    let front: String = text[start..].chars().take(16).collect();
    let joint = scan.mentions.first().filter(|m| m.who == Who::Joint && m.range.start <= start);
    if joint.is_some_and(|m| is_speech_about_both(context, &text[m.range.end..])) {
        return false;
    }
    if context.grammar.narration.iter().any(|words| front.starts_with(words.as_str())) {
        return true;
    }
    let first = scan.mentions.first();
    first.is_some_and(|m| {
        matches!(m.who, Who::Person(p) if !m.titled_behind
            && context.readout.persons.get(p).is_some_and(|x| x.participant)
            && (frame.carried.as_ref() == Some(&Voice::Person(p)) || !frame.first_person))
            && only_adverbs(&text[start..m.range.start.max(start)], &context.grammar.adverbs)
            && !text[m.range.end..].starts_with('的')
    }) || context.grammar.narration.iter().any(|words| text.trim_end_matches('。').ends_with(words.as_str()))
}

/// An outlet behind words that introduce a channel: 据新华社报道.
fn channel(context: &Context<'_>, scan: &Scan) -> Option<String> {
    let text = scan.folded.text();
    scan.mentions.iter().find_map(|m| match m.who {
        Who::Outlet(o)
            if context.grammar.channels.iter().any(|c| text[..m.range.start].ends_with(c.as_str())) =>
        {
            context.lexicon.actors.outlets.get(o).and_then(|o| o.zh.first().map(|t| t.form().to_string()))
        }
        _ => None,
    })
}
