//! The hash of every frame of every kind of file is the one that the reference takes of Pillow's pixels of the
//! same file, which is how HMA hashes; and what stands committed is what they answer today.
//!
//! Palettes, inks and sixteen bits are compared as RGB (DESIGN.md): that is `convert("RGB")` in Pillow, and
//! not the indices and inks that HMA hashes of such files. `tests/golden` makes files and answers.

use scrim_hashing::pdq::hash_rgb;
use scrim_media::{Format, Limits, Reader, Shown, Want};
use scrim_worker::{PictureReader, Reading};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const WANT: Want = Want::Reduced { long_edge: 1_600 };

/// Bits that the luma of a JPEG may cost against its RGB, by the rounding between them: `luma.rs` says more. Four
/// at most here; Pillow may have another version of the library.
const JPEG_BITS: u32 = 6;
/// In an animated WebP ours and theirs round in two ways where a frame is laid over the one before. Two at most.
const OVERLAID_BITS: u32 = 4;
/// Below this many bits two pictures are the same to whoever matches.
const MATCHING_BITS: u32 = 31;

/// Hash and quality of each frame.
type Frames = Vec<(String, u32)>;

/// A file and what the reference says of it.
struct Told {
    name: String,
    bytes: Vec<u8>,
    frames: Frames,
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")
}

fn frames(list: &Value) -> Frames {
    let pair = |one: &Value| {
        let hash = one.get(0).and_then(Value::as_str)?.to_owned();
        let quality = u32::try_from(one.get(1).and_then(Value::as_u64)?).ok()?;
        Some((hash, quality))
    };
    let read = list.as_array().and_then(|list| list.iter().map(pair).collect());
    read.expect("a hash and a quality for each frame")
}

fn table(text: &[u8]) -> BTreeMap<String, Value> {
    serde_json::from_slice(text).expect("a table by file names")
}

/// The good files with the committed answers.
fn committed() -> Vec<Told> {
    let text = std::fs::read(fixtures().join("golden/golden.gen.json")).expect("the committed table");
    let told = table(&text).into_iter().map(|(name, row)| Told {
        bytes: std::fs::read(fixtures().join("good").join(&name)).expect("a good file"),
        frames: frames(row.get("frames").expect("frames")),
        name,
    });
    told.collect()
}

fn read(file: &[u8]) -> Reading {
    let mut reader = PictureReader::new();
    reader.read(file, &Limits::recommended(), WANT).expect("a good file")
}

/// How far ours may be from theirs, in bits and in quality.
fn bound(reading: &Reading, file: &[u8]) -> (u32, u32) {
    let has = |mark: &[u8]| file.windows(mark.len()).any(|window| window == mark);
    match reading.facts.format {
        Format::Jpeg => (JPEG_BITS, 1),
        Format::WebP if has(b"ANMF") => (OVERLAID_BITS, 1),
        _ => (0, 0),
    }
}

fn distance(ours: scrim_hashing::pdq::PdqHash, theirs: &str) -> u32 {
    ours.distance(theirs.parse().expect("a hash of 64 digits"))
}

/// What of a file's frames is not as the reference has it.
fn faults(told: &Told) -> Vec<String> {
    let reading = read(&told.bytes);
    let (bits, quality) = bound(&reading, &told.bytes);
    let mut faults = Vec::new();
    if reading.facts.frames as usize != told.frames.len() {
        faults.push(format!(
            "{}: {} frames, not {}",
            told.name,
            reading.facts.frames,
            told.frames.len()
        ));
    }
    for (number, (theirs, their_quality)) in told.frames.iter().enumerate() {
        // A frame whose hash was there before has none of its own.
        let own = reading.hashes.iter().find(|hash| hash.frame as usize == number);
        let ours = own.or_else(|| {
            reading
                .hashes
                .iter()
                .find(|hash| distance(hash.pdq.hash, theirs) <= bits)
        });
        let right = ours.is_some_and(|ours| {
            distance(ours.pdq.hash, theirs) <= bits && u32::from(ours.pdq.quality).abs_diff(*their_quality) <= quality
        });
        if !right {
            let apart = ours.map(|ours| (distance(ours.pdq.hash, theirs), ours.pdq.quality));
            faults.push(format!(
                "{} frame {number}: {apart:?}, quality {their_quality}",
                told.name
            ));
        }
    }
    faults
}

/// What the script says, or nothing where it cannot run.
#[expect(
    clippy::print_stdout,
    reason = "the developer command counts a line that begins so as skipped"
)]
fn ask(words: &[&str]) -> Option<Vec<u8>> {
    let program = std::env::var_os("SCRIM_TEST_ORACLE_PYTHON").unwrap_or_else(|| "python3".into());
    let importable = Command::new(&program)
        .args(["-c", "import numpy, pdqhash, PIL"])
        .output();
    if !importable.is_ok_and(|done| done.status.success()) {
        println!("skipped: python3 has no pdqhash, Pillow and numpy to make files and answers with");
        return None;
    }
    let mut command = Command::new(&program);
    command
        .args(["-B", "-W", "ignore"])
        .arg(fixtures().join("../golden/make.py"));
    let done = command.args(words).output().expect("Python runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(done.stdout)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn every_frame_of_every_good_file_hashes_as_committed() {
    let committed = committed();
    assert!(committed.len() > 50 && committed.iter().any(|told| told.frames.len() > 3));
    let faults: Vec<String> = committed.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_kind_of_file_hashes_as_the_reference_has_it_with_other_pictures_too() {
    let Some(stream) = ask(&["hashes"]) else { return };
    let mut told = Vec::new();
    let mut rest = stream.as_slice();
    while let Some((head, after)) = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .map(|end| rest.split_at(end))
    {
        let head: Value = serde_json::from_slice(head).expect("a line of JSON");
        let length = head.get("bytes").and_then(Value::as_u64).expect("a length");
        let (bytes, more) = after.split_at(1).1.split_at(usize::try_from(length).expect("a length"));
        told.push(Told {
            name: head.get("name").and_then(Value::as_str).expect("a name").to_owned(),
            bytes: bytes.to_vec(),
            frames: frames(head.get("frames").expect("frames")),
        });
        rest = more;
    }
    assert!(told.len() >= 150, "{} files", told.len());
    let faults: Vec<String> = told.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_committed_hashes_are_the_references() {
    let Some(answers) = ask(&["frames", path(&fixtures().join("good"))]) else {
        return;
    };
    let now = table(&answers);
    let committed = committed();
    assert_eq!(now.len(), committed.len());
    for told in committed {
        assert_eq!(now.get(&told.name).map(frames), Some(told.frames), "{}", told.name);
    }
}

/// Encoders and filters change a little from version to version, pictures do not: run
/// `cargo xtask gen --golden` where this fails.
#[test]
fn the_committed_files_and_goldens_are_what_is_made_of_them_today() {
    let good = fixtures().join("good");
    let Some(stale) = ask(&["drift", path(&good)]) else {
        return;
    };
    assert_eq!(String::from_utf8_lossy(&stale).trim(), "");
    let made = tempfile::tempdir().expect("a folder");
    ask(&["golden", path(&good), path(made.path())]);
    let names = |folder: &Path| -> Vec<_> {
        let entries = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    };
    let committed = fixtures().join("golden");
    assert_eq!(names(made.path()), names(&committed));
    for name in names(&committed)
        .iter()
        .filter(|name| Path::new(name).extension() == Some("png".as_ref()))
    {
        let [now, kept] = [made.path(), &committed].map(|folder| sheet(&folder.join(name)));
        assert_eq!((now.width, now.height), (kept.width, kept.height), "{name:?}");
        let steps = now
            .bytes
            .iter()
            .zip(&kept.bytes)
            .map(|(one, other)| one.abs_diff(*other));
        assert!(steps.max() <= Some(2), "{name:?}");
    }
}

fn sheet(path: &Path) -> Shown {
    let file = std::fs::read(path).expect("a sheet");
    let read = Reader::new().read(&file, &Limits::recommended(), WANT, &mut |_| {});
    read.expect("a sheet").shown
}

/// The comparison can fail: nothing that is hashed wrongly is within its bounds.
#[test]
fn another_picture_and_one_that_was_turned_or_laid_over_grey_are_no_answer() {
    let committed = committed();
    for (one, other) in committed.iter().zip(committed.iter().cycle().skip(1)) {
        let swapped = Told {
            name: one.name.clone(),
            bytes: one.bytes.clone(),
            frames: other.frames.clone(),
        };
        assert!(!faults(&swapped).is_empty(), "{} as {}", one.name, other.name);
    }
    let seen = |told: &Told| {
        let shown = read(&told.bytes).shown;
        let rgb = shown.to_rgb().expect("pixels");
        let pdq = hash_rgb(shown.width, shown.height, &rgb).expect("a hash");
        told.frames
            .iter()
            .map(|(theirs, _)| distance(pdq.hash, theirs))
            .min()
            .expect("a frame")
    };
    for told in committed.iter().filter(|told| told.name.contains("turned")) {
        assert!(seen(told) > MATCHING_BITS, "{}: {} bits", told.name, seen(told));
    }
    for told in committed.iter().filter(|told| told.name.contains("alpha")) {
        assert!(seen(told) > JPEG_BITS, "{}: {} bits", told.name, seen(told));
    }
}
