//! What one person has decided, for that person alone.

use scrim_model::{
    case::Stage,
    history::Fate,
    ids::{CaseId, EntryId, QueueId, VerdictId},
    matching::MatchKind,
    rung::Rung,
    time::Time,
    verdict::{Content, Verdict},
};
use serde::{Deserialize, Serialize};

/// How many verdicts one answer of `GET /v1/me/history` holds, where it is not said and at most.
pub const MOST_HISTORY: u32 = 200;

/// The query of `GET /v1/me/history`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListHistory {
    /// Only what was given before this verdict of one's own; from the newest on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<VerdictId>,
    /// How many at most, 1 to 200; 200 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Only what was given then or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// Only what was given before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Time>,
    /// Only cases that are in this queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<QueueId>,
    /// Only verdicts that said this of the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Only what was given without a look, or only what was given with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_look: Option<bool>,
    /// Only verdicts of which this became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
}

/// `200` of `GET /v1/me/history`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct History {
    /// The newest first.
    pub verdicts: Vec<OwnVerdict>,
    /// There are older ones: ask for what was given before the last.
    pub more: bool,
}

/// A verdict of one's own that was not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct OwnVerdict {
    /// Which.
    pub verdict_id: VerdictId,
    /// On which case.
    pub case_id: CaseId,
    /// In which queue the case is.
    pub queue_id: QueueId,
    /// That queue's name.
    pub queue: String,
    /// When it was given.
    pub at: Time,
    /// What the case had waited for. A second reviewer is told the same as a first one.
    pub stage: Stage,
    /// What was said, on all three axes.
    pub said: Verdict,
    /// The case's closest match; left out where it has none any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub nearest: Option<NearestMatch>,
    /// The clearest that was on the screen, as one's ledger counts it; left out where it was decided as it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clearest: Option<Rung>,
    /// Nothing clearer than a veil was on the screen.
    pub without_look: bool,
    /// What became of it, as far as its author is told.
    pub fate: Fate,
    /// Until when it can be taken back.
    pub grace_ends: Time,
}

/// The closest match of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct NearestMatch {
    /// With which entry.
    pub entry: EntryId,
    /// The list's name.
    pub list: String,
    /// Exact, or how near.
    pub kind: MatchKind,
}
