//! Which files a folder stands for: one walk for every command that takes folders.

use super::error::InputError;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Paths of all files below `root`, relative to it, with `/` between folders, sorted. Hidden files and folders are left out, and so are
/// links to folders, which may lead round in a circle; a folder below is looked into when `enter` says so of its path.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files(root: &Path, enter: impl Fn(&Path) -> bool) -> Result<Vec<String>, InputError> {
    let mut found = Vec::new();
    let mut folders: Vec<(PathBuf, String)> = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| cannot_list(&folder, &e))? {
            let entry = entry.map_err(|e| cannot_list(&folder, &e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let relative = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(|e| cannot_list(&folder, &e))?;
            if kind.is_dir() && enter(&entry.path()) {
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

/// Whether a file is a text by its name: `.txt` or `.md`, in upper or lower case, and no README.
pub fn is_text(path: &str) -> bool {
    let name = path.to_lowercase();
    (name.ends_with(".txt") || name.ends_with(".md")) && !is_readme(path)
}

/// Whether a file is about its folder, and no readout.
pub fn is_readme(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.to_lowercase().starts_with("readme")
}

/// The files that an argument stands for: a file is itself, whatever its name; a folder is all its texts, below it too, sorted by path.
///
/// # Errors
/// A folder that cannot be listed, or holds no text.
pub fn expand(path: &str) -> Result<Vec<String>, InputError> {
    if path == "-" || !Path::new(path).is_dir() {
        return Ok(vec![path.into()]);
    }
    let below = |file: &String| Path::new(path).join(file).to_string_lossy().into_owned();
    let found: Vec<String> =
        files(Path::new(path), |_| true)?.iter().filter(|file| is_text(file)).map(below).collect();
    match found.is_empty() {
        true => Err(InputError::new(path, "the folder holds no .txt or .md file")
            .hint("README files and hidden files are left out")),
        false => Ok(found),
    }
}

/// An absolute path without `.` and `..`, as far as its words tell: the same for every way to write it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_name() {
        for text in ["a.txt", "a/B.TXT", "a.b.Md"] {
            assert!(is_text(text), "{text}");
        }
        for other in ["README.md", "a/readme.zh.txt", "a.html", "txt", "a.txt.bak"] {
            assert!(!is_text(other), "{other}");
        }
    }

    #[test]
    fn a_path_has_one_absolute_form() {
        let here = Path::new("/a/b");
        for path in ["c.txt", "./c.txt", "../b/c.txt", "/a/b/c.txt"] {
            assert_eq!(absolute(here, Path::new(path)), Path::new("/a/b/c.txt"));
        }
    }
}
