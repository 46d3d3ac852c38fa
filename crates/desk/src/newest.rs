//! A small file with what somebody wants, written by whatever thread comes first: of several wishes the last one stays.

use crate::directory::{self, DataDirectory};
use serde::Serialize;
use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// The file, and which wish is in it.
pub(crate) struct NewestFile {
    path: PathBuf,
    newest: Mutex<u64>,
}

impl NewestFile {
    /// That of the desk's folder with this name.
    pub(crate) fn of(folder: &DataDirectory, name: &str) -> Self {
        Self {
            path: folder.file(name),
            newest: Mutex::new(0),
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps a wish, unless a later one, by its number, is there already.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn keep(&self, number: u64, wish: &impl Serialize) -> io::Result<()> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if number <= *newest {
            return Ok(());
        }
        let bytes = serde_json::to_vec(wish).map_err(io::Error::other)?;
        directory::replace(&self.path, &bytes)?;
        *newest = number;
        Ok(())
    }
}
