//! The texts of a folder: read at once, understood when an expectation asks.

pub mod scope;
pub mod talks;

use super::policy::{Policy, select::Select};
use crate::alignment::{self, AlignOptions};
use crate::claims::Claims;
use crate::comparison::{self, Comparison, Coverage, coverage, talk};
use crate::cores;
use crate::input::{self, InputError, Notice, Source};
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Error, Options};
use jiff::civil::Date;
use scope::Scope;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::OnceLock;

/// A text of the folder.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its path from the policy's folder.
    pub relative: String,
    /// Its front matter and bytes.
    pub source: Source,
    /// Its talk, as an index into [`Texts::talks`].
    pub talk: usize,
    /// Whether findings about it are reported.
    pub reported: bool,
}

/// A text, understood.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its claims.
    pub claims: Claims,
    /// Its standing on every topic, in the lexicon's order.
    pub coverage: Vec<Coverage>,
}

/// The texts of a talk, compared with each other.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The comparison.
    pub comparison: Comparison,
    /// For each of its sources the text, as an index into [`Texts::all`].
    pub texts: Vec<usize>,
}

/// All texts of a folder, by path.
pub struct Texts<'a> {
    /// The texts, sorted by path.
    pub all: Vec<Text>,
    /// For each talk its name and its texts.
    pub talks: Vec<(String, Vec<usize>)>,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    options: &'a Options,
    readings: Vec<OnceLock<Reading>>,
    fellows: Vec<OnceLock<Vec<usize>>>,
    compared: Vec<OnceLock<Vec<Compared>>>,
}

/// Most texts of one talk that are compared each with each.
pub const LARGEST_TALK: usize = 40;

impl<'a> Texts<'a> {
    /// Reads the files (paths relative to the scope's folder). One that cannot be read is an error when it is reported, else a notice.
    ///
    /// # Errors
    /// All that went wrong.
    pub fn read(
        policy: &Policy,
        scope: &Scope,
        files: &[String],
        options: &'a Options,
        lexicon: &'a Lexicon,
        notices: &mut Vec<Notice>,
    ) -> Result<Texts<'a>, Vec<Error>> {
        let (mut all, mut errors) = (Vec::new(), Vec::new());
        for (done, relative) in files.iter().enumerate() {
            options.tell("reading", done, files.len());
            let reported = scope.reported.as_ref().is_none_or(|only| only.contains(relative));
            let mut own = Vec::new();
            match source(scope, relative, options, lexicon, &mut own) {
                Ok(source) => {
                    all.push(Text { relative: relative.clone(), source, talk: 0, reported });
                    notices.extend(own.into_iter().filter(|_| reported));
                }
                Err(error) if reported => errors.push(Error::Input(error)),
                Err(error) => {
                    let message = format!("left out, since it cannot be read: {}", error.message);
                    notices.push(Notice { place: error.place, ..Notice::new(&error.path, message) });
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let talks = talks::group(&policy.talks, &mut all).map_err(|e| vec![Error::Input(e)])?;
        let readings = all.iter().map(|_| OnceLock::new()).collect();
        let fellows = all.iter().map(|_| OnceLock::new()).collect();
        let compared = talks.iter().map(|_| OnceLock::new()).collect();
        Ok(Texts { all, talks, lexicon, options, readings, fellows, compared })
    }

    /// A text, understood at the first call.
    pub fn reading(&self, text: usize) -> Option<&Reading> {
        let source = &self.all.get(text)?.source;
        Some(self.readings.get(text)?.get_or_init(|| {
            let claims = pipeline::extract(source.clone(), self.options, self.lexicon);
            let coverage = coverage::cover(std::slice::from_ref(&claims), self.lexicon);
            Reading { claims, coverage }
        }))
    }

    /// The comparison of the texts that report a text's talk, and its place among them; made at the first call. None when they are more
    /// than [`LARGEST_TALK`].
    pub fn compared(&self, text: usize) -> Option<(&Compared, usize)> {
        let talk = self.all.get(text)?.talk;
        let all = self.compared.get(talk)?.get_or_init(|| self.compare(talk));
        all.iter().find_map(|one| Some((one, one.texts.iter().position(|own| *own == text)?)))
    }

    /// Compares the texts of a folder, event or glob, each group of those that report one talk by itself.
    fn compare(&self, talk: usize) -> Vec<Compared> {
        let members = self.talks.get(talk).map(|(_, members)| members.as_slice()).unwrap_or_default();
        let mut left: BTreeSet<usize> = members.iter().copied().collect();
        let mut compared = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut group, mut next) = (vec![first], 0);
            while let Some(text) = group.get(next).copied() {
                group.extend(self.fellows(text).iter().filter(|fellow| left.remove(fellow)));
                next += 1;
            }
            if group.len() <= LARGEST_TALK {
                compared.push(self.compare_group(&group));
            }
        }
        compared
    }

    fn compare_group(&self, group: &[usize]) -> Compared {
        let mut placed: Vec<(usize, Claims)> =
            group.iter().filter_map(|text| Some((*text, self.reading(*text)?.claims.clone()))).collect();
        number(&mut placed);
        let texts: Vec<usize> = placed.iter().map(|(text, _)| *text).collect();
        let claims: Vec<Claims> = placed.into_iter().map(|(_, claims)| claims).collect();
        let alignment = alignment::align(&claims, &AlignOptions::default(), self.lexicon);
        let given = (0..claims.len()).collect();
        let comparison = comparison::compare(claims, given, alignment, self.lexicon, &mut Vec::new());
        Compared { comparison, texts }
    }

    /// Understands all texts, and compares those of all talks when that is wanted, on all processors. Later calls find it done; what is found is
    /// the same without it.
    pub fn understand_all(&self, talks: bool) {
        self.on_all_cores("understanding", self.all.len(), |text| {
            self.reading(text);
        });
        if talks {
            self.on_all_cores("comparing", self.talks.len(), |talk| {
                self.compared.get(talk).map(|own| own.get_or_init(|| self.compare(talk)));
            });
        }
    }

    /// Does `work` for each of `count` things, telling how far it has come.
    fn on_all_cores(&self, what: &'static str, count: usize, work: impl Fn(usize) + Sync) {
        let (numbers, mut done) = ((0..count).collect::<Vec<usize>>(), 0);
        let Ok(()) = cores::in_order(
            &numbers,
            cores::count(),
            |number| work(*number),
            |()| {
                done += 1;
                self.tell(what, done, count);
                Ok::<(), Infallible>(())
            },
        );
    }

    /// Tells how far a run has come.
    pub fn tell(&self, what: &'static str, done: usize, total: usize) {
        self.options.tell(what, done, total);
    }

    /// Whether a text is one that a `where` means.
    pub fn takes(&self, select: &Select, text: usize) -> bool {
        let Some(own) = self.all.get(text) else { return false };
        let with = || {
            let parties = self.reading(text).map(|r| r.claims.readout.parties.as_slice()).unwrap_or_default();
            select.with.iter().any(|side| parties.contains(side))
        };
        select.takes(&own.source, &own.relative) && (select.with.is_empty() || with())
    }

    /// The day of a text's talk.
    pub fn day(&self, text: usize) -> Option<Date> {
        match &self.all.get(text)?.source.date {
            Some(date) => Some(date.value),
            None => talk::day(&self.reading(text)?.claims),
        }
    }

    /// The other texts of a text's talk that report the same talk, as far as they tell.
    pub fn fellows(&self, text: usize) -> &[usize] {
        let Some(own) = self.fellows.get(text) else { return &[] };
        own.get_or_init(|| {
            let talk = self.all.get(text).and_then(|own| self.talks.get(own.talk));
            let members = talk.map(|(_, members)| members.as_slice()).unwrap_or_default();
            members.iter().copied().filter(|other| *other != text && self.same_talk(text, *other)).collect()
        })
    }

    fn same_talk(&self, text: usize, other: usize) -> bool {
        // The days decide most pairs of a large folder at once.
        let apart = match (self.day(text), self.day(other)) {
            (Some(a), Some(b)) => talk::days_apart(a, b),
            _ => false,
        };
        let judge = || match (self.reading(text), self.reading(other)) {
            (Some(a), Some(b)) => {
                !matches!(talk::judge(&a.claims, &b.claims, self.lexicon), talk::Talk::Other(_))
            }
            _ => false,
        };
        !apart && judge()
    }

    /// The side of a text, stated or detected.
    pub fn side(&self, text: usize) -> Option<&str> {
        Some(self.all.get(text)?.source.side.as_ref()?.value.as_str())
    }

    /// A text's side and language, for messages.
    pub fn label(&self, text: usize) -> &str {
        self.all.get(text).map_or("", |own| own.source.label.as_str())
    }

    /// Whether a talk has a text that is reported.
    pub fn is_reported(&self, talk: usize) -> bool {
        let members = self.talks.get(talk).map(|(_, members)| members.as_slice()).unwrap_or_default();
        members.iter().any(|text| self.all.get(*text).is_some_and(|own| own.reported))
    }
}

/// Reads a file below the scope's folder.
fn source(
    scope: &Scope,
    relative: &str,
    options: &Options,
    lexicon: &Lexicon,
    notices: &mut Vec<Notice>,
) -> Result<Source, InputError> {
    let shown = scope.shown(relative);
    let bytes = std::fs::read(scope.root.join(relative)).map_err(|e| InputError::io(&shown, &e))?;
    input::read_bytes(&shown, &bytes, &options.input, lexicon, notices)
}

/// Numbers equal labels and sorts by them, as a comparison wants it.
fn number(placed: &mut [(usize, Claims)]) {
    let mut sources: Vec<Source> = placed
        .iter()
        .map(|(_, claims)| Source { text: String::new(), ..claims.readout.source.clone() })
        .collect();
    input::label_all(&mut sources);
    for ((_, claims), source) in placed.iter_mut().zip(sources) {
        claims.readout.source.label = source.label;
    }
    placed.sort_by(|(i, a), (j, b)| (&a.readout.source.label, i).cmp(&(&b.readout.source.label, j)));
}
