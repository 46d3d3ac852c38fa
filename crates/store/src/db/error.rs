//! What an engine says when it does not do what it was asked.

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// `SQLite` said no.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
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
