//! Passes over what a matcher lists.

use scrim_model::{delivery::Failure, matcher::Reconciled, time::Time};
use serde::{Deserialize, Serialize};

/// `200` of `GET /v1/matchers/{id}/reconciling`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct PassesInfo {
    /// When the next one is due; none before any hub has looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub due_at: Option<Time>,
    /// Since when one is under way, or has broken off and goes on when it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub began_at: Option<Time>,
    /// When the last one came to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ended_at: Option<Time>,
    /// What that one found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub found: Option<Reconciled>,
    /// Why the last attempt broke off, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<Failure>,
    /// The same as a sentence that says what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub says: Option<String>,
}
