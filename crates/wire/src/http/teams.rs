//! Teams and their floors, shifts, and severe categories: what leads and admins set of other people's limits.

use scrim_model::{
    ids::{PersonId, TeamId},
    time::Time,
    wellness::{Settings, SettingsChange, ShiftAhead, WeeklyHours},
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
    /// What changes in its floor: a setting that is left out stays as it is, and asks nothing of a team that is made.
    /// Where it is looser than the organisation's, that one holds.
    pub settings: SettingsChange,
}

/// `GET /v1/people/{id}/hours`, and what setting them answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct PersonHours {
    /// When somebody works; null where no shift limits them.
    pub hours: Option<WeeklyHours>,
    /// The shift that is on by these hours, or the next one; null where none comes within a week. What somebody did is
    /// not in it, nor how strict they are with themselves.
    pub shift: Option<ShiftAhead>,
    /// The hub's time.
    pub now: Time,
}

/// `PUT /v1/people/{id}/hours`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// When somebody works; null where no shift limits them.
    pub hours: Option<WeeklyHours>,
}
