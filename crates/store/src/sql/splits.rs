//! Split cases as rows.

use super::{
    columns::{from_json, json},
    leases,
};
use crate::{
    db::Db,
    engine::Tx,
    error::StoreError,
    splits::{SaidOf, Split},
};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    quorum::Decision,
    time::Time,
};
use std::collections::HashMap;
use uuid::Uuid;

pub(crate) fn page(tx: &Tx<'_>, lead: PersonId, after: Option<CaseId>, most: u32) -> Result<Vec<Split>, StoreError> {
    leases::return_expired(tx)?;
    let mut sql = tx.db.prepare_cached(
        "SELECT c.id, c.queue, c.created, c.state = 'leased', c.decision,
                EXISTS (SELECT 1 FROM barred b WHERE b.case_id = c.id AND b.person = ?1), c.purpose = 'check'
         FROM review_case c WHERE c.stage = 'settle' AND c.state IN ('waiting', 'leased') AND c.id > ?2
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id AND v.status = 'given' AND v.grace_ends > ?4)
         ORDER BY c.id LIMIT ?3",
    )?;
    let after = after.map_or(Uuid::nil(), |case| case.0);
    let mut rows = sql.query((lead.0, after, most, tx.now.0))?;
    let mut splits = Vec::new();
    while let Some(row) = rows.next()? {
        let case = CaseId(row.get(0)?);
        splits.push(Split {
            case,
            queue: QueueId(row.get(1)?),
            since: Time(row.get(2)?),
            taken: row.get(3)?,
            for_others: row.get(5)?,
            check: row.get(6)?,
            said: said(tx.db, case, &row.get::<String>(4)?)?,
        });
    }
    Ok(splits)
}

/// What was said, in the order of its own text.
fn said(db: Db<'_>, case: CaseId, decision: &str) -> Result<Vec<SaidOf>, StoreError> {
    let Decision::Split { given } = from_json(decision, "review_case.decision")? else {
        return Ok(Vec::new());
    };
    let mut sql = db.prepare_cached("SELECT id, reason FROM verdict WHERE case_id = ?1")?;
    let rows = sql.query_map([case.0], |row| Ok((row.get::<Uuid>(0)?, row.get::<Option<String>>(1)?)))?;
    let mut reasons: HashMap<Uuid, Option<String>> = rows.collect::<Result<_, _>>()?;
    let mut said: Vec<SaidOf> = given
        .into_iter()
        .map(|given| SaidOf {
            reason: reasons.remove(&given.id.0).flatten(),
            verdict: given.verdict,
        })
        .collect();
    said.sort_by_key(|said| json(&said.verdict));
    Ok(said)
}
