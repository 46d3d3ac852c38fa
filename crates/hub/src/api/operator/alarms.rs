//! `GET /v1/alarms` and `PUT /v1/alarms/{id}/acknowledgement`: somebody's clearings or disputes rose sharply.

use crate::{
    api::{ApiProblem, May, caller::Settles, queues::words},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use scrim_model::ids::AlarmId;
use scrim_store::alarms::{NotAcknowledged, WhichAlarms};
use scrim_wire::{
    Code, Problem,
    http::alarms::{Acknowledge, Acknowledged, Alarm, ListAlarms},
};
use std::sync::Arc;

/// Alarms that nobody has taken up yet, or all of them, the newest first and at most 500. Each says what rose and over
/// which days, so that somebody asks how they are and what they see; whom it is about sees it too.
#[utoipa::path(
    get, path = "/v1/alarms", tag = "operator", params(ListAlarms),
    responses((status = 200, body = Vec<Alarm>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<Settles>,
    Query(asked): Query<ListAlarms>,
) -> Result<Json<Vec<Alarm>>, ApiProblem> {
    let which = if asked.all { WhichAlarms::All } else { WhichAlarms::Open };
    let alarms = hub.store.alarms(which).await?;
    Ok(Json(alarms.into_iter().map(row).collect()))
}

/// Takes an alarm up, with what there is to say to it.
#[utoipa::path(
    put, path = "/v1/alarms/{id}/acknowledgement", tag = "operator", params(("id" = AlarmId, Path)),
    request_body = Acknowledge,
    responses(
        (status = 200, body = Alarm),
        (status = 400, description = "`bad_request`: the reason is empty or too long", body = Problem),
        (status = 403, description = "`forbidden`: it is about whoever asks", body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "`changed_since`: somebody has", body = Problem),
    )
)]
pub(crate) async fn acknowledge(
    State(hub): State<Arc<Hub>>,
    may: May<Settles>,
    Path(id): Path<AlarmId>,
    Json(said): Json<Acknowledge>,
) -> Result<Json<Alarm>, ApiProblem> {
    let (by, reason) = (may.caller.person.id, words(&said.reason)?);
    Ok(Json(row(hub.store.acknowledge_alarm(by, id, reason).await?)))
}

/// An alarm as it travels.
pub(in crate::api) fn row(alarm: scrim_store::alarms::Alarm) -> Alarm {
    Alarm {
        id: alarm.id,
        person: alarm.person,
        queue_id: alarm.queue,
        rose: alarm.rose,
        since: alarm.since,
        until: alarm.until,
        raised_at: alarm.raised_at,
        acknowledged: alarm.acknowledged.map(|taken_up| Acknowledged {
            at: taken_up.at,
            by: taken_up.by,
            reason: taken_up.reason,
        }),
    }
}

impl From<NotAcknowledged> for ApiProblem {
    fn from(refused: NotAcknowledged) -> Self {
        match refused {
            NotAcknowledged::NoSuch => Self::new(Code::NotFound, "there is no such alarm"),
            NotAcknowledged::AboutYourself => {
                Self::new(Code::Forbidden, "an alarm about you is taken up by somebody else")
            }
            NotAcknowledged::Before => Self::new(Code::ChangedSince, "somebody has taken this alarm up"),
            NotAcknowledged::Store(error) => error.into(),
        }
    }
}
