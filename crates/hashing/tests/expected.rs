//! Our hashes of generated pictures are those of an independent implementation, committed
//! in `expected.json` and recomputed where Python's `pdqhash` is installed.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod pictures;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scrim_hashing::pdq::{self, Hasher, LumaView, Pdq, PdqError};
use serde_json::Value;

type Answers = BTreeMap<String, (String, u64)>;

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn answers(json: &str) -> Answers {
    let parsed: BTreeMap<String, Value> = serde_json::from_str(json).unwrap();
    let pair = |v: Value| (v["hash"].as_str().unwrap().to_owned(), v["quality"].as_u64().unwrap());
    parsed.into_iter().map(|(name, value)| (name, pair(value))).collect()
}

fn committed() -> Answers {
    answers(&std::fs::read_to_string(here("expected.json")).unwrap())
}

fn plain(pdq: Pdq) -> (String, u64) {
    (pdq.hash.to_string(), pdq.quality.into())
}

/// What the oracle says now, or nothing where it is not installed.
fn ask_the_oracle() -> Option<String> {
    // Where the test run has installed the oracle itself, it says which Python knows it.
    let program = std::env::var_os("SCRIM_TEST_ORACLE_PYTHON").unwrap_or_else(|| "python3".into());
    let importable = Command::new(&program).args(["-c", "import numpy, pdqhash"]).output();
    if !importable.is_ok_and(|done| done.status.success()) {
        return None;
    }
    let mut python = Command::new(&program)
        .arg(here("oracle.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = python.stdin.take().unwrap();
    for p in pictures::all() {
        let head = serde_json::json!({"name": p.name, "width": p.width, "height": p.height});
        writeln!(input, "{head}").unwrap();
        input.write_all(&p.rgb).unwrap();
    }
    drop(input);
    let done = python.wait_with_output().unwrap();
    assert!(done.status.success(), "the oracle failed");
    Some(String::from_utf8(done.stdout).unwrap())
}

#[test]
fn generated_pictures_hash_as_committed() {
    let expected = committed();
    // One hasher for all: what a picture leaves in the buffers must not show in the next.
    let mut hasher = Hasher::new();
    let ours: Answers = pictures::all()
        .iter()
        .map(|p| {
            (
                p.name.to_owned(),
                plain(hasher.hash_rgb(p.width, p.height, &p.rgb).unwrap()),
            )
        })
        .collect();
    assert_eq!(ours, expected);
}

#[test]
fn the_committed_answers_are_the_oracles() {
    let Some(now) = ask_the_oracle() else {
        println!("skipped: python3 has no numpy and pdqhash to recompute the expected hashes with");
        return;
    };
    if std::env::var_os("SCRIM_WRITE_EXPECTED").is_some() {
        std::fs::write(here("expected.json"), &now).unwrap();
    }
    assert_eq!(committed(), answers(&now));
}

#[test]
fn the_committed_answers_cover_every_quality() {
    let expected = committed();
    let count = |wanted: fn(u64) -> bool| expected.values().filter(|(_, q)| wanted(*q)).count();
    assert!(count(|q| q == 0) > 0 && count(|q| q == 100) > 0);
    assert!(
        count(|q| (1..100).contains(&q)) >= 3,
        "the integer sum shows only in between"
    );
}

#[test]
fn grey_and_padded_luma_hash_as_rgb_with_equal_channels() {
    let (width, height) = (301, 277);
    let stride = 320;
    let wave = |i: usize| u8::try_from((i * i / 311 + i / 7) % 251).unwrap();
    let padded: Vec<u8> = (0..stride * height).map(wave).collect();
    let grey: Vec<u8> = padded.chunks(stride).flat_map(|row| &row[..width]).copied().collect();
    let rgb: Vec<u8> = grey.iter().flat_map(|v| [*v; 3]).collect();

    let (columns, rows) = (u32::try_from(width).unwrap(), u32::try_from(height).unwrap());
    let by_rgb = pdq::hash_rgb(columns, rows, &rgb).unwrap();
    assert_eq!(pdq::hash_grey(columns, rows, &grey).unwrap(), by_rgb);
    let cut = &padded[..stride * (height - 1) + width];
    let view = LumaView::new(columns, rows, stride, cut).unwrap();
    assert_eq!(pdq::hash_luma(&view).unwrap(), by_rgb);
}

#[test]
fn pictures_below_five_pixels_a_side_are_refused_with_the_reason() {
    for (width, height) in [(4, 5), (5, 4), (0, 0), (0, 9), (1, 4000)] {
        let grey = vec![7; width as usize * height as usize];
        assert_eq!(
            pdq::hash_grey(width, height, &grey),
            Err(PdqError::TooSmall { width, height })
        );
    }
    let refused = pdq::hash_grey(4, 5, &[7; 20]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "a picture of 4x5 px is too small to hash: each side needs 5"
    );
}

#[test]
fn a_buffer_of_another_length_is_refused() {
    for (width, height, actual) in [(10, 10, 299), (10, 10, 301), (u32::MAX, u32::MAX, 3)] {
        let error = PdqError::BufferLength { width, height, actual };
        assert_eq!(pdq::hash_rgb(width, height, &vec![0; actual]), Err(error));
    }
}
