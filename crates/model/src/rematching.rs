//! What becomes of an upload that waits when the lists have more than they had: the door answers anew, and this says how
//! much of that answer still counts.
//!
//! Knows nothing of rows, nor of how candidates are found. Nobody is shown anything else while they look, and what
//! somebody has said stands on what they were shown.

use crate::{door::Answer, matching::Match, quorum::Decision};

/// How an upload waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// In a case.
    InCase(CaseWaits),
    /// In a case that nobody can decide, since it could not be decoded, or not whole.
    Unreadable,
    /// In none: a matcher has still to answer.
    Unverified,
    /// It does not: it is decided, or was answered for good.
    Not,
}

/// How its case waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseWaits {
    /// Somebody holds it.
    pub held: bool,
    /// It was asked of a lead, or marked as urgent: somebody wants a person to see it.
    pub asked_for: bool,
    /// Somebody has said something on it that was not taken back.
    pub spoken: bool,
}

impl CaseWaits {
    /// How a case waits on which this was said.
    pub fn of(decision: &Decision, held: bool, asked_for: bool) -> Self {
        Self {
            held,
            asked_for,
            spoken: *decision != Decision::Open,
        }
    }
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rematched {
    /// It stays as it is.
    Left,
    /// It stays as it is for now, and is asked about again once nobody holds it, or what was said is taken back.
    Later,
    /// It waits on, and these are what it matches, closest first; those that it had stay.
    Matches(Vec<Match>),
    /// Nobody looks.
    Stopped(Match),
    /// As for any upload that a matcher has answered for.
    AsVerified(Answer),
}

/// What the door's answer of now means for an upload that waits.
///
/// Content that was cleared meanwhile is nothing that a list told: it stays where it waits.
pub fn rematched(waits: Waits, now: Answer) -> Rematched {
    match (waits, now) {
        (Waits::Unverified, now) => Rematched::AsVerified(now),
        (Waits::InCase(CaseWaits { held, spoken, .. }), _) if held || spoken => Rematched::Later,
        (Waits::InCase(CaseWaits { asked_for: true, .. }), Answer::Stopped { matched }) => {
            Rematched::Matches(vec![matched])
        }
        (Waits::InCase(_) | Waits::Unreadable, Answer::Stopped { matched }) => Rematched::Stopped(matched),
        (Waits::InCase(_) | Waits::Unreadable, Answer::Queued { matches }) => Rematched::Matches(matches),
        (Waits::Not, _) | (Waits::InCase(_) | Waits::Unreadable, Answer::Passed | Answer::NoMatch) => Rematched::Left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{BankId, EntryId, PersonId, VerdictId},
        matching::{ListTrust, MatchKind},
        quorum::Given,
        verdict::{Content, Listing, MatchAxis, on_one_pair},
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    fn found(number: u128) -> Match {
        Match {
            entry: EntryId(Uuid::from_u128(number)),
            bank: BankId(Uuid::nil()),
            kind: MatchKind::Near { distance: 4 },
            trust: ListTrust::Other,
        }
    }

    fn answers() -> impl Strategy<Value = Answer> {
        prop_oneof![
            any::<u128>().prop_map(|number| Answer::Stopped { matched: found(number) }),
            Just(Answer::Passed),
            Just(Answer::NoMatch),
            prop::collection::vec(any::<u128>().prop_map(found), 1..4).prop_map(|matches| Answer::Queued { matches }),
        ]
    }

    fn waits() -> impl Strategy<Value = Waits> {
        let case = (any::<bool>(), any::<bool>(), any::<bool>());
        prop_oneof![
            Just(Waits::Not),
            Just(Waits::Unverified),
            Just(Waits::Unreadable),
            case.prop_map(|(held, asked_for, spoken)| Waits::InCase(CaseWaits {
                held,
                asked_for,
                spoken
            })),
        ]
    }

    proptest! {
        #[test]
        fn nothing_changes_under_whoever_looks_or_has_spoken(now in answers(), asked_for: bool, other: bool) {
            let held = CaseWaits { held: true, asked_for, spoken: other };
            prop_assert_eq!(rematched(Waits::InCase(held), now.clone()), Rematched::Later);
            let said = CaseWaits { held: other, asked_for, spoken: true };
            prop_assert_eq!(rematched(Waits::InCase(said), now), Rematched::Later);
        }

        #[test]
        fn nobody_looks_only_where_the_door_would_stop_it_and_nobody_asked_for_eyes(waits in waits(), now in answers()) {
            if let Rematched::Stopped(matched) = rematched(waits, now.clone()) {
                prop_assert_eq!(now, Answer::Stopped { matched });
                let asked_for = matches!(waits, Waits::InCase(CaseWaits { asked_for: true, .. }));
                prop_assert!(!asked_for && waits != Waits::Not);
            }
        }

        #[test]
        fn what_is_answered_for_good_stays_so_whatever_is_listed_later(now in answers()) {
            prop_assert_eq!(rematched(Waits::Not, now), Rematched::Left);
        }

        #[test]
        fn an_open_case_gains_what_the_door_would_say(now in answers()) {
            let free = CaseWaits { held: false, asked_for: false, spoken: false };
            for waits in [Waits::InCase(free), Waits::Unreadable] {
                let becomes = rematched(waits, now.clone());
                let expected = match &now {
                    Answer::Stopped { matched } => Rematched::Stopped(*matched),
                    Answer::Queued { matches } => Rematched::Matches(matches.clone()),
                    Answer::Passed | Answer::NoMatch => Rematched::Left,
                };
                prop_assert_eq!(becomes, expected);
            }
        }
    }

    #[test]
    fn a_case_counts_as_spoken_on_from_the_first_verdict_that_stands() {
        let first = Given {
            id: VerdictId(Uuid::nil()),
            by: PersonId(Uuid::nil()),
            verdict: on_one_pair(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed),
        };
        assert!(!CaseWaits::of(&Decision::Open, false, false).spoken);
        assert!(CaseWaits::of(&Decision::Provisional { first: first.clone() }, false, false).spoken);
        assert!(CaseWaits::of(&Decision::Split { given: vec![first] }, false, false).spoken);
    }
}
