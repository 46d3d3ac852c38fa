//! What a report needs, from rows.

use super::{cards, chain, columns::from_json, items, looks};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    items::Digests,
    reports::{HandedOver, NotReportable, Reportable, ReportedItem},
};
use scrim_model::{
    delivery::Outcome,
    ids::{CaseId, ItemId, VerdictId},
    quorum::Decision,
    report::concerns,
    time::Time,
    verdict::Verdict,
    viewed::facts,
};
use uuid::Uuid;

/// `clock` is the hub's own; the time is the one that the database has come to.
pub(crate) fn of(db: Db<'_>, case: CaseId, clock: Time) -> Result<Reportable, NotReportable> {
    let (item, decision) = decision(db, case)?.ok_or(NotReportable::NoSuch)?;
    let Decision::Confirmed { deciding, .. } = decision else {
        return Err(NotReportable::NotDecided);
    };
    let until = grace_ends(db, deciding.id)?;
    let now = db
        .times(&[clock])
        .map_err(StoreError::from)?
        .first()
        .copied()
        .unwrap_or(clock);
    if now < until {
        return Err(NotReportable::InGrace { until });
    }
    let (of, verdict) = (deciding.id, deciding.verdict);
    let pairs = cards::pairs(db, item)?;
    let harm = |entry| pairs.iter().find(|pair| pair.entry == entry).map(|pair| pair.harm);
    let items = if concerns(&verdict, harm) {
        uploads(db, case, &verdict)?
    } else {
        Vec::new()
    };
    if items.is_empty() {
        return Err(NotReportable::NothingToReport);
    }
    Ok(Reportable { of, verdict, items })
}

fn decision(db: Db<'_>, case: CaseId) -> Result<Option<(ItemId, Decision)>, StoreError> {
    let found: Option<(Uuid, String)> = db
        .prepare_cached("SELECT item, decision FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(item, decision)| Ok((ItemId(item), from_json(&decision, "review_case.decision")?)))
        .transpose()
}

fn grace_ends(db: Db<'_>, verdict: VerdictId) -> Result<Time, StoreError> {
    let mut sql = db.prepare_cached("SELECT grace_ends FROM verdict WHERE id = ?1")?;
    Ok(sql.query_row([verdict.0], |row| row.get(0).map(Time))?)
}

/// The uploads that inherit what was confirmed.
fn uploads(db: Db<'_>, case: CaseId, verdict: &Verdict) -> Result<Vec<ReportedItem>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT i.id, i.reference, i.received_at, i.bytes, i.sha256, i.sha1, i.md5, i.frames, i.folded, r.removed_at
         FROM item i LEFT JOIN removal r ON r.item = i.id WHERE i.case_id = ?1 ORDER BY i.received_at, i.id",
    )?;
    let rows = sql.query_map([case.0], |row| {
        Ok(Upload {
            item: ItemId(row.get(0)?),
            reference: row.get(1)?,
            received_at: Time(row.get(2)?),
            bytes: row.get(3)?,
            digests: (row.get(4)?, row.get(5)?, row.get(6)?),
            frames: row.get(7)?,
            folded: row.get(8)?,
            removed_at: row.get::<Option<i64>>(9)?.map(Time),
        })
    })?;
    let mut reported = Vec::new();
    for row in rows {
        let upload = row?;
        if items::inherits(verdict, upload.folded.as_deref()) == Some(Outcome::Confirmed) {
            reported.push(upload.reported(db, case)?);
        }
    }
    Ok(reported)
}

/// An upload as its row is.
struct Upload {
    item: ItemId,
    reference: Option<String>,
    received_at: Time,
    bytes: u64,
    /// SHA-256, SHA-1, MD5.
    digests: (Vec<u8>, Vec<u8>, Vec<u8>),
    frames: Option<u32>,
    folded: Option<String>,
    removed_at: Option<Time>,
}

impl Upload {
    fn reported(self, db: Db<'_>, case: CaseId) -> Result<ReportedItem, StoreError> {
        let (sha256, sha1, md5) = self.digests;
        let grants = looks::on_item(db, case, self.item)?;
        Ok(ReportedItem {
            item: self.item,
            reference: self.reference,
            received_at: self.received_at,
            bytes: self.bytes,
            digests: Digests {
                sha256: digest(&sha256)?,
                sha1: digest(&sha1)?,
                md5: digest(&md5)?,
            },
            facts: facts(&grants, self.frames),
            removed_at: self.removed_at,
        })
    }
}

fn digest<const N: usize>(bytes: &[u8]) -> Result<[u8; N], StoreError> {
    let corrupt = |_length| StoreError::Corrupt { column: "item.sha256" };
    bytes.try_into().map_err(corrupt)
}

pub(crate) fn handed_over(tx: &Tx<'_>, report: &HandedOver) -> Result<(), NotReportable> {
    match decision(tx.db, report.case)? {
        Some((_item, Decision::Confirmed { deciding, .. })) if deciding.id == report.verdict => {}
        // Reversed since it was read.
        _ => return Err(NotReportable::NotDecided),
    }
    let fact = serde_json::json!({"case": report.case, "by": report.by, "sha256": report.sha256});
    chain::append(tx, "report_handed_over", &fact);
    Ok(())
}
