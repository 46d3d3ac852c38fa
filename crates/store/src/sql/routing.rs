//! The rules as one value, what they go by as rows, and trying others on what came in before.

use super::{
    chain,
    columns::{from_code, from_json, json},
    likeness,
};
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    queues::{DryRun, MOST_TRIED, RuleBook, RulesRefused},
};
use scrim_model::{
    ids::{BankId, ItemId, PersonId, QueueId},
    routing::{self, Came, CameBy, Facts, MatchFacts, MediaKind, Routed, Rule},
    time::Span,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub(crate) fn book(db: Db<'_>) -> Result<RuleBook, StoreError> {
    let mut sql = db.prepare_cached("SELECT rules_revision, rules FROM hub")?;
    let (revision, rules): (u64, Option<String>) = sql.query_row((), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rules = rules.map(|text| from_json(&text, "hub.rules")).transpose()?;
    Ok(RuleBook {
        revision,
        rules: rules.unwrap_or_default(),
    })
}

pub(crate) fn set(tx: &Tx<'_>, by: PersonId, book: &RuleBook) -> Result<RuleBook, RulesRefused> {
    check(tx.db, &book.rules)?;
    let changed = tx
        .db
        .execute(
            "UPDATE hub SET rules = ?1, rules_revision = rules_revision + 1 WHERE rules_revision = ?2",
            (json(&book.rules), book.revision),
        )
        .map_err(StoreError::from)?;
    if changed == 0 {
        return Err(RulesRefused::Stale);
    }
    let revision = book.revision + 1;
    let fact = serde_json::json!({"by": by, "revision": revision, "rules": book.rules.len()});
    chain::append(tx, "rules_set", &fact);
    Ok(RuleBook {
        revision,
        rules: book.rules.clone(),
    })
}

fn check(db: Db<'_>, rules: &[Rule]) -> Result<(), RulesRefused> {
    routing::check(rules)?;
    let ids = |text: &str| -> Result<BTreeSet<Uuid>, StoreError> {
        let mut sql = db.prepare_cached(text)?;
        let rows = sql.query_map((), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let queues = ids("SELECT id FROM queue")?;
    let banks = ids("SELECT id FROM bank")?;
    let sources = ids("SELECT id FROM person WHERE role = 'source'")?;
    for (rule, at) in rules.iter().zip(1..) {
        let missing = if !queues.contains(&rule.queue.0) {
            Some("queue")
        } else if !rule.when.banks.iter().all(|bank| banks.contains(&bank.0)) {
            Some("list")
        } else if !rule.when.sources.iter().all(|source| sources.contains(&source.0)) {
            Some("source")
        } else {
            None
        };
        if let Some(what) = missing {
            return Err(RulesRefused::NoSuch { at, what });
        }
    }
    Ok(())
}

/// Where a case waits about which this is known, and by what it comes there.
pub(crate) fn route(db: Db<'_>, facts: &Facts, otherwise: QueueId) -> Result<(Routed, Came), StoreError> {
    let book = book(db)?;
    let routed = routing::route(&book.rules, facts, otherwise);
    Ok((routed, came(db, &book, routed, facts)?))
}

/// Of a case that no rule is asked about.
pub(crate) fn unrouted(db: Db<'_>, by: CameBy) -> Result<Came, StoreError> {
    let revision = book(db)?.revision;
    Ok(Came { revision, by })
}

fn came(db: Db<'_>, book: &RuleBook, routed: Routed, facts: &Facts) -> Result<Came, StoreError> {
    let rule = routed.rule.and_then(|at| book.rules.get(at));
    let names = if rule.is_some_and(|rule| !rule.when.banks.is_empty()) {
        list_names(db)?
    } else {
        BTreeMap::new()
    };
    Ok(Came {
        revision: book.revision,
        by: CameBy::of(&book.rules, routed, facts, |bank| names.get(&bank).cloned()),
    })
}

fn list_names(db: Db<'_>) -> Result<BTreeMap<BankId, String>, StoreError> {
    let mut sql = db.prepare_cached("SELECT id, name FROM bank")?;
    let rows = sql.query_map((), |row| Ok((BankId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// By what an upload that was never routed would have come to a queue, whoever had sent it, by the rules of a revision;
/// nothing where none would, or the rules are others by now: whoever knows them could tell it apart.
pub(crate) fn as_if_routed(
    db: Db<'_>,
    facts: &Facts,
    queue: QueueId,
    revision: u64,
) -> Result<Option<Came>, StoreError> {
    let book = book(db)?;
    if book.revision != revision {
        return Ok(None);
    }
    let list = facts.matches.first().map(|closest| closest.bank);
    let otherwise = list.map(|list| queue_of(db, list)).transpose()?.flatten();
    if let Some(routed) = routing::could_come(&book.rules, facts, queue, otherwise.unwrap_or(NO_QUEUE)) {
        return came(db, &book, routed, facts).map(Some);
    }
    let by_hand = !book.rules.iter().any(|rule| rule.queue == queue) && !is_of_a_list(db, queue)?;
    Ok(by_hand.then_some(Came {
        revision,
        by: CameBy::Hand,
    }))
}

/// No queue has it.
const NO_QUEUE: QueueId = QueueId(Uuid::nil());

fn queue_of(db: Db<'_>, list: BankId) -> Result<Option<QueueId>, StoreError> {
    let mut sql = db.prepare_cached("SELECT queue FROM bank WHERE id = ?1")?;
    Ok(sql.query_row([list.0], |row| row.get(0).map(QueueId)).optional()?)
}

fn is_of_a_list(db: Db<'_>, queue: QueueId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT 1 FROM bank WHERE queue = ?1")?;
    Ok(sql.exists([queue.0])?)
}

/// By what a case came to its queue, from its column.
pub(crate) fn read_came(kept: Option<&str>) -> Result<Option<Came>, StoreError> {
    kept.map(|text| from_json(text, "review_case.came")).transpose()
}

/// What is known of an upload whose matches are written.
pub(crate) fn facts(db: Db<'_>, item: ItemId) -> Result<Facts, StoreError> {
    let mut sql = db.prepare_cached(&format!("{FACTS} WHERE i.id = ?1 ORDER BY m.place"))?;
    let mut rows = sql.query([item.0])?;
    let mut facts: Option<Facts> = None;
    while let Some(row) = rows.next()? {
        let facts = facts.get_or_insert(of_item(&row)?);
        facts.matches.push(of_match(&row)?);
    }
    Ok(facts.unwrap_or_else(Facts::none))
}

const FACTS: &str = "SELECT i.source, i.frames, b.id, b.harm, m.exact, m.distance, e.category, b.queue
     FROM item i JOIN item_match m ON m.item = i.id JOIN entry e ON e.id = m.entry JOIN bank b ON b.id = e.bank";

fn of_item(row: &Row<'_>) -> Result<Facts, StoreError> {
    Ok(Facts {
        source: PersonId(row.get(0)?),
        media: MediaKind::of(row.get(1)?),
        matches: Vec::new(),
    })
}

fn of_match(row: &Row<'_>) -> Result<MatchFacts, StoreError> {
    let harm: String = row.get(3)?;
    let kind = likeness::read(row.get(4)?, row.get(5)?);
    Ok(MatchFacts {
        bank: BankId(row.get(2)?),
        harm: from_code(&harm, "bank.harm")?,
        kind,
        category: row.get(6)?,
    })
}

/// One case that was opened, for a dry run.
struct Tried {
    /// Where it is.
    now: QueueId,
    /// Where it waits by no rule: with the list that it matched closest.
    otherwise: QueueId,
    facts: Facts,
}

pub(crate) fn dry_run(tx: &Tx<'_>, rules: &[Rule], span: Span) -> Result<DryRun, RulesRefused> {
    check(tx.db, rules)?;
    let mut tried = opened_since(tx, span)?;
    let most = usize::try_from(MOST_TRIED).unwrap_or(usize::MAX);
    let capped = tried.len() > most;
    tried.truncate(most);
    let mut by_rule = vec![0; rules.len()];
    let mut moves: BTreeMap<(QueueId, QueueId), u64> = BTreeMap::new();
    for case in &tried {
        let routed = routing::route(rules, &case.facts, case.otherwise);
        if let Some(count) = routed.rule.and_then(|at| by_rule.get_mut(at)) {
            *count += 1;
        }
        *moves.entry((case.now, routed.queue)).or_default() += 1;
    }
    Ok(DryRun {
        cases: u64::try_from(tried.len()).unwrap_or(u64::MAX),
        capped,
        by_rule,
        moves: moves.into_iter().map(|((from, to), cases)| (from, to, cases)).collect(),
    })
}

/// Cases opened in the last `span`, newest first, and one more than are tried.
fn opened_since(tx: &Tx<'_>, span: Span) -> Result<Vec<Tried>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT i.source, i.frames, b.id, b.harm, m.exact, m.distance, e.category, b.queue, c.id, c.queue
         FROM (SELECT item.id, item.source, item.frames, item.received_at, item.case_id FROM item
               WHERE received_at >= ?1 AND outcome = 'queued' AND folded IS NULL AND case_id IS NOT NULL
               ORDER BY received_at DESC, id DESC LIMIT ?2) i
         JOIN review_case c ON c.id = i.case_id JOIN item_match m ON m.item = i.id
         JOIN entry e ON e.id = m.entry JOIN bank b ON b.id = e.bank
         ORDER BY i.received_at DESC, i.id DESC, m.place",
    )?;
    let mut rows = sql.query(((tx.now - span).0, MOST_TRIED + 1))?;
    let mut tried: Vec<Tried> = Vec::new();
    let mut last: Option<Uuid> = None;
    while let Some(row) = rows.next()? {
        let case: Uuid = row.get(8)?;
        if last.replace(case) != Some(case) {
            tried.push(Tried {
                now: QueueId(row.get(9)?),
                otherwise: QueueId(row.get(7)?),
                facts: of_item(&row)?,
            });
        }
        if let Some(case) = tried.last_mut() {
            case.facts.matches.push(of_match(&row)?);
        }
    }
    Ok(tried)
}
