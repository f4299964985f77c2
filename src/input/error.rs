//! What can be wrong with an input: the kind, the place, the cause, and a way out.

use std::fmt;

/// A place in a file, for an error or a notice. Lines and columns count from 1; a column counts code points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The line's text, for a caret.
    pub excerpt: String,
}

impl Place {
    /// The place of byte `at` in `text`.
    pub fn at_byte(text: &str, at: usize) -> Place {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Place::new(
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
            text.get(line_start..).unwrap_or_default(),
        )
    }

    /// The place at a line and column of `text`.
    pub fn at_line(text: &str, line: usize, column: usize) -> Place {
        let excerpt = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        Place::new(line, column, excerpt)
    }

    fn new(line: usize, column: usize, rest: &str) -> Place {
        let excerpt = rest.lines().next().unwrap_or_default().chars().take(200).collect();
        Place { line, column, excerpt }
    }
}

/// Why an input could not be read.
#[derive(Debug)]
pub struct InputError {
    /// The path as typed.
    pub path: String,
    /// Where in the file, if there is such a place.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What the system or a parser said.
    pub cause: Option<String>,
    /// A way out.
    pub hint: Option<String>,
}

impl InputError {
    /// An error about a whole file.
    pub fn new(path: &str, message: impl Into<String>) -> Self {
        InputError { path: path.into(), place: None, message: message.into(), cause: None, hint: None }
    }

    /// An error the system reported.
    pub fn io(path: &str, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => InputError::new(path, "no such file"),
            std::io::ErrorKind::IsADirectory => InputError::new(path, "is a directory, not a file"),
            _ => InputError { cause: Some(error.to_string()), ..InputError::new(path, "cannot be read") },
        }
    }

    /// Adds the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds the cause.
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds a way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{}:{}:{}: {}", self.path, place.line, place.column, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for InputError {}

/// Something a user should know that is no error (unless `--strict`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The path it is about, or empty.
    pub path: String,
    /// Where in the file.
    pub place: Option<Place>,
    /// What to know.
    pub message: String,
}

impl Notice {
    /// A notice about a whole file.
    pub fn new(path: &str, message: impl Into<String>) -> Self {
        Notice { path: path.into(), place: None, message: message.into() }
    }

    /// Adds the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.place, self.path.is_empty()) {
            (_, true) => f.write_str(&self.message),
            (Some(place), _) => write!(f, "{}:{}:{}: {}", self.path, place.line, place.column, self.message),
            (None, _) => write!(f, "{}: {}", self.path, self.message),
        }
    }
}
