//! An office named by its side alone speaks for that side: "the Vietnamese prime minister said" is nobody else's words,
//! over every side that the lexicon knows by an English adjective.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use readout_diff::input::{self, InputOptions};
use readout_diff::lexicon::Lexicon;
use readout_diff::lexicon::entry::SideEntry;
use readout_diff::readout;

/// Sides whose adjective is another side's too, as the talk decides which is meant.
const SHARED: [&str; 8] = ["CD", "CG", "KN", "KP", "KR", "DM", "DO", "GQ"];

/// Whose side the last sentence of a text speaks for, and the text's voice there.
fn speaker(last: &str) -> (Option<String>, String) {
    let text = format!(
        "---\nside: media\nlanguage: en\nkind: news\n---\n\nErna Solberg and Sauli Niinistö met on Monday.\n\n\
         Solberg said the harvest was good. {last}\n"
    );
    let lexicon = Lexicon::default_lexicon();
    let source =
        input::read_bytes("x", text.as_bytes(), &InputOptions::default(), lexicon, &mut Vec::new()).unwrap();
    let readout = readout::parse(source, lexicon);
    let unit = readout.units.len() - 1;
    let segment = readout.segments.iter().find(|s| s.unit == unit).unwrap();
    (readout.voice_side(&segment.voice).map(String::from), readout.voice_key(&segment.voice).to_string())
}

#[test]
fn an_office_speaks_for_its_side() {
    let sides: Vec<SideEntry> = serde_yaml::from_str(include_str!("../src/lexicon/data/sides.yaml")).unwrap();
    let mut wrong = Vec::new();
    for side in sides.iter().filter(|side| !SHARED.contains(&side.id.as_str())) {
        let Some(adjective) = side.en.adjectives.first() else { continue };
        let adjective = adjective.form();
        for last in [
            format!("The {adjective} trade minister said the river was high."),
            format!("The river was high, the {adjective} trade minister said."),
            format!("The river was high, said the {adjective} trade minister."),
            format!("However, the {adjective} trade minister later added that the river was high."),
        ] {
            let (spoken_for, voice) = speaker(&last);
            if spoken_for.as_deref() != Some(side.id.as_str()) {
                wrong.push(format!("{}: {last} → {voice}", side.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of other sides:\n{}", wrong.len(), wrong.join("\n"));
}
