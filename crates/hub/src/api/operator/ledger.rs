//! `POST /v1/people/{id}/exposures`, the same with its proof, and `POST /v1/cases/{id}/exposures`: the ledger, opened by somebody else.
//!
//! All are written into the log before they are answered. None is for leads: who holds a case is on their screen, so
//! that what was seen of a case would be what a person saw.

use super::holds::explained;
use crate::{
    api::{
        ApiProblem, May,
        caller::{ManagesPeople, ReadsAudit},
        exposure_row,
    },
    export,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::{CaseId, PersonId};
use scrim_store::ledger::{NotOpened, Opening};
use scrim_wire::{
    Code, Problem,
    http::{
        exposures::{ExposureRow, MOST_EXPOSURES},
        ledger::{CaseExport, OpenRecord},
        record::PersonExport,
    },
};
use std::sync::Arc;

/// Opens one person's record. They are told who did and why.
#[utoipa::path(
    post, path = "/v1/people/{id}/exposures", tag = "operator", request_body = OpenRecord,
    params(("id" = PersonId, Path, description = "the person")),
    responses(
        (status = 200, body = Vec<ExposureRow>),
        (status = 400, description = "`bad_request`: the reason", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn open_record(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(person): Path<PersonId>,
    Json(asked): Json<OpenRecord>,
) -> Result<Json<Vec<ExposureRow>>, ApiProblem> {
    let opening = opening((person, may.caller.person.id), &asked)?;
    let rows = hub.store.open_record(opening).await?;
    Ok(Json(rows.iter().map(exposure_row).collect()))
}

/// Opens one person's record, with the proof that this hub said so. They are told of every part.
#[utoipa::path(
    post, path = "/v1/people/{id}/record", tag = "operator", request_body = OpenRecord,
    params(("id" = PersonId, Path, description = "the person")),
    responses(
        (status = 200, body = PersonExport),
        (status = 400, description = "`bad_request`: the reason", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn export_record(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(person): Path<PersonId>,
    Json(asked): Json<OpenRecord>,
) -> Result<Json<PersonExport>, ApiProblem> {
    let by = may.caller.person.id;
    let rows = hub.store.open_record(opening((person, by), &asked)?).await?;
    Ok(Json(
        export::opened(&hub.store, &hub.keys, (person, Some(by)), &rows).await?,
    ))
}

fn opening((person, by): (PersonId, PersonId), asked: &OpenRecord) -> Result<Opening, ApiProblem> {
    Ok(Opening {
        person,
        by: Some(by),
        reason: explained(&asked.reason)?,
        before: asked.before,
        most: asked.most.unwrap_or(MOST_EXPOSURES).clamp(1, MOST_EXPOSURES),
    })
}

/// How clearly each upload of a case was seen, with nobody's name, and the proof that this hub said so.
#[utoipa::path(
    post, path = "/v1/cases/{id}/exposures", tag = "operator",
    params(("id" = CaseId, Path, description = "the case")),
    responses((status = 200, body = CaseExport), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn export_case(
    State(hub): State<Arc<Hub>>,
    may: May<ReadsAudit>,
    Path(case): Path<CaseId>,
) -> Result<Json<CaseExport>, ApiProblem> {
    let by = Some(may.caller.person.id);
    let found = export::case(&hub.store, &hub.keys, case, by).await?;
    let none = || ApiProblem::new(Code::NotFound, "there is no such case");
    Ok(Json(found.ok_or_else(none)?))
}

impl From<NotOpened> for ApiProblem {
    fn from(refused: NotOpened) -> Self {
        match refused {
            NotOpened::NoSuch => Self::new(Code::NotFound, "there is no such person"),
            NotOpened::Store(error) => error.into(),
        }
    }
}
