//! What leads watch over, in the window: a disagreement is read without names and settled, and the other pages answer.

use anyhow::Context as _;
use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, eventually, rulings::Ruling, window::key::ENTER};
use scrim_wire::http::settling::Split;

/// Two people come to different answers about one case.
async fn disagree(stage: &Stage) -> anyhow::Result<()> {
    let (one, two) = (stage.person(&stage.one).await?, stage.person(&stage.two).await?);
    let held = one.take(1).await?;
    let held = held.first().context("one case waits")?;
    one.look(held, Rung::Grey).await?;
    one.say(held, Ruling::Dispute.on(&held.leased.case)).await?;
    two.decide(held.case(), Ruling::Agree).await?;
    Ok(())
}

#[tokio::test]
async fn a_lead_reads_a_disagreement_without_names_and_settles_it() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    disagree(&stage).await?;
    let lead = stage.person(&stage.lead).await?;
    let splits: Vec<Split> = lead.read("/v1/splits").await?;
    assert_eq!(splits.iter().map(|split| split.said.len()).collect::<Vec<_>>(), [2]);

    let window = stage.window_of(&stage.lead).await?;
    window.sees("Oversight").await?;
    window.press("o").await?;
    window.sees("Open and settle").await?;
    let shown = window.text().await?;
    for name in [&stage.one.name, &stage.two.name] {
        assert!(!shown.contains(name.as_str()), "{name}: {shown}");
    }
    window.keep_picture("oversight-splits.png").await?;
    window.click("Open and settle").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press("a").await?;
    window.press(ENTER).await?;
    eventually("the disagreement to be settled", async || {
        let left: Vec<Split> = lead.read("/v1/splits").await?;
        Ok(left.is_empty().then_some(()))
    })
    .await?;
    stage.finish(window).await
}

#[tokio::test]
async fn every_page_of_oversight_answers_where_nothing_has_happened_yet() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window_of(&stage.lead).await?;
    window.sees("Oversight").await?;
    window.press("o").await?;
    window
        .sees("Cases on which two people came to different answers")
        .await?;
    for (key, sees, picture) in [
        ("2", "No decision stands yet", "oversight-decisions.png"),
        ("3", "How far people agree", "oversight-figures.png"),
        ("4", "answers in a queue have changed sharply", "oversight-alarms.png"),
        ("5", "drawn by chance, is looked at afterwards", "oversight-checks.png"),
        ("6", "Nobody outside is told anything", "oversight-services.png"),
        ("1", "Nothing waits for a lead", "oversight-none.png"),
    ] {
        window.press(key).await?;
        window.sees(sees).await?;
        window.keep_picture(picture).await?;
    }
    let shown = window.text().await?;
    assert!(
        !shown.contains("Transparency"),
        "that is for whoever may read the audit: {shown}"
    );
    stage.finish(window).await
}
