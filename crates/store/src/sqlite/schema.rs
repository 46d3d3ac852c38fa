//! Connecting, and the tables. Migrations only add.

use crate::error::StoreError;
use rusqlite::Connection;
use scrim_model::{time::Time, wellness::Settings};
use std::path::Path;
use uuid::Uuid;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_initial.sql"),
    include_str!("../../migrations/sqlite/0002_indexes.sql"),
];

/// Opens a connection. WAL with `synchronous = FULL`: an acknowledged verdict survives a power cut.
pub(crate) fn connect(file: &Path) -> Result<Connection, StoreError> {
    let db = Connection::open(file)?;
    db.busy_timeout(std::time::Duration::from_secs(30))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
    )?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// Brings the tables up to this version.
pub(crate) fn migrate(db: &mut Connection, now: Time) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or_default()) {
        tx.execute_batch(migration)?;
    }
    tx.pragma_update(None, "user_version", known)?;
    let floor = super::columns::json(&Settings::DEFAULT);
    let mut id = [0_u8; 10];
    #[expect(clippy::disallowed_methods, reason = "ids are drawn where they are kept")]
    getrandom::fill(&mut id).map_err(|_error| StoreError::NoEntropy)?;
    let ms = u64::try_from(now.0).unwrap_or_default();
    let id: Uuid = uuid::Builder::from_unix_timestamp_millis(ms, &id).into_uuid();
    tx.execute(
        "INSERT INTO hub (one, id, last_now, floor) VALUES (1, ?1, ?2, ?3) ON CONFLICT DO NOTHING",
        (id, now.0, floor),
    )?;
    tx.commit()?;
    Ok(())
}
