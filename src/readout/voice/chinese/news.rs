//! Chinese news: what an outlet tells by itself, apart from the talk and the words of those who took part.

use super::*;

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
    let narration = context.grammar.narration.begins(words);
    context.is_news() && (is_of_another_day(context, text) || (frame.told && !narration))
}

/// Whether a sentence is about another time than the talk's: by its words (此前, 去年) or by a date.
pub(super) fn is_of_another_day(context: &Context<'_>, text: &str) -> bool {
    context.grammar.other_times.iter().any(|word| text.contains(word))
        || day_apart(context, text).is_some_and(|days| days > DAYS_APART)
}

/// How far the first month and day that a sentence names lie from the text's own, in days, roughly.
fn day_apart(context: &Context<'_>, text: &str) -> Option<i32> {
    let signs = &context.grammar.date_signs;
    let (month_sign, day_sign) = signs.first().zip(signs.get(1)).filter(|_| signs.len() == 2)?;
    let date = context.readout.source.date.as_ref()?.value;
    let (before, after) = text.split_once(month_sign)?;
    let month = trailing_number(before)?;
    let day = after.split_once(day_sign).and_then(|(day, _)| day.parse::<i32>().ok())?;
    let own = i32::from(date.month()) * MONTH + i32::from(date.day());
    Some((month * MONTH + day - own).abs())
}

/// The number with which a stretch ends.
fn trailing_number(text: &str) -> Option<i32> {
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text[text.len() - digits..].parse().ok()
}
