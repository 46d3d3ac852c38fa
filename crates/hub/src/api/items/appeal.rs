//! `POST /v1/items/{id}/appeal`: a platform asks that what was decided on its upload be decided anew.

use crate::{
    api::{ApiProblem, May, caller::Submits, queues::reference},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::ItemId;
use scrim_store::appeals::NotAppealed;
use scrim_wire::{
    Code, Problem,
    http::items::{Appeal, MakeAppeal},
};
use std::sync::Arc;

/// Appeals what is decided on one of the source's own uploads, or that it was stopped with nobody looking: a case of its
/// own, for people who had no part in that.
/// There is one for each decision; asking again answers how it stands. A platform that is a destination is sent
/// `item.appeal_closed`; where it was overturned, the decision is reversed, or the stop is over, and a lead settles
/// it anew.
#[utoipa::path(
    post, path = "/v1/items/{id}/appeal", tag = "items", params(("id" = ItemId, Path)), request_body = MakeAppeal,
    responses(
        (status = 200, body = Appeal),
        (status = 400, description = "`bad_request`: the reference", body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 409, description = "`not_confirmed`: nothing is decided on it by people, or only on another upload", body = Problem),
        (status = 410, description = "`picture_destroyed`", body = Problem),
    )
)]
pub(crate) async fn make(
    State(hub): State<Arc<Hub>>,
    may: May<Submits>,
    Path(id): Path<ItemId>,
    Json(asked): Json<MakeAppeal>,
) -> Result<Json<Appeal>, ApiProblem> {
    let reference = reference(&asked.reference)?;
    let appeal = hub.store.appeal(may.caller.person.id, id, reference).await?;
    Ok(Json(Appeal {
        item_id: appeal.item,
        reference: appeal.reference,
        asked_at: appeal.asked_at,
        outcome: appeal.outcome,
    }))
}

impl From<NotAppealed> for ApiProblem {
    fn from(refused: NotAppealed) -> Self {
        match refused {
            NotAppealed::NoSuch => Self::new(Code::NotFound, "there is no such upload of yours"),
            NotAppealed::NotDecided => Self::new(
                Code::NotConfirmed,
                "nobody has decided on this upload for good: it is being looked at, or was let through",
            ),
            NotAppealed::OfAnother => Self::new(
                Code::NotConfirmed,
                "this upload has what was decided on another one that is nearly the same: appeal that one",
            ),
            NotAppealed::PictureDestroyed => Self::new(
                Code::PictureDestroyed,
                "the picture was destroyed: nobody can look at it again",
            ),
            NotAppealed::Store(error) => error.into(),
        }
    }
}
