//! The policy file: found, written, explained, and refused with line, column and a way out.

use super::folder::{Folder, policy, refused, stderr, stdout};
use readout_diff::check::policy::{START, read};
use readout_diff::check::rules::RuleName;
use readout_diff::lexicon::Lexicon;

const TALKS: &str = "rule: topic-mentioned, topics: trade";

#[test]
fn the_nearest_policy_is_found_or_named_or_none() {
    let folder = Folder::with_talks("nearest");
    refused(&folder.check(&[]), &["there is no readout-diff.yaml", "--init"]);
    let built_in = stdout(&folder.check(&["."]));
    assert!(
        built_in.contains("checked 6 texts in 3 talks against 5 expectations of the built-in"),
        "{built_in}"
    );
    folder.file("readout-diff.yaml", &policy(TALKS));
    assert!(stdout(&folder.check(&[])).contains("against 1 expectation of readout-diff.yaml"));
    let below = folder.command(&[]).current_dir(folder.0.join("3-autumn")).output().unwrap();
    assert!(stdout(&below).contains("checked 6 texts"), "{}", stderr(&below));
    assert!(
        stdout(&folder.check(&["1-spring", "--no-config"])).contains("checked 2 texts in 1 talk against 5")
    );
    folder.file("3-autumn/readout-diff.yaml", &policy("rule: topic-mentioned, topics: taiwan"));
    assert!(stdout(&folder.check(&["3-autumn"])).contains("of 3-autumn/readout-diff.yaml"));
    assert!(
        stdout(&folder.check(&[])).contains("checked 4 texts"),
        "a folder with its own policy is left to it"
    );
    refused(&folder.check(&["1-spring", "3-autumn"]), &["3-autumn", "another readout-diff.yaml", "--config"]);
    assert!(stdout(&folder.check(&["--config", "3-autumn/readout-diff.yaml"])).contains("checked 2 texts"));
    refused(&folder.check(&["--config", "none.yaml"]), &["none.yaml", "no such file"]);
    refused(&folder.check(&["missing.txt"]), &["missing.txt", "no such file"]);
    refused(&folder.check(&["-"]), &["standard input"]);
}

#[test]
fn a_first_file_is_written_once_and_works() {
    let folder = Folder::with_talks("init");
    let output = folder.check(&["--init"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), String::new()));
    assert_eq!(folder.read("readout-diff.yaml"), START);
    assert_eq!(folder.check(&[]).status.code(), Some(0));
    refused(&folder.check(&["--init"]), &["readout-diff.yaml", "already"]);
    folder.check(&["--init", "1-spring"]);
    assert_eq!(folder.read("1-spring/readout-diff.yaml"), START);
    // What stands behind a comment is a policy, too.
    let all: String =
        START.lines().map(|line| line.replacen("# ", "", usize::from(is_commented(line))) + "\n").collect();
    let all = all.replace("lexicon: topics.yaml\n", "");
    let read = read::policy("start.yaml", &all, Lexicon::default_lexicon());
    assert_eq!(read.map(|policy| (policy.expectations.len(), policy.suppressions.len())).ok(), Some((7, 1)));
}

/// A comment that is YAML, not prose.
fn is_commented(line: &str) -> bool {
    let inner = line.trim_start().strip_prefix("# ").unwrap_or_default().trim_start();
    inner.starts_with("- ")
        || inner.split(':').next().is_some_and(|key| {
            [
                "readouts",
                "exclude",
                "lexicon",
                "rule",
                "level",
                "where",
                "formula",
                "reason",
                "topics",
                "last",
                "files",
                "suppressions",
            ]
            .contains(&key)
        })
}

#[test]
fn every_rule_is_explained() {
    let folder = Folder::new("explain");
    for rule in RuleName::ALL {
        let page = stdout(&folder.check(&["--explain-rule", rule.word()]));
        assert!(page.starts_with(&format!("### {}\n", rule.word())), "{page}");
        assert!(page.contains("- zh, ") && page.contains("- en, ") && page.matches("###").count() == 1);
    }
    refused(
        &folder.check(&["--explain-rule", "topic-droped"]),
        &["did you mean `topic-dropped`", "numbers-conflict"],
    );
}

#[test]
fn mistakes_have_a_place_a_caret_and_a_way_out() {
    let folder = Folder::with_talks("mistakes");
    let mistaken = |text: &str, words: &[&str]| {
        folder.file("readout-diff.yaml", text);
        refused(&folder.check(&[]), words);
    };
    mistaken(
        "expectation: []\n",
        &[
            "readout-diff.yaml:1:1: unknown key `expectation`",
            "did you mean `expectations`?",
            "1 | expectation: []",
        ],
    );
    mistaken(
        "# 说明\nexpectations:\n  - {id: 甲, rule: topic-new, reason: x}\n",
        &["readout-diff.yaml:3:10: `甲` cannot be an id"],
    );
    let caret =
        "expectations:\n  - id: x\n    reason: 原因\n    rule: topic-mentioned\n    topics: [台湾, taiwn]\n";
    mistaken(caret, &["readout-diff.yaml:5:14: `台湾` is no topic", "lexicon list"]);
    folder.file("readout-diff.yaml", &caret.replace("台湾, ", "taiwan, "));
    let message = stderr(&folder.check(&[]));
    assert!(
        message.contains("readout-diff.yaml:5:22") && message.contains("did you mean `taiwan`?"),
        "{message}"
    );
    let line = message.lines().position(|line| line.contains("5 |     topics")).unwrap();
    assert_eq!(message.lines().nth(line + 1), Some(format!("  | {}^", " ".repeat(21)).as_str()));
    mistaken(&policy("rule: topic-mentioned, topics: trade, lst: 3"), &["unknown key `lst`", "its keys are"]);
    mistaken(&policy("rule: topic-gone"), &["`topic-gone` is no value of `rule`", "use topic-mentioned"]);
    mistaken(&policy("rule: topic-mentioned"), &["needs a value for `topics`"]);
    mistaken("expectations:\n  - {id: x, rule: topic-new}\n", &["needs a value for `reason`"]);
    mistaken(&policy("rule: topic-new, last: none"), &["whole number from 1 to 1000"]);
    mistaken(&policy("rule: claims-uncovered, above: 40"), &["share from 0 to 1"]);
    mistaken(
        &policy("rule: topic-new, level: fatal"),
        &["`fatal` is no value of `level`", "error, warning, note"],
    );
    mistaken(&policy("rule: topic-new, where: {side: ZZ}"), &["`ZZ` is no side"]);
    mistaken(&policy("rule: formula-present, formula: {zh: a*b}"), &["is no term", "docs/lexicon.md"]);
    mistaken(&policy("rule: text-unchanged, sums: none"), &["`none` cannot be read", "sha256sum"]);
    mistaken(&policy("rule: topic-new, where: {files: '[x'}"), &["`[x` is no glob"]);
    mistaken(
        &format!("{}  - {{id: x, rule: topic-new, reason: z}}\n", policy("rule: topic-new")),
        &["stands twice", "line 2"],
    );
    mistaken("expectations:\n  - id: x\n    id: y\n", &["readout-diff.yaml:3:5: `id` stands twice"]);
    mistaken("expectations: {\n", &["is not YAML", "caused by: "]);
    mistaken("", &["nothing is expected", "--init"]);
    mistaken(
        &format!("lexicon: none.yaml\n{}", policy("rule: topic-new")),
        &["readout-diff.yaml:1:10: `none.yaml` is no file"],
    );
    mistaken(
        &format!("{}suppressions:\n  - {{expectation: y, reason: z}}\n", policy("rule: topic-new")),
        &["no expectation has the id `y`", "the ids are x"],
    );
}

#[test]
fn what_can_never_match_is_an_error() {
    let folder = Folder::with_talks("never");
    let never = |text: &str, words: &[&str]| {
        folder.file("readout-diff.yaml", text);
        refused(&folder.check(&[]), words);
    };
    never(
        &policy("rule: topic-new, where: {side: RU}"),
        &["readout-diff.yaml:2:", "`x` can never match", "no text fits"],
    );
    never(&policy("rule: topic-new, where: {with: RU}"), &["RU takes part in no talk"]);
    never(&policy("rule: topic-new, where: {files: '4-*/*'}"), &["no file fits `4-*/*`"]);
    never(&policy("rule: formula-present, formula: {ja: 一つの中国}"), &["can never match", "`ja`"]);
    never(
        &policy("rule: formula-present, where: {side: US}, formula: {zh: 一个中国}"),
        &["can never match", "`zh`"],
    );
    never(&policy("rule: topic-mentioned, topics: trade, voice: macron"), &["has the voice `macron`"]);
    never(&format!("talks: [{{name: a, files: ['9*/*']}}]\n{}", policy(TALKS)), &["no file fits `9*/*`"]);
    never(
        &format!("readouts: ['**/*.docx']\n{}", policy(TALKS)),
        &[
            "readout-diff.yaml:1:12: there is no readout to check: no file fits `**/*.docx`",
            "1 | readouts: [",
        ],
    );
    never(
        &format!("readouts: '**/*.txt'\nexclude: ['**']\n{}", policy(TALKS)),
        &["readout-diff.yaml:2:11: there is no readout to check", "`exclude` takes out every file"],
    );
    folder.file("README.txt", "About the texts.");
    never(
        &format!("readouts: ['README*']\n{}", policy(TALKS)),
        &["readout-diff.yaml:1:12: there is no readout", "only README files"],
    );
    never(
        &format!("exclude: ['drafts/**']\n{}", policy(TALKS)),
        &["readout-diff.yaml:1:11: can never match: no file fits `drafts/**`"],
    );
    for rule in ["claim-not-carried", "topic-one-sided"] {
        let other = |other: &str| policy(&format!("rule: {rule}, other: {other}"));
        never(&other("[US, FR]"), &["readout-diff.yaml:2:", "can never match: no text is of FR", "`other`"]);
        never(
            &other("CN, where: {side: CN}"),
            &["readout-diff.yaml:2:", "can never match: no text that is meant is of another side than CN"],
        );
        folder.file("readout-diff.yaml", &other("[US, CN]"));
        assert_eq!(folder.check(&[]).status.code(), Some(0), "{rule}");
    }
    let suppression = "suppressions:\n  - {expectation: x, files: 'z/*', reason: z}\n";
    never(&format!("{}{suppression}", policy(TALKS)), &["no file fits `z/*`"]);
}

#[test]
fn no_readout_without_a_policy_names_no_key_of_one() {
    let folder = Folder::new("nothing");
    folder.file("texts/notes.html", "x");
    refused(&folder.check(&["texts"]), &["there is no readout to check", ".txt and .md", "README"]);
}

#[test]
fn an_other_side_that_tells_nothing_of_a_talk_is_no_judgement() {
    let folder = Folder::with_talks("other");
    // France is there, in a talk of its own.
    folder.file(
        "4-winter/fr.txt",
        "---\nside: FR\ndate: 2025-12-01\nlanguage: en\nkind: readout\n---\n\nPresident Macron spoke by phone with President Xi of China.\n",
    );
    folder.file("readout-diff.yaml", &policy("rule: claim-not-carried, other: FR"));
    let page = stdout(&folder.check(&["--width", "200"]));
    assert!(
        page.contains("x  0 texts judged") && page.contains("7 not judged: no text of another side"),
        "{page}"
    );
}

#[test]
fn texts_that_cannot_be_read_are_all_named() {
    let folder = Folder::with_talks("broken");
    folder.file("readout-diff.yaml", &policy(TALKS));
    folder.file("3-autumn/bad.txt", "---\ndate: soon\n---\nText.\n");
    folder.file("3-autumn/empty.txt", "");
    refused(&folder.check(&[]), &["3-autumn/bad.txt:2:7", "3-autumn/empty.txt"]);
    let beside = folder.check(&["1-spring"]);
    assert_eq!(beside.status.code(), Some(0));
    assert!(stderr(&beside).contains("3-autumn/bad.txt:2:7: left out"), "{}", stderr(&beside));
}
