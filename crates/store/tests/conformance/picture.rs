//! Made-up pictures: bytes and hashes as far from each other as a test wants them.

use scrim_hashing::pdq::PdqHash;
use scrim_model::matching::Perceptual;
use sha2::{Digest, Sha256};

/// A picture as its bytes and its perceptual hash.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Picture {
    pub(crate) sha256: [u8; 32],
    pub(crate) perceptual: Perceptual,
}

impl Picture {
    /// A picture far from every other one.
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            sha256: Sha256::digest([seed]).into(),
            perceptual: Perceptual {
                hash: PdqHash(Sha256::digest([seed, 1]).into()),
                quality: 100,
            },
        }
    }

    /// Other bytes whose hash is `bits` off.
    pub(crate) fn altered(self, bits: usize) -> Self {
        let mut hash = self.perceptual.hash.0;
        for bit in 0..bits {
            let byte = hash.get_mut(bit / 8).expect("a hash has 256 bits");
            *byte ^= 1 << (bit % 8);
        }
        let mut bytes = Sha256::new();
        bytes.update(self.sha256);
        bytes.update([u8::try_from(bits).expect("few bits"), 7]);
        Self {
            sha256: bytes.finalize().into(),
            perceptual: Perceptual {
                hash: PdqHash(hash),
                ..self.perceptual
            },
        }
    }

    pub(crate) fn with_quality(self, quality: u8) -> Self {
        Self {
            perceptual: Perceptual {
                quality,
                ..self.perceptual
            },
            ..self
        }
    }

    /// Other bytes, the same hash: the same picture encoded again.
    pub(crate) fn encoded_again(self) -> Self {
        self.altered(0)
    }
}
