//! Where entries come from and how members have voted on them, out of what is kept with them. What of it may be told is
//! the model's to say.

use super::{columns::from_json, votes};
use crate::{
    db::{Db, Many, Row},
    error::StoreError,
};
use scrim_model::{
    ids::EntryId,
    matcher::UpstreamEntry,
    provenance::{MOST_UPSTREAM, Provenance, Upstream, readable},
    votes::MemberVotes,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

const KEPT: Many = Many {
    text: "SELECT e.id, e.provenance, e.from_item IS NOT NULL, l.list, l.number, l.provenance, m.name,
                  e.votes_up, e.votes_down
           FROM entry e LEFT JOIN entry_listing l ON l.entry = e.id LEFT JOIN matcher m ON m.id = l.matcher {and rows}
           WHERE e.id = ?1",
    kinds: &["UUID"],
};

/// What others say of an entry.
#[derive(Clone)]
pub(super) struct Outside {
    /// Where it comes from.
    pub(super) provenance: Provenance,
    /// How members have voted on it.
    pub(super) votes: Option<MemberVotes>,
}

/// Of each of several entries.
pub(super) fn of(db: Db<'_>, entries: impl Iterator<Item = EntryId>) -> Result<HashMap<EntryId, Outside>, StoreError> {
    let once: BTreeSet<Uuid> = entries.map(|entry| entry.0).collect();
    let ids: Vec<_> = once.into_iter().map(|entry| [entry]).collect();
    let rows = db.query_each(&KEPT, &ids, |row| Ok((EntryId(row.get(0)?), read(row))))?;
    rows.into_iter().map(|(entry, read)| Ok((entry, read?))).collect()
}

fn read(row: &Row<'_>) -> Result<Outside, StoreError> {
    Ok(Outside {
        provenance: provenance(row)?,
        votes: votes::read(row, 7)?,
    })
}

fn provenance(row: &Row<'_>) -> Result<Provenance, StoreError> {
    let kept: Option<String> = row.get(1)?;
    let (list, service): (Option<String>, Option<String>) = (row.get(3)?, row.get(6)?);
    match list.zip(service) {
        Some((list, service)) => Ok(Provenance::Service {
            service,
            list: readable(&list).unwrap_or_default(),
            number: row.get(4)?,
            upstream: upstream(&row.get::<String>(5)?)?,
        }),
        None if row.get(2)? => Ok(Provenance::Verdict),
        None => Ok(Provenance::imported(kept.as_deref())),
    }
}

fn upstream(kept: &str) -> Result<Vec<Upstream>, StoreError> {
    let all: Vec<UpstreamEntry> = from_json(kept, "entry_listing.provenance")?;
    let told = all.iter().filter_map(|one| {
        Some(Upstream {
            exchange: readable(&one.exchange)?,
            id: readable(&one.id),
        })
    });
    Ok(told.take(MOST_UPSTREAM).collect())
}
