//! What can go wrong with the database itself. Refusals by rule have types of their own beside their
//! unit of work.

use crate::db::EngineError;
use std::sync::Arc;

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
    Folder(#[from] std::io::Error),
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
    /// The database was made by a newer version.
    #[error("the database has schema {found}, this program knows {known}: use the newer program")]
    TooNew {
        /// What it has.
        found: i64,
        /// What is known here.
        known: i64,
    },
    /// The system gave no randomness.
    #[error("the system gives no randomness")]
    NoEntropy,
}

impl StoreError {
    /// Whether there was no room left for what was to be written.
    pub fn is_no_room(&self) -> bool {
        match self {
            Self::Engine(error) => error.is_no_room(),
            Self::NotWritten(error) => error.is_no_room(),
            Self::Folder(error) => error.kind() == std::io::ErrorKind::StorageFull,
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        EngineError::from(error).into()
    }
}
