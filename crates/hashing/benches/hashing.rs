//! What a hash and a query cost. The peer of the index is comparing with every hash, which it
//! does itself, by the same instructions, for any radius above 31.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use scrim_hashing::index::NearIndex;
use scrim_hashing::pdq::{Hasher, MATCH_DISTANCE, PdqHash};

/// Repeatable bytes without structure.
fn bytes(count: usize, mut state: u64) -> Vec<u8> {
    let next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(count).collect()
}

fn hashes(count: usize, seed: u64) -> Vec<PdqHash> {
    bytes(32 * count, seed)
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(PdqHash)
        .collect()
}

fn pdq(c: &mut Criterion) {
    let mut group = c.benchmark_group("pdq");
    for (name, width, height) in [("1 MP", 1155u32, 866u32), ("12 MP", 4000, 3000)] {
        let pixels = u64::from(width) * u64::from(height);
        let rgb = bytes(3 * usize::try_from(pixels).unwrap(), 1);
        let mut hasher = Hasher::new();
        group.throughput(Throughput::Elements(pixels)).sample_size(21);
        group.bench_function(BenchmarkId::new("rgb", name), |b| {
            b.iter(|| hasher.hash_rgb(width, height, black_box(&rgb)).unwrap());
        });
        let grey = &rgb[..rgb.len() / 3];
        group.bench_function(BenchmarkId::new("grey", name), |b| {
            b.iter(|| hasher.hash_grey(width, height, black_box(grey)).unwrap());
        });
    }
    group.finish();
}

/// A tenth of the hashes a few bits off one of fifty: what re-encoded copies look like.
fn clustered(count: usize) -> Vec<PdqHash> {
    let mut all = hashes(count, 2);
    for n in 0..count / 10 {
        let mut copy = all[n % 50];
        for step in 0..(n / 50) % 12 {
            let bit = (n * 31 + step * 97) % 256;
            copy.0[bit / 8] ^= 1 << (bit % 8);
        }
        all[n] = copy;
    }
    all
}

fn index(c: &mut Criterion) {
    let mut group = c.benchmark_group("within 31 of 100k");
    for (name, known) in [("random", hashes(100_000, 2)), ("clustered", clustered(100_000))] {
        let index: NearIndex<usize> = known.iter().copied().zip(0..).collect();
        let queries: Vec<PdqHash> = hashes(50, 3).into_iter().chain(known[..50].iter().copied()).collect();
        let mut turn = queries.iter().cycle();
        group.bench_function(BenchmarkId::new("index", name), |b| {
            b.iter(|| index.within(*turn.next().unwrap(), MATCH_DISTANCE));
        });
        group.bench_function(BenchmarkId::new("brute force", name), |b| {
            b.iter(|| index.within(*turn.next().unwrap(), MATCH_DISTANCE + 1));
        });
    }
    group.finish();
}

criterion_group!(benches, pdq, index);
criterion_main!(benches);
