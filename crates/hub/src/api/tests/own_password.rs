//! One's own password over HTTP: changing it, and choosing one in place of what somebody gave.

use super::hub::{Answer, PASSWORD, TestHub};
use axum::http::StatusCode;
use serde_json::{Value, json};

const ANOTHER: &str = "eleven herons at dusk";

async fn change(hub: &TestHub, token: &str, (current, new): (&str, &str)) -> Answer {
    let wanted = json!({"current": current, "new": new});
    hub.call("PUT", "/v1/me/password", Some(token), &wanted).await
}

async fn sign_in(hub: &TestHub, name: &str, password: &str) -> Answer {
    let body = json!({"name": name, "password": password});
    hub.call("POST", "/v1/session", None, &body).await
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it_and_every_other_session_ends() {
    let Some(hub) = TestHub::start().await else { return };
    let elsewhere = sign_in(&hub, "moderator", PASSWORD).await.json();
    let here = hub.sign_in("moderator").await;
    for (current, new, code, field) in [
        ("not this one, sorry", ANOTHER, "wrong_password", "current"),
        (PASSWORD, "too short", "bad_request", "new"),
        (PASSWORD, PASSWORD, "bad_request", "new"),
    ] {
        let refused = change(&hub, &here, (current, new)).await;
        assert_eq!(
            (refused.code().as_str(), &refused.json()["setting"]),
            (code, &json!(field))
        );
    }
    let still = hub
        .call("GET", "/v1/me", elsewhere["access_token"].as_str(), &Value::Null)
        .await;
    assert_eq!(
        (still.status, text(&still.json(), "password").as_str()),
        (StatusCode::OK, "own")
    );
    assert_eq!(
        change(&hub, &here, (PASSWORD, ANOTHER)).await.status,
        StatusCode::NO_CONTENT
    );
    let goes_on = hub.call("GET", "/v1/me", Some(&here), &Value::Null).await;
    assert_eq!(goes_on.status, StatusCode::OK, "at the desk where it was changed");
    let refresh = json!({"refresh_token": elsewhere["refresh_token"]});
    let ended = hub.call("POST", "/v1/session/refresh", None, &refresh).await;
    assert_eq!(ended.code(), "signed_out_everywhere");
    assert_eq!(sign_in(&hub, "moderator", PASSWORD).await.code(), "wrong_password");
    assert_eq!(sign_in(&hub, "moderator", ANOTHER).await.status, StatusCode::OK);
    let rows = hub.hub.store.chain_rows(0, 1_000).await.expect("the chain");
    let told: Vec<_> = rows.iter().filter(|row| row.kind == "password_changed").collect();
    assert_eq!(told.len(), 1);
    assert!(
        rows.iter().all(|row| !row.body.contains("argon2")),
        "no password is told"
    );
}

#[tokio::test]
async fn wrong_ones_count_with_those_of_signing_in_and_lock_the_name_for_both() {
    let Some(hub) = TestHub::start().await else { return };
    let here = hub.sign_in("moderator").await;
    for _try in 0..2 {
        assert_eq!(
            sign_in(&hub, "moderator", "not this one, sorry").await.code(),
            "wrong_password"
        );
    }
    for _try in 0..3 {
        assert_eq!(
            change(&hub, &here, ("not this one, sorry", ANOTHER)).await.code(),
            "wrong_password"
        );
    }
    let locked = change(&hub, &here, (PASSWORD, ANOTHER)).await;
    assert_eq!(
        (locked.status, locked.code().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too_many_tries")
    );
    assert_eq!(sign_in(&hub, "moderator", PASSWORD).await.code(), "too_many_tries");
}

#[tokio::test]
async fn a_password_that_an_admin_gave_opens_nothing_but_its_own_change() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let new = json!({"name": "kim", "role": "moderator", "password": PASSWORD});
    let added = hub.call("POST", "/v1/people", Some(&admin), &new).await;
    assert_eq!(added.status, StatusCode::CREATED);
    let kim = hub.sign_in("kim").await;
    let me = hub.call("GET", "/v1/me", Some(&kim), &Value::Null).await;
    assert_eq!(
        (me.status, text(&me.json(), "password").as_str()),
        (StatusCode::OK, "given")
    );
    for (method, path) in [
        ("GET", "/v1/queues"),
        ("POST", "/v1/leases"),
        ("GET", "/v1/events"),
        ("GET", "/v1/floors"),
    ] {
        let refused = hub.call(method, path, Some(&kim), &json!({"want": 1})).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::FORBIDDEN, "password_given"),
            "{path}"
        );
    }
    assert_eq!(
        change(&hub, &kim, (PASSWORD, ANOTHER)).await.status,
        StatusCode::NO_CONTENT
    );
    let queues = hub.call("GET", "/v1/queues", Some(&kim), &Value::Null).await;
    assert_eq!(queues.status, StatusCode::OK);

    let path = format!("/v1/people/{}/password", text(&me.json(), "id"));
    let given = hub
        .call("PUT", &path, Some(&admin), &json!({"password": PASSWORD}))
        .await;
    assert_eq!(given.status, StatusCode::NO_CONTENT);
    let again = sign_in(&hub, "kim", PASSWORD).await.json();
    let refused = hub
        .call("GET", "/v1/queues", again["access_token"].as_str(), &Value::Null)
        .await;
    assert_eq!(refused.code(), "password_given");
    let out = hub
        .call("DELETE", "/v1/session", again["access_token"].as_str(), &Value::Null)
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT, "whoever does not want to can leave");
}

#[tokio::test]
async fn a_source_has_no_password_to_change() {
    let Some(hub) = TestHub::start().await else { return };
    let refused = change(&hub, &hub.source_key, (PASSWORD, ANOTHER)).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "forbidden")
    );
}

#[tokio::test]
async fn an_admin_changes_their_own_where_the_one_that_holds_is_asked_for_and_nowhere_else() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let me = hub.call("GET", "/v1/me", Some(&admin), &Value::Null).await.json();
    let path = format!("/v1/people/{}/password", text(&me, "id"));
    let refused = hub
        .call("PUT", &path, Some(&admin), &json!({"password": ANOTHER}))
        .await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::CONFLICT, "own_password")
    );
    assert!(text(&refused.json(), "message").contains("in your settings"));
    assert_eq!(
        sign_in(&hub, "admin", PASSWORD).await.status,
        StatusCode::OK,
        "it holds"
    );
    let goes_on = hub.call("GET", "/v1/me", Some(&admin), &Value::Null).await;
    assert_eq!(goes_on.status, StatusCode::OK);
    assert_eq!(
        change(&hub, &admin, (PASSWORD, ANOTHER)).await.status,
        StatusCode::NO_CONTENT
    );
}
