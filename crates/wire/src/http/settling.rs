//! Cases on which people disagree, what becomes of them, and how far people agree at all.

use scrim_model::{
    agreement::Agreement,
    feedback::Lesson,
    ids::{CaseId, QueueId, VerdictId},
    time::Time,
    verdict::Verdict,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many verdicts one answer of `GET /v1/me/feedback` holds at most.
pub const MOST_FEEDBACK: u32 = 100;

/// A case that a lead settles. It is taken by its id, as any case is, and settled by a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Split {
    /// Which.
    pub case_id: CaseId,
    /// In which queue.
    pub queue_id: QueueId,
    /// Since when it is there.
    pub since: Time,
    /// Somebody has it now.
    pub taken: bool,
    /// Whoever asks has had a part in it: somebody else settles it.
    pub for_others: bool,
    /// It is a check of what was stopped with nobody looking, and whoever looked did not say that it is the same picture.
    #[serde(default)]
    pub check: bool,
    /// What was said, without names and in no order that tells who.
    pub said: Vec<Said>,
}

/// One verdict without its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Said {
    /// Why, in words, where some were given; they never leave the hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// The query of `GET /v1/me/feedback`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListFeedback {
    /// Only what is about verdicts before this one; from the newest on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Uuid>,
    /// How many at most, 1 to 100; 100 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// What one person is told, and nobody else, of a case that a lead settled after they had spoken, or of a look-alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Feedback {
    /// Their verdict.
    pub verdict_id: VerdictId,
    /// On which case.
    pub case_id: CaseId,
    /// When it was settled for good.
    pub at: Time,
    /// How what they said compares with what was decided.
    pub lesson: Lesson,
    /// The same in words.
    pub says: String,
    /// What they had said.
    pub yours: Verdict,
    /// What was decided.
    pub decided: Verdict,
}

/// How far first and blind second reviewers agreed in a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct QueueAgreement {
    /// The first Monday, midnight UTC.
    pub from: Time,
    /// The Monday after the last week.
    pub to: Time,
    /// What may be told.
    pub told: Agreement,
}
