//! A case is handed over for a report, as somebody confirms it and no further than the ledger bears out.

use super::{hub::TestHub, review};
use crate::report;
use axum::http::StatusCode;
use scrim_wire::http::reports::HandedOver;
use serde_json::{Value, json};

/// The case that was reviewed, and its upload.
async fn reviewed(hub: &TestHub) -> (String, String) {
    review::review(hub).await;
    let rows = hub.hub.store.chain_rows(0, 1_000).await.expect("the chain");
    let look = rows.iter().find(|row| row.kind == "look_granted").expect("a look");
    let fact: Value = serde_json::from_str(&look.body).expect("JSON");
    let text = |name: &str| fact[name].as_str().expect("an id").to_owned();
    (text("case"), text("item"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_says_what_was_confirmed_and_is_proven_by_the_log() {
    let Some(hub) = TestHub::start().await else { return };
    let (case, item) = reviewed(&hub).await;
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/cases/{case}/report");
    let ask = async |viewed: bool| {
        let file = json!({"item_id": item, "viewed": viewed, "annotations": ["viral"]});
        let confirmed = json!({"incident_type": "abuse_material", "urgent": "now", "files": [file]});
        hub.call("POST", &path, Some(&admin), &confirmed).await
    };
    let early = ask(true).await;
    assert_eq!(
        (early.status, early.code().as_str()),
        (StatusCode::CONFLICT, "not_confirmed")
    );
    assert!(early.json()["until"].is_i64(), "{}", early.json());
    hub.past_grace(1).await;
    let told = ask(true).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.json());
    let report = &told.json()["report"];
    let file = &report["files"][0];
    assert_eq!(
        (&file["viewed"], &file["facts"]["viewed"]),
        (&json!(true), &json!("whole"))
    );
    for part in [
        "<fileViewedByEsp>true<",
        "<viral/>",
        "<originalFileHash hashType=\"MD5\">",
    ] {
        assert!(
            file["xml"].as_str().is_some_and(|xml| xml.contains(part)),
            "{part}: {}",
            file["xml"]
        );
    }
    assert!(
        report["xml"]
            .as_str()
            .is_some_and(|xml| xml.contains("<escalateToHighPriority>now<"))
    );
    let text = String::from_utf8(told.bytes.clone()).expect("text");
    assert!(!text.contains("moderator"), "a report names no reviewer");
    let handed: HandedOver = serde_json::from_str(&text).expect("a report");
    report::is_borne_out(&hub.hub.store, &handed)
        .await
        .expect("the log tells of it");
    let mut altered = handed;
    altered.report.files[0].viewed = false;
    assert!(report::is_borne_out(&hub.hub.store, &altered).await.is_err());
    assert_eq!(ask(false).await.status, StatusCode::OK, "a flag may be denied");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_upload_is_spoken_of_and_nothing_else() {
    let Some(hub) = TestHub::start().await else { return };
    let (case, item) = reviewed(&hub).await;
    hub.past_grace(1).await;
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/cases/{case}/report");
    let one = json!({"item_id": item, "viewed": false});
    let other = json!({"item_id": case, "viewed": false});
    for files in [json!([]), json!([one, one]), json!([one, other])] {
        let refused = hub.call("POST", &path, Some(&admin), &json!({"files": files})).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{files}"
        );
    }
    let long = json!({"files": [one], "urgent": "x".repeat(3_001)});
    assert_eq!(hub.call("POST", &path, Some(&admin), &long).await.code(), "bad_request");
    let unknown = format!("/v1/cases/{item}/report");
    let none = hub.call("POST", &unknown, Some(&admin), &json!({"files": [one]})).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_names_every_upload_with_what_the_ledger_bears_out_and_the_log_has_who_asked() {
    let Some(hub) = TestHub::start().await else { return };
    let (case, item) = reviewed(&hub).await;
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/cases/{case}/report/proposal");
    let early = hub.call("POST", &path, Some(&admin), &Value::Null).await;
    assert_eq!(
        (early.status, early.code().as_str()),
        (StatusCode::CONFLICT, "not_confirmed")
    );
    hub.past_grace(1).await;
    let told = hub.call("POST", &path, Some(&admin), &Value::Null).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.json());
    let [file] = told.json()["files"]
        .as_array()
        .expect("files")
        .clone()
        .try_into()
        .expect("one file");
    assert_eq!(
        (&file["item_id"], &file["facts"]["viewed"], &file["proposes_viewed"]),
        (&json!(item), &json!("whole"), &json!(true))
    );
    let text = String::from_utf8(told.bytes.clone()).expect("text");
    assert!(!text.contains("moderator"), "a proposal names no reviewer: {text}");
    let rows = hub.hub.store.chain_rows(0, 1_000).await.expect("the chain");
    let told_of = |row: &&scrim_store::chain::Row| row.kind == "ledger_exported" && row.body.contains(&case);
    assert_eq!(rows.iter().filter(told_of).count(), 1, "once it was answered");
}
