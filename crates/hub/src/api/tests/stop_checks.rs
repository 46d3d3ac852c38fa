//! Checks of stops over HTTP: how many, what is shown of one and why, and what is refused.

use super::{
    hub::TestHub,
    review::{picture, rendition, review, submit},
    shield::encoded_again,
};
use axum::http::StatusCode;
use scrim_model::check::StopChecks;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_says_how_many_stops_are_checked_and_five_in_a_thousand_are_unless_one_does() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let path = "/v1/stop-checks";
    // The hubs of these tests check none, so that no test meets one by chance.
    assert_eq!(json!(StopChecks::default()), json!({"share": 5}));
    let shown = hub.call("GET", path, Some(&admin), &Value::Null).await;
    assert_eq!((shown.status, shown.json()), (StatusCode::OK, json!({"share": 0})));
    let on = hub.call("PUT", path, Some(&admin), &json!({"share": 7})).await;
    assert_eq!((on.status, on.json()), (StatusCode::OK, json!({"share": 7})));
    let off = hub.call("PUT", path, Some(&admin), &json!({"share": 0})).await;
    assert_eq!((off.status, off.json()), (StatusCode::OK, json!({"share": 0})));
    for refused in [
        json!({"share": 1001}),
        json!({"share": -1}),
        json!({"part": 5}),
        json!({}),
    ] {
        let answer = hub.call("PUT", path, Some(&admin), &refused).await;
        assert_eq!(answer.code(), "bad_request", "{refused}");
    }
    let shown = hub.call("GET", path, Some(&admin), &Value::Null).await;
    assert_eq!(shown.json(), json!({"share": 0}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_leased_veiled_with_its_reason_and_nothing_above_is_to_be_had() {
    let Some(hub) = TestHub::start().await else { return };
    review(&hub).await;
    hub.past_grace(1).await;
    let admin = hub.sign_in("admin").await;
    let all = hub
        .call("PUT", "/v1/stop-checks", Some(&admin), &json!({"share": 1000}))
        .await;
    assert_eq!(all.status, StatusCode::OK);
    // Other bytes: those that were confirmed are checked by nobody again.
    let stopped = submit(&hub, &encoded_again(&picture())).await.json();
    assert_eq!(
        stopped["outcome"], "stopped",
        "its source is told what it was told before"
    );
    assert!(stopped["case_id"].is_null(), "{stopped}");

    let second = hub.sign_in("second").await;
    let leased = hub
        .call("POST", "/v1/leases", Some(&second), &json!({"want": 8}))
        .await
        .json();
    assert_eq!(leased.as_array().map(Vec::len), Some(1), "{leased}");
    let leased = leased.get(0).cloned().unwrap_or_default();
    assert_eq!(leased["case"]["item"], stopped["item_id"]);
    assert_eq!(
        (&leased["max_rung"], &leased["max_reason"]),
        (&json!(2), &json!({"why": "check"}))
    );
    assert_eq!(
        leased["limit"]["max_rung"], 6,
        "the person's own limits are what they were"
    );
    let lease = leased["lease_id"].as_str().expect("a lease");
    let looks = format!("/v1/leases/{lease}/looks");
    for rung in 3..=6 {
        let refused = hub.call("POST", &looks, Some(&second), &json!({"rung": rung})).await;
        assert_eq!(refused.code(), "rung_not_allowed", "{rung}");
        let says = refused.json()["message"].as_str().unwrap_or_default().to_owned();
        assert!(says.contains("check of what was stopped"), "{says}");
    }
    for rung in [5, 6] {
        assert_ne!(
            rendition(&hub, &second, lease, rung).await.status,
            StatusCode::OK,
            "not even sealed"
        );
    }
    let granted = hub.call("POST", &looks, Some(&second), &json!({"rung": 2})).await;
    assert_eq!(granted.status, StatusCode::OK, "{}", granted.json());
    let metrics = hub.call("GET", "/v1/metrics", Some(&admin), &Value::Null).await.json();
    assert_eq!(
        (&metrics["cases"], &metrics["checks"], &metrics["checks_decided"]),
        (&json!(1), &json!(1), &json!(0))
    );
}
