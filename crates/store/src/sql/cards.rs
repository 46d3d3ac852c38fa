//! What a case's holder sees of it, as rows: nothing of what others have said.

use super::{
    columns::{from_code, from_json, rung},
    full_size, queues,
};
use crate::db::Db;
use crate::{
    error::StoreError,
    leases::{CaseRow, PairRow},
    queues::Sent,
};
use scrim_model::{
    ids::{BankId, CaseId, EntryId, ItemId, QueueId},
    matching::MatchKind,
    picture::PictureTrait,
    rung::Rung,
    time::Time,
};
use uuid::Uuid;

/// The card of a case.
pub(crate) fn case(db: Db<'_>, case: CaseId) -> Result<CaseRow, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT queue, stage, item, created, (SELECT count(*) FROM item i WHERE i.case_id = c.id)
         FROM review_case c WHERE id = ?1",
    )?;
    let (queue, stage, item, created, uploads): (Uuid, String, Uuid, i64, u32) = sql.query_row([case.0], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    Ok(CaseRow {
        id: case,
        queue: QueueId(queue),
        stage: from_code(&stage, "review_case.stage")?,
        item: ItemId(item),
        uploads,
        since: Time(created),
        pairs: pairs(db, ItemId(item))?,
        renditions: renditions(db, ItemId(item))?,
        traits: traits(db, ItemId(item))?,
        full_size_px: full_size::of(db, ItemId(item))?,
        frames: frames(db, ItemId(item))?,
        policy: queues::settings(db, QueueId(queue))?.policy,
        asked: asked(db, case)?,
    })
}

/// What whoever last sent a case by hand has asked.
fn asked(db: Db<'_>, case: CaseId) -> Result<Option<String>, StoreError> {
    let mut sql = db.prepare_cached("SELECT sent FROM review_case WHERE id = ?1")?;
    let sent: Option<String> = sql.query_row([case.0], |row| row.get(0))?;
    let sent = sent.map(|text| from_json::<Sent>(&text, "review_case.sent"));
    Ok(sent.transpose()?.and_then(|sent| sent.reason))
}

/// An upload's matches, closest first.
pub(crate) fn pairs(db: Db<'_>, item: ItemId) -> Result<Vec<PairRow>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT m.entry, b.id, b.name, b.harm, b.trust, m.exact, m.distance, m.via_variant, e.category, h.quality,
                m.frame, m.cell
         FROM item_match m JOIN entry e ON e.id = m.entry JOIN bank b ON b.id = e.bank
         LEFT JOIN item_hash h ON h.item = m.item AND h.frame = coalesce(m.frame, 0)
         WHERE m.item = ?1 ORDER BY m.place",
    )?;
    let rows = sql.query_map([item.0], |row| {
        let (harm, trust): (String, String) = (row.get(3)?, row.get(4)?);
        let distance = row.get(6)?;
        let kind = if row.get(5)? {
            MatchKind::Exact
        } else {
            MatchKind::Near { distance }
        };
        let ids = (EntryId(row.get(0)?), BankId(row.get(1)?));
        let name: String = row.get(2)?;
        let seen = (row.get(9)?, row.get(10)?, row.get(11)?);
        Ok((ids, name, harm, trust, kind, row.get(7)?, row.get(8)?, seen))
    })?;
    rows.map(|row| {
        let ((entry, bank), bank_name, harm, trust, kind, via_variant, category, (quality, frame, cell)) = row?;
        let cell: Option<String> = cell;
        let (harm, trust) = (from_code(&harm, "bank.harm")?, from_code(&trust, "bank.trust")?);
        Ok(PairRow {
            entry,
            bank,
            bank_name,
            harm,
            trust,
            kind,
            via_variant,
            category,
            frame,
            cell: cell.map(|text| from_json(&text, "item_match.cell")).transpose()?,
            quality,
        })
    })
    .collect()
}

fn traits(db: Db<'_>, item: ItemId) -> Result<Vec<PictureTrait>, StoreError> {
    let mut sql = db.prepare_cached("SELECT traits FROM item WHERE id = ?1")?;
    let kept: Option<String> = sql.query_row([item.0], |row| row.get(0))?;
    let read = kept.map(|text| from_json(&text, "item.traits")).transpose()?;
    Ok(read.unwrap_or_default())
}

/// How many frames were read of an upload, where that was written down.
pub(crate) fn frames(db: Db<'_>, item: ItemId) -> Result<Option<u32>, StoreError> {
    let mut sql = db.prepare_cached("SELECT frames FROM item WHERE id = ?1")?;
    Ok(sql.query_row([item.0], |row| row.get(0))?)
}

fn renditions(db: Db<'_>, item: ItemId) -> Result<Vec<(Rung, u32, u32, u64)>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT rung, width_px, height_px, bytes FROM rendition WHERE item = ?1 ORDER BY rung")?;
    let rows = sql.query_map([item.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.map(|row| {
        let (number, width, height, bytes) = row?;
        Ok((rung(number)?, width, height, bytes))
    })
    .collect()
}
