//! The parent's side: a fixed number of workers, each lent to one picture at a time.
//!
//! Blocking on purpose; the hub calls it from a thread that may block. It does not queue beyond
//! waiting for a free worker, and it never tries a picture twice.

mod child;
mod spawner;
mod tallied;

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use scrim_media::{Limits, Want};

use super::{Tally, WorkerSettings};
use crate::{Reading, SandboxState, WorkerError};
use child::Child;
use spawner::Spawner;
use tallied::Tallied;

/// Workers ready to decode. Dropping it ends them.
pub struct WorkerPool {
    // Declared first: children end before the thread that is their parent does.
    seats: Mutex<Vec<Option<Child>>>,
    freed: Condvar,
    spawner: Spawner,
    settings: WorkerSettings,
    sandbox: SandboxState,
    tally: Tallied,
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
        let tally = Tallied::default();
        tally.started(seats.len() as u64);
        Ok(Self {
            seats: Mutex::new(seats),
            freed: Condvar::new(),
            spawner,
            tally,
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

    /// What it has gone through since it was started.
    pub fn tally(&self) -> Tally {
        self.tally.so_far()
    }

    /// Reads one picture in a worker, waiting for a free one. Blocks; the deadline counts from the moment
    /// a worker has it.
    ///
    /// # Errors
    /// [`WorkerError`]; whatever it is, the next picture finds a sound worker.
    pub fn read(&self, bytes: &[u8], limits: &Limits, want: Want) -> Result<Reading, WorkerError> {
        limits.admit_bytes(bytes.len()).map_err(WorkerError::Refused)?;
        let outcome = self.read_in_a_seat(bytes, limits, want);
        self.tally.came(&outcome);
        outcome
    }

    fn read_in_a_seat(&self, bytes: &[u8], limits: &Limits, want: Want) -> Result<Reading, WorkerError> {
        let mut seat = self.take_seat();
        let alive = seat.child.take().and_then(Child::if_alive);
        let mut child = alive.map_or_else(|| self.another(), Ok)?;
        let outcome = child.read(bytes, limits, want, Instant::now() + self.settings.deadline);
        let sound = matches!(outcome, Ok(_) | Err(WorkerError::Refused(_)));
        if sound && child.served() < self.settings.recycle_after.get() {
            seat.child = Some(child);
        }
        outcome
    }

    fn another(&self) -> Result<Child, WorkerError> {
        let child = self.spawner.spawn().map_err(WorkerError::Spawn)?;
        self.tally.started(1);
        Ok(child)
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
