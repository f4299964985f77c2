//! Whole pages of the shipped texts, as files under `tests/golden/` that a person can read.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes them anew, and the schemas under `schema/` too; the difference in
//! git is what a reader of the page will see.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use readout_diff::report::tables::Table;
use snapbox::assert::Action;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};
use std::path::Path;
use std::process::Command;
use unicode_width::UnicodeWidthStr;

const CN_ZH: &str = "readouts/2025-11-24-xi-trump-call/cn.zh.txt";
const CN_EN: &str = "readouts/2025-11-24-xi-trump-call/cn.en.txt";
const US_EN: &str = "readouts/2025-11-24-xi-trump-call/us.en.txt";
const JP_EN: &str = "readouts/2025-11-25-takaichi-trump-call/jp.en.txt";

/// What the program prints, run in the repository with nothing of the environment.
fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_readout-diff"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Holds what the program prints to a file.
fn golden(file: &str, args: &[&str]) {
    let (page, path) = (printed(args), Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| !value.is_empty() && value != "0") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        return std::fs::write(&path, page).unwrap();
    }
    // Without wildcards; and to the byte, since snapbox takes CR LF for LF.
    Assert::new().action(Action::Verify).eq(&page, Data::read_from(&path, Some(DataFormat::Text)).raw());
    assert!(std::fs::read(&path).unwrap() == page.as_bytes(), "{file}: line ends differ");
}

/// A golden page under `tests/golden/`.
fn page(name: &str, args: &[&str]) {
    golden(&format!("tests/golden/{name}"), args);
}

#[test]
fn text_of_two_languages() {
    page("cn.zh-us.en.txt", &[CN_ZH, US_EN]);
}

#[test]
fn text_of_a_translation() {
    page("cn.zh-cn.en.txt", &[CN_ZH, CN_EN]);
}

#[test]
fn text_of_three_sources_and_two_talks() {
    page("cn.zh-us.en-jp.en.txt", &[CN_ZH, US_EN, JP_EN]);
}

/// Chinese characters take two columns; nothing reaches beyond the eightieth.
#[test]
fn no_line_is_wider_than_the_page() {
    for files in [&[CN_ZH, US_EN][..], &[CN_ZH, CN_EN], &[CN_ZH, US_EN, JP_EN], &["claims", CN_ZH]] {
        for (line, columns) in printed(files).lines().map(|line| (line, line.width())) {
            assert!(columns <= 80, "{columns} columns: {line}");
        }
    }
}

#[test]
fn claims_of_a_post() {
    page("us.en-claims.txt", &["claims", US_EN]);
}

#[test]
fn the_pages() {
    for (format, extension) in [
        ("markdown", "md"),
        ("newsletter", "newsletter.txt"),
        ("html", "html"),
        ("svg", "svg"),
        ("json", "json"),
    ] {
        page(&format!("cn.zh-us.en.{extension}"), &[CN_ZH, US_EN, "--format", format]);
    }
}

#[test]
fn the_tables() {
    for table in Table::ALL.map(Table::word) {
        for format in ["ndjson", "csv"] {
            let args = [CN_ZH, US_EN, "--format", format, "--table", table];
            page(&format!("cn.zh-us.en.{table}.{format}"), &args);
        }
    }
}

#[test]
fn the_schemas() {
    for document in ["comparison", "claims", "alignment", "check"] {
        golden(&format!("schema/{document}.schema.json"), &["schema", document]);
    }
}
