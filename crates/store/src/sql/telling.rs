//! What a decision is told to whom: written as deliveries in the commit in which the decision takes effect.
//!
//! Runs while nobody else changes the lists, so that no two decide at once what one destination is told of one subject.

use super::{
    announcing, cards, chain,
    columns::{from_code, from_json, json},
    deliveries::{self, Planned},
    destinations, items,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::{
        Destination, Letter, Message, Origin, Purpose, Says, Settled, SettledItem, SettledPair, Subject, turn,
        what_leaves,
    },
    effect::Direction,
    ids::{CaseId, DestinationId, EntryId, ItemId, PersonId},
    quorum::Decision,
    verdict::Verdict,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Tells whom it concerns what was decided on a case, or that it holds no more.
pub(super) fn carry_out(tx: &Tx<'_>, case: CaseId, direction: Direction) -> Result<(), StoreError> {
    let threads = match direction {
        Direction::Apply => decided(tx, case)?,
        // What was said beside the decision stands.
        Direction::Revert => disclaim(tx, case, |subject| !announcing::announces(subject))?,
    };
    plan(tx, case, &threads, direction)
}

/// Plans what each destination is told from now on.
pub(super) fn plan(tx: &Tx<'_>, case: CaseId, threads: &Threads, direction: Direction) -> Result<(), StoreError> {
    let mut planned = 0_u32;
    for (destination, subject) in threads {
        planned += u32::from(follow(tx, case, *destination, subject)?);
    }
    if planned > 0 {
        let fact = serde_json::json!({"case": case, "direction": direction, "deliveries": planned});
        chain::append(tx, "deliveries_planned", &fact);
    }
    Ok(())
}

/// Destinations and subjects, as rows have them.
pub(super) type Threads = BTreeSet<(DestinationId, String)>;

/// What the case's decision says from now on.
fn decided(tx: &Tx<'_>, case: CaseId) -> Result<Threads, StoreError> {
    let Some(settled) = settled(tx.db, case)? else {
        return Ok(Threads::new());
    };
    claim(tx, case, |destination| what_leaves(&settled, destination))
}

/// What the case says from now on.
pub(super) fn claim(
    tx: &Tx<'_>,
    case: CaseId,
    says: impl Fn(&Destination) -> Vec<Message>,
) -> Result<Threads, StoreError> {
    let mut threads = Threads::new();
    for (id, destination) in destinations::listening(tx.db)? {
        for message in says(&destination) {
            let subject = json(&message.subject);
            tx.db
                .prepare_cached(
                    "INSERT INTO delivery_claim (destination, subject, case_id, says) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute((id.0, &subject, case.0, json(&message.says)))?;
            threads.insert((id, subject));
        }
    }
    Ok(threads)
}

/// The case says nothing of such subjects any more.
pub(super) fn disclaim(tx: &Tx<'_>, case: CaseId, such: impl Fn(&Subject) -> bool) -> Result<Threads, StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT destination, subject FROM delivery_claim WHERE case_id = ?1")?;
    let rows = sql.query_map([case.0], |row| Ok((DestinationId(row.get(0)?), row.get::<String>(1)?)))?;
    let mut threads = Threads::new();
    for row in rows {
        let (destination, subject) = row?;
        if such(&from_json(&subject, "delivery_claim.subject")?) {
            threads.insert((destination, subject));
        }
    }
    for (destination, subject) in &threads {
        tx.db
            .prepare_cached("DELETE FROM delivery_claim WHERE case_id = ?1 AND destination = ?2 AND subject = ?3")?
            .execute((case.0, destination.0, subject))?;
    }
    Ok(threads)
}

/// Withdraws and plans what one destination is told of one subject. Answers whether something will leave.
fn follow(tx: &Tx<'_>, case: CaseId, destination: DestinationId, subject: &str) -> Result<bool, StoreError> {
    let Some((kind, removed)) = destinations::kind(tx.db, destination)? else {
        return Ok(false);
    };
    let rows = deliveries::thread(tx, destination, subject)?;
    let letters: Vec<Letter> = rows.iter().map(|(_seq, letter)| *letter).collect();
    let turn = turn(&letters, wanted(tx.db, destination, subject)?);
    for place in turn.withdraw {
        if let Some((seq, letter)) = rows.get(place)
            && let Ok(withdrawn) = letter.delivery.withdrawn(tx.now)
        {
            deliveries::put(tx, *seq, withdrawn)?;
        }
    }
    // Whoever was removed hears nothing any more.
    let Some(says) = turn.plan.filter(|_says| !removed) else {
        return Ok(false);
    };
    let about: Subject = from_json(subject, "delivery.subject")?;
    let plan = Planned {
        destination,
        subject,
        about,
        says,
        case,
        possible: says.is_some() || kind.takes_back(),
    };
    deliveries::plan(tx, &plan)?;
    Ok(plan.possible)
}

/// What a destination should know of a subject: what the latest decision that stands says.
fn wanted(db: Db<'_>, destination: DestinationId, subject: &str) -> Result<Option<Says>, StoreError> {
    let found: Option<String> = db
        .prepare_cached(
            "SELECT says FROM delivery_claim WHERE destination = ?1 AND subject = ?2 ORDER BY seq DESC LIMIT 1",
        )?
        .query_row((destination.0, subject), |row| row.get(0))
        .optional()?;
    found.map(|says| from_json(&says, "delivery_claim.says")).transpose()
}

/// What was decided on a case, with what is known beside it.
fn settled(db: Db<'_>, case: CaseId) -> Result<Option<Settled>, StoreError> {
    let (item, decision): (Uuid, String) = db
        .prepare_cached("SELECT item, decision FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Decision::Confirmed { deciding, .. } = from_json(&decision, "review_case.decision")? else {
        return Ok(None);
    };
    let pairs = cards::pairs(db, ItemId(item))?.into_iter().map(|pair| {
        Ok(SettledPair {
            entry: pair.entry,
            bank: pair.bank,
            harm: pair.harm,
            kind: pair.kind,
            via_variant: pair.via_variant,
            origin: origin(db, pair.entry)?,
        })
    });
    Ok(Some(Settled {
        pairs: pairs.collect::<Result<_, StoreError>>()?,
        items: uploads(db, case, &deciding.verdict)?,
        verdict: deciding.verdict,
        // Nothing else is told as a decision.
        purpose: Purpose::Review,
        several_people: several_people(db)?,
    }))
}

fn uploads(db: Db<'_>, case: CaseId, verdict: &Verdict) -> Result<Vec<SettledItem>, StoreError> {
    let mut sql = db.prepare_cached("SELECT id, source, folded FROM item WHERE case_id = ?1 ORDER BY id")?;
    let rows = sql.query_map([case.0], |row| {
        let folded: Option<String> = row.get(2)?;
        Ok(SettledItem {
            item: ItemId(row.get(0)?),
            source: PersonId(row.get(1)?),
            outcome: items::inherits(verdict, folded.as_deref()),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn origin(db: Db<'_>, entry: EntryId) -> Result<Origin, StoreError> {
    let kind: Option<String> = db
        .prepare_cached("SELECT kind FROM entry_origin WHERE entry = ?1")?
        .query_row([entry.0], |row| row.get(0))
        .optional()?;
    let origin = kind.map(|kind| from_code(&kind, "entry_origin.kind")).transpose()?;
    Ok(origin.unwrap_or(Origin::Own))
}

/// Whether more than one person can sign in here.
pub(super) fn several_people(db: Db<'_>) -> Result<bool, StoreError> {
    let people: u64 = db
        .prepare_cached("SELECT count(*) FROM person WHERE role <> 'source' AND NOT disabled")?
        .query_row((), |row| row.get(0))?;
    Ok(people > 1)
}
