//! The pool of a system that this crate cannot lock a worker down on: it never starts.
//!
//! There is deliberately no way around it, [`SandboxDemand::BestEffort`](super::SandboxDemand::BestEffort) included:
//! that is for a kernel that lacks a layer, and here there would be none. So no stranger's byte is ever decoded in
//! the process of a hub.

use std::convert::Infallible;

use scrim_media::{Limits, Want};

use super::WorkerSettings;
use super::tally::Tally;
use crate::{Reading, SandboxState, SpawnError, WorkerError};

/// Workers ready to decode, of which this system has none: no value of this type exists.
pub struct WorkerPool(Infallible);

impl WorkerPool {
    /// Refuses.
    ///
    /// # Errors
    /// [`WorkerError::Spawn`] of [`SpawnError::NoIsolation`], always.
    #[expect(clippy::needless_pass_by_value, reason = "the face of the pool that starts")]
    pub fn start(_settings: WorkerSettings) -> Result<Self, WorkerError> {
        Err(WorkerError::Spawn(SpawnError::NoIsolation))
    }

    /// What holds in the workers.
    pub fn sandbox(&self) -> SandboxState {
        match self.0 {}
    }

    /// Process ids of the workers that are idle now.
    pub fn idle_workers(&self) -> Vec<u32> {
        match self.0 {}
    }

    /// What it has gone through since it was started.
    pub fn tally(&self) -> Tally {
        match self.0 {}
    }

    /// Reads one picture in a worker.
    ///
    /// # Errors
    /// None here, where nobody can ask.
    pub fn read(&self, _bytes: &[u8], _limits: &Limits, _want: Want) -> Result<Reading, WorkerError> {
        match self.0 {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SandboxDemand;
    use std::num::NonZeroUsize;

    #[test]
    fn no_demand_however_low_starts_a_worker_without_a_sandbox() {
        for sandbox in [SandboxDemand::Required, SandboxDemand::BestEffort] {
            let settings = WorkerSettings {
                sandbox,
                ..WorkerSettings::recommended("scrim-worker".into(), NonZeroUsize::MIN)
            };
            let refused = WorkerPool::start(settings).err();
            assert!(matches!(refused, Some(WorkerError::Spawn(SpawnError::NoIsolation))));
        }
    }
}
