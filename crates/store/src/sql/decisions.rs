//! Decisions that stand, as rows: from a partial index, in its own order.

use super::columns::{from_code, from_json};
use crate::{
    db::Db,
    decisions::{Decision, Wanted},
    error::StoreError,
};
use scrim_model::{
    ids::{CaseId, QueueId},
    quorum,
    time::Time,
};
use uuid::Uuid;

/// After every decision there is: where nothing is named to begin before.
const NEWEST: (Time, CaseId) = (Time(i64::MAX), CaseId(Uuid::max()));

pub(crate) fn page(db: Db<'_>, wanted: &Wanted, now: Time) -> Result<Vec<Decision>, StoreError> {
    let (at, before) = wanted.before.unwrap_or(NEWEST);
    let case = wanted.case.map_or(Uuid::nil(), |case| case.0);
    let queue = wanted.queue.map_or(Uuid::nil(), |queue| queue.0);
    let mut sql = db.prepare_cached(
        "SELECT c.id, c.queue, c.at, c.decision, c.outcome, c.purpose = 'check' FROM review_case c
         WHERE c.outcome IS NOT NULL AND c.purpose IN ('review', 'check')
         AND (c.at < ?1 OR (c.at = ?1 AND c.id < ?2)) AND (?3 OR c.id = ?4) AND (?5 OR c.queue = ?6)
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id AND v.status = 'given' AND v.grace_ends > ?7)
         ORDER BY c.at DESC, c.id DESC LIMIT ?8",
    )?;
    let mut rows = sql.query((
        at.0,
        before.0,
        wanted.case.is_none(),
        case,
        wanted.queue.is_none(),
        queue,
        now.0,
        wanted.most,
    ))?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        let decided = from_json(&row.get::<String>(3)?, "review_case.decision")?;
        // What has an outcome was decided; what cannot be read as that is told of by the doctor.
        let quorum::Decision::Confirmed { deciding, .. } = decided else {
            continue;
        };
        decisions.push(Decision {
            case: CaseId(row.get(0)?),
            queue: QueueId(row.get(1)?),
            at: Time(row.get(2)?),
            verdict: deciding.id,
            says: deciding.verdict,
            outcome: from_code(&row.get::<String>(4)?, "review_case.outcome")?,
            check: row.get(5)?,
        });
    }
    Ok(decisions)
}
