//! What isolation costs: the same JPEG read in this process and in a worker. Budget: 1 ms at 12 megapixels.

use std::num::NonZeroUsize;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use scrim_media::{Limits, Want};
use scrim_worker::{PictureReader, WorkerPool, WorkerSettings};

/// Width and height of the pictures: 0.3, 1 and 12 megapixels.
const SIZES: [(u16, u16); 3] = [(640, 480), (1216, 832), (4000, 3000)];

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let (columns, rows) = (u32::from(width), u32::from(height));
    let pixel = |x: u32, y: u32| [x * 255 / columns, y * 255 / rows, (x ^ y) % 97 + x * y % 61];
    let bytes = (0..rows).flat_map(|y| (0..columns).flat_map(move |x| pixel(x, y)));
    let rgb: Vec<u8> = bytes.map(|value| u8::try_from(value).unwrap_or(u8::MAX)).collect();
    let mut file = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut file, 85);
    encoder
        .encode(&rgb, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a generated picture encodes");
    file
}

fn isolation(criterion: &mut Criterion) {
    let settings = WorkerSettings::recommended(env!("CARGO_BIN_EXE_scrim-worker").into(), NonZeroUsize::MIN);
    let pool = WorkerPool::start(settings).expect("the worker of this build starts");
    let limits = Limits::recommended();
    let shown = Want::Reduced { long_edge: 1_600 };
    let mut here = PictureReader::new();
    let mut group = criterion.benchmark_group("isolation");
    for (width, height) in SIZES {
        let file = jpeg(width, height);
        let name = format!("{width}x{height}");
        group.bench_with_input(BenchmarkId::new("in_process", &name), &file, |bencher, file| {
            bencher.iter(|| here.read(file, &limits, shown).expect("a sound picture decodes"));
        });
        group.bench_with_input(BenchmarkId::new("worker", &name), &file, |bencher, file| {
            bencher.iter(|| pool.read(file, &limits, shown).expect("a sound picture decodes"));
        });
    }
    group.finish();
}

criterion_group!(benches, isolation);
criterion_main!(benches);
