//! The GitHub Action: its steps, run as a runner runs them (bash, inputs by variables, its files), with a program that is already
//! built; `.ci/run` runs the building step, too.

use super::folder::{Folder, american, policy, stdout};
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

const ACTION: &str = include_str!("../../action.yml");

/// What `${{ … }}` stands for.
fn filled(text: &str, inputs: &BTreeMap<&str, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (name, tail) = after.split_once("}}").unwrap();
        let value = match name.trim() {
            "github.action_path" => env!("CARGO_MANIFEST_DIR").to_string(),
            name => inputs.get(name.strip_prefix("inputs.").unwrap()).cloned().unwrap_or_default(),
        };
        out.push_str(before);
        out.push_str(&value);
        rest = tail;
    }
    out + rest
}

/// Runs all steps in `folder`, until one fails.
fn act(folder: &Folder, inputs: &[(&str, &str)]) -> Output {
    let action: Value = serde_yaml::from_str(ACTION).unwrap();
    let mut given: BTreeMap<&str, String> = BTreeMap::new();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        given.insert(name.as_str().unwrap(), input["default"].as_str().unwrap().to_string());
    }
    for (name, value) in inputs {
        assert!(given.insert(name, value.to_string()).is_some(), "the action has no input {name}");
    }
    let mut last = None;
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        assert_eq!(step["shell"], "bash");
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()]);
        command.current_dir(&folder.0).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, path) in
            [("RUNNER_TEMP", "temp"), ("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary.txt")]
        {
            command.env(name, folder.0.join(".runner").join(path));
        }
        for (name, value) in step["env"].as_mapping().unwrap() {
            command.env(name.as_str().unwrap(), filled(value.as_str().unwrap(), &given));
        }
        let output = command.output().unwrap();
        let failed = !output.status.success();
        last = Some(output);
        if failed {
            break;
        }
    }
    last.unwrap()
}

fn repository(name: &str) -> Folder {
    let folder = Folder::with_talks(name);
    folder.file(".runner/output", "");
    folder.file("4 winter; exit 7/us $(x).txt", &american("2025-12-01", "They discussed Taiwan."));
    folder.file("readout-diff.yaml", &policy("rule: topic-not-mentioned, topics: taiwan, level: error"));
    folder
}

#[test]
fn the_steps_find_annotate_and_fail() {
    let folder = repository("action");
    let program = ("program", env!("CARGO_BIN_EXE_readout-diff"));
    let output = act(&folder, &[program, ("sarif", "out.sarif")]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(stdout(&output).matches("::error file=").count(), 5);
    assert_eq!(folder.read(".runner/output"), "status=1\n");
    assert_eq!(folder.read(".runner/summary.txt").matches("| error |").count(), 5);
    let log: serde_json::Value = serde_json::from_str(&folder.read("out.sarif")).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 5);
}

#[test]
fn inputs_are_words_not_scripts() {
    let folder = repository("action-inputs");
    let program = ("program", env!("CARGO_BIN_EXE_readout-diff"));
    let odd = "4 winter; exit 7/us $(x).txt\n3-autumn\n";
    let output =
        act(&folder, &[program, ("paths", odd), ("fail-on", "never"), ("config", "readout-diff.yaml")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(stdout(&output).matches("::error file=").count(), 1);
    assert!(stdout(&output).contains("checked 3 texts (of 7)"), "{}", stdout(&output));
    assert_eq!(folder.read(".runner/output"), "status=0\n");
    let wrong = act(&folder, &[program, ("config", "none.yaml"), ("sarif", "x.sarif")]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(!Path::new(&folder.0).join("x.sarif").exists());
}

#[test]
fn scripts_hold_no_input_and_the_building_step_is_told() {
    let action: Value = serde_yaml::from_str(ACTION).unwrap();
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    assert!(steps.iter().all(|step| !step["run"].as_str().unwrap().contains("${{")));
    assert!(steps[0]["run"].as_str().unwrap().contains("cargo install --locked --path"));
}
