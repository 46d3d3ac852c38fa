//! Groups of the provider as rows, and what follows from them: what people are here for, and what they may take.

use super::{
    chain,
    columns::{code, from_json, json},
    redirect::is_queue,
    sessions,
};
use crate::{
    db::Db,
    engine::Tx,
    error::StoreError,
    identity::{Group, GroupRefused, MOST_GROUPS},
    people::EndedWhy,
};
use scrim_model::{
    identity::{GroupGives, check_group, role_of},
    ids::{PersonId, QueueId},
    person::{Role, check_admins},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Whoever could undo a mistake: an admin who is not switched off and has a way in.
const ADMINS: &str = "SELECT id FROM person p WHERE role = 'admin' AND NOT disabled
    AND (issuer IS NULL OR EXISTS (SELECT 1 FROM group_member m WHERE m.person = p.id))";

/// Who may what is changed by one unit after the other: each sees what the ones before it have left.
pub(super) fn alone(tx: &Tx<'_>) -> Result<(), StoreError> {
    let text = format!("SELECT one FROM hub {}", tx.db.keep());
    Ok(tx.db.query_row(&text, (), |row| row.get::<i64>(0).map(drop))?)
}

pub(super) fn admins(db: Db<'_>) -> Result<BTreeSet<PersonId>, StoreError> {
    let mut sql = db.prepare_cached(ADMINS)?;
    let rows = sql.query_map((), |row| row.get(0).map(PersonId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn page(db: Db<'_>, after: Option<&str>, most: u32) -> Result<Vec<Group>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT name, gives, (SELECT count(*) FROM group_member m WHERE m.name = g.name)
         FROM provider_group g WHERE name > ?1 ORDER BY name LIMIT ?2",
    )?;
    let rows = sql.query_map((after.unwrap_or_default(), most), |row| {
        Ok((row.get(0)?, row.get::<String>(1)?, row.get(2)?))
    })?;
    let groups = rows.map(|row| {
        let (name, gives, people) = row?;
        let gives = from_json(&gives, "provider_group.gives")?;
        Ok(Group { name, gives, people })
    });
    groups.collect()
}

/// Every group, by its name.
pub(super) fn all(db: Db<'_>) -> Result<BTreeMap<String, GroupGives>, StoreError> {
    let groups = page(db, None, MOST_GROUPS)?;
    Ok(groups.into_iter().map(|group| (group.name, group.gives)).collect())
}

pub(crate) fn set(tx: &Tx<'_>, by: Option<PersonId>, name: &str, gives: &GroupGives) -> Result<(), GroupRefused> {
    check_group(name, gives)?;
    alone(tx)?;
    let before = admins(tx.db)?;
    for queue in &gives.queues {
        if !is_queue(tx.db, *queue)? {
            return Err(GroupRefused::NoSuchQueue(*queue));
        }
    }
    let known = all(tx.db)?;
    if !known.contains_key(name) && u32::try_from(known.len()).is_ok_and(|many| many >= MOST_GROUPS) {
        return Err(GroupRefused::TooMany);
    }
    tx.db
        .execute(
            "INSERT INTO provider_group (name, gives) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET gives = excluded.gives",
            (name, json(gives)),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"group": name, "role": gives.role, "queues": gives.queues, "by": by});
    chain::append(tx, "group_set", &fact);
    follow(tx, &members(tx.db, name)?)?;
    Ok(check_admins(&before, &admins(tx.db)?, by)?)
}

pub(crate) fn remove(tx: &Tx<'_>, by: Option<PersonId>, name: &str) -> Result<(), GroupRefused> {
    alone(tx)?;
    let (people, before) = (members(tx.db, name)?, admins(tx.db)?);
    let removed = tx
        .db
        .execute("DELETE FROM provider_group WHERE name = ?1", [name])
        .map_err(StoreError::from)?;
    if removed == 0 {
        return Err(GroupRefused::NoSuch);
    }
    tx.db
        .execute("DELETE FROM group_member WHERE name = ?1", [name])
        .map_err(StoreError::from)?;
    chain::append(tx, "group_removed", &serde_json::json!({"group": name, "by": by}));
    follow(tx, &people)?;
    Ok(check_admins(&before, &admins(tx.db)?, by)?)
}

fn members(db: Db<'_>, name: &str) -> Result<Vec<PersonId>, StoreError> {
    let mut sql = db.prepare_cached("SELECT person FROM group_member WHERE name = ?1")?;
    let rows = sql.query_map([name], |row| row.get(0).map(PersonId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What these people are and may follows what their groups give now.
fn follow(tx: &Tx<'_>, people: &[PersonId]) -> Result<(), StoreError> {
    let groups = all(tx.db)?;
    for person in people {
        match role_of(
            names_of(tx.db, *person)?
                .iter()
                .filter_map(|name| groups.get(name))
                .map(|gives| gives.role),
        ) {
            Some(role) => set_role(tx, *person, role)?,
            None => sessions::end_all(tx, *person, None, EndedWhy::NoGroup)?,
        }
    }
    spread(tx, &groups)
}

fn names_of(db: Db<'_>, person: PersonId) -> Result<BTreeSet<String>, StoreError> {
    let mut sql = db.prepare_cached("SELECT name FROM group_member WHERE person = ?1")?;
    let rows = sql.query_map([person.0], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn set_role(tx: &Tx<'_>, person: PersonId, role: Role) -> Result<(), StoreError> {
    let changed = tx
        .db
        .prepare_cached("UPDATE person SET role = ?2 WHERE id = ?1 AND role <> ?2")?
        .execute((person.0, code(&role)))?;
    if changed > 0 {
        let fact = serde_json::json!({"person": person, "role": role});
        chain::append(tx, "role_followed", &fact);
    }
    Ok(())
}

/// Somebody is in these groups now, and in no others; whether that is news.
pub(super) fn put(tx: &Tx<'_>, person: PersonId, names: &BTreeSet<&String>) -> Result<bool, StoreError> {
    if names_of(tx.db, person)?.iter().collect::<BTreeSet<_>>() == *names {
        return Ok(false);
    }
    tx.db
        .execute("DELETE FROM group_member WHERE person = ?1", [person.0])?;
    for name in names {
        tx.db
            .prepare_cached("INSERT INTO group_member (person, name) VALUES (?1, ?2)")?
            .execute((person.0, name.as_str()))?;
    }
    Ok(true)
}

/// Writes beside each queue whom groups let take from it, so that whoever hands cases out reads no other table.
pub(super) fn spread(tx: &Tx<'_>, groups: &BTreeMap<String, GroupGives>) -> Result<(), StoreError> {
    let mut of_queues: BTreeMap<QueueId, BTreeSet<PersonId>> = BTreeMap::new();
    let mut sql = tx.db.prepare_cached("SELECT name, person FROM group_member")?;
    let rows = sql.query_map((), |row| Ok((row.get::<String>(0)?, PersonId(row.get(1)?))))?;
    for row in rows {
        let (name, person) = row?;
        for queue in groups.get(&name).into_iter().flat_map(|gives| &gives.queues) {
            of_queues.entry(*queue).or_default().insert(person);
        }
    }
    let mut sql = tx.db.prepare_cached("SELECT id, group_people FROM queue")?;
    let rows = sql.query_map((), |row| Ok((row.get::<Uuid>(0)?, row.get::<Option<String>>(1)?)))?;
    for row in rows.collect::<Result<Vec<_>, _>>()? {
        let (queue, before) = row;
        let after = of_queues.get(&QueueId(queue)).map(json);
        if before != after {
            tx.db
                .prepare_cached("UPDATE queue SET group_people = ?2 WHERE id = ?1")?
                .execute((queue, after))?;
        }
    }
    Ok(())
}

/// Whom groups let take from a queue, as it is written beside it.
pub(super) fn read_people(kept: Option<String>) -> Result<BTreeSet<PersonId>, StoreError> {
    let read = kept.map(|text| from_json(&text, "queue.group_people")).transpose()?;
    Ok(read.unwrap_or_default())
}
