//! What a pool has gone through: told to whoever watches, and decides nothing.

use std::collections::BTreeMap;

/// What a pool has gone through since it was started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Workers that were started, the first ones included.
    pub started: u64,
    /// Readings that gave nothing but for the decoder's word, by [`WorkerError::reason`](crate::WorkerError::reason): those past their deadline,
    /// those a worker died over, those for which none could be started.
    pub lost: BTreeMap<&'static str, u64>,
}
