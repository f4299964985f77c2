//! A readout that means harm, in every format: nothing of it acts on a terminal, a browser, a wiki or a spreadsheet.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use readout_diff::alignment::{self, AlignOptions};
use readout_diff::comparison;
use readout_diff::input::{self, InputOptions};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{Options, extract};
use readout_diff::report::csv::CsvOptions;
use readout_diff::report::tables::Table;
use readout_diff::report::text::TextOptions;
use readout_diff::report::{self, Format};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const TRUSTING: &str = "---\nside: FR\nlanguage: en\ndate: 2024-05-01\nkind: readout\n---\n\nPresident Emmanuel Macron spoke \
    with Prime Minister Giorgia Meloni. They discussed Taiwan and soybeans.\n";

/// Escape sequences, markup, bidi controls, formulas, addresses, half a surrogate pair in JSON's way of writing, a line of
/// a hundred thousand bytes.
fn hostile() -> String {
    let head = "---\nside: IT\nlanguage: en\ndate: 2024-05-01\nkind: readout\nissuer: \"=cmd|' /C calc'!A0\"\ntitle: \"</title><script>alert(1)</script>\"\n---\n";
    let body = "=cmd|' /C calc'!A0 soybeans are good.\n\nTaiwan \u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}evil\u{2066} was discussed, \
        <script>alert(1)</script> <img src=x onerror=alert(1)> \"'><svg onload=alert(1)>.\n\nMeloni said that \
        [Taiwan](javascript:alert(1)) | *is* `code` ![x](https://example.org/x.png) www.example.org \\ud800 \u{fffe}\u{feff} matters.\n\n";
    format!("{head}\n{body}{} soybeans.\n", "word, ".repeat(16_000))
}

/// The page of a hostile and a trusting text, in a format.
fn page(format: &str, more: &[&str]) -> String {
    let folder: PathBuf = std::env::temp_dir().join(format!(
        "readout-diff-hostile-{}-{format}{}",
        std::process::id(),
        more.len()
    ));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.txt"), TRUSTING).unwrap();
    fs::write(folder.join("<b>=x.txt"), hostile()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_readout-diff"))
        .args(["a.txt", "<b>=x.txt", "--format", format])
        .args(more)
        .current_dir(&folder)
        .env_clear()
        .output()
        .unwrap();
    let _ = fs::remove_dir_all(&folder);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// No character that moves a cursor or turns a line round.
fn harmless(page: &str) {
    let acts = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}')
    };
    assert_eq!(page.chars().find(acts), None);
}

#[test]
fn text() {
    let page = page("text", &["--color", "always", "--width", "1000"]);
    harmless(&page.replace("\u{1b}[", ""));
    assert!(page.contains("\\u{1b}[31m\\u{1b}]0;owned\\u{7}\\u{9b}2J\\u{202e}"), "{page}");
}

#[test]
fn newsletter() {
    let page = page("newsletter", &[]);
    harmless(&page);
    assert_eq!(page.lines().count(), 6);
}

#[test]
fn markdown() {
    let page = page("markdown", &[]);
    harmless(&page);
    assert!(!page.contains('<') && !page.contains("://") && !page.contains("www."), "{page}");
    for markup in ["[Taiwan](", "![x](", "*is*", "`code`"] {
        assert!(!page.contains(markup), "{markup}");
    }
    let topics = page.split_once("## Topics").unwrap().1.split_once("##").unwrap().0;
    let rows = topics.lines().filter(|line| line.starts_with('|'));
    assert!(
        rows.clone().count() > 2 && rows.clone().all(|row| row.replace("\\|", "").matches('|').count() == 4)
    );
}

#[test]
fn html() {
    let page = page("html", &[]);
    harmless(&page);
    for markup in ["<script", "<img", "<svg", "<b>", "</title><", "javascript:alert(1)\"", "href=\"http"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    // Whatever stands in an address is an anchor that the page made itself.
    for address in page.split("href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0) {
        let anchor = address.strip_prefix('#').unwrap();
        assert!(anchor.chars().all(|c| c.is_ascii_alphanumeric()), "{address}");
        assert!(page.contains(&format!(" id=\"{anchor}\"")), "{address} leads nowhere");
    }
}

#[test]
fn svg() {
    let page = page("svg", &[]);
    harmless(&page);
    assert!(!page.contains("<script") && !page.contains("href") && !page.contains("<b>"));
    assert!(page.starts_with("<svg ") && page.trim_end().ends_with("</svg>"));
}

#[test]
fn json_and_ndjson() {
    let document: serde_json::Value = serde_json::from_str(&page("json", &[])).unwrap();
    assert_eq!(document["sources"][1]["issuer"], "=cmd|' /C calc'!A0");
    let quotes = |rows: &[serde_json::Value]| {
        rows.iter().map(|row| row["quote"].as_str().unwrap().to_string()).collect::<String>()
    };
    let all = quotes(document["units"].as_array().unwrap());
    assert!(all.contains("\u{1b}[31m") && all.contains("\\ud800") && all.contains("<script>"));
    let lines = page("ndjson", &["--table", "units"]);
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(quotes(&rows), all);
}

#[test]
fn csv() {
    let guarded = page("csv", &["--table", "units"]);
    assert!(guarded.contains(",'=cmd|"));
    let sources = page("csv", &["--table", "sources"]);
    assert!(sources.contains(",'=cmd|' /C calc'!A0,") && sources.contains(",true\r\n"), "{sources}");
}

/// Read, compared and printed in every form, without a page that grows with it where quotes are cut.
#[test]
fn a_megabyte_on_one_line_in_every_format() {
    let lexicon = Lexicon::default_lexicon();
    let line = format!("{}Meloni said that soybeans matter. {}", hostile(), "word, ".repeat(180_000));
    let texts = [TRUSTING.to_string(), line];
    let read = |text: &String| {
        input::read_bytes("x.txt", text.as_bytes(), &InputOptions::default(), lexicon, &mut Vec::new())
            .unwrap()
    };
    let claims: Vec<_> = texts.iter().map(|text| extract(read(text), &Options::default(), lexicon)).collect();
    let alignment = alignment::align(&claims, &AlignOptions::default(), lexicon);
    let comparison = comparison::compare(claims, vec![0, 1], alignment, lexicon, &mut Vec::new());
    let printed = |format: Format| {
        let mut out = Vec::new();
        report::write(&comparison, lexicon, format, None, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let page = TextOptions { width: 1000, ..TextOptions::default() };
    for format in [Format::Text(page), Format::Newsletter, Format::Svg] {
        let short = printed(format);
        harmless(&short);
        assert!(!short.is_empty() && short.len() < 200_000, "{format:?}: {} bytes", short.len());
    }
    for format in [Format::Markdown(None), Format::Html] {
        harmless(&printed(format));
    }
    let csv = Format::Csv(Table::Units, CsvOptions::default());
    for format in [Format::Html, Format::Json, Format::Ndjson(Table::Units), csv] {
        assert!(printed(format).len() > 1_000_000, "{format:?}");
    }
}
