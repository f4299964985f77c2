//! `claims`: many texts, one after the other, going on past a bad one.

use super::args::{ClaimsArgs, ListFormat};
use super::exit::Outcome;
use super::run::{Flat, lexicon_of, reading, table, tell};
use super::{complain, output};
use readout_diff::input::{self, InputError, Notice, Source};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{self, Error, Options};
use readout_diff::report::csv::{self, CsvOptions};
use readout_diff::report::tables::{Table, Tables};
use readout_diff::report::text::{self, TextOptions};
use readout_diff::report::{json, ndjson};
use std::collections::BTreeMap;

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
        progress: complain::progress(&args.reading).filter(|_| output::to_file(&args.page).is_some()),
        ..Options::default()
    };
    let lexicon = lexicon_of(args.reading.topics.as_deref())?;
    let mut texts = Texts::new(args, &options, lexicon);
    let mut printer = Printer {
        args,
        table,
        csv,
        layout: output::layout(&args.page),
        lexicon,
        held: Tables::default(),
        file: Vec::new(),
    };
    texts.each(|claims, order| printer.print(&claims, order))?;
    complain::progress_done(options.progress);
    printer.finish(texts.read)?;
    Ok(if texts.failed { Outcome::Trouble } else { Outcome::Done })
}

/// Reads texts twice: first for their labels, of which equal ones are numbered, then one after the other for their claims.
struct Texts<'a> {
    args: &'a ClaimsArgs,
    options: &'a Options,
    lexicon: &'a Lexicon,
    /// Standard input, which cannot be read twice.
    stdin: Option<Vec<u8>>,
    failed: bool,
    read: usize,
}

impl<'a> Texts<'a> {
    fn new(args: &'a ClaimsArgs, options: &'a Options, lexicon: &'a Lexicon) -> Self {
        Texts { args, options, lexicon, stdin: None, failed: false, read: 0 }
    }

    fn each(
        &mut self,
        mut print: impl FnMut(readout_diff::claims::Claims, usize) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let labels = self.labels();
        let total = labels.len();
        for (order, (path, label)) in labels.into_iter().enumerate() {
            self.options.tell("reading", order, total);
            let mut notices = Vec::new();
            let read = self.source(&path, &mut notices).map_err(Error::from);
            let strict = read.and_then(|source| pipeline::strictly(self.options, &notices).map(|()| source));
            match strict {
                Ok(mut source) => {
                    complain::progress_done(self.options.progress.filter(|_| !notices.is_empty()));
                    tell(&notices, &self.args.reading);
                    source.label = label;
                    self.read += 1;
                    print(pipeline::extract(source, self.options, self.lexicon), order + 1)?;
                }
                Err(error) => self.fail(&error),
            }
        }
        Ok(())
    }

    fn fail(&mut self, error: &Error) {
        complain::progress_done(self.options.progress);
        complain::error(error);
        self.failed = true;
    }

    fn source(&mut self, path: &str, notices: &mut Vec<Notice>) -> Result<Source, InputError> {
        if path != "-" {
            return input::read(path, &self.options.input, self.lexicon, notices);
        }
        let bytes = match self.stdin.take() {
            Some(bytes) => bytes,
            None => input::decode::slurp(path)?,
        };
        let source = input::read_bytes(path, &bytes, &self.options.input, self.lexicon, notices);
        self.stdin = Some(bytes);
        source
    }

    /// Every path that can be read, with its label; complains of the others.
    fn labels(&mut self) -> Vec<(String, String)> {
        let mut sources: Vec<Source> = Vec::new();
        let mut seen: BTreeMap<String, ()> = BTreeMap::new();
        for argument in &self.args.paths {
            let paths = match input::expand(argument) {
                Ok(paths) => paths,
                Err(error) => {
                    self.fail(&Error::Input(error));
                    continue;
                }
            };
            for path in paths {
                if seen.insert(path.clone(), ()).is_some() {
                    continue;
                }
                match self.source(&path, &mut Vec::new()) {
                    // The text is read again when its turn comes; only labels are kept of many.
                    Ok(source) => sources.push(Source { text: String::new(), ..source }),
                    Err(error) => self.fail(&Error::Input(error)),
                }
            }
        }
        input::label_all(&mut sources);
        sources.into_iter().map(|source| (source.path, source.label)).collect()
    }
}

/// Prints each text's part as it comes; JSON, being one document, and a file at the end.
struct Printer<'a> {
    args: &'a ClaimsArgs,
    table: Table,
    csv: CsvOptions,
    layout: TextOptions,
    lexicon: &'a Lexicon,
    held: Tables,
    file: Vec<u8>,
}

impl Printer<'_> {
    fn print(&mut self, claims: &readout_diff::claims::Claims, order: usize) -> Result<(), Error> {
        let mut bytes = Vec::new();
        match self.args.format {
            ListFormat::Text => {
                text::write_claims(claims, self.lexicon, self.layout, &mut bytes)?;
                bytes.push(b'\n');
            }
            ListFormat::Json => self.held.append(Tables::of_text(claims, order, self.lexicon)),
            ListFormat::Ndjson => {
                ndjson::write(&Tables::of_text(claims, order, self.lexicon), self.table, &mut bytes)?;
            }
            ListFormat::Csv => {
                csv::write(&Tables::of_text(claims, order, self.lexicon), self.table, self.csv, &mut bytes)?;
                self.csv.header = false;
            }
        }
        match output::to_file(&self.args.page) {
            Some(_) => self.file.append(&mut bytes),
            None => output::to_stdout(&bytes)?,
        }
        Ok(())
    }

    /// What is held back is printed, unless no text could be read: then nothing is.
    fn finish(mut self, read: usize) -> Result<(), Error> {
        if read == 0 {
            return Ok(());
        }
        if self.args.format == ListFormat::Json {
            json::write(&self.held, &Table::OF_TEXTS, self.lexicon, &mut self.file)?;
        }
        match self.file.is_empty() {
            true => Ok(()),
            false => output::deliver(&self.args.page, &self.file),
        }
    }
}
