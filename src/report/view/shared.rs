//! Builds the parts of the view that come from links: shared points, wording, conflicts.

use super::build::Builder;
use super::{ConflictView, PairView, Quote, SharedView, WordingView};
use crate::alignment::{Link, Pair, Relation};
use crate::report::pairs::relation_word;
use crate::report::style::count;
use crate::text::span::Span;
use std::collections::BTreeSet;

impl Builder<'_> {
    pub(super) fn shared(&self) -> Vec<PairView> {
        self.comparison.alignment.pairs.iter().map(|pair| self.pair(pair)).collect()
    }

    fn pair(&self, pair: &Pair) -> PairView {
        let same = pair.links.iter().filter(|link| link.relation == Relation::Same).count();
        let [left, right] = self.ordered([(pair.a, ()), (pair.b, ())]);
        let stated = if pair.mode.stated { " (as stated)" } else { "" };
        let summary = format!(
            "{} and {}: {}, {} related; {}{stated}: {}",
            self.comparison.label(left.0),
            self.comparison.label(right.0),
            count(same, "same point"),
            pair.links.len() - same,
            pair.mode.mode.word(),
            pair.mode.evidence,
        );
        let mut links: Vec<&Link> = pair.links.iter().collect();
        links.sort_by_key(|link| link.relation);
        let mut links: Vec<SharedView> = links.into_iter().map(|link| self.link(link)).collect();
        let mut quoted: BTreeSet<String> = BTreeSet::new();
        for link in &mut links {
            let [left, right] = &link.quotes;
            link.known = [!quoted.insert(left.place.clone()), !quoted.insert(right.place.clone())];
        }
        PairView { summary, links }
    }

    fn link(&self, link: &Link) -> SharedView {
        let topics = |source: usize, units: &[usize]| -> BTreeSet<usize> {
            let claims = self.comparison.sources.get(source).into_iter();
            let linked = claims.flat_map(|claims| units.iter().flat_map(|unit| claims.of_unit(*unit)));
            linked.flat_map(|claim| &claim.topics).map(|mention| mention.topic).collect()
        };
        let (a, b) = (topics(link.a, &link.a_units), topics(link.b, &link.b_units));
        let about: Vec<String> = a.intersection(&b).map(|topic| self.name(*topic)).collect();
        let [left, right] = self.ordered([(link.a, &link.a_units), (link.b, &link.b_units)]);
        let (relation, about) = (relation_word(link.relation), about.join(", "));
        let score = format!("{:.2}", link.score);
        let on = if about.is_empty() { String::new() } else { format!(" · {about}") };
        SharedView {
            // The score of a related pair ranks nothing a reader would; JSON and `align` have it.
            head: match link.relation {
                Relation::Same => format!("{relation} {score}{on}"),
                Relation::Related => format!("{relation}{on}"),
            },
            relation,
            about,
            score,
            quotes: [self.units_quote(left.0, left.1), self.units_quote(right.0, right.1)],
            known: [false; 2],
        }
    }

    /// The words of some units; where they don't stand together, each is quoted.
    pub(super) fn units_quote(&self, source: usize, units: &[usize]) -> Quote {
        let Some(readout) = self.comparison.sources.get(source).map(|claims| &claims.readout) else {
            return self.quote(source, units, Span::default());
        };
        let text = units.iter().map(|unit| readout.unit_text(*unit)).collect::<Vec<_>>().join(" … ");
        let text = match units.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b)) {
            true => text.replace(" … ", " "),
            false => text,
        };
        let voices: BTreeSet<&str> = self
            .comparison
            .sources
            .get(source)
            .into_iter()
            .flat_map(|claims| &claims.claims)
            .filter(|claim| units.contains(&claim.unit))
            .map(|claim| self.keys.key(source, &claim.voice))
            .collect();
        let voice = voices.into_iter().collect::<Vec<_>>().join(", ");
        Quote { text, voice, ..self.quote(source, units, Span::default()) }
    }

    /// Two things of two sources, in the order of columns.
    fn ordered<T>(&self, [a, b]: [(usize, T); 2]) -> [(usize, T); 2] {
        if self.column(a.0) <= self.column(b.0) { [a, b] } else { [b, a] }
    }

    pub(super) fn wording(&self) -> Vec<WordingView> {
        let rows = self.comparison.wording.iter();
        rows.map(|row| {
            let concept = row.concept.and_then(|i| self.lexicon.concepts.get(i));
            let [left, right] =
                self.ordered([(row.a, (&row.a_units, row.a_span)), (row.b, (&row.b_units, row.b_span))]);
            let quote = |(source, (units, span)): (usize, (&Vec<usize>, Option<Span>))| {
                self.quote(source, units, span.unwrap_or_default())
            };
            WordingView {
                what: concept.map_or("words".into(), |concept| concept.id.replace('-', " ")),
                quotes: [quote(left), quote(right)],
            }
        })
        .collect()
    }

    pub(super) fn conflicts(&self) -> Vec<ConflictView> {
        let rows = self.comparison.conflicts.iter();
        rows.map(|row| {
            let [left, right] =
                self.ordered([(row.a, (row.a_unit, row.a_span)), (row.b, (row.b_unit, row.b_span))]);
            let quote = |(source, (unit, span)): (usize, (usize, Span))| self.quote(source, &[unit], span);
            ConflictView { kind: row.kind, quotes: [quote(left), quote(right)] }
        })
        .collect()
    }
}
