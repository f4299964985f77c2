//! The command line from outside: bad input, the order of arguments, hostile text. The environment is cleared.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder that goes away with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("readout-diff-cli-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), bytes).unwrap();
        name.into()
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_readout-diff"));
        command.current_dir(&self.0).env_clear().args(args).stdin(Stdio::null());
        command
    }

    fn with_input(&self, args: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(args);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    fn pair(&self) -> [String; 2] {
        [self.file("north.txt", NORTH), self.file("south.txt", SOUTH)]
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Two invented readouts of one invented call.
const NORTH: &str = "---\nside: FR\nlanguage: en\ndate: 2024-03-05\nkind: readout\n---\n\nPresident Emmanuel Macron spoke by \
    phone today with Prime Minister Giorgia Meloni, at her request. President Macron stressed that peace in Ukraine \
    matters to all of Europe. Prime Minister Meloni said that Italy will send 500 tonnes of soybeans. The two leaders \
    agreed to stay in close touch.\n";
const SOUTH: &str = "---\nside: IT\nlanguage: en\ndate: 2024-03-05\nkind: readout\n---\n\nPrime Minister Giorgia Meloni held a \
    telephone call with President Emmanuel Macron of France. They discussed the war in Ukraine. The two leaders agreed \
    to stay in close touch.\n";

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Exit status 2, nothing on standard output, and a message with all of `words`.
fn refused(output: &Output, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert_eq!(stdout(output), "");
    for word in words {
        assert!(message.contains(word), "`{word}` is missing in:\n{message}");
    }
}

#[test]
fn inputs_that_cannot_be_read_are_named() {
    let folder = Folder::new("bad");
    let [north, _] = folder.pair();
    folder.file("empty.txt", "");
    folder.file("blank.txt", " \n\n");
    folder.file("binary.txt", b"\x7fELF\x02\x01\0\0\0\0\0\0\x03\0");
    folder.file("broken.txt", "---\nside: FR\ndate: 明天（或後天）\n---\nA text.\n");
    folder.file("open.txt", "---\nside: FR\nA text without an end.\n");
    fs::create_dir(folder.0.join("folder")).unwrap();
    refused(&folder.run(&[&north, "missing.txt"]), &["missing.txt", "no such file", "hint: "]);
    refused(&folder.run(&[&north, "folder"]), &["folder", "is a directory", "hint: "]);
    refused(&folder.run(&[&north, "empty.txt"]), &["empty.txt", "empty"]);
    refused(&folder.run(&[&north, "blank.txt"]), &["blank.txt", "no text"]);
    refused(&folder.run(&[&north, "binary.txt"]), &["binary.txt", "binary"]);
    refused(&folder.run(&[&north, "open.txt"]), &["open.txt:1:1", "not closed", "hint: "]);
    let broken = folder.run(&[&north, "broken.txt"]);
    refused(&broken, &["broken.txt:3:7", "is no date", "3 | date: 明天（或後天）"]);
    let message = stderr(&broken);
    let lines: Vec<&str> = message.lines().collect();
    let line = lines.iter().position(|line| line.contains("3 | date")).unwrap();
    assert_eq!(lines[line + 1], "  |       ^");
}

#[test]
fn a_bad_second_input_leaves_nothing_behind() {
    let folder = Folder::new("nothing");
    let [north, _] = folder.pair();
    refused(&folder.run(&[&north, "missing.txt", "--format", "json", "-o", "out.json"]), &["missing.txt"]);
    assert!(!folder.0.join("out.json").exists());
}

#[test]
fn what_makes_no_sense_is_refused_with_a_way_out() {
    let folder = Folder::new("usage");
    let [north, south] = folder.pair();
    refused(&folder.run(&[&north]), &["north.txt", "alone", "readout-diff claims north.txt"]);
    refused(&folder.run(&[]), &["nothing to compare", "hint: "]);
    refused(&folder.run(&["-", "-"]), &["standard input"]);
    refused(&folder.run(&[&north, &south, "--colour", "never"]), &["--colour", "--color"]);
    refused(&folder.run(&[&north, &south, "--format", "docx"]), &["docx", "json"]);
    refused(&folder.run(&[&north, &south, "--table", "claims"]), &["--table", "--format csv"]);
    refused(&folder.run(&[&north, &south, "--explain", "soybean"]), &["soybean", "did you mean `soybeans`"]);
    refused(&folder.run(&[&north, &south, "--language", "xx"]), &["xx", "zh-Hans"]);
    refused(&folder.run(&[&north, &south, "--encoding", "utf-9"]), &["utf-9", "encoding"]);
    refused(&folder.run(&[&north, &south, "--topics", "missing.yaml"]), &["missing.yaml", "no such file"]);
    folder.file("bad.yaml", "- id: x\n  labl: {en: x}\n");
    refused(&folder.run(&[&north, &south, "--topics", "bad.yaml"]), &["bad.yaml:", "labl"]);
    folder.file("twice.yaml", "- id: x\n  label: {en: x, zh: x, ja: x}\n  terms: {en: [x]}\n".repeat(2));
    refused(&folder.run(&[&north, &south, "--topics", "twice.yaml"]), &["twice.yaml:4:7", "stands twice"]);
    folder.file("none.yaml", "# nothing yet\n");
    refused(&folder.run(&[&north, &south, "--topics", "none.yaml"]), &["none.yaml", "no topics"]);
    refused(&folder.run(&["clams", &north]), &["`clams` is no file", "readout-diff claims"]);
}

#[cfg(unix)]
#[test]
fn a_page_that_is_replaced_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("permissions");
    let [north, south] = folder.pair();
    folder.file("page.txt", "old");
    let page = folder.0.join("page.txt");
    std::fs::set_permissions(&page, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(folder.run(&[&north, &south, "-o", "page.txt"]).status.code(), Some(0));
    assert_eq!(std::fs::metadata(&page).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(std::fs::read_to_string(&page).unwrap().contains("Topics"));
}

#[test]
fn the_page_is_printed_and_notices_go_elsewhere() {
    let folder = Folder::new("page");
    let [north, south] = folder.pair();
    let output = folder.run(&[&north, &south]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    let page = stdout(&output);
    for words in ["soybeans", "not mentioned", "fr.en", "it.en", "terms searched"] {
        assert!(page.contains(words), "`{words}` is missing in:\n{page}");
    }
    assert!(!page.contains('\u{1b}'));
    use unicode_width::UnicodeWidthStr;
    assert!(page.lines().all(|line| line.width() <= 80), "{page}");
    let narrow = stdout(&folder.run(&[&north, &south, "--width", "50"]));
    assert!(narrow.lines().all(|line| line.width() <= 50), "{narrow}");
    assert!(stdout(&folder.run(&[&north, &south, "--color", "always"])).contains('\u{1b}'));
    let only = stdout(&folder.run(&[&north, &south, "--only", "topics"]));
    assert!(only.starts_with("Topics\n") && !only.contains("Protocol"), "{only}");
}

#[test]
fn the_same_text_twice_differs_in_nothing() {
    let folder = Folder::new("twice");
    let [north, _] = folder.pair();
    let output = folder.run(&[&north, &north, "--exit-code"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("same text"));
    let document: serde_json::Value =
        serde_json::from_slice(&folder.run(&[&north, &north, "--format", "json"]).stdout).unwrap();
    assert_eq!(document["ledger"], serde_json::json!([]));
    assert_eq!(document["conflicts"], serde_json::json!([]));
    let topics = document["coverage"].as_array().unwrap();
    for pair in topics.chunks(2) {
        assert_eq!(pair[0]["level"], pair[1]["level"]);
    }
    refused(&folder.run(&[&north, &north, "--strict"]), &["same text", "--strict"]);
}

#[test]
fn the_order_of_arguments_shows_only_in_columns() {
    let folder = Folder::new("order");
    let [north, south] = folder.pair();
    let tables = |a: &str, b: &str| {
        let output = folder.run(&[a, b, "--format", "json"]);
        let mut document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let orders: Vec<u64> = document["sources"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .map(|source| source.as_object_mut().unwrap().remove("order").unwrap().as_u64().unwrap())
            .collect();
        (document, orders)
    };
    let (forth, forth_order) = tables(&north, &south);
    let (back, back_order) = tables(&south, &north);
    assert_eq!(forth, back);
    assert_eq!((forth_order, back_order), (vec![1, 2], vec![2, 1]));
    let csv = |a: &str, b: &str| folder.run(&[a, b, "--format", "csv", "--table", "ledger"]).stdout;
    assert_eq!(csv(&north, &south), csv(&south, &north));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let folder = Folder::new("again");
    let [north, south] = folder.pair();
    for format in
        [&["--format", "text"][..], &["--format", "json"], &["--format", "ndjson", "--table", "units"]]
    {
        let run = || folder.run(&[&[north.as_str(), south.as_str()], format].concat()).stdout;
        let first = run();
        assert!(!first.is_empty());
        assert_eq!(first, run());
    }
}

#[test]
fn every_row_has_every_key_and_spans_slice_to_quotes() {
    let folder = Folder::new("json");
    let [north, south] = folder.pair();
    let output = folder.run(&[&north, &south, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["schema_version"], 1);
    let tables = [
        "sources",
        "units",
        "claims",
        "mentions",
        "coverage",
        "links",
        "gaps",
        "ledger",
        "wording",
        "conflicts",
        "protocol",
    ];
    for table in tables {
        let rows = document[table].as_array().unwrap();
        let keys = |row: &serde_json::Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert!(rows.iter().all(|row| keys(row) == keys(&rows[0])), "{table}");
        let flat = |value: &serde_json::Value| {
            !value.is_object()
                && value.as_array().is_none_or(|list| list.iter().all(serde_json::Value::is_string))
        };
        assert!(rows.iter().all(|row| row.as_object().unwrap().values().all(flat)), "{table}");
    }
    for table in ["units", "claims", "mentions"] {
        for row in document[table].as_array().unwrap() {
            let text = if row["source"] == "fr.en" { NORTH } else { SOUTH };
            let at = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
            assert_eq!(row["quote"], text[at("byte_start")..at("byte_end")]);
            let chars: String =
                text.chars().skip(at("char_start")).take(at("char_end") - at("char_start")).collect();
            assert_eq!(row["quote"], chars);
        }
    }
}

#[test]
fn exit_code_one_tells_of_differences() {
    let folder = Folder::new("code");
    let [north, south] = folder.pair();
    assert_eq!(folder.run(&[&north, &south]).status.code(), Some(0));
    assert_eq!(folder.run(&[&north, &south, "--exit-code"]).status.code(), Some(1));
}

#[test]
fn standard_input_and_a_file_to_write() {
    let folder = Folder::new("streams");
    let [north, south] = folder.pair();
    let output =
        folder.with_input(&[&north, "-", "--format", "json", "--output", "out.json"], SOUTH.as_bytes());
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), String::new()));
    let written = fs::read(folder.0.join("out.json")).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(document["sources"][1]["path"], "-");
    assert_eq!(document["sources"][1]["source"], "it.en");
    refused(
        &folder.run(&[&north, &south, "-o", "no/such/folder/x.txt"]),
        &["no/such/folder/x.txt", "caused by: "],
    );
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn claims_goes_on_past_a_bad_file() {
    let folder = Folder::new("claims");
    folder.pair();
    folder.file("bad.txt", b"\0\0\0");
    let output = folder.run(&["claims", ".", "--format", "ndjson"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("bad.txt"));
    let rows: Vec<serde_json::Value> =
        stdout(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(
        rows.iter().any(|row| row["source"] == "fr.en") && rows.iter().any(|row| row["source"] == "it.en")
    );
    let document: serde_json::Value =
        serde_json::from_slice(&folder.run(&["claims", "north.txt", "--format", "json"]).stdout).unwrap();
    let keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["claims", "coverage", "lexicon", "mentions", "schema_version", "sources", "tool", "units"]
    );
    refused(&folder.run(&["claims", "bad.txt", "--format", "json"]), &["bad.txt"]);
    refused(&folder.run(&["claims", "north.txt", "--format", "csv", "--table", "ledger"]), &["ledger"]);
}

#[test]
fn hostile_text_stays_text() {
    let folder = Folder::new("hostile");
    let [north, _] = folder.pair();
    let hostile = "---\nside: IT\nlanguage: en\nissuer: \"=cmd|' /C calc'!A0\"\nkind: readout\n---\n=cmd|' /C calc'!A0 soybeans \
                   are good.\nTaiwan \u{1b}[31m\u{1b}]0;x\u{7}\u{202e}live\u{2066} was discussed, <script>x</script>.\n";
    folder.file("hostile.txt", hostile);
    let page = folder.run(&[&north, "hostile.txt"]);
    let text = stdout(&page);
    assert_eq!(page.status.code(), Some(0));
    assert!(text.contains("\\u{1b}[31m") && text.contains("\\u{202e}"), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{2066}']));
    let csv = |extra: &[&str]| {
        stdout(&folder.run(&[&["claims", "hostile.txt", "--format", "csv"], extra].concat()))
    };
    assert!(csv(&[]).contains(",'=cmd|") && csv(&[]).contains(",true\r\n"));
    assert!(csv(&["--no-escape"]).contains(",=cmd|") && !csv(&["--no-escape"]).contains(",true\r\n"));
    assert!(csv(&["--bom"]).starts_with('\u{feff}'));
    let json = folder.run(&["claims", "hostile.txt", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(document["sources"][0]["issuer"], "=cmd|' /C calc'!A0");
}

#[test]
fn a_megabyte_on_one_line_is_no_matter() {
    let folder = Folder::new("long");
    let [north, _] = folder.pair();
    folder.file("long.txt", format!("---\nside: IT\n---\nWe met. {}\n", "word, ".repeat(170_000)));
    let output = folder.run(&[&north, "long.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(output.stdout.len() < 100_000);
}

#[test]
fn help_teaches_and_advertises_nothing_that_is_not_there() {
    let folder = Folder::new("help");
    let help = stdout(&folder.run(&["--help"]));
    assert!(help.contains("Examples:") && help.contains("readout-diff china.txt us.txt"));
    let formats = help.split_once("  --format <").unwrap().1.split_once("[default: ").unwrap().0;
    for format in ["text", "json", "ndjson", "csv", "markdown", "html", "newsletter", "svg"] {
        assert!(formats.contains(&format!("- {format}: ")), "{format}:\n{formats}");
    }
    for command in ["claims", "align", "check", "lexicon", "schema", "completions", "man"] {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{command} "))),
            "{command}:\n{help}"
        );
        assert_eq!(folder.run(&[command, "--help"]).status.code(), Some(0), "{command}");
    }
    assert!(stdout(&folder.run(&["--version"])).starts_with("readout-diff "));
}

#[test]
fn the_manual_has_every_command_with_its_examples() {
    let folder = Folder::new("manual");
    let manual = stdout(&folder.run(&["man"]));
    for command in ["CLAIMS", "ALIGN", "CHECK", "LEXICON EXPLAIN", "SCHEMA"] {
        assert!(manual.contains(&format!(".SH \"COMMAND {command}\"")), "{command}");
    }
    assert!(manual.contains("readout\\-diff lexicon lint mine.yaml"), "examples of commands");
}

#[test]
fn hints_and_sections_are_a_matter_of_choice() {
    let folder = Folder::new("choice");
    let [north, south] = folder.pair();
    // A hint is a command that can be typed.
    assert!(stdout(&folder.run(&[&north, &south])).contains("readout-diff A B --explain taiwan"));
    let quiet = folder.run(&[&north, &south, "--quiet"]);
    assert!(!stdout(&quiet).contains("--explain") && stderr(&quiet).is_empty());
    for format in ["text", "markdown"] {
        let only = stdout(&folder.run(&[&north, &south, "--only", "protocol", "--format", format]));
        assert!(only.contains("asked for by") && !only.contains("soybeans"), "{only}");
    }
    refused(&folder.run(&[&north, &south, "--only", "protocol", "--format", "html"]), &["--only", "hint: "]);
    // Progress is for terminals.
    assert_eq!(stderr(&folder.run(&["claims", &north, &south, &north, "-o", "out.txt"])), "");
}

#[test]
fn the_lexicon_can_be_seen_changed_and_checked() {
    let folder = Folder::new("lexicon");
    let [north, south] = folder.pair();
    let list = stdout(&folder.run(&["lexicon", "list"]));
    assert!(list.contains("taiwan") && list.contains("core"));
    assert!(stdout(&folder.run(&["lexicon", "show", "soybeans"])).contains("大豆"));
    let why = stdout(&folder.run(&["lexicon", "explain", "soybeans", &north]));
    assert!(why.contains("hit: ") && why.contains("fr.en"), "{why}");
    let dump = folder.run(&["lexicon", "dump"]).stdout;
    folder.file("mine.yaml", dump);
    assert_eq!(folder.run(&["lexicon", "list", "--topics", "mine.yaml"]).status.code(), Some(0));
    let own = "- id: touch\n  label: {en: touch, zh: 联系, ja: 連絡}\n  terms: {en: [close touch]}\n  tests: {en: {hit: [no such thing]}}\n";
    folder.file("own.yaml", own);
    let lint = folder.run(&["lexicon", "lint", "own.yaml"]);
    assert_eq!(lint.status.code(), Some(1));
    assert!(stdout(&lint).contains("touch (en): must hit and does not"));
    let rows = stdout(&folder.run(&[&north, &south, "--topics", "own.yaml", "--format", "ndjson"]));
    assert!(rows.lines().any(|row| row.contains("\"topic\":\"touch\"") && row.contains("\"claims\":1")));
}

#[test]
fn a_ladder_takes_lines_as_they_are() {
    let folder = Folder::new("ladder");
    folder.file("a.txt", "---\nOne line.\n\nAnother line.\n");
    folder.file("b.txt", "---\nOne line.\n\nAnother line.\n");
    let output = folder.run(&["align", "a.txt", "b.txt", "--lines", "--format", "ladder", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for line in stdout(&output).lines() {
        let (left, right) = line.split_once('\t').unwrap();
        let numbers = |side: &str| {
            side.split(',').filter(|n| !n.is_empty()).map(|n| n.parse::<usize>().unwrap()).collect::<Vec<_>>()
        };
        a.extend(numbers(left));
        b.extend(numbers(right));
    }
    a.sort();
    b.sort();
    assert_eq!((a, b), (vec![1, 2, 4], vec![1, 2, 4]));
}

#[test]
fn what_a_command_cannot_honour_is_not_offered() {
    let folder = Folder::new("offers");
    let [north, south] = folder.pair();
    for command in [
        &["schema"][..],
        &["completions", "bash"],
        &["man"],
        &["lexicon", "list"],
        &["lexicon", "show", "taiwan"],
        &["lexicon", "lint"],
        &["lexicon", "dump"],
    ] {
        assert!(!stdout(&folder.run(&[command, &["--help"]].concat())).contains("--width"), "{command:?}");
        refused(&folder.run(&[command, &["--width", "60"]].concat()), &["--width"]);
        refused(&folder.run(&[command, &["--color", "never"]].concat()), &["--color"]);
        let output = folder.run(&[command, &["-o", "out.txt"]].concat());
        assert_eq!(output.status.code(), Some(0), "{command:?}: {}", stderr(&output));
        fs::remove_file(folder.0.join("out.txt")).unwrap();
    }
    let explained = folder.run(&["lexicon", "explain", "taiwan", &north, "--width", "50"]);
    assert!(stdout(&explained).lines().all(|line| line.chars().count() <= 50), "{}", stdout(&explained));
    for format in ["json", "ladder"] {
        let output = folder.run(&["align", &north, &south, "--why", "--format", format]);
        refused(&output, &["--why is for text", "leave out --why"]);
    }
}

#[test]
fn align_has_only_notices_that_concern_links() {
    let folder = Folder::new("alignnotices");
    folder.file("a.txt", "One line of text about trade.\nAnother line.\n");
    folder.file("b.txt", "One line of text about trade.\nA third line.\n");
    for args in
        [&["align", "a.txt", "b.txt", "--strict"][..], &["align", "a.txt", "b.txt", "--lines", "--strict"]]
    {
        let output = folder.run(args);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{args:?}");
    }
    // A comparison tells it, of a file that is given twice once.
    let told = stderr(&folder.run(&["a.txt", "a.txt"]));
    assert_eq!(told.matches("no side is stated").count(), 1, "{told}");
}

#[test]
fn align_shows_links_gaps_and_the_parts_of_a_score() {
    let folder = Folder::new("alignpage");
    let [north, south] = folder.pair();
    let page = stdout(&folder.run(&["align", &north, &south]));
    for words in ["fr.en and it.en", "same ", " = ", "gap · fr.en", "500 tonnes of soybeans"] {
        assert!(page.contains(words), "`{words}` is missing in:\n{page}");
    }
    let why = stdout(&folder.run(&["align", &north, &south, "--why"]));
    let more: Vec<&str> = why.lines().filter(|line| !page.lines().any(|plain| plain == *line)).collect();
    assert!(!more.is_empty() && more.iter().all(|line| line.starts_with("    ")), "{why}");
    assert!(more.iter().any(|line| line.contains("words ")), "{more:?}");
    let links = why.lines().filter(|line| line.starts_with("  same ") || line.starts_with("  related "));
    assert!(links.count() <= more.len(), "{why}");
}

#[test]
fn a_guessed_encoding_is_told_with_the_way_to_state_it() {
    let folder = Folder::new("encoding");
    let [north, _] = folder.pair();
    // "同意" in GBK, again and again.
    folder.file("gbk.txt", [b"\xcd\xac\xd2\xe2".repeat(40), b"\xa1\xa3".to_vec()].concat());
    let told = stderr(&folder.run(&[&north, "gbk.txt"]));
    assert!(told.contains("gbk.txt") && told.contains("--encoding gb"), "{told}");
    let stated = stderr(&folder.run(&["claims", "gbk.txt", "--encoding", "gbk"]));
    assert!(!stated.contains("--encoding"), "{stated}");
}
