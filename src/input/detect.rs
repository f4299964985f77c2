//! What can be detected where the front matter is silent: the kind, and whose text it is.

use super::{Kind, Known, Source};
use crate::lexicon::Lexicon;
use crate::lexicon::front::Front;
use crate::lexicon::label::label;
use crate::lexicon::trie::OPEN;
use crate::lexicon::words::Words;
use crate::text::fold::{Folded, fold_term};
use crate::text::language::Language;
use crate::text::span::Span;

/// Detects the kind: turns with labels, then the first person, then a news report's signs, else a readout.
pub fn detect_kind(body: &str, author: bool, language: Language, lexicon: &Lexicon) -> Kind {
    let primary = language.primary();
    let mut turns = 0;
    let mut asked = 0;
    for line in body.lines().map(str::trim_start).filter(|l| !l.is_empty()).take(400) {
        if let Some(label) = label(lexicon, line, primary) {
            turns += usize::from(label.known);
            asked += usize::from(label.journalist);
        }
    }
    if asked > 0 || turns >= 3 {
        return Kind::PressConference;
    }
    let grammar = lexicon.grammar.get(primary);
    let first = grammar.map(|g| &g.first_singular).unwrap_or_default();
    let folded = Folded::of(body, Span::new(0, body.len()));
    let opening: String = folded.text().chars().take(400).collect();
    let first_person = match language.is_cjk() {
        // Chinese readouts quote 我 without marks; a post begins with it.
        true => first.iter().any(|w| opening.starts_with(w)),
        false => {
            opening.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| first.iter().any(|f| f == w))
        }
    };
    let quotes = opening.contains('"');
    if author || (first_person && !quotes && !language.is_cjk()) || (first_person && language.is_cjk()) {
        return Kind::Post;
    }
    let commentators = lexicon.forms.commentators.get(primary).unwrap_or_default();
    match holds_two(folded.text(), commentators) {
        true => Kind::News,
        false => Kind::Readout,
    }
}

/// Whether two entries of a list stand in a text, anywhere.
fn holds_two(text: &str, words: &Words) -> bool {
    let open: Vec<String> = words.iter().map(|word| format!("{word}{}", char::from(OPEN))).collect();
    let front = Front::of(open.iter().map(String::as_bytes));
    let bytes = text.as_bytes();
    let places = (0..bytes.len()).filter(|at| text.is_char_boundary(*at) && front.may_begin(bytes, *at));
    let rests = places.filter_map(|at| bytes.get(at..));
    let begins = |rest: &'_ [u8], (_, word): &(usize, &str)| rest.starts_with(word.as_bytes());
    let here =
        |rest| words.iter().enumerate().filter(move |entry| begins(rest, entry)).map(|(place, _)| place);
    let mut found = rests.flat_map(here);
    let first = found.next();
    first.is_some() && found.any(|place| Some(place) != first)
}

/// Detects what needs the text: the side of an issuer, and the day in a dateline is left to `claims`.
pub fn detect_rest(source: &mut Source, lexicon: &Lexicon) {
    if source.side.is_some() {
        return;
    }
    let primary = source.language.value.primary();
    if let Some(issuer) = &source.issuer {
        let issuer = fold_term(issuer);
        let named = |names: &Words| names.iter().any(|name| issuer.contains(name));
        let side = lexicon.issuers.iter().position(named).and_then(|at| lexicon.sides.get(at));
        source.side = side.map(|side| Known::detected(side.id.clone()));
    }
    if source.side.is_none() && primary == "zh" {
        source.side = publisher_by_dateline(source, lexicon);
    }
}

/// A Chinese text whose dateline names a state agency speaks for its state.
fn publisher_by_dateline(source: &Source, lexicon: &Lexicon) -> Option<Known<String>> {
    let opening: String = source.body.of(&source.text).chars().take(60).collect();
    let opening = fold_term(&opening);
    let state = lexicon.outlets.iter().find(|o| o.zh.iter().any(|name| opening.contains(name.form())))?;
    state.side.clone().map(Known::detected)
}
