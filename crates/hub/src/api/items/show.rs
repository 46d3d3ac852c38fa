//! `GET /v1/items/{id}`: an upload's state, for its source.

use super::submit::outcome;
use crate::{
    api::{ApiProblem, May, caller::Submits},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::ItemId;
use scrim_store::items::{DecidedItem, ItemRow};
use scrim_wire::{
    Code, Problem,
    http::items::{ItemDecision, ItemState},
};
use std::sync::Arc;

/// Where one of the source's own uploads stands.
#[utoipa::path(
    get, path = "/v1/items/{id}", tag = "items", params(("id" = ItemId, Path)),
    responses((status = 200, body = ItemState), (status = 404, description = "`not_found`", body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    may: May<Submits>,
    Path(id): Path<ItemId>,
) -> Result<Json<ItemState>, ApiProblem> {
    let own = hub
        .store
        .item(id, crate::clock::now())
        .await?
        .filter(|item| item.source == may.caller.person.id);
    let item = own.ok_or_else(|| ApiProblem::new(Code::NotFound, "there is no such upload of yours"))?;
    Ok(Json(ItemState {
        item_id: item.id,
        outcome: outcome(item.door),
        decision: decision(&item),
        received_at: item.received_at,
        picture_destroyed_at: item.destroyed_at,
    }))
}

fn decision(item: &ItemRow) -> ItemDecision {
    use scrim_store::items::Door;
    match (item.decided, item.door) {
        (Some(DecidedItem::Remove), _) | (None, Door::Stopped) => ItemDecision::Remove,
        (Some(DecidedItem::Keep), _) | (None, Door::Passed) => ItemDecision::Keep,
        (None, Door::Queued | Door::Unreadable) if item.in_review => ItemDecision::Pending,
        (None, Door::Unverified) => ItemDecision::Pending,
        (None, Door::Queued | Door::Unreadable | Door::NoMatch) => ItemDecision::None,
    }
}
