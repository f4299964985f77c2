//! Real output is held to the committed schemas, strictly: every table has a row, no key is missing and none is new.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two invented accounts of one invented call, between them with a row for every table.
const PARIS: &str = "---\nside: FR\nlanguage: en\ndate: 2024-05-01\nkind: readout\n---\n\nAt the request of the French President, \
    Xi Jinping and Emmanuel Macron spoke by phone today. The candid call lasted 45 minutes. President Xi said that China will buy \
    500 tonnes of soybeans. President Xi praised the weather in Paris. The two leaders discussed the war in Ukraine. They \
    agreed to stay in close touch.\n";
const BEIJING: &str = "---\nside: CN\nlanguage: en\ndate: 2024-05-01\nkind: readout\n---\n\nPresident Xi Jinping spoke by phone \
    with French President Emmanuel Macron. The call lasted 50 minutes. Xi stressed that China will buy 300 tonnes of soybeans. \
    Macron said that France adheres to the one-China policy. The two leaders exchanged views on the Ukraine crisis.\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("readout-diff-schema-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn run(folder: &Path, args: &[&str]) -> Vec<u8> {
    let program = env!("CARGO_BIN_EXE_readout-diff");
    let output = Command::new(program).args(args).current_dir(folder).env_clear().output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A committed schema, closed: a key that it does not know is an error.
fn closed(document: &str) -> Value {
    let path = root().join(format!("schema/{document}.schema.json"));
    let mut schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    close(&mut schema);
    schema
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".into(), json!(false));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

fn valid(schema: &Value, document: &Value) {
    let validator = jsonschema::draft202012::new(schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn real_output_has_the_form_of_the_schema() {
    let folder = folder("output");
    std::fs::write(folder.join("paris.txt"), PARIS).unwrap();
    std::fs::write(folder.join("beijing.txt"), BEIJING).unwrap();
    let pair = ["paris.txt", "beijing.txt"];
    let comparison: Value =
        serde_json::from_slice(&run(&folder, &[&pair[..], &["--format", "json"]].concat())).unwrap();
    let empty: Vec<&String> = comparison
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, table)| table.as_array().is_some_and(Vec::is_empty))
        .map(|(name, _)| name)
        .collect();
    assert!(empty.is_empty(), "the texts of this test leave empty: {empty:?}");
    let schema = closed("comparison");
    valid(&schema, &comparison);
    for args in [&["claims", "paris.txt", "--format", "json"][..], &["claims", ".", "--format", "json"]] {
        valid(&closed("claims"), &serde_json::from_slice(&run(&folder, args)).unwrap());
    }
    let alignment = run(&folder, &["align", pair[0], pair[1], "--format", "json"]);
    valid(&closed("alignment"), &serde_json::from_slice(&alignment).unwrap());

    // The lines of NDJSON are the rows, and CSV has their keys and one more.
    for (table, rows) in comparison.as_object().unwrap().iter().filter(|(_, value)| value.is_array()) {
        let flat = |format| run(&folder, &[&pair[..], &["--format", format, "--table", table]].concat());
        let lines = String::from_utf8(flat("ndjson")).unwrap();
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(&Value::Array(lines), rows, "{table}");
        let csv = String::from_utf8(flat("csv")).unwrap();
        let mut keys: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
        assert_eq!(keys.pop(), Some("escaped"));
        keys.sort();
        assert_eq!(
            keys,
            rows[0].as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(),
            "{table}"
        );
    }
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn shipped_texts_have_the_form_of_the_schema() {
    let talk = "readouts/2025-11-24-xi-trump-call";
    let paths = ["cn.zh.txt", "us.en.txt", "cn.en.txt"].map(|file| format!("{talk}/{file}"));
    let args: Vec<&str> = paths.iter().map(String::as_str).chain(["--format", "json"]).collect();
    valid(&closed("comparison"), &serde_json::from_slice(&run(root(), &args)).unwrap());
}

#[test]
fn the_schema_refuses_what_is_not_so() {
    let schema = closed("claims");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let folder = folder("refused");
    std::fs::write(folder.join("paris.txt"), PARIS).unwrap();
    let good: Value =
        serde_json::from_slice(&run(&folder, &["claims", "paris.txt", "--format", "json"])).unwrap();
    assert!(validator.is_valid(&good));
    let mut without = good.clone();
    without["claims"][0].as_object_mut().unwrap().remove("holder");
    let mut more = good.clone();
    more["units"][0]["colour"] = json!("red");
    let mut other = good;
    other["schema_version"] = json!(2);
    for bad in [without, more, other] {
        assert!(!validator.is_valid(&bad));
    }
    let _ = std::fs::remove_dir_all(folder);
}
