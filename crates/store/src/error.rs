//! What can go wrong with the database itself. Refusals by rule have types of their own beside their
//! unit of work.

use crate::db::EngineError;
use std::{io, path::PathBuf, sync::Arc};

/// The database failed, or holds what it must not.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine said no.
    #[error("the database failed")]
    Engine(#[from] EngineError),
    /// A stored value does not read back; which column.
    #[error("the database holds a value in {column} that does not read back")]
    Corrupt {
        /// Where.
        column: &'static str,
    },
    /// The group of units was not committed. On `SQLite` nothing of it is on disk. Of a server that was lost while it
    /// committed nobody knows: what can be sent again under its key is taken once, the rest has to be looked up.
    #[error("the database did not take the write")]
    NotWritten(#[source] Arc<EngineError>),
    /// A unit of work panicked and was taken back.
    #[error("a unit of work broke off and was taken back")]
    BrokeOff,
    /// The store was closed while a unit of work waited.
    #[error("the store is closed")]
    Closed,
    /// The data folder cannot be used.
    #[error("the data folder cannot be used")]
    Folder(#[from] io::Error),
    /// The database's address does not read as one.
    #[error("this is no address of a database")]
    Url(#[source] postgres::Error),
    /// The database is on another machine, and what is said to it must not be encrypted on its way.
    #[error("the database is on another machine, and its address forbids encryption: leave `sslmode=disable` out")]
    InTheClear,
    /// There is nobody to vouch for a database on another machine.
    #[error("no certificate authority can be read: the system has none, or the file that was named holds none")]
    Certificates,
    /// The database does not keep its text as UTF-8.
    #[error("the database keeps its text as {found}: make it with the encoding UTF8")]
    Encoding {
        /// As what it keeps it.
        found: String,
    },
    /// The database is there, and nothing can be written to it.
    #[error(
        "the database cannot be written: let this program write in the data folder and to everything in it, on a disk that \
         is not mounted to be read only"
    )]
    NotWritable(#[source] EngineError),
    /// There is no room left for what opening the database, and upgrading it, writes.
    #[error(
        "the disk of the data folder is full: opening the database writes beside it, and upgrading it takes as much room \
         again as the database, which is {} MiB; nothing was changed",
        mebibytes(*bytes)
    )]
    NoRoom {
        /// How large the database is.
        bytes: u64,
        /// What the engine said.
        #[source]
        why: EngineError,
    },
    /// The database was made by a newer version.
    #[error(
        "the database has schema {found}, this program knows {known}: use the newer program, or go back to a copy of before \
         the upgrade; nothing was changed"
    )]
    TooNew {
        /// What it has.
        found: i64,
        /// What is known here.
        known: i64,
    },
    /// The database was made by an older version, and there is no copy of it: so it stays as it is.
    #[error(
        "the database has schema {schema} and is upgraded only once it is kept as {}, which takes {} MiB and failed: \
         make as much room there and let this program write there; nothing was changed",
        file.display(),
        mebibytes(*bytes)
    )]
    NotKept {
        /// What it has.
        schema: i64,
        /// Where it was to be kept.
        file: PathBuf,
        /// How much room that takes.
        bytes: u64,
        /// Why it was not.
        #[source]
        why: NotKept,
    },
    /// The system gave no randomness.
    #[error("the system gives no randomness")]
    NoEntropy,
}

/// Why a database was not kept before an upgrade.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// The disk or the folder.
    #[error(transparent)]
    World(#[from] io::Error),
    /// The database, or the copy while it was written.
    #[error(transparent)]
    Database(Box<StoreError>),
    /// What was copied is broken, so the database is.
    #[error("the database does not pass its own check: {0}")]
    Damaged(String),
}

impl StoreError {
    /// The same where a database of so many bytes is opened, when only who may write, or the disk, can be at fault.
    pub(crate) fn while_opening(self, bytes: u64) -> Self {
        match self {
            Self::Engine(error) if error.is_not_writable() => Self::NotWritable(error),
            Self::Engine(why) if why.is_no_room() => Self::NoRoom { bytes, why },
            other => other,
        }
    }

    /// Whether there was no room left for what was to be written.
    pub fn is_no_room(&self) -> bool {
        match self {
            Self::Engine(error) | Self::NoRoom { why: error, .. } => error.is_no_room(),
            Self::NotWritten(error) => error.is_no_room(),
            Self::Folder(error)
            | Self::NotKept {
                why: NotKept::World(error),
                ..
            } => error.kind() == io::ErrorKind::StorageFull,
            Self::NotKept {
                why: NotKept::Database(error),
                ..
            } => error.is_no_room(),
            _ => false,
        }
    }
}

/// As somebody makes room: never less than is needed.
fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        EngineError::from(error).into()
    }
}
