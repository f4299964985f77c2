//! The knowledge files, compiled: terms laid out to be read in place, entries in a form that is quick to read.

use crate::alignment::{AlignmentWords, CommonWords};
use crate::entry::{
    ActEntry, Actors, Boilerplate, Concept, ConceptHead, Grammar, KindWords, KnownPerson, KnownSide,
    PerLanguage, PersonEntry, ProtocolWords, SideEntry, Spelling, Topic, TopicHead,
};
use crate::find::{Finder, FinderBuilder};
use crate::forms::{Forms, issuers};
use crate::genre::Genre;
use crate::names::NameIndex;
use crate::protocol::ProtocolIndex;
use crate::quantities::QuantityWords;
use crate::rows::{self, Keyed};
use crate::stems::Stems;
use crate::terms::{Group, TermIndex};
use crate::verbs::VerbIndex;
use crate::words::Words;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// The files, in the order in which they are hashed.
pub const FILES: [&str; 13] = [
    "kinds.yaml",
    "topics.yaml",
    "sides.yaml",
    "persons.yaml",
    "actors.yaml",
    "boilerplate.yaml",
    "verbs.yaml",
    "grammar.yaml",
    "glossary.yaml",
    "protocol.yaml",
    "alignment.yaml",
    "quantities.yaml",
    "spelling.yaml",
];

/// What is made of the files: names and bytes.
pub fn build(text: impl Fn(&str) -> String) -> Vec<(String, Vec<u8>)> {
    let mut made = entries(&text);
    let mut hash = Sha256::new();
    FILES.iter().for_each(|name| hash.update(text(name).as_bytes()));
    let sum: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    made.push(("sha256".into(), sum.into_bytes()));

    let topics: Vec<Topic> = read("topics.yaml", &text("topics.yaml"));
    let sides: Vec<SideEntry> = read("sides.yaml", &text("sides.yaml"));
    let persons: Vec<PersonEntry> = read("persons.yaml", &text("persons.yaml"));
    let actors: Actors = read("actors.yaml", &text("actors.yaml"));
    let boilerplate: Boilerplate = read("boilerplate.yaml", &text("boilerplate.yaml"));
    let acts: Vec<ActEntry> = read("verbs.yaml", &text("verbs.yaml"));
    let grammar: PerLanguage<Grammar> = read("grammar.yaml", &text("grammar.yaml"));
    made.push(("forms".into(), packed("forms", &Forms::of(&actors, &boilerplate))));
    made.push(laid_out("roles", &actors.roles));
    made.push(laid_out("outlets", &actors.outlets));
    let known: Vec<KnownSide> = sides.iter().map(KnownSide::from).collect();
    made.push(laid_out("sides", &known));
    let names: Vec<Words> = sides.iter().map(issuers).collect();
    made.push(("issuers".into(), packed("issuers", &names)));
    let protocol: ProtocolWords = read("protocol.yaml", &text("protocol.yaml"));
    let concepts: Vec<Concept> = read("glossary.yaml", &text("glossary.yaml"));
    let lists = word_lists(&text("alignment.yaml"));
    let stems = Stems::build(&lists);
    let mut bytes = Vec::new();
    stems.write(&mut bytes);
    made.push(("stems".into(), bytes));
    let ids: Vec<&str> = concepts.iter().map(|concept| concept.id.as_str()).collect();
    for primary in ["en", "zh", "ja"] {
        let mut put = |name: &str, write: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = Vec::new();
            write(&mut bytes);
            made.push((format!("{name}.{primary}"), bytes));
        };
        let groups = topics.iter().map(|topic| Group {
            terms: topic.terms.get(primary).map(Vec::as_slice).unwrap_or_default(),
            block: topic.block.get(primary).map(Vec::as_slice).unwrap_or_default(),
            anaphora: topic.anaphora.get(primary).map(Vec::as_slice).unwrap_or_default(),
        });
        let index = TermIndex::build(groups).unwrap_or_else(|(topic, message)| {
            let id = topics.get(topic).map_or("", |topic| &topic.id);
            panic!("topics.yaml: topic {id}: {message}")
        });
        put("topics", &|bytes| index.write(bytes));

        let names = NameIndex::build(primary, &sides, &persons, &actors);
        let names = names.unwrap_or_else(|message| panic!("names ({primary}): {message}"));
        put("names", &|bytes| names.write(bytes));

        let own = grammar.get(primary).unwrap_or(&grammar.en);
        for (name, forms) in [("declining", &own.declining), ("denying", &own.denying)] {
            let finder =
                Finder::of(forms).unwrap_or_else(|message| panic!("grammar.yaml ({primary}): {message}"));
            put(name, &|bytes| finder.write(bytes));
        }
        let verbs = VerbIndex::build(&acts, primary, &own.masks);
        let verbs = verbs.unwrap_or_else(|message| panic!("verbs.yaml ({primary}): {message}"));
        put("verbs", &|bytes| verbs.write(bytes));

        let groups = concepts.iter().map(|c| Group { terms: c.forms(primary), ..Group::default() });
        let index = TermIndex::build(groups).unwrap_or_else(|(concept, message)| {
            let id = concepts.get(concept).map_or("", |concept| &concept.id);
            panic!("glossary.yaml: concept {id}: {message}")
        });
        put("concepts", &|bytes| index.write(bytes));

        let mut builder = FinderBuilder::default();
        for (i, concept) in concepts.iter().enumerate().filter(|(_, concept)| concept.variants) {
            for form in concept.forms(primary) {
                let added = builder.add(i, form.form());
                added.unwrap_or_else(|message| panic!("glossary.yaml: concept {}: {message}", concept.id));
            }
        }
        let finder = builder.build().unwrap_or_else(|message| panic!("glossary.yaml: {message}"));
        put("variants", &|bytes| finder.write(bytes));

        let genre = Genre::build(&lists, primary, &stems, &ids);
        put("genre", &|bytes| genre.write(bytes));

        let phrases = ProtocolIndex::build(&protocol, primary);
        let phrases = phrases.unwrap_or_else(|message| panic!("protocol.yaml ({primary}): {message}"));
        put("protocol", &|bytes| phrases.write(bytes));
    }
    made
}

/// The lists of words that tell little.
pub fn word_lists(yaml: &str) -> CommonWords {
    read("alignment.yaml", yaml)
}

/// The entries as the program keeps them, each in a file of its own: what only the indexes need is left out.
fn entries(text: &impl Fn(&str) -> String) -> Vec<(String, Vec<u8>)> {
    let quantities = text("quantities.yaml");
    let quantities = QuantityWords::from_yaml(&quantities);
    let quantities = quantities.unwrap_or_else(|error| panic!("quantities.yaml: {error}"));
    vec![
        entry::<Vec<KindWords>>(text, "kinds"),
        entry::<Vec<TopicHead>>(text, "topics"),
        one_by_one::<KnownPerson>(text, "persons", "persons"),
        entry::<Boilerplate>(text, "boilerplate"),
        entry::<PerLanguage<Grammar>>(text, "grammar"),
        one_by_one::<ConceptHead>(text, "glossary", "concepts"),
        entry::<AlignmentWords>(text, "alignment"),
        entry::<Spelling>(text, "spelling"),
        ("quantities".into(), packed("quantities", &quantities)),
    ]
}

/// A file's entries, read as what the program keeps of them.
fn entry<T: Serialize + DeserializeOwned>(text: &impl Fn(&str) -> String, name: &str) -> (String, Vec<u8>) {
    let file = format!("{name}.yaml");
    (name.into(), packed(name, &read::<T>(&file, &text(&file))))
}

/// The same, to be read one by one.
fn one_by_one<T: Serialize + DeserializeOwned + Keyed>(
    text: &impl Fn(&str) -> String,
    file: &str,
    name: &str,
) -> (String, Vec<u8>) {
    let file = format!("{file}.yaml");
    laid_out(name, &read::<Vec<T>>(&file, &text(&file)))
}

fn laid_out<T: Serialize + Keyed>(name: &str, entries: &[T]) -> (String, Vec<u8>) {
    (name.into(), rows::lay_out(entries).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn packed(name: &str, value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read<T: DeserializeOwned>(name: &str, yaml: &str) -> T {
    let yaml = yaml.trim_start_matches('\u{FEFF}');
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("src/lexicon/data/{name}: {error}"))
}
