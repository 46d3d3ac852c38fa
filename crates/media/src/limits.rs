//! What a picture may cost, decided by the caller before a byte is parsed. Knows no decoder.

use crate::DecodeError;

/// Bounds on one picture. Every decode takes them; there is no default on purpose, so that no
/// caller runs without having thought about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Largest picture, in pixels (width × height as the header states them).
    pub max_pixels: u64,
    /// Largest width, in pixels.
    pub max_width: u32,
    /// Largest height, in pixels.
    pub max_height: u32,
    /// Largest memory a decode may need, in bytes, as estimated from the header.
    pub max_memory_bytes: u64,
    /// Frames of an animation that are read; what is left out is said, not refused.
    pub max_frames: u32,
    /// Pixels of all frames together after which no further one is read.
    pub max_frame_pixels: u64,
}

impl Limits {
    /// 64 MiB: 100 megapixels at about 5 bits a pixel, twice a camera's finest JPEG.
    pub const RECOMMENDED_MAX_BYTES: u64 = 64 * 1024 * 1024;
    /// 100 megapixels. A header claiming 96 cost 680 ms and 278 MiB in the `image` crate with its
    /// own limits on; telephones reach 50, and 108 in a mode few use.
    pub const RECOMMENDED_MAX_PIXELS: u64 = 100_000_000;
    /// The largest side a WebP or most JPEG encoders can express is 16,383 or 65,535.
    pub const RECOMMENDED_MAX_SIDE: u32 = 32_768;
    /// 416 MiB, within a worker's 512: 48 megapixels of progressive JPEG with their coefficients, 100 of any
    /// baseline JPEG.
    pub const RECOMMENDED_MAX_MEMORY_BYTES: u64 = 416 * 1024 * 1024;
    /// Forty seconds of a film at 25 frames a second.
    pub const RECOMMENDED_MAX_FRAMES: u32 = 1_000;
    /// 120 megapixels: 450 frames of 512×512, about a second of work.
    pub const RECOMMENDED_MAX_FRAME_PIXELS: u64 = 120_000_000;

    /// The bounds we would choose for uploads of an open platform; see the constants for why.
    pub const fn recommended() -> Self {
        Self {
            max_bytes: Self::RECOMMENDED_MAX_BYTES,
            max_pixels: Self::RECOMMENDED_MAX_PIXELS,
            max_width: Self::RECOMMENDED_MAX_SIDE,
            max_height: Self::RECOMMENDED_MAX_SIDE,
            max_memory_bytes: Self::RECOMMENDED_MAX_MEMORY_BYTES,
            max_frames: Self::RECOMMENDED_MAX_FRAMES,
            max_frame_pixels: Self::RECOMMENDED_MAX_FRAME_PIXELS,
        }
    }

    /// Whether a file of this many bytes may be looked at.
    ///
    /// # Errors
    /// [`DecodeError::TooManyBytes`].
    pub fn admit_bytes(&self, bytes: usize) -> Result<(), DecodeError> {
        match u64::try_from(bytes) {
            Ok(bytes) if bytes <= self.max_bytes => Ok(()),
            Ok(_) | Err(_) => Err(DecodeError::TooManyBytes),
        }
    }

    /// Whether a picture of this size may be decoded; asked on the header, before any allocation.
    /// `bytes_per_pixel` is the decoder's whole need: output, coefficients and scratch.
    ///
    /// # Errors
    /// [`DecodeError::Corrupt`] for an empty picture, else the limit that is exceeded.
    pub fn admit_size(&self, width: u32, height: u32, bytes_per_pixel: u64) -> Result<(), DecodeError> {
        if width == 0 || height == 0 {
            return Err(DecodeError::Corrupt);
        }
        self.admit_sides(width, height)?;
        let pixels = u64::from(width) * u64::from(height);
        if pixels > self.max_pixels {
            return Err(DecodeError::TooManyPixels);
        }
        if pixels.saturating_mul(bytes_per_pixel) > self.max_memory_bytes {
            return Err(DecodeError::TooMuchMemory);
        }
        Ok(())
    }

    /// Whether neither side, in pixels, is longer than may be.
    ///
    /// # Errors
    /// [`DecodeError::TooLargeSide`].
    pub fn admit_sides(&self, width: u32, height: u32) -> Result<(), DecodeError> {
        if width > self.max_width || height > self.max_height {
            Err(DecodeError::TooLargeSide)
        } else {
            Ok(())
        }
    }
}
