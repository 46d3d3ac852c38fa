//! What could not be read, as rows: from a partial index, in its own order.

use crate::db::Db;
use crate::{
    error::StoreError,
    unreadable::{UnreadablePage, UnreadableRow, Wanted},
};
use scrim_model::{
    ids::{ItemId, PersonId},
    time::Time,
};
use uuid::Uuid;

/// Above every id there is: where nothing is named to begin before.
const NEWEST: Uuid = Uuid::max();

pub(crate) fn page(db: Db<'_>, wanted: &Wanted) -> Result<UnreadablePage, StoreError> {
    let most = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    // One more than is wanted tells whether there are older ones.
    let mut rows = rows(db, wanted, wanted.most.saturating_add(1))?;
    let more = rows.len() > most;
    rows.truncate(most);
    for row in &mut rows {
        row.lists = lists(db, row.item)?;
    }
    Ok(UnreadablePage {
        counts: counts(db)?,
        rows,
        more,
    })
}

pub(crate) fn count(db: Db<'_>) -> Result<u64, StoreError> {
    let mut sql = db.prepare_cached("SELECT count(*) FROM item WHERE outcome = 'unreadable'")?;
    Ok(sql.query_row((), |row| row.get(0))?)
}

fn counts(db: Db<'_>) -> Result<Vec<(String, u64)>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT coalesce(reason, 'corrupt') AS why, count(*) AS uploads FROM item WHERE outcome = 'unreadable'
         GROUP BY why ORDER BY uploads DESC, why",
    )?;
    let rows = sql.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn rows(db: Db<'_>, wanted: &Wanted, most: u32) -> Result<Vec<UnreadableRow>, StoreError> {
    let before = wanted.before.map_or(NEWEST, |item| item.0);
    let mut sql = db.prepare_cached(
        "SELECT i.id, coalesce(i.reason, 'corrupt'), i.source, p.name, i.reference, i.received_at, i.bytes
         FROM item i JOIN person p ON p.id = i.source
         WHERE i.outcome = 'unreadable' AND i.id < ?1 AND (CAST(?2 AS TEXT) IS NULL OR coalesce(i.reason, 'corrupt') = ?2)
         ORDER BY i.id DESC LIMIT ?3",
    )?;
    let rows = sql.query_map((before, &wanted.reason, most), |row| {
        Ok(UnreadableRow {
            item: ItemId(row.get(0)?),
            reason: row.get(1)?,
            source: PersonId(row.get(2)?),
            source_name: row.get(3)?,
            reference: row.get(4)?,
            received_at: Time(row.get(5)?),
            bytes: row.get(6)?,
            lists: Vec::new(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn lists(db: Db<'_>, item: ItemId) -> Result<Vec<String>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT DISTINCT b.name FROM item_match m JOIN entry e ON e.id = m.entry JOIN bank b ON b.id = e.bank
         WHERE m.item = ?1 ORDER BY b.name",
    )?;
    let rows = sql.query_map([item.0], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
