//! The key that drops the curtain while another window has the keys.

use scrim_model::rung::Rung;
use scrim_tests::{
    bench::screen::keys::{ALT, CONTROL, SPACE},
    harness::{HubOptions, Stage, window::key},
};

#[tokio::test]
async fn a_key_drops_the_curtain_from_another_window_and_the_settings_say_which() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    let screen = stage.screen()?;
    screen.focus_other()?;
    window.sees("It comes back when you do").await?;
    screen.down(CONTROL)?;
    screen.press(&[SPACE])?;
    screen.down(ALT)?;
    screen.press(&[SPACE])?;
    screen.up(ALT)?;
    screen.up(CONTROL)?;
    window.sees("The curtain is down").await?;
    let (desk, _) = screen.window()?.expect("the window is there");
    screen.focus(desk)?;
    window.press(key::ENTER).await?;
    window.shows(Rung::Label).await?;
    window.press("h").await?;
    window.sees("Hello").await?;
    window.click("Settings").await?;
    window.sees("Ctrl Alt Space drops the curtain").await?;
    stage.finish(window).await
}
