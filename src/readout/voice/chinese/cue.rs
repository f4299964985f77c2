//! Finds the cue of a comma clause: a verb of saying with its subject, a subject left out, a pronoun, or a subject that
//! stands in the comma clause before.

use super::judge::judge;
use super::*;
use crate::lexicon::words::Words;

/// Widest stretch between a subject and its verb of saying, in characters.
const WIDEST: usize = 44;
/// Widest stretch before a subject (adverbials of time and place), in characters.
const WIDEST_FRONT: usize = 40;
/// More bytes than any verb of saying has, gaps included.
const LONGEST_VERB: usize = 256;
/// Signs behind a verb that are no part of the words reported.
const AFTER_VERB: [char; 5] = [',', ':', ' ', '"', '「'];
/// A title between 《 and 》 is at most this long, in characters.
const LONGEST_TITLE: usize = 120;

/// The verbs of a stretch that are cues and no attributes (…强调的), settings (会谈中) or negated.
pub(super) fn usable<'s>(
    context: &'s Context<'_>,
    scan: &'s Scan,
    range: &Range<usize>,
) -> impl Iterator<Item = &'s VerbHit> {
    let text = scan.folded.text();
    let grammar = context.grammar;
    let start = range.start;
    let end = range.end;
    scan.verbs_in(range).filter(move |verb| {
        let before = text.get(start..verb.range.start).unwrap_or_default();
        let negated = || grammar.negators.ends(before) && !grammar.double_negations.ends(before);
        verb.usage == Use::Cue
            && start <= verb.range.start
            && verb.range.end <= end
            && !is_attribute(text, verb.range.end)
            && !in_title(text, verb.range.start)
            && !sets_the_scene(context, scan, verb, before)
            && (matches!(verb.act, Act::Deny | Act::Oppose) || !negated())
    })
}

/// Whether an event is only when or where something was said: 会谈中, 在…会见他时, 会见米舒斯京时.
fn sets_the_scene(context: &Context<'_>, scan: &Scan, verb: &VerbHit, before: &str) -> bool {
    let text = scan.folded.text();
    let sets = |at: usize| context.grammar.settings.begins(&text[at..]);
    if verb.act != Act::Narrate {
        return sets(verb.range.end) && (in_place(before) || closes_there(context, text, verb.range.end));
    }
    match scan.mention_at(verb.range.end) {
        Some(met) => sets(met.range.end),
        None => sets(verb.range.end),
    }
}

/// Whether nothing but a word for a setting stands between a byte and the comma (致电祝贺后，).
fn closes_there(context: &Context<'_>, text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let closes = |word: &str| rest.strip_prefix(word).is_some_and(|r| r.starts_with(','));
    context.grammar.settings.begins(rest) && context.grammar.settings.iter().any(closes)
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
pub(super) fn only_reports(act: Act) -> bool {
    matches!(act, Act::State | Act::Stress | Act::Inform | Act::Ask)
}

/// Verbs of which both sides together are told.
fn told_of_both(act: Act) -> bool {
    matches!(act, Act::Narrate | Act::Discuss | Act::Agree | Act::Deny)
}

/// A comma clause with the one who is its subject and the verb that says so.
pub(super) fn with_subject(
    context: &Context<'_>,
    scan: &Scan,
    range: Range<usize>,
    state: &State<'_>,
) -> Option<Found> {
    let text = scan.folded.text();
    let inside = scan.mentions_in(&range);
    for (i, mention) in inside.iter().enumerate() {
        let front = &text[range.start..mention.range.start];
        if front.chars().count() > WIDEST_FRONT {
            break;
        }
        let after = &text[mention.range.end..];
        let owner =
            matches!(mention.who, Who::Person(_) | Who::Role(..)) && context.grammar.possessed.begins(after);
        if governed(context, front, &mention.who) || is_attribute(text, mention.range.end) {
            continue;
        }
        if owner {
            match office_of(context, mention, after)
                .and_then(|m| of_an_office(context, scan, &m, state, &range))
            {
                Some(found) => return Some(found),
                None => continue,
            }
        }
        if usable(context, scan, &(range.start..mention.range.start)).any(|v| only_reports(v.act)) {
            break;
        }
        let behind = text.get(mention.range.end..range.end).unwrap_or_default();
        if mention.who == Who::Joint && is_speech_about_both(context, behind) {
            continue;
        }
        let rivals = inside.get(i + 1..).unwrap_or_default();
        let Some(verb) = verb_of(context, scan, mention, rivals, range.end) else { continue };
        let pair = rivals
            .iter()
            .any(|m| matches!(m.who, Who::Person(_)) && joined(context, stretch(text, mention, m)));
        let subject = Subject { mention, pair, verb };
        if let Some(found) = judge(context, scan, &subject, state, &range) {
            return Some(found);
        }
    }
    None
}

/// The side for which somebody's office speaks (X办公室, X政府).
fn office_of(context: &Context<'_>, mention: &Mention, after: &str) -> Option<Mention> {
    let Who::Person(person) = mention.who else { return None };
    let speaks = context.grammar.institutions.begins(after);
    let side = context.readout.persons.get(person).and_then(|p| p.side.as_ref()).filter(|_| speaks)?;
    let side = context.lexicon.sides.position(side)?;
    Some(Mention { who: Who::Side(side), ..mention.clone() })
}

/// What an office says by itself.
fn of_an_office(
    context: &Context<'_>,
    scan: &Scan,
    mention: &Mention,
    state: &State<'_>,
    range: &Range<usize>,
) -> Option<Found> {
    let verb = verb_of(context, scan, mention, &[], range.end)?;
    judge(context, scan, &Subject { mention, pair: false, verb }, state, range)
}

/// The verb of saying that goes with a mention as its subject, before `end`.
fn verb_of<'s>(
    context: &'s Context<'_>,
    scan: &'s Scan,
    mention: &Mention,
    rivals: &[Mention],
    end: usize,
) -> Option<&'s VerbHit> {
    let text = scan.folded.text();
    // 双方一致 is a joint subject whose last word begins the verb 一致同意; 有评论认为 ends with its verb.
    let whole = matches!(mention.who, Who::Joint | Who::Commentator);
    let from = if whole { mention.range.start } else { mention.range.end };
    let reach = text[mention.range.end..].char_indices().nth(WIDEST.max(TIGHT) + 1);
    // A verb beyond the widest gap is not looked at, wherever in the clause it stands.
    let reach = reach.map_or(text.len(), |(at, _)| mention.range.end + at + LONGEST_VERB).min(end);
    usable(context, scan, &(from..reach)).find(|verb| {
        if verb.range.end <= mention.range.end {
            return mention.who == Who::Commentator && verb.range.end == mention.range.end;
        }
        let between = text.get(mention.range.end..verb.range.start).unwrap_or_default();
        let rival = rivals
            .iter()
            .any(|m| m.range.end <= verb.range.start && rules_out(context, scan, mention, m, verb));
        if mention.who == Who::Joint && told_of_both(verb.act) && has_modal(context, between) {
            return false;
        }
        let says = only_reports(verb.act) || told_of_both(verb.act);
        let limit = if says { WIDEST } else { TIGHT };
        between.chars().count() <= limit && !rival && (says || !is_loose(context, between))
    })
}

/// Whether another mention between a subject and a verb is the verb's subject instead.
fn rules_out(context: &Context<'_>, scan: &Scan, subject: &Mention, other: &Mention, verb: &VerbHit) -> bool {
    let text = scan.folded.text();
    let rival = match subject.who {
        // 中国某研究所所长: somebody of the side, not the side.
        Who::Side(_) => matches!(other.who, Who::Person(_) | Who::Joint | Who::Role(..) | Who::Commentator),
        _ => matches!(other.who, Who::Person(_) | Who::Joint),
    };
    let stretch = stretch(text, subject, other);
    let behind = text.get(other.range.end..verb.range.start).unwrap_or_default();
    // 就…问题: what stands inside is what was spoken about.
    let spoken_about = context.grammar.fronting.begins(stretch);
    rival
        && !spoken_about
        && !governed(context, stretch, &other.who)
        && !in_time_clause(context, stretch, behind)
        && !joined(context, stretch)
}

/// Whether a stretch makes what follows it no predicate of the subject before it (是…支持, 与…希望).
fn is_loose(context: &Context<'_>, between: &str) -> bool {
    context.grammar.looseners.is_in(between) || context.grammar.subject_joints.ends(between)
}

/// The text between two mentions.
fn stretch<'t>(text: &'t str, from: &Mention, to: &Mention) -> &'t str {
    text.get(from.range.end..to.range.start).unwrap_or_default()
}

/// 双方要…, 双方应…, 双方将…: somebody speaks of both, they don't speak.
pub(super) fn is_speech_about_both(context: &Context<'_>, behind: &str) -> bool {
    let mut rest = behind;
    let grammar = context.grammar;
    loop {
        if [&grammar.duty, &grammar.wish, &grammar.will].iter().any(|list| list.begins(rest)) {
            return true;
        }
        match grammar.adverbs.longest_at(rest) {
            Some(length) => rest = &rest[length..],
            None => return false,
        }
    }
}

/// Whether a stretch holds a duty or an intention (在…方面应加强), not by chance in a longer word (重要, 将来).
fn has_modal(context: &Context<'_>, between: &str) -> bool {
    let modals = [&context.grammar.duty, &context.grammar.will];
    modals.into_iter().flat_map(|list| list.places(between)).any(|(at, word)| {
        let masked = |mask: &str| {
            between.match_indices(mask).any(|(m, _)| m <= at && at + word.len() <= m + mask.len())
        };
        !context.grammar.masks.iter().any(masked)
    })
}

/// 习近平和普京 are one subject.
fn joined(context: &Context<'_>, between: &str) -> bool {
    context.grammar.subject_joints.iter().any(|word| word == between.trim())
}

/// 在…后, 在…时: what stands between the two is no subject of what follows.
fn in_time_clause(context: &Context<'_>, front: &str, behind: &str) -> bool {
    in_place(front) && context.grammar.settings.is_in(behind)
}

/// Whether a stretch holds 在.
fn in_place(stretch: &str) -> bool {
    stretch.contains(AT)
}

/// Whether a preposition or a verb before a name makes it no subject: 同特朗普, 应美方, 感谢习近平.
pub(super) fn governed(context: &Context<'_>, front: &str, who: &Who) -> bool {
    let front = front.trim_end_matches(['"', ' ']);
    if *who == Who::Joint && front.is_empty() {
        return false;
    }
    let front = before_attribute(context, front);
    context.grammar.prepositions.ends(front) && !context.grammar.settings.ends(front)
}

/// Longest attribute between a preposition and the name it governs (与到访的X), in characters.
const LONGEST_ATTRIBUTE: usize = 16;

/// A stretch before a name without the attribute it ends with, back to the nearest word that joins or governs (同, 会见).
fn before_attribute<'t>(context: &Context<'_>, front: &'t str) -> &'t str {
    let Some(attributed) = front.strip_suffix(OF) else { return front };
    let near = tail(attributed, LONGEST_ATTRIBUTE - 1);
    let near = near.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let start = attributed.len() - near.len();
    let joined = context.grammar.joining.iter().filter_map(|word| Some(near.rfind(word)? + word.len()));
    joined.max().map_or(front, |end| &front[..start + end])
}

/// Who is told or asked: a person right behind the verb.
pub(super) fn addressee(scan: &Scan, verb: &VerbHit, range: &Range<usize>) -> Option<usize> {
    scan.mentions_in(range).iter().find_map(|m| match m.who {
        Who::Person(p)
            if m.range.start >= verb.range.end
                && m.range.start <= verb.range.end + AT.len_utf8()
                && m.range.end <= range.end =>
        {
            Some(p)
        }
        _ => None,
    })
}

/// A verb of saying at the head of a clause, its subject left out: the last subject goes on.
pub(super) fn without_subject(
    context: &Context<'_>,
    scan: &Scan,
    range: Range<usize>,
    state: &State<'_>,
) -> Option<Found> {
    let text = scan.folded.text();
    let (_, voice) = state.last?;
    let verb = usable(context, scan, &range).next()?;
    let front = &text[range.start..verb.range.start];
    // X说，沟通有益: talk that somebody speaks of.
    let spoken_of = matches!(voice, Voice::Person(_)) && matches!(verb.act, Act::Discuss | Act::Narrate);
    if spoken_of || !only_adverbs(front, &context.grammar.adverbs) {
        return None;
    }
    // Told of somebody, then said: 双方就…交换意见，重申…; X会见Y，表示….
    let said = *voice == Voice::Narrator && !matches!(verb.act, Act::Discuss | Act::Narrate | Act::Deny);
    let voice = match (said, state.frame.joint, state.subject) {
        (false, ..) => voice.clone(),
        (true, true, _) => Voice::Both,
        (true, false, Some(_)) if verb.act == Act::Agree => Voice::Both,
        (true, false, Some(person)) => Voice::Person(person),
        (true, false, None) => return None,
    };
    let mut clause = Clause::new(range.start, voice, Rule::CueShared, Confidence::High);
    clause.cue = Some(context.cue(scan, verb, false));
    clause.addressee = addressee(scan, verb, &range);
    let end = behind_the_verb(text, verb.range.end, &AFTER_VERB);
    Some(Found { clause, who: Who::Commentator, end })
}

/// A pronoun as the subject of a sentence (他表示, 她还说): whoever's words were reported last.
pub(super) fn with_pronoun(
    context: &Context<'_>,
    scan: &Scan,
    range: Range<usize>,
    state: &State<'_>,
) -> Option<Found> {
    let text = scan.folded.text();
    let grammar = context.grammar;
    let words = &text[range.clone()];
    let pronoun = |forms: &Words| {
        let here = forms.is_in(words);
        let mut forms = forms.iter().take_while(|_| here);
        forms.find_map(|word| {
            let at = words.find(word).filter(|at| only_adverbs(&words[..*at], &grammar.adverbs))?;
            Some(range.start + at + word.len())
        })
    };
    if state.last.is_some() || pronoun(&grammar.they).is_some() {
        return None;
    }
    let (end, she) = match (pronoun(&grammar.he), pronoun(&grammar.she)) {
        (Some(end), _) => (end, false),
        (None, Some(end)) => (end, true),
        (None, None) => return None,
    };
    if is_attribute(text, end) {
        return None;
    }
    let met = || state.frame.subject.map(Voice::Person);
    let voice = state.frame.spoke.clone().or_else(met).filter(|voice| match voice {
        Voice::Person(p) => she == context.is_she(*p) || !she,
        voice => *voice == Voice::Commentator,
    })?;
    let verb = usable(context, scan, &(end..range.end)).find(|verb| {
        let between = text.get(end..verb.range.start).unwrap_or_default();
        let limit = if only_reports(verb.act) { WIDEST } else { TIGHT };
        !matches!(verb.act, Act::Narrate | Act::Discuss | Act::Deny)
            && between.chars().count() <= limit
            && (only_reports(verb.act) || !is_loose(context, between))
            && scan.mentions_in(&(end..verb.range.start)).iter().all(|m| {
                !matches!(m.who, Who::Person(_)) || governed(context, &text[end..m.range.start], &m.who)
            })
    })?;
    let who = if let Voice::Person(p) = voice { Who::Person(p) } else { Who::Commentator };
    let mut clause = Clause::new(range.start, voice, Rule::CueBefore, Confidence::Medium);
    clause.cue = Some(context.cue(scan, verb, false));
    clause.addressee = addressee(scan, verb, &range);
    let end = behind_the_verb(text, verb.range.end, &AFTER_VERB);
    Some(Found { clause, who, end })
}

/// A predicate whose subject stands in the comma clause before (X，18日与Y举行会谈).
pub(super) fn with_subject_before(
    context: &Context<'_>,
    scan: &Scan,
    range: Range<usize>,
    subject: &Mention,
    state: &State<'_>,
) -> Option<Found> {
    let text = scan.folded.text();
    let verb = usable(context, scan, &range).next()?;
    let own = scan.mentions_in(&(range.start..verb.range.start)).iter().any(|m| {
        matches!(m.who, Who::Person(_) | Who::Joint | Who::Commentator)
            && !governed(context, &text[range.start..m.range.start], &m.who)
    });
    let near = text[range.start..verb.range.start].chars().count() <= WIDEST;
    if own || !near || !(only_reports(verb.act) || matches!(verb.act, Act::Narrate | Act::Discuss)) {
        return None;
    }
    judge(context, scan, &Subject { mention: subject, pair: false, verb }, state, &range)
}

/// The person or the two whom a comma clause leaves without a predicate: nothing but an adverbial stands behind the name.
pub(super) fn waiting_subject<'s>(
    context: &Context<'_>,
    scan: &'s Scan,
    part: &Range<usize>,
) -> Option<&'s Mention> {
    let text = scan.folded.text();
    let mention = scan.mentions_in(part).iter().rev().find(|m| {
        matches!(m.who, Who::Person(_) | Who::Joint)
            && !governed(context, &text[part.start..m.range.start], &m.who)
    })?;
    let rest = mention.range.end..part.end;
    let bare = text[rest.clone()].chars().all(|c| !c.is_alphanumeric());
    (bare || is_adverbial(context, scan, &rest)).then_some(mention)
}

/// Where the words reported begin: behind the verb and the signs after it.
pub(super) fn behind_the_verb(text: &str, end: usize, signs: &[char]) -> usize {
    end + text[end..].len() - text[end..].trim_start_matches(signs).len()
}

/// Whether a stretch consists of adverbs alone.
pub(super) fn only_adverbs(front: &str, adverbs: &Words) -> bool {
    let mut rest = front.trim_start();
    while !rest.is_empty() {
        match adverbs.longest_at(rest) {
            Some(length) => rest = rest[length..].trim_start(),
            None => return false,
        }
    }
    true
}
