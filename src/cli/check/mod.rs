//! `check`: which policy, which files, which form; the rest is the library's.

mod args;
mod changed;

pub use args::CheckArgs;

use super::exit::Outcome;
use super::run::{lexicon_of, reading, tell};
use super::{complain, output};
use args::{CheckFormat, FailOn};
use readout_diff::check::accept::Baseline;
use readout_diff::check::policy::node::File;
use readout_diff::check::policy::{self, NAME, Policy, START, Severity};
use readout_diff::check::print::{self, Format, summary};
use readout_diff::check::rules::RuleName;
use readout_diff::check::texts::scope::{Scope, policy_of};
use readout_diff::check::{self, Report, explain};
use readout_diff::input::InputError;
use readout_diff::input::folder::absolute;
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{self, Error, Options};
use readout_diff::report::style::count;
use readout_diff::report::text::TextOptions;
use readout_diff::text::near::did_you_mean;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Does what a check command asks.
pub fn run(args: &CheckArgs) -> Result<Outcome, Error> {
    if let Some(rule) = &args.explain_rule {
        return explain(rule, args);
    }
    if args.init {
        return init(args);
    }
    let here = std::env::current_dir().map_err(|e| Error::Input(InputError::io(".", &e)))?;
    let job = Job::new(args, here)?;
    let done = job.run();
    complain::progress_done(job.options.progress);
    let report = match done {
        Ok(report) => report,
        Err(errors) => {
            errors.iter().for_each(complain::error);
            return Ok(Outcome::Trouble);
        }
    };
    pipeline::strictly(&job.options, &report.notices)?;
    tell(&report.notices, &args.reading);
    match &args.write_baseline {
        Some(path) => write_baseline(path, &report),
        None => deliver(args, &report),
    }
}

/// All that is meant by a command line.
struct Job<'a> {
    args: &'a CheckArgs,
    options: Options,
    scope: Scope,
    files: Vec<String>,
    policy: Policy,
    baseline: Option<Baseline>,
    lexicon: &'static Lexicon,
}

impl<'a> Job<'a> {
    fn new(args: &'a CheckArgs, here: PathBuf) -> Result<Job<'a>, Error> {
        if args.paths.iter().any(|path| path == "-") {
            let hint = "save the text to a file, beside the texts it is held against";
            return Err(Error::Usage("check does not read standard input".into(), hint.into()));
        }
        let options = Options {
            input: reading(&args.reading)?,
            strict: args.reading.strict,
            progress: complain::progress(&args.reading),
            ..Options::default()
        };
        let config = config(args, &here)?;
        let mut scope = Scope::new(&here, config.as_deref(), &args.paths);
        let mut files = scope.files()?;
        let (path, text) = source(config.as_deref(), &scope)?;
        let lexicon = lexicon(args, &path, &text, &scope)?;
        let mut policy = policy::read::policy(&path, &text, lexicon)?;
        policy.fail_on = fail_on(args, policy.fail_on);
        report_on(args, config.as_deref(), &policy, &mut scope, &mut files)?;
        let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
        Ok(Job { args, options, scope, files, policy, baseline, lexicon })
    }

    fn run(&self) -> Result<Report, Vec<Error>> {
        let policy = self.policy.clone();
        let report = check::run(
            policy,
            &self.scope,
            &self.files,
            self.baseline.as_ref(),
            &self.options,
            self.lexicon,
        )?;
        if self.args.write_baseline.is_some() && report.texts.0 < report.texts.1 {
            let hint = "leave out --since and the list of files; a baseline is about all texts";
            return Err(vec![Error::Usage("only some of the texts are checked".into(), hint.into())]);
        }
        Ok(report)
    }
}

/// Says which texts are reported, by the paths and the revision of the command line.
fn report_on(
    args: &CheckArgs,
    config: Option<&Path>,
    policy: &Policy,
    scope: &mut Scope,
    files: &mut Vec<String>,
) -> Result<(), Error> {
    let own = own(args, config, policy, scope);
    let is_own = |path: &String| own.contains(&absolute(&scope.here, Path::new(path)));
    let whole = args.paths.is_empty() || config.is_some() && args.paths.iter().any(is_own);
    if !whole {
        scope.only(&args.paths, files)?;
    }
    if config.is_none() {
        // Without a policy there is no folder whose other texts would be meant.
        files.retain(|file| scope.reported.as_ref().is_none_or(|only| only.contains(file)));
    }
    if let Some(revision) = &args.since {
        // Of a file that is gone, only the policy tells whether it was a readout, or only recorded.
        let concerns = |file: &str| policy.takes(file) || policy.sums().next().is_some();
        if let Some(only) = changed::since(revision, &scope.root, &own, concerns)? {
            scope.narrow(only);
        }
    }
    Ok(())
}

/// The files by which what is found anywhere may change: the policy, its topics, its sums, the baseline.
fn own(args: &CheckArgs, config: Option<&Path>, policy: &Policy, scope: &Scope) -> Vec<PathBuf> {
    let typed = [args.reading.topics.as_deref(), args.baseline.as_deref()].into_iter().flatten();
    let typed = typed.map(|path| absolute(&scope.here, Path::new(path)));
    let named = policy.lexicon.as_deref().into_iter().chain(policy.sums()).map(|path| scope.at(path));
    typed.chain(named).chain(config.map(|config| absolute(&scope.here, config))).collect()
}

/// From which level on the run fails: the command line's, else the policy's.
fn fail_on(args: &CheckArgs, policy: Option<Severity>) -> Option<Severity> {
    match args.fail_on {
        None => policy,
        Some(FailOn::Never) => None,
        Some(FailOn::Note) => Some(Severity::Note),
        Some(FailOn::Warning) => Some(Severity::Warning),
        Some(FailOn::Error) => Some(Severity::Error),
    }
}

/// The policy file that is meant; none for what is built in.
fn config(args: &CheckArgs, here: &Path) -> Result<Option<PathBuf>, Error> {
    if let Some(config) = &args.config {
        return match here.join(config).is_file() {
            true => Ok(Some(here.join(config))),
            false => Err(InputError::new(config, "no such file").hint("`check --init` writes one").into()),
        };
    }
    let found = if args.no_config { None } else { policy_of(here, &args.paths)? };
    if found.is_none() && args.paths.is_empty() {
        let hint = "`readout-diff check --init` writes one; or name the readouts, as in `readout-diff check readouts/`, \
                    to hold them against what is built in";
        return Err(Error::Usage(format!("there is no {NAME} here or in a folder above"), hint.into()));
    }
    Ok(found)
}

/// The policy's path, as output names it, and its text.
fn source(config: Option<&Path>, scope: &Scope) -> Result<(String, String), Error> {
    let Some(config) = config else { return Ok((format!("the built-in {NAME}"), START.into())) };
    let name = config.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = scope.shown(&name);
    let bytes = fs::read(config).map_err(|e| InputError::io(&path, &e))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| InputError::new(&path, "is not UTF-8 text").hint("save it as UTF-8"))?;
    Ok((path, text))
}

/// The lexicon of the command line, else of the policy, else our own.
fn lexicon(args: &CheckArgs, path: &str, text: &str, scope: &Scope) -> Result<&'static Lexicon, Error> {
    if let Some(topics) = &args.reading.topics {
        return lexicon_of(Some(topics));
    }
    let Some(named) = policy::read::lexicon_of(path, text)? else { return lexicon_of(None) };
    match scope.root.join(&named.value).is_file() {
        true => lexicon_of(Some(&scope.shown(&named.value))),
        false => {
            let error = File { path, text }.error(named.at, format!("`{}` is no file", named.value));
            Err(error.hint("the path is relative to the folder of this file").into())
        }
    }
}

fn deliver(args: &CheckArgs, report: &Report) -> Result<Outcome, Error> {
    let format = match args.format {
        CheckFormat::Text => {
            let TextOptions { color, width, .. } = output::layout(&args.layout, &args.output);
            Format::Text { color, width }
        }
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
        CheckFormat::Junit => Format::Junit,
    };
    let mut page = Vec::new();
    print::write(report, format, &mut page)?;
    if args.format == CheckFormat::Github {
        summarize(report)?;
    }
    output::deliver(&args.output, &page)?;
    Ok(if report.failed() { Outcome::Found } else { Outcome::Done })
}

/// Adds the table to the summary of the job, where GitHub Actions names a file for it.
fn summarize(report: &Report) -> Result<(), Error> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let file = fs::OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(summary::markdown_table(report).as_bytes()));
    written.map_err(|error| {
        let path = path.to_string_lossy();
        let error = InputError::new(&path, "the job summary cannot be written").cause(error.to_string());
        error.hint("GITHUB_STEP_SUMMARY names the file; unset it to go without").into()
    })
}

fn write_baseline(path: &str, report: &Report) -> Result<Outcome, Error> {
    let baseline = Baseline::of(&report.rows);
    output::to_path(path, baseline.json().as_bytes())?;
    complain::plain(&format!("wrote {} to {path}", count(baseline.findings.len(), "finding")));
    Ok(Outcome::Done)
}

fn explain(rule: &str, args: &CheckArgs) -> Result<Outcome, Error> {
    let names = RuleName::ALL.map(RuleName::word);
    let Some(name) = RuleName::from_word(rule) else {
        let hint = format!("{}the rules are {}", did_you_mean(rule, &names), names.join(", "));
        return Err(Error::Usage(format!("`{rule}` is no rule"), hint));
    };
    output::deliver(&args.output, explain::rule(name).as_bytes())?;
    Ok(Outcome::Done)
}

/// Writes the starting file, unless there is one.
fn init(args: &CheckArgs) -> Result<Outcome, Error> {
    let folder = match args.paths.as_slice() {
        [] => Path::new("."),
        [folder] if Path::new(folder).is_dir() => Path::new(folder),
        _ => {
            return Err(Error::Usage(
                "--init takes one folder, or none for this one".into(),
                "as in `readout-diff check --init readouts`".into(),
            ));
        }
    };
    let path = folder.join(NAME);
    let shown = path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned();
    let written = fs::File::create_new(&path).and_then(|mut file| file.write_all(START.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            InputError::new(&shown, "is there already").hint("edit it, or move it away first")
        }
        _ => InputError::new(&shown, "cannot be written").cause(error.to_string()),
    })?;
    complain::plain(&format!("wrote {shown}; now `readout-diff check`"));
    Ok(Outcome::Done)
}
