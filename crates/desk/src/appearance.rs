//! How the window looks on this machine, in a file of the desk's folder.
//!
//! It is the machine's and nobody's: it holds before anybody has signed in, and says nothing of whoever did. The web
//! view itself keeps nothing.

use crate::{
    directory::{self, DataDirectory},
    newest::NewestFile,
};
use scrim_wire::ipc::{appearance::Appearance, view::Aside};
use serde::{Deserialize, Serialize};
use std::{fs, io};

const FILE: &str = "appearance.json";

/// How the file is written. One without a number is of the first version.
const VERSION: u32 = 1;

/// What is in the file.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default = "first")]
    version: u32,
    #[serde(flatten)]
    appearance: Appearance,
}

/// The same of a file that may be of any version.
#[derive(Deserialize)]
struct Versioned {
    #[serde(default = "first")]
    version: u32,
}

fn first() -> u32 {
    1
}

/// The file.
pub(crate) struct AppearanceFile(NewestFile);

impl AppearanceFile {
    pub(crate) fn of(folder: &DataDirectory) -> Self {
        Self(NewestFile::of(folder, FILE))
    }

    /// What is kept; the usual where nothing is, or nothing that can be read. That is set aside, so that the next wish
    /// does not take its place, and it is told why.
    pub(crate) fn load(&self) -> (Appearance, Option<Aside>) {
        let Ok(bytes) = fs::read(self.0.path()) else {
            return (Appearance::default(), None);
        };
        match read(&bytes) {
            Ok(appearance) => (appearance.within_limits(), None),
            Err(why) => {
                if let Err(error) = directory::set_aside(self.0.path()) {
                    tracing::warn!(%error, "the settings of this machine cannot be set aside");
                }
                (Appearance::default(), Some(why))
            }
        }
    }

    /// Keeps a wish, unless a later one, by its number, is there already.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn keep(&self, number: u64, appearance: &Appearance) -> io::Result<()> {
        let kept = Kept {
            version: VERSION,
            appearance: appearance.clone(),
        };
        self.0.keep(number, &kept)
    }
}

fn read(bytes: &[u8]) -> Result<Appearance, Aside> {
    let found = serde_json::from_slice::<Versioned>(bytes).map_err(|_no_json| Aside::Unreadable)?;
    if found.version > VERSION {
        return Err(Aside::Newer);
    }
    let kept = serde_json::from_slice::<Kept>(bytes).map_err(|_damaged| Aside::Unreadable)?;
    Ok(kept.appearance)
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
        assert_eq!(file.load(), (Appearance::default(), None));
        file.keep(2, &themed(Theme::Light)).unwrap();
        file.keep(1, &themed(Theme::HighContrast)).unwrap();
        assert_eq!(AppearanceFile::of(&held).load(), (themed(Theme::Light), None));
    }

    #[test]
    fn a_damaged_file_is_the_usual_and_one_beyond_the_limits_is_brought_within_them() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let file = AppearanceFile::of(&held);
        fs::write(held.file(FILE), b"{\"theme\":").unwrap();
        assert_eq!(file.load(), (Appearance::default(), Some(Aside::Unreadable)));
        fs::write(held.file(FILE), b"{\"text_percent\":900}").unwrap();
        assert_eq!(file.load().0.text_percent, 200);
    }

    #[test]
    fn a_file_from_before_versions_is_read_and_the_next_wish_says_which_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let file = AppearanceFile::of(&held);
        fs::write(held.file(FILE), b"{\"theme\":\"light\"}").unwrap();
        assert_eq!(file.load(), (themed(Theme::Light), None));
        file.keep(1, &themed(Theme::System)).unwrap();
        let written: serde_json::Value = serde_json::from_slice(&fs::read(held.file(FILE)).unwrap()).unwrap();
        assert_eq!((&written["version"], &written["theme"]), (&1.into(), &"system".into()));
    }

    #[test]
    fn a_file_of_a_newer_desk_is_set_aside_whole_and_the_next_wish_leaves_it_there() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let file = AppearanceFile::of(&held);
        let newer: [&[u8]; 2] = [b"{\"version\":2,\"theme\":\"later\"}", b"{\"version\":3,\"theme\":{}}"];
        for text in newer {
            fs::write(held.file(FILE), text).unwrap();
            assert_eq!(file.load(), (Appearance::default(), Some(Aside::Newer)));
        }
        file.keep(1, &themed(Theme::Light)).unwrap();
        assert_eq!(file.load(), (themed(Theme::Light), None));
        let aside = ["appearance.set-aside", "appearance.set-aside-2"].map(|name| fs::read(held.file(name)).unwrap());
        assert_eq!(aside, newer);
    }
}
