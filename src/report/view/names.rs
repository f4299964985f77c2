//! What plain lines call texts, sides and speakers: by side and issuer, since a label tells nothing to who did not choose the files.

use super::build::Builder;
use crate::claims::Claim;
use crate::input::Source;
use crate::readout::Voice;

impl Builder<'_> {
    /// A side in a sentence: China, the US.
    pub(super) fn side(&self, id: &str) -> String {
        self.lexicon.side(id).map_or(id, |side| &side.called).to_string()
    }

    /// A source by its side, with as much beside it as tells it from the others of that side.
    pub(super) fn called(&self, source: usize) -> String {
        self.named(source, 0)
    }

    /// The same with issuer and date, wherever these are known.
    pub(super) fn called_in_full(&self, source: usize) -> String {
        self.named(source, DATED)
    }

    fn named(&self, source: usize, least: usize) -> String {
        let Some(own) = self.source_of(source) else { return String::new() };
        let Some(base) = self.base(own) else { return own.label.clone() };
        let rivals: Vec<&Source> = (0..self.comparison.sources.len())
            .filter(|other| *other != source)
            .filter_map(|other| self.source_of(other))
            .filter(|other| self.base(other).as_ref() == Some(&base))
            .collect();
        let mut told = facts(own);
        let unique = |number: &usize| !rivals.iter().any(|rival| same(&facts(rival), &told, *number));
        let enough = (0..=told.len()).find(unique).unwrap_or(told.len());
        told.truncate(enough.max(least));
        let told: Vec<String> = told.into_iter().filter(|fact| !fact.is_empty()).collect();
        if told.is_empty() { base } else { format!("{base} ({})", told.join(", ")) }
    }

    fn source_of(&self, source: usize) -> Option<&Source> {
        self.comparison.sources.get(source).map(|claims| &claims.readout.source)
    }

    /// The side's name; an outlet's or office's own where there is no side.
    fn base(&self, source: &Source) -> Option<String> {
        match source.side.as_ref().map(|side| side.value.as_str()) {
            None | Some("media") => source.issuer.clone(),
            Some(side) => Some(self.side(side)),
        }
    }

    /// Who says a claim, for a reader: the name as written where it is in Latin letters; empty for the text itself.
    pub(super) fn speaker(&self, source: usize, claim: &Claim) -> String {
        match &claim.voice {
            Voice::Narrator => String::new(),
            Voice::Both => "both sides".into(),
            Voice::Journalist => "a journalist".into(),
            Voice::Commentator => "a commentator".into(),
            Voice::Person(person) => {
                let persons = self.comparison.sources.get(source).map(|claims| &claims.readout.persons);
                let name = persons.and_then(|persons| persons.get(*person)).map_or("", |p| &p.name);
                match name.is_ascii() && !name.is_empty() {
                    true => name.into(),
                    false => capitals(self.keys.key(source, &claim.voice)),
                }
            }
        }
    }
}

/// Facts up to and with the date.
const DATED: usize = 2;

/// What tells texts of one side apart, the plainest first: issuer, date, language, label. Unknown ones are empty.
fn facts(source: &Source) -> Vec<String> {
    let language = match source.language.value.primary() {
        "en" => "in English",
        "zh" => "in Chinese",
        "ja" => "in Japanese",
        _ => "",
    };
    let side = source.side.as_ref().is_some_and(|side| side.value != "media");
    vec![
        source.issuer.clone().filter(|_| side).unwrap_or_default(),
        source.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
        language.into(),
        source.label.clone(),
    ]
}

fn same(a: &[String], b: &[String], number: usize) -> bool {
    a.iter().zip(b).take(number).all(|(a, b)| a == b)
}

/// A voice key as a name: `von-der-leyen` → Von Der Leyen.
fn capitals(key: &str) -> String {
    let words = key.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}
