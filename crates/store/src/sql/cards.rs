//! What a case's holder sees of it, as rows: nothing of what others have said.

use super::{
    columns::{from_code, from_json, rung},
    likeness,
    precedents::{self, Beside, Records},
    provenance,
    queues::Queues,
    routing,
};
use crate::{
    db::{Db, Many, Row},
    engine::Tx,
    error::StoreError,
    leases::{CaseRow, OfEntry, PairRow},
    queues::Sent,
};
use scrim_model::{
    check,
    delivery::Purpose,
    ids::{BankId, CaseId, EntryId, ItemId, QueueId},
    queue::QueuePolicy,
    rung::Rung,
    time::Time,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

const CASES: Many = Many {
    text: "SELECT c.id, c.queue, c.stage, c.item, c.created, (SELECT count(*) FROM item f WHERE f.case_id = c.id),
                  i.traits, i.frames, CASE WHEN i.original_key IS NULL THEN NULL ELSE i.width_px END, i.height_px, c.sent,
                  c.purpose, c.stage, c.escalated, c.came, i.sha256
           FROM review_case c JOIN item i ON i.id = c.item {and rows} WHERE c.id = ?1",
    kinds: &["UUID"],
};

/// The cards of several cases.
pub(super) fn cases(tx: &Tx<'_>, cases: &[CaseId], queues: &Queues) -> Result<HashMap<CaseId, CaseRow>, StoreError> {
    let db = tx.db;
    let ids: Vec<_> = cases.iter().map(|case| [case.0]).collect();
    let rows = db.query_each(&CASES, &ids, |row| Ok(card(row)))?;
    let cards: Vec<(CaseRow, Beside)> = rows.into_iter().collect::<Result<_, _>>()?;
    let items: Vec<ItemId> = cards.iter().map(|(card, _beside)| card.item).collect();
    let (pairs, renditions) = (pairs_of(db, &items)?, renditions_of(db, &items)?);
    let mut whole = HashMap::with_capacity(cards.len());
    let mut told = HashMap::with_capacity(cards.len());
    for (card, beside) in cards {
        let policy = queues.policy(card.queue);
        let card = CaseRow {
            pairs: pairs.get(&card.item).cloned().unwrap_or_default(),
            renditions: renditions.get(&card.item).cloned().unwrap_or_default(),
            // A lead who looks further at a check says the same of it as whoever looked behind the veil.
            policy: if beside.purpose == Purpose::Check {
                check::policy(policy)
            } else {
                policy
            },
            ..card
        };
        told.insert(card.id, beside);
        whole.insert(card.id, card);
    }
    tell(tx, &told, &mut whole)?;
    Ok(whole)
}

/// Adds what is known of their entries and content from elsewhere.
fn tell(tx: &Tx<'_>, told: &HashMap<CaseId, Beside>, cards: &mut HashMap<CaseId, CaseRow>) -> Result<(), StoreError> {
    let entries = cards.values().flat_map(|card| card.pairs.iter().map(|pair| pair.entry));
    let entries: BTreeSet<EntryId> = entries.collect();
    let outside = provenance::of(tx.db, entries.iter().copied())?;
    let records = Records::of(tx, &entries)?;
    let mut seen = precedents::of_content(tx, told.values())?;
    for card in cards.values_mut() {
        let known = card.pairs.iter().map(|pair| {
            let outside = outside.get(&pair.entry).cloned();
            let of = OfEntry {
                votes: outside.as_ref().and_then(|outside| outside.votes),
                provenance: outside.map(|outside| outside.provenance),
                record: told
                    .get(&card.id)
                    .map(|beside| records.beside(beside, pair.entry))
                    .unwrap_or_default(),
            };
            (pair.entry, of)
        });
        card.of_entries = known.collect();
        card.seen_before = seen.remove(&card.id).unwrap_or_default();
    }
    Ok(())
}

/// A card without what hangs on its upload, and beside what else is told.
fn card(row: &Row<'_>) -> Result<(CaseRow, Beside), StoreError> {
    let beside = Beside {
        case: CaseId(row.get(0)?),
        purpose: from_code(&row.get::<String>(11)?, "review_case.purpose")?,
        content: row.get(15)?,
    };
    let (stage, traits): (String, Option<String>) = (row.get(2)?, row.get(6)?);
    let size: (Option<u32>, Option<u32>) = (row.get(8)?, row.get(9)?);
    let sent: Option<String> = row.get(10)?;
    let sent = sent
        .map(|text| from_json::<Sent>(&text, "review_case.sent"))
        .transpose()?;
    let card = CaseRow {
        id: beside.case,
        queue: QueueId(row.get(1)?),
        stage: from_code(&stage, "review_case.stage")?,
        item: ItemId(row.get(3)?),
        since: Time(row.get(4)?),
        // The upload of an appeal or a check is no part of it.
        uploads: row.get::<u32>(5)?.max(1),
        pairs: Vec::new(),
        renditions: Vec::new(),
        traits: traits
            .map(|text| from_json(&text, "item.traits"))
            .transpose()?
            .unwrap_or_default(),
        frames: row.get(7)?,
        full_size_px: size.0.zip(size.1),
        policy: QueuePolicy::default(),
        asked: sent.and_then(|sent| sent.reason),
        came: routing::read_came(row.get::<Option<String>>(14)?.as_deref())?.map(|came| came.by),
        of_entries: HashMap::new(),
        seen_before: Vec::new(),
        veiled: veiled(row, 11)?,
    };
    Ok((card, beside))
}

/// Whether a case is shown behind a veil alone: a row with its purpose, its stage and whether it is escalated from column
/// `at` on.
pub(super) fn veiled(row: &Row<'_>, at: usize) -> Result<bool, StoreError> {
    let (purpose, stage): (String, String) = (row.get(at)?, row.get(at + 1)?);
    let (purpose, stage) = (
        from_code(&purpose, "review_case.purpose")?,
        from_code(&stage, "review_case.stage")?,
    );
    Ok(check::is_veiled(purpose, stage, row.get(at + 2)?))
}

const PAIRS: Many = Many {
    text:
        "SELECT m.item, m.place, m.entry, b.id, b.name, b.harm, b.trust, m.exact, m.distance, m.via_variant, e.category,
                  h.quality, m.frame, m.cell
           FROM item_match m JOIN entry e ON e.id = m.entry JOIN bank b ON b.id = e.bank
           LEFT JOIN item_hash h ON h.item = m.item AND h.frame = coalesce(m.frame, 0) {and rows} WHERE m.item = ?1",
    kinds: &["UUID"],
};

/// An upload's matches, closest first.
pub(crate) fn pairs(db: Db<'_>, item: ItemId) -> Result<Vec<PairRow>, StoreError> {
    Ok(pairs_of(db, &[item])?.remove(&item).unwrap_or_default())
}

/// The same of several uploads.
pub(super) fn pairs_of(db: Db<'_>, items: &[ItemId]) -> Result<HashMap<ItemId, Vec<PairRow>>, StoreError> {
    let placed = by_item(db, &PAIRS, items, |row| Ok((row.get::<i64>(1)?, pair(row)?)))?;
    let sorted = placed.into_iter().map(|(item, mut pairs)| {
        pairs.sort_by_key(|(place, _pair)| *place);
        (item, pairs.into_iter().map(|(_place, pair)| pair).collect())
    });
    Ok(sorted.collect())
}

fn pair(row: &Row<'_>) -> Result<PairRow, StoreError> {
    let (harm, trust): (String, String) = (row.get(5)?, row.get(6)?);
    let cell: Option<String> = row.get(13)?;
    Ok(PairRow {
        entry: EntryId(row.get(2)?),
        bank: BankId(row.get(3)?),
        bank_name: row.get(4)?,
        harm: from_code(&harm, "bank.harm")?,
        trust: from_code(&trust, "bank.trust")?,
        kind: likeness::read(row.get(7)?, row.get(8)?),
        via_variant: row.get(9)?,
        category: row.get(10)?,
        quality: row.get(11)?,
        frame: row.get(12)?,
        cell: cell.map(|text| from_json(&text, "item_match.cell")).transpose()?,
    })
}

const RENDITIONS: Many = Many {
    text: "SELECT item, rung, width_px, height_px, bytes FROM rendition {and rows} WHERE item = ?1",
    kinds: &["UUID"],
};

type Rendition = (Rung, u32, u32, u64);

fn renditions_of(db: Db<'_>, items: &[ItemId]) -> Result<HashMap<ItemId, Vec<Rendition>>, StoreError> {
    let mut found = by_item(db, &RENDITIONS, items, |row| {
        Ok((rung(row.get(1)?)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    for renditions in found.values_mut() {
        renditions.sort_unstable();
    }
    Ok(found)
}

/// Rows that begin with their upload, by it. One upload may stand for several cases, and is asked of once.
fn by_item<T>(
    db: Db<'_>,
    many: &Many,
    items: &[ItemId],
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<HashMap<ItemId, Vec<T>>, StoreError> {
    let once: BTreeSet<Uuid> = items.iter().map(|item| item.0).collect();
    let ids: Vec<_> = once.into_iter().map(|item| [item]).collect();
    let mut all: HashMap<ItemId, Vec<T>> = HashMap::new();
    let rows = db.query_each(many, &ids, |row| Ok((ItemId(row.get(0)?), read(row))))?;
    for (item, row) in rows {
        all.entry(item).or_default().push(row?);
    }
    Ok(all)
}
