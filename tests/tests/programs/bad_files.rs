//! Every bad file comes to what its table says: in this process, in the sandbox, and over HTTP.

#[expect(
    unreachable_pub,
    reason = "public in the crate of the fuzz targets, whose file this is"
)]
#[path = "../../../fuzz/src/targets.rs"]
mod targets;

use anyhow::Context as _;
use scrim_media::{Limits, Want};
use scrim_tests::{
    harness::{HubOptions, TestHub, programs, source::Answer},
    hostile::{self, BadFile, MAX_FILE_BYTES, Seen},
    pictures::{File, Format, picture},
};
use scrim_wire::{Code, http::items::Outcome};
use scrim_worker::{PictureReader, Reading, WorkerError, WorkerPool, WorkerSettings};
use std::{fs, num::NonZeroUsize, path::Path};

const WANT: Want = Want::Reduced { long_edge: 1_600 };

fn seen(reading: &Reading) -> Seen {
    let shown = &reading.shown;
    let fitting = shown.layout.bytes(shown.width, shown.height);
    assert_eq!(fitting, Some(shown.bytes.len()), "pixels fit their size");
    Seen::of_traits(reading.facts.traits.iter())
}

fn faults(files: &[BadFile], mut answer: impl FnMut(&BadFile) -> Seen) -> Vec<String> {
    let told = files.iter().map(|file| (file, answer(file)));
    told.filter(|(file, seen)| !file.expected.admits(seen))
        .map(|(file, seen)| format!("{}: {seen:?}, expected {:?}", file.name, file.expected.answers()))
        .collect()
}

#[test]
fn the_committed_files_are_those_that_the_code_makes_and_small() -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad");
    assert_eq!(hostile::drift(&folder)?, Vec::<String>::new(), "run `cargo xtask gen`");
    let sizes: Vec<usize> = hostile::committed()?.iter().map(|file| file.bytes.len()).collect();
    assert!(sizes.len() > 500 && sizes.iter().all(|size| *size <= MAX_FILE_BYTES));
    assert!(sizes.iter().sum::<usize>() <= 3 * 1024 * 1024);
    Ok(())
}

#[test]
fn each_comes_to_what_its_table_says() -> anyhow::Result<()> {
    let mut reader = PictureReader::new();
    let found = faults(&hostile::committed()?, |file| {
        match reader.read(&file.bytes, &Limits::recommended(), WANT) {
            Ok(reading) => seen(&reading),
            Err(error) => Seen::Refused(error.reason()),
        }
    });
    assert!(found.is_empty(), "{} of them:\n{}", found.len(), found.join("\n"));
    Ok(())
}

#[test]
fn each_comes_to_the_same_in_the_sandbox_and_none_costs_a_worker() -> anyhow::Result<()> {
    let settings = WorkerSettings::recommended(programs::ours("scrim-worker")?, NonZeroUsize::MIN);
    let pool = WorkerPool::start(settings)?;
    let mut lost = Vec::new();
    let found = faults(&hostile::committed()?, |file| {
        match pool.read(&file.bytes, &Limits::recommended(), WANT) {
            Ok(reading) => seen(&reading),
            Err(error) => {
                if !matches!(error, WorkerError::Refused(_)) {
                    lost.push(format!("{}: {error}", file.name));
                }
                Seen::Refused(error.reason())
            }
        }
    });
    assert!(
        lost.is_empty() && found.is_empty(),
        "{}\n{}",
        lost.join("\n"),
        found.join("\n")
    );
    Ok(())
}

#[tokio::test]
async fn a_hub_that_is_sent_all_of_them_stays_up_and_says_why_each_is_unreadable() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions {
        grace_seconds: 0,
        max_upload_bytes: 2_000_000,
        ..HubOptions::default()
    })?;
    let source = hub.source("platform")?;
    let mut unreadable = 0;
    for bad in hostile::committed()? {
        let file = File {
            name: bad.name,
            bytes: bad.bytes,
        };
        match source.send(&file).await.with_context(|| file.name.clone())? {
            Answer::Refused { problem, .. } => {
                let plain = [Code::EmptyUpload, Code::UnsupportedMedia];
                assert!(plain.contains(&problem.code), "{}: {problem:?}", file.name);
            }
            Answer::Done(taken) if taken.outcome == Outcome::Unreadable => {
                assert!(taken.reason.is_some(), "{} is unreadable for a reason", file.name);
                unreadable += 1;
            }
            Answer::Done(_) => {}
        }
    }
    assert!(unreadable > 100, "{unreadable}");
    let good = File::of(&picture(3), Format::Png);
    assert_eq!(
        source.outcome(&good).await?,
        Outcome::NoMatch,
        "it still reads pictures"
    );
    hub.finish()
}

#[test]
fn nothing_that_once_broke_a_reader_breaks_one_again() -> anyhow::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/crashes");
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        let (target, _) = name
            .split_once('-')
            .with_context(|| format!("{name} names no target"))?;
        targets::run(target, &fs::read(&path)?);
    }
    Ok(())
}

#[test]
fn every_target_takes_every_bad_file() -> anyhow::Result<()> {
    for file in hostile::committed()? {
        for (_, target) in targets::TARGETS {
            target(&file.bytes);
        }
    }
    Ok(())
}
