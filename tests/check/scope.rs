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
fn a_person_known_by_office_takes_part_in_the_same_talk() {
    let folder = Folder::new("office");
    let text = |side: &str, body: &str| {
        format!("---\nside: {side}\ndate: 2025-03-01\nlanguage: en\nkind: readout\n---\n\n{body}\n")
    };
    folder.file(
        "a/gb.txt",
        &text("GB", "The Prime Minister spoke to President Macron of France today. The Prime Minister said that trade in soybeans matters."),
    );
    folder.file(
        "a/fr.txt",
        &text("FR", "President Macron spoke by phone with Prime Minister Keir Starmer of the United Kingdom. They discussed Ukraine."),
    );
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided, topics: [soybeans, ukraine]"));
    assert_eq!(folder.found(&[]), ["x a/fr.txt", "x a/gb.txt"]);
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

/// Puts all that is there into a first commit.
fn committed(folder: &Folder) {
    git(folder, &["init", "-q"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

/// What `check` prints with git at hand.
fn with_git(folder: &Folder, args: &[&str]) -> String {
    let path = std::env::var("PATH").unwrap_or_default();
    let output = folder.command(args).env("PATH", path).output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    stdout(&output)
}

const SUMS: &str = "rule: text-unchanged, sums: SHA256SUMS, level: error";

/// A line of sums for each text, none of them right.
fn recorded(folder: &Folder, texts: &[&str]) {
    let line = |text: &&str| format!("{}  {text}\n", "0".repeat(64));
    folder.file("SHA256SUMS", &texts.iter().map(line).collect::<String>());
}

#[test]
fn a_text_that_is_gone_is_found_since_a_revision() {
    for moved in [false, true] {
        let folder = Folder::with_talks(&format!("gone-{moved}"));
        folder.file("readout-diff.yaml", &policy(SUMS));
        recorded(&folder, &["1-spring/cn.txt", "1-spring/us.txt"]);
        committed(&folder);
        let from = folder.0.join("1-spring/us.txt");
        match moved {
            true => std::fs::rename(from, folder.0.join("1-spring/america.txt")).unwrap(),
            false => std::fs::remove_file(from).unwrap(),
        }
        let page = with_git(&folder, &["--since", "HEAD"]);
        assert!(page.contains("1-spring/us.txt: error[x] is recorded and not there"), "{page}");
    }
    // A text that nobody recorded may have been what made others quiet.
    let folder = Folder::with_talks("gone-unrecorded");
    folder.file("readout-diff.yaml", &policy("rule: topic-new, topics: taiwan, last: 1"));
    folder.file("notes.html", "x");
    committed(&folder);
    std::fs::remove_file(folder.0.join("notes.html")).unwrap();
    assert!(
        with_git(&folder, &["--since", "HEAD"]).contains("checked 0 texts"),
        "what is no readout is nobody's"
    );
    std::fs::remove_file(folder.0.join("1-spring/us.txt")).unwrap();
    assert!(with_git(&folder, &["--since", "HEAD"]).contains("checked 5 texts in"));
}

#[test]
fn a_changed_file_of_the_policy_is_about_all_texts() {
    let folder = Folder::with_talks("own");
    let topic = "- id: chess\n  label: {en: chess, zh: 围棋, ja: 囲碁}\n  terms: {en: [chess]}\n";
    folder.file("words/mine.yaml", topic);
    folder.file("other.yaml", &format!("lexicon: words/mine.yaml\n{}", policy(SUMS)));
    recorded(&folder, &["1-spring/cn.txt"]);
    folder.file("known.json", "{\"version\": 1, \"findings\": []}");
    committed(&folder);
    let since = ["--config", "other.yaml", "--baseline", "known.json", "--since", "HEAD"];
    for file in ["other.yaml", "SHA256SUMS", "words/mine.yaml", "known.json"] {
        assert!(with_git(&folder, &since).contains("checked 0 texts (of 6)"), "{file}");
        let before = folder.read(file);
        folder.file(file, &format!("{before}\n"));
        assert!(with_git(&folder, &since).contains("checked 6 texts in"), "{file}");
        folder.file(file, &before);
        let named = [&since[..4], &["1-spring/cn.txt", file]].concat();
        assert!(with_git(&folder, &named).contains("checked 6 texts in"), "{file} is named");
    }
    assert!(
        with_git(&folder, &[&since[..4], &["1-spring/cn.txt"]].concat()).contains("checked 1 text (of 6)")
    );
}

#[test]
fn a_lexicon_beside_the_folder_counts_too() {
    let folder = Folder::with_talks("beside");
    folder
        .file("mine.yaml", "- id: chess\n  label: {en: chess, zh: 围棋, ja: 囲碁}\n  terms: {en: [chess]}\n");
    folder.file(
        "1-spring/readout-diff.yaml",
        &format!("lexicon: ../mine.yaml\n{}", policy("rule: topic-not-mentioned, topics: chess")),
    );
    committed(&folder);
    assert!(with_git(&folder, &["1-spring", "--since", "HEAD"]).contains("checked 0 texts (of 2)"));
    folder.file(
        "mine.yaml",
        "- id: chess\n  label: {en: chess, zh: 围棋, ja: 囲碁}\n  terms: {en: [chess, taiwan]}\n",
    );
    assert!(with_git(&folder, &["1-spring", "--since", "HEAD"]).contains("checked 2 texts in"));
}

#[test]
fn hooks_get_the_files_of_a_policy() {
    let hooks: serde_yaml::Value =
        serde_yaml::from_str(include_str!("../../.pre-commit-hooks.yaml")).unwrap();
    let hooks = hooks.as_sequence().unwrap();
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        let files = hook["files"].as_str().unwrap();
        let pattern = jsonschema::validator_for(&serde_json::json!({"pattern": files})).unwrap();
        let taken = |file: &str| pattern.is_valid(&file.into());
        for file in [
            "a/us.txt",
            "a.md",
            "A.TXT",
            "readout-diff.yaml",
            "x/topics.yml",
            "SHA256SUMS",
            "a/SHA256SUMS.txt",
        ] {
            assert!(taken(file), "{file}");
        }
        assert!(!taken("src/main.rs") && !taken("a.yaml.rs"));
    }
}

#[test]
fn files_of_a_commit_that_are_no_readouts_are_no_trouble() {
    let folder = Folder::with_talks("commit");
    folder.file("README.md", "About the texts.");
    folder.file("other.yaml", "a: b\n");
    let output = folder.check(&["README.md", "other.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("checked 0 texts in 0 talks against 5 expectations of the built-in"));
    assert!(stderr(&output).contains("no file that is named is a readout"), "{}", stderr(&output));
    assert!(stdout(&folder.check(&["README.md", "1-spring/us.txt"])).starts_with("checked 1 text in"));
    folder
        .file("mine.yaml", "- id: chess\n  label: {en: chess, zh: 围棋, ja: 囲碁}\n  terms: {en: [chess]}\n");
    let topics = folder.check(&["mine.yaml", "1-spring/us.txt", "--topics", "mine.yaml"]);
    assert!(stdout(&topics).starts_with("checked 1 text in"), "{} {}", stdout(&topics), stderr(&topics));
    // A folder is named for the texts in it.
    folder.file("empty/README.md", "Nothing yet.");
    refused(&folder.check(&["empty"]), &["there is no readout to check", "hint: "]);
    // Other files of the commit lie under no policy.
    folder.file("1-spring/readout-diff.yaml", &policy("rule: topic-mentioned, topics: taiwan"));
    let output = folder.check(&["README.md", "1-spring/us.txt", "other.yaml"]);
    assert!(stdout(&output).starts_with("checked 1 text (of 2)"), "{} {}", stdout(&output), stderr(&output));
    refused(
        &folder.check(&["1-spring/us.txt", "2-summer/us.txt"]),
        &["2-summer/us.txt", "another readout-diff.yaml"],
    );
}

#[test]
fn one_walk_for_check_and_claims() {
    let folder = Folder::new("walk");
    for name in ["a.txt", "b/A.TXT", "b/.draft.txt", ".c/x.txt", "README.md", "b/d.Md", "e.html"] {
        folder.file(name, &american("2025-03-01", "They discussed Taiwan."));
    }
    let claims = |args: &[&str]| -> Vec<String> {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_readout-diff"));
        command.current_dir(&folder.0).env_clear().arg("claims").args(args);
        let rows = command.args(["--format", "ndjson", "--table", "sources"]).output().unwrap();
        let rows = stdout(&rows);
        let path = |row: &str| {
            let row: serde_json::Value = serde_json::from_str(row).unwrap();
            row["path"].as_str().unwrap().trim_start_matches("./").to_string()
        };
        rows.lines().map(path).collect()
    };
    let texts = ["a.txt", "b/A.TXT", "b/d.Md"];
    assert_eq!(claims(&["."]), texts);
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: taiwan"));
    assert_eq!(folder.found(&[]), texts.map(|text| format!("x {text}")));
    assert_eq!(claims(&["b/A.TXT", "./b/A.TXT", "b/../b/A.TXT"]), ["b/A.TXT"]);
    assert_eq!(claims(&["b/.draft.txt"]), ["b/.draft.txt"], "what is named is meant");
}

#[test]
fn what_changed_since_a_revision_is_reported() {
    let folder = Folder::with_talks("since");
    let path = std::env::var("PATH").unwrap_or_default();
    let check = |args: &[&str]| folder.command(args).env("PATH", &path).output().unwrap();
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: taiwan"));
    committed(&folder);
    assert!(
        stdout(&check(&["--since", "HEAD"])).contains("checked 0 texts (of 6)"),
        "{}",
        stderr(&check(&["--since", "HEAD"]))
    );
    folder.file("2-summer/cn.txt", &chinese("2025-06-01", "习近平再次阐明在台湾问题上的立场。"));
    folder.file("4 冬/cn.txt", &chinese("2025-12-01", "习近平再次阐明在台湾问题上的立场。"));
    let page = stdout(&check(&["--since", "HEAD"]));
    assert!(page.contains("checked 2 texts (of 7)") && page.contains("4 冬/cn.txt:8:"), "{page}");
    assert!(stdout(&check(&["2-summer", "--since", "HEAD"])).contains("checked 1 text (of 7)"));
    refused(&check(&["--since", "no-such-branch"]), &["no-such-branch", "caused by: ", "hint: "]);
    refused(&check(&["--since=--output=x"]), &["no revision"]);
    refused(
        &folder.command(&["--since", "HEAD"]).env("PATH", "").output().unwrap(),
        &["git", "cannot be run"],
    );
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: [taiwan, trade]"));
    assert!(
        stdout(&check(&["--since", "HEAD"])).contains("checked 7 texts in"),
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
