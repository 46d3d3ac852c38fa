//! Rows that a text of SQL answers.

use super::{
    Result,
    cell::{Cell, FromCell},
    error::EngineError,
};

/// Rows, one after another.
pub(crate) enum Rows<'a> {
    /// As they are found.
    Sqlite(rusqlite::Rows<'a>),
    /// All at once: another text may be run before the last of them is read.
    Postgres(std::vec::IntoIter<postgres::Row>, Option<postgres::Row>),
}

/// One row.
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

/// Tells a row that is not there from a fault.
pub(crate) trait OptionalRow<T> {
    /// None where there was no row.
    fn optional(self) -> Result<Option<T>>;
}

impl Rows<'_> {
    /// The next one.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>> {
        match self {
            Self::Sqlite(rows) => Ok(rows.next()?.map(Row::Sqlite)),
            Self::Postgres(rows, current) => {
                *current = rows.next();
                Ok(current.as_ref().map(Row::Postgres))
            }
        }
    }
}

impl Row<'_> {
    /// The value at a place, counted from 0.
    pub(crate) fn get<T: FromCell>(&self, place: usize) -> Result<T> {
        T::from_cell(self.cell(place)?).ok_or(EngineError::Kind { place })
    }

    fn cell(&self, place: usize) -> Result<Cell<'_>> {
        match self {
            Self::Sqlite(row) => Cell::of_sqlite(row.get_ref(place)?).ok_or(EngineError::Kind { place }),
            Self::Postgres(row) => row.try_get(place).map_err(EngineError::from),
        }
    }
}

impl<T> OptionalRow<T> for Result<T> {
    fn optional(self) -> Result<Option<T>> {
        match self {
            Ok(row) => Ok(Some(row)),
            Err(EngineError::NoRow) => Ok(None),
            Err(other) => Err(other),
        }
    }
}
