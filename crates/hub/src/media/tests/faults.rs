//! What a server may do, and what comes of it: a sentence, in the time there is, and nothing left behind
//! that can be taken away.

use super::{
    at, hasty, item, open,
    server::{BUCKET, Fault, KEY_ID, S3, SECRET},
    settings,
};
use crate::media::{BucketError, BucketSettings, Media, MediaError, MediaPlace, Part};
use scrim_model::rung::Rung;
use std::{future::Future, net::TcpListener, time::Duration};

/// Far more than anything here takes: what does not end is told from what does.
const AN_AGE: Duration = Duration::from_mins(1);

fn parts() -> Vec<(Part, Vec<u8>)> {
    Part::ALL.map(|part| (part, vec![9; 5_000])).to_vec()
}

async fn refused<T: std::fmt::Debug>(work: impl Future<Output = Result<T, MediaError>>) -> BucketError {
    let answer = tokio::time::timeout(AN_AGE, work).await.expect("answers in its time");
    let error = answer.expect_err("a refusal");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SECRET) && !shown.contains(KEY_ID), "{shown}");
    match error {
        MediaError::Bucket(error) => error,
        other => panic!("not of the bucket: {other:?}"),
    }
}

async fn each_refused(media: &Media, is: impl Fn(&BucketError) -> bool) {
    let put = refused(media.put(item(1), parts())).await;
    let read = refused(media.read(item(1), Part::Original, 5_000)).await;
    let removed = refused(media.remove(item(1))).await;
    let probed = refused(media.probe()).await;
    for error in [put, read, removed, probed] {
        assert!(is(&error), "{error:?}");
    }
}

#[tokio::test]
async fn wrong_keys_are_told_from_a_bucket_that_is_not_there() {
    let server = S3::start();
    let here = format!("s3://{BUCKET}");
    let wrong = open(settings(&server.endpoint, &here, "another-secret"));
    each_refused(&wrong, |error| matches!(error, BucketError::Keys { .. })).await;
    let unknown = BucketSettings {
        key_id: "NOBODY".into(),
        ..at(&server)
    };
    each_refused(&open(unknown), |error| matches!(error, BucketError::Keys { .. })).await;
    let elsewhere = open(settings(&server.endpoint, "s3://another", SECRET));
    each_refused(&elsewhere, |error| *error == BucketError::NoBucket).await;
    assert!(server.objects().is_empty());
}

#[tokio::test]
async fn each_refusal_says_what_to_do() {
    let server = S3::start();
    let media = open(at(&server));
    for (status, code, says) in [
        (403, "AccessDenied", "allow these keys"),
        (403, "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY"),
        (403, "RequestTimeTooSkewed", "clock"),
        (301, "PermanentRedirect", "AWS_REGION"),
        (400, "AuthorizationHeaderMalformed", "AWS_REGION"),
        (404, "NoSuchBucket", "make it"),
        (503, "SlowDown", "(SlowDown): try again"),
        (507, "not a code\nat all", "(without saying why): try again"),
    ] {
        server.set(Fault::Refuses {
            after_puts: 0,
            status,
            code,
        });
        let told = refused(media.put(item(1), parts())).await.to_string();
        assert!(told.contains(says), "{code}: {told}");
    }
}

#[tokio::test]
async fn a_server_that_never_answers_is_not_waited_for() {
    // The system takes connections in for a listener that nobody asks.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let endpoint = format!("http://{}", silent.local_addr().expect("an address"));
    let hasty = hasty(&S3::start());
    let media = open(BucketSettings {
        patience: hasty.patience,
        ..settings(&endpoint, "s3://media", SECRET)
    });
    each_refused(&media, |error| *error == BucketError::Slow).await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_to_be_unreachable() {
    let mut server = S3::start();
    let media = open(hasty(&server));
    server.stop();
    each_refused(&media, |error| matches!(error, BucketError::Unreachable { .. })).await;
}

#[tokio::test]
async fn an_upload_refused_half_way_leaves_nothing() {
    let server = S3::start();
    let media = open(at(&server));
    server.set(Fault::Refuses {
        after_puts: 3,
        status: 500,
        code: "InternalError",
    });
    let told = refused(media.put(item(1), parts())).await;
    let code = "InternalError".to_owned();
    assert_eq!(told, BucketError::Service { code });
    assert!(server.objects().is_empty(), "{:?}", server.objects());
    server.set(Fault::None);
    media.put(item(1), parts()).await.expect("sent again, it is stored");
    assert_eq!(server.objects().len(), Part::ALL.len());
}

#[tokio::test]
async fn a_server_that_goes_away_in_the_middle_is_an_error_and_no_half_upload_is_taken_for_a_whole() {
    let mut server = S3::start();
    let media = open(hasty(&server));
    server.set(Fault::Silent { after_puts: 2 });
    let putting = tokio::spawn(async move { media.put(item(1), parts()).await });
    server.met().await;
    server.stop();
    let told = refused(async { putting.await.expect("no panic") }).await;
    // What its last answers are is chance; that waiting may mend it is not.
    assert!(MediaError::from(told.clone()).may_pass(), "{told:?}");
    assert!(server.objects().len() < Part::ALL.len());
}

#[tokio::test]
async fn a_request_that_fails_once_is_made_again() {
    let server = S3::start();
    let media = open(at(&server));
    server.set(Fault::Refuses {
        after_puts: 0,
        status: 503,
        code: "SlowDown",
    });
    let veil = Part::Rendition(Rung::HeavyVeil);
    let putting = tokio::spawn({
        let media = media.clone();
        async move { media.put(item(1), vec![(veil, vec![1, 2, 3])]).await }
    });
    server.met().await;
    server.set(Fault::None);
    putting.await.expect("no panic").expect("stored");
    assert_eq!(media.read(item(1), veil, 3).await.expect("there"), [1, 2, 3]);
}

#[test]
fn a_client_is_made_of_what_a_place_allows() {
    let endpoint = "https://s3.example/storage/";
    let settings = settings(endpoint, "s3://media/a/b", SECRET);
    assert!(Media::open(&MediaPlace::Bucket(Box::new(settings))).is_ok());
}
