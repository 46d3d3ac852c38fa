//! `GET` and `PUT /v1/rules`, `POST /v1/rules/dry-run`: by what cases come to queues.

use crate::{
    api::{ApiProblem, May, caller::ManagesQueues},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::{routing::Rule, time::Span};
use scrim_store::queues::{self as kept, RulesRefused};
use scrim_wire::{
    Code, Problem,
    http::queues::{DryRun, MOST_HOURS, Moved, RuleBook, TryRules},
};
use std::sync::Arc;

/// The rules in their order: the first that fits decides.
#[utoipa::path(
    get, path = "/v1/rules", tag = "queues",
    responses((status = 200, body = RuleBook), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<ManagesQueues>) -> Result<Json<RuleBook>, ApiProblem> {
    Ok(Json(book(hub.store.rules().await?)))
}

/// Replaces all of them, for what comes in from now on.
#[utoipa::path(
    put, path = "/v1/rules", tag = "queues", request_body = RuleBook,
    responses(
        (status = 200, body = RuleBook),
        (status = 400, description = "`bad_request`: a rule cannot be meant; the message says which and why", body = Problem),
        (status = 409, description = "`changed_since`: they were changed by somebody else", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesQueues>,
    Json(wanted): Json<RuleBook>,
) -> Result<Json<RuleBook>, ApiProblem> {
    let RuleBook { revision, rules } = wanted;
    readable(&rules)?;
    let wanted = kept::RuleBook { revision, rules };
    Ok(Json(book(hub.store.set_rules(may.caller.person.id, wanted).await?)))
}

/// Where the cases of the last hours would have gone by other rules. Changes nothing.
#[utoipa::path(
    post, path = "/v1/rules/dry-run", tag = "queues", request_body = TryRules,
    responses((status = 200, body = DryRun), (status = 400, description = "as `PUT /v1/rules`", body = Problem))
)]
pub(crate) async fn dry_run(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Json(asked): Json<TryRules>,
) -> Result<Json<DryRun>, ApiProblem> {
    readable(&asked.rules)?;
    let span = Span::hours(i64::from(asked.hours.clamp(1, MOST_HOURS)));
    let run = hub.store.try_rules(asked.rules, span).await?;
    Ok(Json(DryRun {
        cases: run.cases,
        capped: run.capped,
        by_rule: run.by_rule,
        moves: run
            .moves
            .into_iter()
            .map(|(from, to, cases)| Moved { from, to, cases })
            .collect(),
    }))
}

fn book(kept: kept::RuleBook) -> RuleBook {
    RuleBook {
        revision: kept.revision,
        rules: kept.rules,
    }
}

/// Names and categories are read by people, and kept by every database.
fn readable(rules: &[Rule]) -> Result<(), ApiProblem> {
    for (rule, at) in rules.iter().zip(1..) {
        let mut texts = rule.when.categories.iter().chain([&rule.name]);
        if texts.any(|text| text.chars().any(char::is_control)) {
            let says = format!("rule {at}: names and categories are without control characters");
            return Err(ApiProblem::new(Code::BadRequest, says));
        }
    }
    Ok(())
}

impl From<RulesRefused> for ApiProblem {
    fn from(refused: RulesRefused) -> Self {
        match refused {
            RulesRefused::Stale => Self::new(
                Code::ChangedSince,
                "somebody else has changed the rules: read them again and repeat your change",
            ),
            RulesRefused::Rules(problem) => Self::new(Code::BadRequest, problem.to_string()),
            RulesRefused::NoSuch { at, what } => {
                Self::new(Code::BadRequest, format!("rule {at} names a {what} that there is not"))
            }
            RulesRefused::Store(error) => error.into(),
        }
    }
}
