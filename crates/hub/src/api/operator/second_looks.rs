//! `GET` and `PUT /v1/banks/{id}/second-looks`: for which verdicts a list asks for a second reviewer.

use crate::{
    api::{ApiProblem, May, caller::ManagesBanks},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::{ids::BankId, second_looks::SecondLooks};
use scrim_store::second_looks::NoList;
use scrim_wire::{Code, Problem};
use std::sync::Arc;

/// Of how many verdicts on this list's entries a second, blind reviewer is asked for, in thousandths. What always needs
/// two people is not in it.
#[utoipa::path(
    get, path = "/v1/banks/{id}/second-looks", tag = "operator", params(("id" = BankId, Path)),
    responses((status = 200, body = SecondLooks), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Path(bank): Path<BankId>,
) -> Result<Json<SecondLooks>, ApiProblem> {
    let asked = hub.store.second_looks(bank).await?;
    Ok(Json(asked.ok_or(NoList::NoSuch)?))
}

/// Sets it as a whole, for every verdict from now on; what is not named is as it is by default. Less than the rules
/// demand cannot be said: disputes, clearings of content, new entries, variants and agreement with a list that is not
/// vetted always take two people, and where only one can sign in, so does `different`.
#[utoipa::path(
    put, path = "/v1/banks/{id}/second-looks", tag = "operator", params(("id" = BankId, Path)),
    request_body = SecondLooks,
    responses(
        (status = 200, body = SecondLooks),
        (status = 400, description = "`bad_request`: a share of more than 1000, or one that cannot be set", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Path(bank): Path<BankId>,
    Json(wanted): Json<SecondLooks>,
) -> Result<Json<SecondLooks>, ApiProblem> {
    let by = Some(may.caller.person.id);
    hub.store.set_second_looks(by, bank, wanted).await?;
    Ok(Json(wanted))
}

impl From<NoList> for ApiProblem {
    fn from(refused: NoList) -> Self {
        match refused {
            NoList::NoSuch => Self::new(Code::NotFound, "there is no such list"),
            NoList::Store(error) => error.into(),
        }
    }
}
