//! Groups of guarded terms in one language, compiled: which hit a sentence, and which stood there without counting.
//!
//! A topic is such a group, and so is a person's names or a side's. Terms of one group compete (the leftmost
//! longest wins); groups don't know of each other.

use super::entry::Term;
use super::find::{Finder, FinderBuilder, Hit, leftmost_longest};
use super::pack;
use crate::text::fold::Folded;
use crate::text::span::Span;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

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
///
/// Made at build time and read in place; behind it stand the groups known only at run time (a user's topics).
#[derive(Debug, Default)]
pub struct TermIndex {
    layers: Vec<Layer>,
    /// How many groups there are.
    count: usize,
    /// The forms sought for each group, as written; made room for, and unpacked, when first asked for.
    forms: OnceLock<Vec<OnceLock<Vec<String>>>>,
    /// Overlapping hits of a group are one hit ("President Xi" and "Xi Jinping" in "President Xi Jinping").
    merges: bool,
}

/// Groups compiled together.
#[derive(Clone, Debug, Default)]
struct Layer {
    finder: Finder,
    /// Three numbers for each key of the finder: group, kind with guards, and where its form stands in `text`.
    keys: Cow<'static, [u8]>,
    /// Six numbers for each term with guards: the first key of `near` and that behind its last, the same of `not_near`,
    /// how many sides of `not_party` stand behind the form in `text`, and whether case counts.
    guards: Cow<'static, [u8]>,
    /// The first key of each group, and that behind the last.
    groups: Cow<'static, [u8]>,
    /// Forms as written, and sides, each behind its length.
    text: Cow<'static, [u8]>,
    /// The index of each group of this layer among all groups, where they are not the same; none for one replaced.
    places: Option<Vec<Option<usize>>>,
}

/// What a key of the finder stands for.
#[derive(Clone, Copy, Debug)]
struct Key {
    /// The group within the layer.
    group: usize,
    kind: KeyKind,
    form: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyKind {
    Term { guards: Option<usize> },
    Block { guards: Option<usize> },
    Anaphora,
    Guard,
}

impl KeyKind {
    fn packed(self) -> usize {
        match self {
            KeyKind::Term { guards } => guards.map_or(0, |g| g + 1) * 4,
            KeyKind::Block { guards } => guards.map_or(0, |g| g + 1) * 4 + 1,
            KeyKind::Anaphora => 2,
            KeyKind::Guard => 3,
        }
    }

    fn of(packed: usize) -> KeyKind {
        let guards = (packed / 4).checked_sub(1);
        match packed % 4 {
            0 => KeyKind::Term { guards },
            1 => KeyKind::Block { guards },
            2 => KeyKind::Anaphora,
            _ => KeyKind::Guard,
        }
    }
}

/// Conditions of a term; `near` and `not_near` are keys of the finder.
#[derive(Clone, Debug)]
struct Guards {
    near: Range<usize>,
    not_near: Range<usize>,
    parties: usize,
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
        let mut making = Making::default();
        let mut count = 0;
        for group in groups {
            making.add_group(count, group).map_err(|message| (count, message))?;
            count += 1;
        }
        pack::put_u32(&mut making.groups, making.count);
        let finder = making.builder.build().map_err(|message| (count.saturating_sub(1), message))?;
        let layer = Layer {
            finder,
            keys: Cow::Owned(making.keys),
            guards: Cow::Owned(making.guards),
            groups: Cow::Owned(making.groups),
            text: Cow::Owned(making.text),
            places: None,
        };
        Ok(TermIndex::of(layer, count))
    }

    fn of(layer: Layer, count: usize) -> TermIndex {
        TermIndex { layers: vec![layer], count, forms: OnceLock::new(), merges: false }
    }

    /// An index laid out before, at the front of `bytes`, which are moved on.
    pub fn in_place(bytes: &mut &'static [u8]) -> TermIndex {
        let finder = Finder::in_place(bytes);
        let mut next = || Cow::Borrowed(pack::take_slice(bytes));
        let (keys, guards, groups, text) = (next(), next(), next(), next());
        let count = (groups.len() / 4).saturating_sub(1);
        TermIndex::of(Layer { finder, keys, guards, groups, text, places: None }, count)
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        for layer in &self.layers {
            layer.finder.write(bytes);
            for part in [&layer.keys, &layer.guards, &layer.groups, &layer.text] {
                pack::put_slice(bytes, part);
            }
        }
    }

    /// Puts groups over those here: `places` tells, for each, the group it replaces or the number it gets behind them.
    #[must_use]
    pub fn with(mut self, over: TermIndex, places: &[usize]) -> TermIndex {
        let count = places.iter().map(|place| place + 1).max().unwrap_or(0).max(self.count);
        for layer in &mut self.layers {
            let groups = (layer.groups.len() / 4).saturating_sub(1);
            let own = layer.places.take().unwrap_or_else(|| (0..groups).map(Some).collect());
            let kept = own.into_iter().map(|place| place.filter(|place| !places.contains(place)));
            layer.places = Some(kept.collect());
        }
        self.layers.extend(
            over.layers
                .into_iter()
                .map(|layer| Layer { places: Some(places.iter().copied().map(Some).collect()), ..layer }),
        );
        self.count = count;
        self.forms = OnceLock::new();
        self
    }

    /// Makes overlapping hits of a group one hit, instead of keeping the leftmost longest.
    #[must_use]
    pub fn merging(mut self) -> TermIndex {
        self.merges = true;
        self
    }

    /// The terms sought for a group, as the file writes them.
    pub fn forms(&self, group: usize) -> &[String] {
        let all = self.forms.get_or_init(|| vec![OnceLock::new(); self.count]);
        let Some(forms) = all.get(group) else { return &[] };
        forms.get_or_init(|| {
            let of = |layer: &Layer| layer.forms(group);
            self.layers.iter().find_map(of).unwrap_or_default()
        })
    }

    /// Whether any term is sought for a group.
    pub fn seeks(&self, group: usize) -> bool {
        self.layers.iter().any(|layer| layer.terms(group).is_some_and(|mut terms| terms.next().is_some()))
    }

    /// What counts in a sentence, and what stands there without counting.
    ///
    /// For each group: its false friends are masked, then the leftmost longest of its terms that pass their guards
    /// are kept. Both lists are sorted by place, then group.
    pub fn search(&self, sentence: Sentence<'_>) -> (Vec<TermHit>, Vec<TermMiss>) {
        let (mut hits, mut misses) = (Vec::new(), Vec::new());
        for layer in &self.layers {
            let mut found = Kept { hits: Vec::new(), misses: Some(Vec::new()) };
            layer.search(sentence, self.merges, &mut found);
            hits.extend(found.hits.into_iter().map(|(group, hit)| layer.hit(group, hit, sentence)));
            let missed = found.misses.into_iter().flatten();
            misses.extend(missed.map(|(group, hit, reason)| layer.miss(group, &hit, reason, sentence)));
        }
        hits.sort_by_key(|hit: &TermHit| (hit.span, hit.group));
        misses.sort_by_key(|miss: &TermMiss| (miss.span, miss.group));
        (hits, misses)
    }

    /// What counts in a sentence, as [`TermIndex::search`] tells it: groups with their places in the folded text, in no
    /// order.
    pub fn places(&self, sentence: Sentence<'_>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let mut found = Kept { hits: Vec::new(), misses: None };
        self.layers.iter().for_each(|layer| layer.search(sentence, self.merges, &mut found));
        found.hits.into_iter().map(|(group, hit)| (group, hit.range))
    }
}

/// What was found in a sentence, by group.
struct Kept<'s> {
    hits: Vec<(usize, Hit)>,
    /// What stands there without counting, if that is asked for.
    misses: Option<Vec<(usize, Hit, Reason<'s>)>>,
}

/// Why a term does not count. Keys are those of its layer.
enum Reason<'s> {
    Blocked(usize),
    Written(&'s str),
    TakesPart(&'s str),
    Needs(Range<usize>),
    Beside(usize),
}

/// A layer being made.
#[derive(Default)]
struct Making {
    builder: FinderBuilder,
    /// How many keys there are.
    count: usize,
    keys: Vec<u8>,
    guards: Vec<u8>,
    groups: Vec<u8>,
    text: Vec<u8>,
}

impl Making {
    fn add_group(&mut self, g: usize, group: Group<'_>) -> Result<(), String> {
        pack::put_u32(&mut self.groups, self.count);
        for term in group.terms {
            let guards = self.add_guards(g, term)?;
            self.add_term(g, KeyKind::Term { guards }, term)?;
        }
        for term in group.block {
            let guards = self.add_guards(g, term)?;
            self.add_term(g, KeyKind::Block { guards }, term)?;
        }
        self.add_all(g, KeyKind::Anaphora, group.anaphora)?;
        Ok(())
    }

    fn add_guards(&mut self, g: usize, term: &Term) -> Result<Option<usize>, String> {
        let Some(guarded) = term.guards() else { return Ok(None) };
        let near = self.add_all(g, KeyKind::Guard, &guarded.near)?;
        let not_near = self.add_all(g, KeyKind::Guard, &guarded.not_near)?;
        let index = self.guards.len() / (4 * GUARDS);
        let row = [near.start, near.end, not_near.start, not_near.end, guarded.not_party.len()];
        row.into_iter().chain([usize::from(guarded.case)]).for_each(|n| pack::put_u32(&mut self.guards, n));
        Ok(Some(index))
    }

    fn add_term(&mut self, group: usize, kind: KeyKind, term: &Term) -> Result<(), String> {
        match term.guards().is_some_and(|guards| guards.literal) {
            true => self.builder.add_literal(self.count, term.form())?,
            false => self.builder.add(self.count, term.form())?,
        }
        self.put_key(group, kind, term.form());
        for side in term.guards().into_iter().flat_map(|guards| &guards.not_party) {
            pack::put_slice(&mut self.text, side.as_bytes());
        }
        Ok(())
    }

    fn add_all(&mut self, group: usize, kind: KeyKind, forms: &[String]) -> Result<Range<usize>, String> {
        let first = self.count;
        for form in forms {
            self.builder.add(self.count, form)?;
            self.put_key(group, kind, form);
        }
        Ok(first..self.count)
    }

    fn put_key(&mut self, group: usize, kind: KeyKind, form: &str) {
        let place = self.text.len();
        [group, kind.packed(), place].into_iter().for_each(|n| pack::put_u32(&mut self.keys, n));
        pack::put_slice(&mut self.text, form.as_bytes());
        self.count += 1;
    }
}

/// Numbers of a key.
const KEY: usize = 3;
/// Numbers of a term's guards.
const GUARDS: usize = 6;

impl Layer {
    fn key(&self, key: usize) -> Option<Key> {
        let number = |at: usize| pack::u32_at(&self.keys, key * KEY + at);
        Some(Key { group: number(0)?, kind: KeyKind::of(number(1)?), form: number(2)? })
    }

    fn guards(&self, guards: usize) -> Option<Guards> {
        let number = |at: usize| pack::u32_at(&self.guards, guards * GUARDS + at);
        Some(Guards {
            near: number(0)?..number(1)?,
            not_near: number(2)?..number(3)?,
            parties: number(4)?,
            case: number(5)? == 1,
        })
    }

    fn form(&self, key: usize) -> &str {
        let place = self.key(key).map_or(usize::MAX, |key| key.form);
        let mut text = self.text.get(place..).unwrap_or_default();
        str::from_utf8(pack::take_slice(&mut text)).unwrap_or_default()
    }

    /// The sides of a term's `not_party`, which stand behind its form.
    fn parties(&self, key: usize, count: usize) -> impl Iterator<Item = &str> + use<'_> {
        let place = self.key(key).map_or(usize::MAX, |key| key.form);
        let mut text = self.text.get(place..).unwrap_or_default();
        pack::take_slice(&mut text);
        (0..count).map(move |_| str::from_utf8(pack::take_slice(&mut text)).unwrap_or_default())
    }

    /// The index of a group of this layer among all groups.
    fn place(&self, group: usize) -> Option<usize> {
        match &self.places {
            None => Some(group),
            Some(places) => places.get(group).copied().flatten(),
        }
    }

    /// The keys of the terms of a group; none if the group is not of this layer.
    fn terms(&self, group: usize) -> Option<impl Iterator<Item = usize>> {
        let own = match &self.places {
            None => group,
            Some(places) => places.iter().position(|place| *place == Some(group))?,
        };
        let keys = pack::u32_at(&self.groups, own)?..pack::u32_at(&self.groups, own + 1)?;
        let is_term = |key: &usize| matches!(self.key(*key), Some(Key { kind: KeyKind::Term { .. }, .. }));
        Some(keys.filter(is_term))
    }

    fn forms(&self, group: usize) -> Option<Vec<String>> {
        Some(self.terms(group)?.map(|key| self.form(key).to_string()).collect())
    }

    fn hit(&self, group: usize, hit: Hit, sentence: Sentence<'_>) -> TermHit {
        let anaphora = self.key(hit.key).is_some_and(|key| key.kind == KeyKind::Anaphora);
        let span = sentence.folded.span(hit.range.start, hit.range.end);
        TermHit { group, term: self.form(hit.key).into(), span, folded: hit.range, anaphora }
    }

    fn miss(&self, group: usize, hit: &Hit, reason: Reason<'_>, sentence: Sentence<'_>) -> TermMiss {
        let reason = match reason {
            Reason::Blocked(key) => format!("blocked by {}", self.form(key)),
            Reason::Written(written) => format!("written {written}"),
            Reason::TakesPart(side) => format!("{side} takes part in the talk"),
            Reason::Needs(keys) => {
                let forms: Vec<&str> = keys.map(|key| self.form(key)).collect();
                format!("needs one of these in the sentence: {}", forms.join(", "))
            }
            Reason::Beside(key) => format!("does not count beside {}", self.form(key)),
        };
        let span = sentence.folded.span(hit.range.start, hit.range.end);
        TermMiss { group, term: self.form(hit.key).into(), span, reason }
    }

    fn search<'s>(&'s self, sentence: Sentence<'s>, merges: bool, kept: &mut Kept<'s>) {
        let mut found: Vec<(usize, Hit, KeyKind)> = Vec::new();
        for hit in self.finder.find(sentence.folded.text()) {
            if let Some(key) = self.key(hit.key)
                && let Some(group) = self.place(key.group)
            {
                found.push((group, hit, key.kind));
            }
        }
        found.sort_by_key(|(group, ..)| *group);
        for found in found.chunk_by(|a, b| a.0 == b.0) {
            let Some((group, ..)) = found.first() else { continue };
            let group = InSentence { layer: self, group: *group, found, sentence, by_key: OnceCell::new() };
            match found.iter().all(|(.., kind)| *kind == KeyKind::Term { guards: None }) {
                true => group.keep(found.iter().map(|(_, hit, _)| hit.clone()), merges, kept),
                false => group.search(merges, kept),
            }
        }
    }
}

/// What stands in a sentence of one group.
struct InSentence<'a, 's> {
    layer: &'s Layer,
    group: usize,
    /// Hits, sorted as the finder gives them.
    found: &'a [(usize, Hit, KeyKind)],
    sentence: Sentence<'s>,
    /// Keys with the places of their hits in `found`, sorted.
    by_key: OnceCell<Vec<(usize, usize)>>,
}

impl<'s> InSentence<'_, 's> {
    /// Keeps of terms that pass, sorted as the finder gives them, the leftmost longest, or overlapping ones as one under
    /// the first one's key.
    fn keep(&self, passed: impl Iterator<Item = Hit>, merges: bool, kept: &mut Kept<'s>) {
        let first = kept.hits.len();
        for hit in passed {
            match kept.hits.get_mut(first..).and_then(<[_]>::last_mut) {
                Some((_, last)) if hit.range.start < last.range.end => {
                    if merges {
                        last.range.end = last.range.end.max(hit.range.end);
                    }
                }
                _ => kept.hits.push((self.group, hit)),
            }
        }
    }

    fn search(&self, merges: bool, kept: &mut Kept<'s>) {
        let all = || self.found.iter().map(|(_, hit, kind)| (hit, *kind));
        let blocks: Vec<&Hit> = all()
            .filter(|(hit, kind)| match kind {
                KeyKind::Block { guards } => guards.is_none_or(|guards| self.refuse(guards, hit).is_none()),
                _ => false,
            })
            .map(|(hit, _)| hit)
            .collect();
        let longest = blocks.iter().map(|hit| hit.range.len()).max().unwrap_or(0);
        let (mut passed, mut anaphora) = (Vec::new(), Vec::new());
        let mut failed: Vec<(&Hit, Reason<'s>)> = Vec::new();
        for (hit, kind) in all() {
            if matches!(kind, KeyKind::Block { .. } | KeyKind::Guard) {
                continue;
            }
            let blocker = first_overlap(&blocks, longest, hit);
            let reason = match (blocker, kind) {
                (Some(blocker), _) => Some(Reason::Blocked(blocker.key)),
                (None, KeyKind::Term { guards: Some(guards) }) => self.refuse(guards, hit),
                (None, _) => None,
            };
            match reason {
                Some(reason) if kind != KeyKind::Anaphora => failed.push((hit, reason)),
                Some(_) => {}
                None if kind == KeyKind::Anaphora => anaphora.push(hit.clone()),
                None => passed.push(hit.clone()),
            }
        }
        let first = kept.hits.len();
        self.keep(passed.into_iter(), merges, kept);
        if !anaphora.is_empty() {
            // What only takes a group up again gives way to what names it.
            let own = kept.hits.get(first..).unwrap_or_default();
            anaphora.retain(|hit| !meets(own, hit));
            kept.hits.extend(leftmost_longest(anaphora).into_iter().map(|hit| (self.group, hit)));
            kept.hits.get_mut(first..).unwrap_or_default().sort_by_key(|(_, hit)| hit.range.start);
        }
        let Kept { hits, misses: Some(misses) } = kept else { return };
        let own = hits.get(first..).unwrap_or_default();
        let mut last_end = 0;
        for (hit, reason) in failed {
            if hit.range.start >= last_end && !meets(own, hit) {
                last_end = hit.range.end;
                misses.push((self.group, hit.clone(), reason));
            }
        }
    }

    /// Why a guarded term does not count here, if it does not.
    fn refuse(&self, guards: usize, hit: &Hit) -> Option<Reason<'s>> {
        let (layer, sentence) = (self.layer, self.sentence);
        let guards = layer.guards(guards)?;
        if guards.case {
            let written = sentence.folded.span(hit.range.start, hit.range.end).of(sentence.text);
            if layer.form(hit.key) != written {
                return Some(Reason::Written(written));
            }
        }
        let mut parties = layer.parties(hit.key, guards.parties);
        if let Some(side) = parties.find(|side| sentence.parties.iter().any(|party| party == side)) {
            return Some(Reason::TakesPart(side));
        }
        if !guards.near.is_empty() && self.beside(&guards.near, hit).is_none() {
            return Some(Reason::Needs(guards.near));
        }
        self.beside(&guards.not_near, hit).map(|other| Reason::Beside(other.key))
    }

    /// The first hit of some keys that does not overlap `hit`.
    fn beside(&self, keys: &Range<usize>, hit: &Hit) -> Option<&Hit> {
        if keys.is_empty() {
            return None;
        }
        let by_key = self.by_key.get_or_init(|| {
            let mut list: Vec<(usize, usize)> =
                self.found.iter().enumerate().map(|(at, (_, hit, _))| (hit.key, at)).collect();
            list.sort_unstable();
            list
        });
        let from = by_key.partition_point(|(key, _)| *key < keys.start);
        let mut rest = by_key.get(from..).unwrap_or_default();
        let mut first: Option<usize> = None;
        while let Some((key, _)) = rest.first().filter(|(key, _)| *key < keys.end) {
            let (own, behind) = rest.split_at(rest.partition_point(|(other, _)| other <= key));
            rest = behind;
            // Hits of one key that overlap `hit` are few, so this is over soon.
            let apart = |at: &usize| self.found.get(*at).is_some_and(|(_, other, _)| !overlap(other, hit));
            let place = own.iter().map(|(_, at)| *at).find(apart);
            first = [first, place].into_iter().flatten().min();
        }
        self.found.get(first?).map(|(_, other, _)| other)
    }
}

/// The first of some hits, sorted by start and none longer than `longest`, that overlaps another.
fn first_overlap<'h>(hits: &[&'h Hit], longest: usize, hit: &Hit) -> Option<&'h Hit> {
    let from = hits.partition_point(|h| h.range.start + longest < hit.range.start);
    let near = hits.get(from..)?.iter().take_while(|h| h.range.start < hit.range.end);
    near.copied().find(|h| overlap(h, hit))
}

/// Whether a hit overlaps one of some that are sorted and don't overlap each other.
fn meets(kept: &[(usize, Hit)], hit: &Hit) -> bool {
    let after = kept.partition_point(|(_, k)| k.range.end <= hit.range.start);
    kept.get(after).is_some_and(|(_, k)| overlap(k, hit))
}

fn overlap(a: &Hit, b: &Hit) -> bool {
    a.range.start < b.range.end && b.range.start < a.range.end
}
