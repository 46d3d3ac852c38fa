//! What a file resembles, for the door and for whoever only asks.

use super::{
    banks, digests,
    items::{self, is_excluded},
};
use crate::db::Db;
use crate::{
    banks::EntryRow,
    error::StoreError,
    items::{Asked, Digests, NearHash},
};
use scrim_model::{
    door::{Candidate, answer},
    ids::EntryId,
    known::{self, Known, is_open, may_be_told},
    matching::MatchKind,
};
use std::collections::BTreeMap;

/// A match with what the door and the reviewer's card need of it.
pub(super) struct Found {
    pub(super) candidate: Candidate,
    pub(super) entry: EntryRow,
    /// How a frame of it came near; none where the bytes are equal.
    pub(super) near: Option<NearHash>,
}

/// Every entry that an upload resembles.
pub(super) fn candidates(db: Db<'_>, of: Digests, hits: &[NearHash]) -> Result<Vec<Found>, StoreError> {
    let mut exact = digests::equal(db, of.into())?;
    let mut near: BTreeMap<EntryId, Vec<NearHash>> = BTreeMap::new();
    for hit in hits {
        if !exact.contains(&hit.entry) {
            near.entry(hit.entry).or_default().push(*hit);
        }
    }
    exact.extend(near.keys());
    let mut found = Vec::new();
    for id in exact {
        let Some(entry) = banks::entry(db, id)? else { continue };
        let excluded = is_excluded(db, &of.sha256, id)?;
        let hits = near.remove(&id).unwrap_or_default();
        found.push(Found::new(entry, &hits, excluded));
    }
    Ok(found)
}

impl Found {
    /// An entry with the best of the ways in which the upload's frames came near it, or with equal bytes
    /// where none is given: one that could stop the upload, else the closest.
    fn new(entry: EntryRow, hits: &[NearHash], excluded: bool) -> Self {
        let as_candidate = |hit: Option<&NearHash>| Candidate {
            entry: entry.id,
            bank: entry.bank.id,
            trust: entry.bank.trust,
            state: entry.state,
            kind: hit.map_or(MatchKind::Exact, |hit| MatchKind::Near { distance: hit.distance }),
            trusted: hit.is_none_or(|hit| hit.trusted),
            frame_of_many: hit.is_some_and(|hit| !hit.via_variant && entry.own_hashes > 1),
            excluded,
        };
        let best = hits.iter().min_by_key(|hit| {
            (
                !as_candidate(Some(hit)).can_stop(),
                hit.distance,
                hit.via_variant,
                hit.frame,
            )
        });
        Self {
            candidate: as_candidate(best),
            near: best.copied(),
            entry,
        }
    }
}

/// What may be told of a perceptual hash by what came near it, which is never whether bytes are equal or were excluded.
pub(crate) fn by_hashes(db: Db<'_>, hits: &[NearHash]) -> Result<Asked, StoreError> {
    let mut near: BTreeMap<EntryId, Vec<NearHash>> = BTreeMap::new();
    for hit in hits {
        near.entry(hit.entry).or_default().push(*hit);
    }
    let mut found = Vec::new();
    for (id, hits) in near {
        if let Some(entry) = banks::entry(db, id)? {
            found.push(Found::new(entry, &hits, false));
        }
    }
    Ok(all(false, &found))
}

/// Whether what is known here ends an upload at the door, whatever a list elsewhere would answer.
pub(crate) fn needs_no_matcher(db: Db<'_>, of: Digests, near: &[NearHash]) -> Result<bool, StoreError> {
    let found = candidates(db, of, near)?;
    let cleared = items::is_cleared(db, &of.sha256)?;
    let resembled: Vec<Candidate> = found.iter().map(|f| f.candidate).collect();
    let known = all(cleared, &found);
    Ok(known::needs_no_matcher(
        &answer(cleared, &resembled),
        known::told(&known.known, known.open),
    ))
}

/// What may be told of all that was found.
pub(super) fn all(cleared: bool, found: &[Found]) -> Asked {
    let mut known: Vec<Known> = found
        .iter()
        .filter(|found| may_be_told(cleared, &found.candidate))
        .map(|found| Known {
            entry: found.entry.id,
            harm: found.entry.bank.harm,
            kind: found.candidate.kind,
        })
        .collect();
    known.sort_by_key(|known| match known.kind {
        MatchKind::Exact => (0, known.entry),
        MatchKind::Near { distance } => (distance + 1, known.entry),
    });
    Asked {
        known,
        open: found.iter().any(|found| is_open(cleared, &found.candidate)),
    }
}
