//! A private folder that goes away with the value. Lies outside the repository because sockets
//! inside it must keep their paths short.

use anyhow::Context;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// A folder for this run alone, removed at the end.
pub(crate) struct PrivateFolder(PathBuf);

impl PrivateFolder {
    /// Makes an empty folder that only this user can enter.
    ///
    /// # Errors
    /// When the system's folder for temporary files cannot be written.
    pub(crate) fn new(purpose: &str) -> anyhow::Result<Self> {
        let path = env::temp_dir().join(format!("scrim-{purpose}-{}", process::id()));
        make_private(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn make_private(path: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .with_context(|| format!("cannot make {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_gone_with_the_value() {
        let folder = PrivateFolder::new("selftest").unwrap();
        let path = folder.path().to_owned();
        assert!(path.is_dir());
        drop(folder);
        assert!(!path.exists());
    }
}
