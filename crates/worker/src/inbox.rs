//! The memory file that pictures come to a worker in, one after the other.
//!
//! It is kept, and so are both views of it: its parent writes there and the worker reads. Fresh pages cost
//! more than the copying. What its picture is knows nobody here.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use memmap2::{Mmap, MmapMut, MmapOptions};
use rustix::fs::{SealFlags, fcntl_add_seals, fstat, ftruncate};

use crate::transport::{length, memory_file, read_exact};

/// Bytes before a picture's own, which say how many there are.
const LENGTH_BYTES: usize = size_of::<u64>();

/// A worker maps whole steps of this, so that a picture a little longer than the last is mapped already.
const MAPPED_STEP_BYTES: usize = 1024 * 1024;

/// The parent's side: a memory file for one picture after the other. Pages that an earlier picture needed are
/// written again, since having the kernel find and clear new ones costs more than copying.
pub(crate) struct Inbox {
    file: OwnedFd,
    room: MmapMut,
}

impl Inbox {
    /// One that holds pictures of so many bytes. Only what was written takes memory.
    pub(crate) fn with_room(bytes: usize) -> io::Result<Self> {
        let length = bytes.checked_add(LENGTH_BYTES).ok_or(io::ErrorKind::OutOfMemory)?;
        let file = memory_file("scrim-picture")?;
        ftruncate(
            &file,
            u64::try_from(length).map_err(|_too_long| io::ErrorKind::OutOfMemory)?,
        )?;
        let room = writable(&file, length)?;
        // From here on it has this length, and is written by nothing but the mapping just made.
        let seals = SealFlags::SHRINK | SealFlags::GROW | SealFlags::FUTURE_WRITE | SealFlags::SEAL;
        fcntl_add_seals(&file, seals)?;
        Ok(Self { file, room })
    }

    /// Puts a picture where the last one was; one that is too long gets a file of its own length.
    pub(crate) fn put(&mut self, picture: &[u8]) -> io::Result<()> {
        if picture.len() > self.room_bytes() {
            *self = Self::with_room(picture.len())?;
        }
        let room = self.room.split_first_chunk_mut().map(|(stated, room)| {
            *stated = u64::try_from(picture.len()).unwrap_or(u64::MAX).to_le_bytes();
            room
        });
        let room = room.and_then(|room| room.get_mut(..picture.len()));
        room.ok_or(io::ErrorKind::UnexpectedEof)?.copy_from_slice(picture);
        Ok(())
    }

    /// The longest picture it holds, in bytes.
    pub(crate) fn room_bytes(&self) -> usize {
        self.room.len().saturating_sub(LENGTH_BYTES)
    }
}

impl AsFd for Inbox {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

fn writable(file: &OwnedFd, length: usize) -> io::Result<MmapMut> {
    #[expect(
        unsafe_code,
        reason = "what is mapped must not change elsewhere, which no type can say"
    )]
    // SAFETY: nobody else has the file yet, and before anybody gets it, it is sealed against shrinking and
    // against every other way to write (`Inbox::with_room`). Others may map it to read: this side never reads.
    unsafe {
        MmapOptions::new().len(length).map_mut(file)
    }
}

/// How long the picture in an inbox is; what an earlier one needed may follow it.
pub(crate) fn picture_length(inbox: &OwnedFd) -> io::Result<usize> {
    let mut stated = Vec::new();
    read_exact(inbox, LENGTH_BYTES, 0, &mut stated)?;
    let stated = stated.first_chunk().copied().map_or(0, u64::from_le_bytes);
    if stated > length(inbox)?.saturating_sub(LENGTH_BYTES as u64) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    usize::try_from(stated).map_err(|_too_long| io::ErrorKind::InvalidData.into())
}

/// The inbox a worker was handed last, mapped: it is nearly always the next one too, and to map its pages
/// anew takes as long as to copy a third of them.
#[derive(Default)]
pub(crate) struct Mapped(Option<(FileId, Mmap)>);

/// What tells one file from another for as long as it is mapped.
type FileId = (u64, u64);

impl Mapped {
    /// The picture in an inbox where it lies, `length` bytes of it as [`picture_length`] says.
    pub(crate) fn picture(&mut self, inbox: &OwnedFd, length: usize) -> io::Result<&[u8]> {
        let id = fstat(inbox).map(|stat| (stat.st_dev, stat.st_ino))?;
        let end = length.saturating_add(LENGTH_BYTES);
        let kept = self.0.take();
        let mapped = match kept.filter(|(known, mapped)| *known == id && mapped.len() >= end) {
            Some((_, mapped)) => mapped,
            None => readable(inbox, end)?,
        };
        let (_, mapped) = self.0.insert((id, mapped));
        mapped
            .get(LENGTH_BYTES..end)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// An inbox mapped up to `end` and a little beyond.
fn readable(inbox: &OwnedFd, end: usize) -> io::Result<Mmap> {
    // Asked for here: what the mapping would ask for itself is no call that a worker may make.
    let whole = usize::try_from(length(inbox)?).map_err(|_too_long| io::ErrorKind::InvalidData)?;
    let length = end
        .checked_next_multiple_of(MAPPED_STEP_BYTES)
        .map_or(whole, |end| end.min(whole));
    #[expect(unsafe_code, reason = "what is mapped must not change, which no type can say")]
    // SAFETY: an inbox cannot shrink (`Inbox::with_room`), so its bytes stay where they are. They also stay as
    // they are while a picture is borrowed: only the mapping that the parent of this process has can write
    // there, and it puts the next picture in when this one is answered for, or kills us (`Child::read`). All at
    // once: asking for page after page costs more than copying them would.
    unsafe {
        MmapOptions::new().len(length).populate().map(inbox)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::write_all;

    fn taken(mapped: &mut Mapped, inbox: &Inbox) -> Vec<u8> {
        let length = picture_length(&inbox.file).unwrap();
        mapped.picture(&inbox.file, length).unwrap().to_vec()
    }

    #[test]
    fn every_picture_is_taken_whole_and_nothing_of_the_one_before() {
        let (mut inbox, mut other) = (Inbox::with_room(3_000_000).unwrap(), Inbox::with_room(9).unwrap());
        let mut mapped = Mapped::default();
        let long: Vec<u8> = (0..=255).cycle().take(2_300_001).collect();
        for picture in [&long[..9_000], &[7; 3], &[], &long[..], &long[..5_000]] {
            inbox.put(picture).unwrap();
            assert!(taken(&mut mapped, &inbox) == picture, "{} bytes", picture.len());
        }
        other.put(&[9; 40]).unwrap();
        assert_eq!(taken(&mut mapped, &other), [9; 40], "longer than there was room for");
        assert_eq!(other.room_bytes(), 40);
    }

    #[test]
    fn a_length_beyond_the_file_is_not_believed() {
        let mut inbox = Inbox::with_room(100).unwrap();
        inbox.put(&[1; 100]).unwrap();
        assert_eq!(picture_length(&inbox.file).unwrap(), 100);
        *inbox.room.first_chunk_mut().unwrap() = 101_u64.to_le_bytes();
        assert!(picture_length(&inbox.file).is_err());
    }

    /// What a worker has in hand is the file itself.
    #[test]
    fn whoever_holds_an_inbox_can_neither_change_it_nor_take_pages_away() {
        let mut inbox = Inbox::with_room(100).unwrap();
        inbox.put(&[1; 100]).unwrap();
        assert!(write_all(&inbox.file, &[2; 8], 8).is_err());
        assert!(writable(&inbox.file, 64).is_err());
        assert!(ftruncate(&inbox.file, 0).is_err() && ftruncate(&inbox.file, 4_000).is_err());
        assert!(fcntl_add_seals(&inbox.file, SealFlags::WRITE).is_err());
        assert_eq!(taken(&mut Mapped::default(), &inbox), [1; 100]);
        inbox.put(&[3; 60]).unwrap();
        assert_eq!(taken(&mut Mapped::default(), &inbox), [3; 60], "its own side still can");
    }
}
