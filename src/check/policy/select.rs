//! `where`: the texts that an expectation is about.

use super::fields::Fields;
use super::glob::Globs;
use super::node::Located;
use crate::input::{InputError, Kind, Source};
use crate::lexicon::Lexicon;
use crate::text::near::did_you_mean;

/// The conditions; all that are written must hold.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// Whose texts.
    pub sides: Vec<String>,
    /// In which languages, by primary subtag.
    pub languages: Vec<String>,
    /// Of which kinds.
    pub kinds: Vec<Kind>,
    /// Of talks in which one of these sides takes part.
    pub with: Vec<String>,
    /// Originals, or translations.
    pub original: Option<bool>,
    /// In which files.
    pub files: Option<Globs>,
    /// Where it stands in the file.
    pub place: Option<super::node::At>,
}

const KEYS: [&str; 6] = ["side", "language", "kind", "with", "original", "files"];
const LANGUAGES: [&str; 4] = ["en", "zh", "ja", "und"];

impl Select {
    /// Reads the `where` of an expectation.
    ///
    /// # Errors
    /// An unknown key, side, language or kind; a glob that is none.
    pub fn read(fields: &Fields<'_>, lexicon: &Lexicon) -> Result<Select, InputError> {
        let Some(node) = fields.get("where") else { return Ok(Select::default()) };
        let own = Fields::open(fields.file, node, "`where`", &KEYS)?;
        let plain = |words: Option<Vec<Located<String>>>| {
            words.into_iter().flatten().map(|word| word.value).collect::<Vec<_>>()
        };
        let kinds = own.words("kind", &Kind::ALL.map(Kind::word))?;
        let files = own.texts("files")?.map(|globs| Globs::new(fields.file, globs)).transpose()?;
        Ok(Select {
            sides: plain(Some(sides(&own, "side", lexicon)?)),
            languages: plain(own.words("language", &LANGUAGES)?),
            kinds: plain(kinds).iter().filter_map(|kind| Kind::from_word(kind)).collect(),
            with: plain(Some(sides(&own, "with", lexicon)?)),
            original: own.truth("original")?,
            files,
            place: Some(node.at),
        })
    }

    /// Whether a source at a path is meant, as far as its front matter and language tell (all but `with`).
    pub fn takes(&self, source: &Source, path: &str) -> bool {
        let side = source.side.as_ref().map(|side| side.value.as_str());
        let language = source.language.value.primary();
        (self.sides.is_empty() || side.is_some_and(|side| self.sides.iter().any(|s| s == side)))
            && (self.languages.is_empty() || self.languages.iter().any(|l| l == language))
            && (self.kinds.is_empty() || self.kinds.contains(&source.kind.value))
            && self.original.is_none_or(|original| original == source.translation.is_none())
            && self.files.as_ref().is_none_or(|files| files.matches(path))
    }
}

/// Ids of sides, each known to the lexicon.
///
/// # Errors
/// One that is not.
pub fn sides(fields: &Fields<'_>, key: &str, lexicon: &Lexicon) -> Result<Vec<Located<String>>, InputError> {
    let mut known: Vec<&str> = lexicon.sides.iter().map(|side| side.id.as_str()).collect();
    known.push("media");
    let mut sides = Vec::new();
    for side in fields.texts(key)?.unwrap_or_default() {
        let id = match side.value.as_str() {
            "media" => "media".to_string(),
            other => other.to_uppercase(),
        };
        let id = if id == "UK" { "GB".to_string() } else { id };
        if !known.contains(&id.as_str()) {
            let error =
                fields.file.error(side.at, format!("`{}` is no side that the lexicon knows", side.value));
            let hint = "use an ISO 3166-1 alpha-2 code (CN, US, GB …), EU, UN, NATO, or media";
            return Err(error.hint(format!("{}{hint}", did_you_mean(&id, &known))));
        }
        sides.push(Located { value: id, at: side.at });
    }
    Ok(sides)
}
