//! What is told of a period, over HTTP.

use super::hub::TestHub;
use axum::http::StatusCode;
use scrim_model::wellness::DAY;
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_told_of_as_figures_as_lines_and_as_a_page() {
    let Some(hub) = TestHub::start().await else { return };
    let lead = hub.sign_in("lead").await;
    let until = 20_000 * DAY.0;
    let path = format!("/v1/transparency?from={}&until={until}", until - 28 * DAY.0);
    let figures = hub.call("GET", &path, Some(&lead), &Value::Null).await;
    assert_eq!(
        (figures.status, &figures.json()["received"]),
        (StatusCode::OK, &Value::from(0))
    );
    let lines = hub
        .call("GET", &format!("{path}&as=csv"), Some(&lead), &Value::Null)
        .await;
    assert!(lines.kind.starts_with("text/csv"), "{}", lines.kind);
    assert!(lines.bytes.starts_with(b"figure,list,value,unit\n"));
    let page = hub
        .call("GET", &format!("{path}&as=page"), Some(&lead), &Value::Null)
        .await;
    assert!(page.kind.starts_with("text/html"), "{}", page.kind);
    assert!(page.bytes.starts_with(b"<!DOCTYPE html>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_that_would_tell_of_single_people_or_is_not_over_is_refused() {
    let Some(hub) = TestHub::start().await else { return };
    let lead = hub.sign_in("lead").await;
    let day = |number: i64| number * DAY.0;
    let far = 1_000_000;
    for (from, until) in [
        (day(1), day(2)),
        (day(1), day(29) + 1),
        (day(1), day(900)),
        (day(far), day(far + 30)),
    ] {
        let path = format!("/v1/transparency?from={from}&until={until}");
        let refused = hub.call("GET", &path, Some(&lead), &Value::Null).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{path}"
        );
    }
}
