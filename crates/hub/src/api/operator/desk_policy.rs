//! `GET` and `PUT /v1/desk-policy`: what a desk has to be for looks to be granted.

use crate::{
    api::{
        ApiProblem, May,
        caller::{SetsFloors, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_store::org;
use scrim_wire::{Problem, http::org::DeskPolicy};
use std::sync::Arc;

/// What holds, which everybody may know.
#[utoipa::path(get, path = "/v1/desk-policy", tag = "operator", responses((status = 200, body = DeskPolicy)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<DeskPolicy>, ApiProblem> {
    let policy = hub.store.org().await?.desks;
    Ok(Json(DeskPolicy {
        looks_need_capture_protection: policy.looks_need_capture_protection,
    }))
}

/// Sets it, for everybody and at once. Looks that are on are not ended by it.
#[utoipa::path(
    put, path = "/v1/desk-policy", tag = "operator", request_body = DeskPolicy,
    responses((status = 200, body = DeskPolicy), (status = 403, body = Problem))
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Json(wanted): Json<DeskPolicy>,
) -> Result<Json<DeskPolicy>, ApiProblem> {
    let policy = org::DeskPolicy {
        looks_need_capture_protection: wanted.looks_need_capture_protection,
    };
    hub.store.set_desk_policy(Some(may.caller.person.id), policy).await?;
    Ok(Json(wanted))
}
