//! Tables of text and what is found in it. Day of the talk: Monday, 24 November 2025.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static WORDS: LazyLock<QuantityWords> =
    LazyLock::new(|| QuantityWords::from_yaml(include_str!("../../lexicon/data/quantities.yaml")).unwrap());

fn talk() -> Date {
    Date::constant(2025, 11, 24)
}

fn all(text: &str, language: Language) -> Vec<Quantity> {
    find(text, Span::new(0, text.len()), language, Some(talk()), &WORDS)
}

fn show(text: &str, q: &Quantity) -> String {
    let mut out = format!("{}: {}", q.span.of(text), q.kind.word());
    if let (Some(lo), Some(hi)) = (q.lo, q.hi) {
        out += &if lo == hi { format!(" {lo}") } else { format!(" {lo}..{hi}") };
    }
    if q.about {
        out += " about";
    }
    if let Some(value) = q.value {
        out += &format!(" {value}");
    }
    if q.low.is_some() || q.high.is_some() {
        let edge = |x: Option<f64>| x.map_or(String::new(), |x| x.to_string());
        out += &format!(" [{}, {}]", edge(q.low), edge(q.high));
    }
    if let Some(unit) = &q.unit {
        out += &format!(" {unit}");
    }
    if q.uncertain {
        out += " ?";
    }
    out
}

fn check(language: Language, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found: Vec<String> = all(text, language).iter().map(|q| show(text, q)).collect();
        let found = found.join(" | ");
        if found != *expected {
            wrong.push(format!("{text}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const EN: Language = Language::English;
const ZH: Language = Language::Simplified;

#[test]
fn english_dates() {
    check(
        EN,
        &[
            ("The two spoke on November 24.", "November 24: date 2025-11-24"),
            ("GENEVA, Nov. 24 (Agency) -- They met.", "Nov. 24: date 2025-11-24"),
            ("signed on 24 November 2025 in Busan", "24 November 2025: date 2025-11-24"),
            ("on the 24th of November, 2024", "24th of November, 2024: date 2024-11-24"),
            ("They met on the 20th in Geneva.", "20th: date 2025-11-20"),
            ("from October 30 to November 1", "October 30 to November 1: date 2025-10-30..2025-11-01"),
            ("on October 30-31 in Busan", "October 30-31: date 2025-10-30..2025-10-31"),
            ("They met in October.", "October: date 2025-10-01..2025-10-31"),
            ("He will visit in April.", "April: date 2026-04-01..2026-04-30"),
            ("an invitation to come to Beijing in April", "April: date 2026-04-01..2026-04-30"),
            ("a deal by April", "April: date 2026-04-01..2026-04-30"),
            ("They may meet; the two met in April.", "April: date 2025-04-01..2025-04-30"),
            ("Talks may go on in May. They may march on.", "May: date 2026-05-01..2026-05-31"),
            ("On 3 March they may march.", "3 March: date 2026-03-03"),
            ("Prime Minister May said so", ""),
            ("three weeks ago", "three weeks ago: date 2025-10-30..2025-11-07"),
            ("25 days ago", "25 days ago: date 2025-10-29..2025-10-31"),
            ("two to three weeks ago", "two to three weeks ago: date 2025-10-30..2025-11-14"),
            ("a week ago", "a week ago: date 2025-11-13..2025-11-21"),
            ("The teams will meet in two weeks.", "two weeks: date 2025-12-04..2025-12-12"),
            (
                "last month and next year",
                "last month: date 2025-10-01..2025-10-31 | next year: date 2026-01-01..2026-12-31",
            ),
            ("later this year", "later this year: date 2025-11-24..2025-12-31"),
            (
                "He will come in April, and later in the year go there.",
                "April: date 2026-04-01..2026-04-30 | later in the year: date 2026-04-30..2026-12-31",
            ),
            ("by the end of the year", "by the end of the year: date 2025-11-24..2025-12-31"),
            ("at the end of next month", "the end of next month: date 2025-12-21..2025-12-31"),
            ("in the first half of 2026", "first half of 2026: date 2026-01-01..2026-06-30"),
            (
                "He will host him in the first half of next year, before the summit in December.",
                "first half of next year: date 2026-01-01..2026-06-30 | December: date 2026-12-01..2026-12-31",
            ),
            ("early next year", "early next year: date 2026-01-01..2026-03-31"),
            ("early April", "early April: date 2025-04-01..2025-04-10"),
            ("mid-2026", "mid-2026: date 2026-05-01..2026-08-31"),
            ("next spring", "next spring: date 2026-03-01..2026-05-31"),
            ("in the third quarter of 2025", "third quarter of 2025: date 2025-07-01..2025-09-30"),
            ("in the coming weeks", "in the coming weeks: date"),
            (
                "tomorrow, and yesterday evening",
                "tomorrow: date 2025-11-25 | yesterday evening: date 2025-11-23",
            ),
            ("a better tomorrow for today's world", ""),
            ("on Monday", "Monday: date 2025-11-24"),
            ("They met on Friday.", "Friday: date 2025-11-21"),
            ("He will call on Friday.", "Friday: date 2025-11-28"),
            ("next Friday, last Monday", "next Friday: date 2025-12-05 | last Monday: date 2025-11-17"),
            ("on Sunday, November 23, 2025", "Sunday, November 23, 2025: date 2025-11-23"),
            ("since 2013", "2013: date 2013-01-01..2013-12-31"),
            (
                "in each of 2026, 2027 and 2028",
                "2026: date 2026-01-01..2026-12-31 | 2027: date 2027-01-01..2027-12-31 | 2028: date 2028-01-01..2028-12-31",
            ),
            ("the action plan (2024-2027)", "2024-2027: date 2024-01-01..2027-12-31"),
            ("the 2030 Agenda", ""),
            ("2025-11-24", "2025-11-24: date 2025-11-24"),
            ("over the past ten years", "past ten years: date 2015-11-24..2025-11-24"),
            ("at 10:00 a.m. on November 25", "November 25: date 2025-11-25"),
            ("on Nov. 3 at 10:30 a.m. or 3 p.m.", "Nov. 3: date 2025-11-03"),
            ("on the 80th anniversary, in the 21st century, at the G20", ""),
            ("in April, 20 ships came", "April: date 2025-04-01..2025-04-30 | 20 ships: count 20 ships"),
        ],
    );
}

#[test]
fn english_amounts() {
    check(
        EN,
        &[
            ("rising to 18 million tons", "18 million tons: mass 18000000 t"),
            ("25 Million Tons of grain", "25 Million Tons: mass 25000000 t"),
            (
                "12 MMT, 3.5 million metric tons",
                "12 MMT: mass 12000000 t | 3.5 million metric tons: mass 3500000 t",
            ),
            (
                "the eight, 80, seven and a half million metric tons",
                "eight, 80, seven and a half million metric tons: mass t ?",
            ),
            ("some twelve, uh, 20 million tons", "twelve, uh, 20 million tons: mass t ?"),
            ("20 to 25 million tons", "20 to 25 million tons: mass [20000000, 25000000] t"),
            ("20-25 million tons", "20-25 million tons: mass [20000000, 25000000] t"),
            ("between 800,000 and 1 million tons", "800,000 and 1 million tons: mass [800000, 1000000] t"),
            ("more than half a million tons", "half a million tons: mass 500000 [500000, ] t"),
            ("300 million bushels", "300 million bushels: mass bu"),
            ("500 kg", "500 kg: mass 0.5 t"),
            ("$300 billion", "$300 billion: money 300000000000 USD"),
            (
                "US$1.5bn and €50 billion",
                "US$1.5bn: money 1500000000 USD | €50 billion: money 50000000000 EUR",
            ),
            ("$20 to $25 billion", "$20 to $25 billion: money [20000000000, 25000000000] USD"),
            (
                "50 billion euros, RMB 100 million, 3 trillion yen",
                "50 billion euros: money 50000000000 EUR | RMB 100 million: money 100000000 CNY | 3 trillion yen: money 3000000000000 JPY",
            ),
            ("550 billion U.S. dollars", "550 billion U.S. dollars: money 550000000000 USD"),
            (
                "tariffs of 10%, ten percent, twenty-five per cent",
                "10%: percent 10 % | ten percent: percent 10 % | twenty-five per cent: percent 25 %",
            ),
            ("10 percentage points", "10 percentage points: percent 10 pp"),
            ("from 57 percent to 47 percent", "57 percent to 47 percent: percent [47, 57] %"),
            ("10, 20 and 30 percent", "10: percent 10 % | 20: percent 20 % | 30 percent: percent 30 %"),
            ("two thirds of them", "two thirds: percent 66.66666666666666 %"),
            ("600,000 Chinese students", "600,000 Chinese students: count 600000 students"),
            ("two leaders, two countries, one of the students", ""),
            ("dozens of ships", "dozens of ships: count ships ?"),
            ("several people", ""),
            ("500 U.S. planes, an F-16 and COVID-19 cases", "500 U.S. planes: count 500 aircraft"),
            ("No. 3, Article 5, Resolution 2758", ""),
            ("they met three times, and twice in Seoul", "three times: count 3 times | twice: count 2 times"),
            ("call +86 10 6596 1114", ""),
        ],
    );
}

#[test]
fn english_durations() {
    check(
        EN,
        &[
            ("for approximately 25 minutes", "25 minutes: duration about 25 minute"),
            ("a two-and-a-half-hour call", "two-and-a-half-hour: duration 150 hour"),
            ("two and a half hours", "two and a half hours: duration 150 hour"),
            ("an hour and a half", "an hour and a half: duration 90 hour"),
            ("for half an hour", "half an hour: duration 30 hour"),
            ("lasting an hour", "an hour: duration 60 hour"),
            ("100 miles an hour", ""),
            ("two hours and 15 minutes", "two hours and 15 minutes: duration 135 minute"),
            ("a 90-minute call", "90-minute: duration 90 minute"),
            ("30 days after the meeting", "30 days: duration 43200 day"),
            ("nearly two hours", "two hours: duration about 120 hour"),
            ("a 10-year-old deal and a five-year plan", ""),
            ("more than 30 years", "30 years: duration 15778800 [15778800, ] year"),
            ("over four years", "four years: duration 2103840 year"),
            ("within 90 days", "90 days: duration 129600 day"),
        ],
    );
}

#[test]
fn chinese_dates() {
    check(
        ZH,
        &[
            ("国家主席24日晚同其通电话。", "24日晚: date 2025-11-24"),
            ("某社首都11月24日电", "11月24日: date 2025-11-24"),
            ("两国元首10月30日会晤以来，已通话两次。", "10月30日: date 2025-10-30 | 两次: count 2 times"),
            ("2025年10月30日至11月1日", "2025年10月30日至11月1日: date 2025-10-30..2025-11-01"),
            ("11月24日至26日上午", "11月24日至26日上午: date 2025-11-24..2025-11-26"),
            ("2025 年 11 月 24 日", "2025 年 11 月 24 日: date 2025-11-24"),
            ("２０２５年１１月", "２０２５年１１月: date 2025-11-01..2025-11-30"),
            ("二〇二五年十一月二十四日", "二〇二五年十一月二十四日: date 2025-11-24"),
            (
                "邀请其明年4月访华,并邀请对方明年晚些时候来访",
                "明年4月: date 2026-04-01..2026-04-30 | 明年晚些时候: date 2026-01-01..2026-12-31",
            ),
            ("欢迎总统先生4月来华", "4月: date 2026-04-01..2026-04-30"),
            ("双方4月举行了会谈", "4月: date 2025-04-01..2025-04-30"),
            ("双方商定明年上半年实现互访。", "明年上半年: date 2026-01-01..2026-06-30"),
            (
                "昨天、今天，上个月，上月，下周一，去年",
                "昨天: date 2025-11-23 | 今天: date 2025-11-24 | 上个月: date 2025-10-01..2025-10-31 | 上月: date 2025-10-01..2025-10-31 | 下周一: date 2025-12-01 | 去年: date 2024-01-01..2024-12-31",
            ),
            ("三周前，3天前", "三周前: date 2025-10-30..2025-11-07 | 3天前: date 2025-11-20..2025-11-22"),
            ("三周前往北京", "三周: duration 30240 week"),
            (
                "年底前，今年年底，上月底",
                "年底前: date 2025-11-24..2025-12-31 | 今年年底: date 2025-11-01..2025-12-31 | 上月底: date 2025-10-21..2025-10-31",
            ),
            ("近日，日前", "近日: date | 日前: date"),
            ("今年以来", "今年以来: date 2025-01-01..2025-11-24"),
            ("去年7月，今年5月1日起", "去年7月: date 2024-07-01..2024-07-31 | 今年5月1日: date 2025-05-01"),
            ("今明两年", "今明两年: date 2025-01-01..2026-12-31"),
            ("12月上旬将会晤", "12月上旬: date 2025-12-01..2025-12-10"),
            (
                "过去10年，近三年来，未来五年",
                "10年: date 2015-11-24..2025-11-24 | 三年来: date 2022-11-24..2025-11-24 | 五年: date 2025-11-24..2030-11-24",
            ),
            ("建交50周年，建交60年来，第十五次，二十大，上世纪70年代，21世纪", ""),
            ("周一上午通话，每周一次，一周一次", "周一上午: date 2025-11-24"),
            ("目前日本，美好的明天，时至今日", ""),
            (
                "2024至2026年，2026年前",
                "2024至2026年: date 2024-01-01..2026-12-31 | 2026年: date 2026-01-01..2026-12-31",
            ),
            ("24至26日", "24至26日: date 2025-11-24..2025-11-26"),
            ("将于28日举行", "28日: date 2025-11-28"),
            ("对方5月对某国进行国事访问", "5月: date 2025-05-01..2025-05-31"),
            ("仪仗队3日的表演受到热烈欢迎", "3日: date 2025-11-03"),
            ("岁月中，38年前的今天", "38年前: date"),
            ("今年前4个月", "今年前4个月: date 2025-01-01..2025-04-30"),
            ("行动计划（2022—2026）", "2022—2026: date 2022-01-01..2026-12-31"),
            ("建交近50年来，黄金三十年，二元对立，四分之三个世纪", ""),
            ("10月30日抵达，31日会晤", "10月30日: date 2025-10-30 | 31日: date 2025-10-31"),
        ],
    );
}

#[test]
fn chinese_amounts() {
    check(
        ZH,
        &[
            ("采购2500万吨大豆、降低百分之十关税", "2500万吨: mass 25000000 t | 百分之十: percent 10 %"),
            ("采購2500萬噸，3.5億美元", "2500萬噸: mass 25000000 t | 3.5億美元: money 350000000 USD"),
            ("两千五百万吨", "两千五百万吨: mass 25000000 t"),
            ("2000万至2500万吨", "2000万至2500万吨: mass [20000000, 25000000] t"),
            ("800万、8000万、750万吨", "800万、8000万、750万吨: mass t ?"),
            (
                "3000亿美元，300多亿元人民币",
                "3000亿美元: money 300000000000 USD | 300多亿元人民币: money 30000000000 [30000000000, ] CNY",
            ),
            ("24日元", "24日元: money 24 JPY"),
            ("2万亿日元", "2万亿日元: money 2000000000000 JPY"),
            (
                "10%，10至15％，五成，百分之三点五，10个百分点",
                "10%: percent 10 % | 10至15％: percent [10, 15] % | 五成: percent 50 % | 百分之三点五: percent 3.5 % | 10个百分点: percent 10 pp",
            ),
            ("三分之二", "三分之二: percent 66.66666666666666 %"),
            ("超过20%，20%左右", "20%: percent 20 [20, ] % | 20%: percent about 20 %"),
            (
                "签署20项合作文件，5万名留学生，三艘军舰",
                "20项合作文件: count 20 documents | 5万名留学生: count 50000 students | 三艘: count 3 ships",
            ),
            ("上千名青年", "上千名青年: count students ?"),
            ("一个中国原则，两国元首，双方一致，五项原则，六个更，77国集团，3+3，G20，第二次", ""),
            ("一、20万吨大豆", "20万吨: mass 200000 t"),
            ("2024年，300人", "2024年: date 2024-01-01..2024-12-31 | 300人: count 300 people"),
        ],
    );
}

#[test]
fn chinese_durations() {
    check(
        ZH,
        &[
            ("通话持续了一个半小时。", "一个半小时: duration 90 hour"),
            ("90分钟，近两个小时", "90分钟: duration 90 minute | 两个小时: duration about 120 hour"),
            (
                "1小时30分，两年半，半小时",
                "1小时30分: duration 90 minute | 两年半: duration 1314900 year | 半小时: duration 30 hour",
            ),
            ("3个多小时", "3个多小时: duration 180 [180, ] hour"),
            ("三四个小时", "三四个小时: duration [180, 240] hour"),
            ("十几个小时", "十几个小时: duration hour ?"),
            ("上午10时30分起，三点开始", ""),
            ("两个半月", "两个半月: duration 109575 month"),
            ("90天内", "90天: duration 129600 day"),
            ("一年一度，新的一年，五年行动计划", ""),
        ],
    );
}

#[test]
fn japanese() {
    check(
        Language::Japanese,
        &[
            (
                "11月25日午前10時から約25分間、電話会談を行った。",
                "11月25日午前: date 2025-11-25 | 25分間: duration about 25 minute",
            ),
            ("来年4月に訪問する予定", "来年4月: date 2026-04-01..2026-04-30"),
            ("5500億ドル", "5500億ドル: money 550000000000 USD"),
            ("令和7年11月24日", "令和7年11月24日: date 2025-11-24"),
            ("昨夜、15パーセント", "昨夜: date 2025-11-23 | 15パーセント: percent 15 %"),
        ],
    );
}

#[test]
fn without_the_day_of_the_talk_dates_have_a_kind_alone() {
    for (text, language) in
        [("three weeks ago", EN), ("明年4月", ZH), ("in April", EN), ("24日", ZH), ("上个月", ZH)]
    {
        let found = find(text, Span::new(0, text.len()), language, None, &WORDS);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].kind, found[0].lo), (QuantityKind::Date, None), "{text}");
    }
    let text = "2025年11月24日";
    let found = find(text, Span::new(0, text.len()), ZH, None, &WORDS);
    assert_eq!(found[0].lo, Some(talk()));
}

#[test]
fn only_the_part_under_the_span_is_read() {
    let text = "20 tons, 30 tons, 40 tons";
    let found = find(text, Span::new(9, 17), EN, None, &WORDS);
    assert_eq!(found.iter().map(|q| q.span.of(text)).collect::<Vec<_>>(), ["30 tons"]);
}

#[test]
fn clashes() {
    let one = |text: &str| {
        let language = if text.is_ascii() { EN } else { ZH };
        all(text, language).into_iter().next().unwrap()
    };
    for (a, b, expected) in [
        ("20 million tons", "25 million tons", Some(Accord::Conflict)),
        ("2000万吨", "25 million tons", Some(Accord::Conflict)),
        ("2500万吨", "25 million tons", Some(Accord::Same)),
        ("three weeks", "25 days", Some(Accord::Rounded)),
        ("three weeks", "2 months", Some(Accord::Conflict)),
        ("three weeks ago", "10月30日", Some(Accord::Rounded)),
        ("in April 2026", "明年4月", Some(Accord::Same)),
        ("in April 2026", "明年上半年", Some(Accord::Rounded)),
        ("in April 2026", "明年5月", Some(Accord::Conflict)),
        ("November 24", "25日", Some(Accord::Rounded)),
        ("more than 20 million tons", "25 million tons", Some(Accord::Rounded)),
        ("20 to 25 million tons", "30 million tons", Some(Accord::Conflict)),
        ("about 12 million tons", "11.8 million tons", Some(Accord::Rounded)),
        ("$300 billion", "300 billion euros", None),
        ("10 percent", "10 percentage points", None),
        ("10 percent", "10 tons", None),
        ("19 percent", "20 percent", Some(Accord::Conflict)),
        ("seven, 8 million tons", "8 million tons", None),
        ("近两个小时", "115 minutes", Some(Accord::Rounded)),
    ] {
        let (x, y) = (one(a), one(b));
        assert_eq!(accord(&x, &y), expected, "{a} / {b}");
        assert_eq!(accord(&y, &x), expected, "{b} / {a}");
        assert_eq!(clash(&x, &y), expected.map(|e| e == Accord::Conflict));
    }
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let pieces = [
        "20 ",
        "eight, ",
        "in May ",
        "a ",
        "million ",
        "24日",
        "十",
        "三、",
        "5月",
        "第",
        "1,000,",
        "and ",
        "the year ",
        "-",
    ];
    for piece in pieces {
        let text = piece.repeat(60_000 / piece.len());
        for language in [EN, ZH, Language::Japanese] {
            let start = std::time::Instant::now();
            let _ = all(&text, language);
            assert!(start.elapsed().as_secs() < 20, "{piece:?} {language}");
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "20",
        "2025",
        "24",
        "eight",
        "million",
        "a",
        "half",
        "and",
        ",",
        ".",
        "-",
        "–",
        "‑",
        " ",
        "tons",
        "hours",
        "ago",
        "May",
        "Nov.",
        "the",
        "first half of",
        "next",
        "year",
        "$",
        "%",
        "百",
        "十",
        "三",
        "两",
        "万",
        "亿",
        "年",
        "月",
        "日",
        "号",
        "前",
        "至",
        "半",
        "个",
        "小时",
        "分",
        "百分之",
        "第",
        "上",
        "周",
        "一",
        "几",
        "多",
        "，",
        "、",
        "。",
        "２５",
        "．",
        "\u{200b}",
        "(wàn)",
        "é",
        "ﬁ",
        "🙂",
        "later in",
        "in",
        "past",
        "to",
        "between",
        "24th",
        "萬",
        "噸",
        "令和",
        "明年",
        "底",
        "美元",
        "¥",
        "0",
        "999999999999999999999",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

fn lawful(text: &str, span: Span) -> Result<(), TestCaseError> {
    for language in [EN, ZH, Language::Traditional, Language::Japanese, Language::Unknown] {
        for reference in [Some(talk()), None, Some(Date::MIN), Some(Date::MAX)] {
            let found = find(text, span, language, reference, &WORDS);
            let mut at = span.start;
            for q in &found {
                prop_assert!(span.holds(q.span) && at <= q.span.start && !q.span.is_empty());
                prop_assert!(text.get(q.span.start..q.span.end).is_some());
                prop_assert_eq!(q.lo.is_some(), q.hi.is_some());
                prop_assert!(q.lo <= q.hi);
                prop_assert_eq!(q.precision.is_some(), q.kind == QuantityKind::Date);
                prop_assert!(!(q.uncertain && q.value.is_some()));
                prop_assert!(q.value.is_none_or(f64::is_finite));
                at = q.span.end;
                let own = accord(q, q);
                prop_assert!(own.is_none() || own == Some(Accord::Same));
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        lawful(&text, Span::new(0, text.len()))?;
    }

    #[test]
    fn any_words_are_read(text in pieces(), from in 0usize..40, to in 0usize..200) {
        lawful(&text, Span::new(0, text.len()))?;
        let edge = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        lawful(&text, Span::new(edge(from), edge(to)))?;
    }
}
