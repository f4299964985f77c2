//! Chinese news: what an outlet tells by itself, apart from the talk and the words of those who took part.

use super::acts::lead;
use super::*;
use crate::lexicon::names::Name;

/// A day further than this from the text's own is not the day of the talk.
const DAYS_APART: i32 = 3;
/// Days of a month, for telling days apart roughly.
const MONTH: i32 = 31;

/// Gives an outlet the events that are not the talk: those of another day, once the talk has been told.
pub(super) fn set_background_apart(
    context: &Context<'_>,
    scan: &Scan,
    frame: &Frame,
    clauses: &mut [Clause],
) {
    if !context.is_news() || !frame.told {
        return;
    }
    for clause in clauses.iter_mut().filter(|c| c.voice == Voice::Narrator && c.rule == Rule::Event) {
        if is_of_another_day(context, scan.folded.text()) {
            clause.voice = Voice::Commentator;
            clause.rule = Rule::Default;
            clause.confidence = Confidence::Low;
            clause.cue = None;
        }
    }
}

/// Whether a sentence without a cue, of somebody who takes part, is an outlet's background: the talk has been told,
/// or another day is named.
pub(super) fn is_background(context: &Context<'_>, scan: &Scan, frame: &Frame) -> bool {
    let text = scan.folded.text();
    let words = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let narration = context.grammar.narration.iter().any(|form| words.starts_with(form.as_str()));
    context.is_news() && (is_of_another_day(context, text) || (frame.told && !narration))
}

/// Whether a sentence is about another time than the talk's: by its words (此前, 去年) or by a date.
fn is_of_another_day(context: &Context<'_>, text: &str) -> bool {
    context.grammar.other_times.iter().any(|word| text.contains(word.as_str()))
        || day_apart(context, text).is_some_and(|days| days > DAYS_APART)
}

/// How far the first month and day that a sentence names lie from the text's own, in days, roughly.
fn day_apart(context: &Context<'_>, text: &str) -> Option<i32> {
    let [month_sign, day_sign] = context.grammar.date_signs.as_slice() else { return None };
    let date = context.readout.source.date.as_ref()?.value;
    let (before, after) = text.split_once(month_sign.as_str())?;
    let month = trailing_number(before)?;
    let day = after.split_once(day_sign.as_str()).and_then(|(day, _)| day.parse::<i32>().ok())?;
    let own = i32::from(date.month()) * MONTH + i32::from(date.day());
    Some((month * MONTH + day - own).abs())
}

/// The number with which a stretch ends.
fn trailing_number(text: &str) -> Option<i32> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text[text.len() - digits..].parse().ok()
}

/// Whether a paragraph of news without a cue still has the words of whoever spoke at the end of the one before: it
/// speaks for a side (中方愿…, 双方应…) or as somebody (我们…).
pub(super) fn goes_on_speaking(context: &Context<'_>, scan: &Scan, frame: &Frame) -> bool {
    let text = scan.folded.text();
    if !context.is_news()
        || !frame.opens
        || frame.carried.is_some()
        || !matches!(frame.before, Some(Voice::Person(_)))
        || is_of_another_day(context, text)
    {
        return false;
    }
    let grammar = context.grammar;
    let head = skip_openers(text, 0, text.len());
    let first = [&grammar.first_plural, &grammar.first_singular].into_iter().flatten();
    if first.into_iter().any(|word| text[head..].starts_with(word.as_str())) {
        return true;
    }
    parts(text).into_iter().any(|part| {
        let head = skip_openers(text, part.start, part.end);
        speaks_for_a_side(context, scan, head..part.end)
    })
}

/// Whether a comma clause begins with a side as a party to talks and what it wants, or with both and what they should.
fn speaks_for_a_side(context: &Context<'_>, scan: &Scan, range: Range<usize>) -> bool {
    let text = scan.folded.text();
    let Some(first) = scan.mentions_in(&range).first() else { return false };
    let leads = only_adverbs(&text[range.start..first.range.start], &context.grammar.adverbs);
    let party = scan.names.iter().any(|hit| hit.range == first.range && matches!(hit.name, Name::Party(_)));
    match first.who {
        Who::Joint => leads && is_speech_about_both(context, &text[first.range.end..range.end]),
        Who::Side(_) if party && leads => {
            lead(context, scan, range).is_some_and(|lead| lead.act != Act::State)
        }
        _ => false,
    }
}
