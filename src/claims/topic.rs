//! Topic mentions of claims: what the lexicon's terms hit, at which level, and what is taken up from before.

use super::act::has_any;
use super::level::{Place, Surroundings};
use super::{Act, Claim, Level, NearMiss, TopicMention};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Grammar;
use crate::lexicon::terms::{Sentence, TermHit, TermIndex, TermMiss};
use crate::lexicon::verbs::{Use, VerbHit};
use crate::lexicon::words::Words;
use crate::readout::{BlockKind, FoldedUnit, Readout, Voice};
use crate::text::fold::{Folded, is_cjk};
use crate::text::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Fills in the topics of all claims and returns the terms that stood in the text without counting.
///
/// An anaphoric term (这场危机) counts when the same sentence, or one of the last few of its paragraph, mentions its topic.
pub fn mention(
    readout: &Readout,
    words: &[FoldedUnit],
    claims: &mut [Claim],
    lexicon: &Lexicon,
) -> Vec<NearMiss> {
    let primary = readout.source.language.value.primary();
    let Some(index) = lexicon.topic_index.get(primary) else { return Vec::new() };
    let grammar = lexicon.grammar.get(primary).unwrap_or(&lexicon.grammar.en);
    let mut marking = Marking { readout, lexicon, primary, grammar, recent: Vec::new() };
    let mut near = Vec::new();
    let mut first_claim = 0;
    for (u, words) in words.iter().enumerate() {
        let (hits, misses) = marking.search(index, &words.folded);
        near.extend(misses.into_iter().map(|m| NearMiss {
            topic: m.group,
            term: m.term,
            span: m.span,
            reason: m.reason,
        }));
        let rest = claims.get_mut(first_claim..).unwrap_or_default();
        let skipped = rest.iter().take_while(|c| c.unit < u).count();
        let count = rest.iter().skip(skipped).take_while(|c| c.unit == u).count();
        first_claim += skipped;
        let own = claims.get_mut(first_claim..first_claim + count).unwrap_or_default();
        marking.mark(u, words, hits, own);
    }
    raise_gone_on_about(readout, claims);
    near
}

/// Mentions being put into claims, sentence by sentence.
struct Marking<'a> {
    readout: &'a Readout,
    lexicon: &'a Lexicon,
    primary: &'static str,
    grammar: &'a Grammar,
    /// Paragraph, unit and topic of what the last sentences mentioned.
    recent: Vec<(Option<usize>, usize, usize)>,
}

impl Marking<'_> {
    /// What hits a sentence, in its own language and in that of foreign words in it.
    fn search(&self, index: &TermIndex, folded: &Folded) -> (Vec<TermHit>, Vec<TermMiss>) {
        let sentence = Sentence { text: &self.readout.source.text, folded, parties: &self.readout.parties };
        let (mut hits, mut misses) = index.search(sentence);
        let other = foreign(self.primary, folded.text()).and_then(|l| self.lexicon.topic_index.get(l));
        if let Some(other) = other {
            add_foreign(&mut hits, &mut misses, other.search(sentence));
        }
        (hits, misses)
    }

    /// Puts hits into the claims of their sentence, each at its level. Hits come in the text's order, and so do the claims.
    fn mark(&mut self, u: usize, words: &FoldedUnit, hits: Vec<TermHit>, own: &mut [Claim]) {
        let Some(unit) = self.readout.units.get(u) else { return };
        let paragraph = self.readout.blocks.get(unit.block).map(|b| b.paragraph);
        self.recent.retain(|(p, at, _)| *p == paragraph && *at + REACH >= u);
        if hits.is_empty() {
            return;
        }
        let folded = &words.folded;
        let around = Surroundings::new(folded.text(), self.grammar, self.verbs(words));
        let mut here: BTreeSet<usize> = BTreeSet::new();
        let mut numbers: (Option<usize>, Vec<Range<usize>>) = (None, Vec::new());
        let mut told: BTreeMap<(usize, usize), bool> = BTreeMap::new();
        let mut listed: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for hit in hits {
            let mentioned = here.contains(&hit.group) || self.recent.iter().any(|(_, _, t)| *t == hit.group);
            if hit.anaphora && !mentioned {
                continue;
            }
            let at = claim_at(own, hit.span);
            let Some(claim) = own.get_mut(at) else { continue };
            if numbers.0 != Some(at) {
                numbers = (Some(at), things_counted(claim, folded));
            }
            let topic = self.lexicon.topics.get(hit.group);
            let told_by = topic.and_then(|topic| topic.told_by.get(self.primary));
            let told = told.entry((at, hit.group)).or_insert_with(|| tells(claim, folded, told_by));
            let place = Place {
                mention: without_marks(folded.text(), &hit.folded),
                kind: unit.kind,
                voice: &claim.voice,
                act: claim.act,
                is_field: topic.is_none_or(|topic| topic.field),
                told: *told,
                numbers: &numbers.1,
            };
            here.insert(hit.group);
            let (level, is_listed) = around.level(&place);
            let (topic, term, span) = (hit.group, hit.term, hit.span);
            if is_listed {
                *listed.entry((at, topic)).or_default() += 1;
            }
            claim.topics.push(TopicMention { topic, term, span, level, inherited: hit.anaphora });
        }
        raise_whole_lists(own, &listed);
        if unit.kind != BlockKind::Furniture {
            self.recent.extend(here.into_iter().map(|topic| (paragraph, u, topic)));
        }
    }

    /// Verbs of saying in a sentence; of Chinese ones, whose nouns look the same (交流, 沟通), those of discussing.
    fn verbs(&self, words: &FoldedUnit) -> Vec<VerbHit> {
        let folded = words.folded.text();
        let cjk = self.readout.source.language.value.is_cjk();
        // "the expected decisions": no verb.
        let attribute = |verb: &VerbHit| {
            let before = folded.get(..verb.range.start).unwrap_or_default().trim_end();
            let word = &before[before.rfind(' ').map_or(0, |blank| blank + 1)..];
            self.grammar.determiners.iter().any(|determiner| determiner == word)
        };
        let counts = |verb: &VerbHit| {
            verb.usage == Use::Cue && if cjk { verb.act == Act::Discuss } else { !attribute(verb) }
        };
        words.verbs.iter().filter(|verb| counts(verb)).cloned().collect()
    }
}

/// Whether a claim holds one of some words; a topic without such words needs none.
fn tells(claim: &Claim, folded: &Folded, words: Option<&Words>) -> bool {
    let Some(words) = words.filter(|words| !words.is_empty()) else { return true };
    let span = folded.folded_at(claim.span.start)..folded.folded_at(claim.span.end);
    has_any(folded.text().get(span).unwrap_or_default(), Some(words))
}

/// Acts of a clause that goes on about what was discussed before it.
const GOES_ON: [Act; 6] = [Act::Agree, Act::Stress, Act::Urge, Act::Oppose, Act::Hope, Act::Assess];

/// Raises a bare mention where the next clause goes on about it without naming it again ("They turned to the
/// fighting and agreed that it must end"): the clause names no topic, nor does its sentence if that is another one, and
/// what was discussed is no list.
fn raise_gone_on_about(readout: &Readout, claims: &mut [Claim]) {
    let paragraph = |claim: &Claim| {
        readout.units.get(claim.unit).and_then(|unit| readout.blocks.get(unit.block)).map(|b| b.paragraph)
    };
    for at in 1..claims.len() {
        let (before, rest) = claims.split_at_mut(at);
        let (Some(bare), Some(next)) = (before.last_mut(), rest.first()) else { continue };
        let goes_on = GOES_ON.contains(&next.act) && matches!(next.voice, Voice::Person(_) | Voice::Both);
        if bare.act != Act::Discuss || !goes_on || paragraph(bare) != paragraph(next) {
            continue;
        }
        let same = bare.unit == next.unit;
        let reach = if same { 1 } else { rest.iter().take_while(|claim| claim.unit == next.unit).count() };
        let silent = rest.iter().take(reach).all(|claim| claim.topics.is_empty());
        let topics: BTreeSet<usize> = bare.topics.iter().map(|m| m.topic).collect();
        if silent && topics.len() <= if same { MOST_IN_SENTENCE } else { 1 } {
            let named = bare.topics.iter_mut().filter(|m| m.level == Level::Named);
            named.for_each(|mention| mention.level = Level::Elaborated);
        }
    }
}

/// As many topics can be gone on about in the same sentence; in the next sentence, one.
const MOST_IN_SENTENCE: usize = 2;

/// The other language in which a sentence has words, by its script: Chinese in an English text, Latin words in a Chinese
/// or Japanese one.
fn foreign(primary: &str, folded: &str) -> Option<&'static str> {
    let latin_word = || folded.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= LATIN_WORD);
    match primary {
        "zh" | "ja" => latin_word().then_some("en"),
        _ => folded.chars().any(is_cjk).then_some("zh"),
    }
}

/// As many Latin letters in a row are a word, not a name's initial.
const LATIN_WORD: usize = 3;

/// Adds what another language's terms hit, where the text's own terms of that topic don't hit already.
fn add_foreign(
    hits: &mut Vec<TermHit>,
    misses: &mut Vec<TermMiss>,
    (more_hits, more_misses): (Vec<TermHit>, Vec<TermMiss>),
) {
    let own: Vec<(usize, Span)> = hits.iter().map(|hit| (hit.group, hit.span)).collect();
    let apart = |group: usize, span: Span| {
        own.iter().all(|(g, s)| *g != group || s.end <= span.start || span.end <= s.start)
    };
    hits.extend(more_hits.into_iter().filter(|hit| apart(hit.group, hit.span)));
    hits.sort_by_key(|hit| (hit.span, hit.group));
    misses.extend(more_misses.into_iter().filter(|miss| apart(miss.group, miss.span)));
    misses.sort_by_key(|miss| (miss.span, miss.group));
}

/// How many sentences back an anaphoric term may reach.
const REACH: usize = 3;

/// As many fields of one list on the same topic say something about it (教育、文化、旅游、青年交流 elaborates people).
const SAME_TOPIC_FIELDS: usize = 3;

/// Raises named to elaborated where a list is all about one topic, save under "discussed". `listed` counts the fields of
/// each claim on each topic.
fn raise_whole_lists(own: &mut [Claim], listed: &BTreeMap<(usize, usize), usize>) {
    for ((at, topic), _) in listed.iter().filter(|(_, count)| **count >= SAME_TOPIC_FIELDS) {
        let Some(claim) = own.get_mut(*at).filter(|claim| claim.act != Act::Discuss) else { continue };
        let mentions = claim.topics.iter_mut().filter(|m| m.topic == *topic && m.level == Level::Named);
        mentions.for_each(|mention| mention.level = Level::Elaborated);
    }
}

/// A mention without the marks of a list that its term may hold (、卫生).
fn without_marks(text: &str, mention: &Range<usize>) -> Range<usize> {
    let words = text.get(mention.clone()).unwrap_or_default();
    let start = mention.start + (words.len() - words.trim_start_matches('、').len());
    start..start.max(mention.end - (words.len() - words.trim_end_matches('、').len()))
}

/// Places of a claim's numbers, in folded bytes of its sentence, sorted.
fn things_counted(claim: &Claim, folded: &Folded) -> Vec<Range<usize>> {
    let things = claim.quantities.iter().filter(|q| q.counts_things());
    let mut places: Vec<Range<usize>> =
        things.map(|q| folded.folded_at(q.span.start)..folded.folded_at(q.span.end)).collect();
    places.sort_by_key(|place| (place.start, place.end));
    places
}

/// The index of the claim in which a hit begins; a hit that begins between two clauses belongs to the one before.
fn claim_at(claims: &[Claim], span: Span) -> usize {
    claims.partition_point(|claim| claim.span.start <= span.start).saturating_sub(1)
}
