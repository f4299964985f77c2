//! Cues of English sentences: who is the subject of a verb of saying, before it, behind it, or shared with another.

use super::super::scan::{Mention, Scan, Who};
use super::super::{Confidence, Rule, Voice};
use super::SPOKESPERSON;
use super::{Clause, Context, Frame, remember};
use crate::input::Kind;
use crate::lexicon::act::Act;
use crate::lexicon::verbs::{Use, VerbForm, VerbHit};
use crate::lexicon::words::Words;
use std::cell::OnceCell;
use std::ops::Range;

/// A pronoun takes up a name at most so many names before it.
const FURTHEST_NAME: usize = 64;
/// Most words that may follow a trailing "X said" ("… on Thursday in a statement").
const TRAIL: usize = 8;
/// Most words of an apposition between commas ("Wu, a professor at Y,").
const APPOSITION: usize = 30;

/// Most words before a document's or institution's last word (the Kremlin press service).
const DOCUMENT_NAME: usize = 8;
/// How far in a sentence a government may stand that speaks itself.
const SIDE_OPENING: usize = 6;
/// Most words between a verb and the person it is done with.
const NEAR: usize = 6;

/// A word or sign of the folded sentence.
#[derive(Clone, Debug)]
struct Token<'t> {
    text: &'t str,
    range: Range<usize>,
}

/// The subject of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Mention(Who),
    /// Two persons joined by "and".
    Pair,
    I,
    We,
    He,
    She,
    They,
    /// An institution or text named before.
    It,
    /// A thing that tells (the call).
    Thing,
    /// A text that reports (the readout, the statement).
    Document,
}

/// How a subject was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// Right before the verb.
    Before,
    /// Right behind it: "…, said Trump".
    Behind,
    /// "with Xi reiterating".
    With,
    /// Shared with the verb before: "… and urged", ", stressing".
    Shared,
    /// At the head of the sentence, shared with the verb to come: "Noting that …, Xi said".
    Lead,
}

/// A verb with its subject.
#[derive(Clone, Debug)]
struct Cued<'s> {
    verb: &'s VerbHit,
    subject: Option<Subject>,
    link: Link,
    /// Folded byte at which the clause begins.
    start: usize,
    /// The words right before the subject, as far as they matter.
    embedded: Embedding,
    negated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Embedding {
    Main,
    /// Behind "that" or right behind another verb of saying.
    Complement,
    /// Behind after, when, because: no voice of its own.
    Adverbial,
}

struct Reader<'c, 's> {
    context: &'c Context<'c>,
    scan: &'s Scan,
    tokens: Vec<Token<'s>>,
    /// Where the opening of the sentence is over: the end of the first name that no preposition governs, and the first
    /// subordinator.
    opening_ends: OnceCell<(usize, usize)>,
    /// Where quotation marks stand, in folded bytes.
    marks: OnceCell<Vec<usize>>,
}

/// The clauses of an English sentence with their voices.
pub(super) fn clauses(context: &Context<'_>, scan: &Scan, frame: &mut Frame) -> Vec<Clause> {
    let text = scan.folded.text();
    let quotes = text.matches('"').count();
    if frame.in_quotation && frame.quoter.is_some() {
        frame.carried = frame.quoter.clone();
    }
    let quoted = frame.in_quotation || text.starts_with('"');
    // A quotation that goes on is its speaker's first person, until somebody else is quoted.
    let first_person = [&context.grammar.first_singular, &context.grammar.first_plural].into_iter().flatten();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '\'').collect();
    let quoted = quoted && first_person.into_iter().any(|word| words.contains(&word));
    let speaker = frame.carried.clone().filter(|voice| quoted && matches!(voice, Voice::Person(_)));
    let closed =
        text.trim_end_matches(['.', ' ']).ends_with('"') || quotes.is_multiple_of(2) && frame.in_quotation;
    let result = match speaker {
        Some(speaker) if quotes <= 1 || (quotes == 2 && closed) => {
            let outside = (frame.base.clone(), frame.first_person);
            (frame.base, frame.first_person) = (speaker.clone(), true);
            let mut result = sentence(context, scan, frame);
            (frame.base, frame.first_person) = outside;
            for clause in result.iter_mut().filter(|c| c.voice == speaker && c.rule == Rule::FirstPerson) {
                clause.rule = Rule::Carried;
            }
            frame.carried = Some(speaker);
            result
        }
        _ => sentence(context, scan, frame),
    };
    if quotes % 2 == 1 {
        frame.in_quotation = !frame.in_quotation;
        let quoter = frame.carried.clone().filter(|v| frame.in_quotation && matches!(v, Voice::Person(_)));
        frame.quoter = quoter;
    }
    result
}

fn sentence(context: &Context<'_>, scan: &Scan, frame: &mut Frame) -> Vec<Clause> {
    let reader = Reader {
        context,
        scan,
        tokens: tokens(scan.folded.text()),
        opening_ends: OnceCell::new(),
        marks: OnceCell::new(),
    };
    let cued = reader.cues();
    let via = reader.channel();
    let mut found: Vec<Clause> = Vec::new();
    let mut current: Option<Voice> = None;
    let mut subject_person = None;
    let mut joint = false;
    let mut relayed = false;
    for (i, cue) in cued.iter().enumerate() {
        let Some(mut clause) = reader.judge(cue, &cued[i + 1..], current.as_ref(), frame, subject_person)
        else {
            continue;
        };
        clause.via = via.clone();
        // What the speaker tells in quotation marks is the speaker's.
        if let Some(Voice::Person(speaker)) = current
            && clause.voice == Voice::Narrator
            && reader.is_quoted(cue.verb.range.start)
        {
            clause.voice = Voice::Person(speaker);
            clause.rule = Rule::CueShared;
        }
        if cue.embedded == Embedding::Complement
            && let Some(outer) = current.clone()
        {
            // "I told Xi that we want": one voice, one claim.
            if outer == clause.voice {
                continue;
            }
            let told = matches!(clause.rule, Rule::Event | Rule::Discussed) && reader.passes_on(&outer);
            // What a commentator thinks that somebody wants is commentary.
            if outer == Voice::Commentator && !told && !is_spoken(cue.verb.act) {
                continue;
            }
            if !told && !matches!(clause.voice, Voice::Person(_) | Voice::Both) {
                continue;
            }
            if matches!(outer, Voice::Person(_)) {
                clause.reporters.push(outer);
                clause.rule = Rule::Nested;
            }
            // The report goes on in the outer voice when the sentence is over.
        } else {
            if cue.subject.is_some() {
                subject_person = match cue.subject {
                    Some(Subject::Mention(Who::Person(p))) => Some(p),
                    Some(Subject::Mention(Who::Role(r, side))) => context.office_holder(r, side),
                    Some(Subject::He | Subject::She) => frame.subject,
                    _ => None,
                };
                joint =
                    matches!(cue.subject, Some(Subject::Pair | Subject::Mention(Who::Joint) | Subject::They));
                frame.joint = joint;
            }
            current = Some(clause.voice.clone());
        }
        // "The White House said that X and Y agreed": the words are X's and Y's, the rest is the way they came.
        let reported = cue.embedded == Embedding::Complement
            || found.len() == 1 && reader.continues_report(&found[0], clause.start);
        let relative = begins_with(reader.tail(clause.start), "which");
        if reported
            && let Some(outer) = found.last()
            && !(relative && outer.voice == Voice::Commentator)
            && outer.cue.is_some()
            && (outer.voice == Voice::Narrator || reader.passes_on(&outer.voice))
            && clause.rule != Rule::CueShared
        {
            clause.start = outer.start;
            clause.reporters.clear();
            clause.rule = if clause.rule == Rule::Nested { Rule::CueBefore } else { clause.rule };
            current = Some(clause.voice.clone());
            found.pop();
        }
        let trailing =
            cue.link == Link::Behind || (cue.link == Link::Before && clause.rule == Rule::CueAfter);
        // "…, the spokesman said while briefing": what he does besides is no words of anybody.
        if relayed && cue.subject.is_none() && !is_report(cue.verb.act) {
            continue;
        }
        if trailing && self_relay(&reader, &clause, &mut found, frame, &mut current) {
            relayed = true;
            continue;
        }
        // "I believe …," X added: X's words as a whole.
        if trailing
            && let Some(last) =
                found.last_mut().filter(|last| last.voice == clause.voice && last.cue.is_some())
            && matches!(clause.voice, Voice::Person(_))
        {
            last.rule = Rule::CueAfter;
            continue;
        }
        if trailing {
            // A trailing cue covers what stands before it in the sentence.
            let covered = found.iter().rposition(|c: &Clause| c.cue.is_some()).map_or(0, |i| i + 1);
            found.truncate(covered);
            clause.start = if covered == 0 { 0 } else { clause.start };
        } else if found.is_empty() {
            clause.start = 0;
        } else if found.last().is_some_and(|last| clause.start <= last.start) {
            clause.start = cue.verb.range.start;
        }
        found.push(clause);
    }
    reader.author_clauses(&mut found, frame);
    if !relayed {
        reader.set_background(&mut found, frame);
    }
    reader.according_to(&mut found, frame);
    if found.is_empty() {
        let mut clause = reader.silent(frame);
        clause.via = via;
        remember(frame, reader.first_subject(), &scan.mentions);
        return vec![clause];
    }
    frame.joint = joint;
    frame.last = current.clone();
    frame.one_commentator = current == Some(Voice::Commentator) && reader.one_commentator();
    remember(frame, subject_person, &scan.mentions);
    frame.carried = match current {
        // What a document reports goes on in quotation marks.
        Some(Voice::Narrator)
            if found.last().is_some_and(|c| matches!(c.rule, Rule::CueBefore | Rule::CueAfter)) =>
        {
            Some(Voice::Narrator)
        }
        Some(Voice::Narrator) | None => frame.first_person.then(|| frame.base.clone()),
        Some(voice) if frame.first_person && voice != frame.base => Some(frame.base.clone()),
        Some(Voice::Commentator) => None,
        other => other,
    };
    found
}

/// "X stressed …, the spokesman said": the words stay X's, and the spokesman passes them on. So where the sentence names
/// nobody else and goes on with X's words. Whether that is so.
fn self_relay(
    reader: &Reader<'_, '_>,
    clause: &Clause,
    found: &mut [Clause],
    frame: &Frame,
    current: &mut Option<Voice>,
) -> bool {
    if frame.first_person || !reader.relays(&clause.voice) {
        return false;
    }
    let Some(inner) = found.iter_mut().rev().find(|c| c.cue.is_some()) else { return false };
    let own = clause.voice == Voice::Commentator
        && matches!(inner.voice, Voice::Person(_))
        && !inner.cue.as_ref().is_some_and(|cue| is_spoken(cue.act));
    if own || inner.voice == clause.voice && clause.voice != Voice::Narrator {
        return false;
    }
    if clause.voice != Voice::Narrator && inner.voice != Voice::Narrator {
        inner.reporters.push(clause.voice.clone());
    }
    *current = Some(inner.voice.clone());
    true
}

/// Whether a text ends with whole words.
fn ends_with_words(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Whether a text begins with whole words.
fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether the subject of an act in the passive is not who does it ("was praised"; but "was convinced").
fn is_suffered(act: Act) -> bool {
    !matches!(
        act,
        Act::Commit | Act::Agree | Act::Assess | Act::Deny | Act::Discuss | Act::Narrate | Act::Decline
    )
}

/// Whether an act is done by speaking, so that who reports it passes words on; what somebody wants or thinks is told.
fn is_spoken(act: Act) -> bool {
    !matches!(
        act,
        Act::Hope | Act::Assess | Act::Support | Act::Oppose | Act::Understand | Act::Commit | Act::Praise
    )
}

/// Whether a verb of saying leaves open what is done in saying it.
fn is_report(act: Act) -> bool {
    matches!(act, Act::State | Act::Stress | Act::Inform | Act::Assess)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut list = Vec::new();
    let mut start = None;
    let word = |c: char| c.is_alphanumeric() || c == '\'';
    for (at, c) in text.char_indices() {
        let dot_inside = c == '.' && text[at + 1..].starts_with(char::is_alphanumeric) && start.is_some();
        let abbreviation = c == '.' && start.is_some_and(|s: usize| text[s..at].contains('.') || at - s == 1);
        if word(c) || dot_inside || abbreviation {
            start.get_or_insert(at);
            continue;
        }
        if let Some(s) = start.take() {
            list.push(Token { text: &text[s..at], range: s..at });
        }
        if !c.is_whitespace() {
            list.push(Token { text: &text[at..at + c.len_utf8()], range: at..at + c.len_utf8() });
        }
    }
    if let Some(s) = start {
        list.push(Token { text: &text[s..], range: s..text.len() });
    }
    list
}

impl<'s> Reader<'_, 's> {
    fn word(&self, at: usize) -> &'s str {
        self.tokens.get(at).map_or("", |t| t.text)
    }

    fn is(&self, at: usize, list: &Words) -> bool {
        let word = self.word(at);
        list.iter().any(|w| w == word)
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        (word.len() > 4 && word.ends_with("ly") && !word.ends_with("ply"))
            || self.is(at, &self.context.grammar.adverbs)
    }

    fn is_pause(&self, at: usize) -> bool {
        matches!(self.word(at), "," | ";" | ":" | "-" | "\"" | "(" | ")")
    }

    /// Whether a quotation with which the sentence begins is closed before a byte.
    fn follows_quotation(&self, byte: usize, frame: &Frame) -> bool {
        let text = self.scan.folded.text();
        let quoted = frame.in_quotation || text.starts_with('"');
        quoted && self.is_quoted(byte) == frame.in_quotation
    }

    /// Whether a quotation mark opened before a byte is still open there.
    fn is_quoted(&self, byte: usize) -> bool {
        let marks =
            self.marks.get_or_init(|| self.scan.folded.text().match_indices('"').map(|(at, _)| at).collect());
        marks.partition_point(|at| *at < byte) % 2 == 1
    }

    /// The folded sentence from a byte on, without the signs at its start.
    fn tail(&self, byte: usize) -> &'s str {
        let rest = self.scan.folded.text().get(byte..).unwrap_or_default();
        rest.trim_start_matches(|c: char| !c.is_alphanumeric())
    }

    /// The first token at or behind a folded byte.
    fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.range.start < byte)
    }

    fn mention_ending(&self, byte: usize) -> Option<&'s Mention> {
        self.scan.mention_ending(byte)
    }

    fn mention_starting(&self, byte: usize) -> Option<&'s Mention> {
        self.scan.mention_at(byte)
    }

    /// All verbs of saying that have a subject, in the sentence's order.
    fn cues(&self) -> Vec<Cued<'s>> {
        let mut list: Vec<Cued<'s>> = Vec::new();
        for verb in self.scan.verbs.iter().filter(|v| v.usage == Use::Cue) {
            if let Some(cued) = self.cued(verb, &list) {
                list.push(cued);
            }
        }
        list
    }

    fn cued(&self, verb: &'s VerbHit, before: &[Cued<'s>]) -> Option<Cued<'s>> {
        let at = self.token_at(verb.range.start);
        if before.last().is_some_and(|c| verb.range.start < c.verb.range.end) {
            return None;
        }
        // Inside a name or title ("Secretary of State").
        if self.scan.mention_at(verb.range.start).is_some_and(|m| verb.range.end <= m.range.end) {
            return None;
        }
        if verb.form == VerbForm::Ing {
            self.participle(verb, at, before)
        } else {
            self.finite(verb, at, before)
        }
    }

    /// "-ing": at the head of the sentence, behind "with NAME", or behind a comma or conjunction.
    fn participle(&self, verb: &'s VerbHit, at: usize, before: &[Cued<'s>]) -> Option<Cued<'s>> {
        let mut i = at;
        while i > 0 && self.is_adverb(i - 1) {
            i -= 1;
        }
        let cued = |subject, link, start| Cued {
            verb,
            subject,
            link,
            start,
            embedded: Embedding::Main,
            negated: false,
        };
        let start_of = |i: usize| self.tokens.get(i).map_or(verb.range.start, |t| t.range.start);
        if i == 0 {
            return Some(cued(None, Link::Lead, 0));
        }
        let previous = self.word(i - 1);
        if self.is(i - 1, &self.context.grammar.auxiliaries)
            && matches!(previous, "is" | "are" | "was" | "were")
        {
            return self.finite(verb, at, before);
        }
        if let Some(mention) = self.tokens.get(i - 1).and_then(|t| self.mention_ending(t.range.end)) {
            let first = self.token_at(mention.range.start);
            if first > 0 && matches!(self.word(first - 1), "with" | "and" | "while") {
                let subject = self.subject_at(mention);
                return Some(cued(Some(subject), Link::With, start_of(first - 1)));
            }
            return None;
        }
        if matches!(previous, "while" | "and" | "but" | "also" | "by" | "before" | "when" | "in" | "then")
            || previous == ","
        {
            let start = start_of(i - 1);
            let ended = before
                .last()
                .is_some_and(|c| self.tokens.get(i - 1).is_some_and(|t| t.range.end == c.verb.range.end));
            if matches!(previous, "before" | "when" | "in" | "by") && !(i == 1 || before.is_empty() || ended)
            {
                return None;
            }
            let link = if before.is_empty() { Link::Lead } else { Link::Shared };
            // "X took to social media, saying …"
            let says = verb.act == Act::State && previous == "," && before.is_empty();
            if let Some(mention) = self.first_mention().filter(|_| says) {
                return Some(cued(Some(self.subject_at(mention)), Link::With, start));
            }
            return Some(cued(None, link, start));
        }
        None
    }

    /// Finite forms: walks left over adverbs, auxiliaries and appositions to the subject.
    fn finite(&self, verb: &'s VerbHit, at: usize, before: &[Cued<'s>]) -> Option<Cued<'s>> {
        let grammar = self.context.grammar;
        let mut i = at;
        let mut negated = false;
        let mut helped: Vec<&str> = Vec::new();
        while i > 0 {
            let word = self.word(i - 1);
            if grammar.negators.iter().any(|n| n == word) || word.ends_with("n't") {
                negated = true;
                if word.ends_with("n't") {
                    helped.push(word);
                }
                i -= 1;
            } else if self.is(i - 1, &grammar.auxiliaries) {
                helped.push(word);
                i -= 1;
            } else if self.is_adverb(i - 1) || word == "\"" {
                i -= 1;
            } else {
                break;
            }
        }
        let deny = verb.act == Act::Deny;
        let future = helped.iter().any(|w| {
            matches!(
                *w,
                "to" | "will" | "would" | "can" | "could" | "may" | "might" | "shall" | "should" | "must"
            )
        });
        if future && !deny {
            return None;
        }
        let be = helped.iter().any(|w| matches!(*w, "is" | "are" | "was" | "were" | "be" | "been" | "being"));
        let passive = be && verb.form == VerbForm::Past;
        let start_of = |i: usize| self.tokens.get(i).map_or(verb.range.start, |t| t.range.start);
        let make = |subject, link, start, embedded| {
            Some(Cued { verb, subject, link, start, embedded, negated: negated && !deny })
        };
        // "…, said Trump": the subject behind.
        let behind = self.token_at(verb.range.end);
        let skipped = |at: &usize| self.word(*at) == "the" || self.is(*at, &grammar.honorifics);
        let behind = (behind..self.tokens.len()).find(|at| !skipped(at)).unwrap_or(behind);
        let tells = self.is(at, &grammar.addressing);
        if let Some(next) = self.tokens.get(behind)
            && (i == 0 || self.is_pause(i - 1))
            && i > 0
            && !be
            && !tells
            && let Some(mention) = self.mention_starting(next.range.start)
            && matches!(verb.form, VerbForm::Past | VerbForm::Third)
            && matches!(verb.act, Act::State | Act::Stress)
        {
            return make(Some(self.subject_at(mention)), Link::Behind, start_of(i - 1), Embedding::Main);
        }
        // "…, noted one trade analyst".
        if i > 0 && self.is_pause(i - 1) && !be && is_report(verb.act) && self.commentator_behind(behind) {
            let subject = Subject::Mention(Who::Commentator);
            return make(Some(subject), Link::Behind, start_of(i - 1), Embedding::Main);
        }
        // "…, read the statement".
        if i > 0 && self.is_pause(i - 1) && !be && is_report(verb.act) && self.document_behind(behind) {
            return make(Some(Subject::Document), Link::Behind, start_of(i - 1), Embedding::Main);
        }
        // "Both agreed": the word alone is the subject.
        if self.word(i) == "both" && i < at && (i == 0 || self.is_pause(i - 1)) {
            return make(Some(Subject::Mention(Who::Joint)), Link::Before, start_of(i), Embedding::Main);
        }
        if i == 0 {
            // "Said Trump: …"
            if let Some(mention) =
                self.tokens.get(behind).and_then(|next| self.mention_starting(next.range.start))
                && matches!(verb.form, VerbForm::Past | VerbForm::Third)
                && matches!(verb.act, Act::State | Act::Stress)
                && matches!(self.word(self.token_at(mention.range.end)), ":" | ",")
            {
                return make(Some(Subject::Mention(mention.who)), Link::Before, 0, Embedding::Main);
            }
            return if deny { make(Some(Subject::Thing), Link::Before, 0, Embedding::Main) } else { None };
        }
        let mut left = i - 1;
        // An apposition or relative clause between commas.
        let mut comma = false;
        if matches!(self.word(left), "," | ")" | "-") {
            comma = true;
            let open = (left.saturating_sub(APPOSITION)..left)
                .rev()
                .find(|j| matches!(self.word(*j), "," | "(" | "-"));
            if let Some(open) = open.filter(|o| *o > 0 && left - o > 1) {
                let subject_end = self.tokens.get(open - 1).map(|t| t.range.end);
                if subject_end.and_then(|end| self.mention_ending(end)).is_some()
                    && !self.has_finite(open + 1, left, before)
                {
                    left = open - 1;
                    comma = false;
                } else if let Some((from, to)) = self
                    .tokens
                    .get(open)
                    .zip(self.tokens.get(left))
                    .map(|(a, b)| (a.range.end, b.range.start))
                    && self.scan.mentions_in(&(from..to)).iter().any(|m| m.who == Who::Commentator)
                {
                    // "Wu, a professor at Y, told reporters": somebody whom only the apposition tells.
                    let first = (0..open).rev().find(|j| self.is_pause(*j)).map_or(0, |j| j + 1);
                    let subject = Subject::Mention(Who::Commentator);
                    return make(Some(subject), Link::Before, start_of(first), Embedding::Main);
                }
            }
        }
        let end = self.tokens.get(left).map(|t| t.range.end).unwrap_or_default();
        let pronoun = match self.word(left) {
            "i" => Some(Subject::I),
            "we" => Some(Subject::We),
            w if grammar.he.first().is_some_and(|p| p == w) => Some(Subject::He),
            w if grammar.she.first().is_some_and(|p| p == w) => Some(Subject::She),
            w if grammar.they.first().is_some_and(|p| p == w) => Some(Subject::They),
            w if grammar.it.first().is_some_and(|p| p == w) && !be => Some(Subject::It),
            _ => None,
        };
        let mention = self.mention_ending(end);
        let and_i = self.word(left) == "i"
            && left >= 2
            && self.word(left - 1) == "and"
            && self.tokens.get(left - 2).is_some_and(|t| self.mention_ending(t.range.end).is_some());
        let (subject, first) = match (pronoun, mention) {
            (Some(Subject::I), _) if and_i => (Some(Subject::Pair), left),
            (Some(pronoun), _) => (Some(pronoun), left),
            (None, Some(mention)) => (Some(self.subject_at(mention)), self.token_at(mention.range.start)),
            (None, None) => (None, left),
        };
        // "X and Y agreed": the subject begins with X.
        let first = match subject {
            Some(Subject::Pair) => self.pair_start(first),
            _ => first,
        };
        let Some(subject) = subject else {
            if before.is_empty()
                && !passive
                && matches!(verb.form, VerbForm::Past | VerbForm::Third | VerbForm::Fixed)
                && let Some(mention) = self.opening_subject(left)
            {
                return make(Some(self.subject_at(mention)), Link::Before, 0, Embedding::Main);
            }
            let shared = comma || matches!(self.word(left), "and" | "but" | "then" | "also" | "or");
            if shared
                && !before.is_empty()
                && matches!(verb.form, VerbForm::Past | VerbForm::Third | VerbForm::Fixed)
                && !passive
            {
                let from = if self.word(left) == "and" && left > 0 && self.word(left - 1) == "," {
                    left - 1
                } else {
                    left
                };
                return make(None, Link::Shared, start_of(from), Embedding::Main);
            }
            if deny || (passive && matches!(verb.act, Act::Discuss | Act::Agree)) {
                return make(Some(Subject::Thing), Link::Before, 0, Embedding::Main);
            }
            // A document that reports: "the readout said".
            let document = self.is_document(left);
            if document
                && matches!(verb.form, VerbForm::Past | VerbForm::Third)
                && (is_report(verb.act) || verb.act == Act::Narrate)
            {
                let near = (0..left).rev().take(DOCUMENT_NAME).find(|j| self.is_pause(*j));
                let from = near.map_or(0, |j| j + 1);
                return make(Some(Subject::Document), Link::Before, start_of(from), Embedding::Main);
            }
            // A thing as subject: "the call covered".
            let thing = matches!(verb.act, Act::Discuss | Act::Narrate)
                && matches!(verb.form, VerbForm::Past | VerbForm::Third);
            return if thing && before.is_empty() {
                make(Some(Subject::Thing), Link::Before, 0, Embedding::Main)
            } else {
                None
            };
        };
        if passive && is_suffered(verb.act) {
            return self.agent(verb, start_of(first), negated);
        }
        // A base form needs a subject in the plural, or do.
        let plural = matches!(
            subject,
            Subject::I | Subject::We | Subject::They | Subject::Pair | Subject::Mention(Who::Joint)
        );
        let done = helped.iter().any(|w| w.starts_with("do") || w.starts_with("did"));
        if verb.form == VerbForm::Base && !plural && !done && !deny {
            return None;
        }
        let mut front = first;
        if matches!(subject, Subject::Mention(Who::Commentator) | Subject::Document) {
            // "two officials", "a foreign ministry spokesman"
            let near = (0..front).rev().take(DOCUMENT_NAME / 2).find(|j| self.is_pause(*j));
            front = near.map_or(front, |j| j + 1);
        }
        if front > 0 && self.word(front - 1) == "the" {
            front -= 1;
        }
        while front > 0 && self.is_adverb(front - 1) {
            front -= 1;
        }
        let previous = if front == 0 { "" } else { self.word(front - 1) };
        if grammar.prepositions.iter().any(|p| p == previous)
            && previous != "and"
            && previous != "than"
            && front > 0
        {
            // "a call with Xi covered …": the call tells.
            let told = matches!(verb.act, Act::Discuss | Act::Narrate) && before.is_empty();
            return if told { make(Some(Subject::Thing), Link::Before, 0, Embedding::Main) } else { None };
        }
        let embedded = match previous {
            "that" | "which" if !before.is_empty() => Embedding::Complement,
            "that" => Embedding::Main,
            "while" | "whereas" | "and" | "but" | "," | ";" | ":" | "" | "\"" | "-" | "which" => {
                Embedding::Main
            }
            _ if front > 0
                && before.last().is_some_and(|c| {
                    self.tokens.get(front - 1).is_some_and(|t| {
                        t.range.end == c.verb.range.end
                            || t.range.start >= c.verb.range.start && t.range.end <= c.verb.range.end
                    })
                }) =>
            {
                Embedding::Complement
            }
            _ if grammar.subordinators.iter().any(|s| s == previous) => Embedding::Adverbial,
            _ => Embedding::Main,
        };
        let mut start = front;
        while start > 0 && matches!(self.word(start - 1), "and" | "but" | "while" | "," | "which" | "that") {
            start -= 1;
        }
        make(Some(subject), Link::Before, start_of(start), embedded)
    }

    /// "X was praised by Y": the words are Y's, if anybody's.
    fn agent(&self, verb: &'s VerbHit, start: usize, negated: bool) -> Option<Cued<'s>> {
        let from = self.token_at(verb.range.end);
        let by = (from..self.tokens.len())
            .take(NEAR)
            .take_while(|i| !self.is_pause(*i))
            .find(|i| self.word(*i) == "by")?;
        let at = if self.word(by + 1) == "the" { by + 2 } else { by + 1 };
        let mention = self.tokens.get(at).and_then(|t| self.mention_starting(t.range.start))?;
        let subject = Some(Subject::Mention(mention.who));
        Some(Cued { verb, subject, link: Link::Before, start, embedded: Embedding::Main, negated })
    }

    /// Whether between a report's verb and a clause stand only "that" and an adverbial: "said that in their call, X agreed".
    fn continues_report(&self, report: &Clause, start: usize) -> bool {
        let Some(cue) = &report.cue else { return false };
        let from = self.token_at(self.scan.folded.folded_at(cue.span.end));
        let to = self.token_at(start);
        let that = self.word(from) == "that";
        that && self.tokens.get(from + 1..to).is_some_and(|between| {
            let adverbial = between.first().is_none_or(|t| {
                self.context.grammar.prepositions.iter().any(|p| p == t.text) || t.text == ","
            });
            adverbial && between.iter().all(|t| t.text != "\"" && t.text != ";")
        })
    }

    /// Whether a verb of saying already stands between two tokens.
    fn has_finite(&self, from: usize, to: usize, before: &[Cued<'s>]) -> bool {
        let places = before.iter().rev().map(|c| (c, self.token_at(c.verb.range.start)));
        places
            .take_while(|(_, at)| from <= *at)
            .any(|(c, at)| at < to && c.link == Link::Before && c.embedded == Embedding::Main)
    }

    /// The token with which the first of two joined names begins, given one in or behind the second.
    fn pair_start(&self, second: usize) -> usize {
        let and = (second.saturating_sub(5)..second).rev().find(|j| self.word(*j) == "and");
        let end = and.and_then(|j| j.checked_sub(1)).and_then(|j| self.tokens.get(j)).map(|t| t.range.end);
        let first = end.and_then(|end| self.mention_ending(end)).map(|m| self.token_at(m.range.start));
        first.unwrap_or(second)
    }

    /// A person or office that opens the sentence, as its subject.
    fn first_mention(&self) -> Option<&'s Mention> {
        let mention =
            self.scan.mentions.first().filter(|m| matches!(m.who, Who::Person(_) | Who::Role(..)))?;
        let opens = (0..self.token_at(mention.range.start))
            .all(|i| self.is_pause(i) || self.word(i) == "the" || self.is_adverb(i));
        let owns = self.scan.folded.text()[mention.range.end..].starts_with('\'');
        (opens && !owns).then_some(mention)
    }

    /// A name at the head of the sentence whose verb comes late: "X, in turn, on behalf of Y, thanked", "X in his meeting
    /// with Y on Z raised". What stands between begins with a comma or preposition and names nobody but behind one.
    fn opening_subject(&self, last: usize) -> Option<&'s Mention> {
        let grammar = self.context.grammar;
        if let Some(first) = self.scan.mentions.first().filter(|m| m.who == Who::Commentator) {
            // "A senior official who briefed reporters on … said"
            let next = self.word(self.token_at(first.range.end));
            let near = self.token_at(first.range.start) <= 2;
            let alone = || {
                let end = self.tokens.get(last).map_or(0, |t| t.range.end);
                let between = self.scan.mentions_in(&(first.range.end..end));
                between.iter().all(|m| matches!(m.who, Who::Side(_) | Who::Outlet(_)) || self.governed(m))
            };
            return (near && (matches!(next, "who" | ",") || alone())).then_some(first);
        }
        let mention = self.first_mention()?;
        let next = self.token_at(mention.range.end);
        let parenthesis =
            self.word(next) == "," || self.is(next, &grammar.prepositions) && self.word(next) != "and";
        if !parenthesis {
            return None;
        }
        let end = self.tokens.get(last)?.range.end;
        // What ends the opening is the same for every verb of the sentence.
        let (names, token) = *self.opening_ends.get_or_init(|| {
            let mut others = self.scan.mentions.iter().filter(|m| m.range.start >= mention.range.end);
            let subject = others
                .find(|m| matches!(m.who, Who::Person(_) | Who::Role(..) | Who::Joint) && !self.governed(m));
            let subordinator = (next..self.tokens.len()).find(|i| self.is(*i, &grammar.subordinators));
            (subject.map_or(usize::MAX, |m| m.range.end), subordinator.unwrap_or(usize::MAX))
        });
        (end < names && last < token).then_some(mention)
    }

    /// Whether a preposition stands before a mention ("with X and Y").
    fn governed(&self, mention: &Mention) -> bool {
        let first = self.token_at(mention.range.start);
        let mut at = first;
        while at > 0 && matches!(self.word(at - 1), "the" | "his" | "her") {
            at -= 1;
        }
        at > 0 && self.is(at - 1, &self.context.grammar.prepositions) && self.word(at - 1) != "and"
    }

    fn subject_at(&self, mention: &Mention) -> Subject {
        let news = self.context.readout.source.kind.value == Kind::News;
        match mention.who {
            // An outlet or an unnamed spokesperson passes on what was said.
            Who::Outlet(_) if news => return Subject::Document,
            Who::Role(role, side) if self.is_unnamed_spokesperson(role, side) => return Subject::Document,
            _ => {}
        }
        // "Xi and Trump agreed": the name before, joined by "and".
        let first = self.token_at(mention.range.start);
        let named = |who: Who| matches!(who, Who::Person(_) | Who::Role(..) | Who::Side(_));
        // "X and his Chinese counterpart Y": a few words may stand behind the "and".
        // "The President and Prime Minister X": the words before the name are taken for a joint phrase.
        let before = first.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |t| t.range.end);
        if named(mention.who) && self.mention_ending(before).is_some_and(|m| m.who == Who::Joint) {
            return Subject::Pair;
        }
        let and =
            (first.saturating_sub(4)..first).rev().find(|j| self.word(*j) == "and" || self.is_pause(*j));
        if let Some(and) = and.filter(|j| self.word(*j) == "and" && *j > 0)
            && named(mention.who)
            && let Some(end) = self.tokens.get(and - 1).map(|t| t.range.end)
            && self.mention_ending(end).is_some_and(|m| named(m.who) && !self.governed(m))
        {
            return Subject::Pair;
        }
        Subject::Mention(mention.who)
    }

    /// The clause of a cue; none where it is no cue after all.
    fn judge(
        &self,
        cue: &Cued<'s>,
        later: &[Cued<'s>],
        current: Option<&Voice>,
        frame: &Frame,
        subject_person: Option<usize>,
    ) -> Option<Clause> {
        if cue.embedded == Embedding::Adverbial {
            return None;
        }
        let act = cue.verb.act;
        let told = matches!(act, Act::Narrate | Act::Discuss);
        // In news, what somebody agreed with one who takes no part is the outlet's background.
        let news = self.context.readout.source.kind.value == Kind::News;
        if news && !told && cue.subject == Some(Subject::Pair) && self.pair_has_outsider(cue) {
            return None;
        }
        // A government speaks where a sentence begins or ends with it, not inside what somebody tells.
        let side = matches!(cue.subject, Some(Subject::Mention(Who::Side(_))));
        if side && cue.link == Link::Before && self.token_at(cue.start) > SIDE_OPENING && !self.trails(cue) {
            return None;
        }
        let (voice, rule, confidence) = match (cue.subject, cue.link) {
            (None, Link::Lead) => {
                let next = later.iter().find(|c| c.link == Link::Before && c.embedded == Embedding::Main)?;
                let clause = self.judge(next, &[], current, frame, subject_person)?;
                (clause.voice, Rule::CueShared, clause.confidence)
            }
            (None, _) => {
                let voice = current?.clone();
                if voice == Voice::Narrator && !told {
                    // "The leaders discussed X and agreed to Y": the same subject, now a joint voice.
                    match subject_person {
                        Some(p) if act != Act::Agree => {
                            (Voice::Person(p), Rule::CueShared, Confidence::Medium)
                        }
                        // "They discussed how it refrains and makes …": a verb of one is not of the two.
                        None if frame.joint && cue.verb.form == VerbForm::Third => return None,
                        None if !frame.joint && act != Act::Agree => return None,
                        _ => (Voice::Both, Rule::CueShared, Confidence::Medium),
                    }
                } else if told && voice == Voice::Both {
                    (Voice::Narrator, Rule::Discussed, Confidence::High)
                } else {
                    (voice, Rule::CueShared, Confidence::High)
                }
            }
            // "He wants peace as much as I do": the author describes, the other says nothing.
            (
                Some(Subject::He | Subject::She | Subject::Mention(Who::Person(_) | Who::Role(..))),
                Link::Before,
            ) if frame.first_person
                && cue.verb.form == VerbForm::Third
                && matches!(
                    act,
                    Act::Hope | Act::Assess | Act::Support | Act::Oppose | Act::Understand | Act::Praise
                ) =>
            {
                return None;
            }
            (Some(subject), _) => {
                let addressee = self.addressee(cue, frame);
                self.voice_of(subject, act, cue.negated, addressee, frame, current, cue.start, cue.verb)?
            }
        };
        let alone = frame.after_quotation && self.is_alone(cue);
        let trailing = cue.link == Link::Behind || (cue.link == Link::Before && (alone || self.trails(cue)));
        let rule = if trailing && rule == Rule::CueBefore { Rule::CueAfter } else { rule };
        let mut clause = Clause::new(cue.start, voice, rule, confidence);
        clause.cue = Some(self.context.cue(self.scan, cue.verb, cue.negated));
        clause.addressee = self.addressee(cue, frame);
        if frame.first_person && clause.voice != frame.base && matches!(clause.voice, Voice::Person(_)) {
            clause.reporters.push(frame.base.clone());
        }
        Some(clause)
    }

    /// Who speaks when this is the subject of a verb of this act, whose clause begins at the folded byte `start`.
    #[expect(clippy::too_many_arguments, reason = "one decision with everything it rests on")]
    fn voice_of(
        &self,
        subject: Subject,
        act: Act,
        negated: bool,
        addressee: Option<usize>,
        frame: &Frame,
        current: Option<&Voice>,
        start: usize,
        said: &VerbHit,
    ) -> Option<(Voice, Rule, Confidence)> {
        let verb = &self.scan.folded.text()[said.range.clone()];
        let verb_at = self.token_at(said.range.start);
        let told = matches!(act, Act::Narrate | Act::Discuss);
        let narrator = || {
            let rule = if act == Act::Narrate { Rule::Event } else { Rule::Discussed };
            let base = if frame.first_person { frame.base.clone() } else { Voice::Narrator };
            Some((base, rule, Confidence::High))
        };
        let news = self.context.readout.source.kind.value == Kind::News;
        match subject {
            Subject::I if frame.first_person => {
                Some((frame.base.clone(), Rule::FirstPerson, Confidence::High))
            }
            Subject::We if frame.first_person => match act {
                Act::Agree if !negated => Some((Voice::Both, Rule::Joint, Confidence::High)),
                _ if self.context.readout.source.kind.value != Kind::Post
                    && !negated
                    && self.context.grammar.together.iter().any(|word| word == verb) =>
                {
                    Some((Voice::Both, Rule::Joint, Confidence::Medium))
                }
                _ => Some((frame.base.clone(), Rule::FirstPerson, Confidence::High)),
            },
            Subject::I | Subject::We => None,
            // An outlet that tells what a readout leaves out speaks for itself.
            Subject::Thing if news && act == Act::Deny && !frame.first_person => {
                Some((Voice::Commentator, Rule::Default, Confidence::Medium))
            }
            Subject::Thing => narrator(),
            Subject::It => match &frame.last {
                Some(last) if !frame.first_person && is_report(act) => {
                    Some((last.clone(), Rule::CueBefore, Confidence::Low))
                }
                _ => None,
            },
            Subject::Document if frame.first_person || !(is_report(act) || told) => None,
            Subject::Document => Some((Voice::Narrator, Rule::CueBefore, Confidence::Medium)),
            Subject::Pair | Subject::Mention(Who::Joint) if told || act == Act::Deny => narrator(),
            Subject::Pair | Subject::Mention(Who::Joint) => {
                Some((Voice::Both, Rule::Joint, Confidence::High))
            }
            Subject::They => {
                if frame.first_person {
                    return None;
                }
                match told {
                    true => narrator(),
                    false => Some((Voice::Both, Rule::Joint, Confidence::Medium)),
                }
            }
            Subject::He | Subject::She => {
                let wanted = if subject == Subject::He { "he" } else { "she" };
                let here = self.scan.mentions_in(&(0..start));
                let other = !self.follows_quotation(start, frame) && here.iter().any(|m| !self.governed(m));
                if frame.one_commentator && is_report(act) && !other {
                    return Some((Voice::Commentator, Rule::CueBefore, Confidence::Low));
                }
                let person =
                    self.pronoun(wanted, frame, current, start).or_else(|| self.other_than(addressee?))?;
                if told {
                    return narrator();
                }
                Some((Voice::Person(person), Rule::CueBefore, Confidence::Medium))
            }
            Subject::Mention(Who::Person(_) | Who::Role(..)) if told || act == Act::Deny => narrator(),
            Subject::Mention(Who::Person(p)) => Some((Voice::Person(p), Rule::CueBefore, Confidence::High)),
            Subject::Mention(Who::Role(r, s)) => {
                let person = self.context.office_holder(r, s)?;
                Some((Voice::Person(person), Rule::CueBefore, Confidence::Medium))
            }
            Subject::Mention(Who::Commentator) if told => narrator(),
            Subject::Mention(Who::Commentator) => {
                Some((Voice::Commentator, Rule::CueBefore, Confidence::High))
            }
            Subject::Mention(Who::Side(s)) => {
                if frame.first_person || current.is_some() || told {
                    return None;
                }
                // In news a government speaks through its readout; of others, and of what it has said, the outlet tells.
                let id = self.context.lexicon.sides.get(s).map(|side| &side.id);
                let takes_part = id.is_some_and(|id| self.context.readout.parties.contains(id));
                if news && (!takes_part || self.is_perfect(verb_at)) {
                    return None;
                }
                if news && is_report(act) {
                    return Some((Voice::Narrator, Rule::CueBefore, Confidence::Medium));
                }
                let person = self.context.participant_of(s).filter(|_| !news)?;
                Some((Voice::Person(person), Rule::CueBefore, Confidence::Low))
            }
            Subject::Mention(Who::Outlet(_)) => None,
        }
    }

    /// The participant who is not the one spoken to ("he told Trump").
    fn other_than(&self, addressee: usize) -> Option<usize> {
        let talks = self.context.readout.persons.get(addressee).is_some_and(|p| p.participant);
        self.context.counterpart(addressee).filter(|_| talks)
    }

    /// Whom "he" or "she" means: the last subject, or the last other person, whose pronoun fits.
    fn pronoun(&self, wanted: &str, frame: &Frame, current: Option<&Voice>, start: usize) -> Option<usize> {
        let persons = &self.context.readout.persons;
        let fits = |p: &usize| {
            let known = persons.get(*p).and_then(|x| x.pronoun.as_deref());
            known.map_or(wanted == "he" || persons.get(*p).is_some_and(|x| !x.known), |k| k == wanted)
        };
        let spoken = match current {
            Some(Voice::Person(p)) => Some(*p),
            _ => None,
        };
        let author = match frame.base {
            Voice::Person(p) if frame.first_person => Some(p),
            _ => None,
        };
        let named = |m: &Mention| match m.who {
            Who::Person(p) => Some(p),
            _ => None,
        };
        let before = self.scan.mentions_in(&(0..start));
        // Whom a quotation names is not who says it.
        let quoted = self.follows_quotation(start, frame);
        let names = if quoted { before } else { Default::default() };
        let told_of: Vec<usize> = names.iter().filter_map(named).collect();
        let near = before.iter().rev().take(FURTHEST_NAME);
        let here = near.filter(|m| !quoted && !self.governed(m)).find_map(named);
        let last = match &frame.last {
            Some(Voice::Person(p)) if quoted => Some(*p),
            _ => None,
        };
        [spoken, here, last, frame.subject, frame.object]
            .into_iter()
            .flatten()
            .filter(|p| Some(*p) != author && !told_of.contains(p))
            .find(|p| fits(p))
            .or_else(|| author.and_then(|a| self.context.counterpart(a)).filter(|p| fits(p)))
    }

    /// Whether a text or institution ends with a token: "the readout", "the Ministry of Foreign Affairs".
    fn is_document(&self, last: usize) -> bool {
        let documents = &self.context.grammar.documents;
        let composed = || {
            let near = (0..last).rev().take(DOCUMENT_NAME).take_while(|i| !self.is_pause(*i));
            near.filter(|i| self.is(*i, documents)).any(|i| matches!(self.word(i + 1), "of" | "for"))
                && !self.word(last).ends_with("ed")
        };
        self.is(last, documents) || composed()
    }

    /// Whether a document or institution stands at a token, attributes aside ("a foreign ministry statement").
    fn document_behind(&self, at: usize) -> bool {
        let near = (at..self.tokens.len()).take(DOCUMENT_NAME / 2).take_while(|i| !self.is_pause(*i));
        let mut near = near.take_while(|i| !self.is(*i, &self.context.grammar.prepositions));
        near.any(|i| self.is_document(i))
    }

    /// Whether a commentator stands at a token, attributes aside ("one trade analyst").
    fn commentator_behind(&self, at: usize) -> bool {
        let near = (at..self.tokens.len()).take(DOCUMENT_NAME / 2).take_while(|i| !self.is_pause(*i));
        let named = |i: usize| self.tokens.get(i).and_then(|t| self.mention_starting(t.range.start));
        near.filter_map(named).next().is_some_and(|m| m.who == Who::Commentator)
    }

    /// Whether a verb stands in the perfect ("has said"), adverbs aside.
    fn is_perfect(&self, verb: usize) -> bool {
        let before = (0..verb).rev().find(|i| !self.is_adverb(*i));
        before.is_some_and(|i| self.is(i, &self.context.grammar.perfect))
    }

    /// Whether the commentator of the sentence is one person ("an analyst", not "analysts").
    fn one_commentator(&self) -> bool {
        let text = self.scan.folded.text();
        let mut named = self.scan.mentions.iter().filter(|m| m.who == Who::Commentator);
        named.next().is_some_and(|m| !text[m.range.clone()].ends_with('s'))
    }

    fn is_unnamed_spokesperson(&self, role: usize, side: Option<usize>) -> bool {
        let spokes = self.context.lexicon.roles.get(role).is_some_and(|r| r.id == SPOKESPERSON);
        spokes && self.context.office_holder(role, side).is_none()
    }

    /// Whether a voice passes on the words of others: the text itself, somebody unnamed, an official who takes no part.
    fn relays(&self, voice: &Voice) -> bool {
        match voice {
            Voice::Narrator | Voice::Commentator => true,
            Voice::Person(p) => self.context.readout.persons.get(*p).is_some_and(|x| !x.participant),
            _ => false,
        }
    }

    /// Whether a voice is only the way by which words come: a spokesperson, or somebody unnamed.
    fn passes_on(&self, voice: &Voice) -> bool {
        match voice {
            Voice::Person(p) => {
                let role = self.context.readout.persons.get(*p).and_then(|x| x.role.as_deref());
                role == Some("spokesperson") && !self.context.readout.source.kind.value.has_turns()
            }
            Voice::Commentator => true,
            _ => false,
        }
    }

    /// Whether the words of a cue stand before it: something is said, then a comma or quotation mark, "X said", and next to nothing.
    fn trails(&self, cue: &Cued<'s>) -> bool {
        // "…," Mr X said: what stands before a name belongs to it.
        let mut first = self.token_at(cue.start);
        while first > 0 && self.is(first - 1, &self.context.grammar.honorifics) {
            first -= 1;
        }
        let words = self.tokens.iter().take(first).filter(|t| t.text.starts_with(char::is_alphanumeric));
        let before = words.take(3).count();
        let paused = first > 0 && (self.is_pause(first - 1) || self.is_pause(first));
        let quoted = first > 0
            && (self.word(first - 1) == "\""
                || (first > 1 && self.word(first - 2) == "\"")
                || self.word(first) == "\"");
        let behind = self.token_at(cue.verb.range.end);
        let rest: Vec<&str> = self.tokens.iter().skip(behind).take(TRAIL + 1).map(|t| t.text).collect();
        let stop = rest.iter().position(|w| matches!(*w, "," | "\"" | ";")).unwrap_or(rest.len());
        let short = stop <= TRAIL && !rest[..stop].contains(&"that");
        let adverbial = self.tokens.first().is_some_and(|t| {
            let grammar = self.context.grammar;
            t.text.ends_with("ing")
                || grammar.prepositions.iter().any(|p| p == t.text)
                || grammar.subordinators.iter().any(|p| p == t.text)
                || self.is_adverb(0) && !grammar.pair_words.iter().any(|p| p == t.text)
                || t.text == "during"
                || t.text == "asked"
        });
        let says = matches!(cue.verb.act, Act::State | Act::Stress);
        before >= 3 && paused && short && says && (quoted || !adverbial)
    }

    /// Whether a sentence is nothing but "X said", so that what X said stands before it.
    fn is_alone(&self, cue: &Cued<'s>) -> bool {
        let behind = self.token_at(cue.verb.range.end);
        let rest: Vec<&str> = self.tokens.iter().skip(behind).take(TRAIL + 1).map(|t| t.text).collect();
        let content = ["that", ":", "\"", ","];
        cue.start == 0 && rest.len() <= TRAIL && !rest.iter().any(|w| content.contains(w))
    }

    /// Who is told, thanked or invited: a name or "me" right behind the verb.
    fn addressee(&self, cue: &Cued<'s>, frame: &Frame) -> Option<usize> {
        let behind = self.token_at(cue.verb.range.end);
        let next = self.tokens.get(behind)?;
        if next.text == "me" && frame.first_person {
            return match frame.base {
                Voice::Person(p) => Some(p),
                _ => None,
            };
        }
        match self.mention_starting(next.range.start)?.who {
            Who::Person(p) if cue.link != Link::Behind => Some(p),
            _ => None,
        }
    }

    /// In a first-person text: "which I accepted", "and I reciprocated" are clauses of the author.
    fn author_clauses(&self, found: &mut [Clause], frame: &Frame) {
        if frame.first_person {
            for clause in found.iter_mut().filter(|c| c.voice == frame.base) {
                clause.reporters.clear();
            }
        }
    }

    /// In news, an event of another time or with somebody else is the outlet's background.
    fn set_background(&self, found: &mut [Clause], frame: &Frame) {
        let news = self.context.readout.source.kind.value == Kind::News;
        let text = self.scan.folded.text();
        if !news || frame.leads || frame.first_person || frame.in_quotation || text.starts_with('"') {
            return;
        }
        let grammar = self.context.grammar;
        let elsewhen = grammar.background_heads.iter().any(|words| text.starts_with(words))
            || grammar.background_words.iter().any(|words| text.contains(words));
        for clause in found.iter_mut().filter(|c| matches!(c.rule, Rule::Event | Rule::Discussed)) {
            let verb = clause.cue.as_ref().map(|cue| self.scan.folded.folded_at(cue.span.start));
            let verb = verb.map(|at| self.token_at(at));
            if elsewhen || verb.is_some_and(|at| self.is_perfect(at) || self.is_with_others(at)) {
                *clause = Clause::new(clause.start, Voice::Commentator, Rule::Default, Confidence::Low);
            }
        }
    }

    /// Whether one of two joined names before a verb is somebody who takes no part in the talk.
    fn pair_has_outsider(&self, cue: &Cued<'s>) -> bool {
        let before = self.scan.mentions_in(&(cue.start..cue.verb.range.start));
        before.iter().any(|m| match m.who {
            Who::Person(p) => self.context.readout.persons.get(p).is_some_and(|x| !x.participant),
            _ => false,
        })
    }

    /// Whether a person does it ("Xi met with …") with somebody who takes no part in the talk.
    fn is_with_others(&self, verb: usize) -> bool {
        let place = |m: &Mention| match m.who {
            Who::Person(p) => Some((self.token_at(m.range.start), p)),
            _ => None,
        };
        let mut persons = self.scan.mentions.iter().filter_map(place);
        let does = persons.by_ref().take_while(|(at, _)| *at < verb).next().is_some();
        let mut others =
            self.scan.mentions.iter().filter_map(place).filter(|(at, _)| (verb..verb + NEAR).contains(at));
        let outside = |p: usize| self.context.readout.persons.get(p).is_some_and(|x| !x.participant);
        does && others.next().is_some_and(|(_, p)| outside(p))
    }

    fn first_subject(&self) -> Option<usize> {
        let first = self.scan.mentions.first()?;
        match first.who {
            Who::Person(p) if self.token_at(first.range.start) <= 1 => Some(p),
            _ => None,
        }
    }

    /// A sentence without a cue: the voice carries on, unless the sentence goes back to what the text itself tells.
    fn silent(&self, frame: &mut Frame) -> Clause {
        let text = self.scan.folded.text();
        let grammar = self.context.grammar;
        let narrated = grammar.narration.iter().any(|words| {
            // "The two sides should …" goes on with what somebody says of them.
            let rest = text.strip_prefix(words).map(str::trim_start);
            rest.is_some_and(|rest| !grammar.modals.iter().any(|modal| begins_with(rest, modal)))
        });
        let said = self.disposed(frame).or_else(|| self.other_participant(frame));
        if let Some(clause) = said.or_else(|| self.introduced(frame)) {
            return clause;
        }
        let news = self.context.readout.source.kind.value == Kind::News;
        let quoted = text.starts_with('"') || frame.in_quotation;
        if (narrated || (news && !quoted)) && !frame.first_person {
            frame.carried = None;
            if narrated {
                return Clause::new(0, Voice::Narrator, Rule::Default, Confidence::Medium);
            }
        }
        if let Some(before) = frame
            .before
            .clone()
            .filter(|v| matches!(v, Voice::Person(_)) && frame.opens && !news && frame.carried.is_none())
            && self.opens_with_side_of(&before)
        {
            frame.carried = Some(before);
        }
        let mut clause = self.context.going_on(frame, 0);
        if clause.rule == Rule::Carried && self.opens_with_another_side(&clause.voice) {
            clause.confidence = Confidence::Low;
        }
        clause
    }

    /// A quotation that a colon opens behind whom it is by (These remarks were made by X: "…", Quote from X: "…", X: "…").
    fn introduced(&self, frame: &mut Frame) -> Option<Clause> {
        let text = self.scan.folded.text();
        let (head, _) = text.split_once(": \"").or_else(|| text.split_once(":\""))?;
        let by = |before: &str| {
            let mut near = before.split_whitespace().rev().take(2);
            near.any(|word| self.context.grammar.quoted_by.iter().any(|by| by == word))
        };
        let mention = self.scan.mentions.iter().filter(|m| m.range.end <= head.len()).find(|m| {
            let before = &text[..m.range.start];
            by(before) || before.is_empty() && m.range.end == head.trim_end().len()
        })?;
        let person = match mention.who {
            Who::Person(person) => person,
            Who::Role(role, side) => self.context.office_holder(role, side)?,
            _ => return None,
        };
        let voice = Voice::Person(person);
        frame.carried = Some(voice.clone());
        frame.last = Some(voice.clone());
        frame.spoke = Some(voice.clone());
        Some(Clause::new(0, voice, Rule::CueBefore, Confidence::Medium))
    }

    /// "The two sides are ready to …" where nobody is said to say it: what both declare.
    fn disposed(&self, frame: &mut Frame) -> Option<Clause> {
        let grammar = self.context.grammar;
        let first = self.scan.mentions.first().filter(|m| m.range.start == 0 && m.who == Who::Joint)?;
        let mut at = self.token_at(first.range.end);
        if frame.first_person
            || matches!(frame.carried, Some(Voice::Person(_)))
            || !self.is(at, &grammar.auxiliaries)
        {
            return None;
        }
        at += 1;
        while self.is_adverb(at) {
            at += 1;
        }
        if !self.is(at, &grammar.dispositions) {
            return None;
        }
        frame.carried = Some(Voice::Both);
        Some(Clause::new(0, Voice::Both, Rule::Joint, Confidence::Medium))
    }

    /// "In response, Y demonstrated that …", though X spoke before and the verb is none that we know: not X's words.
    fn other_participant(&self, frame: &mut Frame) -> Option<Clause> {
        let Some(Voice::Person(carried)) = frame.carried else { return None };
        if frame.first_person || self.context.readout.source.kind.value == Kind::News {
            return None;
        }
        let mention =
            self.scan.mentions.iter().find(|m| matches!(m.who, Who::Person(_)) && !self.governed(m))?;
        let Who::Person(person) = mention.who else { return None };
        let fronted = mention.range.start == 0 || self.is_pause(self.token_at(mention.range.start) - 1);
        let mut verb = self.token_at(mention.range.end);
        while self.is_adverb(verb) {
            verb += 1;
        }
        let takes_part = self.context.readout.persons.get(person).is_some_and(|p| p.participant);
        let past = self.word(verb).ends_with("ed");
        if person == carried || !takes_part || !fronted || !past {
            return None;
        }
        frame.carried = Some(Voice::Person(person));
        frame.subject = Some(person);
        Some(Clause::new(0, Voice::Person(person), Rule::CueBefore, Confidence::Low))
    }

    /// Whether a sentence begins with the side for which a voice speaks.
    fn opens_with_side_of(&self, voice: &Voice) -> bool {
        let own = self.context.readout.voice_side(voice);
        self.scan.mentions.first().is_some_and(|first| match first.who {
            Who::Side(s) => {
                let id = self.context.lexicon.sides.get(s).map(|side| side.id.as_str());
                self.token_at(first.range.start) <= 2 && id == own
            }
            _ => false,
        })
    }

    /// Whether a sentence begins with a side that is not the speaker's own: it may be told, not said.
    fn opens_with_another_side(&self, voice: &Voice) -> bool {
        let own = self.context.readout.voice_side(voice);
        self.scan.mentions.first().is_some_and(|first| match first.who {
            Who::Side(s) => {
                let id = self.context.lexicon.sides.get(s).map(|side| side.id.as_str());
                self.token_at(first.range.start) <= 1 && id != own
            }
            Who::Outlet(_) => self.token_at(first.range.start) <= 1,
            _ => false,
        })
    }

    /// "According to X, …": where nobody else is said to say it, X does.
    fn according_to(&self, found: &mut Vec<Clause>, frame: &mut Frame) {
        if frame.first_person || found.iter().any(|c| !matches!(c.rule, Rule::Event | Rule::Discussed)) {
            return;
        }
        let text = self.scan.folded.text();
        let grammar = self.context.grammar;
        let named = self.scan.mentions.iter().find_map(|m| {
            let before = text[..m.range.start].trim_end().trim_end_matches(" the");
            let cued = grammar.channels.iter().any(|c| ends_with_words(before, c));
            let voice = match m.who {
                Who::Person(p) => Voice::Person(p),
                Who::Role(r, side) => Voice::Person(self.context.office_holder(r, side)?),
                Who::Commentator => Voice::Commentator,
                _ => return None,
            };
            (cued && !text[m.range.end..].starts_with("'s")).then_some(voice)
        });
        let him = grammar.channels.iter().find_map(|channel| {
            let rest = text.split_once(channel)?.1.trim_start();
            let is = |list: &Words| list.iter().any(|word| begins_with(rest, word));
            let known = is(&grammar.he) || is(&grammar.she);
            known.then(|| frame.last.clone()).flatten().filter(|v| matches!(v, Voice::Person(_)))
        });
        let Some(voice) = named.or(him) else { return };
        if !found.is_empty() && voice != Voice::Commentator {
            return;
        }
        let mut clause = Clause::new(0, voice.clone(), Rule::CueBefore, Confidence::Medium);
        clause.via = found.first().and_then(|c| c.via.clone());
        frame.last = Some(voice);
        *found = vec![clause];
    }

    /// An outlet behind "according to", or as the one that reports.
    fn channel(&self) -> Option<String> {
        let text = self.scan.folded.text();
        self.scan.mentions.iter().find_map(|m| match m.who {
            Who::Outlet(o) => {
                let before = text[..m.range.start].trim_end().trim_end_matches(" the");
                let channels = &self.context.grammar.channels;
                let named = channels.iter().any(|c| before.ends_with(c));
                named
                    .then(|| {
                        self.context
                            .lexicon
                            .outlets
                            .get(o)
                            .and_then(|o| o.en.first().map(|t| t.form().to_string()))
                    })
                    .flatten()
            }
            _ => None,
        })
    }
}
