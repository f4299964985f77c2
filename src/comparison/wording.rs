//! Wording: what differs between linked sentences, word by word in one language, and by glossary concept in any.

use crate::alignment::{Alignment, Link, Relation};
use crate::claims::Claims;
use crate::lexicon::Lexicon;
use crate::lexicon::find::leftmost_longest;
use crate::readout::Readout;
use crate::text::fold::Folded;
use crate::text::span::Span;
use crate::text::word;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// One difference in the wording of linked sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingRow {
    /// The source with the lower label.
    pub a: usize,
    /// The other source.
    pub b: usize,
    /// The linked units of `a`.
    pub a_units: Vec<usize>,
    /// The linked units of `b`.
    pub b_units: Vec<usize>,
    /// The glossary concept, where the difference is one of a concept's presence or form; none for words.
    pub concept: Option<usize>,
    /// The words in `a`; none where only `b` has any.
    pub a_span: Option<Span>,
    /// The words in `b`; none where only `a` has any.
    pub b_span: Option<Span>,
}

/// Texts that have less than this share of their words in common are not shown word by word: everything differs.
const LEAST_LIKE: f32 = 0.4;

/// All differences in wording between sentences that say the same, sorted by sources and place.
pub fn differences(sources: &[Claims], alignment: &Alignment, lexicon: &Lexicon) -> Vec<WordingRow> {
    let mut rows = Vec::new();
    let concepts = Concepts::of(lexicon);
    for link in alignment.pairs.iter().flat_map(|pair| &pair.links).filter(|l| l.relation == Relation::Same) {
        let (Some(a), Some(b)) = (sources.get(link.a), sources.get(link.b)) else { continue };
        let (a, b) = (&a.readout, &b.readout);
        let (a_language, b_language) = (a.source.language.value, b.source.language.value);
        if a_language.primary() == b_language.primary() && a_language.primary() != "und" {
            rows.extend(words(a, b, link));
        }
        rows.extend(concepts.compare(a, b, link));
    }
    rows.sort_by_key(|row| {
        (row.a, row.b, row.a_units.clone(), row.b_units.clone(), row.concept, row.a_span, row.b_span)
    });
    rows
}

fn row(link: &Link, concept: Option<usize>, a_span: Option<Span>, b_span: Option<Span>) -> WordingRow {
    let (a_units, b_units) = (link.a_units.clone(), link.b_units.clone());
    WordingRow { a: link.a, b: link.b, a_units, b_units, concept, a_span, b_span }
}

/// A word for the diff: compared by its folded form, shown by its span.
struct Word {
    span: Span,
    folded: String,
}

fn words(a: &Readout, b: &Readout, link: &Link) -> Vec<WordingRow> {
    let (a_words, b_words) = (words_of(a, &link.a_units), words_of(b, &link.b_units));
    let forms = |words: &[Word]| words.iter().map(|w| w.folded.clone()).collect::<Vec<_>>();
    let (a_forms, b_forms) = (forms(&a_words), forms(&b_words));
    let ops = capture_diff_slices(Algorithm::Myers, &a_forms, &b_forms);
    if similar::diff_ratio(&ops, a_forms.len(), b_forms.len()) < LEAST_LIKE {
        return Vec::new();
    }
    let stretch = |words: &[Word], at: usize, len: usize| {
        let run = words.get(at..at + len)?;
        Some(Span::new(run.first()?.span.start, run.last()?.span.end))
    };
    let differing = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    differing
        .map(|op| {
            let (old, new) = (op.old_range(), op.new_range());
            row(link, None, stretch(&a_words, old.start, old.len()), stretch(&b_words, new.start, new.len()))
        })
        .collect()
}

/// The words of some units, punctuation left out; a word is folded, so that width and case are no difference.
fn words_of(readout: &Readout, units: &[usize]) -> Vec<Word> {
    let cjk = readout.source.language.value.is_cjk();
    let mut words = Vec::new();
    for unit in units.iter().filter_map(|u| readout.units.get(*u)) {
        let folded = Folded::of(&readout.source.text, unit.span);
        let text = folded.text();
        let ranges: Vec<_> = if cjk { word::cut(text) } else { word::words(text).collect() };
        for range in ranges {
            let form = text.get(range.clone()).unwrap_or_default();
            if form.contains(char::is_alphanumeric) {
                words.push(Word { span: folded.span(range.start, range.end), folded: form.into() });
            }
        }
    }
    words
}

/// Seeks the glossary's concepts whose wording matters.
struct Concepts<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> Concepts<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        Concepts { lexicon }
    }

    /// Concepts that only one side has, or that the two sides put differently in one language.
    fn compare(&self, a: &Readout, b: &Readout, link: &Link) -> Vec<WordingRow> {
        let (in_a, in_b) = (self.find(a, &link.a_units), self.find(b, &link.b_units));
        if in_a.is_empty() && in_b.is_empty() {
            return Vec::new();
        }
        let one_language = a.source.language.value.primary() == b.source.language.value.primary();
        let mut rows = Vec::new();
        for (concept, (a_span, a_form)) in &in_a {
            match in_b.get(concept) {
                Some((b_span, b_form)) if !one_language || a_form != b_form => {
                    rows.push(row(link, Some(*concept), Some(*a_span), Some(*b_span)));
                }
                Some(_) => {}
                None => rows.push(row(link, Some(*concept), Some(*a_span), None)),
            }
        }
        let only_b = in_b.iter().filter(|(concept, _)| !in_a.contains_key(concept));
        rows.extend(only_b.map(|(concept, (span, _))| row(link, Some(*concept), None, Some(*span))));
        rows
    }

    /// The first place of each concept in some units, with its folded form.
    fn find(&self, readout: &Readout, units: &[usize]) -> BTreeMap<usize, (Span, String)> {
        let mut found = BTreeMap::new();
        let Some(finder) = self.lexicon.variants.get(readout.source.language.value.primary()) else {
            return found;
        };
        for unit in units.iter().filter_map(|u| readout.units.get(*u)) {
            let folded = Folded::of(&readout.source.text, unit.span);
            for hit in leftmost_longest(finder.find(folded.text())) {
                let form = folded.text().get(hit.range.clone()).unwrap_or_default().to_string();
                let span = folded.span(hit.range.start, hit.range.end);
                found.entry(hit.key).or_insert((span, form));
            }
        }
        found
    }
}
