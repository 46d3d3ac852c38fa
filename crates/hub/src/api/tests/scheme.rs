//! An organisation's own classes: set by an admin, given by whoever reviews, told by their codes, and reported as what they
//! mean to hotlines.

use super::{
    hub::{Answer, TestHub, request},
    review::{list, picture, submit},
};
use crate::report;
use axum::http::{HeaderValue, StatusCode};
use scrim_wire::http::reports::HandedOver;
use serde_json::{Value, json};

fn class(code: &str, reports_as: &Value) -> Value {
    json!({"code": code, "name": format!("Class {code}"), "hint": "when it is chosen", "reports_as": reports_as})
}

async fn set(hub: &TestHub, admin: &str, revision: u64, classes: &[Value]) -> Answer {
    let wanted = json!({"revision": revision, "scheme": {"classes": classes}});
    hub.call("PUT", "/v1/scheme", Some(admin), &wanted).await
}

/// A case in the hands of a moderator who has seen all of it.
struct InHand {
    hub: TestHub,
    moderator: String,
    leased: Value,
    item: String,
}

impl InHand {
    async fn start() -> Option<Self> {
        let hub = TestHub::start().await?;
        let bytes = picture();
        list(&hub, &bytes).await;
        let item = submit(&hub, &bytes).await.json()["item_id"].as_str()?.to_owned();
        let moderator = hub.sign_in("moderator").await;
        let token = Some(moderator.as_str());
        let answered = hub.call("POST", "/v1/leases", token, &json!({"want": 1})).await;
        let leased = answered.json()[0].clone();
        let looks = format!("/v1/leases/{}/looks", leased["lease_id"].as_str()?);
        let granted = hub.call("POST", &looks, token, &json!({"rung": 5})).await.json();
        let presented = json!({"shown_ms": 900, "region_permille": 1000, "width_px": 256, "height_px": 256});
        let close = format!("/v1/looks/{}", granted["grant_id"].as_str()?);
        hub.call("PUT", &close, token, &json!({"presented": presented})).await;
        Some(Self {
            hub,
            moderator,
            leased,
            item,
        })
    }

    fn case(&self) -> &str {
        self.leased["case"]["id"].as_str().expect("a case")
    }

    async fn give(&self, class: &str, key: &'static str) -> Answer {
        let (item, entry) = (&self.leased["case"]["item"], &self.leased["case"]["pairs"][0]["entry"]);
        let verdict = json!({
            "lease": self.leased["lease_id"], "fence": self.leased["fence"], "content": "abusive",
            "classification": class,
            "pairs": [{"item": item, "entry": entry, "match": "same_exact", "listing": {"kind": "agrees"}}],
        });
        let path = format!("/v1/cases/{}/verdict", self.case());
        let mut request = request("POST", &path, Some(&self.moderator), &verdict);
        let key = HeaderValue::from_static(key);
        request.headers_mut().insert("idempotency-key", key);
        self.hub.send(request).await
    }

    async fn hand_over(&self, admin: &str) -> HandedOver {
        let confirmed = json!({"files": [{"item_id": self.item, "viewed": true}]});
        let path = format!("/v1/cases/{}/report", self.case());
        let told = self.hub.call("POST", &path, Some(admin), &confirmed).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.json());
        serde_json::from_value(told.json()).expect("a report")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_own_class_is_set_offered_given_and_told_and_a_retired_one_is_not_given() {
    let Some(held) = InHand::start().await else { return };
    let hub = &held.hub;
    let admin = hub.sign_in("admin").await;
    let before = hub.call("GET", "/v1/scheme", Some(&admin), &Value::Null).await.json();
    assert_eq!((&before["revision"], &before["given"]), (&json!(0), &json!([])));
    let mut old = class("old", &Value::Null);
    old["retired"] = json!(true);
    let taken = set(hub, &admin, 0, &[class("grave", &json!("A2")), old]).await;
    assert_eq!((taken.status, &taken.json()["revision"]), (StatusCode::OK, &json!(1)));
    let me = hub
        .call("GET", "/v1/me", Some(&held.moderator), &Value::Null)
        .await
        .json();
    let offered = &me["scheme"]["classes"];
    assert_eq!(
        (&offered[0]["name"], &offered[1]["retired"]),
        (&json!("Class grave"), &json!(true))
    );
    for (code, key, says) in [("A1", "one", "none of this hub's"), ("old", "two", "retired")] {
        let refused = held.give(code, key).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "class_not_offered")
        );
        let message = refused.json()["message"].as_str().expect("a sentence").to_owned();
        assert!(message.contains(says), "{message}");
    }
    assert_eq!(held.give("no code!", "three").await.code(), "bad_request");
    assert_eq!(held.give("grave", "four").await.json()["standing"], "confirmed");
    let own = hub
        .call("GET", "/v1/me/history", Some(&held.moderator), &Value::Null)
        .await
        .json();
    assert_eq!(own["verdicts"][0]["said"]["classification"], "grave", "{own}");
    let gone = set(hub, &admin, 1, &[class("old", &Value::Null)]).await;
    assert_eq!(gone.code(), "bad_request");
    assert!(
        gone.json()["message"]
            .as_str()
            .is_some_and(|says| says.contains("retire it")),
        "{}",
        gone.json()
    );
    let late = set(hub, &admin, 0, &[class("grave", &Value::Null)]).await;
    assert_eq!(
        (late.status, late.code().as_str()),
        (StatusCode::CONFLICT, "changed_since")
    );
    let audit = hub
        .call("GET", "/v1/audit?kind=scheme_set", Some(&admin), &Value::Null)
        .await
        .json();
    assert_eq!(audit["entries"].as_array().map(Vec::len), Some(1), "{audit}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_names_what_the_class_means_to_hotlines_and_what_was_handed_over_stays() {
    let Some(held) = InHand::start().await else { return };
    let (hub, admin) = (&held.hub, held.hub.sign_in("admin").await);
    set(hub, &admin, 0, &[class("grave", &json!("A2"))]).await;
    assert_eq!(held.give("grave", "one").await.json()["standing"], "confirmed");
    hub.past_grace(1).await;
    let first = held.hand_over(&admin).await;
    let told = serde_json::to_string(&first).expect("JSON");
    assert!(told.contains("<industryClassification>A2<"), "{told}");
    assert!(
        !told.contains("grave"),
        "an own class is nobody's business outside: {told}"
    );
    let mut retired = class("grave", &Value::Null);
    retired["retired"] = json!(true);
    assert_eq!(set(hub, &admin, 1, &[retired]).await.status, StatusCode::OK);
    let second = held.hand_over(&admin).await;
    let told = serde_json::to_string(&second).expect("JSON");
    assert!(!told.contains("industryClassification"), "{told}");
    for handed in [first, second] {
        report::is_borne_out(&hub.hub.store, &handed)
            .await
            .expect("each stands as it was handed over");
    }
}
