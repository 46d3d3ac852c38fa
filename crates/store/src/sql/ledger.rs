//! The ledger as it is told, from rows. What a grant counts as is the model's to say, so that no text of SQL says it a
//! second time.

use super::{chain, columns::from_json, hours, looks, subjects};
use crate::{
    db::{Db, Params},
    engine::Tx,
    error::StoreError,
    ledger::{Access, Exported, ItemFacts, LedgerRow, NotOpened, Opening, OwnFacts, SomeDays},
    wellbeing::HoursRefused,
};
use scrim_model::{
    days::{Day, days as summed},
    ids::{CaseId, ItemId, PersonId},
    time::{Span, Time},
    viewed::facts,
    wellness::{DAY, Interval, Rest},
};
use uuid::Uuid;

/// Above every id there is.
const LAST: Uuid = Uuid::max();

pub(crate) fn days(db: Db<'_>, of: SomeDays) -> Result<Vec<Day>, StoreError> {
    let from = of.offset.midnight(of.from);
    let to = from + Span(DAY.0.saturating_mul(i64::from(of.count)));
    let work = work(db, of.person, from, to)?;
    let grants = looks::between(db, of.person, from, to)?;
    Ok(summed(of.from, of.count, of.offset, &work, &grants))
}

/// What of somebody's work touches a time.
pub(super) fn work(db: Db<'_>, person: PersonId, from: Time, to: Time) -> Result<Vec<Interval>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT started_at, ended_at FROM work WHERE person = ?1 AND started_at < ?3 AND ended_at >= ?2
         ORDER BY started_at",
    )?;
    let rows = sql.query_map((person.0, from.0, to.0), |row| {
        Ok(Interval {
            start: Time(row.get(0)?),
            end: Time(row.get(1)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn own_facts(db: Db<'_>, person: PersonId) -> Result<OwnFacts, StoreError> {
    let mut sql = db.prepare_cached("SELECT body FROM rest WHERE person = ?1 ORDER BY started_at")?;
    let kept = sql.query_map([person.0], |row| row.get::<String>(0))?;
    let breaks = kept.map(|body| from_json::<Rest>(&body?, "rest.body"));
    Ok(OwnFacts {
        reviewed: work(db, person, Time(i64::MIN), Time(i64::MAX))?,
        breaks: breaks.collect::<Result<_, StoreError>>()?,
        hours: match hours::set_for(db, person) {
            Ok(hours) => hours,
            Err(HoursRefused::Store(error)) => return Err(error),
            Err(_nobody) => None,
        },
        opt_outs: subjects::opt_outs(db, person)?,
    })
}

pub(crate) fn open(tx: &Tx<'_>, opening: &Opening) -> Result<Vec<LedgerRow>, NotOpened> {
    let person = opening.person;
    if !exists(tx.db, "SELECT 1 FROM person WHERE id = ?1", [person.0])? {
        return Err(NotOpened::NoSuch);
    }
    let id = tx.fresh_id()?;
    let by = opening.by.map(|by| by.0);
    tx.db
        .execute(
            "INSERT INTO record_access (id, person, at, by_person, reason) VALUES (?1,?2,?3,?4,?5)",
            (id, person.0, tx.now.0, by, &opening.reason),
        )
        .map_err(StoreError::from)?;
    chain::append(
        tx,
        "record_opened",
        &serde_json::json!({"access": id, "person": person, "by": opening.by}),
    );
    Ok(looks::of_person(tx.db, person, opening.before, opening.most)?)
}

pub(crate) fn accesses(
    db: Db<'_>,
    person: PersonId,
    before: Option<Uuid>,
    most: u32,
) -> Result<Vec<Access>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT a.id, a.at, p.name, a.reason FROM record_access a LEFT JOIN person p ON p.id = a.by_person
         WHERE a.person = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3",
    )?;
    let rows = sql.query_map((person.0, before.unwrap_or(LAST), most), |row| {
        Ok(Access {
            id: row.get(0)?,
            at: Time(row.get(1)?),
            by: row.get(2)?,
            reason: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn of_case(db: Db<'_>, case: CaseId) -> Result<Option<Vec<ItemFacts>>, StoreError> {
    if !exists(db, "SELECT 1 FROM review_case WHERE id = ?1", [case.0])? {
        return Ok(None);
    }
    let mut sql = db.prepare_cached(
        // The upload of an appeal or a check is no part of it.
        "SELECT id, frames FROM item WHERE case_id = ?1 OR id = (SELECT item FROM review_case WHERE id = ?1) ORDER BY id",
    )?;
    let rows = sql.query_map([case.0], |row| Ok((ItemId(row.get(0)?), row.get::<Option<u32>>(1)?)))?;
    let items = rows.map(|row| {
        let (item, frames) = row?;
        let grants = looks::on_item(db, case, item)?;
        let facts = facts(&grants, frames);
        Ok(ItemFacts { item, facts })
    });
    items.collect::<Result<_, StoreError>>().map(Some)
}

pub(crate) fn exported(tx: &Tx<'_>, exported: &Exported) {
    let fact = serde_json::json!({
        "case": exported.case, "person": exported.person, "by": exported.by, "sha256": exported.sha256,
    });
    chain::append(tx, "ledger_exported", &fact);
}

pub(crate) fn taken(tx: &Tx<'_>, sha256: &str) {
    chain::append(tx, "record_taken", &serde_json::json!({"sha256": sha256}));
}

fn exists(db: Db<'_>, text: &str, by: impl Params) -> Result<bool, StoreError> {
    Ok(db.prepare_cached(text)?.exists(by)?)
}
