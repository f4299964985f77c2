//! Builds the findings in five plain lines, and the hints on where to look next.

use super::build::{Builder, joined};
use super::{Line, Quote, View};
use crate::comparison::{Attributed, Field, Standing, Status};
use crate::report::layout::clip;
use crate::report::style::count;

/// Columns that a quote takes at most in a plain line.
const QUOTE: usize = 120;

impl Builder<'_> {
    /// What was compared; what all mention; what some do not; what is attributed; what clashes.
    pub(super) fn brief(&self, reported: &[usize], view: &View) -> Vec<Line> {
        vec![
            plain(self.compared()),
            plain(self.mentioned_by_all(reported)),
            plain(self.mentioned_by_some(reported)),
            self.attributed(),
            self.clashing(view),
        ]
    }

    fn compared(&self) -> String {
        let named: Vec<String> = self.columns.iter().map(|column| self.called_in_full(*column)).collect();
        let talks = match self.talks().as_slice() {
            [] => String::new(),
            talks => format!(" {}", talks.join(" ")),
        };
        format!("Compared: {}.{talks}", joined(&named))
    }

    fn mentioned_by_all(&self, reported: &[usize]) -> String {
        let all = |topic: &&usize| self.cells(**topic).all(|cell| cell.standing.is_mention());
        let topics: Vec<String> = reported.iter().filter(all).map(|topic| self.name(*topic)).collect();
        let whom = if self.columns.len() == 2 { "both" } else { "all" };
        match topics.is_empty() {
            true => format!("No topic of the lexicon is mentioned by {whom}."),
            false => format!("Mentioned by {whom}: {}.", topics.join("; ")),
        }
    }

    fn mentioned_by_some(&self, reported: &[usize]) -> String {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for topic in reported {
            let searchable = self.cells(*topic).filter(|cell| cell.standing != Standing::NotSearchable);
            let (with, without): (Vec<_>, Vec<_>) = searchable.partition(|cell| cell.standing.is_mention());
            if with.is_empty() || without.is_empty() {
                continue;
            }
            let by = self.all_called(&with.iter().map(|cell| cell.source).collect::<Vec<_>>());
            match groups.iter_mut().find(|(known, _)| *known == by) {
                Some((_, topics)) => topics.push(self.name(*topic)),
                None => groups.push((by, vec![self.name(*topic)])),
            }
        }
        let lines: Vec<String> =
            groups.into_iter().map(|(by, topics)| format!("by {by} only: {}", topics.join("; "))).collect();
        let mut line = match lines.is_empty() {
            true => "No topic is mentioned by one and not by another.".to_string(),
            false => format!("Mentioned {}.", lines.join(". Mentioned ")),
        };
        for source in self.comparison.not_searchable() {
            let name = self.called(source);
            line.push_str(&format!(" The lexicon has no terms in the language of the text of {name}."));
        }
        line
    }

    /// The ledger by claims: one that any text of the side confirms is confirmed.
    fn attributed(&self) -> Line {
        let claims = self.comparison.attributed();
        if claims.is_empty() {
            return plain("Nothing is attributed to another side than the publisher's.".into());
        }
        let of = |status: Status| claims.iter().filter(move |claim| claim.status == status);
        let mut counts = vec![
            format!("{} confirmed", of(Status::Confirmed).count()),
            format!("{} topic only", of(Status::TopicOnly).count()),
            format!("{} not carried", of(Status::NotCarried).count()),
        ];
        counts.extend(match of(Status::NoText).count() {
            0 => None,
            none => Some(format!("{none} without a text of that side")),
        });
        let mut line = plain(format!(
            "Attributed to another side and held against its own text, {}: {}.",
            count(claims.len(), "claim"),
            counts.join(", ")
        ));
        line.parts.extend(
            of(Status::NotCarried).next().and_then(|claim| self.example(claim)).into_iter().flatten(),
        );
        line
    }

    /// A claim that no text of its side carries, in words.
    fn example(&self, attributed: &Attributed<'_>) -> Option<Vec<(String, Option<&'static str>)>> {
        let row = attributed.rows.first()?;
        let claim = self.comparison.sources.get(row.source)?.claims.get(row.claim)?;
        let speaker = match self.speaker(row.source, claim) {
            nobody if nobody.is_empty() => String::new(),
            somebody => format!(", {somebody}"),
        };
        let mut parts =
            vec![(format!(" For example in the text of {}{speaker}: ", self.called(row.source)), None)];
        parts.extend(short(&self.claim_quote(row.source, claim)));
        let side = self.side(&row.side);
        parts.push(match attributed.rows.len() {
            1 => (format!(", not carried by the text of {side}."), None),
            texts => (format!(", not carried by any of the {texts} texts of {side}."), None),
        });
        Some(parts)
    }

    fn clashing(&self, view: &View) -> Line {
        let mut line = Line::default();
        match view.conflicts.as_slice() {
            [] => line.parts.push(("No numbers or dates of linked sentences clash.".into(), None)),
            [first, ..] => {
                let [left, right] = &first.quotes;
                let clashes = match view.conflicts.len() {
                    1 => "1 clash".to_string(),
                    more => format!("{more} clashes"),
                };
                let by = |quote: &Quote| self.columns.get(quote.column).map(|source| self.called(*source));
                let (left_name, right_name) = (by(left).unwrap_or_default(), by(right).unwrap_or_default());
                line.parts.push((format!("{clashes} of numbers or dates: {left_name} "), None));
                line.parts.extend(short(left));
                line.parts.push((format!(" against {right_name} "), None));
                line.parts.extend(short(right));
                line.parts.push((".".into(), None));
            }
        }
        let asked = self.comparison.protocol.iter().filter(|row| row.field == Field::Initiator);
        let mut stated: Vec<String> = asked
            .filter(|row| !row.values.is_empty())
            .map(|row| {
                let sides: Vec<String> = row.values.iter().map(|side| self.side(side)).collect();
                format!("{} according to {}", joined(&sides), self.called(row.source))
            })
            .collect();
        stated.sort();
        let asked = match stated.is_empty() {
            true => " Who asked for the talk is not stated.".to_string(),
            false => format!(" The talk was asked for by {}.", stated.join("; ")),
        };
        line.parts.push((asked, None));
        line
    }

    /// Where to look next.
    pub(super) fn hints(&self, reported: &[usize]) -> Vec<(String, String)> {
        let absent = |topic: &&usize| {
            !self.comparison.same_text && self.cells(**topic).any(|cell| cell.standing == Standing::Omitted)
        };
        let topic = reported.iter().find(absent).and_then(|topic| self.lexicon.topics.get(*topic));
        let mut hints = Vec::new();
        hints.extend(
            topic.map(|topic| ("terms searched for", format!("readout-diff A B --explain {}", topic.id))),
        );
        hints.push(("why sentences are linked", "readout-diff align A B --why".into()));
        hints.push(("a page with all evidence", "readout-diff A B --format html --output page.html".into()));
        hints.into_iter().map(|(what, how)| (what.into(), how)).collect()
    }
}

fn plain(words: String) -> Line {
    Line { parts: vec![(words, None)] }
}

/// The words of a quote in one line, cut where they are long.
fn short(quote: &Quote) -> [(String, Option<&'static str>); 3] {
    let words = clip(quote.text.trim(), QUOTE, 1).concat();
    [("“".into(), None), (words, Some(quote.language)), ("”".into(), None)]
}
