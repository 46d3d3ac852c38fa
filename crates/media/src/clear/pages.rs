//! Pages of the system's, held for bytes in clear alone, so that no lock is shared with anything else.

use super::books::{Locking, WhyNot, books};
use memmap2::MmapMut;
use std::io;

/// The smallest piece that is worth trying to lock, bytes: a page.
const LEAST_BYTES: usize = 4_096;

/// A stretch of pages, unmapped when dropped.
pub(super) struct Pages {
    map: MmapMut,
    length: usize,
    locked: bool,
}

impl Pages {
    /// Pages for so many bytes, locked and left out of dumps where the system does so.
    pub(super) fn of(bytes: usize) -> io::Result<(Self, Result<(), WhyNot>)> {
        let map = MmapMut::map_anon(bytes.max(1))?;
        let left_out = leave_out(&map);
        let lock = lock(&map).and(left_out);
        let pages = Self {
            map,
            length: bytes,
            locked: lock.is_ok(),
        };
        Ok((pages, lock))
    }

    pub(super) fn is_locked(&self) -> bool {
        self.locked
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.map.get(..self.length).unwrap_or_default()
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        self.map.get_mut(..self.length).unwrap_or_default()
    }
}

/// Tries out how much of so many bytes could be locked just now, and keeps it in mind for
/// [`super::locking`].
pub fn probe(bytes: usize) -> Locking {
    let found = try_out(bytes);
    books().note(found);
    found
}

fn try_out(bytes: usize) -> Locking {
    let mut size = bytes;
    loop {
        let why = match Pages::of(size) {
            Ok((_, Ok(()))) if size == bytes => return Locking::Locked,
            Ok((_, Ok(()))) => {
                return Locking::Partly {
                    locked: size,
                    held: bytes,
                };
            }
            Ok((_, Err(why))) => why,
            Err(_no_pages) => WhyNot::Refused,
        };
        if size <= LEAST_BYTES {
            return Locking::NotLocked(why);
        }
        size = (size / 2).max(LEAST_BYTES);
    }
}

#[cfg(unix)]
fn lock(map: &MmapMut) -> Result<(), WhyNot> {
    // mlock(2): too much is ENOMEM, EAGAIN or, where nothing at all may be locked, EPERM.
    map.lock().map_err(|refusal| match refusal.kind() {
        io::ErrorKind::OutOfMemory | io::ErrorKind::WouldBlock | io::ErrorKind::PermissionDenied => WhyNot::Limit,
        _ => WhyNot::Refused,
    })
}

#[cfg(not(unix))]
fn lock(_map: &MmapMut) -> Result<(), WhyNot> {
    Err(WhyNot::NotOffered)
}

/// Neither a core dump nor a child gets the pages.
#[cfg(target_os = "linux")]
fn leave_out(map: &MmapMut) -> Result<(), WhyNot> {
    use memmap2::Advice;
    let done = map.advise(Advice::DontDump).and_then(|()| map.advise(Advice::DontFork));
    done.map_err(|_refused| WhyNot::Refused)
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "only Linux has this and can refuse it")]
fn leave_out(_map: &MmapMut) -> Result<(), WhyNot> {
    Ok(())
}
