//! `PostgreSQL`: the tables. Several hubs may start at once: one of them makes or upgrades, the others wait.

use super::steps::POSTGRES;
use crate::{
    db::{Db, Lock, Session},
    engine::fresh_id,
    error::StoreError,
    sql::columns::json,
    upgrade::Upgraded,
};
use scrim_model::{time::Time, wellness::Settings};

/// What of the migrations is done.
const DONE: &str = "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, at BIGINT NOT NULL)";

/// Brings the tables up to this version, and answers whether that was an upgrade.
pub(crate) fn migrate(session: &Session) -> Result<Option<Upgraded>, StoreError> {
    session.begin("SELECT 0")?;
    let done = migrate_all(Db::Postgres(session), session);
    match done {
        Ok(upgraded) => {
            session.commit()?;
            Ok(upgraded)
        }
        Err(error) => {
            session.roll_back();
            Err(error)
        }
    }
}

fn migrate_all(db: Db<'_>, session: &Session) -> Result<Option<Upgraded>, StoreError> {
    db.lock(Lock::Schema)?;
    speaks_utf8(db)?;
    session.batch(DONE)?;
    let known = i64::try_from(POSTGRES.len()).unwrap_or(i64::MAX);
    let found: i64 = db.query_row("SELECT coalesce(max(number), 0) FROM migration", (), |row| row.get(0))?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    let clock = "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT";
    let now = db.query_row(clock, (), |row| row.get(0).map(Time))?;
    for (step, number) in POSTGRES.iter().zip(1_i64..).filter(|(_, number)| *number > found) {
        session.batch(step)?;
        db.execute("INSERT INTO migration (number, at) VALUES (?1, ?2)", (number, now.0))?;
    }
    db.execute(
        "INSERT INTO hub (one, id, floor) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING",
        (fresh_id(now)?, json(&Settings::DEFAULT)),
    )?;
    let (from, to, kept) = (found, known, None);
    Ok((0 < from && from < to).then_some(Upgraded { from, to, kept }))
}

fn speaks_utf8(db: Db<'_>) -> Result<(), StoreError> {
    let encoding: String = db.query_row("SELECT current_setting('server_encoding')", (), |row| row.get(0))?;
    if encoding == "UTF8" {
        Ok(())
    } else {
        Err(StoreError::Encoding { found: encoding })
    }
}
