//! `GET /v1/team/wellness`: how the team's work weighs, week by week and never by person.

use crate::{
    api::{ApiProblem, May, caller::SeesMetrics},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::time::Time;
use scrim_wire::{
    Problem,
    http::team::{ListTeamWeeks, MOST_WEEKS, TeamWeek},
};
use std::sync::Arc;

/// A month, where it is not said how many weeks.
const USUAL: u8 = 4;

/// Weeks that are over, the newest first: rounded sums over everybody who reviewed, and which limits somebody reached.
/// Nothing of a week in which fewer than five people reviewed, or not the same as in the week before.
#[utoipa::path(
    get, path = "/v1/team/wellness", tag = "operator", params(ListTeamWeeks),
    responses((status = 200, body = Vec<TeamWeek>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesMetrics>,
    Query(asked): Query<ListTeamWeeks>,
) -> Result<Json<Vec<TeamWeek>>, ApiProblem> {
    let most = asked.most.unwrap_or(USUAL).clamp(1, MOST_WEEKS);
    let weeks = hub.store.team_weeks(asked.before.map(Time), most).await?;
    let told = weeks.into_iter().map(|week| TeamWeek {
        starts: week.starts,
        told: week.told,
    });
    Ok(Json(told.collect()))
}
