//! The readers of what parent and worker say to each other, thrown random bytes at. For fuzzing alone.

use crate::protocol::{
    read_answer, read_cells, read_hashes, read_hello, read_request, write_answer, write_cells, write_hashes,
    write_hello, write_request,
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
        let _ = (header.pixel_bytes(), header.hash_bytes(), header.cell_bytes());
    }
    let Some((frames, records)) = bytes.split_first_chunk::<4>() else {
        return;
    };
    let frames = u32::from_le_bytes(*frames);
    if let Some(hashes) = read_hashes(records, frames, u8::MAX) {
        assert_eq!(write_hashes(&hashes), records);
    }
    if let Some(cells) = read_cells(records, frames, (u32::MAX, u32::MAX)) {
        assert_eq!(write_cells(&cells), records);
    }
}
