//! Where the result goes, how wide it is, and whether in colour.

use super::args::{ColorArg, LayoutArgs, OutputArgs};
use readout_diff::input::InputError;
use readout_diff::pipeline::Error;
use readout_diff::report::text::TextOptions;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// Columns of a page that goes to no terminal.
const WIDTH: usize = 80;

/// The layout that is meant: flag over NO_COLOR over CLICOLOR_FORCE over terminal; flag over terminal over 80.
pub fn layout(layout: &LayoutArgs, output: &OutputArgs) -> TextOptions {
    let terminal = io::stdout().is_terminal() && to_file(output).is_none();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let color = match layout.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        ColorArg::Auto => {
            set("CLICOLOR_FORCE") || (terminal && std::env::var_os("TERM").is_none_or(|t| t != "dumb"))
        }
    };
    let real = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = layout.width.map(usize::from).or_else(|| real().filter(|_| terminal)).unwrap_or(WIDTH);
    TextOptions { width, color, ..TextOptions::default() }
}

/// The file that is to be written; none for standard output.
pub fn to_file(output: &OutputArgs) -> Option<&str> {
    output.output.as_deref().filter(|path| *path != "-")
}

/// Writes the whole result to its place. A closed pipe is no error.
pub fn deliver(output: &OutputArgs, bytes: &[u8]) -> Result<(), Error> {
    match to_file(output) {
        Some(path) => to_path(path, bytes),
        None => to_stdout(bytes),
    }
}

/// Writes the whole of a file, or nothing.
pub fn to_path(path: &str, bytes: &[u8]) -> Result<(), Error> {
    replace(path, bytes).map_err(|e| Error::Input(cannot_write(path, &e)))
}

/// Writes to standard output. A closed pipe is no error.
pub fn to_stdout(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn cannot_write(path: &str, error: &io::Error) -> InputError {
    InputError::new(path, "cannot be written")
        .cause(error.to_string())
        .hint("check the folder and its permissions")
}

/// Writes beside the file and puts the whole in its place at the end. What is no plain file (a device, a pipe) is
/// written to.
fn replace(path: &str, bytes: &[u8]) -> io::Result<()> {
    let target = Path::new(path);
    let found = fs::metadata(target).ok();
    match &found {
        Some(found) if found.is_dir() => return Err(io::Error::other("it is a directory")),
        Some(found) if !found.is_file() => return fs::write(target, bytes),
        _ => {}
    }
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
    let beside = beside(&target);
    let written = fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Some(found) = &found {
            file.set_permissions(found.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &target)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
