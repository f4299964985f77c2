//! The program's door: translates what was typed and how it ended, and nothing else.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os()).into()
}
