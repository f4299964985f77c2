//! `front-matter-complete`: keys that each text must state.

use super::{Case, Finding, Verdict};
use crate::check::policy::fields::Fields;
use crate::input::header::KEYS;
use crate::input::{InputError, Source};

/// Which keys.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    keys: Vec<String>,
}

const USUAL: [&str; 5] = ["side", "issuer", "language", "date", "kind"];

impl FrontMatter {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// A key that front matter does not have.
    pub fn read(fields: &Fields<'_>) -> Result<FrontMatter, InputError> {
        let keys = fields.words("keys", &KEYS)?.map(|keys| keys.into_iter().map(|key| key.value).collect());
        Ok(FrontMatter { keys: keys.unwrap_or_else(|| USUAL.map(String::from).to_vec()) })
    }

    /// Judges a text.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let Some(text) = case.texts.all.get(case.text) else { return Verdict::Not("unreadable") };
        for key in self.keys.iter().filter(|key| !states(&text.source, key)) {
            found.push(Finding::new(case.text, key, format!("the front matter does not state `{key}`")));
        }
        Verdict::Judged
    }
}

fn states(source: &Source, key: &str) -> bool {
    match key {
        "title" => source.title.is_some(),
        "side" => source.side.as_ref().is_some_and(|side| side.stated),
        "issuer" => source.issuer.is_some(),
        "author" => source.author.is_some(),
        "language" => source.language.stated,
        "date" => source.date.as_ref().is_some_and(|date| date.stated),
        "event" => source.event.is_some(),
        "kind" => source.kind.stated,
        "translation" => source.translation.is_some(),
        "url" => source.url.is_some(),
        _ => source.retrieved.is_some(),
    }
}
