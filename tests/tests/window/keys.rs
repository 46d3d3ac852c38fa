//! The window for those who cannot hold a key or two at once, and for those who have no pointer.
//!
//! Here keys come from the display's own keyboard, through everything between it and the page, where Sticky Keys
//! are at work; other window tests give theirs to the page.

use scrim_model::{person::Tone, rung::Rung};
use scrim_tests::{
    bench::screen::keys,
    harness::{HubOptions, Stage, Window, eventually, stage::folder_for_pictures, window::key},
};

/// Tab, by its `WebDriver` value.
const TAB: &str = "\u{E004}";

/// The down arrow, likewise.
const DOWN: &str = "\u{E015}";

/// How many presses of Tab any control may be away.
const FAR: u32 = 60;

#[tokio::test]
async fn with_sticky_keys_a_look_is_shown_and_hidden_by_taps_and_a_verdict_taken_back() -> anyhow::Result<()> {
    let patient = HubOptions {
        grace_seconds: 60,
        ..HubOptions::default()
    };
    let Some(stage) = Stage::set(1, patient).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    let keyboard = stage.screen()?;
    let five = u32::from('5');
    // Without them a tap of Shift is nothing, and a tap of a rung's key is a look that is over with it.
    keyboard.press(&[keys::SHIFT, five])?;
    let one = stage.person(&stage.one).await?;
    eventually("the short look to be over", async || {
        let rows = one.signed.exposures().await?;
        Ok(rows.iter().all(|row| row.presented.is_some()).then_some(()))
    })
    .await?;
    window.shows(Rung::HeavyVeil).await?;
    keyboard.sticky_keys()?;
    keyboard.press(&[keys::SHIFT, five])?;
    window.is_lit(Rung::Grey).await?;
    window.driver.frames_pass().await?;
    window.is_lit(Rung::Grey).await?;
    keyboard.press(&[keys::SHIFT, five])?;
    window.shows(Rung::HeavyVeil).await?;
    window.rule("a").await?;
    window.sees("Undo").await?;
    keyboard.press(&[keys::CONTROL, u32::from('z')])?;
    window.shows(Rung::Label).await?;
    stage.finish(window).await
}

/// What has the keys, in its own words, and whether it is seen to have them.
async fn focused(window: &Window) -> anyhow::Result<(String, bool)> {
    let script = "const at = document.activeElement; const style = getComputedStyle(at);
        if (!at.matches('button, input, textarea, select, a, summary')) return ['', true];
        const label = at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '';
        const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        return [label.trim(), ring]";
    Ok(serde_json::from_value(window.driver.run(script).await?)?)
}

/// Goes to a control by Tab, as somebody without a pointer does.
async fn tab_to(window: &Window, name: &str) -> anyhow::Result<()> {
    let mut passed = Vec::new();
    for _ in 0..FAR {
        let (label, ring) = focused(window).await?;
        if label.contains(name) {
            anyhow::ensure!(ring, "'{name}' has the keys, and nothing shows it");
            return Ok(());
        }
        passed.push(label);
        window.press(TAB).await?;
    }
    anyhow::bail!("Tab never comes to '{name}', but to {passed:?}")
}

#[tokio::test]
async fn a_whole_day_goes_by_keys_alone() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window().await?;
    tab_to(&window, "Name").await?;
    write(&window, &stage.one.name).await?;
    tab_to(&window, "Password").await?;
    write(&window, &stage.one.password).await?;
    window.press(key::ENTER).await?;
    window.sees("Hello").await?;
    tab_to(&window, "Settings").await?;
    window.press(key::ENTER).await?;
    window.sees("Tone of grey looks").await?;
    // Tab comes to what is chosen of several, arrows to the others.
    tab_to(&window, "as it is made").await?;
    window.press(DOWN).await?;
    let one = stage.person(&stage.one).await?;
    eventually("the hub to keep the tone", async || {
        let likes = one.signed.me().await?.preferences;
        Ok((likes.tone == Tone::Sepia).then_some(()))
    })
    .await?;
    window.press("h").await?;
    window.sees("Hello").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::HeavyVeil).await?;
    // Shown by a press, hidden by another.
    window.press("p").await?;
    window.press("5").await?;
    window.is_lit(Rung::Grey).await?;
    window.press("5").await?;
    window.shows(Rung::HeavyVeil).await?;
    tab_to(&window, "Skip").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press(key::ESCAPE).await?;
    window.press(key::ESCAPE).await?;
    tab_to(&window, "Lift the curtain").await?;
    window
        .photograph(&folder_for_pictures()?.join("keys-curtain.png"))
        .await?;
    window.press(key::ENTER).await?;
    window.press("b").await?;
    tab_to(&window, "Sliding tiles").await?;
    window.press(key::ENTER).await?;
    window
        .photograph(&folder_for_pictures()?.join("keys-break.png"))
        .await?;
    tab_to(&window, "End break").await?;
    window.press(key::ENTER).await?;
    window.press("h").await?;
    window.sees("Hello").await?;
    tab_to(&window, "My record").await?;
    window.press(key::ENTER).await?;
    window.sees("Week by week").await?;
    window.press("h").await?;
    tab_to(&window, "Sign out").await?;
    window.press(key::ENTER).await?;
    window.sees("Password").await?;
    stage.finish(window).await
}

/// Types words, a key at a time.
async fn write(window: &Window, words: &str) -> anyhow::Result<()> {
    for letter in words.chars() {
        window.press(&letter.to_string()).await?;
    }
    Ok(())
}
