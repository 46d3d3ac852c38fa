//! Bytes in clear: the one place for files and pixels of a picture that a person may see just now.
//!
//! They lie in pages of their own, locked against swapping as far as the system allows, left out of core
//! dumps and of child processes, and are zeroed when they are dropped. Where the system refuses, the
//! bytes are there all the same and [`locking`] says so. Knows nothing of what may be seen when.

mod books;
mod pages;

pub use books::{Locking, WhyNot, locking};
pub use pages::probe;

use books::books;
use pages::Pages;
use std::{
    fmt,
    ops::{Deref, DerefMut},
    sync::Arc,
};
use zeroize::{Zeroize, Zeroizing};

/// No memory for so many bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no memory for {wanted} bytes")]
pub struct NoRoom {
    /// How many were wanted.
    pub wanted: usize,
}

/// Bytes in clear, in one piece that never moves.
pub struct ClearBytes {
    room: Room,
    length: usize,
}

/// Bytes in clear that several may hold; zeroed when the last of them lets go. A clone copies nothing.
#[derive(Clone)]
pub struct ClearPicture(Arc<ClearBytes>);

enum Room {
    /// The rule.
    Pages(Pages),
    /// The system gave no pages. Zeroed too, and never locked.
    Heap(Zeroizing<Vec<u8>>),
}

impl ClearBytes {
    /// Room for so many bytes, all zero.
    ///
    /// # Errors
    /// [`NoRoom`].
    pub fn zeroed(bytes: usize) -> Result<Self, NoRoom> {
        let (pages, lock) = Pages::of(bytes).map_err(|_refused| NoRoom { wanted: bytes })?;
        Ok(Self::within(Room::Pages(pages), lock))
    }

    /// A copy of bytes that somebody else keeps.
    ///
    /// # Errors
    /// [`NoRoom`].
    pub fn copy_of(bytes: &[u8]) -> Result<Self, NoRoom> {
        let mut copy = Self::zeroed(bytes.len())?;
        copy.copy_from_slice(bytes);
        Ok(copy)
    }

    /// Cuts off what is beyond so many bytes. It is zeroed with the rest.
    pub fn truncate(&mut self, bytes: usize) {
        self.length = self.length.min(bytes);
    }

    fn within(room: Room, lock: Result<(), WhyNot>) -> Self {
        let length = room.bytes().len();
        books().enter(length, lock);
        Self { room, length }
    }
}

impl Room {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Pages(pages) => pages.bytes(),
            Self::Heap(heap) => heap,
        }
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Pages(pages) => pages.bytes_mut(),
            Self::Heap(heap) => heap,
        }
    }
}

impl From<Vec<u8>> for ClearBytes {
    /// Moves bytes here and zeroes where they were. Without room for them they stay there.
    fn from(bytes: Vec<u8>) -> Self {
        let bytes = Zeroizing::new(bytes);
        Self::copy_of(&bytes).unwrap_or_else(|_no_room| Self::within(Room::Heap(bytes), Err(WhyNot::Refused)))
    }
}

impl Deref for ClearBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.room.bytes().get(..self.length).unwrap_or_default()
    }
}

impl DerefMut for ClearBytes {
    fn deref_mut(&mut self) -> &mut [u8] {
        self.room.bytes_mut().get_mut(..self.length).unwrap_or_default()
    }
}

impl Drop for ClearBytes {
    fn drop(&mut self) {
        let bytes = self.room.bytes_mut();
        bytes.zeroize();
        let length = bytes.len();
        books().strike(length, matches!(&self.room, Room::Pages(pages) if pages.is_locked()));
    }
}

impl Deref for ClearPicture {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<ClearBytes> for ClearPicture {
    fn from(bytes: ClearBytes) -> Self {
        Self(Arc::new(bytes))
    }
}

impl From<Vec<u8>> for ClearPicture {
    /// As for [`ClearBytes`].
    fn from(bytes: Vec<u8>) -> Self {
        ClearBytes::from(bytes).into()
    }
}

impl fmt::Debug for ClearBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClearBytes({})", self.length)
    }
}

impl fmt::Debug for ClearPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClearPicture({})", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_kept_as_they_are_and_cut_where_one_likes() {
        for length in [0, 1, 4_095, 4_096, 4_097, 300_000] {
            let given: Vec<u8> = (0..=255).cycle().take(length).collect();
            let mut kept = ClearBytes::from(given.clone());
            assert!(*kept == *given, "{length} bytes");
            kept.truncate(length / 2);
            assert_eq!(kept.len(), length / 2);
        }
    }

    #[test]
    fn a_shared_picture_is_one_copy() {
        let one = ClearPicture::from(vec![7; 10]);
        let two = one.clone();
        assert_eq!(one.as_ptr(), two.as_ptr());
        drop(one);
        assert_eq!(*two, [7; 10]);
    }

    #[test]
    fn more_than_any_memory_is_refused() {
        let refused = ClearBytes::zeroed(usize::MAX / 4).err();
        assert_eq!(refused, Some(NoRoom { wanted: usize::MAX / 4 }));
    }

    #[test]
    fn nothing_of_the_bytes_is_told() {
        assert_eq!(format!("{:?}", ClearPicture::from(vec![7; 3])), "ClearPicture(3)");
    }
}
