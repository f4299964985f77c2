//! Makes, from the text under `data/`, what the program reads in place: two automata, the glosses and the 繁→简 table.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/glosses.rs"]
mod glosses;
#[path = "build/simplify.rs"]
mod simplify;
#[path = "build/words.rs"]
mod words;

/// Everything the outputs depend on; Cargo runs this program again only when one of these changes.
const INPUTS: [&str; 9] = [
    "build.rs",
    "build/glosses.rs",
    "build/simplify.rs",
    "build/words.rs",
    "data/cedict/cedict_ts.u8",
    "data/jieba/dict.txt",
    "data/opencc/CJK_Compatibility_Ideographs.txt",
    "data/opencc/JPShinjitaiCharacters.txt",
    "data/opencc/TSCharacters.txt",
];

fn main() {
    for input in INPUTS {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    let words = words::build(&read("data/jieba/dict.txt"));
    write(&out, "words.fst", &words.automaton);
    write(&out, "words.rs", words.constants.as_bytes());

    let table = simplify::Table::new(
        &read("data/opencc/TSCharacters.txt"),
        &read("data/opencc/JPShinjitaiCharacters.txt"),
        &read("data/opencc/CJK_Compatibility_Ideographs.txt"),
    );
    write(&out, "simplify.rs", table.source().as_bytes());

    let glosses = glosses::build(&read("data/cedict/cedict_ts.u8"), |c| table.simplify(c));
    write(&out, "glosses.fst", &glosses.automaton);
    write(&out, "glosses.txt", glosses.text.as_bytes());
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(out: &Path, name: &str, bytes: &[u8]) {
    let path = out.join(name);
    fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
