//! What is asked for that limits forbid, and that no desk asks for which keeps them: a row of the chain each, once a day for
//! each person and rule.
//!
//! Everybody meets limits, and whoever works at two desks meets them unawares: that is refused and written nowhere. Knows
//! nothing of how it is told.

use super::{chain, leases, wellbeing};
use crate::{
    engine::Tx,
    error::StoreError,
    leases::{LeaseRefused, Proof},
};
use scrim_model::{
    ids::PersonId,
    rung::Rung,
    time::{Span, Time},
    wellness::{DAY, Rest, RestKind, State},
};

/// How far from a break's beginning and end a desk may have another clock, or not have heard of it yet: heartbeats come
/// every 30 s.
const HEARS_WITHIN: Span = Span::minutes(1);

/// A rung was refused. Whoever was told by their lease how high they may go has no button for more; what was made stricter
/// since, or holds for a while, is nobody's lie.
pub(crate) fn rung(tx: &Tx<'_>, proof: Proof, rung: Rung) -> Result<(), StoreError> {
    match leases::proven(tx.db, proof) {
        Ok((lease, _ended)) if rung > lease.max_rung => note(tx, proof.person, "rung_not_allowed"),
        Err(LeaseRefused::Store(error)) => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A case was asked for and refused because of a break: in the middle of one that was due.
pub(crate) fn lease_on_break(tx: &Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    let standing = wellbeing::standing(tx, person)?;
    let due = matches!(
        standing.allowance.state,
        State::OnBreak {
            kind: RestKind::Forced,
            ..
        }
    );
    let within = standing.record.rest.is_some_and(
        |Rest {
             started_at, ends_at, ..
         }| {
            let ends_at = ends_at.unwrap_or(tx.now);
            started_at + HEARS_WITHIN <= tx.now && tx.now + HEARS_WITHIN <= ends_at
        },
    );
    if due && within {
        note(tx, person, "on_break")?;
    }
    Ok(())
}

/// A look that was closed was closed again, with something else. What a desk sends twice is the same twice.
pub(super) fn another_closing(tx: &Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    note(tx, person, "closing_changed")
}

fn note(tx: &Tx<'_>, person: PersonId, rule: &str) -> Result<(), StoreError> {
    let today = tx.now.since(Time(0)).0.div_euclid(DAY.0);
    tx.db
        .prepare_cached("DELETE FROM limit_tried WHERE person = ?1 AND day < ?2")?
        .execute((person.0, today))?;
    let first = tx
        .db
        .prepare_cached("INSERT INTO limit_tried (person, rule, day) VALUES (?1,?2,?3) ON CONFLICT DO NOTHING")?
        .execute((person.0, rule, today))?;
    if first > 0 {
        chain::append(tx, "limit_tried", &serde_json::json!({"person": person, "rule": rule}));
    }
    Ok(())
}
