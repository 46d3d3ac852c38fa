//! One's own exposure ledger.

use scrim_model::{
    grant::Presented,
    ids::{CaseId, GrantId, ItemId},
    rung::Rung,
    time::Time,
};
use serde::{Deserialize, Serialize};

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
}
