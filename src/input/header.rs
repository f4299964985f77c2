//! Front matter, and what can be detected where it is silent.

use super::error::{InputError, Notice, Place};
use super::{Kind, Known, Source};
use crate::lexicon::Lexicon;
use crate::lexicon::label::label;
use crate::text::fold::{Folded, fold_term};
use crate::text::language::Language;
use crate::text::span::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

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

const KEYS: [&str; 11] = [
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

impl Header {
    /// No front matter: the body is the whole file.
    pub fn none() -> Self {
        Header::default()
    }
}

/// Reads the front matter, if the file begins with a line `---`.
///
/// # Errors
/// No closing line, no YAML map, a key given twice, or a value that its key does not take; with line and column.
pub fn read(
    path: &str,
    text: &str,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Header, InputError> {
    let Some(open) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return Ok(Header::none());
    };
    let mut at = open.len();
    let mut lines = Vec::new();
    let mut closed = false;
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            closed = true;
            break;
        }
        lines.push(line);
    }
    if !closed {
        return Err(InputError::new(path, "the front matter is not closed")
            .at(Place::at_line(text, 1, 1))
            .hint("end it with a line of three hyphens (---), or remove the first line"));
    }
    let yaml = lines.concat();
    let mut seen = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some((key, _)) = line.split_once(':').filter(|(k, _)| !k.starts_with([' ', '#', '\t']))
            && let Some(first) = seen.insert(key.trim().to_string(), i + 2)
        {
            return Err(InputError::new(path, format!("`{}` stands twice in the front matter", key.trim()))
                .at(Place::at_line(text, i + 2, 1))
                .hint(format!("the first one is on line {first}; keep one of them")));
        }
    }
    let map = parse_map(path, text, &yaml)?;
    let mut header = Header { end: at, ..Header::default() };
    for (key, value) in map {
        let line = seen.get(&key).copied().unwrap_or(1);
        let column = lines.get(line.saturating_sub(2)).map_or(1, |l| {
            let after = l.find(':').map_or(0, |i| i + 1);
            let blanks = l[after..].len() - l[after..].trim_start().len();
            l[..after + blanks].chars().count() + 1
        });
        let place = Place::at_line(text, line, column);
        set(&mut header, &key, value, path, place, lexicon, notices)?;
    }
    Ok(header)
}

fn parse_map(path: &str, text: &str, yaml: &str) -> Result<BTreeMap<String, String>, InputError> {
    let broken = |line: usize, column: usize, cause: String| {
        InputError::new(path, "the front matter is not a list of `key: value` lines")
            .at(Place::at_line(text, line, column))
            .cause(cause)
            .hint("write one `key: value` a line; put quotation marks round a value with `: ` in it")
    };
    if yaml.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    let map: BTreeMap<String, serde_yaml::Value> =
        serde_yaml::from_str(&quote_titles(yaml)).map_err(|e| {
            let (line, column) = e.location().map_or((1, 1), |l| (l.line() + 1, l.column()));
            let cause = e.to_string();
            let cause = cause.rsplit_once(" at line ").map_or(cause.as_str(), |(m, _)| m);
            broken(line, column, cause.to_string())
        })?;
    let mut plain = BTreeMap::new();
    for (key, value) in map {
        let value = match value {
            serde_yaml::Value::String(s) => s,
            serde_yaml::Value::Number(n) => n.to_string(),
            // YAML reads an unquoted NO (Norway) or ON as a truth value in its old version, this reader does not.
            serde_yaml::Value::Bool(b) => b.to_string(),
            serde_yaml::Value::Null => continue,
            _ => {
                let line = yaml.lines().position(|l| l.starts_with(&key)).map_or(1, |i| i + 2);
                return Err(broken(line, 1, format!("`{key}` is not a single value")));
            }
        };
        plain.insert(key, value);
    }
    Ok(plain)
}

/// Puts quotation marks round a bare value that YAML would take apart (`title: Xi: "Talk"`, `title: A #1`), as titles are pasted.
/// Line numbers stay.
fn quote_titles(yaml: &str) -> String {
    let quote = |line: &str| {
        let (key, value) =
            line.split_once(": ").filter(|(key, _)| key.chars().all(|c| c.is_alphanumeric() || c == '_'))?;
        let value = value.trim();
        let bare = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '!', '#']);
        let risky = value.contains(": ")
            || value.ends_with(':')
            || value.contains(" #")
            || value.starts_with(['*', '%', '@', '`', '-']);
        (bare && risky).then(|| format!("{key}: '{}'\n", value.replace('\'', "''")))
    };
    yaml.split_inclusive('\n')
        .map(|line| quote(line.trim_end()).unwrap_or_else(|| line.to_string()))
        .collect()
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
    let value = value.trim().to_string();
    if value.is_empty() {
        return Ok(());
    }
    match key {
        "title" => header.title = Some(value),
        "side" => {
            header.side = Some(side_id(&value).ok_or_else(|| {
                InputError::new(path, format!("`{value}` is no side"))
                    .at(place)
                    .hint("use an ISO 3166-1 alpha-2 code (CN, US, GB …), EU, UN, NATO, or media")
            })?)
        }
        "issuer" => header.issuer = Some(value),
        "author" => header.author = Some(value),
        "language" => header.language = Some(Language::from_tag(&value)),
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
                let message = format!("unknown kind `{value}`; the kind is detected from the text");
                notices.push(Notice::new(path, message).at(place));
            }
        }
        "translation" => header.translation = Some(value),
        "url" => header.url = Some(value),
        "retrieved" => header.retrieved = Some(value),
        unknown => {
            let near = KEYS.iter().find(|k| similar::TextDiff::from_chars(unknown, **k).ratio() > 0.7);
            let advice = near.map_or(String::new(), |k| format!("; did you mean `{k}`?"));
            notices.push(
                Notice::new(path, format!("unknown key `{unknown}` in the front matter{advice}")).at(place),
            );
        }
    }
    Ok(())
}

/// A side as front matter writes it; UK is GB, and words behind `media:` name an outlet.
fn side_id(value: &str) -> Option<String> {
    let upper = value.to_uppercase();
    match upper.as_str() {
        "UK" => Some("GB".into()),
        "MEDIA" => Some("media".into()),
        _ if upper.starts_with("MEDIA:") => Some("media".into()),
        _ if (2..=8).contains(&upper.len()) && upper.chars().all(|c| c.is_ascii_alphabetic()) => Some(upper),
        _ => None,
    }
}

/// Detects the kind: turns with labels, then the first person, then a news report's signs, else a readout.
pub fn detect_kind(body: &str, author: bool, language: Language, lexicon: &Lexicon) -> Kind {
    let primary = language.primary();
    let mut turns = 0;
    let mut asked = 0;
    for line in body.lines().map(str::trim_start).filter(|l| !l.is_empty()).take(400) {
        if let Some(label) = label(lexicon, line, primary) {
            turns += usize::from(label.known);
            asked += usize::from(label.journalist);
        }
    }
    if asked > 0 || turns >= 3 {
        return Kind::PressConference;
    }
    let grammar = lexicon.grammar.get(primary);
    let first = grammar.map(|g| g.first_singular.as_slice()).unwrap_or_default();
    let folded = Folded::of(body, Span::new(0, body.len()));
    let opening: String = folded.text().chars().take(400).collect();
    let first_person = match language.is_cjk() {
        // Chinese readouts quote 我 without marks; a post begins with it.
        true => first.iter().any(|w| opening.starts_with(w.as_str())),
        false => {
            opening.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| first.iter().any(|f| f == w))
        }
    };
    let quotes = opening.contains('"');
    if author || (first_person && !quotes && !language.is_cjk()) || (first_person && language.is_cjk()) {
        return Kind::Post;
    }
    let commentators = lexicon.forms.commentators.get(primary).map(Vec::as_slice).unwrap_or_default();
    let commentary = commentators.iter().filter(|form| folded.text().contains(form.as_str())).count();
    match commentary >= 2 {
        true => Kind::News,
        false => Kind::Readout,
    }
}

/// Detects what needs the text: the side of an issuer, and the day in a dateline is left to `claims`.
pub fn detect_rest(source: &mut Source, lexicon: &Lexicon) {
    if source.side.is_some() {
        return;
    }
    let primary = source.language.value.primary();
    if let Some(issuer) = &source.issuer {
        let issuer = fold_term(issuer);
        let side = lexicon.side_entries.iter().find(|side| {
            ["en", "zh", "ja"].iter().filter_map(|l| side.names(l)).any(|names| {
                names.names.iter().chain(&names.places).any(|name| {
                    let name = fold_term(name.form());
                    name.len() > 3 && issuer.contains(&name)
                })
            })
        });
        source.side = side.map(|side| Known::detected(side.id.clone()));
    }
    if source.side.is_none() && primary == "zh" {
        source.side = publisher_by_dateline(source, lexicon);
    }
}

/// A Chinese text whose dateline names a state agency speaks for its state.
fn publisher_by_dateline(source: &Source, lexicon: &Lexicon) -> Option<Known<String>> {
    let opening: String = source.body.of(&source.text).chars().take(60).collect();
    let opening = fold_term(&opening);
    let state =
        lexicon.actors.outlets.iter().find(|o| o.zh.iter().any(|name| opening.contains(name.form())))?;
    state.side.clone().map(Known::detected)
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
    fn unknown_keys_and_kinds_are_notices() {
        let mut notices = Vec::new();
        read("x", "---\nauthr: A\nkind: poem\n---\nBody.", Lexicon::default_lexicon(), &mut notices).unwrap();
        assert_eq!(notices.len(), 2);
        assert!(notices.iter().any(|n| n.message.contains("did you mean `author`")));
    }
}
