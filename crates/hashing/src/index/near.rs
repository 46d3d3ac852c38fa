//! The index: a searched part in tables, and a short tail of what came since.
//!
//! It deliberately does not lock: who shares it decides how.

use std::ops::Range;

use super::tables::{CHUNKS, Tables, chunk_of};
use crate::cpu::{Work, dispatch, prefetch};
use crate::pdq::{MATCH_DISTANCE, PdqHash};

/// Up to this many hashes, comparing with each is quicker than 272 look-ups.
const TAIL_MIN: usize = 4096;
/// The tail grows to this part of the whole before new tables are built: a query then
/// spends about as long on it as on the tables.
const TAIL_PART: usize = 32;
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
/// - Memory: 64 bytes an entry beside hash and key, and 4 MiB from 4,096 entries on.
/// - [`within`](Self::within): at `n` entries spread evenly, about `272·n/65536` candidates
///   at radius 16 to 31 and `16·n/65536` below 16, each perhaps a cache miss, and the tail, at most
///   `n/32`, in order. Clustered hashes make more candidates; at `n/8` of them the query
///   compares with every hash instead, so brute force bounds it from above.
/// - At most 2^32 entries, 400 GB of them.
/// - [`insert`](Self::insert): constant, but for one in `n/32` that sorts all entries into
///   the tables anew (`O(n)`). To load many at once, collect or [`extend`](Extend).
/// - [`remove`](Self::remove): the smallest of the hash's 16 buckets, and the tail.
#[derive(Debug, Clone)]
pub struct NearIndex<K> {
    hashes: Vec<PdqHash>,
    /// By slot; nothing where an entry has been removed.
    keys: Vec<Option<K>>,
    /// Over the first `sorted` hashes; the rest is the tail.
    tables: Tables,
    sorted: usize,
    removed: usize,
}

impl<K> Default for NearIndex<K> {
    fn default() -> Self {
        Self {
            hashes: Vec::new(),
            keys: Vec::new(),
            tables: Tables::default(),
            sorted: 0,
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

    /// Builds the tables anew when the tail or the holes have grown too large.
    fn sort_if_due(&mut self) {
        let entries = self.hashes.len();
        let tail = entries - self.sorted;
        if tail <= TAIL_MIN.max(entries / TAIL_PART) && self.removed <= TAIL_MIN.max(entries / 4) {
            return;
        }
        if self.removed > 0 {
            let mut kept = self.keys.iter().map(Option::is_some);
            self.hashes.retain(|_| kept.next().unwrap_or_default());
            self.keys.retain(Option::is_some);
            self.removed = 0;
        }
        self.tables = Tables::default();
        self.sorted = 0;
        if self.hashes.len() > TAIL_MIN {
            self.tables = Tables::build(&self.hashes);
            self.sorted = self.hashes.len();
        }
    }

    /// The slots whose hashes are within `radius`, each once, the nearest first.
    fn slots_within(&self, query: PdqHash, radius: u32) -> Vec<(u32, usize)> {
        dispatch(Search {
            hashes: &self.hashes,
            tables: &self.tables,
            sorted: self.sorted,
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
        let buckets = (0..CHUNKS).map(|chunk| self.tables.bucket(chunk, chunk_of(hash, chunk)));
        let smallest = buckets.min_by_key(|bucket| bucket.len()).unwrap_or_default();
        let is_it = |slot: &usize| self.hashes.get(*slot) == Some(&hash);
        let sorted = smallest.iter().map(|slot| *slot as usize).filter(is_it);
        sorted.chain((self.sorted..self.hashes.len()).filter(is_it)).collect()
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
    tables: &'a Tables,
    sorted: usize,
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
                self.compare_all(self.sorted..self.hashes.len(), &mut found);
            }
            None => self.compare_all(0..self.hashes.len(), &mut found),
        }
        found.sort_unstable();
        // A hash near in several chunks has been met in several tables.
        found.dedup();
        found
    }
}

impl Search<'_> {
    /// What the buckets hold; nothing when comparing with every hash is quicker.
    #[inline(always)]
    fn candidates(&self) -> Option<Vec<u32>> {
        if self.sorted == 0 || self.radius > MATCH_DISTANCE {
            return None;
        }
        let mut buckets = Vec::with_capacity(CHUNKS * 17);
        let mut count = 0;
        for chunk in 0..CHUNKS {
            for flipped in self.flips() {
                let bucket = self.tables.bucket(chunk, chunk_of(self.query, chunk) ^ flipped);
                bucket.first().into_iter().for_each(prefetch);
                count += bucket.len();
                buckets.push(bucket);
            }
        }
        (count * CANDIDATE_COST <= self.sorted).then(|| buckets.concat())
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
