//! The chain as rows.

use super::columns::int;
use crate::db::{Db, Many, OptionalRow, Row as DbRow};
use crate::{
    chain::{Checkpoint, GENESIS, Head, Row, link},
    engine::{Fact, Tx},
    error::StoreError,
};
use scrim_model::time::Time;

/// Adds one fact, which is written when everything else of the unit is. `body` names people by pseudonym
/// and no content.
pub(crate) fn append(tx: &Tx<'_>, kind: &'static str, body: &serde_json::Value) {
    tx.facts.borrow_mut().push(Fact {
        kind,
        body: body.to_string(),
    });
}

/// Writes a unit's facts, last of all: on an engine where units run beside each other they queue for the
/// head of the chain, and should not stay there for long.
pub(crate) fn write(tx: &Tx<'_>) -> Result<(), StoreError> {
    let facts = tx.facts.take();
    if facts.is_empty() {
        return Ok(());
    }
    let mut head = last(tx.db, tx.db.keep_chain())?;
    let mut rows = Vec::with_capacity(facts.len());
    for Fact { kind, body } in facts {
        let seq = head.seq + 1;
        let hash = link(&head.hash, seq, tx.now, kind, &body);
        rows.push((int(seq), tx.now.0, kind, body, hash));
        head = Head { seq, hash };
    }
    tx.db.execute_each(&APPEND, &rows)?;
    Ok(())
}

const APPEND: Many = Many {
    text: "INSERT INTO chain (seq, at, kind, body, hash) SELECT ?1, ?2, ?3, ?4, ?5 {rows}",
    kinds: &["BIGINT", "BIGINT", "TEXT", "TEXT", "BYTEA"],
};

pub(crate) fn head(db: Db<'_>) -> Result<Head, StoreError> {
    last(db, "SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1")
}

fn last(db: Db<'_>, text: &str) -> Result<Head, StoreError> {
    let mut sql = db.prepare_cached(text)?;
    let last = sql
        .query_row((), |row| {
            Ok(Head {
                seq: row.get(0)?,
                hash: row.get(1)?,
            })
        })
        .optional()?;
    Ok(last.unwrap_or(Head { seq: 0, hash: GENESIS }))
}

pub(crate) fn rows(db: Db<'_>, seq: u64, most: u32) -> Result<Vec<Row>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT seq, at, kind, body, hash FROM chain WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let rows = sql.query_map((int(seq), most), |row| {
        Ok(Row {
            seq: row.get(0)?,
            at: Time(row.get(1)?),
            kind: row.get(2)?,
            body: row.get(3)?,
            hash: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn hub_id(db: Db<'_>) -> Result<String, StoreError> {
    let id: uuid::Uuid = db.query_row("SELECT id FROM hub", (), |row| row.get(0))?;
    Ok(id.to_string())
}

pub(crate) fn keep(tx: &Tx<'_>, checkpoint: &Checkpoint) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO checkpoint (seq, at, head, signature) VALUES (?1,?2,?3,?4) ON CONFLICT DO NOTHING",
        )?
        .execute((
            int(checkpoint.seq),
            checkpoint.at.0,
            checkpoint.head,
            checkpoint.signature,
        ))?;
    Ok(())
}

pub(crate) fn checkpoints(db: Db<'_>) -> Result<Vec<Checkpoint>, StoreError> {
    checkpoints_within(db, 0, u64::MAX)
}

pub(crate) fn checkpoints_within(db: Db<'_>, from: u64, to: u64) -> Result<Vec<Checkpoint>, StoreError> {
    let mut sql = db
        .prepare_cached("SELECT seq, at, head, signature FROM checkpoint WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq")?;
    let rows = sql.query_map((int(from), int(to)), checkpoint)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn last_checkpoint(db: Db<'_>) -> Result<Option<Checkpoint>, StoreError> {
    let mut sql = db.prepare_cached("SELECT seq, at, head, signature FROM checkpoint ORDER BY seq DESC LIMIT 1")?;
    Ok(sql.query_row((), checkpoint).optional()?)
}

fn checkpoint(row: &DbRow<'_>) -> crate::db::Result<Checkpoint> {
    Ok(Checkpoint {
        seq: row.get(0)?,
        at: Time(row.get(1)?),
        head: row.get(2)?,
        signature: row.get(3)?,
    })
}

pub(crate) fn key_check(tx: &Tx<'_>, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
    tx.db
        .execute("UPDATE hub SET key_check = ?1 WHERE key_check IS NULL", [fresh])?;
    Ok(tx.db.query_row("SELECT key_check FROM hub", (), |row| row.get(0))?)
}

pub(crate) fn has_key(db: Db<'_>) -> Result<bool, StoreError> {
    Ok(db.query_row("SELECT key_check IS NOT NULL FROM hub", (), |row| row.get(0))?)
}
