//! Who may do what: roles as sets of permissions.
//!
//! Knows nothing of passwords, tokens or sign-in.

mod preferences;

pub use preferences::{FirstLookLine, MOST_FAVOURITES, Preferences, Tone};

use crate::ids::PersonId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What somebody is here for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reviews cases.
    Moderator,
    /// Settles disagreements, sets floors, reverses.
    Lead,
    /// People, lists, audit.
    Admin,
    /// A program that sends uploads.
    Source,
}

/// One thing that may be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Lease cases, look by grant, give verdicts.
    Review,
    /// Settle split cases.
    Settle,
    /// Reverse a confirmed verdict.
    Reverse,
    /// Set up queues and rules, and send cases elsewhere; shows where cases are, and no picture. Also: see what
    /// destinations were told, and have it sent again.
    ManageQueues,
    /// Set the floor of wellness settings.
    SetFloors,
    /// See sums over the team and the hub.
    SeeMetrics,
    /// See which uploads could not be read, and why; no picture.
    SeeUnreadable,
    /// Add and disable people and sources.
    ManagePeople,
    /// Make lists, import known content, and say whom verdicts are told to.
    ManageBanks,
    /// Read and verify the audit log, and hand decided cases over for a report.
    ReadAudit,
    /// Put uploads and cases under a legal hold, and see what is held and for how long pictures are kept.
    Hold,
    /// Set for how long pictures are kept, lift holds, and destroy a picture on request.
    Destroy,
    /// Send uploads and ask for their outcome.
    Submit,
}

/// Why a role cannot be given a set of permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetProblem {
    /// What the role is for cannot be taken from it.
    #[error("`{}` is what this role is for, and stays with it", .permission.code())]
    Kept {
        /// Which.
        permission: Permission,
    },
    /// It would break what the product promises to those who look, or to those who rely on a verdict.
    #[error("`{}` cannot be given to this role", .permission.code())]
    Never {
        /// Which.
        permission: Permission,
    },
}

/// Checks that a role may be given this set. Who looks, who settles, who manages people and who sends uploads is
/// what the roles are: quorum, queues and the promise that whoever manages accounts does not look rest on it. An
/// admin keeps the way back from every mistake. Beyond that:
///
/// - whoever looks puts nothing on the lists that verdicts are about, and destroys no picture;
/// - floors, queues and reversals are not a moderator's, who could loosen their own limits by them, or push a
///   picture on a colleague.
///
/// What single people have seen is in no set, since it is no permission.
///
/// # Errors
/// [`SetProblem`] with the first permission that is wrong.
pub fn check_set(role: Role, set: &BTreeSet<Permission>) -> Result<(), SetProblem> {
    let of_the_role = |permission: &&Permission| permission.makes_a_role() && !set.contains(permission);
    if let Some(permission) = role.permissions().iter().find(of_the_role) {
        return Err(SetProblem::Kept {
            permission: *permission,
        });
    }
    match set.iter().find(|permission| !role.can_be_given(**permission)) {
        Some(permission) => Err(SetProblem::Never {
            permission: *permission,
        }),
        None => Ok(()),
    }
}

/// Why a change of who is an admin is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdminsProblem {
    /// Nobody would be left to undo a mistake.
    #[error("the hub would be left without an admin")]
    Last,
    /// Whoever makes it would be no admin any more: a slip that they could not undo themselves.
    #[error("nobody takes from themselves what makes them an admin: another admin does")]
    Own,
}

/// Checks a change by who was an admin before it and who is one after it. Of a hub that had no admin nothing is taken,
/// and whoever runs the hub (`by` nobody) can take it from anybody but the last.
///
/// # Errors
/// [`AdminsProblem`].
pub fn check_admins(
    before: &BTreeSet<PersonId>,
    after: &BTreeSet<PersonId>,
    by: Option<PersonId>,
) -> Result<(), AdminsProblem> {
    if !before.is_empty() && after.is_empty() {
        return Err(AdminsProblem::Last);
    }
    let loses_their_own = by.is_some_and(|by| before.contains(&by) && !after.contains(&by));
    if loses_their_own {
        Err(AdminsProblem::Own)
    } else {
        Ok(())
    }
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 13] = [
        Self::Review,
        Self::Settle,
        Self::Reverse,
        Self::ManageQueues,
        Self::SetFloors,
        Self::SeeMetrics,
        Self::SeeUnreadable,
        Self::ManagePeople,
        Self::ManageBanks,
        Self::ReadAudit,
        Self::Hold,
        Self::Destroy,
        Self::Submit,
    ];

    /// Its name in the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Settle => "settle",
            Self::Reverse => "reverse",
            Self::ManageQueues => "manage_queues",
            Self::SetFloors => "set_floors",
            Self::SeeMetrics => "see_metrics",
            Self::SeeUnreadable => "see_unreadable",
            Self::ManagePeople => "manage_people",
            Self::ManageBanks => "manage_banks",
            Self::ReadAudit => "read_audit",
            Self::Hold => "hold",
            Self::Destroy => "destroy",
            Self::Submit => "submit",
        }
    }

    /// Whether it is what tells roles apart, and so never given or taken.
    pub fn makes_a_role(self) -> bool {
        match self {
            Self::Review | Self::Settle | Self::ManagePeople | Self::Submit => true,
            Self::Reverse
            | Self::ManageQueues
            | Self::SetFloors
            | Self::SeeMetrics
            | Self::SeeUnreadable
            | Self::ManageBanks
            | Self::ReadAudit
            | Self::Hold
            | Self::Destroy => false,
        }
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Moderator, Self::Lead, Self::Admin, Self::Source];

    /// What this role allows. An admin does not review: who manages accounts must not look. Who reviews does not
    /// destroy, and may hold: a hold only ever keeps.
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::{
            Destroy, Hold, ManageBanks, ManagePeople, ManageQueues, ReadAudit, Reverse, Review, SeeMetrics,
            SeeUnreadable, SetFloors, Settle, Submit,
        };
        match self {
            Self::Moderator => &[Review],
            Self::Lead => &[
                Review,
                Settle,
                Reverse,
                ManageQueues,
                SetFloors,
                SeeMetrics,
                SeeUnreadable,
                Hold,
            ],
            Self::Admin => &[
                ManageQueues,
                SetFloors,
                SeeMetrics,
                SeeUnreadable,
                ManagePeople,
                ManageBanks,
                ReadAudit,
                Hold,
                Destroy,
            ],
            Self::Source => &[Submit],
        }
    }

    /// Whether this role allows `permission`.
    pub fn allows(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }

    /// Whether an admin may give this to the role; see [`check_set`].
    pub fn can_be_given(self, permission: Permission) -> bool {
        match permission {
            Permission::Review | Permission::Settle | Permission::ManagePeople | Permission::Submit => {
                self.allows(permission)
            }
            Permission::Reverse => self == Self::Lead,
            Permission::ManageQueues | Permission::SetFloors | Permission::Hold => {
                matches!(self, Self::Lead | Self::Admin)
            }
            Permission::ManageBanks | Permission::Destroy => self == Self::Admin,
            Permission::SeeMetrics | Permission::SeeUnreadable | Permission::ReadAudit => self != Self::Source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// Each of the 8,192 sets there are.
    fn all_sets() -> impl Iterator<Item = BTreeSet<Permission>> {
        let chosen = |bits: u16| {
            let all = Permission::ALL.into_iter().enumerate();
            all.filter(move |(at, _)| bits >> at & 1 == 1)
                .map(|(_, permission)| permission)
        };
        (0..1_u16 << Permission::ALL.len()).map(move |bits| chosen(bits).collect())
    }

    #[test]
    fn what_the_roles_have_by_themselves_can_be_set() {
        for role in Role::ALL {
            let own: BTreeSet<_> = role.permissions().iter().copied().collect();
            assert_eq!(check_set(role, &own), Ok(()), "{role:?}");
        }
    }

    #[test]
    fn what_a_role_is_for_can_neither_be_taken_nor_given() {
        for role in Role::ALL {
            let own: BTreeSet<_> = role.permissions().iter().copied().collect();
            for permission in Permission::ALL
                .into_iter()
                .filter(|permission| permission.makes_a_role())
            {
                let mut other = own.clone();
                let expected = if other.remove(&permission) {
                    SetProblem::Kept { permission }
                } else {
                    other.insert(permission);
                    SetProblem::Never { permission }
                };
                assert_eq!(check_set(role, &other), Err(expected), "{role:?}");
            }
        }
    }

    #[test]
    fn no_set_that_is_taken_breaks_what_the_rules_promise() {
        for (role, set) in Role::ALL
            .into_iter()
            .flat_map(|role| all_sets().map(move |set| (role, set)))
        {
            if check_set(role, &set).is_err() {
                continue;
            }
            let has = |permission| set.contains(&permission);
            let told = format!("{role:?}: {set:?}");
            assert!(
                !(has(Permission::Review) && has(Permission::ManagePeople)),
                "whoever manages accounts looks: {told}"
            );
            assert!(
                !(has(Permission::Review) && has(Permission::ManageBanks)),
                "whoever looks fills the lists: {told}"
            );
            assert!(
                !(has(Permission::Review) && has(Permission::Destroy)),
                "whoever looks destroys: {told}"
            );
            assert!(!has(Permission::Settle) || has(Permission::Review), "{told}");
            assert!(!has(Permission::Reverse) || has(Permission::Settle), "{told}");
            assert!(
                !has(Permission::Submit) || set.len() == 1,
                "a source has its key and nothing else: {told}"
            );
            assert!(
                role != Role::Admin || has(Permission::ManagePeople),
                "nobody could undo a mistake: {told}"
            );
            let loosens = has(Permission::SetFloors) || has(Permission::ManageQueues);
            assert!(role != Role::Moderator || !loosens, "{told}");
        }
    }

    fn admins() -> impl Strategy<Value = BTreeSet<PersonId>> {
        proptest::collection::btree_set((1..5_u128).prop_map(|one| PersonId(Uuid::from_u128(one))), 0..4)
    }

    proptest! {
        #[test]
        fn a_hub_keeps_an_admin_and_whoever_changes_it_stays_one(
            before in admins(), after in admins(), by in proptest::option::of(1..5_u128),
        ) {
            let by = by.map(|by| PersonId(Uuid::from_u128(by)));
            match check_admins(&before, &after, by) {
                Ok(()) => {
                    prop_assert!(before.is_empty() || !after.is_empty());
                    prop_assert!(by.is_none_or(|by| !before.contains(&by) || after.contains(&by)));
                }
                Err(AdminsProblem::Last) => prop_assert!(after.is_empty() && !before.is_empty()),
                Err(AdminsProblem::Own) => {
                    let by = by.expect("somebody");
                    prop_assert!(before.contains(&by) && !after.contains(&by) && !after.is_empty());
                }
            }
        }

        #[test]
        fn what_takes_it_from_nobody_is_never_refused(before in admins(), more in admins(), by in 1..5_u128) {
            let after = &before | &more;
            prop_assert_eq!(check_admins(&before, &after, Some(PersonId(Uuid::from_u128(by)))), Ok(()));
        }
    }

    #[test]
    fn every_permission_is_in_the_list_of_all_once_and_somebodys() {
        let all: BTreeSet<_> = Permission::ALL.into_iter().collect();
        assert_eq!(all.len(), Permission::ALL.len());
        let given: BTreeSet<_> = Role::ALL.into_iter().flat_map(Role::permissions).copied().collect();
        assert_eq!(all, given);
        for permission in all {
            let named = serde_json::to_value(permission).expect("a permission is one word");
            assert_eq!(named, permission.code());
        }
    }
}
