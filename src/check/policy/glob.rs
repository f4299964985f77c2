//! Globs of paths: relative to the policy's folder, `/` between folders, `**` for any folders.

use super::node::{At, File, Located};
use crate::input::InputError;
use globset::{GlobBuilder, GlobMatcher};

/// Several globs, of which one must match.
#[derive(Clone, Debug)]
pub struct Globs {
    globs: Vec<(Located<String>, GlobMatcher)>,
}

impl Globs {
    /// Compiles globs.
    ///
    /// # Errors
    /// One that is none, at its place.
    pub fn new(file: File<'_>, globs: Vec<Located<String>>) -> Result<Globs, InputError> {
        let compile = |glob: Located<String>| {
            let pattern = glob.value.trim_start_matches("./");
            match GlobBuilder::new(pattern).literal_separator(true).build() {
                Ok(built) => Ok((glob, built.compile_matcher())),
                Err(error) => Err(file
                    .error(glob.at, format!("`{}` is no glob", glob.value))
                    .cause(error.kind().to_string())
                    .hint("as in `2025-*/*.txt` or `**/us.*.txt`")),
            }
        };
        Ok(Globs { globs: globs.into_iter().map(compile).collect::<Result<_, _>>()? })
    }

    /// Whether a path matches.
    pub fn matches(&self, path: &str) -> bool {
        self.globs.iter().any(|(_, glob)| glob.is_match(path))
    }

    /// Where the first one stands.
    pub fn at(&self) -> At {
        self.globs.first().map_or(At::default(), |(glob, _)| glob.at)
    }

    /// The first glob that matches no path, with its place.
    pub fn idle<'p>(&self, paths: impl Iterator<Item = &'p str> + Clone) -> Option<(&str, At)> {
        let (glob, _) = self.globs.iter().find(|(_, glob)| !paths.clone().any(|path| glob.is_match(path)))?;
        Some((&glob.value, glob.at))
    }
}
