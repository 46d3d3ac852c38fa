//! Everything that hides, hides: panic, focus loss, break.

use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, window::key};

/// A window in the middle of a look.
async fn looking(stage: &Stage) -> anyhow::Result<Window> {
    let window = stage.review_of(&stage.one).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    window.driver.frames_pass().await?;
    Ok(window)
}

#[tokio::test]
async fn the_curtain_hides_everything_and_lifts_to_the_label() -> anyhow::Result<()> {
    for panic in [vec![key::PAUSE], vec![key::ESCAPE, key::ESCAPE]] {
        let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
            return Ok(());
        };
        let window = looking(&stage).await?;
        for stroke in panic {
            window.press(stroke).await?;
        }
        window.sees("curtain").await?;
        assert_eq!(window.pictures().await?, 0, "no picture is left in the page");
        window.let_go("5").await?;
        window.press(key::ENTER).await?;
        window.shows(Rung::Label).await?;
        assert_eq!(window.pictures().await?, 0, "it starts at the label");
        stage.finish(window).await?;
    }
    Ok(())
}

#[tokio::test]
async fn losing_the_focus_ends_a_look_and_coming_back_does_not_bring_it_back() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = looking(&stage).await?;
    window.driver.run("window.dispatchEvent(new Event('blur'))").await?;
    assert_eq!(window.pictures().await?, 0, "hidden before anybody is asked");
    window.sees("Hidden").await?;
    window.let_go("5").await?;
    window.driver.run("window.dispatchEvent(new Event('focus'))").await?;
    window.shows(Rung::HeavyVeil).await?;
    let one = stage.person(&stage.one).await?;
    eventually("the look to be closed", async || {
        let rows = one.signed.exposures().await?;
        Ok(rows.iter().all(|row| row.presented.is_some()).then_some(()))
    })
    .await?;
    stage.finish(window).await
}

#[tokio::test]
async fn a_break_takes_every_picture_away_and_gives_the_cases_back() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = looking(&stage).await?;
    window.press("b").await?;
    window.sees("Your break").await?;
    let pictures = window.driver.run("return document.images.length").await?;
    assert_eq!(pictures, 0, "nothing of a case is on the screen");
    window.let_go("5").await?;
    let two = stage.person(&stage.two).await?;
    let mut given_back = Vec::new();
    eventually("both cases for a colleague", async || {
        given_back.extend(two.take(8).await?);
        Ok((given_back.len() == 2).then_some(()))
    })
    .await?;
    window.click("End break").await?;
    window.sees("Hello").await?;
    stage.finish(window).await
}
