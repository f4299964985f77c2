//! What changed since a revision: the only thing that asks git.

use readout_diff::input::InputError;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files below `root` that changed since `revision` or are not yet known to git, relative to `root`; none when everything
/// may come out differently: when one of the `own` files (the policy's, by absolute path) changed, or one is gone that
/// `concerns` the policy.
pub fn since(
    revision: &str,
    root: &Path,
    own: &[PathBuf],
    concerns: impl Fn(&str) -> bool,
) -> Result<Option<BTreeSet<String>>, InputError> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(InputError::new("--since", format!("`{revision}` is no revision"))
            .hint("give a branch, a tag or a commit, as in --since origin/main"));
    }
    let gone = names(root, revision, &diff("--diff-filter=D", revision))?;
    let mut changed = names(root, revision, &diff("--diff-filter=d", revision))?;
    changed.extend(names(root, revision, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?);
    let whole = gone.iter().any(|file| concerns(file))
        || own.iter().any(|file| has_changed(file, revision, root, &changed));
    Ok(if whole { None } else { Some(changed) })
}

/// Below the folder, by name. A file that was renamed is gone from where it was.
fn diff<'a>(filter: &'a str, revision: &'a str) -> [&'a str; 10] {
    ["diff", "--name-only", "-z", "--relative", "--no-ext-diff", "--no-renames", filter, revision, "--", "."]
}

/// Whether a file changed, by its name or, for a link, by what it leads to.
fn has_changed(file: &Path, revision: &str, root: &Path, changed: &BTreeSet<String>) -> bool {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    [(file.to_path_buf(), root.to_path_buf()), (real(file), real(root))].iter().any(|(file, root)| match file
        .strip_prefix(root)
    {
        Ok(inside) => changed.contains(&inside.to_string_lossy().replace('\\', "/")),
        Err(_) => outside(file, revision),
    })
}

/// Whether a file beside the folder changed; of one that is in no repository, git knows nothing.
fn outside(file: &Path, revision: &str) -> bool {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return false };
    let name = name.to_string_lossy();
    let tracked = ["diff", "--name-only", "-z", "--no-ext-diff", revision, "--", &name];
    let new = ["ls-files", "--others", "-z", "--", &name];
    let some = |arguments: &[&str]| names(folder, revision, arguments).is_ok_and(|names| !names.is_empty());
    some(&tracked) || some(&new)
}

fn names(root: &Path, revision: &str, arguments: &[&str]) -> Result<BTreeSet<String>, InputError> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().map_err(|error| {
        InputError::new("git", "cannot be run, and --since needs it")
            .cause(error.to_string())
            .hint("install git, or give the changed files as arguments")
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(InputError::new("git", format!("cannot tell what changed since `{revision}`"))
            .cause(said.lines().next().unwrap_or("it said nothing"))
            .hint("fetch the revision first (in GitHub Actions: `fetch-depth: 0`), or give the changed files as arguments"));
    }
    let listed = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(listed.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}
