//! An upload that waits is answered anew, since the lists have more than they had.
//!
//! What its case gains, or that nobody has to look any more, is one commit with the fact in the chain. What the answer
//! means is the model's ([`scrim_model::rematching`]).

use super::{
    asked::{Found, Resembled},
    cases::{self, Picture},
    chain, checks,
    columns::from_json,
    destroying, frames, leases, questions, rematching, reopen,
    verifying::{self, Kept},
};
use crate::{
    db::OptionalRow,
    engine::Tx,
    error::StoreError,
    items::{Door, Near},
    questions::Answered,
};
use scrim_model::{
    ids::{CaseId, ItemId, QueueId},
    matching::Match,
    quorum::Decision,
    rematching::{CaseWaits, Rematched, Waits, rematched},
    second_looks::Draw,
};
use uuid::Uuid;

pub(crate) fn answer_anew(
    tx: &Tx<'_>,
    item: ItemId,
    (near, check): (&Near, Draw),
) -> Result<Option<Answered>, StoreError> {
    leases::return_expired(tx)?;
    let Some(kept) = still(tx, item)? else { return Ok(None) };
    if rematching::went_on(tx.db, near.as_of)? {
        return Ok(None);
    }
    let frames = frames::of(tx.db, item)?;
    let resembled = Resembled::of(tx.db, (kept.digests, &frames), &near.hashes)?;
    let found = resembled.found.as_slice();
    let becomes = rematched(waits(tx, &kept)?, resembled.answer());
    if becomes == Rematched::Later {
        return Ok(None);
    }
    tx.db
        .prepare_cached("DELETE FROM rematch WHERE item = ?1")?
        .execute([item.0])?;
    match (becomes, kept.case) {
        (Rematched::AsVerified(now), _) => verifying::settle(tx, (item, check), &kept, (now, found)).map(Some),
        (Rematched::Matches(matches), Some(case)) => {
            verifying::add_matches(tx, (item, case), &kept.cells, (&matches, found))?;
            Ok(Some(as_it_was(&kept)))
        }
        (Rematched::Stopped(matched), Some(case)) => {
            stop(tx, (item, case), (&kept, check), (matched, found))?;
            let (door, media_left) = (Door::Stopped, false);
            Ok(Some(Answered { door, media_left }))
        }
        _ => Ok(Some(as_it_was(&kept))),
    }
}

fn as_it_was(kept: &Kept) -> Answered {
    let (door, media_left) = (kept.door, false);
    Answered { door, media_left }
}

/// What is kept of an upload that is to be answered anew, which stays as it is until this unit is committed: its case
/// first, as with whoever takes it. None where another hub has answered it.
fn still(tx: &Tx<'_>, item: ItemId) -> Result<Option<Kept>, StoreError> {
    let Some(seen) = verifying::kept(tx.db, item)? else {
        return Ok(None);
    };
    if let Some(case) = seen.case {
        cases::keep(tx, case)?;
    }
    destroying::keep(tx, item)?;
    let text = format!("SELECT 1 FROM rematch WHERE item = ?1 {}", tx.db.keep());
    if !tx.db.prepare_cached(&text)?.exists([item.0])? {
        return Ok(None);
    }
    // It went to another case meanwhile: there is another time.
    Ok(verifying::kept(tx.db, item)?.filter(|kept| kept.case == seen.case))
}

fn waits(tx: &Tx<'_>, kept: &Kept) -> Result<Waits, StoreError> {
    let case = match kept.case {
        Some(case) => of_case(tx, case)?,
        None => None,
    };
    Ok(match (kept.door, case) {
        (Door::Unverified, _) => Waits::Unverified,
        (Door::Queued | Door::Unreadable, Some((state, waits))) => match state.as_str() {
            "waiting" | "leased" => Waits::InCase(waits),
            // What was reversed and nobody can look at is a lead's, whatever is listed.
            "unreadable" if !waits.spoken => Waits::Unreadable,
            _ => Waits::Not,
        },
        _ => Waits::Not,
    })
}

fn of_case(tx: &Tx<'_>, case: CaseId) -> Result<Option<(String, CaseWaits)>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT c.state, c.decision, c.escalated OR EXISTS (SELECT 1 FROM urgent u WHERE u.case_id = c.id AND u.lifted_at IS NULL)
         FROM review_case c WHERE c.id = ?1",
    )?;
    let found = sql.query_row([case.0], |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<bool>(2)?))
    });
    let Some((state, decision, asked_for)) = found.optional()? else {
        return Ok(None);
    };
    let decision: Decision = from_json(&decision, "review_case.decision")?;
    let waits = CaseWaits::of(&decision, state == "leased", asked_for);
    Ok(Some((state, waits)))
}

/// Nobody looks: the upload is what a person has confirmed before. Its case ends where it was about this very upload;
/// what else was part of it waits on.
fn stop(
    tx: &Tx<'_>,
    (item, case): (ItemId, CaseId),
    (kept, check): (&Kept, Draw),
    (by, found): (Match, &[Found]),
) -> Result<(), StoreError> {
    let matches = [by];
    verifying::add_matches(tx, (item, case), &kept.cells, (&matches, found))?;
    tx.db
        .prepare_cached(
            "UPDATE item SET outcome = 'stopped', reason = NULL, stopped_by = ?2, settled_at = ?3, case_id = NULL,
             folded = NULL, cells = NULL WHERE id = ?1",
        )?
        .execute((item.0, by.entry.0, tx.now.0))?;
    let ended = end(tx, (item, case))?;
    questions::close_all(tx, item)?;
    checks::draw(tx, item, check, (&matches, found))?;
    let ended = ended.then_some(case);
    let fact = serde_json::json!({"item": item, "outcome": Door::Stopped.code(), "case": ended});
    chain::append(tx, "rematched", &fact);
    Ok(())
}

/// Ends the case if it was about this very upload; answers whether it was.
fn end(tx: &Tx<'_>, (item, case): (ItemId, CaseId)) -> Result<bool, StoreError> {
    let ended = tx
        .db
        .prepare_cached(
            "UPDATE review_case SET state = 'decided', at = ?3, ended = 'stopped', held_for = NULL, held_until = 0,
             sent = NULL WHERE id = ?1 AND item = ?2",
        )?
        .execute((case.0, item.0, tx.now.0))?;
    if ended == 0 {
        return Ok(false);
    }
    let mut sql = tx.db.prepare_cached(
        "SELECT i.id, i.sha256, c.queue FROM item i JOIN review_case c ON c.id = i.case_id WHERE c.id = ?1 ORDER BY i.id",
    )?;
    let mut rows = sql.query([case.0])?;
    let mut left: Vec<(Picture, QueueId)> = Vec::new();
    while let Some(row) = rows.next()? {
        left.push((Picture::read(tx.db, &row, 0)?, QueueId(row.get::<Uuid>(2)?)));
    }
    for (picture, queue) in left {
        let entries = reopen::entries_of(tx.db, picture.item)?;
        cases::admit_again(tx, &picture, &entries, queue)?;
    }
    Ok(true)
}
