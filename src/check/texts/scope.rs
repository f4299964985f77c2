//! Which policy, which folder, and which of its texts are reported: what the paths of a command line mean.

use crate::check::policy::NAME;
use crate::input::InputError;
use crate::input::folder::{self, absolute};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder of a policy and what is asked about it.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The folder of the policy: every path in it is relative to this one.
    pub root: PathBuf,
    /// Where the command was typed.
    pub here: PathBuf,
    /// The texts that are reported, relative to `root`; all, when there is no list.
    pub reported: Option<BTreeSet<String>>,
    /// Whether there may be no readout: files are named, no folder, and there is no policy that means others.
    pub may_be_empty: bool,
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

/// Whether a path may be a readout or a folder of readouts: what lies under no policy and cannot be one is nobody's business, as
/// when a hook hands over all the files of a commit.
fn may_be_meant(here: &Path, path: &str) -> bool {
    folder::is_text(path) || absolute(here, Path::new(path)).is_dir()
}

/// The nearest policy of some paths, or of the folder where the command was typed.
///
/// # Errors
/// The paths lie under different policies.
pub fn policy_of(here: &Path, paths: &[String]) -> Result<Option<PathBuf>, InputError> {
    if paths.is_empty() {
        return Ok(nearest(here, "."));
    }
    let found = paths.iter().map(|path| (path, nearest(here, path)));
    let mut found = found.filter(|(path, policy)| policy.is_some() || may_be_meant(here, path));
    let Some((first, policy)) = found.next() else { return Ok(None) };
    match found.find(|(_, other)| *other != policy) {
        None => Ok(policy),
        Some((other, _)) => Err(InputError::new(other, format!("is under another {NAME} than {first}"))
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
        let is_folder = |path: &String| absolute(here, Path::new(path)).is_dir();
        let may_be_empty = policy.is_none() && !paths.is_empty() && !paths.iter().any(is_folder);
        Scope { root: absolute(here, &root), here: here.to_path_buf(), reported: None, may_be_empty }
    }

    /// All files below the folder, relative to it, sorted; a folder with a policy of its own is left to it.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn files(&self) -> Result<Vec<String>, InputError> {
        folder::files(&self.root, |folder| !folder.join(NAME).is_file())
    }

    /// The path of a file that is named from the folder.
    pub fn at(&self, relative: &str) -> PathBuf {
        absolute(&self.root, Path::new(relative))
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
            let inside = match full.strip_prefix(&self.root) {
                Ok(inside) => slashed(inside),
                Err(_) if !may_be_meant(&self.here, path) => continue,
                Err(_) => {
                    let hint = format!("name the {NAME} of its folder with --config, or leave --config out");
                    return Err(InputError::new(
                        path,
                        format!("lies outside {}", self.root.to_string_lossy()),
                    )
                    .hint(hint));
                }
            };
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
