//! Suppressions, baselines, and what makes a run fail.

use super::folder::{Folder, american, policy, refused, stderr, stdout};

const RULE: &str = "rule: topic-not-mentioned, topics: [taiwan, soybeans], level: warning";

#[test]
fn the_level_decides_the_status() {
    let folder = Folder::with_talks("status");
    folder.file("readout-diff.yaml", &policy(RULE));
    let status = |args: &[&str]| folder.check(args).status.code();
    assert_eq!(status(&[]), Some(0));
    assert_eq!(status(&["--fail-on", "warning"]), Some(1));
    assert_eq!(status(&["--fail-on", "note"]), Some(1));
    assert_eq!(status(&["--fail-on", "never"]), Some(0));
    folder.file("readout-diff.yaml", &format!("fail-on: warning\n{}", policy(RULE)));
    assert_eq!((status(&[]), status(&["--fail-on", "error"])), (Some(1), Some(0)));
    folder
        .file("readout-diff.yaml", &format!("fail-on: never\n{}", policy(&RULE.replace("warning", "error"))));
    assert_eq!((status(&[]), status(&["--fail-on", "error"])), (Some(0), Some(1)));
}

#[test]
fn a_clean_run_says_what_it_checked() {
    let folder = Folder::with_talks("clean");
    folder.file(
        "readout-diff.yaml",
        &policy("rule: front-matter-complete")
            .replace("front-matter-complete", "front-matter-complete, keys: [side, date]"),
    );
    let page = stdout(&folder.check(&[]));
    assert_eq!(
        page,
        "checked 6 texts in 3 talks against 1 expectation of readout-diff.yaml\n0 errors, 0 warnings, 0 notes\n  x  6 texts judged, 0 findings\n"
    );
}

#[test]
fn suppressions_have_reasons_and_are_told_when_idle() {
    let folder = Folder::with_talks("suppress");
    let all = "suppressions:\n  - {expectation: x, topics: taiwan, reason: known since spring}\n";
    folder.file("readout-diff.yaml", &format!("{}{all}", policy(RULE)));
    assert_eq!(folder.found(&[]), ["x 3-autumn/us.txt"]);
    let document = folder.json(&[]);
    assert_eq!(document["suppressed"].as_array().unwrap().len(), 4);
    assert_eq!(document["suppressed"][0]["suppressed_because"], "known since spring");
    let idle = "  - {expectation: x, files: '1*/*', topics: soybeans, reason: z}\n";
    folder.file("readout-diff.yaml", &format!("{}{all}{idle}", policy(RULE)));
    let output = folder.check(&[]);
    assert!(
        stderr(&output).contains("readout-diff.yaml:5:5: the suppression of `x` matches no finding"),
        "{}",
        stderr(&output)
    );
    refused(&folder.check(&["--strict"]), &["matches no finding", "--strict"]);
    assert!(
        !stderr(&folder.check(&["2-summer"])).contains("matches no finding"),
        "not told when only some are checked"
    );
}

#[test]
fn strictness_tells_a_notice_once() {
    let folder = Folder::with_talks("strict");
    let idle = "suppressions:\n  - {expectation: x, files: '3*/*', topics: taiwan, reason: z}\n";
    folder.file("readout-diff.yaml", &format!("{}{idle}", policy(RULE)));
    let output = folder.check(&["--strict"]);
    refused(&output, &["--strict"]);
    assert_eq!(stderr(&output).matches("matches no finding").count(), 1, "{}", stderr(&output));
    assert_eq!(stderr(&folder.check(&[])).matches("matches no finding").count(), 1);
}

#[test]
fn a_baseline_takes_out_what_was_there() {
    let folder = Folder::with_talks("baseline");
    folder.file("readout-diff.yaml", &policy(RULE));
    let written = folder.check(&["--write-baseline", "known.json"]);
    assert_eq!((written.status.code(), stdout(&written)), (Some(0), String::new()));
    assert!(stderr(&written).contains("wrote 5 findings to known.json"), "{}", stderr(&written));
    let again = folder.json(&["--baseline", "known.json"]);
    assert_eq!((again["findings"].as_array().unwrap().len(), again["in_baseline"].as_u64()), (0, Some(5)));
    // Lines move, the finding is the same; another text has it anew.
    folder.file("1-spring/us.txt", &american("2025-03-01", "\n\nAgain.\n\nThey discussed trade and Taiwan."));
    folder.file("3-autumn/us.txt", &american("2025-09-01", "They discussed Taiwan."));
    assert_eq!(folder.found(&["--baseline", "known.json"]), ["x 3-autumn/us.txt"]);
    let told = stderr(&folder.check(&["--baseline", "known.json"]));
    assert!(told.contains("known.json: the finding `x` in 3-autumn/us.txt is gone"), "{told}");
    assert_eq!(told.matches("is gone").count(), 1);
    assert!(!stderr(&folder.check(&["1-spring", "--baseline", "known.json"])).contains("is gone"));
    refused(&folder.check(&["1-spring", "--write-baseline", "x.json"]), &["only some of the texts"]);
    refused(&folder.check(&["--baseline", "none.json"]), &["none.json", "cannot be read"]);
    folder.file("bad.json", "{\"version\": 1,\n \"finding\": []}");
    refused(
        &folder.check(&["--baseline", "bad.json"]),
        &["bad.json:2:", "is no baseline", "--write-baseline"],
    );
    folder.file("new.json", "{\"version\": 2, \"findings\": []}");
    refused(&folder.check(&["--baseline", "new.json"]), &["version 2"]);
}
