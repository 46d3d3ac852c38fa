//! The parent's side: a fixed number of workers, each lent to one picture at a time.
//!
//! Blocking on purpose; the hub calls it from a thread that may block. It does not queue beyond
//! waiting for a free worker, and it never tries a picture twice.

mod child;
mod spawner;

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use scrim_media::{Limits, Want};

use crate::{Reading, SandboxState, WorkerError};
use child::Child;
use spawner::Spawner;

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

/// Workers ready to decode. Dropping it ends them.
pub struct WorkerPool {
    // Declared first: children end before the thread that is their parent does.
    seats: Mutex<Vec<Option<Child>>>,
    freed: Condvar,
    spawner: Spawner,
    settings: WorkerSettings,
    sandbox: SandboxState,
}

impl WorkerPool {
    /// Starts every worker and hears each say hello.
    ///
    /// # Errors
    /// [`WorkerError::Spawn`] when one does not start or cannot lock itself down as demanded.
    pub fn start(settings: WorkerSettings) -> Result<Self, WorkerError> {
        let spawner = Spawner::start(&settings).map_err(WorkerError::Spawn)?;
        let mut seats = Vec::new();
        let mut sandbox = SandboxState::NONE;
        for _ in 0..settings.workers.get() {
            let child = spawner.spawn().map_err(WorkerError::Spawn)?;
            sandbox = child.sandbox();
            seats.push(Some(child));
        }
        Ok(Self {
            seats: Mutex::new(seats),
            freed: Condvar::new(),
            spawner,
            settings,
            sandbox,
        })
    }

    /// What holds in the workers, as they said when they started.
    pub fn sandbox(&self) -> SandboxState {
        self.sandbox
    }

    /// Process ids of the workers that are idle now.
    pub fn idle_workers(&self) -> Vec<u32> {
        self.lock().iter().flatten().map(Child::id).collect()
    }

    /// Reads one picture in a worker, waiting for a free one. Blocks; the deadline counts from the moment
    /// a worker has it.
    ///
    /// # Errors
    /// [`WorkerError`]; whatever it is, the next picture finds a sound worker.
    pub fn read(&self, bytes: &[u8], limits: &Limits, want: Want) -> Result<Reading, WorkerError> {
        limits.admit_bytes(bytes.len()).map_err(WorkerError::Refused)?;
        let mut seat = self.take_seat();
        let mut child = match seat.child.take().and_then(Child::if_alive) {
            Some(child) => child,
            None => self.spawner.spawn().map_err(WorkerError::Spawn)?,
        };
        let outcome = child.read(bytes, limits, want, Instant::now() + self.settings.deadline);
        let sound = matches!(outcome, Ok(_) | Err(WorkerError::Refused(_)));
        if sound && child.served() < self.settings.recycle_after.get() {
            seat.child = Some(child);
        }
        outcome
    }

    fn take_seat(&self) -> Seat<'_> {
        let mut seats = self.lock();
        loop {
            if let Some(child) = seats.pop() {
                return Seat { pool: self, child };
            }
            seats = self.freed.wait(seats).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The list stays sound whatever panics beside it: a push or a pop is all that happens under it.
    fn lock(&self) -> MutexGuard<'_, Vec<Option<Child>>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to run one worker; given back on drop, whatever happened.
struct Seat<'a> {
    pool: &'a WorkerPool,
    child: Option<Child>,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.pool.lock().push(self.child.take());
        self.pool.freed.notify_one();
    }
}
