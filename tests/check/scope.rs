//! Which texts are meant, which make a talk, and which are reported.

use super::folder::{Folder, american, chinese, policy, refused, stderr, stdout};
use std::process::Command;

#[test]
fn where_picks_texts() {
    let folder = Folder::with_talks("where");
    let found = |conditions: &str| {
        folder.file(
            "readout-diff.yaml",
            &policy(&format!(
                "rule: topic-not-mentioned, topics: [trade, taiwan, soybeans], where: {conditions}"
            )),
        );
        folder.found(&[])
    };
    assert_eq!(found("{side: CN}"), ["x 1-spring/cn.txt", "x 2-summer/cn.txt", "x 3-autumn/cn.txt"]);
    assert_eq!(found("{language: zh, files: '1*/*'}"), ["x 1-spring/cn.txt"]);
    assert_eq!(found("{with: [CN], side: us, files: '3*/**'}"), ["x 3-autumn/us.txt"; 2]);
    assert_eq!(found("{kind: readout, original: true, side: [CN, US], files: '3*/*'}").len(), 3);
}

#[test]
fn levels_and_voices_count() {
    let folder = Folder::with_talks("voices");
    let found = |rule: &str| {
        folder.file("readout-diff.yaml", &policy(rule));
        folder.found(&["1-spring", "--fail-on", "never"])
    };
    assert_eq!(found("rule: topic-mentioned, topics: taiwan"), Vec::<String>::new());
    assert_eq!(found("rule: topic-mentioned, topics: taiwan, at-least: elaborated"), ["x 1-spring/us.txt"]);
    assert_eq!(found("rule: topic-mentioned, topics: taiwan, voice: xi"), ["x 1-spring/us.txt"]);
    assert_eq!(found("rule: topic-not-mentioned, topics: taiwan, voice: xi"), ["x 1-spring/cn.txt"]);
    assert_eq!(
        found("rule: topic-not-mentioned, topics: taiwan, at-least: elaborated"),
        ["x 1-spring/cn.txt"]
    );
}

#[test]
fn histories_see_what_is_not_reported() {
    let folder = Folder::with_talks("history");
    folder.file(
        "readout-diff.yaml",
        &policy("rule: topic-dropped, topics: taiwan, last: 2, where: {side: [CN, US]}"),
    );
    assert_eq!(folder.found(&["3-autumn/cn.txt"]), ["x 3-autumn/cn.txt"]);
    assert_eq!(folder.found(&[]), ["x 3-autumn/cn.txt", "x 3-autumn/us.txt"]);
    let document = folder.json(&["3-autumn/cn.txt"]);
    assert_eq!((document["texts"].as_u64(), document["texts_read"].as_u64()), (Some(1), Some(6)));
    assert_eq!(document["related"][0]["path"], "2-summer/cn.txt", "the latest first");
    let all = stdout(&folder.check(&[]));
    assert!(all.contains("4 not judged: too few earlier texts"), "{all}");
    folder.file("readout-diff.yaml", &policy("rule: topic-dropped, topics: taiwan, last: 3"));
    assert_eq!(folder.found(&[]), Vec::<String>::new());
    folder.file("2-summer/cn.txt", &chinese("2025-06-01", "双方就经贸问题交换了意见。"));
    folder.file("readout-diff.yaml", &policy("rule: topic-dropped, topics: taiwan, last: 2"));
    assert_eq!(folder.found(&["3-autumn/cn.txt"]), Vec::<String>::new());
    folder.file("readout-diff.yaml", &policy("rule: topic-dropped, topics: taiwan, last: 2, in: 1"));
    assert_eq!(folder.found(&["3-autumn/cn.txt"]), ["x 3-autumn/cn.txt"]);
}

#[test]
fn a_finding_belongs_to_both_texts_of_a_pair() {
    let folder = Folder::with_talks("pair");
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided, topics: soybeans"));
    assert_eq!(folder.found(&["3-autumn/cn.txt"]), ["x 3-autumn/us.txt"]);
    assert_eq!(folder.found(&["2-summer"]), Vec::<String>::new());
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided, topics: soybeans, where: {side: CN}"));
    assert_eq!(folder.found(&[]), Vec::<String>::new());
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided, topics: soybeans, other: CN"));
    assert_eq!(folder.found(&[]).len(), 1);
}

#[test]
fn talks_are_made_by_folder_event_or_glob() {
    let folder = Folder::new("talks");
    let event = |text: String, event: &str| text.replacen("---\n", &format!("---\nevent: {event}\n"), 1);
    let us = american("2025-09-01", "President Trump said that China will buy soybeans.");
    let cn = chinese("2025-09-01", "双方就经贸问题交换了意见。");
    folder.file("a/us.txt", &event(us, "the call"));
    folder.file("b/cn.txt", &event(cn, "the call"));
    let rule = policy("rule: topic-one-sided, topics: soybeans");
    folder.file("readout-diff.yaml", &rule);
    assert_eq!(folder.found(&[]), Vec::<String>::new());
    folder.file("readout-diff.yaml", &format!("talks: front-matter\n{rule}"));
    assert_eq!(folder.found(&[]), ["x a/us.txt"]);
    folder.file("readout-diff.yaml", &format!("talks:\n  - {{name: call, files: ['*/*.txt']}}\n{rule}"));
    assert_eq!(folder.found(&[]), ["x a/us.txt"]);
    folder.file(
        "readout-diff.yaml",
        &format!("talks:\n  - {{name: a, files: '*/*.txt'}}\n  - {{name: b, files: 'a/*'}}\n{rule}"),
    );
    refused(&folder.check(&[]), &["a/us.txt", "belongs to two talks, `a` and `b`"]);
}

#[test]
fn files_are_picked_by_globs() {
    let folder = Folder::with_talks("globs");
    folder.file("README.md", "About the texts.");
    folder.file("drafts/x.txt", "No front matter.");
    folder.file(".hidden/x.txt", "No front matter.");
    let rule = policy("rule: front-matter-complete, keys: side");
    folder.file("readout-diff.yaml", &rule);
    assert_eq!(folder.found(&[]), ["x drafts/x.txt"]);
    folder.file("readout-diff.yaml", &format!("exclude: 'drafts/**'\n{rule}"));
    assert_eq!(folder.found(&[]), Vec::<String>::new());
    folder.file("readout-diff.yaml", &format!("readouts: '*/cn.txt'\n{rule}"));
    assert!(stdout(&folder.check(&[])).contains("checked 3 texts"));
}

fn git(folder: &Folder, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(&folder.0).args(["-c", "user.name=x", "-c", "user.email=x@example.org"]).args(args);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn what_changed_since_a_revision_is_reported() {
    let folder = Folder::with_talks("since");
    let path = std::env::var("PATH").unwrap_or_default();
    let check = |args: &[&str]| folder.command(args).env("PATH", &path).output().unwrap();
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: taiwan"));
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-q", "-m", "x"]);
    assert!(
        stdout(&check(&["--since", "HEAD"])).contains("checked 0 texts (of 6)"),
        "{}",
        stderr(&check(&["--since", "HEAD"]))
    );
    folder.file("2-summer/cn.txt", &chinese("2025-06-01", "习近平再次阐明在台湾问题上的立场。"));
    folder.file("4 冬/cn.txt", &chinese("2025-12-01", "习近平再次阐明在台湾问题上的立场。"));
    std::fs::remove_file(folder.0.join("1-spring/us.txt")).unwrap();
    let page = stdout(&check(&["--since", "HEAD"]));
    assert!(page.contains("checked 2 texts (of 6)") && page.contains("4 冬/cn.txt:8:"), "{page}");
    assert!(stdout(&check(&["2-summer", "--since", "HEAD"])).contains("checked 1 text (of 6)"));
    refused(&check(&["--since", "no-such-branch"]), &["no-such-branch", "caused by: ", "hint: "]);
    refused(&check(&["--since=--output=x"]), &["no revision"]);
    refused(
        &folder.command(&["--since", "HEAD"]).env("PATH", "").output().unwrap(),
        &["git", "cannot be run"],
    );
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: [taiwan, trade]"));
    assert!(
        stdout(&check(&["--since", "HEAD"])).contains("checked 6 texts in"),
        "a changed policy is about all texts"
    );
}

#[test]
fn a_changed_policy_is_about_all_texts() {
    let folder = Folder::with_talks("policy-path");
    folder.file("readout-diff.yaml", &policy("rule: topic-mentioned, topics: trade"));
    let page = stdout(&folder.check(&["1-spring/cn.txt", "readout-diff.yaml"]));
    assert!(page.contains("checked 6 texts in"), "{page}");
}

#[test]
fn a_policy_may_have_topics_of_its_own() {
    let folder = Folder::with_talks("topics");
    let topic = "- id: chess\n  label: {en: chess, zh: 围棋, ja: 囲碁}\n  terms: {en: [chess], zh: [围棋], ja: [囲碁]}\n";
    folder.file("mine.yaml", topic);
    folder.file("1-spring/cn.txt", &chinese("2025-03-01", "习近平指出，围棋是一门艺术。"));
    let rule = policy("rule: topic-not-mentioned, topics: chess");
    folder.file("readout-diff.yaml", &rule);
    refused(&folder.check(&[]), &["`chess` is no topic", "lexicon: FILE"]);
    folder.file("readout-diff.yaml", &format!("lexicon: mine.yaml\n{rule}"));
    assert_eq!(folder.found(&[]), ["x 1-spring/cn.txt"]);
    let below = folder.command(&[]).current_dir(folder.0.join("1-spring")).output().unwrap();
    assert!(stdout(&below).starts_with("cn.txt:8:"), "{} {}", stdout(&below), stderr(&below));
    folder.file("readout-diff.yaml", &rule);
    assert_eq!(folder.found(&["--topics", "mine.yaml"]), ["x 1-spring/cn.txt"]);
}
