//! The pipeline is the tree: a stage imports from the ground floor and from earlier stages only.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The stream, ground floor first. A module may import from those before it, and from itself.
/// `check` is a reader of the pipeline's values: it stands behind them, so that none of them may name it.
const STREAM: [&str; 11] = [
    "cores",
    "text",
    "lexicon",
    "input",
    "readout",
    "claims",
    "alignment",
    "comparison",
    "report",
    "pipeline",
    "check",
];

fn rank(module: &str) -> Option<usize> {
    STREAM.iter().position(|stage| *stage == module)
}

/// The modules of the crate that some code names: `use crate::x::…`, `use crate::{x, y::…}`, `crate::x::f()`.
fn named(code: &str) -> Vec<String> {
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut modules = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let macro_path = code[..at].ends_with('$');
        let longer = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if longer && !macro_path {
            continue;
        }
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(heads(group)),
            None => modules.push(head(rest)),
        }
    }
    modules
}

/// How many `super` lead from a file's module to the crate: `src/report/mod.rs` is one below it, `src/report/csv.rs` two.
fn depth_of(path: &Path, src: &Path) -> usize {
    let inside = path.strip_prefix(src).unwrap();
    let folders = inside.components().count() - 1;
    folders + usize::from(inside.file_name().unwrap() != "mod.rs")
}

/// The modules of the crate that some code reaches from `depth` levels below it by way of `super::`. Modules inside a file
/// stand deeper than the file; the compiler refuses a `super` too many.
fn above(code: &str, depth: usize) -> Vec<String> {
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut modules = Vec::new();
    let up = "super::".repeat(depth.max(1));
    for (at, found) in code.match_indices(&up) {
        let rest = &code[at + found.len()..];
        // One of more than that many, or of fewer, leads elsewhere.
        if rest.starts_with("super::") || code[..at].ends_with("::") {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(heads(group)),
            None => modules.push(head(rest)),
        }
    }
    modules
}

/// The first name of a path.
fn head(path: &str) -> String {
    let path = path.trim_start();
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    path[..end].to_string()
}

/// The first names in a group of imports, which ends at its closing brace.
fn heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(head(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(head(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    heads.retain(|name| !name.is_empty());
    heads
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The stage that a file below `src/` belongs to: its first folder, or its own name.
fn stage_of(path: &Path, src: &Path) -> String {
    let first = path.strip_prefix(src).unwrap().components().next().unwrap();
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_string()
}

#[test]
fn imports_run_with_the_stream() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut against = Vec::new();
    for path in rust_files(&src) {
        let Some(own) = rank(&stage_of(&path, &src)) else { continue };
        let code = fs::read_to_string(&path).unwrap();
        // Tests may look at any stage.
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for module in named(code).into_iter().chain(above(code, depth_of(&path, &src))) {
            let fits = rank(&module).is_some_and(|imported| imported <= own);
            if !fits {
                against
                    .push(format!("{} imports crate::{module}", path.strip_prefix(&src).unwrap().display()));
            }
        }
    }
    assert!(against.is_empty(), "against the stream:\n{}", against.join("\n"));
}

#[test]
fn every_stage_is_there_and_the_door_tells_them_in_order() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let door = fs::read_to_string(src.join("lib.rs")).unwrap();
    let declared: Vec<&str> = door
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or(line.strip_prefix("mod "))?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, STREAM);
}

#[test]
fn the_command_line_is_no_part_of_the_library() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert!(!fs::read_to_string(src.join("lib.rs")).unwrap().contains("mod cli"));
    assert!(fs::read_to_string(src.join("main.rs")).unwrap().lines().count() <= 40);
}

#[test]
fn the_reader_of_imports_sees_all_forms() {
    let code = "use crate::{report::csv, text::{fold, span}};\nuse crate::claims as c;\nfn f() { crate::input::read(); }";
    assert_eq!(named(code), ["report", "text", "claims", "input"]);
    assert_eq!(
        above("use super::report::csv;\nuse super::{input, text::span};", 1),
        ["report", "input", "text"]
    );
    assert_eq!(above("use super::super::report::csv;\nuse super::ledger;", 2), ["report"]);
    assert_eq!(depth_of(Path::new("src/claims/mod.rs"), Path::new("src")), 1);
    assert_eq!(depth_of(Path::new("src/claims/act.rs"), Path::new("src")), 2);
    assert_eq!(named("mod inner { use crate::alignment::*; }\n// use crate::none;"), ["alignment"]);
    assert_eq!(
        named("use crate::{\n    lexicon::{\n        a,\n    },\n    readout,\n};"),
        ["lexicon", "readout"]
    );
}
