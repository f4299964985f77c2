//! What plain lines call texts, sides and speakers: by side and issuer, since a label tells nothing to who did not choose the files.

use super::build::{Builder, joined};
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
        self.named(source, &[])
    }

    /// The same with issuer and date, wherever these are known.
    pub(super) fn called_in_full(&self, source: usize) -> String {
        self.named(source, &[ISSUER, DATE])
    }

    /// Several sources in a row; a side all of whose texts are among them stands once.
    pub(super) fn all_called(&self, sources: &[usize]) -> String {
        let mut names: Vec<String> = Vec::new();
        for source in sources {
            let rivals = self.rivals(*source);
            let whole = !rivals.is_empty() && rivals.iter().all(|rival| sources.contains(rival));
            let base = self.source_of(*source).and_then(|own| self.base(own)).filter(|_| whole);
            let name = base.unwrap_or_else(|| self.called(*source));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        joined(&names)
    }

    fn named(&self, source: usize, wanted: &[usize]) -> String {
        let Some(own) = self.source_of(source) else { return String::new() };
        let Some(base) = self.base(own) else { return own.label.clone() };
        let rivals: Vec<_> =
            self.rivals(source).into_iter().filter_map(|rival| self.source_of(rival)).map(facts).collect();
        let own = facts(own);
        let telling = telling(&own, &rivals);
        let told = own.into_iter().enumerate().filter(|(i, _)| wanted.contains(i) || telling.contains(i));
        let told: Vec<String> = told.map(|(_, fact)| fact).filter(|fact| !fact.is_empty()).collect();
        if told.is_empty() { base } else { format!("{base} ({})", told.join(", ")) }
    }

    /// The other sources that would have the same name.
    fn rivals(&self, source: usize) -> Vec<usize> {
        let base = |source: usize| self.source_of(source).and_then(|source| self.base(source));
        let own = base(source);
        (0..self.comparison.sources.len()).filter(|other| *other != source && base(*other) == own).collect()
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

/// Places of facts.
const ISSUER: usize = 0;
const DATE: usize = 1;

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

/// The facts that tell a source from its rivals: the first that does alone, else as many as it takes.
fn telling(own: &[String], rivals: &[Vec<String>]) -> Vec<usize> {
    let apart =
        |chosen: &[usize]| !rivals.iter().any(|rival| chosen.iter().all(|i| own.get(*i) == rival.get(*i)));
    let alone = own.iter().enumerate().filter(|(_, fact)| !fact.is_empty()).map(|(i, _)| vec![i]);
    let together = (0..own.len()).map(|last| (0..=last).collect());
    std::iter::once(Vec::new()).chain(alone).chain(together).find(|chosen| apart(chosen)).unwrap_or_default()
}

/// A voice key as a name: `von-der-leyen` → Von Der Leyen.
fn capitals(key: &str) -> String {
    let words = key.split('-').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}
