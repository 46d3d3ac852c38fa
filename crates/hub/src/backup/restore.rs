//! Bringing a backup back: everything in it is looked at before anything is written.

use super::{
    BackupError,
    files::{Held, Touched, disk, held, make_folder, names, within},
    manifest::{MEDIA, Manifest},
};
use scrim_store::backup::{FILE, known_schema};
use std::{io, path::Path};

/// A backup that was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Whose data it is.
    pub hub: String,
    /// Sealed parts of it.
    pub media: u64,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Brings the backup in the folder `from` back into the data folder `data` and the media folder `media`, which are
/// empty or not there yet. Blocks.
///
/// # Errors
/// [`BackupError`]; up to a failure of the disk, nothing is written then.
pub fn restore(from: &Path, data: &Path, media: &Path) -> Result<Restored, BackupError> {
    let manifest = Manifest::read(from)?.ok_or_else(|| BackupError::NoManifest {
        folder: from.to_owned(),
    })?;
    let (found, known) = (manifest.head.schema, known_schema());
    if found > known {
        let what = "schema";
        return Err(BackupError::TooNew { what, found, known });
    }
    for folder in [data, media] {
        if within(folder, from)? {
            return Err(BackupError::Within);
        }
        if !names(folder)?.is_empty() {
            let folder = folder.to_owned();
            return Err(BackupError::NotEmpty { folder });
        }
    }
    let files = || std::iter::once(&manifest.database).chain(&manifest.media);
    for (path, wanted) in files() {
        is_whole(from, path, wanted)?;
    }
    bring_back(from, data, media, &manifest)?;
    Ok(Restored {
        media: manifest.media.len() as u64,
        bytes: files().map(|(_path, held)| held.bytes).sum(),
        hub: manifest.head.hub,
    })
}

fn is_whole(from: &Path, path: &str, wanted: &Held) -> Result<(), BackupError> {
    let file = from.join(path);
    match held(&file) {
        Ok(found) if found == *wanted => Ok(()),
        Ok(_other) => Err(BackupError::Altered { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BackupError::Missing { path: path.to_owned() }),
        Err(error) => Err(disk(&file)(error)),
    }
}

/// The database last: until it is there, no hub takes the folder for its own.
fn bring_back(from: &Path, data: &Path, media: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    make_folder(data)?;
    make_folder(media)?;
    let mut touched = Touched::default();
    let mut copy = |path: &str, wanted: &Held, root: &Path, to: &str| {
        let file = from.join(path);
        let found = touched.copy(&file, root, to).map_err(disk(&file))?;
        // What it was a moment ago is not what it is now.
        if found == *wanted {
            Ok(())
        } else {
            Err(BackupError::Altered { path: path.to_owned() })
        }
    };
    for (path, wanted) in &manifest.media {
        let part = path.strip_prefix(MEDIA).and_then(|rest| rest.strip_prefix('/'));
        copy(path, wanted, media, part.unwrap_or(path))?;
    }
    let (path, wanted) = &manifest.database;
    copy(path, wanted, data, FILE)?;
    touched.sync().map_err(disk(data))
}
