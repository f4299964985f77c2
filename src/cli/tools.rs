//! `schema`, `completions` and `man`: what other programs want to know of this one.

use super::args::{Cli, CompletionsArgs, ManArgs, SchemaArgs};
use super::exit::Outcome;
use super::output;
use clap::CommandFactory as _;
use readout_diff::check::print::json;
use readout_diff::pipeline::Error;
use readout_diff::report::schema::{self, Document};
use std::io::Write as _;

/// Prints the schema of a document.
pub fn schema(args: &SchemaArgs) -> Result<Outcome, Error> {
    let schema = match Document::from_word(&args.document) {
        Some(document) => schema::schema(document)?,
        None => json::schema()?,
    };
    output::deliver(&args.output, schema.as_bytes())?;
    Ok(Outcome::Done)
}

/// Prints completions.
pub fn completions(args: &CompletionsArgs) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "readout-diff", &mut script);
    output::deliver(&args.output, &script)?;
    Ok(Outcome::Done)
}

/// Prints the manual page: that of the program, and after it those of its commands and of theirs.
pub fn man(args: &ManArgs) -> Result<Outcome, Error> {
    let mut page = Vec::new();
    let mut program = Cli::command();
    program.build();
    clap_mangen::Man::new(program.clone()).render(&mut page)?;
    manuals(&program, "", &mut page)?;
    output::deliver(&args.output, &page)?;
    Ok(Outcome::Done)
}

/// The manuals of a command's commands, each with its own examples; `above` is the names that lead to it.
fn manuals(command: &clap::Command, above: &str, page: &mut Vec<u8>) -> std::io::Result<()> {
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("{above}{}", command.get_name());
        writeln!(page, ".SH \"COMMAND {}\"", name.to_uppercase())?;
        let manual = clap_mangen::Man::new(command.clone());
        manual.render_description_section(page)?;
        manual.render_options_section(page)?;
        manual.render_extra_section(page)?;
        manuals(command, &format!("{name} "), page)?;
    }
    Ok(())
}
