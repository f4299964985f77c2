//! Laws that hold for any text: spans slice, nothing panics, every sentence is in a link or a gap, the order of the
//! arguments changes nothing.

use proptest::prelude::*;
use readout_diff::alignment::{AlignOptions, align};
use readout_diff::claims::{Claims, extract};
use readout_diff::input::{InputOptions, read_bytes};
use readout_diff::lexicon::Lexicon;
use readout_diff::readout::parse;
use readout_diff::text::fold::Folded;
use readout_diff::text::span::Span;
use std::collections::BTreeSet;

const PIECES: [&str; 26] = [
    "习近平指出，",
    "特朗普表示:",
    "双方同意",
    "中方愿同美方一道",
    "台湾问题",
    "大豆",
    "，",
    "。",
    "“",
    "”",
    "《",
    "\n\n",
    "President Xi said that ",
    "Trump agreed, stressing ",
    "the two sides ",
    "fentanyl, soybeans and Ukraine",
    ". ",
    "! ",
    "\"",
    "Mr. ",
    "2500万吨",
    "three weeks ago",
    "\u{202e}",
    "\u{200b}",
    "=cmd|",
    "Q: ",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.to_vec()).prop_map(String::from),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

fn claims_of(path: &str, text: &str) -> Option<Claims> {
    let lexicon = Lexicon::default_lexicon();
    let source =
        read_bytes(path, text.as_bytes(), &InputOptions::default(), lexicon, &mut Vec::new()).ok()?;
    Some(extract(parse(source, lexicon), lexicon))
}

fn whole(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_slices_the_text_as_read(text in any_text()) {
        let Some(claims) = claims_of("x", &text) else { return Ok(()) };
        let read = &claims.readout.source.text;
        let mut ids = BTreeSet::new();
        for claim in &claims.claims {
            prop_assert!(ids.insert(claim.id.clone()));
            prop_assert!(whole(read, claim.span) && !claim.span.is_empty());
            let unit = &claims.readout.units[claim.unit];
            prop_assert!(unit.span.holds(claim.span));
            for mention in &claim.topics {
                prop_assert!(whole(read, mention.span) && unit.span.holds(mention.span));
            }
            for quantity in &claim.quantities {
                prop_assert!(whole(read, quantity.span) && unit.span.holds(quantity.span));
            }
        }
        for near in &claims.near_misses {
            prop_assert!(whole(read, near.span));
        }
    }

    #[test]
    fn every_sentence_is_in_a_link_or_a_gap_whatever_the_order(a in any_text(), b in any_text()) {
        let (Some(mut x), Some(mut y)) = (claims_of("a", &a), claims_of("b", &b)) else { return Ok(()) };
        x.readout.source.label = "a".into();
        y.readout.source.label = "b".into();
        let lexicon = Lexicon::default_lexicon();
        let there = [x.clone(), y.clone()];
        let back = [y, x];
        let (one, two) = (align(&there, &AlignOptions::default(), lexicon), align(&back, &AlignOptions::default(), lexicon));
        let pair = &one.pairs[0];
        for (source, claims) in there.iter().enumerate() {
            for unit in 0..claims.readout.units.len() {
                let linked = pair.links.iter().any(|l| {
                    (pair.a == source && l.a_units.contains(&unit)) || (pair.b == source && l.b_units.contains(&unit))
                });
                let gap = pair.gaps.iter().any(|g| g.source == source && g.unit == unit);
                prop_assert!(linked || gap, "unit {} of {} is nowhere", unit, source);
            }
        }
        let shown = |pair: &readout_diff::alignment::Pair| {
            pair.links.iter().map(|l| (l.a_units.clone(), l.b_units.clone(), l.score.to_bits(), l.relation)).collect::<Vec<_>>()
        };
        prop_assert_eq!(shown(&one.pairs[0]), shown(&two.pairs[0]));
    }

    #[test]
    fn claims_are_the_same_when_they_are_extracted_again(text in any_text()) {
        if let Some(claims) = claims_of("a.txt", &text) {
            let again = extract(claims.readout.clone(), Lexicon::default_lexicon());
            prop_assert_eq!(format!("{:?}", again.claims), format!("{:?}", claims.claims));
        }
    }

    #[test]
    fn folding_keeps_the_way_back(text in any_text()) {
        let folded = Folded::of(&text, Span::new(0, text.len()));
        let mut last = 0;
        for (at, c) in folded.text().char_indices() {
            let span = folded.span(at, at + c.len_utf8());
            prop_assert!(whole(&text, span));
            prop_assert!(span.start >= last || span.is_empty());
            last = span.start;
        }
    }
}
