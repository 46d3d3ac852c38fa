//! A queue's balance at one time: how everybody in it stands, and what its cases are expected to be.

use super::{
    account::{Account, Lean, Part, Standing, Unevenness},
    estimate::{Class, Estimator},
    exposure::Load,
};
use crate::ids::PersonId;
use std::collections::BTreeMap;

/// One queue's.
#[derive(Debug, Clone)]
pub struct Balance {
    people: BTreeMap<PersonId, Standing>,
    unevenness: Unevenness,
    estimator: Estimator,
}

impl Balance {
    /// Of these people, all of whom may have all of the queue's cases, of which this was measured.
    pub fn of(people: &BTreeMap<PersonId, Account>, estimator: Estimator) -> Self {
        let load = people.values().map(|account| account.carried + account.in_hand).sum();
        let part = Part::of(load, people.values());
        let standings = people.iter().map(|(who, account)| (*who, account.standing([&part])));
        Self::standing(standings.collect(), estimator)
    }

    /// The same where some leave out some of its cases: so much of each class was carried or is held, by all of them.
    pub fn of_parts(
        people: &BTreeMap<PersonId, Account>,
        classes: &BTreeMap<Class, Load>,
        may: impl Fn(PersonId, &Class) -> bool,
        estimator: Estimator,
    ) -> Self {
        let part = |class, load| {
            let among = people.iter().filter(|(who, _account)| may(**who, class));
            Part::of(load, among.map(|(_who, account)| account))
        };
        let parts: Vec<(&Class, Part)> = classes
            .iter()
            .map(|(class, load)| (class, part(class, *load)))
            .collect();
        let standings = people.iter().map(|(who, account)| {
            let theirs = parts.iter().filter(|(class, _part)| may(*who, class));
            (*who, account.standing(theirs.map(|(_class, part)| part)))
        });
        Self::standing(standings.collect(), estimator)
    }

    fn standing(people: BTreeMap<PersonId, Standing>, estimator: Estimator) -> Self {
        Self {
            unevenness: Unevenness::of(people.values(), estimator.a_case()),
            people,
            estimator,
        }
    }

    /// How far somebody leans to whom so much was given since; whoever has done nothing there yet stands as they should.
    pub fn lean(&self, person: PersonId, given: Load) -> Lean {
        let own = self.people.get(&person).copied().unwrap_or_default();
        self.unevenness.lean(&own.given(given))
    }

    /// How much a case should be theirs who leans so.
    pub fn pull(&self, lean: Lean, expected: Load) -> i64 {
        lean.pull(expected, self.unevenness.a_case())
    }

    /// What a case of this class is expected to be.
    pub fn expected(&self, class: &Class) -> Load {
        self.estimator.expected(class)
    }
}

impl Default for Balance {
    fn default() -> Self {
        Self::of(&BTreeMap::new(), Estimator::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sharing::Share, time::Span};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn who(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn account(carried: i64, hours: i64, share: u16) -> Account {
        Account {
            share: Share(share),
            worked: Span::hours(hours),
            carried: Load(carried),
            in_hand: Load::ZERO,
        }
    }

    #[test]
    fn whoever_carried_more_leans_away_and_what_they_hold_counts() {
        let people = BTreeMap::from([(who(1), account(900_000, 4, 100)), (who(2), account(300_000, 4, 100))]);
        let balance = Balance::of(&people, Estimator::default());
        let lean = |person| balance.lean(who(person), Load::ZERO).0;
        assert!(lean(1) < 0 && lean(2) > 0, "{} and {}", lean(1), lean(2));
        assert_eq!(lean(3), 0, "a stranger has no part yet");
        assert!(balance.lean(who(2), Load(600_000)).0 < lean(2));
    }

    #[test]
    fn what_somebody_leaves_out_is_the_others_and_is_made_up_for_with_nothing() {
        let class = |kept: &str| kept.parse::<Class>().expect("a class");
        let (plain, hard) = (class("twin/still/A1"), class("twin/still/B2"));
        let people = BTreeMap::from([
            (who(1), account(300_000, 4, 100)),
            (who(2), account(450_000, 4, 100)),
            (who(3), account(450_000, 4, 100)),
        ]);
        let classes = BTreeMap::from([(plain, Load(900_000)), (hard.clone(), Load(300_000))]);
        let may = |person, of: &Class| person != who(1) || *of != hard;
        let apart = Balance::of_parts(&people, &classes, may, Estimator::default());
        let alike = Balance::of(&people, Estimator::default());
        for person in 1..=3 {
            assert_eq!(apart.lean(who(person), Load::ZERO).0, 0, "everybody has what is theirs");
        }
        assert!(
            alike.lean(who(1), Load::ZERO).0 > 0,
            "as if it were a third of everything"
        );
    }

    #[test]
    fn half_a_share_is_half_a_part() {
        let people = BTreeMap::from([(who(1), account(200_000, 4, 50)), (who(2), account(400_000, 4, 100))]);
        let balance = Balance::of(&people, Estimator::default());
        for person in [1, 2] {
            assert_eq!(balance.lean(who(person), Load::ZERO).0, 0);
        }
    }

    proptest! {
        #[test]
        fn nothing_overflows_and_a_lean_is_bounded(
            carried in proptest::collection::vec((any::<i64>(), any::<i64>(), any::<u16>()), 0..8),
            given in any::<i64>(),
        ) {
            let people: BTreeMap<_, _> = (0..)
                .zip(&carried)
                .map(|(number, (carried, hours, share))| (who(number), Account {
                    worked: Span(*hours),
                    ..account(*carried, 0, *share)
                }))
                .collect();
            let balance = Balance::of(&people, Estimator::default());
            for person in people.keys() {
                prop_assert!(balance.lean(*person, Load(given)).0.abs() <= 50_000);
            }
        }
    }
}
