//! A matcher that fails at one picture and at no other, and what is no question to any matcher.

use super::{
    hub::TestHub,
    review::{picture, review, submit},
};
use crate::{intake, matchers::ask_again};
use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use scrim_model::matcher::{FAILURES, MOST_TRIES, NoAnswer};
use scrim_store::questions::OpenQuestion;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What an HMA answers to a look-up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lists {
    /// A picture that it fails to tell more of.
    OneThatFails,
    /// More than anybody reads.
    TooMany,
}

#[derive(Clone)]
struct Hma {
    lists: Lists,
    /// How often a hash was looked up.
    asked: Arc<Mutex<u32>>,
}

async fn hear(State(hma): State<Hma>, uri: Uri) -> Response {
    if uri.path() != "/m/lookup" {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    *hma.asked.lock().expect("nobody panicked") += 1;
    let many: u32 = match hma.lists {
        Lists::OneThatFails => 1,
        Lists::TooMany => 1_001,
    };
    let matched = |number: u32| json!({"bank_content_id": number, "distance": "3"});
    let all: Vec<Value> = (1..=many).map(matched).collect();
    Json(json!({"BANK": all})).into_response()
}

impl Hma {
    fn asked(&self) -> u32 {
        *self.asked.lock().expect("nobody panicked")
    }
}

/// A matcher that is on, with its list mapped.
async fn matcher(hub: &TestHub, lists: Lists) -> Hma {
    let asked = Arc::default();
    let hma = Hma { lists, asked };
    let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", socket.local_addr().expect("its address"));
    let router = Router::new().fallback(hear).with_state(hma.clone());
    tokio::spawn(async move { axum::serve(socket, router).await });
    let bank = scrim_store::banks::NewBank {
        name: "Theirs".into(),
        harm: scrim_model::matching::HarmType::Csam,
        vetted_reason: None,
    };
    let bank = hub.hub.store.bank(bank).await.expect("a list").id;
    let body = json!({"name": "HMA", "kind": "hma", "address": address, "mode": "on", "lists": {"BANK": bank}});
    let admin = hub.sign_in("admin").await;
    let added = hub.call("POST", "/v1/matchers", Some(&admin), &body).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json());
    hma
}

#[tokio::test(flavor = "multi_thread")]
async fn one_picture_that_a_matcher_fails_at_does_not_keep_it_from_being_asked_about_others() {
    let Some(hub) = TestHub::start().await else { return };
    let hma = matcher(&hub, Lists::OneThatFails).await;
    for times in 1..=FAILURES + 2 {
        let submitted = submit(&hub, &picture()).await.json();
        assert_eq!(submitted["outcome"], "unverified");
        assert_eq!(hma.asked(), times, "it has answered, and is asked again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_hubs_own_list_stops_is_no_question_to_a_matcher() {
    let Some(hub) = TestHub::start().await else { return };
    review(&hub).await;
    hub.past_grace(1).await;
    let hma = matcher(&hub, Lists::OneThatFails).await;
    assert_eq!(submit(&hub, &picture()).await.json()["outcome"], "stopped");
    assert_eq!(hma.asked(), 0);
    assert!(hub.hub.store.open_questions().await.expect("read").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_matcher_never_answers_is_for_leads_to_know_of() {
    let Some(hub) = TestHub::start().await else { return };
    matcher(&hub, Lists::TooMany).await;
    let submitted = submit(&hub, &picture()).await.json();
    assert_eq!(submitted["outcome"], "unverified");
    let item = submitted["item_id"].as_str().expect("an id");
    let read = tokio::task::block_in_place(|| intake::read(&hub.hub, &picture())).expect("read");
    let row = hub.hub.store.matchers().await.expect("read").pop().expect("the one");
    let row = Arc::new(row);
    for (tries, outcome) in [(MOST_TRIES - 2, "unverified"), (MOST_TRIES - 1, "unreadable")] {
        let question = OpenQuestion {
            item: item.parse().expect("an id"),
            matcher: row.id,
            tries,
            why: NoAnswer::TooLong,
            hashes: read.hashes.clone(),
        };
        let asked = ask_again(Arc::clone(&hub.hub), Arc::clone(&row), question).await;
        asked.expect("kept");
        let path = format!("/v1/items/{item}");
        let state = hub.call("GET", &path, Some(&hub.source_key), &Value::Null).await.json();
        assert_eq!(state["outcome"], outcome, "after {tries} tries: {state}");
    }
    let lead = hub.sign_in("lead").await;
    let told = hub
        .call("GET", "/v1/unreadable", Some(&lead), &Value::Null)
        .await
        .json();
    assert_eq!(told["counts"], json!([{"reason": "unverified", "uploads": 1}]));
    assert_eq!(told["uploads"][0]["item_id"], item);
}
