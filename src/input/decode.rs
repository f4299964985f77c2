//! Bytes → text: reads a path or standard input, recognises the encoding, refuses what is no text.

use super::error::{InputError, Notice, Place};
use crate::lexicon::load::hex;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};
use std::io::Read;

/// A decoded file.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without a BOM.
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// The bytes of a path; `-` is standard input.
///
/// # Errors
/// Missing, a directory, unreadable.
pub fn slurp(path: &str) -> Result<Vec<u8>, InputError> {
    if path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| InputError::io("standard input", &e))?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(|e| {
        let error = InputError::io(path, &e);
        match e.kind() {
            std::io::ErrorKind::NotFound => error.hint("check the path; `-` reads standard input"),
            std::io::ErrorKind::IsADirectory => error.hint(
                "give the files to compare, or use `readout-diff claims DIR` for all texts in a folder",
            ),
            _ => error,
        }
    })
}

/// Decodes bytes: a BOM decides, then a label the user gave, then valid UTF-8, then detection by content.
///
/// # Errors
/// Empty, binary, an unknown label, or bytes that are not in the encoding that the user named.
pub fn decode(
    path: &str,
    bytes: &[u8],
    label: Option<&str>,
    notices: &mut Vec<Notice>,
) -> Result<Decoded, InputError> {
    if bytes.is_empty() {
        return Err(InputError::new(path, "the file is empty"));
    }
    let sha256 = hex(&Sha256::digest(bytes));
    let named = match label {
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            InputError::new(path, format!("`{label}` is no known encoding"))
                .hint("use a WHATWG label such as utf-8, gbk, big5, shift_jis, utf-16le")
        })?),
        None => None,
    };
    let (encoding, bom) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (named.unwrap_or_else(|| detect(bytes)), 0),
    };
    let content = bytes.get(bom..).unwrap_or_default();
    let (text, damaged) = match std::str::from_utf8(content) {
        Ok(text) if encoding == UTF_8 => (text.into(), false),
        _ => encoding.decode_without_bom_handling(content),
    };
    if let Some(place) = binary_at(&text) {
        return Err(InputError::new(path, "is a binary file, not a text")
            .at(place)
            .hint("save the readout as plain text (UTF-8) first"));
    }
    if damaged {
        let at = text.find('\u{FFFD}').unwrap_or(0);
        let place = Place::at_byte(&text, at);
        let message = format!("bytes that are not {} text", encoding.name());
        if named.is_some() || encoding == UTF_8 {
            let hint = match label {
                Some(_) => "leave out --encoding to have it guessed, name another, or save the file as UTF-8",
                None => "name the encoding, for example --encoding gbk, or save the file as UTF-8",
            };
            return Err(InputError::new(path, message).at(place).hint(hint));
        }
        notices.push(Notice::new(path, format!("{message}; they are shown as \u{FFFD}")).at(place));
    }
    if named.is_none() && bom == 0 && encoding != UTF_8 {
        let name = encoding.name();
        let message = format!(
            "is not UTF-8 and does not say its encoding; read as {name}. State it with --encoding {}, or save the file as UTF-8",
            name.to_lowercase()
        );
        notices.push(Notice::new(path, message));
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name().into(), sha256 })
}

/// Bytes with a zero at every other place are UTF-16, valid UTF-8 is UTF-8; the rest is guessed from its content.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if sample.len() >= 4 && odd * 10 > sample.len() && even * 20 < sample.len() {
        return UTF_16LE;
    }
    if sample.len() >= 4 && even * 10 > sample.len() && odd * 20 < sample.len() {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The place of the first sign that this is no text: a NUL, or many control characters in the first 8 KiB.
fn binary_at(text: &str) -> Option<Place> {
    if let Some(at) = text.find('\0') {
        return Some(Place { excerpt: String::new(), ..Place::at_byte(text, at) });
    }
    let odd = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}' | '\u{85}'))
            || c == '\u{FFFD}'
    };
    let (mut seen, mut controls, mut first) = (0, 0, None);
    for (at, c) in text.char_indices().take(8192) {
        seen += 1;
        if odd(c) {
            controls += 1;
            first.get_or_insert(at);
        }
    }
    (controls * 10 > seen)
        .then(|| Place { excerpt: String::new(), ..Place::at_byte(text, first.unwrap_or(0)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode("x", bytes, None, &mut Vec::new()).unwrap()
    }

    #[test]
    fn encodings_are_recognised() {
        let text = "双方就经贸问题交换了意见，同意继续保持沟通，推动两国关系稳定发展。";
        for label in ["utf-8", "gbk"] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(decoded(&bytes).text, text, "{label}");
        }
        let utf16: Vec<u8> =
            "The two leaders spoke today.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf16).text, "The two leaders spoke today.");
        assert_eq!(decoded(b"\xEF\xBB\xBFA talk").text, "A talk");
    }

    #[test]
    fn a_guessed_encoding_is_told() {
        let (bytes, ..) = encoding_rs::GBK.encode("双方就经贸问题交换了意见，同意继续保持沟通。");
        let told = |bytes: &[u8], label| {
            let mut notices = Vec::new();
            decode("x", bytes, label, &mut notices).unwrap();
            notices.into_iter().map(|notice| notice.message).collect::<String>()
        };
        assert!(told(&bytes, None).contains("--encoding gb"), "{}", told(&bytes, None));
        assert_eq!(told(&bytes, Some("gbk")), "");
        assert_eq!(told("双方".as_bytes(), None), "");
        assert_eq!(told(b"\xEF\xBB\xBFA talk", None), "");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refuse = |bytes: &[u8]| decode("x", bytes, None, &mut Vec::new()).unwrap_err().message;
        assert_eq!(refuse(b""), "the file is empty");
        assert_eq!(refuse(b"\x7fELF\0\0\x01\x02\0\0"), "is a binary file, not a text");
        let named = decode("x", b"\xff\xfe\xfa", Some("utf-9"), &mut Vec::new()).unwrap_err();
        assert!(named.message.contains("utf-9"));
    }
}
