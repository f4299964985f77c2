//! One character's simplified form: 國 → 国, 臺 → 台, Japanese 対 → 对.

include!(concat!(env!("OUT_DIR"), "/simplify.rs"));

/// The simplified Chinese form of `c`; `c` itself where there is none.
///
/// One character to one, without a look at its neighbours, so that the number of characters never changes (bytes may:
/// a compatibility ideograph outside the basic plane). The source is OpenCC (`data/opencc`):
///
/// - traditional characters, of several simplified forms the first and usual one: 乾 is 干 even in 乾隆, and 著 stays
///   著 because 著名 keeps it;
/// - Japanese new forms through their old ones (気 → 氣 → 气), except those that are characters of simplified Chinese
///   themselves (芸, 予, 浜);
/// - Unicode's compatibility ideographs (U+F900 …), which look like ordinary ones.
#[inline]
pub fn simplify(c: char) -> char {
    let code = c as usize;
    match INDEX.get(code / PAGE) {
        Some(&page) if page != 0 => PAGES[usize::from(page) - 1][code % PAGE],
        _ => c,
    }
}

/// Whether the character of a code below 65,536 is its own simplified form.
#[inline]
pub fn is_simple(code: usize) -> bool {
    CHANGES.get(code / 64).is_none_or(|marks| marks >> (code % 64) & 1 == 0)
}
