//! What could not be read, and what somebody likes, over HTTP.

use super::{
    hub::TestHub,
    review::{list, picture, submit},
};
use axum::http::StatusCode;
use scrim_model::lens::{Cleared, LensPoint, Proportions};
use serde_json::{Value, json};

/// A file of a kind that is known and not read here.
fn box_of(brand: &[u8]) -> Vec<u8> {
    [b"\0\0\0\x1cftyp", brand, b"\0\0\0\0...."].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_reads_which_uploads_could_not_be_read_and_why_and_nothing_of_a_picture() {
    let Some(hub) = TestHub::start().await else { return };
    let files = [box_of(b"heic"), box_of(b"avif"), box_of(b"heic"), box_of(b"isom")];
    let mut sent = Vec::new();
    for file in &files {
        sent.push(submit(&hub, file).await.json()["item_id"].clone());
    }
    let token = hub.sign_in("lead").await;
    let read = async |query: &str| {
        let path = format!("/v1/unreadable{query}");
        let answer = hub.call("GET", &path, Some(&token), &Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        answer.json()
    };
    let first = read("?most=3").await;
    assert_eq!(
        (&first["more"], &first["counts"][0]),
        (&json!(true), &json!({"reason": "unsupported_heic", "uploads": 2}))
    );
    let ids = |page: &Value| {
        page["uploads"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["item_id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&first), [sent[3].clone(), sent[2].clone(), sent[1].clone()]);
    let last = sent[1].as_str().expect("an id");
    assert_eq!(ids(&read(&format!("?before={last}")).await), [sent[0].clone()]);
    assert_eq!(ids(&read("?reason=unsupported_video").await), [sent[3].clone()]);
    let row = first["uploads"][0]
        .as_object()
        .expect("a row")
        .keys()
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(row, ["bytes", "item_id", "lists", "reason", "received_at", "source"]);
    for wrong in ["?reason=ugly", "?before=1", "?most=x"] {
        let path = format!("/v1/unreadable{wrong}");
        let answer = hub.call("GET", &path, Some(&token), &Value::Null).await;
        assert_eq!(answer.code(), "bad_request", "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_many_there_are_is_on_the_page_of_whoever_may_know() {
    let Some(hub) = TestHub::start().await else { return };
    submit(&hub, &box_of(b"heic")).await;
    for (name, known) in [("lead", json!(1)), ("admin", json!(1)), ("moderator", Value::Null)] {
        let token = hub.sign_in(name).await;
        let me = hub.call("GET", "/v1/me", Some(&token), &Value::Null).await.json();
        assert_eq!(me["unreadable"], known, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tone_is_kept_for_its_person_and_no_other_tone_is_known() {
    let Some(hub) = TestHub::start().await else { return };
    let token = hub.sign_in("moderator").await;
    let me = async |token: &str| hub.call("GET", "/v1/me", Some(token), &Value::Null).await.json();
    assert_eq!(me(&token).await["preferences"], json!({"tone": "as_is"}));
    let set = async |body: &Value| hub.call("PUT", "/v1/me/preferences", Some(&token), body).await;
    assert_eq!(set(&json!({"tone": "sepia"})).await.status, StatusCode::OK);
    assert_eq!(set(&json!({"tone": "purple"})).await.code(), "bad_request");
    // Marked twice is marked once, also where a client does not know that.
    let queue = "0193f2c0-0000-7000-8000-000000000001";
    let marked = set(&json!({"tone": "sepia", "favourites": [queue, queue]})).await;
    assert_eq!(marked.json()["favourites"], json!([queue]));
    assert_eq!(set(&json!({"tone": "sepia"})).await.status, StatusCode::OK);
    let elsewhere = hub.sign_in("moderator").await;
    assert_eq!(me(&elsewhere).await["preferences"], json!({"tone": "sepia"}));
    let other = hub.sign_in("second").await;
    assert_eq!(me(&other).await["preferences"], json!({"tone": "as_is"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_lens_was_comes_back_with_the_next_lease() {
    let Some(hub) = TestHub::start().await else { return };
    list(&hub, &picture()).await;
    submit(&hub, &picture()).await;
    let token = hub.sign_in("moderator").await;
    let call = async |method: &str, path: &str, body: &Value| hub.call(method, path, Some(&token), body).await;
    let take = async || call("POST", "/v1/leases", &json!({"want": 1})).await.json()[0].clone();
    let leased = take().await;
    assert_eq!(leased["cleared"], Value::Null);
    let lease = format!("/v1/leases/{}", leased["lease_id"].as_str().expect("a lease"));
    let granted = call("POST", &format!("{lease}/looks"), &json!({"rung": 4}))
        .await
        .json();
    let close = format!("/v1/looks/{}", granted["grant_id"].as_str().expect("a grant"));
    let square = Proportions { width: 1, height: 1 };
    let cleared = Cleared::default().with(LensPoint::MIDDLE, square);
    let presented = json!({"shown_ms": 900, "region_permille": cleared.permille(), "width_px": 8, "height_px": 8});
    let short = call("PUT", &close, &json!({"presented": presented, "cleared": "00"})).await;
    assert_eq!(short.code(), "bad_request");
    let closed = call("PUT", &close, &json!({"presented": presented, "cleared": cleared})).await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT);
    call("DELETE", &lease, &json!({"reason": "unseen"})).await;
    assert_eq!(take().await["cleared"], json!(cleared));
}
