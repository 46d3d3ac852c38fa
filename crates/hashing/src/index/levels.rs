//! The tables of an index, in runs of slots that shrink: each is several times as long as the one after it.
//!
//! What is added is sorted into a short run, and short runs are joined as they come, so that an entry is sorted a few
//! times in its life and the longest run almost never (the logarithmic method of Bentley and Saxe). It deliberately
//! does not know keys, nor which slots have been emptied since.

use super::tables::{CHUNKS, Tables, chunk_of};
use crate::pdq::PdqHash;

/// How many times as long as the next a run is at least. Twice as much joins half as often and sorts twice as many.
const RATIO: usize = 4;

/// All runs, the longest and oldest first, without gaps between them.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels {
    levels: Vec<Level>,
}

/// One run of slots, sorted.
#[derive(Debug, Clone)]
pub(super) struct Level {
    /// Its first slot.
    pub(super) from: usize,
    /// How many slots it has.
    pub(super) len: usize,
    /// Its tables; a slot in them is counted from `from`.
    pub(super) tables: Tables,
}

impl Levels {
    /// Runs as they were kept, which begin with slot 0 and leave no gap.
    pub(super) fn of(levels: Vec<Level>) -> Option<Self> {
        let mut end = 0;
        for level in &levels {
            if level.from != end {
                return None;
            }
            end = level.from.checked_add(level.len)?;
        }
        Some(Self { levels })
    }

    /// The runs.
    #[inline(always)]
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Level> {
        self.levels.iter()
    }

    /// How many slots are in a run; those after them are not sorted yet.
    pub(super) fn sorted(&self) -> usize {
        self.levels.last().map_or(0, |level| level.from + level.len)
    }

    /// Sorts what is not sorted yet, together with the runs before it that are not much longer.
    pub(super) fn take_in(&mut self, hashes: &[PdqHash]) {
        let mut from = self.sorted();
        while let Some(last) = self.levels.last()
            && last.len < RATIO * (hashes.len() - from)
        {
            from = last.from;
            self.levels.pop();
        }
        let run = hashes.get(from..).unwrap_or_default();
        self.levels.push(Level {
            from,
            len: run.len(),
            tables: Tables::build(run),
        });
    }
}

impl Level {
    /// The slots that may hold exactly this hash.
    pub(super) fn slots_like(&self, hash: PdqHash) -> impl Iterator<Item = usize> {
        let buckets = (0..CHUNKS).map(|chunk| self.tables.bucket(chunk, chunk_of(hash, chunk)));
        let smallest = buckets.min_by_key(|bucket| bucket.len()).unwrap_or_default();
        smallest.iter().map(|slot| self.from + *slot as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_is_not_sorted_again_for_a_short_one() {
        let hashes = vec![PdqHash([7; 32]); 5_000];
        let mut levels = Levels::default();
        let shape = |levels: &Levels| levels.iter().map(|level| level.len).collect::<Vec<_>>();
        for (end, runs) in [
            (4_000, vec![4_000]),
            (4_100, vec![4_000, 100]),
            (4_200, vec![4_000, 200]),
            (4_250, vec![4_000, 200, 50]),
            (4_260, vec![4_000, 200, 50, 10]),
            (5_000, vec![4_000, 1_000]),
        ] {
            levels.take_in(&hashes[..end]);
            assert_eq!((shape(&levels), levels.sorted()), (runs, end));
        }
    }

    #[test]
    fn runs_that_leave_a_gap_are_none() {
        let level = |from, len| Level {
            from,
            len,
            tables: Tables::default(),
        };
        assert!(Levels::of(vec![level(0, 4), level(4, 2)]).is_some());
        assert!(Levels::of(vec![level(0, 4), level(5, 2)]).is_none());
        assert!(Levels::of(vec![level(1, 4)]).is_none());
    }
}
