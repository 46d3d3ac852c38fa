//! One text for many rows of values: one statement over all of them where each statement is a journey to a
//! server, and one after another where it is a call.
//!
//! Such a text is written for one row, `?1` its first value, and says with a [`Many::text`] mark where a server
//! finds them all: `{rows}` for `FROM …`, `{and rows}` for one more table in a `FROM` that is there, `{per row}` before
//! a table in brackets that is read for each of them, which ends in `{apart}` where it is one that grows.

use super::{Db, Params, Result, Row, cell::Cell, dialect::CLAIMED, session::Session};
use std::fmt::Write as _;

/// A text for many rows of values.
#[derive(Clone, Copy)]
pub(crate) struct Many {
    /// As it reads for one row, with one mark.
    pub(crate) text: &'static str,
    /// What the values of a row are, in the server's words, in order.
    pub(crate) kinds: &'static [&'static str],
}

/// Where the rows come from, if there was no `FROM` before.
const FROM: &str = "{rows}";

/// The same behind other tables.
const AND_FROM: &str = "{and rows}";

/// The same before what is read for each row.
const PER_ROW: &str = "{per row}";

/// Ends what is read for each row, so that a server really reads it so: it would rather begin with a table that it
/// believes to be small.
const APART: &str = "{apart}";

/// Where rows are claimed, see [`Db::claim`].
const CLAIM: &str = "{claim}";

impl Db<'_> {
    /// Runs a text for each of many rows; answers how many it changed.
    pub(crate) fn execute_each<P: Params>(self, many: &Many, rows: &[P]) -> Result<usize> {
        let mut changed = 0;
        match self {
            _ if rows.is_empty() => {}
            Self::Sqlite(connection) => {
                let mut sql = connection.prepare_cached(&many.for_one())?;
                for row in rows {
                    changed += sql.execute(rusqlite::params_from_iter(row.cells()))?;
                }
            }
            Self::Postgres(session) => changed = session.execute_each(many, &columns(rows))?,
        }
        Ok(changed)
    }

    /// What `read` makes of each row that a text answers for any of many rows, in no order that holds between two
    /// of them.
    pub(crate) fn query_each<P: Params, T>(
        self,
        many: &Many,
        rows: &[P],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::with_capacity(rows.len());
        match self {
            _ if rows.is_empty() => {}
            Self::Sqlite(connection) => {
                let mut sql = connection.prepare_cached(&many.for_one())?;
                for row in rows {
                    let mut found = sql.query(rusqlite::params_from_iter(row.cells()))?;
                    while let Some(found) = found.next()? {
                        all.push(read(&Row::Sqlite(found))?);
                    }
                }
            }
            Self::Postgres(session) => {
                for found in session.query_each(many, &columns(rows))? {
                    all.push(read(&Row::Postgres(&found))?);
                }
            }
        }
        Ok(all)
    }
}

/// The values of rows by their place.
fn columns<P: Params>(rows: &[P]) -> Vec<Vec<Cell<'_>>> {
    let mut columns: Vec<Vec<Cell<'_>>> = Vec::new();
    for row in rows {
        let cells = row.cells();
        columns.resize_with(cells.len(), || Vec::with_capacity(rows.len()));
        for (column, cell) in columns.iter_mut().zip(cells) {
            column.push(cell);
        }
    }
    columns
}

impl Many {
    /// As an engine reads it that is given one row after another.
    fn for_one(&self) -> String {
        let unmarked = self.text.replace(FROM, "").replace(AND_FROM, "");
        unmarked.replace(PER_ROW, "").replace(APART, "").replace(CLAIM, "")
    }

    /// As a server reads it that is given a list for each place: the lists side by side are a table.
    pub(super) fn for_all(&self) -> String {
        let (mut lists, mut names) = (String::new(), String::new());
        for (kind, place) in self.kinds.iter().zip(1..) {
            let comma = if place == 1 { "" } else { ", " };
            let _never_fails = write!(lists, "{comma}${place}::{kind}[]");
            let _never_fails = write!(names, "{comma}c{place}");
        }
        let rows = format!("unnest({lists}) AS r ({names})");
        let marked = self.text.replace('?', "r.c");
        let marked = marked.replace(FROM, &format!("FROM {rows}"));
        let marked = marked.replace(AND_FROM, &format!(", {rows}"));
        let marked = marked.replace(PER_ROW, &format!("{rows} CROSS JOIN LATERAL"));
        marked.replace(APART, "OFFSET 0").replace(CLAIM, CLAIMED)
    }
}

impl Session {
    fn execute_each(&self, many: &Many, columns: &[Vec<Cell<'_>>]) -> Result<usize> {
        let statement = self.prepare_as(many.text, || many.for_all())?;
        self.execute_with(&statement, columns)
    }

    fn query_each(&self, many: &Many, columns: &[Vec<Cell<'_>>]) -> Result<Vec<postgres::Row>> {
        let statement = self.prepare_as(many.text, || many.for_all())?;
        self.query_with(&statement, columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_reads_as_one_row_or_as_lists() {
        let many = Many {
            text: "UPDATE lease SET ended_at = ?2 {rows} WHERE id = ?1",
            kinds: &["UUID", "BIGINT"],
        };
        assert_eq!(many.for_one(), "UPDATE lease SET ended_at = ?2  WHERE id = ?1");
        assert_eq!(
            many.for_all(),
            "UPDATE lease SET ended_at = r.c2 FROM unnest($1::UUID[], $2::BIGINT[]) AS r (c1, c2) WHERE id = r.c1"
        );
        let beside = Many {
            text: "SELECT id FROM lease l {and rows} WHERE id = ?1",
            kinds: &["UUID"],
        };
        assert!(
            beside
                .for_all()
                .contains("FROM lease l , unnest($1::UUID[]) AS r (c1) WHERE id = r.c1")
        );
    }
}
