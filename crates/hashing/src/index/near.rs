//! The index: a searched part in runs of tables, and a short tail of what came since.
//!
//! It deliberately does not lock: who shares it decides how.

use std::ops::Range;

use super::{
    levels::{Level, Levels},
    tables::{CHUNKS, chunk_of},
};
use crate::cpu::{Work, dispatch, prefetch};
use crate::pdq::{MATCH_DISTANCE, PdqHash};

/// Up to this many hashes, comparing with each is quicker than 272 look-ups.
const TAIL_MOST: usize = 4096;
/// Holes may come to this part of the whole before all tables are built anew without them.
const HOLES_PART: usize = 4;
/// A candidate met through a table costs about this many hashes read in order (a cache miss
/// against a stream), so crowded buckets make comparing with every hash the quicker way.
const CANDIDATE_COST: usize = 8;
/// How many candidates ahead memory is asked: about as many as it fetches at a time.
const AHEAD: usize = 16;

/// A known hash near the one asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near<K> {
    /// What it was inserted under.
    pub key: K,
    /// The known hash.
    pub hash: PdqHash,
    /// How many bits it is off.
    pub distance: u32,
}

/// Hashes and their keys, searched by distance. Exact: it finds what comparing with every
/// hash would, whatever the hashes look like.
///
/// One hash may have several keys and one key several hashes; a pair inserted twice is
/// found twice and removed at once.
///
/// # Cost
/// - Memory: 64 bytes an entry beside hash and key, and 4 MiB for each run of tables: one after loading, and about
///   `log₄(n/4096)` at most.
/// - [`within`](Self::within): at `n` entries spread evenly, about `272·n/65536` candidates
///   at radius 16 to 31 and `16·n/65536` below 16, each perhaps a cache miss, and the tail, at most
///   4,096, in order. Clustered hashes make more candidates; at `n/8` of them the query
///   compares with every hash instead, so brute force bounds it from above.
/// - At most 2^32 entries, 400 GB of them.
/// - [`insert`](Self::insert): constant, but for one in 4,096 that sorts these and the short runs before them into
///   tables. The longest run is sorted again when a quarter of it has come since. To load many at once, collect or
///   [`extend`](Extend).
/// - [`remove`](Self::remove): the smallest of the hash's 16 buckets in each run, and the tail; one in `n/4` sorts all
///   entries anew.
#[derive(Debug, Clone)]
pub struct NearIndex<K> {
    pub(super) hashes: Vec<PdqHash>,
    /// By slot; nothing where an entry has been removed.
    pub(super) keys: Vec<Option<K>>,
    /// What is past their last slot is the tail.
    pub(super) levels: Levels,
    pub(super) removed: usize,
}

impl<K> Default for NearIndex<K> {
    fn default() -> Self {
        Self {
            hashes: Vec::new(),
            keys: Vec::new(),
            levels: Levels::default(),
            removed: 0,
        }
    }
}

impl<K> NearIndex<K> {
    /// An empty index.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.keys.len() - self.removed
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds an entry.
    pub fn insert(&mut self, hash: PdqHash, key: K) {
        self.push(hash, key);
        self.sort_if_due();
    }

    fn push(&mut self, hash: PdqHash, key: K) {
        self.hashes.push(hash);
        self.keys.push(Some(key));
    }

    /// Sorts the tail into tables when it has grown too long, and everything when there are too many holes.
    fn sort_if_due(&mut self) {
        if self.removed > TAIL_MOST.max(self.hashes.len() / HOLES_PART) {
            let mut kept = self.keys.iter().map(Option::is_some);
            self.hashes.retain(|_| kept.next().unwrap_or_default());
            self.keys.retain(Option::is_some);
            self.removed = 0;
            self.levels = Levels::default();
        }
        if self.hashes.len() - self.levels.sorted() > TAIL_MOST {
            self.levels.take_in(&self.hashes);
        }
    }

    /// The slots whose hashes are within `radius`, each once, the nearest first.
    fn slots_within(&self, query: PdqHash, radius: u32) -> Vec<(u32, usize)> {
        dispatch(Search {
            hashes: &self.hashes,
            levels: &self.levels,
            query,
            radius,
        })
    }
}

impl<K: PartialEq> NearIndex<K> {
    /// Takes an entry away, and every copy of it; false when there was none.
    pub fn remove(&mut self, hash: PdqHash, key: &K) -> bool {
        let before = self.removed;
        for slot in self.slots_of(hash) {
            if let Some(held) = self.keys.get_mut(slot)
                && held.as_ref() == Some(key)
            {
                *held = None;
                self.removed += 1;
            }
        }
        let found = self.removed > before;
        self.sort_if_due();
        found
    }

    fn slots_of(&self, hash: PdqHash) -> Vec<usize> {
        let is_it = |slot: &usize| self.hashes.get(*slot) == Some(&hash);
        let sorted = self.levels.iter().flat_map(|level| level.slots_like(hash));
        let tail = self.levels.sorted()..self.hashes.len();
        sorted.chain(tail).filter(is_it).collect()
    }
}

impl<K: Clone> NearIndex<K> {
    /// Every entry at most `radius` bits from `query`, the nearest first, equally near ones
    /// in the order they came in.
    ///
    /// Meant for radii to [`MATCH_DISTANCE`]; a larger one compares with every hash.
    ///
    /// ```
    /// use scrim_hashing::{index::NearIndex, pdq::PdqHash};
    /// let mut index = NearIndex::new();
    /// index.insert(PdqHash([0; 32]), "entry");
    /// let mut query = [0; 32];
    /// query[4] = 0b111;
    /// assert_eq!(index.within(PdqHash(query), 31)[0].distance, 3);
    /// assert!(index.within(PdqHash(query), 2).is_empty());
    /// ```
    pub fn within(&self, query: PdqHash, radius: u32) -> Vec<Near<K>> {
        let near = self
            .slots_within(query, radius)
            .into_iter()
            .filter_map(|(distance, slot)| {
                let key = self.keys.get(slot)?.clone()?;
                let hash = *self.hashes.get(slot)?;
                Some(Near { key, hash, distance })
            });
        near.collect()
    }
}

impl<K> Extend<(PdqHash, K)> for NearIndex<K> {
    /// Adds many entries and sorts them once.
    fn extend<I: IntoIterator<Item = (PdqHash, K)>>(&mut self, entries: I) {
        for (hash, key) in entries {
            self.push(hash, key);
        }
        self.sort_if_due();
    }
}

impl<K> FromIterator<(PdqHash, K)> for NearIndex<K> {
    fn from_iter<I: IntoIterator<Item = (PdqHash, K)>>(entries: I) -> Self {
        let mut index = Self::new();
        index.extend(entries);
        index
    }
}

/// One query, as work to be compiled for the processor at hand.
#[derive(Clone, Copy)]
struct Search<'a> {
    hashes: &'a [PdqHash],
    levels: &'a Levels,
    query: PdqHash,
    radius: u32,
}

impl Work for Search<'_> {
    type Output = Vec<(u32, usize)>;

    #[inline(always)]
    fn run(self) -> Vec<(u32, usize)> {
        let mut found = Vec::new();
        match self.candidates() {
            Some(candidates) => {
                self.compare_some(&candidates, &mut found);
                self.compare_all(self.levels.sorted()..self.hashes.len(), &mut found);
            }
            None => self.compare_all(0..self.hashes.len(), &mut found),
        }
        found.sort_unstable();
        // A hash near in several chunks has been met in several tables.
        found.dedup();
        found
    }
}

impl<'a> Search<'a> {
    /// What the buckets hold; nothing when comparing with every hash is quicker.
    #[inline(always)]
    fn candidates(&self) -> Option<Vec<u32>> {
        if self.levels.sorted() == 0 || self.radius > MATCH_DISTANCE {
            return None;
        }
        let mut buckets = Vec::new();
        let mut count = 0;
        for level in self.levels.iter() {
            count += self.buckets_of(level, &mut buckets)?;
        }
        if count * CANDIDATE_COST > self.levels.sorted() {
            return None;
        }
        let mut candidates = Vec::with_capacity(count);
        for (from, bucket) in buckets {
            candidates.extend(bucket.iter().map(|slot| from + slot));
        }
        Some(candidates)
    }

    /// The buckets of one run that may hold an answer, each with the run's first slot; answers how many slots they
    /// have, or nothing where slots are past counting in 32 bits.
    #[inline(always)]
    fn buckets_of(&self, level: &'a Level, buckets: &mut Vec<(u32, &'a [u32])>) -> Option<usize> {
        let from = u32::try_from(level.from + level.len)
            .ok()
            .and(u32::try_from(level.from).ok())?;
        let mut count = 0;
        for chunk in 0..CHUNKS {
            for flipped in self.flips() {
                let bucket = level.tables.bucket(chunk, chunk_of(self.query, chunk) ^ flipped);
                bucket.first().into_iter().for_each(prefetch);
                count += bucket.len();
                buckets.push((from, bucket));
            }
        }
        Some(count)
    }

    /// What to flip in a chunk to name its buckets. The nearest chunk of an answer is at most
    /// `radius / 16` bits off: nothing to flip below 16, else each bit as well.
    #[inline(always)]
    fn flips(&self) -> impl Iterator<Item = u16> + use<> {
        let bits = if self.radius < 16 { 0 } else { u16::BITS };
        std::iter::once(0).chain((0..bits).map(|bit| 1 << bit))
    }

    /// Each candidate is likely a cache miss, so memory is asked for it some turns ahead.
    #[inline(always)]
    fn compare_some(&self, candidates: &[u32], found: &mut Vec<(u32, usize)>) {
        let hash_of = |slot: &u32| self.hashes.get(*slot as usize);
        let ahead = candidates.iter().skip(AHEAD).map(Some).chain(std::iter::repeat(None));
        for (slot, coming) in candidates.iter().zip(ahead) {
            coming.and_then(hash_of).into_iter().for_each(prefetch);
            let distance = hash_of(slot).map(|hash| hash.distance(self.query));
            if let Some(distance) = distance.filter(|distance| *distance <= self.radius) {
                found.push((distance, *slot as usize));
            }
        }
    }

    #[inline(always)]
    fn compare_all(&self, slots: Range<usize>, found: &mut Vec<(u32, usize)>) {
        let from = slots.start;
        for (offset, hash) in self.hashes.get(slots).unwrap_or_default().iter().enumerate() {
            let distance = hash.distance(self.query);
            if distance <= self.radius {
                found.push((distance, from + offset));
            }
        }
    }
}
