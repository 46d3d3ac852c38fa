//! What leads set of other people's limits, over HTTP.

use super::hub::{Answer, TestHub};
use axum::http::StatusCode;
use scrim_model::wellness::Settings;
use serde_json::{Value, json};

async fn me(hub: &TestHub, token: &str) -> Value {
    hub.call("GET", "/v1/me", Some(token), &Value::Null).await.json()
}

async fn team(hub: &TestHub, token: &str, (method, path): (&str, &str), members: &[&Value], change: &Value) -> Answer {
    let mut settings = json!(Settings::DEFAULT);
    for (name, value) in change.as_object().expect("settings by name") {
        settings[name] = value.clone();
    }
    let body = json!({"name": "Night", "members": members, "settings": settings});
    hub.call(method, path, Some(token), &body).await
}

fn origin<'a>(me: &'a Value, setting: &str) -> &'a Value {
    let reasons = me["wellness"]["reasons"].as_array().expect("reasons");
    let reason = reasons.iter().find(|reason| reason["setting"] == setting);
    &reason.expect("every setting has one")["from"]
}

#[tokio::test]
async fn a_team_is_made_listed_changed_and_removed_and_its_people_are_told() {
    let Some(hub) = TestHub::start().await else { return };
    let (lead, moderator) = (hub.sign_in("lead").await, hub.sign_in("moderator").await);
    let id = me(&hub, &moderator).await["id"].clone();
    let made = team(&hub, &lead, ("POST", "/v1/teams"), &[&id], &json!({"looks_per_day": 9})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let told = me(&hub, &moderator).await;
    assert_eq!(told["wellness"]["settings"]["looks_per_day"], 9);
    assert_eq!(
        (origin(&told, "looks_per_day"), &told["allowance"]["looks_left"]),
        (&json!("team"), &json!(9))
    );
    let listed = hub
        .call("GET", "/v1/teams?most=5", Some(&lead), &Value::Null)
        .await
        .json();
    assert_eq!(listed, json!([made.json()]));
    let path = format!("/v1/teams/{}", made.json()["id"].as_str().expect("an id"));
    let looser = team(&hub, &lead, ("PUT", &path), &[&id], &json!({"rest": 300_000})).await;
    assert_eq!(
        looser.status,
        StatusCode::OK,
        "looser than the organisation is no error: {}",
        looser.json()
    );
    let told = me(&hub, &moderator).await;
    assert_eq!(
        told["wellness"]["settings"]["rest"],
        json!(Settings::DEFAULT.rest),
        "it does not win"
    );
    let contradiction = team(&hub, &lead, ("PUT", &path), &[&id], &json!({"max_rung": 0})).await;
    assert_eq!(
        (contradiction.status, contradiction.code().as_str()),
        (StatusCode::BAD_REQUEST, "resting_above_max")
    );
    assert!(
        contradiction.json()["message"]
            .as_str()
            .expect("words")
            .contains("resting rung")
    );
    let again = team(&hub, &lead, ("POST", "/v1/teams"), &[], &json!({})).await;
    assert_eq!(again.code(), "name_taken");
    let mut unknown = made.json();
    unknown["colour"] = json!("red");
    assert_eq!(
        hub.call("PUT", &path, Some(&lead), &unknown).await.code(),
        "bad_request"
    );
    let gone = hub.call("DELETE", &path, Some(&lead), &Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let gone = hub.call("DELETE", &path, Some(&lead), &Value::Null).await;
    assert_eq!(gone.code(), "not_found");
}

#[tokio::test]
async fn hours_are_taken_or_refused_with_what_is_wrong() {
    let Some(hub) = TestHub::start().await else { return };
    let (lead, moderator) = (hub.sign_in("lead").await, hub.sign_in("moderator").await);
    let told = me(&hub, &moderator).await;
    assert_eq!(
        (&told["hours"], &told["allowance"]["shift_ends_at"]),
        (&Value::Null, &Value::Null)
    );
    let path = format!("/v1/people/{}/hours", told["id"].as_str().expect("an id"));
    let set = async |hours: Value| hub.call("PUT", &path, Some(&lead), &json!({"hours": hours})).await;
    let window = json!({"day": "monday", "from": 540, "to": 1020});
    for (hours, says) in [
        (json!({"zone": "Europe/Nowhere", "windows": [window]}), "time zone"),
        (
            json!({"zone": "Europe/Berlin", "windows": [{"day": "monday", "from": 9, "to": 9}]}),
            "another minute",
        ),
        (
            json!({"zone": "Europe/Berlin", "windows": [{"day": "monday", "from": 9, "to": 1440}]}),
            "0 to 1439",
        ),
    ] {
        let refused = set(hours).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request")
        );
        assert!(
            refused.json()["message"].as_str().expect("words").contains(says),
            "{}",
            refused.json()
        );
    }
    let hours = json!({"zone": "Europe/Berlin", "windows": []});
    assert_eq!(set(hours.clone()).await.status, StatusCode::OK);
    let told = me(&hub, &moderator).await;
    assert_eq!(
        (&told["hours"], &told["allowance"]["state"]),
        (&hours, &json!({"state": "off_shift", "until": null}))
    );
    let lease = hub
        .call("POST", "/v1/leases", Some(&moderator), &json!({"want": 1}))
        .await;
    assert_eq!(
        (lease.status, lease.code().as_str()),
        (StatusCode::LOCKED, "shift_over")
    );
    assert_eq!(set(Value::Null).await.status, StatusCode::OK);
    let shown = hub.call("GET", &path, Some(&lead), &Value::Null).await.json();
    assert_eq!((&shown["hours"], &shown["shift"]), (&Value::Null, &Value::Null));
    let own = me(&hub, &lead).await;
    let own = format!("/v1/people/{}/hours", own["id"].as_str().expect("an id"));
    let of_mine = async |hours: &Value| hub.call("PUT", &own, Some(&lead), &json!({"hours": hours})).await;
    assert_eq!(of_mine(&hours).await.status, StatusCode::OK, "fewer");
    let refused = of_mine(&Value::Null).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "own_limit")
    );
}

#[tokio::test]
async fn severe_categories_are_set_by_a_lead_and_known_to_everybody() {
    let Some(hub) = TestHub::start().await else { return };
    let (lead, moderator) = (hub.sign_in("lead").await, hub.sign_in("moderator").await);
    let severe = json!({"categories": ["A1"], "unknown_is_severe": true});
    assert_eq!(
        hub.call("PUT", "/v1/severe", Some(&lead), &severe).await.status,
        StatusCode::OK
    );
    assert_eq!(
        hub.call("GET", "/v1/severe", Some(&moderator), &Value::Null)
            .await
            .json(),
        severe
    );
    let empty = hub
        .call("PUT", "/v1/severe", Some(&lead), &json!({"categories": [" "]}))
        .await;
    assert_eq!(empty.code(), "bad_request");
}

#[tokio::test]
async fn an_admin_says_who_is_used_to_the_work() {
    let Some(hub) = TestHub::start().await else { return };
    let (admin, moderator) = (hub.sign_in("admin").await, hub.sign_in("moderator").await);
    let id = me(&hub, &moderator).await["id"].as_str().expect("an id").to_owned();
    let change = async |experienced: bool| {
        let body = json!({"experienced": experienced});
        hub.call("PATCH", &format!("/v1/people/{id}"), Some(&admin), &body)
            .await
            .json()["experienced"]
            .clone()
    };
    assert_eq!(change(false).await, json!(false));
    let new = me(&hub, &moderator).await;
    assert_eq!(new["allowance"]["looks_left"], 75);
    assert!(new["allowance"]["newcomer_until"].is_i64());
    assert_eq!(change(true).await, json!(true));
    assert_eq!(me(&hub, &moderator).await["allowance"]["looks_left"], 150);
}

#[tokio::test]
async fn a_change_of_the_floor_keeps_what_it_leaves_out_and_may_name_nothing_that_nobody_knows() {
    let Some(hub) = TestHub::start().await else { return };
    let lead = hub.sign_in("lead").await;
    let set = async |settings: Value| {
        let floor = json!({"settings": settings});
        hub.call("PUT", "/v1/floors", Some(&lead), &floor).await
    };
    let stricter = set(json!({"cool_down": 600_000, "first_days": 30})).await.json();
    assert_eq!(stricter["settings"]["cool_down"], 600_000);
    // What a desk of before there was a cool-down sends.
    let kept = set(json!({"block": 1_800_000})).await.json();
    let settings = &kept["settings"];
    assert_eq!(
        (&settings["block"], &settings["cool_down"], &settings["first_days"]),
        (&json!(1_800_000), &json!(600_000), &json!(30))
    );
    let unknown = set(json!({"looks_per_week": 9})).await;
    assert_eq!(
        (unknown.status, unknown.code().as_str()),
        (StatusCode::BAD_REQUEST, "bad_request")
    );
    let overtime = set(json!({"review_per_day": 6 * 3_600_000})).await;
    assert_eq!(
        (overtime.code().as_str(), &overtime.json()["setting"]),
        ("setting_out_of_bounds", &json!("review_per_day"))
    );
    let contradiction = set(json!({"max_rung": 0})).await;
    assert_eq!(contradiction.code(), "resting_above_max");
    let looser = set(json!({"block": 1_900_000})).await;
    assert_eq!(
        (looser.status, looser.code().as_str()),
        (StatusCode::FORBIDDEN, "own_limit")
    );
    let own = hub
        .call(
            "PUT",
            "/v1/me/wellness",
            Some(&lead),
            &json!({"settings": {"rest": 1_200_000}}),
        )
        .await
        .json();
    let settings = &own["wellness"]["settings"];
    assert_eq!(
        (&settings["rest"], &settings["cool_down"]),
        (&json!(1_200_000), &json!(600_000))
    );
}
