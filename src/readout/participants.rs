//! Finds everybody named in a text, who of them takes part, and where each is mentioned.

use super::discover;
use super::scan::{Mention, Scan, Who};
use super::{Block, BlockKind, Person, Unit};
use crate::input::{Kind, Source};
use crate::lexicon::Lexicon;
use crate::lexicon::act::Act;
use crate::lexicon::names::{Name, NameHit};
use crate::lexicon::verbs::Use;
use crate::text::fold::{Folded, fold_term};
use crate::text::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The opening in which participants are introduced, in units.
const OPENING: usize = 4;

/// Who is named, and which sides take part.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Participants first, then in order of appearance.
    pub persons: Vec<Person>,
    /// The sides that take part, sorted.
    pub parties: Vec<String>,
    /// The author of a first-person text, as an index into `persons`.
    pub author: Option<usize>,
}

/// A name in the making: who it may be, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub unit: usize,
    pub range: Range<usize>,
    pub person: usize,
    pub titled_behind: bool,
}

/// Collects persons while the text is read.
#[derive(Default)]
pub(super) struct Register {
    pub persons: Vec<Person>,
    /// Index in the lexicon → index in `persons`.
    known: BTreeMap<usize, usize>,
    /// Folded form → index in `persons`, for persons that the lexicon does not know.
    unknown: BTreeMap<String, usize>,
    pub found: Vec<Found>,
    /// The publisher's office-holder whom the text never names.
    pub host: Option<usize>,
}

impl Register {
    /// The person of a lexicon entry, under the name with which the text writes it.
    pub fn known(&mut self, entry: usize, name: &str, lexicon: &Lexicon) -> usize {
        if let Some(person) = self.known.get(&entry) {
            return *person;
        }
        let Some(known) = lexicon.persons.get(entry) else { return 0 };
        self.persons.push(Person {
            key: known.key.clone(),
            given: known.given.clone(),
            name: name.into(),
            forms: Vec::new(),
            side: Some(known.side.clone()),
            role: known.roles.first().cloned(),
            pronoun: known.pronoun.clone(),
            participant: false,
            known: true,
        });
        self.known.insert(entry, self.persons.len() - 1);
        self.persons.len() - 1
    }

    /// A person found by office or label, whom the lexicon does not know.
    pub fn unknown(&mut self, form: &str, person: Person) -> usize {
        if let Some(index) = self.unknown.get(form) {
            if let Some(known) = self.persons.get_mut(*index) {
                known.side = known.side.take().or(person.side);
                known.role = known.role.take().or(person.role);
            }
            return *index;
        }
        self.persons.push(person);
        self.unknown.insert(form.into(), self.persons.len() - 1);
        self.persons.len() - 1
    }

    /// The unknown persons' forms with their indexes.
    pub fn unknown_forms(&self) -> impl Iterator<Item = (&str, usize)> {
        self.unknown.iter().map(|(form, index)| (form.as_str(), *index))
    }
}

/// Finds the people of a text and fills in the mentions of each scan.
pub fn find(
    source: &Source,
    blocks: &[Block],
    units: &[Unit],
    scans: &mut [Scan],
    lexicon: &Lexicon,
) -> People {
    let hints = side_hints(source, units, scans, lexicon);
    let mut register = Register::default();
    for (u, scan) in scans.iter().enumerate() {
        choose_known(u, scan, source, &hints, &mut register, lexicon);
    }
    discover::unknown_people(source, units, scans, &mut register, lexicon);
    discover::labels(source, blocks, &mut register, lexicon);
    discover::unnamed_host(source, scans, &mut register, lexicon);
    let author = author(source, &mut register, lexicon);
    for (u, scan) in scans.iter_mut().enumerate() {
        scan.mentions = mentions(u, scan, &register, source);
    }
    choose_participants(source, blocks, units, scans, &mut register, author, lexicon);
    let parties = parties(source, &register, lexicon);
    name_keys(&mut register.persons);
    order(register.persons, parties, author, scans)
}

/// Sides that are at home in this text: the publisher's, and those named in its opening, title and event.
fn side_hints(source: &Source, units: &[Unit], scans: &[Scan], lexicon: &Lexicon) -> BTreeSet<String> {
    let mut hints: BTreeSet<String> = source.side.iter().map(|s| s.value.clone()).collect();
    let body = |unit: &Unit| unit.kind != BlockKind::Furniture;
    for (scan, _) in scans.iter().zip(units).filter(|(_, u)| body(u)).take(OPENING) {
        hints.extend(scan.names.iter().filter_map(|hit| side_of(hit.name, lexicon)));
    }
    hints
}

/// The side that a name stands for, if it is a side's name.
pub(super) fn side_of(name: Name, lexicon: &Lexicon) -> Option<String> {
    match name {
        Name::Side(i) | Name::Party(i) | Name::Adjective(i) | Name::Plural(i) | Name::Place(i) => {
            lexicon.sides.get(i).map(|side| side.id.clone())
        }
        _ => None,
    }
}

/// Of the known persons who share a form, takes the one whose side is at home in the text, whose fuller name stands
/// elsewhere in it, or who comes first in the lexicon.
fn choose_known(
    u: usize,
    scan: &Scan,
    source: &Source,
    hints: &BTreeSet<String>,
    register: &mut Register,
    lexicon: &Lexicon,
) {
    let mut at = 0;
    while let Some(first) = scan.names.get(at) {
        let same: Vec<usize> = scan.names[at..]
            .iter()
            .take_while(|hit| hit.range == first.range)
            .filter_map(|hit| if let Name::Person(p) = hit.name { Some(p) } else { None })
            .collect();
        at += scan.names[at..].iter().take_while(|hit| hit.range == first.range).count().max(1);
        let named = scan.folded.span(first.range.start, first.range.end).of(&source.text);
        let home = |p: &&usize| {
            let entry = lexicon.persons.get(**p);
            entry.is_some_and(|e| hints.iter().any(|side| e.speaks_for(side)))
        };
        let met = |p: &&usize| register.known.contains_key(*p);
        let best = same.iter().find(met).or_else(|| same.iter().find(home)).or(same.first());
        if let Some(entry) = best {
            let person = register.known(*entry, named, lexicon);
            register.found.push(Found { unit: u, range: first.range.clone(), person, titled_behind: false });
        }
    }
}

/// The author of a first-person text: the front matter's, found among the persons of the text or the lexicon.
fn author(source: &Source, register: &mut Register, lexicon: &Lexicon) -> Option<usize> {
    let written = source.author.as_deref()?;
    let folded = Folded::of(written, Span::new(0, written.len()));
    let sentence = crate::lexicon::terms::Sentence { text: written, folded: &folded, parties: &[] };
    for primary in ["en", "zh", "ja"] {
        let hits = lexicon.names.get(primary).map(|names| names.find(sentence)).unwrap_or_default();
        let own_side = |p: &usize| {
            let side = source.side.as_ref().map(|s| &s.value);
            lexicon.persons.get(*p).is_some_and(|e| side.is_none_or(|s| e.speaks_for(s)))
        };
        let persons =
            hits.iter().filter_map(|hit| if let Name::Person(p) = hit.name { Some(p) } else { None });
        if let Some(entry) = persons.clone().find(own_side).or(persons.clone().next()) {
            return Some(register.known(entry, written, lexicon));
        }
    }
    let side = source.side.as_ref().map(|s| s.value.clone());
    let person = discover::person_from_name(written, side, None, lexicon);
    Some(register.unknown(folded.text(), person))
}

/// Who is mentioned in a sentence: persons with their titles, then sides, joint subjects, outlets, commentators and
/// bare offices where no person covers them.
fn mentions(u: usize, scan: &Scan, register: &Register, source: &Source) -> Vec<Mention> {
    let text = scan.folded.text();
    let mut list: Vec<Mention> = Vec::new();
    let mut people: Vec<Found> = register.found.iter().filter(|f| f.unit == u).cloned().collect();
    // Persons once introduced are named by their family name alone.
    let cjk = source.language.value.is_cjk();
    let families: Vec<(String, usize)> = register
        .persons
        .iter()
        .enumerate()
        .filter(|(_, p)| p.known && !cjk)
        .map(|(i, p)| (p.key.replace('-', " "), i))
        .collect();
    let families = families.iter().map(|(form, i)| (form.as_str(), *i));
    for (form, person) in register.unknown_forms().chain(families) {
        for (at, _) in text.match_indices(form) {
            let range = at..at + form.len();
            let free = people.iter().all(|f| f.range.end <= range.start || range.end <= f.range.start);
            let written = scan.folded.span(range.start, range.end).of(&source.text);
            let capital = cjk || written.contains(char::is_uppercase);
            if free && capital && whole_name(text, &range) {
                people.push(Found { unit: u, range, person, titled_behind: false });
            }
        }
    }
    people.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
    for found in people {
        let (range, behind) = with_titles(text, &found.range, &scan.names, cjk);
        if list.last().is_none_or(|last| last.range.end <= found.range.start) {
            list.push(Mention {
                who: Who::Person(found.person),
                range,
                titled_behind: found.titled_behind || behind,
            });
        }
    }
    for hit in &scan.names {
        let Name::Role(role) = hit.name else { continue };
        let (range, side) = with_side(text, &hit.range, &scan.names);
        if list.iter().all(|m| m.range.end <= hit.range.start || hit.range.end <= m.range.start) {
            list.push(Mention { who: Who::Role(role, side), range, titled_behind: false });
        }
    }
    for hit in &scan.names {
        let who = match hit.name {
            Name::Side(i) | Name::Party(i) | Name::Plural(i) | Name::Place(i) => Who::Side(i),
            Name::Joint => Who::Joint,
            Name::Outlet(i) => Who::Outlet(i),
            Name::Commentator => Who::Commentator,
            Name::Role(_) | Name::Person(_) | Name::Adjective(_) => continue,
        };
        let joint = who == Who::Joint;
        // A joint phrase is longer than the office in it (两国外长, the two presidents).
        if joint {
            list.retain(|m| {
                !matches!(m.who, Who::Role(..))
                    || m.range.end <= hit.range.start
                    || hit.range.end <= m.range.start
            });
        }
        if list.iter().all(|m| m.range.end <= hit.range.start || hit.range.end <= m.range.start) {
            list.push(Mention { who, range: hit.range.clone(), titled_behind: false });
        }
    }
    list.sort_by_key(|m| (m.range.start, m.range.end, m.who));
    list
}

/// Whether a Latin form stands as a whole word.
fn whole_name(text: &str, range: &Range<usize>) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let first = text[range.clone()].starts_with(latin);
    !(first && (text[..range.start].ends_with(latin) || text[range.end..].starts_with(latin)))
}

/// Widens an office by the side before or behind it: 法国总统, French President, President of France.
fn with_side(text: &str, range: &Range<usize>, names: &[NameHit]) -> (Range<usize>, Option<usize>) {
    let side = |hit: &&NameHit| match hit.name {
        Name::Side(i) | Name::Adjective(i) => Some(i),
        _ => None,
    };
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or("-").trim();
    let before = names.iter().find(|hit| {
        side(hit).is_some()
            && hit.range.end <= range.start
            && matches!(between(hit.range.end, range.start), "" | "'s")
    });
    let behind = names.iter().find(|hit| {
        side(hit).is_some()
            && hit.range.start >= range.end
            && matches!(between(range.end, hit.range.start), "of" | "of the")
    });
    match (behind, before) {
        (Some(hit), _) => (range.start..hit.range.end, side(&hit)),
        (None, Some(hit)) => (hit.range.start..range.end, side(&hit)),
        (None, None) => (range.clone(), None),
    }
}

/// Widens a person's range by offices and sides that stand right before it (法国总统马克龙, President of France X)
/// and, in Chinese, by an office right behind it (习近平主席).
fn with_titles(text: &str, range: &Range<usize>, names: &[NameHit], cjk: bool) -> (Range<usize>, bool) {
    let mut start = range.start;
    let joined = |from: usize, to: usize| {
        let between = text[from..to].trim();
        between.is_empty() || matches!(between, "of" | "of the" | "'s" | "the" | "、" | "兼" | "·" | ".")
    };
    loop {
        let before = names.iter().rev().find(|hit| {
            hit.range.end <= start
                && matches!(hit.name, Name::Role(_) | Name::Side(_) | Name::Adjective(_))
                && joined(hit.range.end, start)
        });
        match before {
            Some(hit) => start = hit.range.start,
            None => break,
        }
    }
    if text[..start].ends_with("the ") {
        start -= 4;
    }
    let mut end = range.end;
    let mut behind = false;
    let office =
        names.iter().find(|hit| matches!(hit.name, Name::Role(_)) && hit.range.start == range.end && cjk);
    if let Some(hit) = office {
        end = hit.range.end;
        behind = true;
    }
    (start..end, behind)
}

/// Marks who takes part: those who speak or meet in the opening; else labelled speakers; else the first two persons of
/// two sides. The author always takes part.
fn choose_participants(
    source: &Source,
    blocks: &[Block],
    units: &[Unit],
    scans: &[Scan],
    register: &mut Register,
    author: Option<usize>,
    lexicon: &Lexicon,
) {
    let mut chosen: BTreeSet<usize> = author.into_iter().chain(register.host).collect();
    let prose =
        |u: &usize| units.get(*u).is_some_and(|x| matches!(x.kind, BlockKind::Paragraph | BlockKind::Turn));
    let opening: Vec<usize> = (0..units.len()).filter(prose).take(OPENING).collect();
    let met = |act: Act| matches!(act, Act::Narrate | Act::Discuss);
    let persons_in = |scan: &Scan, register: &Register| {
        let mut list: Vec<usize> = Vec::new();
        for mention in &scan.mentions {
            if let Who::Person(p) = mention.who
                && !list.contains(&p)
                && register.persons.get(p).is_some_and(|x| x.side.is_some() && !is_spokesperson(x))
            {
                list.push(p);
            }
        }
        list
    };
    for u in &opening {
        let Some(scan) = scans.get(*u) else { continue };
        let event = scan.verbs.iter().any(|verb| verb.usage == Use::Cue && met(verb.act));
        let list = persons_in(scan, register);
        if event && list.len() + chosen.len() >= 2 && !list.is_empty() {
            // The host and the guest are named first; those behind them accompany.
            let mut sides = BTreeSet::new();
            for p in list {
                let side = register.persons.get(p).and_then(|x| x.side.clone());
                if sides.insert(side) && chosen.len() < 3 {
                    chosen.insert(p);
                }
            }
            break;
        }
    }
    if chosen.len() < 2 {
        chosen.extend(titled_participants(source, register, lexicon));
    }
    if chosen.len() < 2 && source.kind.value.has_turns() {
        for label in blocks.iter().filter_map(|b| b.label) {
            let written = fold_term(label.of(&source.text));
            let speaker = register.unknown_forms().find(|(form, _)| written.contains(form)).map(|(_, p)| p);
            chosen.extend(speaker);
        }
    }
    if chosen.len() < 2 {
        let mut sides: BTreeSet<Option<String>> =
            chosen.iter().filter_map(|p| register.persons.get(*p)).map(|x| x.side.clone()).collect();
        'units: for scan in scans {
            for p in persons_in(scan, register) {
                let side = register.persons.get(p).and_then(|x| x.side.clone());
                if sides.insert(side) {
                    chosen.insert(p);
                }
                if chosen.len() >= 2 {
                    break 'units;
                }
            }
        }
    }
    // One name in a news text without an event is somebody who is talked about.
    if chosen.len() < 2 && author.is_none() && source.kind.value == Kind::News {
        chosen.clear();
    }
    for p in chosen {
        if let Some(person) = register.persons.get_mut(p) {
            person.participant = true;
        }
    }
}

fn is_spokesperson(person: &Person) -> bool {
    person.role.as_deref() == Some("spokesperson")
}

/// Names in the title, or, where that has none of interest, in the event of a source.
fn titled_names(source: &Source, lexicon: &Lexicon, of_interest: impl Fn(Name) -> bool) -> Vec<Name> {
    for words in [source.title.as_deref(), source.event.as_deref()].into_iter().flatten() {
        let folded = Folded::of(words, Span::new(0, words.len()));
        let sentence = crate::lexicon::terms::Sentence { text: words, folded: &folded, parties: &[] };
        let found: Vec<Name> = ["en", "zh", "ja"]
            .into_iter()
            .filter_map(|primary| lexicon.names.get(primary))
            .flat_map(|names| names.find(sentence))
            .map(|hit| hit.name)
            .filter(|name| of_interest(*name))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Persons of the text whom its title or event names.
fn titled_participants(source: &Source, register: &Register, lexicon: &Lexicon) -> Vec<usize> {
    let person = |name| if let Name::Person(p) = name { register.known.get(&p).copied() } else { None };
    titled_names(source, lexicon, |name| person(name).is_some()).into_iter().filter_map(person).collect()
}

/// Sides that the title or event names, by themselves or by their people.
fn titled_sides(source: &Source, lexicon: &Lexicon) -> Vec<String> {
    let side = |name| match name {
        Name::Person(p) => lexicon.persons.get(p).map(|p| p.side.clone()),
        Name::Side(_) | Name::Adjective(_) | Name::Party(_) => side_of(name, lexicon),
        _ => None,
    };
    titled_names(source, lexicon, |name| side(name).is_some()).into_iter().filter_map(side).collect()
}

/// The sides that take part: the participants' and the publisher's (media are no party), and where that is only one,
/// the sides that its title or event names, by themselves or by their people.
fn parties(source: &Source, register: &Register, lexicon: &Lexicon) -> Vec<String> {
    let publisher = source.side.as_ref().map(|s| s.value.clone()).filter(|s| s != "media");
    let mut parties: BTreeSet<String> =
        register.persons.iter().filter(|p| p.participant).filter_map(|p| p.side.clone()).collect();
    parties.extend(publisher);
    if parties.len() < 2 {
        parties.extend(titled_sides(source, lexicon));
    }
    parties.into_iter().collect()
}

/// Two persons of one key get their given names too.
fn name_keys(persons: &mut [Person]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for person in persons.iter() {
        *count.entry(person.key.clone()).or_default() += 1;
    }
    for person in persons.iter_mut().filter(|p| count.get(&p.key).is_some_and(|n| *n > 1)) {
        if !person.given.is_empty() {
            person.key = format!("{}-{}", person.key, person.given);
        }
    }
}

/// Participants first, the others in order of appearance; all indexes follow.
fn order(persons: Vec<Person>, parties: Vec<String>, author: Option<usize>, scans: &mut [Scan]) -> People {
    let mut order: Vec<usize> = (0..persons.len()).collect();
    let first = |p: usize| {
        scans.iter().enumerate().find_map(|(u, scan)| {
            scan.mentions.iter().find(|m| m.who == Who::Person(p)).map(|m| (u, m.range.start))
        })
    };
    let places: Vec<Option<(usize, usize)>> = order.iter().map(|p| first(*p)).collect();
    let rank = |p: &usize| {
        let place = places.get(*p).copied().flatten();
        (!persons.get(*p).is_some_and(|x| x.participant), place.is_none(), place, *p)
    };
    order.sort_by_key(rank);
    let mut moved = vec![0; persons.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = moved.get_mut(*old) {
            *slot = new;
        }
    }
    let renumber = |old: usize| moved.get(old).copied().unwrap_or(old);
    for mention in scans.iter_mut().flat_map(|scan| &mut scan.mentions) {
        if let Who::Person(p) = mention.who {
            mention.who = Who::Person(renumber(p));
        }
    }
    let persons = order.into_iter().filter_map(|old| persons.get(old).cloned()).collect();
    People { persons, parties, author: author.map(renumber) }
}
