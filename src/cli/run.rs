//! What is meant by what was typed, and doing it.

use super::args::{AlignArgs, AlignFormat, Cli, Command, CompareArgs, FormatArg, ReadingArgs, TableArgs};
use super::exit::Outcome;
use super::{check, claims, complain, lexicon, output, tools};
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};
use readout_diff::alignment::{AlignOptions, ladder::ladder};
use readout_diff::input::{InputOptions, Notice};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{self, Error, Options};
use readout_diff::readout::BlockKind;
use readout_diff::report::csv::CsvOptions;
use readout_diff::report::tables::{Table, Tables};
use readout_diff::report::{Format, json, text};
use readout_diff::text::language::Language;
use readout_diff::text::near::{did_you_mean, nearest};
use std::ffi::OsString;
use std::path::Path;

/// Runs the program with the arguments of a process.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let done = match cli.command {
        None => compare(&cli.compare),
        Some(Command::Claims(args)) => claims::run(&args),
        Some(Command::Align(args)) => align(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Lexicon(command)) => lexicon::run(&command),
        Some(Command::Schema(args)) => tools::schema(&args),
        Some(Command::Completions(args)) => tools::completions(&args),
        Some(Command::Man(args)) => tools::man(&args),
    };
    done.unwrap_or_else(|error| {
        complain::error(&error);
        Outcome::Trouble
    })
}

/// Help and version are no trouble; everything else that clap refuses is.
fn refuse(error: &clap::Error) -> Outcome {
    let wanted = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    match error.print() {
        Ok(()) if wanted => Outcome::Done,
        Err(cause) if wanted && cause.kind() == std::io::ErrorKind::BrokenPipe => Outcome::Done,
        _ => Outcome::Trouble,
    }
}

/// The lexicon that is meant.
pub fn lexicon_of(topics: Option<&str>) -> Result<&'static Lexicon, Error> {
    match topics {
        // One a process, for as long as the process runs.
        Some(path) => Ok(Box::leak(Box::new(pipeline::lexicon_with(path)?))),
        None => Ok(Lexicon::default_lexicon()),
    }
}

/// How inputs are read.
pub fn reading(args: &ReadingArgs) -> Result<InputOptions, Error> {
    let language = match &args.language {
        Some(tag) => match Language::from_tag(tag) {
            Language::Unknown => {
                let hint = "use en, zh-Hans, zh-Hant or ja";
                return Err(Error::Usage(format!("`{tag}` is no language with a lexicon"), hint.into()));
            }
            language => Some(language),
        },
        None => None,
    };
    Ok(InputOptions { encoding: args.encoding.clone(), language, plain: false })
}

/// The index of a topic, or an error that names the nearest.
pub fn topic(lexicon: &Lexicon, id: &str) -> Result<usize, Error> {
    lexicon.topic(id).ok_or_else(|| {
        let known: Vec<&str> = lexicon.topics.iter().map(|topic| topic.id.as_str()).collect();
        let advice = did_you_mean(id, &known);
        Error::Usage(format!("`{id}` is no topic"), format!("{advice}`readout-diff lexicon list` lists all"))
    })
}

/// Whether a format is one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flat {
    /// It is not.
    No,
    /// A row a line, as JSON.
    Lines,
    /// As CSV.
    Csv,
}

/// The table and CSV options that are meant; `default` is the table where none is named.
pub fn table(args: &TableArgs, flat: Flat, default: Table) -> Result<(Table, CsvOptions), Error> {
    if args.table.is_some() && flat == Flat::No {
        let hint = "add --format ndjson or --format csv; json always has every table";
        return Err(Error::Usage("--table picks a table of ndjson and csv".into(), hint.into()));
    }
    if (args.bom || args.no_escape) && flat != Flat::Csv {
        return Err(Error::Usage("--bom and --no-escape are for CSV".into(), "add --format csv".into()));
    }
    let options = CsvOptions { bom: args.bom, guard: !args.no_escape, header: true };
    Ok((args.table.unwrap_or(default), options))
}

/// Prints notices, unless they are not wanted.
pub fn tell(notices: &[Notice], args: &ReadingArgs) {
    if !args.quiet {
        notices.iter().for_each(complain::notice);
    }
}

/// Fails when what was typed first is no file but nearly a command (`clams a.txt`).
fn no_command(files: &[String]) -> Result<(), Error> {
    let program = Cli::command();
    let commands: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    match files.first().filter(|first| !first.contains(['.', '/', '\\']) && !Path::new(first).exists()) {
        Some(first) if let Some(near) = nearest(first, &commands) => {
            let hint =
                format!("did you mean `readout-diff {near}`? `readout-diff --help` lists the commands");
            Err(Error::Usage(format!("`{first}` is no file and no command"), hint))
        }
        _ => Ok(()),
    }
}

fn compare(args: &CompareArgs) -> Result<Outcome, Error> {
    no_command(&args.files)?;
    let flat = match args.format {
        FormatArg::Ndjson => Flat::Lines,
        FormatArg::Csv => Flat::Csv,
        _ => Flat::No,
    };
    let (table, csv) = table(&args.table, flat, Table::Coverage)?;
    let pages = [FormatArg::Text, FormatArg::Markdown];
    if !pages.contains(&args.format) && (args.only.is_some() || args.explain.is_some()) {
        let hint = "leave out --format; other pages are whole, and --table picks a table of ndjson and csv";
        return Err(Error::Usage("--only and --explain are for text and markdown".into(), hint.into()));
    }
    let input = reading(&args.reading)?;
    let lexicon = lexicon_of(args.reading.topics.as_deref())?;
    let explain = args.explain.as_deref().map(|id| topic(lexicon, id)).transpose()?;
    let format = match args.format {
        FormatArg::Text => Format::Text(text::TextOptions {
            only: args.only,
            hints: !args.reading.quiet,
            ..output::layout(&args.layout, &args.output)
        }),
        FormatArg::Markdown => Format::Markdown(args.only),
        FormatArg::Newsletter => Format::Newsletter,
        FormatArg::Html => Format::Html,
        FormatArg::Svg => Format::Svg,
        FormatArg::Json => Format::Json,
        FormatArg::Ndjson => Format::Ndjson(table),
        FormatArg::Csv => Format::Csv(table, csv),
    };
    let align = AlignOptions { mode: args.mode.meant(), ..AlignOptions::default() };
    let progress = complain::progress(&args.reading);
    let options = Options { input, align, explain, strict: args.reading.strict, lines: false, progress };
    let mut notices = Vec::new();
    let done = pipeline::run(&args.files, &options, format, lexicon, &mut notices);
    complain::progress_done(options.progress);
    let (comparison, page) = done?;
    tell(&notices, &args.reading);
    output::deliver(&args.output, &page)?;
    Ok(if args.exit_code && comparison.differs() { Outcome::Found } else { Outcome::Done })
}

fn align(args: &AlignArgs) -> Result<Outcome, Error> {
    if args.why && args.format != AlignFormat::Text {
        let hint = "leave out --why: json always has the parts of each score, a ladder has no scores";
        return Err(Error::Usage("--why is for text".into(), hint.into()));
    }
    let input = InputOptions { plain: args.lines, ..reading(&args.reading)? };
    let lexicon = lexicon_of(args.reading.topics.as_deref())?;
    let align = AlignOptions { mode: args.mode.meant(), ..AlignOptions::default() };
    let options =
        Options { input, align, strict: args.reading.strict, lines: args.lines, ..Options::default() };
    let mut notices = Vec::new();
    let paths = [args.a.clone(), args.b.clone()];
    let comparison = pipeline::align(&paths, &options, lexicon, &mut notices)?;
    tell(&notices, &args.reading);
    let mut page = Vec::new();
    match args.format {
        AlignFormat::Text => {
            let layout = output::layout(&args.layout, &args.output);
            text::write_alignment(&comparison.sources, &comparison.alignment, args.why, layout, &mut page)?;
        }
        AlignFormat::Json => {
            json::write(&Tables::of(&comparison, lexicon), &Table::OF_ALIGNMENT, lexicon, &mut page)?;
        }
        AlignFormat::Ladder => page = rungs(&comparison),
    }
    output::deliver(&args.output, &page)?;
    Ok(Outcome::Done)
}

/// The ladder with the first argument first, whatever the labels.
fn rungs(comparison: &readout_diff::comparison::Comparison) -> Vec<u8> {
    let Some(pair) = comparison.alignment.pairs.first() else { return Vec::new() };
    let units = |source: usize| comparison.sources.get(source).map_or(0, |claims| claims.readout.units.len());
    let blank = |source: usize, unit: usize| {
        let unit = comparison.sources.get(source).and_then(|claims| claims.readout.units.get(unit));
        unit.is_none_or(|unit| unit.kind == BlockKind::Furniture && unit.span.is_empty())
    };
    let swapped = comparison.columns().first() == Some(&pair.b);
    let pair = if swapped { turned(pair) } else { pair.clone() };
    ladder(&pair, (units(pair.a), units(pair.b)), blank).into_bytes()
}

fn turned(pair: &readout_diff::alignment::Pair) -> readout_diff::alignment::Pair {
    let mut turned = pair.clone();
    std::mem::swap(&mut turned.a, &mut turned.b);
    for link in &mut turned.links {
        std::mem::swap(&mut link.a, &mut link.b);
        std::mem::swap(&mut link.a_units, &mut link.b_units);
    }
    turned
}
