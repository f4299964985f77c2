//! Stage 4, [`Claims`] → links and gaps: which sentences say the same?
//!
//! `read` finds what each sentence is made of (`profile`), `bridge` which tokens can mean the same across two languages,
//! `evidence` and `likeness` weigh that up, `mode` finds out how two texts are related, and `parallel`, `rendition`
//! or `independent` align them; `plain` does the same the long way, as a check.

mod anchors;
mod assignment;
mod band;
mod bead;
mod bridge;
mod concepts;
mod content;
mod evidence;
mod independent;
pub mod ladder;
mod learn;
mod likeness;
pub mod lines;
pub mod mode;
mod pair;
mod parallel;
mod plain;
mod profile;
mod read;
mod rendition;
mod tokens;
mod translation;
mod veto;
mod voices;

pub use likeness::Part;
pub use mode::{Finding, Mode};

use crate::claims::Claims;
use crate::cores;
use crate::lexicon::Lexicon;
use serde::Serialize;

/// What the sentences of a link have in common (CODEBOOK, Links).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The same act, fact, agreement, wish or judgement.
    Same,
    /// The same specific topic with different content, or a bare mention against a statement.
    Related,
}

/// Sentences of two sources that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The source with the lower label, as an index into the claims.
    pub a: usize,
    /// The other source.
    pub b: usize,
    /// Units of `a`, rising.
    pub a_units: Vec<usize>,
    /// Units of `b`, rising.
    pub b_units: Vec<usize>,
    /// How alike they are, from 0 to 1, to three decimals.
    pub score: f64,
    /// The parts of the score, by name, to three decimals.
    pub parts: Vec<Part>,
    /// What they have in common.
    pub relation: Relation,
}

/// Why a sentence has no counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The other source has none.
    NoCounterpart,
    /// A headline or section title, which is not compared.
    Heading,
    /// Text without content.
    Furniture,
    /// An analyst's or outlet's own words, which are not compared with those of governments.
    Commentary,
    /// A question, which is not compared with what governments say.
    Question,
}

impl Reason {
    /// The word used in output.
    pub fn word(self) -> &'static str {
        match self {
            Reason::NoCounterpart => "no-counterpart",
            Reason::Heading => "heading",
            Reason::Furniture => "furniture",
            Reason::Commentary => "commentary",
            Reason::Question => "question",
        }
    }
}

/// A sentence of one source that has no link to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The source, as an index into the claims.
    pub source: usize,
    /// The source it was compared with.
    pub other: usize,
    /// The unit of `source`.
    pub unit: usize,
    /// Why.
    pub reason: Reason,
}

/// Two sources compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The source with the lower label, as an index into the claims.
    pub a: usize,
    /// The other source.
    pub b: usize,
    /// How they are related.
    pub mode: Finding,
    /// Links, sorted by the units of `a`, then of `b`, `same` before `related`.
    pub links: Vec<Link>,
    /// Gaps, of `a` then of `b`, by unit. Each unit of both sources is in a link or a gap.
    pub gaps: Vec<Gap>,
}

/// Sentences that several sources share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Source and unit, sorted by label and unit; at least two sources.
    pub members: Vec<(usize, usize)>,
}

/// All pairs of sources compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The pairs, sorted by labels.
    pub pairs: Vec<Pair>,
    /// What `same` links join across sources.
    pub groups: Vec<Group>,
}

/// Kinds of evidence that two sentences say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Words, across languages by the dictionary.
    Words,
    /// Concepts of the diplomatic glossary.
    Concepts,
    /// Numbers and dates.
    Numbers,
    /// Names of persons and sides.
    Names,
    /// The sentences' lengths.
    Length,
}

/// How to align.
#[derive(Clone, Debug, Default)]
pub struct AlignOptions {
    /// A kind of evidence to leave out, to measure what it is worth (`cargo bench --bench ablation`).
    pub without: Option<Evidence>,
    /// The mode for all pairs; detected for each where none is given.
    pub mode: Option<Mode>,
    /// Take the plain way: every cell, every pair, nothing learned. Slow; for checking.
    pub plain: bool,
}

/// Sentences, times sources, below which a thread is not worth starting.
const LITTLE: usize = 2000;

/// Aligns every two sources. Total: the worst that can happen is that every sentence is in a gap.
///
/// The result does not depend on the order of `claims` but for the indexes into it.
pub fn align(claims: &[Claims], options: &AlignOptions, lexicon: &Lexicon) -> Alignment {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    let rank = |i: &usize| claims.get(*i).map(|c| (&c.readout.source.label, &c.readout.source.text));
    order.sort_by(|x, y| rank(x).cmp(&rank(y)));
    let read = |claims| read::read(claims, lexicon, options.without);
    let sides: Vec<(usize, &Claims, profile::Side)> =
        order.iter().filter_map(|i| claims.get(*i).map(|c| (*i, c, read(c)))).collect();
    let two = |k: usize| (k + 1..sides.len()).map(move |l| (k, l));
    let twos: Vec<(usize, usize)> = (0..sides.len()).flat_map(two).collect();
    let units: usize = claims.iter().map(|claims| claims.readout.units.len()).sum();
    let threads = if units * sides.len() < LITTLE { 1 } else { cores::count() };
    let pairs = cores::map(&twos, threads, |(k, l)| {
        let one =
            |at: usize| sides.get(at).map(|(index, claims, side)| pair::One { index: *index, claims, side });
        Some(pair::align(&one(*k)?, &one(*l)?, options, lexicon))
    });
    let pairs: Vec<Pair> = pairs.into_iter().flatten().collect();
    let groups = pair::groups(&pairs, &order);
    Alignment { pairs, groups }
}
