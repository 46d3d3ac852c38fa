//! A hub that asks an HMA at its door: what is listed there comes before a person, and what HMA does not answer waits and
//! is never "no match".

use anyhow::Context as _;
use scrim_model::{ids::ItemId, matcher::NoAnswer, person::Role};
use scrim_tests::{
    harness::{
        HubOptions, TestHub, eventually,
        hma::{StandIn, Trouble, Upstream, World},
        rulings::Ruling,
        source::Source,
    },
    pictures::{File, alter::Alteration, picture},
};
use scrim_wire::http::items::{ItemDecision, Outcome};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs};

const LIST: &str = "NCMEC_EX";

/// A hub whose list "known" takes in what an HMA lists on one bank.
struct Scene {
    hub: TestHub,
    hma: StandIn,
    source: Source,
    folder: tempfile::TempDir,
}

impl Scene {
    async fn set(shows: &[&str], secret: &str) -> anyhow::Result<Self> {
        let (hub, hma) = (TestHub::start(HubOptions::default())?, StandIn::start().await?);
        hma.world().exchange(LIST, "ncmec");
        hma.world().bank("UNMAPPED", 1.0);
        // Alone a hash is not found there.
        for byte in ["0f", "33", "55"] {
            hma.world().list("UNMAPPED", &byte.repeat(32));
        }
        let folder = tempfile::tempdir()?;
        let source = hub.source("platform")?;
        hub.import("known", false, &[File::jpeg(&picture(30))])?;
        // Somebody has to be there who may take what is queued.
        hub.person("somebody", Role::Moderator).await?;
        let url = hma.url();
        let mut words = vec!["matcher", "add", "HMA", "--address", &url, "--list", "NCMEC_EX=known"];
        words.extend(shows);
        hub.lines_with(&words, secret)?;
        hub.command(&["matcher", "change", "HMA", "--mode", "on"])?;
        Ok(Self {
            hub,
            hma,
            source,
            folder,
        })
    }

    async fn start() -> anyhow::Result<Self> {
        Self::set(&[], "").await
    }

    /// The hash of a file, as the hub makes it.
    fn pdq(&self, file: &File) -> anyhow::Result<String> {
        let path = self.folder.path().join(&file.name);
        fs::write(&path, &file.bytes)?;
        let told: Value = serde_json::from_str(&self.hub.command(&["hash", &path.to_string_lossy()])?)?;
        Ok(told.get("pdq").and_then(Value::as_str).context("a hash")?.to_owned())
    }

    /// HMA fetches this picture from its exchange, under this id.
    fn list(&self, number: u32, id: &str) -> anyhow::Result<()> {
        let hex = self.pdq(&File::jpeg(&picture(number)))?;
        let mut world = self.hma.world();
        let listed = world.upstream.entry(LIST.to_owned()).or_default();
        listed.push(Upstream {
            id: id.to_owned(),
            signals: BTreeMap::from([("pdq".to_owned(), hex)]),
        });
        world.fetch();
        Ok(())
    }

    fn is_in(&self, trouble: Option<Trouble>) {
        self.hma.world().trouble = trouble;
    }

    /// Uploads one that HMA lists, altered, and one that nobody does.
    async fn both(&self, listed: u32, unknown: u32) -> anyhow::Result<[ItemId; 2]> {
        let altered = Alteration::Recompressed(60).file(&picture(listed));
        let mut items = Vec::new();
        for file in [altered, File::jpeg(&picture(unknown))] {
            let submitted = self.source.submit(&file).await?;
            anyhow::ensure!(submitted.outcome == Outcome::Unverified, "{submitted:?}");
            let state = self.source.item(submitted.item_id).await?;
            anyhow::ensure!(state.outcome == Outcome::Unverified && state.decision == ItemDecision::Pending);
            items.push(submitted.item_id);
        }
        items.try_into().map_err(|_items| anyhow::anyhow!("two"))
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

    async fn settle(&self, [listed, unknown]: [ItemId; 2]) -> anyhow::Result<()> {
        self.settles(listed, Outcome::Queued).await?;
        self.settles(unknown, Outcome::NoMatch).await
    }

    fn why(&self) -> anyhow::Result<Option<NoAnswer>> {
        let line: Value = serde_json::from_str(&self.hub.command(&["matcher", "list"])?)?;
        let why = line.get("why").cloned();
        Ok(why.map(serde_json::from_value).transpose()?)
    }

    fn finish(self) -> anyhow::Result<()> {
        let sound = self.hub.doctor("cases")?;
        anyhow::ensure!(sound.ok, "{}", sound.says);
        self.hub.finish()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_hma_lists_comes_before_a_person_with_its_list_and_stays_known_without_it() -> anyhow::Result<()> {
    let scene = Scene::start().await?;
    scene.list(4, "42-image1")?;
    let one = scene.hub.person("one", Role::Moderator).await?;
    let altered = Alteration::Recompressed(60).file(&picture(4));
    let submitted = scene.source.submit(&altered).await?;
    assert_eq!(submitted.outcome, Outcome::Queued);
    let lists: Vec<&str> = submitted.matches.iter().map(|list| list.bank.as_str()).collect();
    assert_eq!(lists, ["known"]);
    assert_eq!(scene.source.outcome(&File::jpeg(&picture(9))).await?, Outcome::NoMatch);

    let held = one.take_case(submitted.case_id.context("a case")?).await?;
    let pairs = held.leased.case.pairs.clone();
    let [pair] = pairs.as_slice() else {
        anyhow::bail!("one pair: {pairs:?}");
    };
    assert_eq!(pair.bank_name, "known");
    let exported = scene
        .hub
        .lines(&["list", "export", "--bank", "known", "--format", "scrim"])?;
    let entry = exported.lines().find(|line| line.contains("42-image1"));
    let entry: Value = serde_json::from_str(entry.context("whose it is, is kept")?)?;
    assert_eq!(entry["id"], "NCMEC_EX 4, NCMEC_EX 42-image1");

    // A second copy is asked about by its hash alone: what is known here is not read there again.
    scene.hma.world().asked.clear();
    let copy = Alteration::Recompressed(40).file(&picture(4));
    assert_eq!(scene.source.outcome(&copy).await?, Outcome::Queued);
    let asked = scene.hma.world().asked.clone();
    assert!(asked.iter().all(|call| call.contains("/m/lookup?")), "{asked:?}");
    // What was learned goes on matching when HMA is away.
    scene.is_in(Some(Trouble::Breaks));
    let copy = Alteration::Recompressed(50).file(&picture(4));
    assert_eq!(scene.source.outcome(&copy).await?, Outcome::Queued);
    scene.is_in(None);
    eventually("the question about it", async || {
        Ok(scene.why()?.is_none().then_some(()))
    })
    .await?;
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_there_leaves_uploads_unverified_until_it_is_right_again() -> anyhow::Result<()> {
    let scene = Scene::start().await?;
    let troubles = [
        (Trouble::Breaks, NoAnswer::Fails),
        (Trouble::WrongType, NoAnswer::Unintelligible),
        (Trouble::HalfABody, NoAnswer::Silent),
        (Trouble::Redirect, NoAnswer::Redirects),
        (Trouble::TooLate, NoAnswer::TooLate),
        (Trouble::Endless, NoAnswer::TooLong),
        (Trouble::Loading, NoAnswer::Fails),
        (Trouble::Unauthorised, NoAnswer::Credential),
    ];
    for ((trouble, why), number) in troubles.into_iter().zip(40..) {
        scene.list(number, &format!("42-image{number}"))?;
        scene.is_in(Some(trouble));
        let items = scene.both(number, number + 20).await?;
        assert_eq!(scene.why()?, Some(why), "{trouble:?}");
        scene.is_in(None);
        scene.settle(items).await.with_context(|| format!("{trouble:?}"))?;
    }
    let doctor = scene.hub.doctor("matchers")?;
    assert!(doctor.ok, "{}", doctor.says);
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn more_matches_than_can_be_read_are_no_answer_and_not_none() -> anyhow::Result<()> {
    let scene = Scene::start().await?;
    scene.list(4, "42-image1")?;
    let hex = scene.pdq(&File::jpeg(&picture(4)))?;
    let kept: Vec<u64> = scene.hma.world().contents.keys().copied().collect();
    {
        let mut world = scene.hma.world();
        world.bank("FLOOD", 1.0);
        let flood = |world: &mut World| world.list("FLOOD", &hex);
        world.building = scrim_tests::harness::hma::Building::WhenTold;
        for _content in 0..1_001 {
            flood(&mut world);
        }
        world.build();
    }
    let submitted = scene
        .source
        .submit(&Alteration::Recompressed(60).file(&picture(4)))
        .await?;
    assert_eq!(submitted.outcome, Outcome::Unverified);
    assert_eq!(scene.why()?, Some(NoAnswer::TooLong));
    let unknown = scene.source.outcome(&File::jpeg(&picture(9))).await?;
    assert_eq!(
        unknown,
        Outcome::NoMatch,
        "one hash is one question: others are answered"
    );
    {
        let mut world = scene.hma.world();
        world.contents.retain(|id, _| kept.contains(id));
        world.build();
    }
    scene.settles(submitted.item_id, Outcome::Queued).await?;
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_that_is_revoked_and_replaced_settles_what_waited() -> anyhow::Result<()> {
    let scene = Scene::set(&["--header", "x-scrim-key"], "the first word\n").await?;
    scene.hma.world().wants = Some(("x-scrim-key".to_owned(), "the first word".to_owned()));
    scene.list(4, "42-image1")?;
    scene.list(5, "42-image2")?;
    let known = Alteration::Recompressed(60).file(&picture(5));
    assert_eq!(scene.source.outcome(&known).await?, Outcome::Queued);
    scene.hma.world().wants = Some(("x-scrim-key".to_owned(), "the second word".to_owned()));
    let items = scene.both(4, 9).await?;
    assert_eq!(scene.why()?, Some(NoAnswer::Credential));
    let words = ["matcher", "change", "HMA", "--header", "x-scrim-key"];
    scene.hub.lines_with(&words, "the second word\n")?;
    scene.settle(items).await?;
    let said = [scene.hub.log(), scene.hub.lines(&["matcher", "list"])?].concat();
    assert!(!said.contains("the first word") && !said.contains("the second word"));
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hma_that_is_gone_costs_a_few_uploads_a_wait_and_none_an_answer() -> anyhow::Result<()> {
    let scene = Scene::start().await?;
    scene.is_in(Some(Trouble::TooLate));
    for number in 10..13 {
        let submitted = scene.source.submit(&File::jpeg(&picture(number))).await?;
        assert_eq!(submitted.outcome, Outcome::Unverified, "{number}");
    }
    let next = File::jpeg(&picture(13));
    assert_eq!(scene.source.outcome(&next).await?, Outcome::Unverified);
    let asked = scene.hma.world().asked.clone();
    let hex = scene.pdq(&next)?;
    assert!(
        asked.iter().all(|call| !call.contains(&hex)),
        "it is not asked for a while"
    );
    let off = ["matcher", "change", "HMA", "--mode", "off"];
    scene.hub.command(&off)?;
    // Nobody will answer any more: they are settled by what the hub itself knows.
    eventually("nothing unverified", async || Ok(scene.why()?.is_none().then_some(()))).await?;
    scene.is_in(None);
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_question_outlives_the_hub_and_is_asked_by_the_next() -> anyhow::Result<()> {
    let mut scene = Scene::start().await?;
    scene.list(4, "42-image1")?;
    scene.is_in(Some(Trouble::Breaks));
    let items = scene.both(4, 9).await?;
    scene.hub.kill()?;
    scene.is_in(None);
    scene.hub.start_again()?;
    scene.settle(items).await?;
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_says_which_lists_count_and_a_wrong_address_is_told_as_such() -> anyhow::Result<()> {
    let scene = Scene::start().await?;
    scene.hma.world().bank("BY_CHANCE", 0.5);
    let lists = [
        "--list",
        "NCMEC_EX=known",
        "--list",
        "BY_CHANCE=known",
        "--list",
        "GONE=known",
    ];
    scene
        .hub
        .command(&[["matcher", "change", "HMA"].as_slice(), &lists].concat())?;
    let told: Value = serde_json::from_str(&scene.hub.command(&["matcher", "check", "HMA"])?)?;
    assert_eq!(told["ready"], true);
    let lists = told["lists"].as_array().context("lists")?;
    let mapped = |name: &str| {
        let found = lists.iter().find(|list| list["name"] == name);
        found.map(|list| (list["found"].clone(), list["bank_id"].is_string()))
    };
    assert_eq!(mapped(LIST), Some((json!(true), true)));
    assert_eq!(mapped("UNMAPPED"), Some((json!(true), false)));
    assert_eq!(mapped("GONE"), Some((json!(false), true)));
    let says = told["says"].to_string();
    for word in [
        "UNMAPPED is not mapped",
        "BY_CHANCE takes part in a share",
        "no GONE there",
    ] {
        assert!(says.contains(word), "{word} is not in {says}");
    }
    scene.is_in(Some(Trouble::Unauthorised));
    let refused = scene.hub.command(&["matcher", "check", "HMA"]);
    assert!(refused.is_err_and(|error| error.to_string().contains("refuses the credential")));
    scene.is_in(None);
    scene.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_say_of_a_learned_entry_holds_when_the_exchange_deletes_and_adds_it_again() -> anyhow::Result<()> {
    let scene = Scene::start().await?;
    scene.list(4, "42-image1")?;
    let people = [
        scene.hub.person("one", Role::Moderator).await?,
        scene.hub.person("two", Role::Moderator).await?,
    ];
    let altered = Alteration::Recompressed(60).file(&picture(4));
    let case = scene.source.submit(&altered).await?.case_id.context("a case")?;
    for person in &people {
        person.decide(case, Ruling::Dispute).await?;
    }
    let copy = Alteration::Recompressed(40).file(&picture(4));
    eventually("its suspension", async || {
        Ok((scene.source.outcome(&copy).await? == Outcome::NoMatch).then_some(()))
    })
    .await?;
    {
        let mut world = scene.hma.world();
        let listed = world.upstream.insert(LIST.to_owned(), Vec::new()).unwrap_or_default();
        world.fetch();
        world.upstream.insert(LIST.to_owned(), listed);
        world.fetch();
    }
    let copy = Alteration::Recompressed(50).file(&picture(4));
    assert_eq!(
        scene.source.outcome(&copy).await?,
        Outcome::NoMatch,
        "nobody looks at it again"
    );
    scene.finish()
}
