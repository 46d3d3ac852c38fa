//! How a team's work weighs, for those who lead it: weeks, and never a person.

pub use scrim_model::disclosure::{Disclosed, Limit};
use scrim_model::time::Time;
use serde::{Deserialize, Serialize};

/// How many weeks one answer holds at most.
pub const MOST_WEEKS: u8 = 8;

/// The query of `GET /v1/team/wellness`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListTeamWeeks {
    /// Only weeks before the one that this time is in, in milliseconds since 1970; the newest where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// How many at most, 1 to 8; 4 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u8>,
}

/// One week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct TeamWeek {
    /// Its Monday, midnight UTC.
    pub starts: Time,
    /// What may be told of it.
    pub told: Disclosed,
}
