//! Mixing look-alikes into the work, as rows: the draw, the case under ids of its own, and what is hidden of it.
//!
//! A look-alike is drawn in the unit that hands cases out, and is its taker's from then on: no text that finds what waits
//! for anybody finds one (`waiting`). Its case and its upload get ids and times as an upload of that moment has them, since
//! ids tell when they were made; the media stay sealed under the look-alike's own id, and are sealed anew for whoever is
//! shown them.

use super::{
    banks, chain,
    columns::{code, hash, json},
    frames,
    queues::Queues,
    routing, subjects,
    waiting::{Asking, free, may_have, ready},
};
use crate::{
    db::Db,
    engine::{Tx, fresh_id},
    error::StoreError,
    leases::{QueueRow, Take},
    verdicts::{HELD_AFTER_UNDO, LATE_VERDICT},
    wellbeing::Standing,
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    case::Stage,
    delivery::Purpose,
    ids::{CaseId, EntryId, ItemId, PersonId, QueueId},
    look_alike::{Dice, Moment, is_near_miss, may_be_given},
    matching::MatchKind,
    opt_out::Subject,
    quorum::Decision,
    routing::Came,
    time::{Span, Time},
};
use std::collections::HashMap;
use uuid::Uuid;

/// A look-alike's case `c` that is still somebody's, since it is not decided or that can be taken back: by the number of
/// the time in the text.
macro_rules! not_over {
    ($now:literal) => {
        concat!(
            "(c.state <> 'decided' OR EXISTS (SELECT 1 FROM verdict v
               WHERE v.case_id = c.id AND v.status = 'given' AND v.grace_ends > ",
            $now,
            "))"
        )
    };
}
pub(super) use not_over;

/// How many of the first cases of a queue are looked at for one that somebody takes.
const FIRST: u32 = 16;

/// What such cases are expected to be: nothing is learned of it.
pub(super) const CLASS: &str = "look-alike";

/// One that could be given, with how far it is from its entry now.
struct Unseen {
    picture: ItemId,
    entry: EntryId,
    distance: u32,
    subject: Subject,
    /// By what an upload like it would have come to the queue; as little as is told of the cases around it.
    came: Option<Came>,
}

/// The first case of a queue that is for somebody.
struct First {
    since: Time,
    came: Option<Came>,
}

/// Draws for each who asks for whatever comes: what is drawn waits for them, before all else.
pub(super) fn draw(
    tx: &Tx<'_>,
    these: &[Take],
    asking: &[Asking<'_>],
    (standings, queues): (&HashMap<PersonId, Standing>, &Queues),
) -> Result<(), StoreError> {
    for (take, one) in these.iter().zip(asking) {
        let standing = standings.get(&one.taker.person);
        if let Some(standing) = standing.filter(|_| one.want > 0 && !take.names_a_case()) {
            draw_one(tx, (one, take.taker.dice), standing, queues)?;
        }
    }
    Ok(())
}

fn draw_one(
    tx: &Tx<'_>,
    (one, dice): (&Asking<'_>, Dice),
    standing: &Standing,
    queues: &Queues,
) -> Result<(), StoreError> {
    let drawn = |queue| queues.of(queue).is_some_and(|set| dice.fall_into(set.look_alikes));
    for open in one.queues.iter().filter(|open| open.room > 0 && drawn(open.queue)) {
        let first = first(tx, one, open.queue)?;
        let (given_today, open_now) = given(tx, one.taker.person)?;
        let moment = Moment {
            allowance: &standing.allowance,
            given_today,
            open: open_now,
            work_waits: first.is_some(),
        };
        let Some(first) = first.filter(|_first| may_be_given(moment)) else {
            continue;
        };
        let unseen = unseen(tx.db, one, open.queue, &first)?;
        if let Some(picture) = dice.pick(unseen.len()).and_then(|at| unseen.get(at)) {
            let created = first.since - dice.dated_before();
            return put(tx, (one.taker.person, open.queue), picture, created);
        }
    }
    Ok(())
}

/// The first case of a queue that waits and is for them.
fn first(tx: &Tx<'_>, one: &Asking<'_>, queue: QueueId) -> Result<Option<First>, StoreError> {
    let text = concat!(
        "SELECT created, subject, came FROM review_case WHERE ",
        may_have!(),
        " AND ",
        free!(),
        " AND queue = ?4 AND purpose <> 'look_alike' ORDER BY priority DESC, created, id LIMIT ?5"
    );
    let mut sql = tx.db.prepare_cached(text)?;
    let values = (one.taker.person.0, one.taker.may_settle, tx.now.0, queue.0, FIRST);
    let rows = sql.query_map(values, |row| {
        Ok((Time(row.get(0)?), row.get::<String>(1)?, row.get::<Option<String>>(2)?))
    })?;
    for row in rows {
        let (since, subject, came) = row?;
        if one.takes(&subject) {
            let came = routing::read_came(came.as_deref())?;
            return Ok(Some(First { since, came }));
        }
    }
    Ok(None)
}

/// How many somebody was given in the last day, and whether one is not over.
fn given(tx: &Tx<'_>, person: PersonId) -> Result<(u32, bool), StoreError> {
    let mut sql = tx.db.prepare_cached(concat!(
        "SELECT count(*), coalesce(sum(CASE WHEN ",
        not_over!("?3"),
        " THEN 1 ELSE 0 END), 0)
         FROM look_alike_shown s JOIN review_case c ON c.id = s.case_id WHERE s.person = ?1 AND s.at > ?2",
    ))?;
    let since = tx.now - Span::hours(24);
    let (given, open) = sql.query_row((person.0, since.0, tx.now.0), |row| {
        Ok((row.get(0)?, row.get::<i64>(1)?))
    })?;
    Ok((given, open > 0))
}

/// Those of a queue that somebody has never been given, in whatever queue, and that are true just now: near misses, which
/// an upload would have come to this queue with.
fn unseen(db: Db<'_>, one: &Asking<'_>, queue: QueueId, first: &First) -> Result<Vec<Unseen>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT l.item, l.entry FROM look_alike l JOIN item i ON i.id = l.item
         WHERE l.queue = ?1 AND l.removed_at IS NULL AND i.original_key IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM look_alike_shown s JOIN item o ON o.id = s.look_alike
           WHERE s.person = ?2 AND o.sha256 = i.sha256) ORDER BY l.item",
    )?;
    let rows = sql.query_map((queue.0, one.taker.person.0), |row| {
        Ok((ItemId(row.get(0)?), EntryId(row.get(1)?)))
    })?;
    let mut unseen = Vec::new();
    for row in rows {
        let (picture, entry) = row?;
        let mut facts = routing::facts(db, picture)?;
        let subject = Subject::of(&facts);
        let true_now = distance(db, picture, entry)?.filter(|distance| is_near_miss(*distance));
        let Some(distance) = true_now.filter(|_| one.takes(&subject.to_string())) else {
            continue;
        };
        for near in &mut facts.matches {
            near.kind = MatchKind::Near { distance };
        }
        // As little is told of it as of the cases around it.
        let came = match &first.came {
            None => None,
            Some(beside) => match routing::as_if_routed(db, &facts, queue, beside.revision)? {
                Some(came) => Some(came),
                None => continue,
            },
        };
        unseen.push(Unseen {
            picture,
            entry,
            distance,
            subject,
            came,
        });
    }
    Ok(unseen)
}

/// How far a picture is from the closest hash of an entry that matches; nothing where it does not match, or has none.
fn distance(db: Db<'_>, picture: ItemId, entry: EntryId) -> Result<Option<u32>, StoreError> {
    if !banks::entry(db, entry)?.is_some_and(|entry| entry.state.matches()) {
        return Ok(None);
    }
    let live = live_hashes(db, entry)?;
    let own = frames::of(db, picture)?;
    let all = own.iter().flat_map(|own| {
        let own = own.perceptual.hash;
        live.iter().map(move |hash| own.distance(*hash))
    });
    Ok(all.min())
}

fn live_hashes(db: Db<'_>, entry: EntryId) -> Result<Vec<PdqHash>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT pdq FROM hash_change WHERE entry = ?1 GROUP BY pdq
         HAVING sum(CASE WHEN added THEN 1 ELSE -1 END) > 0",
    )?;
    let rows = sql.query_map([entry.0], |row| row.get::<Vec<u8>>(0))?;
    rows.map(|row| hash(&row?)).collect()
}

/// The case, as one that somebody has just given back, held for its only reader.
fn put(tx: &Tx<'_>, (person, queue): (PersonId, QueueId), drawn: &Unseen, created: Time) -> Result<(), StoreError> {
    let (item, case) = (ItemId(fresh_id(created)?), CaseId(fresh_id(created)?));
    name_anew(tx, drawn, item, created)?;
    let held_until = tx.now + HELD_AFTER_UNDO;
    tx.db
        .prepare_cached(
            "INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, class, subject, purpose,
             held_for, held_until, came) VALUES (?1,?2,?3,?4,'waiting',?5,?6,?7,?8,?9,?10,?11,?12,?13)",
        )?
        .execute((
            case.0,
            queue.0,
            item.0,
            created.0,
            tx.now.0,
            code(&Stage::Review),
            json(&Decision::Open),
            CLASS,
            subjects::kept(tx, &drawn.subject)?,
            code(&Purpose::LookAlike),
            person.0,
            held_until.0,
            drawn.came.as_ref().map(json),
        ))?;
    tx.db
        .prepare_cached("INSERT INTO look_alike_shown (case_id, look_alike, person, at) VALUES (?1,?2,?3,?4)")?
        .execute((case.0, drawn.picture.0, person.0, tx.now.0))?;
    let fact = serde_json::json!({"case": case, "item": item, "state": "waiting"});
    chain::append(tx, "case_opened", &fact);
    Ok(())
}

/// The same picture under an id of its own.
fn name_anew(tx: &Tx<'_>, drawn: &Unseen, item: ItemId, at: Time) -> Result<(), StoreError> {
    let sql = |text| tx.db.prepare_cached(text);
    let of = (item.0, drawn.picture.0);
    sql(
        "INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, original_key, width_px, height_px,
         traits, frames, sealed_as) SELECT ?1, source, ?3, bytes, sha256, sha1, md5, 'look_alike_shown', original_key, width_px,
         height_px, traits, frames, id FROM item WHERE id = ?2",
    )?
    .execute((of.0, of.1, at.0))?;
    sql("INSERT INTO item_hash (item, frame, pdq, quality) SELECT ?1, frame, pdq, quality FROM item_hash WHERE item = ?2")?
        .execute(of)?;
    sql(
        "INSERT INTO rendition (item, rung, width_px, height_px, bytes, mime, wrapped_key)
         SELECT ?1, rung, width_px, height_px, bytes, mime, wrapped_key FROM rendition WHERE item = ?2",
    )?
    .execute(of)?;
    sql(
        "INSERT INTO item_match (item, entry, exact, distance, via_variant, place, frame)
         SELECT ?1, entry, exact, ?3, via_variant, place, frame FROM item_match WHERE item = ?2 AND entry = ?4",
    )?
    .execute((of.0, of.1, drawn.distance, drawn.entry.0))?;
    Ok(())
}

/// What was given back, or whose lease ran out, is over once no late verdict can come. Of what is marked urgent a lead
/// says so.
pub(super) fn end_what_was_let_go(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'decided', at = ?1, held_for = NULL, held_until = 0
             WHERE purpose = 'look_alike' AND state = 'waiting' AND NOT escalated AND held_until <= ?1 AND at <= ?2",
        )?
        .execute((tx.now.0, (tx.now - LATE_VERDICT).0))?;
    Ok(())
}

/// Its reader has taken back what they said: it is theirs as long as a late verdict would be taken.
pub(super) fn keep_for(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET held_until = ?2 WHERE id = ?1 AND purpose = 'look_alike' AND held_for IS NOT NULL",
        )?
        .execute((case.0, (tx.now + LATE_VERDICT).0))?;
    Ok(())
}

/// It is over, with nothing said of it.
pub(super) fn end(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'decided', at = ?2, held_for = NULL, held_until = 0, escalated = FALSE
             WHERE id = ?1",
        )?
        .execute((case.0, tx.now.0))?;
    Ok(())
}

/// Takes from what waits for somebody as many cases of each queue as they have look-alikes of it that are not over: an
/// upload in their place would wait no more.
pub(super) fn hide(tx: &Tx<'_>, person: PersonId, rows: &mut [QueueRow]) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(concat!(
        "SELECT c.queue, count(*) FROM look_alike_shown s JOIN review_case c ON c.id = s.case_id
         WHERE s.person = ?1 AND s.at > ?2 AND ",
        not_over!("?3"),
        " GROUP BY c.queue",
    ))?;
    let since = tx.now - Span::hours(24);
    let open = sql.query_map((person.0, since.0, tx.now.0), |row| {
        Ok((row.get::<Uuid>(0)?, row.get::<u32>(1)?))
    })?;
    for row in open {
        let (queue, many) = row?;
        if let Some(row) = rows.iter_mut().find(|row| row.id.0 == queue) {
            row.waiting = row.waiting.saturating_sub(many);
            row.oldest = row.oldest.filter(|_| row.waiting > 0);
        }
    }
    Ok(())
}
