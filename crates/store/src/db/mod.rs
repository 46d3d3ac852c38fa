//! A thin handle on the database: one text of SQL, one way to give it values and to read rows.
//!
//! Knows no table and no rule. It has the shape of `rusqlite`, so that a unit of work reads as SQL and
//! nothing else; what differs between engines is hidden here and nowhere above.

mod cell;
mod dialect;
mod error;
mod rows;

pub(crate) use cell::{AsCell, Params};
pub use error::EngineError;
pub(crate) use rows::{OptionalRow, Row, Rows};

/// What the database answers, or why it does not.
pub(crate) type Result<T> = std::result::Result<T, EngineError>;

/// A connection, in a transaction or not.
#[derive(Clone, Copy)]
pub(crate) struct Db<'a> {
    sqlite: &'a rusqlite::Connection,
}

/// One text of SQL, ready to be used again and again.
pub(crate) struct Statement<'a> {
    sqlite: rusqlite::CachedStatement<'a>,
}

impl<'a> Db<'a> {
    /// A handle on a connection to `SQLite`.
    pub(crate) fn sqlite(connection: &'a rusqlite::Connection) -> Self {
        Self { sqlite: connection }
    }

    /// Prepares a text, or takes it from those that are prepared.
    pub(crate) fn prepare_cached(self, text: &str) -> Result<Statement<'a>> {
        let sqlite = self.sqlite.prepare_cached(text)?;
        Ok(Statement { sqlite })
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
        Ok(self.sqlite.execute_batch(text)?)
    }
}

impl Statement<'_> {
    /// Runs it; answers how many rows it changed.
    #[expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]
    pub(crate) fn execute(&mut self, values: impl Params) -> Result<usize> {
        Ok(self.sqlite.execute(rusqlite::params_from_iter(values.cells()))?)
    }

    /// Its rows, one after another.
    #[expect(clippy::needless_pass_by_value, reason = "values are written where they are used")]
    pub(crate) fn query(&mut self, values: impl Params) -> Result<Rows<'_>> {
        let rows = self.sqlite.query(rusqlite::params_from_iter(values.cells()))?;
        Ok(Rows::sqlite(rows))
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
