//! What a platform is told of its uploads beside what is decided on them: that a child may be at immediate risk, and what
//! became of an appeal. No list hears of either.

use super::{Destination, Kind, Message, Says, Subject};
use crate::{
    appeal::AppealOutcome,
    ids::{BankId, ItemId, PersonId, VerdictId},
    matching::HarmType,
    urgent::UrgentReason,
};

/// Uploads that something is to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The lists that they came near, with what each is about.
    pub lists: Vec<(BankId, HarmType)>,
    /// They, and who sent each.
    pub items: Vec<(ItemId, PersonId)>,
    /// Whether more than one person works at the hub: one alone sends nothing away.
    pub several_people: bool,
}

impl Notice {
    /// What a destination that is not off is told where somebody marked their case: a platform of its own uploads, and
    /// nobody else anything.
    pub fn urgent(&self, reason: UrgentReason, destination: &Destination) -> Vec<Message> {
        self.told(destination, |item| Message {
            subject: Subject::Danger { item },
            says: Some(Says::Urgent(reason)),
        })
    }

    /// The same of an appeal of what `verdict` had decided.
    pub fn appeal(&self, verdict: VerdictId, outcome: AppealOutcome, destination: &Destination) -> Vec<Message> {
        self.told(destination, |item| Message {
            subject: Subject::Appeal { item, verdict },
            says: Some(Says::Appeal(outcome)),
        })
    }

    fn told(&self, destination: &Destination, message: impl Fn(ItemId) -> Message) -> Vec<Message> {
        let Kind::Platform { source } = destination.kind else {
            return Vec::new();
        };
        let hears = self.lists.iter().any(|(bank, harm)| destination.hears_of(*bank, *harm));
        if !hears || !self.several_people {
            return Vec::new();
        }
        let own = self.items.iter().filter(|(_item, of)| *of == source);
        own.map(|(item, _of)| message(*item)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::{Banks, Mode};
    use std::collections::BTreeSet;
    use uuid::Uuid;

    const SOURCE: PersonId = PersonId(Uuid::from_u128(1));
    const OTHER: PersonId = PersonId(Uuid::from_u128(2));
    const BANK: BankId = BankId(Uuid::from_u128(3));
    const ITEM: ItemId = ItemId(Uuid::from_u128(4));
    const THEIRS: ItemId = ItemId(Uuid::from_u128(5));

    fn notice() -> Notice {
        Notice {
            lists: vec![(BANK, HarmType::Csam)],
            items: vec![(ITEM, SOURCE), (THEIRS, OTHER)],
            several_people: true,
        }
    }

    fn platform() -> Destination {
        Destination {
            kind: Kind::Platform { source: SOURCE },
            harm: HarmType::Csam,
            banks: Banks::All,
            mode: Mode::On,
        }
    }

    #[test]
    fn a_platform_is_told_of_its_own_uploads() {
        let told = [Message {
            subject: Subject::Danger { item: ITEM },
            says: Some(Says::Urgent(UrgentReason::Place)),
        }];
        assert_eq!(notice().urgent(UrgentReason::Place, &platform()), told);
        let verdict = VerdictId(Uuid::from_u128(6));
        let told = [Message {
            subject: Subject::Appeal { item: ITEM, verdict },
            says: Some(Says::Appeal(AppealOutcome::Upheld)),
        }];
        assert_eq!(notice().appeal(verdict, AppealOutcome::Upheld, &platform()), told);
    }

    #[test]
    fn lists_and_who_does_not_hear_of_the_list_are_told_nothing_and_one_person_alone_tells_nothing() {
        let kinds = [Kind::Ncmec].map(|kind| Destination { kind, ..platform() });
        let harm = Destination {
            harm: HarmType::Terrorism,
            ..platform()
        };
        let banks = Destination {
            banks: Banks::Only(BTreeSet::new()),
            ..platform()
        };
        for destination in kinds.into_iter().chain([harm, banks]) {
            assert_eq!(
                notice().urgent(UrgentReason::Other, &destination),
                [],
                "{destination:?}"
            );
        }
        let alone = Notice {
            several_people: false,
            ..notice()
        };
        assert_eq!(alone.urgent(UrgentReason::Other, &platform()), []);
    }
}
