//! Where the desk's randomness comes from: an argument everywhere but here.

use uuid::Uuid;

/// Draws bytes that nobody can foresee.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "the one place where the desk draws randomness")]
        getrandom::fill(bytes).expect("a system that runs a window has randomness");
    }
}

/// An array of random bytes.
pub(crate) fn draw<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// A random id.
pub(crate) fn draw_id(random: &dyn Random) -> Uuid {
    uuid::Builder::from_random_bytes(draw(random)).into_uuid()
}
