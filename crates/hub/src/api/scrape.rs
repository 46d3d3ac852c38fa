//! `GET /metrics`, on a listener of its own, and the counting of what the API answers.
//!
//! Whoever reaches that listener may read it, so it is never part of the API and has nothing of a person in it.

use super::{
    ApiProblem,
    guard::{Hosts, guard},
};
use crate::{clock, hub::Hub, meters::Operation};
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::encoding::prometheus_text::CONTENT_TYPE as TEXT;
use std::{sync::Arc, time::Instant};

/// What the metrics' listener answers to, for the host names `hosts`.
pub fn scraping(hub: Arc<Hub>, hosts: Vec<String>) -> Router {
    Router::new()
        .route("/metrics", get(show))
        .layer(middleware::from_fn_with_state(Hosts(hosts.into()), guard))
        .with_state(hub)
}

async fn show(State(hub): State<Arc<Hub>>) -> Result<Response, ApiProblem> {
    let now = clock::now();
    let backlog = hub.store.backlog(now).await?;
    let text = hub.meters.text(&backlog, now, &hub.workers.tally());
    let text = text.map_err(ApiProblem::internal)?;
    Ok(([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, "no-store")], text).into_response())
}

/// Counts an answer of the API by its operation.
pub(super) async fn count(
    State(hub): State<Arc<Hub>>,
    pattern: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let operation = Operation::of(request.method(), pattern.as_ref().map(MatchedPath::as_str));
    let began = Instant::now();
    let response = next.run(request).await;
    hub.meters
        .answered(operation, response.status().as_u16(), began.elapsed());
    response
}
