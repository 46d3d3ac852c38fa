//! Animations and files that are only partly read, over HTTP and through a real worker.

use super::{
    hub::TestHub,
    review::{list, submit},
};
use image::{
    Delay, Frame, RgbaImage,
    codecs::gif::{GifEncoder, Repeat},
};
use scrim_media::DecodeError;
use scrim_wire::http::items::Unreadable;
use scrim_worker::WorkerError;
use serde_json::json;
use std::io::Cursor;

const SIDE: u32 = 160;

/// A picture of a few soft shapes that lie elsewhere for every seed.
fn scene(seed: u32) -> RgbaImage {
    RgbaImage::from_fn(SIDE, SIDE, |x, y| {
        let shape = |n: u32| {
            let (left, top) = ((seed * 71 + n * 53) % SIDE, (seed * 37 + n * 89) % SIDE);
            let far = x.abs_diff(left).pow(2) + y.abs_diff(top).pow(2);
            200_u32.saturating_sub(far / (4 + n * 3 + seed % 5))
        };
        let light = (0..6).map(shape).max().unwrap_or_default();
        let light = u8::try_from(light).unwrap_or(u8::MAX);
        image::Rgba([light, light, light, 255])
    })
}

fn gif(seeds: impl IntoIterator<Item = u32>) -> Vec<u8> {
    gif_of(seeds.into_iter().map(scene))
}

fn gif_of(scenes: impl IntoIterator<Item = RgbaImage>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
    encoder.set_repeat(Repeat::Infinite).expect("a header");
    for scene in scenes {
        let delay = Delay::from_numer_denom_ms(100, 1);
        encoder
            .encode_frame(Frame::from_parts(scene, 0, 0, delay))
            .expect("a frame");
    }
    drop(encoder);
    bytes.into_inner()
}

fn png(seed: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let still = image::DynamicImage::from(scene(seed)).into_rgb8();
    still.write_to(&mut bytes, image::ImageFormat::Png).expect("encodes");
    bytes.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_picture_is_found_in_any_frame_of_an_animation() {
    let Some(hub) = TestHub::start().await else { return };
    list(&hub, &png(3)).await;
    assert_eq!(submit(&hub, &gif([7, 8, 9])).await.json()["outcome"], "no_match");
    let found = submit(&hub, &gif([7, 8, 9, 3])).await.json();
    assert_eq!(found["outcome"], "queued", "{found}");
    let token = hub.sign_in("moderator").await;
    let leased = hub
        .call("POST", "/v1/leases", Some(&token), &json!({"want": 1}))
        .await
        .json();
    let case = &leased[0]["case"];
    assert_eq!(case["pairs"][0]["frame"], 3, "{case}");
    let rungs: Vec<_> = case["renditions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| &r["rung"])
        .collect();
    assert_eq!(rungs, [1, 2, 3, 5, 6]);
    assert_eq!(
        case["traits"],
        json!(["animated"]),
        "said to whoever looks at the sheet"
    );
    assert_eq!(
        (&case["frames"], &case["full_size"]["width_px"]),
        (&json!(4), &json!(SIDE))
    );
    // The fourth of four, two beside each other.
    let cell = &case["pairs"][0]["cell"];
    assert_eq!(cell["frame"], 3, "{cell}");
    let side = cell["place"]["width"].as_u64().expect("a width");
    assert!((4_800..5_000).contains(&side), "a half less the gap: {side}");
    for from in ["left", "top"] {
        let start = cell["place"][from].as_u64().expect("a place");
        assert_eq!(start + side, 10_000, "to the lower right corner: {cell}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_is_not_on_the_sheet_is_marked_by_the_one_that_looks_like_it() {
    let Some(hub) = TestHub::start().await else { return };
    list(&hub, &png(3)).await;
    let mut nearly = scene(3);
    // Another hash, and to the eye nearly the same picture: a light corner.
    let corner = nearly.enumerate_pixels_mut().filter(|(x, y, _)| *x < 26 && *y < 26);
    corner.for_each(|(_, _, pixel)| *pixel = image::Rgba([250, 250, 250, 255]));
    let found = submit(&hub, &gif_of([scene(7), nearly, scene(3)])).await.json();
    assert_eq!(found["outcome"], "queued", "{found}");
    let token = hub.sign_in("moderator").await;
    let leased = hub.call("POST", "/v1/leases", Some(&token), &json!({"want": 1})).await;
    let case = &leased.json()[0]["case"];
    assert_eq!(case["frames"], 3);
    let pair = &case["pairs"][0];
    assert_eq!(
        (&pair["frame"], &pair["cell"]["frame"]),
        (&json!(2), &json!(1)),
        "{case}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_longer_animation_than_is_read_is_never_nothing_known() {
    let Some(hub) = TestHub::start_with(|limits| limits.max_frames = 4).await else {
        return;
    };
    assert_eq!(submit(&hub, &gif(0..4)).await.json()["outcome"], "no_match");
    let answer = submit(&hub, &gif(0..5)).await.json();
    assert_eq!(
        (&answer["outcome"], &answer["reason"]),
        (&json!("unreadable"), &json!("frames_beyond_limit"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_and_not_read_here_is_kept_with_its_reason() {
    let Some(hub) = TestHub::start().await else { return };
    for (brand, reason) in [
        (b"avif", "unsupported_avif"),
        (b"heic", "unsupported_heic"),
        (b"isom", "unsupported_video"),
    ] {
        let file = [b"\0\0\0\x1cftyp", &brand[..], b"\0\0\0\0...."].concat();
        let answer = submit(&hub, &file).await.json();
        assert_eq!(
            (&answer["outcome"], &answer["reason"]),
            (&json!("unreadable"), &json!(reason))
        );
    }
}

#[test]
fn every_reason_of_a_decoder_or_a_worker_is_in_the_closed_set() {
    let of_workers = [
        WorkerError::Deadline,
        WorkerError::MemoryCap,
        WorkerError::Crashed { signal: None },
    ];
    // A tile outside the picture is the question's fault, and no upload's reason.
    let of_bytes = DecodeError::ALL
        .into_iter()
        .filter(|error| *error != DecodeError::NoSuchTile);
    let reasons = of_bytes
        .map(DecodeError::reason)
        .chain(of_workers.iter().map(WorkerError::reason))
        .chain(["truncated", "frames_beyond_limit"]);
    for reason in reasons {
        assert!(Unreadable::named(reason).is_some(), "{reason}");
    }
    assert_eq!(Unreadable::named("no such reason"), None);
}
