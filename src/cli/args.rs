//! The command line as typed.

use super::check::CheckArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use readout_diff::alignment::Mode;
use readout_diff::report::schema::Document;
use readout_diff::report::tables::Table;
use readout_diff::report::view::Section;

const ABOUT: &str = "Compare what two governments say they said: the topics each readout mentions and does not \
                     mention, with the words that show it.";

const EXAMPLES: &str = "\
Examples:
  readout-diff china.txt us.txt
      the page: topics, points in common, who is quoted as saying what
  readout-diff china.txt us.txt --only ledger
      what one text says the other side said, and what that side's text has of it
  readout-diff china.txt us.txt --explain soybeans
      the terms that stand behind \"not mentioned\"
  readout-diff china.txt us.txt japan.txt --format csv --table coverage
      topics by sources, for a spreadsheet
  readout-diff china.txt us.txt --format html --output page.html
      one file for a browser: the texts side by side, each row with its evidence
  readout-diff china.txt us.txt --format newsletter
      five plain lines and how they were found
  readout-diff china.txt us.txt --format json | jq '.ledger'
      everything, for a program

Front matter (side, language, date, kind …) makes the result better; see `readout-diff claims FILE` for what is detected without.
Exit status: 0 done; 1 with --exit-code when the texts differ; 2 trouble.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "readout-diff", version, about = ABOUT, after_help = EXAMPLES)]
#[command(
    args_conflicts_with_subcommands = true,
    override_usage = "readout-diff [OPTIONS] A B [C …]\n       readout-diff <COMMAND>"
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub compare: CompareArgs,
}

/// The commands beside comparing.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the claims of texts: voice, act, topics, numbers, quotes
    Claims(ClaimsArgs),
    /// List which sentences of two texts say the same
    Align(AlignArgs),
    /// Hold readouts against what is expected of them, for CI
    Check(CheckArgs),
    /// Show what the tool knows, and why a text hits
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Print the JSON Schema of the documents
    Schema(SchemaArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// Comparing, which needs no command.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The readouts, two or more; `-` is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    #[command(flatten)]
    pub table: TableArgs,
    /// Print only this section of the page (text, markdown)
    #[arg(long, value_name = "SECTION", value_parser = sections())]
    pub only: Option<Section>,
    /// Add what was searched for on this topic, and what hit (text, markdown; html has it of every topic)
    #[arg(long, value_name = "TOPIC")]
    pub explain: Option<String>,
    #[command(flatten)]
    pub mode: ModeArg,
    /// Exit with 1 when a topic is mentioned by one source and not by another, something is not carried, or numbers clash
    #[arg(long)]
    pub exit_code: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub layout: LayoutArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `claims`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  readout-diff claims china.txt\n  readout-diff claims readouts/ --format ndjson > claims.ndjson\n  readout-diff claims readouts/ --format csv --table coverage -o coverage.csv\n\nGoes on past a file that cannot be read, says so, and ends with status 2."
)]
pub struct ClaimsArgs {
    /// Texts, or folders of .txt and .md files; `-` is standard input
    #[arg(value_name = "FILE|DIR", required = true)]
    pub paths: Vec<String>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub layout: LayoutArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `align`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  readout-diff align china.txt us.txt --why\n  readout-diff align original.txt translation.txt --lines --format ladder"
)]
pub struct AlignArgs {
    /// The first text; its sentences come first in a ladder
    #[arg(value_name = "A")]
    pub a: String,
    /// The second text
    #[arg(value_name = "B")]
    pub b: String,
    /// Form of the result; a ladder has one line a bead, 1-based and comma-separated: a, a tab, b
    #[arg(long, value_enum, default_value_t = AlignFormat::Text)]
    pub format: AlignFormat,
    /// Show the parts of each score
    #[arg(long)]
    pub why: bool,
    /// Take each line as one sentence; a blank line ends a paragraph
    #[arg(long)]
    pub lines: bool,
    #[command(flatten)]
    pub mode: ModeArg,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub layout: LayoutArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `lexicon`
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// List the topics with the number of their terms
    List(LexiconArgs),
    /// Show the terms of a topic
    #[command(after_help = "Example:\n  readout-diff lexicon show soybeans")]
    Show {
        /// The topic's id, as `lexicon list` gives it
        topic: String,
        #[command(flatten)]
        args: LexiconArgs,
    },
    /// Show why a text hits a topic or does not: every hit with the words around it, near misses, all terms
    #[command(after_help = "Example:\n  readout-diff lexicon explain soybeans us.txt")]
    Explain {
        /// The topic's id
        topic: String,
        /// The text
        file: String,
        #[command(flatten)]
        reading: ReadingArgs,
        #[command(flatten)]
        layout: LayoutArgs,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Check a topics file: its form, the sentences that must hit and miss, terms that never match
    #[command(
        after_help = "Example:\n  readout-diff lexicon lint mine.yaml\n\nEnds with 1 when there is something to mend."
    )]
    Lint {
        /// A file for --topics; without one, the topics in the program
        #[arg(value_name = "FILE")]
        file: Option<String>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Print all topics as YAML, ready to be changed and given to --topics
    #[command(after_help = "Example:\n  readout-diff lexicon dump > topics.yaml")]
    Dump(LexiconArgs),
}

/// `schema`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  readout-diff schema > comparison.schema.json\n  readout-diff schema claims\n\nA line of NDJSON is a row; its schema is under \"$defs\"."
)]
pub struct SchemaArgs {
    /// Which command's JSON: comparison (readout-diff A B), claims, alignment (align) or check
    #[arg(value_name = "DOCUMENT", value_parser = documents(), default_value = "comparison")]
    pub document: String,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `completions`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  readout-diff completions bash > ~/.local/share/bash-completion/completions/readout-diff\n  readout-diff completions fish > ~/.config/fish/completions/readout-diff.fish"
)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `man`
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  readout-diff man > readout-diff.1\n  readout-diff man | man -l -")]
pub struct ManArgs {
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What listings of the lexicon take.
#[derive(Debug, Args)]
pub struct LexiconArgs {
    /// Add the topics of this file, or replace those with the same id
    #[arg(long, value_name = "FILE")]
    pub topics: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// A page for a terminal
    Text,
    /// All tables in one document
    Json,
    /// One table, a row a line
    Ndjson,
    /// One table for a spreadsheet
    Csv,
    /// A page for notes, issues and wikis
    Markdown,
    /// A page for a browser in one file, with all evidence
    Html,
    /// Five plain lines and a method line
    Newsletter,
    /// The topics as a picture
    Svg,
}

/// Forms of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A list for people
    Text,
    /// All tables in one document
    Json,
    /// One table, a row a line
    Ndjson,
    /// One table for a spreadsheet
    Csv,
}

/// Forms of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AlignFormat {
    /// Sentences under each other
    Text,
    /// Sources, units, links and gaps in one document
    Json,
    /// Indices only
    Ladder,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless NO_COLOR is set; or when CLICOLOR_FORCE is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which table, and how CSV is written.
#[derive(Debug, Args)]
pub struct TableArgs {
    /// The table that ndjson and csv print; when left out, coverage (of `readout-diff claims`: claims)
    #[arg(long, value_name = "NAME", value_parser = tables())]
    pub table: Option<Table>,
    /// Begin CSV with a byte order mark, for Excel
    #[arg(long)]
    pub bom: bool,
    /// Leave CSV cells as they are that a spreadsheet would take for formulas
    #[arg(long)]
    pub no_escape: bool,
}

/// How two texts are related.
#[derive(Debug, Args)]
pub struct ModeArg {
    /// How the texts are related: auto (default), parallel (a translation), rendition (a free one), independent
    #[arg(long, value_name = "MODE", value_parser = modes(), hide_possible_values = true)]
    pub mode: Option<String>,
}

impl ModeArg {
    /// The mode that is meant; none to detect it.
    pub fn meant(&self) -> Option<Mode> {
        self.mode.as_deref().and_then(Mode::from_word)
    }
}

/// How texts are read.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// Add the topics of this file, or replace those with the same id
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub topics: Option<String>,
    /// Encoding of inputs that don't say: utf-8, gbk, big5, shift_jis …
    #[arg(long, value_name = "LABEL", help_heading = "Reading")]
    pub encoding: Option<String>,
    /// Language of inputs whose front matter has none: en, zh-Hans, zh-Hant, ja
    #[arg(long, value_name = "TAG", help_heading = "Reading")]
    pub language: Option<String>,
    /// Take notices for errors
    #[arg(long, help_heading = "Reading")]
    pub strict: bool,
    /// No notices and no progress on standard error, no hints at the end of the page
    #[arg(long, short, help_heading = "Reading")]
    pub quiet: bool,
}

/// Where the result is printed.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Write to this file instead of standard output; it is never left half-written
    #[arg(long, short, value_name = "FILE", help_heading = "Printing")]
    pub output: Option<String>,
}

/// How a page for people is printed.
#[derive(Debug, Args)]
pub struct LayoutArgs {
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorArg::Auto, help_heading = "Printing")]
    pub color: ColorArg,
    /// Columns of the page; the terminal's, or 80
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000), help_heading = "Printing")]
    pub width: Option<u16>,
}

fn tables() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::word))
        .try_map(|word| Table::from_word(&word).ok_or("no table"))
}

fn sections() -> impl TypedValueParser<Value = Section> {
    PossibleValuesParser::new(Section::ALL.map(Section::word))
        .try_map(|word| Section::from_word(&word).ok_or("no section"))
}

fn documents() -> PossibleValuesParser {
    PossibleValuesParser::new(Document::ALL.map(Document::word).into_iter().chain(["check"]))
}

fn modes() -> PossibleValuesParser {
    PossibleValuesParser::new(["auto", "parallel", "rendition", "independent"])
}
