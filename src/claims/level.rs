//! How a topic stands in a clause: named in a list, under "discussed" or in passing, elaborated otherwise (CODEBOOK: levels).

use super::fields::{self, Field};
use super::{Act, Level};
use crate::lexicon::entry::Grammar;
use crate::lexicon::list::places_of;
use crate::lexicon::verbs::VerbHit;
use crate::readout::{BlockKind, Voice};
use crate::text::fold::is_cjk;
use std::cell::OnceCell;
use std::ops::Range;

/// A list has at least this many fields (CODEBOOK: "a list of three or more fields").
const FIELDS: usize = 3;
/// What stands further than this many bytes into the last field of a list is none of its names.
const FURTHEST_IN_LAST: usize = 200;
/// A phrase of capacity or setting has at most this many bytes.
const LONGEST_PHRASE: usize = 120;

/// Where a mention stands.
pub(super) struct Place<'a> {
    /// The mention in its sentence, in folded bytes.
    pub mention: Range<usize>,
    /// The unit's kind.
    pub kind: BlockKind,
    /// The claim's voice.
    pub voice: &'a Voice,
    /// The claim's act.
    pub act: Act,
    /// Whether the topic is one that lists of fields name (trade, climate), not a matter of its own (last-meeting).
    pub is_field: bool,
    /// Whether the claim tells something of a topic that is else only a date (since our last meeting).
    pub told: bool,
    /// Places of the claim's numbers, in folded bytes of the sentence, sorted.
    pub numbers: &'a [Range<usize>],
}

/// A sentence as its levels need it; each thing is found once, however many mentions there are.
pub(super) struct Surroundings<'a> {
    /// The sentence, folded.
    sentence: &'a str,
    grammar: &'a Grammar,
    /// Verbs of saying in a sentence in Latin script, sorted; in Chinese, those of discussing.
    verbs: Vec<VerbHit>,
    chinese: OnceCell<Vec<Field>>,
    latin: OnceCell<Vec<Field>>,
    signposts: OnceCell<Signposts>,
}

/// Words that tell how something is told.
struct Signposts {
    /// Where words of substance end, sorted.
    substance: Vec<usize>,
    /// Where words end behind which the subjects of a talk are told (talks on, issues of), sorted.
    subjects: Vec<usize>,
    /// Phrases that tell in what capacity somebody acts (as permanent members of …), or amid what; sorted.
    asides: Vec<Range<usize>>,
}

impl<'a> Surroundings<'a> {
    /// A sentence in which nothing is found yet.
    pub fn new(sentence: &'a str, grammar: &'a Grammar, verbs: Vec<VerbHit>) -> Self {
        let (chinese, latin, signposts) = Default::default();
        Surroundings { sentence, grammar, verbs, chinese, latin, signposts }
    }

    /// The level of a mention, and whether it is that of a field in a list.
    pub fn level(&self, place: &Place<'_>) -> (Level, bool) {
        let level = match (place.kind, place.voice, place.act) {
            (BlockKind::Heading | BlockKind::Furniture, ..) => Level::Heading,
            (_, Voice::Commentator, _) => Level::Commentary,
            (_, Voice::Journalist, _) => Level::Asked,
            (_, _, Act::Deny) => Level::Denied,
            (_, _, Act::Decline) => Level::Declined,
            _ if !place.told || self.is_aside(&place.mention) => Level::Named,
            _ => {
                let field = self.field_around(&place.mention);
                let listed = place.is_field && self.is_listed(place, &field);
                let named = (listed || self.is_bare(place, &field)) && !counted(place, &field);
                return (if named { Level::Named } else { Level::Elaborated }, listed);
            }
        };
        (level, false)
    }

    /// Whether a mention is one of three fields or more. What a list describes or leads to is none ("…, energy and health
    /// will help against climate change"), nor is a mention that is itself a list.
    fn is_listed(&self, place: &Place<'_>, field: &Field) -> bool {
        let far = place.mention.start > field.range.start + FURTHEST_IN_LAST;
        let words = self.sentence.get(place.mention.clone()).unwrap_or_default();
        if field.fields < FIELDS || words.contains(['、', ',']) || (field.last && far) {
            return false;
        }
        let before = self.sentence.get(field.range.start..place.mention.start).unwrap_or_default();
        let verb = |word: &str| {
            [&self.grammar.auxiliaries, &self.grammar.predicates]
                .iter()
                .all(|words| words.iter().any(|w| w == word))
        };
        !(field.last && (self.grammar.attribute_marks.is_in(before) || before.split(' ').any(verb)))
    }

    /// Whether a mention is only said to be discussed.
    fn is_bare(&self, place: &Place<'_>, field: &Field) -> bool {
        let at = place.mention.start;
        if self.is_chinese(&place.mention) {
            // "讨论市场准入问题，为企业创造更好环境": the verb is over.
            let goes_on = self.verbs.first().is_some_and(|verb| verb.range.end <= field.head)
                && self.opens_predicate(field.head);
            return place.act == Act::Discuss && self.substance().is_empty() && !goes_on;
        }
        let before = self.verbs.partition_point(|verb| verb.range.start < at);
        let last = before.checked_sub(1).and_then(|last| self.verbs.get(last));
        let subject = last_up_to(self.subjects(), at);
        let discussed = match (last, place.act) {
            // "discussed trade and confirmed that they would meet"
            (Some(verb), _) if verb.act != Act::Discuss => subject.filter(|from| verb.range.end <= *from),
            (Some(verb), Act::Discuss | Act::Narrate) => Some(subject.unwrap_or(0).max(verb.range.end)),
            (None, Act::Discuss) => Some(subject.unwrap_or(0)),
            _ => subject,
        };
        discussed
            .is_some_and(|from| last_up_to(self.substance(), at).is_none_or(|substance| substance < from))
    }

    fn opens_predicate(&self, at: usize) -> bool {
        self.grammar.predicates.begins(self.sentence.get(at..).unwrap_or_default())
    }

    fn is_chinese(&self, mention: &Range<usize>) -> bool {
        self.sentence.get(mention.clone()).unwrap_or_default().chars().any(is_cjk)
    }

    /// Whether a mention stands in a phrase that tells in what capacity somebody acts, or amid what.
    fn is_aside(&self, mention: &Range<usize>) -> bool {
        let asides = &self.signposts().asides;
        let before = asides.partition_point(|range| range.start <= mention.start);
        before.checked_sub(1).and_then(|at| asides.get(at)).is_some_and(|range| mention.end <= range.end)
    }

    fn signposts(&self) -> &Signposts {
        self.signposts.get_or_init(|| {
            let grammar = self.grammar;
            let sought = [&grammar.substance, &grammar.subjects, &grammar.capacity_openers, &grammar.passing];
            let [substance, subjects, capacities, settings] = places_of(sought, self.sentence);
            let ends = |places: Vec<Range<usize>>| {
                let mut ends: Vec<usize> = places.into_iter().map(|place| place.end).collect();
                ends.sort_unstable();
                ends
            };
            let phrases =
                |places: Vec<Range<usize>>| places.into_iter().filter_map(|place| self.phrase(place.start));
            let mut asides: Vec<Range<usize>> = phrases(capacities)
                .filter(|phrase| grammar.capacity_heads.is_in(&self.sentence[phrase.clone()]))
                .collect();
            asides.extend(phrases(settings));
            asides.sort_by_key(|range| (range.start, range.end));
            Signposts { substance: ends(substance), subjects: ends(subjects), asides }
        })
    }

    /// The phrase that begins at a place, up to the next comma; none if it is too long for one.
    fn phrase(&self, from: usize) -> Option<Range<usize>> {
        let rest = &self.sentence[from..];
        let near = rest.char_indices().take_while(|(at, _)| *at <= LONGEST_PHRASE);
        let end = near.clone().find(|(_, c)| matches!(c, ',' | ';' | '。' | '.')).map(|(at, _)| at);
        let end = end.or_else(|| (rest.len() <= LONGEST_PHRASE).then_some(rest.len()))?;
        Some(from..from + end)
    }

    fn substance(&self) -> &[usize] {
        &self.signposts().substance
    }

    fn subjects(&self) -> &[usize] {
        &self.signposts().subjects
    }

    /// The field of a list in which a mention stands.
    fn field_around(&self, mention: &Range<usize>) -> Field {
        let fields = match self.is_chinese(mention) {
            true => self.chinese.get_or_init(|| fields::chinese(self.sentence, self.grammar)),
            false => self.latin.get_or_init(|| fields::latin(self.sentence, self.grammar, &self.verbs)),
        };
        let after = fields.partition_point(|field| field.range.start <= mention.start);
        let field = after.checked_sub(1).and_then(|at| fields.get(at));
        match field.filter(|field| mention.start < field.range.end) {
            Some(field) => field.clone(),
            None => Field { range: mention.clone(), fields: 1, head: mention.start, last: false },
        }
    }
}

/// Whether the field has a number of its own.
fn counted(place: &Place<'_>, field: &Field) -> bool {
    let from = place.numbers.partition_point(|n| n.start < field.range.start);
    let mut numbers = place.numbers.get(from..).unwrap_or_default().iter();
    numbers.by_ref().take_while(|n| n.start <= field.range.end).any(|n| n.end <= field.range.end)
}

/// The last of some sorted places that is not behind `at`.
fn last_up_to(places: &[usize], at: usize) -> Option<usize> {
    places.partition_point(|place| *place <= at).checked_sub(1).and_then(|i| places.get(i)).copied()
}
