//! The knowledge files, compiled: terms laid out to be read in place, entries in a form that is quick to read.

use crate::entry::{
    ActEntry, Actors, Boilerplate, Concept, Grammar, PerLanguage, PersonEntry, SideEntry, Topic,
};
use crate::find::FinderBuilder;
use crate::forms::Forms;
use crate::names::NameIndex;
use crate::terms::{Group, TermIndex};
use crate::verbs::VerbIndex;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value;
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

/// Fields that only the indexes need.
const SOUGHT: [(&str, &[&str]); 4] = [
    ("sides.yaml", &["en", "zh", "ja", "block"]),
    ("topics.yaml", &["terms", "block", "anaphora", "tests"]),
    ("persons.yaml", &["block", "en", "zh", "ja"]),
    ("glossary.yaml", &["en", "zh", "ja"]),
];

/// What is made of the files: names and bytes.
pub fn build(text: impl Fn(&str) -> String) -> Vec<(String, Vec<u8>)> {
    let mut made = Vec::new();
    let mut hash = Sha256::new();
    for name in FILES {
        let yaml = text(name);
        hash.update(yaml.as_bytes());
        let mut value: Value = read(name, &yaml);
        if name == "sides.yaml" {
            made.push(("side-entries.json".into(), json(name, &value)));
            call_by_first_names(&mut value);
        }
        let sought =
            SOUGHT.iter().find(|(file, _)| *file == name).map_or([].as_slice(), |(_, fields)| *fields);
        for entry in value.as_sequence_mut().into_iter().flatten().filter_map(Value::as_mapping_mut) {
            entry.retain(|key, _| key.as_str().is_none_or(|key| !sought.contains(&key)));
        }
        made.push((name.replace(".yaml", ".json"), json(name, &value)));
    }
    let sum: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    made.push(("sha256".into(), sum.into_bytes()));

    let topics: Vec<Topic> = read("topics.yaml", &text("topics.yaml"));
    let sides: Vec<SideEntry> = read("sides.yaml", &text("sides.yaml"));
    let persons: Vec<PersonEntry> = read("persons.yaml", &text("persons.yaml"));
    let actors: Actors = read("actors.yaml", &text("actors.yaml"));
    let boilerplate: Boilerplate = read("boilerplate.yaml", &text("boilerplate.yaml"));
    let acts: Vec<ActEntry> = read("verbs.yaml", &text("verbs.yaml"));
    let grammar: PerLanguage<Grammar> = read("grammar.yaml", &text("grammar.yaml"));
    made.push(("forms.json".into(), json("forms", &Forms::of(&actors, &boilerplate, &grammar))));
    let concepts: Vec<Concept> = read("glossary.yaml", &text("glossary.yaml"));
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

        let masks = grammar.get(primary).map(|grammar| grammar.masks.as_slice()).unwrap_or_default();
        let verbs = VerbIndex::build(&acts, primary, masks);
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
    }
    made
}

/// Gives a side that is not `called` anything its first English name, since the names themselves are left to the indexes.
fn call_by_first_names(sides: &mut Value) {
    for side in sides.as_sequence_mut().into_iter().flatten().filter_map(Value::as_mapping_mut) {
        let first = side.get("en").and_then(|en| en.get("names")).and_then(|names| names.get(0));
        let first = first.and_then(|name| name.as_str().or_else(|| name.get("t").and_then(Value::as_str)));
        if let Some(first) = first.or_else(|| side.get("id").and_then(Value::as_str)).map(String::from)
            && !side.contains_key("called")
        {
            side.insert("called".into(), first.into());
        }
    }
}

fn json(name: &str, value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read<T: DeserializeOwned>(name: &str, yaml: &str) -> T {
    let yaml = yaml.trim_start_matches('\u{FEFF}');
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("src/lexicon/data/{name}: {error}"))
}
