//! `PostgreSQL`: the tables. Several hubs may start at once: one of them makes or upgrades, the others wait.

use crate::{
    db::{Db, Lock, Session},
    engine::fresh_id,
    error::StoreError,
    sql::columns::json,
};
use scrim_model::{time::Time, wellness::Settings};

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/0001_initial.sql"),
    include_str!("../../migrations/postgres/0002_indexes.sql"),
    include_str!("../../migrations/postgres/0003_queues.sql"),
    include_str!("../../migrations/postgres/0010_units.sql"),
    include_str!("../../migrations/postgres/0011_sharing.sql"),
    include_str!("../../migrations/postgres/0012_identity.sql"),
    include_str!("../../migrations/postgres/0013_retention.sql"),
    include_str!("../../migrations/postgres/0014_wellness.sql"),
    include_str!("../../migrations/postgres/0015_ledger.sql"),
    include_str!("../../migrations/postgres/0016_opt_outs.sql"),
    include_str!("../../migrations/postgres/0017_digests.sql"),
    include_str!("../../migrations/postgres/0019_deliveries.sql"),
    // In the order they came, which is what a database has counted.
    include_str!("../../migrations/postgres/0018_matchers.sql"),
    include_str!("../../migrations/postgres/0020_told.sql"),
    include_str!("../../migrations/postgres/0021_second_looks.sql"),
    include_str!("../../migrations/postgres/0022_alarms.sql"),
    include_str!("../../migrations/postgres/0023_urgent.sql"),
    include_str!("../../migrations/postgres/0024_appeals.sql"),
    include_str!("../../migrations/postgres/0025_said_near.sql"),
    include_str!("../../migrations/postgres/0030_rematching.sql"),
    include_str!("../../migrations/postgres/0031_stop_appeals.sql"),
    include_str!("../../migrations/postgres/0032_look_alikes.sql"),
    include_str!("../../migrations/postgres/0034_decided.sql"),
    include_str!("../../migrations/postgres/0035_past_hours.sql"),
    include_str!("../../migrations/postgres/0036_history.sql"),
    include_str!("../../migrations/postgres/0038_source_keys.sql"),
    include_str!("../../migrations/postgres/0039_evidence.sql"),
    include_str!("../../migrations/postgres/0040_given_passwords.sql"),
    include_str!("../../migrations/postgres/0041_setting_up.sql"),
    include_str!("../../migrations/postgres/0042_flow.sql"),
    include_str!("../../migrations/postgres/0043_newest_of_content.sql"),
    include_str!("../../migrations/postgres/0044_skipped.sql"),
    include_str!("../../migrations/postgres/0045_votes.sql"),
];

/// What of the migrations is done.
const DONE: &str = "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, at BIGINT NOT NULL)";

/// Brings the tables up to this version.
pub(crate) fn migrate(session: &Session) -> Result<(), StoreError> {
    session.begin("SELECT 0")?;
    let done = migrate_all(Db::Postgres(session), session, MIGRATIONS);
    match done {
        Ok(()) => Ok(session.commit()?),
        Err(error) => {
            session.roll_back();
            Err(error)
        }
    }
}

fn migrate_all(db: Db<'_>, session: &Session, migrations: &[&str]) -> Result<(), StoreError> {
    db.lock(Lock::Schema)?;
    speaks_utf8(db)?;
    session.batch(DONE)?;
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    let found: i64 = db.query_row("SELECT coalesce(max(number), 0) FROM migration", (), |row| row.get(0))?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    let clock = "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT";
    let now = db.query_row(clock, (), |row| row.get(0).map(Time))?;
    for (migration, number) in migrations.iter().zip(1_i64..).filter(|(_, number)| *number > found) {
        session.batch(migration)?;
        db.execute("INSERT INTO migration (number, at) VALUES (?1, ?2)", (number, now.0))?;
    }
    db.execute(
        "INSERT INTO hub (one, id, floor) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING",
        (fresh_id(now)?, json(&Settings::DEFAULT)),
    )?;
    Ok(())
}

fn speaks_utf8(db: Db<'_>) -> Result<(), StoreError> {
    let encoding: String = db.query_row("SELECT current_setting('server_encoding')", (), |row| row.get(0))?;
    if encoding == "UTF8" {
        Ok(())
    } else {
        Err(StoreError::Encoding { found: encoding })
    }
}
