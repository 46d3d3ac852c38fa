//! A hub that is killed at any moment forgets nothing it has said yes to.

use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, TestHub, child, rulings::Ruling},
    pictures::{Alteration, File, dice::Dice, picture},
};
use scrim_wire::http::items::{ItemDecision, Outcome};
use std::time::Duration;

/// How often the hub is killed.
const KILLS: u32 = 8;

#[tokio::test]
async fn no_accepted_upload_is_lost_when_the_hub_is_killed_at_random_moments() -> anyhow::Result<()> {
    let mut hub = TestHub::start(HubOptions::default())?;
    let source = hub.source("platform")?;
    let files: Vec<File> = (0..4).map(|n| Alteration::Resized(300).file(&picture(n))).collect();
    let mut moments = Dice::new(11, 0);
    let mut accepted = Vec::new();
    for _ in 0..KILLS {
        let victim = hub.pid();
        let after = Duration::from_millis(u64::from(moments.count(5, 400)));
        let killer = tokio::spawn(async move {
            tokio::time::sleep(after).await;
            child::signal(victim, rustix::process::Signal::KILL)
        });
        for file in files.iter().cycle() {
            match source.submit(file).await {
                Ok(submitted) => accepted.push(submitted.item_id),
                Err(_the_hub_is_gone) => break,
            }
        }
        killer.await??;
        hub.start_again()?;
    }
    assert!(!accepted.is_empty(), "nothing was accepted between two kills");
    for item in &accepted {
        assert_eq!(source.item(*item).await?.outcome, Outcome::NoMatch);
    }
    eprintln!("{} uploads accepted over {KILLS} kills, all there", accepted.len());
    hub.finish()
}

#[tokio::test]
async fn no_acknowledged_verdict_is_lost_and_its_effects_arrive_after_the_crash() -> anyhow::Result<()> {
    let mut hub = TestHub::start(HubOptions {
        grace_seconds: 1,
        ..HubOptions::default()
    })?;
    let source = hub.source("platform")?;
    let one = hub.person("one", Role::Moderator).await?;
    let known: Vec<File> = (20..26).map(|n| File::jpeg(&picture(n))).collect();
    hub.import("vetted", true, &known)?;
    for file in &known {
        let item = source.submit(file).await?;
        let held = one.take_case(item.case_id.expect("queued")).await?;
        one.look(&held, Rung::Grey).await?;
        let taken = one.say(&held, Ruling::Agree.on(&held.leased.case)).await?;
        assert_eq!(taken.case_id, held.case());
        hub.kill()?;
        hub.start_again()?;
        assert_eq!(source.item(item.item_id).await?.decision, ItemDecision::Remove);
    }
    let lead = hub.person("lead", Role::Lead).await?;
    let metrics = hub.metrics(&lead).await?;
    assert_eq!((metrics.cases_decided, metrics.looks), (6, 6));
    assert_eq!(source.outcome(&known[0]).await?, Outcome::Stopped);
    hub.finish()
}
