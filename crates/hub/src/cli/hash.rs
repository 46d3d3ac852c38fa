//! `scrim-hub hash FILE…`: what this hub makes of files, without keeping anything.

use super::{WorkerArguments, json_line, pictures};
use crate::intake::{digests, perceptual};
use clap::Args;
use scrim_media::{Decoded, Limits, SourceTrait, sniff};
use std::{fs, path::PathBuf, process::ExitCode};

/// Hash files: one JSON line each, `pdq` null with a `reason` where a file has no comparable hash.
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

fn hashed(workers: &scrim_worker::WorkerPool, file: &PathBuf) -> anyhow::Result<serde_json::Value> {
    let name = file.display().to_string();
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Ok(
                serde_json::json!({"file": name, "sha256": null, "pdq": null, "quality": null, "reason": error.to_string()}),
            );
        }
    };
    let sha256 = hex::encode(digests(&bytes).sha256);
    let found = if sniff(&bytes).is_none() {
        Err("unsupported_format".to_owned())
    } else {
        match workers.decode(&bytes, &Limits::recommended()) {
            Ok(picture) => comparable(&picture),
            Err(error) if error.is_the_pictures_fault() => Err(error.reason().to_owned()),
            Err(error) => return Err(error.into()),
        }
    };
    Ok(match found {
        Ok((pdq, quality)) => serde_json::json!({"file": name, "sha256": sha256, "pdq": pdq, "quality": quality}),
        Err(reason) => {
            serde_json::json!({"file": name, "sha256": sha256, "pdq": null, "quality": null, "reason": reason})
        }
    })
}

/// The hash, where it can be compared with other systems': for palette, CMYK and bilevel files the
/// reference hashes other numbers than the picture's colours.
fn comparable(picture: &Decoded) -> Result<(String, u8), String> {
    for odd in [SourceTrait::Palette, SourceTrait::Cmyk, SourceTrait::Bilevel] {
        if picture.traits.contains(odd) {
            return Err(format!("not_comparable_{}", odd.name()));
        }
    }
    let found = perceptual(picture).ok_or("too_small")?;
    Ok((found.hash.to_string(), found.quality))
}
