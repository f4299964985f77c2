//! `text-unchanged`: the bytes of a text are those that were recorded.

use super::{Case, Finding, Verdict};
use crate::check::policy::fields::Fields;
use crate::check::policy::node::{File, Located};
use crate::input::{InputError, Place};
use std::collections::BTreeMap;
use std::path::Path;

/// The file of sums, and what it says.
#[derive(Clone, Debug)]
pub struct Recorded {
    sums: Located<String>,
    known: BTreeMap<String, String>,
}

impl Recorded {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// No file is named.
    pub fn read(fields: &Fields<'_>) -> Result<Recorded, InputError> {
        fields.need("sums", "this rule")?;
        Ok(Recorded { sums: fields.text("sums")?.unwrap_or_default(), known: BTreeMap::new() })
    }

    /// Reads the file of sums.
    ///
    /// # Errors
    /// It cannot be read, or a line is none of `sha256sum`.
    pub fn load(&mut self, policy: &File<'_>, folder: &Path) -> Result<(), InputError> {
        let path = folder.join(&self.sums.value);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            policy
                .error(self.sums.at, format!("`{}` cannot be read", self.sums.value))
                .cause(error.to_string())
                .hint("write it with `sha256sum`, in the folder of this file")
        })?;
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let Some((sum, file)) = entry(line) else {
                return Err(InputError::new(&path.to_string_lossy(), "is no line of `sha256sum`")
                    .at(Place::at_line(&text, i + 1, 1))
                    .hint("as in `<64 hexadecimal digits>  2025-11-24-call/us.en.txt`"));
            };
            self.known.insert(file.into(), sum.to_ascii_lowercase());
        }
        Ok(())
    }

    /// Judges a text.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let Some(text) = case.texts.all.get(case.text) else { return Verdict::Not("unreadable") };
        let sum = &text.source.sha256;
        match self.known.get(&text.relative) {
            Some(known) if known == sum => {}
            Some(known) => {
                let short = |sum: &str| sum.get(..12).unwrap_or(sum).to_string();
                let message = format!(
                    "changed after it was recorded: sha256 {}…, recorded {}…",
                    short(sum),
                    short(known)
                );
                found.push(Finding::new(case.text, format!("changed {sum}"), message));
            }
            None => {
                let message = format!("is not recorded in {}", self.sums.value);
                found.push(Finding::new(case.text, "not recorded", message));
            }
        }
        Verdict::Judged
    }

    /// Files that are recorded and not there, of the paths below the folder.
    pub fn gone(&self, files: &[String]) -> Vec<String> {
        self.known.keys().filter(|file| files.binary_search(file).is_err()).cloned().collect()
    }

    /// The file of sums, as a path from the policy's folder.
    pub fn sums(&self) -> &str {
        &self.sums.value
    }
}

/// Sum and path of a line: two blanks, or a blank and a star, stand between them.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (sum, rest) = line.split_at_checked(64)?;
    let file = rest.strip_prefix("  ").or_else(|| rest.strip_prefix(" *"))?.trim_end_matches('\r');
    let file = file.trim_start_matches("./");
    (sum.chars().all(|c| c.is_ascii_hexdigit()) && !file.is_empty()).then_some((sum, file))
}
