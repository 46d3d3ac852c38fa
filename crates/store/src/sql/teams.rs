//! Teams as rows.

use super::{
    chain,
    columns::{code, from_json, json},
    groups, limits,
};
use crate::{
    db::Db,
    engine::Tx,
    error::StoreError,
    teams::{LONGEST_NAME, MOST_MEMBERS, MOST_TEAMS, NewTeam, Team, TeamChange, TeamRefused},
};
use scrim_model::{
    ids::{PersonId, TeamId},
    person::Role,
    wellness::{Layer, Layers, Settings},
};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn all(db: Db<'_>) -> Result<Vec<Team>, StoreError> {
    let mut sql = db.prepare_cached("SELECT team, person FROM team_member ORDER BY person")?;
    let rows = sql.query_map((), |row| Ok((TeamId(row.get(0)?), PersonId(row.get(1)?))))?;
    let mut members: BTreeMap<TeamId, Vec<PersonId>> = BTreeMap::new();
    for row in rows {
        let (team, person) = row?;
        members.entry(team).or_default().push(person);
    }
    let mut sql = db.prepare_cached("SELECT id, name, floor FROM team ORDER BY id")?;
    let rows = sql.query_map((), |row| Ok((TeamId(row.get(0)?), row.get(1)?, row.get::<String>(2)?)))?;
    let teams = rows.map(|row| {
        let (id, name, floor) = row?;
        let team = NewTeam {
            name,
            members: members.remove(&id).unwrap_or_default(),
            floor: from_json(&floor, "team.floor")?,
        };
        Ok(Team { id, team })
    });
    teams.collect()
}

pub(crate) fn make(tx: &Tx<'_>, by: Option<PersonId>, new: &TeamChange) -> Result<Team, TeamRefused> {
    groups::alone(tx)?;
    let others = all(tx.db)?;
    if others.len() >= MOST_TEAMS {
        return Err(TeamRefused::TooMany);
    }
    let team = Team {
        id: TeamId(tx.fresh_id()?),
        team: checked(tx.db, (new, &Settings::LOOSEST), others.iter())?,
    };
    tx.db
        .prepare_cached("INSERT INTO team (id, name, floor) VALUES (?1,?2,?3)")
        .and_then(|mut sql| sql.execute((team.id.0, &team.team.name, json(&team.team.floor))))
        .map_err(StoreError::from)?;
    write_members(tx, &team)?;
    told(tx, by, &team);
    Ok(team)
}

pub(crate) fn set(tx: &Tx<'_>, by: Option<PersonId>, id: TeamId, to: &TeamChange) -> Result<Team, TeamRefused> {
    groups::alone(tx)?;
    let mut others = all(tx.db)?;
    let at = others
        .iter()
        .position(|team| team.id == id)
        .ok_or(TeamRefused::NoSuch)?;
    let before = others.remove(at);
    let team = Team {
        id,
        team: checked(tx.db, (to, &before.team.floor), others.iter())?,
    };
    let of_others = limits::others(tx.db, by)?;
    keep_past(tx, &before, Some(&team))?;
    tx.db
        .prepare_cached("UPDATE team SET name = ?2, floor = ?3 WHERE id = ?1")
        .and_then(|mut sql| sql.execute((id.0, &team.team.name, json(&team.team.floor))))
        .map_err(StoreError::from)?;
    write_members(tx, &team)?;
    not_ones_own(tx, by, of_others.as_ref())?;
    told(tx, by, &team);
    Ok(team)
}

pub(crate) fn remove(tx: &Tx<'_>, by: Option<PersonId>, id: TeamId) -> Result<(), TeamRefused> {
    groups::alone(tx)?;
    let found = all(tx.db)?.into_iter().find(|team| team.id == id);
    let before = found.ok_or(TeamRefused::NoSuch)?;
    let of_others = limits::others(tx.db, by)?;
    keep_past(tx, &before, None)?;
    for text in [
        "DELETE FROM team_member WHERE team = ?1",
        "DELETE FROM team WHERE id = ?1",
    ] {
        tx.db.execute(text, [id.0]).map_err(StoreError::from)?;
    }
    not_ones_own(tx, by, of_others.as_ref())?;
    chain::append(tx, "team_removed", &serde_json::json!({"team": id, "by": by}));
    Ok(())
}

/// What a team is to be, its members once each.
fn checked<'a>(
    db: Db<'_>,
    (new, floor): (&TeamChange, &Settings),
    mut others: impl Iterator<Item = &'a Team>,
) -> Result<NewTeam, TeamRefused> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(TeamRefused::Name);
    }
    if others.any(|other| other.team.name.to_lowercase() == name.to_lowercase()) {
        return Err(TeamRefused::NameTaken);
    }
    let members: BTreeSet<PersonId> = new.members.iter().copied().collect();
    if members.len() > MOST_MEMBERS {
        return Err(TeamRefused::TooMany);
    }
    let roles = roles(db)?;
    for member in &members {
        let role = roles.get(member).ok_or(TeamRefused::NoSuchPerson(*member))?;
        if *role == code(&Role::Source) {
            return Err(TeamRefused::Source(*member));
        }
    }
    Ok(NewTeam {
        name,
        members: members.into_iter().collect(),
        floor: new.floor.of(floor).checked()?,
    })
}

fn roles(db: Db<'_>) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let mut sql = db.prepare_cached("SELECT id, role FROM person")?;
    let rows = sql.query_map((), |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Nobody who looks loosens by a team of theirs what they look under.
fn not_ones_own(tx: &Tx<'_>, by: Option<PersonId>, before: Option<&Layers>) -> Result<(), TeamRefused> {
    if limits::kept_for_setter(tx.db, by, before)? {
        Ok(())
    } else {
        Err(TeamRefused::Own)
    }
}

/// What the team asked for goes on holding for whoever it now asks less of, or nothing.
fn keep_past(tx: &Tx<'_>, before: &Team, after: Option<&Team>) -> Result<(), StoreError> {
    let floor = &before.team.floor;
    for member in &before.team.members {
        let still = after.filter(|after| after.team.members.contains(member));
        let left = still.map_or(Settings::LOOSEST, |after| after.team.floor);
        limits::replaced(tx, Some(*member), (Layer::Team, floor), &left)?;
    }
    Ok(())
}

fn write_members(tx: &Tx<'_>, team: &Team) -> Result<(), StoreError> {
    tx.db.execute("DELETE FROM team_member WHERE team = ?1", [team.id.0])?;
    let mut sql = tx
        .db
        .prepare_cached("INSERT INTO team_member (team, person) VALUES (?1,?2)")?;
    for member in &team.team.members {
        sql.execute((team.id.0, member.0))?;
    }
    Ok(())
}

fn told(tx: &Tx<'_>, by: Option<PersonId>, team: &Team) {
    let fact = serde_json::json!({
        "team": team.id, "by": by, "members": team.team.members, "settings": team.team.floor,
    });
    chain::append(tx, "team_set", &fact);
}
