//! `GET /v1/me/history`: what I have decided, and what became of it as far as I am told.

use crate::{
    api::{ApiProblem, May, caller::Reviews, page::more},
    clock,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::history::is_without_look;
use scrim_store::history::Wanted;
use scrim_wire::{
    Problem,
    http::history::{History, ListHistory, MOST_HISTORY, NearestMatch, OwnVerdict},
};
use std::sync::Arc;

/// One's own verdicts, the newest first. There is no such list of anybody else's, for nobody.
///
/// What became of one says nothing of a blind second look before a lead has settled it for good, and what it was on a
/// look-alike is what any verdict is that nobody has decided otherwise.
#[utoipa::path(
    get, path = "/v1/me/history", tag = "me", params(ListHistory),
    responses((status = 200, body = History), (status = 400, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Query(asked): Query<ListHistory>,
) -> Result<Json<History>, ApiProblem> {
    let most = asked.most.unwrap_or(MOST_HISTORY).clamp(1, MOST_HISTORY);
    let wanted = Wanted {
        from: asked.from,
        to: asked.to,
        queue: asked.queue,
        content: asked.content,
        without_look: asked.without_look,
        fate: asked.fate,
    };
    let me = may.caller.person.id;
    let page = (asked.before, most + 1);
    let mut found = hub.store.history(me, wanted, page, clock::now()).await?;
    let more = more(&mut found, most);
    let verdicts = found.into_iter().map(row).collect();
    Ok(Json(History { verdicts, more }))
}

fn row(own: scrim_store::history::OwnVerdict) -> OwnVerdict {
    OwnVerdict {
        verdict_id: own.verdict,
        case_id: own.case,
        queue_id: own.queue,
        queue: own.queue_name,
        at: own.at,
        stage: own.stage,
        said: own.said,
        nearest: own.nearest.map(|nearest| NearestMatch {
            entry: nearest.entry,
            list: nearest.list,
            kind: nearest.kind,
        }),
        clearest: own.clearest,
        without_look: is_without_look(own.clearest),
        fate: own.fate,
        grace_ends: own.grace_ends,
    }
}
