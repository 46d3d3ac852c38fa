//! `GET /v1/banks`: the lists.

use crate::{
    api::{ApiProblem, May, caller::ManagesBanks, page::cut},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_wire::{
    Problem,
    http::{banks::Bank, page::Page},
};
use std::sync::Arc;

/// The lists with their trust and the number of their entries, in the order of their names.
#[utoipa::path(
    get, path = "/v1/banks", tag = "operator", params(Page),
    responses((status = 200, body = Vec<Bank>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Bank>>, ApiProblem> {
    let banks = cut(hub.store.banks().await?, &page, |(bank, _entries)| bank.id.0)?;
    Ok(Json(
        banks.into_iter().map(|(bank, entries)| row(bank, entries)).collect(),
    ))
}

pub(super) fn row(bank: scrim_store::banks::Bank, entries: u64) -> Bank {
    Bank {
        id: bank.id,
        name: bank.name,
        harm: bank.harm,
        trust: bank.trust,
        vetted_reason: bank.vetted_reason,
        entries,
    }
}
