//! Passes over what a matcher lists, as rows.

use super::{
    banks, chain,
    columns::{code, from_code, from_json, json},
    deliveries::{self, Planned},
    destinations, effects, outbox, telling,
};
use crate::{
    db::{Db, OptionalRow},
    deliveries::ListedAt,
    engine::Tx,
    error::StoreError,
    reconciling::{Listed, Pass, Passes, Relisted},
};
use scrim_model::{
    delivery::{Failure, Letter, Says, Subject, told_again},
    effect::Effect,
    entry::EntryState,
    ids::{CaseId, DestinationId, EntryId, MatcherId},
    matcher::{OwnWord, PASS_LASTS, Reconciled, There, next_pass, own_word},
    time::Time,
};
use uuid::Uuid;

pub(crate) fn begin(tx: &Tx<'_>, matcher: MatcherId, asked: bool) -> Result<Option<Pass>, StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO reconciling (matcher, due_at, until, found) VALUES (?1, ?2, 0, '{}') ON CONFLICT DO NOTHING",
        )?
        .execute((matcher.0, next_pass(tx.now, false).0))?;
    let text = format!(
        "SELECT due_at, until, after, found FROM reconciling WHERE matcher = ?1 {}",
        tx.db.keep()
    );
    let (due_at, until, after, found): (i64, i64, Option<Uuid>, String) =
        tx.db.prepare_cached(&text)?.query_row([matcher.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    if until > tx.now.0 || !(asked || due_at <= tx.now.0) {
        return Ok(None);
    }
    let until = tx.now + PASS_LASTS;
    tx.db
        .prepare_cached("UPDATE reconciling SET until = ?2, began_at = coalesce(began_at, ?3) WHERE matcher = ?1")?
        .execute((matcher.0, until.0, tx.now.0))?;
    Ok(Some(Pass {
        matcher,
        after: after.map(EntryId),
        found: if after.is_some() {
            from_json(&found, "reconciling.found")?
        } else {
            Reconciled::default()
        },
        until,
    }))
}

pub(crate) fn keep(tx: &Tx<'_>, pass: &Pass) -> Result<Option<Pass>, StoreError> {
    let until = tx.now + PASS_LASTS;
    let kept = tx
        .db
        .prepare_cached("UPDATE reconciling SET until = ?3, after = ?4, found = ?5 WHERE matcher = ?1 AND until = ?2")?
        .execute((
            pass.matcher.0,
            pass.until.0,
            until.0,
            pass.after.map(|after| after.0),
            json(&pass.found),
        ))?;
    Ok((kept > 0).then_some(Pass { until, ..*pass }))
}

pub(crate) fn end(tx: &Tx<'_>, pass: &Pass, broke_off: Option<Failure>) -> Result<(), StoreError> {
    let due_at = next_pass(tx.now, broke_off.is_some());
    let ended = match broke_off {
        Some(why) => tx
            .db
            .prepare_cached(
                "UPDATE reconciling SET due_at = ?3, until = 0, why = ?4, after = ?5, found = ?6
                 WHERE matcher = ?1 AND until = ?2",
            )?
            .execute((
                pass.matcher.0,
                pass.until.0,
                due_at.0,
                code(&why),
                pass.after.map(|after| after.0),
                json(&pass.found),
            ))?,
        None => tx
            .db
            .prepare_cached(
                "UPDATE reconciling SET due_at = ?3, until = 0, began_at = NULL, after = NULL, found = '{}', ended_at = ?4,
                 last = ?5, why = NULL WHERE matcher = ?1 AND until = ?2",
            )?
            .execute((pass.matcher.0, pass.until.0, due_at.0, tx.now.0, json(&pass.found)))?,
    };
    // Another hub that has taken it over says what it finds.
    if ended > 0 && broke_off.is_none() {
        chain::append(
            tx,
            "matcher_reconciled",
            &serde_json::json!({"matcher": pass.matcher, "found": pass.found}),
        );
    }
    Ok(())
}

pub(crate) fn ask(tx: &Tx<'_>, matcher: MatcherId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO reconciling (matcher, due_at, until, found) VALUES (?1, ?2, 0, '{}')
             ON CONFLICT (matcher) DO UPDATE SET due_at = excluded.due_at",
        )?
        .execute((matcher.0, tx.now.0))?;
    Ok(())
}

pub(crate) fn passes(db: Db<'_>, matcher: MatcherId) -> Result<Option<Passes>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT due_at, began_at, ended_at, last, why FROM reconciling WHERE matcher = ?1")?;
    let found = sql
        .query_row([matcher.0], |row| {
            let times: (i64, Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((times, row.get::<Option<String>>(3)?, row.get::<Option<String>>(4)?))
        })
        .optional()?;
    let Some(((due_at, began_at, ended_at), last, why)) = found else {
        return Ok(None);
    };
    Ok(Some(Passes {
        due_at: Time(due_at),
        began_at: began_at.map(Time),
        ended_at: ended_at.map(Time),
        last: last.map(|last| from_json(&last, "reconciling.last")).transpose()?,
        why: why.map(|why| from_code(&why, "reconciling.why")).transpose()?,
    }))
}

pub(crate) fn page(
    db: Db<'_>,
    matcher: MatcherId,
    after: Option<EntryId>,
    most: u32,
) -> Result<Vec<Listed>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT entry, list, number, provenance, there FROM entry_listing
         WHERE matcher = ?1 AND entry > ?2 ORDER BY entry LIMIT ?3",
    )?;
    let after = after.map_or(Uuid::nil(), |after| after.0);
    let rows = sql.query_map((matcher.0, after, most), |row| {
        let at = ListedAt {
            list: row.get(1)?,
            number: row.get(2)?,
        };
        let text: (String, String) = (row.get(3)?, row.get(4)?);
        Ok((EntryId(row.get(0)?), at, text))
    })?;
    let rows: Vec<(EntryId, ListedAt, (String, String))> = rows.collect::<Result<_, _>>()?;
    let told = destinations::telling(db, matcher)?;
    rows.into_iter()
        .map(|(entry, at, (provenance, there))| {
            Ok(Listed {
                entry,
                at,
                provenance: from_json(&provenance, "entry_listing.provenance")?,
                hash: banks::own_hash(db, entry)?,
                there: from_code(&there, "entry_listing.there")?,
                word: word(db, entry, &told)?,
            })
        })
        .collect()
}

/// What the hub's own word on an entry has come to at a matcher, by all destinations that tell it.
fn word(db: Db<'_>, entry: EntryId, told: &[DestinationId]) -> Result<OwnWord, StoreError> {
    let about = Subject::Entry { entry };
    let mut word = OwnWord::None;
    for destination in told {
        let letters = deliveries::letters(db, *destination, about)?;
        word = word.and(own_word(&letters, telling::standing(db, *destination, about)?));
    }
    Ok(word)
}

pub(crate) fn see(tx: &Tx<'_>, entry: EntryId, at: &ListedAt, there: There) -> Result<bool, StoreError> {
    let changed = tx
        .db
        .prepare_cached(
            "UPDATE entry_listing SET there = ?4 WHERE entry = ?1 AND list = ?2 AND number = ?3 AND there <> ?4",
        )?
        .execute((entry.0, &at.list, at.number, code(&there)))?;
    if changed > 0 {
        effects::derive(tx, entry)?;
        let fact = serde_json::json!({"entry": entry, "there": there});
        chain::append(tx, "listing_seen", &fact);
    }
    Ok(changed > 0)
}

/// The matcher has answered with this entry: it matches there, whatever was seen before.
pub(super) fn answered(tx: &Tx<'_>, entry: EntryId) -> Result<(), StoreError> {
    let changed = tx
        .db
        .prepare_cached("UPDATE entry_listing SET there = 'matches' WHERE entry = ?1 AND there <> 'matches'")?
        .execute([entry.0])?;
    if changed > 0 {
        effects::derive(tx, entry)?;
        let fact = serde_json::json!({"entry": entry, "there": There::Matches});
        chain::append(tx, "listing_seen", &fact);
    }
    Ok(())
}

/// Whether an entry is listed at a matcher alone: it was learned from there.
pub(super) fn only_there(tx: &Tx<'_>, entry: EntryId, only: bool) -> Result<(), StoreError> {
    let changed = tx
        .db
        .prepare_cached("UPDATE entry_listing SET only_there = ?2 WHERE entry = ?1 AND only_there <> ?2")?
        .execute((entry.0, only))?;
    if changed > 0 {
        effects::derive(tx, entry)?;
    }
    Ok(())
}

/// Whether an entry's content is gone or disabled at the matcher that lists it, and nobody here wanted it so.
pub(super) fn is_lost(tx: &Tx<'_>, entry: EntryId) -> Result<bool, StoreError> {
    let lost = matches!(there(tx.db, entry)?, Some((there, _only)) if there != There::Matches);
    Ok(lost && !outbox::stands(tx, Effect::SuspendEntry { entry })?)
}

/// What an entry does, as far as people here decided it: what is gone there has not been disputed here.
pub(super) fn by_people(tx: &Tx<'_>, entry: EntryId, state: EntryState) -> Result<EntryState, StoreError> {
    Ok(if is_lost(tx, entry)? { EntryState::LISTED } else { state })
}

/// What an entry's content is at the matcher that lists it, and whether it is listed there alone.
pub(super) fn there(db: Db<'_>, entry: EntryId) -> Result<Option<(There, bool)>, StoreError> {
    let found = db
        .prepare_cached("SELECT there, only_there FROM entry_listing WHERE entry = ?1")?
        .query_row([entry.0], |row| Ok((row.get::<String>(0)?, row.get::<bool>(1)?)))
        .optional()?;
    found
        .map(|(there, only)| Ok((from_code(&there, "entry_listing.there")?, only)))
        .transpose()
}

pub(crate) fn relist(tx: &Tx<'_>, entry: EntryId, from: &ListedAt, to: &ListedAt) -> Result<Relisted, StoreError> {
    let matcher = tx
        .db
        .prepare_cached("SELECT matcher FROM entry_listing WHERE entry = ?1 AND list = ?2 AND number = ?3")?
        .query_row((entry.0, &from.list, from.number), |row| row.get(0).map(MatcherId))
        .optional()?;
    let Some(matcher) = matcher else {
        return Ok(Relisted::Not);
    };
    let mut others = tx
        .db
        .prepare_cached("SELECT 1 FROM entry_listing WHERE matcher = ?1 AND list = ?2 AND number = ?3")?;
    if others.exists((matcher.0, &to.list, to.number))? {
        return Ok(Relisted::Not);
    }
    tx.db
        .prepare_cached("UPDATE entry_listing SET list = ?2, number = ?3, there = 'matches' WHERE entry = ?1")?
        .execute((entry.0, &to.list, to.number))?;
    let told_again = tell_again(tx, entry, matcher)?;
    effects::derive(tx, entry)?;
    let fact = serde_json::json!({"entry": entry, "matcher": matcher, "deliveries": told_again});
    chain::append(tx, "listing_moved", &fact);
    Ok(Relisted::Moved { told_again })
}

/// Whoever was told that the entry is disabled is told again, by a delivery that people see.
fn tell_again(tx: &Tx<'_>, entry: EntryId, matcher: MatcherId) -> Result<u32, StoreError> {
    let about = Subject::Entry { entry };
    let subject = json(&about);
    let mut planned = 0;
    for destination in destinations::telling(tx.db, matcher)? {
        let thread = deliveries::thread(tx, destination, &subject)?;
        let letters: Vec<Letter> = thread.into_iter().map(|(_seq, letter)| letter).collect();
        let wanted = telling::standing(tx.db, destination, about)?;
        if let (true, Some(case)) = (told_again(&letters, wanted), claiming(tx.db, destination, &subject)?) {
            let plan = Planned {
                destination,
                subject: &subject,
                about,
                says: Some(Says::Disable),
                case,
                possible: true,
                not_before: None,
            };
            deliveries::plan(tx, &plan)?;
            planned += 1;
        }
    }
    Ok(planned)
}

/// The latest case that says anything of a subject.
fn claiming(db: Db<'_>, destination: DestinationId, subject: &str) -> Result<Option<CaseId>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT case_id FROM delivery_claim WHERE destination = ?1 AND subject = ?2 ORDER BY seq DESC LIMIT 1",
    )?;
    let found = sql.query_row((destination.0, subject), |row| row.get(0).map(CaseId));
    Ok(found.optional()?)
}
