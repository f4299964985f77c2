//! Sentences that cannot be the same whatever their words share: opposite stances, swapped roles, opposite directions.

use super::bridge::Tie;
use super::content::{Account, Clause, Statement};
use super::evidence::Bitext;
use super::likeness::covered;
use super::mode::Mode;
use super::profile::{Kind, Side};
use super::voices::{self, Speaker};
use crate::claims::Act;
use crate::lexicon::alignment::AlignmentWords;
use std::collections::BTreeSet;

/// Comparing all sentences of more than this product is left out: nobody reads such texts for their roles.
const LARGEST: usize = 250_000;

/// The pairs of sentences of two accounts that cannot be the same.
pub(crate) fn vetoes(
    bitext: &Bitext<'_>,
    a: &Account<'_>,
    b: &Account<'_>,
    words: &AlignmentWords,
    mode: Mode,
) -> BTreeSet<(usize, usize)> {
    if a.sentences.len().saturating_mul(b.sentences.len()) > LARGEST {
        return BTreeSet::new();
    }
    let one_language = bitext.a.primary == bitext.b.primary;
    let mut pairs = BTreeSet::new();
    for (i, own) in a.sentences.iter().enumerate() {
        for (j, other) in b.sentences.iter().enumerate() {
            let strays = || {
                one_language
                    && stray(own, other)
                    && contained(bitext, i, j) < CONTAINED
                    && !(mode == Mode::Independent && unlike(bitext, i, j))
            };
            if excludes(own, other, words) || strays() {
                pairs.insert((i, j));
            }
        }
    }
    pairs
}

/// Of two sentences of one language, one is contained in the other when so much of its words stand there.
const CONTAINED: f64 = 0.8;

/// So many words of its own on either side make more than a sentence with one thing exchanged for another.
const SEVERAL: usize = 2;

/// Whether both sentences have several words that the other lacks.
fn unlike(bitext: &Bitext<'_>, i: usize, j: usize) -> bool {
    let (a, b) = (bitext.tokens_a(i), bitext.tokens_b(j));
    let of_a = own_words(bitext.a, a, &bitext.bridge.forward, b);
    of_a.min(own_words(bitext.b, b, &bitext.bridge.backward, a)) >= SEVERAL
}

/// How many words of a sentence the other lacks.
fn own_words(side: &Side, tokens: &[usize], ties: &[Vec<Tie>], other: &[usize]) -> usize {
    let is_word = |t: &usize| side.vocabulary.get(*t).is_some_and(|token| token.kind == Kind::Word);
    let is_tied = |t: &usize| ties.get(*t).into_iter().flatten().any(|(e, _)| other.binary_search(e).is_ok());
    tokens.iter().filter(|t| is_word(t) && !is_tied(t)).count()
}

/// The greater share of a sentence's words that the other has.
fn contained(bitext: &Bitext<'_>, i: usize, j: usize) -> f64 {
    let (a, b) = (bitext.tokens_a(i), bitext.tokens_b(j));
    let of_a = covered(bitext.a, a, &bitext.bridge.forward, b, Kind::Word);
    let of_b = covered(bitext.b, b, &bitext.bridge.backward, a, Kind::Word);
    of_a.unwrap_or_default().max(of_b.unwrap_or_default())
}

/// Whether two sentences exclude each other.
fn excludes(a: &Statement<'_>, b: &Statement<'_>, words: &AlignmentWords) -> bool {
    let elsewhere = !a.leads_to.is_empty() && !b.leads_to.is_empty() && a.leads_to.is_disjoint(&b.leads_to);
    let (own, other) = (parts(a), parts(b));
    let (roles_a, roles_b) = (roles(own, words), roles(other, words));
    let both =
        || roles_a.iter().flat_map(|p| roles_b.iter().map(move |q| (p, q))).filter(|(p, q)| p.0 == q.0);
    // A sentence with several clauses may hold both roles; then nothing is excluded.
    let swapped =
        both().any(|(p, q)| voices::differ(p.1, q.1)) && both().all(|(p, q)| voices::differ(p.1, q.1));
    let holds = |s: &Statement<'_>, id: &String| s.concepts.contains(id.as_str());
    let contrary = own.len() == 1
        && other.len() == 1
        && words.opposites.iter().any(|[x, y]| {
            (holds(a, x) && holds(b, y) && !holds(a, y) && !holds(b, x))
                || (holds(a, y) && holds(b, x) && !holds(a, x) && !holds(b, y))
        });
    let opposed = match (own, other) {
        ([p], [q]) => takes_stance(p) && takes_stance(q) && p.sign != q.sign,
        _ => false,
    };
    elsewhere || swapped || opposed || contrary
}

/// Whether two sentences of one language, where terms of a topic are found alike, are about different topics.
fn stray(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    a.specific.is_disjoint(&b.specific) && !(a.specific.is_empty() && b.specific.is_empty())
}

fn takes_stance(clause: &Clause) -> bool {
    matches!(clause.act, Act::Support | Act::Oppose)
}

/// The clauses of a sentence, without the whole where there are several.
fn parts<'s>(sentence: &'s Statement<'_>) -> &'s [Clause] {
    match sentence.clauses.as_slice() {
        [_, parts @ ..] if !parts.is_empty() => parts,
        whole => whole,
    }
}

/// Who does which directed acts, each once.
fn roles<'s>(clauses: &'s [Clause], words: &AlignmentWords) -> Vec<(Act, &'s Speaker)> {
    let mut roles = Vec::new();
    for clause in clauses.iter().filter(|clause| words.is_directed(clause.act)) {
        let role = (clause.act, &clause.speaker);
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}
