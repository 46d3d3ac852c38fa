//! Alarms that somebody's clearings or disputes rose sharply.

use scrim_model::{
    alarm::Rise,
    ids::{AlarmId, PersonId, QueueId},
    time::Time,
};
use serde::{Deserialize, Serialize};

/// The query of `GET /v1/alarms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListAlarms {
    /// Also those that somebody has taken up.
    #[serde(default)]
    pub all: bool,
}

/// One alarm. It says what rose and over which time: neither how much, nor how fast anybody works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Alarm {
    /// Which.
    pub id: AlarmId,
    /// Whom it is about, who sees it too.
    pub person: PersonId,
    /// In which queue.
    pub queue_id: QueueId,
    /// What rose.
    pub rose: Rise,
    /// From which midnight UTC on.
    pub since: Time,
    /// Until which.
    pub until: Time,
    /// When it was raised.
    pub raised_at: Time,
    /// Who has taken it up, if anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledged>,
}

/// That a lead has taken an alarm up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Acknowledged {
    /// When.
    pub at: Time,
    /// Who.
    pub by: PersonId,
    /// What they say to it. Whom it is about reads it as well.
    pub reason: String,
}

/// `PUT /v1/alarms/{id}/acknowledgement`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledge {
    /// What there is to say to it, in 1 to 1,000 characters: whom it is about reads it as well.
    pub reason: String,
}
