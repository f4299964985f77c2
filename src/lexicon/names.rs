//! Names of sides, persons, offices and outlets in one language, compiled.

use super::entry::{Actors, PersonEntry, SideEntry, Term};
use super::pack;
use super::terms::{Group, Sentence, TermIndex};
use std::borrow::Cow;
use std::ops::Range;

/// What a name stands for. Indexes point into the lexicon's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A person known by name.
    Person(usize),
    /// A side by its name.
    Side(usize),
    /// A side as a party to talks (美方).
    Party(usize),
    /// A side by its adjective (American).
    Adjective(usize),
    /// A side by its people (Americans).
    Plural(usize),
    /// A side by its capital.
    Place(usize),
    /// An office.
    Role(usize),
    /// The participants together.
    Joint,
    /// An agency or paper.
    Outlet(usize),
    /// Somebody whose words are commentary.
    Commentator,
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// What it stands for. Several persons may share a form: then there is a hit for each.
    pub name: Name,
    /// Where it stands, in folded bytes.
    pub range: Range<usize>,
}

/// The names in one language.
#[derive(Debug, Default)]
pub struct NameIndex {
    terms: TermIndex,
    /// Two numbers for each group: which kind of name, and its index.
    groups: Cow<'static, [u8]>,
}

impl Name {
    fn packed(self) -> [usize; 2] {
        match self {
            Name::Person(i) => [0, i],
            Name::Side(i) => [1, i],
            Name::Party(i) => [2, i],
            Name::Adjective(i) => [3, i],
            Name::Plural(i) => [4, i],
            Name::Place(i) => [5, i],
            Name::Role(i) => [6, i],
            Name::Joint => [7, 0],
            Name::Outlet(i) => [8, i],
            Name::Commentator => [9, 0],
        }
    }

    fn of([kind, i]: [usize; 2]) -> Option<Name> {
        Some(match kind {
            0 => Name::Person(i),
            1 => Name::Side(i),
            2 => Name::Party(i),
            3 => Name::Adjective(i),
            4 => Name::Plural(i),
            5 => Name::Place(i),
            6 => Name::Role(i),
            7 => Name::Joint,
            8 => Name::Outlet(i),
            9 => Name::Commentator,
            _ => return None,
        })
    }
}

impl NameIndex {
    /// Compiles the names.
    ///
    /// # Errors
    /// The first form that is not well formed, with what it belongs to.
    pub fn build(
        primary: &str,
        sides: &[SideEntry],
        persons: &[PersonEntry],
        actors: &Actors,
    ) -> Result<NameIndex, String> {
        let mut owned: Vec<(Name, Vec<Term>, Vec<Term>)> = Vec::new();
        for (i, side) in sides.iter().enumerate() {
            let Some(names) = side.names(primary) else { continue };
            let block = side.block.get(primary).cloned().unwrap_or_default();
            for (name, terms) in [
                (Name::Side(i), &names.names),
                (Name::Party(i), &names.parties),
                (Name::Adjective(i), &names.adjectives),
                (Name::Plural(i), &names.plural),
                (Name::Place(i), &names.places),
            ] {
                owned.push((name, terms.clone(), block.clone()));
            }
        }
        for (i, person) in persons.iter().enumerate() {
            let block = person.block.get(primary).cloned().unwrap_or_default();
            owned.push((Name::Person(i), person.names(primary).to_vec(), block));
        }
        for (i, role) in actors.roles.iter().enumerate() {
            let block = actors.not_roles.get(primary).cloned().unwrap_or_default();
            owned.push((Name::Role(i), role.forms(primary).to_vec(), block));
        }
        for (i, outlet) in actors.outlets.iter().enumerate() {
            owned.push((Name::Outlet(i), outlet.forms(primary).to_vec(), Vec::new()));
        }
        owned.push((Name::Joint, actors.joint.get(primary).cloned().unwrap_or_default(), Vec::new()));
        owned.push((
            Name::Commentator,
            actors.commentators.get(primary).cloned().unwrap_or_default(),
            Vec::new(),
        ));
        let terms =
            TermIndex::build(owned.iter().map(|(_, terms, block)| Group { terms, block, anaphora: &[] }))
                .map_err(|(g, message)| format!("{:?}: {message}", owned.get(g).map(|(name, ..)| name)))?;
        let mut groups = Vec::new();
        owned.iter().flat_map(|(name, ..)| name.packed()).for_each(|n| pack::put_u32(&mut groups, n));
        Ok(NameIndex { terms: terms.merging(), groups: Cow::Owned(groups) })
    }

    /// An index laid out before.
    pub fn in_place(mut bytes: &'static [u8]) -> NameIndex {
        let groups = Cow::Borrowed(pack::take_slice(&mut bytes));
        NameIndex { terms: TermIndex::in_place(&mut bytes).merging(), groups }
    }

    /// Writes the layout behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        pack::put_slice(bytes, &self.groups);
        self.terms.write(bytes);
    }

    fn name(&self, group: usize) -> Option<Name> {
        Name::of([pack::u32_at(&self.groups, 2 * group)?, pack::u32_at(&self.groups, 2 * group + 1)?])
    }

    /// The names in a sentence, sorted by place; where one lies inside a longer one of another kind, only the longer
    /// is kept, save that a role inside a name and names of the same stretch all stay.
    pub fn find(&self, sentence: Sentence<'_>) -> Vec<NameHit> {
        let hits = self.terms.places(sentence);
        let mut names: Vec<NameHit> =
            hits.filter_map(|(group, range)| Some(NameHit { name: self.name(group)?, range })).collect();
        names.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.name));
        let mut kept: Vec<NameHit> = Vec::with_capacity(names.len());
        let mut longest: Range<usize> = 0..0;
        for hit in names {
            let inside = hit.range.end <= longest.end && hit.range != longest;
            if inside {
                continue;
            }
            if hit.range.end > longest.end {
                longest = hit.range.clone();
            }
            kept.push(hit);
        }
        kept
    }
}

impl NameIndex {
    /// Whether a folded label consists of a known person or office with sides, offices and outlets beside, and (in
    /// Chinese) nothing else.
    pub fn is_person_or_role(&self, folded: &str) -> bool {
        let label = crate::text::fold::Folded::of(folded, crate::text::span::Span::new(0, folded.len()));
        let hits = self.find(Sentence { text: folded, folded: &label, parties: &[] });
        let named = hits.iter().any(|hit| matches!(hit.name, Name::Person(_) | Name::Role(_)));
        let bare = |c: char| crate::text::fold::is_cjk(c);
        let uncovered =
            label.text().char_indices().any(|(at, c)| bare(c) && !hits.iter().any(|h| h.range.contains(&at)));
        named && !uncovered
    }
}
