//! How two texts are related: a translation, a free rendering, or independent accounts; with what shows it.

use super::anchors::{Anchor, chain};
use super::evidence::Bitext;
use super::likeness::Likeness;
use serde::Serialize;

/// How two texts are related, which decides how they are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// One translates the other, sentence by sentence, in order.
    Parallel,
    /// One renders the other freely: most of it, in any order.
    Rendition,
    /// Each is an account of its own.
    Independent,
}

impl Mode {
    /// The word used on the command line and in output.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Parallel => "parallel",
            Mode::Rendition => "rendition",
            Mode::Independent => "independent",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Mode> {
        [Mode::Parallel, Mode::Rendition, Mode::Independent].into_iter().find(|mode| mode.word() == word)
    }
}

/// The mode of a pair and what shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The mode.
    pub mode: Mode,
    /// Whether the user stated it.
    pub stated: bool,
    /// What shows it, in words.
    pub evidence: String,
}

/// An anchor counts when it shares at least this much. Between 0.4 (where an independent pair covers 0.50) and 0.5 (0.22),
/// with no development translation below 0.75; the other limits of this file are set by hand.
const LEAST_SHARED: f64 = 0.45;
/// The same for two texts of one language, where nothing is lost in translation.
const LEAST_SHARED_HERE: f64 = 0.8;
/// A few anchors must be as alike as this on average, and many may be weaker.
const LEAST_ALIKE: f64 = 0.4;
/// So many pairs that prefer each other, however weakly, stand in order only in a translation: by chance about 2√15 = 8
/// of 15 would (Logan and Shepp 1977).
const LONG_CHAIN: usize = 15;
const WEAKLY_SHARED: f64 = 0.15;
const LEAST_LONG_CHAIN: f64 = 0.8;
/// A rendering covers at least this share of the shorter text with anchors.
const LEAST_COVERED: f64 = 0.55;
/// A few sentences are covered by chance: with fewer anchors the longer text must be covered too, by half as much.
const MANY: usize = 5;
/// What different sides published is taken for a rendering only when it covers this much of both.
const LEAST_COVERED_BY_BOTH: f64 = 0.6;
/// A translation keeps at least this share of its anchors in order.
const LEAST_ORDERED: f64 = 0.9;

/// What anchors show of two texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Anchors that count.
    pub anchors: usize,
    /// How alike they are on average.
    pub alike: f64,
    /// Very many sentences prefer each other in order, however weakly.
    pub long_chain: bool,
    /// Share of the shorter text, by length, in anchors.
    pub covered: f64,
    /// The same of the longer text.
    pub covered_longer: f64,
    /// Share of the anchors that stand in order.
    pub ordered: f64,
}

/// Measures two texts by their anchors.
pub(crate) fn shape(bitext: &Bitext<'_>, anchors: &[Anchor]) -> Shape {
    let one_language = bitext.a.primary == bitext.b.primary;
    let least = if one_language { LEAST_SHARED_HERE } else { LEAST_SHARED };
    let good: Vec<Anchor> = anchors.iter().copied().filter(|anchor| anchor.score >= least).collect();
    let alike =
        |anchor: &Anchor| Likeness::of(bitext, bitext.tokens_a(anchor.a), bitext.tokens_b(anchor.b)).score();
    let mean = good.iter().map(alike).sum::<f64>() / good.len().max(1) as f64;
    let weak: Vec<Anchor> = anchors.iter().copied().filter(|anchor| anchor.score >= WEAKLY_SHARED).collect();
    let chained = chain(&weak).len() as f64 / weak.len().max(1) as f64;
    let share = |units: &[super::profile::Profile], at: &dyn Fn(&Anchor) -> usize| {
        let whole: f64 = units.iter().map(|u| u.length).sum();
        let part: f64 =
            good.iter().filter_map(|anchor| units.get(at(anchor))).map(|u| u.length).fold(0.0, |x, y| x + y);
        part / whole.max(1.0)
    };
    let (of_a, of_b) =
        (share(&bitext.a.units, &|anchor| anchor.a), share(&bitext.b.units, &|anchor| anchor.b));
    let ordered = match good.len() {
        0 => 0.0,
        count => chain(&good).len() as f64 / count as f64,
    };
    Shape {
        anchors: good.len(),
        alike: mean,
        long_chain: weak.len() >= LONG_CHAIN && chained >= LEAST_LONG_CHAIN,
        covered: of_a.max(of_b),
        covered_longer: of_a.min(of_b),
        ordered,
    }
}

/// Who published two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Publishers {
    /// One side.
    One,
    /// One side, in two languages: the one text is made from the other, however freely.
    OneInTwo,
    /// Different sides.
    Two,
    /// It is not known.
    Unknown,
    /// Nothing is known but lines: nobody speaks in them, so that they cannot be compared as accounts.
    Lines,
}

/// Finds the mode of two texts.
pub(crate) fn detect(shape: Shape, publishers: Publishers) -> Finding {
    let enough = match publishers {
        Publishers::Two => shape.covered_longer >= LEAST_COVERED_BY_BOTH,
        Publishers::One | Publishers::OneInTwo | Publishers::Unknown | Publishers::Lines => {
            shape.anchors >= MANY || shape.covered_longer >= LEAST_COVERED / 2.0
        }
    };
    let enough = enough && (shape.anchors >= MANY || shape.alike >= LEAST_ALIKE);
    let mode = match (shape.covered >= LEAST_COVERED && enough, shape.ordered >= LEAST_ORDERED) {
        (true, true) => Mode::Parallel,
        (true, false) if !shape.long_chain => Mode::Rendition,
        _ if publishers == Publishers::Lines => Mode::Parallel,
        (false, _) if publishers == Publishers::OneInTwo && shape.anchors > 0 => Mode::Rendition,
        (false, _) if !shape.long_chain || publishers == Publishers::Two => Mode::Independent,
        _ => Mode::Parallel,
    };
    let published = match publishers {
        Publishers::One | Publishers::OneInTwo => "one side published both",
        Publishers::Two => "different sides published them",
        Publishers::Unknown => "not both publishers are known",
        Publishers::Lines => "both are bare lines",
    };
    let evidence = match shape.covered > 0.0 || shape.covered_longer > 0.0 {
        true => format!(
            "{:.0} % of the shorter text and {:.0} % of the longer have a close counterpart, {:.0} % of them in order; {published}",
            100.0 * shape.covered,
            100.0 * shape.covered_longer,
            100.0 * shape.ordered
        ),
        false => format!("no stretch of the one is a close counterpart of the other; {published}"),
    };
    Finding { mode, stated: false, evidence }
}
