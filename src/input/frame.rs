//! The frame of front matter: the lines between `---` and `---`, their keys and values, and where they stand.

use super::error::{InputError, Notice, Place};
use std::collections::BTreeMap;

/// The lines of a text's front matter.
pub struct Frame<'a> {
    /// The lines, ends included.
    lines: Vec<&'a str>,
    /// Number of the first of them, from 1.
    first: usize,
    /// Byte at which the body begins.
    pub end: usize,
}

/// A key with its value.
pub struct Entry {
    /// The key, lower case.
    pub key: String,
    /// The value, trimmed; never empty.
    pub value: String,
    /// Where the value stands.
    pub place: Place,
}

/// Keys whose values are pasted and may hold anything.
const PASTED: [&str; 4] = ["title", "issuer", "author", "event"];

/// Finds the frame of a text: the first line that is not blank is `---`.
///
/// # Errors
/// It is not closed.
pub fn find<'a>(path: &str, text: &'a str) -> Result<Option<Frame<'a>>, InputError> {
    let mut found = Vec::new();
    let mut open = None;
    let mut end = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        end += line.len();
        match (open, line.trim_end()) {
            (None, "") => {}
            (None, "---") => open = Some(i),
            (None, _) => return Ok(None),
            (Some(open), "---" | "...") => return Ok(Some(Frame { lines: found, first: open + 2, end })),
            (Some(_), _) => found.push(line),
        }
    }
    let Some(open) = open else { return Ok(None) };
    Err(InputError::new(path, "the front matter is not closed")
        .at(Place::at_line(text, open + 1, 1))
        .hint("end it with a line of three hyphens (---), or remove the first line"))
}

/// A notice where a text without a frame begins with what looks like keys of one: the hyphens were forgotten.
pub fn forgotten(path: &str, text: &str, keys: &[&str]) -> Option<Notice> {
    let is_key =
        |line: &str| line.split_once(':').is_some_and(|(key, _)| keys.contains(&key.to_lowercase().as_str()));
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.trim().is_empty());
    let (first, _) = lines.next().filter(|(_, line)| is_key(line))?;
    let (_, next) = lines.next()?;
    (is_key(next) || next.trim_end() == "---").then(|| {
        let message = "the text begins with lines like front matter, which are read as text; \
                       put a line of three hyphens (---) before and after them";
        Notice::new(path, message).at(Place::at_line(text, first + 1, 1))
    })
}

impl Frame<'_> {
    /// The keys with their values, sorted by key; a key without a value is left out.
    ///
    /// # Errors
    /// No YAML map of single values, or a key given twice; with line and column.
    pub fn entries(&self, path: &str, text: &str) -> Result<Vec<Entry>, InputError> {
        let places = self.places(path, text)?;
        let mut entries = Vec::new();
        for (key, value) in self.map(path, text)? {
            let key = key.to_lowercase();
            let line = places.get(&key).copied().unwrap_or(0);
            let place = Place::at_line(text, self.first + line, self.value_column(line));
            if let Some(value) = value.map(|value| value.trim().to_string()).filter(|value| !value.is_empty())
            {
                entries.push(Entry { key, value, place });
            }
        }
        Ok(entries)
    }

    /// The line of each key, from 0.
    fn places(&self, path: &str, text: &str) -> Result<BTreeMap<String, usize>, InputError> {
        let mut seen = BTreeMap::new();
        for (i, line) in self.lines.iter().enumerate() {
            let Some((key, _)) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '#', '\t']))
            else {
                continue;
            };
            let key = key.trim().to_lowercase();
            if let Some(first) = seen.insert(key.clone(), i) {
                return Err(InputError::new(path, format!("`{key}` stands twice in the front matter"))
                    .at(Place::at_line(text, self.first + i, 1))
                    .hint(format!("the first one is on line {}; keep one of them", self.first + first)));
            }
        }
        Ok(seen)
    }

    /// The column of a line's value, from 1, in code points.
    fn value_column(&self, line: usize) -> usize {
        let Some((key, value)) = self.lines.get(line).and_then(|line| line.split_once(':')) else { return 1 };
        let blanks = value.chars().take_while(|c| *c == ' ').count();
        key.chars().count() + 1 + blanks + 1
    }

    fn map(&self, path: &str, text: &str) -> Result<BTreeMap<String, Option<String>>, InputError> {
        let broken = |line: usize, column: usize, cause: String| {
            InputError::new(path, "the front matter is not a list of `key: value` lines")
                .at(Place::at_line(text, self.first + line, column))
                .cause(cause)
                .hint("write one `key: value` a line; put quotation marks round a value with `: ` in it")
        };
        let next = self.lines.iter().skip(1).map(|line| line.starts_with([' ', '\t'])).chain([false]);
        let yaml: String = std::iter::zip(&self.lines, next)
            .map(|(line, goes_on)| quoted(line).filter(|_| !goes_on).unwrap_or_else(|| line.to_string()))
            .collect();
        if yaml.trim().is_empty() {
            return Ok(BTreeMap::new());
        }
        let map: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(&yaml).map_err(|e| {
            let (line, column) = e.location().map_or((0, 1), |l| (l.line().saturating_sub(1), l.column()));
            let cause = e.to_string();
            let cause = cause.rsplit_once(" at line ").map_or(cause.as_str(), |(m, _)| m);
            broken(line, column, cause.to_string())
        })?;
        let mut plain = BTreeMap::new();
        for (key, value) in map {
            let value = match value {
                serde_yaml::Value::String(s) => Some(s),
                serde_yaml::Value::Number(n) => Some(n.to_string()),
                // YAML reads an unquoted NO (Norway) or ON as a truth value in its old version, this reader does not.
                serde_yaml::Value::Bool(b) => Some(b.to_string()),
                serde_yaml::Value::Null => None,
                _ => {
                    let line = self.lines.iter().position(|l| l.starts_with(&key)).unwrap_or(0);
                    return Err(broken(line, 1, format!("`{key}` is not a single value")));
                }
            };
            plain.insert(key, value);
        }
        Ok(plain)
    }
}

/// The line with quotation marks round a pasted value that has none round the whole of it (`title: Xi: "Talk" #1`).
fn quoted(line: &str) -> Option<String> {
    let line = line.trim_end();
    let (key, value) =
        line.split_once(':').filter(|(key, _)| PASTED.contains(&key.to_lowercase().as_str()))?;
    let value = value.trim();
    let inside = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let whole = inside('"').is_some_and(|inner| !inner.replace("\\\\", "").replace("\\\"", "").contains('"'))
        || inside('\'').is_some_and(|inner| !inner.replace("''", "").contains('\''));
    let block = matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+");
    (!value.is_empty() && !whole && !block).then(|| format!("{key}: '{}'\n", value.replace('\'', "''")))
}
