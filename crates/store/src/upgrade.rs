//! What became of a database of an earlier version when it was opened.
//!
//! Tables are brought up to this program's version before anything else is done, all steps in one transaction: a
//! database has the version that it had or this one, and none between.

use crate::{Store, backup};
use std::{
    io,
    path::{Path, PathBuf},
};

/// An upgrade that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgraded {
    /// The version that the tables had.
    pub from: i64,
    /// The one that they have.
    pub to: i64,
    /// The database as it was, for who has to go back. None of a server's: whoever runs it dumps it.
    pub kept: Option<PathBuf>,
}

impl Store {
    /// What was upgraded when this was opened. Nothing where the database was new or of this version, or where another
    /// program had upgraded it first.
    pub fn upgraded(&self) -> Option<&Upgraded> {
        self.upgraded.as_deref()
    }
}

/// The copies that lie in a data folder from before upgrades, the oldest schema first. Each has the keys of what was
/// destroyed since.
///
/// # Errors
/// When the folder cannot be read.
pub fn copies(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let schema = file.file_name().to_str().and_then(backup::schema_before);
        found.extend(schema.map(|schema| (schema, file.path())));
    }
    found.sort();
    Ok(found.into_iter().map(|(_schema, file)| file).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_from_before_upgrades_are_found_by_their_schema_and_nothing_else_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (old, new) = (backup::before(9), backup::before(31));
        for name in [
            &new,
            &old,
            "scrim.db",
            "scrim.schema-9.db.part",
            "scrim.schema-x.db",
            "scrim-1.db",
        ] {
            std::fs::write(folder.path().join(name), "").expect("written");
        }
        let found = copies(folder.path()).expect("reads");
        assert_eq!(found, [folder.path().join(old), folder.path().join(new)]);
    }
}
