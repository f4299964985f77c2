//! Topic mentions of a claim: what the lexicon's terms hit, at which level.

use super::{Claim, Level, NearMiss, TopicMention};
use crate::lexicon::Lexicon;
use crate::lexicon::terms::Sentence;
use crate::readout::{BlockKind, Readout, Voice};
use crate::text::fold::Folded;

/// Fills in the topics of all claims and returns the terms that stood in the text without counting.
pub fn mention(readout: &Readout, claims: &mut [Claim], lexicon: &Lexicon) -> Vec<NearMiss> {
    let primary = readout.source.language.value.primary();
    let Some(index) = lexicon.topic_index.get(primary) else { return Vec::new() };
    let text = &readout.source.text;
    let mut near = Vec::new();
    for (u, unit) in readout.units.iter().enumerate() {
        let folded = Folded::of(text, unit.span);
        let (hits, misses) = index.search(Sentence { text, folded: &folded, parties: &readout.parties });
        near.extend(misses.into_iter().map(|m| NearMiss { topic: m.group, term: m.term, span: m.span, reason: m.reason }));
        for hit in hits.into_iter().filter(|h| !h.anaphora) {
            let Some(claim) = claims.iter_mut().find(|c| c.unit == u && c.span.start <= hit.span.start && hit.span.start < c.span.end) else { continue };
            let level = match (unit.kind, &claim.voice) {
                (BlockKind::Heading | BlockKind::Furniture, _) => Level::Heading,
                (_, Voice::Commentator) => Level::Commentary,
                _ => Level::Elaborated,
            };
            claim.topics.push(TopicMention { topic: hit.group, term: hit.term, span: hit.span, level, inherited: false });
        }
    }
    near
}
