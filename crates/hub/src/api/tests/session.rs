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
async fn of_tries_that_come_together_five_are_looked_at() {
    let Some(hub) = TestHub::start().await else { return };
    for name in ["moderator", "nobody of that name"] {
        let wrong = json!({"name": name, "password": "not this one, sorry"});
        let tries = (0..30).map(|_one| hub.call("POST", "/v1/session", None, &wrong));
        let answers = futures_util::future::join_all(tries).await;
        let with = |code: &str| answers.iter().filter(|answer| answer.code() == code).count();
        assert_eq!((with("wrong_password"), with("too_many_tries")), (5, 25), "{name}");
    }
    let written = hub.hub.store.chain_rows(0, 1_000).await.expect("the chain");
    let failed = written.iter().filter(|row| row.kind == "sign_in_failed").count();
    assert_eq!(failed, 5, "of somebody, not of nobody");
}

#[tokio::test]
async fn whoever_is_sent_away_is_told_when_to_come_again() {
    let Some(hub) = TestHub::start().await else { return };
    let wrong = json!({"name": "lead", "password": "not this one, sorry"});
    for _try in 0..5 {
        hub.call("POST", "/v1/session", None, &wrong).await;
    }
    let request = super::hub::request("POST", "/v1/session", None, &wrong);
    let response = tower::ServiceExt::oneshot(hub.router.clone(), request)
        .await
        .expect("an answer");
    let after = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.to_str().ok());
    let seconds: i64 = after.expect("a header").parse().expect("seconds");
    assert!((290..=301).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_says_so() {
    let Some(hub) = TestHub::start().await else { return };
    let body = json!({"name": "moderator", "password": PASSWORD});
    let other = hub.call("POST", "/v1/session", None, &body).await.json();
    let (here, second) = (hub.sign_in("moderator").await, hub.sign_in("second").await);
    let gone = hub.call("DELETE", "/v1/session/all", Some(&here), &Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    for token in [here.as_str(), other["access_token"].as_str().expect("a token")] {
        let refused = hub.call("GET", "/v1/me", Some(token), &Value::Null).await;
        assert_eq!(refused.code(), "unauthenticated");
    }
    let refresh = json!({"refresh_token": other["refresh_token"]});
    let why = hub.call("POST", "/v1/session/refresh", None, &refresh).await;
    assert_eq!(
        (why.status, why.code().as_str()),
        (StatusCode::UNAUTHORIZED, "signed_out_everywhere")
    );
    let others = hub.call("GET", "/v1/me", Some(&second), &Value::Null).await;
    assert_eq!(others.status, StatusCode::OK, "nobody else's");
}

#[tokio::test]
async fn an_admin_signs_somebody_out_and_switches_them_off_and_on() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let body = json!({"name": "lead", "password": PASSWORD});
    let first = hub.call("POST", "/v1/session", None, &body).await.json();
    let me = hub
        .call("GET", "/v1/me", first["access_token"].as_str(), &Value::Null)
        .await
        .json();
    let person = format!("/v1/people/{}", me["id"].as_str().expect("an id"));
    let out = hub
        .call("DELETE", &format!("{person}/sessions"), Some(&admin), &Value::Null)
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let why = async |tokens: &Value| {
        let refresh = json!({"refresh_token": tokens["refresh_token"]});
        hub.call("POST", "/v1/session/refresh", None, &refresh).await.code()
    };
    assert_eq!(why(&first).await, "signed_out_everywhere");
    let second = hub.call("POST", "/v1/session", None, &body).await.json();
    let off = hub
        .call("PATCH", &person, Some(&admin), &json!({"disabled": true}))
        .await;
    assert_eq!(off.json()["disabled"], true);
    assert_eq!(why(&second).await, "switched_off");
    let refused = hub.call("POST", "/v1/session", None, &body).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::FORBIDDEN, "switched_off")
    );
    let on = hub
        .call(
            "PATCH",
            &person,
            Some(&admin),
            &json!({"disabled": false, "role": "moderator"}),
        )
        .await;
    assert_eq!(
        (on.status, on.json()["role"].as_str()),
        (StatusCode::OK, Some("moderator"))
    );
    hub.sign_in("lead").await;
}

#[tokio::test]
async fn the_list_of_people_says_who_is_signed_in_and_an_admin_gives_another_password() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let the = async |name: &str| {
        let people = hub.call("GET", "/v1/people", Some(&admin), &Value::Null).await.json();
        let mut all = people.as_array().cloned().unwrap_or_default().into_iter();
        all.find(|person| person["name"] == name).expect("there")
    };
    let body = json!({"name": "lead", "password": PASSWORD});
    assert_eq!(the("lead").await["signed_in"], false);
    assert_eq!(
        hub.call("POST", "/v1/session", None, &body).await.status,
        StatusCode::OK
    );
    let lead = the("lead").await;
    assert_eq!((&lead["signed_in"], &lead["provided"]), (&json!(true), &json!(false)));
    let path = format!("/v1/people/{}/password", lead["id"].as_str().expect("an id"));
    let set = async |password: &str| {
        let wanted = json!({"password": password});
        hub.call("PUT", &path, Some(&admin), &wanted).await
    };
    assert_eq!(set("too short").await.code(), "bad_request");
    assert_eq!(the("lead").await["signed_in"], true, "nothing has changed");
    assert_eq!(set("another that is long enough").await.status, StatusCode::NO_CONTENT);
    assert_eq!(the("lead").await["signed_in"], false);
    let before = hub.call("POST", "/v1/session", None, &body).await;
    assert_eq!(before.code(), "wrong_password");
    let body = json!({"name": "lead", "password": "another that is long enough"});
    assert_eq!(
        hub.call("POST", "/v1/session", None, &body).await.status,
        StatusCode::OK
    );
    let source = the("platform").await;
    let path = format!("/v1/people/{}/password", source["id"].as_str().expect("an id"));
    let none = hub
        .call("PUT", &path, Some(&admin), &json!({"password": PASSWORD}))
        .await;
    assert_eq!(none.code(), "bad_request", "a source has a key");
}

#[tokio::test]
async fn the_last_admin_can_neither_be_switched_off_nor_become_something_else() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let people = hub.call("GET", "/v1/people", Some(&admin), &Value::Null).await.json();
    let id = |name: &str| {
        let person = people
            .as_array()
            .expect("a list")
            .iter()
            .find(|person| person["name"] == name);
        format!("/v1/people/{}", person.expect("there")["id"].as_str().expect("an id"))
    };
    for change in [json!({"disabled": true}), json!({"role": "lead"})] {
        let refused = hub.call("PATCH", &id("admin"), Some(&admin), &change).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::CONFLICT, "last_admin"),
            "{change}"
        );
    }
    let source = hub
        .call("PATCH", &id("platform"), Some(&admin), &json!({"role": "admin"}))
        .await;
    assert_eq!(
        (source.status, source.code().as_str()),
        (StatusCode::BAD_REQUEST, "bad_request")
    );
    hub.call("PATCH", &id("lead"), Some(&admin), &json!({"role": "admin"}))
        .await;
    let own = hub
        .call("PATCH", &id("admin"), Some(&admin), &json!({"disabled": true}))
        .await;
    assert_eq!(
        (own.status, own.code().as_str()),
        (StatusCode::CONFLICT, "own_right"),
        "a slip that they could not undo"
    );
    let other = hub.sign_in("lead").await;
    let now = hub
        .call("PATCH", &id("admin"), Some(&other), &json!({"disabled": true}))
        .await;
    assert_eq!(now.status, StatusCode::OK, "there is another");
    let off = hub
        .call(
            "PATCH",
            &id("platform"),
            Some(&hub.sign_in("lead").await),
            &json!({"disabled": true}),
        )
        .await;
    assert_eq!(off.status, StatusCode::OK);
    let key = hub.call("GET", "/v1/me", Some(&hub.source_key), &Value::Null).await;
    assert_eq!(
        key.code(),
        "unauthenticated",
        "a source that is switched off has no way in either"
    );
}

#[tokio::test]
async fn a_hub_says_how_one_can_sign_in_and_takes_no_long_words_from_strangers() {
    let Some(hub) = TestHub::start().await else { return };
    let ways = hub.call("GET", "/v1/session/ways", None, &Value::Null).await.json();
    let contract = json!({"oldest": 1, "newest": 1});
    assert_eq!(
        ways,
        json!({"passwords": true, "organisation": false, "contract": contract})
    );
    let begin = json!({"code_challenge": "a".repeat(43), "redirect_uri": "http://127.0.0.1:1/callback"});
    let none = hub.call("POST", "/v1/session/oidc/begin", None, &begin).await;
    assert_eq!(
        (none.status, none.code().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
    let long = json!({"name": "moderator", "password": "x".repeat(17_000)});
    let refused = hub.call("POST", "/v1/session", None, &long).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
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
