//! Looks as rows.

use super::{
    carried, chain, checks,
    columns::{from_json, json, rung as rung_of},
    full_size, items, leases, likeness, terms, tried, wellbeing, working,
};
use crate::db::{Db, Many, OptionalRow, Params, Row};
use crate::{
    engine::Tx,
    error::StoreError,
    leases::Proof,
    ledger::LedgerRow,
    looks::{Asked, CloseRefused, Closing, Granted, LookRefused},
};
use scrim_model::{
    check,
    grant::{Grant, charges},
    ids::{CaseId, EntryId, GrantId, ItemId, LeaseId, PersonId, SessionId},
    lease::Lease,
    lens::{Cleared, ThroughLens},
    rung::Rung,
    time::Time,
    viewed::SeenPair,
    wellness::{LookFact, Refusal, Rule},
};
use std::collections::HashMap;
use uuid::Uuid;

macro_rules! look {
    () => {
        "id, lease, case_id, item, person, rung, granted_at, until, charged, presented, released, full_size,
         union_permille, severe, ended_at"
    };
}

const LOOK: &str = look!();

/// What the ledger has beside a grant.
const BESIDE: &str = "entry, exact, distance, session";

pub(crate) fn grant(tx: &Tx<'_>, proof: Proof, Asked { rung, full_size }: Asked) -> Result<Granted, LookRefused> {
    // Whose it is comes first; then the person's limits, since a break gives the leases back and "on a
    // break" says more than "lease lost".
    leases::proven(tx.db, proof)?;
    let standing = wellbeing::standing(tx, proof.person)?;
    standing.allowance.may_look(rung).map_err(LookRefused::Wellness)?;
    let lease = leases::with_picture(tx, proof)?;
    let max = lease.max_rung.min(standing.allowance.max_rung);
    let by_pieces = rung == Rung::Lens && !through_lens(tx, lease.case, proof.person)?.allows(max);
    if rung > lease.max_rung && lease.max_rung == check::MAX_RUNG && checks::is_veiled(tx.db, lease.case)? {
        return Err(LookRefused::OnlyVeiled);
    }
    if rung > lease.max_rung || by_pieces {
        return Err(LookRefused::Wellness(Refusal {
            rule: Rule::RungNotAllowed,
            until: None,
        }));
    }
    let shows = rung
        .rendition()
        .filter(|_| rung > lease.resting_rung)
        .ok_or(LookRefused::NoRendition)?;
    let rendition = items::rendition_of_lease(tx.db, lease.id, shows)?.ok_or(LookRefused::NoRendition)?;
    let full_size_px = if full_size {
        Some(full_size::earned(tx.db, proof.person, &lease, (rung, rendition.item))?)
    } else {
        None
    };
    let grant = Grant {
        id: GrantId(tx.fresh_id()?),
        lease: lease.id,
        case: lease.case,
        item: rendition.item,
        person: proof.person,
        rung,
        released: rendition.rung,
        full_size,
        granted_at: tx.now,
        until: standing.allowance.look_ends_at(tx.now),
        charged: charges(rung, last_charged(tx.db, &lease)?, tx.now),
        closed: None,
        union_permille: None,
        severe: terms::is_severe(tx.db, rendition.item)?,
        ended_at: None,
    };
    write(tx, &grant, (first_pair(tx.db, grant.item)?, proof.session))?;
    carried::granted(tx, &grant)?;
    working::worked(tx, proof.person)?;
    let looks_left = standing.allowance.looks_left.saturating_sub(u32::from(grant.charged));
    Ok(Granted {
        grant,
        rendition,
        full_size_px,
        looks_left,
        now: tx.now,
    })
}

fn last_charged(db: Db<'_>, lease: &Lease) -> Result<Option<Time>, StoreError> {
    let last: Option<i64> = db
        .prepare_cached("SELECT max(granted_at) FROM look WHERE case_id = ?1 AND person = ?2 AND charged")?
        .query_row((lease.case.0, lease.person.0), |row| row.get(0))?;
    Ok(last.map(Time))
}

/// The pair that stands first beside an upload, which is the nearest; none where nothing that is listed by a hash matches.
fn first_pair(db: Db<'_>, item: ItemId) -> Result<Option<SeenPair>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT entry, exact, distance FROM item_match WHERE item = ?1 ORDER BY place LIMIT 1")?;
    let found = sql.query_row([item.0], |row| {
        Ok(SeenPair {
            entry: EntryId(row.get(0)?),
            kind: likeness::read(row.get(1)?, row.get(2)?),
        })
    });
    Ok(found.optional()?)
}

fn write(tx: &Tx<'_>, grant: &Grant, (pair, session): (Option<SeenPair>, SessionId)) -> Result<(), StoreError> {
    let alike = pair.map(|pair| likeness::written(pair.kind));
    tx.db
        .prepare_cached(&format!(
            "INSERT INTO look ({LOOK}, {BESIDE})
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,NULL,?10,?11,NULL,?12,NULL,?13,?14,?15,?16)"
        ))?
        .execute((
            grant.id.0,
            grant.lease.0,
            grant.case.0,
            grant.item.0,
            grant.person.0,
            u8::from(grant.rung),
            grant.granted_at.0,
            grant.until.0,
            grant.charged,
            u8::from(grant.released),
            grant.full_size,
            grant.severe,
            pair.map(|pair| pair.entry.0),
            alike.map(|(exact, _)| exact),
            alike.map(|(_, distance)| distance),
            session.0,
        ))?;
    let fact = serde_json::json!({
        "grant": grant.id, "case": grant.case, "item": grant.item, "person": grant.person,
        "rung": grant.rung, "full_size": grant.full_size, "until": grant.until, "charged": grant.charged,
        "severe": grant.severe, "pair": pair, "session": session,
    });
    chain::append(tx, "look_granted", &fact);
    Ok(())
}

pub(crate) fn close(tx: &Tx<'_>, id: GrantId, by: PersonId, closing: &Closing) -> Result<(), CloseRefused> {
    let grant = one(tx.db, id, by)?.ok_or(CloseRefused::NoSuch)?;
    let presented = closing.presented;
    if let Some(stands) = grant.closed {
        if stands != presented {
            tried::another_closing(tx, by)?;
        }
        return Ok(());
    }
    let ended_at = tx.now.min(grant.until);
    // Regions are the lens's, and of a picture that was on the screen.
    let lens = grant.rung == Rung::Lens;
    let told = closing.cleared.as_ref().filter(|_| lens && presented.shown_ms > 0);
    let before = lens.then(|| through_lens(tx, grant.case, by)).transpose()?;
    let union_permille = before.map(|before| match told {
        Some(told) => before.cleared.joined(told).permille(),
        None => before.cleared.permille(),
    });
    tx.db
        .prepare_cached(
            "UPDATE look SET presented = ?2, cleared = ?3, union_permille = ?4, ended_at = ?5 WHERE id = ?1",
        )
        .and_then(|mut sql| {
            sql.execute((
                id.0,
                json(&presented),
                told.map(Cleared::to_bytes),
                union_permille,
                ended_at.0,
            ))
        })
        .map_err(StoreError::from)?;
    let closed = Grant {
        closed: Some(presented),
        union_permille,
        ended_at: Some(ended_at),
        ..grant.clone()
    };
    carried::closed(tx, &grant, &closed)?;
    let mut fact = serde_json::json!({"grant": id, "person": by, "presented": presented});
    if let (Some(union), Some(fact)) = (union_permille, fact.as_object_mut()) {
        fact.insert("union_permille".to_owned(), union.into());
    }
    chain::append(tx, "look_closed", &fact);
    Ok(())
}

/// What a person has seen of a case through the lens, over all leases.
pub(crate) fn through_lens(tx: &Tx<'_>, case: CaseId, person: PersonId) -> Result<ThroughLens, StoreError> {
    let text = format!("SELECT {LOOK}, cleared FROM look WHERE case_id = ?1 AND person = ?2 AND rung = 4");
    let mut sql = tx.db.prepare_cached(&text)?;
    let mut rows = sql.query((case.0, person.0))?;
    let mut seen = ThroughLens::default();
    while let Some(row) = rows.next()? {
        let bytes: Option<Vec<u8>> = row.get(15)?;
        seen.untold |= look(&row)?.is_untold(bytes.is_some(), tx.now);
        if let Some(bytes) = bytes {
            let column = "look.cleared";
            let told = Cleared::from_bytes(&bytes).ok_or(StoreError::Corrupt { column })?;
            seen.cleared = seen.cleared.joined(&told);
        }
    }
    Ok(seen)
}

/// Where one person's lens has been at each of several cases, over all leases.
pub(super) fn cleared_of(tx: &Tx<'_>, of: &[(Uuid, Uuid)]) -> Result<HashMap<(Uuid, Uuid), Cleared>, StoreError> {
    const CLEARED: Many = Many {
        text: "SELECT l.* FROM {per row} (SELECT case_id, person, cleared FROM look
               WHERE case_id = ?1 AND person = ?2 AND rung = 4 AND cleared IS NOT NULL {apart}) l",
        kinds: &["UUID", "UUID"],
    };
    let mut seen: HashMap<_, Cleared> = HashMap::new();
    let rows = tx.db.query_each(&CLEARED, of, |row| {
        Ok(((row.get(0)?, row.get(1)?), row.get::<Vec<u8>>(2)?))
    })?;
    for (of, bytes) in rows {
        let column = "look.cleared";
        let told = Cleared::from_bytes(&bytes).ok_or(StoreError::Corrupt { column })?;
        let before = seen.entry(of).or_default();
        *before = before.joined(&told);
    }
    Ok(seen)
}

/// What the rules read: grants of rung 3 or more since `oldest`.
pub(crate) fn facts(db: Db<'_>, person: PersonId, oldest: Time) -> Result<Vec<LookFact>, StoreError> {
    let text =
        format!("SELECT {LOOK} FROM look WHERE person = ?1 AND granted_at >= ?2 AND rung >= 3 ORDER BY granted_at");
    let grants = collect(db, &text, (person.0, oldest.0), look)?;
    Ok(grants.iter().map(LookFact::of).collect())
}

/// The same of several people, each with the oldest that counts.
pub(super) fn facts_of(db: Db<'_>, since: &[(Uuid, i64)]) -> Result<HashMap<Uuid, Vec<LookFact>>, StoreError> {
    const FACTS: Many = Many {
        text: concat!(
            "SELECT l.* FROM {per row} (SELECT ",
            look!(),
            " FROM look WHERE person = ?1 AND granted_at >= ?2 AND rung >= 3 {apart}) l"
        ),
        kinds: &["UUID", "BIGINT"],
    };
    let mut facts: HashMap<Uuid, Vec<LookFact>> = HashMap::new();
    for grant in db.query_each(&FACTS, since, |row| Ok(look(row)))? {
        let grant = grant?;
        facts.entry(grant.person.0).or_default().push(LookFact::of(&grant));
    }
    for looks in facts.values_mut() {
        looks.sort_by_key(|look| look.at);
    }
    Ok(facts)
}

/// The grants that each of several verdicts may rest on, by case and person.
pub(super) fn on_cases(db: Db<'_>, of: &[(Uuid, Uuid)]) -> Result<HashMap<(Uuid, Uuid), Vec<Grant>>, StoreError> {
    const GRANTS: Many = Many {
        text: concat!(
            "SELECT l.* FROM {per row} (SELECT ",
            look!(),
            " FROM look WHERE case_id = ?1 AND person = ?2 {apart}) l"
        ),
        kinds: &["UUID", "UUID"],
    };
    let mut grants: HashMap<_, Vec<Grant>> = HashMap::new();
    for grant in db.query_each(&GRANTS, of, |row| Ok(look(row)))? {
        let grant = grant?;
        grants.entry((grant.case.0, grant.person.0)).or_default().push(grant);
    }
    Ok(grants)
}

/// The grants a verdict may rest on.
pub(crate) fn on_case(db: Db<'_>, case: CaseId, person: PersonId) -> Result<Vec<Grant>, StoreError> {
    collect(
        db,
        &format!("SELECT {LOOK} FROM look WHERE case_id = ?1 AND person = ?2"),
        (case.0, person.0),
        look,
    )
}

/// One person's rows of the ledger, the newest first.
pub(crate) fn of_person(
    db: Db<'_>,
    person: PersonId,
    before: Option<GrantId>,
    most: u32,
) -> Result<Vec<LedgerRow>, StoreError> {
    let Some(before) = before else {
        let text =
            format!("SELECT {LOOK}, {BESIDE} FROM look WHERE person = ?1 ORDER BY granted_at DESC, id DESC LIMIT ?2");
        return collect(db, &text, (person.0, most), ledger_row);
    };
    let text = format!(
        "SELECT {LOOK}, {BESIDE} FROM look WHERE person = ?1
         AND (granted_at, id) < (SELECT b.granted_at, b.id FROM look b WHERE b.id = ?3 AND b.person = ?1)
         ORDER BY granted_at DESC, id DESC LIMIT ?2"
    );
    collect(db, &text, (person.0, most, before.0), ledger_row)
}

/// One person's grants of a time, oldest first.
pub(super) fn between(db: Db<'_>, person: PersonId, from: Time, to: Time) -> Result<Vec<Grant>, StoreError> {
    let text = format!(
        "SELECT {LOOK} FROM look WHERE person = ?1 AND granted_at >= ?2 AND granted_at < ?3 ORDER BY granted_at, id"
    );
    collect(db, &text, (person.0, from.0, to.0), look)
}

/// Every grant on an upload of a case, whoever had it.
pub(super) fn on_item(db: Db<'_>, case: CaseId, item: ItemId) -> Result<Vec<Grant>, StoreError> {
    let text = format!("SELECT {LOOK} FROM look WHERE case_id = ?1 AND item = ?2");
    collect(db, &text, (case.0, item.0), look)
}

/// Every grant there is.
pub(crate) fn all(db: Db<'_>) -> Result<Vec<Grant>, StoreError> {
    collect(db, &format!("SELECT {LOOK} FROM look"), (), look)
}

/// One grant of one person.
pub(crate) fn one(db: Db<'_>, id: GrantId, person: PersonId) -> Result<Option<Grant>, StoreError> {
    let text = format!("SELECT {LOOK} FROM look WHERE id = ?1 AND person = ?2");
    Ok(collect(db, &text, (id.0, person.0), look)?.pop())
}

fn collect<T>(
    db: Db<'_>,
    text: &str,
    by: impl Params,
    read: fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut sql = db.prepare_cached(text)?;
    let rows = sql.query_map(by, |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

fn look(row: &Row<'_>) -> Result<Grant, StoreError> {
    let id = |at| row.get::<Uuid>(at);
    let presented: Option<String> = row.get(9)?;
    Ok(Grant {
        id: GrantId(id(0)?),
        lease: LeaseId(id(1)?),
        case: CaseId(id(2)?),
        item: ItemId(id(3)?),
        person: PersonId(id(4)?),
        rung: rung_of(row.get(5)?)?,
        released: rung_of(row.get(10)?)?,
        full_size: row.get(11)?,
        granted_at: Time(row.get(6)?),
        until: Time(row.get(7)?),
        charged: row.get(8)?,
        closed: presented.map(|text| from_json(&text, "look.presented")).transpose()?,
        union_permille: row.get(12)?,
        severe: row.get(13)?,
        ended_at: row.get::<Option<i64>>(14)?.map(Time),
    })
}

/// A grant with what stands beside it, of a text that selects both.
fn ledger_row(row: &Row<'_>) -> Result<LedgerRow, StoreError> {
    let entry: Option<Uuid> = row.get(15)?;
    let alike = row.get::<Option<bool>>(16)?.zip(row.get::<Option<u32>>(17)?);
    Ok(LedgerRow {
        grant: look(row)?,
        pair: entry.zip(alike).map(|(entry, (exact, distance))| SeenPair {
            entry: EntryId(entry),
            kind: likeness::read(exact, distance),
        }),
        session: row.get::<Option<Uuid>>(18)?.map(SessionId),
    })
}
