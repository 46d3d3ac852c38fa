//! What was decided here before, as rows: of an entry, with other pictures, and of the same bytes.
//!
//! What is told beside a case must give nothing away. So it is of other cases alone, which are decided and can be taken back
//! no more: a case that waits for its second look has no decision, and the one that is looked at is left out. Look-alikes,
//! checks and appeals are told of nowhere. Beside a check nothing is told, since what it checks was decided by just that.
//! Beside an appeal, and beside every other case alike so that an appeal is not known by it, an entry's record leaves out
//! the same bytes; what was decided of those is told beside reviews alone, and beside look-alikes, which look like them.

use super::columns::{from_code, from_json};
use crate::{
    db::{Db, Many},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    ids::{CaseId, EntryId},
    precedent::{EntryRecord, MOST_COUNTED, MOST_LOOKED_AT, MOST_PRECEDENTS, Precedent},
    quorum::Decision,
    time::Time,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A decided case `of` that can be taken back no more: by the number of the time in the text.
macro_rules! is_over {
    ($now:literal) => {
        concat!(
            "of.purpose = 'review' AND of.outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM verdict v
               WHERE v.case_id = of.id AND v.status = 'given' AND v.grace_ends > ",
            $now,
            ")"
        )
    };
}

/// What was decided of an entry, the newest first.
const OF_ENTRIES: Many = Many {
    text: concat!(
        "SELECT d.* FROM {per row} (SELECT c.id, p.entry, p.matched, p.disputed
           FROM (SELECT q.* FROM decided_pair q WHERE q.entry = ?2 ORDER BY q.case_id DESC LIMIT ?5) p
           JOIN review_case of ON of.id = p.case_id JOIN review_case c ON c.id = ?1 JOIN item i ON i.id = c.item
           WHERE c.purpose <> 'check' AND of.id <> c.id AND of.content <> i.sha256
           AND p.matched <> 'undetermined' AND ",
        is_over!("?3"),
        " ORDER BY p.case_id DESC LIMIT ?4 {apart}) d"
    ),
    kinds: &["UUID", "UUID", "BIGINT", "BIGINT", "BIGINT"],
};

/// Each entry's record beside a case.
pub(super) fn of_entries(
    tx: &Tx<'_>,
    pairs: &[(CaseId, EntryId)],
) -> Result<HashMap<(CaseId, EntryId), EntryRecord>, StoreError> {
    // One more than are counted: then there are more.
    let rows = pairs
        .iter()
        .map(|(case, entry)| (case.0, entry.0, tx.now.0, MOST_COUNTED + 1, MOST_LOOKED_AT));
    let decided = tx.db.query_each(&OF_ENTRIES, &rows.collect::<Vec<_>>(), |row| {
        let of = (CaseId(row.get(0)?), EntryId(row.get(1)?));
        Ok((of, row.get::<String>(2)?, row.get::<bool>(3)?))
    })?;
    let mut records: HashMap<_, EntryRecord> = HashMap::new();
    for (of, matched, disputed) in decided {
        let matched = from_code(&matched, "decided_pair.matched")?;
        records.entry(of).or_default().count(matched, disputed);
    }
    Ok(records)
}

/// The newest decided cases with the same bytes as a case.
const OF_CONTENT: Many = Many {
    text: concat!(
        "SELECT d.* FROM {per row} (SELECT c.id, of.at, of.decision, EXISTS (SELECT 1 FROM verdict v
             WHERE v.case_id = of.id AND v.status = 'reversed') AS reversed
           FROM review_case c JOIN item i ON i.id = c.item JOIN review_case of ON of.content = i.sha256
           WHERE c.id = ?1 AND c.purpose IN ('review', 'look_alike') AND of.id <> c.id AND ",
        is_over!("?2"),
        " ORDER BY of.at DESC, of.id DESC LIMIT ?3 {apart}) d"
    ),
    kinds: &["UUID", "BIGINT", "BIGINT"],
};

struct Decided {
    case: CaseId,
    at: Time,
    decision: Decision,
    reversed: bool,
}

/// What was decided of the same bytes as each of several cases, the newest first.
pub(super) fn of_content(tx: &Tx<'_>, cases: &[CaseId]) -> Result<HashMap<CaseId, Vec<Precedent>>, StoreError> {
    let rows: Vec<_> = cases.iter().map(|case| (case.0, tx.now.0, MOST_PRECEDENTS)).collect();
    let found = tx.db.query_each(&OF_CONTENT, &rows, |row| {
        let decision = from_json(&row.get::<String>(2)?, "review_case.decision");
        let (case, at, reversed) = (CaseId(row.get(0)?), Time(row.get(1)?), row.get(3)?);
        Ok(decision.map(|decision| Decided {
            case,
            at,
            decision,
            reversed,
        }))
    })?;
    let mut found = found.into_iter().collect::<Result<Vec<_>, _>>()?;
    found.sort_by_key(|decided| std::cmp::Reverse(decided.at));
    let names = names(tx.db, &found)?;
    let mut precedents: HashMap<CaseId, Vec<Precedent>> = HashMap::new();
    for decided in found {
        if let Decision::Confirmed { deciding, .. } = &decided.decision {
            let told = Precedent::of(&deciding.verdict, decided.at, decided.reversed, |entry| {
                names.get(&entry).cloned()
            });
            precedents.entry(decided.case).or_default().push(told);
        }
    }
    Ok(precedents)
}

/// The names of the lists that the decided entries are on.
fn names(db: Db<'_>, found: &[Decided]) -> Result<HashMap<EntryId, String>, StoreError> {
    const NAMES: Many = Many {
        text: "SELECT e.id, b.name FROM entry e JOIN bank b ON b.id = e.bank {and rows} WHERE e.id = ?1",
        kinds: &["UUID"],
    };
    let mut entries: BTreeSet<Uuid> = BTreeSet::new();
    for decided in found {
        if let Decision::Confirmed { deciding, .. } = &decided.decision {
            entries.extend(deciding.verdict.pairs.iter().map(|pair| pair.entry.0));
        }
    }
    let ids: Vec<_> = entries.into_iter().map(|entry| [entry]).collect();
    let names = db.query_each(&NAMES, &ids, |row| Ok((EntryId(row.get(0)?), row.get(1)?)))?;
    Ok(names.into_iter().collect())
}
