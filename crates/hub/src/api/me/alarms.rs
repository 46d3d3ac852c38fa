//! `GET /v1/me/alarms`: what was raised about me.

use crate::{
    api::{ApiProblem, May, caller::SignedIn, operator::alarms::row},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_store::alarms::WhichAlarms;
use scrim_wire::http::alarms::Alarm;
use std::sync::Arc;

/// Every alarm about whoever asks, and what a lead has said to it: leads see nothing of it that they do not.
#[utoipa::path(get, path = "/v1/me/alarms", tag = "me", responses((status = 200, body = Vec<Alarm>)))]
pub(crate) async fn list(State(hub): State<Arc<Hub>>, may: May<SignedIn>) -> Result<Json<Vec<Alarm>>, ApiProblem> {
    let about = WhichAlarms::About(may.caller.person.id);
    let alarms = hub.store.alarms(about).await?;
    Ok(Json(alarms.into_iter().map(row).collect()))
}
