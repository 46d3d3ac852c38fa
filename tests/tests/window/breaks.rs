//! A break that is due, with the real hub's own clock: a block of seconds, and a break that nobody here sees the end of.

use scrim_model::{
    time::Span,
    wellness::{RestKind, SettingsChange, State},
};
use scrim_tests::harness::{HubOptions, Stage, Window, eventually, stage::Account, window::key};
use scrim_wire::http::me::OwnWellness;

/// Long enough to have a case on the screen, and short enough to wait for.
const BLOCK: Span = Span::seconds(6);

async fn short_block(stage: &Stage, who: &Account) -> anyhow::Result<()> {
    let person = stage.person(who).await?;
    let settings = SettingsChange {
        block: Some(BLOCK),
        ..SettingsChange::default()
    };
    let wanted = OwnWellness { settings };
    person.signed.set_wellness(&wanted).await?;
    Ok(())
}

/// Nothing that is pressed leads away, and nothing of a case is in the page.
async fn stays(window: &Window) -> anyhow::Result<()> {
    window.sees("Time to rest").await?;
    for stroke in ["b", "h", "k", "5", key::ENTER, key::ESCAPE] {
        window.press(stroke).await?;
    }
    window.click("End break").await?;
    window.driver.frames_pass().await?;
    window.sees("Time to rest").await?;
    window.sees("This break runs to its end").await?;
    let pictures = window.driver.run("return document.images.length").await?;
    assert_eq!(pictures, 0, "nothing of a case is on the screen");
    Ok(())
}

#[tokio::test]
async fn a_break_that_is_due_begins_by_itself_and_neither_a_key_nor_a_restart_ends_it() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    short_block(&stage, &stage.one).await?;
    stays(&window).await?;
    window.keep_picture("break-due.png").await?;
    let two = stage.person(&stage.two).await?;
    let mut given_back = Vec::new();
    eventually("both cases for a colleague", async || {
        given_back.extend(two.take(8).await?);
        Ok((given_back.len() == 2).then_some(()))
    })
    .await?;

    window.kill().await?;
    let window = stage.window().await?;
    stays(&window).await?;
    window.press(key::F1).await?;
    window.sees("Whom you can turn to").await?;

    let elsewhere = stage.person(&stage.one).await?;
    let there = elsewhere.signed.me().await?.allowance.state;
    let due = |state: State| {
        matches!(
            state,
            State::OnBreak {
                kind: RestKind::Forced,
                until: Some(_)
            }
        )
    };
    assert!(due(there), "{there:?} on every device");
    assert!(
        elsewhere.take(1).await.is_err(),
        "and no case is given on any other either"
    );
    stage.finish(window).await
}
