//! The real worker in its real sandbox.

#![cfg(target_os = "linux")]

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use scrim_media::{DecodeError, Limits, SourceTrait, Want};
use scrim_worker::{PictureReader, Tally, WorkerError, WorkerPool, WorkerSettings};

const PROGRAM: &str = env!("CARGO_BIN_EXE_scrim-worker");
const SHOWN: Want = Want::Reduced { long_edge: 1_600 };

fn settings() -> WorkerSettings {
    let settings = WorkerSettings::recommended(PROGRAM.into(), NonZeroUsize::MIN);
    WorkerSettings {
        deadline: Duration::from_mins(1),
        ..settings
    }
}

fn pool() -> WorkerPool {
    WorkerPool::start(settings()).expect("a worker starts")
}

fn scene(width: u32, height: u32, channels: u32) -> Vec<u8> {
    (0..width * height * channels)
        .map(|i| u8::try_from((i / channels % width + i % channels * 60) % 256).expect("a byte"))
        .collect()
}

fn png_file(width: u32, height: u32, alpha: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(if alpha {
        png::ColorType::Rgba
    } else {
        png::ColorType::Rgb
    });
    let mut writer = encoder.write_header().expect("a header");
    writer
        .write_image_data(&scene(width, height, if alpha { 4 } else { 3 }))
        .expect("pixels");
    writer.finish().expect("an end");
    file
}

fn jpeg_file(width: u16, height: u16, progressive: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 85);
    encoder.set_progressive(progressive);
    let pixels = scene(width.into(), height.into(), 3);
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a picture");
    file
}

fn only_worker(pool: &WorkerPool) -> Pid {
    let idle = pool.idle_workers();
    assert_eq!(idle.len(), 1, "one idle worker");
    let id = idle.first().and_then(|id| i32::try_from(*id).ok());
    id.and_then(Pid::from_raw).expect("a process id")
}

#[test]
fn the_sandbox_is_on_and_says_so() {
    let pool = pool();
    assert!(pool.sandbox().suffices(), "{:?}", pool.sandbox());
    let path = format!("/proc/{}/status", only_worker(&pool).as_raw_nonzero());
    let status = std::fs::read_to_string(path).expect("a running process");
    assert!(
        status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"),
        "{status}"
    );
}

#[test]
fn a_reading_is_the_same_as_without_a_worker() {
    let pool = pool();
    let limits = Limits::recommended();
    let mut here = PictureReader::new();
    let tile = Want::Tile {
        left: 10,
        top: 5,
        width: 40,
        height: 1_000,
    };
    for file in [
        png_file(70, 50, false),
        png_file(33, 21, true),
        jpeg_file(200, 120, false),
        jpeg_file(64, 64, true),
    ] {
        for want in [SHOWN, tile] {
            let expected = here.read(&file, &limits, want).expect("a sound picture");
            assert_eq!(
                expected.hashes.len(),
                usize::from(want == SHOWN),
                "hashed as a whole only"
            );
            assert_eq!(pool.read(&file, &limits, want).expect("a sound picture"), expected);
        }
    }
}

#[test]
fn bad_bytes_are_refused_and_the_worker_lives_on() {
    let pool = pool();
    let worker = only_worker(&pool);
    let limits = Limits::recommended();
    let good = jpeg_file(320, 240, false);
    let mut lying = good.clone();
    let at = lying
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .expect("a frame header");
    lying.splice(at + 5..at + 9, [0x75, 0x30, 0x75, 0x30]);
    let cases = [
        (Vec::new(), DecodeError::Empty),
        (vec![7; 5_000], DecodeError::UnsupportedFormat),
        (lying, DecodeError::TooManyPixels),
        (good[..40].to_vec(), DecodeError::Truncated),
    ];
    for (bytes, expected) in cases {
        let refused = pool.read(&bytes, &limits, SHOWN);
        assert!(
            matches!(refused, Err(WorkerError::Refused(found)) if found == expected),
            "{refused:?}"
        );
    }
    let cut = pool
        .read(&good[..good.len() / 2], &limits, SHOWN)
        .expect("half a picture");
    assert!(cut.facts.traits.contains(SourceTrait::Truncated));
    let small = Limits {
        max_bytes: 10,
        ..limits
    };
    assert!(matches!(
        pool.read(&good, &small, SHOWN),
        Err(WorkerError::Refused(DecodeError::TooManyBytes))
    ));
    assert_eq!(only_worker(&pool), worker, "no refusal costs a worker");
}

/// A stopped worker answers nothing, however fast the machine.
#[test]
fn a_worker_past_its_deadline_is_killed_and_the_next_picture_decodes() {
    let pool = WorkerPool::start(WorkerSettings {
        deadline: Duration::from_secs(2),
        ..settings()
    })
    .expect("starts");
    let stopped = only_worker(&pool);
    kill_process(stopped, Signal::STOP).expect("ours to stop");
    let file = png_file(20, 20, false);
    assert!(matches!(
        pool.read(&file, &Limits::recommended(), SHOWN),
        Err(WorkerError::Deadline)
    ));
    assert!(kill_process(stopped, Signal::CONT).is_err(), "it is gone");
    assert!(pool.read(&file, &Limits::recommended(), SHOWN).is_ok());
    let told = Tally {
        started: 2,
        lost: [("deadline", 1)].into(),
    };
    assert_eq!(pool.tally(), told, "whoever watches hears of both");
}

#[test]
fn a_worker_killed_from_outside_costs_no_picture() {
    let pool = pool();
    let first = only_worker(&pool);
    kill_process(first, Signal::KILL).expect("ours to kill");
    let file = png_file(20, 20, false);
    // It may die before or after the picture is handed over: at most that one is lost.
    match pool.read(&file, &Limits::recommended(), SHOWN) {
        Ok(_) | Err(WorkerError::Crashed { signal: Some(9) }) => {}
        other => panic!("{other:?}"),
    }
    assert!(pool.read(&file, &Limits::recommended(), SHOWN).is_ok());
    assert_ne!(only_worker(&pool), first);
}

#[test]
fn a_worker_is_recycled_after_its_share_of_pictures() {
    let recycle_after = NonZeroU32::new(2).expect("not zero");
    let pool = WorkerPool::start(WorkerSettings {
        recycle_after,
        ..settings()
    })
    .expect("starts");
    let first = only_worker(&pool);
    let file = png_file(20, 20, false);
    pool.read(&file, &Limits::recommended(), SHOWN).expect("decodes");
    assert_eq!(only_worker(&pool), first);
    pool.read(&file, &Limits::recommended(), SHOWN).expect("decodes");
    assert!(pool.idle_workers().is_empty(), "after two it is gone");
    pool.read(&file, &Limits::recommended(), SHOWN).expect("decodes");
    assert_ne!(only_worker(&pool), first);
}

/// Both ways of running out: memory we ask for fallibly, and memory a decoder takes for granted.
#[test]
fn the_memory_cap_ends_a_picture_and_not_the_pool() {
    let memory_bytes = 40 * 1024 * 1024;
    let pool = WorkerPool::start(WorkerSettings {
        memory_bytes,
        ..settings()
    })
    .expect("starts");
    let limits = Limits::recommended();
    for (what, file) in [
        ("png", png_file(4_000, 4_000, false)),
        ("jpeg", jpeg_file(3_600, 2_400, true)),
    ] {
        let capped = pool.read(&file, &limits, SHOWN);
        assert!(
            matches!(capped, Err(WorkerError::MemoryCap)),
            "{what}: {:?}",
            capped.err()
        );
        assert!(pool.read(&png_file(20, 20, false), &limits, SHOWN).is_ok());
    }
}

#[test]
fn more_pictures_than_workers_all_come_back() {
    let pool = WorkerPool::start(WorkerSettings {
        workers: NonZeroUsize::new(2).expect("not zero"),
        ..settings()
    });
    let pool = pool.expect("starts");
    let file = png_file(64, 64, false);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert!(pool.read(&file, &Limits::recommended(), SHOWN).is_ok());
                }
            });
        }
    });
    assert_eq!(pool.idle_workers().len(), 2);
}

/// The trap of a death signal bound to a thread: the thread that started the pool may end.
#[test]
fn workers_outlive_the_thread_that_started_the_pool() {
    let pool = std::thread::spawn(pool).join().expect("no panic");
    let worker = only_worker(&pool);
    assert!(
        pool.read(&png_file(20, 20, false), &Limits::recommended(), SHOWN)
            .is_ok()
    );
    assert_eq!(only_worker(&pool), worker);
}

/// Two workers, of which one keeps its picture: nobody else waits for it.
#[test]
fn a_slow_or_dying_worker_delays_only_its_own_picture() {
    let pool = WorkerPool::start(WorkerSettings {
        workers: NonZeroUsize::new(2).expect("not zero"),
        ..settings()
    })
    .expect("starts");
    let file = png_file(64, 64, false);
    let limits = Limits::recommended();
    let lent = pool.idle_workers().last().and_then(|id| i32::try_from(*id).ok());
    let slow = lent.and_then(Pid::from_raw).expect("the worker that is lent first");
    kill_process(slow, Signal::STOP).expect("ours to stop");
    std::thread::scope(|scope| {
        let kept = scope.spawn(|| pool.read(&file, &limits, SHOWN));
        while pool.idle_workers().len() > 1 {
            std::thread::yield_now();
        }
        for _ in 0..20 {
            assert!(pool.read(&file, &limits, SHOWN).is_ok(), "beside a slow worker");
        }
        assert!(!kept.is_finished(), "the slow one still has its picture");
        kill_process(slow, Signal::KILL).expect("ours to kill");
        let lost = kept.join().expect("no panic");
        assert!(
            matches!(lost, Err(WorkerError::Crashed { signal: Some(9) })),
            "{lost:?}"
        );
    });
    for _ in 0..4 {
        assert!(pool.read(&file, &limits, SHOWN).is_ok(), "after one died");
    }
}
