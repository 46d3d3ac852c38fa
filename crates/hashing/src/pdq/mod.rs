//! PDQ as HMA computes it: over the full-size picture, never a 512 px copy of it.
//!
//! Bit-exact with the reference (and so with Python's `pdqhash`) on the same pixels, which
//! is why the order of every float operation below is the reference's. Most pictures need not
//! that order: a shortcut (`tent`) blurs them in a twentieth of the time, and where its
//! rounding could make a difference, the reference's way is gone. It deliberately does
//! not decode, rotate or convert colours; who holds a palette or CMYK picture decides first
//! what its pixels are.

mod hash;
mod hasher;
mod jarosz;
mod lanes;
mod picture;
mod tent;
mod transform;

pub use hash::{MATCH_DISTANCE, ParseHashError, PdqHash, TWIN_DISTANCE};
pub use hasher::{Hasher, hash_grey, hash_luma, hash_rgb};
pub use picture::{LumaView, MIN_SIDE_PX, PdqError};

/// A picture's hash and how much to trust it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pdq {
    /// The 256-bit hash.
    pub hash: PdqHash,
    /// 0 (featureless) to 100: the reference's integer sum of the gradients that matter.
    /// HMA discards hashes at 49 and below.
    pub quality: u8,
}
