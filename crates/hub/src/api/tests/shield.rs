//! The door that speaks Shield: what it answers, to whom, and how it refuses.

use super::{
    hub::{Answer, HOST, TestHub, request},
    review::{picture, submit},
};
use crate::intake;
use axum::{
    body::Body,
    http::{HeaderValue, Request, StatusCode, header},
};
use data_encoding::{BASE32, BASE64, HEXLOWER};
use scrim_model::{digests::FileDigests, matching::HarmType};
use scrim_store::banks::{NewBank, NewEntry};
use serde_json::{Value, json};
use std::io::Cursor;

pub(super) fn basic(key: &str) -> HeaderValue {
    let pair = BASE64.encode(format!("any name:{key}").as_bytes());
    HeaderValue::from_str(&format!("Basic {pair}")).expect("a header")
}

async fn scan(hub: &TestHub, bytes: &[u8]) -> Answer {
    scan_as(hub, &hub.source_key, bytes).await
}

async fn scan_as(hub: &TestHub, key: &str, bytes: &[u8]) -> Answer {
    let request = Request::post("/v1/media/")
        .header(header::HOST, HOST)
        .header(header::AUTHORIZATION, basic(key))
        .header(header::CONTENT_TYPE, "image/jpeg");
    hub.send(request.body(Body::from(bytes.to_vec())).expect("a request"))
        .await
}

async fn ask(hub: &TestHub, path: &str, body: &Value) -> Answer {
    let mut request = request("POST", path, None, body);
    request
        .headers_mut()
        .insert(header::AUTHORIZATION, basic(&hub.source_key));
    hub.send(request).await
}

/// A refusal as Shield's clients read it: they take the body apart before they raise anything.
fn refused(answer: &Answer) -> (u16, String) {
    let json = answer.json();
    let fields: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(fields, ["detail"], "{json}");
    let detail = json["detail"].as_str().expect("a sentence").to_owned();
    (answer.status.as_u16(), detail)
}

/// The same pixels in other bytes.
pub(super) fn encoded_again(png: &[u8]) -> Vec<u8> {
    let pixels = image::load_from_memory(png).expect("a picture");
    let mut bytes = Cursor::new(Vec::new());
    let written = pixels.to_rgb8().write_to(&mut bytes, image::ImageFormat::Jpeg);
    written.expect("encodes");
    bytes.into_inner()
}

/// Puts a picture on a list of its own.
async fn list(hub: &TestHub, bytes: &[u8], harm: HarmType, vetted: bool) -> intake::Read {
    let read = tokio::task::block_in_place(|| intake::read(&hub.hub, bytes)).expect("read");
    let bank = NewBank {
        name: format!("{harm:?} {vetted}"),
        harm,
        vetted_reason: vetted.then(|| "a test".into()),
    };
    let entry = NewEntry {
        bank: hub.hub.store.bank(bank).await.expect("a list").id,
        category: None,
        provenance: None,
        votes: None,
        digests: read.digests.into(),
        hashes: read.hashes.iter().map(|frame| frame.perceptual).collect(),
    };
    hub.hub.store.add_entry(entry).await.expect("listed");
    read
}

/// How many uploads were taken in, and how many cases there are.
async fn kept(hub: &TestHub) -> (u64, u64) {
    let sums = hub.hub.store.sums().await.expect("sums");
    (sums.outcomes.values().sum(), sums.cases.values().sum())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_picture_is_told_by_its_bytes_and_by_its_looks() {
    let Some(hub) = TestHub::start().await else { return };
    let known = picture();
    let unknown = scan(&hub, &known).await;
    assert_eq!(
        (
            unknown.status,
            &unknown.json()["classification"],
            &unknown.json()["match_type"]
        ),
        (StatusCode::OK, &json!("no-known-match"), &Value::Null)
    );
    let read = list(&hub, &known, HarmType::Csam, true).await;
    let exact = scan(&hub, &known).await;
    let (sha1, sha256) = (BASE32.encode(&read.digests.sha1), HEXLOWER.encode(&read.digests.sha256));
    let whole = json!({
        "size_bytes": known.len(), "sha1_base32": sha1, "sha256_hex": sha256,
        "classification": "csam", "match_type": "exact", "near_match_details": [],
    });
    assert_eq!((exact.status, exact.json()), (StatusCode::OK, whole));
    let near = scan(&hub, &encoded_again(&known)).await.json();
    let detail = json!({"timestamp": 0.0, "sha1_base32": sha1, "sha256_hex": sha256, "classification": "csam"});
    assert_eq!(
        (
            &near["classification"],
            &near["match_type"],
            &near["near_match_details"]
        ),
        (&json!("csam"), &json!("near"), &json!([detail]))
    );
    assert_ne!(near["sha256_hex"], sha256, "the digests are the upload's");
    // What needs a person waits for one, as with POST /v1/items.
    assert_eq!(kept(&hub).await, (3, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_decided_is_neither_known_nor_unknown() {
    let Some(hub) = TestHub::start().await else { return };
    let read = list(&hub, &picture(), HarmType::Csam, false).await;
    for bytes in [picture(), encoded_again(&picture())] {
        let answer = scan(&hub, &bytes).await;
        assert_eq!(answer.status, StatusCode::OK);
        let said = answer.json();
        assert_eq!(
            (
                &said["classification"],
                &said["match_type"],
                &said["near_match_details"]
            ),
            (&Value::Null, &Value::Null, &json!([]))
        );
    }
    let hash = BASE64.encode(&read.hashes[0].perceptual.hash.0);
    let said = ask(&hub, "/v1/pdq/", &json!({"hashes": [hash]})).await.json();
    let nothing = json!({"classification": null, "match_type": null, "near_match_details": null});
    assert_eq!(said, json!({"scanned_hashes": {(hash): nothing}}));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_harm_has_its_own_word_and_the_worst_of_several_is_said() {
    let Some(hub) = TestHub::start().await else { return };
    list(&hub, &picture(), HarmType::Terrorism, true).await;
    assert_eq!(
        scan(&hub, &picture()).await.json()["classification"],
        "harmful-abusive-material"
    );
    list(&hub, &picture(), HarmType::Csam, true).await;
    assert_eq!(scan(&hub, &picture()).await.json()["classification"], "csam");
}

#[tokio::test(flavor = "multi_thread")]
async fn hashes_are_told_one_by_one_and_nothing_is_taken_in() {
    let Some(hub) = TestHub::start().await else { return };
    let read = list(&hub, &picture(), HarmType::Ncii, true).await;
    let hash = read.hashes[0].perceptual.hash.0;
    let (near, far) = (hash.map(|byte| byte ^ (byte & 1)), hash.map(|byte| !byte));
    let [near, far] = [near, far].map(|hash| BASE64.encode(&hash));
    let said = ask(&hub, "/v1/pdq/", &json!({"hashes": [near, far]})).await.json();
    let detail = json!({
        "timestamp": 0.0, "sha1_base32": BASE32.encode(&read.digests.sha1),
        "sha256_hex": HEXLOWER.encode(&read.digests.sha256), "classification": "harmful-abusive-material",
    });
    let one = json!({"classification": "harmful-abusive-material", "match_type": "near", "near_match_details": detail});
    let other = json!({"classification": "no-known-match", "match_type": null, "near_match_details": null});
    assert_eq!(said, json!({"scanned_hashes": {near: one, (far.clone()): other}}));
    assert_eq!(kept(&hub).await.0, 0);
    for (body, status) in [
        (json!({"hashes": ["AA=="]}), 400),
        (json!({"hashes": ["no hash"]}), 400),
        (json!({"hashes": vec![&far; 1_001]}), 400),
        (json!({"hashes": vec![&far; 4_000]}), 413),
        (json!({"hashes": [], "more": 1}), 400),
        (json!({}), 400),
    ] {
        assert_eq!(refused(&ask(&hub, "/v1/pdq/", &body).await).0, status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_seen_is_refused_unless_its_very_bytes_are_known() {
    let Some(hub) = TestHub::start().await else { return };
    let film = b"\0\0\0\x1cftypisom\0\0\0\0....".to_vec();
    let (status, why) = refused(&scan(&hub, &film).await);
    assert!(status == 415 && why.contains("films"), "{why}");
    assert_eq!(kept(&hub).await.0, 1, "somebody is to know of it");
    let mut cut = picture();
    cut.truncate(cut.len() / 2);
    assert_eq!(refused(&scan(&hub, &cut).await).0, 415);
    let bank = NewBank {
        name: "Films".into(),
        harm: HarmType::Csam,
        vetted_reason: Some("a test".into()),
    };
    let md5 = FileDigests {
        md5: Some(intake::digests(&film).md5),
        ..FileDigests::default()
    };
    let entry = NewEntry {
        bank: hub.hub.store.bank(bank).await.expect("a list").id,
        category: None,
        provenance: None,
        votes: None,
        digests: md5,
        hashes: Vec::new(),
    };
    hub.hub.store.add_entry(entry).await.expect("listed");
    let said = scan(&hub, &film).await.json();
    assert_eq!(
        (&said["classification"], &said["match_type"]),
        (&json!("csam"), &json!("exact"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_is_a_detail_whoever_makes_it() {
    let Some(hub) = TestHub::start().await else { return };
    assert_eq!(refused(&scan(&hub, b"").await).0, 400);
    assert_eq!(refused(&scan(&hub, b"not a picture").await).0, 415);
    assert_eq!(refused(&scan(&hub, &vec![0; 300_000]).await).0, 413, "refused unread");
    for key in ["", "wrong", "any name"] {
        assert_eq!(refused(&scan_as(&hub, key, &picture()).await).0, 401, "{key}");
    }
    let moderator = hub.sign_in("moderator").await;
    assert_eq!(
        refused(&scan_as(&hub, &moderator, &picture()).await).0,
        403,
        "no source"
    );
    for path in ["/v1/media/", "/v1/url/", "/v1/pdq/"] {
        let by_token = hub.call("POST", path, Some(&hub.source_key), &json!({})).await;
        assert_eq!(refused(&by_token).0, 401, "{path}: this door asks for a password");
        assert_eq!(
            refused(&hub.call("GET", path, None, &Value::Null).await).0,
            404,
            "{path}"
        );
        let mut page = request("POST", path, None, &json!({}));
        page.headers_mut()
            .insert(header::ORIGIN, HeaderValue::from_static("null"));
        assert_eq!(refused(&hub.send(page).await).0, 403, "{path}");
        let mut stranger = request("POST", path, None, &json!({}));
        stranger
            .headers_mut()
            .insert(header::HOST, HeaderValue::from_static("evil.example"));
        assert_eq!(refused(&hub.send(stranger).await).0, 403, "{path}");
    }
    let (status, why) = refused(&ask(&hub, "/v1/url/", &json!({"url": "https://a.example/x.png"})).await);
    assert!(status == 403 && why.contains("--fetch-from"), "{why}");
    assert_eq!(refused(&ask(&hub, "/v1/url/", &json!({"url": 1})).await).0, 400);
    assert_eq!(kept(&hub).await.0, 0, "nothing of it was taken in");
    // Elsewhere a refusal is what it always was.
    assert_eq!(submit(&hub, b"").await.code(), "empty_upload");
}
