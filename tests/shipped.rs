//! What must hold of the shipped talk of 24 November 2025, as the JSON tells it: each line is a fact that a reader of the
//! two texts can check.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use serde_json::Value;
use std::process::{Command, Output};

const CN: &str = "readouts/2025-11-24-xi-trump-call/cn.zh.txt";
const CN_EN: &str = "readouts/2025-11-24-xi-trump-call/cn.en.txt";
const US: &str = "readouts/2025-11-24-xi-trump-call/us.en.txt";

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_readout-diff"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap()
}

fn json(paths: &[&str]) -> Value {
    let output = run(&[paths, &["--format", "json"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn rows<'a>(document: &'a Value, table: &str) -> &'a [Value] {
    document[table].as_array().unwrap()
}

fn level<'a>(document: &'a Value, topic: &str, source: &str) -> &'a str {
    let cell = rows(document, "coverage").iter().find(|row| row["topic"] == topic && row["source"] == source);
    cell.unwrap_or_else(|| panic!("no coverage of {topic} in {source}"))["level"].as_str().unwrap()
}

fn mentioned(document: &Value, topic: &str, source: &str) -> bool {
    matches!(level(document, topic, source), "named" | "elaborated" | "denied")
}

/// Voices of the claims that mention a topic, sorted, each once.
fn voices(document: &Value, topic: &str, source: &str) -> Vec<String> {
    let mentions = rows(document, "mentions").iter().filter(|m| m["topic"] == topic && m["source"] == source);
    let mut list: Vec<String> = mentions
        .map(|mention| {
            let claim = rows(document, "claims")
                .iter()
                .find(|claim| claim["source"] == source && claim["claim"] == mention["claim"]);
            claim.unwrap()["voice"].as_str().unwrap().to_string()
        })
        .collect();
    list.sort();
    list.dedup();
    list
}

/// The relation of the links between two units, if there are any.
fn relations(document: &Value, a: &str, b: &str) -> Vec<String> {
    let has = |row: &Value, key: &str, unit: &str| {
        row[key].as_array().unwrap().iter().any(|u| u.as_str() == Some(unit))
    };
    let links = rows(document, "links").iter().filter(|row| has(row, "a_units", a) && has(row, "b_units", b));
    links.map(|row| row["relation"].as_str().unwrap().to_string()).collect()
}

/// Ledger rows of a source whose quote holds some words: status and side.
fn ledger(document: &Value, source: &str, words: &str) -> Vec<String> {
    let claims = rows(document, "claims");
    let quote = |row: &Value| {
        let claim =
            claims.iter().find(|c| c["source"] == row["source"] && c["claim"] == row["claim"]).unwrap();
        claim["quote"].as_str().unwrap().to_string()
    };
    let own = rows(document, "ledger").iter().filter(|row| row["source"] == source);
    own.filter(|row| quote(row).contains(words))
        .map(|row| row["status"].as_str().unwrap().to_string())
        .collect()
}

fn field<'a>(document: &'a Value, source: &str, field: &str) -> &'a Value {
    let row = rows(document, "protocol").iter().find(|row| row["source"] == source && row["field"] == field);
    row.unwrap_or_else(|| panic!("no field {field} of {source}"))
}

#[test]
fn topics_stand_as_the_texts_have_them() {
    let document = json(&[CN, US]);
    for (topic, cn, us) in [
        ("taiwan", "elaborated", "omitted"),
        ("ww2-order", "elaborated", "omitted"),
        ("soybeans", "omitted", "named"),
        ("fentanyl", "omitted", "named"),
        ("agriculture", "omitted", "elaborated"),
        ("visits", "omitted", "elaborated"),
        ("ukraine", "elaborated", "named"),
    ] {
        assert_eq!(level(&document, topic, "cn.zh"), cn, "{topic} in the Chinese text");
        assert_eq!(level(&document, topic, "us.en"), us, "{topic} in the US text");
    }
    for topic in ["relations", "last-meeting"] {
        assert!(mentioned(&document, topic, "cn.zh") && mentioned(&document, topic, "us.en"), "{topic}");
    }
    assert!(!mentioned(&document, "communication", "cn.zh"));
    assert!(mentioned(&document, "communication", "us.en"));
    assert_eq!(voices(&document, "taiwan", "cn.zh"), ["trump", "xi"]);
}

#[test]
fn what_both_report_is_linked_and_what_differs_is_not_called_the_same() {
    let document = json(&[CN, US]);
    assert_eq!(relations(&document, "u1", "u1"), ["same"], "the call itself");
    assert!(
        relations(&document, "u2", "u5").contains(&"same".to_string())
            || relations(&document, "u8", "u5").contains(&"same".to_string()),
        "the successful earlier meeting"
    );
    assert_eq!(relations(&document, "u9", "u6"), ["same"], "carrying out what was agreed");
    assert_eq!(relations(&document, "u11", "u2"), ["same"], "Ukraine was discussed");
    for (cn, us, what) in [("u3", "u4", "the state of relations"), ("u12", "u2", "words on Ukraine")] {
        assert!(!relations(&document, cn, us).contains(&"same".to_string()), "{what}");
    }
}

#[test]
fn the_ledger_holds_what_each_has_the_other_say() {
    let document = json(&[CN, US]);
    for words in ["美方理解台湾问题", "伟大的领导人", "二战"] {
        assert_eq!(ledger(&document, "cn.zh", words), ["not carried"], "{words}");
    }
    assert_eq!(ledger(&document, "cn.zh", "完全赞同"), ["topic only"]);
    assert_eq!(ledger(&document, "us.en", "President Xi invited me"), ["not carried"]);
    assert_eq!(ledger(&document, "us.en", "communicate often"), ["not carried"]);
    // What the author says of himself is attributed to nobody else.
    assert_eq!(ledger(&document, "us.en", "Great Farmers"), Vec::<String>::new());
}

#[test]
fn the_protocol_card_dates_the_earlier_meeting_without_a_conflict() {
    let document = json(&[CN, US]);
    for source in ["cn.zh", "us.en"] {
        assert_eq!(field(&document, source, "initiator")["value"], Value::Null, "{source}");
        assert_eq!(field(&document, source, "medium")["value"], "phone", "{source}");
    }
    let quote =
        |source: &str, name: &str| field(&document, source, name)["quote"].as_str().unwrap().to_string();
    assert!(quote("cn.zh", "earlier-date").contains("上个月"));
    assert!(quote("us.en", "earlier-date").contains("three weeks ago"));
    assert!(quote("cn.zh", "earlier-place").contains("釜山"));
    assert!(quote("us.en", "earlier-place").contains("South Korea"));
    assert_eq!(rows(&document, "conflicts"), [] as [Value; 0]);
}

#[test]
fn a_translation_is_aligned_sentence_by_sentence_and_differs_in_no_mention() {
    let document = json(&[CN, CN_EN]);
    assert_eq!(rows(&document, "gaps"), [] as [Value; 0]);
    for row in rows(&document, "coverage") {
        let topic = row["topic"].as_str().unwrap();
        assert_eq!(
            mentioned(&document, topic, "cn.en"),
            mentioned(&document, topic, "cn.zh"),
            "{topic} is mentioned by one of the two"
        );
    }
}

#[test]
fn a_third_text_of_another_talk_is_compared_and_said_to_be_so() {
    let other = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/readouts"))
        .unwrap()
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).into_iter().flatten())
        .map(|file| file.unwrap().path())
        .find(|path| path.ends_with("jp.en.txt"))
        .unwrap();
    let output = run(&[CN, US, other.to_str().unwrap()]);
    assert!(output.status.success());
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("do not report the same talk"), "{page}");
    assert!(page.contains("jp.en"));
}

#[test]
fn the_order_of_the_arguments_changes_the_order_of_columns_alone() {
    let (one, other) = (json(&[CN, US]), json(&[US, CN]));
    for table in
        ["units", "claims", "mentions", "coverage", "links", "gaps", "ledger", "wording", "conflicts"]
    {
        assert_eq!(one[table], other[table], "{table}");
    }
}
