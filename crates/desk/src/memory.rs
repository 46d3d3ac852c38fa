//! Whether what the desk holds in clear is locked in memory, in the window's words.
//!
//! The books are `scrim-media`'s, where the bytes are; here is only how much is worth trying for.

use scrim_media::{
    RenditionSettings,
    clear::{self, Locking},
};
use scrim_wire::ipc::view::MemoryLock;

/// What a look takes at most in clear, bytes, for a picture of three by four: through the lens, a plane
/// in clear, a veiled one and the one that is drawn; and two files of at most a third of a byte a pixel.
pub const LOOK_BYTES: usize = {
    let long_edge = RenditionSettings::recommended().look_long_edge_px as usize;
    let pixels = long_edge * (long_edge * 3 / 4);
    3 * pixels + 2 * (pixels / 3)
};

/// A look fits what most systems let a user lock: 8 MiB since Linux 5.16.
const _: () = assert!(LOOK_BYTES < 8 * 1024 * 1024);

/// Tries out whether a look's bytes can be locked; what is found stays in the view.
pub fn try_locking() -> MemoryLock {
    words(clear::probe(LOOK_BYTES))
}

/// The least that has been true since the start.
pub(crate) fn memory_lock() -> MemoryLock {
    words(clear::locking())
}

fn words(found: Locking) -> MemoryLock {
    let bytes = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    match found {
        Locking::Locked => MemoryLock::Locked,
        Locking::Partly { locked, held } => MemoryLock::Partly {
            locked_bytes: bytes(locked),
            held_bytes: bytes(held),
        },
        Locking::NotLocked(_) => MemoryLock::NotLocked,
    }
}
