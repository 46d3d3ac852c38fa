//! First and blind second verdicts on one case, as rows.

use super::{columns::from_json, redirect};
use crate::{agreement::AgreementOf, db::Db, error::StoreError};
use scrim_model::{
    agreement::{Crossed, Rating, ratings, told, weeks},
    ids::{PersonId, QueueId},
    time::Time,
    verdict::Verdict,
};
use std::collections::BTreeSet;

/// The first verdict on a case that asked for a second reviewer, and that one's: whoever came second knew nothing of it.
/// What was taken back was not said. A lead who settles comes third at the earliest.
const BLIND: &str = "SELECT f.person, f.body, s.person, s.body FROM verdict s JOIN review_case c ON c.id = s.case_id
     JOIN verdict f ON f.case_id = s.case_id AND f.id < s.id AND f.status <> 'undone' AND f.quorum = '\"Two\"'
     WHERE c.queue = ?1 AND s.at >= ?2 AND s.at < ?3 AND s.status <> 'undone'
     AND NOT EXISTS (SELECT 1 FROM verdict o WHERE o.case_id = s.case_id AND o.status <> 'undone'
       AND o.id < s.id AND o.id <> f.id)";

pub(crate) fn of(db: Db<'_>, queue: QueueId, many: u8, now: Time) -> Result<Option<AgreementOf>, StoreError> {
    if !redirect::is_queue(db, queue)? {
        return Ok(None);
    }
    let [from, to] = weeks(db.time(now)?, many);
    let (mut crossed, mut people) = (Crossed::<Rating>::default(), BTreeSet::new());
    let mut sql = db.prepare_cached(BLIND)?;
    let mut rows = sql.query((queue.0, from.0, to.0))?;
    while let Some(row) = rows.next()? {
        let verdict = |text: String| from_json::<Verdict>(&text, "verdict.body");
        let (first, second) = (verdict(row.get(1)?)?, verdict(row.get(3)?)?);
        people.extend([PersonId(row.get(0)?), PersonId(row.get(2)?)]);
        for (first, second) in ratings(&first, &second) {
            crossed.add(first, second, 1);
        }
    }
    let told = told(&crossed, people.len());
    Ok(Some(AgreementOf { from, to, told }))
}
