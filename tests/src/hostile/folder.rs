//! The committed files: written by code, read by every replay, compared with what the code makes.

use super::{BadFile, files, outcome::Expected};
use anyhow::Context as _;
use serde_json::{Map, Value};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Where they lie, from the top folder.
pub const FOLDER: &str = "tests/fixtures/bad";

/// The table of what must come of each, beside them.
const TABLE: &str = "expected.gen.json";

/// Writes every file and the table; what is no longer made goes.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path) -> anyhow::Result<usize> {
    if folder.exists() {
        fs::remove_dir_all(folder).context("cannot remove the earlier files")?;
    }
    fs::create_dir_all(folder)?;
    let made = files();
    for file in &made {
        fs::write(folder.join(&file.name), &file.bytes).with_context(|| file.name.clone())?;
    }
    fs::write(folder.join(TABLE), table(&made)?)?;
    Ok(made.len())
}

/// What differs between the folder and what would be written to it now.
///
/// # Errors
/// When the folder cannot be read.
pub fn drift(folder: &Path) -> anyhow::Result<Vec<String>> {
    let made = files();
    let mut differs: Vec<String> = made
        .iter()
        .filter(|file| fs::read(folder.join(&file.name)).ok().as_ref() != Some(&file.bytes))
        .map(|file| file.name.clone())
        .collect();
    if fs::read_to_string(folder.join(TABLE)).unwrap_or_default() != table(&made)? {
        differs.push(TABLE.to_owned());
    }
    let known: BTreeSet<&str> = made.iter().map(|file| file.name.as_str()).chain([TABLE]).collect();
    for entry in fs::read_dir(folder).context("the folder of bad files is missing")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !known.contains(name.as_str()) {
            differs.push(name);
        }
    }
    Ok(differs)
}

/// The files as they are committed, with what their table says.
///
/// # Errors
/// When a file or the table cannot be read.
pub fn committed() -> anyhow::Result<Vec<BadFile>> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad"));
    let text = fs::read_to_string(folder.join(TABLE)).context("the table of bad files is missing")?;
    let rows: Map<String, Value> = serde_json::from_str(&text)?;
    let read = rows.into_iter().map(|(name, answers)| {
        Ok(BadFile {
            bytes: fs::read(folder.join(&name)).with_context(|| name.clone())?,
            expected: Expected(serde_json::from_value(answers)?),
            name,
        })
    });
    read.collect()
}

fn table(made: &[BadFile]) -> anyhow::Result<String> {
    let rows: Map<String, Value> = made
        .iter()
        .map(|file| (file.name.clone(), file.expected.answers().into()))
        .collect();
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_have_one_name() {
        let made = files();
        let names: BTreeSet<&String> = made.iter().map(|file| &file.name).collect();
        assert_eq!(names.len(), made.len());
    }

    #[test]
    fn a_changed_a_missing_and_a_strange_file_are_each_seen() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        write(folder.path())?;
        assert_eq!(drift(folder.path())?, Vec::<String>::new());
        fs::write(folder.path().join("zeros.png"), b"other")?;
        fs::remove_file(folder.path().join("document.pdf"))?;
        fs::write(folder.path().join("strange"), b"")?;
        assert_eq!(drift(folder.path())?, ["zeros.png", "document.pdf", "strange"]);
        Ok(())
    }
}
