//! Open questions as rows. While a hub asks one, its row says until when it alone does.

use super::{
    columns::{code, from_code},
    frames,
};
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    items::{Digests, Unanswered},
    questions::{CLAIM_LASTS, OpenQuestion, OpenTo, OriginalToSend},
};
use scrim_model::{
    ids::{ItemId, MatcherId},
    matcher::{NoAnswer, again_after},
    time::Time,
};
use std::collections::HashMap;

/// Opens a question to each matcher that did not answer.
pub(super) fn open(tx: &Tx<'_>, item: ItemId, unanswered: &[Unanswered]) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "INSERT INTO open_question (item, matcher, opened_at, at, tries, why) VALUES (?1,?2,?3,?4,1,?5)
         ON CONFLICT DO NOTHING",
    )?;
    for one in unanswered {
        // It is not sent at the same time as others: how soon is the circuit's to say.
        let at = tx.now + again_after(1, 0);
        sql.execute((item.0, one.matcher.0, tx.now.0, at.0, code(&one.why)))?;
    }
    Ok(())
}

pub(crate) fn claim(tx: &Tx<'_>, matcher: MatcherId, most: u32) -> Result<Vec<OpenQuestion>, StoreError> {
    let text = format!(
        "SELECT q.item, q.matcher, q.tries, q.why FROM open_question q WHERE q.matcher = ?1 AND q.at <= ?2
         AND EXISTS (SELECT 1 FROM matcher m WHERE m.id = q.matcher AND m.mode = 'on')
         ORDER BY q.at, q.item LIMIT ?3 {}",
        tx.db.claim()
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((matcher.0, tx.now.0, most), |row| Ok(question(row)))?;
    let due = rows.map(|row| row?).collect::<Result<Vec<_>, _>>()?;
    claimed(tx, due)
}

pub(crate) fn claim_to_nobody(tx: &Tx<'_>, most: u32) -> Result<Vec<OpenQuestion>, StoreError> {
    let text = format!(
        "SELECT q.item, q.matcher, q.tries, q.why FROM open_question q
         WHERE q.matcher IN (SELECT m.id FROM matcher m WHERE m.mode <> 'on') AND q.at <= ?1 ORDER BY q.at, q.item LIMIT ?2 {}",
        tx.db.claim()
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((tx.now.0, most), |row| Ok(question(row)))?;
    let due = rows.map(|row| row?).collect::<Result<Vec<_>, _>>()?;
    claimed(tx, due)
}

/// The original of an upload, where it is kept and could be decoded.
pub(crate) fn original(db: Db<'_>, item: ItemId) -> Result<Option<OriginalToSend>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT bytes, sha256, sha1, md5, original_key FROM item
             WHERE id = ?1 AND original_key IS NOT NULL AND width_px IS NOT NULL",
        )?
        .query_row([item.0], |row| {
            Ok(OriginalToSend {
                bytes: row.get(0)?,
                digests: Digests {
                    sha256: row.get(1)?,
                    sha1: row.get(2)?,
                    md5: row.get(3)?,
                },
                wrapped_key: row.get(4)?,
            })
        })
        .optional()?;
    Ok(found)
}

fn question(row: &Row<'_>) -> Result<OpenQuestion, StoreError> {
    Ok(OpenQuestion {
        item: ItemId(row.get(0)?),
        matcher: MatcherId(row.get(1)?),
        tries: row.get(2)?,
        why: from_code(&row.get::<String>(3)?, "open_question.why")?,
        hashes: Vec::new(),
    })
}

fn claimed(tx: &Tx<'_>, due: Vec<OpenQuestion>) -> Result<Vec<OpenQuestion>, StoreError> {
    let until = tx.now + CLAIM_LASTS;
    let mut sql = tx
        .db
        .prepare_cached("UPDATE open_question SET at = ?3 WHERE item = ?1 AND matcher = ?2")?;
    let mut taken = Vec::with_capacity(due.len());
    for question in due {
        sql.execute((question.item.0, question.matcher.0, until.0))?;
        let hashes = frames::of(tx.db, question.item)?;
        taken.push(OpenQuestion { hashes, ..question });
    }
    Ok(taken)
}

/// Asks later. Where somebody else has asked it since, theirs counts.
pub(crate) fn put_off(
    tx: &Tx<'_>,
    (item, matcher): (ItemId, MatcherId),
    tries: u32,
    (why, chance): (NoAnswer, u64),
) -> Result<(), StoreError> {
    let so_far = tries.saturating_add(1);
    tx.db
        .prepare_cached(
            "UPDATE open_question SET at = ?4, tries = ?5, why = ?6 WHERE item = ?1 AND matcher = ?2 AND tries = ?3",
        )?
        .execute((
            item.0,
            matcher.0,
            tries,
            (tx.now + again_after(so_far, chance)).0,
            so_far,
            code(&why),
        ))?;
    Ok(())
}

/// Asks again at a time, and not at once where that is over: this says nothing of how often it was asked.
pub(super) fn ask_at(tx: &Tx<'_>, (item, matcher): (ItemId, MatcherId), then: Time) -> Result<(), StoreError> {
    let then = then.max(tx.now + again_after(1, 0));
    tx.db
        .prepare_cached("UPDATE open_question SET at = ?3 WHERE item = ?1 AND matcher = ?2")?
        .execute((item.0, matcher.0, then.0))?;
    Ok(())
}

/// Whoever is on or off now: what is open to it is seen to at once.
pub(super) fn hurry(tx: &Tx<'_>, matcher: MatcherId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE open_question SET at = ?2 WHERE matcher = ?1 AND at > ?2")?
        .execute((matcher.0, tx.now.0))?;
    Ok(())
}

/// Whether a matcher has still to answer of an upload.
pub(super) fn is_open(db: Db<'_>, item: ItemId, matcher: MatcherId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT 1 FROM open_question WHERE item = ?1 AND matcher = ?2")?;
    Ok(sql.exists((item.0, matcher.0))?)
}

/// Closes one; whether it was open.
pub(super) fn close(tx: &Tx<'_>, item: ItemId, matcher: MatcherId) -> Result<bool, StoreError> {
    let closed = tx
        .db
        .prepare_cached("DELETE FROM open_question WHERE item = ?1 AND matcher = ?2")?
        .execute((item.0, matcher.0))?;
    Ok(closed > 0)
}

/// Closes all about an upload that is answered for good.
pub(super) fn close_all(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM open_question WHERE item = ?1")?
        .execute([item.0])?;
    Ok(())
}

/// Whether any matcher has still to answer of an upload.
pub(super) fn any(db: Db<'_>, item: ItemId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT 1 FROM open_question WHERE item = ?1")?;
    Ok(sql.exists([item.0])?)
}

pub(crate) fn open_by_matcher(db: Db<'_>) -> Result<HashMap<MatcherId, OpenTo>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT q.matcher, count(*), min(q.opened_at),
         (SELECT w.why FROM open_question w WHERE w.matcher = q.matcher ORDER BY w.tries DESC, w.item LIMIT 1)
         FROM open_question q GROUP BY q.matcher",
    )?;
    let rows = sql.query_map((), |row| {
        Ok((
            row.get(0).map(MatcherId)?,
            row.get(1)?,
            row.get(2)?,
            row.get::<String>(3)?,
        ))
    })?;
    let open = rows.map(|row| {
        let (matcher, many, since, why) = row?;
        let why = from_code(&why, "open_question.why")?;
        let since = Time(since);
        Ok((matcher, OpenTo { many, since, why }))
    });
    open.collect()
}
