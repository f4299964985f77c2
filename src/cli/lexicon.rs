//! `lexicon`: what the tool knows, and why a text hits.

use super::args::{LexiconCommand, OutputArgs};
use super::exit::Outcome;
use super::output;
use super::run::{lexicon_of, reading, tell, topic};
use readout_diff::comparison;
use readout_diff::lexicon::entry::{Term, Topic};
use readout_diff::lexicon::{LANGUAGES, Lexicon, lint};
use readout_diff::pipeline::{self, Error, Options};
use readout_diff::report::text;
use readout_diff::report::view::View;
use std::fmt::Write as _;

/// Does what a lexicon command asks.
pub fn run(command: &LexiconCommand) -> Result<Outcome, Error> {
    match command {
        LexiconCommand::List(args) => {
            let lexicon = lexicon_of(args.topics.as_deref())?;
            print(&args.output, &list(lexicon))
        }
        LexiconCommand::Show { topic: id, args } => {
            let lexicon = lexicon_of(args.topics.as_deref())?;
            let index = topic(lexicon, id)?;
            let shown = lexicon.topic_entries.get(index).map(show).unwrap_or_default();
            print(&args.output, &shown)
        }
        LexiconCommand::Dump(args) => {
            let lexicon = lexicon_of(args.topics.as_deref())?;
            let yaml = serde_yaml::to_string(&*lexicon.topic_entries)
                .map_err(|e| Error::Write(std::io::Error::other(e)))?;
            print(&args.output, &yaml)
        }
        LexiconCommand::Explain { topic: id, file, reading: args, layout, output } => {
            let lexicon = lexicon_of(args.topics.as_deref())?;
            let index = topic(lexicon, id)?;
            let options = Options { input: reading(args)?, strict: args.strict, ..Options::default() };
            let mut notices = Vec::new();
            let claims = pipeline::claims_of(file, &options, lexicon, &mut notices)?;
            pipeline::strictly(&options, &notices)?;
            tell(&notices, args);
            let alone =
                comparison::compare(vec![claims], vec![0], Default::default(), lexicon, &mut Vec::new());
            let mut shown = Vec::new();
            text::write_explanation(
                &View::of(&alone, lexicon, Some(index)),
                output::layout(layout, output),
                &mut shown,
            )?;
            output::deliver(output, &shown)?;
            Ok(Outcome::Done)
        }
        LexiconCommand::Lint { file, output } => lint(file.as_deref(), output),
    }
}

fn print(output: &OutputArgs, text: &str) -> Result<Outcome, Error> {
    output::deliver(output, text.as_bytes())?;
    Ok(Outcome::Done)
}

fn list(lexicon: &Lexicon) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{:<18} {:<4} {:>4} {:>4} {:>4}  name", "topic", "core", "en", "zh", "ja");
    for topic in lexicon.topic_entries.iter() {
        let count = |primary| topic.terms.get(primary).map_or(0, Vec::len);
        let core = if topic.core { "core" } else { "" };
        let (en, zh, ja) = (count("en"), count("zh"), count("ja"));
        let _ = writeln!(text, "{:<18} {core:<4} {en:>4} {zh:>4} {ja:>4}  {}", topic.id, topic.label.en);
    }
    let hash: String = lexicon.sha256.chars().take(12).collect();
    let _ = writeln!(text, "\nlexicon {} {} (sha256 {hash}…)", lexicon.name, lexicon.version);
    text
}

fn show(topic: &Topic) -> String {
    let mut text = format!("{}: {}{}\n", topic.id, topic.label.en, if topic.core { " (core)" } else { "" });
    for primary in LANGUAGES {
        let terms = topic.terms.get(primary).map(Vec::as_slice).unwrap_or_default();
        if terms.is_empty() {
            continue;
        }
        let plural = if terms.len() == 1 { "" } else { "s" };
        let _ = writeln!(text, "\n{primary}: {} term{plural}", terms.len());
        terms.iter().for_each(|term| {
            let _ = writeln!(text, "  {}", written(term));
        });
        let blocks = topic.block.get(primary).map(|list| serde_yaml::to_string(list).unwrap_or_default());
        for line in blocks.unwrap_or_default().lines().filter(|line| *line != "[]") {
            let _ = writeln!(text, "  not: {}", line.trim_start_matches("- "));
        }
    }
    text
}

/// A term with its conditions.
fn written(term: &Term) -> String {
    let mut text = term.form().to_string();
    if let Some(guards) = term.guards() {
        for (word, forms) in
            [("near", &guards.near), ("not near", &guards.not_near), ("no party", &guards.not_party)]
        {
            if !forms.is_empty() {
                let _ = write!(text, "  [{word}: {}]", forms.join(", "));
            }
        }
        if guards.case {
            text.push_str("  [this case only]");
        }
    }
    text
}

/// Checks a topics file and prints what is wrong with it.
fn lint(file: Option<&str>, output: &OutputArgs) -> Result<Outcome, Error> {
    let lexicon = lexicon_of(file)?;
    let findings = lint::lint(lexicon);
    let mut text: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
    if findings.is_empty() {
        let _ = writeln!(text, "{}: {} topics, nothing to report", lexicon.name, lexicon.topics.len());
    }
    output::deliver(output, text.as_bytes())?;
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::Found })
}
