//! `GET` and `PUT /v1/desk-policy`: what a desk has to be for looks to be granted, and what it may do of itself.

use crate::{
    api::{
        ApiProblem, May,
        caller::{SetsFloors, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::{person::Permission, update::DeskUpdates};
use scrim_store::org;
use scrim_wire::{Code, Problem, http::org::DeskPolicy};
use std::sync::Arc;

/// What holds, which everybody may know.
#[utoipa::path(get, path = "/v1/desk-policy", tag = "operator", responses((status = 200, body = DeskPolicy)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<DeskPolicy>, ApiProblem> {
    let policy = hub.store.org().await?.desks;
    Ok(Json(DeskPolicy {
        looks_need_capture_protection: policy.looks_need_capture_protection,
        updates: policy.updates,
    }))
}

/// Sets it, for everybody and at once. Looks that are on are not ended by it. Updates are for whoever manages people to
/// allow: of anybody else what is said of them is as it was.
#[utoipa::path(
    put, path = "/v1/desk-policy", tag = "operator", request_body = DeskPolicy,
    responses(
        (status = 200, body = DeskPolicy),
        (status = 403, description = "`forbidden`: also where updates are not yours to allow", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Json(wanted): Json<DeskPolicy>,
) -> Result<Json<DeskPolicy>, ApiProblem> {
    let now = hub.store.org().await?.desks;
    // A desk of the version before, and one whose person may not allow them, say nothing of updates.
    let updates = if may.also(Permission::ManagePeople) {
        wanted.updates
    } else {
        now.updates
    };
    if wanted.updates == DeskUpdates::Offered && updates == DeskUpdates::Forbidden {
        let message = "updates of desks are allowed by whoever manages people";
        return Err(ApiProblem::new(Code::Forbidden, message));
    }
    let policy = org::DeskPolicy {
        looks_need_capture_protection: wanted.looks_need_capture_protection,
        updates,
    };
    hub.store.set_desk_policy(Some(may.caller.person.id), policy).await?;
    Ok(Json(DeskPolicy { updates, ..wanted }))
}
