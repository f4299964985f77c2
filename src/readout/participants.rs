//! Finds everybody named in a text, who of them takes part, and where each is mentioned.

use super::discover;
use super::scan::{Mention, Scan, Who};
use super::{Block, BlockKind, Person, Unit};
use crate::input::{Kind, Source};
use crate::lexicon::act::Act;
use crate::lexicon::names::{Name, NameHit};
use crate::lexicon::verbs::Use;
use crate::lexicon::words::Words;
use crate::lexicon::{LANGUAGES, Lexicon};
use crate::text::fold::{Folded, fold_term, is_cjk};
use crate::text::span::Span;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

/// The opening in which participants are introduced, in units.
const OPENING: usize = 4;

/// So many characters of a foreign given name may stand before the point.
const LONGEST_GIVEN_NAME: usize = 5;

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

    /// Names a person by another form too.
    pub fn alias(&mut self, form: &str, person: usize) -> usize {
        *self.unknown.entry(form.into()).or_insert(person)
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
    discover::answerers(source, blocks, &mut register, lexicon);
    let commentators = discover::commentators(scans, source, lexicon);
    discover::unnamed_host(source, scans, &mut register, lexicon);
    discover::unnamed_officials(source, scans, &mut register, lexicon);
    let author = author(source, &mut register, lexicon);
    let named = Named::new(&register, source.language.value.is_cjk());
    let mut found: Vec<Vec<Found>> = vec![Vec::new(); scans.len()];
    for name in &register.found {
        if let Some(list) = found.get_mut(name.unit) {
            list.push(name.clone());
        }
    }
    for (u, (scan, found)) in scans.iter_mut().zip(found).enumerate() {
        scan.mentions = mentions(u, scan, found, &named, source, lexicon);
        add_commentators(scan, &commentators);
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
        if in_longer_name(scan.folded.text(), &first.range) {
            continue;
        }
        let named = scan.folded.span(first.range.start, first.range.end).of(&source.text);
        let home = |p: &&usize| {
            let entry = lexicon.persons.get(**p);
            entry.is_some_and(|e| hints.iter().any(|side| e.speaks_for(side)))
        };
        let met = |p: &&usize| register.known.contains_key(*p);
        let best = same.iter().find(met).or_else(|| same.iter().find(home)).or(same.first());
        if let Some(entry) = best.filter(|_| !goes_on_as_a_name(scan, first, source, lexicon)) {
            let entry = &named_before(*entry, named, register, lexicon);
            let person = register.known(*entry, named, lexicon);
            register.found.push(Found { unit: u, range: first.range.clone(), person, titled_behind: false });
        }
    }
}

/// Whether a Chinese form is only the beginning of a foreign name that goes on to a point (艾德 in 艾德丽安·沃森).
pub(super) fn in_longer_name(text: &str, range: &Range<usize>) -> bool {
    let behind = &text[range.end..];
    let name = behind.char_indices().take(LONGEST_GIVEN_NAME).find(|(_, c)| !is_cjk(*c));
    name.is_some_and(|(at, c)| at > 0 && c == '·') && text[range.clone()].chars().all(is_cjk)
}

/// Whether a family name alone is followed by another's given name: "Kim Tae-hyo" is not the Kim whom the lexicon knows.
fn goes_on_as_a_name(scan: &Scan, hit: &NameHit, source: &Source, lexicon: &Lexicon) -> bool {
    let text = scan.folded.text();
    let Name::Person(entry) = hit.name else { return false };
    let alone = !text[hit.range.clone()].contains(|c: char| !c.is_ascii_alphabetic());
    let Some(rest) = text[hit.range.end..].strip_prefix(' ').filter(|_| alone) else { return false };
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
    let at = hit.range.end + 1;
    let written = scan.folded.span(at, at + end).of(&source.text);
    let capital = written.starts_with(char::is_uppercase) && written.chars().any(char::is_lowercase);
    let side = lexicon.persons.get(entry).and_then(|p| lexicon.side(&p.side));
    let first = side.is_some_and(|s| s.family_first) && end > 1;
    let given = written.split('-').count() == 2 && !rest[..end].ends_with("-led");
    let other =
        || scan.names.iter().any(|n| n.range.start == at) || scan.verbs.iter().any(|v| v.range.start == at);
    capital && (given || first) && !other() && !lexicon.grammar.en.not_names.iter().any(|w| *w == rest[..end])
}

/// The person named in full before whom a title and family name mean ("Premier Li"), else the one of the lexicon.
fn named_before(entry: usize, named: &str, register: &Register, lexicon: &Lexicon) -> usize {
    let Some(person) = lexicon.persons.get(entry) else { return entry };
    let given = fold_term(named).split(' ').any(|word| word == person.given);
    let alike = |other: &usize| {
        lexicon.persons.get(*other).is_some_and(|o| {
            o.key == person.key && o.side == person.side && o.roles.iter().any(|r| person.roles.contains(r))
        })
    };
    if given || !named.is_ascii() || register.known.contains_key(&entry) {
        return entry;
    }
    register.known.keys().find(|other| alike(other)).copied().unwrap_or(entry)
}

/// The author of a first-person text: the front matter's, found among the persons of the text or the lexicon.
fn author(source: &Source, register: &mut Register, lexicon: &Lexicon) -> Option<usize> {
    let written = source.author.as_deref()?;
    let folded = Folded::of(written, Span::new(0, written.len()));
    let sentence = crate::lexicon::terms::Sentence { text: written, folded: &folded, parties: &[] };
    for primary in LANGUAGES {
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
fn mentions(
    u: usize,
    scan: &Scan,
    found: Vec<Found>,
    named: &Named,
    source: &Source,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let mut list = person_mentions(u, scan, found, named, source, lexicon);
    let persons = Sweep::over(list.iter().map(|m| m.range.clone()));
    let roles = office_mentions(scan, persons.clone());
    let mut offices = Sweep::over(roles.iter().map(|m| m.range.clone()));
    let mut others = other_mentions(scan, persons, &mut offices);
    let dropped = offices.dropped;
    list.extend(roles.into_iter().enumerate().filter(|(i, _)| !dropped.contains(i)).map(|(_, m)| m));
    list.append(&mut others);
    list.sort_by_key(|m| (m.range.start, m.range.end, m.who));
    list
}

/// The persons of a sentence, each with the titles beside the name.
fn person_mentions(
    u: usize,
    scan: &Scan,
    mut people: Vec<Found>,
    named: &Named,
    source: &Source,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let text = scan.folded.text();
    let cjk = source.language.value.is_cjk();
    let joints = lexicon.grammar.get(source.language.value.primary()).map(|g| &g.title_joints);
    let mut taken = Taken::default();
    people.iter().for_each(|f| taken.put(&f.range));
    for (range, person) in named.places(text) {
        let written = scan.folded.span(range.start, range.end).of(&source.text);
        let capital = cjk || written.contains(char::is_uppercase);
        if !taken.meets(&range) && capital && whole_name(text, &range) {
            taken.put(&range);
            people.push(Found { unit: u, range, person, titled_behind: false });
        }
    }
    people.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
    let mut list: Vec<Mention> = Vec::new();
    for found in people {
        let (range, behind) = with_titles(text, &found.range, &scan.names, cjk, joints.unwrap_or_default());
        if list.last().is_none_or(|last| last.range.end <= found.range.start) {
            list.push(Mention {
                who: Who::Person(found.person),
                range,
                titled_behind: found.titled_behind || behind,
            });
        }
    }
    list
}

/// The offices of a sentence that no person covers, each with the side beside it.
fn office_mentions(scan: &Scan, mut persons: Sweep) -> Vec<Mention> {
    let text = scan.folded.text();
    let (mut roles, mut end) = (Vec::new(), 0);
    for hit in &scan.names {
        let Name::Role(role) = hit.name else { continue };
        let (range, side) = with_side(text, &hit.range, &scan.names);
        // Offices come by place, so the one that reaches farthest tells of all before.
        if !persons.meets(&hit.range) && end <= hit.range.start {
            end = end.max(range.end);
            roles.push(Mention { who: Who::Role(role, side), range, titled_behind: false });
        }
    }
    roles
}

/// Sides, joint subjects, outlets and commentators where neither a person nor an office covers them. A joint phrase is
/// longer than the office in it (两国外长, the two presidents): that office is dropped.
fn other_mentions(scan: &Scan, mut persons: Sweep, offices: &mut Sweep) -> Vec<Mention> {
    let (mut others, mut end) = (Vec::new(), 0);
    for hit in &scan.names {
        let who = match hit.name {
            Name::Side(i) | Name::Party(i) | Name::Plural(i) | Name::Place(i) => Who::Side(i),
            Name::Joint => Who::Joint,
            Name::Outlet(i) => Who::Outlet(i),
            Name::Commentator => Who::Commentator,
            Name::Role(_) | Name::Person(_) | Name::Adjective(_) => continue,
        };
        if who == Who::Joint {
            offices.drop_met(&hit.range);
        }
        if !persons.meets(&hit.range) && !offices.meets(&hit.range) && end <= hit.range.start {
            end = end.max(hit.range.end);
            others.push(Mention { who, range: hit.range.clone(), titled_behind: false });
        }
    }
    others
}

/// Mentions of commentators by name alone, where nothing else is mentioned.
fn add_commentators(scan: &mut Scan, names: &BTreeSet<String>) {
    let mut found: Vec<Mention> = Vec::new();
    for name in names {
        for (at, _) in scan.folded.text().match_indices(name.as_str()) {
            let range = at..at + name.len();
            let taken = scan.mentions.iter().chain(&found);
            let free = taken.into_iter().all(|m| m.range.end <= range.start || range.end <= m.range.start);
            if free {
                found.push(Mention { who: Who::Commentator, range, titled_behind: false });
            }
        }
    }
    scan.mentions.append(&mut found);
    scan.mentions.sort_by_key(|m| (m.range.start, m.range.end, m.who));
}

/// The forms by which persons are named beyond the names found: those of unknown persons, and family names of
/// persons once introduced.
struct Named {
    /// Forms with their persons; an earlier one goes before a later one where both stand.
    forms: Vec<(String, usize)>,
    automaton: Option<AhoCorasick>,
}

impl Named {
    fn new(register: &Register, cjk: bool) -> Named {
        let unknown = register.unknown_forms().map(|(form, person)| (form.to_string(), person));
        let known = register.persons.iter().enumerate().filter(|(_, p)| p.known && !cjk);
        let families = known.map(|(i, p)| (p.key.replace('-', " "), i));
        let forms: Vec<(String, usize)> =
            unknown.chain(families).filter(|(form, _)| !form.is_empty()).collect();
        // Patterns as few as persons in one text; where they are too many for an automaton, they are left alone.
        let automaton = AhoCorasick::new(forms.iter().map(|(form, _)| form)).ok();
        Named { forms, automaton: automaton.filter(|a| a.patterns_len() > 0) }
    }

    /// Where each form stands, by form, then place; no two of one form overlap.
    fn places(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut places: Vec<(usize, Range<usize>)> =
            automaton.find_overlapping_iter(text).map(|m| (m.pattern().as_usize(), m.range())).collect();
        places.sort_by_key(|(form, range)| (*form, range.start));
        let mut last = (usize::MAX, 0);
        places.retain(|(form, range)| {
            let free = *form != last.0 || last.1 <= range.start;
            if free {
                last = (*form, range.end);
            }
            free
        });
        let person = |form: usize| self.forms.get(form).map(|(_, person)| *person);
        places.into_iter().filter_map(|(form, range)| Some((range, person(form)?))).collect()
    }
}

/// Stretches of a sentence that are taken, those that meet made one.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Whether a stretch overlaps one that is taken.
    fn meets(&self, range: &Range<usize>) -> bool {
        self.0.range(..range.end).next_back().is_some_and(|(_, end)| *end > range.start)
    }

    fn put(&mut self, range: &Range<usize>) {
        let (mut start, mut end) = (range.start, range.end);
        while let Some((&from, &to)) = self.0.range(..end).next_back().filter(|(_, to)| **to > start) {
            self.0.remove(&from);
            (start, end) = (start.min(from), end.max(to));
        }
        self.0.insert(start, end);
    }
}

/// Stretches of a sentence, asked about from left to right: each is left behind once.
#[derive(Clone, Debug, Default)]
struct Sweep {
    /// Sorted by start, with the place of each in its list.
    ahead: VecDeque<(Range<usize>, usize)>,
    dropped: BTreeSet<usize>,
}

impl Sweep {
    fn over(ranges: impl Iterator<Item = Range<usize>>) -> Sweep {
        let mut ahead: Vec<(Range<usize>, usize)> = ranges.enumerate().map(|(i, range)| (range, i)).collect();
        ahead.sort_by_key(|(range, i)| (range.start, *i));
        Sweep { ahead: ahead.into(), dropped: BTreeSet::new() }
    }

    /// Whether one of them overlaps a stretch that begins no earlier than those asked about before.
    fn meets(&mut self, range: &Range<usize>) -> bool {
        while self.ahead.front().is_some_and(|(first, _)| first.end <= range.start) {
            self.ahead.pop_front();
        }
        self.ahead.front().is_some_and(|(first, _)| first.start < range.end)
    }

    /// Drops those that overlap a stretch.
    fn drop_met(&mut self, range: &Range<usize>) {
        while self.meets(range) {
            self.dropped.extend(self.ahead.pop_front().map(|(_, i)| i));
        }
    }
}

/// Whether a Latin form stands as a whole word.
fn whole_name(text: &str, range: &Range<usize>) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let first = text[range.clone()].starts_with(latin);
    !(first && (text[..range.start].ends_with(latin) || text[range.end..].starts_with(latin)))
}

/// Widens an office by the side before or behind it: 法国总统, French President, President of France.
pub(super) fn with_side(
    text: &str,
    range: &Range<usize>,
    names: &[NameHit],
) -> (Range<usize>, Option<usize>) {
    let side = |hit: &&NameHit| match hit.name {
        Name::Side(i) | Name::Adjective(i) => Some(i),
        _ => None,
    };
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or("-").trim();
    let before = ending_near(names, range.start).find(|hit| {
        side(hit).is_some()
            && hit.range.end <= range.start
            && matches!(between(hit.range.end, range.start), "" | "'s")
    });
    let from = names.partition_point(|hit| hit.range.start < range.end);
    let behind = names.get(from..).unwrap_or_default().iter();
    let mut behind = behind.take_while(|hit| hit.range.start <= range.end + WIDEST_JOINT);
    let behind = behind.find(|hit| {
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

/// Most bytes that may stand between a title and what it belongs to (" of the ").
const WIDEST_JOINT: usize = 8;

/// The names that end at a place or a joint before it. Names are sorted by place, and none lies inside another, so
/// that their ends are sorted too.
fn ending_near(names: &[NameHit], at: usize) -> impl DoubleEndedIterator<Item = &NameHit> {
    let from = names.partition_point(|hit| hit.range.end + WIDEST_JOINT < at);
    let to = names.partition_point(|hit| hit.range.end <= at);
    names.get(from..to).unwrap_or_default().iter()
}

/// Widens a person's range by offices and sides that stand right before it (法国总统马克龙, President of France X)
/// and, in Chinese, by an office right behind it (习近平主席).
///
/// `joints` may stand between two of them.
fn with_titles(
    text: &str,
    range: &Range<usize>,
    names: &[NameHit],
    cjk: bool,
    joints: &Words,
) -> (Range<usize>, bool) {
    let mut start = range.start;
    let joined = |from: usize, to: usize| {
        let between = text[from..to].trim();
        between.is_empty() || joints.iter().any(|joint| joint == between)
    };
    loop {
        let before = ending_near(names, start).rev().find(|hit| {
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
    let from = names.partition_point(|hit| hit.range.start < range.end);
    let mut right_behind = names.get(from..).unwrap_or_default().iter();
    let mut right_behind = right_behind.by_ref().take_while(|hit| hit.range.start == range.end);
    let office = right_behind.find(|hit| matches!(hit.name, Name::Role(_)) && cjk);
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
    meet_in_the_opening(units, scans, register, lexicon, &mut chosen);
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
        first_of_two_sides(scans, register, lexicon, &mut chosen);
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

/// Adds those whom the opening tells to have met or spoken: the host and the guest are named first; those behind them
/// accompany.
fn meet_in_the_opening(
    units: &[Unit],
    scans: &[Scan],
    register: &Register,
    lexicon: &Lexicon,
    chosen: &mut BTreeSet<usize>,
) {
    let prose =
        |u: &usize| units.get(*u).is_some_and(|x| matches!(x.kind, BlockKind::Paragraph | BlockKind::Turn));
    let met = |act: Act| matches!(act, Act::Narrate | Act::Discuss);
    for u in (0..units.len()).filter(prose).take(OPENING) {
        let Some(scan) = scans.get(u) else { continue };
        let event = scan.verbs.iter().any(|verb| verb.usage == Use::Cue && met(verb.act));
        let list = envoys_in(scan, register, lexicon);
        if !event || list.len() + chosen.len() < 2 || list.is_empty() {
            continue;
        }
        let mut sides = BTreeSet::new();
        for p in list {
            let side = register.persons.get(p).and_then(|x| x.side.clone());
            if sides.insert(side) && chosen.len() < 3 {
                chosen.insert(p);
            }
        }
        return;
    }
}

/// Adds the first person of each side until there are two.
fn first_of_two_sides(scans: &[Scan], register: &Register, lexicon: &Lexicon, chosen: &mut BTreeSet<usize>) {
    let mut sides: BTreeSet<Option<String>> =
        chosen.iter().filter_map(|p| register.persons.get(*p)).map(|x| x.side.clone()).collect();
    for p in scans.iter().flat_map(|scan| envoys_in(scan, register, lexicon)) {
        let side = register.persons.get(p).and_then(|x| x.side.clone());
        if sides.insert(side) {
            chosen.insert(p);
        }
        if chosen.len() >= 2 {
            return;
        }
    }
}

/// The persons of a sentence who may take part for a side: no spokespersons, and, where two are left without them,
/// nobody who is only met at another time (同X会谈前, 会见Y后).
fn envoys_in(scan: &Scan, register: &Register, lexicon: &Lexicon) -> Vec<usize> {
    let speaks_for_a_side =
        |p: &usize| register.persons.get(*p).is_some_and(|x| x.side.is_some() && !is_spokesperson(x));
    let mut list: Vec<usize> = Vec::new();
    let mut aside: Vec<usize> = Vec::new();
    for mention in &scan.mentions {
        if let Who::Person(p) = mention.who
            && speaks_for_a_side(&p)
            && !list.contains(&p)
        {
            list.push(p);
            if is_met_at_another_time(scan, mention, lexicon) {
                aside.push(p);
            }
        }
    }
    if list.len() >= aside.len() + 2 {
        list.retain(|p| !aside.contains(p));
    }
    list
}

/// Whether a mention stands, behind a preposition, in a Chinese clause of time: 与X举行会谈前.
fn is_met_at_another_time(scan: &Scan, mention: &Mention, lexicon: &Lexicon) -> bool {
    let (text, grammar) = (scan.folded.text(), &lexicon.grammar.zh);
    let governed = grammar.prepositions.iter().any(|word| text[..mention.range.start].ends_with(word));
    let end =
        text[mention.range.end..].find([',', '。', ';']).map_or(text.len(), |at| mention.range.end + at);
    let clause = mention.range.end..end;
    governed
        && scan.verbs_in(&clause).any(|verb| {
            verb.usage == Use::Cue
                && verb.act == Act::Narrate
                && grammar.settings.iter().any(|word| text[verb.range.end..end].starts_with(word))
        })
}

fn is_spokesperson(person: &Person) -> bool {
    person.role.as_deref() == Some("spokesperson")
}

/// Names in the title, or, where that has none of interest, in the event of a source.
fn titled_names(source: &Source, lexicon: &Lexicon, of_interest: impl Fn(Name) -> bool) -> Vec<Name> {
    for words in [source.title.as_deref(), source.event.as_deref()].into_iter().flatten() {
        let folded = Folded::of(words, Span::new(0, words.len()));
        let sentence = crate::lexicon::terms::Sentence { text: words, folded: &folded, parties: &[] };
        let found: Vec<Name> = LANGUAGES
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
