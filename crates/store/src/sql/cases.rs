//! Cases as rows: opening one for an upload, or folding the upload into one that is open.

use super::{
    banks, chain, checks,
    columns::{code, json},
    destroying, frames, holds, rematching, routing, subjects,
};
use crate::db::{Db, OptionalRow, Row};
use crate::{engine::Tx, error::StoreError, items::Door};
use scrim_model::{
    case::Stage,
    delivery::Purpose,
    door::folds,
    ids::{CaseId, EntryId, ItemId, QueueId},
    matching::FrameHash,
    opt_out::Subject,
    quorum::Decision,
    routing::{Came, CameBy, Routed},
    sharing::Class,
};
use uuid::Uuid;

/// An upload, as far as it decides what is the same picture.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    pub(crate) item: ItemId,
    pub(crate) sha256: [u8; 32],
    pub(crate) hashes: Vec<FrameHash>,
}

/// How an upload is part of a case that another one opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folded {
    /// Equal bytes: it inherits every verdict.
    Exact,
    /// A close hash: it inherits "same" and "abusive", never a clearing.
    Near,
}

impl Picture {
    /// The picture of an upload.
    pub(crate) fn of(db: Db<'_>, item: ItemId) -> Result<Option<Self>, StoreError> {
        let mut sql = db.prepare_cached("SELECT id, sha256 FROM item WHERE id = ?1")?;
        let mut rows = sql.query([item.0])?;
        rows.next()?.map(|row| Self::read(db, &row, 0)).transpose()
    }

    /// The picture of a row with `id, sha256` from column `at` on.
    pub(crate) fn read(db: Db<'_>, row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
        let item = ItemId(row.get(at)?);
        Ok(Self {
            item,
            sha256: row.get(at + 1)?,
            hashes: frames::of(db, item)?,
        })
    }

    /// How this upload folds into a case of `other`, if it does.
    pub(crate) fn folds_into(&self, other: &Self) -> Option<Folded> {
        let same_bytes = self.sha256 == other.sha256;
        let folded = if same_bytes { Folded::Exact } else { Folded::Near };
        folds(same_bytes, &self.hashes, &other.hashes).then_some(folded)
    }
}

/// Folds an upload that matches `entries` into an open case with the same content, or opens one.
pub(crate) fn admit(
    tx: &Tx<'_>,
    picture: &Picture,
    door: Door,
    entries: &[EntryId],
    queue: Option<QueueId>,
) -> Result<CaseId, StoreError> {
    banks::keep(tx, entries)?;
    if let Some((case, folded)) = open_twin(tx, picture, entries)? {
        join(tx, picture.item, case, folded)?;
        return Ok(case);
    }
    let place = if let Some(queue) = queue {
        placed(tx, picture.item, queue)?
    } else {
        let unreadable = Routed {
            rule: None,
            queue: unreadable_queue(tx)?,
            priority: 0,
        };
        Place {
            routed: unreadable,
            came: routing::unrouted(tx.db, CameBy::Unreadable)?,
            class: None,
            subject: subjects::of_item(tx.db, picture.item)?,
        }
    };
    open(tx, picture.item, &place, door)
}

/// The same for an upload that came in before and waits again. Where its picture is gone and no open case has the same
/// one, nobody can look: its case is one of what cannot be read. Whoever had no part in a check of it has none in this.
pub(crate) fn admit_again(
    tx: &Tx<'_>,
    picture: &Picture,
    entries: &[EntryId],
    queue: QueueId,
) -> Result<(), StoreError> {
    holds::follow(tx, picture.item)?;
    open_again(tx, picture, entries, queue)?;
    checks::bars_follow(tx, picture.item)?;
    // Lists may have more by now than when it last waited.
    rematching::note(tx, picture.item)
}

fn open_again(tx: &Tx<'_>, picture: &Picture, entries: &[EntryId], queue: QueueId) -> Result<(), StoreError> {
    if destroying::has_picture(tx.db, picture.item)? {
        return admit(tx, picture, Door::Queued, entries, Some(queue)).map(drop);
    }
    banks::keep(tx, entries)?;
    if let Some((case, folded)) = open_twin(tx, picture, entries)? {
        return join(tx, picture.item, case, folded);
    }
    nobody_can_look(tx, picture.item)?;
    let place = placed(tx, picture.item, queue)?;
    open(tx, picture.item, &place, Door::Unreadable).map(drop)
}

/// Where a case about an upload waits, what it is expected to be, and what it is about.
struct Place {
    routed: Routed,
    came: Came,
    class: Option<Class>,
    subject: Subject,
}

fn placed(tx: &Tx<'_>, item: ItemId, otherwise: QueueId) -> Result<Place, StoreError> {
    let facts = routing::facts(tx.db, item)?;
    let (routed, came) = routing::route(tx.db, &facts, otherwise)?;
    Ok(Place {
        routed,
        came,
        class: Some(Class::of(&facts)),
        subject: Subject::of(&facts),
    })
}

/// An upload that waits again, and has no picture any more.
pub(crate) fn nobody_can_look(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE item SET outcome = 'unreadable', reason = ?2, stopped_by = NULL WHERE id = ?1")?
        .execute((item.0, destroying::PICTURE_DESTROYED))?;
    Ok(())
}

/// Makes an upload part of a case.
pub(crate) fn join(tx: &Tx<'_>, item: ItemId, case: CaseId, folded: Folded) -> Result<(), StoreError> {
    let folded = match folded {
        Folded::Exact => "exact",
        Folded::Near => "near",
    };
    tx.db
        .prepare_cached("UPDATE item SET case_id = ?2, folded = ?3 WHERE id = ?1")?
        .execute((item.0, case.0, folded))?;
    subjects::joined(tx, item, case)
}

fn open(tx: &Tx<'_>, item: ItemId, place: &Place, door: Door) -> Result<CaseId, StoreError> {
    let state = if door == Door::Unreadable {
        "unreadable"
    } else {
        "waiting"
    };
    let case = insert(tx, item, place, (state, Purpose::Review))?;
    tx.db
        .prepare_cached("UPDATE item SET case_id = ?2, folded = NULL WHERE id = ?1")?
        .execute((item.0, case.0))?;
    Ok(case)
}

/// Opens a check of an upload that was stopped, or an appeal of that. It waits where a case about the upload would, and
/// the upload is no part of it.
pub(crate) fn open_beside(tx: &Tx<'_>, item: ItemId, queue: QueueId, purpose: Purpose) -> Result<CaseId, StoreError> {
    let place = placed(tx, item, queue)?;
    insert(tx, item, &place, ("waiting", purpose))
}

fn insert(tx: &Tx<'_>, item: ItemId, place: &Place, (state, purpose): (&str, Purpose)) -> Result<CaseId, StoreError> {
    let case = tx.fresh_id()?;
    tx.db
        .prepare_cached(
            "INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, priority, class,
             subject, purpose, came, content)
             SELECT ?1,?2,i.id,?4,?5,?4,?6,?7,?8,?9,?10,?11,?12,i.sha256 FROM item i WHERE i.id = ?3",
        )?
        .execute((
            case,
            place.routed.queue.0,
            item.0,
            tx.now.0,
            state,
            code(&Stage::Review),
            json(&Decision::Open),
            i64::from(place.routed.priority),
            place.class.as_ref().map(ToString::to_string),
            subjects::kept(tx, &place.subject)?,
            code(&purpose),
            json(&place.came),
        ))?;
    chain::append(
        tx,
        "case_opened",
        &serde_json::json!({"case": case, "item": item, "state": state}),
    );
    Ok(CaseId(case))
}

/// An open case on one of the same entries whose upload is the same picture.
fn open_twin(tx: &Tx<'_>, picture: &Picture, entries: &[EntryId]) -> Result<Option<(CaseId, Folded)>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT c.id, i.id, i.sha256 FROM item_match m
         JOIN review_case c ON c.item = m.item JOIN item i ON i.id = c.item
         WHERE m.entry = ?1 AND c.state IN ('waiting', 'leased') AND c.purpose = 'review' ORDER BY c.created, c.id",
    )?;
    for entry in entries {
        let mut rows = sql.query([entry.0])?;
        while let Some(row) = rows.next()? {
            let known = Picture::read(tx.db, &row, 1)?;
            let Some(folded) = picture.folds_into(&known) else {
                continue;
            };
            let case = CaseId(row.get(0)?);
            // Decided since it was read: then it is no open case any more.
            if keep(tx, case)? {
                return Ok(Some((case, folded)));
            }
        }
    }
    Ok(None)
}

/// Keeps a case as it is until this unit is committed. Answers whether it is open.
pub(crate) fn keep(tx: &Tx<'_>, case: CaseId) -> Result<bool, StoreError> {
    let text = format!("SELECT state FROM review_case WHERE id = ?1 {}", tx.db.keep());
    let state: Option<String> = tx.db.query_row(&text, [case.0], |row| row.get(0)).optional()?;
    Ok(matches!(state.as_deref(), Some("waiting" | "leased")))
}

/// What cannot be decoded and was not recognised waits in a queue of its own.
fn unreadable_queue(tx: &Tx<'_>) -> Result<QueueId, StoreError> {
    const NAME: &str = "Unreadable";
    let known: Option<Uuid> = tx
        .db
        .query_row("SELECT id FROM queue WHERE name = ?1", [NAME], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(QueueId(id));
    }
    let id = tx.fresh_id()?;
    tx.db
        .execute("INSERT INTO queue (id, name) VALUES (?1, ?2)", (id, NAME))?;
    Ok(QueueId(id))
}
