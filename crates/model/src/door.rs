//! What happens to an upload at the door: stopped, passed, queued for a person, or not recognised.
//!
//! Knows nothing of how candidates are found. Its one aim: nobody looks at what a person has already
//! decided.

use crate::{
    entry::EntryState,
    ids::{BankId, EntryId},
    matching::{FrameHash, ListTrust, Match, MatchKind, Perceptual},
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
    /// The quality of the upload's frame that came near is good enough to rest on.
    pub trusted: bool,
    /// The closest hash is one frame of a listed animation, and nobody has confirmed this very frame: it
    /// may be a title card that many harmless animations share.
    pub frame_of_many: bool,
    /// A person has said that exactly these bytes are not this entry.
    pub excluded: bool,
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

/// Decides at the door, given whether exactly these bytes were cleared by two people.
///
/// An upload is stopped when it is equal to, or within 10 bits at quality 80 of, a hash that a person
/// has confirmed; from 11 bits on it is queued. A variant carries its own confirmation: a person
/// confirmed exactly that hash, whatever the standing of its entry, unless the entry is disputed.
pub fn answer(cleared: bool, candidates: &[Candidate]) -> Answer {
    let mut live: Vec<&Candidate> = candidates.iter().filter(|c| c.state.matches() && !c.excluded).collect();
    live.sort_by_key(|c| (c.kind.closeness(), c.entry));
    if let Some(stopping) = live.iter().find(|c| c.stops()) {
        return Answer::Stopped {
            matched: as_match(stopping),
        };
    }
    if cleared {
        return Answer::Passed;
    }
    if live.is_empty() {
        return Answer::NoMatch;
    }
    Answer::Queued {
        matches: live.into_iter().map(as_match).collect(),
    }
}

impl Candidate {
    fn stops(&self) -> bool {
        self.state.stops() && (self.kind == MatchKind::Exact || self.can_stop())
    }

    /// Whether this resemblance is one that a confirmed entry would stop the upload for.
    pub fn can_stop(&self) -> bool {
        match self.kind {
            MatchKind::Exact => true,
            MatchKind::Near { distance } => distance <= TWIN_DISTANCE && self.trusted && !self.frame_of_many,
            // How near, nobody knows.
            MatchKind::SaidNear => false,
        }
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

/// Whether two recognised uploads are one piece of content: equal bytes, or every frame of each within
/// 10 bits of a frame of the other, where all of these hashes have quality 80 or more. An animation that
/// shares one frame with another is not the same: what else it shows has to be seen.
pub fn folds(same_bytes: bool, one: &[FrameHash], other: &[FrameHash]) -> bool {
    let told_apart = !one.is_empty() && !other.is_empty();
    same_bytes || (told_apart && covered(one, other) && covered(other, one))
}

/// Whether every frame of `one` has a twin in `other`.
fn covered(one: &[FrameHash], other: &[FrameHash]) -> bool {
    let close = |a: Perceptual, b: Perceptual| a.trusted() && b.trusted() && a.hash.distance(b.hash) <= TWIN_DISTANCE;
    one.iter()
        .all(|a| other.iter().any(|b| close(a.perceptual, b.perceptual)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Standing;
    use proptest::prelude::*;
    use scrim_hashing::pdq::PdqHash;
    use uuid::Uuid;

    fn candidate(entry: u128, kind: MatchKind) -> Candidate {
        Candidate {
            entry: EntryId(Uuid::from_u128(entry)),
            bank: BankId(Uuid::nil()),
            trust: ListTrust::Vetted,
            state: EntryState::Active {
                standing: Standing::Confirmed,
            },
            kind,
            trusted: true,
            frame_of_many: false,
            excluded: false,
        }
    }

    proptest! {
        #[test]
        fn what_is_only_said_to_be_near_stops_nothing_and_comes_after_all_that_is_measured(distance in 11_u32..=31) {
            let said = candidate(1, MatchKind::SaidNear);
            let near = candidate(2, MatchKind::Near { distance });
            let Answer::Queued { matches } = answer(false, &[said, near]) else {
                return Err(TestCaseError::fail("a person decides"));
            };
            let entries: Vec<EntryId> = matches.into_iter().map(|found| found.entry).collect();
            prop_assert_eq!(entries, [near.entry, said.entry]);
            prop_assert_eq!(answer(true, &[said]), Answer::Passed);
        }
    }

    fn frames(hashes: &[(u8, u8)]) -> Vec<FrameHash> {
        let frame = |(frame, (byte, quality)): (u32, &(u8, u8))| FrameHash {
            frame,
            perceptual: Perceptual {
                hash: PdqHash([*byte; 32]),
                quality: *quality,
            },
        };
        (0..).zip(hashes).map(frame).collect()
    }

    #[test]
    fn animations_fold_only_when_every_frame_of_each_is_in_the_other() {
        let (a, b, c) = ((0, 90), (0x0F, 90), (0xFF, 90));
        assert!(folds(false, &frames(&[a, b]), &frames(&[b, a])));
        assert!(folds(false, &frames(&[a]), &frames(&[a, a])));
        assert!(!folds(false, &frames(&[a, b]), &frames(&[a])));
        assert!(!folds(false, &frames(&[a]), &frames(&[a, c])));
        assert!(!folds(false, &frames(&[a]), &frames(&[(0, 79)])));
        assert!(!folds(false, &[], &[]));
        assert!(folds(true, &[], &frames(&[c])));
    }
}
