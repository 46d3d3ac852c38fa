//! The index finds what comparing with every hash finds, whatever the hashes look like.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use proptest::prelude::*;
use scrim_hashing::index::{NearIndex, NotRead};
use scrim_hashing::pdq::PdqHash;

/// Repeatable hashes for the large cases, where drawing each by proptest would take minutes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end).unwrap()).unwrap()
    }

    fn hash(&mut self) -> PdqHash {
        let mut bytes = [0; 32];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.roll().to_le_bytes());
        }
        PdqHash(bytes)
    }

    /// A copy with up to `flips` bits turned over.
    fn near(&mut self, hash: PdqHash, flips: usize) -> PdqHash {
        let mut copy = hash;
        for _ in 0..flips {
            let bit = self.below(256);
            copy.0[bit / 8] ^= 1 << (bit % 8);
        }
        copy
    }
}

type Entry = (PdqHash, usize);

/// `clusters` centres with entries up to `spread` bits around them; no centres: all random.
fn entries(dice: &mut Dice, count: usize, clusters: usize, spread: usize) -> Vec<Entry> {
    let centres: Vec<PdqHash> = (0..clusters).map(|_| dice.hash()).collect();
    let one = |key| match centres.get(key % clusters.max(1)) {
        Some(centre) => {
            let flips = dice.below(spread + 1);
            (dice.near(*centre, flips), key)
        }
        None => (dice.hash(), key),
    };
    (0..count).map(one).collect()
}

fn brute_force(entries: &[Entry], query: PdqHash, radius: u32) -> Vec<(u32, usize, PdqHash)> {
    let all = entries.iter().map(|(hash, key)| (hash.distance(query), *key, *hash));
    let mut near: Vec<_> = all.filter(|(distance, ..)| *distance <= radius).collect();
    near.sort_by_key(|(distance, ..)| *distance);
    near
}

fn found(index: &NearIndex<usize>, query: PdqHash, radius: u32) -> Vec<(u32, usize, PdqHash)> {
    index
        .within(query, radius)
        .into_iter()
        .map(|n| (n.distance, n.key, n.hash))
        .collect()
}

fn assert_same(index: &NearIndex<usize>, entries: &[Entry], queries: &[PdqHash]) -> usize {
    let mut answers = 0;
    for query in queries {
        for radius in [0, 10, 15, 16, 30, 31, 40] {
            let expected = brute_force(entries, *query, radius);
            answers += expected.len();
            assert_eq!(found(index, *query, radius), expected, "radius {radius}");
        }
    }
    answers
}

/// Random places, known hashes, and known hashes some bits off.
fn queries(dice: &mut Dice, entries: &[Entry], count: usize) -> Vec<PdqHash> {
    let one = |n| match n % 3 {
        0 => dice.hash(),
        kind => {
            let known = entries[dice.below(entries.len())].0;
            let flips = (kind - 1) * dice.below(34);
            dice.near(known, flips)
        }
    };
    (0..count).map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_index_finds_what_brute_force_finds(
        seed: u64,
        count in 1usize..12_000,
        clusters in prop_oneof![Just(0usize), 1usize..4, 50usize..2000],
        spread in 0usize..60,
    ) {
        let mut dice = Dice(seed);
        let entries = entries(&mut dice, count, clusters, spread);
        let queries = queries(&mut dice, &entries, 12);
        let collected: NearIndex<usize> = entries.iter().copied().collect();
        prop_assert_eq!(collected.len(), count);
        assert_same(&collected, &entries, &queries);
    }

    #[test]
    fn inserting_and_removing_in_any_order_leaves_what_brute_force_keeps(
        seed: u64,
        start in 0usize..6_000,
        steps in 1usize..6_000,
    ) {
        let mut dice = Dice(seed);
        let mut kept = entries(&mut dice, start, 40, 40);
        let mut index: NearIndex<usize> = kept.iter().copied().collect();
        for key in start..start + steps {
            if dice.below(3) == 0 && !kept.is_empty() {
                let (hash, key) = kept.remove(dice.below(kept.len()));
                prop_assert!(index.remove(hash, &key));
                prop_assert!(!index.remove(hash, &key));
            } else {
                let near = kept.first().map_or(PdqHash([9; 32]), |e| e.0);
                let entry = (dice.near(near, 20), key);
                kept.push(entry);
                index.insert(entry.0, key);
            }
        }
        prop_assert_eq!(index.len(), kept.len());
        let queries = queries(&mut dice, &[(PdqHash([9; 32]), 0)], 4);
        assert_same(&index, &kept, &queries);
    }
}

#[test]
fn spread_and_crowded_hashes_are_found_through_tables_and_tail_alike() {
    for (clusters, spread) in [(0, 0), (3000, 31), (7, 50), (1, 8)] {
        let mut dice = Dice(11);
        let mut entries = entries(&mut dice, 60_000, clusters, spread);
        let mut index: NearIndex<usize> = entries.iter().copied().collect();
        for key in 60_000..60_500 {
            let entry = (dice.near(entries[key - 60_000].0, 12), key);
            entries.push(entry);
            index.insert(entry.0, key);
        }
        let queries = queries(&mut dice, &entries, 30);
        assert!(
            assert_same(&index, &entries, &queries) > 100,
            "the queries must have answers"
        );
    }
}

#[test]
fn what_comes_one_by_one_into_many_runs_of_tables_is_found_and_can_be_removed() {
    let mut dice = Dice(23);
    let mut entries = entries(&mut dice, 45_000, 900, 40);
    let mut index: NearIndex<usize> = entries[..20_000].iter().copied().collect();
    for (hash, key) in &entries[20_000..] {
        index.insert(*hash, *key);
    }
    for _ in 0..3_000 {
        let (hash, key) = entries.remove(dice.below(entries.len()));
        assert!(index.remove(hash, &key));
    }
    let queries = queries(&mut dice, &entries, 30);
    assert!(assert_same(&index, &entries, &queries) > 100);
}

/// `known` among so many others that it is found through the tables.
fn among_others(dice: &mut Dice, known: PdqHash) -> NearIndex<usize> {
    let others = entries(dice, 29_000, 0, 0);
    others.into_iter().chain([(known, 77_777)]).collect()
}

#[test]
fn bits_spread_evenly_over_the_chunks_are_not_missed_at_31() {
    let mut dice = Dice(5);
    let known = dice.hash();
    let index = among_others(&mut dice, known);
    // Two bits in each chunk of sixteen but one: 31 apart, and just one chunk within a bit.
    for spared in 0..16 {
        for bit in 0..16 {
            let mut query = known;
            for chunk in 0..16 {
                query.0[2 * chunk + bit / 8] ^= 1 << (bit % 8);
                if chunk != spared {
                    query.0[2 * chunk + 1 - bit / 8] ^= 1;
                }
            }
            assert_eq!(found(&index, query, 31), [(31, 77_777, known)]);
            assert!(found(&index, query, 30).is_empty());
        }
    }
}

#[test]
fn one_bit_in_each_chunk_is_not_missed_at_16() {
    let mut dice = Dice(6);
    let known = dice.hash();
    let index = among_others(&mut dice, known);
    for bit in 0..8 {
        let mut query = known;
        for chunk in 0..16 {
            query.0[2 * chunk] ^= 1 << bit;
        }
        assert_eq!(found(&index, query, 16), [(16, 77_777, known)]);
        assert!(found(&index, query, 15).is_empty());
    }
}

#[test]
fn a_pair_inserted_twice_is_found_twice_and_removed_at_once() {
    let mut index = NearIndex::new();
    let hash = PdqHash([1; 32]);
    index.insert(hash, "a");
    index.insert(hash, "b");
    index.insert(hash, "a");
    assert_eq!(
        index.within(hash, 0).iter().map(|n| n.key).collect::<Vec<_>>(),
        ["a", "b", "a"]
    );
    assert!(index.remove(hash, &"a"));
    assert_eq!(index.within(hash, 31).iter().map(|n| n.key).collect::<Vec<_>>(), ["b"]);
    assert!(index.remove(hash, &"b"));
    assert!(index.is_empty() && !index.remove(hash, &"b"));
}

fn written(index: &NearIndex<usize>, mark: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    index
        .write_to(&mut bytes, mark, |key| (*key as u64).to_le_bytes())
        .unwrap();
    bytes
}

fn read(bytes: &[u8], most: u64) -> Result<scrim_hashing::index::Opened<usize>, NotRead> {
    let key_of = |bytes| usize::try_from(u64::from_le_bytes(bytes)).ok();
    NearIndex::read_from(bytes, most, key_of)
}

/// An index of several runs, a tail and holes, and what is in it.
fn lived_in(dice: &mut Dice) -> (NearIndex<usize>, Vec<Entry>) {
    let mut entries = entries(dice, 31_000, 500, 40);
    let mut index: NearIndex<usize> = entries[..20_000].iter().copied().collect();
    for (hash, key) in &entries[20_000..] {
        index.insert(*hash, *key);
    }
    for _ in 0..500 {
        let (hash, key) = entries.remove(dice.below(entries.len()));
        assert!(index.remove(hash, &key));
    }
    (index, entries)
}

#[test]
fn an_index_that_was_kept_answers_as_before_and_goes_on_changing() {
    let mut dice = Dice(31);
    let (index, mut entries) = lived_in(&mut dice);
    let bytes = written(&index, b"at 7");
    let opened = read(&bytes, 40_000).unwrap();
    assert_eq!(
        (opened.mark.as_slice(), opened.index.len()),
        (&b"at 7"[..], entries.len())
    );
    let mut index = opened.index;
    let queries = queries(&mut dice, &entries, 20);
    assert!(assert_same(&index, &entries, &queries) > 100);
    for key in 90_000..95_000 {
        let entry = (dice.near(entries[0].0, 30), key);
        entries.push(entry);
        index.insert(entry.0, key);
    }
    let (hash, key) = entries.remove(9);
    assert!(index.remove(hash, &key));
    assert_same(&index, &entries, &queries);
    let empty = written(&NearIndex::new(), b"");
    assert!(read(&empty, 0).unwrap().index.is_empty());
}

#[test]
fn whatever_changes_in_what_was_kept_is_noticed() {
    let mut dice = Dice(37);
    let (index, _) = lived_in(&mut dice);
    let whole = written(&index, b"mark");
    assert!(
        matches!(read(&whole, 30_999), Err(NotRead::Contradiction)),
        "past the limit"
    );
    for _ in 0..200 {
        let cut = dice.below(whole.len());
        assert!(matches!(read(&whole[..cut], 40_000), Err(NotRead::Io(_))));
        let mut changed = whole.clone();
        let at = dice.below(whole.len());
        changed[at] ^= 1 << dice.below(8);
        assert!(read(&changed, 40_000).is_err(), "byte {at}");
    }
    // The head, byte by byte: here numbers lie about what follows.
    for at in 0..80 {
        let mut changed = whole.clone();
        changed[at] = 0xFF;
        assert!(read(&changed, u64::MAX).is_err(), "byte {at}");
    }
    let narrow = NearIndex::<u8>::read_from(whole.as_slice(), 40_000, |bytes: [u8; 1]| Some(bytes[0]));
    assert!(matches!(narrow, Err(NotRead::Other)), "other keys");
}
