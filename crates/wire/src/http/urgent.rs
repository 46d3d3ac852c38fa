//! A child at immediate risk: marking a case, taking a mark back, and what leads see.

use scrim_model::{
    ids::{CaseId, LeaseId, QueueId},
    time::Time,
    urgent::UrgentReason,
};
use serde::{Deserialize, Serialize};

/// `POST /v1/cases/{id}/urgent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkUrgent {
    /// The lease by which the case is held; it ends with this.
    pub lease: LeaseId,
    /// What speaks for it.
    pub reason: UrgentReason,
}

/// `200` of `POST /v1/cases/{id}/urgent`: leads and platforms are being told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MarkedUrgent {
    /// Until when it can be taken back.
    pub undo_until: Time,
}

/// An open case that is marked, as leads see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UrgentCase {
    /// Which.
    pub case_id: CaseId,
    /// In which queue.
    pub queue_id: QueueId,
    /// What speaks for it.
    pub reason: UrgentReason,
    /// Since when.
    pub marked_at: Time,
    /// Somebody has it now.
    pub taken: bool,
    /// The picture is one of the organisation's own, mixed in and known to be harmless: no child is at risk in it. Whoever
    /// marked it did what they are to do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub look_alike: bool,
}
