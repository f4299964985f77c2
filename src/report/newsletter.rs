//! Newsletter: five plain lines and a method line, since mailing services take no tables.

use super::escape::visible;
use super::view::View;
use std::io::{self, Write};

/// Writes the lines.
///
/// # Errors
/// `out` cannot be written.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    view.brief.iter().try_for_each(|line| writeln!(out, "{}", visible(&line.plain())))?;
    writeln!(out, "Method: {}. {}", visible(&view.method), view.caveat)
}
