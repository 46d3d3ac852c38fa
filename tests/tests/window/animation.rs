//! An animation in the real window: a sheet of its frames, and a ring around the one that came near.

use image::{
    Delay, Frame,
    codecs::gif::{GifEncoder, Repeat},
};
use scrim_model::rung::Rung;
use scrim_tests::{
    harness::{HubOptions, Stage, eventually, stage::folder_for_pictures},
    pictures::{
        File, Picture,
        collection::{Recipe, draw},
    },
};
use std::io::Cursor;

fn scene(number: u32) -> Picture {
    draw(Recipe {
        number,
        variation: 0,
        size_px: Some((480, 360)),
    })
}

fn animation(scenes: &[Picture]) -> anyhow::Result<File> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 10);
    encoder.set_repeat(Repeat::Infinite)?;
    for scene in scenes {
        let frame = image::DynamicImage::from(scene.image()).into_rgba8();
        let delay = Delay::from_numer_denom_ms(100, 1);
        encoder.encode_frame(Frame::from_parts(frame, 0, 0, delay))?;
    }
    drop(encoder);
    Ok(File {
        name: "animation.gif".to_owned(),
        bytes: bytes.into_inner(),
    })
}

#[tokio::test]
async fn the_frame_that_came_near_is_said_in_words_and_ringed_on_the_sheet_also_under_the_veil() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let scenes = [3, 8, 21, 5, 30].map(scene);
    stage.hub.import("known", false, &[File::jpeg(&scenes[2])])?;
    stage.source.submit(&animation(&scenes)?).await?;
    let window = stage.review_of(&stage.one).await?;
    window.sees("Frame 3 of 5 came near.").await?;
    window.sees("The ring on the picture marks it.").await?;
    window.sees("not of an animation").await?;
    // The third of five, three beside each other: the upper right cell.
    let script = "const ring = document.querySelector('[data-ring] .ring');
        const box = document.querySelector('[data-ring]').viewBox.baseVal;
        const at = (name) => Number(ring.getAttribute(name));
        return [at('x') / box.width, at('y') / box.height, at('width') / box.width].map((n) => Math.round(n * 100))";
    let ring = eventually("the ring", async || {
        Ok(window.driver.run(script).await.ok().filter(serde_json::Value::is_array))
    })
    .await?;
    assert_eq!(ring, serde_json::json!([67, 0, 33]));
    let folder = folder_for_pictures()?;
    window.photograph(&folder.join("frame-veiled.png")).await?;
    window.hold("6").await?;
    window.is_lit(Rung::Colour).await?;
    window.photograph(&folder.join("frame-colour.png")).await?;
    window.let_go("6").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press("0").await?;
    window.shows(Rung::Label).await?;
    let rings = window
        .driver
        .run("return document.querySelectorAll('[data-ring]').length")
        .await?;
    assert_eq!(rings, 0, "no picture, no ring");
    stage.finish(window).await
}
