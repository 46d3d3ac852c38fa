//! What is new, over HTTP: who hears what, from where on, and until when.

use super::{
    hub::{TestHub, request},
    review::{list, picture, submit},
};
use crate::news;
use axum::{
    body::BodyDataStream,
    http::{HeaderValue, StatusCode},
};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use tower::ServiceExt as _;

/// Far longer than news take, and shorter than a test may hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// Somebody who listens.
struct Ear {
    body: BodyDataStream,
    text: String,
}

impl Ear {
    /// Listens with a token, from after an event on where one is named.
    async fn open(hub: &TestHub, token: &str, last: Option<u64>) -> Self {
        let mut asked = request("GET", "/v1/events", Some(token), &Value::Null);
        if let Some(last) = last {
            asked.headers_mut().insert("last-event-id", HeaderValue::from(last));
        }
        let response = hub.router.clone().oneshot(asked).await.expect("the router answers");
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let body = response.into_body().into_data_stream();
        let text = String::new();
        Self { body, text }
    }

    /// The next event's id and what it is about; none when the hub ended the stream.
    async fn next(&mut self) -> Option<(u64, String)> {
        loop {
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name));
                let heard = field("id: ").zip(field("data: ")).map(|(id, data)| {
                    let data: Value = serde_json::from_str(data).expect("JSON");
                    let about = data["about"].as_str().expect("a word").to_owned();
                    (id.parse().expect("a number"), about)
                });
                self.text = rest.to_owned();
                if heard.is_some() {
                    return heard;
                }
            }
            let piece = timeout(PATIENCE, self.body.next()).await.expect("a sign of life")?;
            self.text
                .push_str(std::str::from_utf8(&piece.expect("it goes on")).expect("text"));
        }
    }

    /// Waits until something is told; answers with the id of that event.
    async fn hears(&mut self, about: &str) -> u64 {
        loop {
            let (id, told) = self.next().await.expect("the stream goes on");
            if told == about {
                return id;
            }
        }
    }
}

/// A hub that tells what is new, with its lead and one moderator signed in.
async fn telling() -> Option<(TestHub, String, String)> {
    let hub = TestHub::start().await?;
    let begun = hub.hub.store.chain_length().await.expect("the log is read");
    tokio::spawn(news::run(Arc::clone(&hub.hub), begun));
    let (lead, moderator) = (hub.sign_in("lead").await, hub.sign_in("moderator").await);
    Some((hub, lead, moderator))
}

async fn set_floor(hub: &TestHub, lead: &str) {
    let floor = hub.call("GET", "/v1/floors", Some(lead), &Value::Null).await.json();
    let set = hub.call("PUT", "/v1/floors", Some(lead), &floor).await;
    assert!(set.status.is_success(), "{}", set.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_a_lead_takes_away_and_a_floor_are_told_as_they_happen() {
    let Some((hub, lead, moderator)) = telling().await else {
        return;
    };
    list(&hub, &picture()).await;
    let (mut ear, mut other) = (
        Ear::open(&hub, &moderator, None).await,
        Ear::open(&hub, &hub.sign_in("second").await, None).await,
    );
    assert_eq!(ear.next().await.expect("a beginning").1, "everything");
    assert_eq!(other.next().await.expect("a beginning").1, "everything");
    submit(&hub, &picture()).await;
    ear.hears("queues").await;
    let leased = hub
        .call("POST", "/v1/leases", Some(&moderator), &json!({"want": 1}))
        .await
        .json();
    let case = leased[0]["case"]["id"].as_str().expect("a case");
    let back = json!({"destination": {"to": "back"}});
    let path = format!("/v1/cases/{case}/redirect");
    let sent = hub.call("POST", &path, Some(&lead), &back).await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT, "{}", sent.json());
    ear.hears("leases").await;
    set_floor(&hub, &lead).await;
    ear.hears("wellness").await;
    loop {
        let (_, told) = other.next().await.expect("the stream goes on");
        assert_ne!(told, "leases", "somebody else's case");
        if told == "wellness" {
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_urgent_case_is_told_to_those_who_settle_and_to_nobody_else() {
    let Some((hub, lead, moderator)) = telling().await else {
        return;
    };
    list(&hub, &picture()).await;
    submit(&hub, &picture()).await;
    let leased = hub
        .call("POST", "/v1/leases", Some(&moderator), &json!({"want": 1}))
        .await
        .json();
    let mut ear = Ear::open(&hub, &lead, None).await;
    let mut other = Ear::open(&hub, &hub.sign_in("second").await, None).await;
    let case = leased[0]["case"]["id"].as_str().expect("a case");
    let body = json!({"lease": leased[0]["lease_id"], "reason": "recent"});
    let path = format!("/v1/cases/{case}/urgent");
    let marked = hub.call("POST", &path, Some(&moderator), &body).await;
    assert_eq!(marked.status, StatusCode::OK, "{}", marked.json());
    ear.hears("urgent").await;
    set_floor(&hub, &lead).await;
    loop {
        let (_, told) = other.next().await.expect("the stream goes on");
        assert_ne!(told, "urgent", "it is the leads'");
        if told == "wellness" {
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_back_hears_what_was_missed_and_only_that() {
    let Some((hub, lead, moderator)) = telling().await else {
        return;
    };
    let mut ear = Ear::open(&hub, &moderator, None).await;
    let (begun, _) = ear.next().await.expect("a beginning");
    drop(ear);
    set_floor(&hub, &lead).await;
    let mut back = Ear::open(&hub, &moderator, Some(begun)).await;
    let (floor, told) = back.next().await.expect("what was missed");
    assert_eq!(told, "wellness");
    drop(back);
    list(&hub, &picture()).await;
    submit(&hub, &picture()).await;
    let mut again = Ear::open(&hub, &moderator, Some(floor)).await;
    assert_eq!(again.next().await.expect("what was missed").1, "queues");
    drop(again);
    let mut ahead = Ear::open(&hub, &moderator, Some(1_000_000)).await;
    assert_eq!(
        ahead.next().await.expect("a beginning").1,
        "everything",
        "a reader of some other log begins anew"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_session_and_with_the_hub_and_no_other_does() {
    let Some((hub, _lead, moderator)) = telling().await else {
        return;
    };
    let second = hub.sign_in("second").await;
    let (mut ended, mut other) = (
        Ear::open(&hub, &moderator, None).await,
        Ear::open(&hub, &second, None).await,
    );
    ended.hears("everything").await;
    other.hears("everything").await;
    let out = hub.call("DELETE", "/v1/session", Some(&moderator), &Value::Null).await;
    assert!(out.status.is_success(), "{}", out.json());
    assert_eq!(ended.next().await, None, "the session is over");
    list(&hub, &picture()).await;
    submit(&hub, &picture()).await;
    other.hears("queues").await;
    hub.hub.news.close();
    while other.next().await.is_some() {}
}
