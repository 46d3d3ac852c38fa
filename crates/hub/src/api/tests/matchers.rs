//! Matchers over the API, and the door while one of them does not answer.

use super::{
    engine,
    hub::{Answer, HOST, TestHub, request},
    review::{picture, submit},
    shield::basic,
};
use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{Method, Request, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::net::TcpListener;

/// An HMA with one empty bank, that may be broken.
#[derive(Clone, Default)]
struct Hma(Arc<AtomicBool>);

async fn hear(State(hma): State<Hma>, method: Method, uri: Uri) -> Response {
    if hma.0.load(Ordering::SeqCst) {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    match (method, uri.path()) {
        (Method::GET, "/at/status") => "I-AM-ALIVE".into_response(),
        (Method::GET, "/at/c/banks") => Json(json!([{"name": "BANK", "matching_enabled_ratio": 1.0}])).into_response(),
        (Method::GET, "/at/c/signal_type/index") => {
            let index = json!({"db_size": 3, "index_size": 3, "index_out_of_date": false});
            Json(json!({"pdq": index})).into_response()
        }
        (Method::GET, "/at/m/lookup") => Json(json!({})).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

impl Hma {
    async fn start() -> (Self, String) {
        let hma = Self::default();
        let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/at", socket.local_addr().expect("its address"));
        let router = Router::new().fallback(hear).with_state(hma.clone());
        tokio::spawn(async move { axum::serve(socket, router).await });
        (hma, address)
    }

    fn breaks(&self, broken: bool) {
        self.0.store(broken, Ordering::SeqCst);
    }
}

/// As an admin.
async fn call(hub: &TestHub, method: &str, path: &str, body: &Value) -> Answer {
    let admin = hub.sign_in("admin").await;
    hub.call(method, path, Some(&admin), body).await
}

async fn add(hub: &TestHub, address: &str, mode: &str) -> String {
    let secret = json!({"credential": {"kind": "bearer", "token": "a word of power"}});
    let body = json!({"name": "HMA", "kind": "hma", "address": address, "mode": mode, "secret": secret});
    let added = call(hub, "POST", "/v1/matchers", &body).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json());
    added.json()["matcher_id"].as_str().expect("an id").to_owned()
}

async fn the_one(hub: &TestHub) -> Value {
    let listed = call(hub, "GET", "/v1/matchers", &Value::Null).await;
    assert_eq!(listed.status, StatusCode::OK, "{}", listed.json());
    let mut all = listed.json().as_array().expect("a list").clone();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matcher_is_added_changed_and_removed_and_its_secret_is_never_told() {
    let Some(hub) = TestHub::start().await else { return };
    let (_hma, address) = Hma::start().await;
    let id = add(&hub, &address, "off").await;
    let path = format!("/v1/matchers/{id}");
    let told = the_one(&hub).await;
    assert_eq!(
        (&told["name"], &told["mode"], &told["unanswered"]),
        (&json!("HMA"), &json!("off"), &json!(0))
    );
    assert!(!told.to_string().contains("a word of power"));
    if engine::is_in_files() {
        let kept = std::fs::read(hub.folders[0].path().join("scrim.db-wal")).expect("the log of changes");
        let word = b"a word of power";
        assert!(!kept.windows(word.len()).any(|bytes| bytes == word), "it is sealed");
    }

    let again = json!({"name": "HMA", "kind": "hma", "address": address});
    let again = call(&hub, "POST", "/v1/matchers", &again).await;
    assert_eq!(
        (again.status, again.code().as_str()),
        (StatusCode::CONFLICT, "name_taken")
    );
    let bank = "00000000-0000-0000-0000-000000000000";
    for change in [
        json!({"lists": {"BANK": bank}}),
        json!({"lists": {"no/bank": bank}}),
        json!({"secret": {"credential": {"kind": "bearer", "token": ""}}}),
        json!({"secret": {"credential": {"kind": "headers", "headers": {"a b": "c"}}}}),
        json!({"secret": {"certificate": "no certificate"}}),
    ] {
        let refused = call(&hub, "PATCH", &path, &change).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{change}"
        );
    }
    let changed = call(&hub, "PATCH", &path, &json!({"mode": "on"})).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    assert_eq!(the_one(&hub).await["mode"], "on");
    let checked = call(&hub, "POST", &format!("{path}/check"), &Value::Null).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.json());
    assert_eq!(
        (&checked.json()["ready"], &checked.json()["lists"][0]["name"]),
        (&json!(true), &json!("BANK"))
    );
    assert!(checked.json()["says"].to_string().contains("BANK is not mapped"));

    let removed = call(&hub, "DELETE", &path, &Value::Null).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    for (method, path) in [
        ("DELETE", path.clone()),
        ("PATCH", path.clone()),
        ("POST", format!("{path}/check")),
    ] {
        let gone = call(&hub, method, &path, &json!({})).await;
        assert_eq!(
            (gone.status, gone.code().as_str()),
            (StatusCode::NOT_FOUND, "not_found")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_is_never_sent_to_another_address_by_itself() {
    let Some(hub) = TestHub::start().await else { return };
    let (_hma, address) = Hma::start().await;
    let path = format!("/v1/matchers/{}", add(&hub, &address, "on").await);
    let (other, heard) = Hma::start().await;
    let bearer = json!({"credential": {"kind": "bearer", "token": "another word"}});
    for refused in [
        json!({"address": heard}),
        json!({"address": heard, "mode": "off"}),
        json!({"address": "http://hma.example", "secret": bearer}),
    ] {
        let answer = call(&hub, "PATCH", &path, &refused).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{refused}"
        );
        assert_eq!(the_one(&hub).await["address"], json!(address));
    }
    let same = call(&hub, "PATCH", &path, &json!({"address": address})).await;
    assert_eq!(same.status, StatusCode::NO_CONTENT, "nothing changes");
    let moved = call(&hub, "PATCH", &path, &json!({"address": heard, "secret": bearer})).await;
    assert_eq!(moved.status, StatusCode::NO_CONTENT, "{}", moved.json());
    assert_eq!(the_one(&hub).await["address"], json!(heard));
    other.breaks(true);
    assert_eq!(
        submit(&hub, &picture()).await.json()["outcome"],
        "unverified",
        "it is asked there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_or_a_name_that_cannot_be_meant_is_refused() {
    let Some(hub) = TestHub::start().await else { return };
    for (name, address, part) in [
        ("", "https://hma.example", "name"),
        ("two\nlines", "https://hma.example", "name"),
        ("HMA", "http://hma.example", "address"),
        ("HMA", "https://me:word@hma.example", "address"),
    ] {
        let body = json!({"name": name, "kind": "hma", "address": address});
        let refused = call(&hub, "POST", "/v1/matchers", &body).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{name} {address}"
        );
        assert_eq!(refused.json()["setting"], part, "{name} {address}");
    }
}

async fn scan(hub: &TestHub, bytes: &[u8]) -> Answer {
    let request = Request::post("/v1/media/")
        .header(header::HOST, HOST)
        .header(header::AUTHORIZATION, basic(&hub.source_key));
    hub.send(request.body(Body::from(bytes.to_vec())).expect("a request"))
        .await
}

async fn scan_hash(hub: &TestHub, hash: &str) -> Answer {
    let mut request = request("POST", "/v1/pdq/", None, &json!({"hashes": [hash]}));
    request
        .headers_mut()
        .insert(header::AUTHORIZATION, basic(&hub.source_key));
    hub.send(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_as_unknown_while_a_matcher_does_not_answer() {
    let Some(hub) = TestHub::start().await else { return };
    let (hma, address) = Hma::start().await;
    add(&hub, &address, "on").await;
    let hash = BASE64.encode(&[7; 32]);
    assert_eq!(submit(&hub, &picture()).await.json()["outcome"], "no_match");
    let scanned = scan(&hub, &picture()).await.json();
    assert_eq!(scanned["classification"], "no-known-match");
    let scanned = scan_hash(&hub, &hash).await.json();
    assert_eq!(scanned["scanned_hashes"][&hash]["classification"], "no-known-match");

    hma.breaks(true);
    let submitted = submit(&hub, &picture()).await;
    assert_eq!(submitted.status, StatusCode::CREATED, "{}", submitted.json());
    assert_eq!(submitted.json()["outcome"], "unverified");
    let item = submitted.json()["item_id"].as_str().expect("an id").to_owned();
    let state = hub
        .call("GET", &format!("/v1/items/{item}"), Some(&hub.source_key), &Value::Null)
        .await
        .json();
    assert_eq!(
        (&state["outcome"], &state["decision"]),
        (&json!("unverified"), &json!("pending"))
    );
    for answer in [scan(&hub, &picture()).await, scan_hash(&hub, &hash).await] {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        let told = answer.json();
        let fields: Vec<&String> = told.as_object().expect("an object").keys().collect();
        assert_eq!(fields, ["detail"], "{told}");
    }
    let told = the_one(&hub).await;
    assert_eq!((&told["unanswered"], &told["why"]), (&json!(2), &json!("fails")));
    let parts = hub
        .hub
        .media
        .read(item.parse().expect("an id"), crate::media::Part::Original, 1 << 20)
        .await;
    assert!(parts.is_ok(), "its media are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_hub_itself_knows_is_told_while_a_matcher_does_not_answer() {
    let Some(hub) = TestHub::start().await else { return };
    let (hma, address) = Hma::start().await;
    add(&hub, &address, "on").await;
    super::review::list(&hub, &picture()).await;
    hma.breaks(true);
    assert_eq!(submit(&hub, &picture()).await.json()["outcome"], "queued");
    assert_eq!(scan(&hub, &picture()).await.json()["classification"], "csam");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_speaks_shield_is_sent_hashes_until_somebody_says_otherwise_and_an_hma_nothing_else() {
    let Some(hub) = TestHub::start().await else { return };
    let body = json!({"name": "Shield", "kind": "shield", "address": "https://shield.example"});
    let added = call(&hub, "POST", "/v1/matchers", &body).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json());
    let path = format!("/v1/matchers/{}", added.json()["matcher_id"].as_str().expect("an id"));
    assert_eq!(the_one(&hub).await["sends"], "hashes");
    let changed = call(&hub, "PATCH", &path, &json!({"sends": "uploads"})).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    assert_eq!(the_one(&hub).await["sends"], "uploads");

    let bank = "00000000-0000-0000-0000-000000000000";
    let hma = json!({"name": "HMA", "kind": "hma", "address": "https://hma.example", "sends": "uploads"});
    for (method, path, body) in [
        ("PATCH", path.clone(), json!({"lists": {"no-known-match": bank}})),
        ("PATCH", path.clone(), json!({"lists": {"Not a name": bank}})),
        ("POST", format!("{path}/reconciling"), Value::Null),
        ("POST", "/v1/matchers".to_owned(), hma),
    ] {
        let refused = call(&hub, method, &path, &body).await;
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (StatusCode::BAD_REQUEST, "bad_request"),
            "{method} {path} {body}"
        );
    }
}
