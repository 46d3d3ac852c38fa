//! Holding cases: taking them in batches, keeping them, giving them back, and their renditions.

use crate::known;
use scrim_model::{
    case::Stage,
    full_size::FullSize,
    ids::{BankId, CaseId, EntryId, ItemId, LeaseId, QueueId},
    lens::Cleared,
    matching::{HarmType, ListTrust, MatchKind},
    picture::PictureTrait,
    precedent::{EntryRecord, Precedent},
    provenance::Provenance,
    queue::QueuePolicy,
    routing::CameBy,
    rung::Rung,
    sheet::SheetCell,
    time::Time,
    votes::MemberVotes,
    wellness::{RungLimit, RungReason},
};
use serde::{Deserialize, Serialize};

/// `POST /v1/leases`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeLeases {
    /// From which queue; any of the person's where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_id: Option<QueueId>,
    /// This case and no other, by the name in its link; nothing is answered where it does not wait for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// How many cases at most, 1 to 8.
    pub want: u32,
}

/// One leased case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Leased {
    /// The lease.
    pub lease_id: LeaseId,
    /// Proves that the caller holds it; sent as `x-lease-token`. Random, 256 bits, hex.
    pub token: String,
    /// Grows with every lease of the case.
    pub fence: u64,
    /// When it ends unless renewed.
    pub expires_at: Time,
    /// The highest rung that may be looked at, as long as the lease lasts.
    pub max_rung: Rung,
    /// Why that is lower than the holder's limits allow, where it is: `check`, a check of what was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_reason: Option<RungReason>,
    /// The highest just now, which may be lower, with the reason and until when.
    pub limit: RungLimit,
    /// The rung that needs no grant.
    pub resting_rung: Rung,
    /// The case.
    pub case: CaseCard,
    /// Where the holder's own lens has been at this case under earlier leases.
    #[serde(default, skip_serializing_if = "Cleared::is_empty")]
    pub cleared: Cleared,
}

/// A case as its holder sees it: what a decision needs, and nothing of earlier verdicts on it or of authors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct CaseCard {
    /// Which.
    pub id: CaseId,
    /// Its queue.
    pub queue: QueueId,
    /// A verdict, or a lead's settling.
    pub stage: Stage,
    /// The upload that stands for the case.
    pub item: ItemId,
    /// How many uploads are folded into it, itself included.
    pub uploads: u32,
    /// Since when it waits.
    pub since: Time,
    /// The entries it was recognised as, closest first.
    pub pairs: Vec<PairCard>,
    /// The renditions there are, lowest first.
    pub renditions: Vec<RenditionCard>,
    /// What they show otherwise than the file would.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<PictureTrait>,
    /// The upload in its full size, for a second look in colour; none where it could not be decoded, and of
    /// uploads from before its size was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_size: Option<FullSize>,
    /// How many frames were read of it; an animation is shown as a sheet of those that differ. None of
    /// uploads from before they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frames: Option<u32>,
    /// What may be said of it in its queue.
    #[serde(default, skip_serializing_if = "QueuePolicy::is_empty")]
    pub policy: QueuePolicy,
    /// What whoever sent it to its holder has asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub asked: Option<String>,
    /// By what it came to its queue, as it was then, without the name that leads give a rule; none of cases from before
    /// that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known::note")]
    pub came: Option<CameBy>,
    /// Earlier cases with the same bytes that are decided, the newest first, five at most. Nothing of what can still be
    /// taken back, nor at a check or an appeal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen_before: Vec<Precedent>,
}

/// One match, with what a reviewer may know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct PairCard {
    /// The upload.
    pub item: ItemId,
    /// The entry.
    pub entry: EntryId,
    /// The list.
    pub bank: BankId,
    /// The list's name.
    pub bank_name: String,
    /// What the list is about.
    pub harm: HarmType,
    /// How far it is trusted.
    pub trust: ListTrust,
    /// Exact or near, with the distance.
    pub kind: MatchKind,
    /// The entry's category code, where the list gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Where the entry comes from.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known::note")]
    pub provenance: Option<Provenance>,
    /// How members of the list's exchange have voted on the entry, where the list says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<MemberVotes>,
    /// The hash that matched is an altered copy's, which a case here had confirmed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub variant: bool,
    /// What was decided of the entry in other cases, about other bytes: the newest twenty. Nothing at a check.
    #[serde(default, skip_serializing_if = "EntryRecord::is_empty")]
    pub record: EntryRecord,
    /// Which frame of an animation came near, counted from 0; none where the bytes are equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<u32>,
    /// The cell of the sheet that shows this frame, or one that looks like it; none where neither is on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<SheetCell>,
    /// The PDQ quality of that frame, or of the first, where it has a hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<u8>,
}

/// One rendition of a case's upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct RenditionCard {
    /// Which rung it shows.
    pub rung: Rung,
    /// Width, px.
    pub width_px: u32,
    /// Height, px.
    pub height_px: u32,
    /// Length of the picture in clear, bytes.
    pub bytes: u64,
}

/// `200` of `PUT /v1/leases/{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Renewed {
    /// When it ends unless renewed again.
    pub expires_at: Time,
    /// The highest rung that may be looked at from now on.
    pub max_rung: Rung,
    /// The highest just now, which may be lower, with the reason and until when.
    pub limit: RungLimit,
}

/// `DELETE /v1/leases/{id}`: why a case goes back. Never counted against anyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseReason {
    /// Not this one; no reason asked. The case is not given to this person again.
    Skip,
    /// The desk closes, or a break begins: unseen, it may come back.
    Unseen,
    /// The curtain stayed down.
    Panic,
}

/// The body of `DELETE /v1/leases/{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Why.
    pub reason: ReleaseReason,
}
