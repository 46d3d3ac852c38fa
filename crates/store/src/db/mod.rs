//! A thin handle on the database: one text of SQL, one way to give it values and to read rows.
//!
//! Knows no table and no rule. It has the shape of `rusqlite`, so that a unit of work reads as SQL and
//! nothing else; what differs between engines is hidden here and nowhere above.

mod cell;
mod dialect;
mod error;
mod many;
mod rows;
mod session;
mod tls;

pub(crate) use cell::{AsCell, Params};
pub(crate) use dialect::Lock;
pub(crate) use error::Again;
pub use error::EngineError;
pub(crate) use many::Many;
pub(crate) use rows::{OptionalRow, Row, Rows};
pub(crate) use session::Session;
pub(crate) use tls::Way;

/// What the database answers, or why it does not.
pub(crate) type Result<T> = std::result::Result<T, EngineError>;

/// A connection, in a transaction or not.
#[derive(Clone, Copy)]
pub(crate) enum Db<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a Session),
}

/// One text of SQL, ready to be used again and again.
pub(crate) enum Statement<'a> {
    Sqlite(rusqlite::CachedStatement<'a>),
    Postgres(&'a Session, postgres::Statement),
}

impl<'a> Db<'a> {
    /// Prepares a text, or takes it from those that are prepared.
    pub(crate) fn prepare_cached(self, text: &str) -> Result<Statement<'a>> {
        match self {
            Self::Sqlite(connection) => Ok(Statement::Sqlite(connection.prepare_cached(text)?)),
            Self::Postgres(session) => Ok(Statement::Postgres(session, session.prepare(text)?)),
        }
    }

    /// Runs a text that answers no rows; answers how many it changed.
    pub(crate) fn execute(self, text: &str, values: impl Params) -> Result<usize> {
        self.prepare_cached(text)?.execute(values)
    }

    /// The first row that a text answers.
    pub(crate) fn query_row<T>(
        self,
        text: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<T> {
        self.prepare_cached(text)?.query_row(values, read)
    }

    /// Runs several statements, without values.
    #[cfg(test)]
    pub(crate) fn execute_batch(self, text: &str) -> Result<()> {
        match self {
            Self::Sqlite(connection) => Ok(connection.execute_batch(text)?),
            Self::Postgres(session) => session.batch(text),
        }
    }
}

impl Statement<'_> {
    /// Runs it; answers how many rows it changed.
    #[expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]
    pub(crate) fn execute(&mut self, values: impl Params) -> Result<usize> {
        match self {
            Self::Sqlite(statement) => Ok(statement.execute(rusqlite::params_from_iter(values.cells()))?),
            Self::Postgres(session, statement) => session.execute_with(statement, &values.cells()),
        }
    }

    /// Its rows, one after another.
    #[expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]
    pub(crate) fn query(&mut self, values: impl Params) -> Result<Rows<'_>> {
        match self {
            Self::Sqlite(statement) => {
                let rows = statement.query(rusqlite::params_from_iter(values.cells()))?;
                Ok(Rows::Sqlite(rows))
            }
            Self::Postgres(session, statement) => {
                let rows = session.query_with(statement, &values.cells())?;
                Ok(Rows::Postgres(rows.into_iter(), None))
            }
        }
    }

    /// Its first row; [`EngineError::NoRow`] where there is none.
    pub(crate) fn query_row<T>(&mut self, values: impl Params, read: impl FnOnce(&Row<'_>) -> Result<T>) -> Result<T> {
        let mut rows = self.query(values)?;
        let row = rows.next()?.ok_or(EngineError::NoRow)?;
        read(&row)
    }

    /// What `read` makes of each of its rows.
    pub(crate) fn query_map<T>(
        &mut self,
        values: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<std::vec::IntoIter<Result<T>>> {
        let mut rows = self.query(values)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(&row));
        }
        Ok(all.into_iter())
    }

    /// Whether it has a row.
    pub(crate) fn exists(&mut self, values: impl Params) -> Result<bool> {
        Ok(self.query(values)?.next()?.is_some())
    }
}
