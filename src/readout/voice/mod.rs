//! Gives every clause its voice: by cues in the sentence, else by what carries on, else the text itself.
//!
//! `chinese`, `english` and `japanese` find the cues of a sentence; this file keeps the frame in which a voice carries
//! on, and turns what they find into segments.

mod chinese;
mod english;
mod japanese;

use super::office::{holds, may_hold};
use super::scan::{Mention, Scan, Who};
use super::{BlockKind, Confidence, Cue, Readout, Rule, Segment, Voice};
use crate::input::Kind;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Grammar;
use crate::lexicon::label::label;
use crate::lexicon::verbs::VerbHit;
use crate::lexicon::words::Words;
use crate::text::fold::fold_term;
use crate::text::language::Language;
use crate::text::span::Span;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The office of those who speak for others.
const SPOKESPERSON: &str = "spokesperson";

/// A clause with its voice, as a language module finds it; it ends where the next begins.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Folded byte at which it begins.
    pub start: usize,
    pub voice: Voice,
    pub reporters: Vec<Voice>,
    pub addressee: Option<usize>,
    pub via: Option<String>,
    pub cue: Option<Cue>,
    pub rule: Rule,
    pub confidence: Confidence,
}

impl Clause {
    fn new(start: usize, voice: Voice, rule: Rule, confidence: Confidence) -> Self {
        Clause {
            start,
            voice,
            reporters: Vec::new(),
            addressee: None,
            via: None,
            cue: None,
            rule,
            confidence,
        }
    }
}

/// What holds from one sentence to the next.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Who speaks where nobody is named: the labelled speaker, the author, or the narrator.
    pub base: Voice,
    /// Whether `base` speaks in the first person.
    pub first_person: bool,
    /// Whose words carry on.
    pub carried: Option<Voice>,
    /// Whose words were reported last by a cue, in whatever paragraph.
    pub spoke: Option<Voice>,
    /// Whose words the paragraph before ended with.
    pub before: Option<Voice>,
    /// Whether the talk itself has been told.
    pub told: bool,
    /// The person named last as a subject.
    pub subject: Option<usize>,
    /// The person named last in another place.
    pub object: Option<usize>,
    /// Whose words were reported last, the text's own and commentary included ("It also said").
    pub last: Option<Voice>,
    /// Whether a single commentator spoke last, whom "he" or "she" may mean.
    pub one_commentator: bool,
    /// Whether the last subject was the participants together.
    pub joint: bool,
    /// Whether a quotation mark was opened and not closed.
    pub in_quotation: bool,
    /// Whose quotation that is.
    pub quoter: Option<Voice>,
    /// Whether this is the first sentence of its paragraph.
    pub opens: bool,
    /// Whether the sentence before ended with a colon or comma.
    pub announces: bool,
    /// Whether the sentence before, in the same paragraph, ended with a quotation mark.
    pub after_quotation: bool,
    /// Whether the sentence is one of the first, which tell what the text is about.
    pub leads: bool,
}

/// What the language modules look at.
pub(super) struct Context<'a> {
    pub readout: &'a Readout,
    pub lexicon: &'a Lexicon,
    pub grammar: &'a Grammar,
    /// Phrases that report, in Chinese, that somebody asks.
    pub asks: &'a Words,
    pub author: Option<usize>,
    /// Who holds an office, once asked: an office of a side → a person.
    holders: RefCell<BTreeMap<Office, Option<usize>>>,
}

/// An office, as an index into the lexicon's roles, and the side it is of, as far as that is said.
type Office = (usize, Option<usize>);

/// How many sentences tell what the talk was; what is told of other talks stands behind them.
const LEAD: usize = 2;

/// The segments of all units, in order.
pub fn attribute(readout: &Readout, scans: &[Scan], lexicon: &Lexicon) -> Vec<Segment> {
    let language = readout.source.language.value;
    let grammar = lexicon.grammar.get(language.primary()).unwrap_or(&lexicon.grammar.en);
    let context = Context {
        readout,
        lexicon,
        grammar,
        asks: &lexicon.forms.asks.zh,
        author: readout.author,
        holders: RefCell::default(),
    };
    let mut segments: Vec<Segment> = Vec::new();
    let mut frame = context.frame(None);
    let mut paragraph = None;
    let mut prose = 0;
    for (u, (unit, scan)) in readout.units.iter().zip(scans).enumerate() {
        let block = readout.blocks.get(unit.block);
        if block.map(|b| b.paragraph) != paragraph {
            paragraph = block.map(|b| b.paragraph);
            let before = frame.clone();
            frame = context.frame(block.and_then(|b| b.label));
            frame.subject = before.subject;
            frame.object = before.object;
            frame.spoke = before.spoke.clone();
            frame.before = before.carried.clone();
            frame.told = before.told;
            frame.last = before.last.clone();
            frame.one_commentator = before.one_commentator;
            // Numbered points in paragraphs of their own, and what a colon announces, are still the speaker's.
            // So is a quotation of several paragraphs, each opened and only the last one closed.
            let text = scan.folded.text();
            let quoted = before.in_quotation
                && text.starts_with('"')
                && matches!(before.carried, Some(Voice::Person(_)));
            let goes_on = before.announces || quoted || context.is_point(text);
            if goes_on
                && matches!(before.carried, Some(Voice::Person(_) | Voice::Both))
                && frame.base == before.base
            {
                frame.carried = before.quoter.filter(|_| quoted).or(before.carried);
            }
        }
        frame.leads = prose < LEAD;
        prose += usize::from(matches!(unit.kind, BlockKind::Paragraph | BlockKind::Turn));
        let clauses = match unit.kind {
            BlockKind::Heading => vec![Clause::new(0, Voice::Narrator, Rule::Heading, Confidence::High)],
            BlockKind::Furniture => {
                // What an editor puts round a text is no part of it; a post's closing words are the author's.
                let voice = if frame.first_person { frame.base.clone() } else { Voice::Commentator };
                vec![Clause::new(0, voice, Rule::Default, Confidence::Medium)]
            }
            _ if frame.base == Voice::Journalist => {
                vec![Clause::new(0, Voice::Journalist, Rule::Label, Confidence::High)]
            }
            _ => match language {
                Language::Simplified | Language::Traditional => chinese::clauses(&context, scan, &mut frame),
                Language::Japanese => japanese::clauses(&context, scan, &mut frame),
                _ => english::clauses(&context, scan, &mut frame),
            },
        };
        frame.opens = false;
        frame.told |= clauses.iter().any(|clause| matches!(clause.rule, Rule::Event | Rule::Discussed));
        frame.announces = scan.folded.text().trim_end().ends_with([':', ',']);
        frame.after_quotation = scan.folded.text().trim_end().ends_with('"');
        push(&mut segments, u, unit.span, scan, clauses, &readout.source.text);
    }
    if readout.source.kind.value == Kind::News {
        carry_back(readout, &mut segments);
    }
    segments
}

/// Turns clauses into segments that cover the unit; clauses that leave no text behind are dropped.
fn push(segments: &mut Vec<Segment>, unit: usize, span: Span, scan: &Scan, clauses: Vec<Clause>, text: &str) {
    let mut starts: Vec<usize> =
        clauses.iter().map(|c| scan.folded.origin(c.start).clamp(span.start, span.end)).collect();
    if let Some(first) = starts.first_mut() {
        *first = span.start;
    }
    starts.push(span.end);
    for (i, clause) in clauses.into_iter().enumerate() {
        let (Some(start), Some(end)) = (starts.get(i), starts.get(i + 1)) else { continue };
        // A comma between two clauses belongs to neither.
        let words = Span::new(*start, *end).of(text);
        let lead = words.len() - words.trim_start_matches(|c: char| is_joint(c) || c.is_whitespace()).len();
        let part = Span::new(start + lead, *end).trimmed(text);
        if part.is_empty() {
            continue;
        }
        segments.push(Segment {
            unit,
            span: part,
            voice: clause.voice,
            reporters: clause.reporters,
            addressee: clause.addressee,
            via: clause.via,
            cue: clause.cue,
            rule: clause.rule,
            confidence: clause.confidence,
        });
    }
}

/// Signs that stand between two clauses.
fn is_joint(c: char) -> bool {
    matches!(c, ',' | ';' | '，' | '；' | '、')
}

/// In news a trailing "X said" covers the sentences before it in its paragraph that have no cue of their own; and where a
/// quotation ends with it that began sentences before, all that was quoted.
fn carry_back(readout: &Readout, segments: &mut [Segment]) {
    let paragraph = |s: &Segment| {
        let block = readout.units.get(s.unit).map(|u| u.block);
        block.and_then(|b| readout.blocks.get(b)).map(|b| b.paragraph)
    };
    let marks = |s: &Segment| {
        let text = readout.units.get(s.unit).map_or("", |u| u.span.of(&readout.source.text));
        text.chars().filter(|c| matches!(c, '"' | '“' | '”' | '„' | '‟')).count()
    };
    let closers = closers(segments, paragraph, |s| marks(s) % 2 == 1);
    let mut back: Option<(Voice, Option<usize>)> = None;
    let mut quoted = false;
    let mut unit = usize::MAX;
    for segment in segments.iter_mut().rev() {
        let here = paragraph(segment);
        let inside = quoted && segment.unit != unit;
        if segment.unit != unit {
            quoted ^= marks(segment) % 2 == 1;
            back = closers.get(&unit).map(|voice| (voice.clone(), here)).or(back);
        }
        unit = segment.unit;
        // What such a unit tells inside the quotation is the quoted one's, too.
        let own = closers.get(&unit).filter(|_| segment.voice == Voice::Narrator);
        let told = matches!(segment.rule, Rule::Event | Rule::Discussed) && (inside || own.is_some());
        if let Some(voice) = own.filter(|_| told) {
            back = Some((voice.clone(), here));
        }
        if segment.rule == Rule::CueAfter {
            back = Some((segment.voice.clone(), here));
        } else if !(segment.rule == Rule::Default || told) || back.as_ref().is_some_and(|(_, p)| *p != here) {
            back = None;
        } else if let Some((voice, _)) = &back
            && (!told || matches!(voice, Voice::Person(_)))
        {
            segment.voice = voice.clone();
            segment.rule = Rule::CarriedBack;
            segment.confidence = Confidence::Medium;
        }
        if back.as_ref().is_some_and(|(_, p)| *p != here) {
            quoted = false;
        }
    }
}

/// The units that end a quotation which an earlier one of their paragraph began, and who is quoted there.
fn closers(
    segments: &[Segment],
    paragraph: impl Fn(&Segment) -> Option<usize>,
    is_odd: impl Fn(&Segment) -> bool,
) -> BTreeMap<usize, Voice> {
    let mut closers = BTreeMap::new();
    let (mut open, mut here) = (false, None);
    for unit in segments.chunk_by(|a, b| a.unit == b.unit) {
        let Some(first) = unit.first() else { continue };
        if paragraph(first) != here {
            here = paragraph(first);
            open = false;
        }
        let odd = is_odd(first);
        let trailing = unit.iter().find(|s| s.rule == Rule::CueAfter).map(|s| &s.voice);
        if let Some(Voice::Person(person)) = trailing.filter(|_| open && odd) {
            closers.insert(first.unit, Voice::Person(*person));
        }
        open ^= odd;
    }
    closers
}

impl Context<'_> {
    /// The frame at the start of a paragraph.
    fn frame(&self, turn: Option<Span>) -> Frame {
        let speaker = turn.map(|span| self.speaker(span));
        let kind = self.readout.source.kind.value;
        let author = self.author.filter(|_| kind == Kind::Post || self.readout.source.author.is_some());
        let nobody = if self.is_joint_document() { Voice::Both } else { Voice::Narrator };
        let base = speaker.or(author.map(Voice::Person)).unwrap_or(nobody);
        let first_person = matches!(base, Voice::Person(_));
        Frame {
            carried: None,
            first_person,
            base,
            spoke: None,
            before: None,
            told: false,
            subject: None,
            object: None,
            last: None,
            one_commentator: false,
            joint: false,
            in_quotation: false,
            quoter: None,
            opens: true,
            announces: false,
            after_quotation: false,
            leads: true,
        }
    }

    /// Whether a paragraph begins as a numbered point does (第一，…; 一是…; First, …).
    fn is_point(&self, text: &str) -> bool {
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.grammar.enumerators.iter().any(|form| {
            let rest = text.strip_prefix(form);
            rest.is_some_and(|rest| {
                !form.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.starts_with(char::is_alphanumeric)
            })
        })
    }

    /// Who a turn's label names: a person of the text, somebody who asks, or else the narrator.
    fn speaker(&self, span: Span) -> Voice {
        let source = &self.readout.source;
        let written = span.of(&source.text);
        let line = format!("{written}: x");
        let primary = source.language.value.primary();
        if label(self.lexicon, &line, primary).is_some_and(|l| l.journalist) {
            return Voice::Journalist;
        }
        let folded = fold_term(written);
        let named = self.readout.persons.iter().position(|p| {
            folded.contains(&fold_term(&p.name))
                || (!p.key.is_empty() && has_word(&folded, &p.key.replace('-', " ")))
        });
        let by_form = named.or_else(|| {
            self.readout.persons.iter().position(|p| p.forms.iter().any(|form| has_word(&folded, form)))
        });
        if let Some(person) = by_form.or_else(|| self.labelled_office(&folded)) {
            return Voice::Person(person);
        }
        if label(self.lexicon, &line, primary).is_some_and(|l| l.answer) {
            return self.answerer().map_or(Voice::Narrator, Voice::Person);
        }
        match source.kind.value {
            Kind::PressConference | Kind::Interview => Voice::Journalist,
            _ => Voice::Narrator,
        }
    }

    /// Who answers under a label that names nobody: the author, somebody whom the title names, a spokesperson, or a
    /// participant of whom no more than one is named.
    fn answerer(&self) -> Option<usize> {
        let persons = &self.readout.persons;
        let title = fold_term(self.readout.source.title.as_deref().unwrap_or_default());
        let titled = || {
            let places =
                persons.iter().enumerate().filter_map(|(i, p)| Some((title.find(&fold_term(&p.name))?, i)));
            places.min().map(|(_, person)| person)
        };
        let speaks = || persons.iter().position(|p| p.role.as_deref() == Some(SPOKESPERSON));
        // An unnamed spokesperson is nobody of those whom the text names.
        let primary = self.readout.source.language.value.primary();
        let spokesperson = self.lexicon.roles.with_key(SPOKESPERSON).next();
        let unnamed = spokesperson.is_some_and(|role| {
            role.forms(primary).iter().any(|form| title.contains(&fold_term(form.form())))
        });
        let only = || persons.iter().position(|p| p.participant).filter(|_| !unnamed);
        self.author.or_else(titled).or_else(speaks).or_else(only)
    }

    /// Whom a label means that has only an office ("PRIME MINISTER:"): the author, or who holds it.
    fn labelled_office(&self, folded: &str) -> Option<usize> {
        let bare = folded.split('(').next().unwrap_or_default().trim();
        let primary = self.readout.source.language.value.primary();
        let role = self
            .lexicon
            .roles
            .iter()
            .position(|role| role.forms(primary).iter().any(|term| fold_term(term.form()) == bare))?;
        self.office_holder(role, None).or(self.author)
    }

    /// Whether the text is one that the sides issue together, by its title (联合声明): what it says both say.
    fn is_joint_document(&self) -> bool {
        let source = &self.readout.source;
        let title = fold_term(source.title.as_deref().unwrap_or_default());
        !self.is_news() && self.grammar.joint_documents.iter().any(|word| title.contains(word))
    }

    /// Whether the text is news.
    fn is_news(&self) -> bool {
        self.readout.source.kind.value == Kind::News
    }

    /// Whether a person is known to be a woman.
    fn is_she(&self, person: usize) -> bool {
        let pronoun = self.readout.persons.get(person).and_then(|p| p.pronoun.as_deref());
        pronoun.is_some_and(|pronoun| self.lexicon.grammar.en.she.iter().any(|form| form == pronoun))
    }

    /// The participant who speaks for a side.
    fn participant_of(&self, side: usize) -> Option<usize> {
        let id = &self.lexicon.sides.get(side)?.id;
        self.readout.persons.iter().position(|p| p.participant && p.side.as_ref() == Some(id))
    }

    /// The person whom an office without a name means: the publisher's own first ("The President" in a White House
    /// text), then a participant, then anybody. `side` narrows it ("the President of Russia").
    fn office_holder(&self, role: usize, side: Option<usize>) -> Option<usize> {
        let known = self.holders.borrow().get(&(role, side)).copied();
        known.unwrap_or_else(|| {
            let holder = self.find_holder(role, side);
            self.holders.borrow_mut().insert((role, side), holder);
            holder
        })
    }

    fn find_holder(&self, role: usize, side: Option<usize>) -> Option<usize> {
        let office = self.lexicon.roles.get(role)?;
        let persons = &self.readout.persons;
        let wanted = side.and_then(|s| self.lexicon.sides.get(s)).map(|s| &s.id);
        let own = self.readout.source.side.as_ref().map(|s| &s.value);
        let speaks = |p: &super::Person| wanted.is_none() || p.side.as_ref() == wanted;
        let exact = |p: &super::Person| speaks(p) && holds(p, office, self.lexicon);
        let loose = |p: &super::Person| speaks(p) && may_hold(p, office);
        let tests: [&dyn Fn(&super::Person) -> bool; 2] = [&exact, &loose];
        tests.iter().find_map(|holds| {
            let find =
                |also: &dyn Fn(&super::Person) -> bool| persons.iter().position(|p| holds(p) && also(p));
            find(&|p| p.participant && p.side.as_ref() == own)
                .or_else(|| find(&|p| p.participant))
                .or_else(|| find(&|p| p.side.as_ref() == own))
                .or_else(|| find(&|_| true))
        })
    }

    /// The participant other than `person`, when there are two.
    fn counterpart(&self, person: usize) -> Option<usize> {
        let mut others = (0..self.readout.persons.len())
            .filter(|p| *p != person && self.readout.persons.get(*p).is_some_and(|x| x.participant));
        let first = others.next()?;
        others.next().is_none().then_some(first)
    }

    /// A cue for a segment.
    fn cue(&self, scan: &Scan, verb: &VerbHit, negated: bool) -> Cue {
        let span = scan.folded.span(verb.range.start, verb.range.end);
        Cue { span, act: verb.act, strength: verb.strength, negated }
    }

    /// The voice that goes on when a sentence has no cue.
    fn going_on(&self, frame: &Frame, start: usize) -> Clause {
        let news = self.readout.source.kind.value == Kind::News;
        match &frame.carried {
            Some(voice) if *voice == frame.base => {
                Clause::new(start, voice.clone(), self.base_rule(frame), Confidence::High)
            }
            Some(voice) => {
                let confidence = if news { Confidence::Low } else { Confidence::Medium };
                Clause::new(start, voice.clone(), Rule::Carried, confidence)
            }
            None if frame.first_person => {
                Clause::new(start, frame.base.clone(), self.base_rule(frame), Confidence::High)
            }
            // An outlet's own words are background, unless they tell of the talk itself.
            None if news && frame.base == Voice::Narrator => {
                Clause::new(start, Voice::Commentator, Rule::Default, Confidence::Low)
            }
            None => Clause::new(start, frame.base.clone(), Rule::Default, Confidence::Low),
        }
    }

    fn base_rule(&self, frame: &Frame) -> Rule {
        match (&frame.base, self.readout.source.kind.value) {
            (Voice::Person(_), Kind::Post) => Rule::FirstPerson,
            (Voice::Person(p), _) if self.author == Some(*p) => Rule::FirstPerson,
            (Voice::Person(_), _) => Rule::Label,
            _ => Rule::Default,
        }
    }
}

/// Whether `words` holds `form` as whole words (or at all, in scripts without blanks).
fn has_word(words: &str, form: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    words.match_indices(form).any(|(at, _)| {
        let before = words[..at].chars().next_back().is_some_and(latin) && form.starts_with(latin);
        let after = words[at + form.len()..].chars().next().is_some_and(latin) && form.ends_with(latin);
        !before && !after
    })
}

/// Persons among mentions, for the frame's memory.
fn remember(frame: &mut Frame, subject: Option<usize>, mentions: &[Mention]) {
    let persons: Vec<usize> =
        mentions.iter().filter_map(|m| if let Who::Person(p) = m.who { Some(p) } else { None }).collect();
    let object = persons.iter().rev().find(|p| Some(**p) != subject).copied();
    frame.subject = subject.or(frame.subject);
    frame.object = object.or(frame.object);
}
