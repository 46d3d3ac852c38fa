//! Where the desk keeps its own files, and which of two desks on them is the one.

use scrim_desk::{DataDirectory, DirectoryError};
#[cfg(unix)]
use scrim_desk::{Unanswered, ring};
use scrim_wire::ipc::links::Summons;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::{thread, time::Duration};

/// The desk's folder among those of all programs, as Tauri has it: the identifier of `tauri.conf.json`.
const OWN: &str = "app.scrim.desk";

/// How often, and how far apart, a second start tries to reach a first one that is only just beginning or ending: together
/// a little longer than a desk takes to say goodbye.
#[cfg(unix)]
const TRIES: u32 = 60;
#[cfg(unix)]
const BETWEEN: Duration = Duration::from_millis(50);

/// The one that was given, or the system's place for it. Without starting Tauri, which wants a display first.
pub(crate) fn of(given: Option<PathBuf>) -> Option<PathBuf> {
    given.or_else(|| Some(dirs::data_local_dir()?.join(OWN)))
}

/// Holds the folder; none where a desk that holds it already was told what this one was started for.
#[cfg(unix)]
pub(crate) fn hold(path: &Path, summons: Summons) -> Result<Option<DataDirectory>, DirectoryError> {
    hold_within(TRIES, path, summons)
}

#[cfg(unix)]
fn hold_within(tries: u32, path: &Path, summons: Summons) -> Result<Option<DataDirectory>, DirectoryError> {
    for _ in 0..tries {
        match DataDirectory::hold(path) {
            Err(DirectoryError::InUse) => {}
            held => return held.map(Some),
        }
        match ring(path, summons) {
            Ok(()) => return Ok(None),
            Err(Unanswered::NobodyThere) => thread::sleep(BETWEEN),
            Err(Unanswered::Silent) => break,
        }
    }
    Err(DirectoryError::InUse)
}

/// Holds the folder. Elsewhere no second start reaches the first.
#[cfg(not(unix))]
pub(crate) fn hold(path: &Path, _summons: Summons) -> Result<Option<DataDirectory>, DirectoryError> {
    DataDirectory::hold(path).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_the_name_that_the_program_has() {
        let conf = include_str!("../tauri.conf.json");
        assert!(conf.contains(&format!("\"identifier\": \"{OWN}\"")));
    }

    #[cfg(unix)]
    #[test]
    fn a_start_on_a_folder_that_a_silent_desk_holds_is_refused_and_one_elsewhere_is_not() {
        let [held, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let _first = hold(held.path(), Summons::Window).unwrap().unwrap();
        let second = hold_within(2, held.path(), Summons::Window);
        assert!(matches!(second, Err(DirectoryError::InUse)));
        assert!(hold(other.path(), Summons::Window).unwrap().is_some());
    }
}
