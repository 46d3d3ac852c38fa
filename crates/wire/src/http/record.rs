//! One person's record, taken along: what is in it, and the proof that this hub said so.

use crate::http::{audit::Receipt, exposures::ExposureRow};
use scrim_model::{
    ids::{GrantId, PersonId},
    opt_out::OptOuts,
    time::Time,
    wellness::{Effective, Interval, Rest, WeeklyHours},
};
use serde::{Deserialize, Serialize};

/// `POST /v1/me/record`: a part of my own record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeRecord {
    /// Only rows before this grant of mine; the newest, and everything that is no look, where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<GrantId>,
    /// How many rows at most, 1 to 1,000; 1,000 where it is not said. An answer with fewer is the last part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// What is exported of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PersonRecord {
    /// Whose.
    pub person_id: PersonId,
    /// When it was read.
    pub at: Time,
    /// What is nobody's but theirs: in the first part of what they take themselves, and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnFacts>,
    /// Looks, the newest first.
    pub rows: Vec<ExposureRow>,
}

/// What of somebody's record is no look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OwnFacts {
    /// The settings in force when it was read, each with where it comes from.
    pub wellness: Effective,
    /// When they work; none where no hours are set for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<WeeklyHours>,
    /// What they leave out.
    pub opt_outs: OptOuts,
    /// When they reviewed, the oldest first: from the first to the last activity of each stretch.
    pub reviewed: Vec<Interval>,
    /// Breaks, the oldest first.
    pub breaks: Vec<Rest>,
}

/// `200` of `POST /v1/me/record` and `POST /v1/people/{id}/record`: an export, and the proof of it. `scrim-hub audit verify
/// --against` takes it as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonExport {
    /// What is exported.
    pub export: PersonRecord,
    /// SHA-256 of it as compact JSON, hex. A row of the log before the receipt's names it.
    pub sha256: String,
    /// How far the log had come, signed: at least as far as that row.
    pub receipt: Receipt,
}
