//! Which known word somebody may have meant.

/// Least likeness of a word to the one that is suggested for it: a letter or two wrong in a short word. By
/// `similar::TextDiff::ratio`: twice the common code points by all of both.
const NEAR: f32 = 0.6;

/// Longest word that is looked at, in code points: nobody means a longer one, and the work grows with the square.
const LONGEST: usize = 64;

/// `did you mean `word`? ` where a known word is near, else nothing: the beginning of a hint.
pub fn did_you_mean<S: AsRef<str>>(word: &str, known: &[S]) -> String {
    nearest(word, known).map_or(String::new(), |known| format!("did you mean `{known}`? "))
}

/// The known word that is most like `word`, case apart; of equals the first. None where nothing is near.
pub fn nearest<'a, S: AsRef<str>>(word: &str, known: &'a [S]) -> Option<&'a str> {
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
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
        assert_eq!(nearest(&"title".repeat(100_000), &["kind", "title"]), None);
        assert_eq!(did_you_mean("titel", &["kind", "title"]), "did you mean `title`? ");
        assert_eq!(did_you_mean("poem", &["kind", "title"]), "");
    }
}
