//! Rows of the chain as entries of the audit. No index knows what a row is about: a stretch is looked through, and time
//! finds where it begins, since rows are written in its order but for what hubs write beside each other.

use super::{chain, columns::int};
use crate::{
    audit::{AuditFilter, AuditPart, AuditStretch, LOOKED_THROUGH},
    db::{Db, OptionalRow},
    error::StoreError,
};
use scrim_model::{
    audit::{About, Actor, DoneBy, Entry, EntryKind, NEVER_TOLD, Reader, UNORDERED},
    ids::PersonId,
    person::Role,
    time::Time,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Rows of the chain that may hold what is asked for: `?5` and `?6` are in its body, `?7` is its kind.
fn wanted() -> String {
    let never = NEVER_TOLD.join("', '");
    format!(
        "SELECT seq, at, kind, body FROM chain WHERE seq >= ?1 AND seq < ?2 AND at >= ?3 AND at < ?4
         AND body LIKE ?5 AND body LIKE ?6 AND (?7 = '' OR kind = ?7) AND kind NOT IN ('{never}')
         ORDER BY seq DESC LIMIT ?8"
    )
}

struct Found {
    seq: u64,
    at: Time,
    kind: String,
    body: String,
}

pub(crate) fn stretch(db: Db<'_>, filter: &AuditFilter, part: AuditPart) -> Result<AuditStretch, StoreError> {
    let (bottom, top) = within(db, filter, part.before)?;
    let floor = bottom.max(top.saturating_sub(LOOKED_THROUGH));
    let reader = Reader {
        reviews: part.reviews,
        of_one_case: filter.case.is_some(),
    };
    let wanted = usize::try_from(part.most).unwrap_or(usize::MAX);
    let (mut entries, mut at): (Vec<Entry>, u64) = (Vec::new(), top);
    while at > floor {
        let found = rows(db, filter, (floor, at), part.most.saturating_add(1))?;
        let is_last = found.len() <= wanted;
        at = found.last().map_or(floor, |last| last.seq);
        for entry in found.iter().filter_map(|row| told(row, filter, reader)) {
            if entries.len() == wanted {
                let go_on_before = entries.last().map(|last| last.seq);
                return Ok(AuditStretch { entries, go_on_before });
            }
            entries.push(entry);
        }
        if is_last {
            break;
        }
    }
    let go_on_before = (floor > bottom).then_some(floor);
    Ok(AuditStretch { entries, go_on_before })
}

/// The first row that may be of that time, and the first after it.
fn within(db: Db<'_>, filter: &AuditFilter, before: Option<u64>) -> Result<(u64, u64), StoreError> {
    let end = chain::head(db)?.seq + 1;
    let from = match filter.from {
        Some(from) => first_at(db, from - UNORDERED, end)?,
        None => 1,
    };
    let until = match filter.until {
        Some(until) => first_at(db, until + UNORDERED, end)?,
        None => end,
    };
    Ok((from, until.min(before.unwrap_or(end))))
}

/// The first row at that time or later, by halves; the end where there is none.
fn first_at(db: Db<'_>, at: Time, end: u64) -> Result<u64, StoreError> {
    let mut sql = db.prepare_cached("SELECT at FROM chain WHERE seq >= ?1 ORDER BY seq LIMIT 1")?;
    let (mut earlier, mut first) = (1, end);
    while earlier < first {
        let middle = earlier + (first - earlier) / 2;
        let found: Option<i64> = sql.query_row([int(middle)], |row| row.get(0)).optional()?;
        if found.is_some_and(|found| found < at.0) {
            earlier = middle + 1;
        } else {
            first = middle;
        }
    }
    Ok(first)
}

fn rows(db: Db<'_>, filter: &AuditFilter, (floor, top): (u64, u64), most: u32) -> Result<Vec<Found>, StoreError> {
    let holds = |id: Option<String>| id.map_or("%".to_owned(), |id| format!("%\"{id}\"%"));
    let mut sql = db.prepare_cached(&wanted())?;
    let values = (
        int(floor),
        int(top),
        filter.from.map_or(i64::MIN, |from| from.0),
        filter.until.map_or(i64::MAX, |until| until.0),
        holds(filter.actor.map(|actor| actor.to_string())),
        holds(filter.case.map(|case| case.to_string())),
        filter.kind.map_or("", EntryKind::code),
        most,
    );
    let rows = sql.query_map(values, |row| {
        Ok(Found {
            seq: row.get(0)?,
            at: Time(row.get(1)?),
            kind: row.get(2)?,
            body: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entry that a row is for somebody, if it is one that they asked for and may be told.
fn told(row: &Found, filter: &AuditFilter, reader: Reader) -> Option<Entry> {
    let kind = EntryKind::of(&row.kind).filter(|kind| kind.is_told_to(reader))?;
    // What an earlier version wrote has less in it.
    let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
    let by = done_by(kind, &body, reader);
    let is_theirs = filter.actor.is_none_or(|id| by == Actor::Person { id });
    let is_of_it = filter.case.is_none_or(|case| read(&body, "case") == Some(case));
    (is_theirs && is_of_it).then(|| Entry {
        seq: row.seq,
        at: row.at,
        kind,
        by,
        about: about(kind, &body, reader),
        off: body.get("disabled").and_then(Value::as_bool),
    })
}

fn done_by(kind: EntryKind, body: &Value, reader: Reader) -> Actor {
    let word = match kind.done_by() {
        DoneBy::By => "by",
        DoneBy::Person => "person",
        DoneBy::Source => "source",
        DoneBy::Untold => return Actor::NotTold,
    };
    match read(body, word) {
        Some(id) if kind.names_people(reader) => Actor::Person { id },
        Some(PersonId(_)) => Actor::NotTold,
        None => Actor::Hub,
    }
}

fn about(kind: EntryKind, body: &Value, reader: Reader) -> Vec<About> {
    let names = kind.names_people(reader) && kind.done_by() != DoneBy::Person;
    let person = read(body, "person").filter(|_id: &PersonId| names);
    let parts = [
        person.map(|id| About::Person { id }),
        read(body, "case").map(|id| About::Case { id }),
        read(body, "item").map(|id| About::Upload { id }),
        read(body, "queue").map(|id| About::Queue { id }),
        read(body, "bank").map(|id| About::List { id }),
        read(body, "entry").map(|id| About::Entry { id }),
        read(body, "matcher").map(|id| About::Matcher { id }),
        read(body, "destination").map(|id| About::Destination { id }),
        read(body, "team").map(|id| About::Team { id }),
        read(body, "role").map(|role: Role| About::Role { role }),
        read(body, "group").map(|name| About::Group { name }),
    ];
    parts.into_iter().flatten().collect()
}

fn read<T: DeserializeOwned>(body: &Value, word: &str) -> Option<T> {
    T::deserialize(body.get(word)?).ok()
}
