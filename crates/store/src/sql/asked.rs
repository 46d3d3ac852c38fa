//! What a file resembles, for the door and for whoever only asks.

use super::{
    banks, digests,
    items::{self, is_excluded},
    said::{self, SaidNear},
};
use crate::db::Db;
use crate::{
    banks::EntryRow,
    error::StoreError,
    items::{Asked, Digests, NearHash},
};
use scrim_model::{
    door::{Answer, Candidate, answer},
    ids::EntryId,
    known::{self, Known, is_open, may_be_told},
    matching::{FrameHash, MatchKind, Perceptual},
};
use std::collections::BTreeMap;

/// A match with what the door and the reviewer's card need of it.
pub(super) struct Found {
    pub(super) candidate: Candidate,
    pub(super) entry: EntryRow,
    /// What of the upload came near; none where the bytes are equal.
    pub(super) came: Option<CameNear>,
}

/// What of an upload came near an entry.
#[derive(Clone, Copy)]
pub(super) struct CameNear {
    /// The frame; none where a service was sent the whole file, and it has several.
    pub(super) frame: Option<u32>,
    /// The hash that it came near is an altered copy's.
    pub(super) via_variant: bool,
}

/// What an upload resembles, and whether its very bytes were cleared.
pub(super) struct Resembled {
    pub(super) found: Vec<Found>,
    cleared: bool,
}

impl Resembled {
    /// By its bytes, its frames, and what came near those.
    pub(super) fn of(db: Db<'_>, of: (Digests, &[FrameHash]), near: &[NearHash]) -> Result<Self, StoreError> {
        Ok(Self {
            found: candidates(db, of, near)?,
            cleared: items::is_cleared(db, &of.0.sha256)?,
        })
    }

    /// What the door says of it.
    pub(super) fn answer(&self) -> Answer {
        let candidates: Vec<Candidate> = self.found.iter().map(|found| found.candidate).collect();
        answer(self.cleared, &candidates)
    }

    /// What may be told of it.
    pub(super) fn asked(&self) -> Asked {
        all(self.cleared, &self.found)
    }
}

/// Every entry that an upload resembles: by its bytes, by what came near its frames, and by what services outside call
/// near it. What is measured goes before what is only said.
fn candidates(db: Db<'_>, (of, frames): (Digests, &[FrameHash]), hits: &[NearHash]) -> Result<Vec<Found>, StoreError> {
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
    add_said(db, &mut found, (Some(of.sha256), frames))?;
    Ok(found)
}

/// Entries that services outside call near frames, or near the file where its bytes are known, and that nothing else has
/// found.
fn add_said(
    db: Db<'_>,
    found: &mut Vec<Found>,
    (sha256, frames): (Option<[u8; 32]>, &[FrameHash]),
) -> Result<(), StoreError> {
    for said in said::near(db, sha256, frames)? {
        let is_known = found.iter().any(|known| known.entry.id == said.entry);
        if !is_known && let Some(entry) = banks::entry(db, said.entry)? {
            let excluded = match sha256 {
                Some(sha256) => is_excluded(db, &sha256, said.entry)?,
                None => false,
            };
            found.push(Found::said(entry, said, excluded));
        }
    }
    Ok(())
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
            came: best.map(|hit| CameNear {
                frame: Some(hit.frame),
                via_variant: hit.via_variant,
            }),
            entry,
        }
    }

    /// An entry that a service outside calls near.
    fn said(entry: EntryRow, said: SaidNear, excluded: bool) -> Self {
        Self {
            candidate: Candidate {
                entry: entry.id,
                bank: entry.bank.id,
                trust: entry.bank.trust,
                state: entry.state,
                kind: MatchKind::SaidNear,
                trusted: false,
                frame_of_many: entry.own_hashes > 1,
                excluded,
            },
            came: Some(CameNear {
                frame: said.frame,
                via_variant: false,
            }),
            entry,
        }
    }
}

/// What may be told of a perceptual hash by what came near it or is said to, which is never whether bytes are equal or
/// were excluded.
pub(crate) fn by_hashes(db: Db<'_>, hash: Perceptual, hits: &[NearHash]) -> Result<Asked, StoreError> {
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
    let frame = FrameHash {
        frame: 0,
        perceptual: hash,
    };
    add_said(db, &mut found, (None, &[frame]))?;
    Ok(all(false, &found))
}

/// Whether what is known here ends an upload at the door, whatever a list elsewhere would answer.
pub(crate) fn needs_no_matcher(db: Db<'_>, of: (Digests, &[FrameHash]), near: &[NearHash]) -> Result<bool, StoreError> {
    let resembled = Resembled::of(db, of, near)?;
    let Asked { known, open } = resembled.asked();
    Ok(known::needs_no_matcher(&resembled.answer(), known::told(&known, open)))
}

/// What may be told of all that was found.
fn all(cleared: bool, found: &[Found]) -> Asked {
    let mut known: Vec<Known> = found
        .iter()
        .filter(|found| may_be_told(cleared, &found.candidate))
        .map(|found| Known {
            entry: found.entry.id,
            harm: found.entry.bank.harm,
            kind: found.candidate.kind,
        })
        .collect();
    known.sort_by_key(|known| (known.kind.closeness(), known.entry));
    Asked {
        known,
        open: found.iter().any(|found| is_open(cleared, &found.candidate)),
    }
}
