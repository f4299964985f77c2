//! YAML with a place for everything: what serde forgets and a complaint needs.

use crate::input::{InputError, Place};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// A line and a column, from 1, in code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A value and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: At,
}

/// A node of the document.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it begins.
    pub at: At,
    /// What it is.
    pub yaml: Yaml,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Yaml {
    /// A value; `plain` when it has no quotation marks.
    Scalar {
        /// The value.
        text: String,
        /// Without quotation marks.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<(Located<String>, Node)>),
}

impl Node {
    /// Whether nothing is written there.
    pub fn is_null(&self) -> bool {
        matches!(&self.yaml, Yaml::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }
}

/// A file that is read, for complaints that show its lines.
#[derive(Clone, Copy, Debug)]
pub struct File<'t> {
    /// Its path, as a complaint names it.
    pub path: &'t str,
    /// Its text.
    pub text: &'t str,
}

impl File<'_> {
    /// An error at a place.
    pub fn error(&self, at: At, message: impl Into<String>) -> InputError {
        InputError::new(self.path, message).at(Place::at_line(self.text, at.line, at.column))
    }
}

/// Deepest nesting that is read.
const DEEPEST: usize = 32;

/// Reads one document.
///
/// # Errors
/// Not YAML, more than one document, an alias or a tag, nesting without end.
pub fn parse(file: File<'_>) -> Result<Node, InputError> {
    let bare = file.text.strip_prefix('\u{FEFF}').unwrap_or(file.text);
    let mut events = Vec::new();
    for event in Parser::new_from_str(bare) {
        match event {
            Ok((event, span)) => events.push((event, at(span))),
            Err(error) => {
                let mark = error.marker();
                let at = At { line: mark.line(), column: mark.col() + 1 };
                return Err(file
                    .error(at, "is not YAML")
                    .cause(error.info())
                    .hint("put quotation marks round a value with `: `, `#`, `*` or a bracket in it"));
            }
        }
    }
    let mut reader = Reader { file, events: events.into_iter().peekable(), depth: 0 };
    reader.document()
}

fn at(span: Span) -> At {
    At { line: span.start.line(), column: span.start.col() + 1 }
}

struct Reader<'t, I: Iterator<Item = (Event<'t>, At)>> {
    file: File<'t>,
    events: std::iter::Peekable<I>,
    depth: usize,
}

impl<'t, I: Iterator<Item = (Event<'t>, At)>> Reader<'t, I> {
    fn document(&mut self) -> Result<Node, InputError> {
        while self
            .events
            .next_if(|(e, _)| matches!(e, Event::StreamStart | Event::DocumentStart(_)))
            .is_some()
        {}
        let root = match self.events.peek() {
            None | Some((Event::StreamEnd, _)) => {
                Node { at: At { line: 1, column: 1 }, yaml: Yaml::Map(Vec::new()) }
            }
            Some(_) => self.node()?,
        };
        while self.events.next_if(|(e, _)| matches!(e, Event::DocumentEnd)).is_some() {}
        match self.events.next() {
            Some((Event::DocumentStart(_), at)) => {
                Err(self.file.error(at, "a second document begins here").hint("keep one document a file"))
            }
            _ => Ok(root),
        }
    }

    fn node(&mut self) -> Result<Node, InputError> {
        let Some((event, at)) = self.events.next() else {
            return Ok(Node { at: At::default(), yaml: Yaml::Scalar { text: String::new(), plain: true } });
        };
        let yaml = match event {
            Event::Scalar(text, style, _, None) => {
                Yaml::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain }
            }
            Event::SequenceStart(_, None) => Yaml::List(self.list(at)?),
            Event::MappingStart(_, None) => Yaml::Map(self.map(at)?),
            Event::Alias(_) => {
                return Err(self
                    .file
                    .error(at, "an alias (`*name`) is not read here")
                    .hint("write the value out"));
            }
            _ => return Err(self.file.error(at, "a tag (`!name`) is not read here").hint("leave it out")),
        };
        Ok(Node { at, yaml })
    }

    fn deeper(&mut self, at: At) -> Result<(), InputError> {
        self.depth += 1;
        match self.depth > DEEPEST {
            true => Err(self.file.error(at, "is nested too deep")),
            false => Ok(()),
        }
    }

    fn list(&mut self, at: At) -> Result<Vec<Node>, InputError> {
        self.deeper(at)?;
        let mut items = Vec::new();
        while self.events.next_if(|(e, _)| matches!(e, Event::SequenceEnd)).is_none() {
            items.push(self.node()?);
        }
        self.depth -= 1;
        Ok(items)
    }

    fn map(&mut self, at: At) -> Result<Vec<(Located<String>, Node)>, InputError> {
        self.deeper(at)?;
        let mut entries: Vec<(Located<String>, Node)> = Vec::new();
        while self.events.next_if(|(e, _)| matches!(e, Event::MappingEnd)).is_none() {
            let key = self.node()?;
            let Yaml::Scalar { text, .. } = key.yaml else {
                return Err(self.file.error(key.at, "a key must be a single word"));
            };
            if let Some((first, _)) = entries.iter().find(|(known, _)| known.value == text) {
                let hint = format!("the first one is on line {}; keep one of them", first.at.line);
                return Err(self.file.error(key.at, format!("`{text}` stands twice")).hint(hint));
            }
            let value = self.node()?;
            entries.push((Located { value: text, at: key.at }, value));
        }
        self.depth -= 1;
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node, InputError> {
        parse(File { path: "x.yaml", text })
    }

    #[test]
    fn every_node_has_its_place_in_code_points() {
        let node = read("a: 1\n“键”:\n  - 值: {x: y}\n").unwrap();
        let Yaml::Map(map) = node.yaml else { panic!() };
        assert_eq!(map[1].0.at, At { line: 2, column: 1 });
        let Yaml::List(list) = &map[1].1.yaml else { panic!() };
        let Yaml::Map(inner) = &list[0].yaml else { panic!() };
        assert_eq!(inner[0].0, Located { value: "值".into(), at: At { line: 3, column: 5 } });
        assert_eq!(inner[0].1.at, At { line: 3, column: 8 });
    }

    #[test]
    fn what_is_not_read_is_refused_with_its_place() {
        assert_eq!(read("a: 1\nb: 2\na: 3\n").unwrap_err().to_string(), "x.yaml:3:1: `a` stands twice");
        assert!(read("a: [1\n").unwrap_err().to_string().starts_with("x.yaml:"));
        assert!(read("a: &x 1\nb: *x\n").unwrap_err().to_string().starts_with("x.yaml:2:4: an alias"));
        assert!(read("a: !t 1\n").unwrap_err().message.contains("tag"));
        assert!(read(&"[".repeat(1000)).is_err());
        assert!(read("a: 1\n---\nb: 2\n").unwrap_err().message.contains("second document"));
        assert!(matches!(read("# nothing\n").unwrap().yaml, Yaml::Map(m) if m.is_empty()));
    }
}
