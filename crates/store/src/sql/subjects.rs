//! What cases are about, and what people leave out of it: read once for all who ask for cases together.

use super::{
    columns::{from_json, json},
    leases, routing,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    ids::{CaseId, ItemId, LeaseId, PersonId},
    opt_out::{OptOuts, Subject},
    routing::MediaKind,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What some people leave out: only those who do are in it.
pub(crate) type LeftOut = HashMap<PersonId, OptOuts>;

/// Every subject that a case ever had, as it is kept and as it is compared.
pub(super) type Known = Vec<(String, Subject)>;

/// What an upload is about whose matches are written.
pub(super) fn of_item(db: Db<'_>, item: ItemId) -> Result<Subject, StoreError> {
    Ok(Subject::of(&routing::facts(db, item)?))
}

/// As it was kept. What cannot be read may be anything, so that whoever leaves something out is not given it.
pub(super) fn read(kept: &str) -> Subject {
    kept.parse().unwrap_or_else(|_no_subject| Subject {
        media: BTreeSet::from([MediaKind::Still, MediaKind::Animation]),
        unknown: true,
        categories: BTreeSet::new(),
    })
}

/// As a row has it; it is known from then on.
pub(super) fn kept(tx: &Tx<'_>, subject: &Subject) -> Result<String, StoreError> {
    let name = subject.to_string();
    tx.db
        .prepare_cached("INSERT INTO subject (name) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([&name])?;
    Ok(name)
}

pub(super) fn known(db: Db<'_>) -> Result<Known, StoreError> {
    let mut sql = db.prepare_cached("SELECT name FROM subject ORDER BY name")?;
    let names = sql.query_map((), |row| row.get::<String>(0))?;
    names
        .map(|name| name.map(|name| (name.clone(), read(&name))).map_err(StoreError::from))
        .collect()
}

/// Every category that a case was ever about, in order.
pub(crate) fn categories(db: Db<'_>) -> Result<BTreeSet<String>, StoreError> {
    let known = known(db)?.into_iter();
    Ok(known.flat_map(|(_name, subject)| subject.categories).collect())
}

/// One more upload is part of a case. Whoever holds it and does not take what it is about now gives it back.
pub(super) fn joined(tx: &Tx<'_>, item: ItemId, case: CaseId) -> Result<(), StoreError> {
    let (kept_before, holder): (String, Option<Uuid>) = tx
        .db
        .prepare_cached("SELECT subject, leased_to FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let subject = read(&kept_before).with(&of_item(tx.db, item)?);
    let name = subject.to_string();
    if name == kept_before {
        return Ok(());
    }
    tx.db
        .prepare_cached("UPDATE review_case SET subject = ?2 WHERE id = ?1")?
        .execute((case.0, kept(tx, &subject)?))?;
    match holder {
        Some(holder) => give_back(tx, PersonId(holder)),
        None => Ok(()),
    }
}

/// What everybody leaves out.
pub(super) fn all_left_out(db: Db<'_>) -> Result<LeftOut, StoreError> {
    let mut sql = db.prepare_cached("SELECT id, opt_outs FROM person WHERE opt_outs IS NOT NULL")?;
    let rows = sql.query_map((), |row| Ok((PersonId(row.get(0)?), row.get::<String>(1)?)))?;
    let one = |row: crate::db::Result<(PersonId, String)>| {
        let (person, kept) = row?;
        Ok((person, read_opt_outs(&kept)?))
    };
    rows.map(one).collect()
}

/// What somebody leaves out, as their row has it.
pub(super) fn read_opt_outs(kept: &str) -> Result<OptOuts, StoreError> {
    from_json(kept, "person.opt_outs")
}

/// What one person leaves out.
pub(crate) fn opt_outs(db: Db<'_>, person: PersonId) -> Result<OptOuts, StoreError> {
    let kept: Option<Option<String>> = db
        .prepare_cached("SELECT opt_outs FROM person WHERE id = ?1")?
        .query_row([person.0], |row| row.get(0))
        .optional()?;
    let read = kept.flatten().map(|kept| read_opt_outs(&kept));
    Ok(read.transpose()?.unwrap_or_default())
}

/// Leaves these out from now on; what they hold of it goes back unseen. The log has nothing of it: it is their own.
pub(crate) fn set_opt_outs(tx: &Tx<'_>, person: PersonId, opt_outs: &OptOuts) -> Result<(), StoreError> {
    let kept = (!opt_outs.is_empty()).then(|| json(opt_outs));
    tx.db
        .prepare_cached("UPDATE person SET opt_outs = ?2 WHERE id = ?1")?
        .execute((person.0, kept))?;
    give_back(tx, person)
}

/// Whether somebody takes what a case is about.
pub(super) fn may_have(db: Db<'_>, person: PersonId, case: CaseId) -> Result<bool, StoreError> {
    let opt_outs = opt_outs(db, person)?;
    if opt_outs.is_empty() {
        return Ok(true);
    }
    let kept: Option<String> = db
        .prepare_cached("SELECT subject FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| row.get(0))
        .optional()?;
    Ok(kept.is_some_and(|kept| opt_outs.allow(&read(&kept))))
}

/// What somebody holds and does not take waits for others.
fn give_back(tx: &Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    let opt_outs = opt_outs(tx.db, person)?;
    if opt_outs.is_empty() {
        return Ok(());
    }
    let mut sql = tx.db.prepare_cached(
        "SELECT c.id, l.id, c.subject FROM lease l JOIN review_case c ON c.lease = l.id
         WHERE l.person = ?1 AND l.ended_at IS NULL AND c.state = 'leased'",
    )?;
    let held = sql.query_map([person.0], |row| {
        Ok((CaseId(row.get(0)?), LeaseId(row.get(1)?), row.get::<String>(2)?))
    })?;
    for row in held {
        let (case, lease, subject) = row?;
        if !opt_outs.allow(&read(&subject)) {
            leases::give_back(tx, lease, case)?;
        }
    }
    Ok(())
}
