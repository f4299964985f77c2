//! Finds people whom the lexicon does not know: by the office before the name (法国总统X, Prime Minister X), and by the
//! labels of turns.

use super::office::{holds, may_hold};
use super::participants::{Found, Register, in_longer_name, side_of, with_side};
use super::scan::Scan;
use super::{Block, Person, Unit};
use crate::input::Source;
use crate::lexicon::Lexicon;
use crate::lexicon::act::Act;
use crate::lexicon::label::label;
use crate::lexicon::names::{Name, NameHit};
use crate::lexicon::verbs::Use;
use crate::text::fold::{Folded, fold_term, is_cjk};
use crate::text::language::Language;
use crate::text::span::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// Longest name in characters (Chinese) that an office can introduce.
const LONGEST_NAME: usize = 14;
/// Most words of a Latin name.
const MOST_WORDS: usize = 5;
/// The units in which the host is introduced.
const OPENING: usize = 5;

/// Registers the people whom an office introduces, in all units.
pub(super) fn unknown_people(
    source: &Source,
    units: &[Unit],
    scans: &[Scan],
    register: &mut Register,
    lexicon: &Lexicon,
) {
    let cjk = matches!(source.language.value, Language::Simplified | Language::Traditional);
    if source.language.value == Language::Japanese {
        return;
    }
    for (u, scan) in scans.iter().enumerate().take(units.len()) {
        for hit in &scan.names {
            let Name::Role(role) = hit.name else { continue };
            let taken = register.found.iter().any(|f| {
                f.unit == u && f.range.start < hit.range.end + 40 && f.range.start >= hit.range.end && {
                    let between = scan.folded.text()[hit.range.end..f.range.start].trim();
                    between.is_empty() || matches!(between, "of" | "," | "、" | "mr." | "mr" | "dr." | "dr")
                }
            });
            if taken {
                continue;
            }
            // 习近平主席: the office belongs to the name before it.
            if register.found.iter().any(|f| f.unit == u && f.range.end == hit.range.start) {
                continue;
            }
            let named = match cjk {
                true => {
                    let beside = is_beside_a_side(scan, hit.range.start, lexicon);
                    chinese_name(source, scan, hit.range.end, scans, beside, lexicon)
                }
                false => latin_name(scan, hit.range.end, &source.text, lexicon),
            };
            let Some(range) = named else { continue };
            let side = side_before(scan, &hit.range, lexicon).or_else(|| side_behind(scan, &range, lexicon));
            let role_id = lexicon.roles.get(role).map(|r| r.id.clone());
            let span = scan.folded.span(range.start, range.end);
            let written = span.of(&source.text);
            let glossed = gloss(&source.text, span.end).filter(|_| cjk);
            let folded = &scan.folded.text()[range.clone()];
            let index = match glossed.and_then(|latin| glossed_person(latin, side.as_deref(), lexicon)) {
                Some(entry) => {
                    let known = register.known(entry, written, lexicon);
                    register.alias(&short_chinese(folded), known)
                }
                None => {
                    let mut person = person_from_name(written, side, role_id, lexicon);
                    if let Some(latin) = glossed {
                        take_latin_name(&mut person, latin, lexicon);
                    }
                    register.unknown(&short_form(folded, &person, cjk), person)
                }
            };
            let short = match cjk {
                true => short_chinese(folded),
                false => register.persons.get(index).map_or(String::new(), |p| p.key.replace('-', " ")),
            };
            if short != folded && !folded.contains(&short) {
                continue;
            }
            register.found.push(Found { unit: u, range, person: index, titled_behind: false });
        }
    }
}

/// The publisher's own office-holder whom the text never names ("The Prime Minister spoke to President X"): an office
/// without a name that is the subject of the event in the opening, and that nobody named of that side holds.
pub(super) fn unnamed_host(source: &Source, scans: &[Scan], register: &mut Register, lexicon: &Lexicon) {
    let Some(side) = source.side.as_ref().map(|s| s.value.clone()).filter(|s| s != "media") else { return };
    if source.language.value != Language::English {
        return;
    }
    for (u, scan) in scans.iter().enumerate().take(OPENING) {
        let text = scan.folded.text();
        let told = |at: usize| {
            scan.verbs.iter().any(|v| {
                v.usage == Use::Cue
                    && matches!(v.act, Act::Narrate | Act::Discuss)
                    && v.range.start >= at
                    && text[at..v.range.start].split_whitespace().count() <= 4
            })
        };
        let bare = scan.names.iter().find(|hit| {
            matches!(hit.name, Name::Role(_))
                && text[..hit.range.start].trim_end().ends_with("the")
                && hit.range.start <= 16
                && told(hit.range.end)
                && !register.found.iter().any(|f| {
                    f.unit == u && f.range.start <= hit.range.end + 1 && f.range.end > hit.range.start
                })
        });
        let Some(NameHit { name: Name::Role(role), range }) = bare else { continue };
        let Some(id) = lexicon.roles.get(*role).map(|r| r.id.clone()) else { continue };
        let held = register.persons.iter().any(|p| {
            p.side.as_deref() == Some(side.as_str())
                && p.role.as_deref().is_some_and(|r| r == id || r.contains(&id) || id.contains(r))
        });
        if held {
            return;
        }
        let key = format!("{}-{id}", side.to_lowercase());
        let written = scan.folded.span(range.start, range.end).of(&source.text);
        let person = office_holder(key.clone(), format!("the {written}"), side, id);
        register.host = Some(register.unknown(&key, person));
        return;
    }
}

/// Whether a side stands right before an office, or only a word such as 前 or 候任 between them.
fn is_beside_a_side(scan: &Scan, office: usize, lexicon: &Lexicon) -> bool {
    let text = scan.folded.text();
    scan.names.iter().filter(|hit| hit.range.end <= office && side_of(hit.name, lexicon).is_some()).any(
        |hit| {
            let between = &text[hit.range.end..office];
            between.is_empty() || lexicon.grammar.zh.before_office.iter().any(|word| word == between)
        },
    )
}

/// The name in Latin letters that a text gives in brackets behind a Chinese one: 瓦德富尔（Johann Wadephul）.
fn gloss(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.trim_start();
    let inside = rest.strip_prefix(['(', '（'])?;
    let end = inside.find([')', '）', ',', '，', '、', ';', '；'])?;
    let latin = inside[..end].trim();
    let letters = latin.starts_with(char::is_uppercase) && !latin.chars().any(is_cjk);
    (letters && latin.split_whitespace().count() <= MOST_WORDS).then_some(latin)
}

/// The lexicon's person whom a Latin name means, of the side where one is known.
fn glossed_person(latin: &str, side: Option<&str>, lexicon: &Lexicon) -> Option<usize> {
    let folded = Folded::of(latin, Span::new(0, latin.len()));
    let sentence = crate::lexicon::terms::Sentence { text: latin, folded: &folded, parties: &[] };
    let hits = lexicon.names.en.find(sentence);
    hits.iter().find_map(|hit| match hit.name {
        Name::Person(p) if hit.range.end == folded.text().len() => {
            let entry = lexicon.persons.get(p)?;
            side.is_none_or(|side| entry.speaks_for(side)).then_some(p)
        }
        _ => None,
    })
}

/// Keys an unknown person by the Latin name that the text gives.
fn take_latin_name(person: &mut Person, latin: &str, lexicon: &Lexicon) {
    let named = person_from_name(latin, person.side.clone(), person.role.clone(), lexicon);
    person.key = named.key;
    person.given = named.given;
}

/// A Chinese name by which the rest of the text names the person: the part behind the last point.
fn short_chinese(folded: &str) -> String {
    folded.rsplit('·').next().unwrap_or(folded).to_string()
}

/// Office-holders whom the text names by side and office alone, where they speak ("the Vietnamese prime minister said") and
/// nobody named holds the office.
pub(super) fn unnamed_officials(source: &Source, scans: &[Scan], register: &mut Register, lexicon: &Lexicon) {
    if source.language.value != Language::English {
        return;
    }
    for (unit, scan) in scans.iter().enumerate() {
        let text = scan.folded.text();
        for hit in &scan.names {
            let Name::Role(role) = hit.name else { continue };
            let (range, Some(side)) = with_side(text, &hit.range, &scan.names) else { continue };
            let (Some(office), Some(side)) = (lexicon.roles.get(role), lexicon.sides.get(side)) else {
                continue;
            };
            let near = |f: &Found| {
                f.unit == unit && f.range.start <= range.end + 2 && range.start <= f.range.end + 2
            };
            let held = |p: &Person| {
                p.side.as_ref() == Some(&side.id) && (holds(p, office, lexicon) || may_hold(p, office))
            };
            if office.id == "spokesperson"
                || !speaks(scan, &range, lexicon)
                || register.found.iter().any(near)
                || register.persons.iter().any(held)
            {
                continue;
            }
            let key = format!("{}-{}", side.id.to_lowercase(), office.id);
            let written = scan.folded.span(range.start, range.end).of(&source.text);
            let person =
                office_holder(key.clone(), format!("the {written}"), side.id.clone(), office.id.clone());
            let person = register.unknown(&key, person);
            register.found.push(Found { unit, range, person, titled_behind: false });
        }
    }
}

/// Whether a verb of saying stands behind a name, adverbs and auxiliaries aside, or right before it behind a comma.
fn speaks(scan: &Scan, range: &Range<usize>, lexicon: &Lexicon) -> bool {
    let text = scan.folded.text();
    let grammar = &lexicon.grammar.en;
    let small = |words: &str| {
        words.split_whitespace().all(|word| {
            [&grammar.adverbs, &grammar.auxiliaries, &grammar.determiners]
                .into_iter()
                .flatten()
                .any(|w| w == word)
                || word.ends_with("ly")
        })
    };
    scan.verbs.iter().filter(|v| v.usage == Use::Cue).any(|v| {
        let behind = v.range.start >= range.end && small(&text[range.end..v.range.start]);
        let before = v.range.end <= range.start
            && small(&text[v.range.end..range.start])
            && text[..v.range.start].trim_end().ends_with([',', '"']);
        behind || before
    })
}

/// Somebody who is known by side and office alone.
fn office_holder(key: String, name: String, side: String, role: String) -> Person {
    Person {
        key,
        given: String::new(),
        name,
        forms: Vec::new(),
        side: Some(side),
        role: Some(role),
        pronoun: None,
        participant: false,
        known: false,
    }
}

/// The form by which the rest of the text names the person: a Chinese name whole, a Latin name by its family name.
fn short_form(folded: &str, person: &Person, cjk: bool) -> String {
    match cjk {
        true => short_chinese(folded),
        false => person.key.replace('-', " "),
    }
}

/// The side named right before an office: 法国 in 法国总统, France's, French.
fn side_before(scan: &Scan, office: &Range<usize>, lexicon: &Lexicon) -> Option<String> {
    let hit = scan.names.iter().rev().find(|hit| {
        hit.range.end <= office.start
            && side_of(hit.name, lexicon).is_some()
            && scan.folded.text()[hit.range.end..office.start].chars().count() <= 12
    })?;
    side_of(hit.name, lexicon)
}

/// The side named right behind a name: "X, President of Y"; "President of Y X" has it before.
fn side_behind(scan: &Scan, name: &Range<usize>, lexicon: &Lexicon) -> Option<String> {
    let hit = scan.names.iter().find(|hit| {
        hit.range.start >= name.end
            && side_of(hit.name, lexicon).is_some()
            && matches!(
                scan.folded.text()[name.end..hit.range.start].trim(),
                "of" | "of the" | "" | "(" | ", of" | "," | ", president of" | ", prime minister of"
            )
    })?;
    side_of(hit.name, lexicon)
}

/// The Chinese name that begins at `at`: up to a word that ends names, or, better, up to a verb of saying that follows
/// the same characters elsewhere in the text.
///
/// Without such a verb, a name needs a side right before the office (`beside`).
fn chinese_name(
    source: &Source,
    scan: &Scan,
    at: usize,
    scans: &[Scan],
    beside: bool,
    lexicon: &Lexicon,
) -> Option<Range<usize>> {
    let text = scan.folded.text();
    let begins = |hit: &NameHit| {
        hit.range.start == at && !matches!(hit.name, Name::Place(_)) && !in_longer_name(text, &hit.range)
    };
    if scan.names.iter().any(begins) {
        return None;
    }
    let name_char = |c: char| (is_cjk(c) && c != '、') || c == '·' || c == '•';
    let run: &str = {
        let rest = &text[at..];
        let end = rest
            .char_indices()
            .take_while(|(i, c)| name_char(*c) && rest[..*i].chars().count() < LONGEST_NAME);
        &rest[..end.last().map_or(0, |(i, c)| i + c.len_utf8())]
    };
    let cuts: Vec<usize> = run
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .filter(|i| run[..*i].chars().count() >= 2)
        .collect();
    let spoken = cuts.iter().rev().find(|cut| {
        let name = &run[..**cut];
        scans.iter().any(|other| {
            other.folded.text().match_indices(name).any(|(i, _)| {
                let end = i + name.len();
                let alone = i == 0 || other.folded.text()[..i].ends_with([',', '。', ';', '"', ' ']);
                alone && other.verbs.iter().any(|v| v.usage == Use::Cue && v.range.start == end)
            })
        })
    });
    if let Some(cut) = spoken {
        return Some(at..at + cut);
    }
    // A name that the text gives in Latin letters too ends there.
    let glossed = cuts.iter().find(|cut| {
        let span = scan.folded.span(at, at + **cut);
        gloss(&source.text, span.end).is_some()
    });
    if let Some(cut) = glossed {
        return Some(at..at + cut);
    }
    let ends = &lexicon.grammar.zh.name_ends;
    let stop = run
        .char_indices()
        .filter(|(i, _)| run[..*i].chars().count() >= 2)
        .find(|(i, _)| ends.iter().any(|word| run[*i..].starts_with(word)))
        .map_or(run.len(), |(i, _)| i);
    let name = run[..stop].trim_end_matches(['·', '•']);
    let blocked = ends.iter().any(|word| word.chars().count() > 1 && name.starts_with(word))
        || is_no_name(name, lexicon)
        || lexicon.grammar.zh.prepositions.iter().any(|word| name.starts_with(word));
    // A point inside tells a foreign name.
    let foreign = name.contains(['·', '•']);
    ((beside || foreign) && name.chars().count() >= 2 && !blocked).then(|| at..at + name.len())
}

/// Whether what follows an office goes on with other words (发言人周六, 总统之间, 总书记后).
fn is_no_name(name: &str, lexicon: &Lexicon) -> bool {
    let grammar = &lexicon.grammar.zh;
    let adverb = |word: &&str| word.chars().count() > 1;
    let words = grammar.not_names.iter().chain(grammar.adverbs.iter().filter(adverb));
    words.into_iter().any(|word| name.starts_with(word))
}

/// The Latin name that begins behind an office: capitalised words, initials and particles.
fn latin_name(scan: &Scan, at: usize, text: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let folded = scan.folded.text();
    let rest = &folded[at..];
    if !rest.starts_with(' ') {
        return None;
    }
    let grammar = &lexicon.grammar.en;
    let (mut end, mut words, mut at_word) = (at, 0, at + 1);
    let start = at_word;
    while words < MOST_WORDS && at_word < folded.len() {
        let word_end = folded[at_word..]
            .find([' ', ',', ';', ':', '(', ')', '"', '!', '?'])
            .map_or(folded.len(), |i| at_word + i);
        let word = &folded[at_word..word_end];
        let bare = word.trim_end_matches(['.', '\'']).trim_end_matches("'s");
        let written = scan.folded.span(at_word, word_end).of(text);
        let capital = written.starts_with(char::is_uppercase);
        let particle = words > 0 && grammar.name_particles.iter().any(|p| p == bare);
        if bare.is_empty() || !(capital || particle) || grammar.not_names.iter().any(|w| w == bare) {
            break;
        }
        words += 1;
        end = at_word + bare.len();
        let closes = word.len() > bare.len() && bare.chars().count() > 2 && !word.ends_with("jr.");
        if closes || !folded[word_end..].starts_with(' ') {
            break;
        }
        at_word = word_end + 1;
    }
    (words > 0
        && end > start
        && scan.names.iter().all(|hit| {
            hit.range.end <= start
                || hit.range.start >= end
                || matches!(hit.name, Name::Role(_) | Name::Person(_))
        }))
    .then_some(start..end)
}

/// A person from a name as written: `MOTEGI Toshimitsu`, `Emmanuel Macron`, 马克龙.
///
/// The family name is the word in capitals, else the first word where the side's names begin with it, else the last.
pub(super) fn person_from_name(
    name: &str,
    side: Option<String>,
    role: Option<String>,
    lexicon: &Lexicon,
) -> Person {
    let family_first = side.as_deref().and_then(|s| lexicon.side(s)).is_some_and(|s| s.family_first);
    let words: Vec<&str> = name.split([' ', ',']).filter(|w| !w.trim_matches('.').is_empty()).collect();
    let words: Vec<&str> = words
        .into_iter()
        .filter(|w| !lexicon.grammar.en.not_names.contains(fold_term(w).trim_matches('.')))
        .collect();
    let loud = |w: &&&str| w.chars().count() > 2 && w.chars().all(|c| c.is_uppercase() || c == '-');
    let suffix = |w: &&&str| matches!(fold_term(w).trim_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv");
    let all_loud = words.iter().all(|w| loud(&w));
    let family = words.iter().find(|w| loud(w) && !all_loud).or(match family_first {
        true => words.first(),
        false => words.iter().rev().find(|w| !suffix(w)),
    });
    let family = family.copied().unwrap_or(name);
    let latin = family.chars().any(|c| c.is_ascii_alphabetic());
    let key: String = match (latin, &side, &role) {
        (true, ..) => fold_term(family).chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect(),
        // A name in another script that nobody told us in Latin letters: the office says more than a guess would.
        (false, Some(side), Some(role)) => format!("{}-{role}", side.to_lowercase()),
        (false, ..) => name.to_string(),
    };
    let given = words.iter().find(|w| **w != family).map(|w| fold_term(w).trim_matches('.').to_string());
    Person {
        key: key.trim_matches('-').to_string(),
        given: given.filter(|_| latin).unwrap_or_default(),
        name: name.into(),
        forms: Vec::new(),
        side,
        role,
        pronoun: None,
        participant: false,
        known: false,
    }
}

/// Registers the speakers whom labels of turns name.
pub(super) fn labels(source: &Source, blocks: &[Block], register: &mut Register, lexicon: &Lexicon) {
    let primary = source.language.value.primary();
    for span in blocks.iter().filter_map(|b| b.label) {
        let written = span.of(&source.text);
        let line = format!("{written}: x");
        if label(lexicon, &line, primary).is_none_or(|l| l.journalist || l.answer) {
            continue;
        }
        let folded = Folded::of(&source.text, span);
        let scan_names = {
            let sentence =
                crate::lexicon::terms::Sentence { text: &source.text, folded: &folded, parties: &[] };
            lexicon.names.get(primary).map(|names| names.find(sentence)).unwrap_or_default()
        };
        let known =
            scan_names.iter().find_map(|hit| if let Name::Person(p) = hit.name { Some(p) } else { None });
        if let Some(entry) = known {
            register.known(entry, written, lexicon);
            continue;
        }
        let role = scan_names.iter().find_map(|hit| match hit.name {
            Name::Role(r) => Some((lexicon.roles.get(r)?.id.clone(), hit.range.end)),
            _ => None,
        });
        let side = scan_names.iter().find_map(|hit| side_of(hit.name, lexicon));
        let after = role.as_ref().map_or(0, |(_, end)| *end);
        let name = folded.span(after.min(folded.text().len()), folded.text().len()).of(&source.text);
        let name = name.split(['(', '（']).next().unwrap_or_default().trim();
        if name.is_empty() {
            continue;
        }
        let person = person_from_name(name, side, role.map(|(id, _)| id), lexicon);
        let cjk = name.chars().any(is_cjk);
        let form = if cjk { fold_term(name) } else { person.key.replace('-', " ") };
        if !form.is_empty() {
            register.unknown(&form, person);
        }
    }
}

/// Registers the people whom the title of a text with unnamed answers (答：) names: one of them answers.
pub(super) fn answerers(source: &Source, blocks: &[Block], register: &mut Register, lexicon: &Lexicon) {
    let primary = source.language.value.primary();
    let answers = blocks.iter().filter_map(|b| b.label).any(|span| {
        let line = format!("{}: x", span.of(&source.text));
        label(lexicon, &line, primary).is_some_and(|l| l.answer)
    });
    let Some(title) = source.title.as_deref().filter(|_| answers) else { return };
    let folded = Folded::of(title, Span::new(0, title.len()));
    let sentence = crate::lexicon::terms::Sentence { text: title, folded: &folded, parties: &[] };
    let hits = lexicon.names.get(primary).map(|names| names.find(sentence)).unwrap_or_default();
    for hit in hits {
        if let Name::Person(entry) = hit.name {
            let written = folded.span(hit.range.start, hit.range.end).of(title);
            register.known(entry, written, lexicon);
            return;
        }
    }
}

/// The names that follow what a commentator is called (教授吴心伯) and that the text goes on to use alone.
pub(super) fn commentators(scans: &[Scan], source: &Source, lexicon: &Lexicon) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if !matches!(source.language.value, Language::Simplified | Language::Traditional) {
        return names;
    }
    for scan in scans {
        for hit in scan.names.iter().filter(|hit| hit.name == Name::Commentator) {
            if let Some(range) = chinese_name(source, scan, hit.range.end, scans, false, lexicon) {
                names.insert(scan.folded.text()[range].to_string());
            }
        }
    }
    names
}
