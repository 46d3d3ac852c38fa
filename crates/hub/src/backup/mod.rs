//! A hub's data kept a second time, in a folder, and brought back from there.
//!
//! A backup is one copy of the database, every sealed part that this copy names, and a manifest, which is written
//! last: without it there is no backup. The master key is never part of it. Knows a data folder and a media folder on
//! this machine; databases on a server and media in a bucket have means of their own.

mod files;
mod manifest;
mod restore;
mod take;

pub use restore::{Restored, restore};
pub use take::{Taken, take};

use scrim_store::backup::NotCopied;
use std::{io, path::PathBuf};

/// Why a backup is not made, or not brought back. Nothing that was there before is changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database was not copied.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
    /// The database names a part that is not in the media folder.
    #[error("the database names {path}, which is not in the media folder: `scrim-hub doctor` and the disk say more")]
    NoMedia {
        /// Which, in the media folder.
        path: String,
    },
    /// One of the folders is within another.
    #[error("the backup's folder and the hub's must not lie in each other")]
    Within,
    /// There is something else.
    #[error("{folder} holds {name}, which is no part of a backup: name an empty folder, or one with a backup")]
    Stranger {
        /// Where.
        folder: PathBuf,
        /// What.
        name: String,
    },
    /// There is the backup of another hub.
    #[error("{folder} holds the backup of another hub")]
    OtherHub {
        /// Where.
        folder: PathBuf,
    },
    /// There is no manifest.
    #[error("{folder} holds no whole backup: there is no manifest in it")]
    NoManifest {
        /// Where.
        folder: PathBuf,
    },
    /// The manifest does not read as one.
    #[error("the manifest does not read back at line {line}")]
    BadManifest {
        /// Counted from 1.
        line: u64,
    },
    /// A newer program made it.
    #[error("the backup has {what} {found}, this program knows {known}: use the newer program")]
    TooNew {
        /// The format or the schema.
        what: &'static str,
        /// What it has.
        found: i64,
        /// What is known here.
        known: i64,
    },
    /// A file of the backup is gone.
    #[error("{path} is missing from the backup")]
    Missing {
        /// Which.
        path: String,
    },
    /// A file of the backup is not what was written.
    #[error("{path} in the backup is not what was written: its length or its SHA-256 differs")]
    Altered {
        /// Which.
        path: String,
    },
    /// There is something where the data is to be.
    #[error("{folder} is not empty: name a folder that is, or that is not there yet")]
    NotEmpty {
        /// Where.
        folder: PathBuf,
    },
    /// The disk of the backup is full.
    #[error(
        "there is no room for the backup in {folder}, which takes about {} MiB more there: make room, or name a folder \
         on another disk; what was there before is as it was",
        bytes.div_ceil(1 << 20)
    )]
    NoRoom {
        /// Where.
        folder: PathBuf,
        /// What is to be copied in all.
        bytes: u64,
    },
    /// The disk.
    #[error("{path} cannot be read or written")]
    Disk {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl BackupError {
    /// Whether the disk that was written to is full.
    fn is_no_room(&self) -> bool {
        match self {
            Self::NotCopied(NotCopied::Store(error)) => error.is_no_room(),
            Self::Disk { source, .. } => source.kind() == io::ErrorKind::StorageFull,
            _ => false,
        }
    }
}
