//! People of an identity provider as rows: known by issuer and subject.

use super::{
    chain,
    columns::code,
    groups,
    people::{PERSON, named, person},
    sessions,
};
use crate::{
    db::OptionalRow,
    engine::Tx,
    error::StoreError,
    identity::{Arrival, Claimed},
    people::{EndedWhy, Person, TokenPair},
};
use scrim_model::{
    identity::{GroupGives, numbered, role_of},
    ids::PersonId,
    person::Role,
    time::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many of one name there may be before a number is drawn instead.
const NAMESAKES: u32 = 50;

pub(crate) fn arrive(tx: &Tx<'_>, claimed: &Claimed, tokens: TokenPair, longest: Span) -> Result<Arrival, StoreError> {
    groups::alone(tx)?;
    let all = groups::all(tx.db)?;
    let theirs: BTreeSet<&String> = claimed.groups.iter().filter(|name| all.contains_key(*name)).collect();
    let role = role_of(theirs.iter().filter_map(|name| all.get(*name)).map(|gives| gives.role));
    let found = find(tx, claimed)?;
    let who = match (found, role) {
        (Some(person), _) if person.disabled => return Ok(refused(tx, person.id, Arrival::SwitchedOff)),
        (Some(person), None) => return turned_away(tx, person.id, &all),
        (None, None) => return Ok(Arrival::NoGroup),
        (Some(person), Some(role)) => {
            let admins = groups::admins(tx.db)?;
            if role != Role::Admin && admins.contains(&person.id) && admins.len() == 1 {
                return Ok(refused(tx, person.id, Arrival::LastAdmin));
            }
            groups::set_role(tx, person.id, role)?;
            person.id
        }
        (None, Some(role)) => add(tx, claimed, role)?,
    };
    if groups::put(tx, who, &theirs)? {
        groups::spread(tx, &all)?;
    }
    Ok(Arrival::In(sessions::start(tx, who, tokens, Some(tx.now + longest))?))
}

fn refused(tx: &Tx<'_>, who: PersonId, arrival: Arrival) -> Arrival {
    chain::append(tx, "sign_in_failed", &serde_json::json!({"person": who}));
    arrival
}

/// The provider says that somebody is nothing here any more: that holds for their other sessions too.
fn turned_away(tx: &Tx<'_>, who: PersonId, all: &BTreeMap<String, GroupGives>) -> Result<Arrival, StoreError> {
    // The last admin keeps the role, and has no way in.
    sessions::end_all(tx, who, None, EndedWhy::NoGroup)?;
    if groups::put(tx, who, &BTreeSet::new())? {
        groups::spread(tx, all)?;
    }
    Ok(refused(tx, who, Arrival::NoGroup))
}

fn find(tx: &Tx<'_>, claimed: &Claimed) -> Result<Option<Person>, StoreError> {
    let text = format!("SELECT {PERSON} FROM person WHERE issuer = ?1 AND subject = ?2");
    let mut sql = tx.db.prepare_cached(&text)?;
    sql.query_row((&claimed.issuer, &claimed.subject), |row| Ok(person(row)))
        .optional()?
        .transpose()
}

fn add(tx: &Tx<'_>, claimed: &Claimed, role: Role) -> Result<PersonId, StoreError> {
    let id = tx.fresh_id()?;
    let name = free_name(tx, &claimed.name)?.unwrap_or_else(|| format!("{} {}", claimed.name, id.simple()));
    tx.db
        .prepare_cached("INSERT INTO person (id, name, role, issuer, subject, added_at) VALUES (?1,?2,?3,?4,?5,?6)")?
        .execute((id, &name, code(&role), &claimed.issuer, &claimed.subject, tx.now.0))?;
    let fact = serde_json::json!({"person": id, "role": role, "by": "groups"});
    chain::append(tx, "person_added", &fact);
    Ok(PersonId(id))
}

fn free_name(tx: &Tx<'_>, wanted: &str) -> Result<Option<String>, StoreError> {
    for number in 1..=NAMESAKES {
        let name = numbered(wanted, number);
        if named(tx.db, &name)?.is_none() {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
