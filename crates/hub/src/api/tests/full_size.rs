//! The full size of a picture, tile by tile, over HTTP and through a real worker.

use super::{
    hub::{Answer, TestHub},
    review::{list, submit},
};
use axum::http::StatusCode;
use image::{Rgb, RgbImage};
use serde_json::{Value, json};
use std::{io::Cursor, path::Path};

const WIDTH: u32 = 2_000;
const HEIGHT: u32 = 1_500;

/// Broad bands of colour whose place tells where in the picture one is.
fn scene() -> RgbImage {
    let level = |at: u32, of: u32| u8::try_from(at / (of / 10) * 25).unwrap_or(u8::MAX);
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        Rgb([level(x, WIDTH), level(y, HEIGHT), level(x + y, WIDTH + HEIGHT)])
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90);
    picture.write_with_encoder(encoder).expect("encodes");
    bytes.into_inner()
}

/// A person with a case in hand.
struct Holder<'a> {
    hub: &'a TestHub,
    token: String,
    lease: String,
}

impl<'a> Holder<'a> {
    async fn new(hub: &'a TestHub) -> Self {
        let token = hub.sign_in("moderator").await;
        let leased = hub
            .call("POST", "/v1/leases", Some(&token), &json!({"want": 1}))
            .await
            .json();
        let lease = leased[0]["lease_id"].as_str().expect("a lease").to_owned();
        Self { hub, token, lease }
    }

    async fn ask(&self, rung: u8, full_size: bool) -> Answer {
        let path = format!("/v1/leases/{}/looks", self.lease);
        let body = json!({"rung": rung, "full_size": full_size});
        self.hub.call("POST", &path, Some(&self.token), &body).await
    }

    async fn close(&self, granted: &Value) {
        let presented = json!({"shown_ms": 400, "region_permille": 1000, "width_px": 800, "height_px": 600});
        let path = format!("/v1/looks/{}", granted["grant_id"].as_str().expect("a grant"));
        let closed = self
            .hub
            .call("PUT", &path, Some(&self.token), &json!({"presented": presented}))
            .await;
        assert_eq!(closed.status, StatusCode::NO_CONTENT);
    }

    async fn tile(&self, token: &str, granted: &Value, at: &str) -> Answer {
        let grant = granted["grant_id"].as_str().expect("a grant");
        let path = format!("/v1/leases/{}/looks/{grant}/tiles/{at}", self.lease);
        self.hub.call("GET", &path, Some(token), &Value::Null).await
    }
}

/// Mean difference of a tile from its place in the source.
fn difference(tile: &RgbImage, source: &RgbImage, (left, top): (u32, u32)) -> f64 {
    let mut sum = 0_u64;
    for (x, y, Rgb(found)) in tile.enumerate_pixels() {
        let Rgb(expected) = source.get_pixel(left + x, top + y);
        sum += found
            .iter()
            .zip(expected)
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum::<u64>();
    }
    let count = f64::from(tile.width()) * f64::from(tile.height()) * 3.0;
    f64::from(u32::try_from(sum).expect("small")) / count
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_look_in_colour_opens_the_full_size_in_tiles_until_it_is_closed() {
    let Some(hub) = TestHub::start_with(|limits| limits.max_bytes = 4_000_000).await else {
        return;
    };
    let (source, bytes) = (scene(), jpeg(&scene()));
    list(&hub, &bytes).await;
    assert_eq!(submit(&hub, &bytes).await.json()["outcome"], "queued");
    let holder = Holder::new(&hub).await;
    let too_soon = holder.ask(6, true).await;
    assert_eq!(
        (too_soon.status.as_u16(), too_soon.code().as_str()),
        (422, "colour_first")
    );
    let first = holder.ask(6, false).await.json();
    assert_eq!(first["full_size"], Value::Null);
    assert_eq!(
        holder.tile(&holder.token, &first, "0/0").await.code(),
        "not_found",
        "a plain look"
    );
    holder.close(&first).await;

    let granted = holder.ask(6, true).await.json();
    let full = json!({"width_px": WIDTH, "height_px": HEIGHT, "tile_px": 1024, "columns": 2, "rows": 2});
    assert_eq!(granted["full_size"], full);
    let media = hub.folders[0].path().join("media");
    let before = files(&media);
    for (at, left, top, size) in [("0/0", 0, 0, (1024, 1024)), ("1/1", 1024, 1024, (976, 476))] {
        let answer = holder.tile(&holder.token, &granted, at).await;
        assert_eq!(
            (answer.status, answer.kind.as_str()),
            (StatusCode::OK, "image/jpeg"),
            "{}",
            answer.json()
        );
        let tile = image::load_from_memory(&answer.bytes).expect("a picture").into_rgb8();
        assert_eq!(tile.dimensions(), size);
        assert!(
            difference(&tile, &source, (left, top)) < 4.0,
            "the tile {at} is not where it says"
        );
    }
    assert_eq!(files(&media), before, "nothing of it is kept");
    assert_eq!(holder.tile(&holder.token, &granted, "2/0").await.code(), "not_found");
    let other = hub.sign_in("second").await;
    assert_eq!(holder.tile(&other, &granted, "0/0").await.code(), "not_your_lease");
    holder.close(&granted).await;
    let late = holder.tile(&holder.token, &granted, "0/0").await;
    assert_eq!((late.status.as_u16(), late.code().as_str()), (409, "look_over"));
}
