//! Groups of guarded terms in one language, compiled: which hit a sentence, and which stood there without counting.
//!
//! A topic is such a group, and so is a person's names or a side's. Terms of one group compete (the leftmost
//! longest wins); groups don't know of each other.

use super::entry::Term;
use super::find::{Finder, FinderBuilder, Hit, leftmost_longest};
use crate::text::fold::Folded;
use crate::text::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What a group is made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group<'a> {
    /// What is sought.
    pub terms: &'a [Term],
    /// False friends: masked before the terms are sought.
    pub block: &'a [Term],
    /// Words that take the group up again when it was mentioned before.
    pub anaphora: &'a [String],
}

/// Groups of terms in one language.
#[derive(Debug, Default)]
pub struct TermIndex {
    finder: Option<Finder>,
    /// What each key of the finder stands for.
    keys: Vec<Key>,
    guards: Vec<Guards>,
    /// The forms sought for each group, as written.
    forms: Vec<Vec<String>>,
    /// Overlapping hits of a group are one hit ("President Xi" and "Xi Jinping" in "President Xi Jinping").
    merges: bool,
}

#[derive(Clone, Debug)]
struct Key {
    group: usize,
    kind: KeyKind,
    form: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyKind {
    Term { guards: Option<usize> },
    Block { guards: Option<usize> },
    Anaphora,
    Guard,
}

/// Conditions of a term; `near` and `not_near` are keys of the finder.
#[derive(Clone, Debug, Default)]
struct Guards {
    near: Vec<usize>,
    not_near: Vec<usize>,
    not_party: Vec<String>,
    case: bool,
}

/// A term that stands in a sentence and counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermHit {
    /// Index of the group.
    pub group: usize,
    /// The term as the file writes it.
    pub term: String,
    /// Where it stands in the text as read.
    pub span: Span,
    /// Where it stands in the folded text.
    pub folded: std::ops::Range<usize>,
    /// It only takes up a group mentioned before (anaphora).
    pub anaphora: bool,
}

/// A term that stands in a sentence and does not count, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermMiss {
    /// Index of the group.
    pub group: usize,
    /// The term as the file writes it.
    pub term: String,
    /// Where it stands.
    pub span: Span,
    /// Why it does not count.
    pub reason: String,
}

/// A sentence to be searched.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    /// The text as read.
    pub text: &'a str,
    /// The sentence, folded from it.
    pub folded: &'a Folded,
    /// The sides of the talk, the publisher among them.
    pub parties: &'a [String],
}

impl TermIndex {
    /// Compiles the groups; a group's index is its place in the list.
    ///
    /// # Errors
    /// The index of the first group with a term that is not well formed, and what is wrong with it.
    pub fn build<'a>(groups: impl IntoIterator<Item = Group<'a>>) -> Result<TermIndex, (usize, String)> {
        let mut index = TermIndex::default();
        let mut builder = FinderBuilder::default();
        let mut count = 0;
        for (g, group) in groups.into_iter().enumerate() {
            count = g;
            index.add_group(&mut builder, g, group).map_err(|message| (g, message))?;
        }
        index.finder =
            (!index.keys.is_empty()).then(|| builder.build()).transpose().map_err(|m| (count, m))?;
        Ok(index)
    }

    /// Makes overlapping hits of a group one hit, instead of keeping the leftmost longest.
    #[must_use]
    pub fn merging(mut self) -> TermIndex {
        self.merges = true;
        self
    }

    fn add_group(&mut self, builder: &mut FinderBuilder, g: usize, group: Group<'_>) -> Result<(), String> {
        self.forms.push(group.terms.iter().map(|term| term.form().to_string()).collect());
        for term in group.terms {
            let guards = self.add_guards(builder, g, term)?;
            self.add_term(builder, g, KeyKind::Term { guards }, term)?;
        }
        for term in group.block {
            let guards = self.add_guards(builder, g, term)?;
            self.add_term(builder, g, KeyKind::Block { guards }, term)?;
        }
        self.add_all(builder, g, KeyKind::Anaphora, group.anaphora)?;
        Ok(())
    }

    fn add_guards(
        &mut self,
        builder: &mut FinderBuilder,
        g: usize,
        term: &Term,
    ) -> Result<Option<usize>, String> {
        let Some(guarded) = term.guards() else { return Ok(None) };
        let near = self.add_all(builder, g, KeyKind::Guard, &guarded.near)?;
        let not_near = self.add_all(builder, g, KeyKind::Guard, &guarded.not_near)?;
        self.guards.push(Guards { near, not_near, not_party: guarded.not_party.clone(), case: guarded.case });
        Ok(Some(self.guards.len() - 1))
    }

    fn add_term(
        &mut self,
        builder: &mut FinderBuilder,
        group: usize,
        kind: KeyKind,
        term: &Term,
    ) -> Result<(), String> {
        let key = self.keys.len();
        match term.guards().is_some_and(|guards| guards.literal) {
            true => builder.add_literal(key, term.form())?,
            false => builder.add(key, term.form())?,
        }
        self.keys.push(Key { group, kind, form: term.form().into() });
        Ok(())
    }

    fn add_all(
        &mut self,
        builder: &mut FinderBuilder,
        group: usize,
        kind: KeyKind,
        forms: &[String],
    ) -> Result<Vec<usize>, String> {
        let mut keys = Vec::with_capacity(forms.len());
        for form in forms {
            let key = self.keys.len();
            builder.add(key, form)?;
            self.keys.push(Key { group, kind, form: form.clone() });
            keys.push(key);
        }
        Ok(keys)
    }

    /// The terms sought for a group, as the file writes them.
    pub fn forms(&self, group: usize) -> &[String] {
        self.forms.get(group).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether there is no term at all.
    pub fn is_empty(&self) -> bool {
        self.forms.iter().all(Vec::is_empty)
    }

    /// What counts in a sentence, and what stands there without counting.
    ///
    /// For each group: its false friends are masked, then the leftmost longest of its terms that pass their guards
    /// are kept. Both lists are sorted by place, then group.
    pub fn search(&self, sentence: Sentence<'_>) -> (Vec<TermHit>, Vec<TermMiss>) {
        let (mut hits, mut misses) = (Vec::new(), Vec::new());
        let Some(finder) = &self.finder else { return (hits, misses) };
        let mut groups: BTreeMap<usize, Vec<(Hit, KeyKind)>> = BTreeMap::new();
        for hit in finder.find(sentence.folded.text()) {
            if let Some(key) = self.keys.get(hit.key) {
                groups.entry(key.group).or_default().push((hit, key.kind));
            }
        }
        for (group, found) in &groups {
            self.search_group(*group, found, sentence, &mut hits, &mut misses);
        }
        hits.sort_by_key(|hit| (hit.span, hit.group));
        misses.sort_by_key(|miss| (miss.span, miss.group));
        (hits, misses)
    }

    fn search_group(
        &self,
        group: usize,
        found: &[(Hit, KeyKind)],
        sentence: Sentence<'_>,
        hits: &mut Vec<TermHit>,
        misses: &mut Vec<TermMiss>,
    ) {
        let present: BTreeSet<usize> = found.iter().map(|(hit, _)| hit.key).collect();
        let blocks: Vec<&Hit> = found
            .iter()
            .filter(|(hit, kind)| match kind {
                KeyKind::Block { guards } => {
                    guards.is_none_or(|g| self.refuse(g, hit, found, &present, sentence).is_none())
                }
                _ => false,
            })
            .map(|(hit, _)| hit)
            .collect();
        let longest = blocks.iter().map(|hit| hit.range.len()).max().unwrap_or(0);
        let mut passed = Vec::new();
        let mut failed: Vec<(&Hit, String)> = Vec::new();
        for (hit, kind) in found {
            if matches!(kind, KeyKind::Block { .. } | KeyKind::Guard) {
                continue;
            }
            let blocker = first_overlap(&blocks, longest, hit);
            let reason = match (blocker, kind) {
                (Some(blocker), _) => Some(format!("blocked by {}", self.form(blocker.key))),
                (None, KeyKind::Term { guards: Some(guards) }) => {
                    self.refuse(*guards, hit, found, &present, sentence)
                }
                (None, _) => None,
            };
            match reason {
                Some(reason) if *kind != KeyKind::Anaphora => failed.push((hit, reason)),
                Some(_) => {}
                None => passed.push(hit.clone()),
            }
        }
        let kept = if self.merges { merged(passed) } else { leftmost_longest(passed) };
        let place = |hit: &Hit| sentence.folded.span(hit.range.start, hit.range.end);
        let mut last_end = 0;
        for (hit, reason) in failed {
            if hit.range.start >= last_end && !meets(&kept, hit) {
                last_end = hit.range.end;
                misses.push(TermMiss { group, term: self.form(hit.key).into(), span: place(hit), reason });
            }
        }
        for hit in kept {
            let anaphora = self.keys.get(hit.key).is_some_and(|key| key.kind == KeyKind::Anaphora);
            let term = self.form(hit.key).to_string();
            hits.push(TermHit { group, term, span: place(&hit), folded: hit.range, anaphora });
        }
    }

    fn form(&self, key: usize) -> &str {
        self.keys.get(key).map_or("", |key| &key.form)
    }

    /// Why a guarded term does not count here, if it does not.
    fn refuse(
        &self,
        guards: usize,
        hit: &Hit,
        found: &[(Hit, KeyKind)],
        present: &BTreeSet<usize>,
        sentence: Sentence<'_>,
    ) -> Option<String> {
        let guards = self.guards.get(guards)?;
        if guards.case {
            let written = sentence.folded.span(hit.range.start, hit.range.end).of(sentence.text);
            if self.form(hit.key) != written {
                return Some(format!("written {written}"));
            }
        }
        if let Some(side) = guards.not_party.iter().find(|side| sentence.parties.contains(side)) {
            return Some(format!("{side} takes part in the talk"));
        }
        // Most conditions are about words that stand nowhere in the sentence: no need to look for them at each hit.
        let beside = |keys: &[usize]| {
            if keys.is_empty() || !keys.iter().any(|key| present.contains(key)) {
                return None;
            }
            found
                .iter()
                .map(|(other, _)| other)
                .find(|other| keys.contains(&other.key) && !overlap(other, hit))
        };
        if !guards.near.is_empty() && beside(&guards.near).is_none() {
            let forms: Vec<&str> = guards.near.iter().map(|key| self.form(*key)).collect();
            return Some(format!("needs one of these in the sentence: {}", forms.join(", ")));
        }
        beside(&guards.not_near).map(|other| format!("does not count beside {}", self.form(other.key)))
    }
}

/// Overlapping hits as one, under the first one's key.
fn merged(hits: Vec<Hit>) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        match kept.last_mut() {
            Some(last) if hit.range.start < last.range.end => {
                last.range.end = last.range.end.max(hit.range.end)
            }
            _ => kept.push(hit),
        }
    }
    kept
}

/// The first of some hits, sorted by start and none longer than `longest`, that overlaps another.
fn first_overlap<'h>(hits: &[&'h Hit], longest: usize, hit: &Hit) -> Option<&'h Hit> {
    let from = hits.partition_point(|h| h.range.start + longest < hit.range.start);
    let near = hits.get(from..)?.iter().take_while(|h| h.range.start < hit.range.end);
    near.copied().find(|h| overlap(h, hit))
}

/// Whether a hit overlaps one of some that are sorted and don't overlap each other.
fn meets(kept: &[Hit], hit: &Hit) -> bool {
    let after = kept.partition_point(|k| k.range.end <= hit.range.start);
    kept.get(after).is_some_and(|k| overlap(k, hit))
}

fn overlap(a: &Hit, b: &Hit) -> bool {
    a.range.start < b.range.end && b.range.start < a.range.end
}
