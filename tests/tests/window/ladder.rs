//! The rungs between veil and grey: a drawing, and a lens that is moved.

use scrim_model::rung::Rung;
use scrim_tests::{
    harness::{HubOptions, Stage, eventually, pixels::bodies, stage::folder_for_pictures},
    pictures::{Picture, fine},
};

/// The right arrow, by its `WebDriver` value.
const RIGHT: &str = "\u{E014}";

#[tokio::test]
async fn the_outline_is_looked_at_by_a_grant_of_its_own_and_shows_no_tones() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    window.hold("3").await?;
    window.is_lit(Rung::Outline).await?;
    window.photograph(&folder_for_pictures()?.join("outline.png")).await?;
    window.let_go("3").await?;
    window.shows(Rung::HeavyVeil).await?;
    let looks = bodies(&tap)?.into_iter().filter(|body| body.line.grant.is_some());
    let [drawing] = &looks.collect::<Vec<_>>()[..] else {
        anyhow::bail!("one look and one picture of it");
    };
    let drawn = Picture::decode("outline".to_owned(), &drawing.bytes)?;
    let greys: Vec<u8> = drawn.image().pixels().map(|pixel| pixel.0[0]).collect();
    let paper = greys.iter().filter(|grey| **grey > 220).count();
    assert!(
        paper * 2 > greys.len(),
        "more paper than ink: {paper} of {}",
        greys.len()
    );
    let one = stage.person(&stage.one).await?;
    let rows = one.signed.exposures().await?;
    assert_eq!(
        rows.iter().map(|row| row.counts_as).collect::<Vec<_>>(),
        [Rung::Outline]
    );
    stage.finish(window).await
}

#[tokio::test]
async fn the_lens_is_moved_by_arrows_within_one_look_and_what_it_cleared_is_added_up() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    window.hold("4").await?;
    window.is_lit(Rung::Lens).await?;
    window.sees("of the picture seen").await?;
    for moves in 1..=2 {
        window.press(RIGHT).await?;
        eventually("the lens to be drawn elsewhere", async || {
            let drawn = bodies(&tap)?.iter().filter(|body| body.line.grant.is_some()).count();
            Ok((drawn > moves).then_some(()))
        })
        .await?;
    }
    window.photograph(&folder_for_pictures()?.join("lens.png")).await?;
    window.let_go("4").await?;
    window.shows(Rung::HeavyVeil).await?;
    let one = stage.person(&stage.one).await?;
    eventually("the look to be closed", async || {
        let rows = one.signed.exposures().await?;
        Ok(rows.iter().all(|row| row.presented.is_some()).then_some(()))
    })
    .await?;
    let rows = one.signed.exposures().await?;
    assert_eq!(rows.len(), 1, "three places and one grant");
    let region = rows[0].presented.map(|presented| presented.region_permille);
    assert!(region.is_some_and(|region| (60..200).contains(&region)), "{region:?}");
    assert_eq!(rows[0].counts_as, Rung::Lens);
    for body in bodies(&tap)?.iter().filter(|body| body.line.grant.is_some()) {
        let drawn = Picture::decode("lens".to_owned(), &body.bytes)?;
        let image = drawn.image();
        // The lower left corner, where the lens never was.
        let corner = image::imageops::crop_imm(&image, 0, image.height() / 2, image.width() / 3, image.height() / 2);
        let seen = fine::measure(&Picture::of("corner".to_owned(), corner.to_image()));
        assert!(!seen.is_clear(), "clear where the lens never was: {seen:?}");
    }
    stage.finish(window).await
}
