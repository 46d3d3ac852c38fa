//! Whether the person at this computer wants updates, and when the desk asked last, in a file of the desk's folder. It
//! says nothing of who it was.

use crate::{directory::DataDirectory, newest::NewestFile};
use scrim_model::time::Time;
use serde::{Deserialize, Serialize};
use std::{fs, io};

const FILE: &str = "updates.json";

/// What is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct UpdateWish {
    /// They are wanted.
    pub(crate) on: bool,
    /// By the time of the hub that somebody was signed in at.
    pub(crate) asked_at: Option<Time>,
}

/// The file.
pub(crate) struct WishFile(NewestFile);

impl WishFile {
    pub(crate) fn of(folder: &DataDirectory) -> Self {
        Self(NewestFile::of(folder, FILE))
    }

    /// What is kept; off where nothing is, or nothing that can be read.
    pub(crate) fn load(&self) -> UpdateWish {
        let kept = fs::read(self.0.path()).ok();
        let wish = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        wish.unwrap_or_default()
    }

    /// Keeps a wish, unless a later one, by its number, is there already.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn keep(&self, number: u64, wish: UpdateWish) -> io::Result<()> {
        self.0.keep(number, &wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_off_until_somebody_turns_it_on_and_after_a_file_that_does_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let file = WishFile::of(&held);
        assert_eq!(file.load(), UpdateWish::default());
        assert!(!file.load().on);
        let asked_at = Some(Time(7));
        file.keep(2, UpdateWish { on: true, asked_at }).unwrap();
        file.keep(1, UpdateWish::default()).unwrap();
        assert_eq!(WishFile::of(&held).load(), UpdateWish { on: true, asked_at });
        fs::write(held.file(FILE), b"{\"on\":").unwrap();
        assert!(!file.load().on);
    }
}
