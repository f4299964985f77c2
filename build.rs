//! Makes, from the text under `data/` and the knowledge files, what the program reads in place: automata, the glosses, the
//! 繁→简 table, and the lexicon.

#![allow(
    dead_code,
    unfulfilled_lint_expectations,
    reason = "the build lays out what the program reads, and does not search itself"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/words.rs"]
mod dictionary;
#[path = "build/glosses.rs"]
mod glosses;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/meanings.rs"]
mod meanings;
#[path = "build/simplify.rs"]
mod simplify;

// What compiles the lexicon is the program's own code, so that the program reads what it would have made itself.
#[path = "src/lexicon/act.rs"]
mod act;
#[path = "src/lexicon/alignment.rs"]
mod alignment;
#[path = "src/text/english.rs"]
mod english;
#[path = "src/lexicon/entry.rs"]
mod entry;
#[path = "src/lexicon/find.rs"]
mod find;
#[path = "src/text/fold.rs"]
mod fold;
#[path = "src/lexicon/forms.rs"]
mod forms;
#[path = "src/lexicon/front.rs"]
mod front;
#[path = "src/lexicon/genre.rs"]
mod genre;
#[path = "src/text/language.rs"]
mod language;
#[path = "src/lexicon/list.rs"]
mod list;
#[path = "src/lexicon/marks.rs"]
mod marks;
#[path = "src/lexicon/names.rs"]
mod names;
#[path = "src/text/number.rs"]
mod number;
#[path = "src/lexicon/pack.rs"]
mod pack;
#[path = "src/lexicon/protocol.rs"]
mod protocol;
#[path = "src/lexicon/quantities.rs"]
mod quantities;
#[path = "src/lexicon/rows.rs"]
mod rows;
#[path = "src/text/span.rs"]
mod span;
#[path = "src/lexicon/stems.rs"]
mod stems;
#[path = "src/lexicon/terms.rs"]
mod terms;
#[path = "src/lexicon/trie.rs"]
mod trie;
#[path = "src/lexicon/verbs.rs"]
mod verbs;
#[path = "src/lexicon/words.rs"]
mod words;

/// The paths under which the program's code knows itself.
mod text {
    pub(crate) use super::{english, fold, language, number, span};
}

/// Everything the outputs depend on; Cargo runs this program again only when one of these changes.
const INPUTS: [&str; 36] = [
    "build.rs",
    "build/glosses.rs",
    "build/lexicon.rs",
    "build/meanings.rs",
    "build/simplify.rs",
    "build/words.rs",
    "data/cedict/cedict_ts.u8",
    "data/jieba/dict.txt",
    "data/opencc/CJK_Compatibility_Ideographs.txt",
    "data/opencc/JPShinjitaiCharacters.txt",
    "data/opencc/TSCharacters.txt",
    "src/lexicon/act.rs",
    "src/lexicon/alignment.rs",
    "src/lexicon/data",
    "src/lexicon/entry.rs",
    "src/lexicon/find.rs",
    "src/lexicon/forms.rs",
    "src/lexicon/front.rs",
    "src/lexicon/genre.rs",
    "src/lexicon/list.rs",
    "src/lexicon/marks.rs",
    "src/lexicon/names.rs",
    "src/lexicon/pack.rs",
    "src/lexicon/protocol.rs",
    "src/lexicon/quantities.rs",
    "src/lexicon/rows.rs",
    "src/lexicon/stems.rs",
    "src/lexicon/terms.rs",
    "src/lexicon/trie.rs",
    "src/lexicon/verbs.rs",
    "src/lexicon/words.rs",
    "src/text/english.rs",
    "src/text/fold.rs",
    "src/text/language.rs",
    "src/text/number.rs",
    "src/text/span.rs",
];

fn main() {
    for input in INPUTS {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    let words = dictionary::build(&read("data/jieba/dict.txt"));
    write(&out, "words.fst", &words.automaton);
    write(&out, "words.rs", words.constants.as_bytes());
    write(&out, "words.first", &words.first);

    let table = simplify::TABLE.get_or_init(|| {
        simplify::Table::new(
            &read("data/opencc/TSCharacters.txt"),
            &read("data/opencc/JPShinjitaiCharacters.txt"),
            &read("data/opencc/CJK_Compatibility_Ideographs.txt"),
        )
    });
    write(&out, "simplify.rs", table.source().as_bytes());

    let glosses = glosses::build(&read("data/cedict/cedict_ts.u8"), |c| table.simplify(c));
    write(&out, "glosses.fst", &glosses.automaton);
    write(&out, "glosses.txt", glosses.text.as_bytes());

    let lists = lexicon::word_lists(&read("src/lexicon/data/alignment.yaml"));
    let meanings = meanings::build(&glosses, &stems::Stems::build(&lists));
    write(&out, "headwords.fst", &meanings.headwords);
    write(&out, "stems.fst", &meanings.stems);
    write(&out, "meanings", &meanings.lists);

    let folder = out.join("lexicon");
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for (name, bytes) in lexicon::build(|name| read(&format!("src/lexicon/data/{name}"))) {
        write(&folder, &name, &bytes);
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(out: &Path, name: &str, bytes: &[u8]) {
    let path = out.join(name);
    fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
