//! The loop closes: what people confirm stops the next copy with nobody looking, and what they take
//! back does so no longer.

use scrim_model::person::Role;
use scrim_tests::{
    harness::{HubOptions, TestHub, eventually, rulings::Ruling},
    pictures::{chain::chain, picture},
};
use scrim_wire::http::{items::Outcome, verdicts::Reversed};

#[tokio::test]
async fn a_confirmed_copy_stops_copies_of_the_copy_until_it_is_reversed() -> anyhow::Result<()> {
    let files = chain(&picture(4))?;
    let hub = TestHub::start(HubOptions::default())?;
    let (one, two) = (
        hub.person("one", Role::Moderator).await?,
        hub.person("two", Role::Moderator).await?,
    );
    let lead = hub.person("lead", Role::Lead).await?;
    let source = hub.source("platform")?;
    hub.import("known", false, std::slice::from_ref(&files.original))?;

    assert_eq!(
        source.outcome(&files.further).await?,
        Outcome::NoMatch,
        "before the loop has closed"
    );
    let copy = source.submit(&files.copy).await?;
    assert_eq!(copy.outcome, Outcome::Queued);
    let case = copy.case_id.expect("what is queued has a case");
    one.decide(case, Ruling::Agree).await?;
    let second = two.decide(case, Ruling::Agree).await?;
    eventually("the variant", async || {
        Ok((hub.metrics(&lead).await?.variants_added == 1).then_some(()))
    })
    .await?;

    let cases_before = hub.metrics(&lead).await?.cases;
    assert_eq!(
        source.outcome(&files.further).await?,
        Outcome::Stopped,
        "a copy of the copy"
    );
    assert_eq!(
        hub.metrics(&lead).await?.cases,
        cases_before,
        "a stopped upload opens no case"
    );
    assert_eq!(
        source.outcome(&files.cousin).await?,
        Outcome::Queued,
        "20 bits from the variant"
    );

    let path = format!("/v1/verdicts/{}/reversal", second.verdict_id);
    let reversed: Reversed = lead.call(reqwest::Method::POST, &path, &()).await?.done()?;
    assert_eq!(reversed.case_id, case);
    assert!(reversed.reopened >= 1, "what it had stopped waits again");
    eventually("the way back", async || {
        Ok((source.outcome(&files.further).await? == Outcome::NoMatch).then_some(()))
    })
    .await?;
    hub.finish()
}

#[tokio::test]
async fn one_person_alone_never_changes_a_list() -> anyhow::Result<()> {
    let files = chain(&picture(8))?;
    let hub = TestHub::start(HubOptions::default())?;
    let one = hub.person("one", Role::Moderator).await?;
    let lead = hub.person("lead", Role::Lead).await?;
    let source = hub.source("platform")?;
    hub.import("known", false, std::slice::from_ref(&files.original))?;
    let case = source.submit(&files.copy).await?.case_id.expect("queued");
    one.decide(case, Ruling::Agree).await?;
    assert!(one.take(8).await?.is_empty(), "the first reviewer is not the second");
    assert_eq!(source.outcome(&files.further).await?, Outcome::NoMatch);
    assert_eq!(hub.metrics(&lead).await?.variants_added, 0);
    hub.finish()
}
