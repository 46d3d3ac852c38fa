//! One worker process as its parent sees it. Nothing it says is used before it is checked.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use scrim_media::{DecodeError, Limits, Shown, Want};

use crate::inbox::Inbox;
use crate::pool::{SandboxDemand, WorkerSettings};
use crate::protocol::{
    ANSWER_BYTES, HELLO_BYTES, Header, read_answer, read_cells, read_hashes, read_hello, write_request,
};
use crate::transport::{Heard, hand_over, length, listen, memory_file, message_pair, read_exact, shrink};
use crate::{ProtocolError, Reading, SandboxState, SpawnError, WorkerError};

/// A start takes some milliseconds; this is for a machine under heavy load.
const HELLO_WITHIN: Duration = Duration::from_secs(10);
const SIGABRT: i32 = 6;
/// Both memory files are kept from picture to picture up to this size, twice what pixels for eyes need and
/// more than any but the largest cameras write: having the kernel find and clear their pages anew costs more
/// than copying them.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// A running worker. Dropping it kills it.
pub(super) struct Child {
    process: std::process::Child,
    socket: OwnedFd,
    picture: Inbox,
    pixels: OwnedFd,
    sandbox: SandboxState,
    served: u32,
}

impl Child {
    pub(super) fn spawn(settings: &WorkerSettings) -> Result<Self, SpawnError> {
        let (ours, theirs) = message_pair().map_err(SpawnError::Run)?;
        let picture = Inbox::with_room(KEPT_BYTES).map_err(SpawnError::Run)?;
        let pixels = memory_file("scrim-pixels").map_err(SpawnError::Run)?;
        let mut command = Command::new(&settings.program);
        command.arg("--memory-bytes").arg(settings.memory_bytes.to_string());
        if settings.sandbox == SandboxDemand::BestEffort {
            command.arg("--best-effort");
        }
        command
            .env_clear()
            .current_dir("/")
            .stdin(theirs)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = command.spawn().map_err(SpawnError::Run)?;
        // The command holds their end; a worker that dies must leave none open.
        drop(command);
        let mut child = Self {
            process,
            socket: ours,
            picture,
            pixels,
            sandbox: SandboxState::NONE,
            served: 0,
        };
        child.sandbox = child.hello()?;
        if settings.sandbox == SandboxDemand::Required && !child.sandbox.suffices() {
            return Err(SpawnError::SandboxMissing(child.sandbox));
        }
        Ok(child)
    }

    fn hello(&self) -> Result<SandboxState, SpawnError> {
        let mut message = [0; HELLO_BYTES + 1];
        match listen(&self.socket, &mut message, Instant::now() + HELLO_WITHIN).map_err(SpawnError::Run)? {
            Heard::Message(got) => message.get(..got).and_then(read_hello).ok_or(SpawnError::WrongVersion),
            Heard::Gone | Heard::Silence => Err(SpawnError::NoHello),
        }
    }

    pub(super) fn sandbox(&self) -> SandboxState {
        self.sandbox
    }

    pub(super) fn served(&self) -> u32 {
        self.served
    }

    pub(super) fn id(&self) -> u32 {
        self.process.id()
    }

    /// The worker, unless it died while it was idle.
    pub(super) fn if_alive(mut self) -> Option<Self> {
        matches!(self.process.try_wait(), Ok(None)).then_some(self)
    }

    /// One picture. After any error but a refusal the worker is not to be used again.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        limits: &Limits,
        want: Want,
        deadline: Instant,
    ) -> Result<Reading, WorkerError> {
        self.served = self.served.saturating_add(1);
        self.picture.put(bytes).map_err(WorkerError::System)?;
        let outcome = self.answered(limits, want, deadline);
        self.give_back().map_err(WorkerError::System)?;
        outcome
    }

    fn answered(&mut self, limits: &Limits, want: Want, deadline: Instant) -> Result<Reading, WorkerError> {
        let request = write_request(limits, want);
        if hand_over(&self.socket, &request, [self.picture.as_fd(), self.pixels.as_fd()]).is_err() {
            return Err(self.end());
        }
        let mut message = [0; ANSWER_BYTES + 1];
        match listen(&self.socket, &mut message, deadline).map_err(WorkerError::System)? {
            Heard::Message(got) => {
                let answer = read_answer(message.get(..got).unwrap_or_default()).map_err(WorkerError::Protocol)?;
                let header = answer.map_err(refused)?;
                if !header.within(limits, want) {
                    return Err(WorkerError::Protocol(ProtocolError::BeyondLimits));
                }
                collect(&header, &self.pixels)
            }
            Heard::Gone => Err(self.end()),
            Heard::Silence => Err(WorkerError::Deadline),
        }
    }

    /// Gives the pages of large pictures back to the system.
    fn give_back(&mut self) -> io::Result<()> {
        shrink(&self.pixels, KEPT_BYTES as u64)?;
        if self.picture.room_bytes() > KEPT_BYTES {
            self.picture = Inbox::with_room(KEPT_BYTES)?;
        }
        Ok(())
    }

    /// How a worker that has gone ended. A failed allocation aborts, and nothing else there does.
    fn end(&mut self) -> WorkerError {
        // Its socket closes after its fate is sealed, so this changes no status; it only makes sure
        // of one that closed its socket and stays.
        let _ = self.process.kill();
        match self.process.wait().ok().and_then(|status| status.signal()) {
            Some(SIGABRT) => WorkerError::MemoryCap,
            signal => WorkerError::Crashed { signal },
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // Both fail only for a process that has been waited for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn refused(error: DecodeError) -> WorkerError {
    match error {
        DecodeError::OutOfMemory => WorkerError::MemoryCap,
        error => WorkerError::Refused(error),
    }
}

/// Reads pixels of exactly the stated size, and the hashes and cells behind them. The file may be longer by what an
/// earlier picture needed.
fn collect(header: &Header, made: &OwnedFd) -> Result<Reading, WorkerError> {
    let beyond = || WorkerError::Protocol(ProtocolError::BeyondLimits);
    let (pixels, hashes) = header.pixel_bytes().zip(header.hash_bytes()).ok_or_else(beyond)?;
    let behind = u64::try_from(pixels).map_err(|_too_long| beyond())?;
    let told = hashes.checked_add(header.cell_bytes()).ok_or_else(beyond)?;
    let expected = pixels.checked_add(told).and_then(|all| u64::try_from(all).ok());
    if length(made).map_err(WorkerError::System)? < expected.ok_or_else(beyond)? {
        return Err(WorkerError::Protocol(ProtocolError::WrongLength));
    }
    // The worker still holds the file, so it may shrink it while we read: that is its lie, too.
    let (mut bytes, mut records) = (Vec::new(), Vec::new());
    read_exact(made, pixels, 0, &mut bytes).map_err(lost)?;
    read_exact(made, told, behind, &mut records).map_err(lost)?;
    let (hashes, cells) = records.split_at_checked(hashes).ok_or_else(beyond)?;
    let frames = header.facts.frames;
    let told = read_hashes(hashes, frames, header.cells).zip(read_cells(cells, frames, header.shown));
    let (hashes, cells) = told.ok_or(WorkerError::Protocol(ProtocolError::UnknownValue))?;
    let (width, height) = header.shown;
    Ok(Reading {
        facts: header.facts,
        shown: Shown {
            width,
            height,
            layout: header.layout,
            bytes,
        },
        hashes,
        cells,
    })
}

fn lost(error: io::Error) -> WorkerError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => WorkerError::Protocol(ProtocolError::WrongLength),
        _ => WorkerError::System(error),
    }
}

#[cfg(test)]
mod tests;
