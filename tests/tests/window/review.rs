//! A review in the real window, by keyboard alone.

use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, eventually, window::key};

#[tokio::test]
async fn a_case_rests_veiled_is_looked_at_while_the_key_is_held_and_decided_by_keys() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let lead = stage.person(&stage.lead).await?;
    let window = stage.review_of(&stage.one).await?;
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.rule("a").await?;
    eventually("the verdict", async || {
        let said = stage.hub.metrics(&lead).await?.verdicts.listing;
        Ok((said.get("agrees") == Some(&1)).then_some(()))
    })
    .await?;
    let own = stage.person(&stage.one).await?.signed.exposures().await?;
    assert!(
        matches!(own.as_slice(), [look] if look.counts_as == Rung::Grey && (1..10_000).contains(&look.counts_ms)),
        "the ledger holds what was shown: {own:?}"
    );
    assert_eq!(stage.hub.metrics(&lead).await?.looks, None, "a lead is told of no look");
    window.shows(Rung::HeavyVeil).await?;
    stage.finish(window).await
}

#[tokio::test]
async fn a_verdict_taken_back_opens_its_case_again_without_a_picture() -> anyhow::Result<()> {
    let patient = HubOptions {
        grace_seconds: 60,
        ..HubOptions::default()
    };
    let Some(stage) = Stage::set(1, patient).await? else {
        return Ok(());
    };
    let lead = stage.person(&stage.lead).await?;
    let window = stage.review_of(&stage.one).await?;
    window.look(Rung::Grey).await?;
    window.rule("a").await?;
    window.sees("Undo").await?;
    window.press("z").await?;
    window.shows(Rung::Label).await?;
    assert_eq!(window.pictures().await?, 0);
    eventually("the verdict to be gone", async || {
        let said: u64 = stage.hub.metrics(&lead).await?.verdicts.content.values().sum();
        Ok((said == 0).then_some(()))
    })
    .await?;
    stage.finish(window).await
}

#[tokio::test]
async fn a_second_reviewer_sees_nothing_of_the_first_and_their_agreement_confirms() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let lead = stage.person(&stage.lead).await?;
    let one = stage.person(&stage.one).await?;
    let case = one.take(1).await?.remove(0);
    one.look(&case, Rung::Grey).await?;
    one.say(
        &case,
        scrim_tests::harness::rulings::Ruling::Agree.on(&case.leased.case),
    )
    .await?;
    let window = stage.review_of(&stage.two).await?;
    let text = window.text().await?;
    assert!(
        !text.contains(&stage.one.name),
        "the first reviewer's name is on the screen"
    );
    assert!(
        !text.to_lowercase().contains("second"),
        "the stage of the decision is on the screen"
    );
    let ruled = window
        .driver
        .run("return document.querySelectorAll('[aria-pressed=true]').length")
        .await?;
    assert_eq!(ruled, 0, "a ruling is already chosen");
    window.look(Rung::Grey).await?;
    window.rule("a").await?;
    eventually("the decision", async || {
        let metrics = stage.hub.metrics(&lead).await?;
        Ok((metrics.cases_decided == 1 && metrics.variants_added == 1).then_some(()))
    })
    .await?;
    stage.finish(window).await
}

#[tokio::test]
async fn holding_a_key_never_shows_more_than_one_look_and_skipping_leaves_no_verdict() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let lead = stage.person(&stage.lead).await?;
    let window = stage.review_of(&stage.one).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    // The key stays down past the end of the grant: the picture goes by itself.
    window.shows(Rung::HeavyVeil).await?;
    window.let_go("5").await?;
    window.press("k").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::HeavyVeil).await?;
    let own = stage.person(&stage.one).await?.signed.exposures().await?;
    let metrics = stage.hub.metrics(&lead).await?;
    assert_eq!((own.len(), metrics.verdicts.content.len()), (1, 0));
    stage.finish(window).await
}
