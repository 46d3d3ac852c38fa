//! Why a picture did not come back from a worker, sorted by whose fault.

use std::io;

use scrim_media::DecodeError;

use crate::SandboxState;

/// Why [`WorkerPool::read`](crate::WorkerPool::read) gave no pixels.
///
/// `Refused`, `Deadline`, `Crashed` and `MemoryCap` are about the picture: the same bytes would
/// likely do it again. The rest is about the world or us: the picture may be tried again.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The decoder refused the bytes.
    #[error("the picture was refused: {0}")]
    Refused(DecodeError),
    /// The worker took longer than allowed and was killed.
    #[error("the picture took longer than allowed")]
    Deadline,
    /// The worker died over the picture.
    #[error("the worker died over the picture (signal {signal:?})")]
    Crashed {
        /// The signal that ended it; 31 (SIGSYS) means that it tried what the sandbox forbids.
        signal: Option<i32>,
    },
    /// The worker needed more memory than its cap.
    #[error("the picture needed more memory than a worker may have")]
    MemoryCap,
    /// No worker could be started.
    #[error("no worker could be started")]
    Spawn(#[source] SpawnError),
    /// The worker answered what no sound worker answers; it was killed, nothing of it was used.
    #[error("the worker broke the protocol")]
    Protocol(#[source] ProtocolError),
    /// The system refused a memory file or a socket.
    #[error("the system refused what a worker needs")]
    System(#[source] io::Error),
}

impl WorkerError {
    /// The stable name kept as a case's "unreadable" reason.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Refused(error) => error.reason(),
            Self::Deadline => "deadline",
            Self::Crashed { .. } => "crashed",
            Self::MemoryCap => "memory_cap",
            Self::Spawn(_) => "worker_unavailable",
            Self::Protocol(_) => "worker_broken",
            Self::System(_) => "system",
        }
    }

    /// Whether the picture itself is the likely cause, so that trying again makes no sense.
    pub const fn is_the_pictures_fault(&self) -> bool {
        match self {
            Self::Refused(_) | Self::Deadline | Self::Crashed { .. } | Self::MemoryCap => true,
            Self::Spawn(_) | Self::Protocol(_) | Self::System(_) => false,
        }
    }
}

/// Why a worker did not start.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// The program or its socket could not be had.
    #[error("the worker program could not be run")]
    Run(#[source] io::Error),
    /// It ended, or stayed silent, before it said hello.
    #[error("the worker did not say hello")]
    NoHello,
    /// Its hello is not of this version.
    #[error("the worker speaks another version")]
    WrongVersion,
    /// It could not lock itself down as demanded.
    #[error("the worker could not lock itself down: {0:?}")]
    SandboxMissing(SandboxState),
    /// This system has no isolation that this crate knows, and without one no worker is started.
    #[error("a worker cannot be locked down on this system; the hub runs on Linux")]
    NoIsolation,
    /// The pool's own thread that starts workers is gone.
    #[error("the pool has ended")]
    PoolEnded,
}

/// What a worker did that no sound worker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// An answer of the wrong length, mark or version.
    #[error("an answer of the wrong shape")]
    Shape,
    /// A number in the answer means nothing.
    #[error("an answer with an unknown value")]
    UnknownValue,
    /// The stated size is empty or exceeds the limits it was given.
    #[error("an answer beyond the limits")]
    BeyondLimits,
    /// The pixels do not have the length that the stated size needs.
    #[error("pixels that do not fit the stated size")]
    WrongLength,
}
