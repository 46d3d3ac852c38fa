//! Leases as rows: proving, renewing and ending them. Handing them out is `taking`'s.

use super::{
    columns::{code, rung},
    mixing, reopen, wellbeing, working,
};
use crate::db::{Db, Many, OptionalRow, Params, Row};
use crate::{
    engine::Tx,
    error::StoreError,
    leases::{GivenBack, LeaseRefused, Proof, Renewed},
    people::TokenHash,
};
use scrim_model::{
    case::Stage,
    ids::{CaseId, LeaseId, PersonId, SessionId},
    lease::{Lease, LeaseLost},
    time::Time,
    wellness::State,
};
use uuid::Uuid;

/// A text for [`end_these`].
macro_rules! ending {
    ($update:literal) => {
        concat!(
            "UPDATE lease SET ",
            $update,
            " AND ended_at IS NULL
              RETURNING person, taken_at, CASE WHEN ended_at < expires_at THEN ended_at ELSE expires_at END"
        )
    };
}

/// Cases whose lease ran out wait again: no job has to do it.
pub(crate) fn return_expired(tx: &Tx<'_>) -> Result<(), StoreError> {
    let claim = tx.db.claim();
    let text = format!("SELECT id, lease FROM review_case WHERE state = 'leased' AND at <= ?1 {claim}");
    let mut sql = tx.db.prepare_cached(&text)?;
    let expired = sql.query_map([tx.now.0], |row| Ok((row.get::<Uuid>(0)?, row.get::<Uuid>(1)?)))?;
    for row in expired {
        let (case, lease) = row?;
        end_these(tx, ending!("ended_at = expires_at WHERE id = ?1"), [lease])?;
        tx.db.execute(
            "UPDATE review_case SET state = 'waiting', lease = NULL, leased_to = NULL WHERE id = ?1",
            [case],
        )?;
    }
    mixing::end_what_was_let_go(tx)
}

/// What [`read`] reads, of a lease that is called `l`.
macro_rules! lease_columns {
    () => {
        "l.id, l.case_id, l.person, l.session, l.fence, l.max_rung, l.resting_rung, l.taken_at, l.expires_at,
         l.token_hash, l.ended_at"
    };
}
pub(super) use lease_columns;

/// Ends leases, and writes down that they were work until then.
fn end_these(tx: &Tx<'_>, text: &str, by: impl Params) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(text)?;
    let held = sql.query_map(by, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    working::held(tx, &held.collect::<Result<Vec<_>, _>>()?)
}

/// A lease as it is kept.
pub(super) struct LeaseRow {
    pub(super) lease: Lease,
    token: TokenHash,
    ended_at: Option<Time>,
}

impl LeaseRow {
    /// The lease of this proof, and when it ended. A stranger learns only that it is not theirs.
    pub(super) fn shown(self, proof: Proof) -> Result<(Lease, Option<Time>), LeaseRefused> {
        let shown = proof
            .token
            .map_or(self.lease.session == proof.session, |shown| shown == self.token);
        if self.lease.person != proof.person || !shown {
            return Err(LeaseLost::NotYours.into());
        }
        Ok((self.lease, self.ended_at))
    }
}

/// A row that begins with the columns of a lease.
pub(super) fn read(row: &Row<'_>) -> crate::db::Result<Result<LeaseRow, StoreError>> {
    let (id, case, person, session): (Uuid, Uuid, Uuid, Uuid) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let (fence, max, resting) = (row.get(4)?, row.get(5)?, row.get(6)?);
    let (taken_at, expires_at) = (Time(row.get(7)?), Time(row.get(8)?));
    let (token, ended_at) = (row.get(9)?, row.get::<Option<i64>>(10)?.map(Time));
    let lease = |max_rung, resting_rung| Lease {
        id: LeaseId(id),
        case: CaseId(case),
        person: PersonId(person),
        session: SessionId(session),
        fence,
        max_rung,
        resting_rung,
        taken_at,
        expires_at,
    };
    Ok(rung(max).and_then(|max| {
        let lease = lease(max, rung(resting)?);
        Ok(LeaseRow { lease, token, ended_at })
    }))
}

/// The lease of this proof, in use or not.
pub(crate) fn proven(db: Db<'_>, proof: Proof) -> Result<(Lease, bool), LeaseRefused> {
    let text = concat!("SELECT ", lease_columns!(), " FROM lease l WHERE l.id = ?1");
    let found = db
        .prepare_cached(text)
        .and_then(|mut sql| sql.query_row([proof.lease.0], read).optional())
        .map_err(StoreError::from)?;
    let (lease, ended_at) = found.ok_or(LeaseRefused::NoSuch)??.shown(proof)?;
    Ok((lease, ended_at.is_some()))
}

pub(crate) fn usable(tx: &Tx<'_>, proof: Proof) -> Result<Lease, LeaseRefused> {
    let (lease, ended) = proven(tx.db, proof)?;
    let fence: u64 = tx
        .db
        .prepare_cached("SELECT fence FROM review_case WHERE id = ?1")
        .and_then(|mut sql| sql.query_row([lease.case.0], |row| row.get(0)))
        .map_err(StoreError::from)?;
    lease.usable(proof.person, fence, tx.now)?;
    if ended {
        Err(LeaseLost::Expired.into())
    } else {
        Ok(lease)
    }
}

/// The same for whoever wants to see its picture: one that was destroyed since says more than a lease that is over.
pub(crate) fn with_picture(tx: &Tx<'_>, proof: Proof) -> Result<Lease, LeaseRefused> {
    match usable(tx, proof) {
        Err(LeaseRefused::Lost(LeaseLost::Expired | LeaseLost::Fenced)) if is_blind(tx, proof)? => {
            Err(LeaseRefused::PictureDestroyed)
        }
        found => found,
    }
}

/// The same for whoever asks for what is shown without a look: nobody sees anything of a case while there is no work,
/// whatever their lease says.
pub(crate) fn shown(tx: &Tx<'_>, proof: Proof) -> Result<Lease, LeaseRefused> {
    let lease = with_picture(tx, proof)?;
    let allowance = wellbeing::standing(tx, proof.person)?.allowance;
    if !allowance.state.shows_work() {
        allowance.may_lease().map_err(LeaseRefused::Wellness)?;
    }
    Ok(lease)
}

fn is_blind(tx: &Tx<'_>, proof: Proof) -> Result<bool, LeaseRefused> {
    let (lease, _ended) = proven(tx.db, proof)?;
    Ok(reopen::is_blind(tx.db, lease.case)?)
}

pub(crate) fn renew(tx: &Tx<'_>, proof: Proof) -> Result<Renewed, LeaseRefused> {
    let lease = usable(tx, proof)?;
    let standing = wellbeing::standing(tx, proof.person)?;
    // While a limit was just reached, the case in hand may still be decided.
    if !standing.allowance.state.shows_work() {
        standing.allowance.may_lease().map_err(LeaseRefused::Wellness)?;
    }
    working::worked(tx, proof.person)?;
    let renewed = lease.renewed(tx.now);
    let expires_at = match standing.allowance.state {
        // The case in hand goes back when there is no time left to decide it.
        State::DecideVeiled { until, .. } => renewed.expires_at.min(until),
        _ => renewed.expires_at,
    };
    let renewed = Lease {
        max_rung: renewed.max_rung.min(standing.effective.settings.max_rung),
        expires_at,
        ..renewed
    };
    set_expiry(tx, &renewed)?;
    Ok(Renewed {
        lease: renewed,
        limit: standing.allowance.rung_limit(),
    })
}

fn set_expiry(tx: &Tx<'_>, lease: &Lease) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE lease SET expires_at = ?2, max_rung = ?3 WHERE id = ?1")?
        .execute((lease.id.0, lease.expires_at.0, u8::from(lease.max_rung)))?;
    tx.db
        .prepare_cached("UPDATE review_case SET at = ?2 WHERE id = ?3 AND lease = ?1 AND state = 'leased'")?
        .execute((lease.id.0, lease.expires_at.0, lease.case.0))?;
    Ok(())
}

pub(crate) fn release(tx: &Tx<'_>, proof: Proof, why: GivenBack) -> Result<(), LeaseRefused> {
    let (lease, ended) = proven(tx.db, proof)?;
    if !ended {
        give_back(tx, lease.id, lease.case)?;
    }
    if why == GivenBack::Skipped {
        bar_all(tx, [(lease.case, proof.person)], "skipped")?;
    }
    Ok(())
}

/// A lease ends, and its case waits for others.
pub(super) fn give_back(tx: &Tx<'_>, lease: LeaseId, case: CaseId) -> Result<(), StoreError> {
    end(tx, lease)?;
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'waiting', at = ?2, lease = NULL, leased_to = NULL
             WHERE id = ?3 AND lease = ?1 AND state = 'leased'",
        )?
        .execute((lease.0, tx.now.0, case.0))?;
    Ok(())
}

/// Everything a person holds goes back unseen.
pub(crate) fn release_all(tx: &Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'waiting', at = ?2, lease = NULL, leased_to = NULL
             WHERE id IN (SELECT case_id FROM lease WHERE person = ?1 AND ended_at IS NULL)
             AND state = 'leased' AND leased_to = ?1",
        )?
        .execute((person.0, tx.now.0))?;
    end_these(tx, ending!("ended_at = ?2 WHERE person = ?1"), (person.0, tx.now.0))
}

/// What somebody holds goes back, but for what they took in this session.
pub(crate) fn release_elsewhere(tx: &Tx<'_>, person: PersonId, kept: SessionId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'waiting', at = ?3, lease = NULL, leased_to = NULL
             WHERE id IN (SELECT case_id FROM lease WHERE person = ?1 AND session <> ?2 AND ended_at IS NULL)
             AND lease IN (SELECT id FROM lease WHERE person = ?1 AND session <> ?2 AND ended_at IS NULL)
             AND state = 'leased' AND leased_to = ?1",
        )?
        .execute((person.0, kept.0, tx.now.0))?;
    end_these(
        tx,
        ending!("ended_at = ?3 WHERE person = ?1 AND session <> ?2"),
        (person.0, kept.0, tx.now.0),
    )
}

pub(super) fn end(tx: &Tx<'_>, lease: LeaseId) -> Result<(), StoreError> {
    end_these(tx, ending!("ended_at = ?2 WHERE id = ?1"), (lease.0, tx.now.0))
}

/// Whoever holds a case holds it no longer.
pub(super) fn end_of_case(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    end_these(tx, ending!("ended_at = ?2 WHERE case_id = ?1"), (case.0, tx.now.0))
}

/// Ends leases whose people have just worked, each once.
pub(super) fn end_all(tx: &Tx<'_>, leases: impl IntoIterator<Item = LeaseId>) -> Result<(), StoreError> {
    const END: Many = Many {
        text: "UPDATE lease SET ended_at = ?2 {rows} WHERE id = ?1 AND ended_at IS NULL",
        kinds: &["UUID", "BIGINT"],
    };
    let rows: Vec<_> = leases.into_iter().map(|lease| (lease.0, tx.now.0)).collect();
    tx.db.execute_each(&END, &rows)?;
    Ok(())
}

/// The cases are not given to these people again.
pub(super) fn bar_all(
    tx: &Tx<'_>,
    of: impl IntoIterator<Item = (CaseId, PersonId)>,
    why: &str,
) -> Result<(), StoreError> {
    const BAR: Many = Many {
        text: "INSERT INTO barred (case_id, person, why) SELECT ?1, ?2, ?3 {rows} WHERE TRUE ON CONFLICT DO NOTHING",
        kinds: &["UUID", "UUID", "TEXT"],
    };
    let rows: Vec<_> = of.into_iter().map(|(case, person)| (case.0, person.0, why)).collect();
    tx.db.execute_each(&BAR, &rows)?;
    Ok(())
}

/// The name of a stage in its column.
pub(crate) fn stage_code(stage: Stage) -> String {
    code(&stage)
}
