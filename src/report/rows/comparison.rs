//! Rows that tell of two texts or more: links, gaps, ledger, wording, conflicts; and the protocol card.

use super::Terms;

row! {
    /// Sentences of two sources that are linked.
    LinkRow {
        /// The source with the lower label.
        a_source: String,
        /// The other source.
        b_source: String,
        /// Units of the first.
        a_units: Vec<String>,
        /// Units of the second.
        b_units: Vec<String>,
        /// How alike they are, from 0 to 1.
        score: f64,
        /// same or related.
        relation: &'static str,
        /// The parts of the score: name and value.
        parts: Terms,
        /// parallel, rendition or independent.
        mode: &'static str,
    }
}

row! {
    /// A sentence without a partner in another source.
    GapRow {
        /// The source's label.
        source: String,
        /// The source without a partner for it.
        other_source: String,
        /// The unit.
        unit: String,
        /// Why there is none.
        reason: String,
    }
}

row! {
    /// A claim attributed to another side, held against a text of that side.
    LedgerRow {
        /// The source that attributes.
        source: String,
        /// The claim.
        claim: String,
        /// The claim's unit.
        unit: String,
        /// Who says it, according to the source.
        voice: String,
        /// The side whose attitude or act it tells.
        holder: Option<String>,
        /// The side it is attributed to.
        side: String,
        /// confirmed, topic only, not carried or no text.
        status: &'static str,
        /// The text of that side.
        other_source: Option<String>,
        /// The units there that say the same, or that mention the topic.
        other_units: Vec<String>,
        /// The claim's topics.
        topics: Vec<String>,
        /// The claim's words.
        quote: String,
    }
}

row! {
    /// A difference in the wording of sentences that say the same.
    WordingRow {
        /// The source with the lower label.
        a_source: String,
        /// The other source.
        b_source: String,
        /// Units of the first.
        a_units: Vec<String>,
        /// Units of the second.
        b_units: Vec<String>,
        /// The glossary's concept; null where words differ.
        concept: Option<String>,
        /// First byte in the first source.
        a_byte_start: Option<usize>,
        /// One past the last byte in the first source.
        a_byte_end: Option<usize>,
        /// First code point in the first source.
        a_char_start: Option<usize>,
        /// One past the last code point in the first source.
        a_char_end: Option<usize>,
        /// The words in the first source.
        a_quote: Option<String>,
        /// First byte in the second source.
        b_byte_start: Option<usize>,
        /// One past the last byte in the second source.
        b_byte_end: Option<usize>,
        /// First code point in the second source.
        b_char_start: Option<usize>,
        /// One past the last code point in the second source.
        b_char_end: Option<usize>,
        /// The words in the second source.
        b_quote: Option<String>,
    }
}

row! {
    /// Two numbers or dates that clash.
    ConflictRow {
        /// date, duration, mass, money, percent or count.
        kind: &'static str,
        /// The source with the lower label.
        a_source: String,
        /// The other source.
        b_source: String,
        /// The unit in the first.
        a_unit: String,
        /// The unit in the second.
        b_unit: String,
        /// First byte in the first source.
        a_byte_start: usize,
        /// One past the last byte in the first source.
        a_byte_end: usize,
        /// First code point in the first source.
        a_char_start: usize,
        /// One past the last code point in the first source.
        a_char_end: usize,
        /// The words in the first source.
        a_quote: String,
        /// First byte in the second source.
        b_byte_start: usize,
        /// One past the last byte in the second source.
        b_byte_end: usize,
        /// First code point in the second source.
        b_char_start: usize,
        /// One past the last code point in the second source.
        b_char_end: usize,
        /// The words in the second source.
        b_quote: String,
    }
}

row! {
    /// A field of the protocol card.
    ProtocolRow {
        /// initiator, medium, date, duration, place, participants, earlier, earlier-date, earlier-place or tone.
        field: &'static str,
        /// The source's label.
        source: String,
        /// What the source says, several joined by ` | `; null when not stated.
        value: Option<String>,
        /// text, front-matter, or both joined by ` and ` where words such as "today" lean on it; null when not stated.
        stated_in: Option<&'static str>,
        /// First byte of the words that say so first.
        byte_start: Option<usize>,
        /// One past their last byte.
        byte_end: Option<usize>,
        /// Their first code point.
        char_start: Option<usize>,
        /// One past their last code point.
        char_end: Option<usize>,
        /// The words.
        quote: Option<String>,
    }
}
