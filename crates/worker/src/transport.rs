//! Memory files, and messages with descriptors. What the messages mean is `protocol`'s.

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{MemfdFlags, fstat, ftruncate, memfd_create};
use rustix::io::{Errno, pread, pwrite, retry_on_intr};
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, SocketFlags, SocketType, recv, recvmsg, send, sendmsg, socketpair,
};

/// Descriptors that travel with a request.
const PASSED: usize = 2;

/// A connected pair whose messages keep their bounds.
pub(crate) fn message_pair() -> io::Result<(OwnedFd, OwnedFd)> {
    Ok(socketpair(
        AddressFamily::UNIX,
        SocketType::SEQPACKET,
        SocketFlags::CLOEXEC,
        None,
    )?)
}

/// An anonymous file in memory that can never be run.
pub(crate) fn memory_file(name: &str) -> io::Result<OwnedFd> {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    match memfd_create(name, flags | MemfdFlags::NOEXEC_SEAL) {
        // Before Linux 6.3.
        Err(Errno::INVAL) => Ok(memfd_create(name, flags)?),
        made => Ok(made?),
    }
}

/// The length of a memory file.
pub(crate) fn length(file: &OwnedFd) -> io::Result<u64> {
    u64::try_from(fstat(file)?.st_size).map_err(|_negative| io::ErrorKind::InvalidData.into())
}

/// Empties a memory file that has grown beyond `kept` bytes, which gives its pages back.
pub(crate) fn shrink(file: &OwnedFd, kept: u64) -> io::Result<()> {
    if length(file)? > kept {
        ftruncate(file, 0)?;
    }
    Ok(())
}

/// Reads exactly `length` bytes from `offset` in place of what `bytes` held; its memory is kept, and
/// more is asked for fallibly.
pub(crate) fn read_exact(file: &OwnedFd, length: usize, offset: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    if bytes.try_reserve_exact(length).is_err() {
        return Err(io::ErrorKind::OutOfMemory.into());
    }
    let mut at = offset;
    while bytes.len() < length {
        let read = retry_on_intr(|| pread(file, spare_capacity(bytes), at))?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        at += u64::try_from(read).unwrap_or(u64::MAX);
    }
    bytes.truncate(length);
    Ok(())
}

/// Writes all bytes at `offset`.
pub(crate) fn write_all(file: &OwnedFd, bytes: &[u8], offset: u64) -> io::Result<()> {
    let (mut rest, mut at) = (bytes, offset);
    while !rest.is_empty() {
        let written = retry_on_intr(|| pwrite(file, rest, at))?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        rest = rest.get(written..).unwrap_or_default();
        at += u64::try_from(written).unwrap_or(u64::MAX);
    }
    Ok(())
}

/// Sends a message alone.
pub(crate) fn say(socket: impl AsFd, message: &[u8]) -> io::Result<()> {
    retry_on_intr(|| send(&socket, message, SendFlags::NOSIGNAL))?;
    Ok(())
}

/// Sends a message with two descriptors.
pub(crate) fn hand_over(socket: &OwnedFd, message: &[u8], files: [BorrowedFd<'_>; PASSED]) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(PASSED))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !control.push(SendAncillaryMessage::ScmRights(&files)) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    retry_on_intr(|| sendmsg(socket, &[IoSlice::new(message)], &mut control, SendFlags::NOSIGNAL))?;
    Ok(())
}

/// Waits for a message with two descriptors; `None` when the other side has gone or sent another.
pub(crate) fn take_over(socket: impl AsFd, message: &mut [u8]) -> io::Result<Option<(usize, [OwnedFd; PASSED])>> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(PASSED))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let mut parts = [IoSliceMut::new(message)];
    let got = retry_on_intr(|| recvmsg(&socket, &mut parts, &mut control, RecvFlags::CMSG_CLOEXEC))?;
    let files: Vec<OwnedFd> = control
        .drain()
        .filter_map(|part| {
            if let RecvAncillaryMessage::ScmRights(files) = part {
                Some(files)
            } else {
                None
            }
        })
        .flatten()
        .collect();
    Ok(<[OwnedFd; PASSED]>::try_from(files)
        .ok()
        .map(|files| (got.bytes, files)))
}

/// What came of waiting for a message.
pub(crate) enum Heard {
    /// A message of this length, cut to the buffer.
    Message(usize),
    /// The other side has gone.
    Gone,
    /// Nothing in time.
    Silence,
}

/// Waits for a message without descriptors until `deadline`; any that come along are dropped by
/// the kernel.
pub(crate) fn listen(socket: &OwnedFd, message: &mut [u8], deadline: Instant) -> io::Result<Heard> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match poll(&mut [PollFd::new(socket, PollFlags::IN)], Some(&timeout(left)?)) {
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            Ok(0) => return Ok(Heard::Silence),
            Ok(_) => break,
        }
    }
    match retry_on_intr(|| recv(socket, &mut *message, RecvFlags::empty())) {
        Ok((0, _)) | Err(Errno::CONNRESET) => Ok(Heard::Gone),
        Ok((length, _)) => Ok(Heard::Message(length)),
        Err(error) => Err(error.into()),
    }
}

fn timeout(left: Duration) -> io::Result<rustix::event::Timespec> {
    left.try_into().map_err(|_too_long| io::ErrorKind::InvalidInput.into())
}
