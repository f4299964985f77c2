//! Which texts make one talk: those of a folder, of an event, or of a glob.

use super::Text;
use crate::check::policy::Grouping;
use crate::input::InputError;
use std::collections::BTreeMap;

/// Gives each text its talk and returns the talks, sorted by name, each with its texts.
///
/// # Errors
/// A file that belongs to two talks.
pub fn group(grouping: &Grouping, texts: &mut [Text]) -> Result<Vec<(String, Vec<usize>)>, InputError> {
    let mut talks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, text) in texts.iter().enumerate() {
        talks.entry(name(grouping, text)?).or_default().push(i);
    }
    let talks: Vec<(String, Vec<usize>)> = talks.into_iter().collect();
    for (talk, (_, members)) in talks.iter().enumerate() {
        for member in members {
            if let Some(text) = texts.get_mut(*member) {
                text.talk = talk;
            }
        }
    }
    Ok(talks)
}

/// The name of a text's talk; a text that no rule puts anywhere is a talk of its own.
fn name(grouping: &Grouping, text: &Text) -> Result<String, InputError> {
    let alone = || text.relative.clone();
    match grouping {
        Grouping::Folder => Ok(text.relative.rsplit_once('/').map_or(".", |(folder, _)| folder).to_string()),
        Grouping::FrontMatter => {
            let event = text.source.event.as_deref().map(str::trim).filter(|event| !event.is_empty());
            Ok(event.map_or_else(alone, String::from))
        }
        Grouping::Named(talks) => {
            let mut fits = talks.iter().filter(|(_, files)| files.matches(&text.relative));
            match (fits.next(), fits.next()) {
                (Some((one, _)), Some((two, _))) => Err(InputError::new(
                    &text.source.path,
                    format!("belongs to two talks, `{one}` and `{two}`"),
                )
                .hint("make the globs of `talks` narrower")),
                (Some((name, _)), None) => Ok(name.clone()),
                (None, _) => Ok(alone()),
            }
        }
    }
}
