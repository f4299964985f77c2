//! The files below a folder, by name: no hidden ones, no folders with a policy of their own, no links to folders.

use crate::check::policy::NAME;
use crate::input::InputError;
use std::fs;
use std::path::{Path, PathBuf};

/// Paths of all files, relative to `root`, with `/` between folders, sorted.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files(root: &Path) -> Result<Vec<String>, InputError> {
    let mut found = Vec::new();
    let mut folders: Vec<(PathBuf, String)> = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let listing = fs::read_dir(&folder).map_err(|e| cannot_list(&folder, &e))?;
        for entry in listing {
            let entry = entry.map_err(|e| cannot_list(&folder, &e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let relative = format!("{prefix}{name}");
            // A link to a file is a file; a link to a folder may lead round in a circle.
            let kind = entry.file_type().map_err(|e| cannot_list(&folder, &e))?;
            if kind.is_dir() && !entry.path().join(NAME).is_file() {
                folders.push((entry.path(), format!("{relative}/")));
            } else if kind.is_file() || kind.is_symlink() && entry.path().is_file() {
                found.push(relative);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn cannot_list(folder: &Path, error: &std::io::Error) -> InputError {
    InputError::new(&folder.to_string_lossy(), "the folder cannot be listed").cause(error.to_string())
}

/// Whether a file is about the folder, and no readout.
pub fn is_readme(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.to_lowercase().starts_with("readme")
}
