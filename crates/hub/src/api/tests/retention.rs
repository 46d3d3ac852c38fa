//! Keeping, holding and destroying over HTTP, with media in a folder and in a bucket.

use super::{
    hub::{Answer, TestHub},
    review::{list, picture, submit},
};
use crate::{
    audit,
    media::tests::{
        at, hasty,
        server::{Fault, S3, files},
    },
    proof::{self, NotProven},
    retention,
};
use axum::http::StatusCode;
use scrim_model::retention::MOST_WORDS;
use scrim_store::retention::Destruction;
use scrim_wire::http::retention::DestructionReceipt;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::{task::yield_now, time::timeout};

/// A file of a kind that is known and not read here: only its sealed original is kept, and nobody has to look.
const HEIC: &[u8] = b"\0\0\0\x1cftypheic\0\0\0\0....";

async fn item(hub: &TestHub, bytes: &[u8]) -> String {
    let submitted = submit(hub, bytes).await.json();
    submitted["item_id"].as_str().expect("an id").to_owned()
}

/// One person who calls.
struct Caller<'a> {
    hub: &'a TestHub,
    token: String,
}

impl<'a> Caller<'a> {
    async fn named(hub: &'a TestHub, name: &str) -> Self {
        let token = hub.sign_in(name).await;
        Self { hub, token }
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.hub.call(method, path, Some(&self.token), body).await
    }

    async fn destroy(&self, item: &str) -> Answer {
        let path = format!("/v1/items/{item}/destroy");
        self.call("POST", &path, &json!({"reason": "order 12"})).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_destroys_a_picture_and_keeps_a_receipt_that_the_chain_bears_out() {
    let Some(hub) = TestHub::start().await else { return };
    let media = hub.folders[0].path().join("media");
    let (item, other) = (item(&hub, HEIC).await, item(&hub, HEIC).await);
    assert_eq!(files(&media).len(), 2);
    let admin = Caller::named(&hub, "admin").await;
    let destruction = format!("/v1/items/{item}/destruction");
    assert_eq!(admin.call("GET", &destruction, &Value::Null).await.code(), "not_found");
    let destroyed = admin.destroy(&item).await;
    assert_eq!(destroyed.status, StatusCode::OK, "{}", destroyed.json());
    let proof = destroyed.json();
    assert_eq!(
        (
            &proof["item_id"],
            &proof["kept_for"],
            &proof["requested"],
            &proof["media_gone"]
        ),
        (&json!(item), &json!("unreadable"), &json!(true), &json!(true))
    );
    let left = files(&media);
    assert!(
        left.len() == 1 && left[0].to_string_lossy().contains(&other.replace('-', "")),
        "{left:?}"
    );

    let proof: DestructionReceipt = serde_json::from_value(proof).expect("a receipt");
    is_borne_out(&hub, &proof, &other).await;
    // Asked again, and asked for, it is the same fact.
    for again in [
        admin.destroy(&item).await,
        admin.call("GET", &destruction, &Value::Null).await,
    ] {
        let again = again.json();
        assert_eq!((&again["seq"], &again["at"]), (&json!(proof.seq), &json!(proof.at)));
    }
    let source = hub
        .call("GET", &format!("/v1/items/{item}"), Some(&hub.source_key), &Value::Null)
        .await
        .json();
    assert_eq!(
        (&source["outcome"], &source["picture_destroyed_at"]),
        (&json!("unreadable"), &json!(proof.at))
    );
}

/// The chain bears a proof out, and none that says something else, say of another upload.
async fn is_borne_out(hub: &TestHub, proof: &DestructionReceipt, other: &str) {
    let key = hub.hub.keys.signing().verifying_key();
    audit::verify(&hub.hub.store, &key, Some(&proof.receipt))
        .await
        .expect("signed by this hub");
    let found = proof::is_borne_out(&hub.hub.store, &key, proof).await;
    found.expect("the chain tells of it");
    let wrong = |change: fn(&mut DestructionReceipt)| {
        let mut wrong = proof.clone();
        change(&mut wrong);
        wrong
    };
    let another = DestructionReceipt {
        item_id: other.parse().expect("an id"),
        ..proof.clone()
    };
    for wrong in [
        another,
        wrong(|proof| proof.seq -= 1),
        wrong(|proof| proof.requested = false),
        wrong(|proof| proof.at.0 += 1),
        wrong(|proof| proof.signature.replace_range(0..2, "zz")),
        wrong(|proof| proof.receipt.hub.push('x')),
    ] {
        let found = proof::is_borne_out(&hub.hub.store, &key, &wrong).await;
        assert!(found.is_err(), "{wrong:?}");
    }
    // Signed, and of a chain that does not tell of it: as after a backup was brought back.
    let elsewhere = Destruction {
        item: proof.item_id,
        at: proof.at,
        kept_for: proof.kept_for,
        requested: true,
        seq: proof.seq - 1,
        media_gone_at: None,
    };
    let signed = proof::of(&hub.hub.store, &hub.hub.keys, &elsewhere)
        .await
        .expect("signed");
    let found = proof::is_borne_out(&hub.hub.store, &key, &signed).await;
    assert!(matches!(found, Err(NotProven::OtherFact { .. })), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_what_is_held_and_what_is_unknown_is_refused_with_what_to_do() {
    let Some(hub) = TestHub::start().await else { return };
    list(&hub, &picture()).await;
    let (waiting, unread) = (item(&hub, &picture()).await, item(&hub, HEIC).await);
    let (admin, lead) = (Caller::named(&hub, "admin").await, Caller::named(&hub, "lead").await);
    let open = admin.destroy(&waiting).await;
    assert_eq!((open.status, open.code().as_str()), (StatusCode::CONFLICT, "case_open"));
    let path = format!("/v1/items/{unread}/hold");
    let held = lead.call("PUT", &path, &json!({"reason": " file 7 "})).await;
    assert_eq!(
        (held.status, &held.json()["reason"]),
        (StatusCode::OK, &json!("file 7"))
    );
    let refused = admin.destroy(&unread).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::CONFLICT, "legal_hold")
    );
    assert_eq!(lead.call("DELETE", &path, &Value::Null).await.code(), "forbidden");
    let holds = lead.call("GET", "/v1/holds?most=1", &Value::Null).await.json();
    assert_eq!(
        (&holds["all"], &holds["holds"][0]["item_id"]),
        (&json!(1), &json!(unread))
    );
    assert_eq!(
        admin.call("DELETE", &path, &Value::Null).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(admin.call("DELETE", &path, &Value::Null).await.code(), "not_found");
    assert_eq!(admin.destroy(&unread).await.status, StatusCode::OK);
    let late = lead.call("PUT", &path, &json!({"reason": "file 8"})).await;
    assert_eq!(
        (late.status, late.code().as_str()),
        (StatusCode::GONE, "picture_destroyed")
    );
    let unknown = admin.destroy("00000000-0000-0000-0000-000000000000").await;
    assert_eq!(unknown.code(), "not_found");
    let never_kept = item(&hub, &other_picture()).await;
    assert_eq!(admin.destroy(&never_kept).await.code(), "not_found");
}

/// A picture that no list knows.
fn other_picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let drawn = image::RgbImage::from_fn(200, 200, |x, y| image::Rgb([u8::from(x % 40 < y % 30) * 200, 9, 90]));
    drawn.write_to(&mut bytes, image::ImageFormat::Png).expect("encodes");
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_is_one_line_and_no_body_has_more_than_it_must() {
    let Some(hub) = TestHub::start().await else { return };
    let item = item(&hub, HEIC).await;
    let admin = Caller::named(&hub, "admin").await;
    let [destroy, hold] = ["destroy", "hold"].map(|last| format!("/v1/items/{item}/{last}"));
    for (method, path) in [("POST", &destroy), ("PUT", &hold)] {
        for wrong in [
            json!({}),
            json!({"reason": ""}),
            json!({"reason": " \n "}),
            json!({"reason": "two\nlines"}),
            json!({"reason": "x".repeat(MOST_WORDS + 1)}),
            json!({"reason": "good", "force": true}),
        ] {
            let refused = admin.call(method, path, &wrong).await;
            assert_eq!(refused.code(), "bad_request", "{method} {wrong}");
        }
    }
    for wrong in ["?before=1", "?most=x", "?after=00000000-0000-0000-0000-000000000000"] {
        let refused = admin.call("GET", &format!("/v1/holds{wrong}"), &Value::Null).await;
        assert_eq!(refused.code(), "bad_request", "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn for_how_long_pictures_are_kept_is_set_as_a_whole_and_by_one_at_a_time() {
    let Some(hub) = TestHub::start().await else { return };
    let (admin, lead) = (Caller::named(&hub, "admin").await, Caller::named(&hub, "lead").await);
    let all = json!({"confirmed": "keep", "cleared": "keep", "stopped": "keep", "unreadable": "keep"});
    let shown = lead.call("GET", "/v1/retention", &Value::Null).await.json();
    assert_eq!(shown, json!({"policy": all, "revision": 0, "rests_until": 0}));
    let set = async |policy: Value, revision: u32| {
        let body = json!({"policy": policy, "revision": revision});
        admin.call("PUT", "/v1/retention", &body).await
    };
    let thirty = json!({"cleared": {"destroy": {"after_days": 30}}});
    let first = set(thirty.clone(), 0).await.json();
    assert_eq!(
        (&first["revision"], &first["policy"]["confirmed"]),
        (&json!(1), &json!("keep"))
    );
    let until = first["rests_until"].as_i64().expect("a time");
    let day = 24 * 3_600_000;
    assert!((until - crate::clock::now().0 - day).abs() < 60_000, "a day of notice");
    assert_eq!(set(thirty, 0).await.code(), "changed_since");
    for wrong in [
        json!({"cleared": {"destroy": {"after_days": 0}}}),
        json!({"cleared": {"destroy": {"after_days": 3651}}}),
        json!({"cleared": "destroy"}),
        json!({"cleaned": "keep"}),
    ] {
        assert_eq!(set(wrong.clone(), 1).await.code(), "bad_request", "{wrong}");
    }
    let kept = lead.call("GET", "/v1/retention", &Value::Null).await.json();
    assert_eq!(kept, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_media_in_a_bucket_a_destroyed_picture_leaves_no_object() {
    let server = S3::start();
    let Some(hub) = TestHub::start_on(Some(at(&server)), |_| ()).await else {
        return;
    };
    let item = item(&hub, HEIC).await;
    assert_eq!(server.objects().len(), 1);
    let destroyed = Caller::named(&hub, "admin").await.destroy(&item).await.json();
    assert_eq!(destroyed["media_gone"], true);
    assert_eq!(server.objects(), Vec::<std::path::PathBuf>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_silent_bucket_does_not_let_go_is_taken_away_when_it_answers_again() {
    let server = S3::start();
    let Some(hub) = TestHub::start_on(Some(hasty(&server)), |_| ()).await else {
        return;
    };
    let item = item(&hub, HEIC).await;
    server.set(Fault::Silent { after_puts: 0 });
    let destroyed = Caller::named(&hub, "admin").await.destroy(&item).await;
    assert_eq!(
        (destroyed.status, &destroyed.json()["media_gone"]),
        (StatusCode::OK, &json!(false))
    );
    assert_eq!((server.objects().len(), left(&hub).await), (1, 1));
    server.set(Fault::None);
    // As after a restart: the first round takes it away.
    let rounds = tokio::spawn(retention::run(Arc::clone(&hub.hub)));
    let gone = async {
        while left(&hub).await > 0 {
            yield_now().await;
        }
    };
    timeout(Duration::from_mins(1), gone).await.expect("it is taken away");
    rounds.abort();
    assert_eq!(server.objects().len(), 0);
}

async fn left(hub: &TestHub) -> usize {
    hub.hub.store.media_left(10).await.expect("read").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_counted_and_what_a_policy_would_destroy_is_told_without_setting_it() {
    let Some(hub) = TestHub::start().await else { return };
    let (admin, lead) = (Caller::named(&hub, "admin").await, Caller::named(&hub, "lead").await);
    let (first, _second) = (item(&hub, HEIC).await, item(&hub, HEIC).await);
    lead.call("PUT", &format!("/v1/items/{first}/hold"), &json!({"reason": "file 7"}))
        .await;
    let counted = lead.call("GET", "/v1/storage", &Value::Null).await.json();
    assert_eq!(counted, json!({"kept": 2, "holds": 1, "destroyed": 0, "media_left": 0}));
    let policy = json!({"policy": {"unreadable": {"destroy": {"after_days": 1}}}});
    let would = admin.call("POST", "/v1/retention/dry-run", &policy).await;
    // Both came in a moment ago: in a day of notice and a day of keeping, one of them is due.
    assert_eq!(would.json(), json!({"due": {"unreadable": 1}, "at_least": false}));
    let longer = json!({"policy": {"unreadable": {"destroy": {"after_days": 2}}}});
    let would = admin.call("POST", "/v1/retention/dry-run", &longer).await;
    assert_eq!(would.json(), json!({"due": {}, "at_least": false}));
    let kept = lead.call("GET", "/v1/retention", &Value::Null).await.json();
    assert_eq!(kept["revision"], 0);
    for wrong in [
        json!({"policy": {"stopped": {"destroy": {"after_days": 0}}}}),
        json!({}),
        json!({"policy": {}, "revision": 0}),
    ] {
        let refused = admin.call("POST", "/v1/retention/dry-run", &wrong).await;
        assert_eq!(refused.code(), "bad_request", "{wrong}");
    }
}
