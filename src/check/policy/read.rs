//! YAML → [`Policy`]: every complaint with its line and column.

use super::fields::Fields;
use super::glob::Globs;
use super::node::{File, Located, Node, Yaml, parse};
use super::select::Select;
use super::{Expectation, Grouping, Policy, Severity, Suppression};
use crate::check::rules::{Rule, RuleName};
use crate::input::InputError;
use crate::lexicon::Lexicon;
use crate::text::near::did_you_mean;

const KEYS: [&str; 7] =
    ["readouts", "exclude", "talks", "lexicon", "fail-on", "expectations", "suppressions"];
const OF_EXPECTATIONS: [&str; 6] = ["id", "rule", "level", "message", "reason", "where"];
const OF_SUPPRESSIONS: [&str; 4] = ["expectation", "files", "topics", "reason"];

/// The file of topics that a policy names, before anything else is read of it.
///
/// # Errors
/// The file is no map, or has unknown keys.
pub fn lexicon_of(path: &str, text: &str) -> Result<Option<Located<String>>, InputError> {
    let file = File { path, text };
    let root = parse(file)?;
    Fields::open(file, &root, "the file", &KEYS)?.text("lexicon")
}

/// Reads a policy.
///
/// # Errors
/// Anything in it that is not understood, or that names what the lexicon does not know.
pub fn policy(path: &str, text: &str, lexicon: &Lexicon) -> Result<Policy, InputError> {
    let file = File { path, text };
    let root = parse(file)?;
    let fields = Fields::open(file, &root, "the file", &KEYS)?;
    let globs = |key: &str| fields.texts(key)?.map(|globs| Globs::new(file, globs)).transpose();
    let expectations = expectations(&fields, lexicon)?;
    let suppressions = suppressions(&fields, &expectations, lexicon)?;
    let fail_on = fields.word("fail-on", &["error", "warning", "note", "never"])?;
    Ok(Policy {
        path: path.into(),
        text: text.into(),
        readouts: globs("readouts")?,
        exclude: globs("exclude")?,
        talks: grouping(&fields)?,
        lexicon: fields.text("lexicon")?.map(|lexicon| lexicon.value),
        fail_on: fail_on.map_or(Some(Severity::Error), |word| Severity::from_word(&word)),
        expectations,
        suppressions,
    })
}

fn grouping(fields: &Fields<'_>) -> Result<Grouping, InputError> {
    let Some(node) = fields.get("talks") else { return Ok(Grouping::Folder) };
    let Yaml::List(items) = &node.yaml else {
        let word = fields.word("talks", &["folder", "front-matter"])?;
        return Ok(if word.as_deref() == Some("folder") { Grouping::Folder } else { Grouping::FrontMatter });
    };
    let mut talks = Vec::new();
    for item in items {
        let talk = Fields::open(fields.file, item, "a talk", &["name", "files"])?;
        talk.need("name", "a talk")?;
        talk.need("files", "a talk")?;
        let name = talk.text("name")?.map(|name| name.value).unwrap_or_default();
        talks.push((name, Globs::new(fields.file, talk.texts("files")?.unwrap_or_default())?));
    }
    Ok(Grouping::Named(talks))
}

/// The items of a list.
fn items<'a>(fields: &Fields<'a>, key: &str) -> Result<&'a [Node], InputError> {
    match fields.get(key) {
        None => Ok(&[]),
        Some(Node { yaml: Yaml::List(items), .. }) => Ok(items),
        Some(node) => Err(fields.file.error(node.at, format!("`{key}` must be a list"))),
    }
}

fn expectations(fields: &Fields<'_>, lexicon: &Lexicon) -> Result<Vec<Expectation>, InputError> {
    let mut list: Vec<Expectation> = Vec::new();
    for item in items(fields, "expectations")? {
        let expectation = expectation(fields.file, item, lexicon)?;
        if let Some(first) = list.iter().find(|known| known.id.value == expectation.id.value) {
            let message = format!("the id `{}` stands twice", expectation.id.value);
            let hint =
                format!("the first one is on line {}; give each expectation its own", first.id.at.line);
            return Err(fields.file.error(expectation.id.at, message).hint(hint));
        }
        list.push(expectation);
    }
    match list.is_empty() {
        true => Err(fields
            .file
            .error(fields.at, "nothing is expected: `expectations` is missing or empty")
            .hint("`readout-diff check --init` writes a file to start from")),
        false => Ok(list),
    }
}

fn expectation(file: File<'_>, node: &Node, lexicon: &Lexicon) -> Result<Expectation, InputError> {
    let open = Fields::any(file, node, "an expectation")?;
    open.need("rule", "an expectation")?;
    let names = RuleName::ALL.map(RuleName::word);
    let word = open.word("rule", &names)?.unwrap_or_default();
    let Some(name) = RuleName::from_word(&word) else {
        return Err(file.error(node.at, format!("`{word}` is no rule")));
    };
    let known: Vec<&str> = OF_EXPECTATIONS.iter().chain(name.keys()).copied().collect();
    let fields = Fields::open(file, node, &format!("an expectation of rule `{word}`"), &known)?;
    fields.need("id", "an expectation")?;
    fields.need("reason", "an expectation")?;
    let id = fields.text("id")?.unwrap_or_default();
    if !id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let error = file.error(id.at, format!("`{}` cannot be an id", id.value));
        return Err(error.hint("use a-z, 0-9 and hyphens, as in `taiwan-is-back`"));
    }
    let level = fields.word("level", &Severity::ALL.map(Severity::word))?;
    Ok(Expectation {
        level: level.and_then(|word| Severity::from_word(&word)).unwrap_or(Severity::Warning),
        message: fields.text("message")?.map(|message| message.value),
        reason: fields.text("reason")?.map(|reason| reason.value).unwrap_or_default(),
        select: Select::read(&fields, lexicon)?,
        rule: Rule::read(name, &fields, lexicon)?,
        id,
    })
}

fn suppressions(
    fields: &Fields<'_>,
    expectations: &[Expectation],
    lexicon: &Lexicon,
) -> Result<Vec<Suppression>, InputError> {
    let ids: Vec<&str> = expectations.iter().map(|e| e.id.value.as_str()).collect();
    let mut list = Vec::new();
    for item in items(fields, "suppressions")? {
        let own = Fields::open(fields.file, item, "a suppression", &OF_SUPPRESSIONS)?;
        own.need("expectation", "a suppression")?;
        own.need("reason", "a suppression")?;
        let expectation = own.text("expectation")?.unwrap_or_default();
        if !ids.contains(&expectation.value.as_str()) {
            let error = fields
                .file
                .error(expectation.at, format!("no expectation has the id `{}`", expectation.value));
            return Err(error.hint(format!(
                "{}the ids are {}",
                did_you_mean(&expectation.value, &ids),
                ids.join(", ")
            )));
        }
        list.push(Suppression {
            expectation,
            files: own.texts("files")?.map(|globs| Globs::new(fields.file, globs)).transpose()?,
            topics: topic_ids(&own, "topics", lexicon)?,
            reason: own.text("reason")?.map(|reason| reason.value).unwrap_or_default(),
            at: own.at,
        });
    }
    Ok(list)
}

/// Ids of topics, each known to the lexicon.
///
/// # Errors
/// One that is not.
pub fn topic_ids(fields: &Fields<'_>, key: &str, lexicon: &Lexicon) -> Result<Vec<String>, InputError> {
    let known: Vec<&str> = lexicon.topics.iter().map(|topic| topic.id.as_str()).collect();
    let topics = fields.texts(key)?.unwrap_or_default();
    match topics.iter().find(|topic| !known.contains(&topic.value.as_str())) {
        None => Ok(topics.into_iter().map(|topic| topic.value).collect()),
        Some(topic) => {
            let error = fields.file.error(topic.at, format!("`{}` is no topic", topic.value));
            let advice = did_you_mean(&topic.value, &known);
            Err(error.hint(format!(
                "{advice}`readout-diff lexicon list` lists all; `lexicon: FILE` adds your own"
            )))
        }
    }
}
