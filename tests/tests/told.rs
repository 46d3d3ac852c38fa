//! A hub that tells an HMA what people decided: what is disputed is disabled there, what is confirmed is banked, and
//! whatever goes wrong on the way, nothing is there twice and a reversal takes it back.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{
    delivery::Failure,
    ids::{CaseId, MatcherId},
    person::Role,
};
use scrim_tests::{
    harness::{
        HubOptions, TestHub, eventually,
        hma::{Banked, PREFIX, StandIn, Trouble, Upstream},
        person::Reviewer,
        rulings::Ruling,
        source::Source,
    },
    pictures::{
        File,
        chain::{Chain, chain},
        picture,
    },
};
use scrim_wire::http::{
    deliveries::{DeliveryInfo, DeliveryList},
    items::Outcome,
    reconciling::PassesInfo,
    verdicts::Reversed,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs};

const LIST: &str = "NCMEC_EX";
const CONFIRMED: &str = "CONFIRMED";

/// A hub that asks an HMA and tells it, and people who review.
struct Scene {
    hub: TestHub,
    hma: StandIn,
    source: Source,
    one: Reviewer,
    two: Reviewer,
    lead: Reviewer,
    files: Chain,
    folder: tempfile::TempDir,
}

impl Scene {
    /// The original of a chain of copies is listed at the HMA.
    async fn set(mode: &str) -> anyhow::Result<Self> {
        let (hub, hma) = (TestHub::start(HubOptions::default())?, StandIn::start().await?);
        hma.world().exchange(LIST, "ncmec");
        hma.world().bank("UNMAPPED", 1.0);
        // Alone a hash is not found there.
        for byte in ["0f", "33", "55"] {
            hma.world().list("UNMAPPED", &byte.repeat(32));
        }
        let source = hub.source("platform")?;
        hub.import("known", false, &[File::jpeg(&picture(30))])?;
        let url = hma.url();
        hub.lines(&["matcher", "add", "HMA", "--address", &url, "--list", "NCMEC_EX=known"])?;
        hub.command(&["matcher", "change", "HMA", "--mode", "on"])?;
        let told = [
            "destination",
            "add",
            "hma",
            "told",
            "--matcher",
            "HMA",
            "--confirmed",
            CONFIRMED,
        ];
        hub.command(&told)?;
        let checked = hub.command(&["destination", "check", "told"])?;
        anyhow::ensure!(checked.contains("\"there\":false"), "{checked}");
        hub.command(&["destination", "bank", "told"])?;
        hub.command(&["destination", "mode", "told", mode])?;
        let scene = Self {
            one: hub.person("one", Role::Moderator).await?,
            two: hub.person("two", Role::Moderator).await?,
            lead: hub.person("lead", Role::Lead).await?,
            files: chain(&picture(4))?,
            folder: tempfile::tempdir()?,
            hub,
            hma,
            source,
        };
        scene.list()?;
        Ok(scene)
    }

    /// The HMA's exchange lists the original, under a new number where it did not before.
    fn list(&self) -> anyhow::Result<()> {
        let entry = Upstream {
            id: "42-image-1".to_owned(),
            signals: BTreeMap::from([("pdq".to_owned(), self.pdq(&self.files.original)?)]),
        };
        self.lists(vec![entry]);
        Ok(())
    }

    fn lists(&self, entries: Vec<Upstream>) {
        let mut world = self.hma.world();
        world.upstream.insert(LIST.to_owned(), entries);
        world.fetch();
    }

    fn pdq(&self, file: &File) -> anyhow::Result<String> {
        let path = self.folder.path().join(&file.name);
        fs::write(&path, &file.bytes)?;
        let told: Value = serde_json::from_str(&self.hub.command(&["hash", &path.to_string_lossy()])?)?;
        Ok(told.get("pdq").and_then(Value::as_str).context("a hash")?.to_owned())
    }

    /// What is on one of the HMA's banks, by number.
    fn on(&self, bank: &str) -> Vec<(u64, Banked)> {
        let world = self.hma.world();
        let there = world.contents.iter().filter(|(_number, content)| content.bank == bank);
        there.map(|(number, content)| (*number, content.clone())).collect()
    }

    /// The one piece of content that the exchange has brought.
    fn listed(&self) -> anyhow::Result<(u64, Banked)> {
        self.on(LIST).pop().context("it is listed")
    }

    async fn upload(&self, file: &File) -> anyhow::Result<CaseId> {
        let submitted = self.source.submit(file).await?;
        anyhow::ensure!(submitted.outcome == Outcome::Queued, "{submitted:?}");
        submitted.case_id.context("what is queued has a case")
    }

    /// Both decide; answers how to take it back.
    async fn decide(&self, case: CaseId, ruling: Ruling) -> anyhow::Result<String> {
        self.one.decide(case, ruling).await?;
        let taken = self.two.decide(case, ruling).await?;
        Ok(format!("/v1/verdicts/{}/reversal", taken.verdict_id))
    }

    async fn reverse(&self, path: &str) -> anyhow::Result<()> {
        let reversed: Reversed = self.lead.call(Method::POST, path, &()).await?.done()?;
        anyhow::ensure!(path.contains("/v1/verdicts/"), "{reversed:?}");
        Ok(())
    }

    async fn deliveries(&self, state: &str) -> anyhow::Result<Vec<DeliveryInfo>> {
        let all: DeliveryList = self.lead.read(&format!("/v1/deliveries?state={state}")).await?;
        Ok(all.deliveries)
    }

    /// Waits until the exchange's content matches or not.
    async fn matches(&self, matches: bool) -> anyhow::Result<(u64, Banked)> {
        let wanted = i64::from(matches);
        eventually(format!("content that matches: {matches}"), async || {
            let listed = self.listed()?;
            Ok((listed.1.disable_until_ts == wanted).then_some(listed))
        })
        .await
    }

    async fn banked(&self, many: usize) -> anyhow::Result<Vec<(u64, Banked)>> {
        eventually(format!("{many} on the bank"), async || {
            let there = self.on(CONFIRMED);
            Ok((there.len() == many).then_some(there))
        })
        .await
    }

    fn reconcile(&self) -> anyhow::Result<Value> {
        let told: Value = serde_json::from_str(&self.hub.command(&["matcher", "reconcile", "HMA"])?)?;
        Ok(told.get("found").cloned().unwrap_or_default())
    }

    fn finish(self) -> anyhow::Result<()> {
        let sound = self.hub.doctor("cases")?;
        anyhow::ensure!(sound.ok, "{}", sound.says);
        self.hub.finish()
    }
}

fn note(case: CaseId) -> Option<String> {
    Some(format!("Scrim case {case}"))
}

#[tokio::test]
async fn a_confirmed_dispute_disables_the_content_there_and_its_reversal_enables_it() -> anyhow::Result<()> {
    let scene = Scene::set("on").await?;
    let case = scene.upload(&scene.files.copy).await?;
    scene.one.decide(case, Ruling::Dispute).await?;
    assert_eq!(scene.listed()?.1.disable_until_ts, 1, "one person disables nothing");
    let taken = scene.two.decide(case, Ruling::Dispute).await?;
    let (_number, disabled) = scene.matches(false).await?;
    assert_eq!(disabled.note, note(case));
    assert_eq!(scene.on(CONFIRMED), []);
    let reversal = format!("/v1/verdicts/{}/reversal", taken.verdict_id);
    scene.reverse(&reversal).await?;
    let (_number, enabled) = scene.matches(true).await?;
    assert_eq!(enabled.note, note(case));
    scene.finish()
}

#[tokio::test]
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
    assert_eq!(ours.note, note(case));
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

#[tokio::test]
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
    assert_eq!((before == after, disabled.note), (false, note(case)));
    eventually("people see both", async || {
        Ok((scene.deliveries("delivered").await?.len() == 2).then_some(()))
    })
    .await?;
    assert_eq!(scene.reconcile()?["told_again"], 0);
    scene.reverse(&reversal).await?;
    assert_eq!(scene.matches(true).await?.0, after);
    scene.finish()
}

#[tokio::test]
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

#[tokio::test]
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

#[tokio::test]
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
    let put = format!("PUT {PREFIX}/c/bank/{LIST}/content/{number}");
    assert!(scene.hma.world().asked.contains(&put));
    scene.finish()
}

#[tokio::test]
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
    (hashes.sort(), wanted.sort());
    assert_eq!(hashes, wanted);
    scene.finish()
}

fn pdq_of((_number, content): (u64, Banked)) -> Option<String> {
    content.signals.get("pdq").cloned()
}

#[tokio::test]
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

#[tokio::test]
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
