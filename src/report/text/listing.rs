//! Lists for a terminal: the claims of one text, and the links of an alignment.

use super::{Page, TextOptions};
use crate::alignment::{Alignment, Link, Pair};
use crate::claims::{Claim, Claims};
use crate::comparison::people::VoiceKeys;
use crate::lexicon::Lexicon;
use crate::report::escape::visible;
use crate::report::layout::clip;
use crate::report::pairs::relation_word;
use crate::report::style::Label;
use crate::report::tables::{topic_id, unit_id, unit_ids};
use crate::report::texts::confidence_word;
use std::io::{self, Write};

/// Lines that a sentence takes at most.
const LINES: usize = 3;

/// Writes the claims of one text: unit, voice, act, topics, then the words.
///
/// # Errors
/// `out` cannot be written.
pub fn write_claims(
    claims: &Claims,
    lexicon: &Lexicon,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(options, out);
    let source = &claims.readout.source;
    page.line(Label::Title, 0, &format!("{} ({})", source.label, source.path))?;
    let keys = VoiceKeys::of_one(claims);
    for claim in &claims.claims {
        page.line(Label::Source, 2, &summary(claims, claim, lexicon, &keys))?;
        for line in clip(&visible(claim.span.of(&source.text)), page.width.saturating_sub(4), LINES) {
            page.raw(&format!("    {line}"))?;
        }
    }
    Ok(())
}

fn summary(claims: &Claims, claim: &Claim, lexicon: &Lexicon, keys: &VoiceKeys) -> String {
    let voice = keys.key(0, &claim.voice);
    let holder = claim.holder.as_ref().map(|side| format!(" for {side}")).unwrap_or_default();
    let negated = if claim.polarity == crate::claims::Polarity::Negative { " (negated)" } else { "" };
    let mut topics: Vec<String> = Vec::new();
    for mention in &claim.topics {
        let word = format!("{} {}", topic_id(lexicon, mention.topic), mention.level.word());
        if !topics.contains(&word) {
            topics.push(word);
        }
    }
    let quantities: Vec<&str> =
        claim.quantities.iter().map(|q| q.span.of(&claims.readout.source.text)).collect();
    let mut parts = vec![
        format!("{} {}", claim.id, unit_id(claim.unit)),
        format!("{voice}{holder} ({}, {})", claim.rule.word(), confidence_word(claim.confidence)),
        format!("{}{negated}", claim.act.word()),
    ];
    parts.extend((!topics.is_empty()).then(|| topics.join(", ")));
    parts.extend((!quantities.is_empty()).then(|| quantities.join(", ")));
    parts.join(" · ")
}

/// Writes links and gaps; with `why`, the parts of each score.
///
/// # Errors
/// `out` cannot be written.
pub fn write_alignment(
    sources: &[Claims],
    alignment: &Alignment,
    why: bool,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(options, out);
    alignment.pairs.iter().try_for_each(|pair| page.aligned(sources, pair, why))
}

impl Page<'_> {
    fn aligned(&mut self, sources: &[Claims], pair: &Pair, why: bool) -> io::Result<()> {
        let label = |i: usize| sources.get(i).map_or("", |claims| claims.readout.source.label.as_str());
        self.title(&format!("{} and {}", label(pair.a), label(pair.b)))?;
        self.line(Label::Faint, 2, &format!("{}: {}", pair.mode.mode.word(), pair.mode.evidence))?;
        for link in &pair.links {
            self.aligned_link(sources, link, why)?;
        }
        for gap in &pair.gaps {
            let head = format!("gap · {} {} · {}", label(gap.source), unit_id(gap.unit), gap.reason.word());
            self.line(Label::Faint, 2, &head)?;
            self.sentences(sources, gap.source, &[gap.unit])?;
        }
        Ok(())
    }

    fn aligned_link(&mut self, sources: &[Claims], link: &Link, why: bool) -> io::Result<()> {
        let head = format!(
            "{} {:.3} · {} = {}",
            relation_word(link.relation),
            link.score,
            unit_ids(&link.a_units).join("+"),
            unit_ids(&link.b_units).join("+")
        );
        self.line(Label::Source, 2, &head)?;
        if why {
            let parts: Vec<String> = link.parts.iter().map(|part| format!("{} {}", part.0, part.1)).collect();
            self.line(Label::Faint, 4, &parts.join(", "))?;
        }
        self.sentences(sources, link.a, &link.a_units)?;
        self.sentences(sources, link.b, &link.b_units)
    }

    fn sentences(&mut self, sources: &[Claims], source: usize, units: &[usize]) -> io::Result<()> {
        let Some(claims) = sources.get(source) else { return Ok(()) };
        let words: Vec<&str> = units.iter().map(|unit| claims.readout.unit_text(*unit)).collect();
        for line in clip(&visible(&words.join(" ")), self.width.saturating_sub(4), LINES) {
            self.raw(&format!("    {line}"))?;
        }
        Ok(())
    }
}
