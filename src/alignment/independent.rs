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
/// So many fields are a list, and so many are some of them.
const A_LIST: usize = 3;
const COMMON_FIELDS: usize = 2;
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

/// A sentence, with what every comparison asks of it.
struct Weighed<'a> {
    told: &'a Statement<'a>,
    /// The weight of each clause.
    weights: Vec<f64>,
    /// Its tokens without its topics' terms and names.
    rest: Vec<usize>,
    /// Its concepts.
    concepts: Vec<usize>,
}

impl<'a> Weighed<'a> {
    fn of(told: &'a Statement<'a>, side: &Side) -> Weighed<'a> {
        let whole = told.clauses.first().map(|clause| clause.tokens.as_slice()).unwrap_or_default();
        let is_concept = |t: &usize| side.vocabulary.get(*t).is_some_and(|t| t.kind == Kind::Concept);
        Weighed {
            told,
            weights: told.clauses.iter().map(|clause| weight(side, &clause.tokens)).collect(),
            rest: whole.iter().copied().filter(|token| !told.topical.contains(token)).collect(),
            concepts: whole.iter().copied().filter(is_concept).collect(),
        }
    }
}

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
pub(crate) fn links<'a>(
    bitext: &Bitext<'_>,
    [a, b]: [&'a Account<'_>; 2],
    vetoes: &BTreeSet<(usize, usize)>,
) -> Vec<Found> {
    let (side_a, side_b) = (in_genre(bitext.a), in_genre(bitext.b));
    let bitext = &Bitext { a: &side_a, b: &side_b, ..bitext.clone() };
    let weighed = |side: &Side, account: &'a Account<'_>| -> Vec<Weighed<'a>> {
        account.sentences.iter().map(|told| Weighed::of(told, side)).collect()
    };
    let (of_a, of_b) = (weighed(bitext.a, a), weighed(bitext.b, b));
    let mut judged: BTreeMap<(usize, usize), Judgement> = BTreeMap::new();
    for (i, j) in candidates(bitext) {
        if let (Some(own), Some(other)) = (of_a.get(i), of_b.get(j)) {
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

fn judge(bitext: &Bitext<'_>, own: &Weighed<'_>, other: &Weighed<'_>, vetoed: bool) -> Judgement {
    let (a, b) = (own.told, other.told);
    let common = a.specific.intersection(&b.specific).count();
    let topic = common > 0;
    let (score, parts) = closest(bitext, own, other);
    let apart = !a.specific.is_empty() && !b.specific.is_empty() && !topic;
    let score = if apart { score * OTHER_TOPIC } else { score };
    let score = if a.is_event != b.is_event { score * OTHER_EVENT } else { score };
    let discussed = a.is_talked_about && b.is_talked_about && topic;
    let lead = match (a.is_event && b.is_event, a.verdict.is_some() && a.verdict == b.verdict) {
        (true, _) => EVENT,
        (_, true) => VERDICT,
        _ if discussed => DISCUSSED,
        _ if common >= COMMON_FIELDS && a.specific.len().min(b.specific.len()) >= A_LIST => LISTS,
        _ => 0.0,
    };
    let vetoed = vetoed
        || (a.is_other_event && b.is_other_event)
        || (shared_concepts(bitext, own, other) < LEAST_CONCEPTS && rest(bitext, own, other) < LEAST_REST);
    let score = if topic && only_names(a) != only_names(b) { score * BARE } else { score };
    let may_be_same = lead > 0.0 || !vetoed;
    // Among several that lead, likeness decides.
    let score = if lead > 0.0 { (lead + 0.1 * score).max(score) } else { score };
    Judgement { score, parts, may_be_same, topic, aside: a.is_event != b.is_event }
}

/// The best pair among the sentences as wholes and their clauses.
fn closest(bitext: &Bitext<'_>, a: &Weighed<'_>, b: &Weighed<'_>) -> (f64, Vec<Part>) {
    let mut best: (f64, Vec<Part>) = (0.0, Vec::new());
    for (i, j) in clauses_to_compare(bitext, a.told, b.told) {
        let (Some(own), Some(other)) = (a.told.clauses.get(i), b.told.clauses.get(j)) else { continue };
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
        let weight = |of: &Weighed<'_>, at: usize| of.weights.get(at).copied().unwrap_or_default();
        let mass = weight(a, i).min(weight(b, j));
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
fn rest(bitext: &Bitext<'_>, a: &Weighed<'_>, b: &Weighed<'_>) -> f64 {
    Likeness::of(bitext, &a.rest, &b.rest).score()
}

/// How many concepts of one sentence the other has.
fn shared_concepts(bitext: &Bitext<'_>, a: &Weighed<'_>, b: &Weighed<'_>) -> usize {
    let whole = b.told.clauses.first().map(|clause| clause.tokens.as_slice()).unwrap_or_default();
    let ties = |t: &usize| bitext.bridge.forward.get(*t).into_iter().flatten();
    let has = |t: &&usize| ties(t).any(|(e, _)| whole.binary_search(e).is_ok());
    a.concepts.iter().filter(has).count()
}

/// Whether a sentence only names its specific topics, and says nothing of them.
fn only_names(s: &Statement<'_>) -> bool {
    let named = |topic: &usize| s.levels.get(topic) == Some(&Level::Named);
    !s.specific.is_empty() && s.specific.iter().all(named)
}
