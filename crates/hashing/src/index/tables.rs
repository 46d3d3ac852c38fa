//! For each of 16 chunks, the slots of all hashes sorted by that chunk's value.
//!
//! Built in one go and never changed: four bytes a hash and chunk, without slack. It
//! deliberately does not know keys, nor which slots have been emptied since.

use std::ops::Range;

use crate::pdq::PdqHash;

/// How many chunks a hash has.
pub(super) const CHUNKS: usize = 16;
/// How many values a chunk has.
pub(super) const VALUES: usize = 1 << 16;

/// The tables over a run of hashes; a slot is a hash's place in that run.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables {
    pub(super) tables: Vec<Table>,
}

#[derive(Debug, Clone)]
pub(super) struct Table {
    /// Where each value's slots begin; one more entry ends the last.
    pub(super) starts: Vec<u32>,
    pub(super) slots: Vec<u32>,
}

impl Tables {
    /// Counting sort, once a chunk, on two threads: a restart waits for it, and it is bound
    /// by memory, not by arithmetic.
    pub(super) fn build(hashes: &[PdqHash]) -> Self {
        let sort = |chunks: Range<usize>| -> Vec<Table> { chunks.map(|chunk| Table::build(hashes, chunk)).collect() };
        let tables = std::thread::scope(|scope| {
            let other = scope.spawn(|| sort(CHUNKS / 2..CHUNKS));
            let mut tables = sort(0..CHUNKS / 2);
            match other.join() {
                Ok(rest) => tables.extend(rest),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            tables
        });
        Self { tables }
    }

    /// The slots whose `chunk` has this value.
    #[inline(always)]
    pub(super) fn bucket(&self, chunk: usize, value: u16) -> &[u32] {
        self.tables.get(chunk).map_or(&[], |table| table.bucket(value))
    }
}

impl Table {
    fn build(hashes: &[PdqHash], chunk: usize) -> Self {
        let value = |hash: &PdqHash| usize::from(chunk_of(*hash, chunk));
        let mut starts = vec![0u32; VALUES + 1];
        for hash in hashes {
            if let Some(count) = starts.get_mut(value(hash) + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut slots = vec![0u32; hashes.len()];
        for (slot, hash) in (0u32..).zip(hashes) {
            if let Some(at) = next.get_mut(value(hash)) {
                if let Some(place) = slots.get_mut(*at as usize) {
                    *place = slot;
                }
                *at += 1;
            }
        }
        Self { starts, slots }
    }

    #[inline(always)]
    fn bucket(&self, value: u16) -> &[u32] {
        let from = usize::from(value);
        match self.starts.get(from..from + 2) {
            Some(&[start, end]) => self.slots.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// The value of one of the 16 chunks.
#[inline(always)]
pub(super) fn chunk_of(hash: PdqHash, chunk: usize) -> u16 {
    hash.0
        .as_chunks::<2>()
        .0
        .get(chunk)
        .map_or(0, |bytes| u16::from_ne_bytes(*bytes))
}
