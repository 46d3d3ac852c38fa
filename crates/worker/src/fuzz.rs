//! The readers of what parent and worker say to each other, thrown random bytes at. For fuzzing alone.

use crate::protocol::{
    read_answer, read_hashes, read_hello, read_request, write_answer, write_hashes, write_hello, write_request,
};

/// Reads `bytes` as every message there is. What is understood must be written the same way again.
///
/// # Panics
/// Where it is not: that is what is looked for.
pub fn messages(bytes: &[u8]) {
    if let Some(state) = read_hello(bytes) {
        assert_eq!(write_hello(state), bytes);
    }
    if let Some((limits, want)) = read_request(bytes) {
        assert_eq!(write_request(&limits, want), bytes);
    }
    if let Ok(Ok(header)) = read_answer(bytes) {
        assert_eq!(write_answer(&Ok(header)), bytes);
        let _ = (header.pixel_bytes(), header.hash_bytes());
    }
    if let Some((frames, records)) = bytes.split_first_chunk::<4>()
        && let Some(hashes) = read_hashes(records, u32::from_le_bytes(*frames))
    {
        assert_eq!(write_hashes(&hashes), records);
    }
}
