//! For how long pictures are kept, legal holds, and destroying on request.

use crate::http::audit::Receipt;
use scrim_model::{
    ids::{CaseId, ItemId, PersonId},
    retention::{KeptFor, RetentionPolicy},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many holds one answer holds at most.
pub const MOST_HOLDS: u32 = 100;

/// `PUT /v1/retention`: what becomes of pictures from a day after on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRetention {
    /// By why a picture is kept. What is not named is kept.
    pub policy: RetentionPolicy,
    /// The revision it changes.
    pub revision: u64,
}

/// `200` of `GET` and `PUT /v1/retention`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Retention {
    /// By why a picture is kept.
    pub policy: RetentionPolicy,
    /// Grows by one with every change.
    pub revision: u64,
    /// Nothing is destroyed by time before: a day after a policy was set, or the hub's time leapt.
    pub rests_until: Time,
}

/// `POST /v1/retention/dry-run`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TryRetention {
    /// By why a picture is kept. What is not named is kept.
    pub policy: RetentionPolicy,
}

/// `200` of `POST /v1/retention/dry-run`: what the policy would destroy once its day of notice is over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct WouldDestroy {
    /// How many pictures, by why they are kept; of what is not named, none.
    pub due: BTreeMap<KeptFor, u64>,
    /// There are more pictures than the 100,000 oldest, which were looked through: at least so many.
    pub at_least: bool,
}

/// `200` of `GET /v1/storage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Storage {
    /// Pictures that are there.
    pub kept: u64,
    /// Legal holds, on uploads and on cases.
    pub holds: u64,
    /// Pictures that were destroyed.
    pub destroyed: u64,
    /// Pictures nothing opens any more, whose sealed parts may still be there: the hub goes on trying.
    pub media_left: u64,
}

/// `POST /v1/items/{id}/destroy`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DestroyPicture {
    /// Why, in words: one line of at most 500 characters. They never leave the hub, and are not in the log.
    pub reason: String,
}

/// That a picture was destroyed, with a signed proof of it: to be kept elsewhere. `scrim-hub audit verify --against`
/// takes it as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DestructionReceipt {
    /// Of which upload.
    pub item_id: ItemId,
    /// When its keys went.
    pub at: Time,
    /// Why it was kept until then.
    pub kept_for: KeptFor,
    /// Whether somebody asked for it; else its days were over.
    pub requested: bool,
    /// The row of the chain that tells of it.
    pub seq: u64,
    /// Whether its sealed parts are gone as well. Where they are not yet, nothing opens them, and the hub goes on trying.
    pub media_gone: bool,
    /// Ed25519 over the hub's id, and all of the above but `media_gone`, hex; by the key that `receipt` names.
    pub signature: String,
    /// How far the chain had come, signed: at least as far as that row.
    pub receipt: Receipt,
}

/// `PUT /v1/items/{id}/hold` and `PUT /v1/cases/{id}/hold`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetHold {
    /// Why, in words: one line of at most 500 characters. They never leave the hub, and are not in the log.
    pub reason: String,
}

/// A legal hold, on an upload or on a case with all that is folded into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct LegalHold {
    /// The upload it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub item_id: Option<ItemId>,
    /// The case it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub case_id: Option<CaseId>,
    /// Since when.
    pub at: Time,
    /// Who set it; none where that was at the machine itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<PersonId>,
    /// Why, in words.
    pub reason: String,
}

/// The query of `GET /v1/holds`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListHolds {
    /// Only those on uploads and cases whose id comes before this one; from the last on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Uuid>,
    /// How many at most, 1 to 100; 50 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// `200` of `GET /v1/holds`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HoldList {
    /// How many there are in all.
    pub all: u64,
    /// Those that were asked for, the last id first.
    pub holds: Vec<LegalHold>,
    /// There are more: ask for what comes before the last.
    pub more: bool,
}
