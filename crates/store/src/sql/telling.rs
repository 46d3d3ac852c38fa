//! What a decision is told to whom: written as deliveries in the commit in which the decision takes effect.
//!
//! Runs while nobody else changes the lists, so that no two decide at once what one destination is told of one subject.

use super::{
    announcing, banks, cards, chain,
    columns::{from_code, from_json, json},
    deliveries::{self, Planned},
    destinations, effects, items, told,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::{
        Destination, Letter, MadeEntry, Message, Origin, Purpose, Says, Settled, SettledItem, SettledPair, Subject,
        turn, wanted, what_leaves,
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
    let Some(settled) = settled(tx, case)? else {
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
            let entry = entry_of(message.subject);
            tx.db
                .prepare_cached(
                    "INSERT INTO delivery_claim (destination, subject, case_id, says, entry) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((id.0, &subject, case.0, json(&message.says), entry.map(|entry| entry.0)))?;
            if let (None, Some(entry)) = (message.says, entry) {
                threads.extend(confirmed_of(tx.db, id, entry)?);
            }
            threads.insert((id, subject));
        }
    }
    Ok(threads)
}

/// The case says nothing of such subjects any more.
pub(super) fn disclaim(tx: &Tx<'_>, case: CaseId, such: impl Fn(&Subject) -> bool) -> Result<Threads, StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT destination, subject, says = 'null', entry FROM delivery_claim WHERE case_id = ?1")?;
    let rows = sql.query_map([case.0], |row| {
        let entry: Option<Uuid> = row.get(3)?;
        Ok((DestinationId(row.get(0)?), row.get(1)?, row.get(2)?, entry.map(EntryId)))
    })?;
    let claims: Vec<(DestinationId, String, bool, Option<EntryId>)> = rows.collect::<Result<_, _>>()?;
    let (mut said, mut threads) = (Threads::new(), Threads::new());
    for (destination, subject, keeps_off, entry) in claims {
        if !such(&from_json(&subject, "delivery_claim.subject")?) {
            continue;
        }
        if let (true, Some(entry)) = (keeps_off, entry) {
            threads.extend(confirmed_of(tx.db, destination, entry)?);
        }
        said.insert((destination, subject));
    }
    for (destination, subject) in &said {
        tx.db
            .prepare_cached("DELETE FROM delivery_claim WHERE case_id = ?1 AND destination = ?2 AND subject = ?3")?
            .execute((case.0, destination.0, subject))?;
    }
    threads.extend(said);
    Ok(threads)
}

/// The entry of which a hash is confirmed there.
fn entry_of(subject: Subject) -> Option<EntryId> {
    match subject {
        Subject::Confirmed { entry, .. } => Some(entry),
        Subject::Item { .. }
        | Subject::Fingerprint { .. }
        | Subject::Entry { .. }
        | Subject::Danger { .. }
        | Subject::Appeal { .. } => None,
    }
}

/// All hashes of an entry that any case has confirmed there: what is said against the entry holds for each.
fn confirmed_of(db: Db<'_>, destination: DestinationId, entry: EntryId) -> Result<Threads, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT DISTINCT subject FROM delivery_claim WHERE destination = ?1 AND entry = ?2")?;
    let rows = sql.query_map((destination.0, entry.0), |row| Ok((destination, row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Withdraws and plans what one destination is told of one subject. Answers whether something will leave.
fn follow(tx: &Tx<'_>, case: CaseId, destination: DestinationId, subject: &str) -> Result<bool, StoreError> {
    let Some((kind, removed)) = destinations::kind(tx.db, destination)? else {
        return Ok(false);
    };
    let about: Subject = from_json(subject, "delivery.subject")?;
    let rows = deliveries::thread(tx, destination, subject)?;
    let letters: Vec<Letter> = rows.iter().map(|(_seq, letter)| *letter).collect();
    let turn = turn(&letters, standing(tx.db, destination, about)?);
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
    let plan = Planned {
        destination,
        subject,
        about,
        says,
        case,
        possible: says.is_some() || kind.takes_back(),
        not_before: turn.not_before,
    };
    deliveries::plan(tx, &plan)?;
    Ok(plan.possible)
}

/// What a destination should know of a subject.
pub(super) fn standing(db: Db<'_>, destination: DestinationId, about: Subject) -> Result<Option<Says>, StoreError> {
    let latest: Option<String> = db
        .prepare_cached(
            "SELECT says FROM delivery_claim WHERE destination = ?1 AND subject = ?2 ORDER BY seq DESC LIMIT 1",
        )?
        .query_row((destination.0, json(&about)), |row| row.get(0))
        .optional()?;
    let latest: Option<Option<Says>> = latest.map(|says| from_json(&says, "delivery_claim.says")).transpose()?;
    let is_kept_off = match entry_of(about) {
        // What is said against an entry is said of its own hash, and holds for its altered copies.
        Some(entry) => {
            let own = json(&Subject::Confirmed { entry, copy: None });
            db.prepare_cached("SELECT 1 FROM delivery_claim WHERE destination = ?1 AND subject = ?2 AND says = 'null'")?
                .exists((destination.0, own))?
        }
        None => false,
    };
    Ok(wanted(latest.flatten(), is_kept_off))
}

/// What was decided on a case, with what is known beside it.
fn settled(tx: &Tx<'_>, case: CaseId) -> Result<Option<Settled>, StoreError> {
    let db = tx.db;
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
            facts: pair.facts(),
            origin: origin(db, pair.entry)?,
            listed: told::lister(db, pair.entry)?,
            hashed: banks::own_hash(db, pair.entry)?.is_some(),
        })
    });
    Ok(Some(Settled {
        pairs: pairs.collect::<Result<_, StoreError>>()?,
        items: uploads(tx, case, &deciding.verdict)?,
        verdict: deciding.verdict,
        // Nothing else is told as a decision.
        purpose: Purpose::Review,
        several_people: several_people(db)?,
    }))
}

fn uploads(tx: &Tx<'_>, case: CaseId, verdict: &Verdict) -> Result<Vec<SettledItem>, StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT id, source, folded FROM item WHERE case_id = ?1 ORDER BY id")?;
    let rows = sql.query_map([case.0], |row| {
        let folded: Option<String> = row.get(2)?;
        Ok(SettledItem {
            item: ItemId(row.get(0)?),
            source: PersonId(row.get(1)?),
            outcome: items::inherits(verdict, folded.as_deref()),
            made: None,
        })
    })?;
    let mut items: Vec<SettledItem> = rows.collect::<Result<_, _>>()?;
    if verdict.is_new_material() {
        for item in &mut items {
            item.made = made(tx, item.item)?;
        }
    }
    Ok(items)
}

/// The entry made of an upload, where it has a hash and its list is there.
fn made(tx: &Tx<'_>, item: ItemId) -> Result<Option<MadeEntry>, StoreError> {
    let Some(entry) = effects::made_from(tx, item)? else {
        return Ok(None);
    };
    let Some(row) = banks::entry(tx.db, entry)? else {
        return Ok(None);
    };
    let hashed = banks::own_hash(tx.db, entry)?.is_some();
    Ok(hashed.then_some(MadeEntry {
        entry,
        bank: row.bank.id,
        harm: row.bank.harm,
    }))
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
