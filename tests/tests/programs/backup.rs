//! A hub's data are kept a second time while it works, and come back whole or not at all.

use anyhow::Context as _;
use scrim_model::{person::Role, rung::Rung};
use scrim_tests::{
    harness::{HubOptions, Reviewer, Source, TestHub, eventually, rulings::Ruling},
    pictures::{
        File,
        collection::{Recipe, draw},
    },
};
use scrim_wire::http::items::{ItemDecision, ItemState};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tempfile::TempDir;
use tokio::sync::oneshot::{Sender, channel};

fn small(number: u32) -> File {
    File::jpeg(&draw(Recipe {
        number,
        variation: 0,
        size_px: Some((320, 240)),
    }))
}

/// Makes a backup, and answers what the command printed.
fn backup(hub: &TestHub, to: &Path) -> anyhow::Result<serde_json::Value> {
    let to = to.to_str().context("a path as text")?;
    Ok(serde_json::from_str(&hub.command(&["backup", "--to", to])?)?)
}

fn restore(hub: &TestHub, from: &Path, data: &Path) -> anyhow::Result<String> {
    let [from, data] = [from, data].map(|path| path.to_str().unwrap_or_default());
    hub.command(&["restore", "--from", from, "--data", data])
}

/// Uploads one file after the other until it is told to stop, and at least one; says when the first is taken in.
async fn stream(source: Source, begun: Sender<()>, stop: Arc<AtomicBool>) -> anyhow::Result<()> {
    let mut begun = Some(begun);
    for number in 40.. {
        source.submit(&small(number)).await?;
        if let Some(begun) = begun.take() {
            let _listened_to = begun.send(());
        }
        if stop.load(Ordering::SeqCst) {
            break;
        }
    }
    Ok(())
}

/// Leaves to a lead what waits, one case after the other, until it is told to stop.
async fn review(person: Reviewer, stop: Arc<AtomicBool>) -> anyhow::Result<()> {
    while !stop.load(Ordering::SeqCst) {
        for held in person.take(1).await? {
            person.look(&held, Rung::Grey).await?;
            person.say(&held, Ruling::Undetermined.on(&held.leased.case)).await?;
        }
    }
    Ok(())
}

/// What a hub had said before it was backed up.
struct Before {
    key: String,
    lead: Reviewer,
    items: Vec<ItemState>,
}

impl Before {
    /// Six uploads, of which two are decided.
    async fn of(hub: &TestHub, person: &Reviewer) -> anyhow::Result<Self> {
        let key = hub.source_key("platform")?;
        let lead = hub.person("lead", Role::Lead).await?;
        let known: Vec<File> = (1..200).map(small).collect();
        hub.import("vetted", true, &known)?;
        let source = Source::new(&hub.url, &key)?;
        let mut items = Vec::new();
        for (at, file) in known.iter().take(6).enumerate() {
            let item = source.submit(file).await?;
            if at < 2 {
                person.decide(item.case_id.context("queued")?, Ruling::Agree).await?;
                eventually("the verdict", async || {
                    Ok((source.item(item.item_id).await?.decision == ItemDecision::Remove).then_some(()))
                })
                .await?;
            }
            items.push(source.item(item.item_id).await?);
        }
        Ok(Self { key, lead, items })
    }

    /// Another hub says the same.
    async fn is_what(&self, hub: &TestHub) -> anyhow::Result<()> {
        let source = Source::new(&hub.url, &self.key)?;
        for item in &self.items {
            assert_eq!(
                &source.item(item.item_id).await?,
                item,
                "acknowledged before the backup began"
            );
        }
        // The lead's password is theirs still, and the master key opens what waits for them.
        let lead = Reviewer::sign_in(&hub.url, &self.lead.name, &self.lead.password).await?;
        let cases = lead.take(4).await?;
        assert_eq!(cases.len(), 4, "two of six are decided");
        for held in cases {
            let rest = held.leased.resting_rung;
            let clear = lead.signed.rendition(&held.proof(), rest, 10_000_000).await?;
            assert!(image::load_from_memory(&clear).is_ok(), "a picture at rest");
            lead.look(&held, Rung::Grey).await?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_before_a_backup_under_load_comes_back_elsewhere_and_verifies() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions::default())?;
    let folder = TempDir::new()?;
    let (kept, cold) = (folder.path().join("kept"), folder.path().join("cold"));
    let person = hub.person("one", Role::Moderator).await?;
    let before = Before::of(&hub, &person).await?;

    let stop = Arc::new(AtomicBool::new(false));
    let (begun, first) = channel();
    let source = Source::new(&hub.url, &before.key)?;
    let uploads = tokio::spawn(stream(source, begun, Arc::clone(&stop)));
    let verdicts = tokio::spawn(review(person, Arc::clone(&stop)));
    first.await?;
    let taken = backup(&hub, &kept);
    stop.store(true, Ordering::SeqCst);
    let taken = taken?;
    uploads.await??;
    verdicts.await??;
    let parts = taken["media"].as_u64().context("a number")?;
    assert!(parts >= 6 * 6 && taken["copied"] == parts, "{taken}");

    restore(&hub, &kept, &cold)?;
    let cold = cold.to_str().context("a path as text")?;
    hub.command(&["audit", "verify", "--data", cold])?;
    let history = hub.lines(&["ledger", "export", "--data", cold])?;
    let whole = hub.lines(&["ledger", "export"])?;
    assert!(
        history.lines().count() > 20 && whole.starts_with(&history),
        "one history, as far as it had come"
    );

    let restored = hub.from_backup(&kept)?;
    before.is_what(&restored).await?;
    restored.finish()?;

    let again = backup(&hub, &kept)?;
    let now = again["media"].as_u64().context("a number")?;
    assert_eq!(
        again["copied"].as_u64(),
        Some(now - parts),
        "only what is new is copied: {again}"
    );
    hub.from_backup(&kept)?.finish()?;
    hub.finish()
}

/// Every file below a folder, by its path in it.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[tokio::test]
async fn a_flipped_byte_a_missing_file_and_a_cut_manifest_are_refused_by_name_and_nothing_is_written()
-> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions::default())?;
    let folder = TempDir::new()?;
    let (kept, target) = (folder.path().join("kept"), folder.path().join("target"));
    let person = hub.person("one", Role::Moderator).await?;
    Before::of(&hub, &person).await?;
    backup(&hub, &kept)?;
    let refused = |why: &str, name: &str| -> anyhow::Result<()> {
        let error = restore(&hub, &kept, &target)
            .err()
            .with_context(|| format!("{name} is {why}"))?;
        let said = format!("{error:#}");
        assert!(said.contains(why) && said.contains(name), "{said}");
        assert!(!target.exists(), "nothing is written where {name} is {why}");
        Ok(())
    };
    let all = files(&kept)?;
    let ending = |end: &str| all.iter().find(|path| path.to_string_lossy().ends_with(end));
    let [database, part] = [".db", "/original"].map(ending);
    for path in [database.context("a database")?, part.context("an original")?] {
        let whole = fs::read(path)?;
        let name = path.strip_prefix(&kept)?.to_str().context("a path as text")?;
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        fs::write(path, flipped)?;
        refused("is not what was written", name)?;
        fs::write(path, &whole[1..])?;
        refused("is not what was written", name)?;
        fs::remove_file(path)?;
        refused("is missing from the backup", name)?;
        fs::write(path, whole)?;
    }
    let manifest = kept.join("manifest.jsonl");
    let whole = fs::read_to_string(&manifest)?;
    let cut = whole.trim_end().rsplit_once('\n').context("lines")?.0;
    fs::write(&manifest, cut)?;
    refused("does not read back", "manifest")?;
    fs::write(&manifest, whole.replacen("media/", "media/../", 1))?;
    refused("does not read back", "manifest")?;
    fs::remove_file(&manifest)?;
    refused("holds no whole backup", "kept")?;
    fs::write(&manifest, whole)?;

    fs::create_dir(&target)?;
    fs::write(target.join("something"), b"else")?;
    let error = restore(&hub, &kept, &target).err().context("there is something else")?;
    assert!(format!("{error:#}").contains("is not empty"), "{error:#}");
    assert_eq!(files(&target)?, [target.join("something")]);
    fs::remove_file(target.join("something"))?;
    restore(&hub, &kept, &target)?;
    hub.finish()
}

#[tokio::test]
async fn media_that_are_gone_are_named_and_the_backup_before_stays_whole() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions::default())?;
    let folder = TempDir::new()?;
    let kept = folder.path().join("kept");
    let person = hub.person("one", Role::Moderator).await?;
    let before = Before::of(&hub, &person).await?;
    backup(&hub, &kept)?;
    let whole = files(&kept)?;
    let source = Source::new(&hub.url, &before.key)?;
    let item = source.submit(&small(7)).await?.item_id.to_string().replace('-', "");
    let media = files(&hub.data().join("media"))?;
    let gone = media.iter().find(|path| path.to_string_lossy().contains(&item));
    let gone = gone.context("its media lie in the folder")?;
    fs::remove_file(gone)?;
    let error = backup(&hub, &kept).err().context("a part is gone")?;
    let said = format!("{error:#}");
    assert!(
        said.contains(&item) && said.contains("not in the media folder"),
        "{said}"
    );
    assert!(whole.iter().all(|path| path.is_file()), "the backup before is there");
    hub.from_backup(&kept)?.finish()?;
    hub.finish()
}
