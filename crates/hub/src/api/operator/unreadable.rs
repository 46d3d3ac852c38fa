//! `GET /v1/unreadable`: uploads that could not be read, for leads and admins.

use crate::{
    api::{ApiProblem, May, caller::SeesUnreadable},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_store::{
    StoreError,
    unreadable::{UnreadablePage, UnreadableRow, Wanted},
};
use scrim_wire::{
    Problem,
    http::{
        items::Unreadable,
        unreadable::{ListUnreadable, MOST_UNREADABLE, UnreadableCount, UnreadableList, UnreadableUpload},
    },
};
use std::sync::Arc;

/// How many an answer holds where it is not said.
const USUAL: u32 = 50;

/// Which uploads could not be read, or only in part, with the reason of each: no picture and no hash.
#[utoipa::path(
    get, path = "/v1/unreadable", tag = "operator", params(ListUnreadable),
    responses((status = 200, body = UnreadableList), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesUnreadable>,
    Query(asked): Query<ListUnreadable>,
) -> Result<Json<UnreadableList>, ApiProblem> {
    let wanted = Wanted {
        before: asked.before,
        reason: asked.reason.map(|reason| reason.code().to_owned()),
        most: asked.most.unwrap_or(USUAL).clamp(1, MOST_UNREADABLE),
    };
    let page = hub.store.unreadable(wanted).await?;
    Ok(Json(answer(page)?))
}

fn answer(page: UnreadablePage) -> Result<UnreadableList, ApiProblem> {
    let counts = page.counts.iter().map(|(code, uploads)| {
        Ok(UnreadableCount {
            reason: reason(code)?,
            uploads: *uploads,
        })
    });
    Ok(UnreadableList {
        counts: counts.collect::<Result<_, ApiProblem>>()?,
        uploads: page.rows.into_iter().map(upload).collect::<Result<_, _>>()?,
        more: page.more,
    })
}

fn upload(row: UnreadableRow) -> Result<UnreadableUpload, ApiProblem> {
    Ok(UnreadableUpload {
        item_id: row.item,
        reason: reason(&row.reason)?,
        source: row.source_name,
        reference: row.reference,
        received_at: row.received_at,
        bytes: row.bytes,
        lists: row.lists,
    })
}

/// A reason is one of a closed set: an upload is never kept with another.
fn reason(code: &str) -> Result<Unreadable, ApiProblem> {
    let column = "item.reason";
    Unreadable::named(code).ok_or_else(|| StoreError::Corrupt { column }.into())
}
