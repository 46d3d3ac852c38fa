//! `GET` and `PUT /v1/retention`: for how long pictures are kept.

use crate::{
    api::{
        ApiProblem, May,
        caller::{Destroys, Holds},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_store::retention::{self as kept, PolicyRefused};
use scrim_wire::{
    Code, Problem,
    http::retention::{Retention, SetRetention},
};
use std::sync::Arc;

/// What becomes of pictures, by why they are kept.
#[utoipa::path(
    get, path = "/v1/retention", tag = "operator",
    responses((status = 200, body = Retention), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<Holds>) -> Result<Json<Retention>, ApiProblem> {
    Ok(Json(told(hub.store.retention().await?)))
}

/// Sets it, as a whole. Nothing is destroyed by time within a day after, so that a slip can be taken back.
#[utoipa::path(
    put, path = "/v1/retention", tag = "operator", request_body = SetRetention,
    responses(
        (status = 200, body = Retention),
        (status = 400, description = "`bad_request`: days are 1 to 3650", body = Problem),
        (status = 409, description = "`changed_since`: it was changed by somebody else", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<Destroys>,
    Json(wanted): Json<SetRetention>,
) -> Result<Json<Retention>, ApiProblem> {
    let by = Some(may.caller.person.id);
    let set = hub.store.set_retention(by, wanted.policy, wanted.revision).await?;
    Ok(Json(told(set)))
}

fn told(kept: kept::Retention) -> Retention {
    Retention {
        policy: kept.policy,
        revision: kept.revision,
        rests_until: kept.watch.rests_until,
    }
}

impl From<PolicyRefused> for ApiProblem {
    fn from(refused: PolicyRefused) -> Self {
        match refused {
            PolicyRefused::Stale => Self::new(
                Code::ChangedSince,
                "somebody else changed for how long pictures are kept: read it again before you set it",
            ),
            PolicyRefused::Bounds(bounds) => Self::new(Code::BadRequest, bounds.to_string()),
            PolicyRefused::Store(error) => error.into(),
        }
    }
}
