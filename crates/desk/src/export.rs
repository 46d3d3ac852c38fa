//! Files for whoever sits at the desk, of their own record, of figures that they may see and of what they hand over: in the
//! folder where the system puts downloads, readable by nobody else.
//!
//! Holds no picture, and no hash but those that a report to a hotline is made of. Knows nothing of the hub.

use chrono::{DateTime, SecondsFormat, Utc};
use scrim_model::{spreadsheet::as_text, time::Time};
use scrim_wire::ipc::record::Exported;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};
use tokio::task::spawn_blocking;

/// How many files of one day there may be.
const MOST_OF_A_DAY: u32 = 100;

/// A name as a value: in quotes, and never the beginning of a formula.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", as_text(name).replace('"', "\"\""))
}

/// Writes a file that was not there, for its owner alone; a number goes behind the name where it was.
pub(crate) fn write(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let named = |number: u32| match number {
        1 => folder.join(name),
        _ => folder.join(format!("{stem}-{number}.{ending}")),
    };
    let (file, mut open) = first_new(named, create)?;
    open.write_all(text.as_bytes())?;
    open.sync_all()?;
    Ok(file)
}

/// Writes files into a folder of their own that was not there, both for their owner alone; a number goes behind its name
/// where it was. What cannot be written whole is taken away again: half of it would pass for all.
pub(crate) fn write_folder(folder: &Path, name: &str, files: &[(String, String)]) -> io::Result<PathBuf> {
    let named = |number: u32| match number {
        1 => folder.join(name),
        _ => folder.join(format!("{name}-{number}")),
    };
    let (made, ()) = first_new(named, make_folder)?;
    match files
        .iter()
        .try_for_each(|(name, text)| write(&made, name, text).map(drop))
    {
        Ok(()) => Ok(made),
        Err(error) => {
            fs::remove_dir_all(&made)?;
            Err(error)
        }
    }
}

/// The first of the names that was not there.
fn first_new<T>(named: impl Fn(u32) -> PathBuf, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    for number in 1..=MOST_OF_A_DAY {
        let path = named(number);
        match make(&path) {
            Ok(new) => return Ok((path, new)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn make_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::DirBuilderExt::mode(&mut fs::DirBuilder::new(), 0o700).create(path);
    // Elsewhere it is as much its owner's as the folder that it is in.
    #[cfg(not(unix))]
    return fs::create_dir(path);
}

/// Has a file written where nothing waits for the disk, and answers what came of it.
pub(crate) async fn written(write: impl FnOnce() -> io::Result<PathBuf> + Send + 'static) -> Exported {
    match spawn_blocking(write).await {
        Ok(Ok(file)) => Exported::Saved {
            file: file.display().to_string(),
        },
        Ok(Err(error)) => {
            tracing::warn!(%error, "a file for oneself was not written");
            Exported::NotWritten
        }
        Err(_stopped) => Exported::NotWritten,
    }
}

fn create(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// The day of a time in UTC: `2026-11-26`.
pub(crate) fn day(at: Time) -> String {
    date(at).format("%Y-%m-%d").to_string()
}

/// A time in UTC, to the millisecond.
pub(crate) fn moment(at: Time) -> String {
    date(at).to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn date(at: Time) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_written_over_and_none_is_anybody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let first = write(folder.path(), "a.csv", "one").unwrap();
        let second = write(folder.path(), "a.csv", "two").unwrap();
        assert_eq!(second.file_name().unwrap(), "a-2.csv");
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "one");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&first).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(write(&folder.path().join("none"), "a.csv", "three").is_err());
    }

    #[test]
    fn a_folder_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| (name.to_owned(), "text".to_owned());
        let files = [file("report.json"), file("report.xml")];
        let first = write_folder(folder.path(), "report", &files).unwrap();
        let second = write_folder(folder.path(), "report", &files).unwrap();
        assert_eq!(second.file_name().unwrap(), "report-2");
        assert_eq!(std::fs::read_to_string(first.join("report.xml")).unwrap(), "text");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&first).unwrap().permissions().mode() & 0o777, 0o700);
        }
        let broken = [file("report.json"), file("none/report.xml")];
        assert!(write_folder(folder.path(), "report", &broken).is_err());
        assert!(!folder.path().join("report-3").exists(), "half of it is taken away");
    }
}
