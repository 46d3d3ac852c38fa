//! `POST /v1/me/break` and `DELETE /v1/me/break`: a break now, at any time, no reason asked.

use super::show::page;
use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_store::wellbeing::RestRefused;
use scrim_wire::{Problem, http::me::Me};
use std::sync::Arc;

/// Starts a break; everything held goes back unseen.
#[utoipa::path(post, path = "/v1/me/break", tag = "me", responses((status = 200, body = Me)))]
pub(crate) async fn start(State(hub): State<Arc<Hub>>, may: May<Reviews>) -> Result<Json<Me>, ApiProblem> {
    hub.store.start_rest(may.caller.person.id).await?;
    Ok(Json(page(&hub, may.caller, Vec::new()).await?))
}

/// Ends a break that one chose. One that was due runs to its end.
#[utoipa::path(
    delete, path = "/v1/me/break", tag = "me",
    responses((status = 200, body = Me), (status = 423, description = "`on_break`: it was due", body = Problem))
)]
pub(crate) async fn end(State(hub): State<Arc<Hub>>, may: May<Reviews>) -> Result<Json<Me>, ApiProblem> {
    match hub.store.end_rest(may.caller.person.id).await {
        Ok(()) => Ok(Json(page(&hub, may.caller, Vec::new()).await?)),
        Err(RestRefused::Due(refusal)) => Err(refusal.into()),
        Err(RestRefused::Store(error)) => Err(error.into()),
    }
}
