//! Services outside, set from the window: a matcher is added, asked and switched off, a destination is added and removed.

use anyhow::Context as _;
use scrim_model::{matcher::Mode, person::Role};
use scrim_tests::{
    harness::{HubOptions, Stage, Window, eventually, hma::StandIn, stage::Account},
    pictures::{File, picture},
};
use scrim_wire::http::{destinations::DestinationInfo, matchers::MatcherInfo};

const TOKEN: &str = "a-token-that-is-typed-once";

/// An HMA with a list that can be found.
async fn harbour() -> anyhow::Result<StandIn> {
    let hma = StandIn::start().await?;
    let mut world = hma.world();
    world.bank("HARBOUR", 1.0);
    for byte in ["0f", "33", "55"] {
        world.list("HARBOUR", &byte.repeat(32));
    }
    world.build();
    drop(world);
    Ok(hma)
}

/// The only matcher that the hub has, once it is so.
async fn the_matcher(stage: &Stage, admin: &Account, is: impl Fn(&MatcherInfo) -> bool) -> anyhow::Result<MatcherInfo> {
    let admin = stage.person(admin).await?;
    eventually("the hub to have the matcher so", async || {
        let all: Vec<MatcherInfo> = admin.read("/v1/matchers").await?;
        Ok(all.into_iter().next().filter(&is))
    })
    .await
}

async fn add_matcher(window: &Window, hma: &StandIn) -> anyhow::Result<()> {
    window.click("Add a matcher").await?;
    window.fill("Name", "Harbour").await?;
    window.fill("Address", "http://hma.example").await?;
    window.pick("How the hub shows who it is", "by a bearer token").await?;
    window.fill("Token", TOKEN).await?;
    window.click("Name a list").await?;
    window.fill("List there, 1", "HARBOUR").await?;
    window.click("Add a matcher").await?;
    window.sees("The hub did not do that: the address has to be").await?;
    window.keep_picture("services-refused.png").await?;
    // What is secret was sent, and is typed again.
    window.fill("Address", &hma.url()).await?;
    window.fill("Token", TOKEN).await?;
    window.click("Add a matcher").await?;
    window.sees("Harbour").await?;
    window.sees("It is not asked.").await
}

#[tokio::test]
async fn an_admin_adds_a_matcher_sees_it_answer_and_switches_it_off() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    stage.hub.import("known", false, &[File::jpeg(&picture(30))])?;
    let admin = Account::add(&stage.hub, "ada", Role::Admin)?;
    let hma = harbour().await?;
    let window = stage.window_of(&admin).await?;
    window.sees("Oversight").await?;
    window.press("o").await?;
    window.press("4").await?;
    window.sees("No matcher is set up").await?;
    add_matcher(&window, &hma).await?;
    let added = the_matcher(&stage, &admin, |matcher| matcher.mode == Mode::Off).await?;
    assert_eq!(added.lists.keys().collect::<Vec<_>>(), ["HARBOUR"]);

    window.click("Ask Harbour how it stands").await?;
    window.sees("It answers look-ups as it should.").await?;
    for (act, sure, mode) in [
        ("Switch Harbour on", "Switch it on", Mode::On),
        ("Switch Harbour off", "Switch it off", Mode::Off),
    ] {
        window.click(act).await?;
        window.click(sure).await?;
        the_matcher(&stage, &admin, |matcher| matcher.mode == mode).await?;
    }
    window.sees("HMA, not asked").await?;
    window.keep_picture("services-matcher.png").await?;
    let said = window.text().await? + &window.said() + &stage.hub.log();
    assert!(!said.contains(TOKEN), "a credential is in the window or in a log");
    stage.finish(window).await
}

#[tokio::test]
async fn an_admin_adds_a_destination_copies_its_secret_and_removes_it() -> anyhow::Result<()> {
    let Some(stage) = Stage::empty(HubOptions::default())? else {
        return Ok(());
    };
    let admin = Account::add(&stage.hub, "ada", Role::Admin)?;
    let reader = stage.person(&admin).await?;
    let window = stage.window_of(&admin).await?;
    window.sees("Oversight").await?;
    window.press("o").await?;
    window.press("4").await?;
    window.sees("Nobody outside is told anything").await?;
    window.click("Add a destination").await?;
    window.sees("It is told what was decided on the uploads").await?;
    window.fill("Name", "Callbacks").await?;
    window.fill("Address", "https://platform.example/hooks").await?;
    window.click("Add a destination").await?;
    window.sees("whsec_").await?;
    window.sees("Callbacks").await?;
    window.keep_picture("services-destination.png").await?;
    window.click("I have copied it").await?;
    window.click("Only show what would leave for Callbacks").await?;
    window.click("Show it only").await?;
    window.sees("dry run: only shown").await?;
    assert!(!window.text().await?.contains("whsec_"), "it is put away");
    window.click("Show what would leave for Callbacks").await?;
    window.sees("Nothing waits to leave").await?;
    let known: Vec<DestinationInfo> = reader.read("/v1/destinations").await?;
    let known = known.first().context("a destination")?;
    assert_eq!(known.mode, scrim_model::delivery::Mode::DryRun);
    window.click("Remove Callbacks").await?;
    window.click("Remove it").await?;
    window.sees("Nobody outside is told anything").await?;
    let left: Vec<DestinationInfo> = reader.read("/v1/destinations").await?;
    assert_eq!(left, []);
    stage.finish(window).await
}
