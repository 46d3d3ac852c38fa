//! A lead sets limits for others in the window, and what they set holds for whoever reviews.

use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, window::key::ESCAPE};

/// Moves a slider by its keys to the end where it is strictest.
async fn to_the_strictest(window: &Window, region: &str, label: &str) -> anyhow::Result<()> {
    let script = format!(
        "const region = document.querySelector('{region}');
         const found = [...region.querySelectorAll('label')].find((one) => one.innerText === '{label}');
         const slider = found.control; slider.value = slider.max;
         slider.dispatchEvent(new Event('input', {{ bubbles: true }})); return true"
    );
    anyhow::ensure!(window.driver.run(&script).await? == true, "{label}");
    Ok(())
}

#[tokio::test]
async fn a_floor_and_a_team_that_a_lead_sets_hold_for_whoever_reviews() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window_of(&stage.lead).await?;
    window.press("t").await?;
    window.sees("The floor of everybody").await?;
    window.keep_picture("care.png").await?;
    to_the_strictest(&window, "section[aria-label=\"The floor of everybody\"]", "Break").await?;
    window.click("Save the floor").await?;
    window.sees("Saved.").await?;
    window.fill("New team", "Night").await?;
    window.click("Make team").await?;
    window.sees("nothing: the floor of everybody holds").await?;
    window.click("Change Night").await?;
    window.sees("Floor of the team").await?;
    window.tick("Who is in it", &stage.one.name).await?;
    to_the_strictest(&window, "dialog", "Never more than").await?;
    window.keep_picture("care-team.png").await?;
    window.click("Save the team").await?;
    window.sees("Never more than").await?;
    window.keep_picture("care-teams.png").await?;
    let (one, two) = (stage.person(&stage.one).await?, stage.person(&stage.two).await?);
    let held = eventually("the team's floor to hold", async || {
        let settings = one.signed.me().await?.wellness.settings;
        Ok((settings.max_rung == Rung::Label).then_some(settings))
    })
    .await?;
    let others = two.signed.me().await?.wellness.settings;
    assert_eq!(
        (held.rest, others.rest, others.max_rung),
        (others.rest, scrim_model::time::Span::minutes(60), Rung::Colour)
    );
    window.press(ESCAPE).await?;
    window.click("Remove Night").await?;
    window.click("Remove it now").await?;
    window.sees("There is no team yet").await?;
    let bottom = "document.querySelector('section[aria-label=\"Computers\"]').scrollIntoView(); return true";
    window.driver.run(bottom).await?;
    window.keep_picture("care-bottom.png").await?;
    stage.finish(window).await
}
