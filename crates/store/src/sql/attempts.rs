//! Sign-ins under way as rows: at a provider, and tries of a password.

use crate::{
    db::{OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    identity::{Attempt, NoAttempt},
    people::{LOCKED_FOR, TRIES_BEFORE_LOCK, TRIES_KEPT_FOR, TokenHash, Try},
};
use scrim_model::{
    identity::{ATTEMPT_LASTS, MOST_ATTEMPTS},
    time::{Span, Time},
};

/// How long an attempt is known after it is over, so that whoever is late hears why.
const REMEMBERED_FOR: Span = Span::minutes(10);

pub(crate) fn begin(tx: &Tx<'_>, attempt: &Attempt) -> Result<Time, StoreError> {
    let forgotten = tx.now - ATTEMPT_LASTS - REMEMBERED_FOR;
    tx.db
        .prepare_cached("DELETE FROM sign_in_attempt WHERE began_at < ?1")?
        .execute([forgotten.0])?;
    // The newest of those that have to make room, if there are so many.
    let crowd: Option<i64> = tx
        .db
        .prepare_cached("SELECT began_at FROM sign_in_attempt ORDER BY began_at DESC LIMIT 1 OFFSET ?1")?
        .query_row([MOST_ATTEMPTS - 1], |row| row.get(0))
        .optional()?;
    if let Some(until) = crowd {
        tx.db
            .prepare_cached("DELETE FROM sign_in_attempt WHERE began_at <= ?1")?
            .execute([until])?;
    }
    tx.db
        .prepare_cached(
            "INSERT INTO sign_in_attempt (state_hash, nonce, challenge, redirect, began_at) VALUES (?1,?2,?3,?4,?5)",
        )?
        .execute((
            attempt.state,
            &attempt.nonce,
            &attempt.challenge,
            &attempt.redirect,
            tx.now.0,
        ))?;
    Ok(tx.now + ATTEMPT_LASTS)
}

/// One step, so that of two who come with the same state one is let through.
pub(crate) fn take(tx: &Tx<'_>, state: TokenHash) -> Result<Attempt, NoAttempt> {
    let begun_after = tx.now - ATTEMPT_LASTS;
    let attempt = |row: &Row<'_>| {
        Ok(Attempt {
            state,
            nonce: row.get(0)?,
            challenge: row.get(1)?,
            redirect: row.get(2)?,
        })
    };
    let taken = tx
        .db
        .prepare_cached(
            "UPDATE sign_in_attempt SET used_at = ?2 WHERE state_hash = ?1 AND used_at IS NULL AND began_at > ?3
             RETURNING nonce, challenge, redirect",
        )
        .and_then(|mut sql| sql.query_row((state, tx.now.0, begun_after.0), attempt).optional())
        .map_err(StoreError::from)?;
    taken.map_or_else(|| Err(why_not(tx, state)?), Ok)
}

fn why_not(tx: &Tx<'_>, state: TokenHash) -> Result<NoAttempt, StoreError> {
    let used: Option<bool> = tx
        .db
        .prepare_cached("SELECT used_at IS NOT NULL FROM sign_in_attempt WHERE state_hash = ?1")?
        .query_row([state], |row| row.get(0))
        .optional()?;
    Ok(match used {
        None => NoAttempt::Unknown,
        Some(true) => NoAttempt::Used,
        Some(false) => NoAttempt::Expired,
    })
}

/// Counts a try before its password is looked at, in one step: of tries that come together each has its number.
pub(crate) fn count(tx: &Tx<'_>, name: TokenHash) -> Result<Try, StoreError> {
    tx.db
        .prepare_cached("DELETE FROM password_try WHERE last_at < ?1 AND locked_until <= ?2")?
        .execute(((tx.now - TRIES_KEPT_FOR).0, tx.now.0))?;
    let over = "password_try.locked_until > 0 AND password_try.locked_until <= ?2";
    let text = format!(
        "INSERT INTO password_try (name_hash, tries, last_at, locked_until) VALUES (?1, 1, ?2, 0)
         ON CONFLICT (name_hash) DO UPDATE SET last_at = excluded.last_at,
         tries = CASE WHEN {over} THEN 1 ELSE password_try.tries + 1 END,
         locked_until = CASE WHEN {over} THEN 0 WHEN password_try.tries + 1 = ?3 THEN ?4
                        ELSE password_try.locked_until END
         RETURNING tries, locked_until"
    );
    let values = (name, tx.now.0, TRIES_BEFORE_LOCK, (tx.now + LOCKED_FOR).0);
    let counted = tx
        .db
        .prepare_cached(&text)?
        .query_row(values, |row| Ok((row.get::<u32>(0)?, Time(row.get(1)?))))?;
    Ok(match counted {
        (tries, _) if tries <= TRIES_BEFORE_LOCK => Try::Goes,
        (_, until) => Try::Locked(until),
    })
}

/// A right password: what was tried before is forgotten.
pub(crate) fn forget(tx: &Tx<'_>, name: TokenHash) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM password_try WHERE name_hash = ?1")?
        .execute([name])?;
    Ok(())
}
