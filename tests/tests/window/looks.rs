//! How the window looks, in the window itself: every screen in every theme without a fault that axe finds, its
//! contrast among them, and what was chosen is there again after a restart.

use anyhow::Context as _;
use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, stage::folder_for_pictures};
use serde_json::Value;
use std::{fs, path::PathBuf};

const THEMES: [&str; 3] = ["dark", "light", "high_contrast"];

/// Axe, as the window's own tests have it.
pub(crate) fn axe() -> anyhow::Result<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).with_context(|| format!("{}: run `npm ci` in ui", file.display()))
}

/// What axe finds on the screen, each with the first place it finds it at.
async fn faults(window: &Window, axe: &str) -> anyhow::Result<Value> {
    window.driver.frames_pass().await?;
    window.driver.run(axe).await?;
    let script = "const done = arguments[arguments.length - 1];
        axe.run(document, { rules: { region: { enabled: false } } }).then(
            ({ violations }) => done(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)),
            (error) => done([`axe: ${error}`]),
        );";
    window.driver.run_async(script).await
}

async fn wear(window: &Window, theme: &str) -> anyhow::Result<()> {
    window.click("Settings").await?;
    window.sees("Size of text").await?;
    let choose = format!("document.querySelector('input[value={theme}]').click(); return true");
    window.driver.run(&choose).await?;
    wears(window, theme).await
}

async fn wears(window: &Window, theme: &str) -> anyhow::Result<()> {
    let script = "return document.documentElement.dataset.theme";
    eventually(format!("the theme {theme}"), async || {
        Ok((window.driver.run(script).await? == theme).then_some(()))
    })
    .await
}

/// Looks at one screen, and keeps a picture of it.
pub(crate) async fn is_without_fault(window: &Window, axe: &str, theme: &str, screen: &str) -> anyhow::Result<()> {
    let found = faults(window, axe).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{screen} in {theme}");
    let file = format!("look-{screen}-{theme}.png");
    window.photograph(&folder_for_pictures()?.join(file)).await
}

#[tokio::test]
async fn a_lead_s_screens_have_no_fault_that_axe_finds_in_any_theme() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let axe = axe()?;
    let window = stage.window_of(&stage.lead).await?;
    is_without_fault(&window, &axe, "dark", "home").await?;
    for theme in THEMES {
        wear(&window, theme).await?;
        is_without_fault(&window, &axe, theme, "settings").await?;
        for (key, words, screen) in [
            ("q", "Name of a new queue", "queues"),
            ("t", "Save the floor", "care"),
            ("o", "Disagreements", "oversight"),
            ("r", "Everything that came in could be read.", "unreadable"),
        ] {
            window.press("h").await?;
            window.sees("Hello").await?;
            window.press(key).await?;
            window.sees(words).await?;
            is_without_fault(&window, &axe, theme, screen).await?;
        }
        window.press("h").await?;
        window.sees("Hello").await?;
        is_without_fault(&window, &axe, theme, "home-of-a-lead").await?;
    }
    stage.finish(window).await
}

#[tokio::test]
async fn a_review_has_no_fault_that_axe_finds_in_any_theme_and_the_look_is_there_after_a_restart() -> anyhow::Result<()>
{
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let axe = axe()?;
    let window = stage.window_of(&stage.one).await?;
    for theme in THEMES {
        wear(&window, theme).await?;
        window.press("h").await?;
        window.sees("Hello").await?;
        window.start_review().await?;
        window.shows(Rung::HeavyVeil).await?;
        is_without_fault(&window, &axe, theme, "review").await?;
        window.press("h").await?;
        window.sees("Hello").await?;
    }
    window.close().await?;
    let window = stage.window().await?;
    wears(&window, "high_contrast").await?;
    window.sees("Hello").await?;
    wears(&window, "high_contrast").await?;
    stage.finish(window).await
}
