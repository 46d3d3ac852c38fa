//! `GET /v1/events`: server-sent events, each of which says what is new and never what it is.
//!
//! Whoever hears of something reads it again where it always was: there is one truth, and one place that
//! knows what a person may see of it.

use serde::{Deserialize, Serialize};

/// The data of one event. Its id is a row of the hub's log, and is sent back as `Last-Event-ID` to be told what
/// came after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Event {
    /// What is not as it was.
    pub about: News,
}

/// What to read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// All of it: what comes first, and what comes where too much happened to be told one by one.
    Everything,
    /// How much waits, or which queues there are: `GET /v1/queues`.
    Queues,
    /// A lease of one's own was ended by somebody else: renew what is held.
    Leases,
    /// The floors: `GET /v1/me`.
    Wellness,
    /// A verdict of one's own was reversed.
    Verdicts,
    /// A case was marked because a child may be at immediate risk, or is no more: `GET /v1/urgent`, for those who settle.
    Urgent,
    /// An alarm was raised or taken up: `GET /v1/alarms`, for those who settle, and `GET /v1/me/alarms`.
    Alarms,
    /// Cases wait that nobody may take: everybody has spoken on them, or leaves out what they are about. `GET
    /// /v1/queues/all`, for those who settle.
    Untaken,
}
