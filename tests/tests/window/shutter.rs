//! What the window's host covers by itself: it needs no page to do so, and a page that hangs stays covered.
//!
//! Keys come from the display's own keyboard, and what is covered is seen on the display and not in the page.

use scrim_model::rung::Rung;
use scrim_tests::{
    bench::screen::{Region, Screen, Seen, keys},
    harness::{HubOptions, Stage, Window, eventually, window::key},
};
use std::time::{Duration, Instant};

/// How long the page hangs: until then nothing on the display is its doing.
const HANGS: Duration = Duration::from_secs(3);

/// How long the cover is watched, within that.
const WATCHED: Duration = Duration::from_millis(500);

const GREY: u32 = '5' as u32;

/// A part of the window's head, which no picture reaches.
const HEAD: Region = Region {
    x: 10,
    y: 6,
    width: 300,
    height: 40,
};

/// A case at rest, and where its picture is on the display.
struct AtRest {
    stage: Stage,
    window: Window,
    screen: Screen,
    picture: Region,
}

impl AtRest {
    async fn set() -> anyhow::Result<Option<Self>> {
        let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
            return Ok(None);
        };
        let window = stage.review_of(&stage.one).await?;
        let screen = stage.screen()?;
        window.shows(Rung::HeavyVeil).await?;
        Ok(Some(Self {
            picture: middle(&window).await?,
            stage,
            window,
            screen,
        }))
    }
}

/// The middle of the picture.
async fn middle(window: &Window) -> anyhow::Result<Region> {
    let script = "const picture = document.querySelector('.holder img');
        if (picture === null) return null;
        const { x, y, width, height } = picture.getBoundingClientRect();
        return [x + width / 2 - 60, y + height / 2 - 20].map(Math.round)";
    let place = eventually("a picture", async || {
        Ok(serde_json::from_value(window.driver.run(script).await?)?)
    });
    let (x, y) = place.await?;
    Ok(Region {
        x,
        y,
        width: 120,
        height: 40,
    })
}

/// The page does nothing any more for a while, and has begun to.
async fn hang(window: &Window, screen: &Screen, picture: Region) -> anyhow::Result<Instant> {
    let script = format!(
        // Not at once: the driver's answer would come only afterwards.
        "setTimeout(() => {{ const end = Date.now() + {}; while (Date.now() < end); }}, 200)",
        HANGS.as_millis()
    );
    let began = Instant::now();
    window.driver.run(&script).await?;
    screen.settled(picture, WATCHED)?;
    Ok(began)
}

/// What was covered was opened over a frame with the page's mark, and not after a time.
async fn finish(stage: Stage, window: Window) -> anyhow::Result<()> {
    assert!(!window.said().contains("saw no mark"), "{}", window.said());
    stage.finish(window).await
}

#[tokio::test]
async fn a_look_at_a_page_that_hangs_is_covered_as_its_key_goes_up() -> anyhow::Result<()> {
    let Some(AtRest {
        stage,
        window,
        screen,
        picture,
    }) = AtRest::set().await?
    else {
        return Ok(());
    };
    screen.down(GREY)?;
    window.is_lit(Rung::Grey).await?;
    window.driver.frames_pass().await?;
    let clear = screen.settled(picture, Duration::from_millis(300))?;
    assert!(!clear.is_plain(), "there is something to cover");
    let began = hang(&window, &screen, picture).await?;
    let up = screen.up(GREY)?;
    screen.until(up, "the cover", picture, Seen::is_plain)?;
    screen.stays("the cover", picture, Seen::is_plain, WATCHED)?;
    assert!(began.elapsed() < HANGS, "the page woke meanwhile");
    // The page is back, has hidden, and says so: what it showed is not seen once more.
    screen.until(Instant::now(), "the veil", picture, |seen| !seen.is_plain())?;
    screen.stays("the veil", picture, |seen| seen.differs(&clear, 4) > 0.1, WATCHED)?;
    window.shows(Rung::HeavyVeil).await?;
    finish(stage, window).await
}

#[tokio::test]
async fn the_panic_key_covers_the_whole_window_while_its_page_hangs() -> anyhow::Result<()> {
    let Some(AtRest {
        stage,
        window,
        screen,
        picture,
    }) = AtRest::set().await?
    else {
        return Ok(());
    };
    assert!(!screen.look(HEAD)?.is_plain(), "there is something to cover");
    let began = hang(&window, &screen, picture).await?;
    let down = screen.press(&[keys::PAUSE])?;
    for place in [picture, HEAD] {
        screen.until(down, "the cover", place, Seen::is_plain)?;
        screen.stays("the cover", place, Seen::is_plain, WATCHED)?;
    }
    assert!(began.elapsed() < HANGS, "the page woke meanwhile");
    window.sees("curtain").await?;
    assert_eq!(window.pictures().await?, 0, "the page has dropped it too");
    screen.until(Instant::now(), "the curtain's folds", HEAD, |seen| !seen.is_plain())?;
    window.press(key::ENTER).await?;
    window.shows(Rung::Label).await?;
    finish(stage, window).await
}

#[tokio::test]
async fn a_picture_is_covered_as_the_focus_goes_while_the_page_hangs() -> anyhow::Result<()> {
    let Some(AtRest {
        stage,
        window,
        screen,
        picture,
    }) = AtRest::set().await?
    else {
        return Ok(());
    };
    let began = hang(&window, &screen, picture).await?;
    let left = screen.focus_other()?;
    screen.until(left, "the cover", picture, Seen::is_plain)?;
    assert!(began.elapsed() < HANGS, "the page woke meanwhile");
    window.sees("Hidden").await?;
    finish(stage, window).await
}
