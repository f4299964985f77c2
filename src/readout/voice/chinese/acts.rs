//! Cuts a speaker's words into claims of one act each.

use super::cue::{only_adverbs, only_reports};
use super::*;

/// How a comma clause begins: with which side as its subject, and with which act as its predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub side: Option<usize>,
    pub act: Act,
}

/// Cuts a speaker's words where a comma clause begins with another side as its subject (中国…，美方理解…) or with
/// another act (支持…，希望…): a claim has one voice and one act.
pub(super) fn split_acts(context: &Context<'_>, scan: &Scan, clauses: Vec<Clause>) -> Vec<Clause> {
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
pub(super) fn lead(context: &Context<'_>, scan: &Scan, range: Range<usize>) -> Option<Lead> {
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
            only_adverbs(between, &context.grammar.adverbs) && !is_attribute(text, verb.range.end)
        }
    });
    let subject = side.filter(|(_, end)| !is_attribute(text, *end)).map(|(s, _)| s);
    match (subject, predicate) {
        (None, None) => None,
        (side, predicate) => Some(Lead { side, act: predicate.map_or(Act::State, |verb| verb.act) }),
    }
}
