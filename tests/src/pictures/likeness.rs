//! How alike two files are to the hub: decoded and hashed by the product's own code.

use super::alter::File;
use anyhow::Context as _;
use scrim_hashing::pdq::PdqHash;
use scrim_media::{Limits, Want};
use scrim_worker::PictureReader;

/// A file's PDQ hash and its quality, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The hash.
    pub hash: PdqHash,
    /// The quality.
    pub quality: u8,
}

impl Likeness {
    /// As the hub would see a file.
    ///
    /// # Errors
    /// Where the file does not decode or has no hash.
    pub fn of(file: &File) -> anyhow::Result<Self> {
        let reading = PictureReader::new()
            .read(&file.bytes, &Limits::recommended(), Want::Reduced { long_edge: 16 })
            .with_context(|| format!("{} does not decode", file.name))?;
        let first = reading.hashes.first();
        let hashed = first.with_context(|| format!("{} has no hash", file.name))?;
        Ok(Self {
            hash: hashed.pdq.hash,
            quality: hashed.pdq.quality,
        })
    }

    /// Bits that differ.
    pub fn distance(self, other: Self) -> u32 {
        self.hash.distance(other.hash)
    }
}
