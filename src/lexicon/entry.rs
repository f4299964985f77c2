//! The entries of the knowledge files as a reader writes them; `load` checks and compiles them.

use super::rows::Keyed;
use super::words::Words;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// One column per language (primary BCP 47 subtag).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerLanguage<T> {
    /// English.
    #[serde(default)]
    pub en: T,
    /// Chinese, in simplified characters (texts are folded).
    #[serde(default)]
    pub zh: T,
    /// Japanese.
    #[serde(default)]
    pub ja: T,
}

impl<T> PerLanguage<T> {
    /// The column of a language by its primary subtag; none for a language without a column.
    pub fn get(&self, primary: &str) -> Option<&T> {
        match primary {
            "en" => Some(&self.en),
            "zh" => Some(&self.zh),
            "ja" => Some(&self.ja),
            _ => None,
        }
    }
}

/// A term: its bare form, or a form with guards.
#[derive(Clone, Debug)]
pub enum Term {
    /// The form alone.
    Plain(String),
    /// The form and the conditions under which it counts.
    Guarded(Guarded),
}

/// A term that counts only under conditions. All of them must hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guarded {
    /// The term.
    pub t: String,
    /// At least one of these stands in the same sentence, elsewhere than the term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// None of these stands in the same sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_near: Vec<String>,
    /// Does not count where one of these sides is the publisher or a participant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_party: Vec<String>,
    /// Brackets in the term are part of it: 刚果(金).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub literal: bool,
    /// Counts only in this very case ("AI").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub case: bool,
}

/// A term where no reader looks: every field is there, and which of the two it is stands in front.
#[derive(Serialize, Deserialize)]
enum Packed {
    Plain(String),
    Guarded(String, [Vec<String>; 3], [bool; 2]),
}

impl From<Packed> for Term {
    fn from(packed: Packed) -> Term {
        match packed {
            Packed::Plain(form) => Term::Plain(form),
            Packed::Guarded(t, [near, not_near, not_party], [literal, case]) => {
                Term::Guarded(Guarded { t, near, not_near, not_party, literal, case })
            }
        }
    }
}

impl From<Term> for Packed {
    fn from(term: Term) -> Packed {
        match term {
            Term::Plain(form) => Packed::Plain(form),
            Term::Guarded(Guarded { t, near, not_near, not_party, literal, case }) => {
                Packed::Guarded(t, [near, not_near, not_party], [literal, case])
            }
        }
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            term if !serializer.is_human_readable() => Packed::from(term.clone()).serialize(serializer),
            Term::Plain(form) => form.serialize(serializer),
            Term::Guarded(guarded) => guarded.serialize(serializer),
        }
    }
}

/// By hand, because an untagged enum loses the line of an error.
impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Packed::deserialize(deserializer).map(Term::from);
        }
        struct TermVisitor;
        impl<'de> Visitor<'de> for TermVisitor {
            type Value = Term;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a term: a text, or a map {t: TERM, near: [..], not_near: [..], not_party: [..], case: true, literal: true}")
            }

            fn visit_str<E: de::Error>(self, form: &str) -> Result<Term, E> {
                Ok(Term::Plain(form.into()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Term, A::Error> {
                Guarded::deserialize(de::value::MapAccessDeserializer::new(map)).map(Term::Guarded)
            }
        }
        deserializer.deserialize_any(TermVisitor)
    }
}

impl Term {
    /// The form that is sought.
    pub fn form(&self) -> &str {
        match self {
            Term::Plain(form) => form,
            Term::Guarded(guarded) => &guarded.t,
        }
    }

    /// The conditions, if it has any.
    pub fn guards(&self) -> Option<&Guarded> {
        match self {
            Term::Plain(_) => None,
            Term::Guarded(guarded) => Some(guarded),
        }
    }
}

/// A topic of the codebook.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The codebook's id.
    pub id: String,
    /// Reported even when no source mentions it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub core: bool,
    /// Whether lists of fields of cooperation name it (trade, climate); a matter of its own (last-meeting) is never
    /// merely listed.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub field: bool,
    /// Where a mention is else only a date (since our last meeting), words of which one must stand in its clause for
    /// something to be told of it (agreed, results).
    #[serde(default)]
    pub told_by: PerLanguage<Words>,
    /// How a page names it.
    pub label: PerLanguage<String>,
    /// What is sought.
    pub terms: PerLanguage<Vec<Term>>,
    /// False friends: masked before the terms are sought.
    #[serde(default)]
    pub block: PerLanguage<Vec<Term>>,
    /// Words that take the topic up again when the sentence before mentions it (这场危机).
    #[serde(default)]
    pub anaphora: PerLanguage<Vec<String>>,
    /// Sentences that must hit and must miss.
    #[serde(default)]
    pub tests: PerLanguage<Samples>,
}

/// A topic without its terms: what the stages behind the search need of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TopicHead {
    /// The codebook's id.
    pub id: String,
    /// Reported even when no source mentions it.
    #[serde(default)]
    pub core: bool,
    /// Whether lists of fields of cooperation name it.
    #[serde(default = "yes")]
    pub field: bool,
    /// Words of which one must stand in its clause for something to be told of it.
    #[serde(default)]
    pub told_by: PerLanguage<Words>,
    /// How a page names it.
    pub label: PerLanguage<String>,
}

impl From<&Topic> for TopicHead {
    fn from(topic: &Topic) -> TopicHead {
        let Topic { id, core, field, told_by, label, .. } = topic;
        let (id, told_by, label) = (id.clone(), told_by.clone(), label.clone());
        TopicHead { id, core: *core, field: *field, told_by, label }
    }
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_yes(value: &bool) -> bool {
    *value
}

/// Sentences that a topic must find, and must not find.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    /// Must be found.
    #[serde(default)]
    pub hit: Vec<String>,
    /// Must not be found.
    #[serde(default)]
    pub miss: Vec<String>,
}

/// A side: a state, or a body that talks like one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideEntry {
    /// ISO 3166-1 alpha-2 (GB for the UK), or EU, UN, NATO and the like.
    pub id: String,
    /// What a page calls it in an English sentence (the US), where that is not its first name.
    #[serde(default)]
    pub called: Option<String>,
    /// Its names by language.
    #[serde(default)]
    pub en: SideNames,
    /// Its names in Chinese.
    #[serde(default)]
    pub zh: SideNames,
    /// Its names in Japanese.
    #[serde(default)]
    pub ja: SideNames,
    /// Words that hold one of the names by chance.
    #[serde(default)]
    pub block: PerLanguage<Vec<Term>>,
    /// Its people's names begin with the family name, in English texts too.
    #[serde(default)]
    pub family_first: bool,
}

/// A side without names, which are found by the index of names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownSide {
    /// ISO 3166-1 alpha-2 (GB for the UK), or EU, UN, NATO and the like.
    pub id: String,
    /// What a page calls it in an English sentence: China, the US.
    pub called: String,
    /// Its people's names begin with the family name, in English texts too.
    #[serde(default)]
    pub family_first: bool,
}

impl Keyed for KnownSide {
    fn key(&self) -> &str {
        &self.id
    }
}

impl SideEntry {
    /// The names in a language, by primary subtag.
    pub fn names(&self, primary: &str) -> Option<&SideNames> {
        match primary {
            "en" => Some(&self.en),
            "zh" => Some(&self.zh),
            "ja" => Some(&self.ja),
            _ => None,
        }
    }
}

/// A side that is not `called` anything is called by its first English name.
impl From<&SideEntry> for KnownSide {
    fn from(side: &SideEntry) -> KnownSide {
        let SideEntry { id, called, en, family_first, .. } = side;
        let first = || en.names.first().map_or(id.clone(), |name| name.form().into());
        KnownSide {
            id: id.clone(),
            called: called.clone().unwrap_or_else(first),
            family_first: *family_first,
        }
    }
}

/// What a side is called in one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideNames {
    /// Names of the state or body.
    #[serde(default)]
    pub names: Vec<Term>,
    /// Adjectives (American).
    #[serde(default)]
    pub adjectives: Vec<Term>,
    /// The people (Americans).
    #[serde(default)]
    pub plural: Vec<Term>,
    /// The government as a party to talks (美方).
    #[serde(default)]
    pub parties: Vec<Term>,
    /// The one character of pairs (美 in 中美).
    #[serde(default)]
    pub short: Vec<String>,
    /// Capitals and houses that stand for the government.
    #[serde(default)]
    pub places: Vec<Term>,
}

/// Somebody who takes part in talks.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// Lower-case ASCII family name: the voice key.
    pub key: String,
    /// Lower-case ASCII given name, which tells two of one family name apart.
    #[serde(default)]
    pub given: String,
    /// The side spoken for.
    pub side: String,
    /// Sides the person spoke for earlier or later.
    #[serde(default)]
    pub also: Vec<OtherSide>,
    /// Words that hold a name by chance.
    #[serde(default)]
    pub block: PerLanguage<Vec<Term>>,
    /// Role ids of actors.yaml, the latest first.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The English pronoun, when it is not "he".
    #[serde(default)]
    pub pronoun: Option<String>,
    /// Names as English texts write them.
    #[serde(default)]
    pub en: Vec<Term>,
    /// Names as Chinese texts write them.
    #[serde(default)]
    pub zh: Vec<Term>,
    /// Names as Japanese texts write them.
    #[serde(default)]
    pub ja: Vec<Term>,
}

/// A side for which somebody spoke earlier or later, and in which offices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherSide {
    /// The side.
    pub side: String,
    /// The offices.
    #[serde(default)]
    pub roles: Vec<String>,
}

/// A person without names, which are found by the index of names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownPerson {
    /// Lower-case ASCII family name: the voice key.
    pub key: String,
    /// Lower-case ASCII given name, which tells two of one family name apart.
    #[serde(default)]
    pub given: String,
    /// The side spoken for.
    pub side: String,
    /// Sides the person spoke for earlier or later.
    #[serde(default)]
    pub also: Vec<OtherSide>,
    /// Role ids of actors.yaml, the latest first.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The English pronoun, when it is not "he".
    #[serde(default)]
    pub pronoun: Option<String>,
}

impl Keyed for KnownPerson {
    fn key(&self) -> &str {
        &self.key
    }
}

impl KnownPerson {
    /// Whether the person speaks, or spoke, for a side.
    pub fn speaks_for(&self, side: &str) -> bool {
        self.side == side || self.also.iter().any(|other| other.side == side)
    }
}

impl PersonEntry {
    /// The names in a language, by primary subtag.
    pub fn names(&self, primary: &str) -> &[Term] {
        match primary {
            "en" => &self.en,
            "zh" => &self.zh,
            "ja" => &self.ja,
            _ => &[],
        }
    }
}

/// Roles, joint subjects, outlets, commentators and labels of turns.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actors {
    /// Offices.
    pub roles: Vec<Named>,
    /// Words with an office in them that name nobody (总统府, foreign ministers' meeting).
    pub not_roles: PerLanguage<Vec<Term>>,
    /// The participants together (双方, the two leaders).
    pub joint: PerLanguage<Vec<Term>>,
    /// Agencies and papers: channels, never voices.
    pub outlets: Vec<Named>,
    /// Whose words are commentary (analyst, 专家).
    pub commentators: PerLanguage<Vec<Term>>,
    /// Those who ask (Reporter, 记者).
    pub journalists: Speakers,
    /// Those who answer without being named (A, 答).
    pub answers: Speakers,
    /// Those who lead through a press conference.
    pub moderators: Speakers,
    /// Those who only carry over what others say.
    pub interpreters: Speakers,
    /// Forms of address before a name.
    #[serde(default)]
    pub honorifics: PerLanguage<Vec<Term>>,
    /// Words before an office that say it is past (former, 前).
    #[serde(default)]
    pub former: PerLanguage<Vec<Term>>,
}

/// How those who speak without a name are labelled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speakers {
    /// Labels at the start of a turn.
    #[serde(default)]
    pub labels: PerLanguage<Vec<Term>>,
    /// Phrases in running text that report their asking.
    #[serde(default)]
    pub asks: PerLanguage<Vec<Term>>,
}

/// An id with its forms.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The id.
    pub id: String,
    /// Forms in English.
    #[serde(default)]
    pub en: Vec<Term>,
    /// Forms in Chinese.
    #[serde(default)]
    pub zh: Vec<Term>,
    /// Forms in Japanese.
    #[serde(default)]
    pub ja: Vec<Term>,
    /// Ids of offices that this general word for an office may mean too (the Chinese leader).
    #[serde(default)]
    pub covers: Vec<String>,
    /// The side for which an agency of a state speaks.
    #[serde(default)]
    pub side: Option<String>,
}

impl Keyed for Named {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Named {
    /// The forms in a language, by primary subtag.
    pub fn forms(&self, primary: &str) -> &[Term] {
        match primary {
            "en" => &self.en,
            "zh" => &self.zh,
            "ja" => &self.ja,
            _ => &[],
        }
    }
}

/// Text that carries no content.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boilerplate {
    /// Closing formulas.
    pub closing: PerLanguage<Words>,
    /// Site furniture.
    pub furniture: PerLanguage<Words>,
    /// What a line that only tells a time consists of, beside numbers (月, pm).
    pub clock: Words,
    /// What a line that is only an address begins with.
    pub addresses: Words,
    /// Lines that list who attended.
    pub attendance: PerLanguage<Words>,
    /// Lines that open a list of other stories.
    pub other_stories: PerLanguage<Words>,
    /// Bylines, signatures and captions.
    pub credits: Credits,
    /// Chinese datelines.
    pub dateline: DatelineWords,
}

/// Words of bylines, signatures and captions, folded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credits {
    /// Who writes (记者).
    pub writers: PerLanguage<Words>,
    /// What else a credit begins with (图, 来源).
    pub begins: PerLanguage<Words>,
    /// What a credit ends with (摄, 综合报导).
    pub ends: PerLanguage<Words>,
    /// Where somebody stands in a picture (左).
    pub places: PerLanguage<Words>,
}

/// Words of Chinese datelines, folded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatelineWords {
    /// What stands behind agency, place and day (电).
    pub marks: Words,
    /// What may not follow such a mark, since it is part of a longer word then (电话).
    pub not_before: Words,
}

/// A concept of diplomatic language with its forms.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// An English slug.
    pub id: String,
    /// 0.5 for the ubiquitous, 1 for most, 2 for the very specific.
    pub weight: f64,
    /// Differences in its wording matter politically.
    #[serde(default)]
    pub variants: bool,
    /// Forms in English.
    #[serde(default)]
    pub en: Vec<Term>,
    /// Forms in Chinese.
    #[serde(default)]
    pub zh: Vec<Term>,
    /// Forms in Japanese.
    #[serde(default)]
    pub ja: Vec<Term>,
}

/// A concept without its forms, which are found by the index of concepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConceptHead {
    /// An English slug.
    pub id: String,
    /// 0.5 for the ubiquitous, 1 for most, 2 for the very specific.
    pub weight: f64,
    /// Differences in its wording matter politically.
    #[serde(default)]
    pub variants: bool,
}

impl Keyed for ConceptHead {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Concept {
    /// The forms in a language, by primary subtag.
    pub fn forms(&self, primary: &str) -> &[Term] {
        match primary {
            "en" => &self.en,
            "zh" => &self.zh,
            "ja" => &self.ja,
            _ => &[],
        }
    }
}

/// An act of the codebook and the words that show it. A form may carry its strength, from 0 (plain) to 3, behind
/// an equals sign (`坚决反对=3`); without one it is 1 for cues that stress and 0 otherwise.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActEntry {
    /// The codebook's word.
    pub act: String,
    /// Verbs that report a speaker's words or deeds of speech. An English form is a lemma (regular forms are
    /// derived) or all its forms (`say says said saying`) before the words that must follow.
    #[serde(default)]
    pub cue: PerLanguage<Vec<String>>,
    /// Predicates inside the words reported that make the act (愿, 反对, should).
    #[serde(default)]
    pub inner: PerLanguage<Vec<String>>,
}

/// What the reader of voices must know of a language's grammar.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Words before a name that make it no subject (同, 与, 向; with, to, by).
    #[serde(default)]
    pub prepositions: Words,
    /// Words that may stand between a subject and its verb, or before the subject.
    #[serde(default)]
    pub adverbs: Words,
    /// Auxiliary verbs.
    #[serde(default)]
    pub auxiliaries: Words,
    /// Auxiliaries of the perfect (has, had).
    #[serde(default)]
    pub perfect: Words,
    /// Verbs of saying behind which stands whom they are said to (told).
    #[serde(default)]
    pub addressing: Words,
    /// What may stand before a name and is none of it (Mr).
    #[serde(default)]
    pub honorifics: Words,
    /// Modal verbs.
    #[serde(default)]
    pub modals: Words,
    /// What, behind "are", tells what somebody means to do or holds (ready, convinced).
    #[serde(default)]
    pub dispositions: Words,
    /// Words for two that stand as a subject by themselves (both).
    #[serde(default)]
    pub pair_words: Words,
    /// What a sentence on another time than that of the talk begins with (last month, prior to).
    #[serde(default)]
    pub background_heads: Words,
    /// What tells wherever it stands that something was at another time (months ago).
    #[serde(default)]
    pub background_words: Words,
    /// Texts and institutions that report (readout, statement, ministry).
    #[serde(default)]
    pub documents: Words,
    /// Words that open a subordinate clause.
    #[serde(default)]
    pub subordinators: Words,
    /// Words behind which a verb's form is a noun (the support, their hope).
    #[serde(default)]
    pub determiners: Words,
    /// Words behind an event that make it the setting of what is said (通话中, 会见时).
    #[serde(default)]
    pub settings: Words,
    /// Verbs that "we" of an author does together with the other side (we agreed, we confirmed).
    #[serde(default)]
    pub together: Words,
    /// What behind a person's name tells of somebody or something else (办公室, 发言人).
    #[serde(default)]
    pub possessed: Words,
    /// Words before the one whose quotation a colon opens (remarks by X: "…").
    #[serde(default)]
    pub quoted_by: Words,
    /// What numbered points begin with (第一，; firstly).
    #[serde(default)]
    pub enumerators: Words,
    /// What a clause begins with that tells of what, or in answer to what, something is said (谈到, 关于).
    #[serde(default)]
    pub fronting: Words,
    /// What a date or an hour ends with (日, 晚).
    #[serde(default)]
    pub date_ends: Words,
    /// Particles behind the one who speaks (は, から).
    #[serde(default)]
    pub subject_marks: Words,
    /// Words that open a clause behind a comma, so that no field of a list begins there (which, while).
    #[serde(default)]
    pub clause_openers: Words,
    /// Verbs with which a statement begins, so that no field of a list begins there (加强, 反对; strengthen, will).
    #[serde(default)]
    pub predicates: Words,
    /// Words that join the last field of a list (和, 以及; and).
    #[serde(default)]
    pub conjunctions: Words,
    /// Words that hold a conjunction by chance (和平 holds 和).
    #[serde(default)]
    pub conjunction_masks: Words,
    /// Predicates behind which a list is over (事关, 威胁).
    #[serde(default)]
    pub list_breakers: Words,
    /// Words that announce a list (including, such as).
    #[serde(default)]
    pub field_introducers: Words,
    /// Particles behind an attribute (的).
    #[serde(default)]
    pub attribute_marks: Words,
    /// Words behind which the subjects of a talk are told (talks on, issues of).
    #[serde(default)]
    pub subjects: Words,
    /// Words that begin a phrase in which a topic is only the setting (amid, in light of).
    #[serde(default)]
    pub passing: Words,
    /// Words that begin a phrase of capacity (作为; as).
    #[serde(default)]
    pub capacity_openers: Words,
    /// What somebody is in such a phrase (成员国; permanent member).
    #[serde(default)]
    pub capacity_heads: Words,
    /// Adverbs that negate a clause wherever they stand in its predicate (not, never).
    #[serde(default)]
    pub negating_adverbs: Words,
    /// Words that negate the verb they stand before.
    #[serde(default)]
    pub negators: Words,
    /// Negations that affirm (不能不).
    #[serde(default)]
    pub double_negations: Words,
    /// Words that contain a marker and are none (重要 contains 要).
    #[serde(default)]
    pub masks: Words,
    /// Words that join two names into one subject (和, 与).
    #[serde(default)]
    pub subject_joints: Words,
    /// Words between a subject and a verb that make the verb no predicate of it (是…支持的, 受…欢迎).
    #[serde(default)]
    pub looseners: Words,
    /// What a question ends with (吗, 呢).
    #[serde(default)]
    pub questions: Words,
    /// Words for another time than that of the talk (此前, 去年): background in news.
    #[serde(default)]
    pub other_times: Words,
    /// What stands behind the number of a month and of a day.
    #[serde(default)]
    pub date_signs: Words,
    /// What behind a side or a name makes it an office that speaks by itself (外交部, 办公室).
    #[serde(default)]
    pub institutions: Words,
    /// What the title of a text that the sides issue together holds (联合声明).
    #[serde(default)]
    pub joint_documents: Words,
    /// Words by which an outlet reports (报道).
    #[serde(default)]
    pub reports: Words,
    /// Words by which one meets another, an attribute before the name (与到访的X).
    #[serde(default)]
    pub joining: Words,
    /// What may stand between two titles, or a title and a name (of the, 兼).
    #[serde(default)]
    pub title_joints: Words,
    /// What may stand between a side and an office (前, 候任).
    #[serde(default)]
    pub before_office: Words,
    /// Words that end an unknown name.
    #[serde(default)]
    pub name_ends: Words,
    /// Small words inside labels of turns (Minister of State, Chancellor of the Exchequer).
    #[serde(default)]
    pub title_particles: Words,
    /// Small words inside Latin names (von, bin).
    #[serde(default)]
    pub name_particles: Words,
    /// Capitalised words that are no names (Mr, Monday, The).
    #[serde(default)]
    pub not_names: Words,
    /// The author or speaker alone.
    #[serde(default)]
    pub first_singular: Words,
    /// The author's or speaker's side, or all present.
    #[serde(default)]
    pub first_plural: Words,
    /// He.
    #[serde(default)]
    pub he: Words,
    /// She.
    #[serde(default)]
    pub she: Words,
    /// They.
    #[serde(default)]
    pub they: Words,
    /// It.
    #[serde(default)]
    pub it: Words,
    /// The person spoken to.
    #[serde(default)]
    pub second: Words,
    /// Words with which a sentence goes back to what the text itself tells (会谈后, following the call).
    #[serde(default)]
    pub narration: Words,
    /// Words that show duty.
    #[serde(default)]
    pub duty: Words,
    /// Words that show a wish.
    #[serde(default)]
    pub wish: Words,
    /// Auxiliaries of the future that tell of an intention only where somebody intends (will, would).
    #[serde(default)]
    pub plain_future: Words,
    /// Words right before them that stand for somebody who intends (we, government).
    #[serde(default)]
    pub willing: Words,
    /// Words right before "agreed" that make it no act of agreeing (as agreed, was agreed upon).
    #[serde(default)]
    pub told_agreement: Words,
    /// Feelings that are expressed (concern, regret).
    #[serde(default)]
    pub feelings: Words,
    /// Words that show intention.
    #[serde(default)]
    pub will: Words,
    /// Words that, after "we" or "they", still tell only of talking (discussed).
    #[serde(default)]
    pub courtesy: Words,
    /// Words behind which something is said even under "discussed" (the importance of, how to).
    #[serde(default)]
    pub substance: Words,
    /// Words that introduce a channel (据…报道, according to).
    #[serde(default)]
    pub channels: Words,
    /// Words that answer a question without substance.
    #[serde(default)]
    pub declining: Words,
    /// Words that say something was not discussed.
    #[serde(default)]
    pub denying: Words,
}

/// Abbreviations and function words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// See `text::sentence::Abbreviations`.
    pub open: Vec<String>,
    /// See `text::sentence::Abbreviations`.
    pub before_number: Vec<String>,
    /// See `text::sentence::Abbreviations`.
    pub doubtful: Vec<String>,
    /// See `text::sentence::Abbreviations`.
    pub closing: Vec<String>,
    /// See `text::sentence::Abbreviations`.
    pub starters: Vec<String>,
    /// The commonest English words, by which English is told from other Latin script.
    pub function_words: Vec<String>,
}

/// A kind of text and the words by which press offices call it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindWords {
    /// The kind: readout, post, press-conference, interview or news.
    pub kind: String,
    /// Words for it in front matter, lower case, hyphens for blanks.
    pub words: Vec<String>,
}

/// What the protocol card looks for. Phrases are terms with slots: `{side}`, `{invited}`, `{place}`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtocolWords {
    /// Phrases that say who asked for the talk: `{side}` did, or `{invited}` was asked.
    pub initiator: PerLanguage<Vec<String>>,
    /// Words for the medium, in the order in which they decide: video, phone, meeting, letter.
    pub medium: Vec<Named>,
    /// Words for the talk itself, beside which a word of tone tells its tone.
    pub talk: PerLanguage<Vec<String>>,
    /// Words for the talk's tone.
    pub tone: PerLanguage<Vec<String>>,
    /// Phrases that mean the talk that is told of, in whichever sentence.
    pub at_hand: PerLanguage<Vec<String>>,
    /// Words for an earlier meeting or call.
    pub earlier: PerLanguage<Vec<String>>,
    /// Words in the clause of such a phrase by which it means the talk itself, or one to come.
    pub not_earlier: PerLanguage<Vec<String>>,
    /// Phrases that say where a talk was held: `{place}` stands for the place.
    pub place: PerLanguage<Vec<String>>,
}
