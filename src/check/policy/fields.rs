//! Reads the keys of a map: the unknown ones with a suggestion, the others by their type.

use super::node::{At, File, Located, Node, Yaml};
use crate::input::InputError;
use crate::text::near::did_you_mean;

/// The keys of one map.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    /// The file they are in.
    pub file: File<'a>,
    /// Where the map begins.
    pub at: At,
    map: &'a [(Located<String>, Node)],
}

impl<'a> Fields<'a> {
    /// Opens a map in which only `known` keys may stand.
    ///
    /// # Errors
    /// No map, or an unknown key.
    pub fn open(
        file: File<'a>,
        node: &'a Node,
        what: &str,
        known: &[&str],
    ) -> Result<Fields<'a>, InputError> {
        let fields = Fields::any(file, node, what)?;
        match fields.map.iter().find(|(key, _)| !known.contains(&key.value.as_str())) {
            None => Ok(fields),
            Some((key, _)) => {
                let error = file.error(key.at, format!("unknown key `{}` in {what}", key.value));
                Err(error.hint(format!(
                    "{}its keys are {}",
                    did_you_mean(&key.value, known),
                    known.join(", ")
                )))
            }
        }
    }

    /// Opens a map without looking at its keys.
    ///
    /// # Errors
    /// No map.
    pub fn any(file: File<'a>, node: &'a Node, what: &str) -> Result<Fields<'a>, InputError> {
        match &node.yaml {
            Yaml::Map(map) => Ok(Fields { file, at: node.at, map }),
            _ => Err(file.error(node.at, format!("{what} must be a map of `key: value`"))),
        }
    }

    /// The value of a key, if one is written.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.map.iter().find(|(k, _)| k.value == key).map(|(_, value)| value).filter(|value| !value.is_null())
    }

    /// The value of a key that must be there.
    ///
    /// # Errors
    /// It is not.
    pub fn need(&self, key: &str, what: &str) -> Result<&'a Node, InputError> {
        self.get(key).ok_or_else(|| {
            let at = self.map.iter().find(|(k, _)| k.value == key).map_or(self.at, |(k, _)| k.at);
            self.file.error(at, format!("{what} needs a value for `{key}`"))
        })
    }

    /// A text.
    ///
    /// # Errors
    /// A list or a map.
    pub fn text(&self, key: &str) -> Result<Option<Located<String>>, InputError> {
        self.get(key).map(|node| text(self.file, node, key)).transpose()
    }

    /// A text, or a list of texts.
    ///
    /// # Errors
    /// A map, or an empty list.
    pub fn texts(&self, key: &str) -> Result<Option<Vec<Located<String>>>, InputError> {
        self.get(key).map(|node| texts(self.file, node, key)).transpose()
    }

    /// Words, each one of `known`.
    ///
    /// # Errors
    /// A word that is none.
    pub fn words(&self, key: &str, known: &[&str]) -> Result<Option<Vec<Located<String>>>, InputError> {
        let words = self.texts(key)?;
        for word in words.iter().flatten() {
            among(self.file, word, key, known)?;
        }
        Ok(words)
    }

    /// One word of `known`.
    ///
    /// # Errors
    /// A word that is none.
    pub fn word(&self, key: &str, known: &[&str]) -> Result<Option<String>, InputError> {
        let word = self.text(key)?;
        word.map(|word| among(self.file, &word, key, known).map(|()| word.value)).transpose()
    }

    /// A whole number from `low` to `high`.
    ///
    /// # Errors
    /// Something else.
    pub fn count(&self, key: &str, low: usize, high: usize) -> Result<Option<usize>, InputError> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        match text.value.parse().ok().filter(|n| (low..=high).contains(n)) {
            Some(number) => Ok(Some(number)),
            None => {
                let message =
                    format!("`{key}` must be a whole number from {low} to {high}, not `{}`", text.value);
                Err(self.file.error(text.at, message))
            }
        }
    }

    /// A share from 0 to 1.
    ///
    /// # Errors
    /// Something else.
    pub fn share(&self, key: &str) -> Result<Option<f64>, InputError> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        match text.value.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share)) {
            Some(share) => Ok(Some(share)),
            None => {
                let message = format!("`{key}` must be a share from 0 to 1, not `{}`", text.value);
                Err(self.file.error(text.at, message).hint("write 0.25 for a quarter"))
            }
        }
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// Something else.
    pub fn truth(&self, key: &str) -> Result<Option<bool>, InputError> {
        Ok(self.word(key, &["true", "false"])?.map(|word| word == "true"))
    }
}

/// A single value.
///
/// # Errors
/// A list or a map.
pub fn text(file: File<'_>, node: &Node, key: &str) -> Result<Located<String>, InputError> {
    match &node.yaml {
        Yaml::Scalar { text, .. } if !text.trim().is_empty() => {
            Ok(Located { value: text.trim().to_string(), at: node.at })
        }
        Yaml::Scalar { .. } => Err(file.error(node.at, format!("`{key}` is empty"))),
        _ => Err(file.error(node.at, format!("`{key}` must be a single value"))),
    }
}

/// A single value, or a list of them.
///
/// # Errors
/// A map, an empty list, a list in a list.
pub fn texts(file: File<'_>, node: &Node, key: &str) -> Result<Vec<Located<String>>, InputError> {
    match &node.yaml {
        Yaml::List(items) if items.is_empty() => {
            Err(file.error(node.at, format!("`{key}` is an empty list")))
        }
        Yaml::List(items) => items.iter().map(|item| text(file, item, key)).collect(),
        _ => Ok(vec![text(file, node, key)?]),
    }
}

fn among(file: File<'_>, word: &Located<String>, key: &str, known: &[&str]) -> Result<(), InputError> {
    match known.contains(&word.value.as_str()) {
        true => Ok(()),
        false => {
            let error = file.error(word.at, format!("`{}` is no value of `{key}`", word.value));
            Err(error.hint(format!("{}use {}", did_you_mean(&word.value, known), known.join(", "))))
        }
    }
}
