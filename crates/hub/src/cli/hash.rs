//! `scrim-hub hash FILE…`: what this hub makes of files, without keeping anything.

use super::{WorkerArguments, json_line, pictures};
use crate::intake::digests;
use clap::Args;
use scrim_media::{Limits, SourceTrait, Want, refused, sniff};
use scrim_worker::{FramePdq, Reading, WorkerPool};
use serde_json::{Value, json};
use std::{fs, path::PathBuf, process::ExitCode};

/// Nothing is shown, so hardly any pixels are asked for.
const SMALLEST: Want = Want::Reduced { long_edge: 16 };

/// Hash files: one JSON line each, `pdq` null with a `reason` where a file has no comparable hash; of an
/// animation also `frames`, each with its own.
#[derive(Args)]
pub(super) struct Hash {
    #[command(flatten)]
    worker: WorkerArguments,
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Hash {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let workers = pictures::workers(&self.worker)?;
        let hashing = tokio::task::spawn_blocking(move || -> anyhow::Result<()> {
            for file in &self.files {
                json_line(&hashed(&workers, file)?)?;
            }
            Ok(())
        });
        hashing.await??;
        Ok(ExitCode::SUCCESS)
    }
}

fn hashed(workers: &WorkerPool, file: &PathBuf) -> anyhow::Result<Value> {
    let name = file.display().to_string();
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(unhashed(&name, None, &error.to_string())),
    };
    let sha256 = hex::encode(digests(&bytes).sha256);
    if sniff(&bytes).is_none() {
        return Ok(unhashed(&name, Some(&sha256), refused(&bytes).reason()));
    }
    match workers.read(&bytes, &Limits::recommended(), SMALLEST) {
        Ok(picture) => Ok(line(&name, &sha256, &picture)),
        Err(error) if error.is_the_pictures_fault() => Ok(unhashed(&name, Some(&sha256), error.reason())),
        Err(error) => Err(error.into()),
    }
}

fn unhashed(name: &str, sha256: Option<&str>, reason: &str) -> Value {
    json!({"file": name, "sha256": sha256, "pdq": null, "quality": null, "reason": reason})
}

/// The first frame's hash, where it can be compared with other systems'; of an animation every frame's,
/// too.
fn line(name: &str, sha256: &str, picture: &Reading) -> Value {
    let mut line = match (odd(picture), picture.hashes.first()) {
        (Some(odd), _) => unhashed(name, Some(sha256), &format!("not_comparable_{}", odd.name())),
        (None, None) => unhashed(name, Some(sha256), "too_small"),
        (None, Some(first)) => json!({
            "file": name, "sha256": sha256, "pdq": first.pdq.hash.to_string(), "quality": first.pdq.quality,
        }),
    };
    if picture.facts.frames > 1 {
        let frame = |hashed: &FramePdq| json!({"frame": hashed.frame, "pdq": hashed.pdq.hash.to_string(), "quality": hashed.pdq.quality});
        let frames = picture.hashes.iter().map(frame).collect();
        line.as_object_mut()
            .and_then(|line| line.insert("frames".to_owned(), frames));
    }
    line
}

/// For palette, CMYK and bilevel files the reference hashes other numbers than the picture's colours.
fn odd(picture: &Reading) -> Option<SourceTrait> {
    [SourceTrait::Palette, SourceTrait::Cmyk, SourceTrait::Bilevel]
        .into_iter()
        .find(|odd| picture.facts.traits.contains(*odd))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_hashing::pdq::{Pdq, PdqHash};
    use scrim_media::{Facts, Format, Orientation, Shown, SourceTraits};

    fn read(frames: u32, traits: SourceTraits) -> Reading {
        let hash = |frame: u32| FramePdq {
            frame,
            pdq: Pdq {
                hash: PdqHash([u8::try_from(frame).expect("few"); 32]),
                quality: 90,
            },
            cell: None,
        };
        Reading {
            facts: Facts {
                width: 64,
                height: 64,
                format: Format::Png,
                orientation: Orientation::Normal,
                traits,
                frames,
            },
            shown: Shown::of_rgb(1, 1, vec![0; 3]),
            hashes: (0..frames).map(hash).collect(),
            cells: Vec::new(),
        }
    }

    #[test]
    fn a_still_has_one_hash_and_an_animation_one_a_frame() {
        let still = line("a.png", "00", &read(1, SourceTraits::default()));
        assert_eq!(
            still,
            json!({"file": "a.png", "sha256": "00", "pdq": "00".repeat(32), "quality": 90})
        );
        let moving = line("a.png", "00", &read(2, SourceTraits::default()));
        assert_eq!(moving["pdq"], still["pdq"]);
        assert_eq!(
            moving["frames"][1],
            json!({"frame": 1, "pdq": "01".repeat(32), "quality": 90})
        );
    }

    #[test]
    fn what_other_systems_hash_otherwise_says_so() {
        let palette = SourceTraits::default().with(SourceTrait::Palette);
        let told = line("a.gif", "00", &read(2, palette));
        assert_eq!(
            (&told["pdq"], &told["reason"]),
            (&Value::Null, &json!("not_comparable_palette"))
        );
        assert_eq!(
            told["frames"].as_array().map(Vec::len),
            Some(2),
            "within one hub they are compared"
        );
    }
}
