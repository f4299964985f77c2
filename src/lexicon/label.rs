//! Labels of turns: `Reporter:`, `记者：`, `Q.`, `PRESIDENT XI:`, told from a cue such as `习近平强调：“…”`.

use super::Lexicon;
use super::entry::PerLanguage;
use super::words::Words;
use crate::text::fold::{fold_term, is_cjk};

/// A label at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label<'t> {
    /// The label without its colon.
    pub text: &'t str,
    /// Bytes of the line up to the words spoken.
    pub width: usize,
    /// Whether it is the label of somebody who asks.
    pub journalist: bool,
    /// Whether it is the label of somebody who answers without being named (A, 答).
    pub answer: bool,
    /// Whether the lexicon knows it as a label of its own (Q, A, 记者), or it names a known person or office.
    pub known: bool,
}

/// Longest label in characters.
const LONGEST: usize = 60;

/// Longest Chinese label that names nobody the lexicon knows, in characters.
const LONGEST_CHINESE: usize = 5;

/// The label of a turn at the start of `line` (which has no white space before it), if there is one.
///
/// A label ends in a colon (or, for single letters, a full stop), holds no sentence punctuation and no verb of
/// saying; in Latin script each of its words but particles has a capital.
pub fn label<'t>(lexicon: &Lexicon, line: &'t str, primary: &str) -> Option<Label<'t>> {
    let (end, mark) =
        line.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, ':' | '：' | '.' | '。'))?;
    let text = line[..end].trim_end();
    let after = &line[end + mark.len_utf8()..];
    if text.is_empty()
        || text.contains(['，', ',', '；', ';', '“', '"', '?', '!', '、', '—']) && !text.contains(", ")
    {
        return None;
    }
    let folded = fold_term(text);
    let bare = folded.split(['(', '（']).next().unwrap_or_default().trim();
    let listed = |list: &PerLanguage<Words>| {
        list.get(primary).is_some_and(|list| list.iter().any(|form| form == bare))
    };
    let journalist = listed(&lexicon.forms.journalists) || is_reporter(lexicon, bare, primary);
    let answer = listed(&lexicon.forms.answers);
    let mut outlet = false;
    if matches!(mark, '.' | '。') {
        if !(journalist || answer) || text.chars().count() > 2 || !after.starts_with(char::is_whitespace) {
            return None;
        }
    } else {
        let papers = lexicon.forms.outlets.get(primary).unwrap_or_default();
        let reporters = lexicon.forms.journalists.get(primary).unwrap_or_default();
        let paper = |name: &str| papers.iter().any(|form| form == name);
        outlet = paper(bare) || reporters.iter().any(|word| bare.strip_suffix(word).is_some_and(paper));
        let cjk = text.chars().any(is_cjk);
        let plausible = match cjk {
            true => text.chars().count() <= 16 && !text.contains(' '),
            false => is_title_case(text, &lexicon.grammar.en.title_particles),
        };
        let verbs = lexicon.verbs.index.get(primary).map(|v| v.find(&folded)).unwrap_or_default();
        let says = verbs.iter().any(|v| {
            v.usage == super::verbs::Use::Cue && (v.range.end == folded.len() || (!cjk && v.range.start == 0))
        });
        if !(journalist || answer || outlet) && (!plausible || says) {
            return None;
        }
    }
    let named = lexicon.names.get(primary).is_some_and(|names| names.is_person_or_role(&folded));
    if !(journalist || answer || outlet || named)
        && text.chars().any(is_cjk)
        && text.chars().count() > LONGEST_CHINESE
    {
        return None;
    }
    // A label alone on its line announces who speaks below; a bare title of a section does not.
    if after.trim().is_empty() && !(journalist || answer || outlet || named) {
        return None;
    }
    let mut width = end + mark.len_utf8();
    width += after.len() - after.trim_start().len();
    let known = journalist || answer || outlet || named;
    Some(Label { text, width, journalist: journalist || outlet, answer, known })
}

/// Longest label of a reporter whose outlet the lexicon does not know, in characters.
const LONGEST_REPORTER: usize = 24;

/// Whether a Chinese label ends with a word for somebody who asks (某台记者).
fn is_reporter(lexicon: &Lexicon, bare: &str, primary: &str) -> bool {
    let forms = lexicon.forms.journalists.get(primary).unwrap_or_default();
    let length = bare.chars().count();
    bare.chars().all(is_cjk)
        && length <= LONGEST_REPORTER
        && forms
            .iter()
            .any(|form| form.chars().count() > 1 && bare.ends_with(form) && form.len() < bare.len())
}

/// Whether every word begins with a capital or digit, particles aside.
fn is_title_case(text: &str, particles: &Words) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let first = word.chars().find(|c| c.is_alphanumeric());
        let particle = particles.iter().any(|p| p == word);
        if !particle && first.is_some_and(char::is_lowercase) && !text.contains('(') {
            return false;
        }
    }
    (1..=9).contains(&words)
}
