//! Words that go on over the end of a Chinese paragraph: a statement of several paragraphs names its speaker once.

use super::acts::lead;
use super::news::is_of_another_day;
use super::*;
use crate::lexicon::names::Name;

/// Whether a paragraph without a cue still has the words of whoever spoke at the end of the one before: it speaks for
/// a side (中方愿…, 双方应…) or as somebody (我们…).
pub(super) fn goes_on_speaking(context: &Context<'_>, scan: &Scan, frame: &Frame) -> bool {
    let text = scan.folded.text();
    if !frame.opens
        || frame.first_person
        || frame.carried.is_some()
        || !matches!(frame.before, Some(Voice::Person(_)))
        || (context.is_news() && is_of_another_day(context, text))
    {
        return false;
    }
    let grammar = context.grammar;
    let head = skip_openers(text, 0, text.len());
    let first = [&grammar.first_plural, &grammar.first_singular].into_iter().flatten();
    if first.into_iter().any(|word| text[head..].starts_with(word)) {
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
    let behind = &text[first.range.end..range.end];
    match first.who {
        // 双方将发表…: an event to come, told by the text.
        Who::Joint => leads && context.grammar.duty.begins(behind),
        Who::Side(_) if party && leads => {
            lead(context, scan, range).is_some_and(|lead| lead.act != Act::State)
        }
        _ => false,
    }
}
