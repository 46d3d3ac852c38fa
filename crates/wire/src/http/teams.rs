//! Teams and their floors, shifts, and severe categories: what leads and admins set of other people's limits.

use scrim_model::{
    ids::{PersonId, TeamId},
    wellness::{Settings, WeeklyHours},
};
use serde::{Deserialize, Serialize};

/// One row of `GET /v1/teams`, and what making and changing one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub members: Vec<PersonId>,
    /// Its floor: what its people's settings are at least as strict as.
    pub settings: Settings,
}

/// `POST /v1/teams` and `PUT /v1/teams/{id}`: all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SetTeam {
    /// Its name, 1 to 60 characters; no other team has it.
    pub name: String,
    /// Who is in it, at most 500. Anybody may be in several teams: the strictest floor of all holds.
    pub members: Vec<PersonId>,
    /// Its floor. Where it is looser than the organisation's, that one holds.
    pub settings: Settings,
}

/// `GET` and `PUT /v1/people/{id}/hours`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// When somebody works; null where no shift limits them.
    pub hours: Option<WeeklyHours>,
}
