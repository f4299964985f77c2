//! The README shows what the tool really prints.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::Command;

const README: &str = include_str!("../README.md");

/// The block of the README between the marks of real output, without its fence.
fn shown() -> &'static str {
    let after = README.split_once("<!-- BEGIN OUTPUT").unwrap().1;
    let block = after.split_once("<!-- END OUTPUT -->").unwrap().0;
    block.split_once("```text\n").unwrap().1.split_once("```").unwrap().0
}

#[test]
fn the_page_at_the_top_of_the_readme_begins_the_real_page() {
    let output = Command::new(env!("CARGO_BIN_EXE_readout-diff"))
        .args(["readouts/2025-11-24-xi-trump-call/cn.zh.txt", "readouts/2025-11-24-xi-trump-call/us.en.txt"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let shown = shown().trim_end_matches("…\n");
    assert!(shown.lines().count() > 20);
    let differs = shown.lines().zip(page.lines()).find(|(a, b)| a != b);
    assert!(
        page.starts_with(shown),
        "the README shows another page; first difference (README, real): {differs:?}"
    );
}
