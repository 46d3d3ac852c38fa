//! One's own record in the window: what it holds, who opened it, and as a file; and whom one can turn to.

use scrim_model::rung::Rung;
use scrim_tests::harness::{HubOptions, Stage, Window, window::key};

/// How wide what is drawn is, beyond the window it is in.
async fn overflow(window: &Window) -> anyhow::Result<i64> {
    let script = "const main = document.querySelector('main'); return main.scrollWidth - main.clientWidth";
    Ok(serde_json::from_value(window.driver.run(script).await?)?)
}

#[tokio::test]
async fn a_person_reads_their_days_and_who_opened_their_record_and_takes_it_along() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::Lens).await?;
    window.shows(Rung::HeavyVeil).await?;
    let name = stage.one.name.as_str();
    let opened = [
        "ledger",
        "export",
        "--person",
        name,
        "--reason",
        "A complaint about case 7",
    ];
    assert!(stage.hub.lines(&opened)?.contains("granted_at"));
    window.press("h").await?;
    window.click("My record").await?;
    window.sees("A complaint about case 7").await?;
    window.sees("at the hub’s own machine").await?;
    let bars = "return document.querySelectorAll('.bars canvas').length";
    assert_eq!(window.driver.run(bars).await?, 1, "one plot for the week");
    let days = "return document.querySelectorAll('section[aria-label=\"Week by week\"] tbody tr').length";
    assert_eq!(window.driver.run(days).await?, 8, "seven days and their sum");
    assert_eq!(overflow(&window).await?, 0);
    window.keep_picture("record.png").await?;
    window.click("Earlier").await?;
    window.sees("0 s").await?;
    window.click("Save for a program (JSON)").await?;
    window.sees("Saved as ").await?;
    let text = window.text().await?;
    let file = text
        .split("Saved as ")
        .nth(1)
        .and_then(|rest| rest.split(".json").next());
    let file = format!("{}.json", file.unwrap_or_default());
    let saved: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
    let looks = &saved["parts"][0]["export"]["rows"];
    assert_eq!(looks.as_array().map(Vec::len), Some(2));
    assert_eq!(saved["accesses"][0]["reason"], "A complaint about case 7");
    window
        .driver
        .run("const main = document.querySelector('main'); main.scrollTop = main.scrollHeight; return true")
        .await?;
    window.keep_picture("record-below.png").await?;
    stage.finish(window).await
}

#[tokio::test]
async fn whom_to_turn_to_is_one_key_away_at_home_in_review_and_on_a_break() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window_of(&stage.one).await?;
    window.sees("Start review").await?;
    window.press(key::F1).await?;
    window.sees("Your organisation has named nobody yet").await?;
    window.keep_picture("support-none.png").await?;
    window.press(key::ESCAPE).await?;
    let line = "Support line|0800 111 222|Day and night, confidential, at no cost";
    let counsellor = "Counsellor of the house|Room 12, or counsel@example.org";
    stage
        .hub
        .command(&["org", "support", "--contact", line, "--contact", counsellor])?;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    window.press(key::F1).await?;
    window.sees("Whom you can turn to").await?;
    assert_ne!(
        window.rung().await?,
        Rung::Grey,
        "a look ends where something is laid over it"
    );
    window.let_go("5").await?;
    window.press(key::ESCAPE).await?;
    window.press("b").await?;
    window.sees("Your break").await?;
    window.keep_picture("break.png").await?;
    window.press(key::F1).await?;
    window.sees("0800 111 222").await?;
    window.keep_picture("support.png").await?;
    window.press(key::ESCAPE).await?;
    window.click("End break").await?;
    window.sees("Hello").await?;
    stage.finish(window).await
}

#[tokio::test]
async fn a_lead_reads_of_weeks_and_of_nobody() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window_of(&stage.lead).await?;
    window.sees("Queues and rules").await?;
    window.press("q").await?;
    window.sees("How the work weighs").await?;
    window.sees("No week has ended yet that could be told of.").await?;
    window
        .driver
        .run("const main = document.querySelector('main'); main.scrollTop = main.scrollHeight; return true")
        .await?;
    window.keep_picture("weeks.png").await?;
    assert_eq!(overflow(&window).await?, 0);
    stage.finish(window).await
}
