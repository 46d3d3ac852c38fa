//! `GET /v1/audit/receipt`: a signed proof of how far the chain has come, to be kept elsewhere.

use crate::{
    api::{ApiProblem, May, caller::ReadsAudit},
    audit,
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{Problem, http::audit::Receipt};
use std::sync::Arc;

/// Signs the chain's head now. `scrim-hub audit verify --against` takes the answer as a file.
#[utoipa::path(
    get, path = "/v1/audit/receipt", tag = "operator",
    responses((status = 200, body = Receipt), (status = 403, body = Problem))
)]
pub(crate) async fn receipt(State(hub): State<Arc<Hub>>, _may: May<ReadsAudit>) -> Result<Json<Receipt>, ApiProblem> {
    Ok(Json(audit::checkpoint(&hub.store, &hub.keys).await?))
}
