//! What holds for the whole organisation beside its floor.

pub use scrim_model::{
    check::StopChecks,
    support::{Contact, Support},
    update::DeskUpdates,
};
use serde::{Deserialize, Serialize};

/// `GET` and `PUT /v1/desk-policy`: what a desk has to be for looks to be granted, and what it may do of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct DeskPolicy {
    /// Its window has to be left out of screen captures. The hub takes the desk's word for it: it cannot check.
    pub looks_need_capture_protection: bool,
    /// Whether it may ask for updates of itself, where its person turns that on; forbidden where nothing is said.
    #[serde(default, skip_serializing_if = "DeskUpdates::is_forbidden")]
    #[ts(as = "Option<DeskUpdates>", optional)]
    pub updates: DeskUpdates,
}
