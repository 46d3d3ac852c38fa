//! What is told of a period, over HTTP.

use super::hub::TestHub;
use axum::http::StatusCode;
use serde_json::Value;

/// 2024-10-01 and 2025-01-01.
const OCTOBER: i64 = 1_727_740_800_000;
const JANUARY: i64 = 1_735_689_600_000;
/// Of a day, in milliseconds.
const DAY: i64 = 86_400_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_told_of_as_figures_as_lines_and_as_a_page() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/transparency?from={OCTOBER}&until={JANUARY}");
    let figures = hub.call("GET", &path, Some(&admin), &Value::Null).await;
    assert_eq!(
        (figures.status, &figures.json()["received"]),
        (StatusCode::OK, &Value::from(0))
    );
    let lines = hub
        .call("GET", &format!("{path}&as=csv"), Some(&admin), &Value::Null)
        .await;
    assert!(lines.kind.starts_with("text/csv"), "{}", lines.kind);
    assert!(lines.bytes.starts_with(b"figure,list,value,unit\n"));
    let page = hub
        .call("GET", &format!("{path}&as=page"), Some(&admin), &Value::Null)
        .await;
    assert!(page.kind.starts_with("text/html"), "{}", page.kind);
    assert!(page.bytes.starts_with(b"<!DOCTYPE html>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_would_tell_of_single_people_or_is_not_over_is_refused() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let years = 1_000 * 366 * DAY;
    for (from, until) in [
        (OCTOBER, OCTOBER + 28 * DAY),
        (OCTOBER, JANUARY + DAY),
        (OCTOBER + 1, JANUARY),
        (JANUARY, OCTOBER),
        (OCTOBER, OCTOBER + years),
    ] {
        let path = format!("/v1/transparency?from={from}&until={until}");
        let refused = hub.call("GET", &path, Some(&admin), &Value::Null).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{path}"
        );
    }
}
