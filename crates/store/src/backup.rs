//! A copy of a database on `SQLite` while a hub works in it, and what media the copy names.
//!
//! Knows nothing of media files or manifests; a server that keeps its own database has its own means.

use crate::{
    db::{Db, EngineError},
    error::StoreError,
    schema::sqlite::KNOWN,
    sql,
};
use rusqlite::{Connection, OpenFlags, backup::Backup};
use scrim_model::{ids::ItemId, rung::Rung};
use std::{path::Path, time::Duration};

/// The database's name in a data folder.
pub const FILE: &str = "scrim.db";

/// What a database's name has before and after the schema that it had, when it is kept before an upgrade.
const BEFORE: (&str, &str) = ("scrim.schema-", ".db");

/// All pages in one step are one reading: one moment of the database, however much is written meanwhile.
const ALL_PAGES: i32 = i32::MAX;

/// Between two tries where another program recovers the database.
const PAUSE: Duration = Duration::from_millis(100);

/// A copy that was made.
#[derive(Debug)]
pub struct Copied {
    /// Whose database it is.
    pub hub: String,
    /// The version of its tables.
    pub schema: i64,
    /// Every sealed part it names, in the order of the uploads; none for a rung is the original.
    pub media: Vec<(ItemId, Option<Rung>)>,
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// There is nothing to copy.
    #[error("there is no {FILE} in the data folder")]
    NoDatabase,
    /// What was copied is broken, so the database is.
    #[error("the database does not pass its own check: {0}")]
    Damaged(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The newest version of the tables that this program knows.
pub fn known_schema() -> i64 {
    KNOWN
}

/// The name of a database of that schema that was kept before an upgrade.
pub(crate) fn before(schema: i64) -> String {
    format!("{}{schema}{}", BEFORE.0, BEFORE.1)
}

/// The schema in such a name.
pub(crate) fn schema_before(name: &str) -> Option<i64> {
    name.strip_prefix(BEFORE.0)?.strip_suffix(BEFORE.1)?.parse().ok()
}

/// Copies the database in `folder` as it is at one moment into the new file `to`. Blocks; whoever writes goes on.
///
/// # Errors
/// [`NotCopied`]; there may be a part of a file then.
pub fn copy(folder: &Path, to: &Path) -> Result<Copied, NotCopied> {
    let copy = copy_whole(&folder.join(FILE), to)?;
    let copied = look_through(&copy)?;
    copy.close().map_err(|(_still_open, error)| failed(error))?;
    Ok(copied)
}

/// Copies the database in `file`, of whatever version, as it is at one moment into the file `to`, which is new or empty:
/// one file, and sound.
pub(crate) fn copy_whole(file: &Path, to: &Path) -> Result<Connection, NotCopied> {
    if !file.is_file() {
        return Err(NotCopied::NoDatabase);
    }
    // Never made anew: the file may have gone in between.
    let from = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed)?;
    from.busy_timeout(Duration::from_secs(30)).map_err(failed)?;
    let mut copy = Connection::open(to).map_err(failed)?;
    Backup::new(&from, &mut copy)
        .and_then(|backup| backup.run_to_completion(ALL_PAGES, PAUSE, None))
        .map_err(failed)?;
    let one = |text: &str| -> rusqlite::Result<String> { copy.query_row(text, (), |row| row.get(0)) };
    // A log beside it would have to be kept with it.
    one("PRAGMA journal_mode = DELETE").map_err(failed)?;
    let found = one("PRAGMA quick_check(1)").map_err(failed)?;
    if found != "ok" {
        return Err(NotCopied::Damaged(found));
    }
    Ok(copy)
}

/// Of a version that is known here.
fn look_through(copy: &Connection) -> Result<Copied, NotCopied> {
    let schema: i64 = copy
        .query_row("PRAGMA user_version", (), |row| row.get(0))
        .map_err(failed)?;
    if schema > KNOWN {
        let (found, known) = (schema, KNOWN);
        return Err(StoreError::TooNew { found, known }.into());
    }
    Ok(Copied {
        hub: sql::chain::hub_id(Db::Sqlite(copy))?,
        schema,
        media: sql::media::named(Db::Sqlite(copy))?,
    })
}

fn failed(error: rusqlite::Error) -> NotCopied {
    NotCopied::Store(EngineError::from(error).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::sqlite::{connect, migrate};
    use scrim_model::time::Time;

    #[test]
    fn a_copy_is_one_file_that_names_its_hub_and_one_of_a_newer_program_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (data, kept) = (folder.path().join("data"), folder.path().join("kept"));
        std::fs::create_dir_all(&data).expect("made");
        std::fs::create_dir_all(&kept).expect("made");
        let missing = copy(&data, &kept.join("none.db"));
        assert!(matches!(missing, Err(NotCopied::NoDatabase)), "{missing:?}");
        // It stays open: a hub works in it.
        let mut db = connect(&data.join(FILE)).expect("opens");
        migrate(&mut db, &data.join(FILE), Time(1_000)).expect("made");
        let copied = copy(&data, &kept.join("one.db")).expect("copied");
        let own = sql::chain::hub_id(Db::Sqlite(&db)).expect("it has an id");
        assert_eq!((copied.hub, copied.schema), (own, known_schema()));
        let beside = std::fs::read_dir(&kept).expect("read").count();
        assert_eq!(beside, 1, "no log lies beside it");
        db.pragma_update(None, "user_version", known_schema() + 1)
            .expect("of a newer program");
        let newer = copy(&data, &kept.join("two.db"));
        assert!(
            matches!(newer, Err(NotCopied::Store(StoreError::TooNew { .. }))),
            "{newer:?}"
        );
    }
}
