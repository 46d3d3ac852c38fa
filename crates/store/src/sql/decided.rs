//! What was decided, as rows: what a case's verdict means for its upload, and for each of its pairs, as long as it stands.
//!
//! What a verdict means is the model's to say; it is written down with the decision, so that sums are the database's.

use super::{
    columns::{code, from_code},
    likeness,
    verdicts::Becomes,
};
use crate::{
    db::{Db, Many},
    engine::Tx,
    error::StoreError,
    judged::{ListJudged, PairSums},
};
use scrim_model::{
    delivery::Outcome,
    distance::{Closeness, Judged},
    ids::{BankId, CaseId},
    quorum::Decision,
    verdict::{Listing, Verdict},
};
use std::collections::HashMap;

/// The verdict that took effect, if one did.
fn deciding(decision: &Decision) -> Option<&Verdict> {
    match decision {
        Decision::Confirmed { deciding, .. } => Some(&deciding.verdict),
        Decision::Open | Decision::Provisional { .. } | Decision::Split { .. } => None,
    }
}

/// What a decision means for the case's upload, as its column has it.
pub(super) fn outcome(decision: &Decision) -> Option<String> {
    deciding(decision).map(|verdict| code(&Outcome::of(verdict)))
}

/// Writes down what was decided of the pairs of cases that had no decision, and against whose word.
pub(super) fn put<'a>(tx: &Tx<'_>, cases: impl IntoIterator<Item = &'a Becomes<'a>>) -> Result<(), StoreError> {
    const PAIRS: Many = Many {
        text: "INSERT INTO decided_pair (case_id, entry, matched, disputed, content, told_from)
               SELECT ?1, ?2, ?3, ?4, c.content, CASE WHEN c.purpose = 'review' THEN
                   (SELECT max(v.grace_ends) FROM verdict v WHERE v.case_id = c.id AND v.status = 'given') END
               FROM review_case c {and rows} WHERE c.id = ?1",
        kinds: &["UUID", "UUID", "TEXT", "BOOL"],
    };
    /// They are told once whoever decided can take that back no more.
    const OVERRULED: Many = Many {
        text: "UPDATE verdict SET overruled = (SELECT d.grace_ends FROM verdict d WHERE d.id = ?2) {rows} WHERE id = ?1",
        kinds: &["UUID", "UUID"],
    };
    let (mut rows, mut overruled) = (Vec::new(), Vec::new());
    for Becomes { case, decision, .. } in cases {
        if let Decision::Confirmed { deciding, against, .. } = decision {
            overruled.extend(against.iter().map(|given| (given.id.0, deciding.id.0)));
        }
        for pair in deciding(decision).into_iter().flat_map(|verdict| &verdict.pairs) {
            let disputed = matches!(pair.listing, Listing::Disputes { .. });
            rows.push((case.0, pair.entry.0, code(&pair.matched), disputed));
        }
    }
    tx.db.execute_each(&PAIRS, &rows)?;
    tx.db.execute_each(&OVERRULED, &overruled)?;
    Ok(())
}

/// The decision of a case does not stand any more.
pub(super) fn forget(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM decided_pair WHERE case_id = ?1")?
        .execute([case.0])?;
    tx.db
        .prepare_cached("UPDATE verdict SET overruled = NULL WHERE case_id = ?1 AND overruled IS NOT NULL")?
        .execute([case.0])?;
    Ok(())
}

/// How many cases came to which outcome between two times.
pub(super) fn outcomes(db: Db<'_>, (from, until): (i64, i64)) -> Result<Vec<(Outcome, u64)>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT outcome, count(*) FROM review_case
         WHERE outcome IS NOT NULL AND purpose = 'review' AND at >= ?1 AND at < ?2 GROUP BY outcome",
    )?;
    let rows = sql.query_map((from, until), |row| Ok((row.get::<String>(0)?, row.get(1)?)))?;
    let read = rows.map(|row| {
        let (outcome, many) = row?;
        Ok((from_code(&outcome, "review_case.outcome")?, many))
    });
    read.collect()
}

/// What was decided of each list's pairs between two times, by how close they were.
pub(super) fn by_list(db: Db<'_>, (from, until): (i64, i64)) -> Result<HashMap<BankId, PairSums>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT e.bank, m.exact, m.distance,
                sum(CASE WHEN p.matched IN ('same_exact', 'same_altered') THEN 1 ELSE 0 END),
                sum(CASE WHEN p.matched = 'different' THEN 1 ELSE 0 END), sum(CASE WHEN p.disputed THEN 1 ELSE 0 END)
         FROM review_case c JOIN decided_pair p ON p.case_id = c.id JOIN entry e ON e.id = p.entry
         JOIN item_match m ON m.item = c.item AND m.entry = p.entry
         WHERE c.outcome IS NOT NULL AND c.purpose = 'review' AND c.at >= ?1 AND c.at < ?2
         GROUP BY e.bank, m.exact, m.distance",
    )?;
    let rows = sql.query_map((from, until), |row| {
        let band = Closeness::of(likeness::read(row.get(1)?, row.get(2)?));
        let (same, different) = (row.get(3)?, row.get(4)?);
        Ok((
            BankId(row.get(0)?),
            band,
            Judged { same, different },
            row.get::<u64>(5)?,
        ))
    })?;
    let mut lists: HashMap<BankId, PairSums> = HashMap::new();
    for row in rows {
        let (list, band, judged, disputed) = row?;
        let sums = lists.entry(list).or_default();
        sums.disputed += disputed;
        let before = sums.bands.entry(band).or_default();
        *before = before.and(judged);
    }
    Ok(lists)
}

/// Every list by its name, with what was decided of its pairs before a time.
pub(crate) fn all(db: Db<'_>, until: i64) -> Result<Vec<ListJudged>, StoreError> {
    let mut sums = by_list(db, (i64::MIN, until))?;
    let mut sql = db.prepare_cached("SELECT id, name, harm FROM bank ORDER BY name")?;
    let rows = sql.query_map((), |row| {
        Ok((BankId(row.get(0)?), row.get::<String>(1)?, row.get::<String>(2)?))
    })?;
    let read = rows.map(|row| {
        let (bank, name, harm) = row?;
        Ok(ListJudged {
            bank,
            name,
            harm: from_code(&harm, "bank.harm")?,
            sums: sums.remove(&bank).unwrap_or_default(),
        })
    });
    read.collect()
}
