//! What roles allow, and what each of them can be given: the rules' own answer, so that the screen and the hub cannot
//! differ.

use crate::account::{Account, Failed};
use scrim_model::person::{Permission, Role};
use scrim_wire::{
    http::people::RoleSet,
    ipc::administration::{Giving, PermissionView, RoleView, RolesView},
};

/// Every role but a source's, which is its key and nothing else.
pub(super) async fn read(account: &Account) -> Result<RolesView, Failed> {
    let roles = account.call(|hub| async move { hub.roles().await }).await?;
    let of_people = roles.into_iter().filter(|set| set.role != Role::Source);
    Ok(RolesView {
        roles: of_people.map(role).collect(),
    })
}

fn role(set: RoleSet) -> RoleView {
    let permissions = Permission::ALL.into_iter().filter(|one| *one != Permission::Submit);
    let permissions = permissions.map(|permission| PermissionView {
        permission,
        is: giving(set.role, permission),
    });
    RoleView {
        permissions: permissions.collect(),
        set,
    }
}

fn giving(role: Role, permission: Permission) -> Giving {
    match (permission.makes_a_role(), role.can_be_given(permission)) {
        (true, true) => Giving::Kept,
        (true, false) => Giving::OfAnother,
        (false, true) => Giving::Free,
        (false, false) => Giving::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::person::check_set;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_offered_is_what_the_rules_take() {
        for role in [Role::Moderator, Role::Lead, Role::Admin] {
            for permission in Permission::ALL {
                let own: BTreeSet<_> = role.permissions().iter().copied().collect();
                let (mut with, mut without) = (own.clone(), own);
                with.insert(permission);
                without.remove(&permission);
                let taken = (check_set(role, &with).is_ok(), check_set(role, &without).is_ok());
                let told = match giving(role, permission) {
                    Giving::Free => (true, true),
                    Giving::Kept => (true, false),
                    Giving::OfAnother | Giving::Never => (false, true),
                };
                assert_eq!(taken, told, "{role:?} {permission:?}");
            }
        }
    }
}
