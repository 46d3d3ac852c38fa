//! The full size: tiles in the real window while a second look in colour is open, and nothing after it.

use anyhow::Context as _;
use scrim_model::{
    full_size::{FullSize, Tile},
    rung::Rung,
};
use scrim_tests::{
    harness::{
        HubOptions, Stage, Window, eventually,
        memory::{self, Left},
        pixels::{Body, bodies},
        stage::folder_for_pictures,
        trace::Trace,
        window::{descendants, name_of},
    },
    pictures::{
        Alteration, File, Picture,
        collection::{Recipe, draw},
        fine::fine_pattern,
    },
};
use std::{collections::BTreeSet, path::Path};

/// Keys by their `WebDriver` values.
const RIGHT: &str = "\u{E014}";
const SHIFT: &str = "\u{E008}";

/// Of the pictures under review: three tiles beside each other, two above each other.
const SIZE_PX: (u32, u32) = (2_600, 1_950);

/// A stage with one case whose picture is larger than any rendition, and the picture that was sent.
async fn large_case() -> anyhow::Result<Option<(Stage, Picture)>> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(None);
    };
    let recipe = Recipe {
        number: 4,
        variation: 0,
        size_px: Some((usize::try_from(SIZE_PX.0)?, usize::try_from(SIZE_PX.1)?)),
    };
    let known = fine_pattern(&draw(recipe));
    stage.hub.import("known", false, &[File::jpeg(&known)])?;
    let sent = Alteration::Brightened(14).file(&known);
    stage.source.submit(&sent).await?;
    let seen = Picture::decode("sent".to_owned(), &sent.bytes)?;
    Ok(Some((stage, seen)))
}

/// Waits until the full size is lit and every part in sight has come.
async fn at_full_size(window: &Window) -> anyhow::Result<()> {
    let script = "const up = document.querySelectorAll('.stage.lit .full-size img.tile');
        const says = document.querySelector('.says')?.textContent ?? 'nothing';
        return up.length > 0 && says === '' && [...up].every((img) => img.complete)";
    eventually("the full size on the screen", async || {
        Ok((window.driver.run(script).await? == true).then_some(()))
    })
    .await?;
    window.driver.frames_pass().await
}

/// How many pictures of any kind the stage holds, and how many of them are tiles.
async fn on_stage(window: &Window) -> anyhow::Result<(u64, u64)> {
    let script = "return document.querySelectorAll('.tile').length";
    let tiles = window.driver.run(script).await?.as_u64().unwrap_or_default();
    Ok((window.pictures().await?, tiles))
}

fn tiles(tap: &Path) -> anyhow::Result<Vec<(Tile, Body)>> {
    let all = bodies(tap)?.into_iter();
    Ok(all.filter_map(|body| Some((body.line.tile?, body))).collect())
}

/// Mean difference of a tile from its place in the picture that was sent, in levels of 255.
fn difference(tile: Tile, body: &Body, sent: &Picture) -> anyhow::Result<f64> {
    let full = FullSize::of(sent.width_px, sent.height_px);
    let [left, top, width, height] = full.tile(tile.column, tile.row).expect("a tile of the picture");
    let drawn = Picture::decode("tile".to_owned(), &body.bytes)?;
    assert_eq!((drawn.width_px, drawn.height_px), (width, height), "{tile:?}");
    let place = image::imageops::crop_imm(&sent.image(), left, top, width, height).to_image();
    let sum: u64 = drawn
        .rgb
        .iter()
        .zip(place.as_raw())
        .map(|(one, other)| u64::from(one.abs_diff(*other)))
        .sum();
    Ok(f64::from(u32::try_from(sum)?) / f64::from(u32::try_from(drawn.rgb.len())?))
}

/// How many bytes of files are left in the desk and in every process of its window, and where.
fn in_memory(window: &Window, trace: &Trace) -> anyhow::Result<Vec<(String, Left)>> {
    let processes = descendants(window.desk_pid()?)?.into_iter();
    processes
        .map(|pid| Ok((name_of(pid), memory::left(pid, trace)?)))
        .collect()
}

/// Waits until no process has anything of any tile.
async fn are_gone(window: &Window, tiles: &Trace) -> anyhow::Result<()> {
    let gone = eventually("every tile to be gone from memory", async || {
        let left = in_memory(window, tiles)?;
        Ok(left.iter().all(|(_, left)| left.bytes == 0).then_some(()))
    });
    gone.await.with_context(|| match in_memory(window, tiles) {
        Ok(left) => format!("of {} bytes: {left:#?}", tiles.bytes()),
        Err(error) => error.to_string(),
    })
}

#[tokio::test]
async fn the_full_size_comes_in_tiles_after_a_look_in_colour_and_leaves_nothing_behind() -> anyhow::Result<()> {
    let Some((mut stage, sent)) = large_case().await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    window.sees("after a look in colour").await?;
    window.press("f").await?;
    window.look(Rung::Colour).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.hold("f").await?;
    at_full_size(&window).await?;
    window.sees("Full size, hides in").await?;
    window.photograph(&folder_for_pictures()?.join("full-size.png")).await?;
    let before = tiles(&tap)?.len();
    // Three halves of a window: to where the third column of tiles begins.
    for _ in 0..3 {
        window.press(RIGHT).await?;
        at_full_size(&window).await?;
    }
    eventually("a tile further to the right", async || {
        // A body that is just being written has no line yet.
        let came = tiles(&tap).unwrap_or_default();
        Ok((came.len() > before).then_some(()))
    })
    .await?;
    at_full_size(&window).await?;
    window
        .photograph(&folder_for_pictures()?.join("full-size-moved.png"))
        .await?;
    let came = tiles(&tap)?;
    let all = Trace::of(came.iter().map(|(_, body)| body.bytes.as_slice()))?;
    let shown: usize = in_memory(&window, &all)?.iter().map(|(_, left)| left.bytes).sum();
    assert!(
        shown > all.bytes() / 4,
        "tiles are on the screen and in no process: {shown} of {} bytes",
        all.bytes()
    );
    window.let_go("f").await?;
    assert_eq!(on_stage(&window).await?.1, 0, "hidden before anybody is asked");
    window.shows(Rung::HeavyVeil).await?;
    assert_eq!(on_stage(&window).await?, (1, 0), "the veil alone");
    are_gone(&window, &all).await?;
    let different: BTreeSet<Tile> = came.iter().map(|(tile, _)| *tile).collect();
    assert_eq!(different.len(), came.len(), "each tile left the desk once");
    for (tile, body) in &came {
        let off = difference(*tile, body, &sent)?;
        assert!(off < 6.0, "{tile:?} is not where it says: {off}");
    }
    check_ledger(&stage, &different).await?;
    stage.finish(window).await
}

/// Two grants, the second with the share of the picture that its tiles are.
async fn check_ledger(stage: &Stage, tiles: &BTreeSet<Tile>) -> anyhow::Result<()> {
    let one = stage.person(&stage.one).await?;
    let rows = eventually("both looks to be closed", async || {
        let rows = one.signed.exposures().await?;
        let closed = rows.len() == 2 && rows.iter().all(|row| row.presented.is_some());
        Ok(closed.then_some(rows))
    })
    .await?;
    let [full, colour] = &rows[..] else {
        anyhow::bail!("two looks: {rows:?}");
    };
    let shown = full.presented.expect("it is closed");
    let share = FullSize::of(SIZE_PX.0, SIZE_PX.1).permille(tiles.iter().copied());
    assert_eq!(shown.region_permille, share, "{tiles:?}");
    assert!(
        shown.shown_ms > 0 && shown.width_px > 300 && shown.width_px < SIZE_PX.0,
        "{shown:?}"
    );
    assert_eq!((full.counts_as, colour.counts_as), (Rung::Colour, Rung::Colour));
    assert_eq!(
        (full.charged, colour.charged),
        (false, true),
        "one look within ten seconds"
    );
    Ok(())
}

#[tokio::test]
async fn it_is_moved_by_dragging_when_it_was_pressed_and_the_curtain_takes_it_away() -> anyhow::Result<()> {
    let Some((mut stage, _)) = large_case().await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    window.look(Rung::Colour).await?;
    window.shows(Rung::HeavyVeil).await?;
    let press = [(true, SHIFT), (true, "f"), (false, "f"), (false, SHIFT)];
    window.driver.keys(&press).await?;
    at_full_size(&window).await?;
    let left = "return document.querySelector('.full-size > div').offsetLeft";
    let before = window.driver.run(left).await?.as_i64().unwrap_or_default();
    window.driver.drag((640, 300), (440, 300)).await?;
    eventually("the picture to follow the hand", async || {
        let now = window.driver.run(left).await?.as_i64().unwrap_or_default();
        Ok((now == before - 200).then_some(()))
    })
    .await?;
    at_full_size(&window).await?;
    let grants: BTreeSet<_> = tiles(&tap)?.iter().map(|(_, body)| body.line.grant).collect();
    assert_eq!(grants.len(), 1, "one grant for all of it");
    window.press(scrim_tests::harness::window::key::PAUSE).await?;
    window.sees("curtain").await?;
    assert_eq!(on_stage(&window).await?, (0, 0));
    window.press(scrim_tests::harness::window::key::ENTER).await?;
    window.shows(Rung::Label).await?;
    stage.finish(window).await
}
