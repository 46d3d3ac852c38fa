//! Which sections are open to whom. Knows no hub: it is the hub that refuses.

use scrim_model::{person::Permission, setup::Setup};
use scrim_wire::ipc::administration::AdministrationSection;

/// In the order in which they are offered.
const ALL: [AdministrationSection; 8] = [
    AdministrationSection::People,
    AdministrationSection::Roles,
    AdministrationSection::Groups,
    AdministrationSection::Sources,
    AdministrationSection::Audit,
    AdministrationSection::Storage,
    AdministrationSection::Classes,
    AdministrationSection::SettingUp,
];

/// The sections that show something to somebody with these permissions. Setting up is one of them as long as the hub is
/// known to lack something.
pub(crate) fn open_sections(permissions: &[Permission], setup: Option<&Setup>) -> Vec<AdministrationSection> {
    let lacks = setup.is_some_and(|setup| setup.next().is_some());
    let open = |section: &AdministrationSection| {
        let there = *section != AdministrationSection::SettingUp || lacks;
        there && opened_by(*section).iter().any(|one| permissions.contains(one))
    };
    ALL.into_iter().filter(open).collect()
}

/// Any of these opens a section.
fn opened_by(section: AdministrationSection) -> &'static [Permission] {
    match section {
        AdministrationSection::SettingUp
        | AdministrationSection::People
        | AdministrationSection::Roles
        | AdministrationSection::Groups
        | AdministrationSection::Sources => &[Permission::ManagePeople],
        AdministrationSection::Classes => &[Permission::ManageBanks],
        AdministrationSection::Audit => &[Permission::ReadAudit],
        AdministrationSection::Storage => &[Permission::Hold, Permission::Destroy],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::person::Role;

    #[test]
    fn whoever_reviews_alone_has_nothing_to_set_up() {
        assert_eq!(
            open_sections(Role::Moderator.permissions(), Some(&Setup::default())),
            []
        );
        assert_eq!(open_sections(Role::Source.permissions(), Some(&Setup::default())), []);
    }

    #[test]
    fn people_roles_and_groups_are_an_admins() {
        use AdministrationSection::{Audit, Classes, Groups, People, Roles, Sources, Storage};
        assert_eq!(
            open_sections(&[Permission::ManagePeople], None),
            [People, Roles, Groups, Sources]
        );
        let admin = open_sections(Role::Admin.permissions(), None);
        assert_eq!(admin, [People, Roles, Groups, Sources, Audit, Storage, Classes]);
        let lead = open_sections(Role::Lead.permissions(), None);
        assert_eq!(lead, [Storage], "a lead holds, and sees what is kept");
    }

    #[test]
    fn setting_up_is_offered_last_and_only_while_the_hub_lacks_something() {
        let lacks = open_sections(Role::Admin.permissions(), Some(&Setup::default()));
        assert_eq!(lacks.last(), Some(&AdministrationSection::SettingUp));
        let unknown = open_sections(Role::Admin.permissions(), None);
        assert!(!unknown.contains(&AdministrationSection::SettingUp));
    }
}
