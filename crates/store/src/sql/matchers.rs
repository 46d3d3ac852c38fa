//! Matchers as rows.

use super::{
    chain,
    columns::{code, from_code, from_json, json},
    destinations, questions,
};
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    matchers::{MatcherChange, MatcherRefused, MatcherRow, NewMatcher},
};
use scrim_model::{
    delivery::Kind,
    ids::{BankId, MatcherId, PersonId},
    matcher::{ListMapping, Matcher, MatcherKind},
    time::Time,
};

const COLUMNS: &str = "m.id, m.name, m.rule, m.mode, m.address, m.secret, m.added_at";

pub(crate) fn add(tx: &Tx<'_>, by: Option<PersonId>, new: &NewMatcher) -> Result<(), MatcherRefused> {
    if all(tx.db)?.iter().any(|known| known.name == new.name) {
        return Err(MatcherRefused::NameTaken);
    }
    are_banks(tx.db, &new.rule.lists)?;
    is_confirmed_into(tx.db, (new.id, &new.address), &new.rule.lists)?;
    let values = (
        new.id.0,
        &new.name,
        json(&new.rule),
        code(&new.mode),
        &new.address,
        &new.secret,
        tx.now.0,
    );
    tx.db
        .execute(
            "INSERT INTO matcher (id, name, rule, mode, address, secret, added_at) VALUES (?1,?2,?3,?4,?5,?6,?7)",
            values,
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"matcher": new.id, "by": by, "rule": new.rule, "mode": new.mode});
    chain::append(tx, "matcher_added", &fact);
    Ok(())
}

pub(crate) fn all(db: Db<'_>) -> Result<Vec<MatcherRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM matcher m WHERE m.removed_at IS NULL ORDER BY m.name, m.id");
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((), |row| Ok(matcher(row)))?;
    rows.map(|row| row?).collect()
}

pub(crate) fn change(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    id: MatcherId,
    change: &MatcherChange,
) -> Result<(), MatcherRefused> {
    let known = all(tx.db)?.into_iter().find(|row| row.id == id);
    let mut row = known.ok_or(MatcherRefused::NoSuch)?;
    if let Some(lists) = &change.lists {
        are_banks(tx.db, lists)?;
        row.rule.lists = lists.clone();
    }
    if let Some(address) = &change.address {
        if change.secret.is_none() {
            return Err(MatcherRefused::NoCredential);
        }
        row.address.clone_from(address);
    }
    is_confirmed_into(tx.db, (id, &row.address), &row.rule.lists)?;
    row.mode = change.mode.unwrap_or(row.mode);
    row.rule.sends = change.sends.unwrap_or(row.rule.sends);
    if let Some(secret) = &change.secret {
        row.secret.clone_from(secret);
    }
    tx.db
        .execute(
            "UPDATE matcher SET rule = ?2, mode = ?3, secret = ?4, address = ?5 WHERE id = ?1",
            (id.0, json(&row.rule), code(&row.mode), &row.secret, &row.address),
        )
        .map_err(StoreError::from)?;
    questions::hurry(tx, id)?;
    let fact = serde_json::json!({
        "matcher": id, "by": by, "mode": change.mode, "lists": change.lists, "sends": change.sends,
        "credential": change.secret.is_some(), "address": change.address.is_some(),
    });
    chain::append(tx, "matcher_changed", &fact);
    Ok(())
}

pub(crate) fn remove(tx: &Tx<'_>, by: Option<PersonId>, id: MatcherId) -> Result<(), MatcherRefused> {
    let tells = destinations::all(tx.db)?
        .into_iter()
        .find(|row| row.rule.kind.matcher() == Some(id));
    if let Some(destination) = tells {
        let destination = destination.name;
        return Err(MatcherRefused::Told { destination });
    }
    let removed = tx
        .db
        .execute(
            "UPDATE matcher SET removed_at = ?2, secret = NULL, mode = 'off' WHERE id = ?1 AND removed_at IS NULL",
            (id.0, tx.now.0),
        )
        .map_err(StoreError::from)?;
    if removed == 0 {
        return Err(MatcherRefused::NoSuch);
    }
    questions::hurry(tx, id)?;
    chain::append(tx, "matcher_removed", &serde_json::json!({"matcher": id, "by": by}));
    Ok(())
}

/// What people call it, where there is such a matcher and it was not removed.
pub(super) fn name(db: Db<'_>, id: MatcherId) -> Result<Option<String>, StoreError> {
    let mut sql = db.prepare_cached("SELECT name FROM matcher WHERE id = ?1 AND removed_at IS NULL")?;
    Ok(sql.query_row([id.0], |row| row.get(0)).optional()?)
}

/// Whether there is such a matcher, and it can be told what people decided.
pub(super) fn can_be_told(db: Db<'_>, id: MatcherId) -> Result<bool, StoreError> {
    let told = |row: &MatcherRow| row.id == id && row.rule.kind == MatcherKind::Hma;
    Ok(all(db)?.iter().any(told))
}

/// Whether there is such a matcher, and it was not removed.
pub(super) fn is_known(db: Db<'_>, id: MatcherId) -> Result<bool, StoreError> {
    Ok(name(db, id)?.is_some())
}

pub(super) fn is_bank(db: Db<'_>, bank: BankId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM bank WHERE id = ?1")?
        .exists([bank.0])?)
}

fn are_banks(db: Db<'_>, lists: &ListMapping) -> Result<(), MatcherRefused> {
    for bank in lists.0.values() {
        if !is_bank(db, *bank)? {
            return Err(MatcherRefused::NoBank);
        }
    }
    Ok(())
}

/// Nothing, unless one of the lists is the bank that a destination confirms into, at the same service.
fn is_confirmed_into(db: Db<'_>, (id, address): (MatcherId, &str), lists: &ListMapping) -> Result<(), MatcherRefused> {
    for destination in destinations::all(db)? {
        let Kind::Hma { matcher, confirmed } = &destination.rule.kind else {
            continue;
        };
        let there = *matcher == id || same_place(&destination.address, address);
        if there && lists.bank(confirmed).is_some() {
            return Err(MatcherRefused::ConfirmedInto {
                list: confirmed.clone(),
                destination: destination.name,
            });
        }
    }
    Ok(())
}

/// The matcher by which a bank of another one is learned: itself, or one that is the same service.
pub(super) fn learns(db: Db<'_>, matcher: MatcherId, bank: &str) -> Result<Option<MatcherRow>, StoreError> {
    let all = all(db)?;
    let told = all.iter().find(|row| row.id == matcher);
    let address = told.map(|row| row.address.clone());
    let there = |row: &MatcherRow| {
        address
            .as_ref()
            .is_some_and(|address| same_place(address, &row.address))
    };
    let mut learning = all.into_iter().filter(|row| row.rule.lists.bank(bank).is_some());
    Ok(learning.find(there))
}

fn same_place(one: &str, other: &str) -> bool {
    !one.is_empty() && one.trim_end_matches('/') == other.trim_end_matches('/')
}

fn matcher(row: &Row<'_>) -> Result<MatcherRow, StoreError> {
    let (rule, mode): (String, String) = (row.get(2)?, row.get(3)?);
    let rule: Matcher = from_json(&rule, "matcher.rule")?;
    Ok(MatcherRow {
        id: MatcherId(row.get(0)?),
        name: row.get(1)?,
        rule,
        mode: from_code(&mode, "matcher.mode")?,
        address: row.get(4)?,
        secret: row.get::<Option<Vec<u8>>>(5)?.unwrap_or_default(),
        added_at: Time(row.get(6)?),
    })
}
