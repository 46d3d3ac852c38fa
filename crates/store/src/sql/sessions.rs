//! Sessions as rows.

use super::{chain, columns::code, columns::from_code, leases};
use crate::{
    db::OptionalRow,
    engine::Tx,
    error::StoreError,
    people::{EndedWhy, TokenHash, TokenPair, TokenRefused},
};
use scrim_model::{
    ids::{PersonId, SessionId},
    time::Time,
};
use uuid::Uuid;

pub(crate) fn start(tx: &Tx<'_>, who: PersonId, tokens: TokenPair, ends_at: Option<Time>) -> Result<Time, StoreError> {
    let id = tx.fresh_id()?;
    let expires = within(tx.now + tokens.access_lasts, ends_at);
    tx.db
        .prepare_cached(
            "INSERT INTO session (id, person, access_hash, access_expires, refresh_hash, started_at, ends_at)
             VALUES (?1,?2,?3,?4,?5,?6,?7)",
        )?
        .execute((
            id,
            who.0,
            tokens.access,
            expires.0,
            tokens.refresh,
            tx.now.0,
            ends_at.map(|at| at.0),
        ))?;
    chain::append(tx, "signed_in", &serde_json::json!({"person": who, "session": id}));
    Ok(expires)
}

fn within(wanted: Time, ends_at: Option<Time>) -> Time {
    ends_at.map_or(wanted, |ends_at| ends_at.min(wanted))
}

/// What is refused inside is committed all the same: a session may end by it.
pub(crate) fn refresh(
    tx: &Tx<'_>,
    used: TokenHash,
    fresh: TokenPair,
) -> Result<Result<Time, TokenRefused>, StoreError> {
    let reused: Option<Uuid> = tx
        .db
        .prepare_cached("SELECT session FROM used_refresh WHERE hash = ?1")?
        .query_row([used], |row| row.get(0))
        .optional()?;
    if let Some(session) = reused {
        end(tx, SessionId(session), EndedWhy::Reused)?;
        return Ok(Err(TokenRefused::Reused));
    }
    let found = tx
        .db
        .prepare_cached(
            "SELECT session.id, ends_at FROM session JOIN person ON person.id = session.person
             WHERE refresh_hash = ?1 AND ended_at IS NULL AND NOT disabled",
        )?
        .query_row([used], |row| Ok((row.get(0)?, row.get::<Option<i64>>(1)?.map(Time))))
        .optional()?;
    let Some((session, ends_at)) = found else {
        return Ok(Err(why_not(tx, used)?));
    };
    if ends_at.is_some_and(|ends_at| ends_at <= tx.now) {
        end(tx, SessionId(session), EndedWhy::Over)?;
        return Ok(Err(TokenRefused::Ended(EndedWhy::Over)));
    }
    let expires = within(tx.now + fresh.access_lasts, ends_at);
    tx.db
        .prepare_cached("INSERT INTO used_refresh (hash, session) VALUES (?1, ?2)")?
        .execute((used, session))?;
    tx.db
        .prepare_cached("UPDATE session SET access_hash = ?2, access_expires = ?3, refresh_hash = ?4 WHERE id = ?1")?
        .execute((session, fresh.access, expires.0, fresh.refresh))?;
    Ok(Ok(expires))
}

/// Why a refresh token opens nothing; told to whoever has it.
fn why_not(tx: &Tx<'_>, used: TokenHash) -> Result<TokenRefused, StoreError> {
    let why: Option<Option<String>> = tx
        .db
        .prepare_cached("SELECT ended_why FROM session WHERE refresh_hash = ?1 AND ended_at IS NOT NULL")?
        .query_row([used], |row| row.get(0))
        .optional()?;
    Ok(match why.flatten() {
        Some(why) => TokenRefused::Ended(from_code(&why, "session.ended_why")?),
        None => TokenRefused::Unknown,
    })
}

pub(crate) fn end(tx: &Tx<'_>, session: SessionId, why: EndedWhy) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE session SET ended_at = ?2, ended_why = ?3 WHERE id = ?1 AND ended_at IS NULL")?
        .execute((session.0, tx.now.0, code(&why)))?;
    chain::append(tx, "signed_out", &serde_json::json!({"session": session}));
    Ok(())
}

/// Ends every session of a person; what they hold goes back. `by` nobody where it follows from something else.
pub(crate) fn end_all(tx: &Tx<'_>, who: PersonId, by: Option<PersonId>, why: EndedWhy) -> Result<(), StoreError> {
    let ended = end_these(tx, "person = ?3", why, who.0)?;
    leases::release_all(tx, who)?;
    let fact = serde_json::json!({"person": who, "by": by, "sessions": ended});
    chain::append(tx, "signed_out_everywhere", &fact);
    Ok(())
}

/// Ends every session of a person but this one; what was held in one of them goes back.
pub(crate) fn end_others(tx: &Tx<'_>, who: PersonId, kept: SessionId) -> Result<(), StoreError> {
    let text = "UPDATE session SET ended_at = ?1, ended_why = ?2 WHERE ended_at IS NULL AND person = ?3 AND id <> ?4
                RETURNING id";
    let mut sql = tx.db.prepare_cached(text)?;
    let rows = sql.query_map((tx.now.0, code(&EndedWhy::Everywhere), who.0, kept.0), |row| row.get(0))?;
    let ended: Vec<Uuid> = rows.collect::<Result<_, _>>()?;
    leases::release_elsewhere(tx, who, kept)?;
    if !ended.is_empty() {
        let fact = serde_json::json!({"person": who, "by": who, "sessions": ended});
        chain::append(tx, "signed_out_everywhere", &fact);
    }
    Ok(())
}

pub(crate) fn end_of_passwords(tx: &Tx<'_>) -> Result<(), StoreError> {
    let sessions = end_these(tx, "ends_at IS NULL AND id <> ?3", EndedWhy::Over, Uuid::nil())?;
    if !sessions.is_empty() {
        chain::append(tx, "passwords_ended", &serde_json::json!({"sessions": sessions}));
    }
    Ok(())
}

fn end_these(tx: &Tx<'_>, which: &str, why: EndedWhy, value: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let text =
        format!("UPDATE session SET ended_at = ?1, ended_why = ?2 WHERE ended_at IS NULL AND {which} RETURNING id");
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((tx.now.0, code(&why), value), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
