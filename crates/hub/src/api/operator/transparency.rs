//! `GET /v1/transparency`: what the organisation tells the outside of a period. Never per person.
//!
//! For whoever may read the audit: in a team of few the sums of a month say something of each, and leads are not to know.

use crate::{
    api::{ApiProblem, May, caller::ReadsAudit},
    clock,
    hub::Hub,
    transparency::{self, csv, page},
};
use axum::{
    Json,
    extract::{Query, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use scrim_model::{
    time::Time,
    transparency::{NotAPeriod, Period},
};
use scrim_wire::{
    Code, Problem,
    http::transparency::{AskTransparency, ReportForm, Transparency},
};
use std::sync::Arc;

/// What came in, what became of it and how long that took, over whole months that are over: as figures, as lines or as a page.
#[utoipa::path(
    get, path = "/v1/transparency", tag = "operator", params(AskTransparency),
    responses(
        (status = 200, content((Transparency = "application/json"), (String = "text/csv"), (String = "text/html"))),
        (status = 400, description = "`bad_request`: no period that is told of", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<ReadsAudit>,
    Query(asked): Query<AskTransparency>,
) -> Result<Response, ApiProblem> {
    let period = Period::of(Time(asked.from), Time(asked.until), clock::now())?;
    let report = transparency::report(&hub.store, period).await?;
    Ok(match asked.form {
        ReportForm::Json => Json(report).into_response(),
        ReportForm::Csv => {
            let lines = csv(&report).map_err(ApiProblem::internal)?;
            file("text/csv; charset=utf-8", "transparency.csv", lines)
        }
        ReportForm::Page => {
            let page = page(&report).map_err(ApiProblem::internal)?;
            file("text/html; charset=utf-8", "transparency.html", page)
        }
    })
}

/// To be kept, and not opened where the hub's own address would be its origin.
fn file(kind: &'static str, name: &str, text: String) -> Response {
    let kept = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, kept)], text).into_response()
}

impl From<NotAPeriod> for ApiProblem {
    fn from(refused: NotAPeriod) -> Self {
        Self::new(Code::BadRequest, refused.to_string())
    }
}
