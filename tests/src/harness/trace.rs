//! How much of a file is left in memory: not whether one place of it is found, but how many bytes of it.
//!
//! What stays of a file is mostly a part of it: of a page that was handed out anew and not filled, of a buffer
//! that something shorter was read into. A search for one place of the file finds that by luck alone.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use anyhow::Context as _;
use std::collections::{BTreeMap, BTreeSet};

/// A file is searched for in pieces of so many bytes.
pub const PIECE_BYTES: usize = 64;

/// By how many bytes a piece is looked for; the rest is compared where they are found.
const SAMPLE_BYTES: usize = 16;

/// Different bytes a piece has at least. Others stand in every picture with an even area.
const DISTINCT: usize = 40;

/// What pictures begin with alike, bytes.
const HEADER: usize = 1_024;

/// Files, cut in pieces by which they are known.
#[derive(Debug)]
pub struct Trace {
    samples: AhoCorasick,
    /// In the order of their samples.
    pieces: Vec<[u8; PIECE_BYTES]>,
}

impl Trace {
    /// Of one or more files.
    ///
    /// # Errors
    /// When no piece of them can be told from those of other files.
    pub fn of<'file>(files: impl IntoIterator<Item = &'file [u8]>) -> anyhow::Result<Self> {
        let all = files
            .into_iter()
            .flat_map(|file| file.get(HEADER..).unwrap_or_default().as_chunks::<PIECE_BYTES>().0);
        let pieces: BTreeMap<_, _> = all
            .filter(|piece| piece.iter().collect::<BTreeSet<_>>().len() >= DISTINCT)
            .filter_map(|piece| Some((piece.get(..SAMPLE_BYTES)?, *piece)))
            .collect();
        anyhow::ensure!(!pieces.is_empty(), "a file without a piece that no other file has");
        let samples = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(pieces.keys())
            .context("pieces to search for")?;
        let pieces = pieces.into_values().collect();
        Ok(Self { samples, pieces })
    }

    /// Bytes of the pieces that are searched for.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.pieces.len() * PIECE_BYTES
    }

    /// A search that has found nothing yet.
    #[must_use]
    pub fn search(&self) -> Search<'_> {
        let found = BTreeSet::new();
        Search { trace: self, found }
    }
}

/// Which pieces were found so far.
#[derive(Debug)]
pub struct Search<'trace> {
    trace: &'trace Trace,
    found: BTreeSet<u32>,
}

impl Search<'_> {
    /// Bytes that a stretch has to begin with of the one before, where there is no gap between them. Whole words,
    /// so that what is aligned in memory is aligned in every stretch.
    pub const SEAM: usize = PIECE_BYTES;

    /// Searches one more stretch of memory; answers whether it had any piece.
    pub fn look(&mut self, stretch: &[u8]) -> bool {
        let mut any = false;
        for found in self.trace.samples.find_iter(stretch) {
            let piece = self
                .trace
                .pieces
                .get(found.pattern().as_usize())
                .map(<[u8; _]>::as_slice);
            if stretch.get(found.start()..found.start() + PIECE_BYTES) == piece {
                any = true;
                self.found.insert(found.pattern().as_u32());
            }
        }
        any
    }

    /// Bytes of the files that were found, each counted once.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.found.len() * PIECE_BYTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes in which no piece is like another.
    fn file(seed: u64, bytes: usize) -> Vec<u8> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u8::try_from(state >> 56).unwrap_or_default()
        };
        (0..bytes).map(|_| next()).collect()
    }

    #[test]
    fn a_whole_file_a_part_of_it_and_another_one_are_told_apart() {
        let (one, other) = (file(1, 9_216), file(2, 9_216));
        let trace = Trace::of([one.as_slice()]).unwrap();
        let bytes_in = |memory: &[u8]| {
            let mut search = trace.search();
            search.look(memory);
            search.bytes()
        };
        assert_eq!(bytes_in(&one), trace.bytes());
        assert!(trace.bytes() > 7_500, "{}", trace.bytes());
        assert_eq!(bytes_in(&other), 0);
        let part = bytes_in(&[&other, &one[4_001..5_025], &other].concat());
        assert!((900..=1_024).contains(&part), "{part}");
    }

    #[test]
    fn even_areas_are_no_trace() {
        assert!(Trace::of([[7; 9_216].as_slice()]).is_err());
    }
}
