//! Which known word somebody may have meant.

/// Least likeness of a word to the one that is suggested for it: a letter or two wrong in a short word. By
/// `similar::TextDiff::ratio`: twice the common code points by all of both.
const NEAR: f32 = 0.6;

/// The known word that is most like `word`, case apart; of equals the first. None where nothing is near.
pub fn nearest<'a, S: AsRef<str>>(word: &str, known: &'a [S]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best: Option<(f32, &str)> = None;
    for other in known.iter().map(AsRef::as_ref) {
        let ratio = similar::TextDiff::from_chars(word.as_str(), other.to_lowercase().as_str()).ratio();
        if ratio > NEAR && best.is_none_or(|(highest, _)| ratio > highest) {
            best = Some((ratio, other));
        }
    }
    best.map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_suggested_and_nothing_far() {
        assert_eq!(nearest("Titel", &["kind", "title"]), Some("title"));
        assert_eq!(nearest("poem", &["kind", "title"]), None);
    }
}
