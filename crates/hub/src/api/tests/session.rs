//! Signing in over HTTP.

use super::hub::{PASSWORD, TestHub};
use axum::http::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn five_wrong_passwords_lock_the_name_and_say_until_when() {
    let Some(hub) = TestHub::start().await else { return };
    let wrong = json!({"name": "moderator", "password": "not this one, sorry"});
    for _try in 0..5 {
        let answer = hub.call("POST", "/v1/session", None, &wrong).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNAUTHORIZED, "wrong_password")
        );
    }
    let right = json!({"name": "moderator", "password": PASSWORD});
    let answer = hub.call("POST", "/v1/session", None, &right).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too_many_tries")
    );
    assert!(answer.json()["until"].is_i64());
    hub.sign_in("lead").await;
}

#[tokio::test]
async fn a_source_and_a_stranger_get_the_same_answer_as_a_wrong_password() {
    let Some(hub) = TestHub::start().await else { return };
    for name in ["platform", "nobody"] {
        let answer = hub
            .call(
                "POST",
                "/v1/session",
                None,
                &json!({"name": name, "password": PASSWORD}),
            )
            .await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::UNAUTHORIZED, "wrong_password")
        );
    }
}

#[tokio::test]
async fn a_refresh_changes_both_tokens_and_a_second_use_ends_the_session() {
    let Some(hub) = TestHub::start().await else { return };
    let signed_in = json!({"name": "moderator", "password": PASSWORD});
    let first = hub.call("POST", "/v1/session", None, &signed_in).await.json();
    let used = json!({"refresh_token": first["refresh_token"]});
    let fresh = hub.call("POST", "/v1/session/refresh", None, &used).await.json();
    let me = async |tokens: &Value| {
        let token = tokens["access_token"].as_str().expect("a token").to_owned();
        hub.call("GET", "/v1/me", Some(&token), &Value::Null).await.status
    };
    assert_eq!(me(&first).await, StatusCode::UNAUTHORIZED);
    assert_eq!(me(&fresh).await, StatusCode::OK);
    let again = hub.call("POST", "/v1/session/refresh", None, &used).await;
    assert_eq!(
        (again.status, again.code().as_str()),
        (StatusCode::UNAUTHORIZED, "unauthenticated")
    );
    assert_eq!(me(&fresh).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_ends_the_token() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("admin").await;
    let out = hub.call("DELETE", "/v1/session", Some(&token), &Value::Null).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let after = hub.call("GET", "/v1/me", Some(&token), &Value::Null).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}
