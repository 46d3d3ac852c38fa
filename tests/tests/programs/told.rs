//! A hub that tells an HMA what people decided: what is disputed is disabled there, what is confirmed is banked, and
//! whatever goes wrong on the way, nothing is there twice and a reversal takes it back. The hub's commands hold up the
//! thread they are called on, and the HMA answers on another.

mod scene;

use anyhow::Context as _;
use reqwest::Method;
use scene::{CONFIRMED, LIST, Scene};
use scrim_model::{
    delivery::Failure,
    ids::{CaseId, MatcherId},
    person::Role,
};
use scrim_tests::harness::{
    eventually,
    hma::{Banked, Trouble},
    rulings::Ruling,
};
use scrim_wire::http::{items::Outcome, reconciling::PassesInfo};
use serde_json::{Value, json};

fn note(case: CaseId) -> String {
    format!("Scrim case {case}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_dispute_disables_the_content_there_and_its_reversal_enables_it() -> anyhow::Result<()> {
    let scene = Scene::set("on").await?;
    let case = scene.upload(&scene.files.copy).await?;
    scene.one.decide(case, Ruling::Dispute).await?;
    assert_eq!(scene.listed()?.1.disable_until_ts, 1, "one person disables nothing");
    let taken = scene.two.decide(case, Ruling::Dispute).await?;
    let (_number, disabled) = scene.matches(false).await?;
    assert_eq!(disabled.note, Some(note(case)));
    assert_eq!(scene.on(CONFIRMED), []);
    let reversal = format!("/v1/verdicts/{}/reversal", taken.verdict_id);
    scene.reverse(&reversal).await?;
    let (_number, enabled) = scene.matches(true).await?;
    assert_eq!(enabled.note, Some(note(case)));
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_variant_is_banked_with_its_case_and_removed_by_the_reversal() -> anyhow::Result<()> {
    let scene = Scene::set("on").await?;
    // Somebody else has confirmed the original already.
    let original = scene.pdq(&scene.files.original)?;
    let theirs = scene.hma.world().list(CONFIRMED, &original);
    let case = scene.upload(&scene.files.copy).await?;
    let reversal = scene.decide(case, Ruling::Agree).await?;
    let there = scene.banked(2).await?;
    let ours = there.iter().find(|(number, _content)| *number != theirs);
    let (_number, ours) = ours.context("the altered copy")?;
    assert_eq!(ours.note, Some(note(case)));
    assert_eq!(ours.signals.get("pdq"), Some(&scene.pdq(&scene.files.copy)?));
    eventually("both arrived", async || {
        Ok((scene.deliveries("delivered").await?.len() == 2).then_some(()))
    })
    .await?;
    scene.reverse(&reversal).await?;
    let left = scene.banked(1).await?;
    assert_eq!(left.first().map(|(number, _content)| *number), Some(theirs));
    eventually("both taken back", async || {
        Ok((scene.deliveries("delivered").await?.len() == 4).then_some(()))
    })
    .await?;
    assert_eq!(scene.on(CONFIRMED).len(), 1, "what somebody else had banked stays");
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disputed_entry_that_an_exchange_deletes_and_adds_again_is_disabled_again() -> anyhow::Result<()> {
    let scene = Scene::set("on").await?;
    let case = scene.upload(&scene.files.copy).await?;
    let reversal = scene.decide(case, Ruling::Dispute).await?;
    let (before, _disabled) = scene.matches(false).await?;
    eventually("it arrived", async || {
        Ok((scene.deliveries("delivered").await?.len() == 1).then_some(()))
    })
    .await?;
    scene.lists(Vec::new());
    let found = scene.reconcile()?;
    assert_eq!((&found["told_again"], &found["looked_at"]), (&json!(0), &json!(1)));
    scene.list()?;
    assert_eq!(
        scene.listed()?.1.disable_until_ts,
        1,
        "it came back as if nobody had disputed it"
    );
    assert_eq!(scene.reconcile()?["told_again"], 1);
    let (after, disabled) = scene.matches(false).await?;
    assert_eq!((before == after, disabled.note), (false, Some(note(case))));
    eventually("people see both", async || {
        Ok((scene.deliveries("delivered").await?.len() == 2).then_some(()))
    })
    .await?;
    assert_eq!(scene.reconcile()?["told_again"], 0);
    scene.reverse(&reversal).await?;
    assert_eq!(scene.matches(true).await?.0, after);
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_there_brings_nobody_a_case_until_it_is_there_again() -> anyhow::Result<()> {
    let scene = Scene::set("off").await?;
    let admin = scene.hub.person("admin", Role::Admin).await?;
    scene.upload(&scene.files.copy).await?;
    scene.lists(Vec::new());
    let listed: Value = serde_json::from_str(&scene.hub.command(&["matcher", "list"])?)?;
    let id: MatcherId = listed["id"].as_str().context("an id")?.parse()?;
    let path = format!("/v1/matchers/{id}/reconciling");
    let asked: Value = admin.call(Method::POST, &path, &json!({})).await?.done()?;
    assert_eq!(asked, Value::Null);
    let passes = eventually("a pass", async || {
        let passes: PassesInfo = admin.read(&path).await?;
        Ok(passes.ended_at.is_some().then_some(passes))
    })
    .await?;
    assert_eq!(passes.found.map(|found| (found.looked_at, found.gone)), Some((1, 1)));
    assert_eq!(scene.source.outcome(&scene.files.cousin).await?, Outcome::NoMatch);
    scene.list()?;
    assert_eq!(scene.reconcile()?["back"], 1);
    assert_eq!(scene.source.outcome(&scene.files.cousin).await?, Outcome::Queued);
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_matcher_that_answers_nothing_it_should_has_lost_nothing() -> anyhow::Result<()> {
    let scene = Scene::set("off").await?;
    scene.upload(&scene.files.copy).await?;
    for trouble in [
        Trouble::Breaks,
        Trouble::HalfABody,
        Trouble::WrongType,
        Trouble::Unauthorised,
    ] {
        scene.hma.world().trouble = Some(trouble);
        assert!(scene.reconcile().is_err(), "{trouble:?}");
        scene.hma.world().trouble = None;
        assert_eq!(
            scene.source.outcome(&scene.files.original).await?,
            Outcome::Queued,
            "{trouble:?}"
        );
    }
    assert_eq!(scene.reconcile()?["gone"], 0);
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_shows_the_call_that_leaves_once_it_is_on_and_asks_nothing() -> anyhow::Result<()> {
    let scene = Scene::set("dry-run").await?;
    let case = scene.upload(&scene.files.copy).await?;
    let asked = scene.hma.world().asked.len();
    scene.decide(case, Ruling::Dispute).await?;
    let waiting = eventually("what would leave", async || {
        let mut waiting = scene.deliveries("waiting").await?;
        Ok(waiting.pop())
    })
    .await?;
    let (number, _content) = scene.listed()?;
    let leaves = waiting.leaves.context("it is shown")?;
    assert_eq!(leaves.method, "PUT");
    assert_eq!(
        leaves.url,
        format!("{}/c/bank/{LIST}/content/{number}", scene.hma.url())
    );
    assert_eq!(
        leaves.body,
        format!(r#"{{"disable_until_ts":0,"note":"Scrim case {case}"}}"#)
    );
    assert_eq!(scene.hma.world().asked.len(), asked, "nobody asked it");
    scene.hub.command(&["destination", "mode", "told", "on"])?;
    scene.matches(false).await?;
    let put = format!("PUT /c/bank/{LIST}/content/{number}");
    assert!(scene.hma.world().asked.contains(&put));
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_that_is_revoked_leaves_a_letter_that_a_lead_sends_again_and_nothing_is_there_twice()
-> anyhow::Result<()> {
    let scene = Scene::set("on").await?;
    let case = scene.upload(&scene.files.copy).await?;
    scene.hma.world().trouble = Some(Trouble::Unauthorised);
    scene.decide(case, Ruling::Agree).await?;
    let dead = eventually("two dead letters", async || {
        let dead = scene.deliveries("dead").await?;
        Ok((dead.len() == 2).then_some(dead))
    })
    .await?;
    assert!(
        dead.iter()
            .all(|letter| letter.why == Some(Failure::Credential) && !letter.in_doubt)
    );
    scene.hma.world().trouble = None;
    assert_eq!(scene.on(CONFIRMED), []);
    for letter in dead {
        let path = format!("/v1/deliveries/{}/retry", letter.id);
        let _sent: Value = scene.lead.call(Method::POST, &path, &json!({})).await?.done()?;
    }
    let mut hashes: Vec<String> = scene.banked(2).await?.into_iter().filter_map(pdq_of).collect();
    let mut wanted = vec![scene.pdq(&scene.files.original)?, scene.pdq(&scene.files.copy)?];
    hashes.sort();
    wanted.sort();
    assert_eq!(hashes, wanted);
    scene.finish()
}

fn pdq_of((_number, content): (u64, Banked)) -> Option<String> {
    content.signals.get("pdq").cloned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_is_told_as_soon_as_a_matcher_in_trouble_is_well_again() -> anyhow::Result<()> {
    for trouble in [Trouble::Breaks, Trouble::HalfABody] {
        let scene = Scene::set("on").await?;
        let case = scene.upload(&scene.files.copy).await?;
        scene.hma.world().trouble = Some(trouble);
        scene.decide(case, Ruling::Dispute).await?;
        eventually("a failure", async || {
            let waiting = scene.deliveries("waiting").await?;
            Ok(waiting
                .iter()
                .any(|letter| letter.tries > 0 && letter.in_doubt)
                .then_some(()))
        })
        .await?;
        scene.hma.world().trouble = None;
        scene.matches(false).await?;
        scene.finish()?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_banking_whose_end_is_open_waits_until_the_index_can_tell() -> anyhow::Result<()> {
    let scene = Scene::set("on").await?;
    let case = scene.upload(&scene.files.copy).await?;
    scene.hma.world().trouble = Some(Trouble::Breaks);
    scene.decide(case, Ruling::Agree).await?;
    let waiting = eventually("two failures", async || {
        let waiting = scene.deliveries("waiting").await?;
        let open = waiting
            .iter()
            .filter(|letter| letter.tries == 1 && letter.in_doubt)
            .count();
        Ok((open == 2).then_some(waiting))
    })
    .await?;
    for letter in waiting {
        assert!(letter.at.since(letter.planned_at).0 >= 100_000, "{letter:?}");
    }
    scene.hma.world().trouble = None;
    assert_eq!(scene.on(CONFIRMED), []);
    scene.finish()
}
