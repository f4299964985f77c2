//! Glosses, the folding of characters, English words and stems.

use std::fs;
use std::path::Path;

use readout_diff::text::gloss::{join, parts, senses};
use readout_diff::text::simplify::simplify;
use readout_diff::text::word::{cut, stem, words};
use sha2::{Digest, Sha256};

#[path = "../build/glosses.rs"]
mod glosses;

fn all(word: &str) -> Vec<&'static str> {
    senses(word).into_iter().flatten().collect()
}

fn fold(text: &str) -> String {
    text.chars().map(simplify).collect()
}

#[test]
fn glosses_hold_what_a_translation_may_carry() {
    assert_eq!(all("大豆"), ["soybean"]);
    assert_eq!(all("两国"), ["both countries", "two countries"]);
    assert_eq!(all("主席"), ["chairperson", "premier", "chairman"]);
    assert_eq!(all("芬太尼"), ["fentanyl"]);
    assert_eq!(all("方便")[..3], ["convenient", "suitable", "facilitate"]);
}

#[test]
fn names_stay_without_their_description() {
    assert_eq!(all("北京"), ["beijing"]);
    assert_eq!(all("习近平"), ["xi jinping"]);
    assert_eq!(all("特朗普"), ["donald trump"]);
    assert_eq!(all("阿根廷"), ["argentina"]);
}

#[test]
fn a_variant_has_the_senses_of_its_word() {
    assert!(all("台湾").contains(&"taiwan"));
    assert_eq!(all("干隆"), all("乾隆"), "headwords are found as simplify() folds them");
    assert!(!all("乾隆").is_empty());
}

#[test]
fn no_gloss_no_senses() {
    assert!(senses("").is_none());
    assert!(senses("soybean").is_none());
    assert!(senses("不存在的词").is_none());
}

#[test]
fn glosses_are_clean() {
    let built = glosses::build(include_str!("../data/cedict/cedict_ts.u8"), |c| c);
    assert!(built.text.lines().count() > 100_000);
    for line in built.text.lines() {
        for sense in line.split('\t') {
            assert!(sense.contains(char::is_alphanumeric), "{line}");
            assert_eq!(sense, sense.trim(), "{line}");
            assert!(!sense.contains(['(', ')', '[', ']', '\u{4e2d}', '|']), "{line}");
            assert!(!sense.starts_with("surname ") && !sense.starts_with("cl:"), "{line}");
        }
    }
}

#[test]
fn entries_are_read_as_the_format_says() {
    let built = glosses::build(
        "# a comment\n\
         臺 台 [Tai2] /surname Tai/Taiwan (abbr.)/\n\
         臺 台 [tai2] /platform; stage [of a theatre]/CL:個|个[ge4],張|张[zhang1]/also pr. [tai1]/\n\
         枱 枱 [tai2] /variant of 臺|台[tai2]/\n\
         甲 甲 [jia3] /see 乙[yi3]/\n",
        |c| c,
    );
    assert_eq!(built.text, "taiwan\tplatform\tstage\ntaiwan\tplatform\tstage\n");
    let headwords = fst::Map::new(built.automaton).unwrap();
    assert_eq!(headwords.get("台"), Some(0));
    assert_eq!(headwords.get("枱"), Some(22));
    assert_eq!(headwords.get("甲"), None, "it points nowhere");
}

#[test]
fn characters_fold_one_to_one() {
    assert_eq!(fold("國家主席習近平應約同美國總統通電話"), "国家主席习近平应约同美国总统通电话");
    assert_eq!(fold("臺灣與兩岸關係、後續發展、裡面、為了"), "台湾与两岸关系、后续发展、里面、为了");
    assert_eq!(
        fold("日中両国の関係、経済協力、気候変動、国会議員"),
        "日中两国の关系、经济协力、气候变动、国会议员"
    );
    assert_eq!(fold("\u{F900}\u{FA66}\u{2F800}"), "岂辶丽");
    assert_eq!(fold("Ärger, 123, ，。\u{10FFFF}😀"), "Ärger, 123, ，。\u{10FFFF}😀");
}

#[test]
fn simplified_characters_stay() {
    let stays = "芸予浜余欠缶弁台里后干只面发于国际合作着著像藉";
    assert_eq!(fold(stays), stays);
    for c in (0..=0x2_FFFF).filter_map(char::from_u32) {
        assert_eq!(simplify(simplify(c)), simplify(c), "folding {c} twice changes nothing more");
    }
}

#[test]
fn single_characters_join_to_headwords() {
    let text = "愿同两国，共赢王毅中的";
    let words: Vec<&str> = join(text, &cut(text)).into_iter().map(|token| &text[token]).collect();
    assert_eq!(words, ["愿", "同", "两国", "，", "共赢", "王毅", "中", "的"]);
}

#[test]
fn compounds_fall_into_headwords() {
    let of = |word: &'static str| parts(word).into_iter().map(|part| &word[part]).collect::<Vec<_>>();
    assert_eq!(of("两国人民"), ["两国", "人民"]);
    assert_eq!(of("高水平"), ["高", "水平"]);
    assert_eq!(of("卡耶夫"), [""; 0]);
    assert_eq!(of("3.5"), [""; 0]);
    assert_eq!(of(""), [""; 0]);
}

#[test]
fn data_is_as_its_readme_says() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for (folder, file) in [
        ("cedict", "cedict_ts.u8"),
        ("jieba", "dict.txt"),
        ("opencc", "CJK_Compatibility_Ideographs.txt"),
        ("opencc", "JPShinjitaiCharacters.txt"),
        ("opencc", "TSCharacters.txt"),
    ] {
        let readme = fs::read_to_string(data.join(folder).join("README.md")).unwrap();
        let digest = Sha256::digest(fs::read(data.join(folder).join(file)).unwrap());
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(readme.contains(&digest), "data/{folder}/README.md does not give {file}'s sha256, {digest}");
    }
}

#[test]
fn english_words() {
    let text = "The U.S. President's long-term purchases: 12.5 million tons, “they don’t”.";
    let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
    assert_eq!(
        found,
        [
            "The",
            "U.S",
            "President's",
            "long",
            "term",
            "purchases",
            "12.5",
            "million",
            "tons",
            "they",
            "don’t"
        ]
    );
}

#[test]
fn stems_bring_forms_together() {
    for (a, b) in [
        ("Purchases", "purchasing"),
        ("cooperation", "Cooperating"),
        ("countries", "COUNTRY"),
        ("President's", "presidents"),
        ("China’s", "China"),
        ("soybeans", "soybean"),
    ] {
        assert_eq!(stem(a), stem(b), "{a}, {b}");
    }
    assert_ne!(stem("university"), stem("universe"), "the overstemming of older Porter rules");
}
