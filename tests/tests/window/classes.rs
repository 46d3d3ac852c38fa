//! An organisation's own class: an admin sets it in the window, a moderator decides with it by keys, their record says it by
//! its name, and a report names what it means to hotlines.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{ids::CaseId, person::Role, rung::Rung, verdict::Classification};
use scrim_tests::harness::{
    HubOptions, Stage, Window, eventually, person::Reviewer, rulings::Ruling, stage::Account, window::key,
};
use scrim_wire::http::{
    history::History,
    reports::{HandedOver, ProposedFile, ReportProposal},
    scheme::SchemeInfo,
};
use serde_json::{Value, json};

/// An admin retires a class and adds one of their own, which is offered last but for *None of these*: by the digit 4.
async fn set(stage: &Stage, ada: &Account) -> anyhow::Result<Window> {
    let admin = stage.person(ada).await?;
    let window = stage.window_of(ada).await?;
    window.sees("Administration").await?;
    window.press("v").await?;
    window.sees("Who signs in here, and what for").await?;
    window.press("7").await?;
    window.sees("What you change holds at once").await?;
    window.click("Change B2").await?;
    window.tick("State", "Retired").await?;
    window.click("Changes to B2").await?;
    window.sees("retired").await?;
    window.click("Add a class").await?;
    window.fill("Code", "grave-1").await?;
    window.fill("Name", "Grave harm").await?;
    window.pick("What it is in a report", "A2").await?;
    window.click("Add a class").await?;
    window.sees("Grave harm").await?;
    window.keep_picture("administration-classes.png").await?;
    let told: SchemeInfo = eventually("the hub to have the class", async || {
        let told: SchemeInfo = admin.read("/v1/scheme").await?;
        Ok(told.scheme.class("grave-1").is_some().then_some(told))
    })
    .await?;
    assert!(told.scheme.class("B2").is_some_and(|class| class.retired), "{told:?}");
    window.press("h").await?;
    window.click("Sign out").await?;
    window.sees("Sign in").await?;
    Ok(window)
}

/// What is handed over of a case, with every upload called not viewed.
async fn handed(admin: &Reviewer, case: CaseId) -> anyhow::Result<HandedOver> {
    let path = format!("/v1/cases/{case}/report");
    let proposed: ReportProposal = admin
        .call(Method::POST, &format!("{path}/proposal"), &Value::Null)
        .await?
        .done()?;
    let said = |file: &ProposedFile| json!({"item_id": file.item_id, "viewed": false});
    let files: Vec<_> = proposed.files.iter().map(said).collect();
    admin.call(Method::POST, &path, &json!({"files": files})).await?.done()
}

#[tokio::test]
async fn an_admin_sets_a_class_and_a_moderator_decides_with_it_and_record_and_report_say_so() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let ada = Account::add(&stage.hub, "ada", Role::Admin)?;
    let window = set(&stage, &ada).await?;
    let (one, two) = (stage.person(&stage.one).await?, stage.person(&stage.two).await?);
    let held = two.take(1).await?.pop().context("a case waits")?;
    two.look(&held, Rung::Grey).await?;
    // The first of two who agree is whom a report quotes.
    let mut first = Ruling::Agree.on(&held.leased.case);
    first.classification = Some("grave-1".to_owned().try_into()?);
    two.say(&held, first).await?;
    window.sign_in(&stage.one.name, &stage.one.password).await?;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::Grey).await?;
    window.press("a").await?;
    window.press("c").await?;
    window.sees("Grave harm").await?;
    window.keep_picture("classes-offered.png").await?;
    let shown = window.text().await?;
    assert!(!shown.contains("B2"), "a retired class is not offered: {shown}");
    window.press("4").await?;
    window.sees("Class Grave harm").await?;
    window.press(key::ENTER).await?;
    let own = eventually("the verdict", async || {
        let history: History = one.read("/v1/me/history").await?;
        Ok(history.verdicts.into_iter().next())
    })
    .await?;
    assert_eq!(
        own.said.classification.as_ref().map(Classification::code),
        Some("grave-1")
    );
    window.press("h").await?;
    window.sees("Hello, ").await?;
    window.press("y").await?;
    window.sees("class Grave harm").await?;

    let handed = handed(&stage.person(&ada).await?, own.case_id).await?;
    let files = &handed.report.files;
    let named = |xml: &str| xml.contains("<industryClassification>A2<");
    assert!(
        !files.is_empty() && files.iter().all(|file| named(&file.xml)),
        "{files:?}"
    );
    stage.finish(window).await
}
