//! Beads: sentences of both sides that belong together; their kinds and what each costs.

/// Sentences of a and of b that are translations of each other; one side empty in a gap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bead {
    /// Sentences of a, in order.
    pub a: Vec<usize>,
    /// Sentences of b, in order.
    pub b: Vec<usize>,
}

/// The kinds of beads and what each costs: about the logarithm of how often translations show it. Begun from Gale and
/// Church (1993, table 5); 1-2 and 1-3 chosen on the development texts with sentences struck out (strict F1 0.96 with
/// −1.8 and −3, 0.99 with these). Gaps have their own price.
pub(crate) const KINDS: [(usize, usize, f64); 10] = [
    (1, 1, -0.1),
    (1, 0, 0.0),
    (0, 1, 0.0),
    (1, 2, -2.3),
    (2, 1, -2.3),
    (2, 2, -4.5),
    (1, 3, -4.0),
    (3, 1, -4.0),
    (1, 4, -5.5),
    (4, 1, -5.5),
];

/// What gaps cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gaps {
    /// Between beads.
    pub inside: f64,
    /// At the head or foot of a text: translations are cut there, in long stretches.
    pub margin: f64,
}

/// Before anything is known of the texts: as rare as in Gale and Church, since the second pass goes by what the first saw.
/// With −3 and −3.5 short second sentences of the development translation are lost, the struck-out texts stay as they are
/// (0.99). The margin's price is of −1 (0.98), −1.5 and −2.2 (0.99).
pub(crate) const GAPS: Gaps = Gaps { inside: -4.0, margin: -1.5 };

impl Gaps {
    /// The price that beads found show: the logarithm of the share of gaps among them, as if twenty more beads had shown one gap.
    /// What is cut off at the head or foot, however long, counts as one gap at each end.
    pub fn seen(beads: &[Bead]) -> Gaps {
        let is_gap = |bead: &&Bead| bead.a.is_empty() || bead.b.is_empty();
        let first = beads.iter().position(|bead| !is_gap(&bead)).unwrap_or_default();
        let last = beads.iter().rposition(|bead| !is_gap(&bead)).map_or(0, |last| last + 1);
        let inside = beads.get(first..last).unwrap_or_default();
        let cuts = usize::from(first > 0) + usize::from(last < beads.len());
        let gaps = inside.iter().filter(is_gap).count() + cuts;
        let share = (gaps as f64 + 1.0) / ((inside.len() + cuts) as f64 + 20.0);
        Gaps { inside: share.ln().clamp(DEAREST_GAP, CHEAPEST_GAP), ..GAPS }
    }
}

/// However few or many gaps there are, one costs no more and no less than this.
const DEAREST_GAP: f64 = -4.0;
const CHEAPEST_GAP: f64 = -2.2;

/// The cost of a step.
pub(crate) fn price((down, right, prior): (usize, usize, f64), margin: bool, gaps: Gaps) -> f64 {
    match (down.min(right), margin) {
        (0, true) => gaps.margin,
        (0, false) => gaps.inside,
        _ => prior,
    }
}
