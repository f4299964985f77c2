//! A rule in words: its section of docs/check.md.

use super::rules::RuleName;

const TEXT: &str = include_str!("../../docs/check.md");

/// The section about a rule, with its examples.
pub fn rule(name: RuleName) -> &'static str {
    let heading = format!("### {}\n", name.word());
    let Some(start) = TEXT.find(&heading) else { return "" };
    let section = TEXT.get(start..).unwrap_or_default();
    let after = heading.len();
    let rest = section.get(after..).unwrap_or_default();
    let end = [rest.find("\n### "), rest.find("\n## ")].into_iter().flatten().min();
    end.and_then(|end| section.get(..after + end + 1)).unwrap_or(section)
}
