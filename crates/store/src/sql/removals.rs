//! Removals as rows.

use super::chain;
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    removals::{Removal, RemovalRefused, Removals},
};
use scrim_model::{
    ids::{CaseId, ItemId, PersonId},
    time::{Span, Time},
};

pub(crate) fn put(tx: &Tx<'_>, source: PersonId, item: ItemId, at: Time) -> Result<Removal, RemovalRefused> {
    let text = format!("SELECT 1 FROM item WHERE id = ?1 AND source = ?2 {}", tx.db.keep());
    let mut sql = tx.db.prepare_cached(&text).map_err(StoreError::from)?;
    if !sql.exists((item.0, source.0)).map_err(StoreError::from)? {
        return Err(RemovalRefused::NoSuch);
    }
    match one(tx.db, item)? {
        Some(known) if known.removed_at == at => return Ok(known),
        Some(known) => return Err(RemovalRefused::ToldBefore(known)),
        None => {}
    }
    tx.db
        .execute(
            "INSERT INTO removal (item, removed_at, told_at) VALUES (?1, ?2, ?3)",
            (item.0, at.0, tx.now.0),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"item": item, "source": source, "removed_at": at});
    chain::append(tx, "removal_told", &fact);
    Ok(Removal {
        item,
        removed_at: at,
        told_at: tx.now,
    })
}

fn one(db: Db<'_>, item: ItemId) -> Result<Option<Removal>, StoreError> {
    let mut sql = db.prepare_cached("SELECT item, removed_at, told_at FROM removal WHERE item = ?1")?;
    Ok(sql.query_row([item.0], removal).optional()?)
}

pub(crate) fn of(db: Db<'_>, case: CaseId) -> Result<Vec<Removal>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT r.item, r.removed_at, r.told_at FROM removal r JOIN item i ON i.id = r.item
         WHERE i.case_id = ?1 ORDER BY r.item",
    )?;
    let rows = sql.query_map([case.0], removal)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn sum(db: Db<'_>) -> Result<Removals, StoreError> {
    let text = "SELECT count(*), CAST(coalesce(sum(CASE WHEN r.removed_at > i.received_at
                THEN r.removed_at - i.received_at ELSE 0 END), 0) AS BIGINT) FROM removal r JOIN item i ON i.id = r.item";
    let (count, waited): (u64, i64) = db.query_row(text, (), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Removals {
        count,
        waited: Span(waited),
    })
}

fn removal(row: &Row<'_>) -> crate::db::Result<Removal> {
    Ok(Removal {
        item: ItemId(row.get(0)?),
        removed_at: Time(row.get(1)?),
        told_at: Time(row.get(2)?),
    })
}
