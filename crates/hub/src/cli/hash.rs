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
        let frame = |hashed: &FramePdq| {
            json!({"frame": hashed.frame, "pdq": hashed.pdq.hash.to_string(), "quality": hashed.pdq.quality})
        };
        line["frames"] = picture.hashes.iter().map(frame).collect();
    }
    line
}

/// For palette, CMYK and bilevel files the reference hashes other numbers than the picture's colours.
fn odd(picture: &Reading) -> Option<SourceTrait> {
    [SourceTrait::Palette, SourceTrait::Cmyk, SourceTrait::Bilevel]
        .into_iter()
        .find(|odd| picture.facts.traits.contains(*odd))
}
