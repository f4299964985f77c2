//! A folder of readouts that goes away with its test, and the program run in it with an empty environment.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("readout-diff-check-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn file(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_readout-diff"));
        command.current_dir(&self.0).env_clear().arg("check").args(args).stdin(Stdio::null());
        command
    }

    pub fn check(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let output = self.check(&[args, &["--format", "json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(&output)))
    }

    /// Expectations and paths of the findings, in order.
    pub fn found(&self, args: &[&str]) -> Vec<String> {
        let document = self.json(args);
        let rows = document["findings"].as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", row["expectation"].as_str().unwrap(), row["path"].as_str().unwrap()))
            .collect()
    }

    /// Three talks of two sides, written for these tests; the last one is another than the first two.
    pub fn with_talks(name: &str) -> Folder {
        let folder = Folder::new(name);
        for (talk, date) in [("1-spring", "2025-03-01"), ("2-summer", "2025-06-01")] {
            folder.file(
                &format!("{talk}/cn.txt"),
                &chinese(date, "习近平强调，台湾问题是中国核心利益中的核心。"),
            );
            folder.file(&format!("{talk}/us.txt"), &american(date, "They discussed trade and Taiwan."));
        }
        folder.file("3-autumn/cn.txt", &chinese("2025-09-01", "双方就经贸问题交换了意见。"));
        folder.file(
            "3-autumn/us.txt",
            &american("2025-09-01", "President Trump said that China will buy soybeans."),
        );
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn chinese(date: &str, words: &str) -> String {
    format!(
        "---\nside: CN\ndate: {date}\nlanguage: zh\nkind: readout\n---\n\n国家主席习近平同美国总统特朗普通电话。{words}\n"
    )
}

pub fn american(date: &str, words: &str) -> String {
    format!(
        "---\nside: US\ndate: {date}\nlanguage: en\nkind: readout\n---\n\nPresident Trump spoke by phone with President Xi of China. {words}\n"
    )
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Exit status 2, nothing on standard output, and a message with all of `words`.
pub fn refused(output: &Output, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert_eq!(stdout(output), "");
    for word in words {
        assert!(message.contains(word), "`{word}` is missing in:\n{message}");
    }
}

/// A policy of one expectation.
pub fn policy(rule: &str) -> String {
    format!("expectations:\n  - {{id: x, reason: y, {rule}}}\n")
}
