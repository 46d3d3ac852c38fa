//! A hub that asks an HMA and tells it, and people who review.

use anyhow::Context as _;
use reqwest::Method;
use scrim_model::{ids::CaseId, person::Role};
use scrim_tests::{
    harness::{
        HubOptions, TestHub, eventually,
        hma::{Banked, StandIn, Upstream},
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
    verdicts::Reversed,
};
use serde_json::Value;
use std::{collections::BTreeMap, fs};

/// The HMA's bank that an exchange fills.
pub(crate) const LIST: &str = "NCMEC_EX";
/// The HMA's bank of what people confirmed.
pub(crate) const CONFIRMED: &str = "CONFIRMED";

/// Both, and files that are near each other.
pub(crate) struct Scene {
    pub(crate) hub: TestHub,
    pub(crate) hma: StandIn,
    pub(crate) source: Source,
    pub(crate) one: Reviewer,
    pub(crate) two: Reviewer,
    pub(crate) lead: Reviewer,
    pub(crate) files: Chain,
    folder: tempfile::TempDir,
}

impl Scene {
    /// The original of a chain of copies is listed at the HMA.
    pub(crate) async fn set(mode: &str) -> anyhow::Result<Self> {
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
    pub(crate) fn list(&self) -> anyhow::Result<()> {
        let entry = Upstream {
            id: "42-image-1".to_owned(),
            signals: BTreeMap::from([("pdq".to_owned(), self.pdq(&self.files.original)?)]),
        };
        self.lists(vec![entry]);
        Ok(())
    }

    pub(crate) fn lists(&self, entries: Vec<Upstream>) {
        let mut world = self.hma.world();
        world.upstream.insert(LIST.to_owned(), entries);
        world.fetch();
    }

    pub(crate) fn pdq(&self, file: &File) -> anyhow::Result<String> {
        let path = self.folder.path().join(&file.name);
        fs::write(&path, &file.bytes)?;
        let told: Value = serde_json::from_str(&self.hub.command(&["hash", &path.to_string_lossy()])?)?;
        Ok(told.get("pdq").and_then(Value::as_str).context("a hash")?.to_owned())
    }

    /// What is on one of the HMA's banks, by number.
    pub(crate) fn on(&self, bank: &str) -> Vec<(u64, Banked)> {
        let world = self.hma.world();
        let there = world.contents.iter().filter(|(_number, content)| content.bank == bank);
        there.map(|(number, content)| (*number, content.clone())).collect()
    }

    /// The one piece of content that the exchange has brought.
    pub(crate) fn listed(&self) -> anyhow::Result<(u64, Banked)> {
        self.on(LIST).pop().context("it is listed")
    }

    pub(crate) async fn upload(&self, file: &File) -> anyhow::Result<CaseId> {
        let submitted = self.source.submit(file).await?;
        anyhow::ensure!(submitted.outcome == Outcome::Queued, "{submitted:?}");
        submitted.case_id.context("what is queued has a case")
    }

    /// Both decide; answers how to take it back.
    pub(crate) async fn decide(&self, case: CaseId, ruling: Ruling) -> anyhow::Result<String> {
        self.one.decide(case, ruling).await?;
        let taken = self.two.decide(case, ruling).await?;
        Ok(format!("/v1/verdicts/{}/reversal", taken.verdict_id))
    }

    pub(crate) async fn reverse(&self, path: &str) -> anyhow::Result<()> {
        let reversed: Reversed = self.lead.call(Method::POST, path, &()).await?.done()?;
        anyhow::ensure!(path.contains("/v1/verdicts/"), "{reversed:?}");
        Ok(())
    }

    pub(crate) async fn deliveries(&self, state: &str) -> anyhow::Result<Vec<DeliveryInfo>> {
        let all: DeliveryList = self.lead.read(&format!("/v1/deliveries?state={state}")).await?;
        Ok(all.deliveries)
    }

    /// Waits until the exchange's content matches or not.
    pub(crate) async fn matches(&self, matches: bool) -> anyhow::Result<(u64, Banked)> {
        let wanted = i64::from(matches);
        eventually(format!("content that matches: {matches}"), async || {
            let listed = self.listed()?;
            Ok((listed.1.disable_until_ts == wanted).then_some(listed))
        })
        .await
    }

    pub(crate) async fn banked(&self, many: usize) -> anyhow::Result<Vec<(u64, Banked)>> {
        eventually(format!("{many} on the bank"), async || {
            let there = self.on(CONFIRMED);
            Ok((there.len() == many).then_some(there))
        })
        .await
    }

    pub(crate) fn reconcile(&self) -> anyhow::Result<Value> {
        let told: Value = serde_json::from_str(&self.hub.command(&["matcher", "reconcile", "HMA"])?)?;
        Ok(told.get("found").cloned().unwrap_or_default())
    }

    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let sound = self.hub.doctor("cases")?;
        anyhow::ensure!(sound.ok, "{}", sound.says);
        self.hub.finish()
    }
}
