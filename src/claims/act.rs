//! The act of a clause, its strength and its polarity: the cue's verb where it says more than "said", else the
//! leading predicate of the words reported.

use super::{Act, Modality, Polarity, named_in};
use crate::lexicon::entry::Grammar;
use crate::lexicon::find::Finder;
use crate::lexicon::verbs::{Use, VerbHit};
use crate::lexicon::words::Words;
use crate::lexicon::{Lexicon, Part};
use crate::readout::{BlockKind, FoldedUnit, Readout, Rule, Segment, Voice};
use crate::text::fold::Folded;
use crate::text::language::Language;
use std::ops::Range;

/// Within how many words behind its verb a feeling is named ("expressed his deep concern").
const FEELING: usize = 4;
/// The predicate of a plain English statement stands within its first words.
const PREDICATE_WORDS: usize = 12;
/// How far before a predicate its negation may stand, in folded bytes.
const NEGATION_REACH: usize = 24;

/// Act, strength (0 to 3) and polarity of a segment. `whole` are its unit's words, where it is all of that unit.
pub fn judge(
    readout: &Readout,
    segment: &Segment,
    whole: Option<&FoldedUnit>,
    lexicon: &Lexicon,
) -> (Act, u8, Polarity) {
    let language = readout.source.language.value;
    let primary = language.primary();
    let own: FoldedUnit;
    let FoldedUnit { folded, verbs } = match whole {
        Some(words) => words,
        None => {
            own = FoldedUnit::read(readout, segment.span, lexicon);
            &own
        }
    };
    let text = folded.text();
    let grammar = lexicon.grammar.get(primary).unwrap_or(&lexicon.grammar.en);
    let content = content_start(segment, folded);
    let kind = readout.units.get(segment.unit).map(|u| u.kind);
    let plain = |act| (act, 0, Polarity::Positive);
    let answers = matches!(kind, Some(BlockKind::Turn)) || readout.source.kind.value.has_turns();
    if segment.voice == Voice::Journalist {
        return plain(Act::Ask);
    }
    if answers && stands(text, lexicon.declining.get(primary)) {
        return (Act::Decline, 0, Polarity::Positive);
    }
    // That an account does not mention something, as an outlet finds, does not tell what was discussed.
    let commented = !language.is_cjk() && segment.voice == Voice::Commentator && segment.cue.is_none();
    if !commented && denies(segment, text, lexicon.denying.get(primary)) {
        return (Act::Deny, 0, Polarity::Negative);
    }
    let own = |range: Range<usize>| named_right_before(readout, segment, folded, range);
    let reader = Reader { text, grammar, verbs, language, named_before: &own };
    let negated = |from: usize| reader.negated_predicate(from);
    if let Some(cue) = &segment.cue {
        let own = if cue.negated { Polarity::Negative } else { Polarity::Positive };
        let general = matches!(cue.act, Act::State | Act::Stress | Act::Assess);
        if !general {
            let polarity =
                match reader.form_negates(folded.folded_at(cue.span.start), folded.folded_at(cue.span.end)) {
                    true => Polarity::Negative,
                    false => own,
                };
            return (cue.act, cue.strength, polarity);
        }
        let inner = match reader.is_feeling(content) || cue.act == Act::Stress && reader.is_need(content) {
            true => None,
            false => reader.inner(content),
        };
        // That something will be is a judgement where somebody believes it.
        let believed = |act: &Act| !language.is_cjk() && cue.act == Act::Assess && *act == Act::Commit;
        if let Some((act, strength, polarity)) = inner.filter(|(act, ..)| !believed(act)) {
            return (act, strength.max(cue.strength), polarity);
        }
        let act = match cue.act {
            Act::State if reader.is_feeling(content) => Act::State,
            Act::State if reader.judges(content) => Act::Assess,
            // What an institution reports without more is the text's own account.
            Act::State if segment.voice == Voice::Narrator && !language.is_cjk() => Act::Narrate,
            act => act,
        };
        return (act, cue.strength, negated(content));
    }
    match (&segment.voice, segment.rule) {
        (_, Rule::Event) => plain(Act::Narrate),
        (_, Rule::Discussed) => plain(Act::Discuss),
        (Voice::Narrator, _) => plain(Act::Narrate),
        (Voice::Commentator, _) if !reader.judges(0) => (Act::Narrate, 0, negated(0)),
        _ => match reader.inner(0) {
            Some(found) => found,
            None if reader.judges(0) => (Act::Assess, 0, negated(0)),
            None => (Act::State, 0, negated(0)),
        },
    }
}

/// How an act puts its content.
pub fn modality(act: Act) -> Modality {
    match act {
        Act::Urge => Modality::Duty,
        Act::Hope => Modality::Wish,
        Act::Commit | Act::Accept => Modality::Will,
        _ => Modality::Fact,
    }
}

/// Where the words reported begin: behind the cue, or (for a trailing cue) at the start.
fn content_start(segment: &Segment, folded: &Folded) -> usize {
    match (&segment.cue, segment.rule) {
        (Some(cue), rule) if rule != Rule::CueAfter && rule != Rule::CarriedBack => {
            let behind = folded.folded_at(cue.span.end).min(folded.text().len());
            // "…, Xi added.": nothing stands behind the verb, so the words stand before it.
            if folded.text()[behind..].contains(char::is_alphanumeric) { behind } else { 0 }
        }
        _ => 0,
    }
}

/// Whether a clause of the text itself says that something was not discussed.
fn denies(segment: &Segment, text: &str, forms: Option<&Part<Finder>>) -> bool {
    segment.cue.as_ref().is_some_and(|cue| cue.act == Act::Deny)
        || (segment
            .cue
            .as_ref()
            .is_none_or(|cue| matches!(cue.act, Act::State | Act::Discuss | Act::Narrate))
            && stands(text, forms))
}

/// Whether any of some terms stands in a folded text.
fn stands(text: &str, terms: Option<&Part<Finder>>) -> bool {
    terms.is_some_and(|terms| terms.hits(text))
}

/// Whether a folded text holds one of some forms, in which alternatives are written out. Wildcards as everywhere.
pub(super) fn has_any(text: &str, forms: Option<&Words>) -> bool {
    forms.into_iter().flatten().any(|form| {
        let stem = form.trim_end_matches('*');
        text.match_indices(stem).any(|(at, _)| {
            let latin = |c: char| c.is_ascii_alphanumeric();
            let cut_before = text[..at].ends_with(latin) && stem.starts_with(latin);
            let cut_after =
                !form.ends_with('*') && text[at + stem.len()..].starts_with(latin) && stem.ends_with(latin);
            !cut_before && !cut_after
        })
    })
}

/// Whether a person, a side or the two together is named right before a place of the folded segment, adverbs aside.
fn named_right_before(readout: &Readout, segment: &Segment, folded: &Folded, adverbs: Range<usize>) -> bool {
    let (from, to) =
        (folded.span(adverbs.start, adverbs.start).start, folded.span(adverbs.end, adverbs.end).start);
    named_in(readout, segment.unit, segment.span).any(|named| from <= named.span.end && named.span.end <= to)
}

struct Reader<'a> {
    text: &'a str,
    grammar: &'a Grammar,
    verbs: &'a [VerbHit],
    language: Language,
    /// Whether somebody who has a will of their own is named within a stretch before a predicate.
    named_before: &'a dyn Fn(Range<usize>) -> bool,
}

impl Reader<'_> {
    /// The words from a place on, without signs.
    fn words(&self, from: usize) -> impl Iterator<Item = &str> {
        let rest = self.text.get(from..).unwrap_or_default();
        rest.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty())
    }

    /// Whether what is expressed is a feeling ("concern that …"), whatever is said of its object.
    fn is_feeling(&self, content: usize) -> bool {
        !self.language.is_cjk()
            && self.words(content).take(FEELING).any(|w| self.grammar.feelings.iter().any(|f| f == w))
    }

    /// Whether what is stressed is a need ("the importance of …"), not a statement ("that …").
    fn is_need(&self, content: usize) -> bool {
        let rest = self.text.get(content..).unwrap_or_default().trim_start();
        let rest = rest.strip_prefix("the ").unwrap_or(rest);
        let need = self.grammar.substance.iter().any(|words| rest.starts_with(words));
        !self.language.is_cjk() && need
    }

    /// Whether who "will" do something is somebody with a will: we, the two sides, a country; not "the talks will begin".
    fn has_will(&self, hit: &VerbHit) -> bool {
        let form = &self.text[hit.range.clone()];
        let first = form.split(' ').next().unwrap_or_default();
        let plain = self.grammar.plain_future.iter().any(|w| w == first);
        if self.language.is_cjk() || !plain {
            return true;
        }
        let mut end = hit.range.start;
        loop {
            let before = self.text[..end].trim_end();
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let adverb = self.grammar.adverbs.iter().any(|w| w == word) || word.ends_with("ly");
            if word.is_empty() || !adverb {
                let willing = self.grammar.willing.iter().any(|w| w == word);
                return word.is_empty() || willing || (self.named_before)(before.len()..hit.range.start);
            }
            end = before.len() - word.len();
        }
    }

    /// The leading predicate from `content` on that makes an act of its own.
    fn inner(&self, content: usize) -> Option<(Act, u8, Polarity)> {
        let hit = self
            .verbs
            .iter()
            .filter(|hit| hit.usage == Use::Inner && hit.act != Act::Assess && hit.range.start >= content)
            .find(|hit| self.is_predicate(hit) && (hit.act != Act::Commit || self.has_will(hit)))?;
        let polarity = match self.form_negates(hit.range.start, hit.range.end) {
            true => Polarity::Negative,
            false => self.negated_before(hit.range.start),
        };
        // What is not supported is opposed.
        let act = match (hit.act, polarity) {
            (Act::Support, Polarity::Negative) => Act::Oppose,
            (act, _) => act,
        };
        Some((act, hit.strength, polarity))
    }

    /// Whether the clause judges a state of things.
    fn judges(&self, content: usize) -> bool {
        self.verbs
            .iter()
            .any(|hit| hit.usage == Use::Inner && hit.act == Act::Assess && hit.range.start >= content)
    }

    /// A noun or attribute is no predicate: 的支持, 支持的, "the support", "their will".
    fn is_predicate(&self, hit: &VerbHit) -> bool {
        let before = &self.text[..hit.range.start];
        let after = &self.text[hit.range.end..];
        if self.language.is_cjk() {
            let clause_start = before
                .rfind([',', ';', ':', '。'])
                .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
            let head = before[clause_start..].trim_start();
            let nominal = before.ends_with('的')
                || before.ends_with('和')
                || before.ends_with('、')
                || after.starts_with('的');
            // 对…的支持，: a noun that the clause ends with.
            let closes = after.starts_with([',', '。', ';', '、'])
                && matches!(hit.act, Act::Support | Act::Understand | Act::Hope | Act::Thank);
            let object = closes && head.starts_with(['对', '在', '将']);
            return !(nominal || object || self.quoted_noun(hit));
        }
        let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let article = self.grammar.determiners.iter().any(|w| w == last);
        // "as agreed", "was agreed upon": told, not done.
        if hit.act == Act::Agree && self.grammar.told_agreement.iter().any(|w| w == last) {
            return false;
        }
        // "the support", "their understanding": a noun. "that support" and "to support" are verbs.
        !(article
            && matches!(
                hit.act,
                Act::Support | Act::Understand | Act::Oppose | Act::Hope | Act::Thank | Act::Urge
            ))
    }

    /// 表态, 立场: somebody's words as an object (把…不支持“台独”的表态).
    fn quoted_noun(&self, hit: &VerbHit) -> bool {
        let before = &self.text[..hit.range.start];
        let clause = before.rfind([',', ';', '。']).map_or(0, |i| i);
        before[clause..].contains('把') && self.text[hit.range.end..].contains('的')
    }

    /// Whether the marker itself is a negation that stands (不支持, 不能; not 不能不).
    fn form_negates(&self, start: usize, end: usize) -> bool {
        let form = self.text.get(start..end).unwrap_or_default();
        let rest = self.text.get(start..).unwrap_or_default();
        let double = self.grammar.double_negations.begins(rest);
        let negators = &self.grammar.negators;
        let holds = || form.contains(' ') && form.split(' ').any(|w| negators.iter().any(|n| n == w));
        let negative = self.grammar.negators.begins(form) || form.ends_with("n't") || holds();
        let behind = self.text.get(end..).unwrap_or_default();
        let trailing = !self.language.is_cjk()
            && (behind.trim_start().starts_with("not ") || behind.trim_start().starts_with("never "));
        (negative || form == "cannot" || trailing) && !double
    }

    /// Whether a negator stands right before a predicate.
    fn negated_before(&self, at: usize) -> Polarity {
        let mut from = at.saturating_sub(NEGATION_REACH);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let before = &self.text[from..at];
        let clause = before.rfind([',', ';', ':']).map_or(0, |i| i + 1);
        let near = before[clause..].trim_end();
        let negated = match self.language.is_cjk() {
            true => self.grammar.negators.ends(near) && !self.grammar.double_negations.ends(near),
            false => near
                .rsplit(' ')
                .take(3)
                .any(|w| self.grammar.negators.iter().any(|n| n == w) || w.ends_with("n't")),
        };
        if negated { Polarity::Negative } else { Polarity::Positive }
    }

    /// Whether an English clause's predicate is negated: by an adverb, or by "no" right behind its verb ("there is no",
    /// "has no") or at its head.
    fn negated_words(&self, clause: &str) -> bool {
        let words: Vec<&str> = clause.split(' ').filter(|w| !w.is_empty()).take(PREDICATE_WORDS).collect();
        words.iter().enumerate().any(|(i, word)| {
            let adverb = self.grammar.negating_adverbs.contains(word) || word.ends_with("n't");
            let before = i.checked_sub(1).and_then(|b| words.get(b));
            let verb = before.is_none_or(|b| self.grammar.auxiliaries.contains(b));
            adverb || (verb && self.grammar.negators.contains(word))
        })
    }

    /// Polarity of a plain statement: negative when its first predicate is negated.
    fn negated_predicate(&self, content: usize) -> Polarity {
        let rest = self.text.get(content..).unwrap_or_default();
        let stop = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, ',' | ';' | '。'))
            .map_or(rest.len(), |(i, _)| i);
        let clause = &rest[..stop];
        let negated = match self.language.is_cjk() {
            true => self.grammar.negators.iter().any(|n| {
                clause.match_indices(n).any(|(at, _)| {
                    let from = &clause[at..];
                    let within =
                        |word: &str| clause.match_indices(word).any(|(i, _)| i <= at && at < i + word.len());
                    !self.grammar.double_negations.iter().any(within)
                        && !from[n.len()..].is_empty()
                        && !before_attribute(clause, at)
                })
            }),
            false => self.negated_words(clause),
        };
        if negated { Polarity::Negative } else { Polarity::Positive }
    }
}

/// Whether a negation stands inside an attribute (不同的, 未解决的问题).
fn before_attribute(clause: &str, at: usize) -> bool {
    clause[at..].find('的').is_some_and(|i| {
        clause[at..at + i].chars().count() <= 8 && !clause[at + i..].trim_end_matches('。').ends_with('的')
    })
}
