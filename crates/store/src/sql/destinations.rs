//! Destinations as rows.

use super::{
    chain,
    columns::{code, from_code, from_json, json},
    deliveries, matchers,
};
use crate::{
    db::{Db, OptionalRow, Row},
    destinations::{DestinationRefused, DestinationRow, EntryOrigin, NewDestination},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::{Banks, Destination, Ground, Kind, Mode},
    ids::{DestinationId, EntryId, MatcherId, PersonId},
    matching::HarmType,
    time::Time,
};
use std::collections::BTreeMap;
use uuid::Uuid;

const COLUMNS: &str = "d.id, d.name, d.rule, d.mode, d.address, d.secret, d.reasons, d.added_at";

pub(crate) fn add(tx: &Tx<'_>, by: Option<PersonId>, new: &NewDestination) -> Result<(), DestinationRefused> {
    if all(tx.db)?.iter().any(|known| known.name == new.name) {
        return Err(DestinationRefused::NameTaken);
    }
    if let Kind::Platform { source } = new.rule.kind
        && super::people::role(tx.db, source)? != Some(scrim_model::person::Role::Source)
    {
        return Err(DestinationRefused::NoSource);
    }
    if let Some(matcher) = new.rule.kind.matcher()
        && !matchers::can_be_told(tx.db, matcher)?
    {
        return Err(DestinationRefused::NoMatcher);
    }
    if let Kind::Hma { matcher, confirmed } = &new.rule.kind
        && let Some(learning) = matchers::learns(tx.db, *matcher, confirmed)?
    {
        return Err(DestinationRefused::IsLearned {
            bank: confirmed.clone(),
            matcher: learning.name,
        });
    }
    if let Banks::Only(banks) = &new.rule.banks {
        for bank in banks {
            if harm(tx.db, bank.0)? != Some(new.rule.harm) {
                return Err(DestinationRefused::NoBank);
            }
        }
    }
    let values = (
        new.id.0,
        &new.name,
        json(&new.rule),
        code(&new.rule.mode),
        &new.address,
        &new.secret,
        "{}",
        tx.now.0,
    );
    tx.db
        .execute(
            "INSERT INTO destination (id, name, rule, mode, address, secret, reasons, added_at)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
            values,
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"destination": new.id, "by": by, "rule": new.rule});
    chain::append(tx, "destination_added", &fact);
    Ok(())
}

fn harm(db: Db<'_>, bank: Uuid) -> Result<Option<HarmType>, StoreError> {
    let found: Option<String> = db
        .query_row("SELECT harm FROM bank WHERE id = ?1", [bank], |row| row.get(0))
        .optional()?;
    found.map(|harm| from_code(&harm, "bank.harm")).transpose()
}

pub(crate) fn all(db: Db<'_>) -> Result<Vec<DestinationRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM destination d WHERE d.removed_at IS NULL ORDER BY d.name, d.id");
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((), |row| Ok(destination(row)))?;
    rows.map(|row| reached(db, row??)).collect()
}

/// With the matcher that it is told as: it is told where that one is asked, and by the same credential.
fn reached(db: Db<'_>, row: DestinationRow) -> Result<DestinationRow, StoreError> {
    let Some(matcher) = row.rule.kind.matcher() else {
        return Ok(row);
    };
    let matcher = matchers::all(db)?.into_iter().find(|known| known.id == matcher);
    Ok(DestinationRow {
        address: matcher.as_ref().map_or(String::new(), |known| known.address.clone()),
        matcher,
        ..row
    })
}

/// Whether anybody outside hears of anything.
pub(crate) fn any(db: Db<'_>) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT 1 FROM destination WHERE removed_at IS NULL AND mode <> 'off' LIMIT 1")?;
    Ok(sql.exists(())?)
}

/// Those that hear of what is confirmed now, as far as it decides what leaves.
pub(super) fn listening(db: Db<'_>) -> Result<Vec<(DestinationId, Destination)>, StoreError> {
    let heard = all(db)?.into_iter().filter(|row| row.rule.mode != Mode::Off);
    Ok(heard.map(|row| (row.id, row.rule)).collect())
}

/// Those that tell a matcher, whatever their mode.
pub(super) fn telling(db: Db<'_>, matcher: MatcherId) -> Result<Vec<DestinationId>, StoreError> {
    let telling = all(db)?
        .into_iter()
        .filter(|row| row.rule.kind.matcher() == Some(matcher));
    Ok(telling.map(|row| row.id).collect())
}

/// What a destination is, whether or not it was removed since.
pub(super) fn kind(db: Db<'_>, id: DestinationId) -> Result<Option<(Kind, bool)>, StoreError> {
    let found: Option<(String, bool)> = db
        .prepare_cached("SELECT rule, removed_at IS NOT NULL FROM destination WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((rule, removed)) = found else { return Ok(None) };
    let rule: Destination = from_json(&rule, "destination.rule")?;
    Ok(Some((rule.kind, removed)))
}

pub(crate) fn set_mode(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    id: DestinationId,
    mode: Mode,
) -> Result<(), DestinationRefused> {
    let changed = tx
        .db
        .execute(
            "UPDATE destination SET mode = ?2 WHERE id = ?1 AND removed_at IS NULL",
            (id.0, code(&mode)),
        )
        .map_err(StoreError::from)?;
    if changed == 0 {
        return Err(DestinationRefused::NoSuch);
    }
    let fact = serde_json::json!({"destination": id, "by": by, "mode": mode});
    chain::append(tx, "destination_mode_set", &fact);
    Ok(())
}

pub(crate) fn set_reason(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    id: DestinationId,
    (ground, word): (Ground, &str),
) -> Result<(), DestinationRefused> {
    let known = all(tx.db)?.into_iter().find(|row| row.id == id);
    let mut reasons = known.ok_or(DestinationRefused::NoSuch)?.reasons;
    reasons.insert(ground, word.to_owned());
    tx.db
        .execute(
            "UPDATE destination SET reasons = ?2 WHERE id = ?1",
            (id.0, json(&reasons)),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"destination": id, "by": by, "ground": ground, "word": word});
    chain::append(tx, "destination_reason_set", &fact);
    Ok(())
}

pub(crate) fn remove(tx: &Tx<'_>, by: Option<PersonId>, id: DestinationId) -> Result<(), DestinationRefused> {
    let removed = tx
        .db
        .execute(
            "UPDATE destination SET removed_at = ?2, secret = NULL, mode = 'off' WHERE id = ?1 AND removed_at IS NULL",
            (id.0, tx.now.0),
        )
        .map_err(StoreError::from)?;
    if removed == 0 {
        return Err(DestinationRefused::NoSuch);
    }
    deliveries::withdraw_all(tx, id)?;
    chain::append(
        tx,
        "destination_removed",
        &serde_json::json!({"destination": id, "by": by}),
    );
    Ok(())
}

pub(crate) fn set_origin(tx: &Tx<'_>, entry: EntryId, origin: &EntryOrigin) -> Result<(), DestinationRefused> {
    let mut known = tx
        .db
        .prepare_cached("SELECT 1 FROM entry WHERE id = ?1")
        .map_err(StoreError::from)?;
    if !known.exists([entry.0]).map_err(StoreError::from)? {
        return Err(DestinationRefused::NoEntry);
    }
    tx.db
        .execute(
            "INSERT INTO entry_origin (entry, kind, member, entry_id) VALUES (?1, 'ncmec', ?2, ?3) ON CONFLICT (entry)
             DO UPDATE SET kind = excluded.kind, member = excluded.member, entry_id = excluded.entry_id",
            (entry.0, &origin.member, &origin.entry_id),
        )
        .map_err(StoreError::from)?;
    Ok(())
}

pub(crate) fn source(db: Db<'_>, name: &str) -> Result<Option<PersonId>, StoreError> {
    let found = super::people::named(db, name)?;
    let source = found.filter(|person| person.role == scrim_model::person::Role::Source);
    Ok(source.map(|person| person.id))
}

fn destination(row: &Row<'_>) -> Result<DestinationRow, StoreError> {
    let (rule, mode): (String, String) = (row.get(2)?, row.get(3)?);
    let reasons: BTreeMap<Ground, String> = from_json(&row.get::<String>(6)?, "destination.reasons")?;
    let rule: Destination = from_json(&rule, "destination.rule")?;
    Ok(DestinationRow {
        id: DestinationId(row.get(0)?),
        name: row.get(1)?,
        rule: Destination {
            mode: from_code(&mode, "destination.mode")?,
            ..rule
        },
        address: row.get(4)?,
        secret: row.get::<Option<Vec<u8>>>(5)?.unwrap_or_default(),
        matcher: None,
        reasons,
        added_at: Time(row.get(7)?),
    })
}
