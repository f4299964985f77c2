//! Keeps the knowledge files in order: sorted, without doubles, every term matchable, every sample answered.

use readout_diff::lexicon::alignment::{AlignmentWords, CommonWords};
use readout_diff::lexicon::entry::{
    ActEntry, Actors, Boilerplate, Concept, Grammar, KindWords, PerLanguage, PersonEntry, ProtocolWords,
    SideEntry, SideNames, Term, Topic, TopicHead,
};
use readout_diff::lexicon::forms::Forms;
use readout_diff::lexicon::lint::lint;
use readout_diff::lexicon::load::{self, FILES};
use readout_diff::lexicon::names::NameIndex;
use readout_diff::lexicon::protocol::ProtocolIndex;
use readout_diff::lexicon::quantities::QuantityWords;
use readout_diff::lexicon::terms::{Group, Sentence, TermIndex};
use readout_diff::lexicon::verbs::VerbIndex;
use readout_diff::lexicon::{LANGUAGES, Lexicon};
use readout_diff::text::fold::{Folded, fold_term};
use readout_diff::text::span::Span;
use std::collections::BTreeSet;

/// The issue of the lexicon asks for as many samples per topic and language.
const HITS: usize = 5;
const MISSES: usize = 3;

fn lexicon() -> &'static Lexicon {
    Lexicon::default_lexicon()
}

#[test]
fn every_topic_finds_its_hits_and_leaves_its_misses_and_every_term_can_match() {
    let wrong: Vec<String> = lint(lexicon()).iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{} things to mend:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_term_that_its_own_topic_blocks_is_told() {
    let yaml = "- id: pandas\n  label: {en: pandas, zh: 熊猫}\n  terms: {en: [red panda, {t: bear, near: [China]}, {t: cub, near: [red panda]}]}\n  block: {en: [red panda*]}\n";
    let user = load::with_topics("zoo.yaml", yaml).expect("a file that is well formed");
    let told: Vec<String> = lint(&user).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["pandas (en): never matches: red panda"]);
}

#[test]
fn every_topic_has_enough_samples() {
    for topic in lexicon().topic_entries.iter() {
        for primary in LANGUAGES {
            let samples = topic.tests.get(primary).expect("one of the three");
            assert!(samples.hit.len() >= HITS, "{} {primary}: {} hits", topic.id, samples.hit.len());
            assert!(samples.miss.len() >= MISSES, "{} {primary}: {} misses", topic.id, samples.miss.len());
        }
    }
}

fn doubles<'a>(forms: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    forms.filter(|form| !seen.insert(fold_term(form))).map(String::from).collect()
}

fn topic_lists(topic: &Topic) -> impl Iterator<Item = (&'static str, &Vec<Term>, &Vec<Term>)> {
    LANGUAGES.into_iter().map(|l| {
        (l, topic.terms.get(l).expect("one of the three"), topic.block.get(l).expect("one of the three"))
    })
}

#[test]
fn no_term_stands_twice_and_no_blocker_is_a_term() {
    for topic in lexicon().topic_entries.iter() {
        for (primary, terms, block) in topic_lists(topic) {
            let plain = terms.iter().filter(|t| t.guards().is_none()).map(Term::form);
            assert_eq!(doubles(plain), Vec::<String>::new(), "{} {primary} terms", topic.id);
            let blocked: BTreeSet<String> =
                block.iter().filter(|t| t.guards().is_none()).map(|t| fold_term(t.form())).collect();
            let both: Vec<&str> =
                terms.iter().map(Term::form).filter(|form| blocked.contains(&fold_term(form))).collect();
            assert_eq!(both, Vec::<&str>::new(), "{} {primary}: terms and their own blockers", topic.id);
        }
    }
}

#[test]
fn the_codebooks_topics_are_there_in_its_order_and_the_first_five_are_the_core() {
    let ids: Vec<&str> = lexicon().topics.iter().map(|t| t.id.as_str()).collect();
    let core: Vec<&str> = lexicon().topics.iter().filter(|t| t.core).map(|t| t.id.as_str()).collect();
    assert_eq!(core, ["taiwan", "soybeans", "fentanyl", "ukraine", "visits"]);
    assert_eq!(ids.len(), 32);
    assert_eq!(ids[..5], core[..]);
}

#[test]
fn persons_and_sides_are_unique_and_fit_together() {
    let sides: BTreeSet<&str> = lexicon().sides.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(sides.len(), lexicon().sides.len(), "a side stands twice");
    let roles: BTreeSet<&str> = lexicon().roles.iter().map(|r| r.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    for person in lexicon().persons.iter() {
        assert!(
            seen.insert((&person.key, &person.given, &person.side)),
            "{} {} stands twice",
            person.key,
            person.given
        );
        assert!(sides.contains(person.side.as_str()), "{}: no side {}", person.key, person.side);
        assert!(
            person.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            person.key
        );
        for role in &person.roles {
            assert!(roles.contains(role.as_str()), "{}: no role {role}", person.key);
        }
    }
    for side in lexicon().side_entries.iter() {
        let names: &SideNames = side.names("en").expect("English names");
        assert!(!names.names.is_empty(), "{} has no English name", side.id);
    }
}

#[test]
fn glossary_ids_are_unique_and_sorted() {
    let ids: Vec<&str> = lexicon().concepts.iter().map(|c| c.id.as_str()).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(ids, sorted);
}

#[test]
fn yaml_has_no_surprises() {
    for (name, yaml) in FILES {
        for (n, line) in yaml.lines().enumerate() {
            assert!(!line.contains('\t'), "{name}:{}: a tab", n + 1);
            let bare = line.trim_start().trim_start_matches("- ").trim();
            assert!(
                !matches!(bare, "no" | "yes" | "on" | "off" | "null" | "~" | "NO" | "true" | "false"),
                "{name}:{}: `{bare}` is no text in YAML",
                n + 1
            );
        }
    }
}

/// A knowledge file read as it is written.
fn written<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let file = FILES.into_iter().find(|(file, _)| *file == name).expect("a knowledge file");
    load::read(file).expect("a file that is well formed")
}

/// Two readers share the file, so neither can refuse what it does not know.
#[test]
fn alignment_has_no_key_that_nobody_reads() {
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().expect("a map").keys().cloned().collect()
    };
    let json = |value: serde_json::Result<serde_json::Value>| keys(&value.expect("a map"));
    let mut read = json(serde_json::to_value(written::<AlignmentWords>("alignment.yaml")));
    read.extend(json(serde_json::to_value(written::<CommonWords>("alignment.yaml"))));
    read.sort();
    assert_eq!(keys(&written::<serde_json::Value>("alignment.yaml")), read);
}

/// What the build embeds, against what the files say.
#[test]
fn the_build_compiles_what_the_files_say() {
    let built = load::default_files();
    let shown = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let sides: Vec<SideEntry> = written("sides.yaml");
    let persons: Vec<PersonEntry> = written("persons.yaml");
    let actors: Actors = written("actors.yaml");
    let grammar: PerLanguage<Grammar> = written("grammar.yaml");
    let concepts: Vec<Concept> = written("glossary.yaml");
    let acts: Vec<ActEntry> = written("verbs.yaml");
    let topics: Vec<Topic> = written("topics.yaml");
    assert_eq!(shown(&*built.side_entries), shown(&sides));
    let heads: Vec<_> = sides.iter().map(|side| (&side.id, side.family_first)).collect();
    assert_eq!(built.sides.iter().map(|side| (&side.id, side.family_first)).collect::<Vec<_>>(), heads);
    assert_eq!(*built.forms, Forms::of(&actors, &written("boilerplate.yaml")));
    assert_eq!(shown(&built.roles.iter().collect::<Vec<_>>()), shown(&actors.roles));
    assert_eq!(shown(&built.outlets.iter().collect::<Vec<_>>()), shown(&actors.outlets));
    assert_eq!(shown(&*built.grammar), shown(&grammar));
    assert_eq!(shown(&*built.boilerplate), shown(&written::<Boilerplate>("boilerplate.yaml")));
    assert_eq!(shown(&*built.kinds), shown(&written::<Vec<KindWords>>("kinds.yaml")));
    let protocol: ProtocolWords = written("protocol.yaml");
    assert_eq!(shown(&*built.alignment), shown(&written::<AlignmentWords>("alignment.yaml")));
    let (_, quantities) = FILES.into_iter().find(|(file, _)| *file == "quantities.yaml").expect("a file");
    let quantities = QuantityWords::from_yaml(quantities).expect("a file that is well formed");
    assert_eq!(shown(&*built.quantities), shown(&quantities));
    assert_eq!(*built.topics, topics.iter().map(TopicHead::from).collect::<Vec<_>>());
    let known: Vec<_> = persons.iter().map(|p| (&p.key, &p.given, &p.side, &p.roles, &p.pronoun)).collect();
    let heads: Vec<_> =
        built.persons.iter().map(|p| (&p.key, &p.given, &p.side, &p.roles, &p.pronoun)).collect();
    assert_eq!(heads, known);
    assert_eq!(
        built.concepts.iter().map(|c| (&c.id, c.weight, c.variants)).collect::<Vec<_>>(),
        concepts.iter().map(|c| (&c.id, c.weight, c.variants)).collect::<Vec<_>>()
    );
    for l in LANGUAGES {
        let same = |index: &dyn std::fmt::Debug, anew: &dyn std::fmt::Debug, what: &str| {
            assert!(shown(index) == shown(anew), "{what} {l}: the build made another index");
        };
        let anew = TermIndex::build(topics.iter().map(|topic| Group {
            terms: topic.terms.get(l).expect("one of the three"),
            block: topic.block.get(l).expect("one of the three"),
            anaphora: topic.anaphora.get(l).expect("one of the three"),
        }));
        same(&**built.topic_index.get(l).expect("one of the three"), &anew.expect("terms"), "topics");
        let anew = NameIndex::build(l, &sides, &persons, &actors).expect("names");
        same(&**built.names.get(l).expect("one of the three"), &anew, "names");
        let anew = VerbIndex::build(&acts, l, &grammar.get(l).expect("one of the three").masks);
        same(&**built.verbs.index.get(l).expect("one of the three"), &anew.expect("verbs"), "verbs");
        let anew = TermIndex::build(concepts.iter().map(|c| Group { terms: c.forms(l), ..Group::default() }));
        same(&**built.concept_index.get(l).expect("one of the three"), &anew.expect("terms"), "concepts");
        let anew = ProtocolIndex::build(&protocol, l).expect("phrases");
        same(&**built.protocol.get(l).expect("one of the three"), &anew, "protocol");
    }
}

#[test]
fn a_users_topics_stand_over_ours() {
    let yaml = "- id: soybeans\n  label: {en: beans, zh: 豆}\n  terms: {en: [bean*]}\n- id: pandas\n  label: {en: pandas, zh: 熊猫}\n  terms: {en: [panda*, bamboo], zh: [熊猫]}\n";
    let user = load::with_topics("zoo.yaml", yaml).expect("a file that is well formed");
    let (ours, theirs) = (lexicon().topics.len(), user.topics.len());
    assert_eq!((theirs, user.topic_entries.len(), user.name.as_str()), (ours + 1, ours + 1, "default+zoo"));
    let sentence = "Beans, soya, bamboo and Taiwan.";
    let folded = Folded::of(sentence, Span::new(0, sentence.len()));
    let (hits, _) = user.topic_index.en.search(Sentence { text: sentence, folded: &folded, parties: &[] });
    let found: Vec<(&str, &str)> =
        hits.iter().map(|hit| (user.topics[hit.group].id.as_str(), hit.term.as_str())).collect();
    assert_eq!(found[..2], [("soybeans", "bean*"), ("pandas", "bamboo")]);
    assert_eq!(found[2].0, "taiwan");
    let soybeans = user.topic("soybeans").expect("a topic of ours");
    assert_eq!(user.topic_index.en.forms(soybeans), ["bean*"]);
    assert!(!user.topic_index.zh.seeks(soybeans) && user.topic_index.zh.seeks(ours));
}
