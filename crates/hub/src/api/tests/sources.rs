//! Sources over HTTP: their keys open for as long as they are said to, and are shown once.

use super::hub::{Answer, TestHub};
use axum::http::StatusCode;
use scrim_model::ids::PersonId;
use serde_json::{Value, json};
use uuid::Uuid;

/// An admin who calls.
struct Admin<'a> {
    hub: &'a TestHub,
    token: String,
}

impl<'a> Admin<'a> {
    async fn of(hub: &'a TestHub) -> Self {
        let token = hub.sign_in("admin").await;
        Self { hub, token }
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.hub.call(method, path, Some(&self.token), body).await
    }

    async fn add(&self, name: &str) -> Value {
        let added = self.call("POST", "/v1/sources", &json!({"name": name})).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.json());
        added.json()
    }
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

/// What a source is answered that asks for an upload that there is not.
async fn with_key(hub: &TestHub, key: &str) -> String {
    let path = format!("/v1/items/{}", Uuid::nil());
    hub.call("GET", &path, Some(key), &Value::Null).await.code()
}

const OPENS: &str = "not_found";
const REFUSED: &str = "unauthenticated";

#[tokio::test]
async fn a_source_is_added_with_a_key_that_is_in_no_other_answer() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = Admin::of(&hub).await;
    let added = admin.add(" Harbour ").await;
    let key = text(&added, "key");
    assert_eq!((text(&added, "name").as_str(), key.len()), ("Harbour", 64));
    assert_eq!(with_key(&hub, &key).await, OPENS);
    let listed = admin.call("GET", "/v1/sources", &Value::Null).await;
    let all = listed.json();
    let names: Vec<_> = all
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| text(one, "name"))
        .collect();
    assert_eq!(names, ["platform", "Harbour"]);
    assert_eq!(all[1]["may"], json!(["submit"]));
    let told = String::from_utf8_lossy(&listed.bytes).into_owned();
    assert!(!told.contains(&key) && !told.contains("key\":"), "{told}");
    let rows = hub.hub.store.chain_rows(0, 1_000).await.expect("rows");
    assert!(rows.iter().all(|row| !row.body.contains(&key)));
}

#[tokio::test]
async fn a_name_that_is_taken_or_none_is_refused() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = Admin::of(&hub).await;
    for (name, code) in [
        ("PLATFORM", "name_taken"),
        ("lead", "name_taken"),
        (" ", "bad_request"),
        ("two\nlines", "bad_request"),
        (&"x".repeat(61), "bad_request"),
    ] {
        let refused = admin.call("POST", "/v1/sources", &json!({"name": name})).await;
        assert_eq!(
            (refused.code().as_str(), text(&refused.json(), "setting").as_str()),
            (code, "name"),
            "{name}"
        );
    }
    let more = admin
        .call("POST", "/v1/sources", &json!({"name": "a", "key": "mine"}))
        .await;
    assert_eq!(more.code(), "bad_request", "nobody brings a key");
}

#[tokio::test]
async fn a_new_key_ends_the_one_before_at_once_or_after_the_hours_that_are_said() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = Admin::of(&hub).await;
    let added = admin.add("Harbour").await;
    let path = format!("/v1/sources/{}/key", text(&added, "id"));
    let first = text(&added, "key");
    let made = admin.call("POST", &path, &json!({"old_key_lasts_hours": 2})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let second = text(&made.json(), "key");
    let ends = made.json()["old_key_ends_at"].as_i64().expect("a time");
    assert!((ends - crate::clock::now().0 - 2 * 3_600_000).abs() < 60_000);
    assert_eq!(
        [with_key(&hub, &first).await, with_key(&hub, &second).await],
        [OPENS, OPENS]
    );

    // Another hub on the same data, three hours later: nothing makes the hub's time go back after that.
    let later = crate::clock::now() + scrim_model::time::Span::hours(3);
    let beside = hub.beside(later);
    beside.deliver_due().await.expect("time is written down");
    assert_eq!(
        [with_key(&hub, &first).await, with_key(&hub, &second).await],
        [REFUSED, OPENS]
    );

    let third = text(&admin_again(&hub, &path).await, "key");
    assert_eq!(
        [with_key(&hub, &second).await, with_key(&hub, &third).await],
        [REFUSED, OPENS]
    );
}

/// A key that ends the one before at once, by an admin who signs in at the hub's time as it is now.
async fn admin_again(hub: &TestHub, path: &str) -> Value {
    let made = Admin::of(hub).await.call("POST", path, &json!({})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    assert_eq!(made.json()["old_key_ends_at"], Value::Null);
    made.json()
}

#[tokio::test]
async fn hours_beyond_thirty_days_and_people_are_refused() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = Admin::of(&hub).await;
    let path = format!("/v1/sources/{}/key", hub.source);
    let long = admin.call("POST", &path, &json!({"old_key_lasts_hours": 721})).await;
    assert_eq!(
        (long.code().as_str(), text(&long.json(), "setting").as_str()),
        ("bad_request", "old_key_lasts_hours")
    );
    let people = hub.hub.store.people().await.expect("people");
    let lead = people
        .iter()
        .find(|person| person.name == "lead")
        .map(|person| person.id);
    for id in [lead.unwrap_or(PersonId(Uuid::nil())), PersonId(Uuid::nil())] {
        let key = admin.call("POST", &format!("/v1/sources/{id}/key"), &json!({})).await;
        let off = admin
            .call("PATCH", &format!("/v1/sources/{id}"), &json!({"disabled": true}))
            .await;
        assert_eq!((key.code().as_str(), off.code().as_str()), ("not_found", "not_found"));
    }
    assert_eq!(with_key(&hub, &hub.source_key).await, OPENS, "nothing was changed");
}

#[tokio::test]
async fn a_source_that_is_switched_off_is_refused_with_either_key_until_it_is_on_again() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = Admin::of(&hub).await;
    let path = format!("/v1/sources/{}", hub.source);
    let made = admin
        .call("POST", &format!("{path}/key"), &json!({"old_key_lasts_hours": 24}))
        .await;
    let keys = [hub.source_key.clone(), text(&made.json(), "key")];
    for (off, answer) in [(true, REFUSED), (false, OPENS)] {
        let set = admin.call("PATCH", &path, &json!({"disabled": off})).await;
        assert_eq!((set.status, &set.json()["disabled"]), (StatusCode::OK, &json!(off)));
        for key in &keys {
            assert_eq!(with_key(&hub, key).await, answer);
        }
    }
}
