//! The organisation's settings as rows, each by its name.

use super::{
    chain,
    columns::{from_json, json},
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    org::{DeskPolicy, Org},
};
use scrim_model::{check::StopChecks, ids::PersonId, support::Support};

const SUPPORT: &str = "support";
const DESKS: &str = "desks";
const STOP_CHECKS: &str = "stop_checks";

pub(crate) fn all(db: Db<'_>) -> Result<Org, StoreError> {
    let mut sql = db.prepare_cached("SELECT name, body FROM org_setting")?;
    let rows = sql.query_map((), |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let mut org = Org::default();
    for row in rows {
        let (name, body) = row?;
        match name.as_str() {
            SUPPORT => org.support = from_json(&body, "org_setting.body")?,
            DESKS => org.desks = from_json(&body, "org_setting.body")?,
            STOP_CHECKS => org.stop_checks = from_json(&body, "org_setting.body")?,
            // A newer hub's, on the same database.
            _ => {}
        }
    }
    Ok(org)
}

pub(crate) fn set_support(tx: &Tx<'_>, by: Option<PersonId>, support: &Support) -> Result<(), StoreError> {
    set(tx, SUPPORT, &json(support))?;
    let fact = serde_json::json!({"by": by, "contacts": support.contacts.len()});
    chain::append(tx, "support_set", &fact);
    Ok(())
}

pub(crate) fn set_desks(tx: &Tx<'_>, by: Option<PersonId>, desks: DeskPolicy) -> Result<(), StoreError> {
    set(tx, DESKS, &json(&desks))?;
    chain::append(tx, "desk_policy_set", &serde_json::json!({"by": by, "policy": desks}));
    Ok(())
}

pub(crate) fn set_stop_checks(tx: &Tx<'_>, by: Option<PersonId>, checks: StopChecks) -> Result<(), StoreError> {
    set(tx, STOP_CHECKS, &json(&checks))?;
    chain::append(
        tx,
        "stop_checks_set",
        &serde_json::json!({"by": by, "share": checks.share}),
    );
    Ok(())
}

/// Of how many stops somebody checks whether they are right.
pub(super) fn stop_checks(db: Db<'_>) -> Result<StopChecks, StoreError> {
    let body: Option<String> = db
        .prepare_cached("SELECT body FROM org_setting WHERE name = ?1")?
        .query_row([STOP_CHECKS], |row| row.get(0))
        .optional()?;
    let set = body.map(|body| from_json(&body, "org_setting.body")).transpose()?;
    Ok(set.unwrap_or_default())
}

fn set(tx: &Tx<'_>, name: &str, body: &str) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO org_setting (name, body) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        )?
        .execute((name, body))?;
    Ok(())
}
