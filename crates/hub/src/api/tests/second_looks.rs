//! Second looks over HTTP: what lists ask for, splits and how they are settled, what is fed back, agreement, alarms,
//! the urgent path and appeals.

use super::{
    hub::{Answer, TestHub, request},
    review::{list, picture, submit},
};
use axum::http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

/// A hub with one upload that waits, on a list of that name.
pub(super) async fn waiting() -> Option<(TestHub, String)> {
    let hub = TestHub::start().await?;
    let bytes = picture();
    list(&hub, &bytes).await;
    let item = submit(&hub, &bytes).await.json()["item_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    Some((hub, item))
}

/// The bank that the upload came near, by which an admin knows it.
async fn bank(hub: &TestHub, admin: &str) -> String {
    let banks = hub.call("GET", "/v1/banks", Some(admin), &Value::Null).await.json();
    banks[0]["id"].as_str().expect("an id").to_owned()
}

pub(super) async fn take(hub: &TestHub, token: &str) -> Value {
    let leased = hub
        .call("POST", "/v1/leases", Some(token), &json!({"want": 1}))
        .await
        .json();
    leased.get(0).cloned().unwrap_or_default()
}

/// Looks at all of a case in hand, and says one thing of it.
pub(super) async fn say(hub: &TestHub, token: &str, leased: &Value, said: &Value) -> Answer {
    let text = |key: &str| leased[key].as_str().expect("text").to_owned();
    let looks = format!("/v1/leases/{}/looks", text("lease_id"));
    let granted = hub.call("POST", &looks, Some(token), &json!({"rung": 5})).await.json();
    let close = format!("/v1/looks/{}", granted["grant_id"].as_str().expect("a grant"));
    let presented = json!({"shown_ms": 900, "region_permille": 1000, "width_px": 256, "height_px": 256});
    hub.call("PUT", &close, Some(token), &json!({"presented": presented}))
        .await;
    let case = &leased["case"];
    let pair = json!({
        "item": case["item"], "entry": case["pairs"][0]["entry"], "match": said["match"], "listing": said["listing"],
    });
    let body = json!({
        "lease": leased["lease_id"], "fence": leased["fence"], "content": said["content"], "pairs": [pair],
    });
    let path = format!("/v1/cases/{}/verdict", case["id"].as_str().expect("a case"));
    let mut request = request("POST", &path, Some(token), &body);
    let key = HeaderValue::from_str(&text("lease_id")).expect("plain text");
    request.headers_mut().insert("idempotency-key", key);
    hub.send(request).await
}

pub(super) fn agrees() -> Value {
    json!({"content": "abusive", "match": "same_exact", "listing": {"kind": "agrees"}})
}

pub(super) fn disputes() -> Value {
    let reason = json!({"code": "no_sexual_content"});
    json!({"content": "not_abusive", "match": "same_exact", "listing": {"kind": "disputes", "reason": reason}})
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_says_what_a_list_has_looked_at_twice_and_never_less_than_the_rules() {
    let Some((hub, _item)) = waiting().await else { return };
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/banks/{}/second-looks", bank(&hub, &admin).await);
    let shown = hub.call("GET", &path, Some(&admin), &Value::Null).await;
    assert_eq!(shown.json(), json!({"different": 1000, "agree": 0, "settle": 0}));
    let set = hub.call("PUT", &path, Some(&admin), &json!({"agree": 1000})).await;
    assert_eq!(
        (set.status, set.json()),
        (StatusCode::OK, json!({"different": 1000, "agree": 1000, "settle": 0}))
    );
    for refused in [json!({"agree": 1001}), json!({"dispute": 0}), json!({"different": -1})] {
        let answer = hub.call("PUT", &path, Some(&admin), &refused).await;
        assert_eq!(answer.code(), "bad_request", "{refused}");
    }
    let moderator = hub.sign_in("moderator").await;
    let leased = take(&hub, &moderator).await;
    let said = say(&hub, &moderator, &leased, &agrees()).await;
    assert_eq!(said.json()["standing"], "recorded", "{}", said.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_split_is_seen_without_names_settled_by_a_lead_and_fed_back_to_both() {
    let Some((hub, _item)) = waiting().await else { return };
    let (one, two) = (hub.sign_in("moderator").await, hub.sign_in("second").await);
    let leased = take(&hub, &one).await;
    assert_eq!(say(&hub, &one, &leased, &disputes()).await.status, StatusCode::OK);
    hub.past_grace(1).await;
    let leased = take(&hub, &two).await;
    assert_eq!(say(&hub, &two, &leased, &agrees()).await.status, StatusCode::OK);
    hub.past_grace(2).await;
    let lead = hub.sign_in("lead").await;
    let splits = hub.call("GET", "/v1/splits", Some(&lead), &Value::Null).await.json();
    let split = splits.get(0).cloned().expect("one split");
    assert_eq!(split["said"].as_array().map(Vec::len), Some(2));
    let text = splits.to_string();
    for name in ["person", "author", "by"] {
        assert!(!text.contains(&format!("\"{name}\"")), "{text}");
    }
    let asked = json!({"want": 1, "case_id": split["case_id"]});
    let leased = hub.call("POST", "/v1/leases", Some(&lead), &asked).await.json();
    let settled = say(&hub, &lead, leased.get(0).expect("a lease"), &agrees()).await;
    assert_eq!(settled.json()["standing"], "confirmed", "{}", settled.json());
    hub.past_grace(3).await;
    let told = async |token: &str| {
        hub.call("GET", "/v1/me/feedback", Some(token), &Value::Null)
            .await
            .json()
    };
    let (first, second) = (told(&one).await, told(&two).await);
    assert_eq!(
        (&first[0]["lesson"], &second[0]["lesson"]),
        (&json!("listing"), &json!("agreed"))
    );
    assert!(first[0]["says"].as_str().is_some_and(|says| says.contains("scope")));
    assert_eq!(told(&lead).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_finds_a_decision_without_names_and_reverses_it() {
    let Some((hub, _item)) = waiting().await else { return };
    let token = hub.sign_in("moderator").await;
    let leased = take(&hub, &token).await;
    let said = say(&hub, &token, &leased, &agrees()).await;
    assert_eq!(said.json()["standing"], "confirmed", "{}", said.json());
    hub.past_grace(1).await;
    let lead = hub.sign_in("lead").await;
    let listed = async |path: &str| hub.call("GET", path, Some(&lead), &Value::Null).await;
    let decisions = listed("/v1/decisions").await.json();
    let decision = decisions.get(0).cloned().expect("one decision");
    assert_eq!(decision["outcome"], "confirmed");
    let text = decisions.to_string();
    for name in ["person", "author", "by"] {
        assert!(!text.contains(&format!("\"{name}\"")), "{text}");
    }
    let case = format!("/v1/decisions?case={}", decision["case_id"].as_str().expect("an id"));
    assert_eq!(listed(&case).await.json(), decisions);
    assert_eq!(listed("/v1/decisions?before_at=1").await.code(), "bad_request");
    let reversal = format!(
        "/v1/verdicts/{}/reversal",
        decision["verdict_id"].as_str().expect("an id")
    );
    let reversed = hub.call("POST", &reversal, Some(&lead), &Value::Null).await;
    assert_eq!(reversed.status, StatusCode::OK, "{}", reversed.json());
    assert_eq!(listed("/v1/decisions").await.json(), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn agreement_is_not_told_of_few_people() {
    let Some((hub, _item)) = waiting().await else { return };
    let lead = hub.sign_in("lead").await;
    let queues = hub
        .call("GET", "/v1/queues/all", Some(&lead), &Value::Null)
        .await
        .json();
    let queue = queues[0]["id"].as_str().expect("an id");
    let path = format!("/v1/queues/{queue}/agreement");
    let answer = hub.call("GET", &path, Some(&lead), &Value::Null).await;
    assert_eq!(
        (answer.status, &answer.json()["told"]),
        (StatusCode::OK, &json!({"is": "too_few"}))
    );
    let four_weeks = 28 * 24 * 3_600_000_i64;
    let length = answer.json()["to"].as_i64().zip(answer.json()["from"].as_i64());
    assert_eq!(length.map(|(to, from)| to - from), Some(four_weeks));
    let nowhere = "/v1/queues/00000000-0000-0000-0000-000000000000/agreement";
    assert_eq!(
        hub.call("GET", nowhere, Some(&lead), &Value::Null).await.code(),
        "not_found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn alarms_are_the_leads_and_the_persons_own() {
    let Some((hub, _item)) = waiting().await else { return };
    let (lead, one) = (hub.sign_in("lead").await, hub.sign_in("moderator").await);
    assert_eq!(
        hub.hub.store.raise_alarms(crate::clock::now()).await.expect("looked"),
        0
    );
    let open = hub.call("GET", "/v1/alarms?all=true", Some(&lead), &Value::Null).await;
    assert_eq!((open.status, open.json()), (StatusCode::OK, json!([])));
    assert_eq!(
        hub.call("GET", "/v1/me/alarms", Some(&one), &Value::Null).await.json(),
        json!([])
    );
    let path = "/v1/alarms/00000000-0000-0000-0000-000000000000/acknowledgement";
    let nothing = hub.call("PUT", path, Some(&lead), &json!({"reason": " "})).await;
    assert_eq!(nothing.code(), "bad_request");
    let unknown = hub.call("PUT", path, Some(&lead), &json!({"reason": "we spoke"})).await;
    assert_eq!(unknown.code(), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_urgent_case_goes_to_the_leads_by_one_act_and_can_be_taken_back() {
    let Some((hub, _item)) = waiting().await else { return };
    let (one, lead) = (hub.sign_in("moderator").await, hub.sign_in("lead").await);
    let leased = take(&hub, &one).await;
    let case = leased["case"]["id"].as_str().expect("a case");
    let path = format!("/v1/cases/{case}/urgent");
    let unknown = hub
        .call(
            "POST",
            &path,
            Some(&one),
            &json!({"lease": leased["lease_id"], "reason": "hm"}),
        )
        .await;
    assert_eq!(unknown.code(), "bad_request", "the reasons are a closed set");
    let asked = json!({"lease": leased["lease_id"], "reason": "recent"});
    let marked = hub.call("POST", &path, Some(&one), &asked).await;
    assert!(marked.json()["undo_until"].is_i64(), "{}", marked.json());
    let open = async || hub.call("GET", "/v1/urgent", Some(&lead), &Value::Null).await.json();
    let listed = open().await;
    assert_eq!(
        (&listed[0]["case_id"], &listed[0]["reason"]),
        (&json!(case), &json!("recent"))
    );
    assert_eq!(take(&hub, &one).await, Value::Null, "no more of theirs");
    assert_eq!(
        hub.call("DELETE", &path, Some(&lead), &Value::Null).await.code(),
        "forbidden"
    );
    assert_eq!(
        hub.call("DELETE", &path, Some(&one), &Value::Null).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(open().await, json!([]));
    assert_eq!(take(&hub, &one).await["case"]["id"], json!(case), "theirs first");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_appeals_once_and_hears_by_asking_again_what_became_of_it() {
    let Some((hub, item)) = waiting().await else { return };
    let one = hub.sign_in("moderator").await;
    let path = format!("/v1/items/{item}/appeal");
    let appeal = async |reference: &str| {
        hub.call("POST", &path, Some(&hub.source_key), &json!({"reference": reference}))
            .await
    };
    assert_eq!(appeal("ticket 7").await.code(), "not_confirmed");
    let leased = take(&hub, &one).await;
    assert_eq!(
        say(&hub, &one, &leased, &agrees()).await.json()["standing"],
        "confirmed"
    );
    hub.past_grace(1).await;
    assert_eq!(appeal("").await.code(), "bad_request");
    assert_eq!(appeal(&"x".repeat(201)).await.code(), "bad_request");
    let made = appeal("ticket 7").await;
    assert_eq!(
        (made.status, &made.json()["reference"]),
        (StatusCode::OK, &json!("ticket 7"))
    );
    assert_eq!(appeal("ticket 8").await.json(), made.json(), "there is one");
    assert_eq!(take(&hub, &one).await, Value::Null, "never whoever decided");
    let two = hub.sign_in("second").await;
    let leased = take(&hub, &two).await;
    assert!(!leased.to_string().contains("ticket"), "{leased}");
    say(&hub, &two, &leased, &agrees()).await;
    hub.past_grace(2).await;
    assert_eq!(appeal("ticket 7").await.json()["outcome"], "upheld");
}
