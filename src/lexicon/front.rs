//! A quick no: marks of the bytes with which terms begin, small enough to stay at hand, asked before the trie is.
//!
//! Three bytes are looked up first (a Chinese character, or the first letters of a word), then six. A mark may be set by
//! chance; where none is set no term begins.

use super::pack;
use super::trie::OPEN;
use std::borrow::Cow;

/// As many bytes are looked up first, and then so many.
const SHORT: usize = 3;
const LONG: usize = 6;
/// There are at least so many places for marks for each beginning, so that few are set by chance.
const ROOM: usize = 16;
/// A row of marks has at most 2 to this power places.
const LARGEST: u32 = 17;

/// How the terms of a finder begin.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Marks of the first three bytes of terms that have six or more.
    more: Marks,
    /// Marks of the first six bytes.
    long: Marks,
    /// Marks of the first three bytes of terms that have less than six.
    short: Marks,
    /// Marks of the first byte of terms that have no other.
    single: Marks,
}

/// A row of bits, as many as a power of two.
#[derive(Clone, Debug, Default)]
struct Marks(Cow<'static, [u8]>);

impl Front {
    /// Marks how some terms begin, given as the trie has them.
    pub fn of<'b>(beginnings: impl Iterator<Item = &'b [u8]>) -> Front {
        let (mut single, mut short, mut more, mut long) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for term in beginnings {
            let open = term.iter().position(|byte| *byte == OPEN);
            match term.get(..open.unwrap_or(term.len())).unwrap_or_default() {
                [] => {}
                [byte] => single.push(u64::from(*byte)),
                [a, b] => short.extend(third_bytes(*b, open.is_some()).map(|c| key(&[*a, *b, c], 0, SHORT))),
                literal if literal.len() < LONG => short.push(key(literal, 0, SHORT)),
                literal => {
                    more.push(key(literal, 0, SHORT));
                    long.push(key(literal, 0, LONG));
                }
            }
        }
        let [more, long, short, single] = [more, long, short, single].map(|keys| Marks::of(&keys));
        Front { more, long, short, single }
    }

    /// Marks laid out before, at the front of `bytes`, which are moved on.
    pub fn in_place(bytes: &mut &'static [u8]) -> Front {
        let mut take = || Marks(Cow::Borrowed(pack::take_slice(bytes)));
        let (more, long, short, single) = (take(), take(), take(), take());
        Front { more, long, short, single }
    }

    /// Writes the marks behind `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        [&self.more, &self.long, &self.short, &self.single]
            .into_iter()
            .for_each(|marks| pack::put_slice(bytes, &marks.0));
    }

    /// Whether a term may begin at a place of a text.
    #[inline]
    pub fn may_begin(&self, text: &[u8], at: usize) -> bool {
        let long = key(text, at, LONG);
        let short = long & SHORT_KEY;
        (self.more.is_set(short) && self.long.is_set(long))
            || self.short.is_set(short)
            || (!self.single.0.is_empty() && self.single.is_set(long & 0xFF))
    }
}

/// The first three bytes of a key of six.
const SHORT_KEY: u64 = 0xFF_FFFF;

/// Some bytes of a text as a number, with 0 for what is behind its end.
#[inline]
fn key(text: &[u8], at: usize, length: usize) -> u64 {
    let eight = match text.get(at..).and_then(<[u8]>::first_chunk) {
        Some(eight) => *eight,
        None => {
            let mut eight = [0; 8];
            eight.iter_mut().zip(text.iter().skip(at)).for_each(|(to, from)| *to = *from);
            eight
        }
    };
    u64::from_le_bytes(eight) & (u64::MAX >> (64 - 8 * length))
}

/// What may stand behind a term of two bytes: behind a closed word no letter or digit, and 0 for a text's end.
fn third_bytes(last: u8, open: bool) -> impl Iterator<Item = u8> {
    let closed = !open && last.is_ascii_alphanumeric();
    (0..=u8::MAX).filter(move |byte| !(closed && byte.is_ascii_alphanumeric()))
}

impl Marks {
    fn of(keys: &[u64]) -> Marks {
        if keys.is_empty() {
            return Marks::default();
        }
        let places = (keys.len() * ROOM).next_power_of_two().clamp(64, 1 << LARGEST);
        let mut marks = vec![0u8; places / 8];
        for key in keys {
            let place = place(*key, places);
            marks.iter_mut().skip(place / 8).take(1).for_each(|mark| *mark |= 1 << (place % 8));
        }
        Marks(Cow::Owned(marks))
    }

    #[inline]
    fn is_set(&self, key: u64) -> bool {
        let marks: &[u8] = &self.0;
        let place = place(key, marks.len() * 8);
        marks.get(place / 8).is_some_and(|mark| mark >> (place % 8) & 1 == 1)
    }
}

/// The place of a key among some places, as many as a power of two: the upper bits of a product, which all of the key
/// goes into.
#[inline]
fn place(key: u64, places: usize) -> usize {
    let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    mixed as usize & places.wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_term_stands_one_may_begin() {
        let terms = ["a", "ai", "eu\u{1}", "oil", "soybean\u{1}", "中", "中国", "中华人民"];
        let front = Front::of(terms.iter().map(|term| term.as_bytes()));
        let begins = |text: &str| front.may_begin(text.as_bytes(), 0);
        assert!(
            ["a b", "ai", "ai技术", "europe", "oil", "oil 5", "soybeans", "中", "中国的"]
                .iter()
                .all(|t| begins(t))
        );
        let idle =
            ["", "of", "the", "wheat", "soyuz", "我们", "国中", "习近平", "双方", "talks", "she", "with"];
        assert!(idle.iter().filter(|text| begins(text)).count() < 3);
        assert!(!Front::default().may_begin(b"text", 0));
    }
}
