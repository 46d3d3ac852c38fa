//! Random tokens: 256 bits, shown once, kept as SHA-256.

use scrim_store::people::TokenHash;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The system gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no randomness")]
pub struct NoEntropy;

/// A fresh token as hex.
///
/// # Errors
/// [`NoEntropy`].
pub fn fresh() -> Result<Zeroizing<String>, NoEntropy> {
    random::<32>().map(|bytes| Zeroizing::new(hex::encode(*bytes)))
}

/// Fresh random bytes.
///
/// # Errors
/// [`NoEntropy`].
pub fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, NoEntropy> {
    let mut bytes = Zeroizing::new([0_u8; N]);
    #[expect(clippy::disallowed_methods, reason = "the one place where the hub draws randomness")]
    getrandom::fill(bytes.as_mut_slice()).map_err(|_error| NoEntropy)?;
    Ok(bytes)
}

/// What is kept of a token. A fast hash suffices: nobody guesses 256 random bits.
pub fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}
