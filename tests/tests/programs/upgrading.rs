//! A hub on what an earlier version left, and on what a later one will have left.

use anyhow::Context as _;
use rusqlite::Connection;
use scrim_model::{person::Role, wellness::Settings};
use scrim_tests::harness::{Reviewer, operator::Operator};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Output,
};
use tempfile::TempDir;

#[expect(dead_code, reason = "a server's steps are the store's own tests")]
#[path = "../../../crates/store/src/schema/steps.rs"]
mod steps;

/// A version in the middle.
pub(super) const SCHEMA: i64 = 20;
pub(super) const COPY: &str = "scrim.schema-20.db";

/// How a hub is started whose address nobody has to know.
pub(super) const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

/// What the version has of itself, of somebody, and of a list.
const ROWS: &str = "
    INSERT INTO person (id, name, role, password, added_at) VALUES (x'00000000000070008000000000000001', 'ines', 'lead',
        'forgotten', 1);
    INSERT INTO queue (id, name) VALUES (x'00000000000070008000000000000002', 'known');
    INSERT INTO bank (id, name, harm, trust, queue) VALUES (x'00000000000070008000000000000003', 'known', 'csam', 'other',
        x'00000000000070008000000000000002');";

/// The folder of a hub, with a database as an earlier version left it.
pub(super) struct Left {
    pub(super) folder: TempDir,
    pub(super) operator: Operator,
}

impl Left {
    pub(super) fn by_an_earlier_version() -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-hub-")?;
        let data = folder.path().join("data");
        fs::create_dir(&data)?;
        let db = Connection::open(data.join("scrim.db"))?;
        db.execute_batch("PRAGMA journal_mode = WAL")?;
        for step in steps::SQLITE.iter().take(usize::try_from(SCHEMA)?) {
            db.execute_batch(step)?;
        }
        let floor = serde_json::to_string(&Settings::DEFAULT)?;
        let hub = "INSERT INTO hub (one, id, last_now, floor) VALUES (1, x'00000000000070008000000000000004', 1, ?1)";
        db.execute(hub, [floor])?;
        db.execute_batch(ROWS)?;
        db.pragma_update(None, "user_version", SCHEMA)?;
        Ok(Self::in_folder(folder))
    }

    fn in_folder(folder: TempDir) -> Self {
        let operator = Operator::of(&folder.path().join("data"), &folder.path().join("master.key"));
        Self { folder, operator }
    }

    /// The same from the copy that an upgrade kept: how somebody goes back.
    fn gone_back(from: &Self) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-hub-")?;
        fs::create_dir(folder.path().join("data"))?;
        fs::copy(from.data(COPY), folder.path().join("data/scrim.db"))?;
        fs::copy(from.folder.path().join("master.key"), folder.path().join("master.key"))?;
        Ok(Self::in_folder(folder))
    }

    pub(super) fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join("data").join(name)
    }

    pub(super) fn schema(&self) -> anyhow::Result<i64> {
        let db = Connection::open(self.data("scrim.db"))?;
        Ok(db.query_row("PRAGMA user_version", (), |row| row.get(0))?)
    }

    /// What the hub says that does not start.
    fn refusal(&self) -> anyhow::Result<String> {
        said(self.operator.program(&SERVE)?.output()?)
    }

    pub(super) fn is_well(&self, about: &str) -> anyhow::Result<String> {
        let told = self.operator.doctor(about)?;
        anyhow::ensure!(told.ok, "{about}: {}", told.says);
        Ok(told.says)
    }
}

/// The last line of a program that did not come up.
pub(super) fn said(ended: Output) -> anyhow::Result<String> {
    anyhow::ensure!(ended.status.code() == Some(1), "it ended with {}", ended.status);
    anyhow::ensure!(ended.stdout.is_empty(), "it is not ready");
    let said = String::from_utf8(ended.stderr)?;
    let last = said.lines().last().context("it says why")?;
    Ok(last.to_owned())
}

pub(super) fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder)? {
        names.push(file?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

#[tokio::test]
async fn a_hub_upgrades_what_an_earlier_version_left_keeps_it_says_so_and_serves() -> anyhow::Result<()> {
    let left = Left::by_an_earlier_version()?;
    let command = left.operator.program(&SERVE)?;
    let (mut serving, ready) = Operator::serve(command, &left.folder.path().join("hub.log"))?;
    let log = serving.said();
    assert!(log.contains("the database was upgraded") && log.contains(COPY), "{log}");
    let mode = fs::metadata(left.data(COPY))?.permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner alone");
    left.operator
        .add_person("omar", Role::Admin, "a long enough password")?;
    let admin = Reviewer::sign_in(&ready.url, "omar", "a long enough password").await?;
    let people: serde_json::Value = admin.read("/v1/people").await?;
    assert!(people.to_string().contains("ines"), "who was there is there: {people}");
    let data = left.is_well("data")?;
    assert!(data.contains(COPY), "the doctor names what lies there: {data}");
    for about in ["cases", "chain", "key"] {
        left.is_well(about)?;
    }
    assert!(serving.end()?.success());

    let back = Left::gone_back(&left)?;
    assert_eq!(back.schema()?, SCHEMA, "it is what it was");
    for about in ["data", "cases", "chain", "key"] {
        back.is_well(about)?;
    }
    assert_eq!(back.schema()?, i64::try_from(steps::SQLITE.len())?);
    Ok(())
}

#[test]
fn a_hub_does_not_start_on_what_a_later_version_left() -> anyhow::Result<()> {
    let left = Left::by_an_earlier_version()?;
    Connection::open(left.data("scrim.db"))?.pragma_update(None, "user_version", 99)?;
    let said = left.refusal()?;
    let sentence = "scrim-hub: the database has schema 99, this program knows";
    assert!(
        said.starts_with(sentence) && said.contains("use the newer program"),
        "{said}"
    );
    assert_eq!(left.schema()?, 99);
    assert!(
        !names(&left.folder.path().join("data"))?
            .iter()
            .any(|name| name.contains("schema"))
    );
    Ok(())
}

#[test]
fn a_hub_that_cannot_keep_what_was_there_does_not_upgrade_it() -> anyhow::Result<()> {
    let left = Left::by_an_earlier_version()?;
    // Something is where the copy belongs; whoever runs the tests may write anywhere.
    fs::create_dir_all(left.data(COPY).join("in the way"))?;
    let said = left.refusal()?;
    assert!(said.contains(COPY) && said.contains("nothing was changed"), "{said}");
    assert_eq!(left.schema()?, SCHEMA);
    fs::remove_dir_all(left.data(COPY))?;
    assert!(left.is_well("data")?.contains(COPY), "once there is room it goes on");
    Ok(())
}
