//! Independent accounts: what is the same act, fact or wish, and what is only about the same topic.

use super::Relation;
use super::anchors;
use super::assignment::{Edge, assign};
use super::bead::Bead;
use super::content::{Account, Statement};
use super::evidence::Bitext;
use super::likeness::{Likeness, Part};
use super::pair::Found;
use super::profile::{Kind, Side};
use super::voices;
use crate::claims::Level;
use std::collections::{BTreeMap, BTreeSet};

// The numbers of this file were chosen on thirteen development pairs (the hand-coded ones and our own), one at a time, in
// steps of a tenth or so; around those that stand here F1 of `same` moves by less than 0.02. What is two different
// principals', and what one side's voice and the text itself have in common, is from the design.

/// Least score of `same`. With 0.14, 0.155, 0.17, 0.185 and 0.2: 0.78, 0.78, 0.78, 0.76, 0.75.
const LEAST_SAME: f64 = 0.17;
/// Least score with which a pair is `same` beside a better one of one of its sentences. From 0.19 to 0.34: 0.80, 0.81, 0.79, 0.78.
const LEAST_JOINED: f64 = 0.22;
/// The same for one that tells of the talk itself, and already has its like.
const LEAST_ASIDE: f64 = 0.28;
/// A sentence that shares no topic is related only when it is this much alike.
const LEAST_RELATED: f64 = 0.17;
/// A sentence is related to this many others at most, unless they have nothing closer.
const FEW: usize = 2;
/// That both tell of the talk itself, and that both judge it.
const EVENT: f64 = 0.9;
const VERDICT: f64 = 0.6;
/// That both tell that one topic was talked about, and that both list fields of which some are common (CODEBOOK, Links).
const DISCUSSED: f64 = 0.5;
const LISTS: f64 = 0.4;
/// So many fields are a list.
const A_LIST: usize = 3;
/// Voices: one of them is both sides or the text itself; two different principals.
const NEUTRAL: f64 = 0.85;
const DIFFERENT: f64 = 0.6;
/// Acts of different groups; opposite polarity; different topics.
const OTHER_ACT: f64 = 0.85;
const OTHER_POLARITY: f64 = 0.5;
const OTHER_TOPIC: f64 = 0.85;
/// Up to so many pairs all are looked at, of sentences and of the clauses of two; of more, for each those with so many
/// others.
const ALL: usize = 40_000;
const MOST: usize = 20;
/// Least likeness beside topics and names.
const LEAST_REST: f64 = 0.05;
/// So many concepts in common are more than a topic.
const LEAST_CONCEPTS: usize = 2;
/// One only names a topic of which the other says something.
const BARE: f64 = 0.7;
/// One tells that the talk took place, the other does not.
const OTHER_EVENT: f64 = 0.8;
/// What very short clauses share by chance: the weight at which a likeness counts half.
const HALF: f64 = 1.0;

/// What was found about two sentences.
struct Judgement {
    score: f64,
    parts: Vec<Part>,
    /// They can be the same; if not, they are at most related.
    may_be_same: bool,
    /// They share a specific topic.
    topic: bool,
    /// One of them tells that the talk took place, the other does not.
    aside: bool,
}

/// The links between two accounts; pairs under a veto are at most related.
pub(crate) fn links(
    bitext: &Bitext<'_>,
    [a, b]: [&Account<'_>; 2],
    vetoes: &BTreeSet<(usize, usize)>,
) -> Vec<Found> {
    let (side_a, side_b) = (in_genre(bitext.a), in_genre(bitext.b));
    let bitext = &Bitext { a: &side_a, b: &side_b, ..bitext.clone() };
    let mut judged: BTreeMap<(usize, usize), Judgement> = BTreeMap::new();
    for (i, j) in candidates(bitext) {
        if let (Some(own), Some(other)) = (a.sentences.get(i), b.sentences.get(j)) {
            judged.insert((i, j), judge(bitext, own, other, vetoes.contains(&(i, j))));
        }
    }
    let same = same(&judged);
    let linked: BTreeSet<(usize, usize)> = same
        .iter()
        .flat_map(|bead| bead.a.iter().flat_map(|i| bead.b.iter().map(move |j| (*i, *j))))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    for bead in same {
        let best = bead.a.iter().flat_map(|i| bead.b.iter().map(move |j| (*i, *j)));
        let best = best.filter_map(|pair| judged.get(&pair)).max_by(|x, y| x.score.total_cmp(&y.score));
        let (score, parts) = best.map_or((0.0, Vec::new()), |j| (j.score, j.parts.clone()));
        found.push(Found { bead, score, parts, relation: Relation::Same });
    }
    let able = |(i, j): &(usize, usize), judgement: &Judgement| {
        !linked.contains(&(*i, *j)) && (judgement.topic || judgement.score >= LEAST_RELATED)
    };
    let able: BTreeMap<(usize, usize), Judgement> =
        judged.into_iter().filter(|(pair, judgement)| able(pair, judgement)).collect();
    let kept = closest_few(&able);
    for ((i, j), judgement) in able.into_iter().filter(|(pair, _)| kept.contains(pair)) {
        let bead = Bead { a: vec![i], b: vec![j] };
        found.push(Found {
            bead,
            score: judgement.score,
            parts: judgement.parts,
            relation: Relation::Related,
        });
    }
    found
}

/// A text whose tokens weigh what they tell in the genre.
fn in_genre(side: &Side) -> Side {
    Side { weight: side.telling.clone(), ..side.clone() }
}

/// The pairs that are looked at: all, or in long texts those that share most.
fn candidates(bitext: &Bitext<'_>) -> Vec<(usize, usize)> {
    let (n, m) = (bitext.a.units.len(), bitext.b.units.len());
    match n.saturating_mul(m) <= ALL {
        true => (0..n).flat_map(|i| (0..m).map(move |j| (i, j))).collect(),
        false => anchors::closest(bitext, MOST),
    }
}

/// The pairs that are among the closest few of at least one of their sentences.
fn closest_few(able: &BTreeMap<(usize, usize), Judgement>) -> BTreeSet<(usize, usize)> {
    let mut order: Vec<(&(usize, usize), f64)> =
        able.iter().map(|(pair, judgement)| (pair, judgement.score)).collect();
    order.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(y.0)));
    let (mut of_a, mut of_b): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) = Default::default();
    let mut kept = BTreeSet::new();
    for (pair, _) in order {
        let (in_a, in_b) = (of_a.entry(pair.0).or_default(), of_b.entry(pair.1).or_default());
        if *in_a < FEW || *in_b < FEW {
            kept.insert(*pair);
        }
        (*in_a, *in_b) = (*in_a + 1, *in_b + 1);
    }
    kept
}

/// The beads of sentences that say the same: the assignment with the greatest score, then what else is as good.
fn same(judged: &BTreeMap<(usize, usize), Judgement>) -> Vec<Bead> {
    let able = judged.iter().filter(|(_, judgement)| judgement.may_be_same);
    let edges: Vec<Edge> = able.map(|((i, j), judgement)| (*i, *j, judgement.score)).collect();
    let good = |least: f64| edges.iter().copied().filter(|edge| edge.2 >= least).collect::<Vec<Edge>>();
    let mut beads: Vec<Bead> =
        assign(&good(LEAST_SAME)).into_iter().map(|(i, j)| Bead { a: vec![i], b: vec![j] }).collect();
    let is_aside = |edge: &Edge| judged.get(&(edge.0, edge.1)).is_some_and(|judgement| judgement.aside);
    let mut further = good(LEAST_JOINED);
    further.retain(|edge| edge.2 >= LEAST_ASIDE || !is_aside(edge));
    further.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    for (i, j, _) in further {
        join(&mut beads, i, j);
    }
    beads
}

/// Adds a pair to the bead of one of its sentences, or as a bead of its own where both have one.
fn join(beads: &mut Vec<Bead>, i: usize, j: usize) {
    if beads.iter().any(|bead| bead.a.contains(&i) && bead.b.contains(&j)) {
        return;
    }
    let (in_a, in_b) =
        (beads.iter().any(|bead| bead.a.contains(&i)), beads.iter().any(|bead| bead.b.contains(&j)));
    let home = beads.iter_mut().find(|bead| match (in_a, in_b) {
        (true, false) => bead.a == [i],
        (false, true) => bead.b == [j],
        _ => false,
    });
    match home {
        Some(bead) if in_a => {
            bead.b.push(j);
            bead.b.sort_unstable();
        }
        Some(bead) => {
            bead.a.push(i);
            bead.a.sort_unstable();
        }
        None => beads.push(Bead { a: vec![i], b: vec![j] }),
    }
}

fn judge(bitext: &Bitext<'_>, a: &Statement<'_>, b: &Statement<'_>, vetoed: bool) -> Judgement {
    let topic = shares_topic(a, b);
    let (score, parts) = closest(bitext, a, b);
    let apart = !a.specific.is_empty()
        && !b.specific.is_empty()
        && a.specific.intersection(&b.specific).next().is_none();
    let score = if apart { score * OTHER_TOPIC } else { score };
    let score = if a.is_event != b.is_event { score * OTHER_EVENT } else { score };
    let discussed = a.is_talked_about && b.is_talked_about && topic;
    let lead = match (a.is_event && b.is_event, a.verdict.is_some() && a.verdict == b.verdict) {
        (true, _) => EVENT,
        (_, true) => VERDICT,
        _ if discussed => DISCUSSED,
        _ if lists_alike(a, b) => LISTS,
        _ => 0.0,
    };
    let vetoed = vetoed
        || (a.is_other_event && b.is_other_event)
        || (rest(bitext, a, b) < LEAST_REST && shared_concepts(bitext, a, b) < LEAST_CONCEPTS);
    let score = if bare(a, b) { score * BARE } else { score };
    let may_be_same = lead > 0.0 || !vetoed;
    // Among several that lead, likeness decides.
    let score = if lead > 0.0 { (lead + 0.1 * score).max(score) } else { score };
    Judgement { score, parts, may_be_same, topic, aside: a.is_event != b.is_event }
}

/// The best pair among the sentences as wholes and their clauses.
fn closest(bitext: &Bitext<'_>, a: &Statement<'_>, b: &Statement<'_>) -> (f64, Vec<Part>) {
    let weigh = |side: &Side, s: &Statement<'_>| -> Vec<f64> {
        s.clauses.iter().map(|clause| weight(side, &clause.tokens)).collect()
    };
    let (of_a, of_b) = (weigh(bitext.a, a), weigh(bitext.b, b));
    let mut best: (f64, Vec<Part>) = (0.0, Vec::new());
    for (i, j) in clauses_to_compare(bitext, a, b) {
        let (Some(own), Some(other)) = (a.clauses.get(i), b.clauses.get(j)) else { continue };
        if own.speaker.is_outsider() != other.speaker.is_outsider() {
            continue;
        }
        let likeness = Likeness::of(bitext, &own.tokens, &other.tokens);
        let alike = likeness.score();
        if alike == 0.0 {
            continue;
        }
        let voice = voices::factor(&own.speaker, &other.speaker, NEUTRAL, DIFFERENT);
        let act = if own.group == other.group { 1.0 } else { OTHER_ACT };
        let polarity = if own.sign == other.sign { 1.0 } else { OTHER_POLARITY };
        let mass = of_a.get(i).copied().unwrap_or_default().min(of_b.get(j).copied().unwrap_or_default());
        let certain = mass / (mass + HALF);
        let score = alike * voice * act * polarity * certain;
        if score > best.0 {
            let mut parts = likeness.parts();
            parts.extend([("voice", voice), ("act", act), ("polarity", polarity), ("size", certain)]);
            best = (score, parts);
        }
    }
    best
}

/// The pairs of clauses that are compared: all, or in sentences of very many those that share something that few have.
fn clauses_to_compare(bitext: &Bitext<'_>, a: &Statement<'_>, b: &Statement<'_>) -> Vec<(usize, usize)> {
    let (n, m) = (a.clauses.len(), b.clauses.len());
    if n.saturating_mul(m) <= ALL {
        return (0..n).flat_map(|i| (0..m).map(move |j| (i, j))).collect();
    }
    let mut having: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (j, clause) in b.clauses.iter().enumerate() {
        clause.tokens.iter().for_each(|token| having.entry(*token).or_default().push(j));
    }
    having.retain(|_, clauses| clauses.len() <= MOST);
    let ties = |token: &usize| bitext.bridge.forward.get(*token).into_iter().flatten();
    let mut pairs = BTreeSet::from([(0, 0)]);
    for (i, clause) in a.clauses.iter().enumerate() {
        let tied = clause.tokens.iter().flat_map(ties).filter_map(|(e, _)| having.get(e));
        pairs.extend(tied.flatten().map(|j| (i, *j)));
    }
    pairs.into_iter().collect()
}

/// The weight of some tokens.
fn weight(side: &Side, tokens: &[usize]) -> f64 {
    tokens.iter().filter_map(|token| side.weight.get(*token)).sum()
}

/// How alike two sentences are without their topics' terms and names: a shared topic alone does not make them the same.
fn rest(bitext: &Bitext<'_>, a: &Statement<'_>, b: &Statement<'_>) -> f64 {
    let without = |s: &Statement<'_>| -> Vec<usize> {
        let whole = s.clauses.first().map(|clause| clause.tokens.as_slice()).unwrap_or_default();
        whole.iter().copied().filter(|token| !s.topical.contains(token)).collect()
    };
    Likeness::of(bitext, &without(a), &without(b)).score()
}

/// How many concepts of one sentence the other has.
fn shared_concepts(bitext: &Bitext<'_>, a: &Statement<'_>, b: &Statement<'_>) -> usize {
    let whole = |s: &Statement<'_>| s.clauses.first().map(|clause| clause.tokens.clone()).unwrap_or_default();
    let other = whole(b);
    let is_concept = |t: &usize| bitext.a.vocabulary.get(*t).is_some_and(|token| token.kind == Kind::Concept);
    let has = |t: &usize| {
        bitext
            .bridge
            .forward
            .get(*t)
            .is_some_and(|ties| ties.iter().any(|(e, _)| other.binary_search(e).is_ok()))
    };
    whole(a).iter().filter(|t| is_concept(t) && has(t)).count()
}

/// Whether one only names specific topics of which the other says something.
fn bare(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let named = |s: &Statement<'_>, topic: &usize| s.levels.get(topic) == Some(&Level::Named);
    let only_names =
        |s: &Statement<'_>| !s.specific.is_empty() && s.specific.iter().all(|topic| named(s, topic));
    only_names(a) != only_names(b) && a.specific.intersection(&b.specific).next().is_some()
}

/// Whether both list fields, and two or more of them are common.
fn lists_alike(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let shorter = a.specific.len().min(b.specific.len());
    shorter >= A_LIST && a.specific.intersection(&b.specific).count() >= 2
}

/// Whether two sentences share a topic that is not general.
fn shares_topic(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    a.specific.intersection(&b.specific).next().is_some()
}
