//! `/v1/destinations`: whom confirmed verdicts are told to.
//!
//! Where things go, and by which secret, is for admins, who look at no picture. Leads see it.

use crate::{
    api::{
        ApiProblem, May,
        caller::{ManagesBanks, ManagesQueues},
        page::cut,
    },
    deliver,
    destinations::{NotPrepared, prepare, told_of},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::{delivery::Failure, ids::DestinationId};
use scrim_store::destinations::{DestinationRefused, DestinationRow};
use scrim_wire::{
    Code, Problem,
    http::{
        destinations::{AddDestination, BankThere, DestinationAdded, DestinationChecked, DestinationInfo, SetMode},
        page::Page,
    },
};
use std::sync::Arc;

/// Whom verdicts are told to, by name, with how much waits and how much needs somebody.
#[utoipa::path(
    get, path = "/v1/destinations", tag = "operator", params(Page),
    responses((status = 200, body = Vec<DestinationInfo>), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<DestinationInfo>>, ApiProblem> {
    let open = hub.store.open_deliveries().await?;
    let all = hub.store.destinations().await?;
    let wanted = cut(all, &page, |row| row.id.0)?;
    let told = wanted.into_iter().map(|row| {
        let open = open.get(&row.id).copied().unwrap_or_default();
        told_of(row, open)
    });
    Ok(Json(told.collect()))
}

/// Adds one. Nothing leaves for it until its mode is `on`.
#[utoipa::path(
    post, path = "/v1/destinations", tag = "operator", request_body = AddDestination,
    responses(
        (status = 201, body = DestinationAdded),
        (status = 400, description = "`bad_request`: name, address, secret or lists", body = Problem),
        (status = 404, description = "`not_found`: the source, or the matcher", body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn add(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Json(wanted): Json<AddDestination>,
) -> Result<(StatusCode, Json<DestinationAdded>), ApiProblem> {
    let (new, made) = prepare(&hub.keys, wanted)?;
    let destination_id = new.id;
    hub.store.add_destination(Some(may.caller.person.id), new).await?;
    let secret = made.as_deref().cloned();
    Ok((StatusCode::CREATED, Json(DestinationAdded { destination_id, secret })))
}

/// Turns one on, off, or to where what would leave is only shown. What was shown and still holds leaves once it is on.
#[utoipa::path(
    put, path = "/v1/destinations/{id}/mode", tag = "operator", params(("id" = DestinationId, Path)),
    request_body = SetMode,
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn set_mode(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Path(id): Path<DestinationId>,
    Json(wanted): Json<SetMode>,
) -> Result<StatusCode, ApiProblem> {
    let by = Some(may.caller.person.id);
    hub.store.set_destination_mode(by, id, wanted.mode).await?;
    hub.telling.notify_one();
    Ok(StatusCode::NO_CONTENT)
}

/// Removes one with its secret. What has not left for it never does; what it was told stays on record.
#[utoipa::path(
    delete, path = "/v1/destinations/{id}", tag = "operator", params(("id" = DestinationId, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn remove(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Path(id): Path<DestinationId>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.remove_destination(Some(may.caller.person.id), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Asks one, on or off, whether it takes what it is to be told. A platform is sent a `ping`, NCMEC is asked for its
/// reasons, a matcher for its bank of confirmed content; no verdict leaves.
#[utoipa::path(
    post, path = "/v1/destinations/{id}/check", tag = "operator", params(("id" = DestinationId, Path)),
    responses(
        (status = 200, body = DestinationChecked),
        (status = 403, body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 503, description = "`unavailable`: why it does not answer", body = Problem),
    )
)]
pub(crate) async fn check(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Path(id): Path<DestinationId>,
) -> Result<Json<DestinationChecked>, ApiProblem> {
    let checked = deliver::checked(&hub.keys, &known(&hub, id).await?).await;
    let told = |why: Failure| ApiProblem::new(Code::Unavailable, format!("the destination was asked: {}", why.says()));
    checked.map(Json).map_err(told)
}

async fn known(hub: &Hub, id: DestinationId) -> Result<DestinationRow, ApiProblem> {
    let found = hub.store.destinations().await?.into_iter().find(|row| row.id == id);
    found.ok_or_else(|| DestinationRefused::NoSuch.into())
}

/// Makes a matcher's bank of confirmed content, or finds it where it is there.
#[utoipa::path(
    post, path = "/v1/destinations/{id}/bank", tag = "operator", params(("id" = DestinationId, Path)),
    responses(
        (status = 200, body = BankThere),
        (status = 403, body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 503, description = "`unavailable`: why it was not made", body = Problem),
    )
)]
pub(crate) async fn make_bank(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Path(id): Path<DestinationId>,
) -> Result<Json<BankThere>, ApiProblem> {
    let made = deliver::make_bank(&hub.keys, &known(&hub, id).await?).await;
    let bank = made.map_err(|why| ApiProblem::new(Code::Unavailable, why.says()))?;
    Ok(Json(BankThere {
        name: bank.name.into(),
        matching_enabled_ratio: bank.matching_enabled_ratio,
    }))
}

impl From<NotPrepared> for ApiProblem {
    fn from(refused: NotPrepared) -> Self {
        match refused {
            NotPrepared::Name => Self::new(Code::BadRequest, refused.to_string()).setting("name"),
            NotPrepared::Secret(_) | NotPrepared::Account => {
                Self::new(Code::BadRequest, refused.to_string()).setting("secret")
            }
            NotPrepared::Bank(_) => Self::new(Code::BadRequest, refused.to_string()).setting("confirmed"),
            NotPrepared::HasAddress => Self::new(Code::BadRequest, refused.to_string()).setting("address"),
            NotPrepared::Address(scrim_upstream::call::NotSetUp::Address(_)) => Self::new(
                Code::BadRequest,
                "the address has to be https://host/path, or http:// on the hub's own machine, and carries no password",
            )
            .setting("address"),
            NotPrepared::Address(_) | NotPrepared::Entropy(_) => Self::internal(refused),
        }
    }
}

impl From<DestinationRefused> for ApiProblem {
    fn from(refused: DestinationRefused) -> Self {
        match refused {
            DestinationRefused::NameTaken => Self::new(
                Code::NameTaken,
                "there is a destination of that name; remove it first, or take another name",
            )
            .setting("name"),
            DestinationRefused::NoSource => Self::new(Code::NotFound, "there is no such source"),
            DestinationRefused::NoMatcher => Self::new(Code::NotFound, "there is no such matcher"),
            DestinationRefused::NoBank => Self::new(
                Code::BadRequest,
                "a list that is named is none of the hub's, or is about another type of harm",
            )
            .setting("lists"),
            DestinationRefused::IsLearned { .. } => {
                Self::new(Code::BadRequest, refused.to_string()).setting("confirmed")
            }
            DestinationRefused::NoSuch => Self::new(Code::NotFound, "there is no such destination"),
            DestinationRefused::NoEntry => Self::new(Code::NotFound, "there is no such entry"),
            DestinationRefused::Store(error) => error.into(),
        }
    }
}
