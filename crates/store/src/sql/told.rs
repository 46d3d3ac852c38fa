//! What is known of what a matcher is told about, as rows: the hash, where it is listed there, and what came back.

use super::{
    banks,
    columns::int,
    delivery_rows::{delivery, says},
    destinations, frames,
};
use crate::{
    db::{Db, OptionalRow},
    deliveries::{AtMatcher, DeliveryRow, ListedAt, Receipt},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::{Letter, Subject, run},
    ids::{CaseId, DeliveryId, DestinationId, EntryId, MatcherId},
};

/// A letter of a thread, with what came back.
struct Kept {
    id: DeliveryId,
    case: CaseId,
    letter: Letter,
    receipt: Option<Receipt>,
}

/// Keeps what a matcher answered.
pub(super) fn keep(tx: &Tx<'_>, id: DeliveryId, receipt: &Receipt) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO delivery_receipt (delivery, list, number, ours) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (delivery) DO UPDATE SET list = excluded.list, number = excluded.number, ours = excluded.ours",
        )?
        .execute((id.0, &receipt.at.list, int(receipt.at.number), receipt.is_ours))?;
    Ok(())
}

/// The delivery with what is known of what it is about, where that is told to a matcher.
pub(super) fn beside(db: Db<'_>, row: DeliveryRow) -> Result<DeliveryRow, StoreError> {
    let (entry, copy) = match row.subject {
        Subject::Confirmed { entry, copy } => (entry, copy),
        Subject::Entry { entry } => (entry, None),
        Subject::Item { .. } | Subject::Fingerprint { .. } | Subject::Danger { .. } | Subject::Appeal { .. } => {
            return Ok(row);
        }
    };
    let thread = thread(db, &row)?;
    let letters: Vec<Letter> = thread.iter().map(|kept| kept.letter).collect();
    let place = thread.iter().position(|kept| kept.id == row.id);
    let run = place.and_then(|place| run(&letters, place));
    let of_run = run.and_then(|run| thread.get(run)).unwrap_or_default();
    let hash = match copy {
        None => banks::own_hash(db, entry)?,
        Some(item) => frames::matched(db, item, entry)?.map(|perceptual| perceptual.hash),
    };
    let at_matcher = AtMatcher {
        told_for: of_run.first().map_or(row.case, |kept| kept.case),
        hash,
        listing: match matcher(db, row.destination)? {
            Some(matcher) => listed_at(db, entry, matcher)?,
            None => None,
        },
        receipt: of_run.iter().rev().find_map(|kept| kept.receipt.clone()),
    };
    Ok(DeliveryRow {
        at_matcher: Some(at_matcher),
        ..row
    })
}

/// The matcher that a destination tells.
fn matcher(db: Db<'_>, destination: DestinationId) -> Result<Option<MatcherId>, StoreError> {
    let known = destinations::kind(db, destination)?;
    Ok(known.and_then(|(kind, _removed)| kind.matcher()))
}

/// Which matcher lists an entry.
pub(super) fn lister(db: Db<'_>, entry: EntryId) -> Result<Option<MatcherId>, StoreError> {
    let mut sql = db.prepare_cached("SELECT matcher FROM entry_listing WHERE entry = ?1")?;
    Ok(sql.query_row([entry.0], |row| row.get(0).map(MatcherId)).optional()?)
}

/// Where a matcher lists an entry.
fn listed_at(db: Db<'_>, entry: EntryId, matcher: MatcherId) -> Result<Option<ListedAt>, StoreError> {
    let mut sql = db.prepare_cached("SELECT list, number FROM entry_listing WHERE entry = ?1 AND matcher = ?2")?;
    let found = sql.query_row((entry.0, matcher.0), |row| {
        Ok(ListedAt {
            list: row.get(0)?,
            number: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}

fn thread(db: Db<'_>, of: &DeliveryRow) -> Result<Vec<Kept>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT d.id, d.case_id, d.says, d.state, d.at, d.attempts, d.in_doubt, d.why, r.list, r.number, r.ours
         FROM delivery d LEFT JOIN delivery_receipt r ON r.delivery = d.id
         WHERE d.destination = ?1 AND d.subject = ?2 ORDER BY d.seq",
    )?;
    let subject = super::columns::json(&of.subject);
    let rows = sql.query_map((of.destination.0, subject), |row| {
        let letter = says(row, 2).and_then(|says| {
            Ok(Letter {
                says,
                delivery: delivery(row, 3)?,
            })
        });
        let receipt: (Option<String>, Option<u64>, Option<bool>) = (row.get(8)?, row.get(9)?, row.get(10)?);
        Ok((DeliveryId(row.get(0)?), CaseId(row.get(1)?), letter, receipt))
    })?;
    rows.map(|row| {
        let (id, case, letter, (list, number, ours)) = row?;
        let at = list.zip(number).map(|(list, number)| ListedAt { list, number });
        Ok(Kept {
            id,
            case,
            letter: letter?,
            receipt: at.zip(ours).map(|(at, is_ours)| Receipt { at, is_ours }),
        })
    })
    .collect()
}
