//! How a topic stands in a clause: named in a list or under "discussed", elaborated otherwise (CODEBOOK: levels).

use super::{Act, Level};
use crate::readout::{BlockKind, Voice};
use crate::text::fold::is_cjk;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

/// A list has at least this many fields (CODEBOOK: "a list of three or more fields").
const FIELDS: usize = 3;
/// A field of a Chinese list has at most this many characters.
const LONGEST_FIELD_CHARS: usize = 12;
/// A field of a Latin list has at most this many words.
const LONGEST_FIELD_WORDS: usize = 6;

/// Where a mention stands.
pub(super) struct Place<'a> {
    /// The mention in its sentence, in folded bytes.
    pub mention: Range<usize>,
    /// The unit's kind.
    pub kind: BlockKind,
    /// The claim's voice.
    pub voice: &'a Voice,
    /// The claim's act.
    pub act: Act,
    /// Whether the topic is one that lists of fields name (trade, climate), not a matter of its own (last-meeting).
    pub is_field: bool,
    /// Places of the claim's numbers, in folded bytes of the sentence, sorted.
    pub numbers: &'a [Range<usize>],
}

/// A sentence with its lists, each cut once, however many mentions it has.
pub(super) struct Lists<'a> {
    /// The sentence, folded.
    pub sentence: &'a str,
    /// Words behind which something is said even under "discussed" (the importance of, how to).
    pub substance: &'a [String],
    /// Places of verbs of saying, in folded bytes of the sentence, sorted: a stretch with one is no field.
    pub verbs: Vec<Range<usize>>,
    /// Words that open a clause behind a comma.
    pub openers: &'a [String],
    chinese: OnceCell<Vec<Field>>,
    latin: OnceCell<Vec<Field>>,
    substance_ends: OnceCell<usize>,
}

impl<'a> Lists<'a> {
    /// A sentence whose lists are not yet cut.
    pub fn new(
        sentence: &'a str,
        substance: &'a [String],
        openers: &'a [String],
        verbs: Vec<Range<usize>>,
    ) -> Self {
        let (chinese, latin, substance_ends) = Default::default();
        Lists { sentence, substance, verbs, openers, chinese, latin, substance_ends }
    }

    /// The level of a mention.
    pub fn level(&self, place: &Place<'_>) -> Level {
        match (place.kind, place.voice, place.act) {
            (BlockKind::Heading | BlockKind::Furniture, ..) => Level::Heading,
            (_, Voice::Commentator, _) => Level::Commentary,
            (_, Voice::Journalist, _) => Level::Asked,
            (_, _, Act::Deny) => Level::Denied,
            (_, _, Act::Decline) => Level::Declined,
            _ => {
                let field = self.field_around(&place.mention);
                let from = place.numbers.partition_point(|n| n.start < field.range.start);
                let numbers = place.numbers.get(from..).unwrap_or_default().iter();
                let counted =
                    numbers.take_while(|n| n.start <= field.range.end).any(|n| n.end <= field.range.end);
                let bare = matches!(place.act, Act::Discuss) && self.substance_end() > place.mention.start;
                let listed = (place.is_field && field.fields >= FIELDS) || bare;
                if listed && !counted { Level::Named } else { Level::Elaborated }
            }
        }
    }

    /// Where the first word of substance ends; beyond the sentence if there is none.
    fn substance_end(&self) -> usize {
        *self.substance_ends.get_or_init(|| {
            let ends = |word: &String| self.sentence.find(word.as_str()).map(|at| at + word.len());
            self.substance.iter().filter_map(ends).min().unwrap_or(usize::MAX)
        })
    }

    /// The field of a list in which a mention stands.
    fn field_around(&self, mention: &Range<usize>) -> Field {
        let fields = match self.sentence[mention.clone()].chars().any(is_cjk) {
            true => self.chinese.get_or_init(|| self.fields(chinese_fields(self.sentence), true)),
            false => self.latin.get_or_init(|| self.fields(latin_fields(self.sentence, self.openers), false)),
        };
        let after = fields.partition_point(|field| field.range.start <= mention.start);
        let field = after.checked_sub(1).and_then(|at| fields.get(at));
        match field.filter(|field| mention.start < field.range.end) {
            Some(field) => field.clone(),
            None => Field { range: mention.clone(), fields: 1 },
        }
    }

    /// Counts, for each piece, the fields of its list: those that stand side by side, joined by its marks; the first
    /// may have a head, the last a tail.
    fn fields(&self, pieces: Vec<Piece>, cjk: bool) -> Vec<Field> {
        let mut fields = Vec::with_capacity(pieces.len());
        let mut lists = pieces.as_slice();
        while let Some((_, rest)) = lists.split_first() {
            let last = rest.iter().take_while(|piece| piece.joined).count();
            let (list, behind) = lists.split_at(last + 1);
            let count = if self.is_list(list, cjk) { list.len() } else { 1 };
            fields.extend(list.iter().map(|piece| Field { range: piece.range.clone(), fields: count }));
            lists = behind;
        }
        fields
    }

    /// Whether pieces joined to each other are all short enough for fields of one list.
    fn is_list(&self, list: &[Piece], cjk: bool) -> bool {
        let last = list.len() - 1;
        let short = |i: usize, piece: &Piece| {
            if i > 0 && self.has_verb(&piece.range) {
                return false;
            }
            let text = &self.sentence[piece.range.clone()];
            let edge = i == 0 || i == last;
            match cjk {
                true => edge || text.chars().count() <= LONGEST_FIELD_CHARS,
                false => {
                    i == 0
                        || text.split_whitespace().count()
                            <= if edge { 2 * LONGEST_FIELD_WORDS } else { LONGEST_FIELD_WORDS }
                }
            }
        };
        // "good, and very important, deal": what "and" joins closes a list, so more behind it makes none.
        let closes = list.iter().take(last).all(|piece| !piece.closes);
        closes && list.iter().enumerate().all(|(i, piece)| short(i, piece))
    }

    fn has_verb(&self, piece: &Range<usize>) -> bool {
        let from = self.verbs.partition_point(|v| v.start < piece.start);
        let verbs = self.verbs.get(from..).unwrap_or_default().iter();
        verbs.take_while(|v| v.start <= piece.end).any(|v| v.end <= piece.end)
    }
}

/// A field of a list, or a stretch that is none.
#[derive(Clone, Debug)]
struct Field {
    range: Range<usize>,
    /// How many short fields stand side by side here; 1 outside a list.
    fields: usize,
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
    // The first blank from some place on, kept while it still lies ahead.
    let blank = Cell::new(None::<usize>);
    let word_from = |from: usize| {
        let known = blank.get().filter(|at| *at >= from);
        let end = known.unwrap_or_else(|| sentence[from..].find(' ').map_or(sentence.len(), |at| from + at));
        blank.set(Some(end));
        &sentence[from..end]
    };
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
        let next = word_from(sentence.len() - rest.len() + width);
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
