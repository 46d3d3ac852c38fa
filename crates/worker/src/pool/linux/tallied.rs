//! A tally that many threads add to. Knows nothing of the workers it counts.

use std::sync::{Mutex, PoisonError};

use crate::pool::Tally;
use crate::{Reading, WorkerError};

/// A tally that is kept from many threads.
#[derive(Debug, Default)]
pub(super) struct Tallied(Mutex<Tally>);

impl Tallied {
    pub(super) fn so_far(&self) -> Tally {
        self.note(|tally| tally.clone())
    }

    pub(super) fn started(&self, workers: u64) {
        self.note(|tally| tally.started += workers);
    }

    pub(super) fn came(&self, outcome: &Result<Reading, WorkerError>) {
        match outcome {
            Ok(_) | Err(WorkerError::Refused(_)) => {}
            Err(error) => self.note(|tally| *tally.lost.entry(error.reason()).or_default() += 1),
        }
    }

    fn note<T>(&self, change: impl FnOnce(&mut Tally) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
