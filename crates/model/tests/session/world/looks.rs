//! What the books say of looks: where the lens may be drawn, and what a closing must say.

use super::{Pending, Told, World};
use crate::desk::FULL;
use scrim_model::{
    grant::Presented,
    ids::GrantId,
    lens::{Cleared, LensPoint, Proportions, amounts_to},
    rung::Rung,
    session::Aim,
};

impl World {
    /// The lens is drawn under a grant only, and never so often that it shows what may not be looked at.
    pub(super) fn drawn(&mut self, at: LensPoint) {
        let open = |told: &&Told| told.closed == 0 && told.aim == Rung::Lens.into();
        let case = self
            .grants
            .values()
            .find(open)
            .expect("an open look through the lens")
            .case;
        let leased = self.leases.get_mut(&case).expect("a held case");
        let of = Proportions {
            width: 400,
            height: 300,
        };
        let before = std::mem::take(&mut leased.cleared);
        leased.cleared = before.with(at, of);
        let first_or_known = before.is_empty() || before == leased.cleared;
        let max = leased.held.max_rung.min(self.allowance.max_rung);
        assert!(first_or_known || amounts_to(leased.cleared.permille()) <= max.max(Rung::Lens));
        self.pending.push_back(Pending::Picture { case, rung: Rung::Lens });
    }

    pub(super) fn close(&mut self, grant: GrantId, presented: Presented, cleared: Option<Cleared>) {
        let told = self.grants.get_mut(&grant).expect("only grants that were told");
        told.closed += 1;
        assert_eq!(told.closed, 1, "closed once");
        let look = (told.case, told.aim.rung());
        let painted = self.painted_look.take_if(|painted| *painted == look);
        if presented.shown_ms > 0 {
            assert!(painted.is_some(), "nothing was painted");
            if let Some(leased) = self.leases.get_mut(&told.case) {
                let lens = told.aim == Rung::Lens.into();
                let parts = told.aim == Aim::FullSize && !self.looked_at.is_empty();
                let region = match () {
                    () if lens => leased.cleared.permille(),
                    () if parts => FULL.permille(self.looked_at.iter().copied()),
                    () => 1_000,
                };
                assert_eq!(presented.region_permille, region, "the union of what was clear");
                let union = lens.then(|| leased.cleared.clone());
                assert_eq!(cleared, union, "where the lens was, over all leases");
                self.seen.extend(cleared.map(|cleared| (leased.held.case, cleared)));
                let shown = if lens { amounts_to(region) } else { told.aim.rung() };
                leased.painted = leased.painted.max(shown);
            }
        }
        if told.aim == Aim::FullSize {
            self.looked_at.clear();
        }
    }

    /// Looks whose picture came up so far.
    pub(crate) fn looks_shown(&self) -> usize {
        let shown = self.leases.values().filter(|leased| leased.painted.is_look());
        shown.count()
    }
}
