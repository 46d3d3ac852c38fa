//! What is set, as a row.

use super::{
    chain,
    columns::{from_json, int, json},
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    retention::{PolicyRefused, Retention},
};
use scrim_model::{ids::PersonId, retention::RetentionPolicy, time::Time};

/// What is set; where there is no row, everything is kept.
pub(crate) fn current(db: Db<'_>) -> Result<Retention, StoreError> {
    let found: Option<(String, u64, String)> = db
        .prepare_cached("SELECT policy, revision, watch FROM retention")?
        .query_row((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((policy, revision, watch)) = found else {
        return Ok(Retention::default());
    };
    Ok(Retention {
        policy: from_json(&policy, "retention.policy")?,
        revision,
        watch: from_json(&watch, "retention.watch")?,
    })
}

pub(crate) fn set(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    policy: RetentionPolicy,
    revision: u64,
) -> Result<Retention, PolicyRefused> {
    let policy = policy.checked()?;
    let before = current(tx.db)?;
    if before.revision != revision {
        return Err(PolicyRefused::Stale);
    }
    let set = Retention {
        policy,
        revision: revision + 1,
        watch: before.watch.set(tx.now),
    };
    let changed = tx.db.execute(
        "INSERT INTO retention (one, policy, revision, watch) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT (one) DO UPDATE SET policy = excluded.policy, revision = excluded.revision, watch = excluded.watch
         WHERE retention.revision = ?4",
        (json(&policy), int(set.revision), json(&set.watch), int(revision)),
    );
    // Somebody at another hub was faster.
    if changed.map_err(StoreError::from)? == 0 {
        return Err(PolicyRefused::Stale);
    }
    let fact = serde_json::json!({"by": by, "revision": set.revision, "policy": policy});
    chain::append(tx, "retention_set", &fact);
    Ok(set)
}

/// Remembers that somebody looks, where anything may be destroyed by time.
pub(crate) fn look(tx: &Tx<'_>) -> Result<(Retention, Time), StoreError> {
    let found = kept_still(tx)?;
    if found.policy.soonest().is_none() {
        return Ok((found, tx.now));
    }
    let watch = found.watch.look(tx.now);
    tx.db.execute("UPDATE retention SET watch = ?1", [json(&watch)])?;
    Ok((Retention { watch, ..found }, tx.now))
}

/// What is set, which stays so until this unit is committed: several hubs look.
fn kept_still(tx: &Tx<'_>) -> Result<Retention, StoreError> {
    let text = format!("SELECT one FROM retention {}", tx.db.keep());
    tx.db.prepare_cached(&text)?.exists(())?;
    current(tx.db)
}
