//! The place of one chunk, where it is opened without a copy elsewhere.

use super::OpenError;
use chacha20poly1305::aead::{self, Buffer};

/// One chunk where its clear bytes belong; its tag is behind it until it is opened, and the next chunk
/// overwrites that.
pub(super) struct Place<'a> {
    bytes: &'a mut [u8],
    /// How many of them count.
    pub(super) length: usize,
}

impl<'a> Place<'a> {
    /// Puts a sealed chunk where its clear bytes belong.
    pub(super) fn of(room: &'a mut [u8], at: usize, chunk: &[u8]) -> Result<Self, OpenError> {
        let length = chunk.len();
        let bytes = room
            .get_mut(at..)
            .and_then(|rest| rest.get_mut(..length))
            .ok_or(OpenError::NoMemory { wanted: length })?;
        bytes.copy_from_slice(chunk);
        Ok(Self { bytes, length })
    }
}

impl AsRef<[u8]> for Place<'_> {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl AsMut<[u8]> for Place<'_> {
    fn as_mut(&mut self) -> &mut [u8] {
        self.bytes.get_mut(..self.length).unwrap_or_default()
    }
}

impl Buffer for Place<'_> {
    /// Opening never makes anything longer.
    fn extend_from_slice(&mut self, _more: &[u8]) -> aead::Result<()> {
        Err(aead::Error)
    }

    fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }
}
