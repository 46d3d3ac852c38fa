//! The desk's log of a whole review, at the most that can be asked of it.

use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, Stage, eventually, secrets::Secrets, stage::Account},
    pictures::{Alteration, File, large},
};

/// A name that occurs nowhere by chance.
const NAME: &str = "mara-of-the-logs";

#[tokio::test]
async fn a_review_at_trace_leaves_no_token_key_hash_name_or_password_in_the_logs_of_desk_and_hub() -> anyhow::Result<()>
{
    let options = HubOptions {
        log: "trace",
        ..HubOptions::default()
    };
    let Some(mut stage) = Stage::empty(options)? else {
        return Ok(());
    };
    stage.log_everything();
    let mara = Account::add(&stage.hub, NAME, Role::Moderator)?;
    let mut secrets = Secrets::default();
    secrets.word("a name", &mara.name);
    secrets.word("a password", &mara.password);
    secrets.hex("the master key", &stage.hub.master_key()?)?;
    let known = [1, 4].map(|number| File::jpeg(&large(number)));
    stage.hub.import("known-to-the-logs", false, &known)?;
    secrets.word("a list", "known-to-the-logs");
    for number in [1, 4] {
        let sent = Alteration::Brightened(14).file(&large(number));
        secrets.file(&stage.hub, &sent)?;
        stage.source.submit(&sent).await?;
    }
    for file in &known {
        secrets.file(&stage.hub, file)?;
    }

    let lead = stage.person(&stage.lead).await?;
    let window = stage.review_of(&mara).await?;
    window.look(Rung::Grey).await?;
    window.rule("a").await?;
    eventually("the verdict", async || {
        let metrics = stage.hub.metrics(&lead).await?;
        Ok((metrics.verdicts.content.values().sum::<u64>() == 1).then_some(()))
    })
    .await?;

    let (desk, hub) = (window.said(), stage.hub.log());
    assert!(
        desk.contains("TRACE") && hub.contains("\"level\":\"TRACE\""),
        "the logs are at their fullest"
    );
    let told = secrets.found_in(&(desk + &hub))?;
    assert!(told.is_empty(), "{}", told.join("\n"));
    stage.finish(window).await
}
