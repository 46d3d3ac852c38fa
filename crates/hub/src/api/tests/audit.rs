//! The audit over HTTP: what it tells to whom, and its verification, step by step.

use super::hub::{Answer, TestHub};
use axum::http::StatusCode;
use serde_json::{Value, json};

async fn asked(hub: &TestHub, token: &str, query: &str) -> Value {
    let answer = hub
        .call("GET", &format!("/v1/audit{query}"), Some(token), &Value::Null)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.json());
    answer.json()
}

fn kinds(page: &Value) -> Vec<String> {
    let entries = page["entries"].as_array().into_iter().flatten();
    entries
        .map(|entry| entry["kind"].as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn verify(hub: &TestHub, token: &str, body: &Value) -> Answer {
    hub.call("POST", "/v1/audit/verification", Some(token), body).await
}

#[tokio::test]
async fn what_an_admin_does_is_told_with_who_did_it_and_found_by_filters() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("admin").await;
    let me = hub.call("GET", "/v1/me", Some(&token), &Value::Null).await.json();
    let path = format!("/v1/sources/{}", hub.source);
    for off in [true, false] {
        hub.call("PATCH", &path, Some(&token), &json!({"disabled": off})).await;
    }
    let page = asked(&hub, &token, "?most=3").await;
    assert_eq!(
        kinds(&page),
        ["person_changed", "signed_out_everywhere", "person_changed"]
    );
    let first = &page["entries"][0];
    assert_eq!(first["by"], json!({"who": "person", "id": me["id"]}));
    assert_eq!(first["about"][0], json!({"what": "person", "id": hub.source}));
    assert_eq!(
        (&first["off"], &page["entries"][2]["off"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(page["go_on_before"], page["entries"][2]["seq"]);

    let mine = asked(
        &hub,
        &token,
        &format!("?actor={}&kind=person_changed", me["id"].as_str().unwrap_or_default()),
    )
    .await;
    assert_eq!((kinds(&mine).len(), &mine["go_on_before"]), (2, &Value::Null));
    let seq = &page["entries"][2]["seq"];
    let older = asked(&hub, &token, &format!("?before={seq}")).await;
    assert!(!kinds(&older).is_empty() && older["entries"][0]["seq"].as_u64() < seq.as_u64());
    let at = first["at"].as_i64().expect("a time");
    let none = asked(&hub, &token, &format!("?from={}", at + 60_000)).await;
    assert_eq!(none, json!({"entries": []}));
    for wrong in ["?kind=look_granted", "?kind=x", "?most=x", "?who=me", "?case=1"] {
        let refused = hub
            .call("GET", &format!("/v1/audit{wrong}"), Some(&token), &Value::Null)
            .await;
        assert_eq!(refused.code(), "bad_request", "{wrong}");
    }
}

#[tokio::test]
async fn a_log_that_holds_is_verified_to_its_end_and_from_where_it_was_left() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("admin").await;
    let signed = hub
        .call("GET", "/v1/audit/receipt", Some(&token), &Value::Null)
        .await
        .json();
    let whole = verify(&hub, &token, &json!({})).await.json();
    let found = &whole["found"];
    assert_eq!((&found["is"], &found["to"]["head"]), (&json!("holds"), &signed["head"]));
    assert_eq!(
        (&found["to"]["seq"], &found["checkpoints"]),
        (&whole["length"], &json!(1))
    );
    let rows = hub.hub.store.chain_rows(0, 3).await.expect("rows");
    let third = rows.last().expect("three rows");
    let after = json!({"after": {"seq": third.seq, "head": hex::encode(third.hash)}});
    assert_eq!(verify(&hub, &token, &after).await.json()["found"], *found);
    let other = json!({"after": {"seq": third.seq, "head": "0".repeat(64)}});
    let broken = verify(&hub, &token, &other).await.json();
    assert_eq!(
        broken["found"],
        json!({"is": "broken", "row": third.seq + 1, "how": "altered"})
    );
    for wrong in [
        json!({"after": {"seq": 1, "head": "x"}}),
        json!({"after": {"seq": 1}}),
        json!({"from": 1}),
    ] {
        assert_eq!(verify(&hub, &token, &wrong).await.code(), "bad_request", "{wrong}");
    }
}

#[tokio::test]
async fn a_log_that_is_shorter_than_what_was_signed_is_said_to_be_cut() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("admin").await;
    let (head, at) = hub.hub.store.chain_head().await.expect("head");
    let ahead = scrim_store::chain::Head {
        seq: head.seq + 5,
        hash: head.hash,
    };
    let id = hub.hub.store.hub_id().await.expect("id");
    let bytes = scrim_store::chain::signed_bytes(&id, ahead.seq, &ahead.hash, at);
    let signature = ed25519_dalek::Signer::sign(hub.hub.keys.signing(), &bytes).to_bytes();
    let kept = scrim_store::chain::Checkpoint {
        seq: ahead.seq,
        at,
        head: ahead.hash,
        signature,
    };
    hub.hub.store.keep_checkpoint(kept).await.expect("kept");
    let broken = verify(&hub, &token, &json!({})).await.json();
    assert_eq!(
        broken["found"],
        json!({"is": "broken", "row": ahead.seq, "how": "truncated"})
    );
}

#[tokio::test]
async fn what_is_not_signed_by_this_hub_is_told_of() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("admin").await;
    let (head, at) = hub.hub.store.chain_head().await.expect("head");
    let kept = scrim_store::chain::Checkpoint {
        seq: head.seq,
        at,
        head: head.hash,
        signature: [7; 64],
    };
    hub.hub.store.keep_checkpoint(kept).await.expect("kept");
    let broken = verify(&hub, &token, &json!({})).await.json();
    assert_eq!(
        broken["found"],
        json!({"is": "broken", "row": head.seq, "how": "not_signed"})
    );
}
