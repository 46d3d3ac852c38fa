//! Who calls, by their tokens: read for all who call at about the same time, since every request begins with it.

use super::{people::person, roles};
use crate::{
    db::{Db, Many},
    error::StoreError,
    people::{Caller, Person, TokenHash, TokenRefused},
};
use scrim_model::{ids::SessionId, time::Time};
use std::collections::HashMap;

/// Who each of these tokens is, and what the clock said when they came.
pub(crate) fn these(db: Db<'_>, tokens: &[(TokenHash, Time)]) -> Result<Vec<Result<Caller, TokenRefused>>, StoreError> {
    let sessions = by_session(db, tokens.iter().map(|(token, _clock)| token))?;
    let strange = tokens.iter().map(|(token, _clock)| token);
    let keys = by_key(db, strange.filter(|token| !sessions.contains_key(*token)))?;
    let strange = tokens.iter().map(|(token, _clock)| token);
    let strange = strange.filter(|token| !sessions.contains_key(*token) && !keys.contains_key(*token));
    let old = by_old_key(db, strange)?;
    let clocks: Vec<Time> = tokens.iter().map(|(_token, clock)| *clock).collect();
    let times = db.times(&clocks)?;
    let answers = tokens
        .iter()
        .zip(times)
        .map(|((token, _clock), now)| match sessions.get(token) {
            // A clock that went back revives no token.
            Some((caller, expires)) if *expires > now => Ok(caller.clone()),
            Some(_expired) => Err(TokenRefused::Expired),
            None => {
                let old = old.get(token).filter(|(_caller, ends)| *ends > now);
                let known = keys.get(token).or(old.map(|(caller, _ends)| caller));
                known.cloned().ok_or(TokenRefused::Unknown)
            }
        });
    Ok(answers.collect())
}

fn by_session<'a>(
    db: Db<'_>,
    tokens: impl Iterator<Item = &'a TokenHash>,
) -> Result<HashMap<TokenHash, (Caller, Time)>, StoreError> {
    const SESSIONS: Many = Many {
        text: "SELECT c.* FROM {per row} (SELECT p.id, p.name, p.role, p.added_at, p.disabled,
               p.experienced_at IS NOT NULL, s.id, s.access_expires,
               s.access_hash, sets.permissions, p.password_given_at IS NOT NULL FROM session s JOIN person p ON p.id = s.person
               LEFT JOIN role_set sets ON sets.role = p.role
               WHERE s.access_hash = ?1 AND s.ended_at IS NULL AND NOT p.disabled {apart}) c",
        kinds: &["BYTEA"],
    };
    let rows: Vec<_> = tokens.map(|token| [*token]).collect();
    let found = db.query_each(&SESSIONS, &rows, |row| {
        let (session, expires) = (SessionId(row.get(6)?), Time(row.get(7)?));
        let given: bool = row.get(10)?;
        Ok(((row.get(8)?, expires), (session, given), row.get(9)?, person(row)))
    })?;
    let callers = found
        .into_iter()
        .map(|((token, expires), (session, given_password), set, person)| {
            let caller = Caller {
                given_password,
                ..caller(person?, Some(session), set)?
            };
            Ok((token, (caller, expires)))
        });
    callers.collect()
}

fn by_key<'a>(
    db: Db<'_>,
    tokens: impl Iterator<Item = &'a TokenHash>,
) -> Result<HashMap<TokenHash, Caller>, StoreError> {
    const KEYS: Many = Many {
        text: "SELECT c.* FROM {per row} (SELECT p.id, p.name, p.role, p.added_at, p.disabled,
               p.experienced_at IS NOT NULL, p.key_hash, sets.permissions
               FROM person p LEFT JOIN role_set sets ON sets.role = p.role WHERE p.key_hash = ?1 AND NOT p.disabled {apart}) c",
        kinds: &["BYTEA"],
    };
    let rows: Vec<_> = tokens.map(|token| [*token]).collect();
    let found = db.query_each(&KEYS, &rows, |row| Ok((row.get(6)?, row.get(7)?, person(row))))?;
    let callers = found
        .into_iter()
        .map(|(token, set, person)| Ok((token, caller(person?, None, set)?)));
    callers.collect()
}

/// Keys that a new one has taken the place of, and until when they are taken all the same.
fn by_old_key<'a>(
    db: Db<'_>,
    tokens: impl Iterator<Item = &'a TokenHash>,
) -> Result<HashMap<TokenHash, (Caller, Time)>, StoreError> {
    const OLD_KEYS: Many = Many {
        text: "SELECT c.* FROM {per row} (SELECT p.id, p.name, p.role, p.added_at, p.disabled,
               p.experienced_at IS NOT NULL, p.old_key_hash, p.old_key_ends_at, sets.permissions
               FROM person p LEFT JOIN role_set sets ON sets.role = p.role
               WHERE p.old_key_hash = ?1 AND NOT p.disabled {apart}) c",
        kinds: &["BYTEA"],
    };
    let rows: Vec<_> = tokens.map(|token| [*token]).collect();
    let found = db.query_each(&OLD_KEYS, &rows, |row| {
        Ok(((row.get(6)?, Time(row.get(7)?)), row.get(8)?, person(row)))
    })?;
    let callers = found
        .into_iter()
        .map(|((token, ends), set, person)| Ok((token, (caller(person?, None, set)?, ends))));
    callers.collect()
}

fn caller(person: Person, session: Option<SessionId>, set: Option<String>) -> Result<Caller, StoreError> {
    Ok(Caller {
        permissions: roles::read(person.role, set)?,
        person,
        session,
        given_password: false,
    })
}
