//! Raw lines: a text in which each line is one sentence, with no voices and no structure.

use crate::claims::quantity::{self, Quantity};
use crate::claims::{Act, Claim, Claims, Modality, Polarity};
use crate::input::Source;
use crate::lexicon::Lexicon;
use crate::readout::{Block, BlockKind, Confidence, Readout, Rule, Unit, Voice};
use crate::text::span::Span;

/// The text as claims with a unit for every line, so that a unit's number is its line's: every line counts and none
/// is dropped. A blank line is furniture and has an empty span; it ends a paragraph.
pub fn claims(source: Source, lexicon: &Lexicon) -> Claims {
    let language = source.language.value;
    let text = &source.text;
    let (mut blocks, mut units, mut claims) = (Vec::new(), Vec::new(), Vec::new());
    let mut paragraph = 0;
    let mut start = source.body.start;
    for line in source.body.of(text).split_inclusive('\n') {
        let whole = Span::new(start, start + line.len());
        start = whole.end;
        let span = whole.trimmed(text);
        let kind = if span.is_empty() { BlockKind::Furniture } else { BlockKind::Paragraph };
        let unit = units.len();
        blocks.push(Block { kind, span, label: None, paragraph });
        units.push(Unit { span, block: unit, kind });
        match span.is_empty() {
            true => paragraph += 1,
            false => {
                let quantities = quantity::find(text, span, language, None, &lexicon.quantities);
                claims.push(claim(unit, span, quantities));
            }
        }
    }
    let readout = Readout {
        source,
        blocks,
        units,
        persons: Vec::new(),
        parties: Vec::new(),
        segments: Vec::new(),
        folded: Vec::new(),
        author: None,
        named: Vec::new(),
    };
    Claims { readout, claims, near_misses: Vec::new() }
}

fn claim(unit: usize, span: Span, quantities: Vec<Quantity>) -> Claim {
    Claim {
        id: format!("c{}", unit + 1),
        unit,
        span,
        voice: Voice::Narrator,
        holder: None,
        reporters: Vec::new(),
        addressee: None,
        via: None,
        act: Act::State,
        strength: 0,
        polarity: Polarity::Positive,
        modality: Modality::Fact,
        topics: Vec::new(),
        quantities,
        entities: Vec::new(),
        rule: Rule::Default,
        confidence: Confidence::Low,
    }
}
