//! Large inputs are read to the end, with the results that small ones have: one sentence of any length, many sentences,
//! many files. No test here measures time; what is not linear does not end.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "../benches/generator.rs"]
mod generator;

use generator::{Language, one_sentence, readout, text};
use readout_diff::claims::Claims;
use readout_diff::cores;
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{self, Options};
use readout_diff::text::span::Span;
use std::fs;
use std::path::PathBuf;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn claims_of(folder: &std::path::Path, name: &str, text: &str) -> Claims {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let lexicon = Lexicon::default_lexicon();
    pipeline::claims_of(path.to_str().unwrap(), &Options::default(), lexicon, &mut Vec::new()).unwrap()
}

/// Every claim is an exact stretch of its unit, in order.
fn check(claims: &Claims) {
    let text = &claims.readout.source.text;
    let mut last = Span::default();
    for claim in &claims.claims {
        assert!(claim.span.start >= last.end && !claim.span.of(text).is_empty());
        assert!(claims.readout.units[claim.unit].span.holds(claim.span));
        last = claim.span;
    }
}

#[test]
fn one_sentence_of_any_length() {
    let folder = folder("one-sentence");
    for language in LANGUAGES {
        let claims = claims_of(&folder, "one.txt", &readout(language, &one_sentence(language, 200_000, 1)));
        check(&claims);
        assert_eq!(claims.readout.units.len(), 1);
        assert!(claims.claims.iter().map(|claim| claim.topics.len()).sum::<usize>() > 1000);
    }
}

#[test]
fn a_run_without_punctuation_or_blanks() {
    let folder = folder("run");
    for piece in ["a", "中", "双方同意", "在强调", "/", "的", "1", "\"", "(", "x."] {
        let claims = claims_of(&folder, "run.txt", &piece.repeat(50_000 / piece.len()));
        check(&claims);
    }
}

#[test]
fn many_sentences_are_claimed_as_few_are() {
    let folder = folder("many-sentences");
    for language in LANGUAGES {
        let few = claims_of(&folder, "few.txt", &readout(language, &text(language, 50, 3)));
        let many = claims_of(&folder, "many.txt", &readout(language, &text(language, 5000, 3)));
        check(&many);
        assert!(many.readout.units.len() >= 5000);
        // Persons named later may change who a pronoun is, but not what the first sentences are about.
        let about = |claims: &Claims| -> Vec<(Span, usize)> {
            let topics = claims.claims.iter().filter(|claim| claim.unit < 40).flat_map(|c| &c.topics);
            topics.map(|mention| (mention.span, mention.topic)).collect()
        };
        assert_eq!(about(&few), about(&many));
    }
}

#[test]
fn two_long_texts_are_compared() {
    let folder = folder("two-long");
    let paths: Vec<String> = LANGUAGES
        .into_iter()
        .map(|language| {
            let path = folder.join(format!("{language:?}.txt"));
            fs::write(&path, readout(language, &text(language, 1500, 5))).unwrap();
            path.to_str().unwrap().to_string()
        })
        .collect();
    let lexicon = Lexicon::default_lexicon();
    let comparison = pipeline::compare(&paths, &Options::default(), lexicon, &mut Vec::new()).unwrap();
    // Every sentence of both is in a link or a gap.
    let pair = &comparison.alignment.pairs[0];
    for (source, claims) in comparison.sources.iter().enumerate() {
        let linked = |unit: usize| {
            pair.links.iter().any(|link| {
                let units = if link.a == source { &link.a_units } else { &link.b_units };
                units.contains(&unit)
            })
        };
        let gaps = |unit: usize| pair.gaps.iter().any(|gap| gap.source == source && gap.unit == unit);
        assert!((0..claims.readout.units.len()).all(|unit| linked(unit) || gaps(unit)));
    }
}

#[test]
fn many_files_give_what_they_give_one_by_one_whatever_the_threads() {
    let lexicon = Lexicon::default_lexicon();
    let folder = folder("many-files");
    let paths: Vec<String> = (0..300)
        .map(|i| {
            let language = LANGUAGES[i % 2];
            let path = folder.join(format!("{i:04}.txt"));
            fs::write(&path, text(language, 3, i as u64 + 1)).unwrap();
            path.to_str().unwrap().to_string()
        })
        .collect();
    let shown = |path: &String| {
        let claims = pipeline::claims_of(path, &Options::default(), lexicon, &mut Vec::new()).unwrap();
        format!("{:?}", claims.claims)
    };
    let alone = cores::map(&paths, 1, shown);
    for threads in [2, 7] {
        assert!(cores::map(&paths, threads, shown) == alone, "{threads} threads");
    }
}
