//! Which pages are open to whom. Knows no hub: it is the hub that refuses.

use scrim_model::person::Permission;
use scrim_wire::ipc::oversight::OversightPage;

/// In the order in which they are offered.
const ALL: [OversightPage; 7] = [
    OversightPage::Splits,
    OversightPage::Decisions,
    OversightPage::Figures,
    OversightPage::Alarms,
    OversightPage::Checks,
    OversightPage::Services,
    OversightPage::Transparency,
];

/// The pages that show something to somebody with these permissions.
pub(crate) fn open_pages(permissions: &[Permission]) -> Vec<OversightPage> {
    let open = |page: &OversightPage| opened_by(*page).iter().any(|one| permissions.contains(one));
    ALL.into_iter().filter(open).collect()
}

/// Any of these opens a page.
fn opened_by(page: OversightPage) -> &'static [Permission] {
    match page {
        OversightPage::Splits | OversightPage::Alarms => &[Permission::Settle],
        OversightPage::Decisions => &[Permission::Reverse, Permission::ReadAudit],
        OversightPage::Figures => &[Permission::SeeMetrics],
        OversightPage::Checks => &[Permission::ManageBanks, Permission::SeeMetrics, Permission::Settle],
        OversightPage::Services => &[Permission::ManageQueues],
        OversightPage::Transparency => &[Permission::ReadAudit],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::person::Role;

    #[test]
    fn whoever_reviews_alone_has_nothing_to_watch_over() {
        assert_eq!(open_pages(Role::Moderator.permissions()), []);
        assert_eq!(open_pages(Role::Source.permissions()), []);
    }

    #[test]
    fn a_lead_settles_and_an_admin_tells_the_outside() {
        use OversightPage::{Alarms, Checks, Decisions, Figures, Services, Splits, Transparency};
        let lead = open_pages(Role::Lead.permissions());
        assert_eq!(lead, [Splits, Decisions, Figures, Alarms, Checks, Services]);
        let admin = open_pages(Role::Admin.permissions());
        assert_eq!(admin, [Decisions, Figures, Checks, Services, Transparency]);
    }
}
