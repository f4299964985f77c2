//! Every rule both ways, in both languages: the examples of docs/check.md are what is tested.

use super::folder::Folder;
use readout_diff::check::policy::read;
use readout_diff::check::row::Row;
use readout_diff::check::rules::RuleName;
use readout_diff::check::texts::scope::Scope;
use readout_diff::check::{self, explain};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{Options, Step};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Mutex;

/// A rule's section: its expectation, and its example texts by what stands before the colon.
struct Section {
    yaml: String,
    examples: Vec<(String, String)>,
}

impl Section {
    fn of(rule: RuleName) -> Section {
        let text = explain::rule(rule);
        let yaml = text.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
        let example = |line: &str| {
            let (what, words) = line.strip_prefix("- ")?.split_once(": ")?;
            (what.starts_with("zh, ") || what.starts_with("en, "))
                .then(|| (what.to_string(), words.to_string()))
        };
        let after = text.rsplit("```").next().unwrap();
        Section { yaml: yaml.into(), examples: after.lines().filter_map(example).collect() }
    }

    fn example(&self, language: &str, what: &str) -> Option<&str> {
        let wanted = format!("{language}, {what}");
        self.examples.iter().find(|(name, _)| *name == wanted).map(|(_, words)| words.as_str())
    }
}

const OWN: &str = "now/own.txt";

/// The messages about `now/own.txt`.
fn findings(folder: &Folder, policy: &str) -> Vec<String> {
    let lexicon = Lexicon::default_lexicon();
    let policy = read::policy("readout-diff.yaml", policy, lexicon).unwrap();
    let scope = Scope::new(&folder.0, Some(&folder.0.join("readout-diff.yaml")), &[]);
    let files = scope.files().unwrap();
    let report = check::run(policy, &scope, &files, None, &Options::default(), lexicon).unwrap();
    // A clash belongs to both texts, and stands at the one with the lower label.
    let own = |row: &Row| {
        let clashes = row.rule == RuleName::NumbersConflict
            && row.others.iter().any(|(place, _)| place.relative == OWN);
        row.place.relative == OWN || clashes
    };
    let own = report.rows.into_iter().filter(own);
    own.map(|row| row.message).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// A readout of one of two sides. The body is written for these tests.
fn readout(side: &str, date: &str, body: &str) -> String {
    let language = if is_chinese(body) { "zh" } else { "en" };
    format!(
        "---\nside: {side}\ndate: {date}\nlanguage: {language}\nkind: readout\nurl: https://example.org/\n---\n\n{body}\n"
    )
}

fn sides(language: &str) -> (&'static str, &'static str) {
    if language == "zh" { ("CN", "US") } else { ("US", "CN") }
}

/// What an example finds.
fn examine(rule: RuleName, language: &str, what: &str) -> Vec<String> {
    let section = Section::of(rule);
    let folder = Folder::new(&format!("{}-{language}-{}", rule.word(), what.replace(' ', "-")));
    let (own, other) = sides(language);
    let body =
        section.example(language, what).unwrap_or_else(|| panic!("{}: {language}, {what}", rule.word()));
    folder.file("now/own.txt", &readout(own, "2025-03-01", body));
    if let Some(earlier) = section.example(language, "earlier") {
        folder.file("first/own.txt", &readout(own, "2025-01-01", earlier));
        folder.file("second/own.txt", &readout(own, "2025-02-01", earlier));
    }
    if let Some(words) = section.example(language, "other") {
        folder.file("now/other.txt", &readout(other, "2025-03-01", words));
    }
    if section.yaml.contains("formula:") {
        // A formula in a language that no text has is an error of its own.
        let filler = if language == "zh" { "en" } else { "zh" };
        let words = section.example(filler, "not found").unwrap();
        folder.file("filler/text.txt", &readout(other, "2025-03-01", words));
    }
    let mut policy = format!("expectations:\n{}", section.yaml);
    if what == "sums" {
        let text = folder.read("now/own.txt");
        let mut sum = String::new();
        Sha256::digest(&text).iter().for_each(|byte| write!(sum, "{byte:02x}").unwrap());
        folder.file("SHA256SUMS", &format!("{sum}  now/own.txt\n"));
    }
    policy.push('\n');
    findings(&folder, &policy)
}

static STEPS: Mutex<Vec<Step>> = Mutex::new(Vec::new());

#[test]
fn a_long_run_tells_how_far_it_has_come() {
    let folder = Folder::with_talks("progress");
    let policy = "expectations:\n  - {id: x, rule: claim-not-carried, reason: y}\n";
    let lexicon = Lexicon::default_lexicon();
    let policy = read::policy("readout-diff.yaml", policy, lexicon).unwrap();
    let scope = Scope::new(&folder.0, Some(&folder.0.join("readout-diff.yaml")), &[]);
    let note = |step: Step| STEPS.lock().unwrap().push(step);
    let options = Options { progress: Some(note), ..Options::default() };
    check::run(policy, &scope, &scope.files().unwrap(), None, &options, lexicon).unwrap();
    let steps = STEPS.lock().unwrap();
    for (what, total) in [("reading", 6), ("understanding", 6), ("comparing", 3), ("judging", 6)] {
        let own = steps.iter().filter(|step| step.what == what);
        assert_eq!(own.clone().count(), total, "{what}: {steps:?}");
        assert!(own.clone().all(|step| step.total == total && step.done <= total), "{what}: {steps:?}");
        assert!(own.map(|step| step.done).is_sorted(), "{what}: {steps:?}");
    }
}

#[test]
fn every_rule_has_its_examples_in_both_languages() {
    for rule in RuleName::ALL {
        let section = Section::of(rule);
        assert!(section.yaml.contains(&format!("rule: {}", rule.word())), "{}", rule.word());
        for language in ["zh", "en"] {
            let own = section.examples.iter().filter(|(what, _)| what.starts_with(language));
            assert!(own.clone().count() > 0, "{}: {language}", rule.word());
            let as_told = own
                .filter(|(what, _)| !what.ends_with("other"))
                .all(|(_, words)| is_chinese(words) == (language == "zh"));
            assert!(as_told, "{}: {language}", rule.word());
        }
    }
}

#[test]
fn every_example_comes_out_as_told() {
    let mut wrong = Vec::new();
    for rule in RuleName::ALL {
        for language in ["zh", "en"] {
            if Section::of(rule).example(language, "found").is_none() {
                continue;
            }
            let found = examine(rule, language, "found");
            if found.len() != 1 {
                wrong.push(format!("{} {language}: must find one thing, finds {found:?}", rule.word()));
            }
            let silent = examine(rule, language, "not found");
            if !silent.is_empty() {
                wrong.push(format!("{} {language}: must find nothing, finds {silent:?}", rule.word()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn front_matter_is_complete_or_not() {
    for language in ["zh", "en"] {
        let rule = RuleName::FrontMatterComplete;
        assert_eq!(examine(rule, language, "front matter"), Vec::<String>::new());
        let folder = Folder::new(&format!("keys-{language}"));
        let body = Section::of(rule).example(language, "front matter").unwrap().to_string();
        folder.file("now/own.txt", &format!("---\nside: CN\nurl:\n---\n{body}\n"));
        let found = findings(&folder, &format!("expectations:\n{}", Section::of(rule).yaml));
        assert_eq!(
            found,
            ["the front matter does not state `date`", "the front matter does not state `url`"]
        );
    }
}

#[test]
fn a_text_is_the_one_that_was_recorded_or_not() {
    for language in ["zh", "en"] {
        let rule = RuleName::TextUnchanged;
        assert_eq!(examine(rule, language, "sums"), Vec::<String>::new());
        let folder = Folder::new(&format!("sums-{language}"));
        let policy = format!("expectations:\n{}", Section::of(rule).yaml);
        let body = Section::of(rule).example(language, "sums").unwrap().to_string();
        folder.file("now/own.txt", &body);
        folder.file("SHA256SUMS", &format!("{}  now/own.txt\n", "0".repeat(64)));
        assert!(findings(&folder, &policy)[0].starts_with("changed after it was recorded: sha256 "));
        folder.file("SHA256SUMS", "");
        assert_eq!(findings(&folder, &policy), ["is not recorded in SHA256SUMS"]);
    }
}
