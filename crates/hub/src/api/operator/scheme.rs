//! `GET` and `PUT /v1/scheme`: the classes that verdicts can give.

use crate::{
    api::{
        ApiProblem, May,
        caller::{ManagesBanks, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_store::scheme::{KeptScheme, SchemeRefused};
use scrim_wire::{
    Code, Problem,
    http::scheme::{SchemeInfo, SetScheme},
};
use std::sync::Arc;

/// The classes in their order, retired ones among them, which everybody may know: decisions name them by their codes.
#[utoipa::path(get, path = "/v1/scheme", tag = "operator", responses((status = 200, body = SchemeInfo)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<SchemeInfo>, ApiProblem> {
    Ok(Json(told(hub.store.scheme().await?)))
}

/// Sets them as a whole, for every verdict from now on. What was decided keeps its code, and what was handed over stays as it
/// was.
#[utoipa::path(
    put, path = "/v1/scheme", tag = "operator", request_body = SetScheme,
    responses(
        (status = 200, body = SchemeInfo),
        (status = 400, description = "`bad_request`: a class cannot be meant, or was given and is not there any more; the message says which and why", body = Problem),
        (status = 403, body = Problem),
        (status = 409, description = "`changed_since`: they were changed by somebody else", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Json(wanted): Json<SetScheme>,
) -> Result<Json<SchemeInfo>, ApiProblem> {
    let by = Some(may.caller.person.id);
    let set = hub.store.set_scheme(by, wanted.scheme, wanted.revision).await?;
    Ok(Json(told(set)))
}

fn told(kept: KeptScheme) -> SchemeInfo {
    SchemeInfo {
        revision: kept.revision,
        scheme: kept.scheme,
        given: kept.given,
    }
}

impl From<SchemeRefused> for ApiProblem {
    fn from(refused: SchemeRefused) -> Self {
        match refused {
            SchemeRefused::Stale => Self::new(
                Code::ChangedSince,
                "somebody else has changed the classes: read them again and repeat your change",
            ),
            SchemeRefused::Problem(problem) => Self::new(Code::BadRequest, problem.to_string()),
            SchemeRefused::Store(error) => error.into(),
        }
    }
}
