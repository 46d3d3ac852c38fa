//! One's own history in the window: what was decided is in it, filtered, taken back, and as a file.

use super::looks::{axe, is_without_fault};
use anyhow::Context as _;
use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, rulings::Ruling};

/// The down arrow, by its `WebDriver` value.
const DOWN: &str = "\u{E015}";

/// Waits until so many verdicts are on the screen.
async fn holds(window: &Window, many: usize) -> anyhow::Result<()> {
    eventually(format!("{many} verdicts in the window"), async || {
        let rows = window.driver.run("return document.querySelectorAll('tbody tr').length");
        Ok((rows.await? == many).then_some(()))
    })
    .await
}

/// Chooses in the list with this label.
async fn choose(window: &Window, label: &str, value: &str) -> anyhow::Result<()> {
    let script = format!(
        "const named = [...document.querySelectorAll('label')].find((one) => one.textContent === '{label}');
         const list = document.getElementById(named.htmlFor);
         list.value = '{value}';
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return true"
    );
    window.driver.run(&script).await.map(|_done| ())
}

/// What is in the file that was saved, without the names of its columns.
async fn saved(window: &Window) -> anyhow::Result<Vec<String>> {
    window.click("Save for a spreadsheet (CSV)").await?;
    window.sees("Saved as ").await?;
    let text = window.text().await?;
    let after = text.split("Saved as ").nth(1);
    let file = after.and_then(|rest| rest.split(".csv").next()).context("a file")?;
    let text = std::fs::read_to_string(format!("{file}.csv"))?;
    Ok(text.lines().skip(1).map(str::to_owned).collect())
}

#[tokio::test]
async fn three_decided_cases_are_in_it_filtered_saved_and_one_is_taken_back() -> anyhow::Result<()> {
    let patient = HubOptions {
        grace_seconds: 300,
        ..HubOptions::default()
    };
    let Some(stage) = Stage::set(3, patient).await? else {
        return Ok(());
    };
    let one = stage.person(&stage.one).await?;
    for (ruling, rung) in [
        (Ruling::Agree, Rung::Grey),
        (Ruling::Different, Rung::Grey),
        (Ruling::Settle, Rung::LightVeil),
    ] {
        let held = one.take(1).await?.pop().context("a case")?;
        one.look(&held, rung).await?;
        one.say(&held, ruling.on(&held.leased.case)).await?;
    }
    let window = stage.window_of(&stage.one).await?;
    window.press("y").await?;
    window.sees("Closest match").await?;
    holds(&window, 3).await?;
    let pictures = "return document.querySelectorAll('main img, main canvas, main picture').length";
    assert_eq!(window.driver.run(pictures).await?, 0, "no picture is in it");
    is_without_fault(&window, &axe()?, "dark", "history").await?;

    choose(&window, "How it was decided", "without").await?;
    holds(&window, 1).await?;
    let lines = saved(&window).await?;
    assert!(
        matches!(lines.as_slice(), [only] if only.ends_with(",2,true,in_grace") && only.contains(",same_altered,")),
        "what was decided behind a veil: {lines:?}"
    );

    window.click("Show all again").await?;
    holds(&window, 3).await?;
    window.press("/").await?;
    let typed = window.driver.run("return document.activeElement.tagName").await?;
    assert_eq!(typed, "INPUT", "the filters have the keys");
    window.driver.run("document.activeElement.blur(); return true").await?;
    window.press(DOWN).await?;
    window.press("z").await?;
    window.sees("was taken back").await?;
    holds(&window, 2).await?;
    stage.finish(window).await
}
