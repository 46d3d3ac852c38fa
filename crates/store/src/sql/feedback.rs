//! Feedback, worked out of what was said and decided: it is kept nowhere, so a reversal takes it back too. Each text names
//! its reader, and nothing else reads what somebody said of a look-alike.

use super::columns::from_json;
use crate::{db::Db, error::StoreError, feedback::Feedback};
use scrim_model::{
    feedback::Lesson,
    ids::{CaseId, PersonId, VerdictId},
    look_alike::truth,
    quorum::Decision,
    time::Time,
    verdict::Verdict,
};
use std::cmp::Reverse;
use uuid::Uuid;

/// Somebody's verdicts on decided cases that a lead has settled, which can be taken back no more: a lead's came later, and
/// there was something to settle. Nobody could tell, or there were two before, or a decision had been reversed.
const SETTLED: &str = "SELECT v.id, v.case_id, c.decision, l.grace_ends FROM verdict v
     JOIN review_case c ON c.id = v.case_id AND c.state = 'decided'
     JOIN verdict l ON l.case_id = v.case_id AND l.id > v.id AND l.as_lead AND l.status = 'given'
       AND l.standing = 'confirmed' AND l.grace_ends <= ?3
     WHERE v.person = ?1 AND v.status <> 'undone' AND v.id < ?2
     AND (v.quorum = '\"Lead\"' OR v.status = 'reversed' OR EXISTS (SELECT 1 FROM verdict o
       WHERE o.case_id = v.case_id AND o.status <> 'undone' AND o.id <> v.id AND o.id < l.id))
     ORDER BY v.id DESC LIMIT ?4";

/// The same on look-alikes, once they can be taken back no more.
const OF_LOOK_ALIKES: &str = "SELECT v.id, v.case_id, v.body, v.grace_ends FROM verdict v
     JOIN review_case c ON c.id = v.case_id AND c.purpose = 'look_alike'
     WHERE v.person = ?1 AND v.status = 'given' AND v.id < ?2 AND v.grace_ends <= ?3 ORDER BY v.id DESC LIMIT ?4";

pub(crate) fn page(
    db: Db<'_>,
    (person, now): (PersonId, Time),
    before: Option<VerdictId>,
    most: u32,
) -> Result<Vec<Feedback>, StoreError> {
    let before = before.map_or(Uuid::max(), |before| before.0);
    let values = (person.0, before, db.time(now)?.0, most);
    let mut all = settled(db, values)?;
    all.extend(of_look_alikes(db, values)?);
    all.sort_unstable_by_key(|told| Reverse(told.verdict));
    all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(all)
}

/// Whose, before which verdict, at what time, and how many at most.
type Asked = (Uuid, Uuid, i64, u32);

fn of_look_alikes(db: Db<'_>, asked: Asked) -> Result<Vec<Feedback>, StoreError> {
    let mut sql = db.prepare_cached(OF_LOOK_ALIKES)?;
    let mut rows = sql.query(asked)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let yours: Verdict = from_json(&row.get::<String>(2)?, "verdict.body")?;
        let column = "verdict.body";
        let pair = yours.pairs.first().ok_or(StoreError::Corrupt { column })?;
        all.push(Feedback {
            verdict: VerdictId(row.get(0)?),
            case: CaseId(row.get(1)?),
            at: Time(row.get(3)?),
            decided: truth(pair.item, pair.entry),
            lesson: Lesson::of_look_alike(&yours),
            yours,
        });
    }
    Ok(all)
}

fn settled(db: Db<'_>, asked: Asked) -> Result<Vec<Feedback>, StoreError> {
    let mut sql = db.prepare_cached(SETTLED)?;
    let mut rows = sql.query(asked)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, case) = (VerdictId(row.get(0)?), CaseId(row.get(1)?));
        let decision: Decision = from_json(&row.get::<String>(2)?, "review_case.decision")?;
        let at = Time(row.get(3)?);
        all.extend(of(&decision, id).map(|(lesson, yours, decided)| Feedback {
            verdict: id,
            case,
            at,
            yours,
            decided,
            lesson,
        }));
    }
    Ok(all)
}

type Compared = (Lesson, Verdict, Verdict);

fn of(decision: &Decision, id: VerdictId) -> Option<Compared> {
    let (deciding, mut others) = decision.settled()?;
    let yours = others.find(|given| given.id == id)?.verdict.clone();
    let decided = deciding.verdict.clone();
    Some((Lesson::of(&yours, &decided), yours, decided))
}
