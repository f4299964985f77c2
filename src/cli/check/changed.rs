//! What changed since a revision: the only thing that asks git.

use readout_diff::check::policy::NAME;
use readout_diff::input::InputError;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The files below `root` that changed since `revision` or are not yet known to git, relative to `root`; none when the policy or a file
/// of its own changed, since then everything may come out differently.
pub fn since(revision: &str, root: &Path, own: &[&str]) -> Result<Option<BTreeSet<String>>, InputError> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(InputError::new("--since", format!("`{revision}` is no revision"))
            .hint("give a branch, a tag or a commit, as in --since origin/main"));
    }
    let diff =
        ["diff", "--name-only", "-z", "--relative", "--no-ext-diff", "--diff-filter=d", revision, "--", "."];
    let mut changed = names(root, revision, &diff)?;
    changed.extend(names(root, revision, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?);
    let all = changed.iter().any(|file| file == NAME || own.contains(&file.as_str()));
    Ok(if all { None } else { Some(changed) })
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
