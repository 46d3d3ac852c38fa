//! Which sections are open to whom. Knows no hub: it is the hub that refuses.

use scrim_model::person::Permission;
use scrim_wire::ipc::administration::AdministrationSection;

/// In the order in which they are offered.
const ALL: [AdministrationSection; 6] = [
    AdministrationSection::People,
    AdministrationSection::Roles,
    AdministrationSection::Groups,
    AdministrationSection::Sources,
    AdministrationSection::Audit,
    AdministrationSection::Storage,
];

/// The sections that show something to somebody with these permissions.
pub(crate) fn open_sections(permissions: &[Permission]) -> Vec<AdministrationSection> {
    let open = |section: &AdministrationSection| opened_by(*section).iter().any(|one| permissions.contains(one));
    ALL.into_iter().filter(open).collect()
}

/// Any of these opens a section.
fn opened_by(section: AdministrationSection) -> &'static [Permission] {
    match section {
        AdministrationSection::People
        | AdministrationSection::Roles
        | AdministrationSection::Groups
        | AdministrationSection::Sources => &[Permission::ManagePeople],
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
        assert_eq!(open_sections(Role::Moderator.permissions()), []);
        assert_eq!(open_sections(Role::Source.permissions()), []);
    }

    #[test]
    fn people_roles_and_groups_are_an_admins() {
        use AdministrationSection::{Audit, Groups, People, Roles, Sources, Storage};
        assert_eq!(
            open_sections(&[Permission::ManagePeople]),
            [People, Roles, Groups, Sources]
        );
        let admin = open_sections(Role::Admin.permissions());
        assert_eq!(admin, [People, Roles, Groups, Sources, Audit, Storage]);
        let lead = open_sections(Role::Lead.permissions());
        assert_eq!(lead, [Storage], "a lead holds, and sees what is kept");
    }
}
