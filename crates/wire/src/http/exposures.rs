//! One's own exposure ledger.

use scrim_model::{
    grant::Presented,
    ids::{CaseId, GrantId, ItemId, SessionId},
    rung::Rung,
    time::Time,
    viewed::SeenPair,
};
use serde::{Deserialize, Serialize};

/// How many rows one answer holds, where it is not said and at most.
pub const MOST_EXPOSURES: u32 = 1_000;

/// The query of `GET /v1/exposures`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListExposures {
    /// Only those before this grant of one's own; the newest where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<GrantId>,
    /// How many at most, 1 to 1,000; 1,000 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// One grant in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct ExposureRow {
    /// The grant.
    pub grant_id: GrantId,
    /// Of which case.
    pub case_id: CaseId,
    /// Of which upload.
    pub item_id: ItemId,
    /// The rung granted.
    pub rung: Rung,
    /// When.
    pub granted_at: Time,
    /// When it ended at the latest.
    pub until: Time,
    /// Whether it was charged as a look of its own.
    pub charged: bool,
    /// What was presented; where the desk never said, the grant counts in full.
    pub presented: Option<Presented>,
    /// The rung it counts as.
    pub counts_as: Rung,
    /// Milliseconds it counts as.
    pub counts_ms: i64,
    /// The entry that stood first beside the picture then, and how alike the two were; none where nothing matched that is
    /// listed by a hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pair: Option<SeenPair>,
    /// By which sign-in. A row without was written by a version that kept neither this nor the pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session_id: Option<SessionId>,
}
