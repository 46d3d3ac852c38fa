//! A bank into a file, a page of entries at a time.

use super::{Format, row::Row};
use scrim_store::{
    Store, StoreError,
    banks::{Bank, ListedEntry},
};
use std::io::{self, Write};

/// How many entries are read at once.
const PAGE: u32 = 1_000;

/// Why an export ends before the bank does.
#[derive(Debug, thiserror::Error)]
pub enum NotExported {
    /// Where it is written.
    #[error("the list cannot be written on")]
    Output(#[from] io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a bank's entries, but for those that are suspended and those of which neither a digest nor a hash is known, as a
/// matcher may bring them. Answers how many.
///
/// # Errors
/// [`NotExported`].
pub async fn export(store: &Store, bank: &Bank, format: Format, mut output: impl Write) -> Result<u64, NotExported> {
    if let Some(head) = format.head() {
        writeln!(output, "{head}")?;
    }
    let (mut last, mut written) = (None, 0);
    loop {
        let page = store.listed(bank.id, last, PAGE).await?;
        let Some(end) = page.last().map(|entry| entry.id) else {
            break;
        };
        let says = |entry: &ListedEntry| !entry.digests.is_empty() || !entry.hashes.is_empty();
        for entry in page.into_iter().filter(|entry| entry.state.matches() && says(entry)) {
            let row = Row {
                digests: entry.digests,
                hashes: entry.hashes,
                category: entry.category,
                harm: Some(bank.harm),
                provenance: entry.provenance,
                votes: entry.votes,
            };
            for line in format.write(&row) {
                writeln!(output, "{line}")?;
            }
            written += 1;
        }
        last = Some(end);
    }
    output.flush()?;
    Ok(written)
}
