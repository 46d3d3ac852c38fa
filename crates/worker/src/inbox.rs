//! The memory file that pictures come to a worker in, one after the other.
//!
//! It is kept, and so is the worker's view of it: fresh pages cost more than the copying. What its picture is
//! knows nobody here.

use std::io;
use std::os::fd::OwnedFd;

use memmap2::{Mmap, MmapOptions};
use rustix::fs::{SealFlags, fcntl_add_seals, fstat};

use crate::transport::{length, memory_file, read_exact, write_all};

/// Bytes before a picture's own, which say how many there are.
const LENGTH_BYTES: usize = size_of::<u64>();

/// A memory file for one picture after the other. It grows and never shrinks: pages that an earlier picture
/// needed are written again, since having the kernel find and clear new ones costs more than copying.
pub(crate) fn inbox() -> io::Result<OwnedFd> {
    let file = memory_file("scrim-picture")?;
    fcntl_add_seals(&file, SealFlags::SHRINK | SealFlags::SEAL)?;
    Ok(file)
}

/// Puts a picture where the last one was.
pub(crate) fn put(inbox: &OwnedFd, picture: &[u8]) -> io::Result<()> {
    let length = u64::try_from(picture.len()).unwrap_or(u64::MAX);
    write_all(inbox, &length.to_le_bytes(), 0)?;
    write_all(inbox, picture, LENGTH_BYTES as u64)
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
            None => whole(inbox)?,
        };
        let (_, mapped) = self.0.insert((id, mapped));
        mapped
            .get(LENGTH_BYTES..end)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn whole(inbox: &OwnedFd) -> io::Result<Mmap> {
    // Asked for here: what the mapping would ask for itself is no call that a worker may make.
    let length = usize::try_from(length(inbox)?).map_err(|_too_long| io::ErrorKind::InvalidData)?;
    #[expect(unsafe_code, reason = "what is mapped must not change, which no type can say")]
    // SAFETY: an inbox cannot shrink (`inbox`), so its bytes stay where they are. They also stay as they are
    // while a picture is borrowed: only the parent of this process writes there, and puts the next picture in
    // when this one is answered for, or kills us (`Child::read`). All at once: asking for page after page
    // costs more than copying them would.
    unsafe {
        MmapOptions::new().len(length).populate().map(inbox)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::ftruncate;

    fn taken(mapped: &mut Mapped, inbox: &OwnedFd) -> Vec<u8> {
        let length = picture_length(inbox).unwrap();
        mapped.picture(inbox, length).unwrap().to_vec()
    }

    #[test]
    fn every_picture_is_taken_whole_and_nothing_of_the_one_before() {
        let (inbox, other) = (super::inbox().unwrap(), super::inbox().unwrap());
        let mut mapped = Mapped::default();
        let long: Vec<u8> = (0..=255).cycle().take(70_001).collect();
        for picture in [&long[..9_000], &[7; 3], &[], &long[..], &long[..5_000]] {
            put(&inbox, picture).unwrap();
            assert!(taken(&mut mapped, &inbox) == picture, "{} bytes", picture.len());
        }
        put(&other, &[9; 40]).unwrap();
        assert_eq!(taken(&mut mapped, &other), [9; 40]);
    }

    #[test]
    fn a_length_beyond_the_file_is_not_believed_and_no_page_can_be_taken_away() {
        let inbox = super::inbox().unwrap();
        assert!(picture_length(&inbox).is_err());
        put(&inbox, &[1; 100]).unwrap();
        write_all(&inbox, &101_u64.to_le_bytes(), 0).unwrap();
        assert!(picture_length(&inbox).is_err());
        assert!(ftruncate(&inbox, 0).is_err());
        assert!(fcntl_add_seals(&inbox, SealFlags::WRITE).is_err());
    }
}
