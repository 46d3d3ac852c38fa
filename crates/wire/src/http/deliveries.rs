//! What is told to destinations: the messages themselves, and what became of them.

use scrim_model::{
    appeal::AppealOutcome,
    delivery::{Failure, Outcome},
    ids::{CaseId, DeliveryId, DestinationId, ItemId},
    time::Time,
    urgent::UrgentReason,
};
use serde::{Deserialize, Serialize};

/// How many deliveries one answer holds at most.
pub const MOST_DELIVERIES: u32 = 100;

/// What a platform is sent, by Standard Webhooks. The same `webhook-id` again is the same message again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "type")]
pub enum Callback {
    /// People decided on an upload.
    #[serde(rename = "item.decided")]
    ItemDecided {
        /// When that took effect, in milliseconds since 1970.
        timestamp: Time,
        /// About which upload, and what.
        data: ItemDecided,
    },
    /// What was said of an upload before holds no more; people look at it again.
    #[serde(rename = "item.reopened")]
    ItemReopened {
        /// When that took effect.
        timestamp: Time,
        /// About which upload.
        data: ItemReopened,
    },
    /// Somebody who reviews an upload says that a child may be at immediate risk. Nothing is decided on it yet; this does
    /// not wait for that.
    #[serde(rename = "item.urgent")]
    ItemUrgent {
        /// When that was said, in milliseconds since 1970.
        timestamp: Time,
        /// About which upload, and why.
        data: ItemUrgent,
    },
    /// That was taken back: it was the wrong key.
    #[serde(rename = "item.urgent_withdrawn")]
    ItemUrgentWithdrawn {
        /// When it was taken back.
        timestamp: Time,
        /// About which upload.
        data: ItemReopened,
    },
    /// An appeal of what was decided on an upload is decided.
    #[serde(rename = "item.appeal_closed")]
    ItemAppealClosed {
        /// When that took effect, in milliseconds since 1970.
        timestamp: Time,
        /// About which upload, and what.
        data: AppealClosed,
    },
    /// Nothing: whether messages arrive. `scrim-hub destination check` sends it.
    #[serde(rename = "ping")]
    Ping {
        /// When it was sent.
        timestamp: Time,
    },
}

/// What was decided on an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemDecided {
    /// The upload.
    pub item_id: ItemId,
    /// The platform's own id of it, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The case it was decided with.
    pub case_id: CaseId,
    /// What was decided.
    pub outcome: Outcome,
}

/// An upload that tells of a danger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemUrgent {
    /// The upload.
    pub item_id: ItemId,
    /// The platform's own id of it, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The case it is looked at in.
    pub case_id: CaseId,
    /// What speaks for it.
    pub reason: UrgentReason,
}

/// An appeal that is decided. One that was overturned is followed by `item.reopened`, and by what a lead then decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AppealClosed {
    /// The upload.
    pub item_id: ItemId,
    /// The platform's own id of it, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The case that the appeal was.
    pub case_id: CaseId,
    /// What became of it.
    pub outcome: AppealOutcome,
}

/// An upload that is looked at again, or with no haste any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemReopened {
    /// The upload.
    pub item_id: ItemId,
    /// The platform's own id of it, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The case it is looked at in.
    pub case_id: CaseId,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is planned, under way, or tried again later.
    Waiting,
    /// It is tried no more; a person has to look.
    Dead,
    /// It arrived.
    Delivered,
    /// It held no more before it left.
    Withdrawn,
}

/// The query of `GET /v1/deliveries`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListDeliveries {
    /// Which.
    #[param(inline)]
    pub state: DeliveryState,
    /// Only those whose id comes before this one; from the last on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<DeliveryId>,
    /// How many at most, 1 to 100; 50 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Only those to this destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<DestinationId>,
}

/// `200` of `GET /v1/deliveries`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeliveryList {
    /// Those that were asked for, the last id first.
    pub deliveries: Vec<DeliveryInfo>,
    /// There are more: ask for what comes before the last.
    pub more: bool,
}

/// A delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct DeliveryInfo {
    /// By which the destination knows it when it comes twice.
    pub id: DeliveryId,
    /// To whom.
    pub destination_id: DestinationId,
    /// The case whose decision it follows from.
    pub case_id: CaseId,
    /// When that took effect.
    pub planned_at: Time,
    /// Where it stands.
    pub state: DeliveryState,
    /// Waiting: not before; else: since when.
    pub at: Time,
    /// How often it was tried in all.
    pub tries: u32,
    /// It may have arrived with no answer to tell.
    pub in_doubt: bool,
    /// Why it is dead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<Failure>,
    /// The same as a sentence that says what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub says: Option<String>,
    /// What leaves, or would; none where it cannot, or its destination was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub leaves: Option<Leaves>,
}

/// What leaves, to the byte. Signature, time of the attempt and credential are beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Leaves {
    /// By which method.
    pub method: String,
    /// Where to.
    pub url: String,
    /// The body.
    pub body: String,
}

/// `200` of `GET /v1/deliveries/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DeliveryRecord {
    /// The delivery.
    pub delivery: DeliveryInfo,
    /// Every attempt, in order.
    pub attempts: Vec<AttemptInfo>,
}

/// An attempt at a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AttemptInfo {
    /// Counted from 1.
    pub number: u32,
    /// When it began.
    pub began_at: Time,
    /// When it ended; none where it is under way, or the hub that was at it died over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// Why it brought nothing; none where it arrived, or is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}
