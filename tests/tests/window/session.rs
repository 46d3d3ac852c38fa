//! Signing in, being interrupted, and coming back.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{matching::MatchKind, rung::Rung};
use scrim_tests::{
    harness::{
        Desktop, HubOptions, Keyring, Stage, eventually,
        rulings::Ruling,
        stage::{SCREEN, folder_for_pictures},
        wait::within,
        window::key,
    },
    pictures::{File, large},
};
use scrim_wire::http::verdicts::Reversed;
use std::time::Duration;

/// Far less than until the desk asks by itself.
const AS_IT_HAPPENS: Duration = Duration::from_secs(6);

#[tokio::test]
async fn a_wrong_password_is_said_and_the_right_one_still_works() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(0, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window().await?;
    window.try_sign_in(&stage.one.name, "not the password").await?;
    window.sees("Name or password is wrong").await?;
    window.sign_in(&stage.one.name, &stage.one.password).await?;
    stage.finish(window).await
}

#[tokio::test]
async fn without_a_keyring_the_desk_works_and_says_what_is_not_kept() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(0, HubOptions::default()).await? else {
        return Ok(());
    };
    stage.desktop = Desktop::start(SCREEN, Keyring::Absent)?;
    let window = stage.window_of(&stage.one).await?;
    window.sees("this run").await?;
    stage.finish(window).await
}

#[tokio::test]
async fn a_restart_in_the_middle_needs_no_password_and_rests_veiled() -> anyhow::Result<()> {
    // What the killed desk held comes back when its leases run out; a few more wait meanwhile.
    let Some(stage) = Stage::set(9, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    window.kill().await?;
    let window = stage.window().await?;
    window.sees(&format!("Hello, {}", stage.one.name)).await?;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    let one = stage.person(&stage.one).await?;
    let rows = one.signed.exposures().await?;
    let open: Vec<_> = rows.iter().filter(|row| row.presented.is_none()).collect();
    assert_eq!(open.len(), 1, "the look that was killed was never closed");
    assert_eq!(
        (open[0].counts_as, open[0].counts_ms),
        (Rung::Grey, 10_000),
        "it counts in full"
    );
    stage.finish(window).await
}

#[tokio::test]
async fn a_verdict_given_while_the_hub_is_away_arrives_once_after_a_kill_and_a_restart() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    stage.hub.kill()?;
    window.rule("a").await?;
    window.sees("out of reach").await?;
    window.kill().await?;
    stage.hub.start_again()?;
    let lead = stage.person(&stage.lead).await?;
    let window = stage.window().await?;
    eventually("the verdict", async || {
        let said: u64 = stage.hub.metrics(&lead).await?.verdicts.content.values().sum();
        Ok((said == 1).then_some(()))
    })
    .await?;
    window.sees("Hello").await?;
    let said: u64 = stage.hub.metrics(&lead).await?.verdicts.content.values().sum();
    assert_eq!(said, 1, "once and not twice");
    stage.finish(window).await
}

#[tokio::test]
async fn with_the_hub_away_there_are_no_looks_and_veiled_work_goes_on_when_it_is_back() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    stage.hub.kill()?;
    window.press("5").await?;
    window.sees("out of reach").await?;
    assert_eq!(
        window.rung().await?,
        Rung::HeavyVeil,
        "the veil stays, and nothing clearer comes"
    );
    stage.hub.start_again()?;
    eventually("a look once the hub is back", async || {
        window.hold("5").await?;
        let lit = window.rung().await? == Rung::Grey;
        window.let_go("5").await?;
        Ok(lit.then_some(()))
    })
    .await?;
    window.press(key::ESCAPE).await?;
    stage.finish(window).await
}

#[tokio::test]
async fn what_waits_and_a_reversal_are_on_the_screen_as_they_happen() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window_of(&stage.one).await?;
    // It has just asked, and does not soon ask again by itself.
    window.sees("1 case waits").await?;
    let more = File::jpeg(&large(40));
    stage.hub.import("vetted", true, std::slice::from_ref(&more))?;
    stage.source.submit(&more).await?;
    let screen = async |words: &str| Ok(window.text().await?.contains(words).then_some(()));
    within(AS_IT_HAPPENS, "the new queue on the home page", async || {
        screen("vetted").await
    })
    .await?;
    let (one, lead) = (stage.person(&stage.one).await?, stage.person(&stage.lead).await?);
    let held = one.take(2).await?;
    let vetted = held
        .iter()
        .find(|held| held.leased.case.pairs.iter().all(|pair| pair.kind == MatchKind::Exact));
    let vetted = vetted.context("the equal copy waits")?;
    let taken = one.say(vetted, Ruling::Settle.on(&vetted.leased.case)).await?;
    eventually("the verdict to be reversible", async || {
        let path = format!("/v1/verdicts/{}/reversal", taken.verdict_id);
        Ok(lead.call::<Reversed>(Method::POST, &path, &()).await?.done().ok())
    })
    .await?;
    within(AS_IT_HAPPENS, "the reversal on the screen", async || {
        screen("A lead reversed one of your verdicts").await
    })
    .await?;
    window.photograph(&folder_for_pictures()?.join("reversed.png")).await?;
    stage.finish(window).await
}
