//! The organisation's settings as rows, each by its name.

use super::{
    chain,
    columns::{from_json, json},
};
use crate::{
    db::Db,
    engine::Tx,
    error::StoreError,
    org::{DeskPolicy, Org},
};
use scrim_model::{ids::PersonId, support::Support};

const SUPPORT: &str = "support";
const DESKS: &str = "desks";

pub(crate) fn all(db: Db<'_>) -> Result<Org, StoreError> {
    let mut sql = db.prepare_cached("SELECT name, body FROM org_setting")?;
    let rows = sql.query_map((), |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let mut org = Org::default();
    for row in rows {
        let (name, body) = row?;
        match name.as_str() {
            SUPPORT => org.support = from_json(&body, "org_setting.body")?,
            DESKS => org.desks = from_json(&body, "org_setting.body")?,
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

fn set(tx: &Tx<'_>, name: &str, body: &str) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO org_setting (name, body) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        )?
        .execute((name, body))?;
    Ok(())
}
