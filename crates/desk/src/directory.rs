//! The one folder the desk writes to, and that no second desk writes there.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What the name of a file ends in that cannot be read here.
const ASIDE: &str = "set-aside";

/// The desk's folder, held for as long as this value lives.
#[derive(Debug, Clone)]
pub struct DataDirectory {
    path: PathBuf,
    _held: Arc<File>,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Another desk of this person is open.
    #[error("another Scrim is open on this folder; close it first")]
    InUse,
    /// The system refused.
    #[error("the folder for Scrim's own files cannot be used: {0}")]
    Io(#[from] io::Error),
}

impl DataDirectory {
    /// Makes the folder where it is missing, for this user alone, and holds it.
    ///
    /// # Errors
    /// [`DirectoryError`].
    pub fn hold(path: &Path) -> Result<Self, DirectoryError> {
        make(path)?;
        let lock = private(OpenOptions::new().create(true).write(true).truncate(false)).open(path.join("desk.lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.into(),
                _held: Arc::new(lock),
            }),
            Err(TryLockError::WouldBlock) => Err(DirectoryError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

/// Writes a whole file so that after a crash it is either the old one or the new one.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let next = path.with_extension("next");
    let mut file = private(OpenOptions::new().create(true).truncate(true).read(true).write(true)).open(&next)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&next, path)?;
    sync_folder_of(path)?;
    Ok(file)
}

/// Gives a file that cannot be read here a name of its own, under which it stays: never that of another one. Answers it.
pub(crate) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    for number in 1_u32.. {
        let aside = aside(path, number);
        // The name is taken first: a rename by itself would overwrite.
        match private(OpenOptions::new().create_new(true).write(true)).open(&aside) {
            Ok(taken) => {
                // Some systems replace no file that is open.
                drop(taken);
                fs::rename(path, &aside)?;
                sync_folder_of(path)?;
                return Ok(aside);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Every file that was set aside under this one's name. Numbers may be missing between them.
pub(crate) fn all_aside(path: &Path) -> io::Result<Vec<PathBuf>> {
    let Some(folder) = path.parent() else {
        return Ok(Vec::new());
    };
    let first = aside(path, 1);
    let mut found = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?.path();
        let is_one = |name: &str| {
            name.strip_prefix(ASIDE)
                .is_some_and(|number| number.is_empty() || number.starts_with('-'))
        };
        let extension = file.extension().and_then(|extension| extension.to_str());
        if file.file_stem() == first.file_stem() && extension.is_some_and(is_one) {
            found.push(file);
        }
    }
    found.sort_by_key(|file| (file.as_os_str().len(), file.clone()));
    Ok(found)
}

fn aside(path: &Path, number: u32) -> PathBuf {
    match number {
        1 => path.with_extension(ASIDE),
        _ => path.with_extension(format!("{ASIDE}-{number}")),
    }
}

#[cfg(unix)]
fn make(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "folders cannot be opened there; unix has a fault to tell"
)]
fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_desk_is_told_that_the_folder_is_held() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let second = DataDirectory::hold(folder.path());
        assert!(matches!(second, Err(DirectoryError::InUse)));
        drop(held);
        assert!(DataDirectory::hold(folder.path()).is_ok());
    }

    #[test]
    fn what_is_set_aside_never_takes_the_place_of_what_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.json");
        let aside: Vec<PathBuf> = ["one", "two", "three"]
            .iter()
            .map(|text| {
                fs::write(&path, text).unwrap();
                set_aside(&path).unwrap()
            })
            .collect();
        assert!(!path.exists());
        assert_eq!(all_aside(&path).unwrap(), aside);
        let texts: Vec<String> = aside.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
        assert_eq!(texts, ["one", "two", "three"]);
        assert_eq!(aside[0], folder.path().join("file.set-aside"));
        fs::remove_file(&aside[0]).unwrap();
        assert_eq!(all_aside(&path).unwrap(), aside[1..]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, b"first").unwrap();
        replace(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
