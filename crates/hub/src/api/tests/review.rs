//! One picture's way through the hub, over HTTP and through a real worker.

use super::hub::{Answer, HOST, TestHub, request};
use crate::{intake, media::Part};
use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
};
use scrim_media::sealed::{Key, open};
use scrim_model::{ids::ItemId, matching::HarmType, rung::Rung};
use scrim_store::banks::{NewBank, NewEntry};
use serde_json::{Value, json};
use std::io::Cursor;

/// A benign picture with enough structure to have a hash.
pub(super) fn picture() -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let wave = |at: u32, step: u32| u8::try_from(at * step % 251).expect("below 251");
        image::Rgb([wave(x * x / 64 + y, 3), wave(x + y * y / 32, 5), wave(x ^ y, 7)])
    };
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_fn(256, 256, pixel)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("encodes");
    bytes.into_inner()
}

pub(super) async fn list(hub: &TestHub, bytes: &[u8]) {
    let read = tokio::task::block_in_place(|| intake::read(&hub.hub, bytes)).expect("read");
    let new = NewBank {
        name: "List".into(),
        harm: HarmType::Csam,
        vetted_reason: Some("a test".into()),
    };
    let bank = hub.hub.store.bank(new).await.expect("a list");
    let entry = NewEntry {
        bank: bank.id,
        category: None,
        provenance: None,
        votes: None,
        digests: read.digests.into(),
        hashes: read.hashes.iter().map(|frame| frame.perceptual).collect(),
    };
    hub.hub.store.add_entry(entry).await.expect("listed");
}

pub(super) async fn submit(hub: &TestHub, bytes: &[u8]) -> Answer {
    let mut body = b"--b\r\ncontent-disposition: form-data; name=\"media\"; filename=\"x\"\r\n\r\n".to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = Request::post("/v1/items")
        .header(header::HOST, HOST)
        .header(header::AUTHORIZATION, format!("Bearer {}", hub.source_key))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    hub.send(request.body(Body::from(body)).expect("a request")).await
}

pub(super) async fn rendition(hub: &TestHub, token: &str, lease: &str, rung: u8) -> Answer {
    let path = format!("/v1/leases/{lease}/renditions/{rung}");
    hub.call("GET", &path, Some(token), &Value::Null).await
}

pub(super) fn verdict(leased: &Value) -> Value {
    let (item, entry) = (&leased["case"]["item"], &leased["case"]["pairs"][0]["entry"]);
    json!({
        "lease": leased["lease_id"], "fence": leased["fence"], "content": "abusive",
        "pairs": [{"item": item, "entry": entry, "match": "same_exact", "listing": {"kind": "agrees"}}],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_matched_leased_looked_at_decided_and_then_stopped() {
    let Some(hub) = TestHub::start().await else { return };
    review(&hub).await;
}

/// An upload's whole way, from the source to the verdict.
pub(super) async fn review(hub: &TestHub) {
    let bytes = picture();
    list(hub, &bytes).await;
    let submitted = submit(hub, &bytes).await;
    assert_eq!(submitted.status, StatusCode::CREATED, "{}", submitted.json());
    assert_eq!(submitted.json()["outcome"], "queued");
    let token = hub.sign_in("moderator").await;
    let answered = hub
        .call("POST", "/v1/leases", Some(&token), &json!({"want": 1}))
        .await
        .json();
    let leased = &answered[0];
    let lease = leased["lease_id"].as_str().expect("a lease");

    let veil = rendition(hub, &token, lease, 1).await;
    assert!(
        veil.kind.starts_with("image/"),
        "at rest it is a picture: {}",
        veil.kind
    );
    let sealed = rendition(hub, &token, lease, 5).await;
    assert_eq!(sealed.kind, "application/vnd.scrim.sealed");
    let looks = format!("/v1/leases/{lease}/looks");
    let granted = hub.call("POST", &looks, Some(&token), &json!({"rung": 5})).await.json();
    assert_eq!(granted["rendition"], 5);
    assert!(opens(&granted, &submitted.json(), Rung::Grey, &sealed.bytes));
    let colour = rendition(hub, &token, lease, 6).await;
    assert!(
        !opens(&granted, &submitted.json(), Rung::Colour, &colour.bytes),
        "its key opens no other"
    );

    let case = leased["case"]["id"].as_str().expect("a case");
    let path = format!("/v1/cases/{case}/verdict");
    let unkeyed = hub.call("POST", &path, Some(&token), &verdict(leased)).await;
    assert_eq!(unkeyed.code(), "bad_request");
    let give = async || {
        let mut request = request("POST", &path, Some(&token), &verdict(leased));
        request
            .headers_mut()
            .insert("idempotency-key", HeaderValue::from_static("one"));
        hub.send(request).await
    };
    let unseen = give().await;
    assert_eq!(
        (unseen.code().as_str(), &unseen.json()["needed_rung"]),
        ("below_required_rung", &json!(5))
    );
    close(hub, &token, &granted).await;
    assert_eq!(give().await.json()["standing"], "confirmed");
    assert_eq!(give().await.json()["standing"], "confirmed", "sent twice, taken once");
}

/// Closes a look of which 900 ms were presented, which the record of whoever looked then has.
async fn close(hub: &TestHub, token: &str, granted: &Value) {
    let presented = json!({"shown_ms": 900, "region_permille": 1000, "width_px": 256, "height_px": 256});
    let path = format!("/v1/looks/{}", granted["grant_id"].as_str().expect("a grant"));
    let closed = hub
        .call("PUT", &path, Some(token), &json!({"presented": presented}))
        .await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT);
    let ledger = hub.call("GET", "/v1/exposures", Some(token), &Value::Null).await.json();
    assert_eq!(ledger[0]["presented"]["shown_ms"], 900);
    assert!(
        ledger[0]["counts_ms"].as_i64() >= Some(900),
        "or as long as its key was out"
    );
}

/// Whether the key that was granted opens a sealed rendition.
pub(super) fn opens(granted: &Value, submitted: &Value, rung: Rung, sealed: &[u8]) -> bool {
    let key = hex::decode(granted["key"].as_str().expect("a key")).expect("hex");
    let key = Key::new(key.try_into().expect("256 bits"));
    let item: ItemId = serde_json::from_value(submitted["item_id"].clone()).expect("an id");
    let bound = Part::Rendition(rung).associated(item);
    open(&key, &bound, sealed, 1_000_000).is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_decoded_is_a_case_and_what_is_no_picture_is_refused() {
    let Some(hub) = TestHub::start().await else { return };
    let mut cut = picture();
    cut.truncate(60);
    let unreadable = submit(&hub, &cut).await;
    assert_eq!(
        (unreadable.status, &unreadable.json()["outcome"]),
        (StatusCode::CREATED, &json!("unreadable"))
    );
    assert!(unreadable.json()["reason"].is_string());
    for (bytes, code) in [
        (&b""[..], "empty_upload"),
        (&b"<html>"[..], "unsupported_media"),
        (&vec![0_u8; 250_000][..], "too_large"),
    ] {
        assert_eq!(submit(&hub, bytes).await.code(), code);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_its_own_sources_to_ask_about() {
    let Some(hub) = TestHub::start().await else { return };
    let bytes = picture();
    let submitted = submit(&hub, &bytes).await.json();
    assert_eq!(submitted["outcome"], "no_match");
    let path = format!("/v1/items/{}", submitted["item_id"].as_str().expect("an id"));
    let own = hub.call("GET", &path, Some(&hub.source_key), &Value::Null).await;
    assert_eq!((own.status, &own.json()["decision"]), (StatusCode::OK, &json!("none")));
    let other = crate::tokens::fresh().expect("randomness").to_string();
    let credential = scrim_store::people::Credential::Key(crate::tokens::hash(&other));
    let stranger = scrim_store::people::NewPerson {
        name: "another".into(),
        role: scrim_model::person::Role::Source,
        credential,
        experienced: true,
    };
    let added = hub.hub.store.add_person(stranger).await.expect("added");
    assert_ne!(added, hub.source);
    assert_eq!(
        hub.call("GET", &path, Some(&other), &Value::Null).await.code(),
        "not_found"
    );
}
