//! Lists as files: rows in and out, in formats that others have too, one line at a time and in bounded memory.
//!
//! A bad row is told by its line and its reason and left out; it never stops the rest. What a message says of a row is
//! never what stands in it.

mod comma;
mod exporting;
mod importing;
mod lines;
mod plain;
mod row;
mod threatexchange;

pub use exporting::{NotExported, export};
pub use importing::{News, NotImported, Tally, import};
pub use row::{BadRow, Row};

use comma::Columns;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a head.
    Csv,
    /// `ThreatExchange`'s indicators, one JSON object a line.
    ThreatExchange,
    /// Ours: one JSON object a line, which carries all that a row has.
    Scrim,
}

/// Reads the lines of one file.
enum Reader {
    /// The head has not come yet.
    Head,
    Csv(Columns),
    ThreatExchange,
    Scrim,
}

/// What one line is.
enum Line {
    /// A row.
    Row(Row),
    /// Nothing to be kept: the head, or an empty line.
    Nothing,
}

impl Reader {
    fn of(format: Format) -> Self {
        match format {
            Format::Csv => Self::Head,
            Format::ThreatExchange => Self::ThreatExchange,
            Format::Scrim => Self::Scrim,
        }
    }

    fn read(&mut self, line: &str) -> Result<Line, BadRow> {
        if line.trim().is_empty() {
            return Ok(Line::Nothing);
        }
        let row = match self {
            Self::Head => {
                *self = Self::Csv(Columns::read(line)?);
                return Ok(Line::Nothing);
            }
            Self::Csv(columns) => columns.row(line)?,
            Self::ThreatExchange => threatexchange::read(line)?,
            Self::Scrim => plain::read(line)?,
        };
        row.checked().map(Line::Row)
    }

    /// Whether no line can be read before a first one, which was bad.
    fn waits_for_its_head(&self) -> bool {
        matches!(self, Self::Head)
    }
}

impl Format {
    /// What stands before all rows.
    fn head(self) -> Option<String> {
        (self == Self::Csv).then(comma::head)
    }

    /// A row as lines without their ends: as many as the format takes for it.
    fn write(self, row: &Row) -> Vec<String> {
        match self {
            Self::Csv => vec![comma::write(row)],
            Self::ThreatExchange => threatexchange::write(row),
            Self::Scrim => vec![plain::write(row)],
        }
    }
}

#[cfg(test)]
mod tests;
