//! The disk is full while a hub upgrades its database, or while a backup is made: it is refused with how much is needed,
//! and everything is as it was.

use super::upgrading::{COPY, Left, SCHEMA, SERVE, names, said};
use rusqlite::Connection;
use scrim_model::person::Role;
use scrim_tests::{
    harness::{HubOptions, TestHub, operator::Operator, rulings::Ruling, small_disk::SmallDisk},
    pictures::{
        File,
        collection::{Recipe, draw},
    },
};
use std::{fs, path::Path};
use tempfile::TempDir;

/// What a file in memory takes beside its bytes, and what goes with any open database.
const SLACK: u64 = 160 * 1_024;

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// Whether there are small disks; loud where there are none.
fn has_small_disks() -> bool {
    let has = SmallDisk::can_be_had();
    if !has {
        eprintln!("skipped: this machine lets no program have a file system of its own (unshare --user --mount)");
    }
    has
}

/// An earlier version's database that is large enough for its size to matter.
fn left() -> anyhow::Result<(Left, u64)> {
    let left = Left::by_an_earlier_version()?;
    let db = Connection::open(left.data("scrim.db"))?;
    db.execute_batch(
        "CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(3000000)); PRAGMA wal_checkpoint(TRUNCATE);",
    )?;
    db.close().map_err(|(_open, error)| error)?;
    let bytes = fs::metadata(left.data("scrim.db"))?.len();
    Ok((left, bytes))
}

impl Left {
    /// The hub's last words on a disk of so many bytes; what is there then is in the folder.
    fn refusal_on_a_disk_of(&self, bytes: u64) -> anyhow::Result<String> {
        let (data, at) = (self.folder.path().join("data"), self.folder.path().join("disk"));
        let there = Operator::of(&at, &self.folder.path().join("master.key"));
        said(SmallDisk::run(&there.program(&SERVE)?, &data, &at, bytes)?)
    }

    /// It is what it was, to a program of its own version as well, and nothing lies beside it.
    fn is_as_it_was(&self) -> anyhow::Result<()> {
        assert_eq!(self.schema()?, SCHEMA);
        let db = Connection::open(self.data("scrim.db"))?;
        let told: String = db.query_row("PRAGMA integrity_check", (), |row| row.get(0))?;
        assert_eq!(told, "ok");
        let ines: String = db.query_row("SELECT name FROM person", (), |row| row.get(0))?;
        assert_eq!(ines, "ines");
        db.execute("UPDATE hub SET last_now = 2", ())?;
        db.close().map_err(|(_open, error)| error)?;
        let beside = names(&self.folder.path().join("data"))?;
        let strays: Vec<_> = beside.iter().filter(|name| !name.starts_with("scrim.db")).collect();
        assert!(strays.is_empty(), "{strays:?}");
        Ok(())
    }
}

#[test]
fn an_upgrade_whose_copy_has_no_room_says_how_much_it_takes_and_leaves_nothing_behind() -> anyhow::Result<()> {
    if !has_small_disks() {
        return Ok(());
    }
    let (left, bytes) = left()?;
    let said = left.refusal_on_a_disk_of(bytes + bytes / 2)?;
    assert!(
        said.contains(COPY) && said.contains(&format!("takes {} MiB", mebibytes(bytes))),
        "{said}"
    );
    assert!(said.contains("nothing was changed"), "{said}");
    left.is_as_it_was()?;
    assert!(left.is_well("data")?.contains(COPY), "with room it goes on");
    Ok(())
}

#[test]
fn an_upgrade_that_has_room_for_its_copy_alone_is_taken_back_and_the_copy_with_it() -> anyhow::Result<()> {
    if !has_small_disks() {
        return Ok(());
    }
    let (left, bytes) = left()?;
    let said = left.refusal_on_a_disk_of(2 * bytes + SLACK)?;
    assert!(said.contains("the disk of the data folder is full"), "{said}");
    assert!(said.contains(&format!("which is {} MiB", mebibytes(bytes))), "{said}");
    assert!(said.contains("nothing was changed"), "{said}");
    left.is_as_it_was()?;
    assert!(left.is_well("data")?.contains(COPY), "with room it goes on");
    Ok(())
}

fn small(number: u32) -> File {
    File::jpeg(&draw(Recipe {
        number,
        variation: 0,
        size_px: Some((320, 240)),
    }))
}

/// How much all files in a folder hold.
fn length(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        bytes += if path.is_dir() {
            length(&path)?
        } else {
            path.metadata()?.len()
        };
    }
    Ok(bytes)
}

/// How many files there are in a folder.
fn count(folder: &Path) -> anyhow::Result<u64> {
    let mut files = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files += if path.is_dir() { count(&path)? } else { 1 };
    }
    Ok(files)
}

#[tokio::test]
async fn a_backup_on_a_full_disk_says_how_much_it_takes_and_the_one_before_comes_back_whole() -> anyhow::Result<()> {
    if !has_small_disks() {
        return Ok(());
    }
    let hub = TestHub::start(HubOptions::default())?;
    let folder = TempDir::new()?;
    let (kept, at) = (folder.path().join("kept"), folder.path().join("disk"));
    let person = hub.person("one", Role::Moderator).await?;
    let known: Vec<File> = (1..40).map(small).collect();
    hub.import("vetted", true, &known)?;
    let source = hub.source("platform")?;
    let item = source.submit(&known[0]).await?;
    let to = at.to_string_lossy().into_owned();
    let backup = |bytes: u64| {
        let command = hub.operator().program(&["backup", "--to", &to])?;
        SmallDisk::run(&command, &kept, &at, bytes)
    };

    fs::create_dir(&kept)?;
    let said_of = |bytes: u64| -> anyhow::Result<String> {
        let said = said(backup(bytes)?)?;
        assert!(
            said.contains("no room for the backup") && said.contains("MiB more"),
            "{said}"
        );
        assert!(said.contains("what was there before is as it was"), "{said}");
        Ok(said)
    };
    said_of(64 * 1_024)?;
    assert_eq!(length(&kept)?, 0, "of a first one that did not fit nothing is left");

    assert!(backup(256 << 20)?.status.success());
    let (whole, files) = (length(&kept)?, count(&kept)?);
    let database = names(&kept)?
        .into_iter()
        .find(|name| Path::new(name).extension().is_some_and(|kind| kind == "db"))
        .expect("a database");
    let database = fs::metadata(kept.join(database))?.len();
    person.decide(item.case_id.expect("queued"), Ruling::Agree).await?;
    for file in known.iter().skip(1).take(12) {
        source.submit(file).await?;
    }
    // The database fits beside the one before, and some of the pictures; a file takes whole pages.
    said_of(whole + files * 4_096 + database + (512 << 10))?;
    assert_eq!(
        length(&kept)?,
        whole,
        "the one before is there, and no part of the next"
    );
    hub.from_backup(&kept)?.finish()?;
    hub.finish()
}
