//! Sending a case elsewhere by hand, as rows.

use super::{
    chain,
    columns::{from_json, json},
    leases, mixing, people, queues, routing, subjects,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    people::Person,
    queues::{Handed, Recipient, RedirectRefused, Sender, Sent},
};
use scrim_model::{
    case::Stage,
    ids::{CaseId, LeaseId, PersonId, QueueId},
    person::Permission,
    redirect::{Destination, HANDED_FOR},
    routing::CameBy,
    time::Time,
};
use uuid::Uuid;

/// What a redirection needs of a case.
struct Found {
    open: bool,
    lease: Option<LeaseId>,
    /// Whose lease that is.
    holder: Option<PersonId>,
    for_leads: bool,
    look_alike: bool,
}

pub(crate) fn send(
    tx: &Tx<'_>,
    case: CaseId,
    by: Sender,
    to: Destination,
    reason: Option<&str>,
) -> Result<(), RedirectRefused> {
    let person = match by {
        Sender::Lead(person) => person,
        Sender::Holder(proof) => {
            let lease = leases::usable(tx, proof)?;
            if lease.case != case || !to.is_for_holders() {
                return Err(RedirectRefused::ForLeads);
            }
            proof.person
        }
    };
    if !to.is_timely(tx.now) {
        return Err(RedirectRefused::Untimely);
    }
    let found = find(tx.db, case)?.ok_or(RedirectRefused::NoSuch)?;
    if !found.open {
        return Err(RedirectRefused::NotOpen);
    }
    check(tx, case, &found, to)?;
    if let Some(lease) = found.lease {
        leases::end(tx, lease)?;
    }
    free(tx, case)?;
    if found.look_alike {
        // Nobody else spends a look on it.
        mixing::end(tx, case)?;
    } else {
        put(tx, case, to)?;
    }
    if to != Destination::Back && !found.look_alike {
        let sent = Sent {
            by: person,
            at: tx.now,
            reason: reason.map(str::to_owned),
            to: match to {
                Destination::Person { person } => Some(person),
                _ => None,
            },
        };
        remember(tx, case, &sent)?;
    }
    let fact = serde_json::json!({"case": case, "by": person, "from": found.holder, "sent": to});
    chain::append(tx, "case_redirected", &fact);
    Ok(())
}

fn find(db: Db<'_>, case: CaseId) -> Result<Option<Found>, StoreError> {
    let text = format!(
        "SELECT state IN ('waiting', 'leased'), lease, stage, escalated, leased_to, purpose = 'look_alike'
         FROM review_case WHERE id = ?1 {}",
        db.keep()
    );
    let found = db
        .prepare_cached(&text)?
        .query_row([case.0], |row| {
            let stage: String = row.get(2)?;
            Ok(Found {
                open: row.get(0)?,
                lease: row.get::<Option<Uuid>>(1)?.map(LeaseId),
                holder: row.get::<Option<Uuid>>(4)?.map(PersonId),
                for_leads: row.get::<bool>(3)? || stage == leases::stage_code(Stage::Settle),
                look_alike: row.get(5)?,
            })
        })
        .optional()?;
    Ok(found)
}

fn check(tx: &Tx<'_>, case: CaseId, found: &Found, to: Destination) -> Result<(), RedirectRefused> {
    match to {
        Destination::Queue { queue, .. } if !is_queue(tx.db, queue)? => Err(RedirectRefused::NoSuchQueue),
        Destination::Person { person } if !may_be_given(tx.db, case, person, found.for_leads)? => {
            Err(RedirectRefused::NotForThem)
        }
        _ => Ok(()),
    }
}

pub(super) fn is_queue(db: Db<'_>, queue: QueueId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM queue WHERE id = ?1")?
        .exists([queue.0])?)
}

/// Somebody who reviews, settles where that is asked, has neither spoken on the case nor passed it on, and takes what it
/// is about. Which of these it is nobody is told.
fn may_be_given(db: Db<'_>, case: CaseId, person: PersonId, for_leads: bool) -> Result<bool, StoreError> {
    let role = people::role(db, person)?;
    let barred = db
        .prepare_cached("SELECT 1 FROM barred WHERE case_id = ?1 AND person = ?2")?
        .exists((case.0, person.0))?;
    let may = role.is_some_and(|role| role.allows(needed(for_leads))) && !barred;
    Ok(may && subjects::may_have(db, person, case)?)
}

/// Whom an open case can be handed to: who reviews, or settles where that is asked, those of its queue among them.
/// Deliberately asks nothing else: who has spoken on it, passed it on or leaves out what it is about would be told by who
/// is missing. See [`may_be_given`], which is asked when it is handed over.
pub(crate) fn recipients(db: Db<'_>, case: CaseId) -> Result<Option<Vec<Recipient>>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT queue, escalated OR stage <> 'review' FROM review_case
             WHERE id = ?1 AND state IN ('waiting', 'leased') AND (purpose <> 'look_alike' OR escalated)",
        )?
        .query_row([case.0], |row| Ok((QueueId(row.get(0)?), row.get::<bool>(1)?)))
        .optional()?;
    let Some((queue, for_leads)) = found else {
        return Ok(None);
    };
    let audience = queues::audience(db, queue)?;
    let needed = needed(for_leads);
    let could = people::all(db)?
        .into_iter()
        .filter(|person| !person.disabled && person.role.allows(needed));
    let recipient = |person: Person| Recipient {
        of_queue: audience.has(person.id, person.role),
        id: person.id,
        name: person.name,
        role: person.role,
    };
    let mut recipients: Vec<Recipient> = could.map(recipient).collect();
    recipients.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Some(recipients))
}

/// The most cases that are told to somebody as handed to them.
const MOST_HANDED: u32 = 50;

/// What was handed to somebody and waits for them first, what is given up soonest first.
pub(crate) fn handed_to(tx: &Tx<'_>, person: PersonId) -> Result<Vec<Handed>, StoreError> {
    let left_out = subjects::opt_outs(tx.db, person)?;
    let mut sql = tx.db.prepare_cached(
        "SELECT c.id, q.name, c.held_until, c.sent, c.subject FROM review_case c JOIN queue q ON q.id = c.queue
         WHERE c.held_for = ?1 AND c.held_until > ?2 AND c.state = 'waiting' AND c.sent IS NOT NULL
         AND c.purpose <> 'look_alike' ORDER BY c.held_until, c.id LIMIT ?3",
    )?;
    let mut rows = sql.query((person.0, tx.now.0, MOST_HANDED))?;
    let mut handed = Vec::new();
    while let Some(row) = rows.next()? {
        let sent: Sent = from_json(&row.get::<String>(3)?, "review_case.sent")?;
        // What somebody leaves out since is not given to them.
        if left_out.is_empty() || left_out.allow(&subjects::read(&row.get::<String>(4)?)) {
            handed.push(Handed {
                case: CaseId(row.get(0)?),
                queue: row.get(1)?,
                until: Time(row.get(2)?),
                by: people::name(tx.db, sent.by)?,
                reason: sent.reason,
            });
        }
    }
    Ok(handed)
}

fn needed(for_leads: bool) -> Permission {
    if for_leads {
        Permission::Settle
    } else {
        Permission::Review
    }
}

/// The case waits for everybody from now on.
fn free(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'waiting', at = ?2, lease = NULL, leased_to = NULL, sent = NULL,
             held_for = NULL, held_until = 0, escalated = FALSE WHERE id = ?1",
        )?
        .execute((case.0, tx.now.0))?;
    Ok(())
}

fn remember(tx: &Tx<'_>, case: CaseId, sent: &Sent) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE review_case SET sent = ?2 WHERE id = ?1")?
        .execute((case.0, json(sent)))?;
    Ok(())
}

fn put(tx: &Tx<'_>, case: CaseId, to: Destination) -> Result<(), StoreError> {
    let sql = |text| tx.db.prepare_cached(text);
    match to {
        Destination::Back => return Ok(()),
        Destination::Queue { queue, priority } => sql(
            "UPDATE review_case SET came = CASE WHEN queue = ?2 THEN came ELSE ?4 END, queue = ?2,
             priority = coalesce(?3, priority) WHERE id = ?1",
        )?
        .execute((
            case.0,
            queue.0,
            priority.map(i64::from),
            json(&routing::unrouted(tx.db, CameBy::Hand)?),
        ))?,
        Destination::Leads => sql("UPDATE review_case SET escalated = TRUE WHERE id = ?1")?.execute([case.0])?,
        Destination::Person { person } => sql("UPDATE review_case SET held_for = ?2, held_until = ?3 WHERE id = ?1")?
            .execute((case.0, person.0, (tx.now + HANDED_FOR).0))?,
        Destination::Hold { until } => {
            sql("UPDATE review_case SET at = ?2 WHERE id = ?1")?.execute((case.0, until.0))?
        }
    };
    Ok(())
}
