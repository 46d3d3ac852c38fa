//! The ledger as it is told: to the person, to an admin with a reason, by case, and to leads not at all.

use super::{
    hub::TestHub,
    review::{list, picture, submit},
    roles::OPERATIONS,
};
use crate::export;
use axum::http::StatusCode;
use scrim_wire::http::ledger::CaseExport;
use serde_json::{Value, json};

/// A case in a moderator's hands.
struct InHand {
    token: String,
    lease: String,
    case: String,
}

async fn in_hand(hub: &TestHub) -> InHand {
    let bytes = picture();
    list(hub, &bytes).await;
    submit(hub, &bytes).await;
    let token = hub.sign_in("moderator").await;
    let want = json!({"want": 1});
    let leased = hub.call("POST", "/v1/leases", Some(&token), &want).await.json();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    InHand {
        lease: text(&leased[0]["lease_id"]),
        case: text(&leased[0]["case"]["id"]),
        token,
    }
}

/// A look at the whole picture, 1,234 ms long.
async fn look(hub: &TestHub, hand: &InHand) {
    let looks = format!("/v1/leases/{}/looks", hand.lease);
    let granted = hub.call("POST", &looks, Some(&hand.token), &json!({"rung": 5})).await;
    assert_eq!(granted.status, StatusCode::OK, "{}", granted.json());
    let close = format!("/v1/looks/{}", granted.json()["grant_id"].as_str().expect("a grant"));
    let presented = json!({"shown_ms": 1234, "region_permille": 1000, "width_px": 640, "height_px": 480});
    let closed = hub
        .call("PUT", &close, Some(&hand.token), &json!({"presented": presented}))
        .await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT, "{}", closed.json());
}

async fn person(hub: &TestHub, name: &str) -> String {
    let found = hub.hub.store.person_named(name.into()).await.expect("read");
    found.expect("there").id.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn my_days_are_mine_and_hold_my_looks() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    let me = hub.call("GET", "/v1/me", Some(&hand.token), &Value::Null).await.json();
    let now = me["now"].as_i64().expect("a time");
    let path = format!("/v1/me/days?from={now}&days=2&offset_minutes=-90");
    let mine = hub.call("GET", &path, Some(&hand.token), &Value::Null).await.json();
    assert_eq!(mine.as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&mine[0]["looks"], &mine[0]["looking_ms_by_rung"]),
        (&json!(1), &json!({"5": 1234}))
    );
    assert_eq!(mine[1]["looks"], 0);
    let second = hub.sign_in("second").await;
    let theirs = hub.call("GET", &path, Some(&second), &Value::Null).await.json();
    assert_eq!(theirs[0]["looks"], 0);
    for wrong in [
        "/v1/me/days",
        "/v1/me/days?from=0&offset_minutes=900",
        "/v1/me/days?from=0&person=1",
    ] {
        let refused = hub.call("GET", wrong, Some(&hand.token), &Value::Null).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{wrong}"
        );
    }
}

/// Times of an answer differ from one call to the next, whatever happens.
fn without_times(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            for name in [
                "now",
                "until",
                "day_ends_at",
                "looks_end_at",
                "at",
                "oldest",
                "incident",
                "signature",
                "head",
                "seq",
            ] {
                fields.remove(name);
            }
            fields
                .values_mut()
                .for_each(|field| *field = without_times(field.take()));
        }
        Value::Array(rows) => rows.iter_mut().for_each(|row| *row = without_times(row.take())),
        _ => {}
    }
    value
}

/// Everything that a lead can read, about the very case and person where it takes an id.
async fn all_a_lead_reads(hub: &TestHub, lead: &str, hand: &InHand) -> Vec<(String, StatusCode, Value)> {
    let (moderator, mut told) = (person(hub, "moderator").await, Vec::new());
    for id in [hand.case.as_str(), hand.lease.as_str(), moderator.as_str()] {
        for (method, path, _) in OPERATIONS {
            let reads = *method == "GET" || path.ends_with("/exposures") || path.ends_with("/dry-run");
            if !reads || *path == "/v1/events" {
                continue;
            }
            let path = path
                .replace("{id}", id)
                .replace("{rung}", "1")
                .replace("{grant_id}", id);
            let body = if path.ends_with("/dry-run") {
                json!({"rules": [], "hours": 24})
            } else {
                json!({"reason": "none"})
            };
            let answer = hub.call(method, &path, Some(lead), &body).await;
            told.push((format!("{method} {path}"), answer.status, without_times(answer.json())));
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_lead_can_read_changes_when_somebody_looks() {
    let Some(hub) = TestHub::start().await else { return };
    hub.hub.news.close();
    let hand = in_hand(&hub).await;
    let lead = hub.sign_in("lead").await;
    let before = all_a_lead_reads(&hub, &lead, &hand).await;
    look(&hub, &hand).await;
    let after = all_a_lead_reads(&hub, &lead, &hand).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after, "it tells of somebody's look");
    }
    let answered = before.iter().filter(|(_, status, _)| *status == StatusCode::OK);
    assert!(answered.count() > 20, "most of it was answered");
    let admin = hub.sign_in("admin").await;
    let sums = hub.call("GET", "/v1/metrics", Some(&admin), &Value::Null).await.json();
    assert_eq!(
        (&sums["looks"], &sums["exposure_ms_by_rung"]["5"]),
        (&json!(1), &json!(1234)),
        "there was one"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_a_record_says_why_and_the_person_reads_it() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/people/{}/exposures", person(&hub, "moderator").await);
    for body in [
        json!({}),
        json!({"reason": "  "}),
        json!({"reason": "a\nb"}),
        json!({"reason": "x", "all": 1}),
    ] {
        let refused = hub.call("POST", &path, Some(&admin), &body).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let mine = async || {
        let told = hub
            .call("GET", "/v1/me/accesses", Some(&hand.token), &Value::Null)
            .await;
        told.json()
    };
    assert_eq!(mine().await, json!([]), "a refusal opens nothing");
    let opened = hub
        .call("POST", &path, Some(&admin), &json!({"reason": " a complaint "}))
        .await;
    assert_eq!(opened.json()[0]["counts_ms"], 1234);
    let told = mine().await;
    assert_eq!(
        (&told[0]["by"], &told[0]["reason"]),
        (&json!("admin"), &json!("a complaint"))
    );
    assert_eq!(told.as_array().map(Vec::len), Some(1));
    let older = format!("/v1/me/accesses?before={}", told[0]["id"].as_str().expect("an id"));
    let older = hub.call("GET", &older, Some(&hand.token), &Value::Null).await;
    assert_eq!(older.json(), json!([]));
    let rows = hub.hub.store.chain_rows(0, 5_000).await.expect("the chain");
    let logged = rows
        .iter()
        .filter(|row| row.kind == "record_opened")
        .collect::<Vec<_>>();
    assert_eq!(logged.len(), 1);
    assert!(!logged[0].body.contains("complaint"), "words stay out of the log");
    let second = hub.sign_in("second").await;
    let others = hub.call("GET", "/v1/me/accesses", Some(&second), &Value::Null).await;
    assert_eq!(others.json(), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_a_case_names_nobody_and_is_proven_by_the_log() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    look(&hub, &hand).await;
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/cases/{}/exposures", hand.case);
    let told = hub.call("POST", &path, Some(&admin), &json!({})).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.json());
    let item = &told.json()["export"]["items"][0];
    assert_eq!(
        (&item["facts"]["viewed"], &item["proposes_viewed"]),
        (&json!("whole"), &json!(true))
    );
    assert_eq!(
        (&item["facts"]["clearest"], &item["facts"]["largest_px"]),
        (&json!(5), &json!([640, 480]))
    );
    let text = String::from_utf8(told.bytes.clone()).expect("text");
    for of_a_person in [person(&hub, "moderator").await.as_str(), "granted_at", "moderator"] {
        assert!(!text.contains(of_a_person), "{of_a_person}");
    }
    let export: CaseExport = serde_json::from_str(&text).expect("an export");
    export::is_borne_out(&hub.hub.store, &export)
        .await
        .expect("the log tells of it");
    let mut altered = export.clone();
    altered.export.items[0].proposes_viewed = false;
    assert!(export::is_borne_out(&hub.hub.store, &altered).await.is_err());
    altered.sha256 = "00".into();
    assert!(export::is_borne_out(&hub.hub.store, &altered).await.is_err());
    let mut early = export;
    early.receipt.seq = 1;
    assert!(
        export::is_borne_out(&hub.hub.store, &early).await.is_err(),
        "signed before it was made"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_need_a_desk_out_of_captures_where_the_organisation_says_so() {
    let Some(hub) = TestHub::start().await else { return };
    let hand = in_hand(&hub).await;
    let lead = hub.sign_in("lead").await;
    let policy = json!({"looks_need_capture_protection": true});
    let set = hub.call("PUT", "/v1/desk-policy", Some(&lead), &policy).await;
    assert_eq!(set.json(), policy);
    let looks = format!("/v1/leases/{}/looks", hand.lease);
    let refused = hub.call("POST", &looks, Some(&hand.token), &json!({"rung": 5})).await;
    assert_eq!(refused.code(), "capture_not_excluded");
    let veiled = hub.call("POST", &looks, Some(&hand.token), &json!({"rung": 2})).await;
    assert_eq!(veiled.status, StatusCode::OK, "a veil is no look: {}", veiled.json());
    let said = json!({"rung": 5, "capture_excluded": true});
    let granted = hub.call("POST", &looks, Some(&hand.token), &said).await;
    assert_eq!(granted.status, StatusCode::OK, "{}", granted.json());
    let me = hub.call("GET", "/v1/me", Some(&hand.token), &Value::Null).await.json();
    assert_eq!(me["looks_need_capture_protection"], true);
}

#[tokio::test]
async fn desks_ask_for_updates_where_an_admin_allows_it_and_nowhere_else() {
    let Some(hub) = TestHub::start().await else { return };
    let (admin, lead) = (hub.sign_in("admin").await, hub.sign_in("lead").await);
    let updates = async || hub.call("GET", "/v1/me", Some(&lead), &Value::Null).await.json()["desk_updates"].clone();
    assert_eq!(updates().await, "forbidden");
    let offered = json!({"looks_need_capture_protection": false, "updates": "offered"});
    let refused = hub.call("PUT", "/v1/desk-policy", Some(&lead), &offered).await;
    assert_eq!(
        (refused.code(), updates().await),
        ("forbidden".into(), json!("forbidden"))
    );
    let set = hub.call("PUT", "/v1/desk-policy", Some(&admin), &offered).await;
    assert_eq!((set.json(), updates().await), (offered.clone(), json!("offered")));
    let of_captures = json!({"looks_need_capture_protection": true});
    let by_a_lead = hub.call("PUT", "/v1/desk-policy", Some(&lead), &of_captures).await;
    let both = json!({"looks_need_capture_protection": true, "updates": "offered"});
    assert_eq!(by_a_lead.json(), both, "a lead takes nothing back that is not theirs");
    // What says nothing of updates, as an admin's desk of the version before does, forbids them.
    let by_an_admin = hub.call("PUT", "/v1/desk-policy", Some(&admin), &of_captures).await;
    assert_eq!((by_an_admin.json(), updates().await), (of_captures, json!("forbidden")));
}

#[tokio::test]
async fn whom_people_can_turn_to_is_on_everybodys_page() {
    let Some(hub) = TestHub::start().await else { return };
    let (admin, moderator) = (hub.sign_in("admin").await, hub.sign_in("moderator").await);
    let before = hub.call("GET", "/v1/support", Some(&moderator), &Value::Null).await;
    assert_eq!(before.json(), json!({"contacts": []}));
    let wanted = json!({"contacts": [{"name": " Line ", "reach": "0800 1", "note": "day and night"}]});
    let set = hub.call("PUT", "/v1/support", Some(&admin), &wanted).await;
    assert_eq!(set.json()["contacts"][0]["name"], "Line");
    let me = hub.call("GET", "/v1/me", Some(&moderator), &Value::Null).await.json();
    assert_eq!(me["support"], set.json());
    for wrong in [
        json!({"contacts": [{"name": "", "reach": "0800 1"}]}),
        json!({"contacts": [{"name": "Line", "reach": "0800 1", "more": 1}]}),
        json!({"contacts": [], "more": 1}),
    ] {
        let refused = hub.call("PUT", "/v1/support", Some(&admin), &wrong).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}
