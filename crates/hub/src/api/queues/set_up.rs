//! `POST /v1/queues`, `PUT /v1/queues/{id}`, `GET /v1/queues/all`: queues and what holds in them.

use super::name;
use crate::{
    api::{ApiProblem, May, caller::ManagesQueues, page::cut},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::{ids::QueueId, queue::QueueSettings};
use scrim_store::queues::{self as kept, QueueRefused};
use scrim_wire::{
    Code, Problem,
    http::{
        page::Page,
        queues::{MakeQueue, QueueInfo},
    },
};
use std::sync::Arc;

/// The queues with what holds and waits in them, in the order of their names.
#[utoipa::path(
    get, path = "/v1/queues/all", tag = "queues", params(Page),
    responses((status = 200, body = Vec<QueueInfo>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<QueueInfo>>, ApiProblem> {
    let queues = cut(hub.store.all_queues().await?, &page, |queue| queue.id.0)?;
    Ok(Json(queues.into_iter().map(info).collect()))
}

/// Makes a queue, to which cases come by rules and by hand. Answers its id.
#[utoipa::path(
    post, path = "/v1/queues", tag = "queues", request_body = MakeQueue,
    responses(
        (status = 201, body = QueueId),
        (status = 400, description = "`bad_request`: the name is empty, too long, or not one line", body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn make(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesQueues>,
    Json(new): Json<MakeQueue>,
) -> Result<(StatusCode, Json<QueueId>), ApiProblem> {
    let made = hub.store.make_queue(may.caller.person.id, name(&new.name)?).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Sets what holds in a queue: for leases and verdicts from now on.
#[utoipa::path(
    put, path = "/v1/queues/{id}", tag = "queues", params(("id" = QueueId, Path)), request_body = QueueSettings,
    responses(
        (status = 200, body = QueueSettings),
        (status = 400, description = "`bad_request`: they cannot be meant; the message says why", body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesQueues>,
    Path(id): Path<QueueId>,
    Json(settings): Json<QueueSettings>,
) -> Result<Json<QueueSettings>, ApiProblem> {
    if settings.policy.text.contains('\0') {
        return Err(ApiProblem::new(
            Code::BadRequest,
            "the policy holds a character that no database keeps",
        ));
    }
    hub.store.set_queue(may.caller.person.id, id, settings.clone()).await?;
    Ok(Json(settings))
}

fn info(queue: kept::QueueInfo) -> QueueInfo {
    let counts = queue.counts;
    QueueInfo {
        id: queue.id,
        name: queue.name,
        settings: queue.settings,
        lists: queue.lists,
        waiting: counts.waiting,
        leased: counts.leased,
        later: counts.later,
        for_leads: counts.for_leads,
        stranded: counts.stranded,
        oldest: counts.oldest,
    }
}

impl From<QueueRefused> for ApiProblem {
    fn from(refused: QueueRefused) -> Self {
        match refused {
            QueueRefused::NoSuch => Self::new(Code::NotFound, "there is no such queue"),
            QueueRefused::NameTaken => Self::new(Code::NameTaken, "there is a queue of that name: choose another"),
            QueueRefused::Settings(problem) => Self::new(Code::BadRequest, problem.to_string()),
            QueueRefused::Store(error) => error.into(),
        }
    }
}
