//! `GET` and `PUT /v1/people/{id}/hours`: when somebody works, which their shifts follow from.

use crate::{
    api::{ApiProblem, May, caller::SetsFloors},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::PersonId;
use scrim_store::wellbeing::HoursRefused;
use scrim_wire::{Code, Problem, http::teams::Hours};
use std::sync::Arc;

/// Somebody's hours.
#[utoipa::path(
    get, path = "/v1/people/{id}/hours", tag = "operator", params(("id" = PersonId, Path, description = "the person")),
    responses((status = 200, body = Hours), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<SetsFloors>,
    Path(id): Path<PersonId>,
) -> Result<Json<Hours>, ApiProblem> {
    let hours = hub.store.hours(id).await?;
    Ok(Json(Hours { hours }))
}

/// Sets somebody's hours. They hold at once: outside a shift there are no cases and no looks.
#[utoipa::path(
    put, path = "/v1/people/{id}/hours", tag = "operator", request_body = Hours,
    params(("id" = PersonId, Path, description = "the person")),
    responses(
        (status = 200, body = Hours),
        (status = 400, description = "`bad_request`: no such time zone, or windows that make no sense", body = Problem),
        (status = 403, description = "`forbidden`: not one's own hours either", body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Path(id): Path<PersonId>,
    Json(hours): Json<Hours>,
) -> Result<Json<Hours>, ApiProblem> {
    let by = Some(may.caller.person.id);
    hub.store.set_hours(by, id, hours.hours.clone()).await?;
    Ok(Json(hours))
}

impl From<HoursRefused> for ApiProblem {
    fn from(refused: HoursRefused) -> Self {
        match refused {
            HoursRefused::Own => Self::new(Code::Forbidden, refused.to_string()),
            HoursRefused::NoSuch => Self::new(Code::NotFound, refused.to_string()),
            HoursRefused::Hours(problem) => Self::new(Code::BadRequest, problem.to_string()),
            HoursRefused::Store(error) => error.into(),
        }
    }
}
