//! A review in the real window, by keyboard alone.

use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, eventually, stage::windows_can_run, window::key};

#[tokio::test]
async fn a_case_rests_veiled_is_looked_at_while_the_key_is_held_and_decided_by_keys() -> anyhow::Result<()> {
    if !windows_can_run()? {
        return Ok(());
    }
    let stage = Stage::set(2, HubOptions::default()).await?;
    let lead = stage.person(&stage.lead).await?;
    let window = stage.window_of(&stage.one).await?;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.rule("a").await?;
    eventually("the verdict", async || {
        let said = stage.hub.metrics(&lead).await?.verdicts.listing;
        Ok((said.get("agrees") == Some(&1)).then_some(()))
    })
    .await?;
    let metrics = stage.hub.metrics(&lead).await?;
    assert_eq!(metrics.looks, 1);
    assert!(
        metrics.exposure_ms_by_rung.get(&5).copied().unwrap_or_default() > 0,
        "{metrics:?}"
    );
    window.shows(Rung::HeavyVeil).await?;
    stage.finish(window).await
}
