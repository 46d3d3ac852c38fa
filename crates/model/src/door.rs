//! What happens to an upload at the door: stopped, passed, queued for a person, or not recognised.
//!
//! Knows nothing of how candidates are found. Its one aim: nobody looks at what a person has already
//! decided.

use crate::{
    entry::EntryState,
    ids::{BankId, EntryId},
    matching::{ListTrust, Match, MatchKind, Perceptual},
};
use scrim_hashing::pdq::TWIN_DISTANCE;

/// One entry that the upload resembles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// Its list.
    pub bank: BankId,
    /// How far the list is trusted.
    pub trust: ListTrust,
    /// What the entry does.
    pub state: EntryState,
    /// How the upload resembles it: the closest of its hashes.
    pub kind: MatchKind,
    /// The closest hash is a variant, which a confirmed verdict put there.
    pub via_variant: bool,
    /// A person has said that exactly these bytes are not this entry.
    pub excluded: bool,
}

/// What is known of the upload itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upload {
    /// Its perceptual hash, where it has a usable one.
    pub perceptual: Option<Perceptual>,
    /// Exactly these bytes were cleared by two people.
    pub cleared: bool,
}

/// The answer at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Confirmed content: nobody looks.
    Stopped {
        /// What it was recognised as.
        matched: Match,
    },
    /// Cleared content: nobody looks.
    Passed,
    /// A person decides. Closest first.
    Queued {
        /// What it was recognised as; at least one.
        matches: Vec<Match>,
    },
    /// Nothing known.
    NoMatch,
}

/// Decides at the door.
///
/// An upload is stopped when it is equal to, or within 10 bits at quality 80 of, a hash that a person
/// has confirmed; from 11 bits on it is queued. A variant carries its own confirmation: a person
/// confirmed exactly that hash, whatever the standing of its entry, unless the entry is disputed.
pub fn answer(upload: Upload, candidates: &[Candidate]) -> Answer {
    let mut live: Vec<&Candidate> = candidates.iter().filter(|c| c.state.matches() && !c.excluded).collect();
    live.sort_by_key(|c| (closeness(c.kind), c.entry));
    if let Some(stopping) = live.iter().find(|c| stops(upload, c)) {
        return Answer::Stopped {
            matched: as_match(stopping),
        };
    }
    if upload.cleared {
        return Answer::Passed;
    }
    if live.is_empty() {
        return Answer::NoMatch;
    }
    Answer::Queued {
        matches: live.into_iter().map(as_match).collect(),
    }
}

fn stops(upload: Upload, candidate: &Candidate) -> bool {
    let confirmed = candidate.state.stops();
    match candidate.kind {
        MatchKind::Exact => confirmed,
        MatchKind::Near { distance } => {
            confirmed && distance <= TWIN_DISTANCE && upload.perceptual.is_some_and(Perceptual::trusted)
        }
    }
}

fn closeness(kind: MatchKind) -> u32 {
    match kind {
        MatchKind::Exact => 0,
        MatchKind::Near { distance } => distance + 1,
    }
}

fn as_match(candidate: &Candidate) -> Match {
    Match {
        entry: candidate.entry,
        bank: candidate.bank,
        kind: candidate.kind,
        trust: candidate.trust,
    }
}

/// Whether two recognised uploads are one piece of content: equal bytes, or within 10 bits where both
/// hashes have quality 80 or more.
pub fn folds(same_bytes: bool, one: Option<Perceptual>, other: Option<Perceptual>) -> bool {
    let close = |a: Perceptual, b: Perceptual| a.trusted() && b.trusted() && a.hash.distance(b.hash) <= TWIN_DISTANCE;
    same_bytes || one.zip(other).is_some_and(|(a, b)| close(a, b))
}
