//! What a reader of two texts would say belongs together: hard cases, laws, and measured fixtures.

use readout_diff::alignment::{AlignOptions, Alignment, Mode, Reason, Relation, align, ladder, lines};
use readout_diff::claims::{Claims, extract};
use readout_diff::input::{InputOptions, Source, read_bytes};
use readout_diff::lexicon::Lexicon;
use readout_diff::readout::parse;
use std::collections::BTreeSet;

fn source(label: &str, header: &str, text: &str, plain: bool) -> Source {
    let lexicon = Lexicon::default_lexicon();
    let whole = if header.is_empty() { text.to_string() } else { format!("---\n{header}\n---\n{text}") };
    let options = InputOptions { plain, ..Default::default() };
    let mut source =
        read_bytes(label, whole.as_bytes(), &options, lexicon, &mut Vec::new()).expect("readable");
    source.label = label.into();
    source
}

fn claims(label: &str, header: &str, text: &str) -> Claims {
    let lexicon = Lexicon::default_lexicon();
    extract(parse(source(label, header, text, false), lexicon), lexicon)
}

fn run(claims: &[Claims], mode: Option<Mode>) -> Alignment {
    align(claims, &AlignOptions { mode, ..Default::default() }, Lexicon::default_lexicon())
}

fn same(alignment: &Alignment) -> Vec<(usize, usize)> {
    let links = alignment.pairs.iter().flat_map(|p| &p.links).filter(|l| l.relation == Relation::Same);
    let pairs = links.flat_map(|l| l.a_units.iter().flat_map(|i| l.b_units.iter().map(move |j| (*i, *j))));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

const CN: &str = "side: CN\nkind: readout";
const US: &str = "side: US\nkind: readout";

fn links(a: &str, b: &str) -> Vec<(usize, usize)> {
    same(&run(&[claims("a", CN, a), claims("b", CN, b)], None))
}

#[test]
fn al_01_reordered_sentences_find_each_other() {
    let zh = "中方支持一切致力于和平的努力。美方应慎重处理台湾问题。";
    let en = "The U.S. side should handle the Taiwan question with prudence. China supports all efforts conducive to peace.";
    assert_eq!(links(zh, en), [(0, 1), (1, 0)]);
}

#[test]
fn al_02_one_sentence_becomes_two() {
    let zh = "釜山会晤以来,中美关系总体稳定向好,受到普遍欢迎,事实说明合则两利、斗则俱伤。";
    let en = "Since the Busan meeting, relations have remained generally stable. Facts show that cooperation benefits both sides and confrontation hurts both.";
    assert_eq!(links(zh, en), [(0, 0), (0, 1)]);
}

#[test]
fn al_03_the_same_topic_is_not_the_same_statement() {
    assert_eq!(
        links("特朗普表示,美方理解台湾问题对于中国的重要性。", "US position on Taiwan is unchanged."),
        []
    );
}

#[test]
fn al_04_shared_words_about_another_thing() {
    assert_eq!(
        links("We reached a peace agreement framework.", "We reached a trade agreement framework."),
        []
    );
}

#[test]
fn al_05_closing_formulas_never_link() {
    assert_eq!(links("Thank you for your attention to this matter!", "特朗普表示诚挚感谢。"), []);
}

#[test]
fn al_06_another_number_is_the_same_statement_still() {
    assert_eq!(
        links("中国将购买2000万吨大豆。", "China will purchase 25 million tons of soybeans."),
        [(0, 0)]
    );
}

#[test]
fn al_07_another_wording_is_the_same_statement_still() {
    let en = "Taiwan's return to China is an integral part of the post-war international order.";
    assert_eq!(links("台湾回归中国是战后国际秩序重要组成部分。", en), [(0, 0)]);
}

#[test]
fn al_08_visits_in_opposite_directions() {
    assert_eq!(
        links("习近平欢迎特朗普再次访华。", "President Xi will come to the United States later in the year."),
        []
    );
}

#[test]
fn b2_al_01_support_is_not_opposition() {
    assert_eq!(links("中方反对美方对台军售。", "China supports the U.S. side on Taiwan arms sales."), []);
}

#[test]
fn b2_al_02_paraphrase_with_little_dictionary() {
    assert_eq!(
        links("双方同意保持经常性联系。", "We agreed that it is important that we communicate often."),
        [(0, 0)]
    );
}

#[test]
fn b2_al_03_swapped_roles() {
    let zh = "特朗普感谢习近平邀请。习近平感谢特朗普邀请。";
    let en = "Xi thanked Trump for the invitation. Trump thanked Xi for the invitation.";
    assert_eq!(links(zh, en), [(0, 1), (1, 0)]);
}

const ZH: &str = "11月24日晚，国家主席习近平同美国总统特朗普通电话。\n习近平指出，中美关系总体稳定向好。习近平强调，台湾回归中国是战后国际秩序重要组成部分。\n特朗普表示，美方重视台湾问题对中国的重要性。特朗普期待明年4月访华。";
const EN: &str = "I just had a very good telephone call with President Xi of China. President Xi invited me to visit Beijing in April, which I accepted. We also discussed Ukraine/Russia, Fentanyl and Soybeans.\nThank you for your attention to this matter!";

#[test]
fn every_sentence_is_in_a_link_or_a_gap() {
    let all = [claims("cn.zh", CN, ZH), claims("us.en", US, EN)];
    let alignment = run(&all, None);
    let pair = &alignment.pairs[0];
    for (source, claims) in all.iter().enumerate() {
        for unit in 0..claims.readout.units.len() {
            let linked = pair.links.iter().any(|l| match source {
                0 => l.a_units.contains(&unit),
                _ => l.b_units.contains(&unit),
            });
            let gap = pair.gaps.iter().filter(|g| g.source == source && g.unit == unit).count();
            assert_eq!(usize::from(linked) + gap, 1, "source {source} unit {unit}");
        }
    }
    assert!(pair.gaps.iter().any(|g| g.reason == Reason::Furniture));
    assert_eq!(pair.mode.mode, Mode::Independent);
    assert!(same(&alignment).contains(&(0, 0)), "the call is the call: {:?}", pair.links);
}

#[test]
fn the_order_of_arguments_changes_nothing_but_indexes() {
    let (a, b, c) = (
        claims("cn.zh", CN, ZH),
        claims("us.en", US, EN),
        claims("jp.ja", "side: JP", "昨夜、トランプ大統領と電話会談を行いました。"),
    );
    let forth = run(&[a.clone(), b.clone(), c.clone()], None);
    let back = run(&[c, b, a], None);
    for (x, y) in forth.pairs.iter().zip(&back.pairs) {
        assert_eq!((x.a, x.b), (2 - y.a, 2 - y.b));
        assert_eq!(x.mode, y.mode);
        let bare = |p: &readout_diff::alignment::Pair| {
            p.links
                .iter()
                .map(|l| (l.a_units.clone(), l.b_units.clone(), l.score.to_bits(), l.relation))
                .collect::<Vec<_>>()
        };
        assert_eq!(bare(x), bare(y));
    }
    let members = |al: &Alignment, turn: bool| {
        al.groups
            .iter()
            .map(|g| g.members.iter().map(|(s, u)| (if turn { 2 - s } else { *s }, *u)).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    assert_eq!(members(&forth, false), members(&back, true));
}

#[test]
fn the_same_text_twice_links_every_sentence_with_itself() {
    for text in [ZH, EN] {
        let all = [claims("x-1", CN, text), claims("x-2", CN, text)];
        let content = all[0]
            .readout
            .units
            .iter()
            .filter(|u| u.kind != readout_diff::readout::BlockKind::Furniture)
            .count();
        assert_eq!(same(&run(&all, None)), (0..content).map(|i| (i, i)).collect::<Vec<_>>());
    }
}

#[test]
fn nothing_and_little_are_survived() {
    assert!(run(&[], None).pairs.is_empty());
    assert!(run(&[claims("a", "", "x")], None).pairs.is_empty());
    for mode in [None, Some(Mode::Parallel), Some(Mode::Rendition), Some(Mode::Independent)] {
        let alignment = run(&[claims("a", "", "。"), claims("b", "", "!!!")], mode);
        assert_eq!(alignment.pairs.len(), 1);
        assert_eq!(alignment.pairs[0].gaps.len() + 2 * alignment.pairs[0].links.len(), 2);
    }
}

#[test]
fn japanese_meets_english_and_chinese() {
    let ja = "昨夜、高市総理大臣は、トランプ米国大統領と電話会談を行いました。両首脳は、ウクライナ情勢について意見交換を行いました。両首脳は、引き続き緊密に連携していくことを確認しました。";
    let en = "Last night Prime Minister Takaichi held a telephone talk with President Trump of the United States. The two leaders exchanged views on the situation in Ukraine. The two leaders confirmed that they would continue to work closely together.";
    let zh = "昨晚，日本首相高市早苗同美国总统特朗普举行电话会谈。两国领导人就乌克兰局势交换意见。双方确认将继续保持密切沟通。";
    let [ja, en, zh] =
        [claims("jp.ja", "side: JP", ja), claims("jp.en", "side: JP", en), claims("cn.zh", CN, zh)];
    assert_eq!(same(&run(&[ja.clone(), en.clone()], None)), [(0, 0), (1, 1), (2, 2)]);
    assert_eq!(same(&run(&[ja.clone(), zh.clone()], None)), [(0, 0), (1, 1), (2, 2)]);
    let all = run(&[ja, en, zh], None);
    let members: Vec<Vec<(usize, usize)>> = all.groups.iter().map(|group| group.members.clone()).collect();
    assert_eq!(
        members,
        [vec![(2, 0), (1, 0), (0, 0)], vec![(2, 1), (1, 1), (0, 1)], vec![(2, 2), (1, 2), (0, 2)]]
    );
}

#[test]
fn traditional_characters_are_the_same_characters() {
    let hant = "習近平指出，台灣問題是中國核心利益中的核心。雙方同意保持經常性聯繫。";
    let hans = "双方同意保持经常性联系。习近平指出，台湾问题是中国核心利益中的核心。";
    assert_eq!(links(hant, hans), [(0, 1), (1, 0)]);
}

#[test]
fn both_sides_discussed_a_topic() {
    let zh = "双方还就乌克兰危机、朝鲜半岛局势交换了意见。";
    let en = "The two also discussed the war in Ukraine and the Korean Peninsula.";
    assert_eq!(same(&run(&[claims("cn.zh", CN, zh), claims("us.en", US, en)], None)), [(0, 0)]);
}

#[test]
fn a_bare_mention_is_related_to_a_statement() {
    let zh = "2026年2月4日晚，国家主席习近平同美国总统特朗普通电话。习近平强调，台湾是中国的领土，中方必须捍卫国家主权和领土完整。";
    let en = "I had an excellent call with President Xi of China. Many important subjects were discussed, including Trade, Military, Taiwan, the War between Russia and Ukraine, and numerous other subjects.";
    let alignment = run(&[claims("cn.zh", CN, zh), claims("us.en", "side: US\nkind: post", en)], None);
    assert_eq!(same(&alignment), [(0, 0)]);
    let related = |l: &&readout_diff::alignment::Link| {
        l.relation == Relation::Related && l.a_units == [1] && l.b_units == [1]
    };
    assert!(alignment.pairs[0].links.iter().any(|l| related(&l)), "{:?}", alignment.pairs[0].links);
}

#[test]
fn rearranged_stretches_and_cuts_survive() {
    let read = |name: &str| {
        let (a, b, _) = fixture(name);
        (a.readout.source.text.clone(), b.readout.source.text.clone())
    };
    let (tale, assembly) = (read("tale-dev"), read("assembly-dev"));
    let lexicon = Lexicon::default_lexicon();
    let a = lines::claims(source("a", "", &format!("{}{}", tale.0, assembly.0), true), lexicon);
    let b = lines::claims(source("b", "", &format!("{}{}", assembly.1, tale.1), true), lexicon);
    let (tale_a, assembly_b) = (tale.0.lines().count(), assembly.1.lines().count());
    let pairs = same(&run(&[a, b], None));
    let (in_tale, in_assembly): (Vec<_>, Vec<_>) = pairs.iter().partition(|(i, _)| *i < tale_a);
    assert!(in_tale.len() >= 22 && in_tale.iter().all(|(_, j)| *j >= assembly_b), "{in_tale:?}");
    assert!(in_assembly.len() >= 27 && in_assembly.iter().all(|(_, j)| *j < assembly_b), "{in_assembly:?}");
    // The second half of the original is lost.
    let half: String = tale.0.lines().take(12).map(|line| format!("{line}\n")).collect();
    let a = lines::claims(source("a", "", &half, true), lexicon);
    let b = lines::claims(source("b", "", &tale.1, true), lexicon);
    assert!(same(&run(&[a, b], Some(Mode::Parallel))).iter().all(|(_, j)| *j < 14));
}

fn fixture(name: &str) -> (Claims, Claims, BTreeSet<String>) {
    let path = |file: &str| format!("{}/tests/alignment/{name}/{file}", env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| std::fs::read_to_string(path(file)).expect("fixture");
    let load = |label: &str, file: &str| {
        lines::claims(source(label, "", &read(file), true), Lexicon::default_lexicon())
    };
    (load("a", "a.zh.txt"), load("b", "b.en.txt"), read("ladder.tsv").lines().map(String::from).collect())
}

/// F1 of whole beads, as a ladder has them.
fn strict(name: &str, plain: bool) -> f64 {
    let (a, b, gold) = fixture(name);
    let units = (a.readout.units.len(), b.readout.units.len());
    let alignment = align(&[a, b], &AlignOptions { plain, ..Default::default() }, Lexicon::default_lexicon());
    let found: BTreeSet<String> =
        ladder::ladder(&alignment.pairs[0], units, |_, _| false).lines().map(String::from).collect();
    let whole = |set: &BTreeSet<String>| {
        set.iter().filter(|l| !l.starts_with('\t') && !l.ends_with('\t')).cloned().collect::<BTreeSet<_>>()
    };
    let (found, gold) = (whole(&found), whole(&gold));
    2.0 * found.intersection(&gold).count() as f64 / (found.len() + gold.len()) as f64
}

#[test]
fn translations_of_an_assembly_are_aligned() {
    assert!(strict("assembly-dev", false) >= 0.95, "{}", strict("assembly-dev", false));
    assert!(strict("assembly-held", false) >= 0.85);
}

#[test]
fn translations_of_a_tale_are_aligned() {
    assert!(strict("tale-dev", false) >= 0.9, "{}", strict("tale-dev", false));
    assert!(strict("tale-held", false) >= 0.85);
}

#[test]
fn minutes_resolutions_and_features_are_aligned() {
    for (set, least) in
        [("council-dev", 0.85), ("resolution-held", 0.9), ("magazine-held", 0.9), ("chapter-dev", 0.8)]
    {
        assert!(strict(set, false) >= least, "{set}: {}", strict(set, false));
    }
}

const CALL_ZH: [&str; 4] = [
    "3月2日,国家主席习近平同新西兰总理卢克森通电话。",
    "习近平指出,两国乳制品贸易去年增长了百分之九,双方应尽早开始新一轮自贸协定谈判。",
    "卢克森表示,新方愿在南极科研和海洋保护方面同中方开展合作。",
    "双方还就飓风灾后重建交换了意见,同意派专家组赴太平洋岛国考察。",
];
const CALL_EN: [&str; 4] = [
    "On March 2, President Xi Jinping spoke by phone with Prime Minister Luxon of New Zealand.",
    "Xi noted that trade in dairy products had grown by 9 percent last year and that the two sides should start a new round of free trade negotiations at an early date.",
    "Luxon said that New Zealand is ready to cooperate with China in Antarctic research and marine protection.",
    "The two sides also exchanged views on reconstruction after the cyclone and agreed to send a group of experts to the Pacific islands.",
];

fn paragraphs<'p>(all: impl Iterator<Item = &'p str>) -> String {
    all.map(|paragraph| format!("{paragraph}\n\n")).collect()
}

#[test]
fn paragraphs_of_a_translation_may_stand_in_another_order() {
    let zh = claims("cn.zh", CN, &paragraphs(CALL_ZH.into_iter()));
    let en = claims("cn.en", CN, &paragraphs(CALL_EN.into_iter().rev()));
    // The label cn.en comes first.
    assert_eq!(same(&run(&[zh, en], None)), [(0, 3), (1, 2), (2, 1), (3, 0)]);
}

#[test]
fn a_translation_that_is_cut_off_is_one_still() {
    let zh = claims("cn.zh", CN, &paragraphs(CALL_ZH.into_iter()));
    let en = claims("cn.en", CN, CALL_EN[0]);
    let alignment = run(&[zh, en], None);
    assert_ne!(alignment.pairs[0].mode.mode, Mode::Independent);
    assert_eq!(same(&alignment), [(0, 0)]);
}

#[test]
fn an_i_without_a_name_may_be_the_other_participant() {
    let zh = claims("cn.zh", CN, &paragraphs(CALL_ZH.into_iter()));
    let post = "I have just had a very good phone call with President Xi of China. My trade minister Todd McClay will meet his counterpart soon.";
    let alignment = run(&[zh, claims("nz.en", "side: NZ\nkind: readout", post)], Some(Mode::Independent));
    assert!(same(&alignment).contains(&(0, 0)), "{:?}", alignment.pairs[0].links);
}

#[test]
fn a_ladder_has_every_line_once_in_its_place() {
    let a = lines::claims(
        source("a", "", "他很高兴。\n\n第二天下雪了。\n他去了北京。\n", true),
        Lexicon::default_lexicon(),
    );
    let b = lines::claims(
        source(
            "b",
            "",
            "He was very happy.\nNobody knew why.\nThe next day it snowed.\nHe went to Beijing.\n",
            true,
        ),
        Lexicon::default_lexicon(),
    );
    let units = (a.readout.units.len(), b.readout.units.len());
    let blank = a.readout.units.clone();
    let alignment = run(&[a, b], Some(Mode::Parallel));
    let out =
        ladder::ladder(&alignment.pairs[0], units, |source, unit| source == 0 && blank[unit].span.is_empty());
    assert_eq!(out, "1\t1\n\t2\n3\t3\n4\t4\n");
}
