//! How workers are run, and how much of a sandbox is demanded of them.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

/// Whether a worker may serve where its system lacks a layer of the sandbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SandboxDemand {
    /// No: a worker that could not lock itself down does not start.
    #[default]
    Required,
    /// Yes, because an operator said so.
    BestEffort,
}

/// How workers are run.
#[derive(Clone, Debug)]
pub struct WorkerSettings {
    /// The `scrim-worker` program.
    pub program: PathBuf,
    /// How many workers run beside each other.
    pub workers: NonZeroUsize,
    /// Pictures after which a worker is replaced, so that nothing builds up in one.
    pub recycle_after: NonZeroU32,
    /// How long one picture may take, from handing it over to the answer.
    pub deadline: Duration,
    /// Cap on a worker's address space, in bytes; its program and libraries need about 8 MiB of it.
    pub memory_bytes: u64,
    /// Whether the sandbox is required.
    pub sandbox: SandboxDemand,
}

impl WorkerSettings {
    /// 200 pictures spread the 2 ms of a start to nothing.
    pub const RECOMMENDED_RECYCLE_AFTER: NonZeroU32 = NonZeroU32::new(200).expect("not zero");
    /// A bound on harm, not a measured need: 12 megapixels of baseline JPEG took 0.15 s on a busy machine;
    /// 100 have not been measured.
    pub const RECOMMENDED_DEADLINE: Duration = Duration::from_secs(2);
    /// By reckoning, 100 megapixels as 4:2:0 planes are 150 MB; a picture that needs more than all of this is
    /// unreadable.
    pub const RECOMMENDED_MEMORY_BYTES: u64 = 512 * 1024 * 1024;

    /// The settings we would choose for `workers` workers.
    pub fn recommended(program: PathBuf, workers: NonZeroUsize) -> Self {
        Self {
            program,
            workers,
            recycle_after: Self::RECOMMENDED_RECYCLE_AFTER,
            deadline: Self::RECOMMENDED_DEADLINE,
            memory_bytes: Self::RECOMMENDED_MEMORY_BYTES,
            sandbox: SandboxDemand::Required,
        }
    }
}
