//! Uploads that could not be read, for leads and admins: which, why, whose. No picture, no hash.

use crate::http::items::Unreadable;
use scrim_model::{ids::ItemId, time::Time};
use serde::{Deserialize, Serialize};

/// How many uploads one answer holds at most.
pub const MOST_UNREADABLE: u32 = 100;

/// The query of `GET /v1/unreadable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListUnreadable {
    /// Only what came in before this upload; from the newest on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<ItemId>,
    /// Only those with this reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Unreadable>,
    /// How many at most, 1 to 100; 50 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// `200` of `GET /v1/unreadable`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct UnreadableList {
    /// How many there are of each reason, most first, whatever was asked for.
    pub counts: Vec<UnreadableCount>,
    /// Those that were asked for, newest first.
    pub uploads: Vec<UnreadableUpload>,
    /// There are older ones: ask for what came before the last.
    pub more: bool,
}

/// How many uploads could not be read for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct UnreadableCount {
    /// Why.
    pub reason: Unreadable,
    /// How many.
    pub uploads: u64,
}

/// One upload that could not be read, or only in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct UnreadableUpload {
    /// Which.
    pub item_id: ItemId,
    /// Why.
    pub reason: Unreadable,
    /// The name of the source that sent it.
    pub source: String,
    /// The source's own id of it, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reference: Option<String>,
    /// When it came in.
    pub received_at: Time,
    /// How many bytes.
    pub bytes: u64,
    /// The lists that know its bytes, or what of it could be seen.
    pub lists: Vec<String>,
}
