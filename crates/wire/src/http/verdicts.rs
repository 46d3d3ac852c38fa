//! Verdicts: giving, taking back, reversing.

use scrim_model::{
    delivery::Outcome,
    effect::Effect,
    ids::{CaseId, LeaseId, QueueId, VerdictId},
    time::Time,
    verdict::Verdict,
};
use serde::{Deserialize, Serialize};

/// How many decisions one answer of `GET /v1/decisions` holds at most.
pub const MOST_DECISIONS: u32 = 100;

/// `POST /v1/cases/{id}/verdict`, with `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GiveVerdict {
    /// The lease it is given under.
    pub lease: LeaseId,
    /// That lease's fence.
    pub fence: u64,
    /// Why, in at most 1,000 characters, where the queue asks for it or the author wants to say; they never
    /// leave the hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What is said.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// The hub's acknowledgement: from here on the verdict is never lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct VerdictTaken {
    /// Its id.
    pub verdict_id: VerdictId,
    /// The case.
    pub case_id: CaseId,
    /// Where the decision stands, as far as its author may know: never what another said.
    pub standing: Standing,
    /// Until when it can be taken back; its effects leave then.
    pub grace_ends: Time,
}

/// Where a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Recorded; whether anybody else is asked is not told, so that a second look stays blind.
    Recorded,
    /// The case is decided.
    Confirmed,
}

/// `DELETE /v1/verdicts/{id}`: taken back within the grace time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct VerdictUndone {
    /// The case, which waits again, for the same person first.
    pub case_id: CaseId,
}

/// The query of `GET /v1/decisions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListDecisions {
    /// Only this case's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Only of this queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<QueueId>,
    /// Only those before this decision, by its `at` and its `case_id`: both or neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_at: Option<Time>,
    /// The other half of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<CaseId>,
    /// How many at most, 1 to 100; 100 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// A decision that stands, and nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct DecisionInfo {
    /// On which case.
    pub case_id: CaseId,
    /// In which queue.
    pub queue_id: QueueId,
    /// Since when it stands.
    pub at: Time,
    /// The verdict that decided it: what is reversed.
    pub verdict_id: VerdictId,
    /// What it says.
    pub says: Verdict,
    /// What it means for the upload.
    pub outcome: Outcome,
    /// It is a check of what was stopped with nobody looking.
    pub check: bool,
}

/// `POST /v1/verdicts/{id}/reversal`: what was undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reversed {
    /// The case, which a lead now settles, unless its picture was destroyed.
    pub case_id: CaseId,
    /// The effects that were undone.
    pub reverted: Vec<Effect>,
    /// Uploads that it had settled at the door and that wait again.
    pub reopened: u64,
    /// The case's picture was destroyed before: what was done is undone all the same, and nobody can look again.
    #[serde(default)]
    pub picture_destroyed: bool,
}
