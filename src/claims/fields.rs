//! Lists in a sentence: stretches that stand side by side as fields (trade, energy and climate; 经贸、能源、气候等领域).

use super::Act;
use crate::lexicon::entry::Grammar;
use crate::lexicon::verbs::VerbHit;
use crate::lexicon::words::Words;
use std::cell::Cell;
use std::ops::Range;

/// A field of a Chinese list has at most this many characters.
const LONGEST_FIELD_CHARS: usize = 18;
/// The conjunction before a last Chinese field stands within this many characters.
const FURTHEST_CONJUNCTION: usize = 40;
/// A field of a Latin list has at most this many words, its last one twice as many.
const LONGEST_FIELD_WORDS: usize = 8;
/// A field of a Latin list that is announced (including, such as) has at most this many words.
const LONGEST_ANNOUNCED_WORDS: usize = 16;
/// The comma and conjunction before a last Latin field stand within this many bytes; what is further belongs to another list.
const FURTHEST_SERIAL: usize = 800;
/// A Latin word this long that ends in "ing" is a participle, not a "thing" or a "king".
const SHORTEST_PARTICIPLE: usize = 6;

/// A field of a list, or a stretch that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Where it stands, in folded bytes of the sentence.
    pub range: Range<usize>,
    /// How many fields stand side by side here; 1 outside a list.
    pub fields: usize,
    /// Where its list, with what leads up to it, begins.
    pub head: usize,
    /// Whether it is the last of its list.
    pub last: bool,
}

/// A stretch between marks; `joined` when the mark before it is one of a list.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    joined: bool,
}

/// The fields of a Chinese sentence: what stands between 、 and what a conjunction adds to the last of them. A verb opens a
/// statement, not a field (完善治理、坚持多边), and behind a predicate nothing is listed (危机、冲突威胁和平与安全).
pub(super) fn chinese(sentence: &str, grammar: &Grammar) -> Vec<Field> {
    let pieces = chinese_pieces(sentence, grammar);
    let mut fields = Vec::with_capacity(pieces.len());
    for list in joined(&pieces) {
        let list = with_last_split(list, sentence, grammar);
        let chars = |piece: &Piece| sentence[piece.range.clone()].chars().count();
        let inner = list.get(1..list.len().saturating_sub(1)).unwrap_or_default();
        let short = inner.iter().all(|piece| chars(piece) <= LONGEST_FIELD_CHARS);
        push(&mut fields, &list, if short { list.len() } else { 1 });
    }
    fields
}

/// The fields of a Latin sentence: what stands between commas and slashes, and the one that "and" adds. `verbs` are those
/// of saying, sorted: a stretch with one is a statement. Of what is listed as a subject (A, B and C constitute …), all is told.
pub(super) fn latin(sentence: &str, grammar: &Grammar, verbs: &[VerbHit]) -> Vec<Field> {
    let pieces = latin_pieces(sentence, grammar);
    let mut fields = Vec::with_capacity(pieces.len());
    for list in joined(&pieces) {
        let Some((head, others)) = list.split_first() else { continue };
        if others.iter().any(|piece| grammar.list_breakers.is_in(&sentence[piece.range.clone()])) {
            push(&mut fields, list, 1);
            continue;
        }
        let announced = grammar.field_introducers.is_in(&sentence[head.range.clone()]);
        let longest = if announced { LONGEST_ANNOUNCED_WORDS } else { LONGEST_FIELD_WORDS };
        let mut from = 0;
        for (at, piece) in list.iter().enumerate().skip(1) {
            let words = sentence[piece.range.clone()].split_whitespace().count();
            let statement = has_verb(verbs, &piece.range);
            if statement || words > 2 * longest {
                push(&mut fields, &list[from..at], at - from);
                from = at;
            } else if words > longest && at + 1 < list.len() {
                // Too long for the middle of a list, so the last of one; what follows is another.
                push(&mut fields, &list[from..=at], at + 1 - from);
                from = at + 1;
            }
        }
        push(&mut fields, &list[from..], list.len() - from);
    }
    fields
}

fn push(fields: &mut Vec<Field>, list: &[Piece], count: usize) {
    let head = list.first().map_or(0, |piece| piece.range.start);
    fields.extend(list.iter().enumerate().map(|(i, piece)| Field {
        range: piece.range.clone(),
        fields: count,
        head,
        last: i > 0 && i + 1 == list.len(),
    }));
}

/// Pieces that are joined to each other.
fn joined(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    pieces.chunk_by(|_, next| next.joined)
}

fn has_verb(verbs: &[VerbHit], piece: &Range<usize>) -> bool {
    let from = verbs.partition_point(|verb| verb.range.start < piece.start);
    let verbs = verbs.get(from..).unwrap_or_default().iter();
    let mut within = verbs.take_while(|verb| verb.range.end <= piece.end);
    within.any(|verb| verb.act != Act::Discuss)
}

fn chinese_pieces(sentence: &str, grammar: &Grammar) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut joined) = (0, false);
    for (at, mark) in sentence.match_indices(['、', ',', ';', ':', '。', '!', '?']) {
        let behind = &sentence[at + mark.len()..];
        let goes_on = match mark {
            "、" => !grammar.predicates.begins(behind),
            "," => joined && grammar.conjunctions.begins(behind),
            _ => false,
        };
        let closed = joined && grammar.list_breakers.is_in(&sentence[start..at]);
        pieces.push(Piece { range: start..at, joined });
        joined = goes_on && !closed;
        start = at + mark.len();
    }
    pieces.push(Piece { range: start..sentence.len(), joined });
    pieces
}

/// A list with its last piece cut where a conjunction adds one more field (经贸、能源和气候).
fn with_last_split(list: &[Piece], sentence: &str, grammar: &Grammar) -> Vec<Piece> {
    let mut list = list.to_vec();
    let Some(last) = list.last_mut().filter(|piece| piece.joined) else { return list };
    let words = &sentence[last.range.clone()];
    let near = words.char_indices().nth(FURTHEST_CONJUNCTION).map_or(words.len(), |(at, _)| at);
    let Some((at, width)) = conjunction(&words[..near], grammar) else { return list };
    let (start, end) = (last.range.start, last.range.end);
    last.range.end = start + at;
    list.push(Piece { range: start + at + width..end, joined: true });
    list
}

/// The first conjunction in a last field, with its width; none behind a predicate.
fn conjunction(text: &str, grammar: &Grammar) -> Option<(usize, usize)> {
    let masked =
        |at: usize| grammar.conjunction_masks.places(text).any(|(m, mask)| m <= at && at < m + mask.len());
    let found = grammar.conjunctions.places(text).filter(|(at, _)| *at > 0 && !masked(*at));
    let (at, word) = found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))?;
    let free =
        !grammar.list_breakers.is_in(&text[..at]) && !grammar.predicates.begins(&text[at + word.len()..]);
    free.then_some((at, word.len()))
}

/// What stands at a place of a Latin sentence.
enum Mark {
    /// A comma or slash, and its width.
    Between(usize),
    /// A conjunction before the last field, and its width.
    Closing(usize),
    /// The end of a clause, and its width.
    End(usize),
}

fn latin_mark(rest: &str, listed: bool, grammar: &Grammar) -> Option<Mark> {
    let conjunction = |text: &str| {
        let word = grammar.conjunctions.iter().find(|word| text.starts_with(word));
        word.filter(|word| text[word.len()..].starts_with(' ')).map(|word| word.len() + 1)
    };
    if let Some(behind) = rest.strip_prefix(", ") {
        return Some(conjunction(behind).map_or(Mark::Between(2), |width| Mark::Closing(2 + width)));
    }
    match rest.as_bytes() {
        [b'/', ..] => Some(Mark::Between(1)),
        [b' ', b'-', b' ', ..] => Some(Mark::End(3)),
        [b';' | b':' | b'.', b' ', ..] => Some(Mark::End(2)),
        [b' ', ..] if listed => conjunction(&rest[1..]).map(|width| Mark::Closing(1 + width)),
        _ => None,
    }
}

/// A comma before a verb, a participle or a relative clause joins nothing, save participles under a participle (on fighting
/// crime, building trust and …). What "and" has closed is not gone on with.
fn latin_pieces(sentence: &str, grammar: &Grammar) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut start, mut joined, mut closed) = (0, false, false);
    // Where the list begins, and whether it is one of participles, once asked.
    let (mut head, mut participles) = (0..0, None);
    let next_word = words_from(sentence);
    let serial = serial_from(sentence, grammar);
    let mut skip = 0;
    for (at, _) in sentence.match_indices([',', '/', ';', ':', '.', ' ']) {
        let listed = joined && !closed && !serial(at);
        let mark = if at < skip { None } else { latin_mark(&sentence[at..], listed, grammar) };
        let Some(mark) = mark else { continue };
        pieces.push(Piece { range: start..at, joined });
        if !joined {
            (head, participles) = (start..at, None);
        }
        let (width, closing, mut joins) = match mark {
            Mark::Between(width) => (width, false, !closed),
            Mark::Closing(width) => (width, true, !closed),
            Mark::End(width) => (width, false, false),
        };
        start = at + width;
        skip = start;
        let next = next_word(start);
        if is_participle(next) && !(closing && joined) {
            let head = &sentence[head.clone()];
            joins &= *participles.get_or_insert_with(|| lists_participles(head, &grammar.field_introducers));
        }
        joined = joins && !grammar.clause_openers.holds(next) && !grammar.predicates.holds(next);
        closed = joined && closing;
    }
    pieces.push(Piece { range: start..sentence.len(), joined });
    pieces
}

/// Whether the clause has, from a place on, a last field with a comma before its "and", so that an "and" without one
/// stands inside a field (roads, oil and gas, and ports); places are asked in order.
fn serial_from<'s>(sentence: &'s str, grammar: &'s Grammar) -> impl Fn(usize) -> bool + 's {
    let known = Cell::new(None::<(usize, bool)>);
    move |from: usize| {
        if let Some((_, is)) = known.get().filter(|(to, _)| *to >= from) {
            return is;
        }
        let rest = &sentence[from..];
        let near =
            rest.char_indices().map(|(at, _)| at).find(|at| *at >= FURTHEST_SERIAL).unwrap_or(rest.len());
        let rest = &rest[..near];
        let end = ["; ", ": ", ". "].iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        let clause = &rest[..end];
        let serial = |(at, comma): (usize, &str)| {
            let behind = at + comma.len();
            let word = grammar
                .conjunctions
                .iter()
                .find(|word| clause[behind..].strip_prefix(*word).is_some_and(|rest| rest.starts_with(' ')));
            word.map(|word| behind + word.len() + 1)
        };
        let next = clause.match_indices(", ").find_map(serial).filter(|at| {
            let word = rest[*at..].split(' ').next().unwrap_or_default();
            !grammar.predicates.iter().chain(&grammar.clause_openers).any(|verb| verb == word)
        });
        known.set(Some((from + next.unwrap_or(end), next.is_some())));
        next.is_some()
    }
}

/// The word that begins at a place; places are asked in order, and each blank is found once.
fn words_from<'s>(sentence: &'s str) -> impl Fn(usize) -> &'s str {
    let blank = Cell::new(None::<usize>);
    move |from: usize| {
        let known = blank.get().filter(|at| *at >= from);
        let end = known.unwrap_or_else(|| sentence[from..].find(' ').map_or(sentence.len(), |at| from + at));
        blank.set(Some(end));
        &sentence[from..end]
    }
}

fn is_participle(word: &str) -> bool {
    word.len() >= SHORTEST_PARTICIPLE && word.ends_with("ing")
}

/// Whether a list's first piece announces a participle as its first field (including fighting crime).
fn lists_participles(head: &str, introducers: &Words) -> bool {
    introducers.places(head).any(|(at, word)| {
        let behind = head[at + word.len()..].trim_start();
        is_participle(behind.split(' ').next().unwrap_or_default())
    })
}
