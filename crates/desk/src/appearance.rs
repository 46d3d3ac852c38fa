//! How the window looks on this machine, in a file of the desk's folder.
//!
//! It is the machine's and nobody's: it holds before anybody has signed in, and says nothing of whoever did. The web
//! view itself keeps nothing.

use crate::directory::{self, DataDirectory};
use scrim_wire::ipc::appearance::Appearance;
use std::{
    fs, io,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

const FILE: &str = "appearance.json";

/// The file, and which wish is in it.
pub(crate) struct AppearanceFile {
    path: PathBuf,
    newest: Mutex<u64>,
}

impl AppearanceFile {
    pub(crate) fn of(folder: &DataDirectory) -> Self {
        Self {
            path: folder.file(FILE),
            newest: Mutex::new(0),
        }
    }

    /// What is kept; the usual where nothing is, or nothing that can be read.
    pub(crate) fn load(&self) -> Appearance {
        let kept = fs::read(&self.path).ok();
        let read = kept.and_then(|bytes| serde_json::from_slice::<Appearance>(&bytes).ok());
        read.unwrap_or_default().within_limits()
    }

    /// Keeps a wish, unless a later one, by its number, is there already.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn keep(&self, number: u64, appearance: &Appearance) -> io::Result<()> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if number <= *newest {
            return Ok(());
        }
        let bytes = serde_json::to_vec(appearance).map_err(io::Error::other)?;
        directory::replace(&self.path, &bytes)?;
        *newest = number;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_wire::ipc::appearance::Theme;

    fn themed(theme: Theme) -> Appearance {
        Appearance {
            theme,
            ..Appearance::default()
        }
    }

    #[test]
    fn the_last_wish_is_kept_whichever_is_written_first() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let file = AppearanceFile::of(&held);
        assert_eq!(file.load(), Appearance::default());
        file.keep(2, &themed(Theme::Light)).unwrap();
        file.keep(1, &themed(Theme::HighContrast)).unwrap();
        assert_eq!(AppearanceFile::of(&held).load(), themed(Theme::Light));
    }

    #[test]
    fn a_damaged_file_is_the_usual_and_one_beyond_the_limits_is_brought_within_them() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let file = AppearanceFile::of(&held);
        fs::write(held.file(FILE), b"{\"theme\":").unwrap();
        assert_eq!(file.load(), Appearance::default());
        fs::write(held.file(FILE), b"{\"text_percent\":900}").unwrap();
        assert_eq!(file.load().text_percent, 200);
    }
}
