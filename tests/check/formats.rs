//! The formats, each as its readers read it, and what a hostile text can do in them: nothing.

use super::folder::{Folder, american, chinese, policy, stderr, stdout};
use serde_json::Value;

fn sarif(folder: &Folder, args: &[&str]) -> Value {
    let output = folder.check(&[args, &["--format", "sarif"]].concat());
    let log: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)));
    // A slip of the schema as published (`]]?` for `]?`): it is no regular expression for every reader. The key is not used here.
    let text = include_str!("../schemas/sarif-schema-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    log
}

const TAIWAN: &str = "rule: topic-not-mentioned, topics: taiwan, level: error";

#[test]
fn sarif_holds_its_schema_and_counts_code_points() {
    let folder = Folder::with_talks("sarif");
    folder.file("9 读出/cn.txt", &chinese("2025-12-01", "🙂习近平强调，台湾问题是核心。"));
    let suppression = "suppressions:\n  - {expectation: x, topics: soybeans, reason: z}\n";
    folder.file("readout-diff.yaml", &format!("{}{suppression}", policy(TAIWAN)));
    let log = sarif(&folder, &[]);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["results"].as_array().unwrap().len(), 5);
    assert_eq!(
        run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().len(),
        1,
        "an idle suppression"
    );
    let last = &run["results"][4];
    assert_eq!(
        last["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "9%20%E8%AF%BB%E5%87%BA/cn.txt"
    );
    let region = &last["locations"][0]["physicalLocation"]["region"];
    let text = folder.read("9 读出/cn.txt");
    let line = text.lines().nth(usize::try_from(region["startLine"].as_u64().unwrap()).unwrap() - 1).unwrap();
    let column = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
    let words: String = line
        .chars()
        .skip(column("startColumn") - 1)
        .take(column("endColumn") - column("startColumn"))
        .collect();
    assert_eq!((words.as_str(), region["snippet"]["text"].as_str()), ("台湾", Some("台湾")));
    let by_offset: String = text.chars().skip(column("charOffset")).take(column("charLength")).collect();
    assert_eq!(by_offset, "台湾");
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided, topics: soybeans"));
    assert_eq!(sarif(&folder, &[])["runs"][0]["results"][0]["relatedLocations"].as_array().unwrap().len(), 1);
    folder.file("readout-diff.yaml", &policy("rule: front-matter-complete, keys: side"));
    assert_eq!(sarif(&folder, &[])["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = Folder::with_talks("fingerprints");
    folder.file("readout-diff.yaml", &policy(TAIWAN));
    let prints = || -> Vec<Value> {
        let log = sarif(&folder, &["1-spring"]);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.into_iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    let before = prints();
    folder.file(
        "1-spring/cn.txt",
        &chinese("2025-03-01", "\n\n双方就经贸问题交换了意见。\n\n习近平强调，台湾问题是核心。"),
    );
    assert_eq!(prints(), before);
    assert_ne!(before[0], before[1]);
    assert_eq!(before[0]["readoutDiff/v1"].as_str().unwrap().len(), 32);
}

#[test]
fn github_gets_ten_of_a_level_and_the_table_the_rest() {
    let folder = Folder::new("github");
    for n in 0..13 {
        folder.file(
            &format!("{n:02}/a,b:c.txt"),
            &american("2025-03-01", "They discussed Taiwan and soybeans."),
        );
    }
    let two = "expectations:\n  - {id: tw, rule: topic-not-mentioned, topics: taiwan, reason: 100% sure, level: note}\n  \
               - {id: soy, rule: topic-not-mentioned, topics: soybeans, reason: r, level: error, message: 'soy: back'}\n";
    folder.file("readout-diff.yaml", two);
    let summary = folder.0.join("summary.md");
    let mut command = folder.command(&["--format", "github"]);
    let page = stdout(&command.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap());
    let lines: Vec<&str> = page.lines().collect();
    assert!(lines[..10].iter().all(|line| line.starts_with("::error file=")), "{page}");
    assert_eq!(lines[10], "3 errors more, not shown as annotations");
    assert!(lines[11..21].iter().all(|line| line.starts_with("::notice file=")), "{page}");
    assert_eq!(
        lines[0],
        "::error file=00/a%2Cb%3Ac.txt,line=8,endLine=8,col=86,endColumn=94,title=soy (topic-not-mentioned)::soy: back (soybeans: named, once); r"
    );
    assert!(lines[11].ends_with("; 100%25 sure"), "{}", lines[11]);
    let table = folder.read("summary.md");
    assert_eq!(table.lines().filter(|line| line.starts_with("| error |")).count(), 13);
    assert!(table.contains("| note | tw | 00/a,b:c.txt:8:75 |"), "{table}");
    command.output().unwrap();
    assert_eq!(
        folder.read("summary.md").matches("### readout-diff check").count(),
        2,
        "a summary is added to"
    );
}

#[test]
fn junit_has_a_suite_an_expectation_and_a_case_a_text() {
    let folder = Folder::with_talks("junit");
    folder.file("readout-diff.yaml", &policy(TAIWAN));
    let page = stdout(&folder.check(&["--format", "junit"]));
    assert!(
        page.contains("<testsuite name=\"x\" tests=\"6\" failures=\"4\" errors=\"0\" skipped=\"0\">"),
        "{page}"
    );
    assert_eq!(page.matches("<testcase ").count(), 6);
    assert_eq!(page.matches("<failure message=").count(), 4);
    let never = stdout(&folder.check(&["--format", "junit", "--fail-on", "never"]));
    assert_eq!((never.matches("<failure").count(), never.matches("<system-out>").count()), (0, 4));
    assert!(never.contains("failures=\"0\""));
}

#[test]
fn a_place_shows_its_words() {
    let folder = Folder::new("words");
    let much = "They exchanged views on many other matters of common concern at some length, ".repeat(8);
    let said = format!(
        "{much}and President Trump said that {}soybeans will be bought.",
        much.replace("They", "they")
    );
    folder.file("a/us.txt", &american("2025-03-01", &said));
    folder.file("a/cn.txt", &chinese("2025-03-01", "习近平强调，台湾问题是中国核心利益中的核心。"));
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: [taiwan, soybeans]"));
    let page = stdout(&folder.check(&["--width", "60"]));
    let below: Vec<&str> = page.lines().filter(|line| !line.contains(": warning[x] ")).collect();
    use unicode_width::UnicodeWidthStr as _;
    assert!(below.iter().all(|line| line.width() <= 60), "{page}");
    let under = |words: &str| {
        let at =
            below.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {page}"));
        let (line, carets) = (below[at], below[at + 1]);
        let indent = line[..line.find(words).unwrap()].width();
        assert_eq!(
            carets,
            format!("    | {}{}", " ".repeat(indent - 6), "^".repeat(words.width())),
            "{page}"
        );
    };
    under("台湾");
    under("soybeans");
    assert!(below.iter().any(|line| line.starts_with("    | …")), "{page}");
    let wide = stdout(&folder.check(&["--width", "300"]));
    assert!(wide.lines().any(|line| line.width() > 200), "{wide}");
}

#[test]
fn what_is_attributed_is_told_everywhere() {
    let folder = Folder::new("attributed");
    let words = "习近平指出，特朗普表示美国理解台湾问题对于中国的重要性，特朗普表示美国将取消所有对华关税。";
    folder.file("a/cn.txt", &chinese("2025-03-01", words));
    folder.file("a/us.txt", &american("2025-03-01", "They discussed soybeans."));
    folder.file("readout-diff.yaml", &policy("rule: claim-not-carried, confidence: low"));
    let document = folder.json(&[]);
    let rows = document["findings"].as_array().unwrap();
    assert!(rows.len() >= 2, "{document}");
    let github = stdout(&folder.check(&["--format", "github"]));
    let text = stdout(&folder.check(&[]));
    let mut messages: Vec<&str> = rows.iter().map(|row| row["message"].as_str().unwrap()).collect();
    for (row, message) in rows.iter().zip(&messages) {
        assert!(message.contains(row["words"].as_str().unwrap()), "{message}");
        assert!(github.contains(message) && text.contains(message), "{github}{text}");
    }
    messages.sort();
    messages.dedup();
    assert_eq!(messages.len(), rows.len());
}

/// The committed schema, closed: a key that it does not know is an error.
fn closed() -> Value {
    fn close(schema: &mut Value) {
        if let Value::Object(object) = schema {
            object.values_mut().for_each(close);
            if object.get("type") == Some(&"object".into()) {
                object.insert("additionalProperties".into(), false.into());
            }
        }
    }
    let mut schema: Value = serde_json::from_str(include_str!("../../schema/check.schema.json")).unwrap();
    close(&mut schema);
    schema
}

#[test]
fn json_has_the_form_of_the_schema() {
    let folder = Folder::with_talks("schema");
    folder.file("SHA256SUMS", &format!("{}  gone.txt\n", "0".repeat(64)));
    let expectations = "expectations:\n  - {id: a, rule: topic-one-sided, topics: [soybeans, taiwan], reason: y}\n  \
                        - {id: b, rule: text-unchanged, sums: SHA256SUMS, reason: y, message: z, where: {files: '1*/cn.txt'}}\n";
    let suppressions = "suppressions:\n  - {expectation: b, files: '1*/cn.txt', reason: y}\n  \
                        - {expectation: a, topics: trade, reason: z}\n";
    folder.file("readout-diff.yaml", &format!("{expectations}{suppressions}"));
    let document = folder.json(&[]);
    let empty =
        document.as_object().unwrap().iter().filter(|(_, table)| table.as_array().is_some_and(Vec::is_empty));
    assert_eq!(empty.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    let validator = jsonschema::draft202012::new(&closed()).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for (table, key) in
        [("findings", "words"), ("related", "path"), ("notices", "message"), ("expectations", "judged")]
    {
        let mut without = document.clone();
        without[table][0].as_object_mut().unwrap().remove(key);
        assert!(!validator.is_valid(&without), "{table} without {key}");
    }
    let mut other = document.clone();
    other["schema_version"] = 2.into();
    assert!(!validator.is_valid(&other));
    let gone = document["findings"].as_array().unwrap().iter().find(|row| row["path"] == "gone.txt").unwrap();
    assert!(gone["source"].is_null() && gone["words"].is_null() && gone["line"].is_null(), "{gone}");
    assert_eq!(
        include_str!("../../schema/check.schema.json"),
        readout_diff::check::print::json::schema().unwrap()
    );
    let printed =
        std::process::Command::new(env!("CARGO_BIN_EXE_readout-diff")).args(["schema", "check"]).output();
    assert_eq!(stdout(&printed.unwrap()), include_str!("../../schema/check.schema.json"));
}

#[test]
fn the_keys_of_json_are_in_the_document() {
    let told = include_str!("../../docs/check.md");
    let told = told.split("### The keys of `json`").nth(1).unwrap().split("\n## ").next().unwrap();
    let schema = closed();
    let mut keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    for row in schema["$defs"].as_object().unwrap().values() {
        keys.extend(row["properties"].as_object().unwrap().keys());
    }
    let missing: Vec<&&String> = keys.iter().filter(|key| !told.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/check.md has nothing of {missing:?}");
}

#[test]
fn json_rows_have_every_key() {
    let folder = Folder::with_talks("json");
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided, topics: [soybeans, taiwan]"));
    let document = folder.json(&[]);
    for table in ["expectations", "findings", "related"] {
        let rows = document[table].as_array().unwrap();
        let keys = |row: &Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert!(!rows.is_empty() && rows.iter().all(|row| keys(row) == keys(&rows[0])), "{table}");
    }
    assert_eq!((document["schema_version"].as_u64(), document["failed"].as_bool()), (Some(1), Some(false)));
    let row = &document["findings"][0];
    let text = folder.read(row["path"].as_str().unwrap());
    let at = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
    let words: String = text.chars().skip(at("char_start")).take(at("char_end") - at("char_start")).collect();
    assert_eq!(row["words"], words);
    assert_eq!(row["words"], text[at("byte_start")..at("byte_end")]);
}

const HOSTILE: &str = "President Xi said that Taiwan \u{1b}[31m##[set-env name=A]b ]]> </failure><script>x</script> [x](http://y) {0} | \u{202e}live.\n\
    ::error::Taiwan is back%0A\u{7}";

#[test]
fn hostile_text_does_nothing_anywhere() {
    let folder = Folder::new("hostile");
    folder.file("a/us.txt", &american("2025-03-01", HOSTILE));
    folder.file("a/cn.txt", &chinese("2025-03-01", "双方就经贸问题交换了意见。"));
    let both = "expectations:\n  - {id: a, rule: claim-not-carried, reason: y}\n  - {id: b, rule: topic-not-mentioned, topics: taiwan, reason: y}\n";
    folder.file("readout-diff.yaml", both);
    for format in ["text", "github", "junit", "sarif", "json"] {
        let mut command = folder.command(&["--format", format, "--fail-on", "never"]);
        let output = command.env("GITHUB_STEP_SUMMARY", folder.0.join("summary.md")).output().unwrap();
        let page = stdout(&output);
        assert!(!page.contains(['\u{1b}', '\u{7}']), "{format}: {page}");
        // JSON is exact; what it holds acts nowhere until a program shows it.
        assert!(format == "json" || !page.contains('\u{202e}'), "{format}: {page}");
        if format != "github" {
            assert!(page.lines().all(|line| !line.trim_start().starts_with("::")), "{format}: {page}");
        }
        if matches!(format, "text" | "github") {
            assert!(!page.contains("##["), "{format}: {page}");
        }
        if format == "junit" {
            assert!(!page.contains("<script>") && !page.contains("]]>"), "{page}");
        }
    }
    let log = sarif(&folder, &[]);
    for result in log["runs"][0]["results"].as_array().unwrap() {
        assert!(!result["message"]["text"].as_str().unwrap().contains("[x]("));
    }
    let summary = folder.read("summary.md");
    assert!(!summary.contains("<script>") && !summary.replace("\\]", "").contains("](http"), "{summary}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let folder = Folder::with_talks("same");
    folder.file("readout-diff.yaml", &policy("rule: topic-one-sided"));
    for format in ["text", "github", "junit", "sarif", "json"] {
        let run = || folder.check(&["--format", format]).stdout;
        let first = run();
        assert!(!first.is_empty());
        assert_eq!(first, run());
    }
}
