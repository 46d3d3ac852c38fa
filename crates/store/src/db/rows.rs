//! Rows that a text of SQL answers.

use super::{
    Result,
    cell::{Cell, FromCell},
    error::EngineError,
};

/// Rows, one after another.
pub(crate) struct Rows<'a> {
    sqlite: rusqlite::Rows<'a>,
}

/// One row.
pub(crate) struct Row<'a> {
    sqlite: &'a rusqlite::Row<'a>,
}

/// Tells a row that is not there from a fault.
pub(crate) trait OptionalRow<T> {
    /// None where there was no row.
    fn optional(self) -> Result<Option<T>>;
}

impl<'a> Rows<'a> {
    pub(super) fn sqlite(rows: rusqlite::Rows<'a>) -> Self {
        Self { sqlite: rows }
    }

    /// The next one.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>> {
        let row = self.sqlite.next()?;
        Ok(row.map(|row| Row { sqlite: row }))
    }
}

impl Row<'_> {
    /// The value at a place, counted from 0.
    pub(crate) fn get<T: FromCell>(&self, place: usize) -> Result<T> {
        T::from_cell(self.cell(place)?).ok_or(EngineError::Kind { place })
    }

    fn cell(&self, place: usize) -> Result<Cell<'_>> {
        Cell::of_sqlite(self.sqlite.get_ref(place)?).ok_or(EngineError::Kind { place })
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
