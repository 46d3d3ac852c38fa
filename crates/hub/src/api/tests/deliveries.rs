//! What leaves after a verdict, from the verdict to a destination that listens on this machine.

use super::{hub::TestHub, review};
use crate::deliver;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
};
use scrim_model::{
    delivery::{Banks, Destination, Ground, Kind, Mode},
    ids::DestinationId,
    matching::HarmType,
};
use scrim_store::destinations::{EntryOrigin, NewDestination};
use scrim_upstream::platform::Secret;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// One request to the destination.
struct Heard {
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

/// A destination: what it heard, and what it answers.
struct Listener {
    heard: Mutex<Vec<Heard>>,
    status: Mutex<StatusCode>,
    reasons: Mutex<&'static str>,
}

const REASONS: &str = r#"<availableFeedbackReasons xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
    <reason guid="guid-1" name="Example Reason 1" type="Pdq"/></availableFeedbackReasons>"#;

async fn hear(
    State(listener): State<Arc<Listener>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    if method == Method::GET {
        return (StatusCode::OK, *listener.reasons.lock().expect("one at a time"));
    }
    let path = uri.path().to_owned();
    let heard = Heard {
        method,
        path,
        headers,
        body,
    };
    listener.heard.lock().expect("one at a time").push(heard);
    (*listener.status.lock().expect("one at a time"), "")
}

impl Listener {
    async fn start() -> (Arc<Self>, String) {
        let listener = Arc::new(Self {
            heard: Mutex::default(),
            status: Mutex::new(StatusCode::NO_CONTENT),
            reasons: Mutex::new(REASONS),
        });
        let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", socket.local_addr().expect("its address"));
        let router = Router::new().fallback(hear).with_state(Arc::clone(&listener));
        tokio::spawn(async move { axum::serve(socket, router).await });
        (listener, address)
    }

    fn answers(&self, status: StatusCode) {
        *self.status.lock().expect("one at a time") = status;
    }

    fn take(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().expect("one at a time"))
    }
}

/// A platform that hears of its uploads, with its secret.
async fn platform(hub: &TestHub, address: &str, mode: &str) -> (DestinationId, Secret) {
    let admin = hub.sign_in("admin").await;
    let body = json!({
        "name": "Platform", "address": format!("{address}/hooks/scrim"), "harm": "csam", "mode": mode,
        "to": {"kind": "platform", "source_id": hub.source},
    });
    let added = hub.call("POST", "/v1/destinations", Some(&admin), &body).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json());
    let secret = Secret::parse(added.json()["secret"].as_str().expect("shown once")).expect("a secret");
    let id = added.json()["destination_id"].as_str().and_then(|id| id.parse().ok());
    (id.expect("an id"), secret)
}

/// An upload is confirmed, and its grace time is over.
async fn reviewed(hub: &TestHub) {
    review::review(hub).await;
    hub.past_grace(1).await;
}

async fn listed(hub: &TestHub, state: &str) -> Vec<Value> {
    let lead = hub.sign_in("lead").await;
    let path = format!("/v1/deliveries?state={state}");
    let answer = hub.call("GET", &path, Some(&lead), &Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    answer.json()["deliveries"].as_array().expect("a list").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_is_told_signed_and_tells_of_the_removal() {
    let Some(hub) = TestHub::start().await else { return };
    let (listener, address) = Listener::start().await;
    let (id, secret) = platform(&hub, &address, "on").await;
    reviewed(&hub).await;
    assert_eq!(deliver::round(&hub.hub, id).await.expect("sent"), 1);
    let heard = listener.take();
    let [told] = heard.as_slice() else {
        panic!("one message, not {}", heard.len())
    };
    assert_eq!((&told.method, told.path.as_str()), (&Method::POST, "/hooks/scrim"));
    let header = |name: &str| told.headers[name].to_str().expect("text").to_owned();
    let at = header("webhook-timestamp").parse().expect("seconds");
    let signature = secret.sign(&header("webhook-id"), at, &told.body);
    assert_eq!(header("webhook-signature"), signature);
    let says: Value = serde_json::from_slice(&told.body).expect("JSON");
    assert_eq!(
        (&says["type"], &says["data"]["outcome"]),
        (&json!("item.decided"), &json!("confirmed"))
    );
    let keys: Vec<_> = says["data"].as_object().expect("data").keys().cloned().collect();
    assert_eq!(keys, ["case_id", "item_id", "outcome"], "no more than it needs");
    assert_eq!(listed(&hub, "delivered").await.len(), 1);

    let item = says["data"]["item_id"].as_str().expect("an id");
    let path = format!("/v1/items/{item}/removal");
    let source = Some(hub.source_key.as_str());
    let tell = async |at: i64| hub.call("POST", &path, source, &json!({"removed_at": at})).await;
    assert_eq!(tell(1_000).await.status, StatusCode::OK);
    assert_eq!(tell(1_000).await.status, StatusCode::OK, "sent twice, kept once");
    assert_eq!(tell(2_000).await.code(), "changed_since");
    let admin = hub.sign_in("admin").await;
    let case = says["data"]["case_id"].as_str().expect("an id");
    let export = hub
        .call("POST", &format!("/v1/cases/{case}/exposures"), Some(&admin), &json!({}))
        .await;
    assert_eq!(export.json()["export"]["items"][0]["removed_at"], 1_000);
    let sums = hub.call("GET", "/v1/metrics", Some(&admin), &Value::Null).await.json();
    assert_eq!((&sums["removals"], &sums["removals_waited_ms"]), (&json!(1), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_shows_the_bytes_that_leave_once_it_is_on() {
    let Some(hub) = TestHub::start().await else { return };
    let (listener, address) = Listener::start().await;
    let (id, _secret) = platform(&hub, &address, "dry_run").await;
    reviewed(&hub).await;
    assert_eq!(deliver::round(&hub.hub, id).await.expect("nothing to send"), 0);
    let waiting = listed(&hub, "waiting").await;
    let leaves = &waiting[0]["leaves"];
    let admin = hub.sign_in("admin").await;
    let mode = format!("/v1/destinations/{id}/mode");
    let set = hub.call("PUT", &mode, Some(&admin), &json!({"mode": "on"})).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT);
    assert_eq!(deliver::round(&hub.hub, id).await.expect("sent"), 1);
    let told = listener.take().remove(0);
    assert_eq!(leaves["body"].as_str().map(str::as_bytes), Some(told.body.as_ref()));
    assert_eq!(leaves["url"], format!("{address}/hooks/scrim"));
    assert_eq!(told.headers["webhook-id"].to_str().ok(), waiting[0]["id"].as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_says_what_to_do_and_is_sent_again_under_the_same_id() {
    let Some(hub) = TestHub::start().await else { return };
    let (listener, address) = Listener::start().await;
    let (id, _secret) = platform(&hub, &address, "on").await;
    listener.answers(StatusCode::UNAUTHORIZED);
    reviewed(&hub).await;
    assert_eq!(deliver::round(&hub.hub, id).await.expect("tried"), 1);
    let dead = listed(&hub, "dead").await;
    assert_eq!(dead[0]["why"], "credential");
    assert!(
        dead[0]["says"]
            .as_str()
            .is_some_and(|says| says.contains("add it again"))
    );
    let lead = hub.sign_in("lead").await;
    let path = format!("/v1/deliveries/{}", dead[0]["id"].as_str().expect("an id"));
    let retry = async || {
        hub.call("POST", &format!("{path}/retry"), Some(&lead), &json!({}))
            .await
    };
    assert_eq!(retry().await.status, StatusCode::NO_CONTENT);
    assert_eq!(retry().await.code(), "changed_since");
    listener.answers(StatusCode::OK);
    assert_eq!(deliver::round(&hub.hub, id).await.expect("sent"), 1);
    let ids: Vec<_> = listener
        .take()
        .into_iter()
        .map(|heard| heard.headers["webhook-id"].clone())
        .collect();
    assert_eq!(ids[0], ids[1]);
    let record = hub.call("GET", &path, Some(&lead), &Value::Null).await.json();
    assert_eq!(record["delivery"]["state"], "delivered");
    let failures: Vec<_> = record["attempts"]
        .as_array()
        .expect("attempts")
        .iter()
        .map(|a| &a["failure"])
        .collect();
    assert_eq!(failures, [&json!("credential"), &Value::Null]);
}

/// NCMEC at this address, and the hash list's name of the one picture that is listed.
async fn ncmec_at(hub: &TestHub, address: String) -> DestinationId {
    let id = DestinationId(uuid::Uuid::now_v7());
    let secrets = deliver::Secrets::Ncmec {
        user: "hub".to_owned(),
        password: "word".to_owned(),
    };
    let new = NewDestination {
        id,
        name: "NCMEC".to_owned(),
        rule: Destination {
            kind: Kind::Ncmec,
            harm: HarmType::Csam,
            banks: Banks::All,
            mode: Mode::On,
        },
        address,
        secret: secrets.seal(&hub.hub.keys, id).expect("sealed"),
    };
    let store = &hub.hub.store;
    store.add_destination(None, new).await.expect("added");
    review::list(hub, &review::picture()).await;
    let entry = store.hash_changes(0, 1).await.expect("the log")[0].entry;
    let origin = EntryOrigin {
        member: "42".to_owned(),
        entry_id: "image-1".to_owned(),
    };
    store.set_ncmec_origin(entry, origin).await.expect("said");
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn ncmec_is_given_a_vote_and_a_reason_that_is_gone_is_told() {
    let Some(hub) = TestHub::start().await else { return };
    let (listener, address) = Listener::start().await;
    let id = ncmec_at(&hub, address).await;
    let store = &hub.hub.store;
    reviewed(&hub).await;
    assert_eq!(deliver::round(&hub.hub, id).await.expect("sent"), 1);
    let vote = listener.take().remove(0);
    assert_eq!(
        (vote.method, vote.path.as_str()),
        (Method::PUT, "/v2/entries/42/image-1/MD5/feedback")
    );
    assert!(vote.body.ends_with(b"<affirmative/></feedbackSubmission>"));

    // A vote against needs a reason that the service still has.
    let row = store
        .deliveries(scrim_store::deliveries::Which::Delivered, None, 1)
        .await;
    let mut row = row.expect("read").remove(0);
    let vote = scrim_model::delivery::Vote::Negative {
        ground: Ground::Collision,
    };
    row.says = Some(scrim_model::delivery::Says::Vote(vote));
    let send = async |word: Option<&str>| {
        if let Some(word) = word {
            let chosen = (Ground::Collision, word.to_owned());
            store.set_destination_reason(None, id, chosen).await.expect("chosen");
        }
        let known = store.destinations().await.expect("read").remove(0);
        deliver::send(&hub.hub.keys, &known, &row).await
    };
    assert_eq!(send(None).await, Err(scrim_model::delivery::Failure::NoReason));
    assert_eq!(
        send(Some("guid-2")).await,
        Err(scrim_model::delivery::Failure::ReasonGone)
    );
    assert!(listener.take().is_empty(), "nothing left");
    assert_eq!(send(Some("guid-1")).await, Ok(None));
    assert!(String::from_utf8_lossy(&listener.take()[0].body).contains("<guid>guid-1</guid>"));
    let checked = asked(&hub, id).await;
    assert_eq!(
        (checked.status, &checked.json()["ready"]),
        (StatusCode::OK, &json!(true))
    );
    let reason = |fingerprint| json!({"fingerprint": fingerprint, "word": "guid-1", "reason": "Example Reason 1"});
    assert_eq!(checked.json()["reasons"], json!([reason("MD5"), reason("PDQ")]));
}

async fn asked(hub: &TestHub, id: DestinationId) -> super::hub::Answer {
    let admin = hub.sign_in("admin").await;
    let path = format!("/v1/destinations/{id}/check");
    hub.call("POST", &path, Some(&admin), &Value::Null).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_destination_is_asked_how_it_stands_and_hears_of_no_verdict_by_that() {
    let Some(hub) = TestHub::start().await else { return };
    let (listener, address) = Listener::start().await;
    let (id, _secret) = platform(&hub, &address, "dry_run").await;
    reviewed(&hub).await;
    let answers = asked(&hub, id).await;
    assert_eq!(answers.json(), json!({"ready": true, "says": [], "reasons": []}));
    let heard = listener.take();
    assert_eq!(heard.len(), 1);
    assert!(String::from_utf8_lossy(&heard[0].body).contains("ping"));
    listener.answers(StatusCode::UNAUTHORIZED);
    let silent = asked(&hub, id).await;
    assert_eq!(
        (silent.status, silent.code().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    );
    let unknown = asked(&hub, DestinationId(uuid::Uuid::nil())).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_listed_for_one_destination_alone() {
    let Some(hub) = TestHub::start().await else { return };
    let (_listener, address) = Listener::start().await;
    let (id, _secret) = platform(&hub, &address, "dry_run").await;
    reviewed(&hub).await;
    let to = async |id: DestinationId| listed(&hub, &format!("waiting&destination={id}")).await;
    let waiting = to(id).await;
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!(waiting[0]["leaves"]["method"], "POST");
    assert!(to(DestinationId(uuid::Uuid::nil())).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_not_work_is_refused_when_a_destination_is_added() {
    let Some(hub) = TestHub::start().await else { return };
    let admin = hub.sign_in("admin").await;
    let with =
        |name: &str, address: &str, to: Value| json!({"name": name, "address": address, "harm": "csam", "to": to});
    let here = "https://platform.example/hooks";
    let to = || json!({"kind": "platform", "source_id": hub.source});
    let hma = |confirmed: &str| json!({"kind": "hma", "matcher_id": uuid::Uuid::nil(), "confirmed": confirmed});
    for (body, code, part) in [
        (with("", here, to()), "bad_request", "name"),
        (with("One", "http://platform.example", to()), "bad_request", "address"),
        (
            with("One", "https://me:word@platform.example", to()),
            "bad_request",
            "address",
        ),
        (
            with(
                "One",
                here,
                json!({"kind": "platform", "source_id": hub.source, "secret": "short"}),
            ),
            "bad_request",
            "secret",
        ),
        (
            with("One", here, json!({"kind": "platform", "source_id": uuid::Uuid::nil()})),
            "not_found",
            "",
        ),
        (
            with("One", here, json!({"kind": "ncmec", "user": "", "password": "word"})),
            "bad_request",
            "secret",
        ),
        (with("One", here, json!({"kind": "hma"})), "bad_request", ""),
        (with("One", here, hma("CONFIRMED")), "bad_request", "address"),
        (with("One", "", hma("not a name")), "bad_request", "confirmed"),
        (with("One", "", hma("CONFIRMED")), "not_found", ""),
    ] {
        let refused = hub.call("POST", "/v1/destinations", Some(&admin), &body).await;
        assert_eq!(refused.code(), code, "{body}");
        assert_eq!(refused.json()["setting"].as_str().unwrap_or_default(), part, "{body}");
    }
    let added = hub
        .call("POST", "/v1/destinations", Some(&admin), &with("One", here, to()))
        .await;
    assert_eq!(added.status, StatusCode::CREATED);
    let shown = hub.call("GET", "/v1/destinations", Some(&admin), &Value::Null).await;
    assert_eq!(shown.json()[0]["mode"], "off", "until somebody says otherwise");
    let secret = added.json()["secret"].as_str().expect("shown once").to_owned();
    assert!(
        !String::from_utf8_lossy(&shown.bytes).contains(&secret),
        "and never again"
    );
}
