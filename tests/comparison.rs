//! Comparisons of invented talks: protocol card, ledger, coverage, same talk, wording.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use readout_diff::alignment::{self, AlignOptions};
use readout_diff::comparison::people::VoiceKeys;
use readout_diff::comparison::{self, Comparison, Field, Standing, Status, Talk};
use readout_diff::input::{self, InputOptions, Notice};
use readout_diff::lexicon::Lexicon;
use readout_diff::pipeline::{self, Options, Step, extract};
use readout_diff::readout::BlockKind;
use readout_diff::report::text::{self, TextOptions};
use readout_diff::report::view::{Section, View};
use readout_diff::report::{newsletter, svg};
use std::collections::BTreeSet;
use std::sync::Mutex;
use unicode_width::UnicodeWidthStr;

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
    assert_eq!(status("soybeans"), Some(Status::Confirmed), "{rows:?}");
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

/// A text of a side, of one day.
fn text_of(side: &str, language: &str, body: &str) -> String {
    format!("---\nside: {side}\nlanguage: {language}\ndate: 2025-03-04\nkind: readout\n---\n{body}\n")
}

/// The ledger's rows of a source: the claim's words and the status.
fn ledger_of(comparison: &Comparison, label: &str) -> Vec<(String, Status)> {
    let own = comparison.ledger.iter().filter(|row| comparison.label(row.source) == label);
    own.map(|row| {
        let claims = &comparison.sources[row.source];
        (claims.claims[row.claim].span.of(&claims.readout.source.text).to_string(), row.status)
    })
    .collect()
}

const LONDON: &str = "The Prime Minister spoke to President Trump this morning. The Prime Minister said that the UK will buy more \
    soybeans from American farmers. President Trump thanked him for the visit. They agreed to stay in touch.";
const WASHINGTON: &str = "President Donald J. Trump spoke by phone today with Prime Minister Keir Starmer of the United Kingdom. Prime \
    Minister Starmer said that his country will buy more American soybeans. The leaders agreed to stay in touch.";

#[test]
fn an_office_is_whoever_holds_it() {
    let (comparison, _) = compare(&[&text_of("GB", "en", LONDON), &text_of("US", "en", WASHINGTON)]);
    assert_eq!(comparison.talks[0].talk, Talk::Same);
    assert!(comparison.ledger.iter().all(|row| row.status != Status::NoText), "{:?}", comparison.ledger);
    let keys = VoiceKeys::of(&comparison.sources, &comparison.talks, Lexicon::default_lexicon());
    let said = |source: usize| {
        let claims = comparison.sources[source].claims.iter();
        claims.map(|claim| keys.key(source, &claim.voice)).collect::<BTreeSet<_>>()
    };
    assert!(said(0).contains("starmer") && !said(0).contains("gb-prime-minister"), "{:?}", said(0));
    // The key of a text alone stays what the text tells.
    let alone = VoiceKeys::of_one(&comparison.sources[0]);
    let own = comparison.sources[0].claims.iter().map(|claim| alone.key(0, &claim.voice));
    assert!(own.into_iter().any(|key| key == "gb-prime-minister"));
    // An office that the named person cannot hold, and two names, are two talks.
    let other = |text: &str| {
        compare(&[&text_of("GB", "en", text), &text_of("US", "en", WASHINGTON)]).0.talks[0].talk.clone()
    };
    assert!(matches!(other(&LONDON.replace("The Prime Minister", "The Foreign Secretary")), Talk::Other(_)));
    assert!(matches!(
        other(&LONDON.replace("The Prime Minister", "Prime Minister Rishi Sunak")),
        Talk::Other(_)
    ));
}

#[test]
fn an_office_in_japanese_and_american_texts_is_the_person_too() {
    let tokyo = "Prime Minister Sanae Takaichi held a telephone talk with Secretary of State Marco Rubio. Ms. Takaichi said that Japan \
        supports peace.";
    let state = "The Secretary spoke today with Japanese Prime Minister Takaichi. The Secretary said that the United States supports peace.";
    let (comparison, _) = compare(&[&text_of("JP", "en", tokyo), &text_of("US", "en", state)]);
    assert_eq!(comparison.talks[0].talk, Talk::Same);
}

/// A claim that one of two texts of the other side carries.
const BUYING: &str =
    "2025年3月4日，国家主席习近平同美国总统特朗普通电话。特朗普表示，美国愿向中国出口更多大豆。";
const CARRIES: &str = "President Trump spoke by phone today with President Xi of China. President Trump said that the United States is ready to \
    export more soybeans to China.";
const SILENT: &str =
    "President Trump and President Xi spoke by phone today. They will talk again in the spring.";

#[test]
fn a_claim_that_one_text_of_a_side_carries_is_carried() {
    let issued = |issuer: &str, body: &str| {
        text_of("US", "en", body).replace("kind:", &format!("issuer: {issuer}\nkind:"))
    };
    let (comparison, _) = compare(&[
        &text_of("CN", "zh", BUYING),
        &issued("White House", CARRIES),
        &issued("Department of State", SILENT),
    ]);
    let about = ledger_of(&comparison, "cn.zh");
    let soybeans: Vec<Status> =
        about.iter().filter(|(words, _)| words.contains("大豆")).map(|(_, s)| *s).collect();
    assert!(soybeans.contains(&Status::Confirmed) && soybeans.contains(&Status::NotCarried), "{about:?}");
    let folded = comparison.attributed();
    let own: Vec<Status> =
        folded.iter().filter(|c| comparison.label(c.rows[0].source) == "cn.zh").map(|c| c.status).collect();
    assert_eq!(own.iter().filter(|status| **status == Status::NotCarried).count(), 0, "{folded:?}");
    let lines = newsletter_of(&comparison);
    let line = lines.lines().find(|line| line.starts_with("Attributed")).unwrap();
    assert!(line.contains(" 0 not carried") && !line.contains("For example"), "{line}");
}

fn newsletter_of(comparison: &Comparison) -> String {
    let mut out = Vec::new();
    newsletter::write(&View::of(comparison, Lexicon::default_lexicon(), None), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_newsletter_names_sides_and_issuers() {
    let issued = |issuer: &str, body: &str| {
        text_of("US", "en", body).replace("kind:", &format!("issuer: {issuer}\nkind:"))
    };
    let (comparison, _) = compare(&[
        &text_of("CN", "zh", &BUYING.replace("大豆", "大豆和稀土，台湾是中国的台湾")),
        &issued("White House", CARRIES),
        &issued("Department of State", SILENT),
    ]);
    let lines = newsletter_of(&comparison);
    for words in ["China", "the US (White House", "the US (Department of State"] {
        assert!(lines.contains(words), "{words}: {lines}");
    }
    let twice =
        compare(&[CARRIES, SILENT].map(|body| text_of("US", "en", body)).each_ref().map(String::as_str)).0;
    assert!(
        newsletter_of(&twice).contains("the US (us.en-1)"),
        "what nothing else tells apart has its label"
    );
    for label in ["cn.zh", "us.en"] {
        assert!(!lines.contains(label), "{label}: {lines}");
    }
}

#[test]
fn topic_only_names_the_topic_and_a_wider_one_is_none() {
    let ours = "President Trump spoke by phone today with President Xi of China. President Xi said that China will buy 12 million tons of \
        soybeans. President Xi thanked the President for the pause in tariffs on toys.";
    let theirs = "2025年3月4日，国家主席习近平同美国总统特朗普通电话。习近平指出，关税战没有赢家。双方要继续磋商关税问题。高关税损害两国企业。\
        关税推高物价。双方经贸团队要加强磋商。";
    let (comparison, _) = compare(&[&text_of("US", "en", ours), &text_of("CN", "zh", theirs)]);
    let rows = ledger_of(&comparison, "us.en");
    let status =
        |words: &str| rows.iter().find(|(quote, _)| quote.contains(words)).map(|(_, status)| *status);
    assert_eq!(status("soybeans"), Some(Status::NotCarried), "{rows:?}");
    let view = View::of(&comparison, Lexicon::default_lexicon(), None);
    let words: Vec<&str> =
        view.ledger.iter().filter(|r| r.status == Status::TopicOnly).map(|r| r.words.as_str()).collect();
    assert_eq!(words, ["topic only: cn.zh mentions tariffs, not this (u2, u3 and 2 more)"], "{rows:?}");
}

#[test]
fn swapped_roles_confirm_nothing() {
    let moscow = "President Vladimir Putin spoke by phone today with Prime Minister Narendra Modi. Narendra Modi informed Vladimir Putin about \
        the latest developments around Ukraine.";
    let delhi = "Prime Minister Narendra Modi spoke by phone today with President Vladimir Putin. Vladimir Putin informed Narendra Modi about \
        the latest developments around Ukraine.";
    let (comparison, _) = compare(&[&text_of("RU", "en", moscow), &text_of("IN", "en", delhi)]);
    assert_eq!(comparison.ledger.len(), 2, "{:?}", comparison.ledger);
    for label in ["ru.en", "in.en"] {
        for (words, status) in
            ledger_of(&comparison, label).iter().filter(|(words, _)| words.contains("informed"))
        {
            assert_ne!(*status, Status::Confirmed, "{label}: {words}");
        }
    }
}

#[test]
fn tables_keep_words_whole_and_no_line_is_too_wide() {
    let bodies = [WASHINGTON, CARRIES, SILENT, LONDON];
    let texts: Vec<String> =
        (0..8).map(|i| text_of("US", "en", &format!("{} It was talk number {i}.", bodies[i % 4]))).collect();
    for number in 2..=texts.len() {
        let some: Vec<&str> = texts.iter().take(number).map(String::as_str).collect();
        let (comparison, _) = compare(&some);
        let view = View::of(&comparison, Lexicon::default_lexicon(), None);
        let page = |width: usize, only| {
            let mut out = Vec::new();
            text::write(&view, TextOptions { width, only, ..TextOptions::default() }, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        for section in [Section::Topics, Section::Protocol] {
            let wide = page(2000, Some(section));
            let words: BTreeSet<&str> = wide.split_whitespace().collect();
            for width in (40..=120).step_by(4) {
                let narrow = page(width, Some(section));
                for word in narrow.split_whitespace() {
                    assert!(words.contains(word), "{number} texts, {width} columns: {word}\n{narrow}");
                }
            }
        }
        for width in [40, 50, 80] {
            for line in page(width, None).lines() {
                assert!(line.width() <= width, "{number} texts, {width} columns: {line}");
            }
        }
    }
}

#[test]
fn many_talks_are_told_in_one_notice() {
    let day = |i: usize| {
        let body = format!("{CARRIES} It was talk number {i}.");
        text_of("US", "en", &body).replace("2025-03-04", &format!("2025-{:02}-01", i + 1))
    };
    let texts: Vec<String> = (0..10).map(day).collect();
    let (comparison, notices) = compare(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].message.starts_with("the texts report 10 talks: "), "{notices:?}");
    assert_eq!(comparison.talks_in_words().len(), 1);
    let (_, notices) = compare(&[CARRIES; 5]);
    assert!(notices[0].message.contains(" and x-5 are the same text"), "{notices:?}");
    assert_eq!(notices.iter().filter(|notice| notice.message.contains("same text")).count(), 1);
}

#[test]
fn a_language_without_terms_is_told_and_is_no_agreement() {
    let french = text_of(
        "FR",
        "fr",
        "Le président Emmanuel Macron a parlé aujourd'hui de la paix avec le président américain.",
    );
    let (comparison, notices) = compare(&[&french, &text_of("US", "en", SILENT)]);
    assert!(
        notices.iter().any(|notice| notice.message.contains("no terms in this text's language")),
        "{notices:?}"
    );
    assert!(comparison.differs());
    let (comparison, _) = compare(&[&french, &french]);
    assert!(!comparison.differs());
}

/// The exit status tells of a claim that is not carried, or of a conflict, where no topic differs.
#[test]
fn a_ledger_or_a_conflict_alone_is_a_difference() {
    let quiet =
        "President Trump spoke by phone today with President Xi of China. The call lasted 40 minutes.";
    let us = |more: &str| text_of("US", "en", &format!("{quiet} {more}"));
    let china = |words: &str| text_of("CN", "en", &format!("{quiet} {words}"));
    let topics_agree = |comparison: &Comparison| {
        comparison.coverage.chunks(2).all(|row| row[0].standing.is_mention() == row[1].standing.is_mention())
    };
    let (comparison, _) = compare(&[&us(""), &china("")]);
    assert!(topics_agree(&comparison) && !comparison.differs(), "{:?}", comparison.ledger);
    let (comparison, _) =
        compare(&[&us("President Xi said that the weather in Washington was fine."), &china("")]);
    assert!(topics_agree(&comparison) && comparison.conflicts.is_empty());
    assert!(comparison.differs(), "{:?}", comparison.ledger);
    let (comparison, _) = compare(&[&us(""), &china("").replace("40 minutes", "75 minutes")]);
    assert!(topics_agree(&comparison) && !comparison.conflicts.is_empty());
    assert!(comparison.attributed().iter().all(|claim| claim.status != Status::NotCarried));
    assert!(comparison.differs());
}

#[test]
fn a_day_without_a_year_is_shown_in_its_words() {
    let chinese = "---\nside: CN\nlanguage: zh\n---\n4月2日晚，国家主席习近平同法国总统马克龙通电话。习近平表示，中方重视中法关系。";
    let english = "---\nside: FR\nlanguage: en\ndate: 2024-04-02\n---\nPresident Emmanuel Macron spoke by phone today with President Xi \
        Jinping of China. The two leaders discussed trade.";
    let (comparison, _) = compare(&[chinese, english]);
    assert!(
        field(&comparison, Field::Date, "cn.zh").starts_with("4月2日"),
        "{}",
        field(&comparison, Field::Date, "cn.zh")
    );
    // "Today" tells a day only beside the header's date: both are told.
    let row = comparison
        .protocol
        .iter()
        .find(|r| r.field == Field::Date && comparison.label(r.source) == "fr.en")
        .unwrap();
    assert_eq!((row.values.join(""), row.front_matter, row.spans.len()), ("2024-04-02".into(), true, 1));
    let view = View::of(&comparison, Lexicon::default_lexicon(), None);
    let line = view.protocol.iter().find(|f| f.name == "date").unwrap().cells[1].as_ref().unwrap().line();
    assert_eq!(line, "2024-04-02 (counted from the front matter) “today”");
    let (comparison, _) = compare(&[BEIJING, PARIS]);
    let row =
        comparison.protocol.iter().find(|r| r.field == Field::Date && comparison.label(r.source) == "cn.zh");
    assert!(!row.unwrap().front_matter);
}

#[test]
fn an_earlier_talk_is_named_however_the_sentence_is_built() {
    let english = "---\nside: FR\nlanguage: en\ndate: 2024-05-01\n---\nPresident Emmanuel Macron spoke by phone today with President Xi \
        Jinping. The conversation follows the two presidents' meeting in Lyon in November 2023.";
    let chinese = "---\nside: CN\nlanguage: zh\ndate: 2024-05-01\n---\n5月1日，国家主席习近平同法国总统马克龙通电话。习近平指出，去年11月，我和总统先生在里昂会晤，\
        达成许多重要共识。";
    let (comparison, _) = compare(&[english, chinese]);
    for label in ["fr.en", "cn.zh"] {
        assert_ne!(field(&comparison, Field::Earlier, label), "", "{label}");
        let date = field(&comparison, Field::EarlierDate, label);
        assert!(date.starts_with("2023-11"), "{label}: {date}");
    }
}

#[test]
fn a_medium_outside_the_account_of_the_talk_is_found() {
    let text = "---\nside: FR\nlanguage: en\ndate: 2024-05-01\n---\nPresident Emmanuel Macron spoke today with President Xi Jinping. The \
        two leaders discussed trade. During the phone call, the two leaders also discussed climate.";
    let (comparison, _) = compare(&[text, BEIJING]);
    assert_eq!(field(&comparison, Field::Medium, "fr.en"), "phone");
    let silent = text.replace("During the phone call, the", "The");
    let (comparison, _) = compare(&[&silent, BEIJING]);
    assert_eq!(field(&comparison, Field::Medium, "fr.en"), "");
}

#[test]
fn progress_is_told_while_it_is_made() {
    static STEPS: Mutex<Vec<(&str, usize, usize)>> = Mutex::new(Vec::new());
    fn note(step: Step) {
        STEPS.lock().unwrap().push((step.what, step.done, step.total));
    }
    let talk = concat!(env!("CARGO_MANIFEST_DIR"), "/readouts/2025-11-24-xi-trump-call/");
    let paths = ["cn.en.txt", "us.en.txt"].map(|name| format!("{talk}{name}"));
    let options = Options { progress: Some(note), ..Options::default() };
    pipeline::compare(&paths, &options, Lexicon::default_lexicon(), &mut Vec::new()).unwrap();
    let steps = STEPS.lock().unwrap().clone();
    let first =
        |what: &str| steps.iter().position(|(word, ..)| *word == what).unwrap_or_else(|| panic!("{what}"));
    assert_eq!(steps[0], ("reading", 0, 2));
    assert!(steps.contains(&("reading", 1, 2)) && steps.contains(&("understanding", 1, 2)), "{steps:?}");
    assert!(
        first("reading") < first("understanding") && first("understanding") < first("comparing"),
        "{steps:?}"
    );
}

#[test]
fn what_is_known_of_a_source_fits_its_picture() {
    let dateless = |side: &str, issuer: &str| {
        format!(
            "---\nside: {side}\nissuer: {issuer}\n---\nPresident Trump spoke today with President Xi of China about trade.\n"
        )
    };
    let (comparison, _) =
        compare(&[&dateless("US", "Department of State"), &dateless("CN", "Ministry of Foreign Affairs")]);
    let mut out = Vec::new();
    svg::write(&View::of(&comparison, Lexicon::default_lexicon(), None), &mut out).unwrap();
    let picture = String::from_utf8(out).unwrap();
    assert_eq!(picture.matches("not known").count(), 2, "{picture}");
}

#[test]
fn a_dateline_on_a_line_of_its_own_is_no_heading() {
    let text = "---\nside: CN\nlanguage: zh\n---\n新华社北京4月2日电\n国家主席习近平4月2日晚同法国总统马克龙通电话。";
    let (comparison, _) = compare(&[text, PARIS]);
    let readout = &comparison.sources.iter().find(|s| s.readout.source.label == "cn.zh").unwrap().readout;
    assert_eq!(readout.blocks[0].kind, BlockKind::Dateline);
    assert!(readout.units.iter().all(|unit| unit.kind == BlockKind::Paragraph), "{:?}", readout.units);
}

#[test]
fn one_known_publisher_is_not_said_to_be_unknown() {
    let (comparison, _) =
        compare(&[PARIS, "The two presidents spoke by phone about the war in Ukraine and about trade."]);
    let evidence = &comparison.alignment.pairs[0].mode.evidence;
    assert!(evidence.contains("not both publishers are known"), "{evidence}");
}
