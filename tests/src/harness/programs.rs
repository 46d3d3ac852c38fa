//! Where the programs under test are: beside this one, as cargo built them.

use anyhow::Context as _;
use std::path::{Path, PathBuf};

/// Names another folder of programs, for testing what was installed.
const FOLDER_VARIABLE: &str = "SCRIM_TEST_PROGRAMS";

/// The path of one of Scrim's programs.
///
/// # Errors
/// When it has not been built.
pub fn ours(name: &str) -> anyhow::Result<PathBuf> {
    let file = folder()?.join(name);
    anyhow::ensure!(
        file.is_file(),
        "{name} is not built: `cargo build -p scrim-hub -p scrim-worker -p scrim --features scrim/automation,scrim/tap`"
    );
    Ok(file)
}

/// The folder that cargo builds into; tests are one deeper, in `deps`.
pub(super) fn folder() -> anyhow::Result<PathBuf> {
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE) {
        return Ok(folder.into());
    }
    let own = std::env::current_exe().context("this program has no path")?;
    let beside = own.parent().context("this program is in no folder")?;
    let deeper = beside.file_name().is_some_and(|name| name == "deps");
    let folder = if deeper { beside.parent() } else { Some(beside) };
    Ok(folder.unwrap_or(Path::new(".")).to_owned())
}

/// The path of a program of the system.
pub fn installed(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Whether a skipped test is a failed one.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
