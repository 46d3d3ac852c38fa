//! A destroyed picture is gone: from where media lie, from the file of keys, from the next backup, and for everybody. What
//! was decided on it stays.

use anyhow::Context as _;
use reqwest::Method;
use rusqlite::Connection;
use scrim_model::{
    ids::{CaseId, ItemId},
    person::Role,
    retention::KeptFor,
    rung::Rung,
    time::Span,
};
use scrim_tests::{
    harness::{Answer, Held, HubOptions, Reviewer, Source, TestHub, eventually, rulings::Ruling},
    pictures::{
        File,
        collection::{Recipe, draw},
    },
};
use scrim_wire::{
    Code,
    http::{
        items::{ItemDecision, Outcome},
        retention::{DestroyPicture, DestructionReceipt},
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn small(number: u32) -> File {
    File::jpeg(&draw(Recipe {
        number,
        variation: 0,
        size_px: Some((320, 240)),
    }))
}

/// A hub with an upload that one person confirmed, and who may destroy it.
struct Scene {
    hub: TestHub,
    source: Source,
    admin: Reviewer,
    item: ItemId,
    held: Held,
    person: Reviewer,
}

impl Scene {
    async fn new() -> anyhow::Result<Self> {
        let hub = TestHub::start(HubOptions::default())?;
        let (person, admin) = (
            hub.person("one", Role::Moderator).await?,
            hub.person("admin", Role::Admin).await?,
        );
        hub.import("vetted", true, &[small(1), small(2)])?;
        let source = hub.source("platform")?;
        let submitted = source.submit(&small(1)).await?;
        let (item, case): (ItemId, CaseId) = (submitted.item_id, submitted.case_id.context("queued")?);
        let held = person.take_case(case).await?;
        person.look(&held, Rung::Grey).await?;
        person.say(&held, Ruling::Agree.on(&held.leased.case)).await?;
        eventually("equal bytes are stopped", async || {
            Ok((source.outcome(&small(1)).await? == Outcome::Stopped).then_some(()))
        })
        .await?;
        Ok(Self {
            hub,
            source,
            admin,
            item,
            held,
            person,
        })
    }

    async fn destroy(&self) -> anyhow::Result<Answer<DestructionReceipt>> {
        let path = format!("/v1/items/{}/destroy", self.item);
        let asked = DestroyPicture {
            reason: "order 12".to_owned(),
        };
        self.admin.call(Method::POST, &path, &asked).await
    }

    async fn destruction(&self) -> anyhow::Result<Answer<DestructionReceipt>> {
        let path = format!("/v1/items/{}/destruction", self.item);
        self.admin.call(Method::GET, &path, &()).await
    }

    /// The folder of the upload's sealed media.
    fn media(&self) -> PathBuf {
        folder_of(&self.hub.data().join("media"), self.item)
    }

    fn database(&self) -> anyhow::Result<Connection> {
        Ok(Connection::open(self.hub.data().join("scrim.db"))?)
    }

    /// Its wrapped keys, as they are in the database.
    fn keys(&self) -> anyhow::Result<Vec<Vec<u8>>> {
        let database = self.database()?;
        let text = "SELECT wrapped_key FROM rendition WHERE item = ?1 UNION ALL SELECT original_key FROM item WHERE id = ?1 AND original_key NOT NULL";
        let mut sql = database.prepare(text)?;
        let rows = sql.query_map([self.item.0.as_bytes()], |row| row.get::<_, Vec<u8>>(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many of these keys are in the files of the database, all of them or their greater part.
    fn found(&self, keys: &[Vec<u8>]) -> usize {
        let files = ["scrim.db", "scrim.db-wal"].map(|name| fs::read(self.hub.data().join(name)).unwrap_or_default());
        let here = |key: &&Vec<u8>| {
            let most = key.get(20..).unwrap_or(key);
            files.iter().any(|file| memchr::memmem::find(file, most).is_some())
        };
        keys.iter().filter(here).count()
    }

    /// Moves the hub's time while it is off, as a clock that was put forward would, and signs in anew.
    async fn later(&mut self, span: Span) -> anyhow::Result<()> {
        self.hub.kill()?;
        self.database()?
            .execute("UPDATE hub SET last_now = last_now + ?1", [span.0])?;
        self.hub.start_again()?;
        self.admin = Reviewer::sign_in(&self.hub.url, &self.admin.name, &self.admin.password).await?;
        Ok(())
    }

    fn doctor(&self) -> anyhow::Result<String> {
        Ok(self.hub.doctor("retention")?.says)
    }
}

fn folder_of(media: &Path, item: ItemId) -> PathBuf {
    let id = item.0.simple().to_string();
    media.join(&id[30..]).join(id)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_destroyed_on_request_is_gone_from_disk_and_file_and_its_verdict_stays() -> anyhow::Result<()> {
    let scene = Scene::new().await?;
    let keys = scene.keys()?;
    assert_eq!(
        (keys.len(), scene.found(&keys)),
        (6, 6),
        "five renditions and the original"
    );
    assert_eq!(fs::read_dir(scene.media())?.count(), 6);

    let id = scene.item.to_string();
    scene.hub.command(&["hold", "add", &id, "--reason", "file 7"])?;
    assert_eq!(scene.destroy().await?.code()?, Code::LegalHold);
    assert!(scene.hub.lines(&["hold", "list"])?.contains("file 7"));
    scene.hub.command(&["hold", "remove", &id])?;
    let proof = scene.destroy().await?.done()?;
    assert_eq!(
        (proof.kept_for, proof.requested, proof.media_gone),
        (KeptFor::Confirmed, true, true)
    );

    assert!(!scene.media().exists(), "nothing of it lies where media are kept");
    assert_eq!(scene.keys()?, Vec::<Vec<u8>>::new());
    eventually("no key is in any file of the database", async || {
        Ok((scene.found(&keys) == 0).then_some(()))
    })
    .await?;
    bears_out(&scene.hub, &proof)?;

    // Whoever held the case is told what became of its picture.
    let path = format!("/v1/leases/{}/renditions/1", scene.held.leased.lease_id);
    let rendition: Answer<()> = scene.person.call(Method::GET, &path, &()).await?;
    assert_eq!(rendition.code()?, Code::PictureDestroyed);
    // What was decided stands, and still does what it did.
    let state = scene.source.item(scene.item).await?;
    assert_eq!(
        (state.decision, state.picture_destroyed_at),
        (ItemDecision::Remove, Some(proof.at))
    );
    assert_eq!(scene.source.outcome(&small(1)).await?, Outcome::Stopped);
    assert!(
        scene.doctor()?.contains("1 destroyed, media of 0 to be taken away"),
        "{}",
        scene.doctor()?
    );
    scene.hub.finish()
}

/// The receipt verifies as a file, and one that says something else does not.
fn bears_out(hub: &TestHub, proof: &DestructionReceipt) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("receipt.json");
    let path = file.to_str().context("a path as text")?;
    let verify = || hub.command(&["audit", "verify", "--against", path]);
    fs::write(&file, serde_json::to_string(proof)?)?;
    assert!(verify()?.contains("\"verified\":true"));
    fs::write(&file, serde_json::to_string(&proof.receipt)?)?;
    assert!(verify()?.contains("\"verified\":true"), "the log's own receipt in it");
    for wrong in [
        DestructionReceipt {
            seq: proof.seq - 1,
            ..proof.clone()
        },
        DestructionReceipt {
            kept_for: KeptFor::Cleared,
            ..proof.clone()
        },
    ] {
        fs::write(&file, serde_json::to_string(&wrong)?)?;
        let refused = verify().err().context("it is refused")?;
        assert!(format!("{refused:#}").contains("was altered"), "{refused:#}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_due_is_destroyed_by_time_after_a_day_in_which_a_leap_can_be_noticed() -> anyhow::Result<()> {
    const DAY: Span = Span::hours(24);
    let mut scene = Scene::new().await?;
    let waiting = scene.source.submit(&small(2)).await?;
    let set = scene.hub.command(&["retention", "set", "--confirmed", "30"])?;
    assert!(set.contains("{\"destroy\":{\"after_days\":30}}"), "{set}");
    let rests_until = |hub: &TestHub| -> anyhow::Result<i64> {
        let shown: serde_json::Value = serde_json::from_str(&hub.command(&["retention", "show"])?)?;
        shown["rests_until"].as_i64().context("a time")
    };
    let before = rests_until(&scene.hub)?;
    scene.later(Span(40 * DAY.0)).await?;
    eventually("a leap is noticed", async || {
        Ok((rests_until(&scene.hub)? > before).then_some(()))
    })
    .await?;
    assert!(scene.doctor()?.contains("1 due"), "{}", scene.doctor()?);
    assert!(scene.media().exists(), "and has a day to be put right");

    scene.later(Span(DAY.0 + 60_000)).await?;
    let proof = eventually("it is destroyed", async || Ok(scene.destruction().await?.done().ok())).await?;
    assert_eq!((proof.requested, proof.kept_for), (false, KeptFor::Confirmed));
    eventually("its media too", async || Ok((!scene.media().exists()).then_some(()))).await?;
    bears_out(&scene.hub, &proof)?;
    let media = scene.hub.data().join("media");
    assert_eq!(
        fs::read_dir(folder_of(&media, waiting.item_id))?.count(),
        6,
        "somebody has to look at this one"
    );
    scene.hub.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_hub_left_between_keys_and_media_is_taken_away_when_it_is_back() -> anyhow::Result<()> {
    let mut scene = Scene::new().await?;
    // Something is in the way of taking it away.
    let (folder, aside) = (scene.media(), scene.hub.data().join("aside"));
    fs::rename(&folder, &aside)?;
    fs::write(&folder, b"in the way")?;
    let proof = scene.destroy().await?.done()?;
    assert!(!proof.media_gone);
    scene.hub.kill()?;
    fs::remove_file(&folder)?;
    fs::rename(&aside, &folder)?;
    assert_eq!(fs::read_dir(&folder)?.count(), 6, "sealed, and nothing opens it");
    // Nobody has taken it away for a day: the doctor says so.
    assert!(scene.doctor()?.contains("media of 1 to be taken away"));
    scene
        .database()?
        .execute("UPDATE hub SET last_now = last_now + ?1", [Span::hours(25).0])?;
    assert!(!scene.hub.doctor("retention")?.ok, "behind by more than a day");
    scene.hub.start_again()?;
    eventually("it is taken away", async || Ok((!folder.exists()).then_some(()))).await?;
    scene.admin = Reviewer::sign_in(&scene.hub.url, &scene.admin.name, &scene.admin.password).await?;
    let proof = eventually("and said so", async || {
        Ok(scene.destruction().await?.done().ok().filter(|proof| proof.media_gone))
    })
    .await?;
    bears_out(&scene.hub, &proof)?;
    scene.hub.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_backup_drops_what_was_destroyed_and_comes_back_without_it() -> anyhow::Result<()> {
    let scene = Scene::new().await?;
    let folder = tempfile::tempdir()?;
    let kept = folder.path().join("kept");
    let to = kept.to_str().context("a path as text")?;
    let inside = folder_of(&kept.join("media"), scene.item);
    scene.hub.command(&["backup", "--to", to])?;
    assert_eq!(fs::read_dir(&inside)?.count(), 6);
    let id = scene.item.to_string();
    let line = scene.hub.command(&["destroy", &id, "--reason", "order 12"])?;
    let proof: DestructionReceipt = serde_json::from_str(&line)?;
    scene.hub.command(&["backup", "--to", to])?;
    assert!(!inside.exists(), "what the new backup does not name is not in it");
    let restored = scene.hub.from_backup(&kept)?;
    bears_out(&restored, &proof)?;
    assert!(!folder_of(&restored.data().join("media"), scene.item).exists());
    restored.finish()?;
    scene.hub.finish()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_old_backup_brings_back_is_destroyed_again_by_its_receipt() -> anyhow::Result<()> {
    let scene = Scene::new().await?;
    let folder = tempfile::tempdir()?;
    let [old, receipt] = ["old", "receipt.json"].map(|name| folder.path().join(name));
    let [to, file] = [&old, &receipt].map(|path| path.to_str().unwrap_or_default());
    scene.hub.command(&["backup", "--to", to])?;
    let proof = scene.destroy().await?.done()?;
    fs::write(&receipt, serde_json::to_string(&proof)?)?;

    let restored = scene.hub.from_backup(&old)?;
    let media = folder_of(&restored.data().join("media"), scene.item);
    assert_eq!(fs::read_dir(&media)?.count(), 6, "it is back");
    let refused = restored.command(&["audit", "verify", "--against", file]);
    assert!(refused.is_err(), "the log does not have what came after the backup");
    let line = restored.command(&["destroy", "--again", file])?;
    let again: DestructionReceipt = serde_json::from_str(&line)?;
    assert_eq!((again.item_id, again.media_gone), (scene.item, true));
    assert!(!media.exists());
    bears_out(&restored, &again)?;
    // One that was altered destroys nothing.
    let other = DestructionReceipt {
        item_id: scene.source.submit(&small(2)).await?.item_id,
        ..proof
    };
    fs::write(&receipt, serde_json::to_string(&other)?)?;
    let refused = restored.command(&["destroy", "--again", file]).err();
    let refused = format!("{:#}", refused.context("it is refused")?);
    assert!(refused.contains("was altered"), "{refused}");
    restored.finish()?;
    scene.hub.finish()
}
