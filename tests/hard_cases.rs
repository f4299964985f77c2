//! The hard cases: tricky sentences with the right answer, run through the stages.
//!
//! `hard_cases.yaml` holds them and tells in its header what each expectation means. Every expectation of every case is
//! checked; what does not hold is a row of a table (got, want). A case that is known to fail stands in
//! [`KNOWN_FAILURES`] with the reason, and is taken off the list as soon as it passes.

use comfy_table::{ContentArrangement, Table, presets::ASCII_MARKDOWN};
use readout_diff::alignment::{self, AlignOptions, Relation};
use readout_diff::claims::{self, Claim, Claims, Level, Polarity, quantity::Quantity};
use readout_diff::comparison::{self, Field, protocol};
use readout_diff::input::{self, InputOptions, Source};
use readout_diff::lexicon::Lexicon;
use readout_diff::lexicon::act::Act;
use readout_diff::readout;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};

const CASES: &str = include_str!("hard_cases.yaml");

/// Cases that fail, each with the reason.
const KNOWN_FAILURES: &[(&str, &str)] = &[];

/// A list longer than this hides that something is wrong.
const MOST_KNOWN_FAILURES: usize = 5;

/// Cases whose words also stand in a text under `readouts/`: they show the kind and prove nothing general.
const SEEN: [&str; 7] = ["fp-01", "fp-02", "lv-01", "num-01", "num-03", "qa-01", "en-trail-01"];

/// The day of the talk of a case that gives none.
const REFERENCE: &str = "2025-11-24";

/// The sides that talk in a case that gives none.
const PARTICIPANTS: [&str; 2] = ["CN", "US"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cases: Vec<Case>,
}

/// A case as written; [`Case::task`] tells the two kinds apart.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    #[serde(default)]
    kind: Kind,
    ctx: Context,
    lang: Option<String>,
    text: Option<String>,
    a: Option<Text>,
    b: Option<Text>,
    note: Option<String>,
    expect: Expect,
}

#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Extract,
    Align,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    issuer: String,
    genre: Genre,
    author: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
    participants: Option<Vec<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Genre {
    Readout,
    Post,
    Qa,
    News,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    lang: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    sentences: Option<usize>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    not_topics: Vec<String>,
    #[serde(default)]
    claims: Vec<ExpectedClaim>,
    links: Option<Vec<(usize, usize)>>,
    conflict: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedClaim {
    has: String,
    voice: Option<String>,
    not_voice: Option<String>,
    holder: Option<String>,
    act: Option<String>,
    not_act: Option<String>,
    polarity: Option<Sign>,
    addressee: Option<String>,
    via: Option<String>,
    initiator: Option<String>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    not_topics: Vec<String>,
    #[serde(default)]
    level: BTreeMap<String, String>,
    num: Option<Figure>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
enum Sign {
    #[serde(rename = "+")]
    Plus,
    #[serde(rename = "-")]
    Minus,
}

/// A quantity, as expected or, in the same words, as got.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    kind: String,
    lo: Option<String>,
    hi: Option<String>,
    value: Option<f64>,
    uncertain: Option<bool>,
}

impl Figure {
    fn of(quantity: &Quantity) -> Figure {
        Figure {
            kind: quantity.kind.word().into(),
            lo: quantity.lo.map(|day| day.to_string()),
            hi: quantity.hi.map(|day| day.to_string()),
            value: quantity.value,
            uncertain: Some(quantity.uncertain),
        }
    }

    fn line(&self) -> String {
        let mut line = self.kind.clone();
        for day in self.lo.iter().chain(&self.hi) {
            line += &format!(" {day}");
        }
        line += &self.value.map_or(String::new(), |value| format!(" {value}"));
        line + if self.uncertain == Some(true) { " uncertain" } else { "" }
    }
}

/// What a case asks for.
enum Task<'c> {
    Extract(Text),
    Align { a: &'c Text, b: &'c Text, links: BTreeSet<(usize, usize)> },
}

impl Case {
    fn task(&self) -> Result<Task<'_>, String> {
        let expect = &self.expect;
        let of_claims = expect.sentences.is_some()
            || !(expect.topics.is_empty() && expect.not_topics.is_empty() && expect.claims.is_empty());
        let of_links = expect.links.is_some() || expect.conflict.is_some();
        match (self.kind, &self.lang, &self.text, &self.a, &self.b, &expect.links) {
            (Kind::Extract, Some(lang), Some(text), None, None, None) if of_claims && !of_links => {
                Ok(Task::Extract(Text { lang: lang.clone(), text: text.clone() }))
            }
            (Kind::Align, None, None, Some(a), Some(b), Some(links)) if !of_claims => {
                Ok(Task::Align { a, b, links: links.iter().copied().collect() })
            }
            _ => Err(format!("{}: the fields do not fit the kind", self.id)),
        }
    }
}

impl Context {
    /// A file as somebody would write it who knows what the case tells.
    fn file(&self, text: &Text, lexicon: &Lexicon) -> Result<String, String> {
        let kind = match self.genre {
            Genre::Readout => "readout",
            Genre::Post => "post",
            Genre::Qa => "press-conference",
            Genre::News => "news",
        };
        let mut lines = vec![format!("kind: {kind}"), format!("language: {}", text.lang)];
        match self.issuer.split_once(':') {
            Some(("media", name)) => lines.extend(["side: media".into(), format!("issuer: {name}")]),
            Some(_) => return Err(format!("`{}` is no issuer", self.issuer)),
            None => lines.push(format!("side: {}", self.issuer)),
        }
        lines.extend(self.author.as_ref().map(|author| format!("author: {author}")));
        lines.push(format!("date: {}", self.reference.as_deref().unwrap_or(REFERENCE)));
        let given = self.participants.iter().flatten().map(String::as_str);
        let all = if self.participants.is_some() { given.collect() } else { PARTICIPANTS.to_vec() };
        let sides = all.iter().map(|id| side_name(id, lexicon)).collect::<Result<Vec<_>, _>>()?;
        lines.push(format!("event: talk of {}", sides.join(" and ")));
        Ok(format!("---\n{}\n---\n{}\n", lines.join("\n"), text.text))
    }

    fn claims(&self, path: &str, text: &Text, lexicon: &Lexicon) -> Result<Claims, String> {
        Ok(extract(self.source(path, text, lexicon)?, lexicon))
    }

    fn source(&self, path: &str, text: &Text, lexicon: &Lexicon) -> Result<Source, String> {
        let file = self.file(text, lexicon)?;
        let mut notices = Vec::new();
        let source =
            input::read_bytes(path, file.as_bytes(), &InputOptions::default(), lexicon, &mut notices);
        match (source, notices.first()) {
            (Ok(source), None) => Ok(source),
            (Ok(_), Some(notice)) => Err(format!("{path}: notice: {}", notice.message)),
            (Err(error), _) => Err(error.to_string()),
        }
    }
}

fn side_name<'l>(id: &str, lexicon: &'l Lexicon) -> Result<&'l str, String> {
    let side = lexicon.side_entries.iter().find(|side| side.id == id);
    let side = side.ok_or_else(|| format!("`{id}` is no side"))?;
    side.en.names.first().map(|name| name.form()).ok_or_else(|| format!("{id} has no English name"))
}

fn extract(source: Source, lexicon: &Lexicon) -> Claims {
    claims::extract(readout::parse(source, lexicon), lexicon)
}

/// An expectation that does not hold.
struct Miss {
    /// The words that select the claim; empty when it is about the whole text.
    has: String,
    what: String,
    want: String,
    got: String,
}

/// The expectations of one case, as they are checked.
#[derive(Default)]
struct Checks {
    misses: Vec<Miss>,
    checked: usize,
}

impl Checks {
    fn check(
        &mut self,
        has: &str,
        what: impl Into<String>,
        holds: bool,
        want: impl Into<String>,
        got: String,
    ) {
        self.checked += 1;
        if !holds {
            self.misses.push(Miss { has: has.into(), what: what.into(), want: want.into(), got });
        }
    }

    /// What was got is what is wanted, if something is wanted.
    fn equal<T: PartialEq + Debug>(&mut self, has: &str, what: &str, want: Option<T>, got: Option<T>) {
        let Some(want) = want else { return };
        let holds = got.as_ref() == Some(&want);
        self.check(has, what, holds, plain(&want), got.as_ref().map_or("nothing".into(), plain));
    }

    /// What was got is not what is ruled out, if something is ruled out.
    fn unequal(&mut self, has: &str, what: &str, rejected: Option<&str>, got: &str) {
        let Some(rejected) = rejected else { return };
        self.check(has, what, got != rejected, format!("not {rejected}"), got.into());
    }

    fn topics(&mut self, has: &str, wanted: &[String], rejected: &[String], got: &BTreeMap<&str, Level>) {
        let listed = || {
            got.iter().map(|(id, level)| format!("{id} ({})", level.word())).collect::<Vec<_>>().join(", ")
        };
        for topic in wanted {
            self.check(has, "topics", got.contains_key(topic.as_str()), topic, listed());
        }
        for topic in rejected {
            self.check(has, "topics", !got.contains_key(topic.as_str()), format!("not {topic}"), listed());
        }
    }

    fn level(&mut self, has: &str, wanted: &BTreeMap<String, String>, got: &BTreeMap<&str, Level>) {
        for (topic, want) in wanted {
            let level = got.get(topic.as_str()).map(|level| level.word());
            self.equal(has, &format!("level of {topic}"), Some(want.as_str()), level);
        }
    }
}

fn plain<T: Debug>(value: &T) -> String {
    format!("{value:?}").trim_matches('"').into()
}

/// The topics of some claims, each with the highest level of its mentions.
fn topics_of<'l>(claims: &[&Claim], lexicon: &'l Lexicon) -> BTreeMap<&'l str, Level> {
    let mut topics = BTreeMap::new();
    for mention in claims.iter().flat_map(|claim| &claim.topics) {
        let Some(topic) = lexicon.topics.get(mention.topic) else { continue };
        let level = topics.entry(topic.id.as_str()).or_insert(mention.level);
        *level = mention.level.max(*level);
    }
    topics
}

fn check_text(expect: &Expect, claims: &Claims, lexicon: &Lexicon) -> Checks {
    let mut checks = Checks::default();
    checks.equal("", "sentences", expect.sentences, Some(claims.readout.units.len()));
    let all: Vec<&Claim> = claims.claims.iter().collect();
    checks.topics("", &expect.topics, &expect.not_topics, &topics_of(&all, lexicon));
    let text = &claims.readout.source.text;
    for expected in &expect.claims {
        match claims.claims.iter().find(|claim| claim.span.of(text).contains(&expected.has)) {
            Some(claim) => check_claim(&mut checks, expected, claim, claims, lexicon),
            None => {
                let quotes: Vec<&str> = claims.claims.iter().map(|claim| claim.span.of(text)).collect();
                checks.check(&expected.has, "claim", false, "one that has it", quotes.join(" | "));
            }
        }
    }
    checks
}

fn check_claim(
    checks: &mut Checks,
    expected: &ExpectedClaim,
    claim: &Claim,
    claims: &Claims,
    lexicon: &Lexicon,
) {
    let has = expected.has.as_str();
    let voice = claims.readout.voice_key(&claim.voice);
    let told = format!("{voice} ({})", claim.rule.word());
    if let Some(want) = expected.voice.as_deref() {
        checks.check(has, "voice", want == voice, want, told);
    }
    checks.unequal(has, "voice", expected.not_voice.as_deref(), voice);
    checks.equal(has, "holder", expected.holder.as_deref(), claim.holder.as_deref());
    checks.equal(has, "act", expected.act.as_deref(), Some(claim.act.word()));
    checks.unequal(has, "act", expected.not_act.as_deref(), claim.act.word());
    let sign = match claim.polarity {
        Polarity::Positive => Sign::Plus,
        Polarity::Negative => Sign::Minus,
    };
    checks.equal(has, "polarity", expected.polarity, Some(sign));
    let addressee = claim.addressee.and_then(|person| claims.readout.persons.get(person));
    checks.equal(
        has,
        "addressee",
        expected.addressee.as_deref(),
        addressee.map(|person| person.key.as_str()),
    );
    checks.equal(has, "via", expected.via.as_deref(), claim.via.as_deref());
    let topics = topics_of(&[claim], lexicon);
    checks.topics(has, &expected.topics, &expected.not_topics, &topics);
    checks.level(has, &expected.level, &topics);
    if let Some(want) = &expected.num {
        check_quantity(checks, has, want, claim);
    }
    if expected.initiator.is_some() {
        let got = initiator(claims, lexicon);
        checks.equal(has, "initiator", expected.initiator.as_deref(), got.as_deref());
    }
}

/// The side that asked for the talk, according to the text's protocol card.
fn initiator(claims: &Claims, lexicon: &Lexicon) -> Option<String> {
    let rows = protocol::cards(std::slice::from_ref(claims), lexicon);
    rows.into_iter().find(|row| row.field == Field::Initiator)?.values.into_iter().next()
}

/// One of the claim's quantities must be as expected in everything that is stated.
fn check_quantity(checks: &mut Checks, has: &str, want: &Figure, claim: &Claim) {
    let got: Vec<Figure> = claim.quantities.iter().map(Figure::of).collect();
    let holds = got.iter().any(|got| {
        got.kind == want.kind
            && (want.lo.is_none() || want.lo == got.lo)
            && (want.hi.is_none() || want.hi == got.hi)
            && (want.value.is_none() || want.value == got.value)
            && want.uncertain.is_none_or(|uncertain| Some(uncertain) == got.uncertain)
    });
    let listed: Vec<String> = got.iter().map(Figure::line).collect();
    checks.check(has, "num", holds, want.line(), listed.join(", "));
}

/// What the aligner and the comparison say of two texts.
struct Aligned {
    /// Unit of the first text, unit of the second: those that carry the same claim.
    links: BTreeSet<(usize, usize)>,
    /// Kinds of numbers that clash.
    conflicts: BTreeSet<&'static str>,
}

/// Aligns and compares two texts.
fn aligned(a: Claims, b: Claims, lexicon: &Lexicon) -> Aligned {
    let a_label = a.readout.source.label.clone();
    let mut sources = vec![a, b];
    sources.sort_by(|one, other| one.readout.source.label.cmp(&other.readout.source.label));
    let in_order = sources.first().is_some_and(|first| first.readout.source.label == a_label);
    let given = if in_order { vec![0, 1] } else { vec![1, 0] };
    let alignment = alignment::align(&sources, &AlignOptions::default(), lexicon);
    let mut links = BTreeSet::new();
    for link in alignment.pairs.iter().flat_map(|pair| &pair.links).filter(|l| l.relation == Relation::Same) {
        for x in &link.a_units {
            // A link's `a` is the source with the lower label, whichever of the case's texts that is.
            links.extend(link.b_units.iter().map(|y| if in_order { (*x, *y) } else { (*y, *x) }));
        }
    }
    let comparison = comparison::compare(sources, given, alignment, lexicon, &mut Vec::new());
    Aligned { links, conflicts: comparison.conflicts.iter().map(|conflict| conflict.kind).collect() }
}

fn check_links(expect: &Expect, wanted: &BTreeSet<(usize, usize)>, aligned: &Aligned) -> Checks {
    let mut checks = Checks::default();
    checks.check(
        "",
        "links",
        *wanted == aligned.links,
        format!("{wanted:?}"),
        format!("{:?}", aligned.links),
    );
    if let Some(want) = expect.conflict.as_deref() {
        let holds = aligned.conflicts.contains(want);
        checks.check("", "conflict", holds, want, format!("{:?}", aligned.conflicts));
    }
    checks
}

fn run(case: &Case, lexicon: &Lexicon) -> Result<Checks, String> {
    match case.task()? {
        Task::Extract(text) => {
            let claims = case.ctx.claims(&format!("{}.txt", case.id), &text, lexicon)?;
            Ok(check_text(&case.expect, &claims, lexicon))
        }
        Task::Align { a, b, links } => {
            let mut sources = [
                case.ctx.source(&format!("{}.a.txt", case.id), a, lexicon)?,
                case.ctx.source(&format!("{}.b.txt", case.id), b, lexicon)?,
            ];
            input::label_all(&mut sources);
            let [a, b] = sources.map(|source| extract(source, lexicon));
            Ok(check_links(&case.expect, &links, &aligned(a, b, lexicon)))
        }
    }
}

/// How many of how many cases hold.
#[derive(Default)]
struct Score {
    held: usize,
    all: usize,
    expectations: usize,
    missed: usize,
}

impl Score {
    fn line(&self, name: &str) -> String {
        let kept = self.expectations - self.missed;
        format!("{name}: {} of {} cases, {kept} of {} expectations\n", self.held, self.all, self.expectations)
    }
}

#[test]
fn the_hard_cases_hold() {
    let lexicon = Lexicon::default_lexicon();
    let file: File = serde_yaml::from_str(CASES).unwrap();
    let (mut invented, mut seen) = (Score::default(), Score::default());
    let mut failed = BTreeSet::new();
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["case", "claim", "what", "want", "got", "note"]);
    for case in &file.cases {
        let checks = run(case, lexicon).unwrap();
        let score = if SEEN.contains(&case.id.as_str()) { &mut seen } else { &mut invented };
        score.all += 1;
        score.held += usize::from(checks.misses.is_empty());
        score.expectations += checks.checked;
        score.missed += checks.misses.len();
        if !checks.misses.is_empty() {
            failed.insert(case.id.as_str());
        }
        let note = case.note.as_deref().unwrap_or_default();
        for miss in &checks.misses {
            table.add_row([&case.id, &miss.has, &miss.what, &miss.want, &miss.got, note]);
        }
    }
    let known: BTreeSet<&str> = KNOWN_FAILURES.iter().map(|(id, _)| *id).collect();
    let mut report = String::new();
    if !failed.is_empty() {
        writeln!(report, "{table}\n").unwrap();
    }
    report += &invented.line("invented");
    report += &seen.line("seen in readouts/");
    for (id, reason) in KNOWN_FAILURES.iter().filter(|(id, _)| failed.contains(id)) {
        writeln!(report, "known: {id}: {reason}").unwrap();
    }
    let news: Vec<&&str> = failed.difference(&known).collect();
    let healed: Vec<&&str> = known.difference(&failed).collect();
    println!("\n{report}");
    assert!(news.is_empty(), "these cases fail: {news:?}; the table above tells what was wanted and got");
    assert!(healed.is_empty(), "these cases pass (or are gone): take them off KNOWN_FAILURES: {healed:?}");
    assert!(
        KNOWN_FAILURES.len() <= MOST_KNOWN_FAILURES,
        "{} known failures are too many",
        KNOWN_FAILURES.len()
    );
    assert!(KNOWN_FAILURES.iter().all(|(_, reason)| !reason.is_empty()), "a known failure has a reason");
}

/// A slip in a word that must *not* be there would pass unseen.
#[test]
fn the_hard_cases_use_words_that_exist() {
    let lexicon = Lexicon::default_lexicon();
    let file: File = serde_yaml::from_str(CASES).unwrap();
    let ids: BTreeSet<&str> = file.cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids.len(), file.cases.len(), "an id stands twice");
    assert!(SEEN.iter().all(|id| ids.contains(id)), "SEEN names a case that is gone");
    let voices: BTreeSet<&str> = ["both", "narrator", "journalist", "commentator"]
        .into_iter()
        .chain(lexicon.persons.iter().map(|person| person.key.as_str()))
        .collect();
    for Case { id, expect, text, .. } in &file.cases {
        let of_claims =
            expect.claims.iter().flat_map(|c| c.topics.iter().chain(&c.not_topics).chain(c.level.keys()));
        for topic in expect.topics.iter().chain(&expect.not_topics).chain(of_claims) {
            assert!(lexicon.topic(topic).is_some(), "{id}: no topic `{topic}`");
        }
        for claim in &expect.claims {
            let places = text.as_deref().map_or(0, |text| text.matches(&claim.has).count());
            assert_eq!(places, 1, "{id}: `{}` selects no claim, or several", claim.has);
            for act in claim.act.iter().chain(&claim.not_act) {
                assert!(Act::from_word(act).is_some(), "{id}: no act `{act}`");
            }
            for voice in claim.voice.iter().chain(&claim.not_voice) {
                assert!(voices.contains(voice.as_str()), "{id}: no voice `{voice}`");
            }
        }
    }
}
