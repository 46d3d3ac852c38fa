//! The one folder the desk writes to, and that no second desk writes there.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

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
