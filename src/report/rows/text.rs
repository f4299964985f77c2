//! Rows that tell of one text: sources, units, claims, mentions, coverage.

use super::Terms;

row! {
    /// A text that was read.
    SourceRow {
        /// Its label.
        source: String,
        /// Its place among the arguments, from 1.
        order: usize,
        /// The path as typed.
        path: String,
        /// SHA-256 of the bytes as read.
        sha256: String,
        /// Whose text it is.
        side: Option<String>,
        /// Whether the side was stated; null without a side.
        side_stated: Option<bool>,
        /// The publishing office.
        issuer: Option<String>,
        /// Who "I" is.
        author: Option<String>,
        /// readout, post, press-conference, interview or news.
        kind: &'static str,
        /// Whether the kind was stated.
        kind_stated: bool,
        /// BCP 47 tag.
        language: &'static str,
        /// Whether the language was stated.
        language_stated: bool,
        /// The day of the talk.
        date: Option<String>,
        /// Whether the date was stated; null without a date.
        date_stated: Option<bool>,
        /// The event.
        event: Option<String>,
        /// The title.
        title: Option<String>,
        /// official, provisional or unofficial.
        translation: Option<String>,
        /// Where it was published.
        url: Option<String>,
        /// When it was retrieved.
        retrieved: Option<String>,
        /// WHATWG name of the encoding.
        encoding: String,
        /// The sides that take part in the talk.
        parties: Vec<String>,
        /// Length of the text in bytes of UTF-8.
        bytes: usize,
        /// Length of the text in code points.
        chars: usize,
    }
}

row! {
    /// A sentence.
    UnitRow {
        /// The source's label.
        source: String,
        /// Its id within the source.
        unit: String,
        /// heading, paragraph, turn or furniture.
        kind: &'static str,
        /// The number of its paragraph, from 1.
        paragraph: usize,
        /// First byte.
        byte_start: usize,
        /// One past the last byte.
        byte_end: usize,
        /// First code point.
        char_start: usize,
        /// One past the last code point.
        char_end: usize,
        /// The words.
        quote: String,
    }
}

row! {
    /// A clause with one voice and one act.
    ClaimRow {
        /// The source's label.
        source: String,
        /// Its id within the source.
        claim: String,
        /// The unit it is in.
        unit: String,
        /// Who says it.
        voice: String,
        /// The voice as the text writes it first; null for narrator, both, journalist and commentator.
        voice_name: Option<String>,
        /// The side of the voice.
        voice_side: Option<String>,
        /// The side whose attitude or act it tells.
        holder: Option<String>,
        /// Those by way of whom the words came, outermost first.
        reporters: Vec<String>,
        /// Who is spoken to.
        addressee: Option<String>,
        /// An outlet the words came through.
        via: Option<String>,
        /// What is done in saying it.
        act: &'static str,
        /// How strongly, 0 to 3.
        strength: u8,
        /// + or -.
        polarity: &'static str,
        /// fact, duty, wish or will.
        modality: &'static str,
        /// Its topics.
        topics: Vec<String>,
        /// Its numbers and dates, as written.
        quantities: Terms,
        /// Sides and persons it names.
        entities: Vec<String>,
        /// Which rule gave the voice.
        rule: &'static str,
        /// How sure the voice is.
        confidence: &'static str,
        /// First byte.
        byte_start: usize,
        /// One past the last byte.
        byte_end: usize,
        /// First code point.
        char_start: usize,
        /// One past the last code point.
        char_end: usize,
        /// The words.
        quote: String,
    }
}

row! {
    /// A topic in a claim.
    MentionRow {
        /// The source's label.
        source: String,
        /// The claim.
        claim: String,
        /// The unit.
        unit: String,
        /// The topic.
        topic: String,
        /// heading, commentary, asked, declined, denied, named or elaborated.
        level: &'static str,
        /// The lexicon's term that hit.
        term: String,
        /// Taken up from the sentence before.
        inherited: bool,
        /// First byte.
        byte_start: usize,
        /// One past the last byte.
        byte_end: usize,
        /// First code point.
        char_start: usize,
        /// One past the last code point.
        char_end: usize,
        /// The words.
        quote: String,
    }
}

row! {
    /// A topic in a source.
    CoverageRow {
        /// The topic.
        topic: String,
        /// The topic's English name.
        label: String,
        /// Always reported.
        core: bool,
        /// The source's label.
        source: String,
        /// elaborated, named, denied, declined, asked, omitted or not-searchable.
        level: &'static str,
        /// How many claims mention it.
        claims: usize,
        /// The first unit that mentions it.
        first: Option<String>,
        /// Share of the text, by length of the units that mention it, from 0 to 1.
        share: f64,
        /// The terms that were searched for.
        searched: Terms,
        /// Terms that stood in the text without counting: unit, term, reason.
        near_misses: Terms,
        /// Claims that mention it in headings or commentary only.
        outside: Vec<String>,
    }
}
