//! `check` as typed.

use super::super::args::{LayoutArgs, OutputArgs, ReadingArgs};
use clap::{Args, ValueEnum};

const AFTER: &str = "\
Examples:
  readout-diff check --init                      a commented readout-diff.yaml to start from
  readout-diff check                             all readouts of its folder
  readout-diff check --since origin/main         what changed; histories still see the rest
  readout-diff check --format sarif -o out.sarif
  readout-diff check --explain-rule topic-dropped

The policy is the nearest readout-diff.yaml, from the first PATH (else from here) upwards.
Exit status: 0 nothing found at or above --fail-on; 1 something found; 2 trouble.";

/// `check`
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct CheckArgs {
    /// Texts or folders to report on; without one, all that the policy means
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// The policy, instead of the nearest readout-diff.yaml
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<String>,
    /// Use what is built in, and read no readout-diff.yaml
    #[arg(long)]
    pub no_config: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Report only on texts that changed since this revision, by git
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Leave out the findings of this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<String>,
    /// Write all findings to this file, for --baseline, and print none
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "baseline"])]
    pub write_baseline: Option<String>,
    /// End with status 1 from this level on, instead of the policy's
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Write a commented readout-diff.yaml to start from
    #[arg(long, conflicts_with_all = ["config", "no_config", "since", "baseline", "write_baseline", "explain_rule"])]
    pub init: bool,
    /// Tell what a rule expects, with an example in Chinese and one in English
    #[arg(long, value_name = "RULE")]
    pub explain_rule: Option<String>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub layout: LayoutArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Forms of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Text,
    /// Everything, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions, and a table in the job's summary
    Github,
    /// JUnit XML
    Junit,
}

/// From which level on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Note,
    /// Nothing
    Never,
}
