//! How often lists are wrong, as leads are told.

use super::{hub::TestHub, review};
use crate::clock;
use axum::http::StatusCode;
use scrim_model::{
    disclosure::{SETTLES, week_of},
    time::{Span, Time},
};
use scrim_store::judged::ListJudged;
use scrim_wire::http::false_matches::FalseMatches;
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_this_week_is_kept_and_told_once_the_week_is_over() {
    let Some(hub) = TestHub::start().await else { return };
    review::review(&hub).await;
    let lead = hub.sign_in("lead").await;
    let answer = hub.call("GET", "/v1/false-matches", Some(&lead), &Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    let told: FalseMatches = serde_json::from_value(answer.json()).expect("as the contract says");
    assert!(told.until <= clock::now() - SETTLES && told.until == week_of(told.until));
    assert!(!told.lists.is_empty() && told.lists.iter().all(|list| list.bands.is_empty()));
    let judged = async |until: Time| hub.hub.store.judged(until).await.expect("read");
    let many = |lists: Vec<ListJudged>| lists.iter().map(|list| list.sums.judged().same).sum::<u64>();
    assert_eq!(many(judged(told.until).await), 0);
    assert_eq!(many(judged(clock::now() + Span::minutes(1)).await), 1);
}
