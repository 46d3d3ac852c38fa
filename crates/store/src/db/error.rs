//! What an engine says when it does not do what it was asked.

use postgres::error::SqlState;

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// `SQLite` said no.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// `PostgreSQL` said no. Of what it says, only what names no value of a row.
    #[error("the server says {code}: {message}")]
    Server {
        /// Its SQLSTATE.
        code: String,
        /// Its sentence.
        message: String,
    },
    /// `PostgreSQL` could not be asked.
    #[error("the server cannot be asked")]
    Unreachable(#[source] postgres::Error),
    /// A statement of the transaction had failed before: nothing of it can be kept.
    #[error("the transaction had failed before its end")]
    Aborted,
    /// A row that has to be there is not.
    #[error("a row that has to be there is not")]
    NoRow,
    /// A value is of another kind than its column should hold; which, of those asked for.
    #[error("the value at place {place} is of another kind than its column should hold")]
    Kind {
        /// Counted from 0.
        place: usize,
    },
}

impl EngineError {
    /// Whether a file was there that could not be written, or not be opened.
    pub(crate) fn is_not_writable(&self) -> bool {
        use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
        let Self::Sqlite(error) = self else { return false };
        matches!(
            error.sqlite_error_code(),
            Some(CannotOpen | PermissionDenied | ReadOnly)
        )
    }

    pub(crate) fn is_no_room(&self) -> bool {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Server { code, .. } => code == SqlState::DISK_FULL.code(),
            Self::Unreachable(_) | Self::Aborted | Self::NoRow | Self::Kind { .. } => false,
        }
    }
}

/// Whether a unit that failed may succeed when it is done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    /// It met another unit: that one is done now, or was preferred.
    Worthwhile,
    /// It would fail again.
    Useless,
}

impl Again {
    /// Two units that wait for each other, and two that made the same new row: the second finds it when it looks
    /// again, and says what its rule says.
    pub(super) fn after(error: &postgres::Error) -> Self {
        let met = [
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::UNIQUE_VIOLATION,
        ];
        if error.code().is_some_and(|code| met.contains(code)) {
            Self::Worthwhile
        } else {
            Self::Useless
        }
    }
}

impl From<postgres::Error> for EngineError {
    fn from(error: postgres::Error) -> Self {
        let said = error.as_db_error().map(|said| Self::Server {
            code: said.code().code().to_owned(),
            message: said.message().to_owned(),
        });
        said.unwrap_or(Self::Unreachable(error))
    }
}
