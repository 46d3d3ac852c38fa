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
use scrim_store::wellbeing::{self as kept, HoursRefused};
use scrim_wire::{
    Code, Problem,
    http::teams::{Hours, PersonHours},
};
use std::sync::Arc;

/// Somebody's hours, and the shift that is on by them, or the next one.
#[utoipa::path(
    get, path = "/v1/people/{id}/hours", tag = "operator", params(("id" = PersonId, Path, description = "the person")),
    responses((status = 200, body = PersonHours), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<SetsFloors>,
    Path(id): Path<PersonId>,
) -> Result<Json<PersonHours>, ApiProblem> {
    Ok(Json(shown(hub.store.person_hours(id).await?)))
}

/// Sets somebody's hours: outside a shift there are no cases and no looks. Time that is taken is so at once; time that
/// is given is theirs from their next block on.
#[utoipa::path(
    put, path = "/v1/people/{id}/hours", tag = "operator", request_body = Hours,
    params(("id" = PersonId, Path, description = "the person")),
    responses(
        (status = 200, body = PersonHours),
        (status = 400, description = "`bad_request`: no such time zone, or windows that make no sense", body = Problem),
        (status = 403, description = "`own_limit`: one's own only become fewer", body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Path(id): Path<PersonId>,
    Json(hours): Json<Hours>,
) -> Result<Json<PersonHours>, ApiProblem> {
    let by = Some(may.caller.person.id);
    Ok(Json(shown(hub.store.set_hours(by, id, hours.hours).await?)))
}

fn shown(kept: kept::PersonHours) -> PersonHours {
    PersonHours {
        hours: kept.hours,
        shift: kept.shift,
        now: kept.now,
    }
}

impl From<HoursRefused> for ApiProblem {
    fn from(refused: HoursRefused) -> Self {
        match refused {
            HoursRefused::Own => Self::new(Code::OwnLimit, refused.to_string()),
            HoursRefused::NoSuch => Self::new(Code::NotFound, refused.to_string()),
            HoursRefused::Hours(problem) => Self::new(Code::BadRequest, problem.to_string()),
            HoursRefused::Store(error) => error.into(),
        }
    }
}
