//! Keeps the knowledge files in order: sorted, without doubles, every term matchable, every sample answered.

use readout_diff::lexicon::Lexicon;
use readout_diff::lexicon::entry::{SideNames, Term, Topic};
use readout_diff::lexicon::find::FinderBuilder;
use readout_diff::lexicon::load::FILES;
use readout_diff::lexicon::terms::Sentence;
use readout_diff::text::fold::{Folded, fold_term};
use readout_diff::text::span::Span;
use std::collections::BTreeSet;

const LANGUAGES: [&str; 3] = ["en", "zh", "ja"];
/// The issue of the lexicon asks for as many samples per topic and language.
const HITS: usize = 5;
const MISSES: usize = 3;

fn lexicon() -> &'static Lexicon {
    Lexicon::default_lexicon()
}

/// Topics found in a sentence standing alone, with no side taking part.
fn topics_in(sentence: &str, primary: &str) -> BTreeSet<usize> {
    let folded = Folded::of(sentence, Span::new(0, sentence.len()));
    let index = lexicon().topic_index.get(primary).expect("one of the three languages");
    let (hits, _) = index.search(Sentence { text: sentence, folded: &folded, parties: &[] });
    hits.into_iter().filter(|hit| !hit.anaphora).map(|hit| hit.group).collect()
}

#[test]
fn every_topic_finds_its_hits_and_leaves_its_misses() {
    let mut wrong = Vec::new();
    for (t, topic) in lexicon().topics.iter().enumerate() {
        for primary in LANGUAGES {
            let samples = topic.tests.get(primary).expect("one of the three");
            for (list, wanted) in [(&samples.hit, true), (&samples.miss, false)] {
                for sentence in list.iter().filter(|s| topics_in(s, primary).contains(&t) != wanted) {
                    wrong.push(format!(
                        "{} {primary} {}: {sentence}",
                        topic.id,
                        if wanted { "hit" } else { "miss" }
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} samples are answered wrongly:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_topic_has_enough_samples() {
    for topic in &lexicon().topics {
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
    for topic in &lexicon().topics {
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
fn every_term_matches_itself() {
    for topic in &lexicon().topics {
        for (primary, terms, _) in topic_lists(topic) {
            for term in terms.iter().filter(|t| !t.form().contains(['…', '(', '*'])) {
                let mut builder = FinderBuilder::default();
                builder.add(0, term.form()).expect("a form that compiles");
                let found = builder.build().expect("forms that compile").find(&fold_term(term.form()));
                assert!(!found.is_empty(), "{} {primary}: `{}` cannot match", topic.id, term.form());
            }
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
    let roles: BTreeSet<&str> = lexicon().actors.roles.iter().map(|r| r.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    for person in &lexicon().persons {
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
    for side in &lexicon().sides {
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
