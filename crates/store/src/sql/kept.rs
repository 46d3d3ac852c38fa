//! Pictures that are kept, as far as the rules of keeping go: whether somebody has to look, since when not, what is held.
//!
//! A walk goes through a partial index of what is kept, oldest upload first, and no further than the soonest rule.

use super::{columns::from_json, destroying, holds, items, retention};
use crate::{
    db::{Db, OptionalRow, Row},
    error::StoreError,
    items::{DecidedItem, Door},
    retention::{KeepingStands, KeepingSums, Reached, Retention, Stretch, WouldDestroy},
};
use scrim_model::{
    entry::EntryState,
    ids::ItemId,
    quorum::Decision,
    retention::{KeptFor, KeptPicture, NOTICE, Need, RetentionPolicy, Watch},
    time::Time,
};
use uuid::Uuid;

/// Everything that an upload's keeping rests on; `?1` is now.
const KEPT: &str = "SELECT i.id, i.received_at, i.settled_at, i.outcome, i.folded, c.state, c.at, c.decision, e.state,
    EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id AND v.status = 'given' AND v.grace_ends > ?1)
        OR EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id AND o.done_at IS NULL)
        OR EXISTS (SELECT 1 FROM review_case own WHERE own.item = i.id AND (own.state IN ('waiting', 'leased')
          OR EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = own.id AND v.status = 'given' AND v.grace_ends > ?1)
          OR EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = own.id AND o.done_at IS NULL))),
    EXISTS (SELECT 1 FROM legal_hold h WHERE h.subject = i.id)
        OR EXISTS (SELECT 1 FROM legal_hold h WHERE h.subject = i.case_id)
        OR EXISTS (SELECT 1 FROM review_case own JOIN legal_hold h ON h.subject = own.id WHERE own.item = i.id)
    FROM item i LEFT JOIN review_case c ON c.id = i.case_id LEFT JOIN entry e ON e.id = i.stopped_by
    WHERE i.original_key IS NOT NULL AND i.outcome NOT IN ('look_alike', 'look_alike_shown') AND ";

/// Pictures read at once where all are counted.
const PAGE: u32 = 1_000;

/// A row of [`KEPT`].
struct Found {
    item: ItemId,
    received_at: Time,
    settled_at: Option<i64>,
    outcome: String,
    folded: Option<String>,
    /// State, time of it and decision of its case.
    case: Option<(String, i64, String)>,
    /// Of the entry that stopped it.
    entry: Option<String>,
    /// Something of its case is still to come.
    to_come: bool,
    held: bool,
}

/// One upload whose picture is there.
pub(crate) fn picture(db: Db<'_>, item: ItemId, now: Time) -> Result<Option<KeptPicture>, StoreError> {
    let mut sql = db.prepare_cached(&format!("{KEPT} i.id = ?2"))?;
    let found = sql.query_row((now.0, item.0), read).optional()?;
    found.map(|found| found.picture()).transpose()
}

/// A stretch of the walk.
pub(crate) fn stretch(
    db: Db<'_>,
    (retention, now): (&Retention, Time),
    after: Option<Reached>,
    most: u32,
) -> Result<Stretch, StoreError> {
    let (found, reached) = old_enough(db, (retention, now), after, most)?;
    let mut due = Vec::new();
    for found in found {
        let picture = found.picture()?;
        if retention.policy.due(picture, retention.watch, now).is_some() {
            due.push(found.item);
        }
    }
    Ok(Stretch { due, reached })
}

/// The next pictures of the walk, and from where to go on.
fn old_enough(
    db: Db<'_>,
    (retention, now): (&Retention, Time),
    after: Option<Reached>,
    most: u32,
) -> Result<(Vec<Found>, Option<Reached>), StoreError> {
    let Some(soonest) = retention.policy.soonest() else {
        return Ok((Vec::new(), None));
    };
    let (from, item) = after.map_or((Time(i64::MIN), Uuid::nil()), |after| (after.received_at, after.item.0));
    let text = format!(
        "{KEPT} i.received_at <= ?2 AND (i.received_at, i.id) > (?3, ?4) ORDER BY i.received_at, i.id LIMIT ?5"
    );
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((now.0, (now - soonest).0, from.0, item, most), read)?;
    let found: Vec<Found> = rows.collect::<Result<_, _>>()?;
    let whole = u32::try_from(found.len()).is_ok_and(|many| many == most);
    let reached = found.last().filter(|_| whole).map(|last| Reached {
        received_at: last.received_at,
        item: last.item,
    });
    Ok((found, reached))
}

pub(crate) fn stands(db: Db<'_>, now: Time) -> Result<KeepingStands, StoreError> {
    let now = db.time(now)?;
    let retention = retention::current(db)?;
    let sums = sums(db)?;
    let mut stands = KeepingStands {
        retention,
        now,
        kept: sums.kept,
        holds: sums.holds,
        destroyed: sums.destroyed,
        media_left: sums.media_left,
        left_since: sums.left_since,
        ..KeepingStands::default()
    };
    let mut reached = None;
    loop {
        let (found, next) = old_enough(db, (&retention, now), reached, PAGE)?;
        for found in found {
            if let Some(due_at) = retention
                .policy
                .due_at(found.picture()?)
                .filter(|due_at| *due_at <= now)
            {
                stands.due += 1;
                stands.due_since = Some(stands.due_since.map_or(due_at, |since| since.min(due_at)));
            }
        }
        reached = next;
        if reached.is_none() {
            return Ok(stands);
        }
    }
}

pub(crate) fn sums(db: Db<'_>) -> Result<KeepingSums, StoreError> {
    let (destroyed, media_left, left_since) = destroying::sums(db)?;
    let kept = db.query_row(
        "SELECT count(*) FROM item WHERE original_key IS NOT NULL AND outcome NOT IN ('look_alike', 'look_alike_shown')",
        (),
        |row| row.get(0),
    )?;
    Ok(KeepingSums {
        kept,
        holds: holds::count(db)?,
        destroyed,
        media_left,
        left_since,
    })
}

/// What a policy would destroy once its day of notice is over, of at most `most` pictures.
pub(crate) fn would_destroy(
    db: Db<'_>,
    policy: RetentionPolicy,
    (now, most): (Time, u32),
) -> Result<WouldDestroy, StoreError> {
    let then = db.time(now)? + NOTICE;
    let retention = Retention {
        policy,
        ..Retention::default()
    };
    let (mut would, mut reached, mut left) = (WouldDestroy::default(), None, most);
    while left > 0 {
        let page = PAGE.min(left);
        let (found, next) = old_enough(db, (&retention, then), reached, page)?;
        for found in found {
            if let Some(kept_for) = policy.due(found.picture()?, Watch::default(), then) {
                *would.due.entry(kept_for).or_default() += 1;
            }
        }
        reached = next;
        if reached.is_none() {
            return Ok(would);
        }
        left -= page;
    }
    Ok(WouldDestroy {
        at_least: true,
        ..would
    })
}

fn read(row: &Row<'_>) -> crate::db::Result<Found> {
    let state: Option<String> = row.get(5)?;
    Ok(Found {
        item: ItemId(row.get(0)?),
        received_at: Time(row.get(1)?),
        settled_at: row.get(2)?,
        outcome: row.get(3)?,
        folded: row.get(4)?,
        case: match state {
            Some(state) => Some((state, row.get(6)?, row.get(7)?)),
            None => None,
        },
        entry: row.get(8)?,
        to_come: row.get(9)?,
        held: row.get(10)?,
    })
}

impl Found {
    fn picture(&self) -> Result<KeptPicture, StoreError> {
        let need = if self.to_come { Need::Open } else { self.need()? };
        let held = self.held;
        Ok(KeptPicture { need, held })
    }

    fn need(&self) -> Result<Need, StoreError> {
        let at_door = Time(self.settled_at.unwrap_or(self.received_at.0));
        let (kept_for, since) = match Door::from_code(&self.outcome)? {
            // As long as its entry is disputed, it may have to be looked at after all.
            Door::Stopped if !self.still_stops()? => return Ok(Need::Open),
            Door::Stopped => (KeptFor::Stopped, at_door),
            // What a matcher answers may bring it before a person.
            Door::Unverified => return Ok(Need::Open),
            Door::Passed | Door::NoMatch => (KeptFor::Cleared, at_door),
            Door::Unreadable => (KeptFor::Unreadable, at_door),
            Door::Queued => match self.decided()? {
                Some((DecidedItem::Remove, at)) => (KeptFor::Confirmed, at.max(at_door)),
                Some((DecidedItem::Keep, at)) => (KeptFor::Cleared, at.max(at_door)),
                None => return Ok(Need::Open),
            },
        };
        Ok(Need::Settled { kept_for, since })
    }

    fn still_stops(&self) -> Result<bool, StoreError> {
        let Some(state) = &self.entry else { return Ok(false) };
        let state: EntryState = from_json(state, "entry.state")?;
        Ok(state.stops())
    }

    fn decided(&self) -> Result<Option<(DecidedItem, Time)>, StoreError> {
        let Some((state, at, decision)) = &self.case else {
            return Ok(None);
        };
        if state != "decided" {
            return Ok(None);
        }
        let decision: Decision = from_json(decision, "review_case.decision")?;
        Ok(items::decided(&decision, self.folded.as_deref()).map(|decided| (decided, Time(*at))))
    }
}
