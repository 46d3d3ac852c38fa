//! The lead's board in the window: how a queue fills and empties, and a case that is handed to somebody by name, who finds
//! it at home.

use crate::looks;
use anyhow::Context as _;
use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Reviewer, Stage, Window, eventually, window::key::ESCAPE};
use scrim_wire::http::queues::{Named, OpenCase, OpenCases, QueueInfo};

const NOTE: &str = "you know this kind";

async fn dialog_is_away(window: &Window) -> anyhow::Result<()> {
    eventually("the dialog to be put away", async || {
        let open = "return document.querySelector('dialog') !== null";
        Ok((window.driver.run(open).await? == false).then_some(()))
    })
    .await
}

async fn open_queues(stage: &Stage) -> anyhow::Result<Window> {
    let window = stage.window_of(&stage.lead).await?;
    window.sees("Queues and rules").await?;
    window.press("q").await?;
    window.sees("everybody who reviews").await?;
    Ok(window)
}

#[tokio::test]
async fn a_lead_sees_how_a_queue_fills_and_nothing_of_anybody_s_pace() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(3, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = open_queues(&stage).await?;
    window.click("How known fills and empties").await?;
    window.sees("What waits now").await?;
    window.sees("less than 1 h").await?;
    window.sees("Of none of these weeks may decisions be told.").await?;
    window.sees("fewer than five people").await?;
    looks::axe_finds_nothing(&window, "queue-flow").await?;
    let plots = "return document.querySelectorAll('dialog [role=img] canvas').length";
    let plots = window.driver.run(plots).await?;
    assert_eq!(plots, 4, "ages, arrivals, days and hours");
    window.click("Save for a spreadsheet").await?;
    window.sees("scrim-queue-").await?;
    window.press(ESCAPE).await?;
    dialog_is_away(&window).await?;
    stage.finish(window).await
}

/// The case that was handed over, as the lead reads of it.
async fn the_case(lead: &Reviewer) -> anyhow::Result<OpenCase> {
    let all: Vec<QueueInfo> = lead.read("/v1/queues/all").await?;
    let known = all
        .into_iter()
        .find(|queue| queue.name == "known")
        .context("the queue")?;
    let open: OpenCases = lead.read(&format!("/v1/queues/{}/cases", known.id)).await?;
    let mut sent = open.cases.into_iter().filter(|case| case.sent.is_some());
    sent.next().context("one that was sent")
}

#[tokio::test]
async fn a_case_is_handed_to_somebody_by_name_who_finds_it_at_home_with_its_note() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = open_queues(&stage).await?;
    window.click("Open cases in known").await?;
    window.sees("These are all.").await?;
    window.click("Send case").await?;
    window.sees("Not everybody here may have this case").await?;
    window.pick("Where to", &stage.one.name).await?;
    window.fill("Note for whoever gets it", NOTE).await?;
    window.keep_picture("hand-over.png").await?;
    window.click("Send").await?;
    window.sees(&format!("waits for {}", stage.one.name)).await?;
    window.keep_picture("handed-over.png").await?;
    window.press(ESCAPE).await?;
    dialog_is_away(&window).await?;

    window.click("Home").await?;
    window.click("Sign out").await?;
    window.sees("Sign in").await?;
    window.sign_in(&stage.one.name, &stage.one.password).await?;
    window.sees("Handed to you").await?;
    window.sees(NOTE).await?;
    looks::axe_finds_nothing(&window, "home-with-a-case-handed-over").await?;
    window.click("Open the case from known").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.sees(NOTE).await?;
    let lead = stage.person(&stage.lead).await?;
    let taken = the_case(&lead).await?;
    let name = |named: Option<Named>| named.map(|named| named.name);
    assert_eq!(name(taken.with).as_ref(), Some(&stage.one.name));
    assert_eq!(
        name(taken.sent.and_then(|sent| sent.to)).as_ref(),
        Some(&stage.one.name)
    );
    stage.finish(window).await
}
