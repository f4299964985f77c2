//! Any two texts, cut at the first NUL, go through the whole pipeline and every page; no span may leave its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readout_diff::alignment::{AlignOptions, align};
use readout_diff::claims::extract;
use readout_diff::comparison::compare;
use readout_diff::input::{InputOptions, label_all, read_bytes};
use readout_diff::lexicon::Lexicon;
use readout_diff::readout::parse;
use readout_diff::report::{self, Format};

fuzz_target!(|bytes: &[u8]| {
    let lexicon = Lexicon::default_lexicon();
    let cut = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    let (one, other) = (&bytes[..cut], bytes.get(cut + 1..).unwrap_or_default());
    let options = InputOptions::default();
    let mut notices = Vec::new();
    let mut sources: Vec<_> = [("one", one), ("other", other)]
        .into_iter()
        .filter_map(|(path, bytes)| read_bytes(path, bytes, &options, lexicon, &mut notices).ok())
        .collect();
    label_all(&mut sources);
    let claims: Vec<_> = sources.into_iter().map(|source| extract(parse(source, lexicon), lexicon)).collect();
    for texts in &claims {
        let text = &texts.readout.source.text;
        assert!(texts.claims.iter().all(|claim| text.get(claim.span.start..claim.span.end).is_some()));
    }
    let alignment = align(&claims, &AlignOptions::default(), lexicon);
    let given = (0..claims.len()).collect();
    let comparison = compare(claims, given, alignment, lexicon, &mut notices);
    let pages = [
        Format::Text(Default::default()),
        Format::Markdown(None),
        Format::Newsletter,
        Format::Html,
        Format::Svg,
        Format::Json,
    ];
    for format in pages {
        let mut page = Vec::new();
        report::write(&comparison, lexicon, format, None, &mut page).expect("a vector takes every page");
        assert!(std::str::from_utf8(&page).is_ok());
    }
});
