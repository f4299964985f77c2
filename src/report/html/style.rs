//! The style sheet of the HTML page, and the fingerprint by which the page admits it and no other.

use crate::report::view::View;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const SHEET: &str = include_str!("style.css");

/// Links for whose partners the page has rules; a browser weighs each rule at every move of the pointer.
const RULES: usize = 300;

/// The sheet of a page: the fixed part, and for each link a rule that shows a sentence's partner while the sentence is
/// under the pointer or holds the focus.
pub(super) fn sheet(view: &View) -> String {
    let mut sheet = SHEET.to_string();
    let texts = view.whole.iter().flat_map(|whole| whole.texts.iter().enumerate());
    let units =
        texts.flat_map(|(column, text)| text.paragraphs.iter().flatten().map(move |unit| (column, unit)));
    let links = units
        .flat_map(|(column, unit)| unit.partners.iter().map(move |partner| (column, unit.unit, partner)));
    for (column, unit, partner) in links.take(RULES) {
        for other in &partner.units {
            let _ = writeln!(
                sheet,
                ".texts:has(#s{column}u{unit}:is(:hover,:focus-within)) #s{}u{other}{{background:var(--{})}}",
                partner.column,
                if partner.same { "same" } else { "related" }
            );
        }
    }
    sheet
}

/// The sheet as a content security policy names it.
pub(super) fn fingerprint(sheet: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(sheet.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, i| bits << 8 | chunk.get(i).copied().map_or(0, u32::from));
        for i in 0..4 {
            let digit = ALPHABET.get((bits >> (18 - 6 * i) & 63) as usize).copied().map_or('=', char::from);
            text.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let encoded = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }
}
