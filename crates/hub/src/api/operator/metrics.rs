//! `GET /v1/metrics`: sums over the hub, never per person.

use crate::{
    api::{ApiProblem, May, caller::SeesMetrics},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::person::Permission;
use scrim_store::metrics::Sums;
use scrim_wire::{
    Problem,
    http::metrics::{Metrics, VerdictCounts},
};
use std::sync::Arc;

/// What came in, what was decided, what it took, and what was stopped with nobody looking.
#[utoipa::path(
    get, path = "/v1/metrics", tag = "operator",
    responses((status = 200, body = Metrics), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, may: May<SeesMetrics>) -> Result<Json<Metrics>, ApiProblem> {
    Ok(Json(metrics(hub.store.sums().await?, may.also(Permission::ReadAudit))))
}

fn metrics(sums: Sums, with_looks: bool) -> Metrics {
    let case = |state: &str| sums.cases.get(state).copied().unwrap_or_default();
    Metrics {
        submitted: sums.outcomes.values().sum(),
        matched: sums.matched,
        stopped_without_looking: sums.outcomes.get("stopped").copied().unwrap_or_default(),
        cases: sums.cases.values().sum(),
        cases_decided: case("decided"),
        cases_waiting: case("waiting") + case("leased"),
        cases_unreadable: case("unreadable"),
        cases_split: sums.split,
        checks: sums.checks.values().sum(),
        checks_decided: sums.checks.get("decided").copied().unwrap_or_default(),
        checks_split: sums.checks_split,
        looks: with_looks.then_some(sums.looks),
        exposure_ms_by_rung: with_looks.then_some(sums.exposure_ms_by_rung),
        verdicts: VerdictCounts {
            matched: sums.by_match,
            listing: sums.by_listing,
            content: sums.by_content,
        },
        entries_added: sums.entries_added,
        entries_confirmed: sums.entries_confirmed,
        variants_added: sums.variants_added,
        pairs_excluded: sums.pairs_excluded,
        entries_suspended: sums.entries_suspended,
        outcomes: sums.outcomes,
        removals: sums.removals.count,
        removals_waited_ms: u64::try_from(sums.removals.waited.0).unwrap_or_default(),
    }
}
