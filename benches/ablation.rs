//! What each kind of evidence is worth to alignment: F1 with all of it, and with one kind left out.
//!
//! `cargo bench --bench ablation` prints the table. The texts are under `tests/alignment/` and were written for it: an
//! assembly's and a council's minutes, a resolution, a magazine's feature and two tales with their translations (beads as in `ladder.tsv`, counted whole), and accounts of one talk by its two
//! sides (`same` links as in `links.tsv`). Weights were chosen on the `-dev` halves alone.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run should say so")]

use readout_diff::alignment::{AlignOptions, Evidence, Relation, align, ladder, lines};
use readout_diff::claims::{Act, Claims, extract};
use readout_diff::input::{InputOptions, read_bytes};
use readout_diff::lexicon::Lexicon;
use readout_diff::readout::{Voice, parse};
use std::collections::BTreeSet;

/// What is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    Evidence(Evidence),
    Topics,
    Voices,
    Acts,
}

const ROWS: [(&str, Without); 9] = [
    ("everything", Without::Nothing),
    ("without words and dictionary", Without::Evidence(Evidence::Words)),
    ("without the glossary", Without::Evidence(Evidence::Concepts)),
    ("without numbers and dates", Without::Evidence(Evidence::Numbers)),
    ("without names", Without::Evidence(Evidence::Names)),
    ("without lengths", Without::Evidence(Evidence::Length)),
    ("without topics", Without::Topics),
    ("without voices", Without::Voices),
    ("without acts", Without::Acts),
];

const SETS: [&str; 10] = [
    "assembly-dev",
    "assembly-held",
    "council-dev",
    "resolution-held",
    "magazine-held",
    "tale-dev",
    "tale-held",
    "chapter-dev",
    "accounts-dev",
    "accounts-held",
];

fn main() {
    println!("F1 (beads of translations, `same` links of accounts)\n");
    println!("{:<30}{}", "", SETS.map(|set| format!("{set:>16}")).concat());
    for (name, without) in ROWS {
        let scores = SETS.map(|set| format!("{:>16.3}", score(set, without)));
        println!("{name:<30}{}", scores.concat());
    }
}

fn score(set: &str, without: Without) -> f64 {
    let accounts = set.starts_with("accounts");
    let [mut a, mut b] = ["a.zh.txt", "b.en.txt"].map(|file| claims(set, file, accounts));
    for text in [&mut a, &mut b] {
        leave_out(text, without);
    }
    let evidence = if let Without::Evidence(evidence) = without { Some(evidence) } else { None };
    let options = AlignOptions { without: evidence, ..AlignOptions::default() };
    let units = (a.readout.units.len(), b.readout.units.len());
    let alignment = align(&[a, b], &options, Lexicon::default_lexicon());
    let pair = alignment.pairs.first().unwrap();
    let found: BTreeSet<String> = match accounts {
        true => {
            let same = pair.links.iter().filter(|link| link.relation == Relation::Same);
            let pairs = same.flat_map(|link| {
                link.a_units
                    .iter()
                    .flat_map(|x| link.b_units.iter().map(move |y| format!("{}\t{}", x + 1, y + 1)))
            });
            pairs.collect()
        }
        false => whole(&ladder::ladder(pair, units, |_, _| false)),
    };
    let gold = whole(&read(set, if accounts { "links.tsv" } else { "ladder.tsv" }));
    2.0 * found.intersection(&gold).count() as f64 / (found.len() + gold.len()).max(1) as f64
}

/// The beads of a ladder, without its gaps.
fn whole(ladder: &str) -> BTreeSet<String> {
    ladder.lines().filter(|line| !line.starts_with('\t') && !line.ends_with('\t')).map(String::from).collect()
}

fn read(set: &str, file: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/alignment/{set}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn claims(set: &str, file: &str, accounts: bool) -> Claims {
    let lexicon = Lexicon::default_lexicon();
    let options = InputOptions { plain: !accounts, ..InputOptions::default() };
    let text = read(set, file);
    let mut source = read_bytes(file, text.as_bytes(), &options, lexicon, &mut Vec::new()).unwrap();
    source.label = file.into();
    if accounts { extract(parse(source, lexicon), lexicon) } else { lines::claims(source, lexicon) }
}

fn leave_out(text: &mut Claims, without: Without) {
    for claim in &mut text.claims {
        match without {
            Without::Topics => claim.topics.clear(),
            Without::Voices if matches!(claim.voice, Voice::Person(_)) => claim.voice = Voice::Narrator,
            Without::Acts => claim.act = Act::State,
            _ => {}
        }
    }
}
