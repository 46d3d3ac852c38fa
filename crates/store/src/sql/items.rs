//! Uploads as rows: the door, folding, and opening cases.

use super::{
    asked::{Found, Resembled},
    cases::{self, Picture},
    chain, checks,
    columns::{from_json, int, json, rung},
    frames, likeness, questions, rematching,
};
use crate::db::{AsCell, Db, OptionalRow};
use crate::{
    engine::Tx,
    error::StoreError,
    items::{Accepted, DecidedItem, Door, ItemRow, NewItem, NewRendition, NotAccepted, RenditionRow},
};
use scrim_model::{
    delivery::Outcome,
    door::Answer,
    ids::{CaseId, EntryId, ItemId, LeaseId, PersonId, QueueId},
    matching::Match,
    quorum::Decision,
    rung::Rung,
    sheet::SheetCell,
    time::Time,
    verdict::Verdict,
};

/// What becomes of an upload.
pub(super) struct AtDoor {
    pub(super) door: Door,
    pub(super) matches: Vec<Match>,
    /// Why it is unreadable, or was seen only in part.
    pub(super) reason: Option<String>,
}

impl AtDoor {
    /// `unreadable` and `partly` say why nothing or not all of it was seen; `verified`, whether every matcher answered.
    pub(super) fn of(answer: Answer, (unreadable, partly): (Option<&String>, Option<&String>), verified: bool) -> Self {
        let (door, matches, reason) = match answer {
            Answer::Stopped { matched } => (Door::Stopped, vec![matched], None),
            Answer::Passed => (Door::Passed, Vec::new(), None),
            Answer::Queued { matches } if unreadable.is_none() => (Door::Queued, matches, None),
            Answer::Queued { matches } => (Door::Unreadable, matches, unreadable.cloned()),
            // A matcher may know it.
            Answer::NoMatch if !verified => (Door::Unverified, Vec::new(), partly.cloned()),
            // What was not seen, or not whole, is never answered "nothing known".
            Answer::NoMatch => match unreadable.or(partly) {
                Some(reason) => (Door::Unreadable, Vec::new(), Some(reason.clone())),
                None => (Door::NoMatch, Vec::new(), None),
            },
        };
        Self { door, matches, reason }
    }
}

pub(crate) fn accept(tx: &Tx<'_>, new: &NewItem) -> Result<Accepted, NotAccepted> {
    let resembled = Resembled::of(tx.db, (new.digests, &new.hashes), &new.near.hashes)?;
    let found = &resembled.found;
    let seen = (new.unreadable.as_ref(), new.partly.as_ref());
    let AtDoor { door, matches, reason } = AtDoor::of(resembled.answer(), seen, new.unanswered.is_empty());
    if new.media.is_none() && !matches!(door, Door::NoMatch | Door::Passed) {
        return Err(NotAccepted::NeedsMedia { door });
    }
    insert_item(tx, new, (door, reason.as_deref()), matches.first())?;
    insert_matches(tx, (new.id, &new.cells), &matches, found)?;
    let case = case_for(tx, new, door, &matches, found)?;
    if door == Door::Stopped {
        checks::draw(tx, new.id, new.check, (&matches, found))?;
    }
    if matches!(door, Door::Queued | Door::Unverified) {
        questions::open(tx, new.id, &new.unanswered)?;
        // Whoever follows the lists did not find this upload, and it knew nothing of them.
        if rematching::went_on(tx.db, new.near.as_of)? {
            rematching::note(tx, new.id)?;
        }
    }
    let name = |m: &Match| {
        found
            .iter()
            .find(|f| f.entry.id == m.entry)
            .map(|f| f.entry.bank.name.clone())
    };
    chain::append(
        tx,
        "received",
        &serde_json::json!({"item": new.id, "source": new.source, "outcome": door.code()}),
    );
    Ok(Accepted {
        item: new.id,
        digests: new.digests,
        door,
        case,
        matches: matches.iter().map(|m| (*m, name(m).unwrap_or_default())).collect(),
        reason,
        asked: resembled.asked(),
    })
}

pub(crate) fn is_cleared(db: Db<'_>, sha256: &[u8; 32]) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM cleared WHERE sha256 = ?1")?
        .exists([sha256])?)
}

pub(crate) fn is_excluded(db: Db<'_>, sha256: &[u8; 32], entry: EntryId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM excluded_pair WHERE sha256 = ?1 AND entry = ?2")?
        .exists((sha256, entry.0))?)
}

fn insert_item(
    tx: &Tx<'_>,
    new: &NewItem,
    (door, reason): (Door, Option<&str>),
    first: Option<&Match>,
) -> Result<(), StoreError> {
    let stopped_by = first.filter(|_| door == Door::Stopped).map(|m| m.entry.0);
    // Matches have them, and more of those may come.
    let waits = matches!(door, Door::Queued | Door::Unverified);
    let cells = (waits && !new.cells.is_empty()).then(|| json(&new.cells));
    let row: [&dyn AsCell; 18] = [
        &new.id.0,
        &new.source.0,
        &new.reference,
        &new.place,
        &tx.now.0,
        &int(new.bytes),
        &new.digests.sha256,
        &new.digests.sha1,
        &new.digests.md5,
        &door.code(),
        &reason,
        &stopped_by,
        &new.media.as_ref().map(|media| &media.original_key),
        &new.size_px.map(|size| size.0),
        &new.size_px.map(|size| size.1),
        &json(&new.traits),
        &new.frames,
        &cells,
    ];
    tx.db
        .prepare_cached(
            "INSERT INTO item (id, source, reference, place, received_at, bytes, sha256, sha1, md5, outcome, reason,
                               stopped_by, original_key, width_px, height_px, traits, frames, cells)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)",
        )?
        .execute(row.as_slice())?;
    frames::insert(tx, new.id, &new.hashes)?;
    for rendition in new.media.iter().flat_map(|media| &media.renditions) {
        insert_rendition(tx, new.id, rendition)?;
    }
    Ok(())
}

pub(super) fn insert_rendition(tx: &Tx<'_>, item: ItemId, new: &NewRendition) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO rendition (item, rung, width_px, height_px, bytes, mime, wrapped_key) VALUES (?1,?2,?3,?4,?5,?6,?7)",
        )?
        .execute((
            item.0,
            u8::from(new.rung),
            new.width_px,
            new.height_px,
            int(new.bytes),
            &new.mime,
            &new.wrapped_key,
        ))?;
    Ok(())
}

/// Writes an upload's matches; `cells` are those of its sheet, by frames.
pub(super) fn insert_matches(
    tx: &Tx<'_>,
    (item, cells): (ItemId, &[(u32, SheetCell)]),
    matches: &[Match],
    found: &[Found],
) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "INSERT INTO item_match (item, entry, exact, distance, via_variant, place, frame, cell)
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
    )?;
    let cell_of = |frame: u32| cells.iter().find(|(of, _)| *of == frame).map(|(_, cell)| json(cell));
    for (place, m) in (0_u32..).zip(matches) {
        let (exact, distance) = likeness::written(m.kind);
        let came = found.iter().find(|f| f.entry.id == m.entry).and_then(|f| f.came);
        let (via, frame) = (
            came.is_some_and(|came| came.via_variant),
            came.and_then(|came| came.frame),
        );
        sql.execute((
            item.0,
            m.entry.0,
            exact,
            distance,
            via,
            place,
            frame,
            frame.and_then(cell_of),
        ))?;
    }
    Ok(())
}

/// The case of an upload that a person has to see, or that could not be decoded.
fn case_for(
    tx: &Tx<'_>,
    new: &NewItem,
    door: Door,
    matches: &[Match],
    found: &[Found],
) -> Result<Option<CaseId>, StoreError> {
    if !matches!(door, Door::Queued | Door::Unreadable) {
        return Ok(None);
    }
    let picture = Picture {
        item: new.id,
        sha256: new.digests.sha256,
        hashes: new.hashes.clone(),
    };
    admit(tx, &picture, door, (matches, found)).map(Some)
}

/// The case that an upload opens or joins, by what it matched.
pub(super) fn admit(
    tx: &Tx<'_>,
    picture: &Picture,
    door: Door,
    (matches, found): (&[Match], &[Found]),
) -> Result<CaseId, StoreError> {
    let entries: Vec<EntryId> = matches.iter().map(|m| m.entry).collect();
    cases::admit(tx, picture, door, &entries, queue_of(matches, found))
}

/// The queue of the list that has the closest match.
pub(super) fn queue_of(matches: &[Match], found: &[Found]) -> Option<QueueId> {
    let first = matches.first()?;
    let entry = found.iter().find(|f| f.entry.id == first.entry)?;
    Some(entry.entry.bank.queue)
}

pub(crate) fn item(db: Db<'_>, id: ItemId, now: Time) -> Result<Option<ItemRow>, StoreError> {
    let now = db.time(now)?;
    let found = db
        .prepare_cached(
            "SELECT i.source, i.outcome, i.received_at, i.folded, c.state, c.decision,
             EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id AND v.status = 'given' AND v.grace_ends > ?2),
             (SELECT d.at FROM destroyed d WHERE d.item = i.id)
             FROM item i LEFT JOIN review_case c ON c.id = i.case_id
             WHERE i.id = ?1 AND i.outcome NOT IN ('look_alike', 'look_alike_shown')",
        )?
        .query_row((id.0, now.0), |row| {
            let outcome: String = row.get(1)?;
            let (folded, state): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            Ok((
                row.get(0)?,
                outcome,
                row.get(2)?,
                folded,
                state,
                row.get::<Option<String>>(5)?,
                row.get::<bool>(6)?,
                row.get::<Option<i64>>(7)?,
            ))
        })
        .optional()?;
    let Some((source, outcome, received_at, folded, state, decision, in_grace, destroyed_at)) = found else {
        return Ok(None);
    };
    let decision: Option<Decision> = decision
        .map(|text| from_json(&text, "review_case.decision"))
        .transpose()?;
    Ok(Some(ItemRow {
        id,
        source: PersonId(source),
        door: Door::from_code(&outcome)?,
        received_at: Time(received_at),
        // Nobody outside acts on what its author may still take back.
        decided: decision
            .as_ref()
            .filter(|_| !in_grace)
            .and_then(|d| decided(d, folded.as_deref())),
        destroyed_at: destroyed_at.map(Time),
        in_review: in_grace || matches!(state.as_deref(), Some("waiting" | "leased" | "unreadable")),
    }))
}

/// What a confirmed decision means for an upload. A copy that is only near inherits "same" and
/// "abusive", never a clearing.
pub(crate) fn decided(decision: &Decision, folded: Option<&str>) -> Option<DecidedItem> {
    let Decision::Confirmed { deciding, .. } = decision else {
        return None;
    };
    inherits(&deciding.verdict, folded).map(means)
}

/// What a confirmed verdict means for an upload of its case.
pub(super) fn inherits(verdict: &Verdict, folded: Option<&str>) -> Option<Outcome> {
    match Outcome::of(verdict) {
        Outcome::Cleared if folded == Some("near") => None,
        outcome => Some(outcome),
    }
}

/// Whether the copies that are only near inherit what was decided on their case. As long as nothing is
/// decided there, they stay with it.
pub(crate) fn near_inherits(db: Db<'_>, case: CaseId) -> Result<bool, StoreError> {
    let decision: String = db
        .prepare_cached("SELECT decision FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| row.get(0))?;
    let decision: Decision = from_json(&decision, "review_case.decision")?;
    Ok(match decision {
        Decision::Confirmed { deciding, .. } => means(Outcome::of(&deciding.verdict)) == DecidedItem::Remove,
        Decision::Open | Decision::Provisional { .. } | Decision::Split { .. } => true,
    })
}

fn means(outcome: Outcome) -> DecidedItem {
    match outcome {
        Outcome::Confirmed | Outcome::OtherPolicy => DecidedItem::Remove,
        Outcome::Cleared => DecidedItem::Keep,
    }
}

pub(crate) fn rendition_of_lease(db: Db<'_>, lease: LeaseId, wanted: Rung) -> Result<Option<RenditionRow>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT r.item, r.rung, r.bytes, r.mime, r.wrapped_key, coalesce(i.sealed_as, i.id) FROM lease l
             JOIN review_case c ON c.id = l.case_id JOIN rendition r ON r.item = c.item JOIN item i ON i.id = c.item
             WHERE l.id = ?1 AND r.rung = ?2",
        )?
        .query_row((lease.0, u8::from(wanted)), |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        })
        .optional()?;
    found
        .map(|(item, number, bytes, mime, wrapped_key, sealed_as)| {
            Ok(RenditionRow {
                item: ItemId(item),
                rung: rung(number)?,
                bytes,
                mime,
                wrapped_key,
                sealed_as: ItemId(sealed_as),
            })
        })
        .transpose()
}

impl Door {
    /// Its name on the wire and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Stopped => "stopped",
            Self::Passed => "passed",
            Self::NoMatch => "no_match",
            Self::Unreadable => "unreadable",
            Self::Unverified => "unverified",
        }
    }

    pub(crate) fn from_code(code: &str) -> Result<Self, StoreError> {
        [
            Self::Queued,
            Self::Stopped,
            Self::Passed,
            Self::NoMatch,
            Self::Unreadable,
            Self::Unverified,
        ]
        .into_iter()
        .find(|door| door.code() == code)
        .ok_or(StoreError::Corrupt { column: "item.outcome" })
    }
}
