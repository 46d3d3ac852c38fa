//! What people carried, as rows: written with each look and each verdict, read for fair shares.

use super::{mixing, queues::Queues, subjects};
use crate::{
    db::{Db, Many},
    engine::Tx,
    error::StoreError,
    sharing::Balances,
};
use scrim_model::{
    grant::Grant,
    ids::{CaseId, PersonId, QueueId},
    opt_out::Subject,
    sharing::{Account, Balance, Class, Estimator, Load},
    time::{Span, Time},
    wellness::LookFact,
};
use std::collections::{BTreeMap, HashMap};

/// How many days shares are kept fair over, today among them.
const DAYS: i64 = 14;

/// The class of cases of which it was never kept.
const UNKNOWN: &str = "";

/// Adds up. Nobody else writes what is somebody's: units about one person come one after another.
const ADD: Many = Many {
    text: "INSERT INTO carried (person, queue, class, day, cases, load)
           SELECT ?1, c.queue, coalesce(c.class, ''), ?3, ?4, ?5 FROM review_case c {and rows} WHERE c.id = ?2
           ON CONFLICT (person, queue, class, day)
           DO UPDATE SET cases = carried.cases + excluded.cases, load = carried.load + excluded.load",
    kinds: &["UUID", "UUID", "BIGINT", "BIGINT", "BIGINT"],
};

/// A look is granted: until it is closed it counts in full.
pub(super) fn granted(tx: &Tx<'_>, grant: &Grant) -> Result<(), StoreError> {
    look(tx, grant, load(grant))
}

/// A look is closed, and was less than it might have been.
pub(super) fn closed(tx: &Tx<'_>, granted: &Grant, closed: &Grant) -> Result<(), StoreError> {
    look(tx, granted, load(closed) - load(granted))
}

fn look(tx: &Tx<'_>, grant: &Grant, more: Load) -> Result<(), StoreError> {
    if more != Load::ZERO {
        let row = (grant.person.0, grant.case.0, day(grant.granted_at), 0_i64, more.0);
        tx.db.execute_each(&ADD, &[row])?;
    }
    Ok(())
}

fn load(grant: &Grant) -> Load {
    Load::of(&LookFact::of(grant))
}

/// Each of these has decided a case, and no two are of one person.
pub(super) fn decided(tx: &Tx<'_>, these: impl Iterator<Item = (PersonId, CaseId)>) -> Result<(), StoreError> {
    let today = day(tx.now);
    let rows: Vec<_> = these
        .map(|(person, case)| (person.0, case.0, today, 1_i64, 0_i64))
        .collect();
    tx.db.execute_each(&ADD, &rows)?;
    Ok(())
}

/// Days since 1970.
fn day(at: Time) -> i64 {
    at.since(Time(0)).0.div_euclid(Span::hours(24).0)
}

/// What is too old to count is nobody's business any more.
pub(crate) fn forget(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.db
        .execute("DELETE FROM carried WHERE day <= ?1", [day(tx.now) - DAYS])?;
    Ok(())
}

/// One queue's books while they are read.
#[derive(Default)]
struct Books {
    people: BTreeMap<PersonId, Account>,
    /// What everybody carried or holds.
    classes: BTreeMap<Class, Load>,
    estimator: Estimator,
}

impl Books {
    fn add(&mut self, class: Class, load: Load) {
        let all = self.classes.entry(class).or_default();
        *all = *all + load;
    }
}

/// The balance of every queue, and whether anything is kept that is too old to count. A queue's people are those who
/// carried some of it lately, hold some of it, or were assigned.
pub(crate) fn balances(db: Db<'_>) -> Result<(Balances, bool), StoreError> {
    let mut books: HashMap<QueueId, Books> = HashMap::new();
    let worked = worked(db)?;
    read_carried(db, &mut books, worked.until)?;
    read_in_hand(db, &mut books)?;
    let queues = Queues::read(db)?;
    for (queue, settings) in queues.all() {
        let books = books.entry(queue).or_default();
        for person in settings.assignments.keys() {
            books.people.entry(*person).or_default();
        }
        for (person, account) in &mut books.people {
            account.share = settings.assignment(*person).share;
            account.worked = worked.of.get(person).copied().unwrap_or_default();
        }
    }
    let left_out = subjects::all_left_out(db)?;
    let may = |person: PersonId, class: &Class| {
        let left_out = left_out.get(&person);
        left_out.is_none_or(|left_out| left_out.allow(&Subject::of_class(class)))
    };
    let balance = |(queue, books): (QueueId, Books)| {
        let drawn = if books.people.keys().any(|person| left_out.contains_key(person)) {
            Balance::of_parts(&books.people, &books.classes, may, books.estimator)
        } else {
            Balance::of(&books.people, books.estimator)
        };
        (queue, drawn)
    };
    let has_old = db
        .prepare_cached("SELECT 1 FROM carried WHERE day <= ?1 LIMIT 1")?
        .exists([day(worked.until) - DAYS])?;
    Ok((books.into_iter().map(balance).collect(), has_old))
}

struct Worked {
    of: HashMap<PersonId, Span>,
    /// When somebody last did: what is now, as near as it matters.
    until: Time,
}

fn worked(db: Db<'_>) -> Result<Worked, StoreError> {
    let until: Option<i64> = db.query_row("SELECT max(ended_at) FROM work", (), |row| row.get(0))?;
    let until = Time(until.unwrap_or_default());
    let since = until - Span::hours(24 * DAYS);
    let mut sql = db.prepare_cached(
        "SELECT person, CAST(sum(ended_at - CASE WHEN started_at > ?1 THEN started_at ELSE ?1 END) AS BIGINT)
         FROM work WHERE ended_at > ?1 GROUP BY person",
    )?;
    let rows = sql.query_map([since.0], |row| Ok((PersonId(row.get(0)?), Span(row.get(1)?))))?;
    let of = rows.collect::<Result<_, _>>()?;
    Ok(Worked { of, until })
}

fn read_carried(db: Db<'_>, books: &mut HashMap<QueueId, Books>, now: Time) -> Result<(), StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT queue, person, class, CAST(sum(cases) AS BIGINT), CAST(sum(load) AS BIGINT) FROM carried
         WHERE day > ?1 GROUP BY queue, person, class",
    )?;
    let mut rows = sql.query([day(now) - DAYS])?;
    while let Some(row) = rows.next()? {
        let books = books.entry(QueueId(row.get(0)?)).or_default();
        let (class, cases): (String, u32) = (row.get(2)?, row.get(3)?);
        let load = Load(row.get(4)?);
        let account = books.people.entry(PersonId(row.get(1)?)).or_default();
        account.carried = account.carried + load;
        let of_look_alike = class == mixing::CLASS;
        let class = kept_class(&class);
        if !of_look_alike {
            books.estimator.learn_all(&class, cases, load);
        }
        books.add(class, load);
    }
    Ok(())
}

fn read_in_hand(db: Db<'_>, books: &mut HashMap<QueueId, Books>) -> Result<(), StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT queue, leased_to, coalesce(class, ''), count(*) FROM review_case WHERE leased_to IS NOT NULL
         GROUP BY queue, leased_to, class",
    )?;
    let mut rows = sql.query(())?;
    while let Some(row) = rows.next()? {
        let books = books.entry(QueueId(row.get(0)?)).or_default();
        let (class, cases): (String, i64) = (row.get(2)?, row.get(3)?);
        let class = kept_class(&class);
        let load = Load(books.estimator.expected(&class).0.saturating_mul(cases));
        let account = books.people.entry(PersonId(row.get(1)?)).or_default();
        account.in_hand = account.in_hand + load;
        books.add(class, load);
    }
    Ok(())
}

/// A case of no known class is taken for one that matched nothing close.
pub(super) fn kept_class(kept: &str) -> Class {
    let unknown = || Class::of(&scrim_model::routing::Facts::none());
    if kept == UNKNOWN {
        return unknown();
    }
    kept.parse().unwrap_or_else(|_none| unknown())
}
