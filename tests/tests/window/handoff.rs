//! A decided case, found and handed over for a report in the window: what the ledger bears out is proposed, and what is
//! written is proven by the log.

use super::looks::axe_finds_nothing;
use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{
    ids::CaseId,
    person::{Permission, Role},
};
use scrim_tests::{
    harness::{
        HubOptions, Stage, Window, eventually,
        rulings::Ruling,
        stage::{Account, BRIGHTENED},
        window::key::ENTER,
    },
    pictures::{Alteration, fine::fine_pattern, large},
};
use scrim_wire::http::{people::RoleSet, reports::HandedOver};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The tabulator, by its `WebDriver` value.
const TAB: &str = "\u{E004}";

/// Two people agree about a case with two uploads of equal bytes, of which they look at the first alone.
async fn decided(stage: &Stage) -> anyhow::Result<CaseId> {
    let again = Alteration::Brightened(BRIGHTENED.into()).file(&fine_pattern(&large(1)));
    stage.source.submit(&again).await?;
    let (one, two) = (stage.person(&stage.one).await?, stage.person(&stage.two).await?);
    let held = one.take(1).await?.pop().context("a case waits")?;
    let case = held.case();
    one.give_back(&held).await?;
    one.decide(case, Ruling::Agree).await?;
    two.decide(case, Ruling::Agree).await?;
    Ok(case)
}

/// An admin lets leads read the audit, which is what handing over needs.
async fn let_leads(stage: &Stage) -> anyhow::Result<()> {
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let admin = stage.person(&ada).await?;
    let roles: Vec<RoleSet> = admin.read("/v1/roles").await?;
    let lead = roles.into_iter().find(|set| set.role == Role::Lead).context("leads")?;
    let mut permissions = lead.permissions;
    permissions.insert(Permission::ReadAudit);
    let body = json!({"permissions": permissions});
    admin
        .call::<Value>(Method::PUT, "/v1/roles/lead", &body)
        .await?
        .done()?;
    Ok(())
}

/// The folder that the window says the files are in.
async fn folder(window: &Window) -> anyhow::Result<PathBuf> {
    window.sees("Written into the folder ").await?;
    let shown = window.text().await?;
    let after = shown.split("Written into the folder ").nth(1);
    let folder = after.and_then(|rest| rest.split(": report.json").next());
    Ok(folder.with_context(|| format!("no folder: {shown}"))?.into())
}

/// From the home screen to the only decision of a case.
async fn find(window: &Window, case: CaseId) -> anyhow::Result<()> {
    window.sees("Oversight").await?;
    window.press("o").await?;
    window.sees("Nothing waits for a lead").await?;
    window.press("2").await?;
    window.sees("Prepare a report").await?;
    // Of another case there is nothing to be seen, so that what is seen after it is of this one.
    let other = uuid::Uuid::now_v7();
    window.fill("Case", &other.to_string()).await?;
    window.press(ENTER).await?;
    window.sees("No decision of this stands").await?;
    window.fill("Case", &format!("scrim-desk://case/{case}")).await?;
    window.press(ENTER).await?;
    window.sees("Prepare a report").await
}

/// Whether the files hold what was said of both uploads, and the log bears them out.
fn holds(stage: &Stage, case: CaseId, folder: &Path) -> anyhow::Result<()> {
    let whole = folder.join("report.json");
    let handed: HandedOver = serde_json::from_slice(&fs::read(&whole)?)?;
    let viewed: Vec<_> = handed.report.files.iter().map(|file| file.viewed).collect();
    assert_eq!((handed.report.case_id, viewed), (case, vec![true, false]));
    let incident = fs::read_to_string(folder.join("report.xml"))?;
    assert!(
        incident.contains("<escalateToHighPriority>a child may be at risk<"),
        "{incident}"
    );
    for file in &handed.report.files {
        assert_eq!(
            fs::read_to_string(folder.join(format!("{}.xml", file.item_id)))?,
            file.xml
        );
    }
    let whole = whole.to_str().context("a path in words")?;
    let proven = stage.hub.command(&["audit", "verify", "--against", whole])?;
    assert!(proven.contains("\"verified\":true"), "{proven}");
    Ok(())
}

#[tokio::test]
async fn a_lead_finds_a_decided_case_and_hands_it_over_with_what_the_log_proves() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let case = decided(&stage).await?;
    let_leads(&stage).await?;
    let window = stage.window_of(&stage.lead).await?;
    find(&window, case).await?;
    window.click("Prepare a report").await?;
    window.sees("Upload 2 of 2").await?;
    let shown = window.text().await?;
    for said in ["All of it was seen, without a veil.", "It was not seen at all."] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let proposed = "return [...document.querySelectorAll('dialog input[type=radio]:checked')].map((one) => one.value)";
    assert_eq!(window.driver.run(proposed).await?, json!(["viewed", "not_viewed"]));
    let pictures = "return document.querySelectorAll('main img, dialog img, dialog canvas').length";
    assert_eq!(window.driver.run(pictures).await?, 0, "no picture is in it");
    window.tick("Urgency", "It is to be read first").await?;
    window
        .fill("Why it is to be read first", "a child may be at risk")
        .await?;
    axe_finds_nothing(&window, "handoff").await?;

    window.click("Hand over").await?;
    window.sees("It goes to nobody").await?;
    // From what leaves all as it is to what hands it over.
    window.press(TAB).await?;
    window.press(ENTER).await?;
    let folder = folder(&window).await?;
    holds(&stage, case, &folder)?;
    window.keep_picture("handoff-written.png").await?;

    window.click("Close").await?;
    eventually("the hand-off to be closed", async || {
        let open = window.driver.run("return document.querySelectorAll('dialog').length");
        Ok((open.await? == 0).then_some(()))
    })
    .await?;
    stage.finish(window).await
}
