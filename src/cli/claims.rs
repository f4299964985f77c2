//! `claims`: many texts on all cores, told in their order, going on past a bad one.

use super::args::{ClaimsArgs, ListFormat};
use super::exit::Outcome;
use super::run::{Flat, lexicon_of, reading, table, tell};
use super::{complain, output};
use readout_diff::claims::Claims;
use readout_diff::cores;
use readout_diff::input::{self, InputError, Notice, Source, folder};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{self, Error, Options};
use readout_diff::report::csv::{self, CsvOptions};
use readout_diff::report::tables::{Table, Tables};
use readout_diff::report::text::{self, TextOptions};
use readout_diff::report::{json, ndjson};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Lists the claims of all texts.
pub fn run(args: &ClaimsArgs) -> Result<Outcome, Error> {
    let flat = match args.format {
        ListFormat::Text | ListFormat::Json => Flat::No,
        ListFormat::Ndjson => Flat::Lines,
        ListFormat::Csv => Flat::Csv,
    };
    let (table, csv) = table(&args.table, flat, Table::Claims)?;
    if !Table::OF_TEXTS.contains(&table) {
        let what = format!("`{}` is a table of comparisons", table.word());
        return Err(Error::Usage(what, "claims has sources, units, claims, mentions and coverage".into()));
    }
    pipeline::once_from_standard_input(&args.paths)?;
    let options = Options {
        input: reading(&args.reading)?,
        strict: args.reading.strict,
        // What is listed on a terminal shows by itself how far it is.
        progress: complain::progress(&args.reading).filter(|_| output::to_file(&args.output).is_some()),
        ..Options::default()
    };
    let lexicon = lexicon_of(args.reading.topics.as_deref())?;
    let renderer = Renderer { args, table, csv, layout: output::layout(&args.layout, &args.output), lexicon };
    let mut texts =
        Texts { args, options: &options, lexicon, stdin: OnceLock::new(), failed: false, read: 0 };
    let mut printer = Printer::new(&renderer);
    texts.each(&renderer, |part| printer.print(part))?;
    complain::progress_done(options.progress);
    printer.finish(texts.read)?;
    Ok(if texts.failed { Outcome::Trouble } else { Outcome::Done })
}

/// Reads texts twice: first for their labels, of which equal ones are numbered, then for their claims. Both on all
/// cores, and what is said and printed comes in the texts' order.
struct Texts<'a> {
    args: &'a ClaimsArgs,
    options: &'a Options,
    lexicon: &'a Lexicon,
    /// Standard input, which cannot be read twice.
    stdin: OnceLock<Vec<u8>>,
    failed: bool,
    read: usize,
}

/// A text to be claimed: its path, its label, its number from 1.
struct Labelled {
    path: String,
    label: String,
    order: usize,
    /// The text, with what there was to say about it, if it was kept when it was labelled.
    kept: Mutex<Option<(Source, Vec<Notice>)>>,
}

/// So many bytes of text are kept when they are labelled; what is beyond is read again when its turn comes.
const KEPT: usize = 8_000_000;

impl Texts<'_> {
    fn each(
        &mut self,
        renderer: &Renderer<'_>,
        mut print: impl FnMut(Part) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let labelled = self.labels();
        let (mut failed, mut read, mut told) = (false, 0, 0);
        let done = cores::in_order(
            &labelled,
            cores::count(),
            |text| {
                let mut notices = Vec::new();
                let part = self.part(text, renderer, &mut notices);
                (notices, part)
            },
            |(notices, part)| {
                self.options.tell("reading", told, labelled.len());
                told += 1;
                let shown = self.options.progress.filter(|_| part.is_err() || !notices.is_empty());
                complain::progress_done(shown);
                match part {
                    Ok(part) => {
                        tell(&notices, &self.args.reading);
                        read += 1;
                        print(part)
                    }
                    Err(error) => {
                        complain::error(&error);
                        failed = true;
                        Ok(())
                    }
                }
            },
        );
        self.failed |= failed;
        self.read += read;
        done
    }

    /// A text read, claimed and rendered.
    fn part(
        &self,
        text: &Labelled,
        renderer: &Renderer<'_>,
        notices: &mut Vec<Notice>,
    ) -> Result<Part, Error> {
        let kept = text.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut source = match kept {
            Some((source, told)) => {
                notices.extend(told);
                source
            }
            None => self.source(&text.path, notices)?,
        };
        pipeline::strictly(self.options, notices)?;
        source.label.clone_from(&text.label);
        renderer.render(&pipeline::extract(source, self.options, self.lexicon), text.order)
    }

    fn source(&self, path: &str, notices: &mut Vec<Notice>) -> Result<Source, InputError> {
        if path != "-" {
            return input::read(path, &self.options.input, self.lexicon, notices);
        }
        let bytes = match self.stdin.get() {
            Some(bytes) => bytes,
            None => {
                let bytes = input::decode::slurp(path)?;
                self.stdin.get_or_init(|| bytes)
            }
        };
        input::read_bytes(path, bytes, &self.options.input, self.lexicon, notices)
    }

    /// The files that the arguments name, each once.
    fn paths(&self) -> Vec<Result<String, InputError>> {
        let mut paths: Vec<Result<String, InputError>> = Vec::new();
        let here = std::env::current_dir().unwrap_or_default();
        let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
        for argument in &self.args.paths {
            match folder::expand(argument) {
                Ok(found) => {
                    // However it is written, a file is read once.
                    let is_new = |path: &String| seen.insert(folder::absolute(&here, Path::new(path)));
                    paths.extend(found.into_iter().filter(is_new).map(Ok));
                }
                Err(error) => paths.push(Err(error)),
            }
        }
        paths
    }

    /// Every path that can be read, with its label; complains of the others.
    fn labels(&mut self) -> Vec<Labelled> {
        let mut sources: Vec<Source> = Vec::new();
        let mut told: Vec<Option<Vec<Notice>>> = Vec::new();
        let mut failed = false;
        let mut room = KEPT;
        let paths: Vec<Mutex<Option<Result<String, InputError>>>> =
            self.paths().into_iter().map(|path| Mutex::new(Some(path))).collect();
        let Ok(()) = cores::in_order(
            &paths,
            cores::count(),
            |path| {
                let path = path.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                let mut notices = Vec::new();
                let source = path.and_then(|path| self.source(&path, &mut notices));
                Some(source.map(|source| (source, notices)))
            },
            |source| {
                match source {
                    Some(Ok((mut source, notices))) => {
                        let fits = source.text.len() <= room;
                        room -= if fits { source.text.len() } else { 0 };
                        if !fits {
                            source.text = String::new();
                        }
                        told.push(fits.then_some(notices));
                        sources.push(source);
                    }
                    Some(Err(error)) => {
                        complain::error(&Error::Input(error));
                        failed = true;
                    }
                    None => {}
                }
                Ok::<(), Infallible>(())
            },
        );
        self.failed |= failed;
        input::label_all(&mut sources);
        let labelled = sources.into_iter().zip(told).zip(1..);
        labelled
            .map(|((source, told), order)| {
                let (path, label) = (source.path.clone(), source.label.clone());
                Labelled { path, label, order, kept: Mutex::new(told.map(|told| (source, told))) }
            })
            .collect()
    }
}

/// How a text's part of the output is made.
struct Renderer<'a> {
    args: &'a ClaimsArgs,
    table: Table,
    csv: CsvOptions,
    layout: TextOptions,
    lexicon: &'a Lexicon,
}

/// A text's part of the output.
enum Part {
    /// To be written as it is.
    Bytes(Vec<u8>),
    /// Rows of one document.
    Rows(Box<Tables>),
}

impl Renderer<'_> {
    fn render(&self, claims: &Claims, order: usize) -> Result<Part, Error> {
        let mut bytes = Vec::new();
        let tables = |wanted: &[Table]| Tables::of_text(claims, order, wanted, self.lexicon);
        match self.args.format {
            ListFormat::Text => {
                text::write_claims(claims, self.lexicon, self.layout, &mut bytes)?;
                bytes.push(b'\n');
            }
            ListFormat::Json => return Ok(Part::Rows(Box::new(tables(&Table::OF_TEXTS)))),
            ListFormat::Ndjson => ndjson::write(&tables(&[self.table]), self.table, &mut bytes)?,
            ListFormat::Csv => {
                let options = CsvOptions { header: false, ..self.csv };
                csv::write(&tables(&[self.table]), self.table, options, &mut bytes)?;
            }
        }
        Ok(Part::Bytes(bytes))
    }

    /// What stands before the first text's part.
    fn head(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        if self.args.format == ListFormat::Csv {
            csv::write(&Tables::default(), self.table, self.csv, &mut bytes)?;
        }
        Ok(bytes)
    }
}

/// Prints each text's part as it comes; JSON, being one document, and a file at the end.
struct Printer<'a> {
    renderer: &'a Renderer<'a>,
    begun: bool,
    held: Tables,
    file: Vec<u8>,
}

impl<'a> Printer<'a> {
    fn new(renderer: &'a Renderer<'a>) -> Self {
        Printer { renderer, begun: false, held: Tables::default(), file: Vec::new() }
    }

    fn print(&mut self, part: Part) -> Result<(), Error> {
        let bytes = match part {
            Part::Bytes(bytes) => bytes,
            Part::Rows(tables) => {
                self.held.append(*tables);
                return Ok(());
            }
        };
        let mut whole = if self.begun { Vec::new() } else { self.renderer.head()? };
        self.begun = true;
        whole.extend(bytes);
        match output::to_file(&self.renderer.args.output) {
            Some(_) => self.file.append(&mut whole),
            None => output::to_stdout(&whole)?,
        }
        Ok(())
    }

    /// What is held back is printed, unless no text could be read: then nothing is.
    fn finish(mut self, read: usize) -> Result<(), Error> {
        if read == 0 {
            return Ok(());
        }
        if self.renderer.args.format == ListFormat::Json {
            json::write(&self.held, &Table::OF_TEXTS, self.renderer.lexicon, &mut self.file)?;
        }
        match self.file.is_empty() {
            true => Ok(()),
            false => output::deliver(&self.renderer.args.output, &self.file),
        }
    }
}
