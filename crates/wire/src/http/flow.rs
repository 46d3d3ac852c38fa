//! How cases come to a queue and leave it: weeks and what waits now, never a pace.

use scrim_model::{
    flow::{AgeBand, Decided, Rhythm},
    time::Time,
};
use serde::{Deserialize, Serialize};

/// `200` of `GET /v1/queues/{id}/flow`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct QueueFlow {
    /// The last twelve whole weeks that are settled, the oldest first.
    pub weeks: Vec<FlowWeek>,
    /// When cases come, over four whole weeks that are settled.
    pub rhythm: Rhythm,
    /// How long what waits has waited, now.
    pub waiting: Vec<AgeBand>,
}

/// One week of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct FlowWeek {
    /// Its Monday, midnight UTC.
    pub starts: Time,
    /// Cases that were opened in it.
    pub arrived: u64,
    /// What may be told of what was decided in it.
    pub decided: Decided,
}
