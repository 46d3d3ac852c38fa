//! A hub that asks what speaks Shield at its door: what is known there comes before a person, near ones without a distance,
//! and what is not answered waits and is never "no match".

use anyhow::Context as _;
use scrim_hashing::pdq::PdqHash;
use scrim_model::{ids::ItemId, matcher::NoAnswer, matching::MatchKind, person::Role};
use scrim_tests::{
    harness::{HubOptions, Reviewer, TestHub, eventually, hma::Trouble, shield::StandIn, source::Source},
    pictures::{File, alter::Alteration, picture},
};
use scrim_wire::http::{
    items::{Outcome, Submitted},
    leases::PairCard,
};
use serde_json::{Value, json};
use std::fs;

/// A hub whose list "known" takes in what a matcher of the name "shield" knows as csam.
struct Scene {
    hub: TestHub,
    source: Source,
    person: Reviewer,
    folder: tempfile::TempDir,
}

impl Scene {
    async fn set(address: &str, password: &str, more: &[&str]) -> anyhow::Result<Self> {
        let hub = TestHub::start(HubOptions::default())?;
        let source = hub.source("platform")?;
        hub.import("known", false, &[File::jpeg(&picture(30))])?;
        let person = hub.person("somebody", Role::Moderator).await?;
        let mut words = vec!["matcher", "add", "shield", "--kind", "shield", "--address", address];
        words.extend(["--list", "csam=known", "--basic", "user"]);
        words.extend(more);
        hub.lines_with(&words, &format!("{password}\n"))?;
        hub.command(&["matcher", "change", "shield", "--mode", "on"])?;
        let folder = tempfile::tempdir()?;
        Ok(Self {
            hub,
            source,
            person,
            folder,
        })
    }

    async fn start(more: &[&str]) -> anyhow::Result<(Self, StandIn)> {
        let shield = StandIn::start().await?;
        shield.world().wants = Some(("user".to_owned(), "word".to_owned()));
        Ok((Self::set(&shield.url(), "word", more).await?, shield))
    }

    /// The hash of a file, as the hub makes it.
    fn pdq(&self, file: &File) -> anyhow::Result<PdqHash> {
        let path = self.folder.path().join(&file.name);
        fs::write(&path, &file.bytes)?;
        let told: Value = serde_json::from_str(&self.hub.command(&["hash", &path.to_string_lossy()])?)?;
        let hex = told.get("pdq").and_then(Value::as_str).context("a hash")?;
        hex.parse::<PdqHash>().ok().context("a hash")
    }

    /// What whoever takes its case sees that an upload matches.
    async fn pairs(&self, submitted: &Submitted) -> anyhow::Result<Vec<PairCard>> {
        anyhow::ensure!(submitted.outcome == Outcome::Queued, "{submitted:?}");
        let held = self.person.take_case(submitted.case_id.context("a case")?).await?;
        self.person.give_back(&held).await?;
        Ok(held.leased.case.pairs.clone())
    }

    async fn pair(&self, file: &File) -> anyhow::Result<PairCard> {
        let submitted = self.source.submit(file).await?;
        let mut pairs = self.pairs(&submitted).await?;
        anyhow::ensure!(pairs.len() == 1, "{pairs:?}");
        pairs.pop().context("one")
    }

    async fn unverified(&self, file: &File) -> anyhow::Result<ItemId> {
        let submitted = self.source.submit(file).await?;
        anyhow::ensure!(submitted.outcome == Outcome::Unverified, "{submitted:?}");
        Ok(submitted.item_id)
    }

    /// Waits until an upload is settled. On the way it is never anything but unverified.
    async fn settles(&self, item: ItemId, as_what: Outcome) -> anyhow::Result<()> {
        eventually(format!("{as_what:?}"), async || {
            let outcome = self.source.item(item).await?.outcome;
            anyhow::ensure!(outcome == Outcome::Unverified || outcome == as_what, "{outcome:?}");
            Ok((outcome == as_what).then_some(()))
        })
        .await
    }

    fn why(&self) -> anyhow::Result<Option<NoAnswer>> {
        let line: Value = serde_json::from_str(&self.hub.command(&["matcher", "list"])?)?;
        let why = line.get("why").cloned();
        Ok(why.map(serde_json::from_value).transpose()?)
    }

    fn entries(&self) -> anyhow::Result<Vec<Value>> {
        let words = ["list", "export", "--bank", "known", "--format", "scrim"];
        let lines = self.hub.lines(&words)?;
        Ok(lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    }

    fn finish(self) -> anyhow::Result<()> {
        let sound = self.hub.doctor("cases")?;
        anyhow::ensure!(sound.ok, "{}", sound.says);
        self.hub.finish()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_near_comes_before_a_person_with_no_distance_and_nothing_but_hashes_leaves() -> anyhow::Result<()>
{
    let (scene, shield) = Scene::start(&[]).await?;
    let file = File::jpeg(&picture(4));
    shield.world().near(scene.pdq(&file)?, "csam", 9);
    let pair = scene.pair(&file).await?;
    assert_eq!((pair.kind, pair.bank_name.as_str()), (MatchKind::SaidNear, "known"));
    assert_eq!(pair.category.as_deref(), Some("csam"));
    let unknown = scene.source.outcome(&File::jpeg(&picture(9))).await?;
    assert_eq!(unknown, Outcome::NoMatch);
    assert!(shield.world().paths().iter().all(|path| *path == "/v1/pdq/"));

    let entries = scene.entries()?;
    let learned = entries
        .iter()
        .find(|entry| entry.to_string().contains(&"09".repeat(32)));
    let learned = learned.with_context(|| format!("the listed file: {entries:?}"))?;
    let own = scene.pdq(&file)?.to_string();
    assert!(
        !learned.to_string().contains(&own),
        "the upload's hash is not the file's: {learned}"
    );
    // What lies near the upload was not called near by anybody.
    let altered = Alteration::Recompressed(40).file(&picture(4));
    if scene.pdq(&altered)? != scene.pdq(&file)? {
        assert_eq!(scene.source.outcome(&altered).await?, Outcome::NoMatch);
    }
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_are_sent_where_somebody_says_so_and_equal_bytes_are_told_by_them() -> anyhow::Result<()> {
    let (scene, shield) = Scene::start(&["--sends", "uploads"]).await?;
    let (exact, near) = (File::jpeg(&picture(4)), File::jpeg(&picture(5)));
    {
        let mut world = shield.world();
        let said = json!({"classification": "csam", "match_type": "exact", "near_match_details": null});
        world.files.insert(exact.bytes.clone(), said);
        let said = json!({"classification": "csam", "match_type": "near", "near_match_details": []});
        world.files.insert(near.bytes.clone(), said);
    }
    assert_eq!(scene.pair(&exact).await?.kind, MatchKind::Exact);
    assert_eq!(scene.pair(&near).await?.kind, MatchKind::SaidNear);
    assert_eq!(scene.source.outcome(&File::jpeg(&picture(9))).await?, Outcome::NoMatch);
    let sent = shield
        .world()
        .paths()
        .iter()
        .filter(|path| **path == "/v1/media/")
        .count();
    assert_eq!(sent, 3);
    // An answer that is about other bytes is none.
    let other = File::jpeg(&picture(6));
    let said = json!({"classification": "no-known-match", "match_type": null, "sha256_hex": "00".repeat(32)});
    shield.world().files.insert(other.bytes.clone(), said);
    let item = scene.unverified(&other).await?;
    assert_eq!(scene.why()?, Some(NoAnswer::Unintelligible));
    shield.world().files.clear();
    scene.settles(item, Outcome::NoMatch).await?;
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_there_leaves_uploads_unverified_until_it_is_right_again() -> anyhow::Result<()> {
    let (scene, shield) = Scene::start(&["--sends", "uploads"]).await?;
    let troubles = [
        (Trouble::Breaks, NoAnswer::Fails),
        (Trouble::WrongType, NoAnswer::Unintelligible),
        (Trouble::HalfABody, NoAnswer::Silent),
        (Trouble::Redirect, NoAnswer::Redirects),
        (Trouble::TooLate, NoAnswer::TooLate),
        (Trouble::Endless, NoAnswer::TooLong),
        (Trouble::Unauthorised, NoAnswer::Credential),
    ];
    for ((trouble, why), number) in troubles.into_iter().zip(40..) {
        let (known, unknown) = (File::jpeg(&picture(number)), File::jpeg(&picture(number + 20)));
        let said = json!({"classification": "csam", "match_type": "exact"});
        shield.world().files.insert(known.bytes.clone(), said);
        shield.world().trouble = Some(trouble);
        let items = [scene.unverified(&known).await?, scene.unverified(&unknown).await?];
        assert_eq!(scene.why()?, Some(why), "{trouble:?}");
        shield.world().trouble = None;
        for (item, outcome) in items.into_iter().zip([Outcome::Queued, Outcome::NoMatch]) {
            let settled = scene.settles(item, outcome).await;
            settled.with_context(|| format!("{trouble:?}"))?;
        }
    }
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_here_has_heard_of_and_what_is_undecided_there_is_never_no_match() -> anyhow::Result<()> {
    let (scene, shield) = Scene::start(&[]).await?;
    let [new, open, left_out] = [4, 5, 6].map(|number| File::jpeg(&picture(number)));
    shield.world().near(scene.pdq(&new)?, "something-new", 7);
    shield
        .world()
        .near(scene.pdq(&left_out)?, "harmful-abusive-material", 8);
    let item = scene.unverified(&new).await?;
    assert_eq!(scene.why()?, Some(NoAnswer::Unmapped));
    let outcome = scene.source.outcome(&left_out).await?;
    assert_eq!(outcome, Outcome::NoMatch, "somebody chose to leave that one out");
    let lists = ["--list", "csam=known", "--list", "something-new=known"];
    let words = [["matcher", "change", "shield"].as_slice(), &lists].concat();
    scene.hub.command(&words)?;
    scene.settles(item, Outcome::Queued).await?;

    let nulls = json!({"classification": null, "match_type": null, "near_match_details": null});
    let hash = scene.pdq(&open)?;
    shield.world().hashes.insert(hash.0, nulls);
    let item = scene.unverified(&open).await?;
    assert_eq!(scene.why()?, Some(NoAnswer::Undecided));
    shield.world().near(hash, "csam", 9);
    scene.settles(item, Outcome::Queued).await?;
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_that_is_revoked_and_replaced_settles_what_waited() -> anyhow::Result<()> {
    let (scene, shield) = Scene::start(&[]).await?;
    let file = File::jpeg(&picture(4));
    shield.world().near(scene.pdq(&file)?, "csam", 9);
    shield.world().wants = Some(("user".to_owned(), "another word".to_owned()));
    let item = scene.unverified(&file).await?;
    assert_eq!(scene.why()?, Some(NoAnswer::Credential));
    let words = ["matcher", "change", "shield", "--basic", "user"];
    scene.hub.lines_with(&words, "another word\n")?;
    scene.settles(item, Outcome::Queued).await?;
    let said = [scene.hub.log(), scene.hub.lines(&["matcher", "list"])?].concat();
    assert!(!said.contains("another word"));
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_says_what_counts_and_what_shield_cannot_do_is_refused() -> anyhow::Result<()> {
    let (scene, shield) = Scene::start(&["--sends", "uploads"]).await?;
    let told: Value = serde_json::from_str(&scene.hub.command(&["matcher", "check", "shield"])?)?;
    assert_eq!(told.get("ready"), Some(&json!(true)));
    let says = told.get("says").context("sentences")?.to_string();
    for word in ["harmful-abusive-material is not mapped", "uploads themselves are sent"] {
        assert!(says.contains(word), "{word} is not in {says}");
    }
    shield.world().wants = Some(("user".to_owned(), "another word".to_owned()));
    let refused = scene.hub.command(&["matcher", "check", "shield"]);
    assert!(refused.is_err_and(|error| error.to_string().contains("refuses the credential")));
    for words in [
        ["matcher", "reconcile", "shield"].as_slice(),
        &[
            "destination",
            "add",
            "hma",
            "told",
            "--matcher",
            "shield",
            "--confirmed",
            "CONFIRMED",
        ],
        &["matcher", "change", "shield", "--list", "no-known-match=known"],
        &[
            "matcher",
            "add",
            "hma",
            "--address",
            "https://hma.example",
            "--sends",
            "uploads",
        ],
    ] {
        assert!(scene.hub.command(words).is_err(), "{words:?}");
    }
    scene.finish()
}

/// A hub with a vetted list of two pictures, and the key by which another hub asks it.
fn other_hub() -> anyhow::Result<(TestHub, String)> {
    let other = TestHub::start(HubOptions::default())?;
    other.import("vetted", true, &[4, 5].map(|number| File::jpeg(&picture(number))))?;
    let key = other.source_key("another hub")?;
    Ok((other, key))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_asks_another_hubs_front_door_by_hash() -> anyhow::Result<()> {
    let (other, key) = other_hub()?;
    let scene = Scene::set(&other.url, &key, &[]).await?;
    let near = scene.pair(&Alteration::Recompressed(60).file(&picture(4))).await?;
    assert_eq!((near.kind, near.bank_name.as_str()), (MatchKind::SaidNear, "known"));
    // The other hub has told the listed file's digests, by which its very bytes are known from then on.
    let again = scene.source.submit(&File::jpeg(&picture(4))).await?;
    let exact: Vec<bool> = again.matches.iter().map(|list| list.exact).collect();
    assert_eq!((again.outcome, exact), (Outcome::Queued, vec![true]));
    assert_eq!(scene.source.outcome(&File::jpeg(&picture(9))).await?, Outcome::NoMatch);
    let open = File::jpeg(&picture(12));
    other.import("not vetted", false, std::slice::from_ref(&open))?;
    scene.unverified(&open).await?;
    assert_eq!(scene.why()?, Some(NoAnswer::Undecided));
    other.finish()?;
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_asks_another_hubs_front_door_by_the_upload() -> anyhow::Result<()> {
    let (other, key) = other_hub()?;
    let scene = Scene::set(&other.url, &key, &["--sends", "uploads"]).await?;
    let exact = scene.pair(&File::jpeg(&picture(4))).await?;
    assert_eq!(exact.kind, MatchKind::Exact);
    let near = scene.pair(&Alteration::Recompressed(60).file(&picture(5))).await?;
    assert_eq!(near.kind, MatchKind::SaidNear);
    assert_eq!(scene.source.outcome(&File::jpeg(&picture(9))).await?, Outcome::NoMatch);
    other.finish()?;
    scene.finish()
}
