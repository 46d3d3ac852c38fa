//! A file into a bank, a batch of rows at a time.
//!
//! What the bank has already is known and counted, so a run that broke off is simply begun again.

use super::{
    Format, Line, Reader,
    lines::Lines,
    row::{BadRow, Row},
};
use scrim_store::{
    Store, StoreError,
    banks::{Bank, NewEntry},
};
use std::io::{self, BufRead};

/// How many rows are one unit of work: enough that commits cost little, few enough that nobody waits long for them.
const BATCH: usize = 1_000;

/// What became of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Entries that are new.
    pub imported: u64,
    /// Rows about what the bank had already.
    pub known: u64,
    /// Lines that are no rows.
    pub refused: u64,
}

/// What is told while it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A line is no row.
    Bad {
        /// Which, counted from 1.
        line: u64,
        /// Why.
        why: BadRow,
    },
    /// A batch is on disk.
    Kept(Tally),
}

/// Why an import ends before the file does.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The file.
    #[error("the file cannot be read on")]
    File(#[from] io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of comma-separated values begins with no head.
    #[error("the file begins with no head: {0}")]
    NoHead(BadRow),
}

/// Brings a file into a bank.
///
/// # Errors
/// [`NotImported`]; what was told as kept stays.
pub async fn import(
    store: &Store,
    bank: &Bank,
    format: Format,
    input: impl BufRead,
    mut told: impl FnMut(News),
) -> Result<Tally, NotImported> {
    let (mut lines, mut reader) = (Lines::of(input), Reader::of(format));
    let (mut tally, mut batch) = (Tally::default(), Vec::with_capacity(BATCH));
    while let Some((line, text)) = lines.next_line()? {
        match text
            .and_then(|text| reader.read(text))
            .and_then(|line| entry(bank, line))
        {
            Ok(Some(entry)) => batch.push(entry),
            Ok(None) => {}
            Err(why) if reader.waits_for_its_head() => return Err(NotImported::NoHead(why)),
            Err(why) => {
                tally.refused += 1;
                told(News::Bad { line, why });
            }
        }
        if batch.len() >= BATCH {
            keep(store, std::mem::take(&mut batch), &mut tally).await?;
            told(News::Kept(tally));
        }
    }
    keep(store, batch, &mut tally).await?;
    Ok(tally)
}

async fn keep(store: &Store, batch: Vec<NewEntry>, tally: &mut Tally) -> Result<(), StoreError> {
    if batch.is_empty() {
        return Ok(());
    }
    for (_entry, new) in store.add_entries(batch).await? {
        if new {
            tally.imported += 1;
        } else {
            tally.known += 1;
        }
    }
    Ok(())
}

fn entry(bank: &Bank, line: Line) -> Result<Option<NewEntry>, BadRow> {
    let Line::Row(row) = line else { return Ok(None) };
    let Row {
        digests,
        hashes,
        category,
        harm,
        provenance,
        votes,
    } = row;
    if harm.is_some_and(|harm| harm != bank.harm) {
        return Err(BadRow::OtherHarm);
    }
    Ok(Some(NewEntry {
        bank: bank.id,
        category,
        provenance,
        votes,
        digests,
        hashes,
    }))
}
