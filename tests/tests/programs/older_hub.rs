//! Whoever has the newer client at a hub of the version before: the day's work goes on, and what that hub cannot do is told
//! as that.

use scrim_hub_client::ClientError;
use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubBefore, HubOptions, Reviewer, TestHub, eventually, rulings::Ruling},
    pictures::{chain::chain, picture},
};
use scrim_wire::{
    Code,
    http::{me::PasswordKept, people::ChangePassword, verdicts::VerdictUndone},
    missing::Missing,
};

const PASSWORD: &str = "a long enough password";

#[tokio::test]
async fn the_days_work_goes_on_at_a_hub_of_the_version_before() -> anyhow::Result<()> {
    let files = chain(&picture(4))?;
    let hub = TestHub::start(HubOptions {
        grace_seconds: 600,
        ..HubOptions::default()
    })?;
    hub.add_person("ines", Role::Moderator, PASSWORD)?;
    let source = hub.source("platform")?;
    hub.import("known", false, std::slice::from_ref(&files.original))?;
    let case = source.submit(&files.copy).await?.case_id.expect("it is queued");

    let before = HubBefore::of(&hub.url).await?;
    let ines = Reviewer::sign_in(&before.url(), "ines", PASSWORD).await?;
    assert_eq!(ines.signed.missing().await?, Missing::ALL);
    let me = ines.signed.me().await?;
    assert_eq!(me.password, PasswordKept::None, "that hub says nothing of it");
    let held = ines.take_case(case).await?;
    let looked = ines.look(&held, Rung::Grey).await?;
    assert_eq!(looked.rendition, Rung::Grey);
    let taken = ines.say(&held, Ruling::Agree.on(&held.leased.case)).await?;
    let VerdictUndone { case_id, .. } = ines.signed.take_back(taken.verdict_id).await?;
    assert_eq!(case_id, case);
    ines.decide(case, Ruling::Agree).await?;
    ines.signed.begin_break().await?;
    ines.signed.end_break().await?;
    eventually("the record", async || {
        Ok((!ines.signed.exposures().await?.is_empty()).then_some(()))
    })
    .await?;
    ines.signed.sign_out().await?;
    Ok(())
}

#[tokio::test]
async fn what_a_hub_of_the_version_before_cannot_do_is_not_taken_for_a_thing_that_is_gone() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions::default())?;
    hub.add_person("omar", Role::Admin, PASSWORD)?;
    let before = HubBefore::of(&hub.url).await?;
    let omar = Reviewer::sign_in(&before.url(), "omar", PASSWORD).await?;
    let wanted = ChangePassword {
        current: PASSWORD.into(),
        new: "eleven herons at dusk".into(),
    };
    let code = |error: ClientError| error.code();
    let refused = omar.signed.change_password(&wanted).await.map_err(code);
    assert_eq!(refused, Err(Some(Code::NoSuchOperation)));
    assert_eq!(
        omar.signed.setup().await.map_err(code).err(),
        Some(Some(Code::NoSuchOperation))
    );
    assert!(!omar.signed.people().await?.is_empty(), "what it has, it does");
    // The same at the hub itself, where nothing is missing.
    let here = Reviewer::sign_in(&hub.url, "omar", PASSWORD).await?;
    assert_eq!(here.signed.missing().await?, []);
    here.signed.change_password(&wanted).await?;
    Ok(())
}
