//! The hub with its media in a bucket, at a real server: the whole way of an upload, what lies there, and
//! what comes of it when the server fails.

use super::{
    hub::{Answer, TestHub},
    review::{list, opens, picture, rendition, review, submit},
};
use crate::{
    intake::{self, Arrived, NotTaken},
    media::{
        BucketSettings, Part,
        tests::{
            at, hasty,
            server::{Fault, S3},
        },
    },
};
use axum::http::StatusCode;
use scrim_model::{ids::PersonId, rung::Rung};
use serde_json::{Value, json};
use std::{fs, path::PathBuf, time::Duration};
use uuid::Uuid;

async fn hub_at(settings: BucketSettings) -> Option<TestHub> {
    TestHub::start_on(Some(settings), |_| ()).await
}

/// A case in hand.
struct Held {
    token: String,
    lease: String,
}

impl Held {
    async fn by(hub: &TestHub, name: &str) -> Self {
        let token = hub.sign_in(name).await;
        let leased = hub.call("POST", "/v1/leases", Some(&token), &json!({"want": 1})).await;
        let lease = leased.json()[0]["lease_id"].as_str().expect("a lease").to_owned();
        Self { token, lease }
    }

    async fn rendition(&self, hub: &TestHub, rung: u8) -> Answer {
        rendition(hub, &self.token, &self.lease, rung).await
    }

    async fn look(&self, hub: &TestHub, rung: u8) -> Value {
        let path = format!("/v1/leases/{}/looks", self.lease);
        let granted = hub.call("POST", &path, Some(&self.token), &json!({"rung": rung})).await;
        assert_eq!(granted.status, StatusCode::OK, "{}", granted.json());
        granted.json()
    }
}

/// The object of a part of the one upload there is.
fn object(server: &S3, part: &str) -> PathBuf {
    let mut found = server.objects().into_iter();
    found.find(|path| path.ends_with(part)).expect("an object")
}

fn is_unavailable(answer: &Answer) {
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "unavailable"));
    assert!(answer.json()["incident"].is_string());
    assert!(
        answer.json()["message"]
            .as_str()
            .is_some_and(|says| says.contains("again"))
    );
}

async fn cases(hub: &TestHub) -> u64 {
    hub.hub.store.sums().await.expect("sums").cases.values().sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn with_media_in_a_bucket_a_picture_goes_the_whole_way_too() {
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else { return };
    review(&hub).await;
    assert_eq!(server.objects().len(), Part::ALL.len());
    assert!(
        !hub.folders[0].path().join("media").exists(),
        "nothing lies in the data folder"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_picture_is_in_the_bucket() {
    const WINDOW: usize = 12;
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else { return };
    let bytes = picture();
    list(&hub, &bytes).await;
    submit(&hub, &bytes).await;
    let veil = Held::by(&hub, "moderator").await.rendition(&hub, 1).await.bytes;
    let stored: Vec<Vec<u8>> = server
        .files()
        .iter()
        .map(|path| fs::read(path).expect("read"))
        .collect();
    let found = |clear: &[u8]| {
        let here = |piece: &[u8]| {
            stored
                .iter()
                .any(|file| file.windows(WINDOW).any(|window| window == piece))
        };
        clear.chunks_exact(WINDOW).filter(|piece| here(piece)).count()
    };
    let sealed = fs::read(object(&server, "1")).expect("read");
    assert_eq!(found(&sealed), sealed.len() / WINDOW, "the search finds what is there");
    // A part of each is enough, and both ends are in it: what files of a kind have in common is there.
    for clear in [&bytes, &veil] {
        let (begin, end) = (
            &clear[..600.min(clear.len())],
            &clear[clear.len().saturating_sub(600)..],
        );
        assert_eq!(found(begin) + found(end), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_altered_or_swapped_in_the_bucket_is_refused() {
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else { return };
    let bytes = picture();
    list(&hub, &bytes).await;
    let submitted = submit(&hub, &bytes).await.json();
    let held = Held::by(&hub, "moderator").await;
    let (veil, grey, colour) = (object(&server, "1"), object(&server, "5"), object(&server, "6"));
    let read = |path: &PathBuf| fs::read(path).expect("read");
    let write = |path: &PathBuf, bytes: &[u8]| fs::write(path, bytes).expect("written");
    let (own_veil, own_grey) = (read(&veil), read(&grey));

    // Of another upload, of the same length and the same rung.
    let before = server.objects();
    submit(&hub, &bytes).await;
    let mut objects = server.objects().into_iter();
    let other = objects
        .find(|path| path.ends_with("1") && !before.contains(path))
        .expect("another veil");
    let mut altered = own_veil.clone();
    altered[own_veil.len() / 2] ^= 1;
    let cut = own_veil[..own_veil.len() - 1].to_vec();
    let longer = [own_veil.as_slice(), b"x"].concat();
    for wrong in [
        read(&other),
        altered,
        cut,
        longer,
        Vec::new(),
        read(&object(&server, "2")),
    ] {
        write(&veil, &wrong);
        let refused = held.rendition(&hub, 1).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (500, "internal"));
    }
    write(&veil, &own_veil);
    assert!(held.rendition(&hub, 1).await.kind.starts_with("image/"));

    // Above rest the hub hands out what lies there, and the key of a rung opens nothing but that rung.
    let granted = held.look(&hub, 5).await;
    let grey_opens = async || {
        let sealed = held.rendition(&hub, 5).await;
        opens(&granted, &submitted, Rung::Grey, &sealed.bytes)
    };
    assert!(grey_opens().await);
    let mut altered = own_grey.clone();
    altered[40] ^= 1;
    write(&grey, &altered);
    assert!(!grey_opens().await);
    if read(&colour).len() <= own_grey.len() {
        write(&grey, &read(&colour));
        assert!(!grey_opens().await);
    }
    write(&grey, &own_grey[..own_grey.len() - 1]);
    assert!(!grey_opens().await);
    write(&grey, &own_grey);
    assert!(grey_opens().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_started_again_on_the_same_bucket_serves_what_it_served() {
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else { return };
    let bytes = picture();
    list(&hub, &bytes).await;
    let submitted = submit(&hub, &bytes).await.json();
    let held = Held::by(&hub, "moderator").await;
    let (veil, grey) = (held.rendition(&hub, 1).await, held.rendition(&hub, 5).await);
    let hub = hub.start_again(at(&server)).await;
    assert_eq!(held.rendition(&hub, 1).await.bytes, veil.bytes);
    assert_eq!(held.rendition(&hub, 5).await.bytes, grey.bytes);
    let granted = held.look(&hub, 5).await;
    assert!(opens(&granted, &submitted, Rung::Grey, &grey.bytes));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_a_silent_bucket_does_not_take_is_not_acknowledged_and_can_be_sent_again() {
    let server = S3::start();
    let Some(hub) = hub_at(hasty(&server)).await else {
        return;
    };
    let bytes = picture();
    list(&hub, &bytes).await;
    server.set(Fault::Silent { after_puts: 2 });
    let others = async {
        server.met().await;
        // While the bucket is waited for, everybody else is answered.
        hub.sign_in("moderator").await;
        hub.call("GET", "/healthz", None, &Value::Null).await.status
    };
    let (refused, health) = tokio::join!(submit(&hub, &bytes), others);
    is_unavailable(&refused);
    assert_eq!(health, StatusCode::OK);
    assert_eq!(cases(&hub).await, 0);
    server.set(Fault::None);
    assert_eq!(submit(&hub, &bytes).await.json()["outcome"], "queued");
    assert_eq!(cases(&hub).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_a_bucket_refuses_half_way_is_not_acknowledged_and_leaves_nothing() {
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else {
        return;
    };
    let bytes = picture();
    list(&hub, &bytes).await;
    server.set(Fault::Refuses {
        after_puts: 4,
        status: 507,
        code: "InsufficientStorage",
    });
    is_unavailable(&submit(&hub, &bytes).await);
    assert_eq!(server.objects(), Vec::<PathBuf>::new());
    assert_eq!(cases(&hub).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_database_does_not_take_is_taken_out_of_the_bucket() {
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else { return };
    let bytes = picture();
    list(&hub, &bytes).await;
    // The bucket has taken it by the time the database finds that there is no such source.
    let arrived = Arrived {
        source: PersonId(Uuid::from_u128(1)),
        reference: None,
        place: None,
        bytes,
    };
    let refused = intake::take_in(&hub.hub, arrived).await;
    assert!(matches!(refused, Err(NotTaken::Store(_))), "{:?}", refused.err());
    assert_eq!(server.objects(), Vec::<PathBuf>::new());
    assert!(
        server
            .files()
            .iter()
            .any(|path| path.to_string_lossy().contains("internal")),
        "it had been there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_source_goes_away_is_taken_in_all_the_same() {
    let server = S3::start();
    let Some(hub) = hub_at(at(&server)).await else { return };
    let bytes = picture();
    list(&hub, &bytes).await;
    server.set(Fault::Refuses {
        after_puts: 1,
        status: 503,
        code: "SlowDown",
    });
    tokio::select! {
        _answer = submit(&hub, &bytes) => panic!("answered before the source went away"),
        () = server.met() => {}
    }
    server.set(Fault::None);
    let taken_in = async {
        while cases(&hub).await == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), taken_in)
        .await
        .expect("it is taken in");
    let veil = Held::by(&hub, "moderator").await.rendition(&hub, 1).await;
    assert!(veil.kind.starts_with("image/"), "{}", veil.json());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_a_bucket_does_not_give_is_unavailable_until_it_does() {
    let mut server = S3::start();
    let Some(hub) = hub_at(hasty(&server)).await else {
        return;
    };
    let bytes = picture();
    list(&hub, &bytes).await;
    submit(&hub, &bytes).await;
    let held = Held::by(&hub, "moderator").await;
    for fault in [
        Fault::Silent { after_puts: 0 },
        Fault::Refuses {
            after_puts: 0,
            status: 403,
            code: "AccessDenied",
        },
    ] {
        server.set(fault);
        for rung in [1, 5] {
            is_unavailable(&held.rendition(&hub, rung).await);
        }
    }
    server.set(Fault::None);
    assert_eq!(held.rendition(&hub, 1).await.status, StatusCode::OK);
    server.stop();
    is_unavailable(&held.rendition(&hub, 1).await);
}
