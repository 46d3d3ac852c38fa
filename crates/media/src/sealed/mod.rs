//! Sealed bytes: one rendition, encrypted under a key of its own.
//!
//! `XChaCha20-Poly1305` in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015,
//! <https://eprint.iacr.org/2015/189.pdf>): chunks of 64 KiB, each with its place and a mark on the
//! last one in its nonce, so that a chunk can be neither moved, dropped, repeated nor cut off. Layout:
//!
//! ```text
//! 19 bytes nonce prefix │ 64 KiB + 16 bytes tag │ … │ 0 to 64 KiB + 16 bytes tag
//! ```
//!
//! Deliberately knows nothing of where keys and randomness come from, nor what the associated bytes
//! mean: both are arguments. Nothing of a picture that does not verify ever leaves [`open`].

mod key;
mod place;

pub use key::{BadKey, KEY_BYTES, Key};

use crate::clear::{ClearBytes, NoRoom};
use aead_stream::{DecryptorBE32, EncryptorBE32, Nonce, StreamBE32};
use chacha20poly1305::{XChaCha20Poly1305, aead::Payload};
use place::Place;
use zeroize::Zeroizing;

/// Length of the random prefix that the caller draws anew for every sealing, bytes.
pub const NONCE_PREFIX_BYTES: usize = 19;

/// Length of a chunk in clear, bytes.
const CHUNK_BYTES: usize = 64 * 1024;

/// Length of the tag after each chunk, bytes.
const TAG_BYTES: usize = 16;

/// Why sealed bytes did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Shorter than the prefix and one tag.
    #[error("sealed bytes are cut off: {have} bytes")]
    TooShort {
        /// How many there are.
        have: usize,
    },
    /// More bytes in clear than the caller wants.
    #[error("sealed bytes hold {clear} bytes, more than {limit}")]
    TooLarge {
        /// How many there would be.
        clear: usize,
        /// How many were wanted at most.
        limit: usize,
    },
    /// Another key, other associated bytes, or changed on the way; which one cannot be told.
    #[error("sealed bytes do not verify")]
    NotAuthentic,
    /// No memory for the bytes in clear.
    #[error("no memory for {wanted} bytes")]
    NoMemory {
        /// How many were wanted.
        wanted: usize,
    },
}

/// Seals `clear` under `key`, bound to `associated` (for a rendition: item id, then rung).
///
/// `nonce_prefix` must be drawn at random for every call.
///
/// # Panics
/// Never: the cipher refuses only lengths that no memory holds.
pub fn seal(key: &Key, associated: &[u8], nonce_prefix: [u8; NONCE_PREFIX_BYTES], clear: &[u8]) -> Vec<u8> {
    let mut stream = EncryptorBE32::<XChaCha20Poly1305>::new(
        key.bytes().into(),
        &Nonce::<XChaCha20Poly1305, StreamBE32<_>>::from(nonce_prefix),
    );
    let mut sealed = Vec::with_capacity(sealed_bytes(clear.len()));
    sealed.extend_from_slice(&nonce_prefix);
    let (full, last) = clear.split_at(last_chunk_at(clear.len(), CHUNK_BYTES));
    for chunk in full.chunks(CHUNK_BYTES) {
        let chunk = stream
            .encrypt_next(payload(chunk, associated))
            .expect("the counter of chunks suffices for 256 TiB");
        sealed.extend_from_slice(&chunk);
    }
    let last = stream
        .encrypt_last(payload(last, associated))
        .expect("a chunk is far below the cipher's limit of 256 GiB");
    sealed.extend_from_slice(&last);
    sealed
}

/// Opens what [`seal`] made under the same key and the same associated bytes.
///
/// The answer is zeroed when dropped and is allocated once, so that no copy stays behind.
///
/// # Errors
/// [`OpenError`]; whoever changed the bytes learns nothing from it.
pub fn open(key: &Key, associated: &[u8], sealed: &[u8], max_bytes: usize) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let wanted = admitted(sealed, max_bytes)?;
    let mut room = Zeroizing::new(Vec::new());
    room.try_reserve_exact(wanted)
        .map_err(|_refused| OpenError::NoMemory { wanted })?;
    room.resize(wanted, 0);
    let clear = open_into(key, associated, sealed, &mut room)?;
    room.truncate(clear);
    Ok(room)
}

/// The same into memory for [bytes in clear](crate::clear), and into no other on the way.
///
/// # Errors
/// As for [`open`].
pub fn open_clear(key: &Key, associated: &[u8], sealed: &[u8], max_bytes: usize) -> Result<ClearBytes, OpenError> {
    let wanted = admitted(sealed, max_bytes)?;
    let mut room = ClearBytes::zeroed(wanted).map_err(|NoRoom { wanted }| OpenError::NoMemory { wanted })?;
    let clear = open_into(key, associated, sealed, &mut room)?;
    room.truncate(clear);
    Ok(room)
}

/// The room that opening takes, bytes: those in clear and their tags.
fn admitted(sealed: &[u8], limit: usize) -> Result<usize, OpenError> {
    let (_, body) = parts(sealed)?;
    let clear = clear_bytes(body.len());
    if clear > limit {
        return Err(OpenError::TooLarge { clear, limit });
    }
    Ok(body.len())
}

fn parts(sealed: &[u8]) -> Result<(&[u8; NONCE_PREFIX_BYTES], &[u8]), OpenError> {
    sealed
        .split_first_chunk::<NONCE_PREFIX_BYTES>()
        .filter(|(_, body)| body.len() >= TAG_BYTES)
        .ok_or(OpenError::TooShort { have: sealed.len() })
}

/// Opens chunk after chunk where it belongs and answers how many bytes of the room are the clear ones.
fn open_into(key: &Key, associated: &[u8], sealed: &[u8], room: &mut [u8]) -> Result<usize, OpenError> {
    let (prefix, body) = parts(sealed)?;
    let mut stream = DecryptorBE32::<XChaCha20Poly1305>::new(
        key.bytes().into(),
        &Nonce::<XChaCha20Poly1305, StreamBE32<_>>::from(*prefix),
    );
    let (full, last) = body.split_at(last_chunk_at(body.len(), CHUNK_BYTES + TAG_BYTES));
    let mut at = 0;
    for chunk in full.chunks(CHUNK_BYTES + TAG_BYTES) {
        let mut place = Place::of(room, at, chunk)?;
        let opened = stream.decrypt_next_in_place(associated, &mut place);
        opened.map_err(|_opaque| OpenError::NotAuthentic)?;
        at += place.length;
    }
    let mut place = Place::of(room, at, last)?;
    let opened = stream.decrypt_last_in_place(associated, &mut place);
    opened.map_err(|_opaque| OpenError::NotAuthentic)?;
    Ok(at + place.length)
}

/// How many bytes `clear` bytes take when sealed.
pub fn sealed_bytes(clear: usize) -> usize {
    let chunks = clear.div_ceil(CHUNK_BYTES).max(1);
    clear
        .saturating_add(chunks.saturating_mul(TAG_BYTES))
        .saturating_add(NONCE_PREFIX_BYTES)
}

fn clear_bytes(body: usize) -> usize {
    let chunks = body.div_ceil(CHUNK_BYTES + TAG_BYTES);
    body.saturating_sub(chunks.saturating_mul(TAG_BYTES))
}

/// Where the last chunk begins: it is never empty unless everything is.
fn last_chunk_at(total: usize, chunk: usize) -> usize {
    total.saturating_sub(1) / chunk * chunk
}

fn payload<'a>(msg: &'a [u8], aad: &'a [u8]) -> Payload<'a, 'a> {
    Payload { msg, aad }
}

#[cfg(test)]
mod tests;
