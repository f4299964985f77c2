//! What a subject and its verb make of a clause: whose words, or what the text itself tells.

use super::cue::{addressee, behind_the_verb, only_reports};
use super::*;
use crate::lexicon::names::Name;
use crate::readout::voice::SPOKESPERSON;

/// Signs and particles behind a verb that are no part of the words reported.
const AFTER_VERB: [char; 6] = [',', ':', ' ', '"', '「', '了'];

/// One decision: a subject with its verb, and what is known where they stand.
struct Case<'c> {
    context: &'c Context<'c>,
    scan: &'c Scan,
    subject: &'c Subject<'c>,
    state: &'c State<'c>,
    range: &'c Range<usize>,
    /// Whose words go on here.
    carried: Option<&'c Voice>,
    /// Whether somebody's words go on.
    speech: bool,
    /// Whether a report has just begun, with nothing said yet.
    fresh: bool,
    /// Whether the sentence has had no cue yet.
    opens: bool,
}

/// The clause that a subject and its verb begin, if they begin one.
pub(super) fn judge(
    context: &Context<'_>,
    scan: &Scan,
    subject: &Subject<'_>,
    state: &State<'_>,
    range: &Range<usize>,
) -> Option<Found> {
    let text = scan.folded.text();
    let (last, frame) = (state.last, state.frame);
    let carried =
        last.map(|(_, voice)| voice).or(frame.carried.as_ref()).or(frame.first_person.then_some(&frame.base));
    let fresh = last.is_some_and(|(end, _)| {
        text.get(*end..subject.mention.range.start).unwrap_or_default().chars().all(|c| !c.is_alphanumeric())
    });
    let speech = carried.is_some_and(|v| matches!(v, Voice::Person(_)));
    let case = Case { context, scan, subject, state, range, carried, speech, fresh, opens: last.is_none() };
    match subject.mention.who {
        Who::Person(p) if subject.pair => case.pair(p),
        Who::Person(p) => case.person(p),
        Who::Side(s) => case.side(s),
        Who::Joint => case.joint(),
        Who::Commentator => {
            case.done(Voice::Commentator, Rule::CueBefore, Confidence::High, subject.mention.who)
        }
        Who::Role(role, side) => case.office(role, side),
        Who::Outlet(_) => None,
    }
}

impl Case<'_> {
    fn done(&self, voice: Voice, rule: Rule, confidence: Confidence, who: Who) -> Option<Found> {
        let mut clause = Clause::new(self.subject.mention.range.start, voice, rule, confidence);
        clause.cue = Some(self.context.cue(self.scan, self.subject.verb, false));
        let end = behind_the_verb(self.scan.folded.text(), self.subject.verb.range.end, &AFTER_VERB);
        Some(Found { clause, who, end })
    }

    /// Whether the verb tells of an event or of talk, not of words.
    fn told(&self) -> bool {
        matches!(self.subject.verb.act, Act::Narrate | Act::Discuss | Act::Deny)
    }

    /// Who tells of an event: the speaker of a turn and the author of a post, else the text itself.
    fn teller(&self) -> Voice {
        let frame = self.state.frame;
        if frame.first_person { frame.base.clone() } else { Voice::Narrator }
    }

    /// Whether the sentence begins with nothing but the subject, a verb of saying and a comma or colon (王毅外长表示，): the
    /// text itself reports, whoever spoke before.
    fn opens_a_report(&self) -> bool {
        let (mention, verb) = (self.subject.mention, self.subject.verb);
        let text = self.scan.folded.text();
        let front = text.get(..mention.range.start).unwrap_or_default();
        let reports = only_reports(verb.act) && verb.range.start == mention.range.end;
        let paused = text[verb.range.end..].starts_with([',', ':']);
        reports && paused && !self.state.frame.first_person && !front.contains(char::is_alphanumeric)
    }

    /// Two persons as one subject: they met, or they said.
    fn pair(&self, person: usize) -> Option<Found> {
        match self.subject.verb.act {
            Act::Narrate | Act::Discuss => {
                self.done(self.teller(), Rule::Event, Confidence::High, Who::Person(person))
            }
            _ => self.done(Voice::Both, Rule::Joint, Confidence::High, Who::Joint),
        }
    }

    fn person(&self, person: usize) -> Option<Found> {
        let (mention, verb) = (self.subject.mention, self.subject.verb);
        let voice = Voice::Person(person);
        // Participants call each other by title; the narrator uses bare names. So a titled name inside another's
        // words is content, unless a report begins with it.
        let opens_anew = self.opens && (self.state.frame.carried.is_none() || self.opens_a_report());
        if mention.titled_behind && self.speech && self.carried != Some(&voice) && !self.fresh && !opens_anew
        {
            return None;
        }
        if self.told() {
            if self.speech && !self.opens {
                return None;
            }
            let rule = if verb.act == Act::Narrate { Rule::Event } else { Rule::Discussed };
            return self.done(self.teller(), rule, Confidence::High, mention.who);
        }
        let mut found = self.done(voice, Rule::CueBefore, Confidence::High, mention.who)?;
        found.clause.addressee = addressee(self.scan, verb, self.range);
        Some(found)
    }

    /// A side as a subject speaks by its participant; in news a government speaks through its readout.
    fn side(&self, side: usize) -> Option<Found> {
        let (mention, verb) = (self.subject.mention, self.subject.verb);
        let person = self.context.participant_of(side)?;
        let own = self.carried == Some(&Voice::Person(person));
        // In a participant's words a side is content; what a ministry says in news is not.
        let apart = self.context.is_news() && self.is_institution() && only_reports(verb.act);
        if !self.opens || ((self.speech || own) && !apart) {
            return None;
        }
        if self.told() {
            return self.done(Voice::Narrator, Rule::Event, Confidence::Medium, mention.who);
        }
        // In a turn a side is what its speaker speaks of.
        if self.context.readout.source.kind.value.has_turns() {
            return None;
        }
        if self.context.is_news() {
            let told = || self.done(Voice::Narrator, Rule::CueBefore, Confidence::Medium, mention.who);
            return only_reports(verb.act).then(told).flatten();
        }
        self.done(Voice::Person(person), Rule::CueBefore, Confidence::Medium, Who::Person(person))
    }

    /// Whether the subject is a ministry or a seat of government (大陆外交部, 白宫), not a side as a party to talks.
    fn is_institution(&self) -> bool {
        let text = self.scan.folded.text();
        let mention = &self.subject.mention.range;
        let behind = &text[mention.end..];
        let place =
            self.scan.names.iter().any(|hit| hit.range == *mention && matches!(hit.name, Name::Place(_)));
        place || self.context.grammar.institutions.iter().any(|word| behind.starts_with(word))
    }

    fn joint(&self) -> Option<Found> {
        let verb = self.subject.verb;
        let text = self.scan.folded.text();
        // Of both, "touched on" tells what was talked about.
        let touched = self.context.grammar.courtesy.iter().any(|word| word == &text[verb.range.clone()]);
        let firmly = matches!(verb.act, Act::Agree) && verb.strength > 0;
        let returns = goes_back_to_narration(self.context, self.scan, self.state.frame);
        if self.speech && (!self.opens || (!firmly && !returns)) {
            return None;
        }
        if self.told() || touched {
            return self.done(self.teller(), Rule::Discussed, Confidence::High, Who::Joint);
        }
        let reports = only_reports(verb.act) || matches!(verb.act, Act::Agree | Act::Oppose);
        if !reports && !self.tight() {
            return None;
        }
        self.done(Voice::Both, Rule::Joint, Confidence::High, Who::Joint)
    }

    /// Whether the verb stands near enough to be an ordinary predicate of the subject.
    fn tight(&self) -> bool {
        let text = self.scan.folded.text();
        let (mention, verb) = (self.subject.mention, self.subject.verb);
        text.get(mention.range.end..verb.range.start).unwrap_or_default().chars().count() <= TIGHT
    }

    /// An office without a name (总统期盼…): who holds it.
    fn office(&self, role: usize, side: Option<usize>) -> Option<Found> {
        let text = self.scan.folded.text();
        let Some(person) = self.context.office_holder(role, side) else {
            return self.unnamed_spokesperson(role);
        };
        let front = text[..self.subject.mention.range.start].trim_end();
        let new_clause = front.ends_with([';', '。', '!', '?']);
        if self.speech && !self.fresh && !new_clause {
            return None;
        }
        if self.told() {
            let opens = self.opens && front.is_empty();
            let event = || self.done(Voice::Narrator, Rule::Event, Confidence::Medium, Who::Person(person));
            return opens.then(event).flatten();
        }
        let says = only_reports(self.subject.verb.act) || (self.opens && self.tight());
        let said =
            || self.done(Voice::Person(person), Rule::CueBefore, Confidence::Medium, Who::Person(person));
        says.then(said).flatten()
    }

    /// A spokesperson without a name relays, in news, what a side tells.
    fn unnamed_spokesperson(&self, role: usize) -> Option<Found> {
        let speaks = self.context.lexicon.roles.get(role).is_some_and(|role| role.id == SPOKESPERSON);
        let relays = speaks && self.opens && self.context.is_news() && only_reports(self.subject.verb.act);
        let told =
            || self.done(Voice::Narrator, Rule::CueBefore, Confidence::Medium, self.subject.mention.who);
        relays.then(told).flatten()
    }
}
