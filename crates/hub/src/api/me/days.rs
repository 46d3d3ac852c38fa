//! `GET /v1/me/days`: my own days, and nobody else's.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::{
    days::{Day, MOST_DAYS, Offset},
    time::Time,
};
use scrim_store::ledger::SomeDays;
use scrim_wire::{
    Code, Problem,
    http::ledger::{DayRow, ListDays},
};
use std::sync::Arc;

/// A week, where it is not said how many days.
const USUAL: u8 = 7;

/// How long I reviewed and looked, day by day from `from` on, empty days too.
#[utoipa::path(
    get, path = "/v1/me/days", tag = "me", params(ListDays),
    responses(
        (status = 200, body = Vec<DayRow>),
        (status = 400, description = "`bad_request`: no `from`, or an offset that no clock has", body = Problem),
    )
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    Query(asked): Query<ListDays>,
) -> Result<Json<Vec<DayRow>>, ApiProblem> {
    let offset = Offset::minutes(asked.offset_minutes);
    let offset = offset.map_err(|wrong| ApiProblem::new(Code::BadRequest, wrong.to_string()))?;
    let of = SomeDays {
        person: may.caller.person.id,
        from: Time(asked.from),
        count: asked.days.unwrap_or(USUAL).clamp(1, MOST_DAYS),
        offset,
    };
    let days = hub.store.days(of).await?;
    Ok(Json(days.into_iter().map(row).collect()))
}

fn row(day: Day) -> DayRow {
    let by_rung = day.looking.into_iter().map(|(rung, looking)| (rung.into(), looking.0));
    DayRow {
        starts: day.starts,
        reviewing_ms: day.reviewing.0,
        looks: day.looks,
        looking_ms_by_rung: by_rung.collect(),
    }
}
