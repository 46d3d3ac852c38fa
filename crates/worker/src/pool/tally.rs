//! What a pool has gone through: told to whoever watches, and decides nothing.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::{Reading, WorkerError};

/// What a pool has gone through since it was started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Workers that were started, the first ones included.
    pub started: u64,
    /// Readings that gave nothing but for the decoder's word, by [`WorkerError::reason`]: those past their deadline,
    /// those a worker died over, those for which none could be started.
    pub lost: BTreeMap<&'static str, u64>,
}

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
