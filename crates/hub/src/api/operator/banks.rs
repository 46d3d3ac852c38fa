//! `GET /v1/banks`: the lists.

use crate::{
    api::{ApiProblem, May, caller::ManagesBanks},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{Problem, http::banks::Bank};
use std::sync::Arc;

/// Every list with its trust and the number of its entries.
#[utoipa::path(
    get, path = "/v1/banks", tag = "operator",
    responses((status = 200, body = Vec<Bank>), (status = 403, body = Problem))
)]
pub(crate) async fn list(State(hub): State<Arc<Hub>>, _may: May<ManagesBanks>) -> Result<Json<Vec<Bank>>, ApiProblem> {
    let banks = hub.store.banks().await?;
    Ok(Json(
        banks.into_iter().map(|(bank, entries)| row(bank, entries)).collect(),
    ))
}

fn row(bank: scrim_store::banks::Bank, entries: u64) -> Bank {
    Bank {
        id: bank.id,
        name: bank.name,
        harm: bank.harm,
        trust: bank.trust,
        vetted_reason: bank.vetted_reason,
        entries,
    }
}
