//! One's own record, taken along: all of it, for its owner alone, and proven by a log that does not say whose it is.

use super::{
    hub::TestHub,
    ledger::{in_hand, look, person},
};
use crate::export;
use axum::http::StatusCode;
use scrim_model::matching::MatchKind;
use scrim_wire::http::record::PersonExport;
use serde_json::{Value, json};

async fn taken(hub: &TestHub, token: &str, asked: Value) -> PersonExport {
    let told = hub.call("POST", "/v1/me/record", Some(token), &asked).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.json());
    serde_json::from_value(told.json()).expect("an export")
}

#[tokio::test(flavor = "multi_thread")]
async fn my_record_has_work_breaks_settings_opt_outs_and_looks_and_nobody_elses_has_mine() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    for (method, path, body) in [
        (
            "PUT",
            "/v1/me/opt-outs",
            json!({"categories": [], "media": ["animation"]}),
        ),
        ("PUT", "/v1/me/wellness", json!({"settings": {"block": 1_800_000}})),
        ("POST", "/v1/me/break", Value::Null),
    ] {
        let done = hub.call(method, path, Some(&hand.token), &body).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.json());
    }
    let mine = taken(&hub, &hand.token, json!({})).await;
    assert_eq!(mine.export.person_id.to_string(), person(&hub, "moderator").await);
    let own = mine.export.own.as_ref().expect("the first part has all of it");
    assert_eq!((own.reviewed.len(), own.breaks.len()), (1, 1));
    assert_eq!(own.opt_outs.media.len(), 1);
    let told = json!(own.wellness.reasons);
    let block = json!({"setting": "block", "from": "person", "passing": false});
    assert!(told.as_array().expect("reasons").contains(&block), "{told}");
    let row = &mine.export.rows[0];
    assert_eq!((mine.export.rows.len(), row.counts_ms), (1, 1234));
    assert_eq!(row.pair.map(|pair| pair.kind), Some(MatchKind::Exact));
    assert!(row.session_id.is_some());
    let older = taken(&hub, &hand.token, json!({"before": row.grant_id})).await;
    assert_eq!((older.export.own, older.export.rows), (None, vec![]), "the last part");
    let second = hub.sign_in("second").await;
    let theirs = taken(&hub, &second, json!({})).await;
    let own = theirs.export.own.expect("theirs");
    assert!(theirs.export.rows.is_empty() && own.reviewed.is_empty() && own.breaks.is_empty());
    assert!(own.opt_outs.is_empty());
    for wrong in [json!({"person": "x"}), json!({"most": "all"})] {
        let refused = hub.call("POST", "/v1/me/record", Some(&second), &wrong).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_proven_by_the_log_which_does_not_say_that_they_took_it() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    let mine = taken(&hub, &hand.token, json!({})).await;
    export::is_of_a_person(&hub.hub.store, &mine)
        .await
        .expect("the log tells of it");
    let mut altered = mine.clone();
    altered.export.rows.clear();
    assert!(
        export::is_of_a_person(&hub.hub.store, &altered).await.is_err(),
        "looks taken out"
    );
    altered.sha256 = export::digest(&altered.export);
    assert!(
        export::is_of_a_person(&hub.hub.store, &altered).await.is_err(),
        "summed anew"
    );
    let mut early = mine.clone();
    early.receipt.seq = 1;
    assert!(
        export::is_of_a_person(&hub.hub.store, &early).await.is_err(),
        "signed before it was made"
    );
    let rows = hub.hub.store.chain_rows(0, 5_000).await.expect("the chain");
    let row = rows.iter().find(|row| row.kind == "record_taken").expect("a row");
    let said: Value = serde_json::from_str(&row.body).expect("a fact");
    assert_eq!(said, json!({"sha256": mine.sha256}), "neither who nor what");
    let admin = hub.sign_in("admin").await;
    let audit = hub.call("GET", "/v1/audit", Some(&admin), &Value::Null).await;
    let text = String::from_utf8(audit.bytes.clone()).expect("text");
    assert!(audit.status == StatusCode::OK && !text.contains(&mine.sha256), "{text}");
    let accesses = hub
        .call("GET", "/v1/me/accesses", Some(&hand.token), &Value::Null)
        .await;
    assert_eq!(accesses.json(), json!([]), "it is no access by somebody else");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_is_given_looks_alone_with_a_proof_and_the_person_reads_why() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/people/{}/record", person(&hub, "moderator").await);
    let refused = hub.call("POST", &path, Some(&admin), &json!({"reason": " "})).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let told = hub
        .call("POST", &path, Some(&admin), &json!({"reason": "a complaint"}))
        .await;
    let export: PersonExport = serde_json::from_value(told.json()).expect("an export");
    assert_eq!((export.export.rows.len(), export.export.own.as_ref()), (1, None));
    export::is_of_a_person(&hub.hub.store, &export)
        .await
        .expect("the log tells of it");
    let mut of_another = export.clone();
    of_another.export.person_id = scrim_model::ids::PersonId(uuid::Uuid::from_u128(1));
    of_another.sha256 = export::digest(&of_another.export);
    assert!(export::is_of_a_person(&hub.hub.store, &of_another).await.is_err());
    let accesses = hub
        .call("GET", "/v1/me/accesses", Some(&hand.token), &Value::Null)
        .await;
    assert_eq!(accesses.json()[0]["reason"], "a complaint");
    let nobody = format!("/v1/people/{}/record", uuid::Uuid::from_u128(5));
    let none = hub.call("POST", &nobody, Some(&admin), &json!({"reason": "x"})).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
