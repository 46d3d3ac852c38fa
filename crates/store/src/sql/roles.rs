//! What roles allow, as rows: a row only where somebody has set it.

use super::{
    chain,
    columns::{code, from_json, json},
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    roles::SetRefused,
};
use scrim_model::{
    ids::PersonId,
    person::{Permission, Role, check_set},
};
use std::collections::{BTreeMap, BTreeSet};

/// What is kept of a role's set, or what the rules say by themselves. What they no longer let a role have is left
/// out, whatever was kept.
pub(super) fn read(role: Role, kept: Option<String>) -> Result<BTreeSet<Permission>, StoreError> {
    let kept: Option<BTreeSet<Permission>> = kept.map(|text| from_json(&text, "role_set.permissions")).transpose()?;
    let set = kept.filter(|set| check_set(role, set).is_ok());
    Ok(set.unwrap_or_else(|| role.permissions().iter().copied().collect()))
}

pub(crate) fn all(db: Db<'_>) -> Result<BTreeMap<Role, BTreeSet<Permission>>, StoreError> {
    let sets = Role::ALL.map(|role| {
        let mut sql = db.prepare_cached("SELECT permissions FROM role_set WHERE role = ?1")?;
        let kept = sql.query_row([code(&role)], |row| row.get(0)).optional()?;
        Ok((role, read(role, kept)?))
    });
    sets.into_iter().collect()
}

pub(crate) fn set(tx: &Tx<'_>, by: PersonId, role: Role, set: &BTreeSet<Permission>) -> Result<(), SetRefused> {
    check_set(role, set)?;
    tx.db
        .execute(
            "INSERT INTO role_set (role, permissions) VALUES (?1, ?2)
             ON CONFLICT (role) DO UPDATE SET permissions = excluded.permissions",
            (code(&role), json(set)),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"role": role, "permissions": set, "by": by});
    chain::append(tx, "role_set", &fact);
    Ok(())
}
