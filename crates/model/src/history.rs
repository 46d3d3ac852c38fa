//! What the author of a verdict is told of what became of it, in the list of their own verdicts.
//!
//! It tells nothing that a blind second look must not: neither that one is asked for, nor what it said before both have
//! spoken and a lead has settled it for good. What a verdict on a look-alike is by this is what any verdict is that
//! nobody has decided otherwise; only `feedback` says more. Knows nothing of who the others are.

use crate::{grant::Grant, rung::Rung, time::Time};
use serde::{Deserialize, Serialize};

/// What became of a verdict that was not taken back, as far as its author is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It can still be taken back.
    InGrace,
    /// Nobody has decided otherwise, whether or not somebody else is asked.
    Stands,
    /// People disagreed, and a lead has decided otherwise, for good.
    Overruled,
    /// It was decided so, and a lead reversed that.
    Reversed,
}

/// What is kept of a verdict that this is worked out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// A lead reversed what was decided by it, or with it.
    pub reversed: bool,
    /// Until when its author could take it back.
    pub grace_ends: Time,
    /// From when on its author is told that a lead has decided otherwise: the end of that decision's own grace.
    pub overruled: Option<Time>,
}

impl Fate {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::InGrace, Self::Stands, Self::Overruled, Self::Reversed];

    /// As it is written down.
    pub fn name(self) -> &'static str {
        match self {
            Self::InGrace => "in_grace",
            Self::Stands => "stands",
            Self::Overruled => "overruled",
            Self::Reversed => "reversed",
        }
    }

    /// What its author is told at a time.
    pub fn of(kept: Kept, now: Time) -> Self {
        if kept.reversed {
            Self::Reversed
        } else if now < kept.grace_ends {
            Self::InGrace
        } else if kept.overruled.is_some_and(|told| told <= now) {
            Self::Overruled
        } else {
            Self::Stands
        }
    }
}

/// The clearest that somebody had of a case before their eyes, as their ledger counts it; none where it was decided as it
/// rests. What came with a grant and was never on the screen is nothing.
pub fn clearest<'a>(grants: impl IntoIterator<Item = &'a Grant>) -> Option<Rung> {
    let shown = grants
        .into_iter()
        .filter(|grant| grant.closed.is_none_or(|presented| presented.shown_ms > 0));
    shown.map(|grant| grant.exposure().rung).max()
}

/// Whether it was decided without a look: veils are none.
pub fn is_without_look(clearest: Option<Rung>) -> bool {
    !clearest.is_some_and(Rung::is_look)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        grant::Presented,
        ids::{CaseId, GrantId, ItemId, LeaseId, PersonId},
        verdict::Content,
    };
    use proptest::prelude::*;

    fn kept() -> impl Strategy<Value = Kept> {
        (any::<bool>(), 0_i64..100, proptest::option::of(0_i64..200)).prop_map(|(reversed, grace_ends, overruled)| {
            Kept {
                reversed,
                grace_ends: Time(grace_ends),
                overruled: overruled.map(Time),
            }
        })
    }

    proptest! {
        #[test]
        fn what_can_be_taken_back_or_was_reversed_says_nothing_of_another_word(kept in kept(), now in 0_i64..200) {
            let other = Kept { overruled: None, ..kept };
            if kept.reversed || Time(now) < kept.grace_ends {
                prop_assert_eq!(Fate::of(kept, Time(now)), Fate::of(other, Time(now)));
            }
        }

        #[test]
        fn a_decision_that_can_itself_be_taken_back_is_told_to_nobody(kept in kept(), now in 0_i64..200) {
            let early = kept.overruled.is_none_or(|told| Time(now) < told);
            prop_assert!(!early || Fate::of(kept, Time(now)) != Fate::Overruled);
        }

        #[test]
        fn grace_is_never_told_again_once_it_is_over(kept in kept(), now in 0_i64..200, later in 0_i64..200) {
            let after = Fate::of(kept, Time(now)) != Fate::InGrace;
            prop_assert!(!after || Fate::of(kept, Time(now + later)) != Fate::InGrace);
        }
    }

    fn grant(rung: Rung, shown_ms: Option<u32>) -> Grant {
        let nil = uuid::Uuid::nil();
        Grant {
            id: GrantId(nil),
            lease: LeaseId(nil),
            case: CaseId(nil),
            item: ItemId(nil),
            person: PersonId(nil),
            rung,
            released: rung,
            full_size: false,
            granted_at: Time(0),
            until: Time(10_000),
            charged: true,
            closed: shown_ms.map(|shown_ms| Presented {
                shown_ms,
                region_permille: 1_000,
                width_px: 1,
                height_px: 1,
            }),
            union_permille: None,
            severe: false,
            ended_at: None,
        }
    }

    #[test]
    fn only_what_was_on_the_screen_or_may_have_been_is_a_look() {
        for (grants, seen, without) in [
            (vec![], None, true),
            (vec![grant(Rung::LightVeil, Some(900))], Some(Rung::LightVeil), true),
            (vec![grant(Rung::Colour, Some(0))], None, true),
            (vec![grant(Rung::Grey, None)], Some(Rung::Grey), false),
            (
                vec![grant(Rung::Outline, Some(1)), grant(Rung::Colour, Some(0))],
                Some(Rung::Outline),
                false,
            ),
        ] {
            assert_eq!(clearest(&grants), seen);
            assert_eq!(is_without_look(seen), without);
        }
    }

    #[test]
    fn each_of_them_can_be_told() {
        let kept = |reversed, overruled| Kept {
            reversed,
            grace_ends: Time(10),
            overruled,
        };
        for (kept, fate) in [
            (kept(true, None), Fate::Reversed),
            (kept(false, Some(Time(20))), Fate::Overruled),
            (kept(false, Some(Time(21))), Fate::Stands),
            (kept(false, None), Fate::Stands),
        ] {
            assert_eq!(Fate::of(kept, Time(20)), fate);
        }
        assert_eq!(Fate::of(kept(false, None), Time(9)), Fate::InGrace);
    }

    #[test]
    fn names_are_those_on_the_wire() {
        for fate in Fate::ALL {
            assert_eq!(serde_json::to_value(fate).expect("plain"), fate.name());
        }
        for content in Content::ALL {
            assert_eq!(serde_json::to_value(content).expect("plain"), content.name());
        }
    }
}
