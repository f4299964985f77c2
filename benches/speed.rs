//! What each stage costs, on the shipped readouts and on generated texts of growing size; and how that compares with
//! plain jieba-rs (which reads its whole dictionary, the text from which ours is made), the plain aligner, and a Python
//! script that only imports jieba and cuts the Chinese file.
//!
//! `cargo bench` prints all tables; `cargo bench -- --quick` leaves out the largest sizes.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run should say so")]

mod generator;

use generator::{Language, one_sentence, readout as with_header, text};
use jieba_rs::Jieba;
use readout_diff::alignment::{self, AlignOptions};
use readout_diff::claims::{self, Claims};
use readout_diff::comparison;
use readout_diff::input::{self, InputOptions, Source};
use readout_diff::lexicon::Lexicon;
use readout_diff::readout;
use readout_diff::report::{self, Format};
use readout_diff::text::word::cut;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CHINESE: &str = "readouts/2025-11-24-xi-trump-call/cn.zh.txt";
const ENGLISH: &str = "readouts/2025-11-24-xi-trump-call/us.en.txt";

/// The shortest of some runs: the one least disturbed.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let once = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..runs.max(1)).map(|_| once(&mut run)).min().unwrap()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn source(name: &str, bytes: &[u8]) -> Source {
    let lexicon = Lexicon::default_lexicon();
    let mut read =
        input::read_bytes(name, bytes, &InputOptions::default(), lexicon, &mut Vec::new()).unwrap();
    read.label = name.into();
    read
}

fn claimed(name: &str, bytes: &[u8]) -> Claims {
    let lexicon = Lexicon::default_lexicon();
    claims::extract(readout::parse(source(name, bytes), lexicon), lexicon)
}

/// One line of the table of stages: a Chinese and an English text, each stage, and the whole.
fn stages(what: &str, zh: &[u8], en: &[u8], runs: usize) {
    let lexicon = Lexicon::default_lexicon();
    let size = zh.len() + en.len();
    let input = best(runs, || (source("cn", zh), source("us", en)));
    let sources = || (source("cn", zh), source("us", en));
    let (a, b) = sources();
    let parse = best(runs, || (readout::parse(a.clone(), lexicon), readout::parse(b.clone(), lexicon)));
    let (a, b) = (readout::parse(a, lexicon), readout::parse(b, lexicon));
    let claim = best(runs, || (claims::extract(a.clone(), lexicon), claims::extract(b.clone(), lexicon)));
    let both = vec![claims::extract(a, lexicon), claims::extract(b, lexicon)];
    let options = AlignOptions::default();
    let align = best(runs, || alignment::align(&both, &options, lexicon));
    let links = alignment::align(&both, &options, lexicon);
    let compare =
        best(runs, || comparison::compare(both.clone(), vec![0, 1], links.clone(), lexicon, &mut Vec::new()));
    let compared = comparison::compare(both, vec![0, 1], links, lexicon, &mut Vec::new());
    let write = best(runs, || {
        let mut page = Vec::new();
        report::write(&compared, lexicon, Format::Json, None, &mut page).unwrap();
        page
    });
    let all = [input, parse, claim, align, compare, write];
    let whole: Duration = all.iter().sum();
    let parts: Vec<String> = all.iter().map(|time| format!("{:>9.2}", millis(*time))).collect();
    let cost = whole.as_nanos() as f64 / size as f64;
    println!("{what:<22} {size:>9} {} {:>9.2} {cost:>8.0}", parts.join(" "), millis(whole));
}

fn stage_tables(quick: bool) {
    println!("Stages, milliseconds for a Chinese and an English text; the last column is nanoseconds a byte");
    println!(
        "{:<22} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>8}",
        "texts", "bytes", "input", "readout", "claims", "align", "compare", "json", "whole", "ns/byte"
    );
    let (zh, en) = (std::fs::read(CHINESE).unwrap(), std::fs::read(ENGLISH).unwrap());
    stages("the shipped call", &zh, &en, 30);
    let sizes: &[usize] = if quick { &[10, 100, 1000] } else { &[10, 100, 1000, 4000] };
    for sentences in sizes {
        let of = |language| with_header(language, &text(language, *sentences, 1)).into_bytes();
        let (zh, en) = (of(Language::Chinese), of(Language::English));
        stages(&format!("{sentences} sentences each"), &zh, &en, if *sentences > 100 { 2 } else { 10 });
    }
    println!();
}

fn claim_tables(quick: bool) {
    println!("Input, readout and claims of one text, on one core");
    println!("{:<10} {:<14} {:>10} {:>9} {:>8}", "language", "form", "bytes", "ms", "MB/s");
    let sizes: &[usize] = if quick { &[100_000, 400_000] } else { &[100_000, 400_000, 1_600_000, 6_400_000] };
    for language in [Language::Chinese, Language::English] {
        for size in sizes {
            let per_sentence = if language == Language::Chinese { 88 } else { 100 };
            let many = text(language, size / per_sentence, 1);
            let one = one_sentence(language, *size, 1);
            for (form, text) in [("sentences", many), ("one sentence", one)] {
                let time = best(2, || claimed("text", text.as_bytes()));
                let speed = text.len() as f64 / 1e6 / time.as_secs_f64();
                let language = format!("{language:?}");
                println!("{language:<10} {form:<14} {:>10} {:>9.1} {speed:>8.2}", text.len(), millis(time));
            }
        }
    }
    println!();
}

fn baselines(quick: bool) {
    println!("Against others, in this run");
    let zh = std::fs::read_to_string(CHINESE).unwrap();
    let dictionary = std::fs::read("data/jieba/dict.txt").unwrap();
    let jieba = || Jieba::with_dict(&mut dictionary.as_slice()).unwrap();
    let own = best(10, || cut(&zh));
    let plain = best(5, || jieba().cut(&zh, false).len());
    println!(
        "cut the shipped Chinese text, from nothing:  own {:.2} ms, jieba-rs {:.2} ms",
        millis(own),
        millis(plain)
    );
    let long = text(Language::Chinese, if quick { 5_000 } else { 20_000 }, 2);
    let own = best(2, || cut(&long));
    let plain = best(2, || jieba().cut(&long, false).len());
    println!(
        "cut {} bytes, from nothing:  own {:.0} ms, jieba-rs {:.0} ms",
        long.len(),
        millis(own),
        millis(plain)
    );

    let lexicon = Lexicon::default_lexicon();
    let of = |language, name| claimed(name, with_header(language, &text(language, 120, 1)).as_bytes());
    let both = [of(Language::Chinese, "cn"), of(Language::English, "us")];
    let align = |plain| {
        let options = AlignOptions { plain, ..AlignOptions::default() };
        best(3, || alignment::align(&both, &options, lexicon))
    };
    println!(
        "align 120 and 120 sentences:  own {:.1} ms, plain aligner {:.1} ms",
        millis(align(false)),
        millis(align(true))
    );

    let run = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let own =
        best(20, || run(Command::new(env!("CARGO_BIN_EXE_readout-diff")).args([CHINESE, ENGLISH])).unwrap());
    let help = best(20, || run(Command::new(env!("CARGO_BIN_EXE_readout-diff")).arg("--help")).unwrap());
    println!("the whole process: {:.1} ms; --help: {:.1} ms", millis(own), millis(help));
    let script = format!("import jieba; list(jieba.cut(open({CHINESE:?}, encoding='utf-8').read()))");
    let python = || run(Command::new("python3").args(["-c", &script]));
    match python() {
        Ok(status) if status.success() => {
            let time = best(3, || python().unwrap());
            println!(
                "Python that imports jieba and cuts the Chinese file (its cache is warm): {:.0} ms",
                millis(time)
            );
        }
        _ => println!("Python with jieba is not installed here, so it is not compared"),
    }
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    stage_tables(quick);
    claim_tables(quick);
    baselines(quick);
}
