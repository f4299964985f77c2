//! How a topic stands in a clause: named in a list or under "discussed", elaborated otherwise (CODEBOOK: levels).

use super::{Act, Level};
use crate::readout::{BlockKind, Voice};
use crate::text::fold::is_cjk;
use std::ops::Range;

/// A list has at least this many fields (CODEBOOK: "a list of three or more fields").
const FIELDS: usize = 3;
/// A field of a Chinese list has at most this many characters.
const LONGEST_FIELD_CHARS: usize = 12;
/// A field of a Latin list has at most this many words.
const LONGEST_FIELD_WORDS: usize = 6;

/// Where a mention stands.
pub(super) struct Place<'a> {
    /// The clause's sentence, folded.
    pub sentence: &'a str,
    /// The mention in it, in folded bytes.
    pub mention: Range<usize>,
    /// The unit's kind.
    pub kind: BlockKind,
    /// The claim's voice.
    pub voice: &'a Voice,
    /// The claim's act.
    pub act: Act,
    /// Words behind which something is said even under "discussed" (the importance of, how to).
    pub substance: &'a [String],
    /// Places of verbs of saying, in folded bytes of the sentence: a stretch with one is no field.
    pub verbs: &'a [Range<usize>],
    /// Words that open a clause behind a comma.
    pub openers: &'a [String],
    /// Whether the topic is one that lists of fields name (trade, climate), not a matter of its own (last-meeting).
    pub is_field: bool,
    /// Places of numbers, in folded bytes of the sentence.
    pub numbers: &'a [Range<usize>],
}

/// The level of a mention.
pub(super) fn level(place: &Place<'_>) -> Level {
    match (place.kind, place.voice, place.act) {
        (BlockKind::Heading | BlockKind::Furniture, ..) => Level::Heading,
        (_, Voice::Commentator, _) => Level::Commentary,
        (_, Voice::Journalist, _) => Level::Asked,
        (_, _, Act::Deny) => Level::Denied,
        (_, _, Act::Decline) => Level::Declined,
        _ => {
            let field = field_around(place);
            let counted =
                place.numbers.iter().any(|n| field.range.start <= n.start && n.end <= field.range.end);
            let before = &place.sentence[..place.mention.start];
            let bare = matches!(place.act, Act::Discuss)
                && !place.substance.iter().any(|word| before.contains(word.as_str()));
            let listed = (place.is_field && field.fields >= FIELDS) || bare;
            if listed && !counted { Level::Named } else { Level::Elaborated }
        }
    }
}

/// The field of a list in which a mention stands.
struct Field {
    range: Range<usize>,
    /// How many short fields stand side by side here; 1 outside a list.
    fields: usize,
}

fn field_around(place: &Place<'_>) -> Field {
    let (sentence, mention) = (place.sentence, &place.mention);
    let cjk = sentence[mention.clone()].chars().any(is_cjk);
    let pieces = if cjk { chinese_fields(sentence) } else { latin_fields(sentence, place.openers) };
    let Some(at) = pieces.iter().position(|p| p.range.start <= mention.start && mention.start < p.range.end)
    else {
        return Field { range: mention.clone(), fields: 1 };
    };
    // Fields of one list stand side by side, joined by its marks; the first may have a head, the last a tail.
    let mut first = at;
    while first > 0 && pieces[first].joined {
        first -= 1;
    }
    let mut last = at;
    while pieces.get(last + 1).is_some_and(|p| p.joined) {
        last += 1;
    }
    let short = |i: usize, piece: &Piece| {
        if i > first && place.verbs.iter().any(|v| piece.range.start <= v.start && v.end <= piece.range.end) {
            return false;
        }
        let text = &sentence[piece.range.clone()];
        let edge = i == first || i == last;
        match cjk {
            true => edge || text.chars().count() <= LONGEST_FIELD_CHARS,
            false => {
                i == first
                    || text.split_whitespace().count()
                        <= if edge { 2 * LONGEST_FIELD_WORDS } else { LONGEST_FIELD_WORDS }
            }
        }
    };
    // "good, and very important, deal": what "and" joins closes a list, so more behind it makes none.
    let closes = (first..last).all(|i| pieces.get(i).is_none_or(|p| !p.closes));
    let all_short = closes && (first..=last).all(|i| pieces.get(i).is_some_and(|p| short(i, p)));
    let fields = if all_short { last - first + 1 } else { 1 };
    Field { range: pieces[at].range.clone(), fields }
}

/// A stretch between list marks; `joined` when a list mark stands before it.
/// `closes` when that mark is an "and" or "or" behind a comma, as before the last field.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    joined: bool,
    closes: bool,
}

/// Cuts at 、 和 及 以及 (joined) and at clause marks (not joined).
fn chinese_fields(sentence: &str) -> Vec<Piece> {
    cut(sentence, |rest, _| match rest {
        r if r.starts_with('、') => Some(('、'.len_utf8(), true)),
        r if r.starts_with("以及") => Some(("以及".len(), true)),
        r if r.starts_with("和") && !r.starts_with("和平") && !r.starts_with("和谈") => {
            Some(('和'.len_utf8(), true))
        }
        r if r.starts_with(['及', '与']) => Some((3, true)),
        r if r.starts_with([',', ';', ':', '。', '!', '?']) => {
            Some((r.chars().next().map_or(1, char::len_utf8), false))
        }
        _ => None,
    })
}

/// Cuts at commas and slashes, and at the "and" or "or" that closes such a list (joined), and at ; : . (not joined). A
/// comma before a participle or a relative clause closes no field.
fn latin_fields(sentence: &str, openers: &[String]) -> Vec<Piece> {
    cut(sentence, |rest, listed| {
        let (width, joined) = match rest {
            r if r.starts_with(", and ") => (6, true),
            r if r.starts_with(", or ") => (5, true),
            r if r.starts_with(", ") => (2, true),
            r if r.starts_with('/') => (1, true),
            r if r.starts_with(" and ") && listed => (5, true),
            r if r.starts_with(" or ") && listed => (4, true),
            r if r.starts_with("; ") || r.starts_with(": ") || r.starts_with(". ") => (2, false),
            r if r.starts_with(" - ") => (3, false),
            _ => return None,
        };
        let next = rest[width..].split(' ').next().unwrap_or_default();
        let clause = (next.ends_with("ing") && next.len() > 5) || openers.iter().any(|w| w == next);
        Some((width, joined && !clause))
    })
}

/// `mark` is told what follows and whether the piece so far was joined to one before.
fn cut(sentence: &str, mark: impl Fn(&str, bool) -> Option<(usize, bool)>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut joined, mut closes, mut at) = (0, false, false, 0);
    while at < sentence.len() {
        let rest = &sentence[at..];
        if let Some((width, joins)) = mark(rest, joined) {
            pieces.push(Piece { range: start..at, joined, closes });
            closes = rest.starts_with(", and ") || rest.starts_with(", or ");
            start = (at + width).min(sentence.len());
            while !sentence.is_char_boundary(start) {
                start += 1;
            }
            joined = joins;
            at = start;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    pieces.push(Piece { range: start..sentence.len(), joined, closes });
    pieces
}
