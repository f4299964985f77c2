//! Comparisons of invented talks: protocol card, ledger, coverage, same talk, wording.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use readout_diff::alignment::{self, AlignOptions};
use readout_diff::comparison::{self, Comparison, Field, Standing, Status, Talk};
use readout_diff::input::{self, InputOptions, Notice};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{Options, extract};

fn compare(texts: &[&str]) -> (Comparison, Vec<Notice>) {
    let lexicon = Lexicon::default_lexicon();
    let mut notices = Vec::new();
    let options = InputOptions::default();
    let mut sources: Vec<_> = texts
        .iter()
        .map(|text| input::read_bytes("x.txt", text.as_bytes(), &options, lexicon, &mut notices).unwrap())
        .collect();
    input::label_all(&mut sources);
    sources.sort_by(|a, b| a.label.cmp(&b.label));
    let claims: Vec<_> = sources.into_iter().map(|s| extract(s, &Options::default(), lexicon)).collect();
    let given = (0..claims.len()).collect();
    let alignment = alignment::align(&claims, &AlignOptions::default(), lexicon);
    (comparison::compare(claims, given, alignment, lexicon, &mut notices), notices)
}

/// The values of a field of the protocol card, by label.
fn field(comparison: &Comparison, field: Field, label: &str) -> String {
    let rows = comparison.protocol.iter().filter(|row| row.field == field);
    rows.filter(|row| comparison.label(row.source) == label)
        .flat_map(|row| row.values.clone())
        .collect::<Vec<_>>()
        .join("|")
}

const PARIS: &str = "---\nside: FR\nlanguage: en\ndate: 2024-05-01\n---\nAt the request of the French President, Xi Jinping and \
    Emmanuel Macron spoke by phone. The candid, in-depth and constructive call lasted 45 minutes. President Xi said that \
    China will buy more soybeans. President Xi praised the weather in Paris. The two leaders discussed the war in Ukraine.";
const BEIJING: &str = "---\nside: CN\nlanguage: zh\ndate: 2024-05-02\n---\n2024年5月1日，国家主席习近平应约同法国总统马克龙通电话。\
    通话持续约50分钟。双方进行了坦诚、深入的沟通。两国元首还就乌克兰危机交换意见。中方愿进口法国大豆，扩大贸易。";

#[test]
fn the_protocol_card_tells_who_asked_in_both_languages() {
    let (comparison, _) = compare(&[PARIS, BEIJING]);
    let of = |wanted, label| field(&comparison, wanted, label);
    assert_eq!(of(Field::Initiator, "fr.en"), "FR");
    // 应约: the one who is asked is Xi, so the other side asked.
    assert_eq!(of(Field::Initiator, "cn.zh"), "FR");
    assert_eq!((of(Field::Medium, "fr.en"), of(Field::Medium, "cn.zh")), ("phone".into(), "phone".into()));
    assert_eq!(
        (of(Field::Duration, "fr.en"), of(Field::Duration, "cn.zh")),
        ("45 min".into(), "about 50 min".into())
    );
    assert_eq!(of(Field::Date, "cn.zh"), "2024-05-01");
    assert_eq!(of(Field::Tone, "cn.zh"), "坦诚|深入");
    assert_eq!(of(Field::Tone, "fr.en"), "candid|in depth|constructive");
    assert_eq!(of(Field::Place, "cn.zh"), "");
    for row in &comparison.protocol {
        let text = &comparison.sources[row.source].readout.source.text;
        assert!(row.spans.iter().all(|span| !span.of(text).is_empty()), "{row:?}");
    }
}

#[test]
fn pronouns_and_japanese_phrases_name_the_asker() {
    let post = "---\nside: JP\nlanguage: en\ndate: 2024-05-01\nkind: readout\n---\nPrime Minister Kishida Fumio held a telephone talk \
                with President Joseph Biden, which was held at his request. They spoke of many things.";
    let summary = "---\nside: JP\nlanguage: ja\ndate: 2024-05-01\n---\n岸田総理大臣は、バイデン米国大統領からの要請により、同大統領と電話会談を行いました。";
    let (comparison, _) = compare(&[post, summary]);
    assert_eq!(field(&comparison, Field::Initiator, "jp.en"), "US");
    assert_eq!(field(&comparison, Field::Initiator, "jp.ja"), "US");
    assert_eq!(field(&comparison, Field::Medium, "jp.ja"), "phone");
}

#[test]
fn a_place_and_an_earlier_talk_are_found() {
    let text = "---\nside: CN\nlanguage: zh\ndate: 2024-05-06\n---\n5月6日，国家主席习近平在巴黎爱丽舍宫同法国总统马克龙举行会谈。\
                习近平指出，去年我们在北京成功举行会晤，取得丰硕成果。";
    let (comparison, _) = compare(&[text, PARIS]);
    assert_eq!(field(&comparison, Field::Place, "cn.zh"), "巴黎爱丽舍宫");
    assert_eq!(field(&comparison, Field::Medium, "cn.zh"), "meeting");
    assert_eq!(field(&comparison, Field::EarlierPlace, "cn.zh"), "北京");
    assert_eq!(field(&comparison, Field::EarlierDate, "cn.zh"), "2023-01-01..2023-12-31");
}

#[test]
fn the_ledger_holds_attributions_against_the_other_text() {
    let (comparison, _) = compare(&[PARIS, BEIJING]);
    let rows: Vec<(String, Status)> = comparison
        .ledger
        .iter()
        .filter(|row| comparison.label(row.source) == "fr.en")
        .map(|row| {
            let claims = &comparison.sources[row.source];
            (claims.claims[row.claim].span.of(&claims.readout.source.text).to_string(), row.status)
        })
        .collect();
    let status =
        |words: &str| rows.iter().find(|(quote, _)| quote.contains(words)).map(|(_, status)| *status);
    assert!(matches!(status("soybeans"), Some(Status::Confirmed | Status::TopicOnly)), "{rows:?}");
    assert_eq!(status("weather"), Some(Status::NotCarried));
    assert!(status("discussed").is_none(), "{rows:?}");
    let (alone, _) =
        compare(&[PARIS, PARIS.replace("Emmanuel Macron", "Emmanuel Macron of France").as_str()]);
    assert!(alone.ledger.iter().any(|row| row.status == Status::NoText && row.other.is_none()));
}

#[test]
fn same_talk_needs_day_and_participants() {
    let talk = |a: &str, b: &str| compare(&[a, b]).0.talks[0].talk.clone();
    assert_eq!(talk(PARIS, BEIJING), Talk::Same);
    assert_eq!(talk(PARIS, PARIS), Talk::OneText);
    assert!(matches!(talk(PARIS, &BEIJING.replace("date: 2024-05-02", "date: 2024-05-03")), Talk::Other(_)));
    assert!(matches!(talk(PARIS, &BEIJING.replace("法国总统马克龙", "俄罗斯总统普京")), Talk::Other(_)));
    let (_, notices) = compare(&[PARIS, &BEIJING.replace("05-02", "05-09")]);
    assert!(notices.iter().any(|notice| notice.message.contains("do not report the same talk")));
}

#[test]
fn coverage_has_every_topic_of_every_source() {
    let lexicon = Lexicon::default_lexicon();
    let (comparison, _) = compare(&[PARIS, BEIJING]);
    assert_eq!(comparison.coverage.len(), 2 * lexicon.topics.len());
    let cell = |id: &str, source: usize| comparison.cell(lexicon.topic(id).unwrap(), source).unwrap();
    assert_eq!(cell("soybeans", 0).standing, Standing::Elaborated);
    assert_eq!(cell("taiwan", 1).standing, Standing::Omitted);
    assert_eq!(cell("taiwan", 1).first(), None);
    assert!(cell("soybeans", 1).share > 0.0 && cell("soybeans", 1).share < 1.0);
    let french = PARIS.replace("language: en", "language: fr");
    let (comparison, _) = compare(&[&french, BEIJING]);
    let source = comparison.sources.iter().position(|s| s.readout.source.label == "fr.und").unwrap();
    assert!(
        comparison
            .coverage
            .iter()
            .filter(|c| c.source == source)
            .all(|c| c.standing == Standing::NotSearchable)
    );
    assert!(
        !comparison
            .coverage
            .chunks(2)
            .any(|row| row[0].standing == Standing::Omitted && row[1].standing == Standing::Omitted)
    );
}

#[test]
fn wording_tells_what_differs_word_by_word() {
    let zh = |ending: &str| {
        format!(
            "---\nside: CN\nlanguage: zh\ndate: 2024-05-01\n---\n习近平强调，中方支持一切有利于和平的努力，希望各方{ending}。"
        )
    };
    let (comparison, _) = compare(&[&zh("保持冷静克制"), &zh("保持最大克制")]);
    let words: Vec<(String, String)> = comparison
        .wording
        .iter()
        .filter(|row| row.concept.is_none())
        .map(|row| {
            let text = |source: usize, span: Option<readout_diff::text::span::Span>| {
                span.map(|s| s.of(&comparison.sources[source].readout.source.text).to_string())
                    .unwrap_or_default()
            };
            (text(row.a, row.a_span), text(row.b, row.b_span))
        })
        .collect();
    assert_eq!(words.len(), 1, "{words:?}");
    let (a, b) = &words[0];
    assert!([("冷静", "最大"), ("最大", "冷静")].contains(&(a.as_str(), b.as_str())), "{words:?}");
}
