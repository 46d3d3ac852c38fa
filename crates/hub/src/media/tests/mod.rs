//! Media in both homes: the same tests for a folder and for a bucket at a real server, and what only a
//! server does.

mod both;
mod faults;
mod places;
pub(crate) mod server;

use super::{BucketSettings, Media, MediaPlace, Patience};
use scrim_model::ids::ItemId;
use server::{BUCKET, KEY_ID, S3, SECRET};
use std::time::Duration;
use uuid::Uuid;

/// A bucket's settings, as the environment would give them.
pub(crate) fn settings(endpoint: &str, place: &str, secret: &str) -> BucketSettings {
    let place = MediaPlace::parse(place, |variable| {
        let value = match variable {
            "AWS_ENDPOINT_URL" => endpoint,
            "AWS_ACCESS_KEY_ID" => KEY_ID,
            "AWS_SECRET_ACCESS_KEY" => secret,
            _ => return None,
        };
        Some(value.to_owned())
    });
    match place.expect("a place") {
        MediaPlace::Bucket(settings) => *settings,
        MediaPlace::Folder(_) => panic!("a bucket"),
    }
}

/// The bucket there is at a server.
pub(crate) fn at(server: &S3) -> BucketSettings {
    let settings = settings(&server.endpoint, &format!("s3://{BUCKET}/sealed"), SECRET);
    // More than the product gives: what is tested is never that the server of a busy machine is quick.
    let patience = Patience {
        reading: Duration::from_mins(1),
        removing: Duration::from_mins(1),
        ..settings.patience
    };
    BucketSettings { patience, ..settings }
}

/// The same, for somebody who does not wait long: for tests of a server that does not answer. One that does
/// is given more time, since a busy machine is slow too.
pub(crate) fn hasty(server: &S3) -> BucketSettings {
    BucketSettings {
        patience: Patience {
            connecting: Duration::from_secs(1),
            request: Duration::from_secs(3),
            again: 0,
            putting: Duration::from_secs(4),
            reading: Duration::from_secs(4),
            removing: Duration::from_secs(4),
        },
        ..at(server)
    }
}

fn open(settings: BucketSettings) -> Media {
    Media::open(&MediaPlace::Bucket(Box::new(settings))).expect("a client")
}

fn item(number: u128) -> ItemId {
    ItemId(Uuid::from_u128(number))
}
