//! Which policy, which folder, and which of its texts are reported: what the paths of a command line mean.

use crate::check::policy::NAME;
use crate::input::InputError;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// The folder of a policy and what is asked about it.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The folder of the policy: every path in it is relative to this one.
    pub root: PathBuf,
    /// Where the command was typed.
    pub here: PathBuf,
    /// The texts that are reported, relative to `root`; all, when there is no list.
    pub reported: Option<BTreeSet<String>>,
}

/// An absolute path without `.` and `..`, as far as its words tell.
pub fn absolute(here: &Path, path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

/// A path with `/` between folders.
fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The nearest policy of a path, from its folder upwards.
fn nearest(here: &Path, path: &str) -> Option<PathBuf> {
    let start = absolute(here, Path::new(path));
    let start = if start.is_dir() { start } else { start.parent()?.to_path_buf() };
    start.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

/// The nearest policy of some paths, or of the folder where the command was typed.
///
/// # Errors
/// The paths lie under different policies.
pub fn policy_of(here: &Path, paths: &[String]) -> Result<Option<PathBuf>, InputError> {
    let Some((first, rest)) = paths.split_first() else { return Ok(nearest(here, ".")) };
    let found = nearest(here, first);
    match rest.iter().find(|path| nearest(here, path) != found) {
        None => Ok(found),
        Some(other) => Err(InputError::new(other, format!("is under another {NAME} than {first}"))
            .hint("run `check` once for each, or name one with --config")),
    }
}

impl Scope {
    /// The folder of a policy file, or, without one, the folder that holds all paths.
    pub fn new(here: &Path, policy: Option<&Path>, paths: &[String]) -> Scope {
        let root = match policy {
            Some(policy) => policy.parent().map(Path::to_path_buf).unwrap_or_default(),
            None => common(paths.iter().map(|path| absolute(here, Path::new(path)))),
        };
        let root = if root.as_os_str().is_empty() { here.to_path_buf() } else { root };
        Scope { root: absolute(here, &root), here: here.to_path_buf(), reported: None }
    }

    /// How a path below the folder is named: from where the command was typed when it lies below, else in full.
    pub fn shown(&self, relative: &str) -> String {
        let full = self.root.join(relative);
        slashed_or_full(full.strip_prefix(&self.here).unwrap_or(&full))
    }

    /// Reports only what lies at or below `paths`, of the files `all` (relative to the folder).
    ///
    /// # Errors
    /// A path that is not there, or lies outside the folder.
    pub fn only(&mut self, paths: &[String], all: &[String]) -> Result<(), InputError> {
        let mut reported = BTreeSet::new();
        for path in paths {
            let full = absolute(&self.here, Path::new(path));
            if !full.exists() {
                return Err(InputError::new(path, "no such file").hint("check the path"));
            }
            let inside = full.strip_prefix(&self.root).map(slashed).map_err(|_| {
                InputError::new(path, format!("lies outside {}", self.root.to_string_lossy()))
                    .hint(format!("name the {NAME} of its folder with --config, or leave --config out"))
            })?;
            let below = format!("{inside}/");
            reported.extend(
                all.iter().filter(|f| inside.is_empty() || **f == inside || f.starts_with(&below)).cloned(),
            );
        }
        self.narrow(reported);
        Ok(())
    }

    /// Reports only these, of those that are reported so far.
    pub fn narrow(&mut self, to: BTreeSet<String>) {
        self.reported = Some(match self.reported.take() {
            Some(before) => before.intersection(&to).cloned().collect(),
            None => to,
        });
    }
}

fn slashed_or_full(path: &Path) -> String {
    match path.is_absolute() {
        true => path.to_string_lossy().into_owned(),
        false => slashed(path),
    }
}

/// The longest folder that holds all paths.
fn common(paths: impl Iterator<Item = PathBuf>) -> PathBuf {
    let folder = |path: PathBuf| match path.is_dir() {
        true => path,
        false => path.parent().map(Path::to_path_buf).unwrap_or_default(),
    };
    let mut common: Option<PathBuf> = None;
    for path in paths.map(folder) {
        common = Some(match common {
            None => path,
            Some(so_far) => so_far
                .components()
                .zip(path.components())
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a)
                .collect(),
        });
    }
    common.unwrap_or_default()
}
