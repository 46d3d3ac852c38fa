//! Notes on content as rows.

use super::{chain, leases};
use crate::{
    engine::Tx,
    error::StoreError,
    leases::{LeaseRefused, Proof},
    notes::{MOST_NOTES, Note},
};
use scrim_model::{
    ids::{CaseId, PersonId},
    time::Time,
};

pub(crate) fn add(tx: &Tx<'_>, proof: Proof, text: &str) -> Result<(), LeaseRefused> {
    let lease = leases::usable(tx, proof)?;
    let id = tx.fresh_id()?;
    tx.db
        .prepare_cached(
            "INSERT INTO note (id, sha256, case_id, person, at, text)
             SELECT ?1, i.sha256, c.id, ?3, ?4, ?5 FROM review_case c JOIN item i ON i.id = c.item WHERE c.id = ?2",
        )
        .and_then(|mut sql| sql.execute((id, lease.case.0, proof.person.0, tx.now.0, text)))
        .map_err(StoreError::from)?;
    chain::append(
        tx,
        "note_left",
        &serde_json::json!({"note": id, "case": lease.case, "by": proof.person}),
    );
    Ok(())
}

pub(crate) fn of(tx: &Tx<'_>, proof: Proof) -> Result<Vec<Note>, LeaseRefused> {
    let lease = leases::usable(tx, proof)?;
    Ok(readable(tx, lease.case, proof.person)?)
}

fn readable(tx: &Tx<'_>, case: CaseId, reader: PersonId) -> Result<Vec<Note>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT n.id, n.at, n.person = ?2, n.text FROM review_case c JOIN item i ON i.id = c.item
         JOIN note n ON n.sha256 = i.sha256 JOIN review_case of ON of.id = n.case_id
         WHERE c.id = ?1 AND (of.id = c.id OR (c.purpose <> 'look_alike' AND of.purpose <> 'look_alike'))
         AND (n.person = ?2 OR c.stage <> 'review' OR (c.purpose <> 'appeal' AND (of.state = 'decided' OR NOT EXISTS
           (SELECT 1 FROM barred b WHERE b.case_id = n.case_id AND b.person = n.person AND b.why = 'spoken'))))
         ORDER BY n.at DESC, n.id DESC LIMIT ?3",
    )?;
    let rows = sql.query_map((case.0, reader.0, MOST_NOTES), |row| {
        Ok(Note {
            id: row.get(0)?,
            at: Time(row.get(1)?),
            own: row.get(2)?,
            text: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
