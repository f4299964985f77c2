//! `formula-present`, `formula-word-for-word`: a sentence that this side always uses.

use super::{Case, Finding, Verdict};
use crate::check::policy::fields::{self, Fields};
use crate::check::policy::node::{At, File, Located};
use crate::check::policy::select::Select;
use crate::check::texts::{Reading, Texts};
use crate::input::InputError;
use crate::lexicon::LANGUAGES;
use crate::lexicon::find::{Finder, FinderBuilder};
use crate::readout::BlockKind;
use crate::text::fold::{Folded, is_cjk};
use crate::text::span::Span;
use std::sync::Arc;

/// A formula in one or more languages.
#[derive(Clone, Debug)]
pub struct Formula {
    /// Letter for letter, or as a term of the lexicon.
    pub word_for_word: bool,
    columns: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    language: &'static str,
    at: At,
    forms: Vec<Located<String>>,
    finder: Option<Arc<Finder>>,
}

/// How like a sentence must be to be shown as the nearest one.
const NEAR: f32 = 0.6;

impl Formula {
    /// Reads the rule's keys.
    ///
    /// # Errors
    /// No formula, an unknown language, a form that is no term.
    pub fn read(fields: &Fields<'_>, word_for_word: bool) -> Result<Formula, InputError> {
        let node = fields.need("formula", "this rule")?;
        let own = Fields::open(fields.file, node, "`formula`", &LANGUAGES)?;
        let mut columns = Vec::new();
        for language in LANGUAGES {
            let Some(node) = own.get(language) else { continue };
            let forms = fields::texts(fields.file, node, language)?;
            let finder = if word_for_word { None } else { Some(Arc::new(finder(fields.file, &forms)?)) };
            columns.push(Column { language, at: node.at, forms, finder });
        }
        match columns.is_empty() {
            true => Err(fields.file.error(node.at, "`formula` has no language").hint("as in {zh: …, en: …}")),
            false => Ok(Formula { word_for_word, columns }),
        }
    }

    /// Every language of the formula must be that of a text.
    ///
    /// # Errors
    /// One is not.
    pub fn can_match(&self, file: &File<'_>, texts: &Texts<'_>, select: &Select) -> Result<(), InputError> {
        for column in &self.columns {
            let has = |text: &super::super::texts::Text| {
                text.source.language.value.primary() == column.language
                    && select.takes(&text.source, &text.relative)
            };
            if !texts.all.iter().any(has) {
                let message =
                    format!("can never match: no text that is meant here is in `{}`", column.language);
                let error = file.error(column.at, message);
                return Err(
                    error.hint("take this language out, or look at `where` and at the texts' front matter")
                );
            }
        }
        Ok(())
    }

    /// Judges a text.
    pub fn judge(&self, case: Case<'_>, found: &mut Vec<Finding>) -> Verdict {
        let Some(reading) = case.texts.reading(case.text) else { return Verdict::Not("unreadable") };
        let language = reading.claims.readout.source.language.value.primary();
        let Some(column) = self.columns.iter().find(|column| column.language == language) else {
            return Verdict::Not("the formula has no form in its language");
        };
        if column.stands_in(reading) {
            return Verdict::Judged;
        }
        let first = column.forms.first().map_or("", |form| form.value.as_str());
        let manner = if self.word_for_word { "does not occur word for word" } else { "does not occur" };
        let more = match column.forms.len() {
            0 | 1 => String::new(),
            n => format!(" (nor do {} other forms)", n - 1),
        };
        let mut finding = Finding::new(case.text, first, format!("the formula “{first}” {manner}{more}"));
        if let Some(span) = nearest(reading, first) {
            finding = finding.at(Some(span));
            finding.message.push_str("; the nearest sentence is shown");
        }
        found.push(finding);
        Verdict::Judged
    }
}

impl Column {
    fn stands_in(&self, reading: &Reading) -> bool {
        let source = &reading.claims.readout.source;
        match &self.finder {
            Some(finder) => !finder.find(Folded::of(&source.text, source.body).text()).is_empty(),
            None => {
                let body = even(source.body.of(&source.text));
                self.forms.iter().any(|form| body.contains(&even(&form.value)))
            }
        }
    }
}

fn finder(file: File<'_>, forms: &[Located<String>]) -> Result<Finder, InputError> {
    let mut builder = FinderBuilder::default();
    for (i, form) in forms.iter().enumerate() {
        builder.add(i, &form.value).map_err(|why| {
            file.error(form.at, "is no term").cause(why).hint(
            "terms are told in docs/lexicon.md: `…` for a gap, `(a|b)` for alternatives, `*` at a word's end",
        )
        })?;
    }
    builder.build().map_err(|why| file.error(At::default(), why))
}

/// White space evened out: a run is one blank, and a line break between Chinese characters is none.
fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            out.push(c);
            continue;
        }
        let mut breaks = c == '\n' || c == '\r';
        while let Some(more) = chars.next_if(|c| c.is_whitespace()) {
            breaks |= more == '\n' || more == '\r';
        }
        let han =
            |c: Option<char>| c.is_some_and(|c| is_cjk(c) || matches!(c, '，' | '。' | '、' | '；' | '：'));
        if !(breaks && han(out.chars().next_back()) && han(chars.peek().copied())) {
            out.push(' ');
        }
    }
    out
}

/// The sentence most like the formula, if one is like it.
fn nearest(reading: &Reading, formula: &str) -> Option<Span> {
    let readout = &reading.claims.readout;
    let body =
        readout.units.iter().filter(|unit| matches!(unit.kind, BlockKind::Paragraph | BlockKind::Turn));
    let mut best: Option<(f32, Span)> = None;
    for unit in body {
        let text = unit.span.of(&readout.source.text);
        // The work grows with the square of the length; a sentence that is much longer is not like the formula.
        if text.len() > 8 * formula.len() + 200 {
            continue;
        }
        let ratio = similar::TextDiff::from_chars(formula, text).ratio();
        if ratio >= NEAR && best.is_none_or(|(highest, _)| ratio > highest) {
            best = Some((ratio, unit.span));
        }
    }
    best.map(|(_, span)| span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_change_no_wording() {
        assert_eq!(even("一个\n中国，\n原则"), "一个中国，原则");
        assert_eq!(even("the one\n  China policy"), "the one China policy");
        assert_eq!(even("一个 中国"), "一个 中国");
    }
}
