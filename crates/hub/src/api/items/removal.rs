//! `POST /v1/items/{id}/removal`: a platform says that it has taken an upload down.

use crate::{
    api::{ApiProblem, May, caller::Submits},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::ItemId;
use scrim_store::removals::RemovalRefused;
use scrim_wire::{
    Code, Problem,
    http::items::{Removal, TellRemoval},
};
use std::sync::Arc;

/// Says when one of the source's own uploads was taken down. The same again changes nothing.
#[utoipa::path(
    post, path = "/v1/items/{id}/removal", tag = "items", params(("id" = ItemId, Path)), request_body = TellRemoval,
    responses(
        (status = 200, body = Removal),
        (status = 400, description = "`bad_request`: the time", body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 409, description = "`changed_since`: another time was told before", body = Problem),
    )
)]
pub(crate) async fn tell(
    State(hub): State<Arc<Hub>>,
    may: May<Submits>,
    Path(id): Path<ItemId>,
    Json(told): Json<TellRemoval>,
) -> Result<Json<Removal>, ApiProblem> {
    if told.removed_at.0 < 0 {
        let says = "the time of removal is in milliseconds since 1970";
        return Err(ApiProblem::new(Code::BadRequest, says));
    }
    let kept = hub.store.removed(may.caller.person.id, id, told.removed_at).await?;
    Ok(Json(Removal {
        item_id: kept.item,
        removed_at: kept.removed_at,
        told_at: kept.told_at,
    }))
}

impl From<RemovalRefused> for ApiProblem {
    fn from(refused: RemovalRefused) -> Self {
        match refused {
            RemovalRefused::NoSuch => Self::new(Code::NotFound, "there is no such upload of yours"),
            RemovalRefused::ToldBefore(known) => Self::new(
                Code::ChangedSince,
                format!(
                    "its removal was told before, with the time {}: that stands",
                    known.removed_at.0
                ),
            ),
            RemovalRefused::Store(error) => error.into(),
        }
    }
}
