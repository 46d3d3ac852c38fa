//! Checks of stops as rows: drawing one when the door stops an upload.
//!
//! Its case stands beside the upload, which is no part of it: the answer to its source stays what it is.

use super::{asked::Found, cards, cases, columns::from_code, destroying, items, org};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::Purpose,
    ids::{CaseId, ItemId},
    matching::Match,
    second_looks::Draw,
};
use uuid::Uuid;

/// Opens a check of an upload that was stopped by this match, if the dice say so and there is a picture to look at.
pub(super) fn draw(
    tx: &Tx<'_>,
    item: ItemId,
    draw: Draw,
    (matches, found): (&[Match], &[Found]),
) -> Result<(), StoreError> {
    if !org::stop_checks(tx.db)?.share.takes(draw) || !destroying::has_picture(tx.db, item)? {
        return Ok(());
    }
    match items::queue_of(matches, found) {
        Some(queue) => cases::open_check(tx, item, queue).map(drop),
        None => Ok(()),
    }
}

/// What a case is for.
pub(super) fn purpose(db: Db<'_>, case: CaseId) -> Result<Purpose, StoreError> {
    let mut sql = db.prepare_cached("SELECT purpose FROM review_case WHERE id = ?1")?;
    let name: String = sql.query_row([case.0], |row| row.get(0))?;
    from_code(&name, "review_case.purpose")
}

/// Whether a case is shown behind a veil alone.
pub(super) fn is_veiled(db: Db<'_>, case: CaseId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT purpose, stage, escalated FROM review_case WHERE id = ?1")?;
    sql.query_row([case.0], |row| Ok(cards::veiled(row, 0)))?
}

/// The case to which copies of a case's picture go that wait again because of it. Nothing is ever part of a check: there it
/// is the one that its upload is part of by now, if any.
pub(super) fn home(db: Db<'_>, case: CaseId) -> Result<Option<CaseId>, StoreError> {
    if purpose(db, case)? != Purpose::Check {
        return Ok(Some(case));
    }
    let mut sql =
        db.prepare_cached("SELECT i.case_id FROM review_case c JOIN item i ON i.id = c.item WHERE c.id = ?1")?;
    let home: Option<Option<Uuid>> = sql.query_row([case.0], |row| row.get(0)).optional()?;
    Ok(home.flatten().map(CaseId))
}
