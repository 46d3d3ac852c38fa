//! `POST /v1/items/{id}/destroy`, `GET /v1/items/{id}/destruction`: a picture goes, and the proof that it did.

use crate::{
    api::{ApiProblem, May, caller::Destroys, operator::holds::explained},
    hub::Hub,
    proof, retention,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::{ids::ItemId, retention::Stays};
use scrim_store::retention::{Cause, NotDestroyed};
use scrim_wire::{
    Code, Problem,
    http::retention::{DestroyPicture, DestructionReceipt},
};
use std::sync::Arc;

/// Destroys an upload's picture, for good: its keys first, then its sealed parts. Hashes, verdicts and what they do stay.
/// Asked a second time, it answers as it did, with a fresh signature.
#[utoipa::path(
    post, path = "/v1/items/{id}/destroy", tag = "items", params(("id" = ItemId, Path)), request_body = DestroyPicture,
    responses(
        (status = 200, body = DestructionReceipt),
        (status = 400, description = "`bad_request`: the reason", body = Problem),
        (status = 404, description = "`not_found`: no such upload, or no picture of it was kept", body = Problem),
        (status = 409, description = "`legal_hold`; `case_open`: somebody has to look first", body = Problem),
    )
)]
pub(crate) async fn destroy(
    State(hub): State<Arc<Hub>>,
    may: May<Destroys>,
    Path(id): Path<ItemId>,
    Json(asked): Json<DestroyPicture>,
) -> Result<Json<DestructionReceipt>, ApiProblem> {
    let cause = Cause::Requested {
        by: Some(may.caller.person.id),
        reason: explained(&asked.reason)?,
    };
    let destroyed = retention::destroy(&hub, id, cause).await?;
    Ok(Json(proof::of(&hub.store, &hub.keys, &destroyed).await?))
}

/// The proof of a destruction, on request or by time.
#[utoipa::path(
    get, path = "/v1/items/{id}/destruction", tag = "items", params(("id" = ItemId, Path)),
    responses(
        (status = 200, body = DestructionReceipt),
        (status = 404, description = "`not_found`: its picture was not destroyed", body = Problem),
    )
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<Destroys>,
    Path(id): Path<ItemId>,
) -> Result<Json<DestructionReceipt>, ApiProblem> {
    let none = || ApiProblem::new(Code::NotFound, "no picture of such an upload was destroyed");
    let destroyed = hub.store.destruction(id).await?.ok_or_else(none)?;
    Ok(Json(proof::of(&hub.store, &hub.keys, &destroyed).await?))
}

impl From<NotDestroyed> for ApiProblem {
    fn from(refused: NotDestroyed) -> Self {
        match refused {
            NotDestroyed::NoSuch => Self::new(Code::NotFound, "there is no such upload"),
            NotDestroyed::NothingKept => Self::new(
                Code::NotFound,
                "no picture of this upload was kept: there is nothing to destroy",
            ),
            NotDestroyed::Stays(Stays::Held) => Self::new(
                Code::LegalHold,
                "the upload or its case is under a legal hold: lift it first, or leave the picture",
            ),
            NotDestroyed::Stays(Stays::Open) => Self::new(
                Code::CaseOpen,
                "somebody has to look at this picture, or may still take back what was decided: \
                 wait until its case is settled",
            ),
            NotDestroyed::NotDue => Self::new(Code::ChangedSince, "it is not due any more: read it again"),
            NotDestroyed::Store(error) => error.into(),
        }
    }
}
