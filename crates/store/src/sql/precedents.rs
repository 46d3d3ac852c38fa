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
    delivery::Purpose,
    ids::{CaseId, EntryId},
    precedent::{EntryRecord, MOST_COUNTED, MOST_LOOKED_AT, MOST_PRECEDENTS, Precedent},
    quorum::Decision,
    time::Time,
    verdict::MatchAxis,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The case beside which something is told.
pub(super) struct Beside {
    pub(super) case: CaseId,
    pub(super) purpose: Purpose,
    /// The SHA-256 of its upload.
    pub(super) content: Vec<u8>,
}

/// One decision on a pair that is told beside other cases.
struct Told {
    case: CaseId,
    content: Option<Vec<u8>>,
    matched: MatchAxis,
    disputed: bool,
}

/// What was decided of entries, the newest first, to be told beside any case.
pub(super) struct Records(HashMap<EntryId, Vec<Told>>);

impl Records {
    /// Reads them once for all cases that are handed out together: those may all be matches of one entry.
    pub(super) fn of(tx: &Tx<'_>, entries: &BTreeSet<EntryId>) -> Result<Self, StoreError> {
        const OF_ENTRIES: Many = Many {
            text: "SELECT d.* FROM {per row} (SELECT entry, case_id, content, matched, disputed FROM decided_pair
                   WHERE entry = ?1 AND told_from <= ?2 ORDER BY told_from DESC, case_id DESC LIMIT ?3 {apart}) d",
            kinds: &["UUID", "BIGINT", "BIGINT"],
        };
        let rows: Vec<_> = entries
            .iter()
            .map(|entry| (entry.0, tx.now.0, MOST_LOOKED_AT))
            .collect();
        let found = tx.db.query_each(&OF_ENTRIES, &rows, |row| {
            let (case, content, disputed) = (CaseId(row.get(1)?), row.get(2)?, row.get(4)?);
            let matched = from_code(&row.get::<String>(3)?, "decided_pair.matched");
            let told = matched.map(|matched| Told {
                case,
                content,
                matched,
                disputed,
            });
            Ok((EntryId(row.get(0)?), told))
        })?;
        let mut records: HashMap<_, Vec<Told>> = HashMap::new();
        for (entry, told) in found {
            records.entry(entry).or_default().push(told?);
        }
        Ok(Self(records))
    }

    /// An entry's record beside a case: of other cases on other bytes.
    pub(super) fn beside(&self, beside: &Beside, entry: EntryId) -> EntryRecord {
        let mut record = EntryRecord::default();
        if beside.purpose == Purpose::Check {
            return record;
        }
        let others = self.0.get(&entry).into_iter().flatten().filter(|told| {
            told.case != beside.case && told.content.as_ref().is_some_and(|content| *content != beside.content)
        });
        // One more than are counted: then there are more.
        for told in others
            .filter(|told| told.matched != MatchAxis::Undetermined)
            .take(MOST_COUNTED as usize + 1)
        {
            record.count(told.matched, told.disputed);
        }
        record
    }
}

/// The newest decided cases with the same bytes as a case. A case of several pairs has as many rows.
const OF_CONTENT: Many = Many {
    text: "SELECT d.* FROM {per row} (SELECT ?1, of.at, of.decision, EXISTS (SELECT 1 FROM verdict v
               WHERE v.case_id = of.id AND v.status = 'reversed') AS reversed
           FROM (SELECT DISTINCT told_from, case_id FROM decided_pair
                 WHERE content = ?2 AND told_from <= ?3 AND case_id <> ?1
                 ORDER BY told_from DESC, case_id DESC LIMIT ?4) p
           JOIN review_case of ON of.id = p.case_id {apart}) d",
    kinds: &["UUID", "BYTEA", "BIGINT", "BIGINT"],
};

struct Decided {
    case: CaseId,
    at: Time,
    decision: Decision,
    reversed: bool,
}

/// What was decided of the same bytes as each of several cases, the newest first.
pub(super) fn of_content<'a>(
    tx: &Tx<'_>,
    told: impl Iterator<Item = &'a Beside>,
) -> Result<HashMap<CaseId, Vec<Precedent>>, StoreError> {
    let told = told.filter(|beside| matches!(beside.purpose, Purpose::Review | Purpose::LookAlike));
    let rows: Vec<_> = told
        .map(|beside| (beside.case.0, &beside.content, tx.now.0, MOST_PRECEDENTS))
        .collect();
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
