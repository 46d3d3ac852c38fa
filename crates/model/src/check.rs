//! Checks of what was stopped with nobody looking: a small random sample, looked at behind a veil.
//!
//! Knows nothing of rows, nor of where chance comes from: a [`crate::second_looks::Draw`] is an argument. A check decides
//! nothing on an upload by itself: whoever says that it is the same picture closes it, and whatever else is said goes to a
//! lead.

use crate::{
    case::Stage,
    delivery::Purpose,
    queue::QueuePolicy,
    quorum::{Decision, Quorum},
    rung::Rung,
    second_looks::Permille,
    verdict::{Content, Listing, Verdict},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most that is shown of a check, whatever its holder's limits allow: it tells another picture from the same one, and
/// nobody has to see more of what people have confirmed before.
pub const MAX_RUNG: Rung = Rung::LightVeil;

/// Of how many stops somebody checks whether they are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct StopChecks {
    /// In thousandths; 5 by default, as the specification has it, and 0 for none.
    pub share: Permille,
}

impl Default for StopChecks {
    fn default() -> Self {
        Self {
            share: Permille::OF_STOPS,
        }
    }
}

/// Whether a case is shown behind a veil alone: a check that is not in a lead's hands.
pub fn is_veiled(purpose: Purpose, stage: Stage, escalated: bool) -> bool {
    purpose == Purpose::Check && stage == Stage::Review && !escalated
}

/// Who must agree before what is said on a check counts. The same picture, and nothing else, is what was known before;
/// the rest is a lead's.
pub fn quorum(verdict: &Verdict) -> Quorum {
    let nothing_new = verdict.content == Content::NotAssessed
        && verdict.classification.is_none()
        && verdict
            .pairs
            .iter()
            .all(|pair| pair.matched.is_same() && pair.listing == Listing::NotAssessed);
    if nothing_new { Quorum::One } else { Quorum::Lead }
}

/// Where a check stands when what a lead had said is taken back: it is a lead's again, and never a second reviewer's.
#[must_use]
pub fn still_with_a_lead(before: Decision) -> Decision {
    match before {
        Decision::Provisional { first } => Decision::Split { given: vec![first] },
        other => other,
    }
}

/// What may be said of a check in its queue: the queue hides nothing, since the same picture must always be sayable.
#[must_use]
pub fn policy(of_queue: QueuePolicy) -> QueuePolicy {
    QueuePolicy {
        hidden: BTreeSet::new(),
        explained: BTreeSet::new(),
        ..of_queue
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::on_one_pair as said;
    use crate::{
        ids::{PersonId, VerdictId},
        quorum::Given,
        scheme::IndustryClass,
        second_looks::Draw,
        verdict::MatchAxis,
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn one_person_says_that_it_is_the_same_picture_and_a_lead_everything_else() {
        for same in [MatchAxis::SameExact, MatchAxis::SameAltered] {
            let only = said(Content::NotAssessed, same, Listing::NotAssessed);
            assert_eq!(quorum(&only), Quorum::One);
            let classified = Verdict {
                classification: Some(IndustryClass::A1.into()),
                ..only
            };
            assert_eq!(quorum(&classified), Quorum::Lead);
            assert_eq!(quorum(&said(Content::Abusive, same, Listing::Agrees)), Quorum::Lead);
        }
        for other in [MatchAxis::Different, MatchAxis::Undetermined] {
            assert_eq!(
                quorum(&said(Content::NotAssessed, other, Listing::NotAssessed)),
                Quorum::Lead
            );
        }
    }

    #[test]
    fn a_check_is_veiled_until_a_lead_has_it() {
        assert!(is_veiled(Purpose::Check, Stage::Review, false));
        assert!(!is_veiled(Purpose::Check, Stage::Settle, false));
        assert!(!is_veiled(Purpose::Check, Stage::Review, true));
        assert!(!is_veiled(Purpose::Review, Stage::Review, false));
        assert!(!is_veiled(Purpose::Appeal, Stage::Review, false));
    }

    #[test]
    fn what_a_lead_takes_back_waits_for_a_lead_again() {
        let first = Given {
            id: VerdictId(Uuid::nil()),
            by: PersonId(Uuid::nil()),
            verdict: said(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed),
        };
        let split = Decision::Split {
            given: vec![first.clone()],
        };
        assert_eq!(still_with_a_lead(Decision::Provisional { first }), split);
        assert_eq!(still_with_a_lead(split.clone()), split);
        assert_eq!(still_with_a_lead(Decision::Open), Decision::Open);
    }

    #[test]
    fn a_hub_that_says_nothing_has_one_stop_in_two_hundred_checked_and_one_that_says_0_none() {
        let taken = |share: Permille| (0..1_000).filter(|bits| share.takes(Draw::of(*bits))).count();
        assert_eq!(taken(StopChecks::default().share), 5);
        let off: StopChecks = serde_json::from_str("{\"share\": 0}").expect("a share");
        assert_eq!(taken(off.share), 0);
        assert!(serde_json::from_str::<StopChecks>("{\"share\": 1001}").is_err());
    }

    proptest! {
        #[test]
        fn of_all_throws_of_the_dice_the_share_is_checked(share in 0_u16..=1_000, begin in 0_u64..=u64::MAX - 1_000) {
            let share = Permille::try_from(share).expect("a share");
            let taken = (begin..begin + 1_000).filter(|bits| share.takes(Draw::of(*bits))).count();
            prop_assert_eq!(serde_json::to_value(share).expect("a number"), serde_json::json!(taken));
        }
    }
}
