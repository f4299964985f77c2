//! Front matter: the keys and what they may say.

use super::error::{InputError, Notice, Place};
use super::{Kind, frame};
use crate::lexicon::Lexicon;
use crate::text::fold::fold_term;
use crate::text::language::Language;
use crate::text::near::nearest;
use jiff::civil::Date;

/// What the front matter states, and where the body begins.
#[derive(Debug, Default)]
pub struct Header {
    /// `title`
    pub title: Option<String>,
    /// `side`, upper case except `media`.
    pub side: Option<String>,
    /// `issuer`
    pub issuer: Option<String>,
    /// `author`
    pub author: Option<String>,
    /// `language`
    pub language: Option<Language>,
    /// `date`
    pub date: Option<Date>,
    /// `event`
    pub event: Option<String>,
    /// `kind`
    pub kind: Option<Kind>,
    /// `translation`
    pub translation: Option<String>,
    /// `url`
    pub url: Option<String>,
    /// `retrieved`
    pub retrieved: Option<String>,
    /// Byte at which the body begins.
    pub end: usize,
}

/// The keys of front matter.
pub const KEYS: [&str; 11] = [
    "title",
    "side",
    "issuer",
    "author",
    "language",
    "date",
    "event",
    "kind",
    "translation",
    "url",
    "retrieved",
];

const TRANSLATIONS: [&str; 3] = ["official", "provisional", "unofficial"];

impl Header {
    /// No front matter: the body is the whole file.
    pub fn none() -> Self {
        Header::default()
    }
}

/// Reads the front matter, if the first line that is not blank is `---`.
///
/// # Errors
/// No closing line, no YAML map, a key given twice, or a value that its key does not take; with line and column.
pub fn read(
    path: &str,
    text: &str,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Header, InputError> {
    let Some(frame) = frame::find(path, text)? else {
        notices.extend(frame::forgotten(path, text, &KEYS));
        return Ok(Header::none());
    };
    let mut header = Header { end: frame.end, ..Header::default() };
    for entry in frame.entries(path, text)? {
        set(&mut header, &entry.key, entry.value, path, entry.place, lexicon, notices)?;
    }
    Ok(header)
}

fn set(
    header: &mut Header,
    key: &str,
    value: String,
    path: &str,
    place: Place,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<(), InputError> {
    let mut tell = |message: String| notices.push(Notice::new(path, message).at(place.clone()));
    match key {
        "title" => header.title = Some(value),
        "side" => header.side = Some(side(&value, path, &place, lexicon, &mut tell)?),
        "issuer" => header.issuer = Some(value),
        "author" => header.author = Some(value),
        "language" if is_tag(&value) => header.language = Some(Language::from_tag(&value)),
        "language" => {
            tell(format!(
                "`{value}` is no language tag (en, zh-Hans, zh-Hant, ja, fr …); the language is detected"
            ));
        }
        "date" => {
            let day = value.get(..10).unwrap_or(&value);
            header.date = Some(day.parse().map_err(|_| {
                InputError::new(path, format!("`{value}` is no date"))
                    .at(place)
                    .hint("write the day of the talk as YYYY-MM-DD")
            })?);
        }
        "event" => header.event = Some(value),
        "kind" => {
            let word = value.to_lowercase().replace([' ', '_'], "-");
            let entry = lexicon.kinds.iter().find(|entry| entry.kind == word || entry.words.contains(&word));
            header.kind = entry.and_then(|entry| Kind::from_word(&entry.kind));
            if header.kind.is_none() {
                tell(format!("unknown kind `{value}`; the kind is detected from the text"));
            }
        }
        "translation" if TRANSLATIONS.contains(&value.as_str()) => header.translation = Some(value),
        "translation" => {
            let known = TRANSLATIONS.join(", ");
            tell(format!(
                "unknown kind of translation `{value}`; the text is taken as an original (known: {known})"
            ));
        }
        "url" => header.url = Some(value),
        "retrieved" => header.retrieved = Some(value),
        unknown => {
            let advice =
                nearest(unknown, &KEYS).map_or(String::new(), |key| format!("; did you mean `{key}`?"));
            tell(format!("unknown key `{unknown}` in the front matter{advice}"));
        }
    }
    Ok(())
}

/// Whether a value has the form of a BCP 47 tag: a primary subtag of two or three letters, and others behind hyphens.
fn is_tag(value: &str) -> bool {
    let primary = value.split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2 | 3) && primary.chars().all(|c| c.is_ascii_alphabetic())
}

/// A side as front matter writes it: UK is GB, and words behind `media:` name an outlet. A code of two letters that the
/// lexicon does not know may be a territory; a country's name is no code.
fn side(
    value: &str,
    path: &str,
    place: &Place,
    lexicon: &Lexicon,
    tell: &mut impl FnMut(String),
) -> Result<String, InputError> {
    let upper = value.to_uppercase();
    if upper == "UK" {
        return Ok("GB".into());
    }
    if upper == "MEDIA" || upper.starts_with("MEDIA:") {
        return Ok("media".into());
    }
    if lexicon.side(&upper).is_some() {
        return Ok(upper);
    }
    let meant = side_called(value, lexicon);
    if meant.is_none() && upper.len() == 2 && upper.chars().all(|c| c.is_ascii_alphabetic()) {
        tell(format!("the lexicon knows no side `{upper}`, and none of its people"));
        return Ok(upper);
    }
    let advice = meant.map_or(String::new(), |id| format!("did you mean `{id}`? "));
    Err(InputError::new(path, format!("`{value}` is no side"))
        .at(place.clone())
        .hint(format!("{advice}use an ISO 3166-1 alpha-2 code (CN, US, GB …), EU, UN, NATO, or media")))
}

/// The side that has this name in one of the lexicon's languages.
fn side_called<'a>(name: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let name = fold_term(name);
    let called = |side: &&crate::lexicon::entry::SideEntry| {
        [&side.en, &side.zh, &side.ja].iter().any(|names| {
            names.names.iter().chain(&names.adjectives).any(|known| fold_term(known.form()) == name)
        })
    };
    lexicon.side_entries.iter().find(called).map(|side| side.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Result<Header, InputError> {
        read("x.txt", text, Lexicon::default_lexicon(), &mut Vec::new())
    }

    #[test]
    fn the_keys_are_read_and_the_body_follows() {
        let text = "---\ntitle: A: \"B\" #1\n---\nBody.";
        assert_eq!(header(text).unwrap().title.as_deref(), Some("A: \"B\" #1"));
        let text =
            "---\ntitle: \"A: B\"\nside: uk\ndate: 2025-11-24\nlanguage: zh-Hant\nkind: Briefing\n---\nBody.";
        let h = header(text).unwrap();
        assert_eq!((h.side.as_deref(), h.title.as_deref()), (Some("GB"), Some("A: B")));
        assert_eq!((h.language, h.kind), (Some(Language::Traditional), Some(Kind::PressConference)));
        assert_eq!(&text[h.end..], "Body.");
        assert_eq!(header("No front matter.").unwrap().end, 0);
    }

    #[test]
    fn broken_front_matter_names_line_and_column() {
        let error = header("---\nside: CN\nBody without an end.").unwrap_err();
        assert_eq!(error.place.as_ref().map(|p| p.line), Some(1));
        let error = header("---\nside: CN\ndate: tomorrow\n---\nBody.").unwrap_err();
        assert_eq!(error.to_string(), "x.txt:3:7: `tomorrow` is no date");
        let error = header("---\nside: CN\nside: US\n---\nBody.").unwrap_err();
        assert_eq!(error.place.map(|p| (p.line, p.column)), Some((3, 1)));
        assert!(header("---\nside: Middle Earth\n---\nBody.").is_err());
    }

    #[test]
    fn titles_are_read_as_pasted() {
        for title in
            ["\"Candid\" call", "[Update] Two leaders speak", "It's 'agreed'", "#1: {a}", "'A' and 'B'"]
        {
            let h = header(&format!("---\ntitle: {title}\n---\nBody.")).unwrap();
            assert_eq!(h.title.as_deref(), Some(title));
        }
        let h = header("---\ntitle: 'It''s'\nissuer: Long name,\n  second line\n---\nBody.").unwrap();
        assert_eq!((h.title.as_deref(), h.issuer.as_deref()), (Some("It's"), Some("Long name, second line")));
    }

    #[test]
    fn blank_lines_and_capitals_do_not_matter() {
        let h = header("\n \n---\nSide: cn # a comment\n---\nBody.").unwrap();
        assert_eq!(h.side.as_deref(), Some("CN"));
        let error = header("\n---\nSide: CN\ndate: tomorrow\n---\nBody.").unwrap_err();
        assert_eq!(error.to_string(), "x.txt:4:7: `tomorrow` is no date");
    }

    #[test]
    fn a_country_is_no_code_and_the_code_is_suggested() {
        let error = header("---\nside: China\n---\nBody.").unwrap_err();
        assert!(error.hint.unwrap().starts_with("did you mean `CN`?"));
        let error = header("---\nside: 中国\n---\nBody.").unwrap_err();
        assert!(error.hint.unwrap().starts_with("did you mean `CN`?"));
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for (text, told) in [
            ("---\nside: ZZ\n---\nBody.", "knows no side `ZZ`"),
            ("---\nlanguage: Chinese\n---\nBody.", "`Chinese` is no language tag"),
            ("---\ntranslation: quick\n---\nBody.", "unknown kind of translation `quick`"),
            ("side: CN\ndate: 2025-11-24\n---\nBody.", "put a line of three hyphens"),
        ] {
            let mut notices = Vec::new();
            read("x", text, Lexicon::default_lexicon(), &mut notices).unwrap();
            assert!(notices.iter().any(|n| n.message.contains(told)), "{text}: {notices:?}");
        }
        let mut notices = Vec::new();
        read("x", "Note: the call was short.\nBody.", Lexicon::default_lexicon(), &mut notices).unwrap();
        read("x", "---\nlanguage: fr\n---\nBody.", Lexicon::default_lexicon(), &mut notices).unwrap();
        assert_eq!(notices, []);
    }

    #[test]
    fn unknown_keys_and_kinds_are_notices() {
        let mut notices = Vec::new();
        read("x", "---\nauthr: A\nkind: poem\n---\nBody.", Lexicon::default_lexicon(), &mut notices).unwrap();
        assert_eq!(notices.len(), 2);
        assert!(notices.iter().any(|n| n.message.contains("did you mean `author`")));
    }
}
