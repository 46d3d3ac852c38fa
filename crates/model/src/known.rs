//! What may be told of a file to whoever only asks whether it is known.
//!
//! A platform acts on such an answer with nobody looking again. So it rests on what a person has confirmed, or on a list
//! that somebody vouches for with a reason, and on nothing that is still to be decided. Knows no wire and no names.

use crate::{
    door::{Answer, Candidate},
    ids::EntryId,
    matching::{HarmType, ListTrust, MatchKind},
};

/// One entry that may be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The entry.
    pub entry: EntryId,
    /// What its list is about.
    pub harm: HarmType,
    /// How the file resembles it.
    pub kind: MatchKind,
}

/// What may be told of a file, all in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is known, by equal bytes if there is such an entry.
    Known {
        /// Whether the bytes are equal.
        exact: bool,
        /// What it is.
        harm: HarmType,
    },
    /// It resembles something of which nobody has said yet what it is: neither known nor unknown.
    Open,
    /// Nothing that matters resembles it.
    Unknown,
}

/// Whether an entry may be told of, given whether the very bytes were cleared by two people.
///
/// It counts as it stands, and is confirmed by a person or on a vetted list. What is disputed waits for its second
/// reader, and one frame of a listed animation may be a title card that harmless ones share. Cleared bytes are known as nothing, unless a confirmed entry would stop them all the same.
pub fn may_be_told(cleared: bool, candidate: &Candidate) -> bool {
    let frame_alone = candidate.frame_of_many && candidate.kind != MatchKind::Exact;
    if candidate.excluded || frame_alone || !candidate.state.counts() {
        return false;
    }
    let confirmed = candidate.state.stops();
    if cleared {
        return confirmed && candidate.can_stop();
    }
    confirmed || candidate.trust == ListTrust::Vetted
}

/// Whether an entry is one of which somebody still has to say something.
pub fn is_open(cleared: bool, candidate: &Candidate) -> bool {
    !cleared && !candidate.excluded && candidate.state.matches() && !may_be_told(cleared, candidate)
}

/// Puts together what may be told. Of several entries equal bytes come first, then the worst harm.
pub fn told(known: &[Known], open: bool) -> Told {
    let exact = known.iter().any(|known| known.kind == MatchKind::Exact);
    let counts = |of: &&Known| !exact || of.kind == MatchKind::Exact;
    let worst = known
        .iter()
        .filter(counts)
        .map(|known| known.harm)
        .min_by_key(|harm| rank(*harm));
    match worst {
        Some(harm) => Told::Known { exact, harm },
        None if open => Told::Open,
        None => Told::Unknown,
    }
}

/// Whether nothing that a list elsewhere answers by a hash would change what becomes of an upload, or what is told of it:
/// it is stopped or passes all the same, equal bytes come before anything near, and nothing near is worse.
pub fn needs_no_matcher(answer: &Answer, told: Told) -> bool {
    match answer {
        Answer::Passed => true,
        Answer::Stopped { .. } => matches!(
            told,
            Told::Known { exact: true, .. }
                | Told::Known {
                    harm: HarmType::Csam,
                    ..
                }
        ),
        Answer::Queued { .. } | Answer::NoMatch => false,
    }
}

fn rank(harm: HarmType) -> u8 {
    match harm {
        HarmType::Csam => 0,
        HarmType::Ncii => 1,
        HarmType::Terrorism => 2,
        HarmType::Other => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        door::{Answer, answer},
        entry::{EntryState, Standing},
        ids::BankId,
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        let standing = prop_oneof![Just(Standing::Listed), Just(Standing::Confirmed)];
        let state = (standing, 0_u8..3).prop_map(|(standing, state)| match state {
            0 => EntryState::Active { standing },
            1 => EntryState::Downgraded { was: standing },
            _ => EntryState::Suspended { was: standing },
        });
        let kind = prop_oneof![
            Just(MatchKind::Exact),
            (0_u32..=31).prop_map(|distance| MatchKind::Near { distance }),
            Just(MatchKind::SaidNear)
        ];
        let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        let one =
            (state, kind, flags).prop_map(|(state, kind, (vetted, trusted, frame_of_many, excluded))| Candidate {
                entry: EntryId(Uuid::nil()),
                bank: BankId(Uuid::nil()),
                trust: if vetted { ListTrust::Vetted } else { ListTrust::Other },
                state,
                kind,
                trusted,
                frame_of_many,
                excluded,
            });
        proptest::collection::vec(one, 0..4)
    }

    fn asked(cleared: bool, candidates: &[Candidate]) -> Told {
        let known: Vec<Known> = candidates
            .iter()
            .filter(|candidate| may_be_told(cleared, candidate))
            .map(|candidate| Known {
                entry: candidate.entry,
                harm: HarmType::Csam,
                kind: candidate.kind,
            })
            .collect();
        told(&known, candidates.iter().any(|candidate| is_open(cleared, candidate)))
    }

    proptest! {
        #[test]
        fn nothing_is_told_that_no_person_confirmed_and_nobody_vouches_for(cleared in any::<bool>(), all in candidates()) {
            let sure = |c: &Candidate| c.state.stops()
                || (c.state == EntryState::LISTED && c.trust == ListTrust::Vetted);
            for candidate in all.iter().filter(|c| may_be_told(cleared, c)) {
                prop_assert!(sure(candidate) && !candidate.excluded);
            }
        }

        #[test]
        fn an_answer_agrees_with_what_the_door_does(cleared in any::<bool>(), all in candidates()) {
            match (answer(cleared, &all), asked(cleared, &all)) {
                (Answer::Stopped { .. }, told) => prop_assert!(matches!(told, Told::Known { .. }), "{told:?}"),
                // What somebody has to look at is never told as unknown, nor what nobody has to as open.
                (Answer::Queued { .. }, told) => prop_assert!(told != Told::Unknown),
                (Answer::Passed | Answer::NoMatch, told) => prop_assert_eq!(told, Told::Unknown),
            }
        }
    }

    /// What may be told, of lists of two harms.
    fn told_of(cleared: bool, candidates: &[Candidate]) -> Told {
        let known: Vec<Known> = candidates
            .iter()
            .filter(|candidate| may_be_told(cleared, candidate))
            .map(|candidate| Known {
                entry: candidate.entry,
                harm: if candidate.trusted {
                    HarmType::Csam
                } else {
                    HarmType::Ncii
                },
                kind: candidate.kind,
            })
            .collect();
        told(&known, candidates.iter().any(|candidate| is_open(cleared, candidate)))
    }

    proptest! {
        #[test]
        fn what_a_list_elsewhere_would_add_changes_nothing_where_none_is_asked(
            cleared in any::<bool>(), all in candidates(), vetted in any::<bool>(), trusted in any::<bool>(), distance in 0_u32..=31,
        ) {
            let before = (answer(cleared, &all), told_of(cleared, &all));
            if needs_no_matcher(&before.0, before.1) {
                let learned = Candidate {
                    entry: EntryId(Uuid::from_u128(7)),
                    bank: BankId(Uuid::nil()),
                    trust: if vetted { ListTrust::Vetted } else { ListTrust::Other },
                    state: EntryState::LISTED,
                    kind: MatchKind::Near { distance },
                    trusted,
                    frame_of_many: false,
                    excluded: false,
                };
                let more: Vec<Candidate> = all.into_iter().chain([learned]).collect();
                prop_assert_eq!((answer(cleared, &more), told_of(cleared, &more)), before);
            }
        }
    }

    #[test]
    fn only_what_ends_at_the_door_for_certain_needs_no_matcher() {
        let known = |exact, harm| Told::Known { exact, harm };
        let matched = crate::matching::Match {
            entry: EntryId(Uuid::nil()),
            bank: BankId(Uuid::nil()),
            kind: MatchKind::Exact,
            trust: ListTrust::Other,
        };
        let stopped = Answer::Stopped { matched };
        assert!(needs_no_matcher(&Answer::Passed, Told::Unknown));
        assert!(needs_no_matcher(&stopped, known(true, HarmType::Other)));
        assert!(needs_no_matcher(&stopped, known(false, HarmType::Csam)));
        assert!(
            !needs_no_matcher(&stopped, known(false, HarmType::Other)),
            "a worse one may lie near"
        );
        assert!(!needs_no_matcher(&Answer::NoMatch, Told::Unknown));
        let waits = Answer::Queued { matches: Vec::new() };
        assert!(!needs_no_matcher(&waits, known(true, HarmType::Csam)));
    }

    #[test]
    fn equal_bytes_come_before_what_is_near_and_the_worst_harm_before_others() {
        let known = |harm, kind| Known {
            entry: EntryId(Uuid::nil()),
            harm,
            kind,
        };
        let near = MatchKind::Near { distance: 3 };
        let all = [known(HarmType::Csam, near), known(HarmType::Other, MatchKind::Exact)];
        assert_eq!(
            told(&all, true),
            Told::Known {
                exact: true,
                harm: HarmType::Other
            }
        );
        let all = [known(HarmType::Other, near), known(HarmType::Csam, near)];
        assert_eq!(
            told(&all, false),
            Told::Known {
                exact: false,
                harm: HarmType::Csam
            }
        );
        assert_eq!((told(&[], true), told(&[], false)), (Told::Open, Told::Unknown));
    }
}
