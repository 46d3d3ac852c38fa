//! Setting a hub up over HTTP: a list, what is on it, and what is there of what a first case needs.

use super::{
    hub::{Answer, HOST, TestHub},
    review::{picture, submit},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

async fn put_on(hub: &TestHub, token: &str, list: &str, parts: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in parts {
        body.extend_from_slice(format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    let request = Request::post(format!("/v1/banks/{list}/entries"))
        .header(header::HOST, HOST)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    hub.send(request.body(Body::from(body)).expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_says_what_it_has_of_what_a_first_case_needs() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let setup = async || hub.call("GET", "/v1/setup", Some(&admin), &Value::Null).await.json();
    let mut first = setup().await;
    // They are told in the order in which they were added, which one millisecond does not tell apart.
    if let Some(reviewers) = first["reviewers"].as_array_mut() {
        reviewers.sort_by_key(ToString::to_string);
    }
    assert_eq!(
        first,
        json!({
            "floor_set": false, "lists": [], "listed": false, "sources": ["platform"], "people": 4,
            "reviewers": ["lead", "moderator", "second"],
        })
    );
    let kept = hub
        .call("PUT", "/v1/floors", Some(&admin), &json!({"settings": {}}))
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.json());
    let wanted = json!({"name": " Harbour ", "harm": "other"});
    let made = hub.call("POST", "/v1/banks", Some(&admin), &wanted).await;
    assert_eq!(
        (made.status, &made.json()["name"]),
        (StatusCode::CREATED, &json!("Harbour"))
    );
    let list = made.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        (&setup().await["floor_set"], &setup().await["listed"]),
        (&json!(true), &json!(false))
    );

    let listed = put_on(&hub, &admin, &list, &[("media", &picture()), ("category", b"A1")]).await;
    assert_eq!(
        (listed.status, &listed.json()["is_new"]),
        (StatusCode::CREATED, &json!(true))
    );
    let again = put_on(&hub, &admin, &list, &[("media", &picture())]).await;
    assert_eq!(
        (again.status, &again.json()["entry"]),
        (StatusCode::OK, &listed.json()["entry"])
    );
    let came = submit(&hub, &picture()).await;
    assert_eq!(came.json()["outcome"], "queued", "{}", came.json());
    let now = setup().await;
    assert_eq!((&now["listed"], &now["lists"]), (&json!(true), &json!(["Harbour"])));
    assert_eq!(
        (&now["case"]["is"], &now["case"]["queue_name"]),
        (&json!("waiting"), &json!("Harbour"))
    );
    let rows = hub.hub.store.chain_rows(0, 1_000).await.expect("the chain");
    for kind in ["bank_made", "entry_added"] {
        let told: Vec<_> = rows.iter().filter(|row| row.kind == kind).collect();
        assert_eq!(told.len(), 1, "{kind}");
        let body: Value = serde_json::from_str(&told.first().expect("one").body).expect("JSON");
        assert!(body["by"].is_string(), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_list_or_no_picture_is_refused_and_nothing_is_kept_of_it() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let asked_for = async |wanted: Value| hub.call("POST", "/v1/banks", Some(&admin), &wanted).await;
    let made = asked_for(json!({"name": "Harbour", "harm": "csam", "vetted_reason": "seen by two"})).await;
    assert_eq!(made.json()["trust"], "vetted");
    for (wanted, code) in [
        (json!({"name": "Harbour", "harm": "csam"}), "name_taken"),
        (json!({"name": "CONFIRMED", "harm": "csam"}), "name_taken"),
        (json!({"name": "  ", "harm": "csam"}), "bad_request"),
        (json!({"name": "two\nlines", "harm": "csam"}), "bad_request"),
        (json!({"name": "x".repeat(61), "harm": "csam"}), "bad_request"),
        (
            json!({"name": "Other", "harm": "csam", "vetted_reason": ""}),
            "bad_request",
        ),
    ] {
        assert_eq!(asked_for(wanted.clone()).await.code(), code, "{wanted}");
    }
    let list = made.json()["id"].as_str().expect("an id").to_owned();
    for (parts, code) in [
        (vec![("media", b"no picture".as_slice())], "unsupported_media"),
        (vec![("media", b"".as_slice())], "empty_upload"),
        (vec![("category", b"A1".as_slice())], "bad_request"),
        (vec![("other", b"x".as_slice())], "bad_request"),
    ] {
        assert_eq!(put_on(&hub, &admin, &list, &parts).await.code(), code);
    }
    let nowhere = uuid::Uuid::nil().to_string();
    assert_eq!(
        put_on(&hub, &admin, &nowhere, &[("media", &picture())]).await.code(),
        "not_found"
    );
    let banks = hub.hub.store.banks().await.expect("lists");
    let told: Vec<_> = banks
        .iter()
        .map(|(bank, entries)| (bank.name.as_str(), *entries))
        .collect();
    assert_eq!(told, [("Harbour", 0)]);
}
