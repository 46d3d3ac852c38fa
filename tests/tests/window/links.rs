//! Links to cases that are opened in the system: one window a person, which goes to the case or says why not.

use anyhow::Context as _;
use scrim_model::{ids::CaseId, rung::Rung};
use scrim_tests::harness::{HubOptions, Reviewer, Stage, Window, eventually, programs};
use scrim_wire::http::queues::{OpenCase, OpenCases, QueueInfo};
use std::process::Command;

/// The open cases of the one queue there is.
async fn open_cases(lead: &Reviewer) -> anyhow::Result<Vec<OpenCase>> {
    let all: Vec<QueueInfo> = lead.read("/v1/queues/all").await?;
    let known = all.iter().find(|queue| queue.name == "known").context("the queue")?;
    let open: OpenCases = lead.read(&format!("/v1/queues/{}/cases", known.id)).await?;
    Ok(open.cases)
}

/// Waits until somebody of this name has this case.
async fn has(lead: &Reviewer, name: &str, case: CaseId) -> anyhow::Result<()> {
    eventually(format!("{case} to be with {name}"), async || {
        let open = open_cases(lead).await?;
        let theirs = |one: &&OpenCase| one.id == case && one.with.as_ref().is_some_and(|with| with.name == name);
        Ok(open.iter().find(theirs).map(|_| ()))
    })
    .await
}

fn link(case: &OpenCase) -> String {
    format!("scrim-desk://case/{}", case.id)
}

/// A second start ends well, and at once: it has no window, and no driver either.
fn reaches(stage: &Stage, words: &[&str]) -> anyhow::Result<()> {
    let done = stage.start_again(words)?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    anyhow::ensure!(done.status.success(), "{words:?} ends with {}: {said}", done.status);
    anyhow::ensure!(
        !words.iter().any(|word| said.contains(word)),
        "what was clicked is in a log: {said}"
    );
    Ok(())
}

/// What leads nowhere is said, and the window stays where it is.
async fn lead_nowhere(stage: &Stage, window: &Window) -> anyhow::Result<()> {
    let address = window.driver.run("return location.href").await?;
    reaches(stage, &[])?;
    window.sees("Start review").await?;
    let long = format!("scrim-desk://case/{}", "7".repeat(60_000));
    for odd in [
        "scrim-desk://case/7",
        "scrim-desk://evil.example/?to=https://evil.example",
        "https://evil.example/",
        long.as_str(),
    ] {
        reaches(stage, &[odd])?;
        window.sees("That is no link to a case").await?;
        window.click("Put away").await?;
        window.sees("Start review").await?;
    }
    let unknown = "scrim-desk://case/01900000-0000-7000-8000-000000000001";
    reaches(stage, &[unknown])?;
    window.sees("That case cannot be yours now").await?;
    window.keep_picture("link-nowhere.png").await?;
    window.click("Put away").await?;
    window.sees("Start review").await?;
    anyhow::ensure!(
        window.driver.run("return location.href").await? == address,
        "the window went elsewhere"
    );
    Ok(())
}

/// A link in the middle of a look takes neither the look nor its case away; at home it is followed.
async fn wait_for_the_person(stage: &Stage, window: &Window, lead: &Reviewer) -> anyhow::Result<()> {
    let name = &stage.one.name;
    let with_nobody = |cases: Vec<OpenCase>| cases.into_iter().rfind(|case| case.with.is_none());
    let first = open_cases(lead).await?.into_iter().next().context("a case")?;
    reaches(stage, &[&link(&first)])?;
    window.shows(Rung::HeavyVeil).await?;
    has(lead, name, first.id).await?;
    let next = with_nobody(open_cases(lead).await?).context("another case")?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    reaches(stage, &[&link(&next)])?;
    window.sees("A link to a case was opened").await?;
    anyhow::ensure!(window.rung().await? == Rung::Grey, "the look is still open");
    has(lead, name, first.id).await?;
    window.let_go("5").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.keep_picture("link-waits.png").await?;
    window.click("Home").await?;
    has(lead, name, next.id).await?;
    window.shows(Rung::HeavyVeil).await?;
    anyhow::ensure!(
        !window.text().await?.contains("A link to a case was opened"),
        "it was followed"
    );
    Ok(())
}

/// A program of the system's, on the desktop of the stage.
fn system(stage: &Stage, program: &str, words: &[&str]) -> anyhow::Result<()> {
    let mut command = Command::new(program);
    command.args(words);
    stage.desktop.enter(&mut command);
    let done = command.output().with_context(|| program.to_owned())?;
    let said = String::from_utf8_lossy(&done.stderr);
    anyhow::ensure!(
        done.status.success(),
        "{program} {words:?} ends with {}: {said}",
        done.status
    );
    Ok(())
}

#[tokio::test]
async fn a_link_that_is_opened_elsewhere_reaches_the_one_window_and_takes_nothing_away() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(6, HubOptions::default()).await? else {
        return Ok(());
    };
    let lead = stage.person(&stage.lead).await?;
    let window = stage.window_of(&stage.one).await?;
    window.sees("Start review").await?;
    lead_nowhere(&stage, &window).await?;
    wait_for_the_person(&stage, &window, &lead).await?;
    stage.finish(window).await
}

#[tokio::test]
async fn a_link_starts_the_desk_where_none_is_open_and_the_system_knows_whose_it_is() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(6, HubOptions::default()).await? else {
        return Ok(());
    };
    let lead = stage.person(&stage.lead).await?;
    let name = &stage.one.name;
    let window = stage.window_of(&stage.one).await?;
    window.close().await?;
    let cases = open_cases(&lead).await?;
    let (first, last) = (cases.first().context("a case")?, cases.last().context("another")?);
    let window = stage.window_by(&link(first)).await?;
    window.shows(Rung::HeavyVeil).await?;
    has(&lead, name, first.id).await?;
    window.click("Home").await?;
    window.sees("Start review").await?;
    eventually("that case to be with nobody", async || {
        let open = open_cases(&lead).await?;
        let free = |one: &&OpenCase| one.id == last.id && one.with.is_none();
        Ok(open.iter().find(free).map(|_| ()))
    })
    .await?;
    // What packages do at their installation.
    reaches(&stage, &["register-links"])?;
    if programs::installed("gio").is_some() {
        system(&stage, "gio", &["open", &link(last)])?;
        window.shows(Rung::HeavyVeil).await?;
        has(&lead, name, last.id).await?;
    }
    stage.finish(window).await
}
