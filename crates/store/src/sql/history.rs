//! One's own verdicts, page by page. The text names its reader; what may be told of each is the model's to say.

use super::{
    cards,
    columns::{from_code, from_json},
    looks,
};
use crate::{
    db::{Db, Row},
    error::StoreError,
    history::{Nearest, OwnVerdict, Wanted},
};
use scrim_model::{
    history::{Fate, Kept, clearest},
    ids::{CaseId, ItemId, PersonId, QueueId, VerdictId},
    time::Time,
};
use uuid::{Builder, Uuid};

/// Walks the index of one person's verdicts from the newest on, and stops when there are enough: ids sort by time, so
/// that a time is a bound of the walk as well. What became of one is said as [`Fate::of`] says it, and a look is what
/// `scrim_model::history` takes for one; the suite compares each of the two with its other wording. In a file of its own, so
/// that the suite can ask each engine how it would go about it.
const PAGE: &str = include_str!("history.sql");

/// A verdict, and the upload whose matches it is about.
type Found = (OwnVerdict, ItemId);

pub(crate) fn page(
    db: Db<'_>,
    (person, clock): (PersonId, Time),
    wanted: &Wanted,
    (before, most): (Option<VerdictId>, u32),
) -> Result<Vec<OwnVerdict>, StoreError> {
    let now = db.time(clock)?;
    let newest = wanted.to.map_or(Uuid::max(), first_at);
    let before = before.map_or(newest, |before| newest.min(before.0));
    let from = wanted.from.map_or(Uuid::nil(), first_at);
    // The content comes first in a verdict that is written down.
    let content = wanted
        .content
        .map(|content| format!("{{\"content\":\"{}\",%", content.name()));
    let fate = wanted.fate.map(|fate| fate.name().to_owned());
    let values = (
        person.0,
        before,
        from,
        most,
        wanted.queue.map(|queue| queue.0),
        content,
        wanted.without_look,
        fate,
        now.0,
    );
    let mut sql = db.prepare_cached(PAGE)?;
    let rows = sql.query_map(values, |row| Ok(found(row, now)))?;
    let found = rows.map(|row| row.map_err(StoreError::from)?);
    complete(db, person, found.collect::<Result<_, _>>()?)
}

/// The first id of a time.
fn first_at(at: Time) -> Uuid {
    let ms = u64::try_from(at.0).unwrap_or_default();
    Builder::from_unix_timestamp_millis(ms, &[0; 10]).into_uuid()
}

fn found(row: &Row<'_>, now: Time) -> Result<Found, StoreError> {
    let (body, stage): (String, String) = (row.get(3)?, row.get(7)?);
    let kept = Kept {
        reversed: row.get::<String>(5)? == "reversed",
        grace_ends: Time(row.get(4)?),
        overruled: row.get::<Option<i64>>(6)?.map(Time),
    };
    let own = OwnVerdict {
        verdict: VerdictId(row.get(0)?),
        case: CaseId(row.get(1)?),
        queue: QueueId(row.get(8)?),
        queue_name: row.get(9)?,
        at: Time(row.get(2)?),
        stage: from_code(&stage, "verdict.stage")?,
        said: from_json(&body, "verdict.body")?,
        nearest: None,
        clearest: None,
        fate: Fate::of(kept, now),
        grace_ends: kept.grace_ends,
    };
    Ok((own, ItemId(row.get(10)?)))
}

/// With what hangs on their cases, by one text a table.
fn complete(db: Db<'_>, person: PersonId, found: Vec<Found>) -> Result<Vec<OwnVerdict>, StoreError> {
    let items: Vec<ItemId> = found.iter().map(|(_own, item)| *item).collect();
    let pairs = cards::pairs_of(db, &items)?;
    let cases: Vec<_> = found.iter().map(|(own, _item)| (own.case.0, person.0)).collect();
    let grants = looks::on_cases(db, &cases)?;
    let whole = found.into_iter().map(|(own, item)| {
        let nearest = pairs.get(&item).and_then(|pairs| pairs.first());
        let seen = grants.get(&(own.case.0, person.0)).into_iter().flatten();
        OwnVerdict {
            nearest: nearest.map(|pair| Nearest {
                entry: pair.entry,
                list: pair.bank_name.clone(),
                kind: pair.kind,
            }),
            clearest: clearest(seen),
            ..own
        }
    });
    Ok(whole.collect())
}
