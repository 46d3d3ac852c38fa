//! `PUT /v1/me/preferences`: what one likes, where it limits nothing.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::person::Preferences;
use std::sync::Arc;

/// Keeps them for this person, on every device. `GET /v1/me` has them.
#[utoipa::path(
    put, path = "/v1/me/preferences", tag = "me", request_body = Preferences,
    responses((status = 200, body = Preferences))
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    Json(wanted): Json<Preferences>,
) -> Result<Json<Preferences>, ApiProblem> {
    let kept = wanted.within_limits();
    hub.store.set_preferences(may.caller.person.id, kept.clone()).await?;
    Ok(Json(kept))
}
