//! The one thread that starts workers.
//!
//! A worker asks the kernel to die with its parent, and the kernel means the parent's *thread*: one
//! started from a pool of blocking threads would be killed when that thread idles out.

use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::child::Child;
use crate::SpawnError;
use crate::pool::WorkerSettings;

type Reply = SyncSender<Result<Child, SpawnError>>;

/// Starts workers for as long as it lives.
pub(super) struct Spawner {
    wanted: Sender<Reply>,
}

impl Spawner {
    pub(super) fn start(settings: &WorkerSettings) -> Result<Self, SpawnError> {
        let (wanted, orders) = channel::<Reply>();
        let settings = settings.clone();
        let serve = move || {
            for reply in orders {
                // Whoever asked may have gone; then the child ends with the answer.
                let _ = reply.send(Child::spawn(&settings));
            }
        };
        thread::Builder::new()
            .name("scrim-workers".into())
            .spawn(serve)
            .map_err(SpawnError::Run)?;
        Ok(Self { wanted })
    }

    pub(super) fn spawn(&self) -> Result<Child, SpawnError> {
        let (reply, started) = sync_channel(1);
        self.wanted.send(reply).map_err(|_ended| SpawnError::PoolEnded)?;
        started.recv().map_err(|_ended| SpawnError::PoolEnded)?
    }
}
