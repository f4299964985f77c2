//! Topic mentions of claims: what the lexicon's terms hit, at which level, and what is taken up from before.

use super::level::{Lists, Place};
use super::{Act, Claim, Level, NearMiss, TopicMention};
use crate::lexicon::Lexicon;
use crate::lexicon::terms::{Sentence, TermHit, TermMiss};
use crate::lexicon::verbs::Use;
use crate::readout::{BlockKind, Readout};
use crate::text::fold::{Folded, is_cjk};
use crate::text::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Fills in the topics of all claims and returns the terms that stood in the text without counting.
///
/// An anaphoric term (这场危机) counts when the same sentence, or one of the last few of its paragraph, mentions its topic.
pub fn mention(readout: &Readout, claims: &mut [Claim], lexicon: &Lexicon) -> Vec<NearMiss> {
    let primary = readout.source.language.value.primary();
    let Some(index) = lexicon.topic_index.get(primary) else { return Vec::new() };
    let text = &readout.source.text;
    let substance = lexicon.grammar.get(primary).map(|g| g.substance.as_slice()).unwrap_or_default();
    let openers = lexicon.grammar.get(primary).map(|g| g.clause_openers.as_slice()).unwrap_or_default();
    let mut near = Vec::new();
    let mut recent: Vec<(Option<usize>, usize, usize)> = Vec::new();
    let mut first_claim = 0;
    for (u, unit) in readout.units.iter().enumerate() {
        let folded = Folded::of(text, unit.span);
        let sentence = Sentence { text, folded: &folded, parties: &readout.parties };
        let (mut hits, mut misses) = index.search(sentence);
        if let Some(other) =
            foreign(primary, folded.text()).and_then(|language| lexicon.topic_index.get(language))
        {
            add_foreign(&mut hits, &mut misses, other.search(sentence));
        }
        near.extend(misses.into_iter().map(|m| NearMiss {
            topic: m.group,
            term: m.term,
            span: m.span,
            reason: m.reason,
        }));
        first_claim +=
            claims.get(first_claim..).unwrap_or_default().iter().take_while(|c| c.unit < u).count();
        let count = claims.get(first_claim..).unwrap_or_default().iter().take_while(|c| c.unit == u).count();
        let own = claims.get_mut(first_claim..first_claim + count).unwrap_or_default();
        let mut here: BTreeSet<usize> = BTreeSet::new();
        // Chinese fields are nouns that may be verbs too (交流, 沟通).
        let verbs: Vec<Range<usize>> = if readout.source.language.value.is_cjk() {
            Vec::new()
        } else {
            cues(lexicon, primary, folded.text())
        };
        let paragraph = readout.blocks.get(unit.block).map(|b| b.paragraph);
        recent.retain(|(p, at, _)| *p == paragraph && *at + REACH >= u);
        let lists = Lists::new(folded.text(), substance, openers, verbs);
        // Hits come in the text's order, and so do the claims they are in.
        let mut numbers: (Option<usize>, Vec<Range<usize>>) = (None, Vec::new());
        for hit in hits {
            let mentioned = here.contains(&hit.group) || recent.iter().any(|(_, _, t)| *t == hit.group);
            if hit.anaphora && !mentioned {
                continue;
            }
            let at = claim_at(own, hit.span);
            let Some(claim) = own.get_mut(at) else { continue };
            if numbers.0 != Some(at) {
                numbers = (Some(at), things_counted(claim, &folded));
            }
            let place = Place {
                mention: hit.folded.clone(),
                kind: unit.kind,
                voice: &claim.voice,
                act: claim.act,
                is_field: lexicon.topics.get(hit.group).is_none_or(|topic| topic.field),
                numbers: &numbers.1,
            };
            here.insert(hit.group);
            let level = lists.level(&place);
            let (topic, term, span) = (hit.group, hit.term, hit.span);
            claim.topics.push(TopicMention { topic, term, span, level, inherited: hit.anaphora });
        }
        own.iter_mut().for_each(raise_whole_lists);
        if unit.kind != BlockKind::Furniture {
            recent.extend(here.into_iter().map(|topic| (paragraph, u, topic)));
        }
    }
    near
}

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

/// Places of verbs of saying in a folded sentence.
fn cues(lexicon: &Lexicon, primary: &str, folded: &str) -> Vec<Range<usize>> {
    let verbs = lexicon.verbs.index.get(primary).map(|v| v.find(folded)).unwrap_or_default();
    verbs.into_iter().filter(|v| v.usage == Use::Cue).map(|v| v.range).collect()
}

/// As many fields of one list on the same topic say something about it (教育、文化、旅游、青年交流 elaborates people).
const SAME_TOPIC_FIELDS: usize = 3;

/// Raises named to elaborated where a list is all about one topic, save under "discussed".
fn raise_whole_lists(claim: &mut Claim) {
    if claim.act == Act::Discuss {
        return;
    }
    let mut named: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in claim.topics.iter().filter(|m| m.level == Level::Named) {
        *named.entry(mention.topic).or_default() += 1;
    }
    for mention in claim.topics.iter_mut().filter(|m| m.level == Level::Named) {
        if named.get(&mention.topic).is_some_and(|count| *count >= SAME_TOPIC_FIELDS) {
            mention.level = Level::Elaborated;
        }
    }
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
